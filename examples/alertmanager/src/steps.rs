//! What one does with alerts and silences.

use jiff::{SignedDuration, Timestamp};

use crate::alertmanager::model::{GettableAlert, LabelSet, Matcher, PostableAlert, PostableSilence};
use crate::alertmanager::{Client, Error};

/// Tells of an alert, as Prometheus does.
pub async fn raise(client: &Client, name: &str, place: &str) -> Result<(), Error> {
    let alert = PostableAlert::new(labels([("alertname", name), ("place", place)]))
        .annotations(labels([("summary", "It is above 100 °C")]))
        .generator_url("http://127.0.0.1/graph?g0.expr=temperature%3E100");
    client.post_alerts(&[alert]).await
}

/// The alerts that have both labels, silenced ones too.
pub async fn find(client: &Client, name: &str, place: &str) -> Result<Vec<GettableAlert>, Error> {
    client.get_alerts().filter([format!("alertname={name:?}"), format!("place={place:?}")]).await
}

/// Silences all alerts of a name from now on; gives back the id of the silence.
pub async fn silence(client: &Client, name: &str, time: SignedDuration) -> Result<String, Error> {
    let now = Timestamp::now();
    let silence = PostableSilence::new(
        [Matcher::new("alertname", name, false)],
        now,
        now.saturating_add(time).unwrap_or(Timestamp::MAX),
        "an example",
        "Somebody is looking after it",
    );
    Ok(client.post_silences(&silence).await?.silence_id.unwrap_or_default())
}

fn labels<const N: usize>(pairs: [(&str, &str); N]) -> LabelSet {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
