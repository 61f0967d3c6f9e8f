//! The right to do what one process may do at a time, of several that share a store.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout_at};

use super::store::{Fence, Store, StoreError};

/// A lease that is renewed as long as this lives, and let go when it is dropped: its task may end at any await.
pub(crate) struct Lease {
    store: Arc<dyn Store>,
    fence: Fence,
    /// When it has ended at the latest.
    until: Arc<watch::Sender<Instant>>,
    keeper: JoinHandle<()>,
}

impl Lease {
    /// Waits until nobody else has it.
    pub(crate) async fn take(store: Arc<dyn Store>, key: String) -> Result<Self, StoreError> {
        let time = store.lease_time();
        let (asked, number) = loop {
            let asked = Instant::now();
            match store.lease(&key, time).await? {
                Some(number) => break (asked, number),
                None => store.freed(&key).await?,
            }
        };
        let fence = Fence { key, number };
        let until = Arc::new(watch::Sender::new(end(asked, time)));
        let keeper = tokio::spawn(keep(store.clone(), fence.clone(), time, until.clone()));
        Ok(Self { store, fence, until, keeper })
    }

    pub(crate) fn fence(&self) -> &Fence {
        &self.fence
    }

    pub(crate) fn is_lost(&self) -> bool {
        *self.until.borrow() <= Instant::now()
    }

    /// Does `work`, unless the lease is lost before it is done: then it goes no further.
    pub(crate) async fn hold<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let (mut work, mut lost) = (pin!(work), pin!(self.lost()));
        poll_fn(|cx| {
            // The clock is looked at each time: a process that was stopped for a while finds its timers still asleep.
            if self.is_lost() || lost.as_mut().poll(cx).is_ready() {
                return Poll::Ready(None);
            }
            work.as_mut().poll(cx).map(Some)
        })
        .await
    }

    async fn lost(&self) {
        let mut until = self.until.subscribe();
        loop {
            let end = *until.borrow_and_update();
            if end <= Instant::now() {
                return;
            }
            let _ = timeout_at(end, until.changed()).await;
        }
    }
}

async fn keep(store: Arc<dyn Store>, fence: Fence, time: Duration, until: Arc<watch::Sender<Instant>>) {
    loop {
        sleep(time / 3).await;
        let asked = Instant::now();
        match store.renew(&fence, time).await {
            Ok(true) => {
                until.send_replace(end(asked, time));
            }
            Ok(false) => {
                until.send_replace(Instant::now());
                return;
            }
            // It may work again in time.
            Err(_) if *until.borrow() > Instant::now() => {}
            Err(_) => return,
        }
    }
}

/// Its holder lets go of it before others may take it.
fn end(asked: Instant, time: Duration) -> Instant {
    asked + (time - time / 6)
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.keeper.abort();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (store, fence) = (self.store.clone(), self.fence.clone());
            runtime.spawn(async move {
                let _ = store.release(&fence).await;
            });
        }
    }
}
