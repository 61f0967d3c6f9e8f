//! `oAuthSettings`: how somebody signs in, by templates of the document or by a provider that is known.

use super::{flag, get, scalar};
use crate::diag::{Code, Diagnostics, quoted};
use crate::ir::oauth::{Grant, SignIn, SignInParameter, known};
use crate::ir::{Connector, Docs, SchemeKind};
use crate::source::Node;

/// The parameters of a connection: name, node, type in lower case.
type Parameters<'a> = [(&'a str, &'a Node, String)];

/// Reads the settings of every sign-in. What they say comes before what the security definition says.
pub(super) fn read(all: &Parameters<'_>, connector: &mut Connector, diags: &mut Diagnostics) {
    let made = sign_ins(all, connector, diags);
    take_over(made, connector);
}

/// The same of sets of parameters, by which people sign in each in its own way. A sign-in that several share is one.
pub(super) fn read_sets<'a>(
    sets: impl Iterator<Item = &'a Parameters<'a>>,
    connector: &mut Connector,
    diags: &mut Diagnostics,
) {
    let mut all: Vec<SignIn> = Vec::new();
    for (index, parameters) in sets.enumerate() {
        for made in sign_ins(parameters, connector, diags) {
            let same = |known: &&mut SignIn| SignIn { sets: Vec::new(), ..(**known).clone() } == made;
            match all.iter_mut().find(same) {
                Some(known) => known.sets.push(index),
                None => all.push(SignIn { sets: vec![index], ..made }),
            }
        }
    }
    // What has no rival is for all: a token of it is good whatever else a connection consists of.
    let schemes: Vec<usize> = all.iter().map(|one| one.scheme).collect();
    for one in &mut all {
        if schemes.iter().filter(|scheme| **scheme == one.scheme).count() == 1 {
            one.sets.clear();
        }
    }
    take_over(all, connector);
}

fn take_over(made: Vec<SignIn>, connector: &mut Connector) {
    connector.sign_ins.retain(|known| !made.iter().any(|own| own.scheme == known.scheme));
    connector.sign_ins.extend(made);
    connector.sign_ins.sort_by_key(|one| one.scheme);
}

fn sign_ins(all: &Parameters<'_>, connector: &Connector, diags: &mut Diagnostics) -> Vec<SignIn> {
    let mut found = Vec::new();
    for (name, node, kind) in all {
        if kind != "oauthsetting" {
            continue;
        }
        let Some(settings) = get(node, "oAuthSettings") else { continue };
        let takes = |kind: &SchemeKind| matches!(kind, SchemeKind::OAuth { parameter } if parameter == name);
        let Some(scheme) = connector.schemes.iter().position(|scheme| takes(&scheme.kind)) else { continue };
        let own = Settings { parameter: name, settings, all };
        if let Some(mut made) = own.sign_in(scheme, diags) {
            own.values(&mut made);
            if own.values_of("grantType").as_deref() == Some("client_credentials") {
                made.grant = Grant::ClientCredentials;
            }
            found.push(made);
        }
    }
    found
}

/// Whether a parameter such as `token:host` belongs to a sign-in.
pub(super) fn takes(name: &str, connector: &Connector) -> bool {
    let Some((_, part)) = name.split_once(':') else { return false };
    let client = ["clientId", "clientSecret"].iter().any(|own| own.eq_ignore_ascii_case(part));
    connector.sign_ins.iter().any(|one| {
        client && one.has_client || one.parameters.iter().any(|own| own.name.eq_ignore_ascii_case(part))
    })
}

struct Settings<'a> {
    parameter: &'a str,
    settings: &'a Node,
    all: &'a Parameters<'a>,
}

impl Settings<'_> {
    /// A custom parameter: `{"value": "…"}`, or the text itself. Null and nothing are none.
    fn values_of(&self, name: &str) -> Option<String> {
        let found = get(get(self.settings, "customParameters")?, name)?;
        let value = if found.as_object().is_some() { get(found, "value") } else { Some(found) };
        value.and_then(scalar).filter(|text| !text.trim().is_empty())
    }

    fn scopes(&self) -> Vec<String> {
        let list = get(self.settings, "scopes").and_then(Node::as_list).unwrap_or_default();
        list.iter()
            .filter_map(Node::as_str)
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn sign_in(&self, scheme: usize, diags: &mut Diagnostics) -> Option<SignIn> {
        let provider = get(self.settings, "identityProvider").and_then(Node::as_str).unwrap_or("oauth2");
        // An address that the document leaves out is one more value that the user brings.
        let address = |names: [&str; 2]| {
            let given = names.iter().find_map(|name| self.values_of(name));
            given.unwrap_or_else(|| format!("{{{}}}", names[0]))
        };
        let mut made = match provider.to_ascii_lowercase().as_str() {
            "oauth2" | "oauth2generic" | "oauth2pkce" => {
                let authorize = address(["authorizationUrl", "authorizationUrlTemplate"]);
                let token = address(["tokenUrl", "tokenUrlTemplate"]);
                let mut made = SignIn::new(scheme, provider, &authorize, &token);
                made.authorize_query = self.values_of("authorizationUrlQueryStringTemplate");
                made.token_query = self.values_of("tokenUrlQueryStringTemplate");
                made.token_body = self.values_of("tokenBodyTemplate");
                let refresh = self.values_of("refreshUrl").or_else(|| self.values_of("refreshUrlTemplate"));
                made.refresh = refresh.filter(|refresh| *refresh != made.token);
                made.refresh_query = self.values_of("refreshUrlQueryStringTemplate");
                made.refresh_body = self.values_of("refreshBodyTemplate");
                made
            }
            "aad" | "aadcertificate"
                if self.values_of("resourceUri").is_none() && !self.scopes().is_empty() =>
            {
                SignIn::of(scheme, provider, known("entra")?)
            }
            other => match known(other) {
                Some(known) => SignIn::of(scheme, provider, known),
                None => {
                    let message = format!(
                        "the provider {} is not known; bring a token, or a source of tokens",
                        quoted(provider)
                    );
                    diags.warning(Code::NOT_APPLIED, self.settings.span, message);
                    return None;
                }
            },
        };
        if provider.eq_ignore_ascii_case("aadcertificate") {
            let message = "the certificate of this sign-in is its publisher's; register an application of your own, with a secret";
            diags.note(Code::NOT_APPLIED, self.settings.span, message);
        }
        made.scopes = self.scopes();
        made.separator =
            get(get(self.settings, "customParameters").unwrap_or(self.settings), "scopeListDelimiter")
                .map(|found| if found.as_object().is_some() { get(found, "value") } else { Some(found) })
                .and_then(|found| found.and_then(scalar))
                .filter(|text| !text.is_empty() && text != " ");
        Some(made)
    }

    /// What each placeholder is: a value of the document, or one that the user brings.
    fn values(&self, made: &mut SignIn) {
        let mut names: Vec<(String, Option<String>)> =
            made.parameters.iter().map(|one| (one.name.clone(), one.default.clone())).collect();
        names.extend(made.placeholders().into_iter().map(|name| (name, None)));
        made.has_client = made.names_client();
        made.parameters = names
            .into_iter()
            .map(|(name, usual)| {
                let wanted = |own: &str| {
                    own.split_once(':').is_some_and(|(owner, part)| {
                        owner == self.parameter && part.eq_ignore_ascii_case(&name)
                    })
                };
                let given = self.all.iter().find(|(own, ..)| wanted(own)).map(|(_, node, _)| *node);
                let default = given.and_then(|node| get(node, "defaultValue")).and_then(scalar);
                let custom = self.values_of(&name).filter(|value| !value.contains(['{', '<']));
                let default = default.or(custom).or(usual);
                let ui = given.and_then(|node| get(node, "uiDefinition"));
                let text =
                    |key: &str| ui.and_then(|ui| get(ui, key)).and_then(Node::as_str).map(str::to_owned);
                let docs = Docs {
                    summary: text("displayName"),
                    description: text("description").or_else(|| text("tooltip")),
                };
                let optional = ui
                    .and_then(|ui| get(ui, "constraints"))
                    .and_then(|all| get(all, "required"))
                    .is_some_and(|node| !flag(node));
                let sometimes =
                    get(self.settings, "additionalParameters").is_some_and(|all| get(all, &name).is_some());
                let required = default.is_none() && !optional && !sometimes;
                SignInParameter { name, default, required, docs }
            })
            .collect();
    }
}
