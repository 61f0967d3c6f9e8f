//! Waiting for a call outside of any async runtime, on one that lives as long as the program.

use std::sync::OnceLock;
use std::sync::mpsc::sync_channel;

use tokio::runtime::{Builder, Handle, Runtime};

use super::complete;
use crate::error::{Error, ErrorKind};
use crate::output::Reply;
use crate::request::Plan;

static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

pub(crate) fn run(plan: Box<Plan>) -> Result<Box<Reply>, Error> {
    let fail = |message: &'static str| Error::new(ErrorKind::Runtime, message).with_action(plan.action.id);
    if Handle::try_current().is_ok() {
        return Err(fail("`.blocking()` inside an async runtime would stop it: await the call instead"));
    }
    let runtime = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread().worker_threads(1).thread_name("connector").enable_all().build().ok()
    });
    let Some(runtime) = runtime else { return Err(fail("no thread can be started to wait on")) };
    let ended = fail("the call ended without a result");
    let (sender, receiver) = sync_channel(1);
    let work = complete(plan);
    runtime.spawn(async move {
        // Whoever waits cannot have gone.
        let _ = sender.send(work.await);
    });
    receiver.recv().unwrap_or(Err(ended))
}
