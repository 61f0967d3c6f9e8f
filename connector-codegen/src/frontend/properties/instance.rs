//! One policy as it stands in the properties.

use super::{get, scalar};
use crate::diag::quoted;
use crate::ir::policy::{Exists, Section};
use crate::source::Node;

/// One entry of `policyTemplateInstances`.
pub(super) struct Instance<'a> {
    pub(super) node: &'a Node,
    parameters: Option<&'a Node>,
}

impl<'a> Instance<'a> {
    pub(super) fn new(node: &'a Node) -> Self {
        Self { node, parameters: get(node, "parameters") }
    }

    pub(super) fn operations(&self) -> Vec<String> {
        let Some(named) = self.parameters.and_then(|all| get(all, "x-ms-apimTemplate-operationName")) else {
            return Vec::new();
        };
        match named.as_str() {
            Some(one) if !one.is_empty() => vec![one.to_owned()],
            _ => {
                let list = named.as_list().unwrap_or_default();
                list.iter().filter_map(Node::as_str).map(str::to_owned).collect()
            }
        }
    }

    pub(super) fn optional(&self, name: &str) -> Option<String> {
        let node = get(self.parameters?, &format!("x-ms-apimTemplateParameter.{name}"))?;
        scalar(node)
    }

    pub(super) fn text(&self, name: &str) -> Result<String, String> {
        self.optional(name).ok_or_else(|| format!("it lacks `{name}`"))
    }

    pub(super) fn section(&self) -> Result<Section, String> {
        let named = self.parameters.and_then(|all| get(all, "x-ms-apimTemplate-policySection"));
        let word = named.and_then(Node::as_str).unwrap_or_default().trim().to_ascii_lowercase();
        match word.as_str() {
            "" | "request" => Ok(Section::Request),
            "response" => Ok(Section::Response),
            "failure" => Ok(Section::Failure),
            other => Err(format!("there is no section {}", quoted(other))),
        }
    }

    pub(super) fn exists(&self) -> Result<Exists, String> {
        match self.optional("existsAction").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "" | "override" => Ok(Exists::Override),
            "skip" => Ok(Exists::Skip),
            "append" => Ok(Exists::Append),
            other => Err(format!("there is no `existsAction` {}", quoted(other))),
        }
    }

    /// The method that a request is given; none keeps its own.
    pub(super) fn method(&self) -> Result<Option<String>, String> {
        let text = self.optional("httpMethod").unwrap_or_default();
        let text = text.trim();
        if text.is_empty() || text.eq_ignore_ascii_case("@Request.OriginalHTTPMethod") {
            return Ok(None);
        }
        let upper = text.to_ascii_uppercase();
        let known = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"].contains(&upper.as_str());
        if known { Ok(Some(upper)) } else { Err(format!("{} is no method", quoted(text))) }
    }
}
