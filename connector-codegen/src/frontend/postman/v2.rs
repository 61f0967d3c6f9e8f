//! Versions 2.0 and 2.1. They are told apart by the shape of each value, because files mix them.

use std::borrow::Cow;

use super::Reading;
use super::address;
use super::model::{Auth, Body, Folder, GraphQl, Pair, Part, Request, Response, Sent, Text, Url, Variable};
use super::pairs::{description, headers, items, pair, scalar, table, text};
use crate::diag::{Code, quoted};
use crate::source::{Node, Value};

/// Folders inside folders; real collections have six levels.
pub const DEPTH: usize = 64;

/// A collection of version 2.
pub fn read<'a>(root: &'a Node, reading: &mut Reading<'a, '_>) {
    let info = root.get("info");
    let own = &mut reading.collection;
    own.name = info.and_then(|info| text(info, "name")).unwrap_or_default().trim().to_owned();
    own.description = info.and_then(description).map(str::to_owned);
    own.version = info.and_then(|info| info.get("version")).and_then(version).unwrap_or_default();
    own.variables.extend(variables(root));
    own.scripts += items(root, "event").count();
    let auth = root.get("auth").and_then(auth);
    let base = reading.base_folder();
    group(root, base, auth.as_ref(), 0, reading);
}

fn version(node: &Node) -> Option<String> {
    let part = |key: &str| node.get(key).and_then(scalar);
    match &node.value {
        Value::Text(text) => Some(text.trim().to_owned()),
        Value::Object(_) => {
            let numbers: Vec<String> = ["major", "minor", "patch"].into_iter().filter_map(part).collect();
            let plain = numbers.join(".");
            Some(part("identifier").map_or(plain.clone(), |more| format!("{plain}-{more}")))
        }
        _ => None,
    }
}

/// The variables that are defined there.
pub fn variables(node: &Node) -> impl Iterator<Item = Variable<'_>> {
    items(node, "variable").chain(items(node, "variables")).filter_map(|one| {
        let name = text(one, "key").or_else(|| text(one, "id"))?.trim().to_owned();
        let off = one.get("disabled").and_then(Node::as_bool) == Some(true);
        let secret = text(one, "type") == Some("secret");
        (!off).then(|| Variable { name, value: one.get("value"), secret })
    })
}

fn group<'a>(
    node: &'a Node,
    folder: Option<usize>,
    inherited: Option<&Auth>,
    depth: usize,
    reading: &mut Reading<'a, '_>,
) {
    let list = node.get("item").and_then(Node::as_list).unwrap_or_default();
    for (index, item) in list.iter().enumerate() {
        let name = text(item, "name").unwrap_or_default().trim().to_owned();
        if item.get("item").is_some_and(|inner| inner.as_list().is_some()) {
            if depth >= DEPTH {
                let message =
                    format!("folders are more than {DEPTH} levels deep; the inner ones are left out");
                reading.diags.warning(Code::TOO_LARGE, item.span, message);
                continue;
            }
            reading.collection.scripts += items(item, "event").count();
            reading.collection.variables.extend(variables(item));
            let mut path = reading.path_of(folder);
            path.push(if name.is_empty() { format!("Folder {}", index + 1) } else { name });
            let own = reading.collection.folders.len();
            let text = description(item).map(str::to_owned);
            reading.collection.folders.push(Folder { path, description: text });
            let auth = item.get("auth").and_then(auth);
            group(item, Some(own), auth.as_ref().or(inherited), depth + 1, reading);
        } else if let Some(request) = item.get("request") {
            reading.collection.scripts += items(item, "event").count();
            self::request(item, request, name, folder, inherited, reading);
        } else {
            let message = match item.as_object() {
                Some(_) => format!("{} has neither a request nor items", quoted(&name)),
                None => format!("an item is an object, this is {}; it is left out", item.kind_name()),
            };
            reading.odd(item.span, name, message);
        }
    }
}

fn request<'a>(
    item: &'a Node,
    node: &'a Node,
    name: String,
    folder: Option<usize>,
    inherited: Option<&Auth>,
    reading: &mut Reading<'a, '_>,
) {
    let call = match sent(node) {
        Ok(call) => call,
        Err(why) => {
            // what is counted as a request has to be accounted for
            let message = format!("the request {} is left out: {why}", quoted(&name));
            reading.odd(item.span, name, message);
            return;
        }
    };
    let auth = node.get("auth").and_then(auth).or_else(|| inherited.cloned());
    let responses: Vec<Response<'a>> = items(item, "response").filter_map(response).collect();
    reading.collection.responses += responses.len();
    reading.collection.requests.push(Request {
        name,
        at: item.span,
        node: item,
        folder,
        description: description(node).or_else(|| description(item)).map(str::to_owned),
        method: method(node),
        call,
        auth,
        responses,
    });
}

fn method(node: &Node) -> String {
    text(node, "method").map_or_else(|| "GET".to_owned(), |word| word.trim().to_ascii_uppercase())
}

/// What went over the wire: the error says what is wrong with it.
fn sent(node: &Node) -> Result<Sent<'_>, &'static str> {
    if let Some(raw) = node.as_str() {
        return Ok(Sent { url: address::parse(raw, node.span), ..Sent::default() });
    }
    if node.as_object().is_none() {
        return Err("it is neither an object nor a URL");
    }
    let url = node.get("url").map(url).filter(|url| !url.raw.trim().is_empty()).ok_or("it has no URL")?;
    Ok(Sent {
        url,
        headers: node.get("header").map(headers).unwrap_or_default(),
        body: node.get("body").map(body).unwrap_or_default(),
    })
}

/// A URL: a text, or the text with its parts beside it.
pub fn url(node: &Node) -> Url<'_> {
    if let Some(raw) = node.as_str() {
        return address::parse(raw, node.span);
    }
    let raw = text(node, "raw").map_or_else(|| rebuilt(node), str::to_owned);
    let mut url = address::parse(&raw, node.span);
    url.variables = node.get("variable").map(table).unwrap_or_default();
    // The table knows texts and switched-off rows; the typed text may know rows that the table lost.
    let rows: Vec<Pair<'_>> = items(node, "query").filter_map(pair).collect();
    let typed = std::mem::take(&mut url.query);
    let missing = typed.into_iter().filter(|one| !rows.iter().any(|row| address::same(&row.key, &one.key)));
    url.query = missing.collect();
    url.query.splice(0..0, rows);
    url
}

/// The text of a URL that has only its parts.
fn rebuilt(node: &Node) -> String {
    let joined = |key: &str, sign: &str| match node.get(key).map(|given| &given.value) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::List(parts)) => {
            let part = |part: &Node| part.as_str().or_else(|| text(part, "value")).map(str::to_owned);
            parts.iter().map(|one| part(one).unwrap_or_default()).collect::<Vec<_>>().join(sign)
        }
        _ => String::new(),
    };
    let host = joined("host", ".");
    let path = joined("path", "/");
    let scheme = text(node, "protocol").map(|word| format!("{}://", word.trim_end_matches("://")));
    let port = node.get("port").and_then(scalar).filter(|port| !port.is_empty());
    let mut raw = if host.is_empty() { String::new() } else { scheme.unwrap_or_default() + &host };
    raw.extend(port.map(|port| format!(":{port}")));
    if !path.is_empty() {
        if !path.starts_with('/') {
            raw.push('/');
        }
        raw.push_str(&path);
    }
    raw
}

fn body(node: &Node) -> Body<'_> {
    if node.get("disabled").and_then(Node::as_bool) == Some(true) {
        return Body::None;
    }
    let mode = text(node, "mode").unwrap_or_default();
    let content = node.get(mode);
    match mode {
        "raw" => {
            let language =
                node.get("options").and_then(|all| all.get("raw")).and_then(|raw| text(raw, "language"));
            content.and_then(|raw| plain(raw, language)).map_or(Body::None, Body::Raw)
        }
        "urlencoded" => content.map_or(Body::None, |content| Body::Urlencoded(parts(content))),
        "formdata" => content.map_or(Body::None, |content| Body::Multipart(parts(content))),
        "file" => Body::File,
        "graphql" => content.and_then(graphql).map_or(Body::None, Body::GraphQl),
        _ => Body::None,
    }
}

/// A text that is not empty.
pub fn plain<'a>(node: &'a Node, language: Option<&'a str>) -> Option<Text<'a>> {
    let text = node.as_str().filter(|text| !text.trim().is_empty())?;
    Some(Text { text: Cow::Borrowed(text), at: node.span, language })
}

/// The fields of a form. Very old files have them as one text.
pub fn parts(node: &Node) -> Vec<Part<'_>> {
    if let Some(text) = node.as_str() {
        let pairs = address::query(text, node.span);
        return pairs.into_iter().map(|pair| Part { pair, file: false }).collect();
    }
    let list = node.as_list().unwrap_or_default();
    list.iter()
        .filter_map(|one| {
            let pair = pair(one)?;
            let file = text(one, "type") == Some("file") || one.get("src").is_some_and(|src| !src.is_null());
            Some(Part { pair, file })
        })
        .collect()
}

/// A GraphQL request; its variables are a text, or JSON.
pub fn graphql(node: &Node) -> Option<GraphQl<'_>> {
    let query = text(node, "query")?.to_owned();
    let variables = node.get("variables").and_then(|given| match &given.value {
        Value::Object(_) => {
            let text = Cow::Owned(given.to_json_text());
            Some(Text { text, at: given.span, language: Some("json") })
        }
        _ => plain(given, Some("json")),
    });
    Some(GraphQl { query, operation: text(node, "operationName"), variables, at: node.span })
}

/// `auth`: an object with the kind, and its parameters as an object (2.0) or a list (2.1).
pub fn auth(node: &Node) -> Option<Auth> {
    let kind = text(node, "type")?.trim();
    let parameters = match node.get(kind).map(|given| (given, &given.value)) {
        Some((_, Value::List(list))) => list
            .iter()
            .filter_map(|one| Some((text(one, "key")?.to_owned(), scalar(one.get("value")?)?, one.span)))
            .collect(),
        Some((_, Value::Object(object))) => object
            .iter()
            .filter_map(|one| Some((one.key.clone(), scalar(&one.value)?, one.value.span)))
            .collect(),
        _ => Vec::new(),
    };
    Some(Auth { kind: kind.to_owned(), parameters, at: node.span })
}

fn response(node: &Node) -> Option<Response<'_>> {
    node.as_object()?;
    let name = text(node, "name").unwrap_or_default().to_owned();
    let code = node.get("code").and_then(status).or_else(|| text(node, "status").and_then(status_in));
    let code = code.or_else(|| status_in(&name));
    let original =
        node.get("originalRequest").filter(|node| !node.is_null()).and_then(|node| sent(node).ok());
    let language = text(node, "_postman_previewlanguage");
    Some(Response {
        code,
        body: node.get("body").and_then(|body| plain(body, language)),
        headers: node.get("header").map(headers).unwrap_or_default(),
        binary: text(node, "_postman_previewtype") == Some("image"),
        original,
        name,
    })
}

/// A status as a number or as text.
pub fn status(node: &Node) -> Option<u16> {
    let code = node.as_i64().or_else(|| node.as_str()?.trim().parse().ok())?;
    u16::try_from(code).ok().filter(|code| (100..=599).contains(code))
}

/// A status that a name begins with: `404 - not found`.
pub fn status_in(name: &str) -> Option<u16> {
    let digits: String = name.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|code| digits.len() == 3 && (100..=599).contains(code))
}
