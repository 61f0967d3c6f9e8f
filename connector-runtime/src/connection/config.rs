//! Connections from the environment and from configuration files.

use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use super::{Connection, Value};
use crate::error::Error;
use crate::spec::Connector;
use crate::text::Secret;

/// The environment variable of a parameter: `ORDERS_` and `apiKey` make `ORDERS_API_KEY`.
pub(super) fn variable(prefix: &str, name: &str) -> String {
    let mut out = prefix.to_owned();
    let mut before = '_';
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            if before != '_' {
                out.push('_');
            }
            before = '_';
            continue;
        }
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            out.push('_');
        }
        out.push(c.to_ascii_uppercase());
        before = c;
    }
    out
}

impl Connection {
    /// Reads each parameter from the variable of its name in capitals after `prefix`, and the base URL from
    /// `<prefix>BASE_URL`. What is missing is told when a client is made.
    ///
    /// # Errors
    /// When a variable is not UTF-8.
    pub fn from_env(connector: &'static Connector, prefix: &str) -> Result<Self, Error> {
        let mut out = Self::new(connector);
        out.env_prefix = Some(prefix.to_owned());
        let read = |name: &str| match std::env::var(variable(prefix, name)) {
            Ok(value) => Ok(Some(value)),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => Err(()),
        };
        let mut names: Vec<&str> = connector.parameters.iter().map(|parameter| parameter.name).collect();
        names.push("base_url");
        names.extend(out.sign_in_parameters().filter(|name| connector.parameter(name).is_none()));
        for name in names {
            let value = read(name).map_err(|()| out.fault(&format!("{} is not UTF-8", out.label(name))))?;
            match value {
                Some(url) if name == "base_url" => out.base_url = Some(url),
                Some(value) => {
                    out.values.insert(name.to_owned(), Value::Fixed(Secret::from(value)));
                }
                None => {}
            }
        }
        Ok(out)
    }

    /// Reads a map of parameters, `base_url` among them if need be.
    ///
    /// # Errors
    /// When it is no map of texts (numbers and truth values count as texts), or names what is no parameter.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        connector: &'static Connector,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Values(connector))
    }
}

struct Values(&'static Connector);

impl<'de> Visitor<'de> for Values {
    type Value = Connection;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the parameters of a connection to {}", self.0.title)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Connection, A::Error> {
        let mut out = Connection::new(self.0);
        while let Some(name) = map.next_key::<String>()? {
            let known = self.0.parameter(&name).is_some() || out.belongs_to_sign_in(&name);
            if !known && name != "base_url" {
                let own = self.0.parameters.iter().map(|parameter| parameter.name);
                let names: Vec<_> = own.chain(out.sign_in_parameters()).collect();
                return Err(A::Error::custom(format_args!(
                    "`{}` is no parameter of {}; it has `{}` and `base_url`",
                    name.escape_debug(),
                    self.0.title,
                    names.join("`, `")
                )));
            }
            match map.next_value::<Text>()?.0 {
                Some(url) if !known => out.base_url = Some(url),
                Some(value) => {
                    out.values.insert(name, Value::Fixed(Secret::from(value)));
                }
                None => {}
            }
        }
        Ok(out)
    }
}

/// A text, a number or a truth value; null is none. Its errors do not repeat the value, which may be a secret.
struct Text(Option<String>);

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Scalar;
        impl<'de> Visitor<'de> for Scalar {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number or a truth value")
            }
            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(Some(text.to_owned())))
            }
            fn visit_string<E>(self, text: String) -> Result<Text, E> {
                Ok(Text(Some(text)))
            }
            fn visit_bool<E>(self, truth: bool) -> Result<Text, E> {
                Ok(Text(Some(truth.to_string())))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Text, E> {
                Ok(Text(Some(number.to_string())))
            }
            fn visit_unit<E>(self) -> Result<Text, E> {
                Ok(Text(None))
            }
            fn visit_none<E>(self) -> Result<Text, E> {
                Ok(Text(None))
            }
            fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Text, D::Error> {
                inner.deserialize_any(Scalar)
            }
        }
        deserializer.deserialize_any(Scalar)
    }
}

#[cfg(test)]
mod tests {
    use super::variable;

    #[test]
    fn variables() {
        for (name, expected) in [
            ("api_key", "P_API_KEY"),
            ("apiKey", "P_API_KEY"),
            ("base_url", "P_BASE_URL"),
            ("token:clientId", "P_TOKEN_CLIENT_ID"),
            ("Host2Name", "P_HOST2_NAME"),
            ("APIKey", "P_APIKEY"),
        ] {
            assert_eq!(variable("P_", name), expected);
        }
    }
}
