//! Zones and their metadata.

use powerdns_conformance::powerdns::model::{Error, Metadata, Zone, ZoneKind};
use powerdns_conformance::powerdns::{Client, model};

use crate::suite::HERE;

/// A zone with two records: who is responsible, and the name server.
pub async fn make(client: &Client, name: &str) -> Zone {
    let zone = Zone::default().name(name).kind(ZoneKind::Native).nameservers(["ns1.example."]);
    client.create_zone(HERE, &zone).await.unwrap()
}

pub async fn zones_are_created_listed_and_deleted(client: Client) {
    let made = make(&client, "listed.test.").await;
    assert_eq!((made.id.as_deref(), made.kind), (Some("listed.test."), Some(ZoneKind::Native)));
    assert_eq!((made.dnssec, made.masters), (Some(false), Some(vec![])));
    let mut kinds: Vec<String> = made.rrsets.unwrap().iter().map(|set| set.kind.clone()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["NS", "SOA"]);
    assert!(made.serial.unwrap() > 2_020_000_000, "{:?}", made.serial);

    let brief = Zone::default().name("brief.test.").kind(ZoneKind::Master).nameservers(Vec::<String>::new());
    let brief = client.create_zone(HERE, &brief).rrsets(false).response().await.unwrap();
    assert_eq!(brief.status(), 201);
    assert!(brief.body().rrsets.is_none());

    let names: Vec<_> =
        client.list_zones(HERE).await.unwrap().into_iter().filter_map(|zone| zone.name).collect();
    assert!(names.iter().any(|name| name == "listed.test."), "{names:?}");
    let [one]: [Zone; 1] = client.list_zones(HERE).zone("brief.test.").await.unwrap().try_into().unwrap();
    assert_eq!((one.kind, one.edited_serial.is_some()), (Some(ZoneKind::Master), true));
    let [one]: [Zone; 1] =
        client.list_zones(HERE).zone("brief.test.").dnssec(false).await.unwrap().try_into().unwrap();
    assert_eq!((one.dnssec, one.edited_serial), (None, None));
    assert!(client.list_zones(HERE).zone("nowhere.test.").await.unwrap().is_empty());

    client.delete_zone(HERE, "brief.test.").await.unwrap();
    assert!(client.list_zone(HERE, "brief.test.").await.unwrap_err().is_status(404));
}

pub async fn zone_ids_are_sent_as_they_are(client: Client) {
    // The dot at the end is part of the name.
    let request = client.list_zone(HERE, "dot.test.").request().unwrap();
    assert!(request.uri().path().ends_with("/api/v1/servers/localhost/zones/dot.test."), "{}", request.uri());
    // Half of a class C network: a slash in a name. PowerDNS makes an id of it that has none.
    let name = "0/25.2.0.192.in-addr.arpa.";
    let id = make(&client, name).await.id.unwrap();
    assert_eq!(id, "0=2F25.2.0.192.in-addr.arpa.");
    assert_eq!(client.list_zone(HERE, &id).await.unwrap().name.as_deref(), Some(name));
    // The name itself is one segment of the path too.
    let request = client.list_zone(HERE, name).request().unwrap();
    assert!(request.uri().path().ends_with("/zones/0%2F25.2.0.192.in-addr.arpa."), "{}", request.uri());
    assert_eq!(client.list_zones(HERE).zone("0/25.2.0.192.in-addr.arpa.").await.unwrap().len(), 1);
}

pub async fn zones_that_are_refused(client: Client) {
    make(&client, "twice.test.").await;
    let zone = Zone::default().name("twice.test.").kind(ZoneKind::Native).nameservers(Vec::<String>::new());
    let error = client.create_zone(HERE, &zone).await.unwrap_err();
    assert!(error.is_status(409));
    let problem: Error = error.body_as().unwrap();
    assert_eq!((problem.error.as_str(), error.action()), ("Conflict", Some("createZone")));

    let error = client.create_zone(HERE, &zone.clone().name("no-dot.test")).await.unwrap_err();
    assert!(error.is_status(422));
    let problem: Error = error.body_as().unwrap();
    assert_eq!((problem.error.as_str(), problem.errors), ("DNS Name 'no-dot.test' is not canonical", None));

    let error = client.create_zone(HERE, &zone.name("space .test.")).await.unwrap_err();
    assert!(error.is_status(422));
    let reason = "Name 'space\\032.test.' contains unsupported characters";
    assert_eq!(error.body_as::<Error>().unwrap().error, reason);
}

/// It is not refused.
pub async fn a_kind_that_does_not_exist(client: Client) {
    let zone = Zone::default()
        .name("kind.test.")
        .kind(ZoneKind::Other("Unheard".into()))
        .nameservers(Vec::<String>::new());
    assert_eq!(client.create_zone(HERE, &zone).await.unwrap().kind, Some(ZoneKind::Native));
}

pub async fn a_zone_is_changed(client: Client) {
    let id = make(&client, "changed.test.").await.id.unwrap();
    let change = Zone::default().kind(ZoneKind::Master).account("somebody").soa_edit("INCREMENT-WEEKS");
    client.put_zone(HERE, &id, &change).await.unwrap();
    let zone = client.list_zone(HERE, &id).rrsets(false).await.unwrap();
    assert_eq!((zone.kind, zone.account.as_deref()), (Some(ZoneKind::Master), Some("somebody")));
    assert_eq!((zone.soa_edit.as_deref(), zone.rrsets), (Some("INCREMENT-WEEKS"), None));

    client.notify_zone(HERE, &id).await.unwrap();
    let error = client.axfr_retrieve_zone(HERE, &id).await.unwrap_err();
    assert!(error.is_status(422));
    let reason = "Domain 'changed.test.' is not a slave domain (or has no master defined)";
    assert_eq!(error.body_as::<Error>().unwrap().error, reason);

    // The document says that these are strings.
    let rectified = client.rectify_zone(HERE, &id).await.unwrap();
    assert_eq!(json(&rectified)["result"], "Rectified");
    let exported = client.axfr_export_zone(HERE, &id).await.unwrap();
    let text = json(&exported)["zone"].as_str().unwrap().to_owned();
    assert!(text.contains("changed.test.\t3600\tIN\tNS\tns1.example.\n"), "{text}");
    let plain = connector::CallOptions::new().header("Accept", "text/plain");
    assert_eq!(client.axfr_export_zone(HERE, &id).options(plain).await.unwrap(), text);
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

pub async fn a_secondary_zone(client: Client) {
    let zone = Zone::default().name("copy.test.").kind(ZoneKind::Slave).masters(["127.0.0.9"]);
    let made = client.create_zone(HERE, &zone).await.unwrap();
    assert_eq!((made.kind, made.masters), (Some(ZoneKind::Slave), Some(vec!["127.0.0.9".into()])));
    client.axfr_retrieve_zone(HERE, "copy.test.").await.unwrap();
    client.delete_zone(HERE, "copy.test.").await.unwrap();
}

pub async fn metadata(client: Client) {
    const KIND: &str = "ALLOW-AXFR-FROM";
    let id = make(&client, "metadata.test.").await.id.unwrap();
    let of = |values: &[&str]| Metadata::default().kind(KIND).metadata(values.iter().copied());
    client.create_metadata(HERE, &id, &of(&["AUTO-NS"])).await.unwrap();
    client.create_metadata(HERE, &id, &of(&["192.0.2.0/24"])).await.unwrap();
    let values = |metadata: model::Metadata| {
        let mut values = metadata.metadata.unwrap();
        values.sort_unstable();
        (metadata.kind.unwrap(), values)
    };
    let both = (KIND.to_owned(), vec!["192.0.2.0/24".to_owned(), "AUTO-NS".to_owned()]);
    assert_eq!(values(client.get_metadata(HERE, &id, KIND).await.unwrap()), both);
    let all = client.list_metadata(HERE, &id).await.unwrap();
    let kinds: Vec<_> = all.iter().filter_map(|metadata| metadata.kind.as_deref()).collect();
    assert!(kinds.contains(&KIND) && kinds.contains(&"SOA-EDIT-API"), "{kinds:?}");

    let replaced = client.modify_metadata(HERE, &id, KIND, &of(&["2001:db8::/32"])).await.unwrap();
    assert_eq!(values(replaced).1, ["2001:db8::/32"]);
    client.delete_metadata(HERE, &id, KIND).await.unwrap();
    assert_eq!(client.get_metadata(HERE, &id, KIND).await.unwrap().metadata, Some(vec![]));
    let error = client.modify_metadata(HERE, &id, "NSEC3PARAM", &of(&["1 0 1 ab"])).await.unwrap_err();
    assert!(error.is_status(422), "{error:?}");
}
