//! Whether the keys of objects are data: ids, days, languages. Where in doubt they are not: a map that is taken for a record
//! costs what new keys hold, a record that is taken for a map costs every field its name.

use super::shape::Object;
use super::text;

/// Whether the keys are of one kind of id or another open set.
pub fn is_map(object: &Object) -> bool {
    let all = |fits: fn(&str) -> bool| object.fields.keys().all(|key| fits(key));
    if object.fields.is_empty() {
        return false;
    }
    // What converters write for additional properties; one of them may be alone.
    if all(is_filler) {
        return true;
    }
    let ids: [fn(&str) -> bool; 7] =
        [is_integer, is_uuid, is_hex, text::is_date, is_email, is_address, text::is_variable];
    if ids.iter().any(|kind| all(*kind)) {
        return true;
    }
    object.fields.len() >= 3 && all(is_language) && one_kind(object)
}

fn is_filler(key: &str) -> bool {
    let numbered = |stem| {
        key.strip_prefix(stem)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    key == "additionalProperties"
        || numbered("additionalProp")
        || numbered("additionalProperty")
        || numbered("property")
}

fn is_integer(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_uuid(key: &str) -> bool {
    let groups: Vec<&str> = key.split('-').collect();
    let lengths = groups.iter().map(|group| group.len());
    lengths.eq([8, 4, 4, 4, 12]) && groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_hex(key: &str) -> bool {
    key.len() >= 16
        && key.bytes().all(|byte| byte.is_ascii_hexdigit())
        && key.bytes().any(|b| b.is_ascii_digit())
}

fn is_email(key: &str) -> bool {
    key.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
        && !key.contains([' ', '/'])
}

/// A URL, a path, an address of the network.
fn is_address(key: &str) -> bool {
    key.starts_with("http://")
        || key.starts_with("https://")
        || (key.starts_with('/') && key.len() > 1)
        || (key.split('.').count() == 4 && key.split('.').all(is_integer))
}

/// `en`, `de-AT`: only lower case, and a country in upper case.
fn is_language(key: &str) -> bool {
    const KNOWN: [&str; 32] = [
        "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
        "ja", "ko", "lt", "lv", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh",
    ];
    let (language, country) = key.split_once(['-', '_']).unwrap_or((key, "XX"));
    KNOWN.contains(&language)
        && (2..=4).contains(&country.len())
        && country.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether all values are of one kind: texts, or objects, but not both.
fn one_kind(object: &Object) -> bool {
    let joined =
        object.fields.values().fold(super::Shape::default(), |all, field| all.join(field.shape.clone()));
    super::lower::kinds(&joined) <= 1
}
