//! What every token store has to do, whatever it stands on.

use std::time::Duration;

use connector::oauth::{Key, KeyringStore, TokenStore, Tokens};
use postgres_token_store::PostgresStore;

/// Names that hold whatever a name may hold.
pub const KEY: Key<'_> = Key { connector: "Orders / 1", connection: "../tenant~17\"'\u{e9}" };

/// A store by what it is called on a command line: `keyring FOLDER`, `postgres URL`.
#[must_use]
pub fn open(kind: &str, place: &str) -> Box<dyn TokenStore> {
    match kind {
        "keyring" => Box::new(KeyringStore::new("connector-conformance", place)),
        _ => Box::new(postgres(place)),
    }
}

/// A store in the database at this address.
#[must_use]
pub fn postgres(url: &str) -> PostgresStore {
    let config: tokio_postgres::Config = url.parse().expect("an address");
    let manager = deadpool_postgres::Manager::new(config, tokio_postgres::NoTls);
    PostgresStore::new(deadpool_postgres::Pool::builder(manager).max_size(4).build().expect("a pool"))
}

/// Keeps, forgets, tells names apart, and locks.
pub async fn keeps(store: &dyn TokenStore) {
    let another = Key { connection: "another", ..KEY };
    assert_eq!(store.load(KEY).await.unwrap(), None);
    // As long as those of the providers with the longest.
    let tokens = Tokens::new("a".repeat(3_000)).with_refresh("r").expires_in(Duration::from_secs(60));
    store.save(KEY, &Tokens::new("old")).await.unwrap();
    store.save(KEY, &tokens).await.unwrap();
    assert_eq!(store.load(KEY).await.unwrap().as_ref(), Some(&tokens));
    assert_eq!(store.load(another).await.unwrap(), None);
    let held = store.lock(KEY).await.unwrap();
    let waits = tokio::time::timeout(Duration::from_millis(300), store.lock(KEY)).await;
    assert!(waits.is_err(), "a lock that is held was given again");
    drop(store.lock(another).await.unwrap());
    drop(held);
    drop(store.lock(KEY).await.unwrap());
    store.remove(KEY).await.unwrap();
    store.remove(KEY).await.unwrap();
    assert_eq!(store.load(KEY).await.unwrap(), None);
}

/// One of several processes that count together: what one wrote under the lock, the next one reads.
pub async fn count(store: &dyn TokenStore, rounds: usize) {
    for _ in 0..rounds {
        let held = store.lock(KEY).await.unwrap();
        let before = store.load(KEY).await.unwrap();
        let number: usize = before.map_or(0, |tokens| tokens.access().expose().parse().unwrap());
        tokio::time::sleep(Duration::from_millis(3)).await;
        store.save(KEY, &Tokens::new((number + 1).to_string())).await.unwrap();
        drop(held);
    }
}
