//! One key that an export offers in two places: it is sent once, in the header, for queries end up in logs.

use super::tree::{each_operation, each_parameter_list, itself, schemes, schemes_mut};
use crate::diag::{Code, Diagnostics, quoted};
use crate::frontend::shared::extension::{members, text};
use crate::source::{Node, Span};

/// A key that is a header by one scheme, and a parameter of the query by another.
struct Pair {
    header: (String, String),
    query: (String, String),
    at: Span,
}

/// The pairs of names of schemes: header, query.
const NAMES: [(&str, &str); 1] = [("apiKeyHeader", "apiKeyQuery")];

/// The pairs of what is sent: header, query.
const WIRES: [(&str, &str); 2] =
    [("x-functions-key", "code"), ("ocp-apim-subscription-key", "subscription-key")];

/// Leaves the header.
pub(super) fn merge(root: &mut Node, diags: &mut Diagnostics) {
    let Some(pair) = pair(root) else { return };
    let message = format!(
        "{} in the query is the key that goes into the header {}: it is sent once, there",
        quoted(&pair.query.1),
        quoted(&pair.header.1)
    );
    diags.note(Code::AZURE_KEY, pair.at, message);
    if let Some(security) = root.get_mut("security") {
        requirements(security, &pair);
    }
    each_operation(root, |_, operation| {
        if let Some(security) = operation.get_mut("security") {
            requirements(security, &pair);
        }
    });
    let shared = root.clone();
    // An operation that takes the key as a parameter would ask for it again.
    each_parameter_list(root, |list| {
        list.retain(|one| {
            let one = itself(&shared, one);
            let name = text(one, "name").unwrap_or_default();
            match text(one, "in") {
                Some("header") => !name.eq_ignore_ascii_case(&pair.header.1),
                Some("query") => name != pair.query.1,
                _ => true,
            }
        });
    });
    if let Some(all) = schemes_mut(root, pair.at) {
        all.remove(&pair.query.0);
    }
}

fn pair(root: &Node) -> Option<Pair> {
    let all: Vec<_> = schemes(root)
        .into_iter()
        .flat_map(members)
        .filter(|member| text(&member.value, "type") == Some("apiKey"))
        .filter_map(|member| {
            let (wire, place) = (text(&member.value, "name")?, text(&member.value, "in")?);
            Some((member, wire, place))
        })
        .collect();
    for (header, wire, _) in all.iter().filter(|(_, _, place)| *place == "header") {
        for (query, other, _) in all.iter().filter(|(_, _, place)| *place == "query") {
            let named = NAMES.contains(&(header.key.as_str(), query.key.as_str()));
            let sent = (wire.to_ascii_lowercase(), other.to_ascii_lowercase());
            if named || WIRES.contains(&(sent.0.as_str(), sent.1.as_str())) {
                return Some(Pair {
                    header: (header.key.clone(), (*wire).to_owned()),
                    query: (query.key.clone(), (*other).to_owned()),
                    at: query.key_span,
                });
            }
        }
    }
    None
}

/// Asks for the header wherever the query was asked for, once.
fn requirements(security: &mut Node, pair: &Pair) {
    let Some(list) = security.list_mut() else { return };
    for one in list.iter_mut() {
        one.change(|members| {
            let has_header = members.iter().any(|member| member.key == pair.header.0);
            members.retain(|member| !(has_header && member.key == pair.query.0));
            for member in members.iter_mut().filter(|member| member.key == pair.query.0) {
                member.key.clone_from(&pair.header.0);
            }
        });
    }
    let mut seen: Vec<String> = Vec::new();
    list.retain(|one| {
        let text = one.to_json_text();
        let new = !seen.contains(&text);
        seen.push(text);
        new
    });
}
