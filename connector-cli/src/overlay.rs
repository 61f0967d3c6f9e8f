//! `cargo connector overlay`: what overlays do, before anything is generated.

use connector_codegen::Severity;
use serde_json::json;
use similar::TextDiff;

use crate::End;
use crate::args::Overlay;
use crate::check::finding_json;
use crate::document;
use crate::terminal::{Terminal, print};

pub(crate) fn overlay(args: &Overlay, terminal: &Terminal) -> End {
    let options = match document::options(&args.input.documents, &args.input.choices) {
        Ok(options) => options,
        Err(end) => return end,
    };
    if options.overlays.is_empty() {
        return End::Usage("name the overlay: --overlay FILE".into());
    }
    let (before, after, found) = connector_codegen::overlay::effect(&options);
    let diff = TextDiff::from_lines(&before, &after);
    let mut text = diff.unified_diff();
    let text = text.context_radius(args.context).header("as it is", "with the overlay").to_string();
    let text = if args.json {
        format!(
            "{:#}\n",
            json!({"diff": text, "findings": found.iter().map(finding_json).collect::<Vec<_>>()})
        )
    } else {
        found.iter().for_each(|one| terminal.complain(one.severity, &one.to_string()));
        text
    };
    if let Err(error) = print(&text) {
        return End::Failed(format!("cannot write: {error}"));
    }
    match found.iter().any(|one| one.severity != Severity::Note) {
        true => End::Findings,
        false => End::Good,
    }
}
