//! `components.securitySchemes`.

use openapiv3 as oas;

use super::fit::fit;
use crate::diag::{Code, quoted};
use crate::frontend::shared::Reader;
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
    let given = match fit::<oas::SecurityScheme>(node) {
        Ok(given) => given,
        Err(misfit) => {
            let message = format!("security scheme {} is not understood: {}", quoted(name), misfit.message);
            reader.diags.warning(Code::MISFIT, misfit.at.unwrap_or(node.span), message);
            // Where nobody can sign in by it, its token can still be brought along.
            let oauth = matches!(kind_of(node), "oauth2" | "openIdConnect");
            return oauth.then(|| SchemeKind::OAuth { parameter: parameter("token") });
        }
    };
    match given {
        oas::SecurityScheme::APIKey { location, name, .. } => {
            let (parameter, wire) = (parameter("api_key"), name.trim().to_owned());
            Some(match location {
                oas::APIKeyLocation::Query => SchemeKind::Query { parameter, wire },
                oas::APIKeyLocation::Header => SchemeKind::Header { parameter, wire },
                oas::APIKeyLocation::Cookie => SchemeKind::Cookie { parameter, wire },
            })
        }
        oas::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            let taken = known.iter().any(|scheme| matches!(scheme.kind, SchemeKind::Basic { .. }));
            let own = |part: &str| if taken { format!("{name}_{part}") } else { part.to_owned() };
            Some(SchemeKind::Basic { user: own("username"), password: own("password") })
        }
        oas::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            Some(SchemeKind::OAuth { parameter: parameter("token") })
        }
        oas::SecurityScheme::HTTP { scheme, .. } => {
            let message = format!(
                "the HTTP authentication {} is not applied; `basic` and `bearer` are",
                quoted(&scheme)
            );
            reader.diags.warning(Code::UNKNOWN_SCHEME, node.span, message);
            None
        }
        oas::SecurityScheme::OAuth2 { .. } => Some(SchemeKind::OAuth { parameter: parameter("token") }),
        oas::SecurityScheme::OpenIDConnect { .. } => {
            let message = "the provider is not asked where it signs in: the connection takes a token, or an application of a provider that is named by option";
            reader.diags.note(Code::OPEN_ID, node.span, message);
            Some(SchemeKind::OAuth { parameter: parameter("token") })
        }
    }
}

/// How somebody signs in. Of several flows the one for people comes first, then that of applications.
pub(super) fn sign_in(node: &Node, index: usize) -> Option<SignIn> {
    let oas::SecurityScheme::OAuth2 { flows, .. } = fit::<oas::SecurityScheme>(node).ok()? else {
        return None;
    };
    let scopes = |all: &indexmap::IndexMap<String, String>| all.keys().cloned().collect::<Vec<_>>();
    let (grant, authorize, token, refresh, scopes) = if let Some(flow) = &flows.authorization_code {
        let refresh = flow.refresh_url.clone();
        (Grant::Code, flow.authorization_url.clone(), flow.token_url.clone(), refresh, scopes(&flow.scopes))
    } else if let Some(flow) = &flows.client_credentials {
        let refresh = flow.refresh_url.clone();
        (Grant::ClientCredentials, String::new(), flow.token_url.clone(), refresh, scopes(&flow.scopes))
    } else {
        let flow = flows.password.as_ref()?;
        let refresh = flow.refresh_url.clone();
        (Grant::Password, String::new(), flow.token_url.clone(), refresh, scopes(&flow.scopes))
    };
    let is_address = |url: &str| url.contains("://");
    if !is_address(&token) || grant == Grant::Code && !is_address(&authorize) {
        return None;
    }
    let mut made = SignIn::new(index, "swagger", authorize.trim(), token.trim());
    made.grant = grant;
    made.scopes = scopes;
    made.refresh = refresh.filter(|url| is_address(url) && *url != token);
    // A brace in an address is a mistake of the document's; nobody could fill it.
    made.placeholders().is_empty().then_some(made)
}

fn kind_of(node: &Node) -> &str {
    node.get("type").and_then(Node::as_str).unwrap_or_default()
}
