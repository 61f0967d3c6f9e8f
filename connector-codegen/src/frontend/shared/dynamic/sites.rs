//! Where the extensions stand: at parameters, and in the schemas of bodies, replies and events.

use std::collections::HashSet;

use super::super::Reader;
use super::super::extension::{is_internal, members, text};
use super::{CHOICES, Raw, SCHEMAS, TREE, extension};
use crate::diag::Code;
use crate::ir::lookup::Subject;
use crate::source::{Node, Span};

/// How deep properties are looked into; real ones stand within three.
const DEPTH: usize = 6;

/// Schemas in one another that are looked into, references included.
const LEVELS: usize = 64;

/// Schemas of one operation that are looked at, and of all.
const BUDGET: usize = 5_000;
const TOTAL: usize = 2_000_000;

/// A place with an extension.
pub(super) struct Site<'a> {
    pub(super) subject: Subject,
    pub(super) node: &'a Node,
}

impl Site<'_> {
    /// The extensions that leave its schema open.
    pub(super) fn schemas(&self) -> Vec<&'static str> {
        let names = SCHEMAS.iter().map(|(name, _)| *name);
        names.filter(|name| extension(self.node, name).is_some()).collect()
    }

    pub(super) fn is_reply(&self) -> bool {
        matches!(self.subject, Subject::Reply(_))
    }
}

/// What is collected on the way through the schemas of one operation.
struct Walk<'a> {
    sites: Vec<Site<'a>>,
    /// The schemas that the one at hand stands in.
    open: HashSet<Span>,
    budget: usize,
}

/// Whether any schema or parameter of the documents has one of the extensions: most documents know nothing of them, and
/// those need no looking into.
pub(super) fn any(documents: &[&Node]) -> bool {
    let mut open: Vec<&Node> = documents.to_vec();
    while let Some(node) = open.pop() {
        if has_choices(node) || has_schema(node) {
            return true;
        }
        let inner =
            node.as_list().unwrap_or_default().iter().chain(members(node).map(|member| &member.value));
        open.extend(inner.filter(|inner| inner.is_container()));
    }
    false
}

fn has_choices(node: &Node) -> bool {
    let mut names = CHOICES.iter().map(|spelling| spelling.extension).chain([TREE]);
    names.any(|name| extension(node, name).is_some())
}

impl<'a> Walk<'a> {
    fn visit(&mut self, subject: &Subject, node: &'a Node) {
        // A choice is for who gives a value.
        let found = has_schema(node) || matches!(subject, Subject::Input(_)) && has_choices(node);
        if found && !self.sites.iter().any(|site| site.subject == *subject) {
            self.sites.push(Site { subject: subject.clone(), node });
        }
    }
}

pub(in super::super) fn has_schema(node: &Node) -> bool {
    SCHEMAS.iter().any(|(name, _)| extension(node, name).is_some())
}

impl<'a> Reader<'a> {
    /// Whether a schema, or what it refers to, is only known when the service is asked.
    pub(in super::super) fn is_open(&mut self, node: &'a Node) -> bool {
        let mut node = node;
        for _ in 0..DEPTH {
            let next = match node.get("$ref") {
                _ if has_schema(node) => return true,
                Some(reference) => self.target(reference).map(|(target, _)| target),
                None => node.get("items"),
            };
            let Some(next) = next else { return false };
            node = next;
        }
        false
    }

    pub(super) fn sites(&mut self, own: &Raw<'a>) -> Vec<Site<'a>> {
        let budget = BUDGET.min(TOTAL.saturating_sub(self.looked_at));
        let mut walk = Walk { sites: Vec::new(), open: HashSet::new(), budget };
        // Nobody gives what is internal.
        for parameter in own.parameters.iter().filter(|parameter| !is_internal(parameter)) {
            let Some(name) = text(parameter, "name") else { continue };
            let subject = Subject::Input(vec![name.to_owned()]);
            walk.visit(&subject, parameter);
            if let Some(items) = parameter.get("items") {
                walk.visit(&subject, items);
            }
            if let Some(schema) = parameter.get("schema").filter(|_| text(parameter, "in") != Some("body")) {
                self.walk(schema, &subject, 0, &mut walk);
            }
        }
        if let Some((name, schema)) = self.body_of(own) {
            self.walk(schema, &Subject::Input(vec![name.to_owned()]), 0, &mut walk);
        }
        let replies = own.node.get("responses").into_iter().flat_map(members);
        for reply in replies.filter(|reply| reply.key.starts_with('2') || reply.key == "default") {
            let reply = match reply.value.get("$ref") {
                Some(reference) => self.target(reference).map(|(target, _)| target),
                None => Some(&reply.value),
            };
            if let Some(schema) = reply.and_then(|reply| reply.get("schema")) {
                self.walk(schema, &Subject::Reply(Vec::new()), 0, &mut walk);
            }
        }
        let content = "x-ms-notification-content";
        let event = own.node.get(content).or_else(|| own.item.get(content));
        let event = event.filter(|_| own.node.get("x-ms-trigger").is_some());
        if let Some(schema) = event.and_then(|event| event.get("schema")) {
            self.walk(schema, &Subject::Event(Vec::new()), 0, &mut walk);
        }
        self.looked_at += budget - walk.budget;
        if walk.budget == 0 {
            let message = "the operation has very many schemas; lookups of the later ones are left out";
            self.diags.note(Code::LOOKUP, own.node.span, message);
        }
        walk.sites
    }

    /// Looks into a schema, through references and everything else that belongs to one value.
    fn walk(&mut self, node: &'a Node, subject: &Subject, depth: usize, walk: &mut Walk<'a>) {
        // The stack is not for documents to use up: neither properties nor references lead deeper than is sane.
        if depth > DEPTH || walk.open.len() > LEVELS || walk.budget == 0 || !walk.open.insert(node.span) {
            return;
        }
        walk.budget -= 1;
        walk.visit(subject, node);
        if let Some(reference) = node.get("$ref")
            && let Some((target, _)) = self.target(reference)
        {
            self.walk(target, subject, depth, walk);
        }
        let parts = node.get("allOf").and_then(Node::as_list).unwrap_or_default();
        for part in parts.iter().chain(node.get("items")) {
            self.walk(part, subject, depth, walk);
        }
        let properties = node.get("properties").into_iter().flat_map(members);
        for member in properties.filter(|member| !is_internal(&member.value)) {
            self.walk(&member.value, &subject.then(&member.key), depth + 1, walk);
        }
        walk.open.remove(&node.span);
    }
}
