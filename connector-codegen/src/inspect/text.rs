//! What was understood, for people.

use std::fmt;

use super::{Inspect, NOT_CHOSEN};
use crate::diag::counted;

impl fmt::Display for Inspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.title, self.version)?;
        writeln!(
            f,
            "{}: {}, {}, {} left out; {}",
            counted(self.requests, "operation"),
            counted(self.actions.len(), "action"),
            counted(self.triggers.len(), "trigger"),
            self.skipped.len(),
            counted(self.types, "type")
        )?;
        for (kind, name) in &self.auth {
            writeln!(f, "sign-in: {kind} ({name})")?;
        }
        if !self.connection.constructors.is_empty() {
            writeln!(f, "\nconnections")?;
        }
        for one in &self.connection.constructors {
            writeln!(f, "  Connection::{}({})", one.name, one.arguments.join(", "))?;
        }
        for setter in &self.connection.setters {
            writeln!(f, "      .{setter}(..)")?;
        }
        if !self.actions.is_empty() {
            writeln!(f, "\nactions")?;
        }
        for action in &self.actions {
            let required: Vec<String> = action
                .inputs
                .iter()
                .filter(|input| input.required)
                .map(|input| format!("{}: {}", input.name, input.ty))
                .collect();
            let deprecated = if action.deprecated { "  (deprecated)" } else { "" };
            writeln!(f, "  {}({}) -> {}{deprecated}", action.name, required.join(", "), action.output)?;
            if let Some(paging) = &action.paging {
                let by: Vec<&str> = paging.input.iter().chain(&paging.next).map(String::as_str).collect();
                let by = by.join(", ");
                match &paging.item {
                    Some(item) => writeln!(f, "      .items() -> {item}  ({}: {by})", paging.kind)?,
                    None => writeln!(f, "      .pages()  ({}: {by})", paging.kind)?,
                }
            }
            for input in action.inputs.iter().filter(|input| !input.required) {
                writeln!(f, "      .{}({})", input.name, input.ty)?;
            }
        }
        if !self.triggers.is_empty() {
            writeln!(f, "\ntriggers")?;
        }
        for trigger in &self.triggers {
            writeln!(
                f,
                "  {} ({}) -> {}",
                trigger.name,
                trigger.kind,
                trigger.event.as_deref().unwrap_or("any JSON")
            )?;
        }
        if !self.lookups.is_empty() {
            writeln!(f, "\nwhat the service can be asked")?;
        }
        for lookup in &self.lookups {
            let holder = if lookup.kind == "schema" { "schemas" } else { "choices" };
            let arguments: Vec<&str> = lookup.arguments.iter().map(|(name, ..)| name.as_str()).collect();
            writeln!(f, "  {holder}().{}({})", lookup.name, arguments.join(", "))?;
        }
        #[cfg(feature = "lint")]
        if !self.proposals.is_empty() {
            writeln!(
                f,
                "\nlooks as if it had pages (`check --propose-overlay FILE` writes this as an overlay)"
            )?;
            for one in &self.proposals {
                writeln!(
                    f,
                    "  {}: x-connector-paging: {}",
                    one.action,
                    crate::diag::plain(&one.extension, 500)
                )?;
            }
        }
        if !self.omissions.is_empty() {
            writeln!(f, "\nnot reproduced")?;
        }
        for (what, _) in &self.omissions {
            writeln!(f, "  {}", crate::diag::plain(what, 500))?;
        }
        if !self.skipped.is_empty() {
            writeln!(f, "\nleft out")?;
        }
        for (id, why) in self.skipped.iter().filter(|(_, why)| why != NOT_CHOSEN) {
            writeln!(f, "  {id}: {why}")?;
        }
        // Whoever chose a few of many knows that the others are not there.
        match self.skipped.iter().filter(|(_, why)| why == NOT_CHOSEN).count() {
            0 => Ok(()),
            1 => writeln!(f, "  1 operation that was not chosen"),
            others => writeln!(f, "  {others} operations that were not chosen"),
        }
    }
}
