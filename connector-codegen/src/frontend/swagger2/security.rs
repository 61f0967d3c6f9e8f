//! `securityDefinitions` and `security`, read as real documents mean them.

use super::Reader;
use super::extension::{members, text};
use crate::diag::{Code, Diagnostic, quoted, suggest};
use crate::ir::oauth::{Grant, SignIn};
use crate::ir::{Alternatives, Docs, Scheme, SchemeKind};
use crate::source::{Node, Value};

impl<'a> Reader<'a> {
    /// All schemes of the document.
    pub(super) fn schemes_of(&mut self, root: &'a Node) -> Vec<Scheme> {
        let definitions = root.get("securityDefinitions");
        let mut found: Vec<Scheme> = Vec::new();
        let total = definitions.into_iter().flat_map(members).count();
        for member in definitions.into_iter().flat_map(members) {
            if let Some(kind) = self.scheme(&member.key, &member.value, total, &found) {
                let docs = Docs {
                    summary: None,
                    description: text(&member.value, "description").map(str::to_owned),
                };
                found.push(Scheme { name: member.key.clone(), kind, docs });
            }
        }
        found
    }

    fn scheme(&mut self, name: &str, node: &'a Node, total: usize, known: &[Scheme]) -> Option<SchemeKind> {
        // The only key is called what connectors call it; among several each goes by its own name.
        let parameter = |usual: &str| if total == 1 { usual.to_owned() } else { name.to_owned() };
        let kind = node.get("type");
        match kind.and_then(Node::as_str).unwrap_or_default() {
            "basic" => {
                let taken = known.iter().any(|scheme| matches!(scheme.kind, SchemeKind::Basic { .. }));
                let own = |part: &str| if taken { format!("{name}_{part}") } else { part.to_owned() };
                Some(SchemeKind::Basic { user: own("username"), password: own("password") })
            }
            "apiKey" => {
                let Some(wire) = text(node, "name") else {
                    self.diags.warning(
                        Code::MISSING_KEY,
                        node.span,
                        "an API key needs `name`; it is not sent".to_owned(),
                    );
                    return None;
                };
                let (parameter, wire) = (parameter("api_key"), wire.trim().to_owned());
                match text(node, "in") {
                    Some("query") => Some(SchemeKind::Query { parameter, wire }),
                    Some("header") => Some(SchemeKind::Header { parameter, wire }),
                    _ => {
                        let at = node.get("in").map_or(node.span, |given| given.span);
                        self.diags.warning(
                            Code::UNKNOWN_PLACE,
                            at,
                            "an API key is in `header` or `query`; it is sent as a header".to_owned(),
                        );
                        Some(SchemeKind::Header { parameter, wire })
                    }
                }
            }
            "oauth2" => Some(SchemeKind::OAuth { parameter: parameter("token") }),
            other => {
                let at = kind.map_or(node.span, |kind| kind.span);
                let message = format!("there is no security type {}; it is not applied", quoted(other));
                let mut problem = Diagnostic::warning(Code::UNKNOWN_SCHEME, at, message);
                problem.help = suggest(other, ["basic", "apiKey", "oauth2"])
                    .map(|near| format!("did you mean `{near}`?"));
                self.diags.push(problem);
                None
            }
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

/// How somebody signs in, as far as an OAuth 2.0 definition says where. An implicit flow has no address of tokens: whoever
/// wants more brings a token, or `apiProperties.json` knows better.
pub(super) fn sign_in(root: &Node, scheme: &Scheme, index: usize) -> Option<SignIn> {
    if !matches!(scheme.kind, SchemeKind::OAuth { .. }) {
        return None;
    }
    let node = root.get("securityDefinitions")?.get(&scheme.name)?;
    let url =
        |key: &str| text(node, key).map(str::trim).filter(|url| url.contains("://")).unwrap_or_default();
    let (authorize, token) = (url("authorizationUrl"), url("tokenUrl"));
    let grant = match text(node, "flow").unwrap_or_default() {
        "application" => Grant::ClientCredentials,
        "password" => Grant::Password,
        _ => Grant::Code,
    };
    if token.is_empty() || grant == Grant::Code && authorize.is_empty() {
        return None;
    }
    let mut made = SignIn::new(index, "swagger", authorize, token);
    made.grant = grant;
    made.scopes = node.get("scopes").into_iter().flat_map(members).map(|member| member.key.clone()).collect();
    // A brace in an address is a mistake of the document's; nobody could fill it.
    made.placeholders().is_empty().then_some(made)
}
