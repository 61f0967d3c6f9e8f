//! Schemas, wherever they stand: each is looked at once.

use std::collections::{HashMap, HashSet};

use super::context::{Context, elements, members, place, text};
use super::{Rule, value};
use crate::diag::quoted;
use crate::source::{Node, Span};

/// Keywords of JSON Schema and of OpenAPI 3.
const FOREIGN: [&str; 16] = [
    "oneOf",
    "anyOf",
    "not",
    "const",
    "nullable",
    "writeOnly",
    "patternProperties",
    "$defs",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "dependencies",
    "additionalItems",
    "unevaluatedProperties",
];

/// The most schemas of one body that the platform takes.
const MOST_OF_BODY: usize = 512;

pub(super) fn check_all(cx: &mut Context<'_>) {
    let root = cx.root;
    for definition in members(root, "definitions") {
        check(cx, &definition.value, false);
    }
    for shared in members(root, "parameters").iter().chain(members(root, "responses")) {
        if let Some(schema) = shared.value.get("schema") {
            check(cx, schema, true);
        }
    }
    for op in cx.ops.clone() {
        for parameter in elements(op.item, "parameters").iter().chain(elements(op.node, "parameters")) {
            reference(cx, parameter);
            if let Some(schema) = parameter.get("schema") {
                check(cx, schema, true);
                size(cx, schema);
            }
        }
        for response in members(op.node, "responses") {
            reference(cx, &response.value);
            if let Some(schema) = response.value.get("schema") {
                check(cx, schema, true);
                size(cx, schema);
            }
        }
        if let Some(schema) =
            op.item.get("x-ms-notification-content").and_then(|content| content.get("schema"))
        {
            check(cx, schema, true);
        }
    }
    loops(cx);
}

/// A schema and all within it. No reader makes levels enough for the recursion to be a danger.
fn check<'a>(cx: &mut Context<'a>, node: &'a Node, top: bool) {
    if node.as_object().is_none() {
        return;
    }
    if node.get("$ref").is_some() {
        reference(cx, node);
        return;
    }
    value::check(cx, node, value::Kind::Schema);
    object(cx, node);
    for key in FOREIGN.into_iter().filter(|key| node.get(key).is_some()) {
        cx.tell(
            Rule::SwaggerKeywordNotSupported,
            place(node, key),
            format!("`{key}` is not part of OpenAPI 2.0"),
        );
    }
    if !top && text(node, "type") == Some("string") && text(node, "format") == Some("binary") {
        cx.tell(Rule::InvalidStringBinaryProperty, node.span, "bytes stand inside of an object");
    }
    for member in members(node, "properties") {
        check(cx, &member.value, false);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = node.get(key) {
            check(cx, inner, false);
        }
    }
    for part in elements(node, "allOf") {
        check(cx, part, false);
    }
}

fn reference<'a>(cx: &mut Context<'a>, node: &'a Node) {
    let Some(target) = node.get("$ref") else { return };
    let name = target.as_str().unwrap_or_default();
    if let Err(problem) = cx.source.follow(node) {
        cx.tell(Rule::SchemaReferenceNotFound, target.span, problem.message);
        return;
    }
    if !["#/definitions/", "#/parameters/", "#/responses/"].iter().any(|place| name.starts_with(place)) {
        let message = format!("{} leads outside of the definitions", quoted(name));
        cx.tell(Rule::SchemaReferenceNotValid, target.span, message);
    }
    let beside = node.as_object().into_iter().flatten().find(|member| {
        !matches!(member.key.as_str(), "$ref" | "description" | "title" | "summary")
            && !member.key.starts_with("x-")
    });
    if let Some(beside) = beside {
        let message = format!("{} beside a `$ref` is ignored", quoted(&beside.key));
        cx.tell(Rule::AdditionalPropertyNotAllowedAdjacentToRef, beside.key_span, message);
    }
}

fn object<'a>(cx: &mut Context<'a>, node: &'a Node) {
    let required: Vec<&Node> = elements(node, "required").iter().collect();
    let ty = text(node, "type");
    if !required.is_empty() && ty.is_some_and(|ty| ty != "object") {
        let message = "only objects have required properties";
        cx.tell(Rule::RequiredPropertyNotOnObject, place(node, "required"), message);
        return;
    }
    let known = properties_of(cx, node, 0);
    let open = ["allOf", "additionalProperties", "x-ms-dynamic-schema", "x-ms-dynamic-properties"];
    if !open.iter().any(|key| node.get(key).is_some()) {
        for one in required.iter().filter(|one| one.as_str().is_some_and(|name| !known.contains(name))) {
            let name = one.as_str().unwrap_or_default();
            let message = format!("the required property {} does not exist", quoted(name));
            let told = cx.tell(Rule::RequiredPropertyDefinitionMissing, one.span, message);
            if let Some(near) = crate::diag::suggest(name, known.iter().copied()) {
                told.help(format!("did you mean `{near}`?"));
            }
        }
    }
    if let Some(tag) = node.get("discriminator") {
        let name = tag.as_str().unwrap_or_default();
        let property = node.get("properties").and_then(|all| all.get(name)).and_then(|one| cx.follow(one));
        let is_text = property.is_some_and(|one| text(one, "type") == Some("string"));
        if !is_text || !required.iter().any(|one| one.as_str() == Some(name)) {
            let message = format!("{} is no required property of type string", quoted(name));
            cx.tell(Rule::DiscriminatorMustBeARequiredStringProperty, tag.span, message);
        }
    }
}

/// The names of the properties, with those of the parts.
fn properties_of<'a>(cx: &Context<'a>, node: &'a Node, depth: usize) -> HashSet<&'a str> {
    let mut names: HashSet<&str> =
        members(node, "properties").iter().map(|member| member.key.as_str()).collect();
    if depth < 16 {
        for part in elements(node, "allOf").iter().filter_map(|part| cx.follow(part)) {
            names.extend(properties_of(cx, part, depth + 1));
        }
    }
    names
}

/// Counts the schemas that one body reaches.
fn size<'a>(cx: &mut Context<'a>, schema: &'a Node) {
    let mut seen: HashSet<Span> = HashSet::new();
    let mut todo = vec![schema];
    while let Some(node) = todo.pop() {
        let Some(node) = cx.follow(node) else { continue };
        if !seen.insert(node.span) {
            continue;
        }
        todo.extend(members(node, "properties").iter().map(|member| &member.value));
        todo.extend(["items", "additionalProperties"].iter().filter_map(|key| node.get(key)));
        todo.extend(elements(node, "allOf"));
    }
    if seen.len() > MOST_OF_BODY {
        let message = format!("the body has {} schemas; {MOST_OF_BODY} are the most", seen.len());
        cx.tell(Rule::BodySchemaCountExceedsMaxAllowed, schema.span, message);
    }
}

/// Definitions that reach themselves by required properties alone.
fn loops(cx: &mut Context<'_>) {
    let definitions: HashMap<Span, &Node> =
        members(cx.root, "definitions").iter().map(|member| (member.value.span, &member.value)).collect();
    let reached = |of: &Node| -> Vec<Span> {
        let mut found = Vec::new();
        let mut todo = vec![of];
        while let Some(node) = todo.pop() {
            let required = elements(node, "required").iter().filter_map(|one| one.as_str());
            for one in required.filter_map(|name| node.get("properties")?.get(name)) {
                match one.get("$ref") {
                    Some(_) => found.extend(cx.source.follow(one).ok().map(|target| target.span)),
                    None => todo.push(one),
                }
            }
            for part in elements(node, "allOf") {
                match part.get("$ref") {
                    Some(_) => found.extend(cx.source.follow(part).ok().map(|target| target.span)),
                    None => todo.push(part),
                }
            }
        }
        found
    };
    // How many definitions each leads to that are not known to end, and who leads to it.
    let mut left: HashMap<Span, usize> = HashMap::new();
    let mut leading: HashMap<Span, Vec<Span>> = HashMap::new();
    for (at, node) in &definitions {
        let next = reached(node).into_iter().filter(|next| definitions.contains_key(next));
        left.insert(*at, next.map(|next| leading.entry(next).or_default().push(*at)).count());
    }
    // Without those that end, again and again, what is left goes in circles or leads into one.
    let mut ends: Vec<Span> = left.iter().filter(|(_, open)| **open == 0).map(|(at, _)| *at).collect();
    while let Some(end) = ends.pop() {
        left.remove(&end);
        for at in leading.remove(&end).unwrap_or_default() {
            if let Some(open) = left.get_mut(&at) {
                *open -= 1;
                if *open == 0 {
                    ends.push(at);
                }
            }
        }
    }
    let mut left: Vec<Span> = left.into_keys().collect();
    left.sort_unstable();
    for at in left {
        cx.tell(Rule::RequiredLoopInSchemaNotAllowed, at, "the object requires itself, or one that does");
    }
}
