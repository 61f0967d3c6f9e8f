//! Keys, transactions, leases, locks.

use connector::{Base64, TextInt};
use etcd_conformance::etcd::model::{
    CompareCompareResult, CompareCompareTarget, EtcdserverpbCompactionRequest, EtcdserverpbCompare,
    EtcdserverpbDeleteRangeRequest, EtcdserverpbLeaseGrantRequest, EtcdserverpbLeaseRevokeRequest,
    EtcdserverpbLeaseTimeToLiveRequest, EtcdserverpbPutRequest, EtcdserverpbRangeRequest,
    EtcdserverpbRequestOp, EtcdserverpbTxnRequest,
};
use etcd_conformance::lock::model::{V3lockpbLockRequest, V3lockpbUnlockRequest};

use crate::suite::Clients;

pub fn bytes(text: &str) -> Base64 {
    Base64::from(text.as_bytes())
}

pub fn put(key: &str, value: &str) -> EtcdserverpbPutRequest {
    EtcdserverpbPutRequest::default().key(bytes(key)).value(bytes(value))
}

pub async fn keys_are_put_read_and_deleted(clients: Clients) {
    let client = clients.etcd;
    let first = client.put(&put("a/1", "one")).await.unwrap().header.unwrap();
    // A number that no float holds, and no signed one either.
    assert!(first.cluster_id.unwrap().get() > 1 << 53);
    let again = client.put(&put("a/1", "eins").prev_kv(true)).await.unwrap();
    assert_eq!(again.prev_kv.unwrap().value, Some(bytes("one")));
    client.put(&put("a/2", "two")).await.unwrap();
    let all = EtcdserverpbRangeRequest::default().key(bytes("a/")).range_end(bytes("a0"));
    let found = client.range(&all).await.unwrap();
    assert_eq!(found.count, Some(TextInt(2)));
    let kvs = found.kvs.unwrap();
    assert_eq!((kvs[0].key.clone(), kvs[0].value.clone()), (Some(bytes("a/1")), Some(bytes("eins"))));
    assert_eq!(kvs[0].version, Some(TextInt(2)));
    assert!(kvs[1].mod_revision > kvs[0].mod_revision);
    let gone =
        EtcdserverpbDeleteRangeRequest::default().key(bytes("a/")).range_end(bytes("a0")).prev_kv(true);
    let gone = client.delete_range(&gone).await.unwrap();
    assert_eq!((gone.deleted, gone.prev_kvs.unwrap().len()), (Some(TextInt(2)), 2));
    // Nothing is said of what is zero.
    let none = client.range(&all).await.unwrap();
    assert_eq!((none.count, none.kvs.map(|kvs| kvs.len())), (None, None));
}

pub async fn transactions(clients: Clients) {
    let client = clients.etcd;
    let missing = EtcdserverpbCompare::default()
        .key(bytes("t"))
        .target(CompareCompareTarget::Version)
        .result(CompareCompareResult::Equal)
        .version(0);
    let make = EtcdserverpbRequestOp::default().request_put(put("t", "made"));
    let read =
        EtcdserverpbRequestOp::default().request_range(EtcdserverpbRangeRequest::default().key(bytes("t")));
    let request = EtcdserverpbTxnRequest::default().compare([missing]).success([make]).failure([read]);
    assert_eq!(client.txn(&request).await.unwrap().succeeded, Some(true));
    let second = client.txn(&request).await.unwrap();
    assert_eq!(second.succeeded, None);
    let read = second.responses.unwrap().remove(0).response_range.unwrap();
    assert_eq!(read.kvs.unwrap()[0].value, Some(bytes("made")));
}

pub async fn compaction(clients: Clients) {
    let client = clients.etcd;
    let revision = client.put(&put("c", "1")).await.unwrap().header.unwrap().revision.unwrap();
    client.put(&put("c", "2")).await.unwrap();
    let at = EtcdserverpbRangeRequest::default().key(bytes("c")).revision(revision);
    assert_eq!(client.range(&at).await.unwrap().kvs.unwrap()[0].value, Some(bytes("1")));
    let to = TextInt(revision.get() + 1);
    client.compact(&EtcdserverpbCompactionRequest::default().revision(to).physical(true)).await.unwrap();
    let error = client.range(&at).await.unwrap_err();
    assert!(error.is_status(400), "{error}");
}

pub async fn leases(clients: Clients) {
    let client = clients.etcd;
    let grant = || EtcdserverpbLeaseGrantRequest::default().ttl(60);
    let lease = client.lease_grant(&grant()).await.unwrap();
    let id = lease.id.unwrap();
    assert_eq!(lease.ttl, Some(TextInt(60)));
    client.put(&put("leased", "1").lease(id)).await.unwrap();
    let asked = EtcdserverpbLeaseTimeToLiveRequest::default().id(id).keys(true);
    for left in
        [client.lease_time_to_live(&asked).await.unwrap(), client.lease_time_to_live2(&asked).await.unwrap()]
    {
        assert_eq!((left.granted_ttl, left.keys), (Some(TextInt(60)), Some(vec![bytes("leased")])));
    }
    let none = connector::json!({});
    for all in [client.lease_leases(&none).await.unwrap(), client.lease_leases2(&none).await.unwrap()] {
        assert!(all.leases.unwrap().iter().any(|lease| lease.id == Some(id)));
    }
    client.lease_revoke(&EtcdserverpbLeaseRevokeRequest::default().id(id)).await.unwrap();
    let gone = client.range(&EtcdserverpbRangeRequest::default().key(bytes("leased"))).await.unwrap();
    assert_eq!(gone.count, None);
    let other = client.lease_grant(&grant()).await.unwrap().id.unwrap();
    client.lease_revoke2(&EtcdserverpbLeaseRevokeRequest::default().id(other)).await.unwrap();
}

pub async fn locks(clients: Clients) {
    let client = clients.lock;
    let locked = client.lock(&V3lockpbLockRequest::default().name(bytes("l"))).await.unwrap();
    let key = locked.key.unwrap();
    assert!(key.as_bytes().starts_with(b"l/"));
    client.unlock(&V3lockpbUnlockRequest::default().key(key)).await.unwrap();
}
