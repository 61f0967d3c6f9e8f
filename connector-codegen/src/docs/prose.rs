//! The document's own texts, made harmless: Markdown without HTML, without pictures, and with links to the web only.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html::escape;
use crate::emit::docs::{untag, visible};

/// The longest text that is shown of one thing, in characters. Real descriptions stay far below.
const LONGEST: usize = 20_000;

/// Block quotations and lists inside one another: what is deeper is shown flat.
const DEPTH: usize = 12;

/// What readers may be led to by a text that a stranger wrote.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

fn clean(text: &str) -> String {
    let text = match text.char_indices().nth(LONGEST) {
        Some((at, _)) => text.get(..at).unwrap_or(text),
        None => text,
    };
    let lines = untag(text);
    let lines = lines.lines().map(|line| {
        // Four blanks would begin a block of code, which in descriptions is a matter of how they were typed.
        let line: String = line.chars().filter_map(visible).collect();
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// One line of plain text.
pub fn plain(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for event in parser(&text) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                out.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) | Event::Rule => {
                if matches!(event, Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)) {
                    continue;
                }
                out.push(' ');
            }
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a link leads to where a reader may be sent.
fn is_web(url: &str) -> bool {
    let lower = url.trim().to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) && !url.chars().any(|c| c.is_control() || c == ' ')
}

/// Blocks of HTML. Where they are none, nothing.
pub(super) fn html(text: &str) -> String {
    let text = clean(text);
    let mut writer = Writer::default();
    for event in parser(&text) {
        writer.event(event);
    }
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// What closes what is open; nothing for what is shown flat.
    open: Vec<&'static str>,
    /// A link in a link would be none.
    linked: bool,
    code: bool,
    head: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code || self.linked => self.out.push_str(&escape(&text)),
            Event::Text(text) => self.linkify(&text),
            Event::Code(code) => self.out.push_str(&format!("<code>{}</code>", escape(&code))),
            Event::Html(text) | Event::InlineHtml(text) => self.out.push_str(&escape(&text)),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            _ => {}
        }
    }

    fn open(&mut self, open: &str, close: &'static str) {
        let deep = self.open.iter().filter(|close| !close.is_empty()).count() >= DEPTH;
        if !deep {
            self.out.push_str(open);
        }
        self.open.push(if deep { "" } else { close });
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            // What looks like HTML is shown as it was written.
            Tag::Paragraph | Tag::HtmlBlock => self.open("<p>", "</p>"),
            // The page has an outline of its own.
            Tag::Heading { .. } => self.open("<p><strong>", "</strong></p>"),
            Tag::BlockQuote(_) => self.open("<blockquote>", "</blockquote>"),
            Tag::CodeBlock(_) => {
                self.code = true;
                self.open("<pre tabindex=\"0\">", "</pre>");
            }
            Tag::List(Some(_)) => self.open("<ol>", "</ol>"),
            Tag::List(None) => self.open("<ul>", "</ul>"),
            Tag::Item => self.open("<li>", "</li>"),
            // Wide ones are scrolled, by keyboard, too.
            Tag::Table(_) => self.open(
                "<div class=\"rows\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>",
                "</table></div>",
            ),
            Tag::TableHead => {
                self.head = true;
                self.open("<thead><tr>", "</tr></thead>");
            }
            Tag::TableRow => self.open("<tr>", "</tr>"),
            Tag::TableCell if self.head => self.open("<th>", "</th>"),
            Tag::TableCell => self.open("<td>", "</td>"),
            Tag::Emphasis => self.open("<em>", "</em>"),
            Tag::Strong => self.open("<strong>", "</strong>"),
            Tag::Strikethrough => self.open("<s>", "</s>"),
            Tag::Link { link_type, dest_url, .. } => {
                let url = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                if is_web(&url) && !self.linked {
                    self.linked = true;
                    self.open(&anchor(&url), "</a>");
                } else {
                    self.open("", "");
                }
            }
            // A picture would be asked for somewhere; its text is shown.
            _ => self.open("", ""),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => self.code = false,
            TagEnd::TableHead => self.head = false,
            TagEnd::Link => self.linked = false,
            _ => {}
        }
        self.out.push_str(self.open.pop().unwrap_or_default());
    }

    /// Addresses in plain text lead somewhere, too.
    fn linkify(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
            let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let end = from
                .find(|c: char| c.is_whitespace() || "<>\"'`()[]{}|\\^*".contains(c))
                .unwrap_or(from.len());
            let url = from.get(..end).unwrap_or(from).trim_end_matches(['.', ',', ';', ':', '!', '?']);
            self.out.push_str(&escape(before));
            if url.split_once("://").is_some_and(|(_, host)| !host.is_empty()) {
                self.out.push_str(&format!("{}{}</a>", anchor(url), escape(url)));
            } else {
                self.out.push_str(&escape(url));
            }
            rest = from.get(url.len()..).unwrap_or_default();
        }
        self.out.push_str(&escape(rest));
    }
}

fn anchor(url: &str) -> String {
    format!("<a href=\"{}\" rel=\"noopener noreferrer nofollow\">", escape(url.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_stranger_acts() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](  vbscript:x)",
            "![picture](https://tracker.example/x.png)",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](<https://a.b/\" onclick=\"alert(1)>)",
            "<svg/onload=alert(1)>",
            "&lt;script&gt;",
            "[ref]\n\n[ref]: javascript:alert(1)",
            "<https://a.b/<script>>",
            "`<script>`\n\n```html\n<script>x</script>\n```",
            "</section></main><script>x</script>",
        ];
        for text in hostile {
            let made = html(text);
            let tags: Vec<&str> =
                made.split('<').skip(1).filter_map(|part| part.split(['>', ' ']).next()).collect();
            let known = ["p", "/p", "a", "/a", "code", "/code", "pre", "/pre", "br"];
            assert!(tags.iter().all(|tag| known.contains(tag)), "{text}: {made}");
            assert!(!made.contains("href=\"javascript") && !made.contains("<img"), "{text}: {made}");
            for href in made.split("href=\"").skip(1) {
                assert!(href.starts_with("http"), "{text}: {made}");
                let tag = href.split('>').next().unwrap();
                assert_eq!(tag.matches('"').count(), 3, "{text}: {made}");
            }
        }
    }

    #[test]
    fn what_is_meant_well_is_kept() {
        assert_eq!(html("a **b** `c`"), "<p>a <strong>b</strong> <code>c</code></p>");
        assert_eq!(html("# Title\ntext"), "<p><strong>Title</strong></p><p>text</p>");
        assert_eq!(html("# A **b** title"), "<p><strong>A <strong>b</strong> title</strong></p>");
        assert_eq!(html("- a\n- b"), "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(
            html("|a|b|\n|-|-|\n|1|2|"),
            "<div class=\"rows\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1</td><td>2</td></tr></table></div>"
        );
        let link = "<a href=\"https://a.b/c\" rel=\"noopener noreferrer nofollow\">";
        assert_eq!(html("see https://a.b/c."), format!("<p>see {link}https://a.b/c</a>.</p>"));
        assert_eq!(html("[it](https://a.b/c)"), format!("<p>{link}it</a></p>"));
        assert_eq!(html("one<br/>two"), "<p>one\ntwo</p>");
        assert_eq!(html("a < b & c"), "<p>a &lt; b &amp; c</p>");
    }

    #[test]
    fn one_line() {
        assert_eq!(plain("Gets **an** [order](https://a.b).\n\n- one\n- two"), "Gets an order. one two");
        assert_eq!(plain("a\u{202e}b <b>c</b> <script>"), "ab c <script>");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("{} x", ">".repeat(5_000));
        let made = html(&deep);
        assert!(made.matches("<blockquote>").count() <= DEPTH, "{}", made.len());
    }
}
