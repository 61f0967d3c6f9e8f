//! Requests that somebody made, with what came back: a recording of a browser, command lines of curl, or as data.

use connector_codegen::describe::{Description, Exchange, from_curl, from_har};
use connector_codegen::{Options, Severity, generate};
use serde_json::Value;

/// The bytes are a list of exchanges, a HAR, or lines: a command line, then its reply.
pub fn check(bytes: &[u8]) {
    crate::keep(bytes);
    let text = String::from_utf8_lossy(bytes);
    let exchanges = match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Array(all)) => all.iter().filter_map(exchange).collect(),
        _ if text.trim_start().starts_with('{') => from_har("a.har", &text, None).unwrap_or_default(),
        _ => curls(&text),
    };
    let mut made = Description::new("Samples");
    for exchange in &exchanges {
        if made.add(exchange).is_err() {
            continue;
        }
        // Who gives the same again learns nothing.
        let once = made.to_text();
        let again = made.add(exchange).expect("what was understood once");
        assert!(!again.new && again.changes.is_empty(), "{exchange:?}: {again:?}\n{once}");
        assert_eq!(made.to_text(), once, "{exchange:?}");
    }
    let text = made.to_text();
    if let Err(error) = serde_json::from_str::<Value>(&text) {
        panic!("{error}\n{text}");
    }
    let client = generate(&Options {
        documents: vec!["-".into()],
        stdin: Some(text.clone().into_bytes()),
        ..Options::default()
    });
    for one in &client.diagnostics {
        assert!(one.severity != Severity::Error, "what we write ourselves: {one}\n{text}");
    }
    if let Err(error) = syn::parse_file(&client.pretty()) {
        panic!("{error}\n{text}");
    }
}

fn curls(text: &str) -> Vec<Exchange> {
    let lines: Vec<&str> = text.split('\n').collect();
    let pairs = lines.chunks(2).take(8);
    pairs
        .filter_map(|pair| {
            let exchange = from_curl(pair.first()?).ok()?;
            Some(match pair.get(1) {
                Some(reply) if !reply.is_empty() => exchange.reply(200, *reply),
                _ => exchange,
            })
        })
        .collect()
}

/// What an object says of an exchange.
fn exchange(described: &Value) -> Option<Exchange> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let members = |key: &str| described[key].as_object().into_iter().flatten();
    let mut made = Exchange::new(described["method"].as_str()?, described["url"].as_str()?);
    for (name, value) in members("headers") {
        made = made.header(name, text(value));
    }
    for (name, value) in members("form") {
        made = if value.is_null() { made.file(name) } else { made.field(name, text(value)) };
    }
    if let Some(id) = described["id"].as_str() {
        made = made.id(id).summary(id);
    }
    if let Some(body) = described.get("body") {
        made = made.body(text(body));
    }
    if let Some(reply) = described.get("reply") {
        let status = described["status"].as_u64().and_then(|status| u16::try_from(status).ok());
        made = made.reply(status.unwrap_or(200), text(reply));
    }
    if let Some(media) = described["media"].as_str() {
        made = made.reply_type(media);
    }
    Some(match &described["event"] {
        Value::Null => made,
        Value::Bool(_) => made.polling(),
        event => made.webhook(text(event)),
    })
}
