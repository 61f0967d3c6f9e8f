//! Webhooks: where the callback address goes, and what arrives there.

use std::collections::{HashSet, VecDeque};

use super::Reader;
use super::dialect::{Callback, Found};
use super::extension::{flag, members, text};
use super::input::ParameterNode;
use crate::diag::{Code, Diagnostic};
use crate::ir::hook::{Events, Hook, Slot};
use crate::ir::{Kind, Owner, Place, Shape, Site, Step, Ty, TypeKind};
use crate::source::{Node, Span};

/// How many schemas of a body are looked through for the callback address. Real ones have it four levels down at most.
const SCHEMAS: usize = 10_000;

/// What an operation is, and what it delivers.
pub(super) struct Trigger {
    pub(super) kind: Kind,
    pub(super) event: Option<Ty>,
    pub(super) hook: Option<Box<Hook>>,
}

impl<'a> Reader<'a> {
    /// Action or trigger, the type of a trigger's events, and how one subscribes to them.
    pub(super) fn trigger(&mut self, found: &Found<'a>, slot: Option<Slot>, id: &str) -> Trigger {
        let (item, node) = (found.item, found.node);
        let dialect = self.dialect;
        let Some(mark) = node.get("x-ms-trigger") else {
            return match dialect.callback(self, found, id) {
                Some(Callback { event, slot }) => {
                    let made = |callback| {
                        Box::new(Hook {
                            callback,
                            events: Events::One,
                            headers: Vec::new(),
                            unsubscribe: None,
                        })
                    };
                    if slot.is_none() {
                        self.no_callback(found.at);
                    }
                    Trigger { kind: Kind::Webhook, event, hook: slot.map(made) }
                }
                None => Trigger { kind: Kind::Action, event: None, hook: None },
            };
        };
        let content = node.get("x-ms-notification-content").or_else(|| item.get("x-ms-notification-content"));
        let site = Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Event] };
        let payload = content.and_then(|content| content.get("schema")).map(|schema| self.ty(schema, &site));
        if content.is_none() && slot.is_none() {
            return Trigger { kind: Kind::Polling, event: payload, hook: None };
        }
        let Some(callback) = slot else {
            self.no_callback(mark.span);
            return Trigger { kind: Kind::Webhook, event: payload, hook: None };
        };
        let headers = content.map(|content| self.headers(content, &site)).unwrap_or_default();
        let batch = mark.as_str().is_some_and(|word| word.eq_ignore_ascii_case("batch"));
        let (event, events) = match payload.as_ref().filter(|_| batch).and_then(|ty| self.elements(ty)) {
            Some((element, way)) => (Some(element), Events::Each(way)),
            None => (payload, Events::One),
        };
        let hook = Hook { callback, events, headers, unsubscribe: None };
        Trigger { kind: Kind::Webhook, event, hook: Some(Box::new(hook)) }
    }

    fn no_callback(&mut self, at: Span) {
        let message =
            "the document does not say where the callback address goes: the trigger is a plain call";
        let help = "mark the property or parameter for it with `\"x-ms-notification-url\": true`";
        self.diags.push(Diagnostic::warning(Code::NO_CALLBACK, at, message).help(help));
    }

    /// The place that is marked for the callback address of a trigger.
    pub(super) fn marked_slot(&mut self, node: &'a Node, parameters: &[ParameterNode<'a>]) -> Option<Slot> {
        node.get("x-ms-trigger")?;
        if let Some(body) = node.get("requestBody").and_then(|body| self.itself(body)) {
            let schemas = body.get("content").into_iter().flat_map(members);
            for schema in schemas.filter_map(|media| media.value.get("schema")) {
                if let Some(way) = self.callback_property(schema).filter(|way| !way.is_empty()) {
                    return Some(Slot::Body(way));
                }
            }
        }
        for (node, _) in parameters {
            let place = match text(node, "in") {
                Some("body") => match node.get("schema").and_then(|schema| self.callback_property(schema)) {
                    Some(way) if !way.is_empty() => return Some(Slot::Body(way)),
                    _ => continue,
                },
                Some("query") => Place::Query,
                Some("header") => Place::Header,
                Some("path") => Place::Path,
                Some("formData") => Place::Form,
                _ => continue,
            };
            if node.get("x-ms-notification-url").is_some_and(flag) {
                return Some(Slot::Parameter(place, text(node, "name")?.to_owned()));
            }
        }
        None
    }

    /// The way to the marked property that is nearest to the root of a schema.
    fn callback_property(&mut self, schema: &'a Node) -> Option<Vec<String>> {
        let mut open: VecDeque<(&'a Node, Vec<String>)> = VecDeque::from([(schema, Vec::new())]);
        let mut seen: HashSet<Span> = HashSet::new();
        while let Some((node, way)) = open.pop_front() {
            if seen.len() >= SCHEMAS || !seen.insert(node.span) {
                continue;
            }
            if let Some(reference) = node.get("$ref") {
                let target = self.target(reference);
                open.extend(target.map(|(target, _)| (target, way)));
                continue;
            }
            for part in node.get("allOf").and_then(Node::as_list).unwrap_or_default() {
                open.push_back((part, way.clone()));
            }
            for member in node.get("properties").into_iter().flat_map(members) {
                let way: Vec<String> = way.iter().chain([&member.key]).cloned().collect();
                if member.value.get("x-ms-notification-url").is_some_and(flag) {
                    return Some(way);
                }
                open.push_back((&member.value, way));
            }
        }
        None
    }

    /// The elements of a payload of many events: of the list that it is, or that the only properties not internal lead to.
    fn elements(&self, payload: &Ty) -> Option<(Ty, Vec<String>)> {
        let mut ty = payload;
        let mut way = Vec::new();
        while way.len() < 8 {
            let id = match &self.types.resolve(ty).shape {
                Shape::List(element) => return Some(((**element).clone(), way)),
                Shape::Named(id) => *id,
                _ => return None,
            };
            let TypeKind::Object(object) = &self.types.get(id).kind else { return None };
            let mut shown = object.fields.iter().filter(|field| !field.internal);
            let (Some(only), None) = (shown.next(), shown.next()) else { return None };
            way.push(only.wire.clone());
            ty = &only.ty;
        }
        None
    }
}
