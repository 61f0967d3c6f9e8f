//! The first page: what the service is, how to sign in, what the client does not do.

use super::escape;
use super::highlight;
use super::operation::{paragraphs, said};
use crate::docs::parts::{Part, Places};
use crate::docs::reference::{OperationKind, Parameter, Reference};

/// The sections of the first page that have something to say: anchor and heading.
pub(super) fn sections(reference: &Reference) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![("sign-in", "Sign-in")];
    if !reference.parameters.is_empty() {
        all.push(("parameters", "Connection parameters"));
    }
    all.push(("limits", "Limits"));
    all
}

/// Everything above the operations. `parts` are those of other pages, which are then listed.
pub(super) fn overview(reference: &Reference, places: &Places, parts: &[Part<'_>]) -> String {
    let mut out = format!(
        "<section class=\"part\" id=\"top\" aria-labelledby=\"title\">\n<h1 id=\"title\">{}</h1>\n{}",
        escape(&reference.title),
        facts(reference)
    );
    out.push_str(&paragraphs(reference.description.as_deref().unwrap_or_default()));
    out.push_str("</section>\n");
    out.push_str(&sign_in(reference));
    out.push_str(&parameters(reference));
    out.push_str(&limits(reference, places));
    if parts.iter().any(|part| part.page != "index.html") {
        out.push_str(&index(places, parts));
    }
    out
}

fn facts(reference: &Reference) -> String {
    let count = |kind, one: &str, many: &str| match reference.count(kind) {
        0 => None,
        1 => Some(format!("<b>1</b> {one}")),
        number => Some(format!("<b>{number}</b> {many}")),
    };
    let version =
        (!reference.version.is_empty()).then(|| format!("version <b>{}</b>", escape(&reference.version)));
    let host = reference.host().map(|host| format!("<code>{}</code>", escape(host)));
    let models = match reference.models.len() {
        0 => None,
        number => Some(format!("<b>{number}</b> types")),
    };
    let all = [
        version,
        count(OperationKind::Action, "action", "actions"),
        count(OperationKind::Trigger, "trigger", "triggers"),
        models,
        host,
    ];
    let all: String = all.into_iter().flatten().map(|fact| format!("<li>{fact}</li>")).collect();
    format!("<ul class=\"facts\" aria-label=\"At a glance\">{all}</ul>\n")
}

fn sign_in(reference: &Reference) -> String {
    let mut out = "<section class=\"part\" id=\"sign-in\" aria-labelledby=\"sign-in-name\">\n<h2 id=\"sign-in-name\">Sign-in</h2>\n".to_owned();
    if reference.constructors.len() > 1 {
        out.push_str(&format!(
            "<p class=\"say\">A <code>Connection</code> is made in one of {} ways.</p>\n",
            reference.constructors.len()
        ));
    }
    for one in &reference.constructors {
        let rows: String = one
            .oauth
            .iter()
            .map(|(name, value)| {
                format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escape(name), escape(value))
            })
            .collect();
        let table = match rows.is_empty() {
            true => String::new(),
            false => format!(
                "<div class=\"rows\" tabindex=\"0\" role=\"group\" aria-label=\"OAuth 2.0\"><table>{rows}</table></div>\n"
            ),
        };
        out.push_str(&format!(
            "<div class=\"way\"><div><h3><code>Connection::{}</code></h3>\n{}{table}</div>\n\
             <figure class=\"block\"><figcaption>Rust</figcaption><pre tabindex=\"0\">{}</pre></figure></div>\n",
            escape(&one.name),
            paragraphs(&one.docs),
            highlight::rust(&format!("{}\n\n{}", one.uses(&reference.module), one.example))
        ));
    }
    out.push_str("</section>\n");
    out
}

fn parameters(reference: &Reference) -> String {
    if reference.parameters.is_empty() {
        return String::new();
    }
    let rows: String = reference.parameters.iter().map(parameter).collect();
    format!(
        "<section class=\"part\" id=\"parameters\" aria-labelledby=\"parameters-name\">\n<h2 id=\"parameters-name\">Connection parameters</h2>\n\
         <p class=\"say\">The keys of a configuration file that <code>Connection</code> is read from, and with a prefix those of <code>Connection::from_env</code>.</p>\n\
         <ul class=\"fields\">\n{rows}</ul>\n</section>\n"
    )
}

fn parameter(one: &Parameter) -> String {
    let kind = if one.secret { "secret text" } else { "text" };
    let required = if one.required { "<span class=\"req\">required</span>" } else { "" };
    let mut out = format!(
        "<li><div class=\"field\"><code>{}</code><span class=\"words\">{kind}</span>{required}</div>\n",
        escape(&one.name)
    );
    out.push_str(&said(&one.docs, &one.name, ""));
    let setter = one.setter.as_ref().map(|setter| format!("set by <code>.{}(…)</code>", escape(setter)));
    let default = one.default.as_ref().map(|default| format!("default <code>{}</code>", escape(default)));
    let fine: Vec<String> = [setter, default].into_iter().flatten().collect();
    if !fine.is_empty() {
        out.push_str(&format!("<p class=\"fine\">{}</p>\n", fine.join(" · ")));
    }
    if !one.allowed.is_empty() {
        let all: String =
            one.allowed.iter().map(|value| format!("<li><code>{}</code></li>", escape(value))).collect();
        out.push_str(&format!("<ul class=\"values\" aria-label=\"Values\">{all}</ul>\n"));
    }
    out.push_str("</li>\n");
    out
}

fn limits(reference: &Reference, places: &Places) -> String {
    let mut out =
        "<section class=\"part\" id=\"limits\" aria-labelledby=\"limits-name\">\n<h2 id=\"limits-name\">Limits</h2>\n".to_owned();
    if reference.limits.is_empty() {
        out.push_str("<p class=\"say\">Nothing of the description is left out.</p>\n");
    } else {
        out.push_str("<p class=\"say\">What the platform or the description has and this client does not.</p>\n<ul class=\"fields\">\n");
        for one in &reference.limits {
            let links: Vec<String> = one.operations.iter().map(|name| operation_link(places, name)).collect();
            let concerned = match links.is_empty() {
                true => String::new(),
                false => format!("<p class=\"fine\">{}</p>", links.join(", ")),
            };
            out.push_str(&format!("<li>{}{concerned}</li>\n", paragraphs(&one.what)));
        }
        out.push_str("</ul>\n");
    }
    if !reference.policies.is_empty() {
        let all: Vec<String> = reference
            .policies
            .iter()
            .map(|(template, count)| match count {
                1 => format!("<code>{}</code>", escape(template)),
                count => format!("<code>{}</code> ({count})", escape(template)),
            })
            .collect();
        out.push_str(&format!(
            "<p class=\"fine\">Policies are applied to every request after what the HTTP views show: {}.</p>\n",
            all.join(", ")
        ));
    }
    out.push_str("</section>\n");
    out
}

fn operation_link(places: &Places, name: &str) -> String {
    let anchor =
        ["action", "trigger"].iter().map(|kind| format!("{kind}-{name}")).find(|one| places.has(one));
    match anchor {
        Some(anchor) => {
            format!(
                "<a href=\"{}\"><code>{}</code></a>",
                escape(&places.href("index.html", &anchor)),
                escape(name)
            )
        }
        None => format!("<code>{}</code>", escape(name)),
    }
}

/// All operations of the other pages.
fn index(places: &Places, parts: &[Part<'_>]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| part.group.is_some()) {
        let list: String = part
            .operations
            .iter()
            .map(|one| {
                format!(
                    "<li><a href=\"{}\">{}</a><code>{}</code></li>\n",
                    escape(&places.href("index.html", &one.anchor())),
                    escape(&one.title()),
                    escape(&one.name)
                )
            })
            .collect();
        out.push_str(&format!(
            "<section class=\"part\" aria-labelledby=\"{0}-name\" id=\"{0}\">\n<h2 id=\"{0}-name\"><a class=\"self\" href=\"{1}\">{2}</a></h2>\n<ul class=\"index\">\n{list}</ul>\n</section>\n",
            part.anchor,
            escape(&part.page),
            escape(&part.name)
        ));
    }
    out
}
