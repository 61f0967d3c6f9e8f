//! Paths: their form, and whether they can be told apart.

use std::collections::HashMap;

use super::Rule;
use super::context::{Context, members};
use crate::diag::quoted;

pub(super) fn check(cx: &mut Context<'_>) {
    let mut by_case = HashMap::new();
    let mut by_shape = HashMap::new();
    for member in members(cx.root, "paths").iter().filter(|member| !member.key.starts_with("x-")) {
        let (path, at) = (member.key.as_str(), member.key_span);
        if !path.starts_with('/') {
            cx.tell(Rule::OperationPathMustStartWithSlash, at, "the path does not begin with a slash");
        }
        if path.contains(['?', '#']) {
            let message = "the path has a query or fragment";
            cx.tell(Rule::OperationPathMayNotContainQueryOrFragment, at, message);
        }
        if path.contains('*') {
            cx.tell(Rule::OperationPathContainsUnsupportedCharacters, at, "the path has a `*`");
        }
        if !path.split('/').all(is_balanced) {
            cx.tell(Rule::OperationPathTemplateNotValid, at, "the braces of the path do not match");
        }
        if let Some(reference) = member.value.get("$ref") {
            cx.tell(Rule::PathItemRefNotSuppored, reference.span, "the path item is a reference");
        }
        let other = by_case.insert(path.to_lowercase(), (path, at));
        if let Some((other, before)) = other {
            let message = format!("{} and {} differ in case only", quoted(path), quoted(other));
            cx.tell(Rule::PathRedefined, at, message).related(before, "the other path");
            continue;
        }
        if let Some((other, before)) = by_shape.insert(shape(path), (path, at)) {
            let message = format!("{} and {} match the same addresses", quoted(path), quoted(other));
            cx.tell(Rule::DuplicateOperationPath, at, message).related(before, "the other path");
        }
    }
}

fn is_balanced(segment: &str) -> bool {
    let mut open = false;
    for c in segment.chars() {
        match c {
            '{' if !open => open = true,
            '}' if open => open = false,
            '{' | '}' => return false,
            _ => {}
        }
    }
    !open
}

/// The path without the names of its placeholders.
fn shape(path: &str) -> String {
    let mut out = String::new();
    for piece in path.to_lowercase().split('{') {
        match piece.split_once('}') {
            Some((_, rest)) => {
                out.push_str("{}");
                out.push_str(rest);
            }
            None => out.push_str(piece),
        }
    }
    out
}

/// The names in the braces of a path.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert_eq!(shape("/A/{b}/c-{d}.x"), "/a/{}/c-{}.x");
        assert_eq!(placeholders("/A/{b}/c-{d}.x"), ["b", "d"]);
        assert!(is_balanced("a{b}c{d}") && !is_balanced("{{a}}") && !is_balanced("}") && !is_balanced("{a"));
    }
}
