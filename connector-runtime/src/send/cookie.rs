//! Cookies, for as long as a call lasts.
//!
//! What a service sets on one try, redirect, page or poll goes along with the next, so that they reach the same machine
//! behind a balancer. Nothing outlives the call: clients share a transport, and must not share a session.

use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue};
use url::Url;

use crate::connection::same_origin;

/// More cookies than this, or longer ones, are not kept: what is sent back is what a service said.
const MAX_COOKIES: usize = 32;
const MAX_LENGTH: usize = 4 << 10;

#[derive(Clone, Default)]
pub(crate) struct Jar(Vec<Cookie>);

#[derive(Clone)]
struct Cookie {
    /// Where it was set: it goes nowhere else, whatever its `Domain` allows.
    from: Url,
    path: String,
    name: String,
    value: String,
}

impl Jar {
    /// Keeps what a reply sets, and forgets what it withdraws (RFC 6265, section 5.3).
    pub(crate) fn keep(&mut self, from: &Url, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let Some(text) = header.to_str().ok().filter(|text| text.len() <= MAX_LENGTH) else { continue };
            let mut parts = text.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            let (name, value) = (name.trim(), value.trim());
            let mut path = default_path(from);
            let mut withdrawn = name.is_empty();
            for (key, given) in parts.filter_map(|part| part.split_once('=')) {
                if key.eq_ignore_ascii_case("path") && given.starts_with('/') {
                    path = given.to_owned();
                } else if key.eq_ignore_ascii_case("max-age") {
                    withdrawn |= given.parse::<i64>().is_ok_and(|seconds| seconds <= 0);
                } else if key.eq_ignore_ascii_case("expires") {
                    // Whoever withdraws a cookie lets it expire in 1970; all else outlives a call.
                    withdrawn |= given.contains(" 1970 ");
                }
            }
            let same = |own: &Cookie| own.name == name && own.path == path && same_origin(&own.from, from);
            self.0.retain(|own| !same(own));
            if !withdrawn && self.0.len() < MAX_COOKIES {
                let (name, value) = (name.to_owned(), value.to_owned());
                self.0.push(Cookie { from: from.clone(), path, name, value });
            }
        }
    }

    /// Adds what belongs to an address behind the cookies that the caller sends.
    pub(crate) fn add(&self, to: &Url, headers: &mut HeaderMap) {
        let own = self.0.iter().filter(|cookie| {
            same_origin(&cookie.from, to) && covers(cookie.path.trim_end_matches('/'), to.path())
        });
        let mut all: Vec<String> = own.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        if all.is_empty() {
            return;
        }
        if let Some(given) = headers.get(COOKIE).and_then(|given| given.to_str().ok()) {
            all.insert(0, given.to_owned());
        }
        if let Ok(mut value) = HeaderValue::try_from(all.join("; ")) {
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
    }
}

/// The folder of the address that set it.
fn default_path(from: &Url) -> String {
    let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder.is_empty() { "/".to_owned() } else { folder.to_owned() }
}

fn covers(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(jar: &Jar, to: &str, own: Option<&'static str>) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(own) = own {
            headers.insert(COOKIE, HeaderValue::from_static(own));
        }
        jar.add(&Url::parse(to).unwrap(), &mut headers);
        headers.get(COOKIE).map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn go_back_where_they_came_from() {
        let mut jar = Jar::default();
        let from = Url::parse("https://a.example/api/orders").unwrap();
        let mut headers = HeaderMap::new();
        for text in ["k=1; Path=/; HttpOnly", "d=2", "p=3; path=/other", "k2", "=4"] {
            headers.append(SET_COOKIE, HeaderValue::from_static(text));
        }
        jar.keep(&from, &headers);
        assert_eq!(sent(&jar, "https://a.example/api/x", None).as_deref(), Some("k=1; d=2"));
        assert_eq!(sent(&jar, "https://a.example/apis", Some("own=0")).as_deref(), Some("own=0; k=1"));
        assert_eq!(sent(&jar, "https://b.example/api/x", None), None);
        assert_eq!(sent(&jar, "http://a.example/api/x", None), None);
        headers.clear();
        headers.append(
            SET_COOKIE,
            HeaderValue::from_static("k=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
        );
        headers.append(SET_COOKIE, HeaderValue::from_static("d=; Max-Age=0"));
        jar.keep(&from, &headers);
        assert_eq!(sent(&jar, "https://a.example/api/x", None), None);
    }
}
