//! Operations: what they are called, what is said of them, what they take.

use std::collections::HashMap;

use super::context::{Context, Op, elements, flag, is_internal, place, text};
use super::text::{ends_with_alphanumeric, is_foreign, product};
use super::{Rule, dynamic, parameter, response, webhook};
use crate::diag::quoted;

/// What the platform would rather not see in a summary.
const RESTRICTED: [char; 8] = ['/', '\\', '<', '>', '*', '%', '&', '?'];

pub(super) fn check(cx: &mut Context<'_>) {
    let ops = cx.ops.clone();
    let mut ids = HashMap::new();
    for op in &ops {
        match text(op.node, "operationId") {
            Some(id) => {
                let at = place(op.node, "operationId");
                if let Some(before) = ids.insert(id.to_owned(), at) {
                    let told =
                        cx.tell(Rule::OperationIdNotUnique, at, format!("{} is used twice", quoted(id)));
                    told.related(before, "first here");
                }
                spelling(cx, op, id);
            }
            None => {
                cx.tell(Rule::OperationIdRequired, op.at, "the operation has no operationId");
            }
        }
        if !is_internal(op.node) {
            texts(cx, op);
        }
        bodies(cx, op);
        media(cx, op);
        annotation(cx, op);
        parameter::check(cx, op);
        response::check(cx, op);
        webhook::check(cx, op);
    }
    families(cx, &ops);
    dynamic::check(cx, &ops);
}

fn spelling(cx: &mut Context<'_>, op: &Op<'_>, id: &str) {
    let at = place(op.node, "operationId");
    let body = match id.rsplit_once("_V") {
        Some((body, revision)) if !revision.is_empty() && revision.bytes().all(|b| b.is_ascii_digit()) => {
            body
        }
        _ => id,
    };
    if !body.chars().all(|c| c.is_ascii_alphanumeric()) {
        let message = format!("{} has characters other than letters and digits", quoted(id));
        cx.tell(Rule::OperationIdSanitized, at, message);
    } else if !body.starts_with(|c: char| c.is_ascii_uppercase()) {
        cx.tell(Rule::OperationIdNotPascalCase, at, format!("{} does not begin with a capital", quoted(id)));
    }
}

/// The most characters that a summary should have.
const LONG: usize = 80;

/// What makers read.
fn texts(cx: &mut Context<'_>, op: &Op<'_>) {
    let (summary, description) = (text(op.node, "summary"), text(op.node, "description"));
    let (at_summary, at_description) = (place(op.node, "summary"), place(op.node, "description"));
    let deprecated = flag(op.node, "deprecated");
    match summary {
        None => {
            cx.tell(Rule::SummaryMissing, op.at, "the operation has no summary");
        }
        Some(summary) => {
            let length = summary.chars().count();
            let message = |most| format!("the summary has {length} characters; {most} are the most");
            if length > 120 {
                cx.tell(Rule::OperationSummaryTooLong, at_summary, message(120));
            } else if length > LONG {
                cx.tell(Rule::SummaryTooLong, at_summary, message(LONG));
            }
            if let Some(found) = summary.chars().find(|c| RESTRICTED.contains(c)) {
                cx.tell(
                    Rule::RestrictedCharactersInSummary,
                    at_summary,
                    format!("the summary has a `{found}`"),
                );
            }
            if !ends_with_alphanumeric(summary) && !summary.ends_with(')') {
                let message = "the summary does not end with a letter or digit";
                let told = cx.tell(Rule::SummaryMustEndWithAlphanumeric, at_summary, message);
                let trimmed = summary.trim_end_matches(['.', ',', ';', ':', '!', ' ', '-', '\n']);
                if ends_with_alphanumeric(trimmed) {
                    told.set_text(op.node, "summary", trimmed);
                }
            }
            if op.is_trigger() && !summary.starts_with("When ") {
                cx.tell(Rule::TriggerSummary, at_summary, "a trigger's summary begins with `When`");
            }
        }
    }
    match description {
        None => {
            cx.tell(Rule::DescriptionMissing, op.at, "the operation has no description");
        }
        Some(description) => {
            let end = description.trim_end();
            if !end.ends_with(['.', '!', '?']) {
                let told = cx.tell(
                    Rule::DescriptionNoSentence,
                    at_description,
                    "the description does not end as a sentence",
                );
                if !deprecated && end.ends_with(char::is_alphanumeric) {
                    told.set_text(op.node, "description", &format!("{end}."));
                }
            }
            if summary.is_some_and(|summary| same(summary, description)) {
                cx.tell(Rule::DescriptionIsSummary, at_description, "the description is the summary again");
            }
        }
    }
    for (key, value) in [("summary", summary), ("description", description)] {
        let (value, at) = (value.unwrap_or_default(), place(op.node, key));
        if let Some(product) = product(value) {
            cx.tell(Rule::TextNamesProduct, at, format!("the {key} names {product}"));
        }
        if is_foreign(value) {
            cx.tell(Rule::ValueMustBeInEnglish, at, format!("the {key} does not look English"));
        }
        if deprecated && !value.is_empty() && !value.to_lowercase().contains("deprecated") {
            let told = cx.tell(
                Rule::DeprecatedNotSaid,
                at,
                format!("the {key} does not say that this is deprecated"),
            );
            // A sentence takes it before its full stop.
            let (body, stop) = match value.trim_end().strip_suffix('.') {
                Some(body) => (body, "."),
                None => (value.trim_end(), ""),
            };
            let said = format!("{body} (deprecated){stop}");
            // A summary that became too long would be the next finding, as would a description that became the summary.
            let fits = match key {
                "summary" => said.chars().count() <= LONG,
                _ => !summary.is_some_and(|summary| same(summary, &said)),
            };
            if fits {
                told.set_text(op.node, key, &said);
            }
        }
    }
    if op.node.get("x-ms-visibility").is_none() {
        let told = cx.tell(Rule::VisibilityMissing, op.at, "the operation does not say how visible it is");
        told.set_text(op.node, "x-ms-visibility", "none");
    }
}

/// Whether two texts say the same, but for case and the full stop.
pub(super) fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    plain(a) == plain(b)
}

fn bodies(cx: &mut Context<'_>, op: &Op<'_>) {
    let parameters = op.parameters(cx.source);
    let of = |place: &str| -> Vec<_> {
        parameters.iter().copied().filter(|one| text(one, "in") == Some(place)).collect()
    };
    let (body, form) = (of("body"), of("formData"));
    if let (Some(first), "get") = (body.first().or(form.first()), op.method) {
        let message = "a GET has neither a body nor form fields";
        cx.tell(Rule::BodyOrFormDataParameterInFetchOperationNotAllowed, first.span, message);
    }
    if let Some(second) = body.get(1) {
        cx.tell(Rule::OperationParametersContainMultipleBodyParameters, second.span, "this is a second body");
    }
    if let (Some(first), false) = (body.first(), form.is_empty()) {
        let message = "the operation has a body and form fields";
        cx.tell(Rule::ParameterListContainsFormDataAndBody, first.span, message);
    }
    let named = !elements(op.node, "consumes").is_empty() || !elements(cx.root, "consumes").is_empty();
    if !named && (!body.is_empty() || !form.is_empty()) {
        cx.tell(Rule::ConsumesMissing, op.at, "nothing says of which media type the body is");
    }
}

fn media(cx: &mut Context<'_>, op: &Op<'_>) {
    for key in ["consumes", "produces"] {
        for one in elements(op.node, key).iter().chain(elements(cx.root, key)) {
            let text = one.as_str().unwrap_or_default();
            let essence = text.split(';').next().unwrap_or_default().trim();
            let part = |part: &str| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-*".contains(&b))
            };
            if !essence.split_once('/').is_some_and(|(a, b)| part(a) && part(b)) {
                cx.tell(Rule::MimeTypeNotValid, one.span, format!("{} is no media type", quoted(text)));
            }
        }
    }
    let next = op.node.get("x-ms-pageable").and_then(|paging| paging.get("nextLinkName"));
    if let Some(name) = next.filter(|name| !matches!(name.as_str(), Some("nextLink" | "@odata.nextLink"))) {
        let message = "the property of the next page is neither `nextLink` nor `@odata.nextLink`";
        cx.tell(Rule::InvalidNextLinkNameValue, name.span, message);
    }
}

fn annotation(cx: &mut Context<'_>, op: &Op<'_>) {
    let Some(replacement) = op.node.get("x-ms-api-annotation").and_then(|one| one.get("replacement")) else {
        return;
    };
    if !flag(op.node, "deprecated") {
        let message = "the operation has a replacement and is not deprecated";
        cx.tell(
            Rule::ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations,
            replacement.span,
            message,
        );
    }
    for key in ["api", "operationId"].into_iter().filter(|key| text(replacement, key).is_none()) {
        let message = format!("the replacement has no `{key}`");
        cx.tell(
            Rule::ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty,
            replacement.span,
            message,
        );
    }
}

/// The revisions of one operation.
fn families(cx: &mut Context<'_>, ops: &[Op<'_>]) {
    let mut seen = HashMap::new();
    for op in ops {
        let Some(note) = op.node.get("x-ms-api-annotation") else { continue };
        let Some(family) = text(note, "family") else { continue };
        let revision = note.get("revision").and_then(crate::source::Node::as_i64).unwrap_or(1);
        if let Some(before) = seen.insert((family, revision), note.span) {
            let message = format!("revision {revision} of {} is there twice", quoted(family));
            cx.tell(Rule::OperationFamilyHasDuplicateRevisions, note.span, message)
                .related(before, "the other");
        }
        let id = text(op.node, "operationId").unwrap_or_default();
        if revision > 1 && !id.ends_with(&format!("V{revision}")) {
            let message = format!("the operationId of revision {revision} does not end with `_V{revision}`");
            cx.tell(Rule::OperationIdShouldEndWithRevision, place(op.node, "operationId"), message);
        }
    }
}
