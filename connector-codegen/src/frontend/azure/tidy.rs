//! What is there and says nothing, what is missing and says nothing either, and names of schemas.

use super::tree::{operations, schemas};
use crate::diag::{Code, Diagnostic, Diagnostics, quoted};
use crate::frontend::shared::extension::{members, text};
use crate::source::{Node, Span, Value};

/// Keys whose values are data: a null there is one.
const DATA: [&str; 7] =
    ["default", "enum", "example", "examples", "x-example", "x-examples", "x-ms-examples"];

/// Keys that say of which format a document is: a null there is at fault, and who reads the format says so.
const FORMAT: [&str; 2] = ["swagger", "openapi"];

/// Keys of objects whose keys are names.
const NAMES: [&str; 7] =
    ["properties", "definitions", "schemas", "paths", "responses", "securityDefinitions", "securitySchemes"];

/// Takes out nulls, and lists without content where they mean that nobody said anything.
pub(super) fn absent(root: &mut Node, diags: &mut Diagnostics) {
    let own_everywhere = operations(root).all(|(_, one)| one.get("security").is_some());
    let mut found = Found::default();
    walk(root, false, &mut found);
    let is_empty = |node: &Node| node.as_list().is_some_and(<[Node]>::is_empty);
    if let Some(at) =
        root.get("security").filter(|given| own_everywhere && is_empty(given)).map(|one| one.span)
    {
        found.note(at);
        root.remove("security");
    }
    if let Some(first) = found.first {
        let what = if found.count == 1 { "a value is" } else { "values are" };
        let count = if found.count == 1 { String::new() } else { format!("{} ", found.count) };
        let message = format!("{count}{what} null or empty, which is read as absent");
        diags.note(Code::AZURE_ABSENT, first, message);
    }
}

#[derive(Default)]
struct Found {
    count: usize,
    first: Option<Span>,
}

impl Found {
    fn note(&mut self, at: Span) {
        self.count += 1;
        self.first.get_or_insert(at);
    }
}

// Recursion is safe here: no tree has more than `limits::DEPTH` levels.
fn walk(node: &mut Node, names: bool, found: &mut Found) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| walk(item, false, found)),
        Value::Object(_) => {
            let says_nothing = |key: &str, value: &Node| match key {
                _ if !names && DATA.contains(&key) => false,
                "produces" | "consumes" if !names => value.as_list().is_some_and(<[Node]>::is_empty),
                _ => false,
            };
            let stays = |key: &str| !names && (DATA.contains(&key) || FORMAT.contains(&key));
            let is_null = |key: &str, value: &Node| value.is_null() && !stays(key);
            let mut any = false;
            for member in members(node) {
                if is_null(&member.key, &member.value) || says_nothing(&member.key, &member.value) {
                    found.note(member.key_span);
                    any = true;
                }
            }
            if any {
                node.change(|all| {
                    all.retain(|one| !is_null(&one.key, &one.value) && !says_nothing(&one.key, &one.value));
                });
            }
            for member in node.members_mut().filter(|one| names || !DATA.contains(&one.key.as_str())) {
                walk(&mut member.value, !names && NAMES.contains(&member.key.as_str()), found);
            }
        }
        _ => {}
    }
}

/// A version where none is given.
pub(super) fn version(root: &mut Node, diags: &mut Diagnostics) {
    let at = root.get("info").map_or(root.span, |info| info.span);
    let Some(info) = root.get_mut("info") else { return };
    if info.get("version").is_none() {
        info.set("version", Node::text("1.0", at));
        diags.warning(Code::AZURE_VERSION, at, "the document has no `info.version`: it is taken for 1.0");
    }
}

/// Says that schemas are called otherwise in code, and takes out the stand-in for a description.
pub(super) fn names(root: &mut Node, diags: &mut Diagnostics) {
    for member in schemas(root).into_iter().flat_map(members) {
        let key = &member.key;
        let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && key.starts_with(|c: char| c.is_ascii_alphabetic());
        if !plain {
            let message = format!("the schema {} has another name in Rust", quoted(key));
            let note = Diagnostic::note(Code::AZURE_NAME, member.key_span, message);
            diags.push(note.help("`cargo connector inspect` lists both"));
        }
    }
    super::tree::each_operation(root, |_, operation| {
        if text(operation, "description")
            .is_some_and(|text| text.starts_with("Replace with Operation Object"))
        {
            operation.remove("description");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn the_version_stays_whatever_it_is() {
        let text =
            br#"{"openapi": null, "info": {"title": null}, "components": {"schemas": {"openapi": null}}}"#;
        let (mut source, _) = Source::from_memory("a.json", text);
        let mut diags = Diagnostics::new();
        absent(source.root_mut(Source::MAIN).unwrap(), &mut diags);
        let json = source.root().unwrap().to_json_text().replace(' ', "");
        assert_eq!(json, r#"{"openapi":null,"info":{},"components":{"schemas":{}}}"#);
    }
}
