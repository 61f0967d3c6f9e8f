//! What is taken of the reply to a request that a policy wants made before the call.

use serde_json::Value;

use super::json;
use super::spec::Steps;

/// The text of a value in a JSON reply, if it is there.
pub(crate) fn taken(bytes: &[u8], way: Steps) -> Option<String> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    json::at(&value, way).map(|value| json::text(value).into_owned())
}
