//! An overlay that adds what a description lacks: OpenAPI Overlay 1.0.

use super::json::Json;

/// Gives a response of an operation its type.
pub fn update(path: &str, method: &str, status: u16, id: &str, response: Json) -> Json {
    let quote = |text: &str| text.replace('\\', "\\\\").replace('\'', "\\'");
    let target = format!("$.paths['{}'].{method}.responses", quote(path));
    let update = Json::Object(vec![(status.to_string(), response)]);
    let action = Json::object([
        ("target", Json::text(target)),
        ("description", Json::text(format!("What {id} gives back, learned from a sample."))),
        ("update", update),
    ]);
    let info = Json::object([
        ("title", Json::text(format!("The reply {status} of {id}"))),
        ("version", Json::text("1.0.0")),
    ]);
    Json::object([("overlay", Json::text("1.0.0")), ("info", info), ("actions", Json::List(vec![action]))])
}
