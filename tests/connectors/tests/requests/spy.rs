//! A script that sees each request when all else is done to it, and stops it there.

use std::sync::{Arc, Mutex};

use connector::{Body, BoxError, Script};
use http::Request;

#[derive(Clone, Default)]
pub(crate) struct Spy(pub(crate) Arc<Mutex<String>>);

impl Script for Spy {
    fn request(&self, _: &str, request: &mut Request<Body>) -> Result<(), BoxError> {
        *self.0.lock().unwrap() = shown(request);
        Err("it was seen".into())
    }
}

/// Method and address, headers in the order of their names, body. The name of the client's software is left out.
fn shown(request: &Request<Body>) -> String {
    let mut lines = vec![format!("{} {}", request.method(), request.uri())];
    let headers = request.headers().iter().filter(|(name, _)| *name != "user-agent");
    lines.extend(headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())));
    lines.get_mut(1..).unwrap().sort();
    let body = request.body().as_bytes().unwrap_or_default();
    if !body.is_empty() {
        lines.push(String::from_utf8_lossy(body).into_owned());
    }
    lines.join("\n")
}

/// What a call sends is this: `sends!(Client::new(connection), |client| client.list(), "GET https://…", "accept: …")`.
macro_rules! sends {
    ($client:expr, |$own:ident| $call:expr, $($line:expr),+ $(,)?) => {{
        let spy = $crate::spy::Spy::default();
        let options = connector::CallOptions::new().script(spy.clone());
        let $own = $client.unwrap().with_options(options);
        let error = $call.await.map(drop).unwrap_err();
        let seen = spy.0.lock().unwrap().clone();
        assert!(!seen.is_empty(), "nothing was sent: {error}");
        assert_eq!(seen, [$($line),+].join("\n"));
    }};
}
pub(crate) use sends;
