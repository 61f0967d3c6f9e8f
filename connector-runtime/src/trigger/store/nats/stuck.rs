//! Events that the servers have and hand to nobody.
//!
//! A server of 2.9 that is started again may take events for done that are not, and may keep events that are. Both lie below what the
//! consumer says has been acknowledged, and stay there for ever. Nobody can tell them apart, so they come once more.

use std::collections::BTreeSet;

use async_nats::jetstream::message::{PublishMessage, StreamMessage};

use super::super::{StoreError, queue};
use super::inbox::Inbox;
use super::link::found;
use super::{entry, failed};

/// A header of what was handed out before, perhaps.
pub(super) const AGAIN: &str = "Connector-Again";
/// How many are looked at in one go.
const MOST: usize = 500;

/// What was stuck when it was looked at last. What is acknowledged may take a moment to go, and is no longer there the next time.
#[derive(Default)]
pub(super) struct Stuck(BTreeSet<u64>);

impl Stuck {
    /// Sends again what still is stuck.
    pub(super) async fn free(&mut self, inbox: &Inbox) -> Result<(), StoreError> {
        let done = inbox.info().await?.ack_floor.stream_sequence;
        let subject = inbox.link.inbox_subject(&inbox.token);
        let mut stuck = BTreeSet::new();
        let mut from = 1;
        while from <= done && stuck.len() < MOST {
            let first = inbox.link.inbox.get_first_raw_message_by_subject(&subject, from).await;
            let Some(message) = found(first)?.filter(|message| message.sequence <= done) else { break };
            from = message.sequence + 1;
            if self.0.contains(&message.sequence) {
                again(inbox, &subject, message).await?;
            } else {
                stuck.insert(message.sequence);
            }
        }
        self.0 = stuck;
        Ok(())
    }
}

/// The same event under a new number, once however many processes do it.
async fn again(inbox: &Inbox, subject: &str, message: StreamMessage) -> Result<(), StoreError> {
    let number = message.sequence;
    let entry = entry::read(&message.headers, message.payload, || number.to_string());
    let mut headers = entry::headers(&entry)?;
    entry::insert(&mut headers, AGAIN, "1")?;
    let copy = PublishMessage::build()
        .headers(headers)
        .payload(entry.body.clone())
        .message_id(format!("again {number} {:032x}", queue::short(&entry.id)));
    inbox.link.publish(subject, copy).await.map_err(failed)?;
    // Another process may have been quicker.
    let _ = inbox.link.inbox.delete_message(number).await;
    Ok(())
}
