//! The thread that writes. All that waits while it writes is written together the next time: many appends, one sync.

use std::io;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::Shared;
use super::known::{Known, Place};
use super::log::{Bad, Frame, LONG, Log};
use super::record::{At, Record};
use crate::trigger::store::queue::Id;
use crate::trigger::store::{Entry, StoreError};

/// How many jobs one write takes.
const MOST: usize = 1024;
/// How often is looked whether a full disk has room again.
const LOOK: Duration = Duration::from_secs(1);

/// Does something, unless there is nothing to do it with, and gives what tells its caller how it went once it is known whether it
/// is kept.
pub(super) type Job = Box<dyn FnOnce(Option<(&mut Work<'_>, &mut Known)>) -> Tell + Send>;
pub(super) type Tell = Box<dyn FnOnce(Result<(), &str>) + Send>;

/// What a job works with.
pub(super) struct Work<'w> {
    log: &'w mut Log,
    frame: Frame,
    tight: Option<&'w str>,
}

impl Work<'_> {
    /// Has something written. The place is that of an event or a dead letter.
    pub(super) fn push(&mut self, record: Record<'_>) -> Option<Place> {
        self.frame.push(record)
    }

    /// The same for an event that has just come.
    pub(super) fn event(&mut self, at: At, id: Id, entry: &Entry) -> Option<Place> {
        self.frame.event(at, id, entry)
    }

    pub(super) fn read(&mut self, place: Place) -> Result<Vec<u8>, StoreError> {
        match self.frame.read(place) {
            Some(bytes) => Ok(bytes),
            None => self.log.read(place),
        }
    }

    /// What is new is refused while the disk is full: what room there is belongs to what makes room.
    pub(super) fn takes_more(&self) -> Result<(), StoreError> {
        match self.tight {
            Some(reason) => Err(StoreError::Failed(reason.into())),
            None => Ok(()),
        }
    }
}

/// A job for what `act` does, and its outcome.
pub(super) fn job<T: Send + 'static>(
    act: impl FnOnce(&mut Work<'_>, &mut Known) -> Result<T, StoreError> + Send + 'static,
) -> (Job, oneshot::Receiver<Result<T, StoreError>>) {
    let (sender, receiver) = oneshot::channel();
    let job: Job = Box::new(move |with| {
        let outcome = with.map(|(work, known)| act(work, known));
        Box::new(move |kept| {
            let outcome = match (kept, outcome) {
                (Ok(()), Some(outcome)) => outcome,
                (Ok(()), None) => Err(StoreError::Failed("it was not done".into())),
                (Err(reason), _) => Err(StoreError::Failed(reason.into())),
            };
            // Whoever asked may have gone.
            let _ = sender.send(outcome);
        })
    });
    (job, receiver)
}

pub(super) struct Writer {
    log: Log,
    shared: Arc<Shared>,
    /// Why nothing new is taken, and since when that has not been looked at.
    tight: Option<(String, Instant)>,
    /// What is in memory, and perhaps in the file, is ahead of what is safe.
    ahead: bool,
}

impl Writer {
    pub(super) fn new(log: Log, shared: Arc<Shared>) -> Self {
        let mut writer = Self { log, shared, tight: None, ahead: false };
        if let Err(error) = writer.log.reserve() {
            writer.tighten(&error);
        }
        writer
    }

    /// Runs until every handle of the store is gone.
    pub(super) fn run(mut self, jobs: &mpsc::Receiver<Job>) {
        while let Ok(first) = jobs.recv() {
            let mut tells = Vec::new();
            let outcome = self.batch(first, jobs, &mut tells);
            for tell in tells {
                tell(outcome.as_ref().copied().map_err(String::as_str));
            }
            self.shared.known().wake();
            self.tidy();
        }
        if !self.ahead {
            self.log.close();
        }
    }

    fn batch(&mut self, first: Job, jobs: &mpsc::Receiver<Job>, tells: &mut Vec<Tell>) -> Result<(), String> {
        self.relax();
        if let Err(reason) = self.heal() {
            tells.extend(std::iter::once(first).chain(jobs.try_iter().take(MOST - 1)).map(|job| job(None)));
            return Err(reason);
        }
        let frame = self.log.frame(&self.shared.known());
        let empty = frame.bytes.len();
        let tight = self.tight.as_ref().map(|(reason, _)| reason.as_str());
        let mut work = Work { log: &mut self.log, frame, tight };
        let mut next = Some(first);
        while let Some(job) = next {
            tells.push(job(Some((&mut work, &mut self.shared.known()))));
            let more = tells.len() < MOST && work.frame.bytes.len() < LONG;
            next = more.then(|| jobs.try_recv().ok()).flatten();
        }
        let frame = work.frame;
        if frame.bytes.len() == empty {
            return Ok(());
        }
        self.log.append(frame).map_err(|error| self.failed(&error))
    }

    /// After a write that failed.
    fn failed(&mut self, error: &io::Error) -> String {
        self.ahead = true;
        if is_full(error) {
            self.log.fall_back();
            self.tighten(error);
        }
        // The next batch tries again.
        let _ = self.heal();
        error.to_string()
    }

    /// Goes back to what is safe.
    fn heal(&mut self) -> Result<(), String> {
        if !self.ahead {
            return Ok(());
        }
        self.log.rewind().map_err(|error| error.to_string())?;
        let known = self.log.reload(self.shared.capacity).map_err(|bad| match bad {
            Bad::Io(error) => error.to_string(),
            Bad::Refused(reason) | Bad::Damaged(reason) => reason,
        })?;
        known.replace(&mut self.shared.known());
        self.ahead = false;
        Ok(())
    }

    fn tighten(&mut self, error: &io::Error) {
        self.tight = Some((format!("there is no room for more: {error}"), Instant::now()));
    }

    /// Looks now and then whether there is room again.
    fn relax(&mut self) {
        let Some((_, since)) = &mut self.tight else { return };
        if since.elapsed() < LOOK {
            return;
        }
        *since = Instant::now();
        if self.log.reserve().is_ok() {
            self.tight = None;
        }
    }

    fn tidy(&mut self) {
        if self.ahead {
            return;
        }
        let outcome = self.log.tidy(&self.shared, self.tight.is_some());
        match outcome {
            Ok(()) => {}
            // What is damaged is said to whoever asks for it, and at the next start.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {}
            Err(error) => {
                self.failed(&error);
            }
        }
    }
}

/// Whether room is what is missing.
fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}
