//! What is found, where, and how it is mended.

use std::collections::{HashMap, HashSet};

use super::{Profile, Rule};
use crate::diag::{Code, Diagnostic};
use crate::source::{Node, Object, Source, Span};

/// Findings of one rule that are kept. More of them is one mistake, repeated.
const KEPT: usize = 1000;

/// Fixes of one document: an overlay of more actions is refused. A second one does the rest.
pub(super) const FIXES: usize = 10_000;

/// What a fix does to the description.
#[derive(Clone, Debug)]
pub(super) enum Fix {
    /// Gives a key of the object at this place another value, as JSON text.
    Set(Span, &'static str, String),
    /// Takes the value at this place away.
    Remove(Span),
}

/// An operation, where it stands.
#[derive(Clone, Copy)]
pub(super) struct Op<'a> {
    pub(super) path: &'a str,
    /// The path item.
    pub(super) item: &'a Node,
    pub(super) method: &'a str,
    pub(super) node: &'a Node,
    /// The method, for what is missing in the operation.
    pub(super) at: Span,
}

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl<'a> Op<'a> {
    fn all(root: &'a Node) -> Vec<Self> {
        let mut all = Vec::new();
        for path in members(root, "paths").iter().filter(|path| !path.key.starts_with("x-")) {
            for member in path.value.as_object().into_iter().flatten() {
                if METHODS.contains(&member.key.as_str()) && member.value.as_object().is_some() {
                    let (path, item) = (path.key.as_str(), &path.value);
                    all.push(Self {
                        path,
                        item,
                        method: &member.key,
                        node: &member.value,
                        at: member.key_span,
                    });
                }
            }
        }
        all
    }

    pub(super) fn is_trigger(&self) -> bool {
        self.node.get("x-ms-trigger").is_some()
    }

    /// The parameters of the path item and its own, which come before those; what a reference leads to.
    pub(super) fn parameters(&self, source: &'a Source) -> Vec<&'a Node> {
        let read = |of: &'a Node| elements(of, "parameters").iter().filter_map(|one| source.follow(one).ok());
        let mut all: Vec<&Node> = read(self.item).collect();
        for own in read(self.node) {
            let same =
                |one: &&Node| text(one, "name") == text(own, "name") && text(one, "in") == text(own, "in");
            all.retain(|one| !same(one) || std::ptr::eq(*one, own));
        }
        all.extend(read(self.node));
        all
    }
}

/// One check of one description.
pub(super) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) root: &'a Node,
    pub(super) profile: Profile,
    pub(super) ops: Vec<Op<'a>>,
    found: Vec<Diagnostic>,
    fixes: Vec<Fix>,
    counts: HashMap<Rule, usize>,
    more: usize,
    /// What is shared by reference is looked at once for each that refers to it, and told once.
    told: HashSet<(Rule, Span)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(source: &'a Source, root: &'a Node, profile: Profile) -> Self {
        let (found, fixes, counts, told) = Default::default();
        Self { source, root, profile, ops: Op::all(root), found, fixes, counts, more: 0, told }
    }

    /// Something breaks a rule. Whether it is told is for the profile to say; then it may be given more.
    pub(super) fn tell(&mut self, rule: Rule, at: Span, message: impl Into<String>) -> Told<'_> {
        let Some(severity) = rule.severity(self.profile) else { return Told::nothing() };
        if !self.told.insert((rule, at)) {
            return Told::nothing();
        }
        let count = self.counts.entry(rule).or_default();
        *count += 1;
        let fixes = (self.fixes.len() < FIXES).then_some(&mut self.fixes);
        if *count > KEPT {
            self.more += 1;
            return Told { found: None, fixes };
        }
        self.found.push(Diagnostic::new(severity, Code::lint(rule), at, message));
        Told { found: self.found.last_mut(), fixes }
    }

    /// The value itself, or what its `$ref` leads to; a reference that leads nowhere is told elsewhere.
    pub(super) fn follow(&self, node: &'a Node) -> Option<&'a Node> {
        self.source.follow(node).ok()
    }

    pub(super) fn finish(mut self) -> (Vec<Diagnostic>, usize, Vec<Fix>) {
        self.found.sort_by_key(|one| one.span);
        (self.found, self.more, self.fixes)
    }
}

/// A finding: told, only counted, or none after all.
pub(super) struct Told<'c> {
    found: Option<&'c mut Diagnostic>,
    /// What is only counted is mended, too.
    fixes: Option<&'c mut Vec<Fix>>,
}

impl Told<'_> {
    fn nothing() -> Self {
        Self { found: None, fixes: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(found) = &mut self.found {
            found.help = Some(help.into());
        }
        self
    }

    pub(super) fn related(mut self, at: Span, what: &str) -> Self {
        if let Some(found) = &mut self.found {
            found.related.push((at, what.to_owned()));
        }
        self
    }

    /// A program can mend it: by this value, as JSON text.
    pub(super) fn set(self, object: &Node, key: &'static str, json: String) -> Self {
        self.fix(Fix::Set(object.span, key, json))
    }

    /// A program can mend it: by another text.
    pub(super) fn set_text(self, object: &Node, key: &'static str, text: &str) -> Self {
        self.set(object, key, crate::source::json_text(text))
    }

    /// A program can mend it: without this value.
    pub(super) fn remove(self, node: &Node) -> Self {
        self.fix(Fix::Remove(node.span))
    }

    fn fix(mut self, fix: Fix) -> Self {
        if let Some(fixes) = &mut self.fixes {
            fixes.push(fix);
        }
        self
    }
}

/// The members of an object that is a member; none where there is no such object.
pub(super) fn members<'a>(node: &'a Node, key: &str) -> &'a [crate::source::Member] {
    node.get(key).and_then(Node::as_object).map_or(&[], Object::as_slice)
}

/// The elements of a list that is a member.
pub(super) fn elements<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).and_then(Node::as_list).unwrap_or_default()
}

/// A text that is not blank.
pub(super) fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::as_str).filter(|text| !text.trim().is_empty())
}

/// `true`, also as a text.
pub(super) fn flag(node: &Node, key: &str) -> bool {
    node.get(key).is_some_and(crate::frontend::shared::extension::flag)
}

/// `x-ms-visibility: internal`.
pub(super) fn is_internal(node: &Node) -> bool {
    crate::frontend::shared::extension::is_internal(node)
}

/// Where a member stands, else where it is missing.
pub(super) fn place(node: &Node, key: &str) -> Span {
    node.get(key).map_or(node.span, |value| value.span)
}
