//! The server itself.

use alertmanager_conformance::alertmanager::Client;
use alertmanager_conformance::alertmanager::model::ClusterStatusStatus;
use jiff::Timestamp;

pub async fn the_status_is_of_this_server(client: Client) {
    let status = client.get_status().await.unwrap();
    assert_eq!(status.cluster.status, ClusterStatusStatus::Disabled);
    assert!(status.cluster.name.is_none());
    assert_eq!(status.cluster.peers.unwrap().len(), 0);
    assert!(status.config.original.contains("group_interval: 1s"), "{}", status.config.original);
    assert!(status.version_info.version.starts_with("0."), "{}", status.version_info.version);
    assert!(status.version_info.go_version.starts_with("go1."), "{}", status.version_info.go_version);
    let since = status.uptime.to_timestamp().unwrap();
    let age = Timestamp::now().duration_since(since).as_secs();
    assert!((0..600).contains(&age), "up for {age} s");

    let response = client.get_status().response().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.header("content-type"), Some("application/json"));
}

pub async fn the_receivers_are_the_configured_ones(client: Client) {
    let receivers = client.get_receivers().await.unwrap();
    let names: Vec<&str> = receivers.iter().map(|receiver| receiver.name.as_str()).collect();
    assert_eq!(names, ["everybody", "nobody, really"]);
}
