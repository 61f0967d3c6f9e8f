//! What a description seems to leave out.

use crate::diag::{Code, Diagnostic, Rendered};
use crate::ir::json_text;
use crate::lint::Rule;
use crate::propose::Proposal;
use crate::source::Source;

/// How the pages of an action are likely found.
#[derive(Clone, Debug)]
pub struct ProposalView {
    /// operationId
    pub action: String,
    /// `page`, `offset`, `cursor`, `url`, `link`.
    pub kind: &'static str,
    /// The operation, as a normalized path of RFC 9535: the target of an overlay.
    pub target: String,
    /// The `x-connector-paging` that it would need, as JSON.
    pub extension: String,
    /// What it is concluded from, for a person.
    pub why: String,
    /// The same as a finding of `check`.
    pub finding: Rendered,
}

impl ProposalView {
    pub(crate) fn of(proposal: Proposal, source: &Source) -> Self {
        let Proposal { id, at, kind, extension, why } = proposal;
        let message = format!("the reply looks as if it had pages: {why}");
        let help = format!("if it has, say so: `x-connector-paging: {extension}`");
        let finding = Diagnostic::note(Code::lint(Rule::PagesNotDescribed), at, message).help(help);
        Self { action: id, kind, target: source.path(at), extension, why, finding: finding.render(source) }
    }

    pub(super) fn to_json(&self) -> String {
        format!(
            "{{\"action\": {}, \"target\": {}, \"paging\": {}, \"why\": {}}}",
            json_text(&self.action),
            json_text(&self.target),
            self.extension,
            json_text(&self.why)
        )
    }
}

/// An overlay that does as the proposals say; none where there are none.
pub fn overlay(document: &str, proposals: &[ProposalView]) -> Option<String> {
    if proposals.is_empty() {
        return None;
    }
    let actions: Vec<String> = proposals
        .iter()
        .map(|one| {
            let (target, why) = (json_text(&one.target), json_text(&one.why));
            format!(
                "{{\"target\": {target}, \"description\": {why}, \"update\": {{\"x-connector-paging\": {}}}}}",
                one.extension
            )
        })
        .collect();
    let title = json_text(&format!("Pages that {document} seems to have"));
    Some(format!(
        "{{\n  \"overlay\": \"1.0.0\",\n  \"info\": {{\"title\": {title}, \"version\": \"1\"}},\n  \"actions\": [\n    {}\n  ]\n}}\n",
        actions.join(",\n    ")
    ))
}
