//! From JSON to XML.

use quick_xml::escape::escape;
use serde_json::Value;

use super::{Xml, XmlPlace, XmlRoot};

/// The XML of a body.
pub(crate) fn from_json(root: &XmlRoot, value: &Value) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>".to_owned();
    let (name, namespace) = match root.namespace {
        None => (root.name.to_owned(), String::new()),
        Some(("", uri)) => (root.name.to_owned(), format!(" xmlns=\"{}\"", escape(uri))),
        Some((prefix, uri)) => {
            (format!("{prefix}:{}", root.name), format!(" xmlns:{prefix}=\"{}\"", escape(uri)))
        }
    };
    element(&name, &namespace, root.holds, value, &mut out);
    out
}

fn element(name: &str, namespace: &str, holds: &Xml, value: &Value, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push_str(namespace);
    if let (Xml::Object(fields), Some(object)) = (holds, value.as_object()) {
        for field in fields.iter().filter(|field| field.place == XmlPlace::Attribute) {
            if let Some(value) = object.get(field.key).filter(|value| !value.is_null()) {
                out.push_str(&format!(" {}=\"{}\"", field.name, escape(text(value))));
            }
        }
    }
    out.push('>');
    content(holds, value, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn content(holds: &Xml, value: &Value, out: &mut String) {
    match (holds, value) {
        (Xml::List(name, inner), Value::Array(items)) => {
            items.iter().for_each(|item| element(name, "", inner, item, out));
        }
        (Xml::Map(inner), Value::Object(pairs)) => {
            for (key, value) in pairs.iter().filter(|(key, _)| is_name(key)) {
                element(key, "", inner, value, out);
            }
        }
        (Xml::Object(fields), Value::Object(object)) => {
            for field in *fields {
                let Some(value) = object.get(field.key).filter(|value| !value.is_null()) else { continue };
                match field.place {
                    XmlPlace::Attribute => {}
                    XmlPlace::Content => out.push_str(&escape(text(value))),
                    XmlPlace::Among => content(field.holds, value, out),
                    XmlPlace::Element => element(field.name, "", field.holds, value, out),
                }
            }
        }
        (_, Value::Null) => {}
        (_, value) => out.push_str(&escape(text(value))),
    }
}

/// A key that cannot be the name of an element would end the document's form, or change it.
fn is_name(key: &str) -> bool {
    let mut letters = key.chars();
    letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
