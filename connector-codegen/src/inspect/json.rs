//! What was understood, for programs: `docs/inspect.md`.

use std::fmt::Write as _;

#[cfg(feature = "lint")]
use super::ProposalView;
use super::{Inspect, LookupView, PagingView};
use crate::ir::json_text;

impl Inspect {
    /// Stable JSON: see `docs/inspect.md`.
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\n");
        let _ = write!(
            out,
            "  \"title\": {},\n  \"version\": {},\n  \"requests\": {},\n",
            json_text(&self.title),
            json_text(&self.version),
            self.requests
        );
        list(&mut out, "actions", &self.actions, |action| {
            let inputs: Vec<String> = action
                .inputs
                .iter()
                .map(|input| {
                    format!(
                        "{{\"name\": {}, \"wire\": {}, \"place\": {}, \"required\": {}, \"advanced\": {}, \"type\": {}}}",
                        json_text(&input.name),
                        json_text(&input.wire),
                        json_text(&input.place),
                        input.required,
                        input.advanced,
                        json_text(&input.ty)
                    )
                })
                .collect();
            format!(
                "{{\"id\": {}, \"method\": {}, \"path\": {}, \"name\": {}, \"inputs\": [{}], \"output\": {}, \"grouped\": {}, \"deprecated\": {}, \"internal\": {}{}}}",
                json_text(&action.id),
                json_text(&action.method),
                json_text(&action.path),
                json_text(&action.name),
                inputs.join(", "),
                json_text(&action.output),
                action.grouped,
                action.deprecated,
                action.internal,
                // Only where there are some.
                action
                    .paging
                    .as_ref()
                    .map_or(String::new(), |one| format!(", \"paging\": {}", one.to_json()))
            )
        });
        list(&mut out, "triggers", &self.triggers, |trigger| {
            format!(
                "{{\"id\": {}, \"kind\": {}, \"name\": {}, \"event\": {}{}{}}}",
                json_text(&trigger.id),
                json_text(&trigger.kind),
                json_text(&trigger.name),
                trigger.event.as_deref().map_or("null".to_owned(), json_text),
                trigger
                    .cursor
                    .as_ref()
                    .map_or(String::new(), |text| format!(", \"cursor\": {}", json_text(text))),
                trigger.unsubscribe.as_ref().map_or(String::new(), |(action, rule)| format!(
                    ", \"unsubscribe\": {{\"action\": {}, \"rule\": {}}}",
                    json_text(action),
                    json_text(rule)
                ))
            )
        });
        // Only where there is one, as sign-ins.
        if !self.lookups.is_empty() {
            list(&mut out, "lookups", &self.lookups, LookupView::to_json);
        }
        #[cfg(feature = "lint")]
        if !self.proposals.is_empty() {
            list(&mut out, "proposals", &self.proposals, ProposalView::to_json);
        }
        list(&mut out, "auth", &self.auth, |(kind, name)| {
            format!("{{\"kind\": {}, \"name\": {}}}", json_text(kind), json_text(name))
        });
        // Only where there is one: most documents have none.
        if !self.sign_ins.is_empty() {
            list(&mut out, "signIns", &self.sign_ins, |one| {
                let values: Vec<String> = one
                    .values
                    .iter()
                    .map(|(name, default)| {
                        let default = default.as_deref().map_or("null".to_owned(), json_text);
                        format!("{{\"name\": {}, \"default\": {default}}}", json_text(name))
                    })
                    .collect();
                let sets: Vec<String> = one.sets.iter().map(|set| json_text(set)).collect();
                format!(
                    "{{\"scheme\": {}, \"sets\": [{}], \"provider\": {}, \"grant\": {}, \"values\": [{}]}}",
                    json_text(&one.scheme),
                    sets.join(", "),
                    json_text(&one.provider),
                    json_text(&one.grant),
                    values.join(", ")
                )
            });
        }
        let _ = writeln!(out, "  \"connection\": {},", self.connection.to_json());
        list(&mut out, "policies", &self.policies, |(template, outcome, count)| {
            format!(
                "{{\"template\": {}, \"outcome\": \"{outcome}\", \"count\": {count}}}",
                json_text(template)
            )
        });
        list(&mut out, "omissions", &self.omissions, |(what, operations)| {
            let operations: Vec<String> = operations.iter().map(|id| json_text(id)).collect();
            format!("{{\"what\": {}, \"operations\": [{}]}}", json_text(what), operations.join(", "))
        });
        list(&mut out, "extensions", &self.extensions, |one| {
            let (name, pointer) = (json_text(&one.name), json_text(&one.pointer));
            format!("{{\"name\": {name}, \"count\": {}, \"pointer\": {pointer}}}", one.count)
        });
        let _ = writeln!(out, "  \"types\": {},", self.types);
        list(&mut out, "models", &self.models, |model| {
            let parts = model.parts.iter().map(|part| {
                format!(
                    "{{\"name\": {}, \"wire\": {}, \"type\": {}, \"required\": {}}}",
                    json_text(&part.name),
                    json_text(&part.wire),
                    json_text(&part.ty),
                    part.required
                )
            });
            let parts: Vec<String> = parts.collect();
            format!(
                "{{\"name\": {}, \"kind\": \"{}\", \"sent\": {}, \"parts\": [{}]}}",
                json_text(&model.name),
                model.kind,
                model.sent,
                parts.join(", ")
            )
        });
        list(&mut out, "skipped", &self.skipped, |(id, why)| {
            format!("{{\"id\": {}, \"why\": {}}}", json_text(id), json_text(why))
        });
        list(&mut out, "diagnostics", &self.diagnostics, |one| {
            format!(
                "{{\"code\": {}, \"severity\": {}, \"message\": {}, \"file\": {}, \"line\": {}, \"column\": {}, \"pointer\": {}}}",
                json_text(&one.code.to_string()),
                json_text(one.severity.as_str()),
                json_text(&one.message),
                json_text(&one.file),
                one.line,
                one.column,
                json_text(&one.pointer)
            )
        });
        // The last list ends with a comma.
        let end = out.trim_end_matches([',', '\n']).len();
        out.truncate(end);
        out.push_str("\n}\n");
        out
    }
}

fn list<T>(out: &mut String, key: &str, items: &[T], one: impl Fn(&T) -> String) {
    let lines: Vec<String> = items.iter().map(|item| format!("    {}", one(item))).collect();
    let open = if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
    let _ = writeln!(out, "  \"{key}\": [{open}],");
}

impl PagingView {
    fn to_json(&self) -> String {
        let or_null = |text: &Option<String>| text.as_deref().map_or("null".to_owned(), json_text);
        format!(
            "{{\"kind\": {}, \"input\": {}, \"next\": {}, \"item\": {}}}",
            json_text(&self.kind),
            or_null(&self.input),
            or_null(&self.next),
            or_null(&self.item)
        )
    }
}
