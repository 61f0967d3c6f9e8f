//! `securityDefinitions`.

use crate::diag::{Code, Diagnostic, quoted, suggest};
use crate::frontend::shared::Reader;
use crate::frontend::shared::extension::{flag, members, text};
use crate::ir::oauth::{Grant, SignIn};
use crate::ir::{Scheme, SchemeKind};
use crate::source::Node;

/// What a scheme does to a request.
pub(super) fn scheme(
    reader: &mut Reader<'_>,
    name: &str,
    node: &Node,
    known: &[Scheme],
    parameter: &dyn Fn(&str) -> String,
) -> Option<SchemeKind> {
    let kind = node.get("type");
    match kind.and_then(Node::as_str).unwrap_or_default() {
        "basic" => {
            let taken = known.iter().any(|scheme| matches!(scheme.kind, SchemeKind::Basic { .. }));
            let own = |part: &str| if taken { format!("{name}_{part}") } else { part.to_owned() };
            Some(SchemeKind::Basic { user: own("username"), password: own("password") })
        }
        // What `import` writes for a token that somebody brings: the version has no word for it.
        "apiKey" if node.get("x-connector-bearer").is_some_and(flag) => {
            Some(SchemeKind::OAuth { parameter: parameter("token") })
        }
        "apiKey" => {
            let Some(wire) = text(node, "name") else {
                reader.diags.warning(
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
                    reader.diags.warning(
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
            problem.help =
                suggest(other, ["basic", "apiKey", "oauth2"]).map(|near| format!("did you mean `{near}`?"));
            reader.diags.push(problem);
            None
        }
    }
}

/// How somebody signs in, as far as an OAuth 2.0 definition says where. An implicit flow has no address of tokens: whoever
/// wants more brings a token, or `apiProperties.json` knows better.
pub(super) fn sign_in(node: &Node, index: usize) -> Option<SignIn> {
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
