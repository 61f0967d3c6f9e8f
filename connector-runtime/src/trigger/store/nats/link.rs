//! The connection, and what the store has on the servers: three streams.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use async_nats::jetstream::context::{ContextBuilder, PublishError, PublishErrorKind};
use async_nats::jetstream::message::{PublishMessage, StreamMessage};
use async_nats::jetstream::publish::PublishAck;
use async_nats::jetstream::stream::{ClusterInfo, Config, LastRawMessageErrorKind, RetentionPolicy, Stream};
use async_nats::jetstream::{Context, ErrorCode};
use async_nats::{Client, HeaderMap};
use bytes::Bytes;
use tokio::time::{Instant, sleep};

use super::super::StoreError;
use super::failed;
use super::options::NatsOptions;

/// How long servers may take to choose a leader, and how long it is from one question to the next meanwhile.
pub(super) const ELECTION: Duration = Duration::from_secs(10);
pub(super) const PAUSE: Duration = Duration::from_millis(100);

pub(super) struct Link {
    pub(super) client: Client,
    pub(super) jet: Context,
    /// What came and was not handled.
    pub(super) inbox: Stream<()>,
    pub(super) dead: Stream<()>,
    /// A key-value bucket, with compare-and-set.
    pub(super) bucket: Stream<()>,
    name: String,
}

impl Link {
    pub(super) async fn open(client: Client, options: &NatsOptions) -> Result<Self, StoreError> {
        let jet = ContextBuilder::new().timeout(Duration::from_secs(5)).build(client.clone());
        let name = options.name.clone();
        let base = |name: String, subject: String| Config {
            name,
            subjects: vec![subject],
            num_replicas: options.replicas,
            allow_direct: true,
            ..Config::default()
        };
        let inbox = Config {
            retention: RetentionPolicy::WorkQueue,
            duplicate_window: options.duplicate_window,
            ..base(name.clone(), format!("{name}.in.*"))
        };
        let dead = base(format!("{name}_dead"), format!("{name}.dead.*"));
        // As clients make a bucket, so that their tools can look into it. The handshake of the client's own function for it
        // wants a server that is newer than 2.9.
        let bucket = Config {
            max_messages_per_subject: 1,
            allow_rollup: true,
            deny_delete: true,
            ..base(format!("KV_{name}"), format!("$KV.{name}.>"))
        };
        let mut made = Vec::new();
        for config in [inbox, dead, bucket] {
            made.push(make(&jet, config).await?);
        }
        let [inbox, dead, bucket] = <[_; 3]>::try_from(made).map_err(|_| failed("three streams"))?;
        Ok(Self { client, jet, inbox, dead, bucket, name })
    }

    pub(super) fn is_connected(&self) -> bool {
        self.client.connection_state() == async_nats::connection::State::Connected
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn inbox_subject(&self, token: &str) -> String {
        format!("{}.in.{token}", self.name)
    }

    pub(super) fn dead_subject(&self, token: &str) -> String {
        format!("{}.dead.{token}", self.name)
    }

    pub(super) fn bucket_subject(&self, kind: &str, key: &str) -> String {
        format!("$KV.{}.{kind}.{key}", self.name)
    }

    /// The last message of a subject of the bucket, as the leader has it: a follower may not know it yet.
    pub(super) async fn last(&self, subject: &str) -> Result<Option<StreamMessage>, StoreError> {
        found(self.bucket.get_last_raw_message_by_subject(subject).await)
    }

    /// Publishes, and waits until it is kept. A stream that has no leader just now takes nothing, and servers say so at once: it is sent
    /// again until there is one.
    pub(super) async fn publish(
        &self,
        subject: &str,
        message: PublishMessage,
    ) -> Result<PublishAck, PublishError> {
        let end = Instant::now() + ELECTION;
        loop {
            let kept = self.jet.send_publish(subject.to_owned(), message.clone()).await?.await;
            match kept {
                Err(error) if is_leaderless(&error) && Instant::now() < end => sleep(PAUSE).await,
                kept => return kept,
            }
        }
    }

    /// Publishes, and gives the number that it got; `None` when `expect` is not the number of the last message of the subject.
    pub(super) async fn put(
        &self,
        subject: String,
        headers: HeaderMap,
        payload: Bytes,
        expect: Option<u64>,
    ) -> Result<Option<u64>, StoreError> {
        let mut message = PublishMessage::build().headers(headers).payload(payload);
        if let Some(number) = expect {
            message = message.expected_last_subject_sequence(number);
        }
        match self.publish(&subject, message).await {
            Ok(ack) => Ok(Some(ack.sequence)),
            Err(error) if error.kind() == PublishErrorKind::WrongLastSequence => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// All messages of one subject are forgotten.
    pub(super) async fn forget(&self, subject: String) -> Result<(), StoreError> {
        self.bucket.purge().filter(subject).await.map_err(failed)?;
        Ok(())
    }
}

/// Nobody has heard it.
pub(super) fn is_leaderless(error: &PublishError) -> bool {
    error.kind() == PublishErrorKind::StreamNotFound
}

async fn make(jet: &Context, config: Config) -> Result<Stream<()>, StoreError> {
    // Servers that have just been started have no leader for a while.
    let end = Instant::now() + ELECTION;
    loop {
        match jet.create_stream(&config).await.map(drop) {
            Ok(()) => break,
            // Somebody who looks after the servers has changed it: it stays as it is.
            Err(error) if is_known(&error) => break,
            Err(error) if Instant::now() > end => return Err(failed(error)),
            Err(_) => sleep(PAUSE).await,
        }
    }
    let stream = jet.get_stream_no_info(config.name).await.map_err(failed)?;
    // Another process may have made it a moment ago, and what a stream is asked that has no leader yet is lost.
    let mut info = stream.get_info().await;
    while !info.as_ref().is_ok_and(|info| is_led(&jet.client(), info.cluster.as_ref())) {
        if Instant::now() > end {
            return Err(info.err().map_or_else(|| failed("no server leads the stream"), failed));
        }
        sleep(PAUSE).await;
        info = stream.get_info().await;
    }
    Ok(stream)
}

/// Whether a stream or a consumer has a leader. A server alone needs none.
pub(super) fn is_led(client: &Client, cluster: Option<&ClusterInfo>) -> bool {
    client.server_info().cluster.is_none() || cluster.is_some_and(|cluster| cluster.leader.is_some())
}

fn is_known(error: &async_nats::jetstream::context::CreateStreamError) -> bool {
    use async_nats::jetstream::context::CreateStreamErrorKind;
    matches!(error.kind(), CreateStreamErrorKind::JetStream(error) if error.error_code() == ErrorCode::STREAM_NAME_EXIST)
}

/// How many messages a subject has.
pub(super) async fn count(stream: &Stream<()>, subject: &str) -> Result<usize, StoreError> {
    let mut counts = stream.info_with_subjects(subject).await.map_err(failed)?;
    let mut all = 0;
    while let Some(one) = next(&mut counts).await {
        all += one.map_err(failed)?.1;
    }
    Ok(all)
}

pub(super) fn found(
    outcome: Result<StreamMessage, async_nats::error::Error<LastRawMessageErrorKind>>,
) -> Result<Option<StreamMessage>, StoreError> {
    match outcome {
        Ok(message) => Ok(Some(message)),
        Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// The next item of a stream.
pub(super) async fn next<S: futures_core::Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await
}
