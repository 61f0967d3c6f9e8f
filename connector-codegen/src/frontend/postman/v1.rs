//! Version 1: flat lists of folders and requests, and ids that say how they stand together.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Reading;
use super::address;
use super::model::{Auth, Body, Folder, Pair, Request, Response, Sent, Text};
use super::pairs::{description, headers, items, members, scalar, table, text};
use super::v2;
use crate::diag::{Code, Diagnostic, Severity, quoted};
use crate::source::{Embedded, Node, Span, Value};

/// A collection of version 1.
pub fn read<'a>(root: &'a Node, reading: &mut Reading<'a, '_>) {
    let own = &mut reading.collection;
    own.name = text(root, "name").unwrap_or_default().trim().to_owned();
    own.description = description(root).map(str::to_owned);
    own.variables.extend(v2::variables(root));
    own.scripts += items(root, "events").count();
    let requests: Vec<(String, &'a Node)> = items(root, "requests").map(|one| (id(one), one)).collect();
    let folders: Vec<(String, &'a Node)> = items(root, "folders").map(|one| (id(one), one)).collect();
    let mut tree = Tree {
        requests: first_of_each(&requests),
        folders: first_of_each(&folders),
        used: HashSet::new(),
        open: HashSet::new(),
    };
    let auth = root.get("auth").and_then(v2::auth);
    let base = reading.base_folder();
    let inner: HashSet<String> = folders.iter().flat_map(|(_, one)| ids(one, "folders_order")).collect();
    let mut roots = ids(root, "folders_order");
    let known: HashSet<String> = roots.iter().cloned().collect();
    let rest = folders.iter().map(|(id, _)| id).filter(|id| !inner.contains(*id) && !known.contains(*id));
    roots.extend(rest.cloned());
    for folder in roots.iter().filter(|id| !inner.contains(*id)) {
        tree.folder(folder, base, auth.as_ref(), reading);
    }
    for request in ids(root, "order") {
        tree.request(&request, base, auth.as_ref(), reading);
    }
    // What no order mentions, folders in a circle among it, is shown at the end.
    for (id, _) in &folders {
        if !tree.open.contains(id) {
            tree.folder(id, base, auth.as_ref(), reading);
        }
    }
    for (id, node) in &requests {
        if id.is_empty() {
            request(node, base, auth.as_ref(), reading);
        } else {
            tree.request(id, base, auth.as_ref(), reading);
        }
    }
}

struct Tree<'a> {
    requests: HashMap<String, &'a Node>,
    folders: HashMap<String, &'a Node>,
    used: HashSet<String>,
    open: HashSet<String>,
}

fn first_of_each<'a>(all: &[(String, &'a Node)]) -> HashMap<String, &'a Node> {
    let mut map = HashMap::new();
    for (id, node) in all {
        map.entry(id.clone()).or_insert(*node);
    }
    map
}

/// Ids are texts, in some files numbers.
fn id(node: &Node) -> String {
    node.get("id").and_then(scalar).unwrap_or_default()
}

fn ids(node: &Node, key: &str) -> Vec<String> {
    items(node, key).filter_map(scalar).collect()
}

impl<'a> Tree<'a> {
    fn folder(
        &mut self,
        id: &str,
        parent: Option<usize>,
        inherited: Option<&Auth>,
        reading: &mut Reading<'a, '_>,
    ) {
        // An explicit stack: folders may be nested as deep as the file is long.
        let mut open = vec![(id.to_owned(), parent, inherited.cloned())];
        while let Some((id, parent, inherited)) = open.pop() {
            let Some(node) = self.folders.get(&id).copied() else { continue };
            if !self.open.insert(id.clone()) {
                let message =
                    format!("the folder {} stands in two places; the first one counts", quoted(&id));
                reading.diags.warning(Code::ODD_COLLECTION, node.span, message);
                continue;
            }
            let mut path = reading.path_of(parent);
            if path.len() >= v2::DEPTH {
                // Its requests are not lost: what no folder shows stands at the root.
                self.open.remove(&id);
                let message = format!(
                    "folders are more than {} levels deep; from here on they stand at the root",
                    v2::DEPTH
                );
                reading.diags.push_with(Severity::Warning, || {
                    Diagnostic::warning(Code::TOO_LARGE, node.span, message)
                });
                continue;
            }
            path.push(text(node, "name").unwrap_or("Folder").trim().to_owned());
            let own = reading.collection.folders.len();
            reading.collection.variables.extend(v2::variables(node));
            let text = description(node).map(str::to_owned);
            reading.collection.folders.push(Folder { path, description: text });
            let auth = node.get("auth").and_then(v2::auth).or(inherited);
            for request in ids(node, "order") {
                self.request(&request, Some(own), auth.as_ref(), reading);
            }
            let inner = ids(node, "folders_order").into_iter().rev();
            open.extend(inner.map(|id| (id, Some(own), auth.clone())));
        }
    }

    fn request(
        &mut self,
        id: &str,
        folder: Option<usize>,
        inherited: Option<&Auth>,
        reading: &mut Reading<'a, '_>,
    ) {
        let Some(node) = self.requests.get(id).copied() else { return };
        if self.used.insert(id.to_owned()) {
            request(node, folder, inherited, reading);
        }
    }
}

fn request<'a>(
    node: &'a Node,
    folder: Option<usize>,
    inherited: Option<&Auth>,
    reading: &mut Reading<'a, '_>,
) {
    let name = text(node, "name").unwrap_or_default().trim().to_owned();
    let Some(raw) = text(node, "url").map(str::trim) else {
        let message = format!("the request {} is left out: it has no URL", quoted(&name));
        reading.odd(node.span, name, message);
        return;
    };
    let at = node.get("url").map_or(node.span, |url| url.span);
    let mut url = address::parse(raw, at);
    let rows = node.get("queryParams").map(table).unwrap_or_default();
    if !rows.is_empty() {
        url.query = rows;
    }
    url.variables = node.get("pathVariableData").map(table).unwrap_or_default();
    let more = node.get("pathVariables").filter(|all| all.as_object().is_some()).map(table);
    let known: Vec<String> = url.variables.iter().map(|one| one.key.clone()).collect();
    url.variables.extend(more.into_iter().flatten().filter(|one| !known.contains(&one.key)));
    let method =
        text(node, "method").map_or_else(|| "GET".to_owned(), |word| word.trim().to_ascii_uppercase());
    let responses: Vec<Response<'a>> =
        items(node, "responses").filter_map(|one| response(one, reading)).collect();
    reading.collection.scripts += items(node, "events").count()
        + usize::from(text(node, "tests").is_some())
        + usize::from(text(node, "preRequestScript").is_some());
    reading.collection.responses += responses.len();
    let auth = helper(node, reading).or_else(|| node.get("auth").and_then(v2::auth));
    reading.collection.requests.push(Request {
        name,
        at: node.span,
        node,
        folder,
        description: description(node).map(str::to_owned),
        method,
        call: Sent { url, headers: all_headers(node), body: body(node) },
        auth: auth.or_else(|| inherited.cloned()),
        responses,
    });
}

/// The newer table, and what only the older text has.
fn all_headers(node: &Node) -> Vec<Pair<'_>> {
    let mut all = node.get("headerData").map(table).unwrap_or_default();
    let known: Vec<String> = all.iter().map(|one| one.key.to_ascii_lowercase()).collect();
    let older = node.get("headers").map(headers).unwrap_or_default();
    all.extend(older.into_iter().filter(|one| !known.contains(&one.key.to_ascii_lowercase())));
    all
}

fn body(node: &Node) -> Body<'_> {
    if node.get("dataDisabled").and_then(Node::as_bool) == Some(true) {
        return Body::None;
    }
    let data = node.get("data").filter(|data| !data.is_null());
    let raw = node.get("rawModeData").filter(|raw| !raw.is_null());
    let graphql = node.get("graphqlModeData").and_then(v2::graphql);
    let language =
        node.get("dataOptions").and_then(|all| all.get("raw")).and_then(|raw| text(raw, "language"));
    let raw_text = || {
        let only = |raw: &'_ Node| raw.as_list().and_then(|list| list.first()).is_some();
        let raw = raw.map(|raw| match raw.as_list() {
            Some([first, ..]) if only(raw) => first,
            _ => raw,
        });
        let text = raw.and_then(|raw| v2::plain(raw, language));
        text.or_else(|| data.and_then(|data| v2::plain(data, language))).map_or(Body::None, Body::Raw)
    };
    let form = |data: &'_ Node| !data.as_list().unwrap_or_default().is_empty();
    match node.get("dataMode").map(|mode| mode.as_str()) {
        Some(Some("raw")) => raw_text(),
        Some(Some("urlencoded")) => data.map_or(Body::None, |data| Body::Urlencoded(v2::parts(data))),
        // The default of a request without a body, too.
        Some(Some("params")) => match data {
            Some(data) if form(data) => Body::Multipart(v2::parts(data)),
            _ => Body::None,
        },
        Some(Some("binary")) => Body::File,
        Some(Some("graphql")) => graphql.map_or(Body::None, Body::GraphQl),
        Some(_) => Body::None,
        None => match (data, graphql) {
            (Some(data), _) if form(data) => Body::Multipart(v2::parts(data)),
            (_, Some(graphql)) if raw.is_none() => Body::GraphQl(graphql),
            _ => raw_text(),
        },
    }
}

/// `currentHelper` with `helperAttributes`, which may be JSON in a text.
fn helper<'a>(node: &'a Node, reading: &mut Reading<'a, '_>) -> Option<Auth> {
    const KINDS: [(&str, &str); 11] = [
        ("basicAuth", "basic"),
        ("bearerAuth", "bearer"),
        ("apikeyAuth", "apikey"),
        ("digestAuth", "digest"),
        ("oAuth1", "oauth1"),
        ("oAuth2", "oauth2"),
        ("hawkAuth", "hawk"),
        ("awsSigV4", "awsv4"),
        ("ntlmAuth", "ntlm"),
        ("jwtAuth", "jwt"),
        ("edgegridAuth", "edgegrid"),
    ];
    let word = text(node, "currentHelper")?;
    let kind = KINDS.iter().find(|(old, _)| *old == word).map_or(word, |(_, new)| new);
    if word == "normal" {
        return None;
    }
    let given = node.get("helperAttributes");
    let parameters = match given.map(|given| (given, &given.value)) {
        Some((given, Value::Text(text))) => {
            let mut embedded = Embedded::new(reading.source, text, given.span, &mut *reading.budget);
            match embedded.parse(text, &mut crate::diag::Diagnostics::new()) {
                Ok(inner) => attributes(&inner),
                Err(_) if text.trim().is_empty() => Vec::new(),
                Err(problem) => {
                    let message = format!("`helperAttributes` is no JSON: {}", problem.message);
                    reading.diags.warning(Code::ODD_COLLECTION, problem.span, message);
                    Vec::new()
                }
            }
        }
        Some((given, _)) => attributes(given),
        None => Vec::new(),
    };
    let at = node.get("currentHelper").map_or(node.span, |word| word.span);
    Some(Auth { kind: kind.to_owned(), parameters, at })
}

fn attributes(node: &Node) -> Vec<(String, String, Span)> {
    members(node).filter_map(|one| Some((one.key.clone(), scalar(&one.value)?, one.value.span))).collect()
}

fn response<'a>(node: &'a Node, reading: &mut Reading<'a, '_>) -> Option<Response<'a>> {
    node.as_object()?;
    let name = text(node, "name").unwrap_or_default().to_owned();
    let given = node.get("responseCode");
    let code = given
        .and_then(|code| code.get("code"))
        .and_then(v2::status)
        .or_else(|| node.get("status").and_then(v2::status))
        .or_else(|| v2::status_in(&name));
    Some(Response {
        code,
        body: node.get("text").and_then(|body| v2::plain(body, text(node, "language"))),
        headers: node.get("headers").map(headers).unwrap_or_default(),
        binary: matches!(text(node, "rawDataType"), Some(kind) if kind != "text"),
        original: original(node, reading),
        name,
    })
}

/// The request that a response answers: an object, or the same as JSON in a text.
fn original<'a>(node: &'a Node, reading: &mut Reading<'a, '_>) -> Option<Sent<'a>> {
    let given =
        ["requestObject", "request"].iter().find_map(|key| node.get(key).filter(|one| !one.is_null()))?;
    match &given.value {
        Value::Object(_) => original_of(given),
        Value::Text(text) if text.trim_start().starts_with('{') => {
            let mut embedded = Embedded::new(reading.source, text, given.span, &mut *reading.budget);
            let inner = embedded.parse(text, &mut crate::diag::Diagnostics::new()).ok()?;
            original_of(&inner).map(|sent| owned(sent, given.span))
        }
        _ => None,
    }
}

fn original_of(node: &Node) -> Option<Sent<'_>> {
    let mut url = address::parse(text(node, "url")?.trim(), node.span);
    url.variables = node.get("pathVariables").map(table).unwrap_or_default();
    Some(Sent { url, headers: all_headers(node), body: body(node) })
}

/// The same, of a tree that does not last.
fn owned<'a>(sent: Sent<'_>, at: Span) -> Sent<'a> {
    fn pair<'a>(one: Pair<'_>) -> Pair<'a> {
        Pair { key: one.key, value: one.value, description: None, disabled: one.disabled, at: one.at }
    }
    let pairs = |all: Vec<Pair<'_>>| -> Vec<Pair<'a>> { all.into_iter().map(pair).collect() };
    let parts = |all: Vec<super::model::Part<'_>>| {
        all.into_iter().map(|one| super::model::Part { pair: pair(one.pair), file: one.file }).collect()
    };
    let body = match sent.body {
        Body::Raw(text) => Body::Raw(Text { text: Cow::Owned(text.text.into_owned()), at, language: None }),
        Body::Urlencoded(all) => Body::Urlencoded(parts(all)),
        Body::Multipart(all) => Body::Multipart(parts(all)),
        Body::File => Body::File,
        Body::None | Body::GraphQl(_) => Body::None,
    };
    let url = super::model::Url {
        raw: sent.url.raw,
        query: pairs(sent.url.query),
        variables: pairs(sent.url.variables),
        at,
    };
    Sent { url, headers: pairs(sent.headers), body }
}
