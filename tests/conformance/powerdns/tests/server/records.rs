//! Record sets, with a type of our own in the place of the document's.

use connector::ErrorKind;
use powerdns_conformance::powerdns::model::{SearchResult, Zone};
use powerdns_conformance::powerdns::{Client, model};
use powerdns_conformance::{Comment, Record, RrSet, documented};
use serde_json::Value;

use crate::suite::{HERE, KEY};
use crate::zones::make;

fn addresses(name: &str, contents: &[&str]) -> RrSet {
    let record = |&content: &&str| Record { content: content.into(), disabled: false };
    RrSet {
        name: name.into(),
        kind: "A".into(),
        ttl: Some(60),
        changetype: Some("REPLACE".into()),
        records: Some(contents.iter().map(record).collect()),
        comments: None,
    }
}

fn change(set: RrSet) -> Zone {
    Zone::default().rrsets([set])
}

async fn read(client: &Client, id: &str, name: &str) -> Option<RrSet> {
    let zone = client.list_zone(HERE, id).rrset_name(name).rrset_type("A").await.unwrap();
    let mut sets = zone.rrsets.unwrap();
    assert!(sets.len() <= 1, "{sets:?}");
    sets.pop().map(|set| set.0)
}

pub async fn records_are_changed(client: Client) {
    let id = make(&client, "records.test.").await.id.unwrap();
    let name = "www.records.test.";
    let mut set = addresses(name, &["192.0.2.1", "192.0.2.2"]);
    set.comments = Some(vec![Comment { content: "für alle".into(), account: "tests".into() }]);
    client.patch_zone(HERE, &id, &change(set.clone())).await.unwrap();
    let mut is = read(&client, &id, name).await.unwrap();
    is.records.as_mut().unwrap().sort_by(|one, other| one.content.cmp(&other.content));
    set.changetype = None;
    assert_eq!(is, set);

    client.patch_zone(HERE, &id, &change(addresses(name, &["192.0.2.3"]))).await.unwrap();
    let is = read(&client, &id, name).await.unwrap();
    assert_eq!(is.records, addresses(name, &["192.0.2.3"]).records);

    let error = client.patch_zone(HERE, &id, &change(addresses(name, &["no address"]))).await.unwrap_err();
    assert!(error.is_status(422));
    let problem: model::Error = error.body_as().unwrap();
    assert!(problem.error.starts_with("Record www.records.test./A 'no address'"), "{}", problem.error);
}

/// The document wants a `ttl` and records in every change, and the server none of them when record sets are deleted.
pub async fn records_are_deleted(client: Client) {
    let id = make(&client, "deleted.test.").await.id.unwrap();
    let name = "www.deleted.test.";
    client.patch_zone(HERE, &id, &change(addresses(name, &["192.0.2.1"]))).await.unwrap();
    assert!(read(&client, &id, name).await.is_some());
    let delete =
        RrSet { name: name.into(), kind: "A".into(), changetype: Some("DELETE".into()), ..RrSet::default() };
    client.patch_zone(HERE, &id, &change(delete)).await.unwrap();
    assert_eq!(read(&client, &id, name).await, None);
}

pub async fn records_are_found(client: Client) {
    let id = make(&client, "found.test.").await.id.unwrap();
    client.patch_zone(HERE, &id, &change(addresses("a.found.test.", &["192.0.2.7"]))).await.unwrap();
    let all = client.search_data(HERE, "*found.test*", 10).await.unwrap();
    let types: Vec<_> = all.iter().filter_map(|found| found.object_type.as_deref()).collect();
    assert_eq!(types.iter().filter(|&&kind| kind == "zone").count(), 1, "{types:?}");
    assert_eq!(types.iter().filter(|&&kind| kind == "record").count(), 3, "{types:?}");

    let found = client.search_data(HERE, "?.found.test", 10).object_type("record").await.unwrap();
    let [SearchResult { name, content, ttl, type_, disabled, zone_id, .. }]: [_; 1] =
        found.try_into().unwrap();
    assert_eq!((name.as_deref(), content.as_deref()), (Some("a.found.test."), Some("192.0.2.7")));
    assert_eq!((ttl, type_.as_deref(), disabled), (Some(60), Some("A"), Some(false)));
    assert_eq!(zone_id.as_deref(), Some("found.test."));
    // At most one zone, and one record.
    assert_eq!(client.search_data(HERE, "*found.test*", 1).await.unwrap().len(), 2);
}

/// Without the type of our own: the error says where the reply is not what the document says, and has the reply.
pub async fn a_wrong_document_is_told(client: Client) {
    let id = make(&client, "told.test.").await.id.unwrap();
    let connection = documented::Connection::api_key(client.base_url(), KEY);
    let client = documented::Client::new(connection).unwrap();
    let error = client.list_zone(HERE, &id).await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/rrsets/0/changetype")));
    assert!(error.is_status(200));
    assert_eq!(error.body_as::<Value>().unwrap()["rrsets"].as_array().unwrap().len(), 2);
    assert_eq!(client.list_zone(HERE, &id).rrsets(false).await.unwrap().name.as_deref(), Some("told.test."));
}
