//! A [`TokenStore`] in PostgreSQL, for services of many processes and many tenants: one row for each sign-in, and locks that
//! the database keeps, so that they hold between machines and end with the process that has them.
//!
//! ```sql
//! -- What `PostgresStore::create_table` runs.
//! CREATE TABLE connector_tokens (connector text, connection text, tokens text, PRIMARY KEY (connector, connection))
//! ```
//!
//! The tokens are as readable as the table is: give it to the service's role alone, and encrypt the column if backups go
//! elsewhere.

use connector::BoxError;
use connector::oauth::{Key, Lock, StoreFuture, TokenStore, Tokens};
use deadpool_postgres::{Object, Pool};

const CREATE: &str = "CREATE TABLE IF NOT EXISTS connector_tokens \
    (connector text, connection text, tokens text NOT NULL, PRIMARY KEY (connector, connection))";
const LOAD: &str = "SELECT tokens FROM connector_tokens WHERE connector = $1 AND connection = $2";
const SAVE: &str = "INSERT INTO connector_tokens VALUES ($1, $2, $3) \
    ON CONFLICT (connector, connection) DO UPDATE SET tokens = excluded.tokens";
const REMOVE: &str = "DELETE FROM connector_tokens WHERE connector = $1 AND connection = $2";
/// A transaction's lock ends with the transaction, and so with the connection. How long another process may hold it: longer
/// than its request to the provider may take.
const BEGIN: &str = "BEGIN; SET LOCAL lock_timeout = '90s'";
const LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

/// Keeps tokens in the table `connector_tokens`. A clone shares the pool.
///
/// The pool needs two connections at least: one is held for as long as a sign-in is locked.
#[derive(Clone, Debug)]
pub struct PostgresStore(Pool);

impl PostgresStore {
    /// On a pool of connections.
    #[must_use]
    pub fn new(pool: Pool) -> Self {
        Self(pool)
    }

    /// Makes the table, where it is not there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn create_table(&self) -> Result<(), BoxError> {
        Ok(self.0.get().await?.batch_execute(CREATE).await?)
    }
}

impl TokenStore for PostgresStore {
    fn load<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Option<Tokens>> {
        Box::pin(async move {
            let row = self.0.get().await?.query_opt(LOAD, &[&key.connector, &key.connection]).await?;
            let Some(row) = row else { return Ok(None) };
            // The error does not say what the row holds.
            let tokens = Tokens::from_json(row.try_get(0)?);
            tokens.map(Some).ok_or_else(|| "the row holds no tokens".into())
        })
    }

    fn save<'a>(&'a self, key: Key<'a>, tokens: &'a Tokens) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            let json = tokens.to_json();
            let client = self.0.get().await?;
            client.execute(SAVE, &[&key.connector, &key.connection, &json.expose()]).await?;
            Ok(())
        })
    }

    fn remove<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            self.0.get().await?.execute(REMOVE, &[&key.connector, &key.connection]).await?;
            Ok(())
        })
    }

    fn lock<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Lock> {
        Box::pin(async move {
            // The connection leaves the pool: whenever the lock is dropped, it closes, and the transaction ends with it.
            let client = Object::take(self.0.get().await?);
            client.batch_execute(BEGIN).await?;
            let name = format!("{:?}", (key.connector, key.connection));
            client.execute(LOCK, &[&name]).await?;
            Ok(Lock::new(client))
        })
    }
}
