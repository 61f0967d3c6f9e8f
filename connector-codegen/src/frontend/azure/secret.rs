//! Credentials that stand in a document. None of them is copied into code: a parameter that holds one becomes something that
//! the connection is asked for, and the rest of a text is kept without it.

use super::tree::{each_operation, schemes, schemes_mut};
use crate::diag::{Code, Diagnostic, Diagnostics, quoted};
use crate::frontend::shared::extension::{members, text};
use crate::infer::traffic::looks_random;
use crate::source::{Node, Span, Value};

/// What holds a credential in the query of an address.
const IN_ADDRESS: [&str; 3] = ["sig", "code", "subscription-key"];

/// A credential that operations send.
struct Credential {
    wire: String,
    place: String,
    at: Span,
}

/// Takes the signature of a workflow's address as a credential; what it signs is as every such address has it.
pub(super) fn signature(root: &mut Node, diags: &mut Diagnostics) {
    let mut at = None;
    each_operation(root, |place, operation| {
        let trigger = place.path.split("/paths/invoke").next().unwrap_or_default();
        let trigger = trigger.rsplit('/').next().unwrap_or_default();
        let known = [
            ("api-version", "2016-10-01".to_owned()),
            ("sp", format!("/triggers/{trigger}/run")),
            ("sv", "1.0".to_owned()),
        ];
        for one in operation.get_mut("parameters").and_then(Node::list_mut).into_iter().flatten() {
            if text(one, "in") != Some("query") {
                continue;
            }
            if text(one, "name") == Some("sig") {
                at.get_or_insert(one.span);
                // Marked, to be taken out below with those that hold one.
                one.set("default", Node::text(SIGNATURE, one.span));
            }
            let value = known.iter().find(|(name, _)| text(one, "name") == Some(name));
            if let (Some((_, value)), None) = (value, one.get("default")) {
                let at = one.span;
                one.set("default", Node::text(value.as_str(), at));
                one.set("x-ms-visibility", Node::text("advanced", at));
            }
        }
    });
    if let Some(at) = at {
        let message = "`sig` is the credential of the workflow's address: the connection asks for it";
        let problem = Diagnostic::note(Code::AZURE_SIGNATURE, at, message);
        diags.push(problem.help("the portal shows the address; what stands behind `sig=` is the signature"));
    }
}

/// Stands for a signature that nobody has given.
const SIGNATURE: &str = "signature-0123456789-of-the-address";

/// Takes credentials out of parameters, paths and texts.
pub(super) fn keep_out(root: &mut Node, diags: &mut Diagnostics) {
    let before = requirement(root);
    let mut all: Vec<Credential> = Vec::new();
    let mut everywhere = true;
    each_operation(root, |_, operation| {
        let own = take(operation);
        if own.is_empty() {
            everywhere = false;
            return;
        }
        let names: Vec<String> = own.iter().map(|(one, _)| one.wire.clone()).collect();
        let at = own.first().map_or(operation.span, |(one, _)| one.at);
        let given = operation.get("security").cloned().unwrap_or_else(|| before.clone());
        operation.set("security", with(given, &names, at));
        for (one, told) in own {
            if told {
                diags.push(embedded(&quoted(&one.wire), one.at));
            }
            if !all.iter().any(|known| known.wire == one.wire && known.place == one.place) {
                all.push(one);
            }
        }
    });
    if let Some(first) = all.first() {
        let at = first.at;
        let names: Vec<String> = all.iter().map(|one| one.wire.clone()).collect();
        // What held for operations without a requirement goes on holding for them.
        root.set("security", if everywhere { with(before, &names, at) } else { before });
        for one in &all {
            define(root, one, at);
        }
    }
    shared(root, diags);
    Walk { diags }.node(root);
}

fn embedded(what: &str, at: Span) -> Diagnostic {
    let message = format!("{what} holds a credential; it is not copied into the code");
    let problem = Diagnostic::warning(Code::EMBEDDED_SECRET, at, message);
    problem.help("whoever has the document has the credential: take it out, and have it replaced")
}

/// The parameters of an operation that hold a credential, taken out; and whether there is something to be said of them.
fn take(operation: &mut Node) -> Vec<(Credential, bool)> {
    let Some(list) = operation.get_mut("parameters").and_then(Node::list_mut) else { return Vec::new() };
    let mut found = Vec::new();
    list.retain(|one| {
        let Some(at) = holds(one) else { return true };
        let (Some(wire), Some(place)) = (text(one, "name"), text(one, "in")) else { return true };
        let marked = value_of(one).and_then(Node::as_str) == Some(SIGNATURE);
        found.push((Credential { wire: wire.to_owned(), place: place.to_owned(), at }, !marked));
        false
    });
    found
}

/// Where a parameter of a query or header holds a credential.
fn holds(parameter: &Node) -> Option<Span> {
    if !matches!(text(parameter, "in"), Some("query" | "header")) {
        return None;
    }
    let name = text(parameter, "name")?.to_ascii_lowercase();
    let secret = matches!(name.as_str(), "sig" | "code")
        || ["key", "token", "secret", "password"].iter().any(|word| name.contains(word));
    let value = value_of(parameter).filter(|_| secret)?;
    looks_random(value.as_str()?).then_some(value.span)
}

/// The value that is sent when nobody gives one.
fn value_of(parameter: &Node) -> Option<&Node> {
    let schema = parameter.get("schema");
    let only = |one: &'_ Node| one.get("enum").and_then(Node::as_list).is_some_and(|list| list.len() == 1);
    [Some(parameter), schema].into_iter().flatten().find_map(|one| {
        let only = one.get("enum").filter(|_| only(one)).and_then(|list| list.as_list()?.first());
        one.get("default").or(only)
    })
}

/// The requirement of an operation that has none of its own, written out.
fn requirement(root: &Node) -> Node {
    let at = root.get("security").map_or(root.span, |given| given.span);
    if let Some(given) =
        root.get("security").filter(|given| given.as_list().is_some_and(|list| !list.is_empty()))
    {
        return given.clone();
    }
    let named = schemes(root).into_iter().flat_map(members);
    let mut any: Vec<Node> =
        named.map(|member| Node::object([(member.key.as_str(), Node::list(Vec::new(), at))], at)).collect();
    if any.is_empty() {
        any.push(Node::object([], at));
    }
    Node::list(any, at)
}

/// A requirement and credentials besides.
fn with(mut security: Node, names: &[String], at: Span) -> Node {
    if security.list_mut().is_none_or(|list| list.is_empty()) {
        security = Node::list(vec![Node::object([], at)], at);
    }
    for one in security.list_mut().into_iter().flatten() {
        for name in names {
            one.set(name, Node::list(Vec::new(), at));
        }
    }
    security
}

fn define(root: &mut Node, one: &Credential, at: Span) {
    let word = |text: &str| Node::text(text, at);
    let scheme =
        Node::object([("type", word("apiKey")), ("name", word(&one.wire)), ("in", word(&one.place))], at);
    if let Some(all) = schemes_mut(root, at) {
        all.set(&one.wire, scheme);
    }
}

/// Parameters that operations share keep their place, and lose the value.
fn shared(root: &mut Node, diags: &mut Diagnostics) {
    let mut strip = |one: &mut Node| {
        let Some(at) = holds(one) else { return };
        diags.push(embedded(&quoted(text(one, "name").unwrap_or_default()), at));
        for key in ["default", "enum", "x-ms-visibility"] {
            one.remove(key);
            if let Some(schema) = one.get_mut("schema") {
                schema.remove(key);
            }
        }
    };
    super::tree::each_item(root, |_, _, item| {
        item.get_mut("parameters").and_then(Node::list_mut).into_iter().flatten().for_each(&mut strip);
    });
    for key in ["parameters", "components"] {
        let Some(holder) = root.get_mut(key) else { continue };
        let holder = if key == "components" { holder.get_mut("parameters") } else { Some(holder) };
        holder.into_iter().flat_map(Node::members_mut).for_each(|member| strip(&mut member.value));
    }
}

/// Texts with an address that holds a credential.
struct Walk<'d> {
    diags: &'d mut Diagnostics,
}

impl Walk<'_> {
    // Recursion is safe here: no tree has more than `limits::DEPTH` levels.
    fn node(&mut self, node: &mut Node) {
        let span = node.span;
        match &mut node.value {
            Value::Text(text) => {
                if let Some(clean) = scrubbed(text) {
                    *text = clean;
                    self.diags.push(embedded("an address", span));
                }
            }
            Value::List(items) => items.iter_mut().for_each(|item| self.node(item)),
            Value::Object(object) => {
                let dirty = object.iter().any(|member| scrubbed(&member.key).is_some());
                object.iter_mut().for_each(|member| self.node(&mut member.value));
                if dirty {
                    let diags = &mut *self.diags;
                    node.change(|all| {
                        for member in all {
                            if let Some(clean) = scrubbed(&member.key) {
                                member.key = clean;
                                diags.push(embedded("a path", member.key_span));
                            }
                        }
                    });
                }
            }
            _ => {}
        }
    }
}

/// A text without the credentials of addresses in it; none where there are none.
fn scrubbed(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    let mut any = false;
    while let Some((before, value)) = next(rest) {
        let end = value.find(|c: char| !is_part(c)).unwrap_or(value.len());
        let (credential, after) = value.split_at_checked(end).unwrap_or((value, ""));
        out.push_str(before);
        if looks_random(&credential.replace('%', "")) {
            out.push('…');
            any = true;
        } else {
            out.push_str(credential);
        }
        rest = after;
    }
    out.push_str(rest);
    any.then_some(out)
}

/// The text up to a credential, and from there.
fn next(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let equals = from + text.get(from..)?.find('=')?;
        let name = text.get(..equals)?;
        let is_one = IN_ADDRESS.iter().any(|word| {
            let start = name.strip_suffix(word);
            start.is_some_and(|start| start.ends_with(['?', '&', ';']))
        });
        from = equals + 1;
        if is_one {
            return text.split_at_checked(from);
        }
    }
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=' | '%' | '~')
}

/// Where a document holds credentials.
#[cfg(feature = "lint")]
pub fn found(root: &Node) -> Vec<(Span, String)> {
    let mut all = Vec::new();
    look(root, &mut all);
    all
}

#[cfg(feature = "lint")]
fn look(node: &Node, all: &mut Vec<(Span, String)>) {
    match &node.value {
        Value::Text(text) if scrubbed(text).is_some() => {
            all.push((node.span, "an address holds a credential".to_owned()));
        }
        Value::List(items) => items.iter().for_each(|item| look(item, all)),
        Value::Object(object) => {
            if let Some(at) = holds(node) {
                let name = quoted(text(node, "name").unwrap_or_default());
                all.push((at, format!("the default of {name} is a credential")));
            }
            for member in object {
                if scrubbed(&member.key).is_some() {
                    all.push((member.key_span, "a path holds a credential".to_owned()));
                }
                look(&member.value, all);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_of_addresses() {
        let sound = "https://x.example/a?sig=byht1JYW63X3X6hvP1B3cRjYvZExaWoV9BsLb_Mm_vI&x=1 or ?code=short";
        assert_eq!(scrubbed(sound).as_deref(), Some("https://x.example/a?sig=…&x=1 or ?code=short"));
        assert_eq!(scrubbed("?sv=1.0&sig=").as_deref(), None);
        assert_eq!(scrubbed("the design=byht1JYW63X3X6hvP1B3cRjYvZExaWoV9BsLb"), None);
        assert_eq!(scrubbed("é=é&sig=0123456789abcdefghij%2Fé").as_deref(), Some("é=é&sig=…é"));
    }
}
