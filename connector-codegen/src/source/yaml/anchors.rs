//! Anchors, aliases and merge keys. Every copy is paid for, so that a few lines cannot become gigabytes.

use std::collections::HashMap;

use super::super::limits::{Budget, COPIES, COPY_TEXT};
use super::super::object::Object;
use super::super::tree::{Node, Span, Value};
use super::Result;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};

/// What copying a value costs, and how deep it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    cost: usize,
    pub(super) levels: usize,
}

impl Size {
    pub(super) const CONTAINER: Self = Self { cost: 1, levels: 1 };

    pub(super) fn of_value(value: &Value) -> Self {
        let text = if let Value::Text(text) = value { text.len() } else { 0 };
        Self { cost: 1 + text / COPY_TEXT, levels: 0 }
    }

    pub(super) fn add(&mut self, inner: Self) {
        self.cost = self.cost.saturating_add(inner.cost);
        self.levels = self.levels.max(inner.levels.saturating_add(1));
    }

    pub(super) fn add_text(&mut self, text: &str) {
        self.cost = self.cost.saturating_add(text.len() / COPY_TEXT);
    }
}

#[derive(Default)]
pub(super) struct Anchors(HashMap<usize, (Node, Size)>);

impl Anchors {
    /// Keeps a copy of an anchored value.
    pub(super) fn define(
        &mut self,
        anchor: usize,
        node: &Node,
        size: Size,
        budget: &mut Budget,
        place: Span,
    ) -> Result<()> {
        pay(size, budget, place)?;
        self.0.insert(anchor, (node.clone(), size));
        Ok(())
    }

    /// What an alias stands for.
    pub(super) fn copy(&self, anchor: usize, budget: &mut Budget, place: Span) -> Result<(Node, Size)> {
        // the parser knows only anchors that it has seen: this one is not complete yet
        let Some((node, size)) = self.0.get(&anchor) else {
            let message = "this alias stands for a value that contains the alias";
            return Err(Box::new(Diagnostic::error(Code::SYNTAX, place, message)));
        };
        pay(*size, budget, place)?;
        Ok((node.clone(), *size))
    }
}

fn pay(size: Size, budget: &mut Budget, place: Span) -> Result<()> {
    let Some(left) = budget.copies.checked_sub(size.cost) else {
        let message = format!("anchors and aliases make more than {COPIES} values of this document");
        return Err(Box::new(Diagnostic::error(Code::TOO_LARGE, place, message)));
    };
    budget.copies = left;
    Ok(())
}

/// What `<<` brings in stands behind the mapping's own members, and never replaces one.
pub(super) fn merge(own: Object, merges: Vec<Node>, diags: &mut Diagnostics) -> Object {
    let mut sources: Vec<Object> = Vec::new();
    for node in merges {
        let span = node.span;
        let many = match node.value {
            Value::List(list) => list,
            value => vec![Node { value, span }],
        };
        for one in many {
            match one.value {
                Value::Object(object) => sources.push(object),
                _ => diags.push_with(Severity::Warning, || {
                    let message = format!("`<<` merges objects; {} is ignored", one.kind_name());
                    Diagnostic::warning(Code::YAML_MERGE, one.span, message)
                }),
            }
        }
    }
    // of equal keys the last counts: sources from the weakest to the strongest, then the own members
    let own = own.into_members();
    let own_count = own.len();
    let inherited = sources.into_iter().rev().flat_map(Object::into_members);
    let mut all = Object::new(inherited.chain(own).collect()).0.into_members();
    let inherited_count = all.len().saturating_sub(own_count);
    all.rotate_left(inherited_count);
    Object::new(all).0
}
