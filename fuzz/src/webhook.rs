//! Requests to a callback address, by whoever found it out: verifiers, handshakes, the handler.

use std::sync::OnceLock;

use bytes::Bytes;
use connector_runtime::trigger::MemoryStore;
use connector_runtime::webhook::{Handshake, Receiver, Verify, WebhookHost, verify};
use http::{HeaderName, HeaderValue, Method, Request};
use tokio::runtime::Runtime;

struct Host {
    runtime: Runtime,
    open: WebhookHost,
    /// Addresses: one that anybody may call, one that wants a signature.
    paths: [String; 2],
}

fn host() -> &'static Host {
    static HOST: OnceLock<Host> = OnceLock::new();
    HOST.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (open, paths) = runtime.block_on(async {
            let host = WebhookHost::open(&MemoryStore::new(), "https://me.example/in").await.expect("a host");
            let free = host.receive::<serde_json::Value>(Receiver::named("free")).await.expect("a receiver");
            let kept = Receiver::named("kept").verify(verify::GitHub::new("hush")).each(["value"]);
            let kept = host.receive::<serde_json::Value>(kept).await.expect("a receiver");
            // They listen for as long as the process lives.
            std::mem::forget((free, kept));
            let path = |url: String| url.strip_prefix("https://me.example").expect("our own").to_owned();
            let paths = [
                path(host.callback("free").await.expect("an address")),
                path(host.callback("kept").await.expect("an address")),
            ];
            (host, paths)
        });
        Host { runtime, open, paths }
    })
}

/// Lines: which address and method, the query, headers until an empty line; the rest is the body.
pub fn check(bytes: &[u8]) {
    let host = host();
    let mut rest = bytes;
    let mut line = || {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.get(1..).unwrap_or_default();
        line
    };
    let first = line();
    let query = String::from_utf8_lossy(line()).into_owned();
    let path = match first.first().map(|byte| byte % 4) {
        Some(0) => host.paths[0].clone(),
        Some(1) => host.paths[1].clone(),
        _ => format!("/in/{}", String::from_utf8_lossy(first)),
    };
    let method = [Method::POST, Method::GET, Method::OPTIONS, Method::PUT][first.len() % 4].clone();
    let Ok(uri) = format!("{path}?{query}").parse::<http::Uri>() else { return };
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    loop {
        let header = line();
        let Some(colon) = header.iter().position(|byte| *byte == b':') else { break };
        let (name, value) = header.split_at(colon);
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(&value[1..])) {
            request.headers_mut().append(name, value);
        }
    }
    *request.body_mut() = Bytes::copy_from_slice(rest);
    let verifiers: [&dyn Verify; 4] = [
        &verify::GitHub::new("hush"),
        &verify::Slack::new("hush"),
        &verify::Stripe::new("hush"),
        &verify::StandardWebhooks::new("whsec_aHVzaGh1c2hodXNoaHVzaGh1c2hodXNo").expect("a key"),
    ];
    for verifier in verifiers {
        assert!(!verifier.verify(&request), "nobody can sign without the key");
    }
    for handshake in Handshake::all() {
        if let Some(answer) = handshake.answer(&request) {
            // What comes from outside goes back as text that no browser takes for a page.
            let media_type = answer.headers().get("content-type").map(HeaderValue::as_bytes);
            assert!(
                answer.body().is_empty()
                    || media_type
                        .is_some_and(|own| own.starts_with(b"text/plain") || own == b"application/json")
            );
        }
    }
    let kept = request.uri().path() == host.paths[1];
    let answer = host.runtime.block_on(host.open.handle(request));
    assert!(answer.status().as_u16() < 500 || answer.status() == 503, "{}", answer.status());
    assert!(!kept || answer.status() != 202 && answer.status() != 204, "{}", answer.status());
}
