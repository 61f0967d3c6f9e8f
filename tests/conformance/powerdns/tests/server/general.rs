//! The server itself, and errors that any operation can have.

use connector::{CallOptions, ErrorKind};
use powerdns_conformance::powerdns::{Client, Connection, Error, model};

use crate::suite::HERE;

pub async fn servers_are_listed(client: Client) {
    let [listed]: [model::Server; 1] = client.list_servers().await.unwrap().try_into().unwrap();
    let read = client.list_server(HERE).await.unwrap();
    for server in [listed, read] {
        assert_eq!((server.id.as_deref(), server.type_.as_deref()), (Some(HERE), Some("Server")));
        assert_eq!(server.daemon_type.as_deref(), Some("authoritative"));
        assert!(server.version.unwrap().starts_with("4."));
        assert_eq!(server.zones_url.as_deref(), Some("/api/v1/servers/localhost/zones{/zone}"));
    }
}

pub async fn what_does_not_exist(client: Client) {
    for error in [
        client.list_server("elsewhere").await.map(drop).unwrap_err(),
        client.get_config_setting(HERE, "cache-ttl").await.map(drop).unwrap_err(),
        client.delete_zone(HERE, "nowhere.test.").await.unwrap_err(),
    ] {
        assert!(error.is_status(404));
        assert_eq!(error.body_as::<model::Error>().unwrap().error, "Not Found");
    }
}

/// To whom does not ask for JSON, errors are plain text. The status is not lost because the body is none of the
/// document's.
pub async fn errors_that_are_plain_text(client: Client) {
    // Its document has no successful reply, so that anything is accepted.
    let error = client.error().await.unwrap_err();
    is_plain(&error, 404, "Not Found");

    let client = client.with_options(CallOptions::new().header("Accept", "*/*"));
    is_plain(&client.list_zone(HERE, "nowhere.test.").await.unwrap_err(), 404, "Not Found");
    let wrong = client.with_connection(Connection::api_key(client.base_url(), "not-the-key")).unwrap();
    is_plain(&wrong.list_servers().await.unwrap_err(), 401, "Unauthorized");
}

fn is_plain(error: &Error, status: u16, text: &str) {
    assert!(error.is_status(status), "{error:?}");
    assert_eq!((error.kind(), error.body()), (ErrorKind::Status, text.as_bytes()));
    assert_eq!(error.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(error.body_as::<model::Error>().unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(error.body_as::<String>().unwrap_err().kind(), ErrorKind::Decode);
}

pub async fn a_wrong_key_is_refused(client: Client) {
    let wrong = client.with_connection(Connection::api_key(client.base_url(), "not-the-key")).unwrap();
    let error = wrong.list_servers().await.unwrap_err();
    assert!(error.is_status(401));
    assert_eq!(
        (error.body_as::<model::Error>().unwrap().error.as_str(), error.attempts()),
        ("Unauthorized", 1)
    );
    assert!(!format!("{error:?} {wrong:?}").contains("not-the-key"));

    let request = client.list_servers().request().unwrap();
    assert_eq!(request.headers()["x-api-key"], "redacted");
}

pub async fn settings_and_statistics(client: Client) {
    let settings = client.get_config(HERE).await.unwrap();
    let launch = settings.iter().find(|setting| setting.name.as_deref() == Some("launch")).unwrap();
    let parts = (launch.type_.as_deref(), launch.value.as_deref());
    assert_eq!(parts, (Some("ConfigSetting"), Some("gsqlite3")));

    let [uptime]: [_; 1] = client.get_stats(HERE).statistic("uptime").await.unwrap().try_into().unwrap();
    assert_eq!((&uptime["name"], &uptime["type"]), (&"uptime".into(), &"StatisticItem".into()));
    let types = |items: Vec<serde_json::Value>, wanted: &str| {
        items.iter().filter(|item| item["type"] == wanted).count()
    };
    let all = client.get_stats(HERE).await.unwrap();
    assert!(types(all.clone(), "StatisticItem") > 50 && types(all, "RingStatisticItem") > 0);
    let some = client.get_stats(HERE).includerings(false).await.unwrap();
    assert_eq!(types(some, "RingStatisticItem"), 0);
    let error = client.get_stats(HERE).statistic("luck").await.unwrap_err();
    assert!(error.is_status(422));
    assert_eq!(error.body_as::<model::Error>().unwrap().error, "Unknown statistic name");

    let flushed = client.cache_flush_by_name(HERE, "nothing.test.").await.unwrap();
    assert_eq!((flushed.count, flushed.result.as_deref()), (Some(0.0), Some("Flushed cache.")));
}
