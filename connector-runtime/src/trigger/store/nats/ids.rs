//! The ids that a polling trigger has reported, as long as its window goes. Whoever polls is the only one who writes them: it knows
//! them by heart and writes what is new, now and then all of them.
//!
//! NATS itself knows ids for a time only, which is right for what services repeat, and not for a list that is read every hour.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex};

use async_nats::HeaderMap;
use bytes::Bytes;

use super::super::{StoreError, queue};
use super::link::{Link, found};
use super::lock;

/// After so many writes of what is new, all of them are written as one.
const PARTS: u64 = 64;
const WHOLE: &str = "all";

pub(super) struct Ids {
    link: Arc<Link>,
    most: usize,
    windows: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Window>>>>,
}

#[derive(Default)]
pub(super) struct Window {
    /// Under which lease it was read: under another one it may have changed.
    lease: Option<u64>,
    known: HashSet<queue::Id>,
    order: VecDeque<queue::Id>,
    parts: u64,
}

impl Window {
    pub(super) fn knows(&self, id: queue::Id) -> bool {
        self.known.contains(&id)
    }

    fn add(&mut self, id: queue::Id, most: usize) {
        if self.known.insert(id) {
            self.order.push_back(id);
        }
        while self.order.len() > most {
            if let Some(old) = self.order.pop_front() {
                self.known.remove(&old);
            }
        }
    }
}

impl Ids {
    pub(super) fn new(link: Arc<Link>, most: usize) -> Self {
        Self { link, most, windows: Mutex::default() }
    }

    fn subject(&self, token: &str, part: &str) -> String {
        self.link.bucket_subject("ids", &format!("{token}.{part}"))
    }

    /// The window of a stream, as whoever had the lease before has left it.
    pub(super) async fn window(
        &self,
        token: &str,
        lease: Option<u64>,
    ) -> Result<tokio::sync::OwnedMutexGuard<Window>, StoreError> {
        let window = lock(&self.windows).entry(token.to_owned()).or_default().clone();
        let mut window = window.lock_owned().await;
        if lease.is_none() || window.lease != lease {
            *window = self.load(token).await?;
            window.lease = lease;
        }
        Ok(window)
    }

    async fn load(&self, token: &str) -> Result<Window, StoreError> {
        let mut window = Window::default();
        let (all, whole) = (self.subject(token, "*"), self.subject(token, WHOLE));
        let mut from = 1;
        while let Some(message) = found(self.link.bucket.get_first_raw_message_by_subject(&all, from).await)?
        {
            from = message.sequence + 1;
            if message.subject.as_str() != whole {
                window.parts += 1;
            }
            for id in message.payload.chunks_exact(16) {
                if let Ok(id) = id.try_into() {
                    window.add(u128::from_be_bytes(id), self.most);
                }
            }
        }
        Ok(window)
    }

    /// Takes ids as reported.
    pub(super) async fn add(
        &self,
        token: &str,
        window: &mut Window,
        ids: &[queue::Id],
    ) -> Result<(), StoreError> {
        let fresh: Vec<queue::Id> = ids.iter().copied().filter(|id| !window.knows(*id)).collect();
        if fresh.is_empty() {
            return Ok(());
        }
        for id in &fresh {
            window.add(*id, self.most);
        }
        let bytes = |ids: &mut dyn Iterator<Item = &queue::Id>| -> Bytes {
            ids.flat_map(|id| id.to_be_bytes()).collect::<Vec<u8>>().into()
        };
        // What a part had before it is in the whole.
        let (part, payload) = match window.parts % PARTS {
            63 => (WHOLE.to_owned(), bytes(&mut window.order.iter())),
            part => (part.to_string(), bytes(&mut fresh.iter().rev().take(self.most).rev())),
        };
        window.parts += 1;
        let put = self.link.put(self.subject(token, &part), HeaderMap::new(), payload, None).await;
        if put.is_err() {
            // What is there now is not known: it is read again.
            window.lease = None;
        }
        put.map(drop)
    }
}
