//! Taking secrets out of what is kept: by the names that they stand under, and by the credentials that are in use.

use serde_json::Value;

use crate::request::encode::decoded;

/// What stands in the place of a secret.
pub(super) const REDACTED: &str = "redacted";

/// Names under which secrets stand, in small letters and without signs, wherever they are.
const NAMES: [&str; 22] = [
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "subscriptionkey",
    "ocpapimsubscriptionkey",
    "functionskey",
    "authorization",
    "clientassertion",
    "assertion",
    "credential",
    "credentials",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "sessionid",
    "signature",
    "xapikey",
    "xauthtoken",
    "pin",
    "otp",
];

/// And these in addresses and forms, where a reply's `code` or `key` is something else.
const SENT: [&str; 6] = ["key", "code", "sig", "auth", "codeverifier", "state"];

/// Names end or begin with these.
const PARTS: [&str; 3] = ["secret", "token", "password"];

/// A secret that is shorter is only one where it stands alone: a user's short name is in many words.
const LONG: usize = 8;

/// What is known to be secret.
#[derive(Clone, Default)]
pub(super) struct Scrub {
    /// Names of the caller's.
    pub(super) names: Vec<String>,
    /// Credentials in use.
    pub(super) secrets: Vec<String>,
}

impl Scrub {
    pub(super) fn learn(&mut self, secret: &str) {
        let known = secret.len() < 3 || secret == REDACTED || self.secrets.iter().any(|own| own == secret);
        if !known {
            self.secrets.push(secret.to_owned());
            // A secret may hold another one: the longest goes first.
            self.secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        }
    }

    /// Learns the texts under secret names.
    pub(super) fn learn_from(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        Value::String(text) if self.is_secret(name, false) => self.learn(text),
                        other => self.learn_from(other),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.learn_from(item)),
            _ => {}
        }
    }

    fn is_secret(&self, name: &str, sent: bool) -> bool {
        let plain = plain(name);
        NAMES.contains(&plain.as_str())
            || PARTS.iter().any(|part| plain.starts_with(part) || plain.ends_with(part))
            || sent && SENT.contains(&plain.as_str())
            || self.names.contains(&plain)
    }

    pub(super) fn name(&mut self, name: &str) {
        self.names.push(plain(name));
    }

    /// Whether a header is left out whole, whatever is in it.
    pub(super) fn is_secret_header(&self, name: &str) -> bool {
        matches!(
            name,
            "cookie" | "set-cookie" | "proxy-authorization" | "authentication-info" | "www-authenticate"
        ) || self.is_secret(name, false)
    }

    pub(super) fn text(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for secret in self.secrets.iter().filter(|secret| out.contains(secret.as_str())).collect::<Vec<_>>() {
            out = match secret.len() >= LONG {
                true => out.replace(secret.as_str(), REDACTED),
                false => alone(&out, secret),
            };
        }
        out
    }

    /// An address: its query by names, then as a text. A user name and a fragment are nobody's to keep.
    pub(super) fn url(&self, text: &str) -> String {
        let text = text.split('#').next().unwrap_or_default();
        let (place, query) = match text.split_once('?') {
            Some((place, query)) => (place, Some(query)),
            None => (text, None),
        };
        let place = match place.split_once("://") {
            Some((scheme, rest)) => {
                let (authority, path) =
                    rest.split_once('/').map_or((rest, None), |(host, path)| (host, Some(path)));
                let host = authority.rsplit('@').next().unwrap_or_default();
                format!("{scheme}://{host}{}", path.map(|path| format!("/{path}")).unwrap_or_default())
            }
            None => place.to_owned(),
        };
        match query {
            Some(query) => self.text(&format!("{place}?{}", self.pairs(query))),
            None => self.text(&place),
        }
    }

    /// `name=value&…`, of a query or a form.
    pub(super) fn pairs(&self, pairs: &str) -> String {
        let one = |pair: &str| match pair.split_once('=') {
            Some((name, _)) if self.is_secret(&decoded(name), true) => format!("{name}={REDACTED}"),
            _ => self.text(pair),
        };
        pairs.split('&').map(one).collect::<Vec<_>>().join("&")
    }

    pub(super) fn json(&self, value: &mut Value) {
        match value {
            Value::String(text) if text.starts_with("http://") || text.starts_with("https://") => {
                *text = self.url(text);
            }
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.json(item)),
            Value::Object(members) => {
                for (name, value) in members {
                    if self.is_secret(name, false) { redact(value) } else { self.json(value) }
                }
            }
            _ => {}
        }
    }
}

/// Every text in it. Numbers stay: a count of tokens is none.
fn redact(value: &mut Value) {
    match value {
        Value::String(text) if !text.is_empty() => *text = REDACTED.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(redact),
        Value::Object(members) => members.values_mut().for_each(redact),
        _ => {}
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Without the word, where no letter or digit is beside it.
fn alone(text: &str, word: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word) {
        out.push_str(before);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let in_a_word = inside(out.chars().next_back()) || inside(after.chars().next());
        out.push_str(if in_a_word { word } else { REDACTED });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn scrub(secrets: &[&str]) -> Scrub {
        let mut scrub = Scrub::default();
        secrets.iter().for_each(|secret| scrub.learn(secret));
        scrub
    }

    #[test]
    fn addresses() {
        let own = scrub(&["longsecret", "ada"]);
        assert_eq!(
            own.url("https://ada:x@a.example/u/ada/canada?api_key=1&page=2&sig=%2F#token=3"),
            "https://a.example/u/redacted/canada?api_key=redacted&page=2&sig=redacted"
        );
        assert_eq!(own.url("/p/xlongsecretx"), "/p/xredactedx");
    }

    #[test]
    fn bodies() {
        let mut body = json!({
            "access_token": "a", "client-secret": ["b"], "tokens": 7, "code": "E1", "nextLink": "https://a/?sig=c", "note": "says longsecret"
        });
        scrub(&["longsecret"]).json(&mut body);
        assert_eq!(
            body,
            json!({
                "access_token": "redacted", "client-secret": ["redacted"], "tokens": 7, "code": "E1",
                "nextLink": "https://a/?sig=redacted", "note": "says redacted"
            })
        );
    }
}
