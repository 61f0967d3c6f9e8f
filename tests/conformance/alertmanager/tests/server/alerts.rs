//! Alerts: posted, listed, grouped, refused.

use std::time::Duration;

use alertmanager_conformance::alertmanager::Client;
use alertmanager_conformance::alertmanager::model::{
    AlertGroups, AlertStatusState, GettableAlert, LabelSet, Matcher, PostableAlert, PostableSilence,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

fn labels<const N: usize>(pairs: [(&str, &str); N]) -> LabelSet {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn alert<const N: usize>(name: &str, more: [(&str, &str); N]) -> PostableAlert {
    let mut all = labels(more);
    all.insert("alertname".into(), name.into());
    PostableAlert::new(all)
}

fn places(alerts: &[GettableAlert]) -> Vec<&str> {
    let mut places: Vec<&str> = alerts.iter().map(|alert| alert.labels["place"].as_str()).collect();
    places.sort_unstable();
    places
}

pub async fn an_alert_is_as_it_was_posted(client: Client) {
    let now = Timestamp::from_millisecond(Timestamp::now().as_millisecond()).unwrap();
    let (begins, ends) = (now - SignedDuration::from_hours(1), now + SignedDuration::from_hours(1));
    let posted = alert("AsPosted", [("place", "here")])
        .starts_at(begins)
        .ends_at(ends)
        .annotations(labels([("summary", "ß \"quoted\"\nnext line"), ("empty", "")]))
        .generator_url("http://127.0.0.1/graph?a=b&c=%20d");
    client.post_alerts(&[posted]).await.unwrap();

    let [alert] = client.get_alerts().filter(["alertname=AsPosted"]).await.unwrap().try_into().unwrap();
    let expected = labels([("alertname", "AsPosted"), ("place", "here")]);
    assert_eq!(alert.labels, expected);
    assert_eq!(
        (alert.starts_at.to_timestamp().unwrap(), alert.ends_at.to_timestamp().unwrap()),
        (begins, ends)
    );
    assert!(alert.updated_at.to_timestamp().unwrap() >= now);
    assert_eq!(alert.annotations, labels([("summary", "ß \"quoted\"\nnext line"), ("empty", "")]));
    assert_eq!(alert.generator_url.as_deref(), Some("http://127.0.0.1/graph?a=b&c=%20d"));
    assert_eq!(alert.fingerprint.len(), 16);
    assert_eq!(alert.receivers.first().unwrap().name, "everybody");
    assert_eq!(alert.status.state, AlertStatusState::Active);
    assert!(alert.status.silenced_by.is_empty() && alert.status.inhibited_by.is_empty());
}

/// Filters go into the query, one parameter each.
pub async fn every_value_is_encoded(client: Client) {
    let odd = ["a,b", "a b+c", "a&b=c#d", "100%25", "é/ü?\u{1F600}", "a;b|c\\d"];
    let alerts: Vec<PostableAlert> = odd.iter().map(|place| alert("Odd", [("place", place)])).collect();
    client.post_alerts(&alerts).await.unwrap();
    for place in odd {
        let place_is = format!("place=\"{}\"", place.replace('\\', "\\\\"));
        let found = client.get_alerts().filter(["alertname=Odd", &place_is]).await.unwrap();
        assert_eq!(places(&found), [place]);
    }
    let all = client.get_alerts().filter(["alertname=Odd", "place=~\"a.*\""]).await.unwrap();
    assert_eq!(places(&all), ["a b+c", "a&b=c#d", "a,b", "a;b|c\\d"]);
    let none = client.get_alerts().filter(["alertname=Odd"]).receiver("nobody, really").await.unwrap();
    assert!(none.is_empty());
    let all = client.get_alerts().filter(["alertname=Odd"]).receiver("every.*").await.unwrap();
    assert_eq!(all.len(), odd.len());
}

pub async fn states_are_left_out(client: Client) {
    client
        .post_alerts(&[alert("State", [("place", "loud")]), alert("State", [("place", "quiet")])])
        .await
        .unwrap();
    let now = Timestamp::now();
    let matchers = vec![Matcher::new("alertname", "State", false), Matcher::new("place", "quiet", false)];
    let end = now + SignedDuration::from_hours(1);
    let silence = PostableSilence::new(matchers, now, end, "tests", "be quiet");
    client.post_silences(&silence).await.unwrap();

    let all = client.get_alerts().filter(["alertname=State"]).unprocessed(true).inhibited(true);
    assert_eq!(places(&all.await.unwrap()), ["loud", "quiet"]);
    let active = client.get_alerts().filter(["alertname=State"]).silenced(false);
    assert_eq!(places(&active.await.unwrap()), ["loud"]);
    let silenced = client.get_alerts().filter(["alertname=State"]).active(false);
    let silenced = silenced.await.unwrap();
    assert_eq!(places(&silenced), ["quiet"]);
    assert_eq!(silenced[0].status.state, AlertStatusState::Suppressed);
    let neither = client.get_alerts().filter(["alertname=State"]).active(false).silenced(false);
    assert!(neither.await.unwrap().is_empty());
}

pub async fn alerts_are_grouped(client: Client) {
    let alerts = [
        alert("GroupA", [("place", "here"), ("set", "g")]),
        alert("GroupA", [("place", "there"), ("set", "g")]),
        alert("GroupB", [("place", "here"), ("set", "g")]),
    ];
    client.post_alerts(&alerts).await.unwrap();
    let count = |groups: &AlertGroups| groups.iter().map(|group| group.alerts.len()).sum::<usize>();
    // Groups are made in the background.
    let mut groups = client.get_alert_groups().filter(["set=g"]).await.unwrap();
    for _ in 0..100 {
        if count(&groups) == alerts.len() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        groups = client.get_alert_groups().filter(["set=g"]).await.unwrap();
    }
    assert_eq!(count(&groups), alerts.len());
    groups.sort_by(|one, other| one.labels.cmp(&other.labels));
    let [a, b]: [_; 2] = groups.try_into().unwrap();
    assert_eq!((a.labels, b.labels), (labels([("alertname", "GroupA")]), labels([("alertname", "GroupB")])));
    assert_eq!((places(&a.alerts), places(&b.alerts)), (vec!["here", "there"], vec!["here"]));
    assert_eq!(a.receiver.name, "everybody");

    let call = client.get_alert_groups().filter(["set=g"]);
    assert!(call.active(false).silenced(true).inhibited(true).await.unwrap().is_empty());
    let call = client.get_alert_groups().filter(["set=g", "place!=here"]).receiver("everybody");
    let [one]: [_; 1] = call.await.unwrap().try_into().unwrap();
    assert_eq!(places(&one.alerts), ["there"]);
}

pub async fn filters_that_are_refused(client: Client) {
    let regex = "failed to parse receiver param: error parsing regexp: missing closing ]: `[)$`";
    for (error, reason) in [
        (client.get_alerts().filter(["="]).await.unwrap_err(), "bad matcher format: ="),
        (client.get_alerts().receiver("[").await.unwrap_err(), regex),
        (client.get_alert_groups().filter(["="]).await.unwrap_err(), "bad matcher format: ="),
        (client.get_alert_groups().receiver("[").await.unwrap_err(), regex),
    ] {
        assert!(error.is_status(400));
        assert_eq!(error.body_as::<String>().unwrap(), reason);
    }
}

pub async fn alerts_that_are_refused(client: Client) {
    client.post_alerts(&[]).await.unwrap();
    let refuse = async |alert: PostableAlert| client.post_alerts(&[alert]).await.unwrap_err();

    let error = refuse(PostableAlert::new(LabelSet::new())).await;
    assert!(error.is_status(400));
    assert_eq!(error.body_as::<String>().unwrap(), "at least one label pair required");

    let error = refuse(alert("Refused", [("1 name", "x")])).await;
    assert_eq!(error.body_as::<String>().unwrap(), "invalid label set: invalid name \"1 name\"");

    let error = refuse(alert("Refused", []).generator_url("no URL")).await;
    assert!(error.is_status(422));
    let message = "0.generatorURL in body must be of type uri: \"no URL\"";
    assert_eq!(error.body_as::<Value>().unwrap(), json!({"code": 601, "message": message}));
    assert!(client.get_alerts().filter(["alertname=Refused"]).await.unwrap().is_empty());
}
