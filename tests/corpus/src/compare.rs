//! Two clients that should be one: what is different in their actions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use connector_codegen::{ActionView, Inspect};

/// Differences of one kind: how often, and the first few.
#[derive(Default)]
pub(crate) struct Differences {
    kinds: BTreeMap<&'static str, Vec<String>>,
    /// Actions that were compared.
    pub(crate) all: usize,
    /// Those without a difference.
    pub(crate) same: usize,
}

impl Differences {
    /// Compares the actions and triggers of two clients: names, inputs with their types, outputs. How many are the same.
    pub(crate) fn compare(&mut self, document: &str, one: &Inspect, other: &Inspect) -> usize {
        let before = self.same;
        let theirs = &other.actions;
        for one in &one.actions {
            self.all += 1;
            let found = theirs
                .iter()
                .find(|other| other.id == one.id && other.method == one.method && other.path == one.path)
                .or_else(|| theirs.iter().find(|other| other.method == one.method && other.path == one.path));
            match found {
                Some(found) => self.action(document, one, found),
                None => self.note("an action is missing", document, one, String::new()),
            }
        }
        self.same - before
    }

    fn action(&mut self, document: &str, one: &ActionView, other: &ActionView) {
        let before: usize = self.kinds.values().map(Vec::len).sum();
        if one.name != other.name {
            self.note("another name", document, one, other.name.clone());
        }
        self.inputs(document, one, other);
        if one.output != other.output {
            let outputs = format!("{} became {}", one.output, other.output);
            self.note("another output", document, one, outputs);
        }
        self.same += usize::from(self.kinds.values().map(Vec::len).sum::<usize>() == before);
    }

    fn inputs(&mut self, document: &str, one: &ActionView, other: &ActionView) {
        // A body has no name in OpenAPI 3.
        let key = |place: &str, wire: &str| match place {
            "body" => format!("body {wire}"),
            _ => format!("{place} {wire}"),
        };
        let whole = |view: &ActionView| view.inputs.iter().filter(|input| input.place == "body").count() == 1;
        let bodies = whole(one) && whole(other);
        for input in &one.inputs {
            let found = other.inputs.iter().find(|candidate| {
                key(&candidate.place, &candidate.wire) == key(&input.place, &input.wire)
                    || bodies && input.place == "body" && candidate.place == "body"
            });
            let shown = format!("`{}` in {}", input.wire, input.place);
            match found {
                None => self.note("an input is missing", document, one, shown),
                Some(found) if found.required != input.required => {
                    self.note("required or not", document, one, shown);
                }
                // A parameter of OpenAPI 2.0 that is a secret is text, also where a collection knows better.
                Some(found) if input.ty == "rt::Secret" && found.ty == "String" => {}
                Some(found) if found.ty != input.ty => {
                    let types = format!("{shown}: {} became {}", input.ty, found.ty);
                    self.note("an input of another type", document, one, types);
                }
                Some(_) => {}
            }
        }
        if other.inputs.len() > one.inputs.len() {
            let more: Vec<&str> = other
                .inputs
                .iter()
                .filter(|input| !one.inputs.iter().any(|own| own.wire == input.wire) && input.place != "body")
                .map(|input| input.wire.as_str())
                .collect();
            if !more.is_empty() {
                self.note("one input more", document, one, more.join(", "));
            }
        }
    }

    fn note(&mut self, kind: &'static str, document: &str, action: &ActionView, what: String) {
        self.kinds.entry(kind).or_default().push(format!("{document} `{}`: {what}", action.id));
    }

    /// Whether 95 actions of 100 are the same; what the others are is for the report.
    pub(crate) fn hold(&self) -> bool {
        self.all > 0 && self.same.saturating_mul(100) >= self.all.saturating_mul(95)
    }

    /// The sum, and examples of each kind.
    pub(crate) fn write(&self, out: &mut String) {
        let _ = writeln!(out, "\n{} of {} actions are the same.\n", self.same, self.all);
        for (kind, examples) in &self.kinds {
            let _ = writeln!(out, "## {kind}: {}\n", examples.len());
            for example in examples.iter().take(12) {
                let _ = writeln!(out, "* {example}");
            }
            out.push('\n');
        }
    }
}
