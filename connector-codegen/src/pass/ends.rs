//! The actions that may end a subscription, by their paths: asked for once, because both they and the webhooks may be many.

use std::collections::HashMap;

use crate::ir::hook::Rule;
use crate::ir::{Action, Method, Place};

/// Words by which an action or a path shows that it is about subscriptions.
const WORDS: [&str; 8] =
    ["hook", "subscri", "notification", "callback", "trigger", "listener", "observer", "target"];

/// Segments of a path that are compared where the nearest is looked for.
const SEGMENTS: usize = 32;

/// Places in the list of actions.
#[derive(Default)]
pub(super) struct Ends {
    all: Vec<usize>,
    internal: Vec<usize>,
    /// By path, with placeholders of any name.
    by_path: HashMap<String, Vec<usize>>,
    /// The internal ones, by each beginning of their paths.
    by_beginning: HashMap<String, Vec<usize>>,
}

impl Ends {
    pub(super) fn of(actions: &[Action]) -> Self {
        let mut ends = Self::default();
        for (index, action) in actions.iter().enumerate().filter(|(_, action)| is_candidate(action)) {
            ends.all.push(index);
            ends.by_path.entry(plain(&action.path)).or_default().push(index);
            if action.internal {
                ends.internal.push(index);
                for beginning in beginnings(&action.path) {
                    let known = ends.by_beginning.entry(beginning).or_default();
                    // Whether there are two is all that matters.
                    if known.len() < 2 {
                        known.push(index);
                    }
                }
            }
        }
        ends
    }

    /// The action that ends what a path begins: one whose path says so, else the only one that can be meant.
    pub(super) fn find<'a>(&self, path: &str, actions: &'a [Action]) -> Option<(Rule, &'a Action)> {
        let path = path.trim_end_matches('/');
        let own = plain(path);
        let at = |path: &str| self.by_path.get(path).map(Vec::as_slice).unwrap_or_default();
        let below = at(format!("{own}/{{}}").trim_start_matches('/'));
        let (rule, index) = match (below, at(&own), self.internal.as_slice(), self.all.as_slice()) {
            ([only], _, _, _) => (Rule::Below, *only),
            (_, [same, ..], _, _) => (Rule::SamePath, *same),
            (_, _, [only], _) => (Rule::OnlyInternal, *only),
            (_, _, [_, _, ..], _) => (Rule::LongestPath, self.nearest(path)?),
            (_, _, [], [only]) if actions.get(*only).is_some_and(speaks_of_subscriptions) => {
                (Rule::OnlyNamed, *only)
            }
            _ => return None,
        };
        Some((rule, actions.get(index)?))
    }

    /// The internal one that shares more segments with the path than all others.
    fn nearest(&self, path: &str) -> Option<usize> {
        let shared: Vec<String> = beginnings(path).collect();
        match shared.iter().rev().find_map(|beginning| self.by_beginning.get(beginning))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// A DELETE that needs nothing but keys.
fn is_candidate(action: &Action) -> bool {
    let is_key = |place| matches!(place, Place::Path | Place::Query | Place::Header);
    action.method == Method::Delete
        && !action.inputs.iter().any(|input| input.required && !is_key(input.place))
}

fn segments(path: &str) -> impl Iterator<Item = String> {
    path.split('/').filter(|segment| !segment.is_empty()).map(str::to_ascii_lowercase)
}

/// A path whose placeholders have no names.
fn plain(path: &str) -> String {
    let is_key = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let plain = segments(path).map(|segment| if is_key(&segment) { "{}".to_owned() } else { segment });
    plain.collect::<Vec<_>>().join("/")
}

/// `/a/b/c`: `a`, `a/b`, `a/b/c`.
fn beginnings(path: &str) -> impl Iterator<Item = String> {
    segments(path).take(SEGMENTS).scan(String::new(), |so_far, segment| {
        so_far.push('/');
        so_far.push_str(&segment);
        Some(so_far.clone())
    })
}

fn speaks_of_subscriptions(action: &Action) -> bool {
    let text = format!("{} {}", action.id, action.path).to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}
