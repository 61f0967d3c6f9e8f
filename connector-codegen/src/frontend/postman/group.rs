//! Which requests are one action: those that differ in values only.

use std::collections::{HashMap, HashSet};

use super::address;
use super::model::{Body, Pair, Request};
use super::path::{self, Segment};
use super::server::{self, Server};
use super::variables::Variables;
use crate::ir::Method;

/// A request whose address is understood.
#[derive(Debug)]
pub struct Call<'c, 'a> {
    pub request: &'c Request<'a>,
    /// Index into the servers.
    pub server: usize,
    pub segments: Vec<Segment>,
    /// The request's, and what a variable's value brings along.
    pub query: Vec<Pair<'a>>,
    /// The scheme is a guess.
    pub guessed: bool,
}

/// Calls that are one action.
#[derive(Debug)]
pub struct Group<'c, 'a> {
    pub method: Method,
    pub calls: Vec<Call<'c, 'a>>,
    /// A parameter of the query by which actions of one path are told apart.
    pub chosen_by: Option<(String, String)>,
}

/// Parameters of the query that name an action.
const ACTIONS: [&str; 6] = ["action", "method", "op", "operation", "cmd", "function"];

/// All addresses, and the hosts that they name: in the order in which they are first met.
pub fn locate<'c, 'a>(
    requests: &'c [Request<'a>],
    variables: &Variables,
) -> (Vec<Call<'c, 'a>>, Vec<Server>) {
    let mut servers: Vec<Server> = Vec::new();
    let mut known: HashMap<Server, usize> = HashMap::new();
    let located: Vec<server::Located> =
        requests.iter().map(|one| server::locate(&one.call.url.raw, variables)).collect();
    let located = same_hosts(located);
    let constants = constants(&located);
    let mut calls = Vec::with_capacity(requests.len());
    for (request, found) in requests.iter().zip(located) {
        let server = *known.entry(found.server.clone()).or_insert_with(|| {
            servers.push(found.server.clone());
            servers.len() - 1
        });
        let origin = &found.server.origin;
        let fixed =
            |name: &str, depth: usize| constants.contains_key(&(origin.clone(), name.to_owned(), depth));
        let mut query: Vec<Pair<'a>> =
            found.query.iter().flat_map(|text| address::query(text, request.call.url.at)).collect();
        query.extend(request.call.url.query.iter().cloned());
        calls.push(Call {
            request,
            server,
            segments: path::segments(&found.path, variables, &fixed),
            query,
            guessed: found.guessed,
        });
    }
    (calls, servers)
}

/// A host that is typed without a scheme is the one that others say the scheme of.
fn same_hosts(mut located: Vec<server::Located>) -> Vec<server::Located> {
    let said: HashSet<String> =
        located.iter().filter(|one| !one.guessed).map(|one| one.server.origin.clone()).collect();
    for one in located.iter_mut().filter(|one| one.guessed) {
        let plain = one.server.origin.replacen("https://", "http://", 1);
        if !said.contains(&one.server.origin) && said.contains(&plain) {
            one.server.origin = plain;
        }
        one.guessed = !said.contains(&one.server.origin);
    }
    located
}

/// Variables that stand at one depth in four fifths of all paths of a host: `{{version}}` is a part of the API.
fn constants(located: &[server::Located]) -> HashMap<(String, String, usize), usize> {
    let mut counts: HashMap<(String, String, usize), usize> = HashMap::new();
    let mut all: HashMap<&str, usize> = HashMap::new();
    for one in located {
        *all.entry(one.server.origin.as_str()).or_default() += 1;
        let path = one.path.strip_prefix('/').unwrap_or(&one.path);
        for (depth, raw) in address::split_all(path, '/').into_iter().enumerate() {
            if let [address::Piece::Variable(name)] = address::pieces(raw).as_slice() {
                *counts.entry((one.server.origin.clone(), name.clone(), depth)).or_default() += 1;
            }
        }
    }
    counts.retain(|(origin, ..), count| {
        let all = all.get(origin.as_str()).copied().unwrap_or_default();
        *count >= all.saturating_mul(4).div_ceil(5).max(2)
    });
    counts
}

/// Puts together what is one action.
pub fn groups<'c, 'a>(calls: Vec<Call<'c, 'a>>) -> (Vec<Group<'c, 'a>>, Vec<Call<'c, 'a>>) {
    let mut groups: Vec<Group<'c, 'a>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut odd = Vec::new();
    // Paths that more than one `action` stands on.
    let mut actions: HashMap<(usize, String), Vec<String>> = HashMap::new();
    for call in &calls {
        if let Some((_, value)) = action_of(call) {
            let values = actions.entry((call.server, path::key(&call.segments))).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    for call in calls {
        let Some(method) = Method::named(&call.request.method) else {
            odd.push(call);
            continue;
        };
        let place = path::key(&call.segments);
        let several = actions.get(&(call.server, place.clone())).is_some_and(|values| values.len() > 1);
        let chosen_by = action_of(&call).filter(|_| several);
        let mut key = format!("{} {} {place}", call.request.method, call.server);
        if let Some((name, value)) = &chosen_by {
            key.push_str(&format!("?{name}={value}"));
        }
        key.push('\n');
        key.push_str(&kind(call.request));
        match known.get(&key).and_then(|at| groups.get_mut(*at)) {
            Some(group) => group.calls.push(call),
            None => {
                known.insert(key, groups.len());
                groups.push(Group { method, calls: vec![call], chosen_by });
            }
        }
    }
    (groups, odd)
}

fn action_of(call: &Call<'_, '_>) -> Option<(String, String)> {
    let named = |one: &&Pair<'_>| !one.disabled && ACTIONS.contains(&one.key.to_ascii_lowercase().as_str());
    let found = call.query.iter().find(named)?;
    let value = found.value.clone().filter(|value| {
        !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })?;
    Some((found.key.clone(), value))
}

/// What kind of body a request has, and which of several messages of one address it is.
fn kind(request: &Request<'_>) -> String {
    let soap = request.call.headers.iter().find(|one| one.key.eq_ignore_ascii_case("SOAPAction"));
    let soap = soap.and_then(|one| one.value.as_deref()).unwrap_or_default();
    match &request.call.body {
        Body::None => format!("json {soap}"),
        Body::Raw(text) if is_xml(text) => format!("xml {soap} {}", root_element(&text.text)),
        Body::Raw(text) if looks_like_json(&text.text) => format!("json {soap}{}", remote_call(&text.text)),
        Body::Raw(_) => "text".to_owned(),
        Body::Urlencoded(_) => "form".to_owned(),
        Body::Multipart(_) => "multipart".to_owned(),
        Body::File => "file".to_owned(),
        Body::GraphQl(one) => format!("graphql {}", graphql_name(one)),
    }
}

/// Whether a raw body is markup.
pub fn is_xml(text: &super::model::Text<'_>) -> bool {
    matches!(text.language, Some("xml" | "html")) && text.text.contains('<')
        || text.text.trim_start().starts_with('<')
}

/// Whether a raw body is meant as JSON.
pub fn looks_like_json(text: &str) -> bool {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    let comment = start.starts_with("//") || start.starts_with("/*");
    start.starts_with(['{', '[', '"'])
        || comment
        || start.parse::<f64>().is_ok()
        || matches!(start.trim(), "true" | "false" | "null")
}

/// The element that says what a message is: the first one inside of a SOAP body, or the outermost one.
fn root_element(text: &str) -> String {
    let mut names = text.split('<').skip(1).filter(|part| !part.starts_with(['?', '!', '/'])).map(|part| {
        let end = part.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(part.len());
        let name = part.get(..end).unwrap_or_default();
        name.rsplit(':').next().unwrap_or_default().to_owned()
    });
    let first = names.next().unwrap_or_default();
    if first.eq_ignore_ascii_case("Envelope") {
        return names.skip_while(|name| !name.eq_ignore_ascii_case("Body")).nth(1).unwrap_or(first);
    }
    first
}

/// The method of a JSON-RPC message.
fn remote_call(text: &str) -> String {
    if !text.contains("\"jsonrpc\"") {
        return String::new();
    }
    let after = text.split("\"method\"").nth(1).unwrap_or_default().trim_start().strip_prefix(':');
    let value =
        after.and_then(|rest| rest.trim_start().strip_prefix('"')).and_then(|rest| rest.split('"').next());
    value.unwrap_or_default().to_owned()
}

/// The name of a GraphQL operation.
pub fn graphql_name(one: &super::model::GraphQl<'_>) -> String {
    if let Some(name) = one.operation {
        return name.to_owned();
    }
    let text = one.query.trim_start();
    let rest = ["query", "mutation", "subscription"].iter().find_map(|word| text.strip_prefix(word));
    let name = rest.unwrap_or_default().trim_start();
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    match name.get(..end).unwrap_or_default() {
        // Without a name, the text tells it apart.
        "" => one.query.split_whitespace().collect::<Vec<_>>().join(" "),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_is() {
        let soap = r#"<?xml version="1.0"?><s:Envelope xmlns:s="x"><s:Header/><s:Body><m:GetPrice a="1"/></s:Body></s:Envelope>"#;
        assert_eq!(root_element(soap), "GetPrice");
        assert_eq!(root_element("<a><b/></a>"), "a");
        assert_eq!(remote_call(r#"{"jsonrpc": "2.0", "method" : "sum"}"#), "sum");
        assert_eq!(remote_call(r#"{"method": "sum"}"#), "");
    }
}
