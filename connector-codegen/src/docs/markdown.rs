//! The pages as Markdown, for repositories and wikis: the same parts, with nothing folded.

use super::parts::{Part, Places, parts};
use super::reference::{Allowed, Field, Model, Operation, Reference, model_anchor};
use super::{Page, plain};
use crate::emit::docs;
use crate::ir::Docs;

/// All files of a connector's reference.
pub fn markdown(reference: &Reference) -> Vec<Page> {
    let parts = parts(reference, "md");
    let places = Places::of(&parts);
    let mut files: Vec<Page> =
        vec![Page { path: "index.md".to_owned(), text: overview(reference, &places, &parts) }];
    for part in &parts {
        let text = self::part(reference, &places, part);
        match files.iter_mut().find(|file| file.path == part.page) {
            Some(file) => file.text.push_str(&text),
            None => files.push(Page { path: part.page.clone(), text }),
        }
    }
    files
}

/// Texts of the document that nothing acts in.
fn prose(docs: &Docs) -> String {
    let lines = docs::lines(docs, "", &[]);
    if lines.is_empty() { String::new() } else { format!("{}\n\n", lines.join("\n")) }
}

pub(super) fn described(description: Option<&str>) -> String {
    prose(&Docs { summary: None, description: description.map(str::to_owned) })
}

/// Text in backticks, whatever is in it.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let fence = if text.contains('`') { "``" } else { "`" };
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{}{blank}{fence}", text.replace("``", "'"))
}

pub(super) fn block(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}{language}\n{}\n{fence}\n\n", text.trim_end())
}

fn overview(reference: &Reference, places: &Places, parts: &[Part<'_>]) -> String {
    let mut out = format!("# {}\n\n", docs::one_line(&reference.title));
    if !reference.version.is_empty() {
        out.push_str(&format!("Version {}.", code(&reference.version)));
    }
    if let Some(host) = reference.host() {
        out.push_str(&format!(" Host {}.", code(host)));
    }
    out.push_str("\n\n");
    out.push_str(&described(reference.description.as_deref()));
    out.push_str("## Sign-in\n\n");
    for one in &reference.constructors {
        out.push_str(&format!("### {}\n\n{}\n\n", code(&format!("Connection::{}", one.name)), one.docs));
        for (name, value) in &one.oauth {
            out.push_str(&format!("* {}: {}\n", docs::one_line(name), code(value)));
        }
        if !one.oauth.is_empty() {
            out.push('\n');
        }
        out.push_str(&block("rust", &format!("{}\n\n{}", one.uses(&reference.module), one.example)));
    }
    if !reference.parameters.is_empty() {
        out.push_str("## Connection parameters\n\n");
        for one in &reference.parameters {
            let notes = [
                one.required.then(|| "required".to_owned()),
                one.secret.then(|| "secret".to_owned()),
                one.default.as_deref().map(|default| format!("default {}", code(default))),
            ];
            let notes: Vec<String> = notes.into_iter().flatten().collect();
            let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
            out.push_str(&format!("* {}{notes}{}\n", code(&one.name), inline(&one.docs)));
        }
        out.push('\n');
    }
    out.push_str("## Limits\n\n");
    if reference.limits.is_empty() {
        out.push_str("Nothing of the description is left out.\n\n");
    }
    for one in &reference.limits {
        out.push_str(&format!("* {}\n", docs::one_line(&one.what)));
    }
    if !reference.limits.is_empty() {
        out.push('\n');
    }
    for part in parts.iter().filter(|part| part.page != "index.md") {
        out.push_str(&format!("## [{}]({})\n\n", docs::one_line(&part.name), part.page));
        for one in part.operations {
            let href = places.href("index.md", &one.anchor());
            out.push_str(&format!("* [{}]({href}): {}\n", code(&one.name), docs::one_line(&one.title())));
        }
        out.push('\n');
    }
    out
}

/// Documentation behind a colon, on the line of its thing.
fn inline(docs: &Docs) -> String {
    let lines = docs::lines(docs, "", &[]);
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.trim_start_matches("* "))
        .filter(|line| !line.is_empty() && !line.starts_with("```"))
        .collect();
    if lines.is_empty() { String::new() } else { format!(": {}", lines.join(" ")) }
}

fn part(reference: &Reference, places: &Places, part: &Part<'_>) -> String {
    let mut out = format!("## {}\n\n", docs::one_line(&part.name));
    out.push_str(&described(part.group.and_then(|group| group.description.as_deref())));
    for one in part.operations {
        out.push_str(&operation(reference, places, &part.page, one));
    }
    for one in part.models {
        out.push_str(&model(places, &part.page, one));
    }
    out
}

fn operation(reference: &Reference, places: &Places, page: &str, one: &Operation) -> String {
    let mut out = format!(
        "<a id=\"{}\"></a>\n\n### {}\n\n{} · {}\n\n",
        one.anchor(),
        docs::one_line(&one.title()),
        code(&one.name),
        code(&format!("{} {}", one.method, one.path)),
    );
    if let Some(kind) = one.trigger {
        out.push_str(&format!("A {kind} trigger.\n\n"));
    }
    if let Some(instead) = &one.deprecated {
        let instead = instead.as_ref().map(|name| format!(" Use {}.", code(name)));
        out.push_str(&format!("**Deprecated.**{}\n\n", instead.unwrap_or_default()));
    }
    out.push_str(&described(one.docs.description.as_deref()));
    if !one.limits.is_empty() {
        let limits: Vec<String> =
            one.limits.iter().map(|limit| format!("* {}\n", docs::one_line(limit))).collect();
        out.push_str(&format!("The platform does this, the client does not:\n\n{}\n", limits.concat()));
    }
    if !one.inputs.is_empty() {
        out.push_str("#### Inputs\n\n");
        for input in &one.inputs {
            field(&mut out, places, page, &input.field, Some(input.place), 0);
        }
        out.push('\n');
    }
    let heading = if one.trigger.is_some() { "Event" } else { "Output" };
    out.push_str(&format!(
        "#### {heading}\n\n{}\n\n",
        linked(places, page, &one.output.rust, one.output.model.as_deref())
    ));
    for one in &one.tree {
        field(&mut out, places, page, one, None, 0);
    }
    if !one.tree.is_empty() {
        out.push('\n');
    }
    if let Some(how) = &one.pages {
        let streams = "`.pages()` and `.items()` are streams over all pages";
        out.push_str(&format!("There may be more pages; {streams} ({how}).\n\n"));
    }
    if !one.failures.is_empty() {
        out.push_str("#### Errors\n\n");
        for failure in &one.failures {
            let said = failure.description.as_deref().map(docs::one_line).unwrap_or_default();
            let body =
                failure.model.as_deref().map(|name| format!(" ({})", linked(places, page, name, Some(name))));
            out.push_str(&format!("* {}: {said}{}\n", code(&failure.status), body.unwrap_or_default()));
        }
        out.push('\n');
    }
    if let Some(example) = one.rust(&reference.module) {
        out.push_str(&block("rust", &example));
    }
    out.push_str(&block("http", &one.request));
    out
}

fn linked(places: &Places, page: &str, text: &str, model: Option<&str>) -> String {
    match model.map(model_anchor).filter(|anchor| places.has(anchor)) {
        Some(anchor) => format!("[{}]({})", code(text), places.href(page, &anchor)),
        None => code(text),
    }
}

/// A line of a list, and those below it.
fn field(out: &mut String, places: &Places, page: &str, one: &Field, place: Option<&str>, depth: usize) {
    let wire = (one.wire != one.name && one.wire != "*").then(|| code(&one.wire));
    let notes = [
        (one.required && place.is_some()).then(|| "required".to_owned()),
        match (place, wire) {
            (Some(place), Some(wire)) => Some(format!("{place} {wire}")),
            (Some(place), None) => Some(place.to_owned()),
            (None, wire) => wire,
        },
        one.advanced.then(|| "advanced".to_owned()),
        one.default.as_deref().map(|default| format!("default {}", code(default))),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    out.push_str(&format!(
        "{}* {} {}{notes}{}{}\n",
        "  ".repeat(depth),
        code(&one.name),
        linked(places, page, &one.ty.rust, one.ty.model.as_deref()),
        inline(&docs::telling(&one.docs, &one.wire)),
        values(&one.allowed)
    ));
    for inner in &one.fields {
        field(out, places, page, inner, None, depth + 1);
    }
}

fn values(allowed: &[Allowed]) -> String {
    if allowed.is_empty() {
        return String::new();
    }
    let all: Vec<String> = allowed.iter().map(|one| code(&one.value)).collect();
    format!(" One of {}.", all.join(", "))
}

fn model(places: &Places, page: &str, one: &Model) -> String {
    let mut out = format!("<a id=\"{}\"></a>\n\n### {}\n\n", one.anchor(), code(&one.name));
    out.push_str(
        &format!("A {}. ", one.kind.word())
            .replace("A alias", "An alias")
            .replace("A enum", "An enum")
            .replace("A replies", "Replies"),
    );
    if let Some(alias) = &one.alias {
        out.push_str(&format!("Stands for {}.", code(&alias.rust)));
    }
    let said = plain(&values(&one.allowed));
    if !said.is_empty() {
        out.push_str(values(&one.allowed).trim_start());
    }
    out.push_str("\n\n");
    out.push_str(&prose(&one.docs));
    for inner in &one.fields {
        field(&mut out, places, page, inner, None, 0);
    }
    if !one.fields.is_empty() {
        out.push('\n');
    }
    out
}
