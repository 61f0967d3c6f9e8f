//! When a policy is applied.

use crate::ir::policy::{Exists, Policy, Section};

/// What is known of a policy, besides what it does.
#[derive(Clone, Debug)]
pub enum When<'a> {
    /// After the call.
    Response,
    /// After it has failed.
    Failure,
    /// A value that is there stays.
    Skip,
    /// A value that is there is joined.
    Append,
    /// Only for these operations.
    Only(Vec<&'a str>),
}

impl Policy {
    /// All that is known of it; none where it is for operations only of which nobody calls one.
    pub fn when(&self, is_called: impl Fn(&str) -> bool) -> Option<Vec<When<'_>>> {
        let called = self.operations.iter().map(String::as_str).filter(|id| is_called(id));
        let called: Vec<&str> = called.collect();
        if called.is_empty() && !self.operations.is_empty() {
            return None;
        }
        let section = match self.section {
            Section::Request => None,
            Section::Response => Some(When::Response),
            Section::Failure => Some(When::Failure),
        };
        let exists = match self.exists {
            Exists::Override => None,
            Exists::Skip => Some(When::Skip),
            Exists::Append => Some(When::Append),
        };
        let only = (!called.is_empty()).then_some(When::Only(called));
        Some([section, exists, only].into_iter().flatten().collect())
    }
}
