//! Security schemes and requirements, read as real documents mean them.

use super::Reader;
use super::extension::{members, text};
use crate::diag::{Code, Diagnostic, quoted, suggest};
use crate::ir::{Alternatives, Docs, Scheme, SchemeKind};
use crate::source::{Node, Value};

impl<'a> Reader<'a> {
    /// All schemes of the document.
    pub(super) fn schemes_of(&mut self, root: &'a Node) -> Vec<Scheme> {
        let (dialect, definitions) = (self.dialect, self.scheme_nodes(root));
        let mut found: Vec<Scheme> = Vec::new();
        let total = definitions.into_iter().flat_map(members).count();
        for member in definitions.into_iter().flat_map(members) {
            // The only key is called what connectors call it; among several each goes by its own name.
            let parameter = |usual: &str| if total == 1 { usual.to_owned() } else { member.key.clone() };
            let Some(node) = self.itself(&member.value) else { continue };
            if let Some(kind) = dialect.scheme(self, &member.key, node, &found, &parameter) {
                let docs = Docs { summary: None, description: text(node, "description").map(str::to_owned) };
                found.push(Scheme { name: member.key.clone(), kind, docs });
            }
        }
        found
    }

    /// What defines the schemes.
    fn scheme_nodes(&self, root: &'a Node) -> Option<&'a Node> {
        self.dialect.schemes().iter().try_fold(root, |node, key| node.get(key))
    }

    /// The definition of a scheme by which somebody signs in.
    pub(super) fn sign_in_node(&mut self, root: &'a Node, scheme: &Scheme) -> Option<&'a Node> {
        if !matches!(scheme.kind, SchemeKind::OAuth { .. }) {
            return None;
        }
        let node = self.scheme_nodes(root)?.get(&scheme.name)?;
        self.itself(node)
    }

    /// A value, or what its `$ref` leads to.
    pub fn itself(&mut self, node: &'a Node) -> Option<&'a Node> {
        match node.get("$ref") {
            Some(reference) => self.target(reference).map(|(target, _)| target),
            None => Some(node),
        }
    }

    /// The requirement of the whole document. Where exactly one scheme is defined and the root does not say that calls are
    /// anonymous, connectors mean that scheme, whether the root's requirement is empty, missing or names another.
    pub(super) fn root_security(&mut self, root: &'a Node, schemes: &[Scheme]) -> Alternatives {
        let all = match root.get("security") {
            Some(given) => self.alternatives(given, schemes),
            None => Vec::new(),
        };
        match (all.is_empty(), schemes.len()) {
            (false, _) => all,
            (true, 0) => Vec::new(),
            (true, 1) => vec![vec![0]],
            // Several schemes and no word which: any of them will do.
            (true, _) => (0..schemes.len()).map(|index| vec![index]).collect(),
        }
    }

    /// The requirement of an operation, where it has one. `[]` and `{}` say: anonymous.
    pub(super) fn own_security(&mut self, operation: &'a Node, schemes: &[Scheme]) -> Option<Alternatives> {
        let given = operation.get("security")?;
        match &given.value {
            Value::Object(_) => Some(Vec::new()),
            Value::List(list) if list.is_empty() => Some(Vec::new()),
            Value::List(_) => Some(self.alternatives(given, schemes)).filter(|all| !all.is_empty()),
            _ => None,
        }
    }

    fn alternatives(&mut self, given: &'a Node, schemes: &[Scheme]) -> Alternatives {
        let mut all = Vec::new();
        for alternative in given.as_list().unwrap_or_default() {
            let mut needed = Vec::new();
            let mut dangling = false;
            for member in members(alternative) {
                match schemes.iter().position(|scheme| scheme.name == member.key) {
                    Some(index) => needed.push(index),
                    None => {
                        dangling = true;
                        if self.reported.insert(member.key_span) {
                            let message = format!("security scheme {} is not defined", quoted(&member.key));
                            let mut problem =
                                Diagnostic::warning(Code::DANGLING_SCHEME, member.key_span, message);
                            let near =
                                suggest(&member.key, schemes.iter().map(|scheme| scheme.name.as_str()));
                            problem.help = near.map(|near| format!("did you mean {}?", quoted(near)));
                            self.diags.push(problem);
                        }
                    }
                }
            }
            if !dangling && !all.contains(&needed) {
                all.push(needed);
            }
        }
        all
    }
}
