//! What must not be copied out of a collection: tokens, keys and passwords that were saved with the requests.

use std::collections::HashSet;

use crate::diag::{Code, Diagnostics, quoted};
use crate::ir::Docs;
use crate::source::Span;

/// Parts of names that credentials have, without signs and in lower case.
const CREDENTIALS: [&str; 20] = [
    "apikey",
    "accesstoken",
    "authtoken",
    "refreshtoken",
    "bearertoken",
    "idtoken",
    "sessiontoken",
    "sessionid",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "privatekey",
    "subscriptionkey",
    "signature",
    "authorization",
    "jwt",
    "xtoken",
    "authkey",
    "accesskey",
];

/// Names that are credentials only as a whole.
const WHOLE: [&str; 8] = ["token", "key", "auth", "sig", "pwd", "pass", "bearer", "cookie"];

/// Whether a variable, header or parameter of this name holds a credential.
pub fn is_credential(name: &str) -> bool {
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    WHOLE.contains(&plain.as_str()) || CREDENTIALS.iter().any(|word| plain.contains(word))
}

/// Whether a text looks like something that nobody but its owner should have: long, and of letters and digits mixed.
pub fn looks_random(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=');
    text.len() >= 20
        && text.chars().all(word)
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// The credentials that a collection holds.
#[derive(Debug, Default)]
pub struct Secrets {
    values: HashSet<String>,
}

impl Secrets {
    /// Notes a value that stands where a credential does; warns once of each that is more than a stand-in.
    pub fn note(&mut self, what: &str, value: &str, at: Span, diags: &mut Diagnostics) {
        let value = value.trim();
        for value in value.split_whitespace().filter(|part| !is_stand_in(part)) {
            if self.values.insert(value.to_owned()) {
                let message =
                    format!("{} was saved with the requests; it is not copied into the code", quoted(what));
                diags.warning(Code::SAVED_SECRET, at, message);
            }
        }
    }

    /// A text without the credentials in it.
    pub fn scrub(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for value in &self.values {
            if text.contains(value.as_str()) {
                text = text.replace(value.as_str(), "…");
            }
        }
        text
    }

    /// Documentation without the credentials in it.
    pub fn docs(&self, summary: Option<&str>, description: Option<&str>) -> Docs {
        Docs {
            summary: summary.map(|text| self.scrub(text)),
            description: description.map(|text| self.scrub(text)),
        }
    }

    /// Whether a text holds one of them.
    pub fn holds(&self, text: &str) -> bool {
        self.values.iter().any(|value| text.contains(value.as_str()))
    }
}

/// Whether a value is only there for another: a variable, a word between brackets, a short word.
fn is_stand_in(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let bracket = value.contains("{{") || value.contains("}}") || value.starts_with(['<', '[', '{', '$']);
    let word = ["bearer", "basic", "token", "your", "example", "placeholder", "xxxx", "****", "insert"];
    value.len() < 6 || bracket || word.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials() {
        for name in ["Authorization", "X-Api-Key", "Ocp-Apim-Subscription-Key", "token", "client_secret"] {
            assert!(is_credential(name), "{name}");
        }
        for name in ["monkey", "keyword", "page_token_size", "author", "status"] {
            assert!(!is_credential(name), "{name}");
        }
    }

    #[test]
    fn values_that_are_not_copied() {
        let mut secrets = Secrets::default();
        let mut diags = Diagnostics::new();
        secrets.note("token", "Bearer s3cr3t-value", Span::default(), &mut diags);
        secrets.note("token", "Bearer s3cr3t-value", Span::default(), &mut diags);
        for nothing in ["{{token}}", "<token>", "YOUR_API_KEY_HERE", "abc"] {
            secrets.note("token", nothing, Span::default(), &mut diags);
        }
        assert_eq!(diags.iter().count(), 1);
        assert_eq!(secrets.scrub("use s3cr3t-value here"), "use … here");
    }
}
