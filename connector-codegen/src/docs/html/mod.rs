//! The pages as HTML: static, without a framework, the same from a disk as from a server.
//!
//! A site is one page, or, when that would be long, one for each tag. Styles and script stand in every page, allowed by
//! their hashes: nothing else runs. The search index is a file of its own, which that script asks for when somebody searches.

mod highlight;
mod model;
mod operation;
mod overview;
mod page;
mod search;
mod site;

pub use site::site;

use super::Page;

/// Text that is safe between tags and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // They turn the direction of what follows, or hide.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{0}' => {}
            sign => out.push(sign),
        }
    }
    out
}

pub(super) use page::{Frame, frame};
pub(super) use search::{Entry, index_script};
