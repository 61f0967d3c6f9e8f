//! Events that were given up.

use async_nats::jetstream::message::{PublishMessage, StreamMessage};

use super::super::{Dead, Entry, StoreError};
use super::link::{Link, count, found};
use super::{entry, failed};

const REASON: &str = "Connector-Reason";
const DELIVERIES: &str = "Connector-Deliveries";

impl Link {
    /// Keeps an event as dead, once however often it is asked.
    pub(super) async fn bury(
        &self,
        token: &str,
        number: u64,
        dead: &Dead,
        most: usize,
    ) -> Result<(), StoreError> {
        let subject = self.dead_subject(token);
        if count(&self.dead, &subject).await? >= most {
            return Err(StoreError::Full);
        }
        let mut headers = entry::headers(&dead.entry)?;
        // It may be whatever an error says.
        let reason: String = dead.reason.escape_debug().collect();
        entry::insert(&mut headers, REASON, &reason)?;
        entry::insert(&mut headers, DELIVERIES, &dead.deliveries.to_string())?;
        let message = PublishMessage::build()
            .headers(headers)
            .payload(dead.entry.body.clone())
            .message_id(format!("{number}"));
        self.publish(&subject, message).await.map_err(failed)?;
        Ok(())
    }

    pub(super) async fn dead_letters(&self, token: &str) -> Result<Vec<(u64, Dead)>, StoreError> {
        let subject = self.dead_subject(token);
        let (mut all, mut from) = (Vec::new(), 1);
        while let Some(message) = found(self.dead.get_first_raw_message_by_subject(&subject, from).await)? {
            from = message.sequence + 1;
            all.push((message.sequence, read(message)));
        }
        Ok(all)
    }
}

fn read(message: StreamMessage) -> Dead {
    let text = |name: &str| message.headers.get(name).map(|value| value.as_str());
    let deliveries = text(DELIVERIES).and_then(|text| text.parse().ok()).unwrap_or(1);
    let reason = text(REASON).unwrap_or_default().to_owned();
    let entry: Entry = entry::read(&message.headers, message.payload, || message.sequence.to_string());
    Dead { entry, deliveries, reason }
}
