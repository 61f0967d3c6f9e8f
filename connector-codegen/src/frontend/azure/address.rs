//! Where a service is: schemes, hosts, and what stands in paths.

use super::tree::{each_item, each_parameter_list, host, host_at, itself, paths};
use crate::diag::{Code, Diagnostic, Diagnostics, quoted};
use crate::frontend::shared::extension::{flag, text, texts};
use crate::source::{Node, Span};

/// https, where only http is offered: the services answer it, and some exports have the scheme of a machine behind a proxy.
pub(super) fn secure(root: &mut Node, diags: &mut Diagnostics) {
    if host(root).is_none_or(|host| !is_public(host)) {
        return;
    }
    let mut message = |at: Span| {
        let message = "only http is offered: https is used, as the services have it";
        let problem = Diagnostic::warning(Code::AZURE_SCHEME, at, message);
        diags.push(problem.help("the option `base_url` is the way to http"));
    };
    let schemes = texts(root, "schemes");
    if schemes.contains(&"http")
        && !schemes.contains(&"https")
        && let Some(given) = root.get_mut("schemes")
    {
        message(given.span);
        *given = Node::list(vec![Node::text("https", given.span)], given.span);
    }
    for server in root.get_mut("servers").and_then(Node::list_mut).into_iter().flatten() {
        if let Some(url) = server.get_mut("url")
            && let Some(rest) = url.as_str().and_then(|url| url.strip_prefix("http://"))
        {
            message(url.span);
            let https = format!("https://{rest}");
            url.reword(https);
        }
    }
}

/// Whether a host is anybody's, rather than the machine at hand, a number, or a hole.
fn is_public(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let number = name.chars().all(|c| c.is_ascii_digit() || c == '.') || host.starts_with('[');
    !number && name.contains('.') && !name.ends_with(".localhost") && !host.contains(['{', '$'])
}

/// A host that is none: the connection asks for the base URL.
pub(super) fn unknown_host(root: &mut Node, diags: &mut Diagnostics) {
    let given = host(root).map(str::to_owned);
    if root.get("x-ms-parameterized-host").is_some() {
        return;
    }
    let local = |host: &str| {
        let name = host.split(':').next().unwrap_or_default();
        name == "localhost" || name == "127.0.0.1" || host.starts_with("[::1]")
    };
    let message = match &given {
        None => "the document names no host: the connection asks for the base URL".to_owned(),
        Some(host) if local(host) || host.contains("${") => {
            format!(
                "the host {} is none that others reach: the connection asks for the base URL",
                quoted(host)
            )
        }
        Some(_) => return,
    };
    diags.warning(Code::AZURE_HOST, host_at(root), message);
    root.remove("host");
    root.remove("servers");
}

/// Paths of the platform's hub begin with the connection, which the service itself does not know.
pub(super) fn strip_connection(root: &mut Node, diags: &mut Diagnostics) {
    const PREFIX: &str = "/{connectionId}";
    let at =
        root.get("paths").and_then(Node::as_object).and_then(|all| all.iter().next()).map(|one| one.key_span);
    let message = "paths begin with the platform's `{connectionId}`, which is left out, and so is the host of its hub: the connection asks for the base URL";
    diags.note(Code::AZURE_CONNECTION_ID, at, message);
    for key in ["paths", "x-ms-paths"] {
        if let Some(paths) = root.get_mut(key) {
            paths.change(|all| {
                for member in all.iter_mut() {
                    let rest = member.key.strip_prefix(PREFIX).map(|rest| rest.trim_start_matches('/'));
                    if let Some(rest) = rest {
                        member.key = format!("/{rest}");
                    }
                }
            });
        }
    }
    let shared = root.clone();
    let is_connection = |one: &Node| {
        let one = itself(&shared, one);
        text(one, "name") == Some("connectionId") && text(one, "in") == Some("path")
    };
    each_parameter_list(root, |list| list.retain(|one| !is_connection(one)));
    for key in ["host", "basePath", "servers"] {
        root.remove(key);
    }
}

/// A path that ends in `*` stands for all that begin so: the rest becomes an input.
pub(super) fn wildcards(root: &mut Node, diags: &mut Diagnostics) {
    const NAME: &str = "path";
    let is_wild = |path: &str| path.ends_with("/*") && !path.contains(&format!("{{{NAME}}}"));
    let three = root.get("openapi").is_some();
    each_item(root, |path, at, item| {
        if !is_wild(path) {
            return;
        }
        let message =
            format!("{} stands for many paths: what comes in place of `*` is an input", quoted(path));
        diags.warning(Code::AZURE_WILDCARD, at, message);
        let mut input = parameter(NAME, "path", three, at);
        input.set("x-ms-skip-url-encoding", Node::flag(true, at));
        add_parameter(item, input);
    });
    if let Some(paths) = root.get_mut("paths") {
        paths.change(|all| {
            for member in all.iter_mut().filter(|member| is_wild(&member.key)) {
                let stem = member.key.trim_end_matches('*');
                member.key = format!("{stem}{{{NAME}}}");
            }
        });
    }
}

/// A query that stands in a path: what is fixed there is sent, what has a hole is a required parameter of the query.
pub(super) fn queries(root: &mut Node, diags: &mut Diagnostics) {
    if !paths(root).any(|(path, _)| path.contains('?') && path.contains("={")) {
        return;
    }
    let three = root.get("openapi").is_some();
    each_item(root, |path, at, item| {
        let Some((_, query)) = path.split_once('?') else { return };
        for pair in query.split('&') {
            let Some((name, hole)) = pair.split_once('=') else { continue };
            let Some(variable) = hole.strip_prefix('{').and_then(|hole| hole.strip_suffix('}')) else {
                continue;
            };
            if take_query(item, name, variable, three, at) {
                let message = format!("{} of the path is a required parameter of the query", quoted(pair));
                diags.note(Code::QUERY_IN_PATH, at, message);
            }
        }
    });
}

/// Makes a variable of the query a parameter of it. False where it is one already.
fn take_query(item: &mut Node, name: &str, variable: &str, three: bool, at: Span) -> bool {
    let (mut changed, mut known) = (false, false);
    let mut lists: Vec<&mut Vec<Node>> = Vec::new();
    for member in item.members_mut() {
        if member.key == "parameters" {
            lists.extend(member.value.list_mut());
        } else if let Some(list) = member.value.get_mut("parameters").and_then(Node::list_mut) {
            lists.push(list);
        }
    }
    for one in lists.into_iter().flatten() {
        match (text(one, "name"), text(one, "in")) {
            (Some(own), Some("query")) if own == name => {
                changed |= !one.get("required").is_some_and(flag);
                one.set("required", Node::flag(true, at));
                known = true;
            }
            (Some(own), Some("path")) if own == variable => {
                for (key, word) in [("in", "query"), ("name", name)] {
                    if let Some(given) = one.get_mut(key) {
                        given.reword(word);
                    }
                }
                one.set("required", Node::flag(true, at));
                (changed, known) = (true, true);
            }
            _ => {}
        }
    }
    if !known {
        add_parameter(item, parameter(name, "query", three, at));
    }
    changed || !known
}

/// A required text.
fn parameter(name: &str, place: &str, three: bool, at: Span) -> Node {
    let ty = ("type", Node::text("string", at));
    let mut made = Node::object(
        [("name", Node::text(name, at)), ("in", Node::text(place, at)), ("required", Node::flag(true, at))],
        at,
    );
    match three {
        true => made.set("schema", Node::object([ty], at)),
        false => made.set(ty.0, ty.1),
    }
    made
}

fn add_parameter(item: &mut Node, parameter: Node) {
    match item.get_mut("parameters").and_then(Node::list_mut) {
        Some(list) => list.push(parameter),
        None => {
            let at = parameter.span;
            item.set("parameters", Node::list(vec![parameter], at));
        }
    }
}
