//! Where requests go: the base URL of most of them, and the other hosts.

use super::address::{self, Piece, pieces, take_apart};
use super::variables::Variables;

/// A host that requests go to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Server {
    /// Scheme and authority, with variables that nobody gave a value. Empty: no host at all.
    pub origin: String,
}

/// An address with its host recognised.
#[derive(Debug)]
pub struct Located {
    pub server: Server,
    /// From the host's root on.
    pub path: String,
    /// The query that a variable's value brings along.
    pub query: Option<String>,
    /// The scheme is a guess.
    pub guessed: bool,
}

/// Recognises the host of an address.
pub fn locate(raw: &str, variables: &Variables) -> Located {
    let first = take_apart(raw);
    // Only what stands before the path: variables in the path are parameters.
    let head = raw.get(..raw.len() - first.path.len()).unwrap_or(raw);
    let filled = variables.fill(head);
    let (filled, query) = match address::split(&filled, '?') {
        (head, Some(query)) => (head.to_owned(), Some(query.to_owned())),
        (_, None) => (filled.clone(), None),
    };
    let whole = take_apart(filled.trim());
    let own = whole.path.trim_end_matches('/');
    let path = if own.is_empty() { first.path.to_owned() } else { format!("{own}{}", first.path) };
    let authority = without_user(whole.authority).trim_end_matches('/');
    let known = !authority.contains("{{");
    let (scheme, guessed) = match whole.scheme {
        Some(scheme) => (Some(scheme.to_owned()), false),
        // A variable may hold the scheme too.
        None if authority.starts_with("{{") || authority.is_empty() => (None, false),
        None if known && is_local(authority) => (Some("http".to_owned()), false),
        None => (Some("https".to_owned()), true),
    };
    let origin = match scheme {
        _ if authority.is_empty() => String::new(),
        Some(scheme) if scheme.contains("{{") => format!("{scheme}://{authority}"),
        Some(scheme) => format!("{}://{authority}", scheme.to_ascii_lowercase()),
        None => authority.to_owned(),
    };
    Located { server: Server { origin }, path, query, guessed }
}

/// The password that stands in an address.
pub fn user(raw: &str) -> Option<String> {
    let (user, _) = take_apart(raw).authority.rsplit_once('@')?;
    Some(user.split_once(':').map_or(user, |(_, password)| password).to_owned())
}

/// Name and password are no part of an address that is copied.
fn without_user(authority: &str) -> &str {
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

/// Whether an authority is this machine or a number.
pub fn is_local(authority: &str) -> bool {
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    host == "localhost" || host.ends_with(".local") || host.split('.').all(|part| part.parse::<u8>().is_ok())
}

impl Server {
    /// Scheme and host, where every part is known.
    pub fn literal(&self) -> Option<&str> {
        let known = !self.origin.contains("{{") && self.origin.contains("://");
        let host = self.origin.split("://").nth(1).unwrap_or_default();
        let sound =
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]~".contains(&b));
        (known && sound && self.origin.starts_with("http")).then_some(self.origin.as_str())
    }

    /// The parts of a host that depends on variables.
    pub fn pieces(&self) -> Vec<Piece> {
        pieces(&self.origin)
    }

    /// Whether the host is nothing but one variable, perhaps with a scheme: the base URL itself.
    pub fn is_one_variable(&self) -> bool {
        match self.pieces().as_slice() {
            [Piece::Variable(_)] => true,
            [Piece::Text(scheme), Piece::Variable(_)] => matches!(scheme.as_str(), "http://" | "https://"),
            _ => false,
        }
    }

    /// Whether the host is a stand-in that a caller will want to replace.
    pub fn is_stand_in(&self) -> bool {
        let host = self.origin.split("://").nth(1).unwrap_or_default();
        is_local(host)
            || host.contains("example.com")
            || host.contains("example.org")
            || host.contains("postman-echo")
    }
}

/// How many leading segments of a path are the API's own prefix rather than a resource: `/api/v1`.
pub fn is_prefix(segment: &str) -> bool {
    const WORDS: [&str; 6] = ["api", "apis", "rest", "webapi", "services", "public"];
    let lower = segment.to_ascii_lowercase();
    let version = lower.strip_prefix('v').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
            && rest.len() <= 8
    });
    version || WORDS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (raw, origin, path) in [
            ("https://user:pass@api.x.com/v1/a", "https://api.x.com", "/v1/a"),
            ("api.x.com/a", "https://api.x.com", "/a"),
            ("localhost:3000/a", "http://localhost:3000", "/a"),
            ("127.0.0.1/a", "http://127.0.0.1", "/a"),
            ("{{base}}/a", "{{base}}", "/a"),
            ("https://{{tenant}}.x.com/a", "https://{{tenant}}.x.com", "/a"),
            ("{{p}}://{{h}}:{{n}}/a", "{{p}}://{{h}}:{{n}}", "/a"),
            ("/a/b", "", "/a/b"),
        ] {
            let found = locate(raw, &Variables::default());
            assert_eq!((found.server.origin.as_str(), found.path.as_str()), (origin, path), "{raw}");
        }
        let one = |origin: &str| Server { origin: origin.to_owned() };
        assert!(one("{{base}}").is_one_variable() && one("http://{{host}}").is_one_variable());
        assert!(!one("https://{{tenant}}.x.com").is_one_variable());
        assert_eq!(one("https://a b").literal(), None);
    }
}
