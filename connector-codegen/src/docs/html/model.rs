//! The types of a client.

use super::escape;
use super::operation::{heading, paragraphs, row, values};
use crate::docs::parts::{Part, Places};
use crate::docs::reference::{Model, ModelKind};

/// Some types below one heading.
pub(super) fn section(places: &Places, part: &Part<'_>) -> String {
    let mut out = format!(
        "<section class=\"part\" id=\"{0}\" aria-labelledby=\"{0}-name\">\n{1}\n\
         <p class=\"say\">What the module <code>model</code> holds.</p>\n",
        part.anchor,
        heading(part)
    );
    for one in part.models {
        out.push_str(&model(places, &part.page, one));
    }
    out.push_str("</section>\n");
    out
}

fn model(places: &Places, page: &str, one: &Model) -> String {
    let anchor = escape(&one.anchor());
    let way = match (one.sent, one.received) {
        (true, true) => "sent and received",
        (true, false) => "sent",
        _ => "received",
    };
    let mut out = format!(
        "<article class=\"model\" id=\"{anchor}\" aria-labelledby=\"{anchor}-name\">\n\
         <div class=\"op-head\"><h3 id=\"{anchor}-name\"><a class=\"self\" href=\"#{anchor}\">{}</a></h3>\
         <span class=\"tag\">{}</span><span class=\"tag\">{way}</span></div>\n",
        escape(&one.name),
        one.kind.word()
    );
    let both = match (&one.docs.summary, &one.docs.description) {
        (Some(summary), Some(description)) => format!("{summary}\n\n{description}"),
        (Some(text), None) | (None, Some(text)) => text.clone(),
        (None, None) => String::new(),
    };
    out.push_str(&paragraphs(&both));
    if let Some(alias) = &one.alias {
        out.push_str(&format!("<p class=\"say\">Stands for <code>{}</code>.</p>\n", escape(&alias.rust)));
    }
    out.push_str(&values(&one.allowed));
    match one.kind {
        ModelKind::Struct if one.fields.is_empty() => out.push_str("<p class=\"say\">No fields.</p>\n"),
        _ if one.fields.is_empty() => {}
        _ => {
            let rows: String = one.fields.iter().map(|field| row(places, page, field, None)).collect();
            out.push_str(&format!("<ul class=\"fields\">\n{rows}</ul>\n"));
        }
    }
    out.push_str("</article>\n");
    out
}
