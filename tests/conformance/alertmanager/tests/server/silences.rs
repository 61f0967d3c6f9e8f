//! Silences: posted, listed, read, changed, expired, refused.

use alertmanager_conformance::alertmanager::model::{
    AlertStatusState, GettableSilence, Matcher, PostableSilence, SilenceStatusState,
};
use alertmanager_conformance::alertmanager::{Client, Error};
use alertmanager_conformance::steps;
use connector::ErrorKind;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// Well-formed, and nobody's.
const UNKNOWN: &str = "6a4b1c6e-0000-4000-8000-000000000000";

pub async fn an_alert_is_raised_silenced_and_heard_again(client: Client) {
    let (name, place) = ("KettleOverheats", "kitchen, \"upstairs\"");
    let begun = Timestamp::now();
    steps::raise(&client, name, place).await.unwrap();
    let [alert] = steps::find(&client, name, place).await.unwrap().try_into().unwrap();
    assert_eq!(alert.status.state, AlertStatusState::Active);
    assert_eq!(alert.annotations["summary"], "It is above 100 °C");
    assert!(steps::find(&client, name, "cellar").await.unwrap().is_empty());

    let id = steps::silence(&client, name, SignedDuration::from_hours(2)).await.unwrap();
    let silence = client.get_silence(&id).await.unwrap();
    assert_eq!((silence.id.as_str(), &silence.status.state), (id.as_str(), &SilenceStatusState::Active));
    let ends = silence.ends_at.to_timestamp().unwrap();
    let lasts = ends.duration_since(begun).as_secs();
    assert!((7_199..7_260).contains(&lasts), "it lasts {lasts} s");
    let [alert] = steps::find(&client, name, place).await.unwrap().try_into().unwrap();
    assert_eq!(alert.status.state, AlertStatusState::Suppressed);
    assert_eq!(alert.status.silenced_by, [id.as_str()]);

    client.delete_silence(&id).await.unwrap();
    assert_eq!(client.get_silence(&id).await.unwrap().status.state, SilenceStatusState::Expired);
    let [alert] = steps::find(&client, name, place).await.unwrap().try_into().unwrap();
    assert_eq!(alert.status.state, AlertStatusState::Active);
    assert!(alert.status.silenced_by.is_empty());
}

fn in_hours(hours: i64) -> Timestamp {
    let now = Timestamp::now().as_second();
    Timestamp::from_second(now + 3600 * hours).unwrap()
}

/// Begins in an hour.
fn later(matchers: Vec<Matcher>) -> PostableSilence {
    PostableSilence::new(matchers, in_hours(1), in_hours(2), "tests", "Größe: „x“ & y")
}

async fn post(client: &Client, silence: &PostableSilence) -> Result<String, Error> {
    Ok(client.post_silences(silence).await?.silence_id.unwrap())
}

pub async fn a_silence_is_as_it_was_posted(client: Client) {
    let matchers =
        vec![Matcher::new("alertname", "As.*Posted", true), Matcher::new("place", "", false).is_equal(false)];
    let posted = later(matchers);
    let id = post(&client, &posted).await.unwrap();
    let silence = client.get_silence(&id).await.unwrap();
    assert_eq!(silence.status.state, SilenceStatusState::Pending);
    assert_eq!((silence.created_by.as_str(), silence.comment.as_str()), ("tests", "Größe: „x“ & y"));
    for (is, was) in [(&silence.starts_at, &posted.starts_at), (&silence.ends_at, &posted.ends_at)] {
        assert_eq!(is.to_timestamp().unwrap(), was.to_timestamp().unwrap());
    }
    let matcher = |at: usize| {
        let Matcher { name, value, is_regex, is_equal, .. } = &silence.matchers[at];
        (name.as_str(), value.as_str(), *is_regex, *is_equal)
    };
    assert_eq!(silence.matchers.len(), 2);
    assert_eq!(matcher(0), ("alertname", "As.*Posted", true, Some(true)), "the default, which was not sent");
    assert_eq!(matcher(1), ("place", "", false, Some(false)));
}

pub async fn silences_are_filtered(client: Client) {
    let place = |place: &str| later(vec![Matcher::new("where", place, false), Matcher::new("b", "1", false)]);
    let here = post(&client, &place("here & there")).await.unwrap();
    let there = post(&client, &place("there")).await.unwrap();
    let ids = |silences: Vec<GettableSilence>| {
        let mut ids: Vec<String> = silences.into_iter().map(|silence| silence.id).collect();
        ids.sort();
        ids
    };
    let mut both = vec![here.clone(), there];
    both.sort();

    let all = ids(client.get_silences().await.unwrap());
    assert!(both.iter().all(|id| all.contains(id)), "{all:?}");
    assert_eq!(ids(client.get_silences().filter(["b=1"]).await.unwrap()), both);
    let one = client.get_silences().filter(["b=1", "where=\"here & there\""]);
    assert_eq!(ids(one.await.unwrap()), [here]);
    assert!(client.get_silences().filter(["where=elsewhere"]).await.unwrap().is_empty());

    let error = client.get_silences().filter(["="]).await.unwrap_err();
    assert!(error.is_status(400));
    assert_eq!(error.body_as::<String>().unwrap(), "bad matcher format: =");
}

pub async fn a_silence_is_changed(client: Client) {
    let mut silence = later(vec![Matcher::new("alertname", "Changed", false)]);
    let id = post(&client, &silence).await.unwrap();
    silence.id = Some(id.clone());
    silence.comment = "changed".into();
    let next = post(&client, &silence).await.unwrap();
    assert_eq!(client.get_silence(&next).await.unwrap().comment, "changed");

    let error = client.post_silences(&silence.id(UNKNOWN)).await.unwrap_err();
    assert!(error.is_status(404));
    assert_eq!(error.body_as::<String>().unwrap(), "silence not found");
}

pub async fn a_silence_that_is_none(client: Client) {
    // 404 is in the document, without a body.
    let error = client.get_silence(UNKNOWN).await.unwrap_err();
    assert!(error.is_status(404));
    assert_eq!((error.kind(), error.body(), error.attempts()), (ErrorKind::Status, &b""[..], 1));
    assert_eq!(error.to_string(), "getSilence: the service replied 404 Not Found");

    let error = client.delete_silence(UNKNOWN).await.unwrap_err();
    assert!(error.is_status(500));
    assert_eq!(
        (error.action(), error.body_as::<String>().unwrap().as_str()),
        (Some("deleteSilence"), "silence not found")
    );

    // 422 is not, and has a body of another kind than all others.
    for error in [
        client.get_silence("not-a-uuid").await.map(drop).unwrap_err(),
        client.delete_silence("not-a-uuid").await.unwrap_err(),
    ] {
        assert!(error.is_status(422));
        assert_eq!(error.kind(), ErrorKind::Status);
        let message = "silenceID in path must be of type uuid: \"not-a-uuid\"";
        assert_eq!(error.body_as::<Value>().unwrap(), json!({"code": 601, "message": message}));
    }
    // A slash in a value stays in its segment of the path, as far as the client goes; this server then takes it for one.
    let request = client.get_silence("../status").request().unwrap();
    assert!(request.uri().path().ends_with("/api/v2/silence/..%2Fstatus"), "{}", request.uri());
    let error = client.get_silence("../status").await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/id")));
}

pub async fn a_silence_that_is_refused(client: Client) {
    let error = client.post_silences(&later(vec![])).await.unwrap_err();
    assert!(error.is_status(422));
    let expected = json!({"code": 612, "message": "matchers in body should have at least 1 items"});
    assert_eq!(error.body_as::<Value>().unwrap(), expected);

    let error = client.post_silences(&later(vec![Matcher::new("a", "", false)])).await.unwrap_err();
    assert!(error.is_status(400));
    let reason = "silence invalid: at least one matcher must not match the empty string";
    assert_eq!(error.body_as::<String>().unwrap(), reason);
}
