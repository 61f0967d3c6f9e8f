//! What the corpus' triggers are, and what their callers have to know.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use connector_codegen::Inspect;

use crate::report::cell;
use crate::run::Outcome;

/// The triggers of a document that are polled, and where the polling of each goes on.
pub(crate) fn polled(view: &Inspect) -> Vec<(String, String)> {
    let polled =
        view.triggers.iter().filter_map(|trigger| Some((trigger.id.clone(), trigger.cursor.clone()?)));
    polled.collect()
}

/// The webhooks of a document, and the rule that found what ends the subscription of each; none where nothing was found, or
/// where the webhook is a plain call.
pub(crate) fn webhooks(view: &Inspect) -> Vec<(String, Option<String>)> {
    let webhooks = view.triggers.iter().filter(|trigger| trigger.kind == "webhook");
    webhooks
        .map(|trigger| (trigger.id.clone(), trigger.unsubscribe.as_ref().map(|(_, rule)| rule.clone())))
        .collect()
}

/// How the subscriptions of all documents end, and those that need their caller.
pub(crate) fn subscriptions(outcomes: &[Outcome], out: &mut String) {
    const NOTHING: &str = "nothing but a `Location`";
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in outcomes {
        let mut rules: Vec<&str> =
            one.webhooks.iter().map(|(_, rule)| rule.as_deref().unwrap_or(NOTHING)).collect();
        rules.iter().for_each(|rule| counts.entry(rule).or_default().0 += 1);
        rules.sort_unstable();
        rules.dedup();
        rules.iter().for_each(|rule| counts.entry(rule).or_default().1 += 1);
    }
    if counts.is_empty() {
        return;
    }
    out.push_str("## Webhooks\n\nWhat ends a subscription where the reply has no `Location`, by the rules of [triggers](triggers.md#how-a-subscription-ends):\n\n");
    out.push_str("| rule | webhooks | connectors |\n| --- | ---: | ---: |\n");
    for (rule, (count, connectors)) in counts {
        let _ = writeln!(out, "| {rule} | {count} | {connectors} |");
    }
    out.push_str("\nThese need `unsubscribe_with` if their service sends no `Location`, because no action of the description fits:\n\n| document | triggers |\n| --- | --- |\n");
    for one in outcomes {
        let ids = one.webhooks.iter().filter(|(_, rule)| rule.is_none()).map(|(id, _)| id.as_str());
        let ids: Vec<&str> = ids.collect();
        if !ids.is_empty() {
            let _ = writeln!(out, "| {} | {} |", cell(&one.name), cell(&ids.join(", ")));
        }
    }
    out.push('\n');
}

/// What the words of `inspect` mean; anything else is names of query parameters.
fn kind(cursor: &str) -> (&'static str, &'static str) {
    match cursor {
        "service" => ("the protocol, as the description says", ""),
        "unknown" => (
            "the protocol, of which the description says nothing",
            "if the service says nothing either, equal events are left out: `dedupe_by`, `keep_repeats` or `cursor` make it otherwise",
        ),
        "none" => (
            "a policy without a cursor",
            "what a reply has no room for is lost: `dedupe_by` says what is new, `cursor` supplies a cursor",
        ),
        _ => ("a cursor in the query, from the reply before", ""),
    }
}

/// How the polled triggers of all documents go on, and those that need their caller.
pub(crate) fn polling(outcomes: &[Outcome], out: &mut String) {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in outcomes {
        let mut kinds: Vec<&str> = one.polled.iter().map(|(_, cursor)| kind(cursor).0).collect();
        kinds.iter().for_each(|kind| counts.entry(kind).or_default().0 += 1);
        kinds.sort_unstable();
        kinds.dedup();
        kinds.iter().for_each(|kind| counts.entry(kind).or_default().1 += 1);
    }
    if counts.is_empty() {
        return;
    }
    out.push_str("## Triggers that are polled\n\n| polling goes on by | triggers | connectors |\n| --- | ---: | ---: |\n");
    for (kind, (count, connectors)) in counts {
        let _ = writeln!(out, "| {kind} | {count} | {connectors} |");
    }
    out.push_str("\nAll of them are streams. These may need something of their caller:\n\n| document | triggers | why |\n| --- | --- | --- |\n");
    for one in outcomes {
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, cursor) in &one.polled {
            reasons.entry(kind(cursor).1).or_default().push(id);
        }
        for (why, ids) in reasons.into_iter().filter(|(why, _)| !why.is_empty()) {
            let _ = writeln!(out, "| {} | {} | {why} |", cell(&one.name), cell(&ids.join(", ")));
        }
    }
    out.push('\n');
}
