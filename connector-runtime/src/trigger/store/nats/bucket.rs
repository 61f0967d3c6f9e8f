//! The state: one entry for each key, which holds the value and who has the lease of that name. So one compare-and-set is both:
//! what the holder of a lease writes under the key of the lease is refused as soon as somebody else has it.

use async_nats::HeaderMap;
use async_nats::jetstream::consumer::pull;
use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy};
use async_nats::jetstream::message::StreamMessage;
use bytes::Bytes;

use std::time::Duration;

use super::super::{Expect, StoreError};
use super::link::{Link, next};
use super::{entry, failed, name};

/// Which write made the value, if it was not that of the entry itself; a lease is taken or let go without touching the value.
const VERSION: &str = "Connector-Version";
/// Who has the lease.
const SESSION: &str = "Connector-Session";
/// The number of the lease, if it was not this entry that took it.
const LEASE: &str = "Connector-Lease";
/// How NATS marks a key that has no value.
const OPERATION: &str = "KV-Operation";
const DELETED: &str = "DEL";

/// What is under a key.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    /// The number of the entry; none is there when it is 0.
    pub(super) revision: u64,
    pub(super) value: Option<Bytes>,
    /// The number of the entry that wrote the value.
    pub(super) version: u64,
    pub(super) owner: Option<Owner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) session: String,
    pub(super) number: u64,
}

/// What becomes of a slot.
pub(super) enum Change<'a> {
    Value(Bytes),
    Removed,
    Taken(&'a str),
    Freed,
}

impl Slot {
    pub(super) fn check(&self, expect: Expect) -> Result<(), StoreError> {
        let there = self.value.as_ref().map(|_| self.version);
        match expect {
            Expect::Any => Ok(()),
            Expect::Absent if there.is_none() => Ok(()),
            Expect::Version(version) if there == Some(version) => Ok(()),
            _ => Err(StoreError::Conflict),
        }
    }

    fn read(message: StreamMessage) -> Self {
        let text = |name: &str| message.headers.get(name).map(|value| value.as_str());
        let number = |name: &str| text(name).and_then(|text| text.parse().ok()).unwrap_or(message.sequence);
        let owner = text(SESSION).map(|session| Owner { session: session.to_owned(), number: number(LEASE) });
        let is_deleted = text(OPERATION).is_some();
        Self {
            revision: message.sequence,
            version: number(VERSION),
            owner,
            value: (!is_deleted).then_some(message.payload.clone()),
        }
    }
}

impl Link {
    fn state_subject(&self, key: &str) -> Result<String, StoreError> {
        Ok(self.bucket_subject("state", &name::key(key)?))
    }

    pub(super) async fn slot(&self, key: &str) -> Result<Slot, StoreError> {
        Ok(self.last(&self.state_subject(key)?).await?.map(Slot::read).unwrap_or_default())
    }

    /// Changes a slot that is still what it was; none when it is not.
    pub(super) async fn change(
        &self,
        key: &str,
        before: &Slot,
        change: Change<'_>,
    ) -> Result<Option<Slot>, StoreError> {
        let mut after = before.clone();
        // Numbers that are not written down are those of this entry.
        let (mut version, mut lease) =
            (Some(before.version), before.owner.as_ref().map(|owner| owner.number));
        match change {
            Change::Value(value) => (after.value, version) = (Some(value), None),
            Change::Removed => after.value = None,
            Change::Taken(session) => {
                after.owner = Some(Owner { session: session.to_owned(), number: 0 });
                lease = None;
            }
            Change::Freed => after.owner = None,
        }
        let mut headers = HeaderMap::new();
        match &after.value {
            None => entry::insert(&mut headers, OPERATION, DELETED)?,
            Some(_) => {
                if let Some(version) = version {
                    entry::insert(&mut headers, VERSION, &version.to_string())?;
                }
            }
        }
        if let Some(owner) = &after.owner {
            entry::insert(&mut headers, SESSION, &owner.session)?;
            if let Some(number) = lease {
                entry::insert(&mut headers, LEASE, &number.to_string())?;
            }
        }
        let subject = self.state_subject(key)?;
        let payload = after.value.clone().unwrap_or_default();
        let Some(revision) = self.put(subject, headers, payload, Some(before.revision)).await? else {
            return Ok(None);
        };
        after.revision = revision;
        after.version = version.unwrap_or(revision);
        if let Some(owner) = &mut after.owner {
            owner.number = lease.unwrap_or(revision);
        }
        Ok(Some(after))
    }

    /// All keys that have values and begin with `prefix`.
    pub(super) async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        const BATCH: usize = 1_000;
        let root = self.bucket_subject("state", "");
        let config = pull::Config {
            deliver_policy: DeliverPolicy::LastPerSubject,
            ack_policy: AckPolicy::None,
            filter_subject: format!("{root}{}", name::below(prefix)?),
            headers_only: true,
            memory_storage: true,
            num_replicas: 1,
            inactive_threshold: Duration::from_secs(30),
            ..pull::Config::default()
        };
        let consumer = self.bucket.create_consumer(config).await.map_err(failed)?;
        let mut keys = Vec::new();
        let mut left = consumer.cached_info().num_pending;
        while left > 0 {
            let mut batch = consumer.fetch().max_messages(BATCH).messages().await.map_err(failed)?;
            let before = left;
            while let Some(message) =
                tokio::time::timeout(Duration::from_secs(5), next(&mut batch)).await.map_err(failed)?
            {
                let message = message.map_err(failed)?;
                left = left.saturating_sub(1);
                let is_deleted =
                    message.headers.as_ref().is_some_and(|headers| headers.get(OPERATION).is_some());
                let key = message.subject.strip_prefix(root.as_str()).and_then(name::read_key);
                keys.extend(key.filter(|key| !is_deleted && key.starts_with(prefix)));
            }
            if left == before {
                // What was there has been replaced meanwhile, and is not pending any more.
                break;
            }
        }
        let _ = self.bucket.delete_consumer(&consumer.cached_info().name).await;
        keys.sort();
        keys.dedup();
        Ok(keys)
    }
}
