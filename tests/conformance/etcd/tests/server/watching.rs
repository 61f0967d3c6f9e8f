//! Replies without end: one JSON object after the other.

use connector::TextInt;
use etcd_conformance::etcd::model::{
    EtcdserverpbLeaseGrantRequest, EtcdserverpbLeaseKeepAliveRequest, EtcdserverpbWatchCreateRequest,
    EtcdserverpbWatchRequest, EventEventType,
};

use crate::keys::{bytes, put};
use crate::suite::Clients;

pub async fn watches_are_streams(clients: Clients) {
    let client = clients.etcd;
    let create = EtcdserverpbWatchCreateRequest::default().key(bytes("w"));
    let request = EtcdserverpbWatchRequest::default().create_request(create);
    let mut watch = client.watch(&request).stream().await.unwrap().values();
    let first = watch.next().await.unwrap().unwrap().result.unwrap();
    assert_eq!((first.created, first.events.map(|events| events.len())), (Some(true), None));
    for number in 0..20 {
        let value = number.to_string();
        client.put(&put("w", &value)).await.unwrap();
        let change = watch.next().await.unwrap().unwrap().result.unwrap();
        let event = change.events.unwrap().remove(0);
        // What is the first of its kind is left out too.
        assert_eq!(event.type_.unwrap_or(EventEventType::Put), EventEventType::Put);
        assert_eq!(event.kv.unwrap().value, Some(bytes(&value)));
    }
}

pub async fn a_lease_is_kept_alive(clients: Clients) {
    let client = clients.etcd;
    let lease =
        client.lease_grant(&EtcdserverpbLeaseGrantRequest::default().ttl(30)).await.unwrap().id.unwrap();
    let request = EtcdserverpbLeaseKeepAliveRequest::default().id(lease);
    let mut replies = client.lease_keep_alive(&request).stream().await.unwrap().values();
    let kept = replies.next().await.unwrap().unwrap().result.unwrap();
    assert_eq!((kept.id, kept.ttl), (Some(lease), Some(TextInt(30))));
}

pub async fn a_snapshot_is_a_stream(clients: Clients) {
    let mut parts = clients.etcd.snapshot(&connector::json!({})).stream().await.unwrap().values();
    let mut length = 0;
    let mut left = None;
    while let Some(part) = parts.next().await {
        let part = part.unwrap().result.unwrap();
        length += part.blob.map_or(0, |blob| blob.as_bytes().len());
        left = part.remaining_bytes;
    }
    // A database of bbolt, whole, and its hash.
    assert!(length > 1 << 12, "{length}");
    assert_eq!(left.map(|left| left.get()), None);
}

/// What of a stream passes through somebody who reads replies to their end: the first value.
pub async fn streams_begin(clients: Clients) {
    let client = clients.etcd;
    let create = EtcdserverpbWatchCreateRequest::default().key(bytes("w")).progress_notify(true);
    let request = EtcdserverpbWatchRequest::default().create_request(create);
    let mut watch = client.watch(&request).stream().await.unwrap().values();
    assert_eq!(watch.next().await.unwrap().unwrap().result.unwrap().created, Some(true));
    let mut parts = client.snapshot(&connector::json!({})).stream().await.unwrap().values();
    let blob = parts.next().await.unwrap().unwrap().result.unwrap().blob.unwrap();
    assert!(blob.as_bytes().len() > 1 << 12);
}
