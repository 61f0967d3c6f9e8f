//! What the platform's schema does not know at a place has a name of our own there, which the schema lets through and the
//! generator reads as the other: `x-connector-enum` is `x-ms-enum`.

use std::collections::HashMap;

use crate::describe::Json;
use crate::ir::Place;

pub(super) const CLIENT_NAME: &str = "x-connector-client-name";
pub(super) const DISCRIMINATOR_VALUE: &str = "x-connector-discriminator-value";
pub(super) const LONG_RUNNING: &str = "x-connector-long-running-operation";
pub(super) const PAGEABLE: &str = "x-connector-pageable";
/// Alternatives, and how they are told apart, as OpenAPI 3 has them.
pub(super) const ONE_OF: &str = "x-connector-oneOf";
pub(super) const DISCRIMINATOR: &str = "x-connector-discriminator";
pub(super) const PATHS: &str = "x-connector-paths";
/// Of a parameter or a header; a schema has `x-ms-enum`.
pub(super) const ENUM: &str = "x-connector-enum";
/// Of a parameter; a property of a body has `x-ms-notification-url`.
pub(super) const NOTIFICATION_URL: &str = "x-connector-notification-url";

/// The formats that the platform knows, of those that the generator tells apart.
const FORMATS: [&str; 8] = ["int32", "int64", "double", "byte", "binary", "date", "date-time", "password"];

/// The keyword under which a format is said.
pub(super) fn format(name: &str) -> &'static str {
    if FORMATS.contains(&name) { "format" } else { "x-connector-format" }
}

/// Says that a parameter is not to be encoded.
pub(super) fn raw(place: Place) -> &'static str {
    if place == Place::Path { "x-ms-skip-url-encoding" } else { "x-connector-skip-url-encoding" }
}

/// Says how often a parameter is to be encoded.
pub(super) fn encoded(place: Place) -> &'static str {
    if matches!(place, Place::Path | Place::Query) { "x-ms-url-encoding" } else { "x-connector-url-encoding" }
}

/// Names that the platform takes for connection parameters, no two the same.
#[derive(Default)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    pub(super) fn of(&mut self, name: &str) -> String {
        if let Some(given) = self.0.get(name) {
            return given.clone();
        }
        let plain: String =
            name.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '_' }).collect();
        let is_free = |made: &String| self.0.values().all(|taken| taken != made);
        let numbered = (2..).map(|number| format!("{plain}_{number}"));
        let made = std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or_default();
        self.0.insert(name.to_owned(), made.clone());
        made
    }
}

/// An enum as a parameter or a header has it.
pub(super) fn outside_of_schemas(mut schema: Json) -> Json {
    if let Json::Object(members) = &mut schema {
        for (key, _) in members.iter_mut().filter(|(key, _)| key == "x-ms-enum") {
            ENUM.clone_into(key);
        }
    }
    schema
}
