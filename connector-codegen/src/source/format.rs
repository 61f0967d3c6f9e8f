//! JSON or YAML?

use std::path::Path;

use super::limits::Budget;
use super::tree::{FileId, Node, Span};
use super::{json, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Yaml,
    /// Flow style in a YAML file is most often JSON, which has the quicker reader and the better errors.
    JsonElseYaml,
}

/// Reads a tree in the format that the name says, unless the first character clearly says another.
pub(crate) fn read(
    text: &str,
    name: &str,
    file: FileId,
    budget: &mut Budget,
    diags: &mut Diagnostics,
) -> Result<Node, Box<Diagnostic>> {
    let start = text.trim_start();
    if start.starts_with('<') {
        let at = text.len() - start.len();
        let message = "this is HTML or XML, not an API description in JSON or YAML";
        return Err(Box::new(Diagnostic::error(Code::SYNTAX, Span::new(file, at, at + 1), message)));
    }
    match choose(start, name) {
        Format::Json => json::read(text, file, budget, diags),
        Format::Yaml => yaml::read(text, file, budget, diags),
        Format::JsonElseYaml => {
            let before = *budget;
            let mut found = Diagnostics::new();
            match json::read(text, file, budget, &mut found) {
                // what is a slip in JSON can be quite right in YAML
                Ok(node) if found.iter().all(|one| one.code != Code::REPAIRED) => {
                    diags.append(found);
                    Ok(node)
                }
                _ => {
                    *budget = before;
                    yaml::read(text, file, budget, diags)
                }
            }
        }
    }
}

fn choose(start: &str, name: &str) -> Format {
    let extension = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_yaml = ["yaml", "yml"].iter().any(|ending| extension.eq_ignore_ascii_case(ending));
    let opens = start.starts_with(['{', '[']);
    match (opens, is_yaml) {
        (true, true) => Format::JsonElseYaml,
        (true, false) => Format::Json,
        (false, true) => Format::Yaml,
        (false, false) if looks_like_yaml(start) => Format::Yaml,
        (false, false) if extension.eq_ignore_ascii_case("json") => Format::Json,
        (false, false) => Format::Yaml,
    }
}

/// Whether the first line that is no comment is a marker, a directive or `key:`.
fn looks_like_yaml(start: &str) -> bool {
    let line = start.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.is_some_and(|line| {
        let key = line.split_once(": ").map(|(key, _)| key).or_else(|| line.strip_suffix(':'));
        line.starts_with("---")
            || line.starts_with('%')
            || line.starts_with("- ")
            || key.is_some_and(|key| !key.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_character_beats_the_name() {
        for (start, name, format) in [
            ("{", "a.json", Format::Json),
            ("{", "a", Format::Json),
            ("{", "a.YAML", Format::JsonElseYaml),
            ("swagger: '2.0'\n", "a.json", Format::Yaml),
            ("# about\nswagger:\n", "a.json", Format::Yaml),
            ("Not Found", "a.json", Format::Json),
            ("Not Found", "a.yml", Format::Yaml),
            ("swagger: '2.0'\n", "-", Format::Yaml),
        ] {
            assert_eq!(choose(start, name), format, "{start} {name}");
        }
    }

    #[test]
    fn a_page_instead_of_a_document() {
        let read =
            read(" <!DOCTYPE html>", "a.json", FileId(0), &mut Budget::default(), &mut Diagnostics::new());
        assert!(read.is_err_and(|problem| problem.message.contains("HTML")));
    }

    #[test]
    fn flow_yaml_in_a_yaml_file() {
        let mut diags = Diagnostics::new();
        let read = read("{a: [1, 'x']}", "a.yaml", FileId(0), &mut Budget::default(), &mut diags);
        assert_eq!(read.map(|node| node.to_json_text()), Ok(r#"{"a":[1,"x"]}"#.into()));
        assert!(diags.is_empty());
    }
}
