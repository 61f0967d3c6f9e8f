//! What is posted to a provider.

use crate::request::encode;

/// Name and value pairs on their way into a form or a query.
#[derive(Default)]
pub(super) struct Form(pub(super) String);

impl Form {
    pub(super) fn add(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() && !self.0.ends_with(['&', '?']) {
            self.0.push('&');
        }
        encode::value(name, &mut self.0);
        self.0.push('=');
        encode::value(value, &mut self.0);
    }
}
