//! `Connection`: how to sign in.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs;
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::{Parameter, SchemeKind};
use crate::name::{Constructor, Credential, Setter};

impl Emitter<'_> {
    pub fn connection(&self) -> TokenStream {
        let plan = &self.names.connection;
        let constructors = plan.constructors.iter().map(|one| self.constructor(one, plan.needs_base_url));
        let setters = plan.setters.iter().filter_map(|setter| self.connection_setter(setter));
        let bare =
            |one: &Constructor| one.name == "new" && one.credentials.is_empty() && one.others.is_empty();
        let plain = !plan.needs_base_url && plan.constructors.iter().any(bare);
        let default = plain.then(|| {
            quote! {
                impl Default for Connection {
                    fn default() -> Self { Self::new() }
                }
            }
        });
        let quiet = super::quiet_methods();
        quote! {
            /// How to sign in, and what else a client needs to reach the service.
            #[allow(dead_code)]
            #[derive(Clone)]
            pub struct Connection(rt::Connection);
            #quiet
            impl Connection { #(#constructors)* #(#setters)* }
            #default
            rt::connection!(Connection, api::CONNECTOR);
        }
    }

    fn constructor(&self, one: &Constructor, needs_base_url: bool) -> TokenStream {
        let name = ident(&one.name);
        let documented = docs::attributes(&self.constructor_docs(one, needs_base_url));
        let mut arguments = Vec::new();
        let mut made = quote!(rt::Connection::new(&api::CONNECTOR));
        if needs_base_url {
            arguments.push(quote!(base_url: impl Into<String>));
            made = quote!(#made.base_url(base_url));
        }
        // Most actions demand what this constructor does not ask for; somebody who calls it means the others.
        let demanding =
            !self.connector.security.is_empty() && self.connector.security.iter().all(|way| !way.is_empty());
        if one.schemes.is_empty() && one.set.is_none() && demanding {
            made = quote!(#made.anonymous());
        }
        for (argument, index, credential) in &one.credentials {
            let Some(parameter) = self.connector.parameters.get(*index) else { continue };
            let (argument, wire) = (ident(argument), &parameter.name);
            match credential {
                Credential::Verbatim => {
                    arguments.push(quote!(#argument: impl Into<rt::Secret>));
                    made = quote!(#made.set(#wire, #argument));
                }
                Credential::Bearer => {
                    arguments.push(quote!(#argument: impl Into<rt::Secret>));
                    made = quote!(#made.set(#wire, rt::bearer(#argument)));
                }
                Credential::Source => {
                    arguments.push(quote!(#argument: impl rt::TokenSource));
                    made = quote!(#made.source(#wire, #argument));
                }
                Credential::App(known) => {
                    let Some(names) = self.names.connection.apps.get(*known) else { continue };
                    let app = ident(&names.app);
                    arguments.push(quote!(#argument: &#app));
                    made = quote!(#made.oauth(#wire, &#argument.0));
                }
            }
        }
        for (argument, index) in &one.others {
            let Some(parameter) = self.connector.parameters.get(*index) else { continue };
            let argument = ident(argument);
            let (ty, step) = self.value(parameter, &argument);
            arguments.push(quote!(#argument: #ty));
            made = quote!(#made #step);
        }
        // Clippy's limit is seven; what a connection needs is not ours to shorten.
        let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote! { #documented #many pub fn #name(#(#arguments),*) -> Self { Self(#made) } }
    }

    fn connection_setter(&self, setter: &Setter) -> Option<TokenStream> {
        let parameter = self.connector.parameters.get(setter.parameter)?;
        let own = ident(&setter.name);
        let (ty, step) = self.value(parameter, &own);
        let lines =
            docs::lines(&parameter.docs, &format!("Sets {}.", code(&parameter.name)), &notes(parameter));
        let documented = docs::attributes(&lines);
        Some(quote! {
            #documented
            #[must_use]
            pub fn #own(self, #own: #ty) -> Self { Self(self.0 #step) }
        })
    }

    /// The type of an argument for a parameter, and the step that takes it.
    fn value(&self, parameter: &Parameter, own: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
        let wire = &parameter.name;
        match parameter.ty {
            Some(id) => {
                let ty = self.named(id, At::Outside);
                (ty, quote!(.set(#wire, #own.as_str())))
            }
            None if parameter.secret || self.is_credential(parameter) => {
                (quote!(impl Into<rt::Secret>), quote!(.set(#wire, #own)))
            }
            None => (quote!(impl Into<String>), quote!(.set(#wire, #own.into()))),
        }
    }

    fn is_credential(&self, parameter: &Parameter) -> bool {
        self.connector
            .schemes
            .iter()
            .any(|scheme| scheme.kind.parameters().contains(&parameter.name.as_str()))
    }

    pub fn constructor_docs(&self, one: &Constructor, needs_base_url: bool) -> Vec<String> {
        let schemes = one.schemes.iter().filter_map(|index| self.connector.schemes.get(*index));
        let ways: Vec<String> = schemes
            .map(|scheme| match (&scheme.kind, one.credentials.first().map(|(_, _, kind)| kind)) {
                (SchemeKind::Header { .. }, Some(Credential::Bearer)) => {
                    "a bearer token, sent in the header `Authorization`".to_owned()
                }
                (SchemeKind::Header { wire, .. }, _) if self.connector.has_header_policy(wire) => {
                    format!("an API key, of which the header {} is made", code(wire))
                }
                (SchemeKind::Header { wire, .. }, _) if wire.eq_ignore_ascii_case("authorization") => {
                    "the value of the header `Authorization`, sent as it is".to_owned()
                }
                (SchemeKind::Header { wire, .. }, _) => {
                    format!("an API key, sent as the header {}", code(wire))
                }
                (SchemeKind::Query { wire, .. }, _) => {
                    format!("an API key, sent in the query as {}", code(wire))
                }
                (SchemeKind::Cookie { wire, .. }, _) => {
                    format!("an API key, sent as the cookie {}", code(wire))
                }
                (SchemeKind::Basic { .. }, _) => "a user name and a password (HTTP Basic)".to_owned(),
                (SchemeKind::OAuth { .. }, Some(Credential::Source)) => {
                    "a source of OAuth 2.0 access tokens, which is asked for every request".to_owned()
                }
                (SchemeKind::OAuth { .. }, _)
                    if one.credentials.iter().any(|(_, _, kind)| matches!(kind, Credential::App(_))) =>
                {
                    "an application that signs in by OAuth 2.0, and keeps its tokens fresh".to_owned()
                }
                (SchemeKind::OAuth { .. }, _) => "an OAuth 2.0 access token, obtained elsewhere".to_owned(),
            })
            .collect();
        let first = match ways.is_empty() {
            true if one.others.iter().any(|(_, index)| {
                self.connector.parameters.get(*index).is_some_and(|parameter| parameter.secret)
            }) =>
            {
                "With what the service asks for.".to_owned()
            }
            true if self.connector.schemes.is_empty()
                && !self.connector.parameters.iter().any(|one| one.secret) =>
            {
                "The service asks for no sign-in.".to_owned()
            }
            true if self.connector.schemes.is_empty() => {
                "The description does not say how to sign in.".to_owned()
            }
            true => "Without signing in: only for the actions that allow it.".to_owned(),
            false => format!("With {}.", ways.join(", and ")),
        };
        // The set's own words come first: they are what its makers are asked.
        let set = one.set.and_then(|index| self.connector.sets.get(index));
        let mut lines = set.map(|set| docs::lines(&set.docs, "", &[])).unwrap_or_default();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(first);
        if needs_base_url {
            lines.push(String::new());
            let path = &self.connector.base_url;
            lines.push(match path.is_empty() {
                true => "`base_url` is scheme, host and base path: the document names no host.".to_owned(),
                false => format!(
                    "`base_url` is scheme and host, `https://example.com`: the document names none. A URL without a path gets the document's, {}.",
                    code(path)
                ),
            });
        }
        for (argument, index) in &one.others {
            let Some(parameter) = self.connector.parameters.get(*index) else { continue };
            let text = docs::lines(&docs::telling(&parameter.docs, &parameter.name), "", &[]);
            let text = text.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
            lines.push(String::new());
            lines.push(if text.is_empty() {
                format!("`{argument}`: required.")
            } else {
                format!("`{argument}`: {text}")
            });
        }
        lines
    }
}

fn notes(parameter: &Parameter) -> Vec<String> {
    let default = parameter.default.as_ref().filter(|_| !parameter.secret);
    default
        .map(|default| format!("Default: `{}`.", default.replace(['`', '\n', '\r'], "'")))
        .into_iter()
        .collect()
}
