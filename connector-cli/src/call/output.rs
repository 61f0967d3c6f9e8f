//! What is printed: requests that are not sent, replies as JSON, as a table or as they are.

use std::fmt::{self, Write as _};
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};

use connector_codegen::indent::indented;
use connector_codegen::ir::{Connector, SchemeKind};
use connector_runtime::v1 as rt;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::args::Sending;
use crate::terminal::{is_standard, print};

type Request = rt::http::Request<rt::Body>;

/// The request as it would be on the wire.
pub(super) fn request(request: &Request) -> String {
    let mut out = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        let _ = writeln!(out, "{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    match request.body().as_bytes() {
        Some([]) => {}
        Some(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => {
                let _ = write!(out, "\n{}", pretty(text).unwrap_or_else(|| format!("{text}\n")));
            }
            Err(_) => {
                let _ = writeln!(out, "\n({} bytes)", bytes.len());
            }
        },
        None => out.push_str("\n(a stream)\n"),
    }
    out
}

/// The same as a command for a POSIX shell. Secrets are variables: those that `call` reads.
pub(super) fn curl(request: &Request, connector: &Connector, prefix: &str) -> String {
    let mut url = request.uri().to_string();
    let mut out = format!("curl -X {}", request.method());
    let secret = |wire: &str| {
        connector.schemes.iter().find_map(|scheme| match &scheme.kind {
            SchemeKind::Header { parameter, wire: own } if own.eq_ignore_ascii_case(wire) => {
                Some(variable(prefix, parameter))
            }
            SchemeKind::OAuth { parameter } if wire == "authorization" => {
                Some(format!("Bearer {}", variable(prefix, parameter)))
            }
            _ => None,
        })
    };
    for (name, value) in request.headers() {
        let text = String::from_utf8_lossy(value.as_bytes());
        let basic = connector.schemes.iter().find_map(|scheme| match &scheme.kind {
            SchemeKind::Basic { user, password } => Some((user, password)),
            _ => None,
        });
        match (value.is_sensitive(), basic, secret(name.as_str())) {
            (true, Some((user, password)), _) if text.starts_with("Basic ") => {
                let _ = write!(out, " -u \"{}:{}\"", variable(prefix, user), variable(prefix, password));
            }
            (true, _, Some(secret)) => {
                let _ = write!(out, " -H \"{name}: {secret}\"");
            }
            _ => {
                let _ = write!(out, " -H {}", quoted(&format!("{name}: {text}")));
            }
        }
    }
    let mut query = String::new();
    for scheme in &connector.schemes {
        if let SchemeKind::Query { parameter, wire } = &scheme.kind {
            let pair = format!("{wire}=redacted");
            if let Some(at) = url.find(&pair) {
                url.replace_range(at..at + pair.len(), "");
                let url_end = url.trim_end_matches(['&', '?']).len();
                url.truncate(url_end);
                let sign = if url.contains('?') { '&' } else { '?' };
                let _ = write!(query, "\"{sign}{wire}={}\"", variable(prefix, parameter));
            }
        }
    }
    match request.body().as_bytes() {
        Some([]) => {}
        Some(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => {
                let _ = write!(out, " --data-raw {}", quoted(text));
            }
            Err(_) => out.push_str(" --data-binary @FILE"),
        },
        None => out.push_str(" --data-binary @FILE"),
    }
    let _ = writeln!(out, " {}{query}", quoted(&url));
    out
}

fn variable(prefix: &str, parameter: &str) -> String {
    format!("${}", rt::Connection::variable(prefix, parameter))
}

/// A word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Status and headers, to standard error.
pub(super) fn head(response: &rt::Response<rt::Bytes>) {
    let mut out = format!("{}\n", response.status());
    for (name, value) in response.headers() {
        let value = connector_codegen::diag::plain(&String::from_utf8_lossy(value.as_bytes()), 1000);
        let _ = writeln!(out, "{name}: {value}");
    }
    let _ = io::stderr().lock().write_all(out.as_bytes());
}

/// What went wrong, and what the service said to it.
pub(super) fn failure(error: &rt::Error) -> String {
    let said = error.body_text();
    let said = pretty(&said).unwrap_or_else(|| said.into_owned());
    let lines = said.trim_end().lines().map(|line| connector_codegen::diag::plain(line, 1000));
    let mut out = error.to_string();
    for line in lines.take(100) {
        let _ = write!(out, "\n{line}");
    }
    out
}

/// The body of a reply, to where it was asked for.
pub(super) fn reply(body: &[u8], items: Option<&[String]>, sending: &Sending) -> Result<(), String> {
    let failed = |error: io::Error| format!("cannot write: {error}");
    match &sending.out {
        Some(path) if is_standard(path) => return raw(body).map_err(failed),
        Some(path) => {
            return fs::write(path, body)
                .map_err(|error| format!("cannot write {}: {error}", path.display()));
        }
        None => {}
    }
    let text = std::str::from_utf8(body).ok();
    if sending.table {
        let rows = text.and_then(|text| rows(text, items));
        return print(&table(&rows.ok_or("the reply is no list of objects")?)).map_err(failed);
    }
    match (text.and_then(pretty), text) {
        (Some(json), _) => print(&json).map_err(failed),
        (None, Some(text)) => print(text).map_err(failed),
        (None, None) if io::stdout().is_terminal() => {
            Err(format!("the reply has {} bytes that are no text: --out FILE", body.len()))
        }
        (None, None) => raw(body).map_err(failed),
    }
}

/// Bytes as they are.
fn raw(body: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(body).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// An event on one line: JSON as it came, without the lines between its values; what is no JSON as a text.
pub(super) fn line(event: &[u8]) -> String {
    let text = String::from_utf8_lossy(event);
    let line = match pretty(&text) {
        Some(_) => one_line(&text),
        None => serde_json::Value::from(text.as_ref()).to_string(),
    };
    format!("{line}\n")
}

/// JSON without blanks between its values.
fn one_line(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let kept = json.chars().filter(|c| {
        let keep = in_text || !c.is_ascii_whitespace();
        match (in_text, escaped, c) {
            (true, true, _) => escaped = false,
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            _ => {}
        }
        keep
    });
    harmless(&kept.collect::<String>())
}

/// Pages that become one list.
#[derive(Default)]
pub(super) struct Pages(Vec<Box<RawValue>>);

impl Pages {
    pub(super) fn add(&mut self, page: &[u8], items: Option<&[String]>) -> Result<(), String> {
        let text = std::str::from_utf8(page).map_err(|_| "a page is not UTF-8")?;
        let list = list(text, items).ok_or("a page has no list of items")?;
        self.0.extend(serde_json::from_str::<Vec<Box<RawValue>>>(list).map_err(|error| error.to_string())?);
        Ok(())
    }

    pub(super) fn finish(&self) -> rt::Bytes {
        let items: Vec<&str> = self.0.iter().map(|item| item.get()).collect();
        format!("[{}]", items.join(",")).into()
    }
}

/// An object whose members stay in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Vec<(String, &'de RawValue)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(member) = map.next_entry()? {
                    all.push(member);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_map(Visit).map(Self)
    }
}

/// The list that a reply is, or that it holds: where the description says so, else the only one.
fn list<'a>(text: &'a str, items: Option<&[String]>) -> Option<&'a str> {
    if text.trim_start().starts_with('[') {
        return Some(text);
    }
    let Members(members) = serde_json::from_str(text).ok()?;
    if let Some((first, rest)) = items.and_then(<[String]>::split_first)
        && let Some((_, value)) = members.iter().find(|(name, _)| name == first)
    {
        return if value.get() == "null" { Some("[]") } else { list(value.get(), Some(rest)) };
    }
    let mut lists = members.iter().filter(|(_, value)| value.get().starts_with('['));
    let (_, only) = lists.next()?;
    lists.next().is_none().then(|| only.get())
}

fn rows<'a>(text: &'a str, items: Option<&[String]>) -> Option<Vec<Members<'a>>> {
    // A single object is a table of one row.
    match list(text, items) {
        Some(list) => serde_json::from_str(list).ok(),
        None => Some(vec![serde_json::from_str(text).ok()?]),
    }
}

/// The widest a column gets.
const WIDEST: usize = 40;

fn table(rows: &[Members<'_>]) -> String {
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flat_map(|row| &row.0) {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let cell = |row: &Members<'_>, column: &str| {
        let found = row.0.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.get());
        let text = serde_json::from_str::<String>(found);
        connector_codegen::diag::plain(
            text.as_deref().unwrap_or(if found == "null" { "" } else { found }),
            WIDEST,
        )
    };
    let mut lines: Vec<Vec<String>> =
        vec![columns.iter().map(|name| connector_codegen::diag::plain(name, WIDEST)).collect()];
    lines.extend(rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()));
    let width = |at: usize| {
        lines.iter().filter_map(|line| line.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let mut out = String::new();
    for line in &lines {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(out, "{}", cells.join("  ").trim_end());
    }
    out
}

/// JSON with a line for each value, everything else as it came; none for what is no JSON.
fn pretty(text: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    Some(harmless(&indented(text)) + "\n")
}

/// JSON in which what a terminal would obey is escaped. It stands in texts only, for elsewhere it would be no JSON.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn json_is_laid_out_and_harmless() {
        assert_eq!(pretty("{\"b\":1.50}").as_deref(), Some("{\n  \"b\": 1.50\n}\n"));
        assert_eq!(pretty("no"), None);
        assert_eq!(pretty("\"\u{9b}31m\u{202e}\"").as_deref(), Some("\"\\u009b31m\\u202e\"\n"));
    }

    #[test]
    fn an_event_is_one_line() {
        let event = "{\n  \"b\": 1.50,\r\n \"a\" : \"x, \\\" y \\\\\", \"c\": [ 1 ]}";
        assert_eq!(line(event.as_bytes()), "{\"b\":1.50,\"a\":\"x, \\\" y \\\\\",\"c\":[1]}\n");
        assert_eq!(line(b"a=1\nb"), "\"a=1\\nb\"\n");
        assert_eq!(line("\"\u{9b}\"".as_bytes()), "\"\\u009b\"\n");
    }

    #[test]
    fn tables_keep_the_order_of_members() {
        let text = r#"{"count": 2, "value": [{"b": "x", "a": 1}, {"a": null, "c": {"d": 2}}]}"#;
        let shown = table(&rows(text, Some(&["value".to_owned()])).unwrap());
        assert_eq!(shown, "b  a  c\nx  1\n      {\"d\": 2}\n");
        assert!(rows("7", None).is_none());
    }

    #[test]
    fn words_of_a_shell() {
        assert_eq!(quoted("it's $x"), r"'it'\''s $x'");
    }
}
