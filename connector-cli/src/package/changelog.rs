//! `CHANGELOG.md`: a section for each version, made of what changed in the description.

use std::fs;
use std::path::Path;

use connector_codegen::Inspect;
use connector_codegen::diag::plain;

use super::put;
use crate::End;
use crate::diff::Diff;

const HEAD: &str = "# Changelog\n";

pub(super) fn write(path: &Path, version: &str, inspect: &Inspect, change: Option<&Diff>) -> Result<(), End> {
    let old = fs::read_to_string(path).ok();
    let section = match (change, &old) {
        (Some(change), Some(_)) if change.is_empty() => return Ok(()),
        (Some(change), _) if !change.is_empty() => change.to_section(version),
        _ => first(version, inspect),
    };
    let old = old.as_deref().unwrap_or(HEAD);
    // A run that was interrupted after this has written it already.
    if old.contains(section.trim_end()) { Ok(()) } else { put(path, &with(old, &section)) }
}

fn first(version: &str, inspect: &Inspect) -> String {
    let (title, own) = (plain(&inspect.title, 200), plain(&inspect.version, 100));
    let (actions, triggers) = (inspect.actions.len(), inspect.triggers.len());
    format!("## {version}\n\nFirst version: {title} {own}, {actions} actions, {triggers} triggers.\n")
}

/// The newest section stands first, below whatever the page begins with.
fn with(old: &str, section: &str) -> String {
    let at = old.find("\n## ").map_or(old.len(), |at| at + 1);
    let (head, rest) = old.split_at_checked(at).unwrap_or((old, ""));
    let gap = if rest.is_empty() { "" } else { "\n" };
    format!("{}\n\n{}\n{gap}{rest}", head.trim_end(), section.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_put_in_front() {
        let one = with(HEAD, "## 0.1.0\n\nFirst.\n");
        assert_eq!(one, "# Changelog\n\n## 0.1.0\n\nFirst.\n");
        let own = one.replace("# Changelog\n", "# Changelog\n\nWhat we say.\n");
        assert_eq!(
            with(&own, "## 0.2.0\n\nMore.\n"),
            "# Changelog\n\nWhat we say.\n\n## 0.2.0\n\nMore.\n\n## 0.1.0\n\nFirst.\n"
        );
    }
}
