//! What all pages have around their content.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::escape;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A page.
pub struct Frame<'a> {
    pub title: &'a str,
    pub brand: &'a str,
    pub version: &'a str,
    pub home: &'a str,
    /// The index of many connectors.
    pub up: Option<&'a str>,
    /// What the side lists; none: there is no side.
    pub nav: &'a [Nav],
    pub content: &'a str,
    pub placeholder: &'a str,
}

/// A line at the side.
pub struct Nav {
    pub text: String,
    pub href: String,
    pub below: Vec<Nav>,
    /// Its class.
    pub marks: &'static str,
}

/// Only our style and our script, and what that script itself asks for; nothing else of any kind, from anywhere.
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}' 'strict-dynamic'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

const SUN: &str = "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"12\" r=\"4.5\"/><path d=\"M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4\"/></svg>";
const LINES: &str =
    "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M4 7h16M4 12h16M4 17h16\"/></svg>";

/// The whole page.
pub fn frame(page: &Frame<'_>) -> String {
    let version = match page.version {
        "" => String::new(),
        version => format!("<small>{}</small>", escape(version)),
    };
    let up = page.up.map(|up| format!("<a class=\"up\" href=\"{}\">All connectors</a>", escape(up)));
    let (menu, side, class) = match page.nav {
        [] => (String::new(), String::new(), "frame wide"),
        nav => (
            format!(
                "<button class=\"tool menu-tool\" id=\"menu\" type=\"button\" aria-label=\"Contents\" aria-expanded=\"false\" aria-controls=\"nav\">{LINES}</button>"
            ),
            format!("<nav class=\"nav\" id=\"nav\" aria-label=\"Contents\">{}</nav>\n", lines(nav)),
            "frame",
        ),
    };
    let long = if page.content.len() > 400_000 { " class=\"long\"" } else { "" };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n<script>{SCRIPT}</script>\n</head>\n\
         <body{long}>\n<a class=\"skip\" href=\"#content\">Skip to content</a>\n\
         <header class=\"bar\">\n<a class=\"brand\" href=\"{home}\"><span>{brand}</span>{version}</a>{up}\n\
         <div class=\"search\" role=\"search\"><label class=\"hidden\" for=\"search\">{placeholder}</label>\
         <input id=\"search\" type=\"text\" role=\"combobox\" aria-expanded=\"false\" aria-controls=\"results\" aria-autocomplete=\"list\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" placeholder=\"{placeholder}\"><kbd aria-hidden=\"true\">/</kbd>\
         <div class=\"results\" id=\"results\" role=\"listbox\" aria-label=\"Results\" hidden></div><p class=\"hidden\" id=\"found\" role=\"status\"></p></div>\n\
         <button class=\"tool\" id=\"theme\" type=\"button\" aria-label=\"Theme\">{SUN}</button>{menu}\n</header>\n\
         <div class=\"{class}\">\n{side}<main id=\"content\" tabindex=\"-1\">\n{content}</main>\n\
         <footer>Written by <code>cargo connector docs</code> from the connector’s description.</footer>\n</div>\n</body>\n</html>\n",
        policy = policy(),
        title = escape(page.title),
        home = escape(page.home),
        brand = escape(page.brand),
        up = up.unwrap_or_default(),
        placeholder = escape(page.placeholder),
        content = page.content,
    )
}

fn lines(nav: &[Nav]) -> String {
    let mut out = String::from("<ul>");
    for one in nav {
        let class = if one.marks.is_empty() { String::new() } else { format!(" class=\"{}\"", one.marks) };
        out.push_str(&format!(
            "<li><a href=\"{}\"{class}>{}</a>{}</li>\n",
            escape(&one.href),
            escape(&one.text),
            if one.below.is_empty() { String::new() } else { lines(&one.below) }
        ));
    }
    out.push_str("</ul>");
    out
}
