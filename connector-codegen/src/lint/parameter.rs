//! Parameters: their texts, and whether they go where they say.

use std::collections::HashSet;

use super::context::{Context, Op, elements, flag, is_internal, members, place, text};
use super::operation::same;
use super::path::placeholders;
use super::text::{title_case, title_of};
use super::{Rule, value};
use crate::diag::quoted;
use crate::source::{Node, Span};

pub(super) fn check<'a>(cx: &mut Context<'a>, op: &Op<'a>) {
    let parameters = op.parameters(cx.source);
    let mut seen = HashSet::new();
    // A parameter of the operation replaces that of the path item; twice in one list is another thing.
    for list in [op.item, op.node] {
        seen.clear();
        for one in elements(list, "parameters") {
            let Some(one) = cx.follow(one) else { continue };
            let key = (text(one, "name"), text(one, "in"));
            if key.0.is_some() && !seen.insert(key) {
                let message = format!("{} is declared twice", quoted(key.0.unwrap_or_default()));
                cx.tell(Rule::OperationParametersContainDuplicateParameter, one.span, message);
            }
        }
    }
    let holes = placeholders(op.path);
    for hole in &holes {
        let found =
            parameters.iter().any(|one| text(one, "in") == Some("path") && text(one, "name") == Some(hole));
        if !found {
            let message = format!("the placeholder {} has no parameter", quoted(hole));
            cx.tell(Rule::OperationMissingPathParameter, op.at, message);
        }
    }
    for one in parameters {
        let name = text(one, "name").unwrap_or_default();
        let place = text(one, "in").unwrap_or_default();
        placing(cx, one, name, place, &holes);
        if place == "body" {
            let schema = one.get("schema").and_then(|schema| cx.follow(schema));
            let has_inputs = schema
                .is_some_and(|schema| schema.get("properties").is_some() || schema.get("allOf").is_some());
            match schema.filter(|_| has_inputs) {
                Some(schema) => properties(cx, schema, 0),
                None => texts(cx, one, name),
            }
        } else {
            texts(cx, one, name);
            visibility(cx, one, flag(one, "required"));
            value::check(cx, one, value::Kind::Parameter);
        }
    }
}

fn placing<'a>(cx: &mut Context<'a>, one: &'a Node, name: &str, at: &str, holes: &[&str]) {
    if name == "connectionId" {
        let message = "the platform has a parameter `connectionId` of its own";
        cx.tell(Rule::ConnectionIdParameterNotAllowed, place(one, "name"), message);
    }
    let encoding = one.get("x-ms-url-encoding");
    if at == "path" {
        if !flag(one, "required") {
            let message = format!("the path parameter {} is not required", quoted(name));
            let told = cx.tell(Rule::PathParameterMustBeRequired, place(one, "required"), message);
            told.set(one, "required", "true".to_owned());
        }
        if !holes.contains(&name) {
            let message = format!("the path has no placeholder {}", quoted(name));
            cx.tell(Rule::PathParameterNotDefinedInTemplate, place(one, "name"), message);
        }
        if encoding.is_none() {
            let message = format!("the path parameter {} does not say how it is encoded", quoted(name));
            let told = cx.tell(Rule::PathParameterMissingEncoding, one.span, message);
            told.set_text(one, "x-ms-url-encoding", "single");
        }
    } else if let Some(encoding) = encoding {
        let message = "only path parameters say how they are encoded";
        cx.tell(Rule::QueryParameterEncodingNotSupported, encoding.span, message).remove(encoding);
    }
    if at == "formData" && !name.is_ascii() {
        cx.tell(Rule::InvalidFormDataParameterName, place(one, "name"), "the name is not ASCII");
    }
    if at != "formData" && text(one, "type") == Some("file") {
        cx.tell(Rule::FileParameterMustBeInFormData, place(one, "type"), "a file is a form field");
    }
    if let Some(format) = one.get("collectionFormat") {
        let known = match format.as_str() {
            Some("csv" | "ssv" | "tsv" | "pipes") => true,
            Some("multi") => matches!(at, "query" | "formData"),
            _ => false,
        };
        if !known {
            let message =
                format!("{} is no collectionFormat here", quoted(format.as_str().unwrap_or_default()));
            cx.tell(Rule::CollectionFormatValueNotSupported, format.span, message);
        }
    }
    if let (Some(empty), false) = (one.get("allowEmptyValue"), matches!(at, "query" | "formData")) {
        let message = "allowEmptyValue is for queries and form fields";
        cx.tell(Rule::AllowEmptyValueOnlyValidForQueryFormData, empty.span, message).remove(empty);
    }
}

/// What makers read of a parameter.
fn texts<'a>(cx: &mut Context<'a>, one: &'a Node, name: &str) {
    if is_internal(one) || flag(one, "x-ms-notification-url") {
        return;
    }
    let (summary, description) = (text(one, "x-ms-summary"), text(one, "description"));
    if description.is_none() {
        cx.tell(Rule::ParameterDescriptionMissing, one.span, format!("{} has no description", quoted(name)));
    }
    let Some(summary) = summary else {
        let title = text(one, "title").map_or_else(|| title_of(name), str::to_owned);
        let told =
            cx.tell(Rule::ParameterSummaryMissing, one.span, format!("{} has no x-ms-summary", quoted(name)));
        let title = title_case(&title);
        // A summary that says no more than the description would be the next finding.
        if !title.is_empty() && !description.is_some_and(|description| same(&title, description)) {
            told.set_text(one, "x-ms-summary", &title);
        }
        return;
    };
    let at = place(one, "x-ms-summary");
    let length = summary.chars().count();
    if length > 80 {
        cx.tell(
            Rule::ParameterSummaryTooLong,
            at,
            format!("the summary has {length} characters; 80 are the most"),
        );
    }
    if description.is_some_and(|description| same(summary, description)) {
        let message = "the description is the summary again";
        cx.tell(Rule::ParameterDescriptionIsSummary, place(one, "description"), message);
    }
    let title = title_case(summary);
    if title != summary {
        let told = cx.tell(Rule::ParameterSummaryNotTitleCase, at, "the summary is not in title case");
        told.set_text(one, "x-ms-summary", &title);
    }
}

/// The properties of a body are inputs, at any depth that a maker fills in.
fn properties<'a>(cx: &mut Context<'a>, schema: &'a Node, depth: usize) {
    if depth > 16 {
        return;
    }
    for part in elements(schema, "allOf") {
        if let Some(part) = cx.follow(part) {
            properties(cx, part, depth + 1);
        }
    }
    let required: Vec<&str> = elements(schema, "required").iter().filter_map(Node::as_str).collect();
    for member in members(schema, "properties") {
        let Some(one) = cx.follow(&member.value) else { continue };
        let beside = &member.value;
        if is_internal(beside) || is_internal(one) {
            visibility(cx, one, required.contains(&member.key.as_str()));
            continue;
        }
        if flag(one, "readOnly") && required.contains(&member.key.as_str()) {
            let message = format!("{} is required and cannot be written", quoted(&member.key));
            cx.tell(Rule::RequiredReadOnlyPropertyNotAllowedAsInput, member.key_span, message);
        }
        let object = one.get("properties").is_some();
        if object {
            properties(cx, one, depth + 1);
        }
        let summary = text(one, "x-ms-summary").or_else(|| text(one, "title"));
        if !object && (summary.is_none() || text(one, "description").is_none()) {
            let what = if summary.is_none() { "summary" } else { "description" };
            let message = format!("the property {} has no {what}", quoted(&member.key));
            cx.tell(Rule::PropertyTextMissing, member.key_span, message);
        }
    }
}

/// Inputs that nobody sees.
fn visibility<'a>(cx: &mut Context<'a>, one: &'a Node, required: bool) {
    if !is_internal(one) || flag(one, "x-ms-notification-url") {
        return;
    }
    let at: Span = one.span;
    let inside = one.get("properties").is_some() || one.get("allOf").is_some();
    match (required, one.get("default").is_some()) {
        (true, false) if !inside => {
            let message = "an internal input is required and has no default";
            cx.tell(Rule::InternalRequiredWithoutDefault, at, message);
        }
        // Not mended by a program: the service would be sent another request.
        (false, true) => {
            let message = "the default is only sent when the input is required";
            cx.tell(Rule::InternalPropertyWithDefaultOptional, at, message);
        }
        _ => {}
    }
}
