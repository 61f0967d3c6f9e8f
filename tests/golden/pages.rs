//! Reference pages tell the truth: their examples compile, and make the requests that stand beside them.

#![allow(clippy::unwrap_used, clippy::panic)]

/// As pages have them: somebody's first lines of code, where some values are not used yet.
#[rustfmt::skip]
#[allow(unused_variables, unused_mut, unused_imports, deprecated, dead_code, missing_docs, clippy::all)]
mod examples;

use connector::Body;
use http::Request;
use serde_json::Value;

/// A method, what its page says of the request, and the request.
type Said = (&'static str, &'static str, Result<Request<Body>, String>);

/// A document, and what is said of it.
type Trap = (&'static str, fn() -> Result<Vec<Said>, String>);

/// Where a page cannot know the whole request: what policies make of it, a random key, a host that the connection says.
const OTHERWISE: &[(&str, &str)] = &[
    ("openapi3_security::get_d", "no sign-in is needed, and the first way to connect is not its own"),
    ("connection_parameters::get_x", "a policy sets a header"),
    ("omissions::get_ink", "a policy sends it to another path"),
    ("parameter_sets::list_boxes", "policies set headers"),
    ("xml::put_order", "of a body in XML a page shows the element alone"),
];

#[test]
fn examples_make_the_requests_that_stand_beside_them() {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (trap, requests) in examples::ALL {
        let requests = requests().unwrap_or_else(|error| panic!("{trap}: {error}"));
        for (method, page, made) in requests {
            if OTHERWISE.iter().any(|(known, _)| *known == format!("{trap}::{method}")) {
                continue;
            }
            let made = match made {
                // It needs another of the ways to connect than the first, which the client here has.
                Err(error) if error.contains("is missing") => continue,
                made => made.unwrap_or_else(|error| panic!("{trap}::{method}: {error}")),
            };
            compared += 1;
            if let Err(difference) = compare(page, &made) {
                wrong.push(format!("{trap}::{method}: {difference}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(compared > 100, "{compared}");
}

fn compare(page: &str, made: &Request<Body>) -> Result<(), String> {
    let (head, body) = page.split_once("\n\n").unwrap_or((page.trim_end(), ""));
    let mut lines = head.lines();
    let line = lines.next().unwrap_or_default();
    let target = made.uri().path_and_query().map_or("/", |target| target.as_str());
    let own = format!("{} {} HTTP/1.1", made.method(), in_order(&target.replace("redacted", "<secret>")));
    let shown = line.split(' ').map(|part| in_order(&secret(part))).collect::<Vec<_>>().join(" ");
    if shown != own {
        return Err(format!("page {shown}\nmade {own}"));
    }
    let mut said: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), secret(value)))
        .filter(|(name, value)| counts(name, value))
        .collect();
    let mut sent: Vec<(String, String)> = made
        .headers()
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), value.to_str().unwrap().replace("redacted", "<secret>"))
        })
        .filter(|(name, value)| counts(name, value))
        .collect();
    for all in [&mut said, &mut sent] {
        all.iter_mut()
            .filter(|(_, value)| value.starts_with("multipart/"))
            .for_each(|(_, value)| *value = "multipart".into());
        all.sort();
    }
    if said != sent {
        return Err(format!("page {said:?}\nmade {sent:?}"));
    }
    let bytes = made.body().as_bytes();
    let text = bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let json = |text: &str| serde_json::from_str::<Value>(text).ok();
    let same = match (json(body), json(&text)) {
        (Some(said), Some(sent)) => said == sent,
        _ if sent.iter().any(|(_, value)| value == "multipart") => body.contains("--boundary--"),
        _ => body.trim_end() == text,
    };
    if same { Ok(()) } else { Err(format!("page {body}\nmade {text}")) }
}

/// Headers that every request has.
fn counts(name: &str, value: &str) -> bool {
    !matches!(name, "user-agent" | "host" | "content-length")
        && (name, value) != ("accept", "application/json")
}

/// What stands for a credential.
fn secret(text: &str) -> String {
    match text.split_once('<') {
        Some((before, after)) => match after.split_once('>') {
            Some((_, behind)) => format!("{before}<secret>{behind}"),
            None => text.to_owned(),
        },
        None => text.to_owned(),
    }
}

/// The order of a query says nothing.
fn in_order(target: &str) -> String {
    match target.split_once('?') {
        Some((path, query)) => {
            let mut pairs: Vec<&str> = query.split('&').collect();
            pairs.sort_unstable();
            format!("{path}?{}", pairs.join("&"))
        }
        None => target.to_owned(),
    }
}
