//! An action or trigger: what it is, takes, gives and how it is called.

use super::escape;
use super::highlight;
use crate::diag::counted;
use crate::docs::parts::{Part, Places};
use crate::docs::prose;
use crate::docs::reference::{Allowed, Failure, Field, Operation, Reference, Type, model_anchor};
use crate::fold::{says_first, says_same};
use crate::ir::Docs;

/// Everything that stands below one heading.
pub(super) fn group(reference: &Reference, places: &Places, part: &Part<'_>) -> String {
    let description = part.group.and_then(|group| group.description.as_deref()).unwrap_or_default();
    let mut out = format!(
        "<section class=\"part\" id=\"{0}\" aria-labelledby=\"{0}-name\">\n{1}\n{2}",
        part.anchor,
        heading(part),
        paragraphs(description)
    );
    for one in part.operations {
        out.push_str(&operation(reference, places, &part.page, one));
    }
    out.push_str("</section>\n");
    out
}

/// The name of a part, which on a page of its own is what the page is about.
pub(super) fn heading(part: &Part<'_>) -> String {
    let (tag, anchor, name) = (if part.leads { "h1" } else { "h2" }, &part.anchor, escape(&part.name));
    format!("<{tag} id=\"{anchor}-name\">{name}</{tag}>")
}

/// Prose in its box; nothing where there is none.
pub(super) fn paragraphs(description: &str) -> String {
    match prose::html(description) {
        made if made.is_empty() => made,
        made => format!("<div class=\"prose\">{made}</div>\n"),
    }
}

fn operation(reference: &Reference, places: &Places, page: &str, one: &Operation) -> String {
    let anchor = escape(&one.anchor());
    let mut tags = String::new();
    let mut tag = |word: &str, hot: bool| {
        tags.push_str(&format!("<span class=\"tag{}\">{word}</span>", if hot { " hot" } else { "" }));
    };
    match one.trigger {
        Some("webhook") => tag("webhook", true),
        Some(_) => tag("polling", true),
        None => {}
    }
    if one.pages.is_some() {
        tag("paged", false);
    }
    if one.deprecated.is_some() {
        tag("deprecated", true);
    }
    let title = one.title();
    let mut out = format!(
        "<article class=\"op\" id=\"{anchor}\" aria-labelledby=\"{anchor}-name\">\n<div class=\"op-text\">\n\
         <div class=\"op-head\"><h3 id=\"{anchor}-name\"><a class=\"self\" href=\"#{anchor}\">{}</a></h3>{tags}</div>\n\
         <p class=\"route\"><code>{}</code><span><b>{}</b> {}</span></p>\n",
        escape(&title),
        escape(&one.name),
        escape(&one.method),
        escape(&one.path)
    );
    if let Some(instead) = &one.deprecated {
        out.push_str(&deprecation(places, page, instead.as_deref()));
    }
    let description = one.docs.description.as_deref().unwrap_or_default();
    if !says_same(description, &title) {
        out.push_str(&paragraphs(description));
    }
    if !one.limits.is_empty() {
        let limits: Vec<String> =
            one.limits.iter().map(|limit| format!("<li>{}</li>", escape(limit))).collect();
        out.push_str(&format!(
            "<div class=\"note\"><p>The platform does this, the client does not; a <code>Script</code> can:</p><ul>{}</ul></div>\n",
            limits.concat()
        ));
    }
    out.push_str(&inputs(places, page, one));
    out.push_str(&output(places, page, one, &anchor));
    out.push_str(&failures(places, page, &one.failures));
    out.push_str("</div>\n<div class=\"op-code\"><div class=\"stick\">\n");
    out.push_str(&example(reference, one));
    out.push_str(&format!(
        "<details class=\"block\"><summary>HTTP request</summary><pre tabindex=\"0\">{}</pre></details>\n</div></div>\n</article>\n",
        escape(&one.request)
    ));
    out
}

fn deprecation(places: &Places, page: &str, instead: Option<&str>) -> String {
    let instead = instead.map(|name| match places.has(&format!("action-{name}")) {
        true => format!(
            " Use <a href=\"{}\"><code>{}</code></a>.",
            escape(&places.href(page, &format!("action-{name}"))),
            escape(name)
        ),
        false => format!(" Use <code>{}</code>.", escape(name)),
    });
    format!("<p class=\"note\">Deprecated.{}</p>\n", instead.unwrap_or_default())
}

fn inputs(places: &Places, page: &str, one: &Operation) -> String {
    if one.inputs.is_empty() && one.constants.is_empty() {
        return "<h4>Inputs</h4>\n<p class=\"say\">None.</p>\n".to_owned();
    }
    let mut out = "<h4>Inputs</h4>\n".to_owned();
    if let Some(grouped) = &one.grouped {
        out.push_str(&format!(
            "<p class=\"say\">The required ones are fields of <code>call::{}</code>.</p>\n",
            escape(grouped)
        ));
    }
    let rows = |advanced: bool| -> Vec<String> {
        let some =
            one.inputs.iter().filter(|input| (input.field.advanced && !input.field.required) == advanced);
        some.map(|input| {
            let mut sent = format!("in {}", place(input.place));
            if input.field.wire != input.field.name {
                sent.push_str(&format!(" as <code>{}</code>", escape(&input.field.wire)));
            }
            row(places, page, &input.field, Some(&sent))
        })
        .collect()
    };
    let (plain, advanced) = (rows(false), rows(true));
    if !plain.is_empty() {
        out.push_str(&format!("<ul class=\"fields\">\n{}</ul>\n", plain.concat()));
    }
    if !advanced.is_empty() {
        out.push_str(&format!(
            "<details class=\"more\"><summary>{}</summary>\n<ul class=\"fields\">\n{}</ul>\n</details>\n",
            counted(advanced.len(), "advanced input"),
            advanced.concat()
        ));
    }
    if !one.constants.is_empty() {
        let all = one.constants.iter().map(|(wire, where_, value)| {
            format!(
                "<li><code>{}</code> in {}: <code>{}</code></li>",
                escape(wire),
                place(where_),
                escape(value)
            )
        });
        let all: Vec<String> = all.collect();
        out.push_str(&format!(
            "<details class=\"more\"><summary>{} sent without asking</summary>\n<ul class=\"fields fine\">{}</ul>\n</details>\n",
            counted(all.len(), "value"),
            all.concat()
        ));
    }
    out
}

/// The document's word for a place, for people.
fn place(word: &str) -> &str {
    match word {
        "path" => "the path",
        "query" => "the query",
        "header" => "a header",
        "cookie" => "a cookie",
        "formData" => "the form",
        "body" => "the body",
        other => other,
    }
}

fn output(places: &Places, page: &str, one: &Operation, anchor: &str) -> String {
    let heading = if one.trigger.is_some() { "Event" } else { "Output" };
    let nested = one.tree.iter().any(|field| !field.fields.is_empty());
    let unfold = match nested {
        true => format!(
            "<button class=\"open-all\" type=\"button\" aria-expanded=\"false\" aria-controls=\"{anchor}-out\">Unfold all</button>"
        ),
        false => String::new(),
    };
    let mut out = format!(
        "<div class=\"over\"><h4>{heading}</h4>{unfold}</div>\n<p class=\"field\">{}<code class=\"rust\">{}</code></p>\n",
        words(places, page, &one.output),
        escape(&one.output.rust)
    );
    if !one.tree.is_empty() {
        out.push_str(&format!("<div id=\"{anchor}-out\">{}</div>\n", tree(places, page, &one.tree)));
    }
    if let Some(how) = &one.pages {
        out.push_str("<p class=\"fine\">There may be more pages: <code>.pages()</code> and <code>.items()</code> are streams over all of them");
        out.push_str(&format!(" ({}).</p>\n", escape(&how.replace('`', ""))));
    }
    if !one.headers.is_empty() {
        let rows: Vec<String> = one.headers.iter().map(|field| row(places, page, field, None)).collect();
        out.push_str(&format!(
            "<h4>Headers of the reply</h4>\n<ul class=\"fields\">\n{}</ul>\n",
            rows.concat()
        ));
    }
    out
}

fn failures(places: &Places, page: &str, failures: &[Failure]) -> String {
    if failures.is_empty() {
        return String::new();
    }
    let rows = failures.iter().map(|one| {
        let status = if one.status == "default" { "any other" } else { &one.status };
        let model = one.model.as_ref().map(|name| {
            format!(
                " <a href=\"{}\"><code>{}</code></a>",
                escape(&places.href(page, &model_anchor(name))),
                escape(name)
            )
        });
        let said = one.description.as_deref().map(crate::docs::plain).unwrap_or_default();
        format!(
            "<tr><th scope=\"row\"><code>{}</code></th><td>{}{}</td></tr>\n",
            escape(status),
            escape(&said),
            model.unwrap_or_default()
        )
    });
    format!(
        "<h4>Errors</h4>\n<div class=\"rows\" tabindex=\"0\" role=\"group\" aria-label=\"Errors\"><table>{}</table></div>\n",
        rows.collect::<String>()
    )
}

fn example(reference: &Reference, one: &Operation) -> String {
    let Some(code) = one.rust(&reference.module) else {
        return "<p class=\"say\">No short example: its inputs are too deep for one.</p>\n".to_owned();
    };
    format!(
        "<figure class=\"block\"><figcaption>Rust</figcaption><pre tabindex=\"0\">{}</pre></figure>\n",
        highlight::rust(&code)
    )
}

/// Fields, those with something in them folded.
pub(super) fn tree(places: &Places, page: &str, fields: &[Field]) -> String {
    let rows: String = fields.iter().map(|field| row(places, page, field, None)).collect();
    format!("<ul class=\"fields\">\n{rows}</ul>\n")
}

/// What a type is in words, with a link to its model.
fn words(places: &Places, page: &str, ty: &Type) -> String {
    let shown = escape(&ty.words);
    let link = ty.model.as_ref().filter(|name| places.has(&model_anchor(name)));
    match link {
        Some(name) => format!(
            "<span class=\"words\"><a href=\"{}\">{shown}</a></span>",
            escape(&places.href(page, &model_anchor(name)))
        ),
        None => format!("<span class=\"words\">{shown}</span>"),
    }
}

/// One field or input. `sent` says where it goes.
pub(super) fn row(places: &Places, page: &str, field: &Field, sent: Option<&str>) -> String {
    let mut out = format!(
        "<li><div class=\"field\"><code>{}</code>{}",
        escape(&field.name),
        words(places, page, &field.ty)
    );
    if let Some(sent) = sent {
        out.push_str(&format!("<span class=\"words\">{sent}</span>"));
        if field.required {
            out.push_str("<span class=\"req\">required</span>");
        }
    }
    out.push_str(&format!("<code class=\"rust\">{}</code></div>\n", escape(&field.ty.rust)));
    out.push_str(&said(&field.docs, &field.name, &field.wire));
    let mut fine: Vec<String> = Vec::new();
    if sent.is_none() && field.wire != field.name && field.wire != "*" {
        fine.push(format!("<code>{}</code> in JSON", escape(&field.wire)));
    }
    if field.read_only {
        fine.push("set by the service".to_owned());
    }
    if let Some(default) = &field.default {
        fine.push(format!("default <code>{}</code>", escape(default)));
    }
    if !fine.is_empty() {
        out.push_str(&format!("<p class=\"fine\">{}</p>\n", fine.join(" · ")));
    }
    out.push_str(&values(&field.allowed));
    if !field.fields.is_empty() {
        out.push_str(&format!(
            "<details class=\"in\"><summary>{} of <code>{}</code></summary>\n{}</details>\n",
            counted(field.fields.len(), "field"),
            escape(&field.name),
            tree(places, page, &field.fields)
        ));
    }
    out.push_str("</li>\n");
    out
}

/// Summary and description, without what only repeats the name.
pub(super) fn said(docs: &Docs, name: &str, wire: &str) -> String {
    let tells = |text: &&str| ![name, wire].iter().any(|known| says_same(text, known));
    let summary = docs.summary.as_deref().filter(tells);
    let description = docs.description.as_deref().filter(tells);
    match (summary, description) {
        (Some(summary), Some(description)) if says_first(description, summary) => paragraphs(description),
        (Some(summary), Some(description)) => {
            format!(
                "<div class=\"prose\"><p><strong>{}</strong></p>{}</div>\n",
                escape(&crate::docs::plain(summary)),
                prose::html(description)
            )
        }
        (Some(one), None) | (None, Some(one)) => paragraphs(one),
        (None, None) => String::new(),
    }
}

/// More values than these are folded.
const VALUES: usize = 16;

/// The values of an enum.
pub(super) fn values(allowed: &[Allowed]) -> String {
    if allowed.is_empty() {
        return String::new();
    }
    let all = allowed.iter().map(|one| {
        let label = one.docs.as_deref().map(crate::docs::plain).filter(|label| !says_same(label, &one.value));
        let label =
            label.filter(|label| !label.is_empty()).map(|label| format!(" <span>{}</span>", escape(&label)));
        format!("<li><code>{}</code>{}</li>", escape(&one.value), label.unwrap_or_default())
    });
    let list = format!("<ul class=\"values\" aria-label=\"Values\">{}</ul>\n", all.collect::<String>());
    match allowed.len() > VALUES {
        true => {
            format!("<details class=\"in\"><summary>{} values</summary>\n{list}</details>\n", allowed.len())
        }
        false => list,
    }
}
