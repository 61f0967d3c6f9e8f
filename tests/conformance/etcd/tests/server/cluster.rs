//! Members and maintenance, and what fails.

use connector::ErrorKind;
use etcd_conformance::etcd::model::{
    AlarmRequestAlarmAction, EtcdserverpbAlarmRequest, EtcdserverpbHashKvRequest,
    EtcdserverpbMemberAddRequest, EtcdserverpbMemberPromoteRequest, EtcdserverpbMemberRemoveRequest,
    EtcdserverpbMemberUpdateRequest, EtcdserverpbMoveLeaderRequest, EtcdserverpbRangeRequest,
};

use crate::suite::Clients;

pub async fn members(clients: Clients) {
    let client = clients.etcd;
    let none = connector::json!({});
    let only = client.member_list(&none).await.unwrap().members.unwrap().remove(0);
    assert_eq!(only.name.as_deref(), Some("default"));
    let id = only.id.unwrap();
    // A learner has no vote, so that the cluster goes on without it.
    let learner = EtcdserverpbMemberAddRequest::default().is_learner(true).peer_urls(["http://127.0.0.1:1"]);
    let added = client.member_add(&learner).await.unwrap().member.unwrap();
    assert_eq!(added.is_learner, Some(true));
    let learner = added.id.unwrap();
    let update = EtcdserverpbMemberUpdateRequest::default().id(learner).peer_urls(["http://127.0.0.1:2"]);
    let updated = client.member_update(&update).await.unwrap().members.unwrap();
    let found = updated.iter().find(|member| member.id == Some(learner)).unwrap();
    assert_eq!(found.peer_urls.as_deref(), Some(&["http://127.0.0.1:2".to_owned()][..]));
    let early =
        client.member_promote(&EtcdserverpbMemberPromoteRequest::default().id(learner)).await.unwrap_err();
    assert_eq!(early.kind(), ErrorKind::Status, "{early}");
    let left = client.member_remove(&EtcdserverpbMemberRemoveRequest::default().id(learner)).await.unwrap();
    assert_eq!(left.members.unwrap().len(), 1);
    // It leads already, and says no more than that.
    client.move_leader(&EtcdserverpbMoveLeaderRequest::default().target_id(id)).await.unwrap();
}

pub async fn maintenance(clients: Clients) {
    let client = clients.etcd;
    let none = connector::json!({});
    let status = client.status(&none).await.unwrap();
    assert!(status.version.unwrap().starts_with("3."));
    assert!(status.db_size.unwrap().get() > 0);
    let alarms = EtcdserverpbAlarmRequest::default().action(AlarmRequestAlarmAction::Get);
    assert!(client.alarm(&alarms).await.unwrap().alarms.is_none());
    assert!(client.hash_kv(&EtcdserverpbHashKvRequest::default()).await.unwrap().hash.unwrap() > 0);
    client.defragment(&none).await.unwrap();
}

pub async fn errors(clients: Clients) {
    let error = clients.etcd.range(&EtcdserverpbRangeRequest::default()).await.unwrap_err();
    let body: connector::Value = error.body_as().unwrap();
    assert_eq!(
        (error.is_status(400), body["error"].as_str()),
        (true, Some("etcdserver: key is not provided"))
    );
}
