//! The thread that writes. All that waits while it writes is written together the next time: many appends, one sync.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{SystemTime, UNIX_EPOCH};

use redb::{Database, Durability};
use tokio::sync::oneshot;

use super::Shared;
use super::disk::{self, Broken, Done, Tables};
use crate::trigger::store::StoreError;

/// How many jobs one transaction takes.
const MOST: usize = 1024;
/// What the database keeps of the file in memory.
const CACHE: usize = 32 << 20;

/// Does something, unless there is nothing to do it with, and gives what tells its caller how it went once it is known whether it
/// is kept.
pub(super) type Job = Box<dyn FnOnce(Option<&mut Tables<'_>>) -> (Tell, Option<Broken>) + Send>;
pub(super) type Tell = Box<dyn FnOnce(Result<(), &str>) + Send>;

/// A job for what `act` does, and its outcome.
pub(super) fn job<T: Send + 'static>(
    act: impl FnOnce(&mut Tables<'_>) -> Done<T> + Send + 'static,
) -> (Job, oneshot::Receiver<Result<T, StoreError>>) {
    let (sender, receiver) = oneshot::channel();
    let job: Job = Box::new(move |tables| {
        let (outcome, broken) = match tables.map(act) {
            Some(Ok(outcome)) => (Some(outcome), None),
            Some(Err(broken)) => (None, Some(broken)),
            None => (None, None),
        };
        let tell: Tell = Box::new(move |kept| {
            let failed = |reason: &str| Err(StoreError::Failed(reason.into()));
            let _ = sender.send(match (kept, outcome) {
                (Ok(()), Some(outcome)) => outcome,
                (Ok(()), None) => failed("it was not done"),
                (Err(reason), _) => failed(reason),
            });
        });
        (tell, broken)
    });
    (job, receiver)
}

/// Opens the file and what it holds.
///
/// # Errors
/// When it is damaged, it is moved aside; the error says where to.
pub(super) fn open(path: &Path, shared: &Shared) -> Result<Database, StoreError> {
    let begin = || -> Result<_, Broken> {
        let mut builder = Database::builder();
        builder.set_cache_size(CACHE);
        let database = builder.create(path)?;
        let streams = disk::load(&database)?;
        Ok((database, streams))
    };
    let place = path.display();
    // A file that somebody has changed may hold what the database takes for impossible.
    match catch_unwind(AssertUnwindSafe(begin)) {
        Ok(Ok((database, streams))) => {
            shared.begin(streams);
            Ok(database)
        }
        Ok(Err(Broken(redb::Error::DatabaseAlreadyOpen))) => {
            Err(StoreError::Failed(format!("{place} is open already, here or in another process").into()))
        }
        Ok(Err(Broken(redb::Error::Io(error)))) if error.kind() == std::io::ErrorKind::InvalidData => {
            let message =
                format!("{place} is no store, or its beginning is damaged; move it away to begin anew");
            Err(StoreError::Failed(message.into()))
        }
        Ok(Err(Broken(error))) if disk::is_damage(&error) => Err(aside(path, &error.to_string())),
        Ok(Err(Broken(error))) => {
            Err(StoreError::Failed(format!("{place} cannot be opened: {error}").into()))
        }
        Err(_) => Err(aside(path, "the database gave up")),
    }
}

/// Keeps a damaged file where it is in nobody's way.
fn aside(path: &Path, why: &str) -> StoreError {
    let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".damaged-{at}"));
    let kept = path.with_file_name(name);
    let place = path.display();
    let message = match std::fs::rename(path, &kept) {
        Ok(()) => format!(
            "{place} is damaged ({why}); it is kept as {}, and the next start begins with an empty store",
            kept.display()
        ),
        Err(error) => format!("{place} is damaged ({why}), and cannot be moved away: {error}"),
    };
    StoreError::Failed(message.into())
}

/// Runs until every handle of the store is gone.
pub(super) fn run(database: Database, path: PathBuf, shared: Arc<Shared>, jobs: mpsc::Receiver<Job>) {
    let mut database = Some(database);
    while let Ok(first) = jobs.recv() {
        let batch: Vec<Job> = std::iter::once(first).chain(jobs.try_iter().take(MOST - 1)).collect();
        // After a failure of the disk the file has to be opened anew.
        if database.is_none() {
            database = open(&path, &shared).ok();
        }
        let mut tells = Vec::new();
        let outcome = match &database {
            Some(database) => {
                let work = AssertUnwindSafe(|| transact(database, batch, &mut tells));
                catch_unwind(work).unwrap_or_else(|_| Err("the database gave up".to_owned()))
            }
            None => {
                tells.extend(batch.into_iter().map(|job| job(None).0));
                Err("its file cannot be opened".to_owned())
            }
        };
        if outcome.is_err() {
            // What is in memory is ahead of the file.
            drop(database.take());
            database = open(&path, &shared).ok();
        }
        for tell in tells {
            tell(outcome.as_ref().copied().map_err(String::as_str));
        }
        shared.wake();
    }
}

fn transact(database: &Database, batch: Vec<Job>, tells: &mut Vec<Tell>) -> Result<(), String> {
    let mut batch = batch.into_iter();
    let outcome = work(database, &mut batch, tells).map_err(|Broken(error)| error.to_string());
    // Those after one that failed are told so, too.
    tells.extend(batch.map(|job| job(None).0));
    outcome
}

fn work(
    database: &Database,
    batch: &mut impl Iterator<Item = Job>,
    tells: &mut Vec<Tell>,
) -> Result<(), Broken> {
    let mut transaction = database.begin_write()?;
    transaction.set_durability(Durability::Immediate)?;
    let mut tables = Tables::open(&transaction)?;
    for job in batch {
        let (tell, broken) = job(Some(&mut tables));
        tells.push(tell);
        if let Some(broken) = broken {
            return Err(broken);
        }
    }
    let changed = tables.changed;
    drop(tables);
    match changed {
        true => transaction.commit()?,
        false => transaction.abort()?,
    }
    Ok(())
}
