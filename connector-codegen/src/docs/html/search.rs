//! What is searched: a script that holds nothing but a list.

use crate::ir::json_text;

/// Something that can be found.
pub struct Entry {
    /// `action`, `trigger`, `type`, `connector`.
    pub kind: &'static str,
    /// What is shown.
    pub title: String,
    /// Its name in Rust.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// What else it can be found by.
    pub more: String,
}

/// A file that can be read from a disk, too, where a page may not fetch.
pub fn index_script(entries: &[Entry]) -> String {
    let mut out = String::from("globalThis.connectorIndex=[\n");
    for entry in entries {
        let texts = [entry.kind, &entry.title, &entry.name, &entry.href, &entry.more];
        let texts: Vec<String> = texts.iter().map(|text| script_text(text)).collect();
        out.push_str(&format!("[{}],\n", texts.join(",")));
    }
    out.push_str("];\n");
    out
}

/// JSON that stays a text wherever it is put.
fn script_text(text: &str) -> String {
    json_text(text).replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
