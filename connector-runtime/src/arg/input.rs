//! An input on its way into a request.

use serde_json::Value;

/// The value of an input, ready for a URL, a header, a form or a JSON body, whichever the document asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// Nothing is sent.
    #[default]
    Absent,
    /// Text, which JSON quotes.
    Text(String),
    /// A number or boolean: the same in a URL and in JSON.
    Literal(String),
    /// JSON, sent as it is.
    Json(String),
    /// Several values.
    List(Vec<Input>),
    /// A value that cannot be sent, and why.
    Invalid(&'static str),
}

impl Input {
    /// Of arbitrary JSON, with what is no object taken apart so that it looks in a URL as it would from a typed input.
    pub(crate) fn json(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Null | Value::Bool(_) | Value::Number(_) => Self::Literal(value.to_string()),
            Value::Array(items) => Self::List(items.iter().map(Self::json).collect()),
            Value::Object(_) => Self::Json(value.to_string()),
        }
    }

    /// Of a number, if it is one that JSON has.
    pub(super) fn float(value: f64) -> Self {
        match serde_json::Number::from_f64(value) {
            Some(number) => Self::Literal(number.to_string()),
            None => Self::Invalid("it is no finite number"),
        }
    }

    /// Whether nothing is sent.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// As one text, outside of JSON; none for what is absent, invalid or a list.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Literal(text) | Self::Json(text) => Some(text.clone()),
            Self::Absent | Self::List(_) | Self::Invalid(_) => None,
        }
    }

    /// The values it consists of: those of a list, or the one.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Absent => &[],
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// Why it cannot be sent, if it cannot.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        match self {
            Self::Invalid(reason) => Some(reason),
            Self::List(items) => items.iter().find_map(Self::fault),
            _ => None,
        }
    }

    /// As JSON. What is absent or invalid is null: ask [`fault`](Self::fault) before.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        match self {
            Self::Absent | Self::Invalid(_) => out.extend_from_slice(b"null"),
            Self::Text(text) => out.extend_from_slice(Value::from(text.as_str()).to_string().as_bytes()),
            Self::Literal(text) | Self::Json(text) => out.extend_from_slice(text.as_bytes()),
            Self::List(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    item.write_json(out);
                }
                out.push(b']');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_json() {
        let input = Input::List(vec![
            Input::Text("a\"\n\u{1}é".to_owned()),
            Input::Literal("1.5".to_owned()),
            Input::Json(r#"{"a":1}"#.to_owned()),
            Input::List(vec![]),
            Input::Absent,
        ]);
        let mut out = Vec::new();
        input.write_json(&mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "[\"a\\\"\\n\\u0001é\",1.5,{\"a\":1},[],null]");
    }

    #[test]
    fn a_fault_in_a_list_is_found() {
        let input = Input::List(vec![Input::float(1.0), Input::List(vec![Input::float(f64::NAN)])]);
        assert!(input.fault().is_some());
        assert_eq!(Input::float(0.1 + 0.2).text().as_deref(), Some("0.30000000000000004"));
        assert_eq!(Input::float(f64::INFINITY).text(), None);
    }
}
