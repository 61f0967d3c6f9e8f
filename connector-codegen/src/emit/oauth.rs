//! `App`: what an application is registered as, and the static data of its provider.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs;
use super::ty::ident;
use crate::diag::code;
use crate::ir::oauth::{Grant, SignIn};
use crate::name::AppNames;

impl Emitter<'_> {
    /// The applications by which somebody signs in.
    pub fn apps(&self) -> TokenStream {
        let apps = self.connector.sign_ins.iter().zip(&self.names.connection.apps);
        let apps = apps.map(|(sign_in, names)| self.app(sign_in, names));
        quote!(#(#apps)*)
    }

    fn app(&self, sign_in: &SignIn, names: &AppNames) -> TokenStream {
        let (app, constant, title) = (ident(&names.app), ident(&names.constant), &self.connector.title);
        let mut arguments = Vec::new();
        let mut steps = quote!();
        let mut setters = Vec::new();
        let mut lines = vec!["An application that is registered with the provider.".to_owned()];
        let id = match sign_in.has_client {
            true => {
                arguments.push(quote!(client_id: impl Into<rt::Secret>));
                arguments.push(quote!(client_secret: impl Into<rt::Secret>));
                steps = quote!(.client_secret(client_secret));
                quote!(client_id)
            }
            false => quote!(""),
        };
        for (parameter, name) in sign_in.parameters.iter().zip(&names.parameters) {
            let (own, wire) = (ident(name), &parameter.name);
            let said = docs::lines(&parameter.docs, &format!("Sets {}.", code(wire)), &[]);
            if parameter.required {
                arguments.push(quote!(#own: impl Into<rt::Secret>));
                steps = quote!(#steps.set(#wire, #own));
                let said = said.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
                lines.extend([String::new(), format!("`{name}`: {said}")]);
                continue;
            }
            let documented = docs::attributes(&said);
            setters.push(quote! {
                #documented
                #[must_use]
                pub fn #own(self, #own: impl Into<rt::Secret>) -> Self { Self(self.0.set(#wire, #own)) }
            });
        }
        let documented = docs::attributes(&lines);
        let quiet = super::quiet_methods();
        quote! {
            /// How an application signs in, and where its tokens are kept. A clone is the same sign-in.
            #[allow(dead_code)]
            #[derive(Clone, Debug)]
            pub struct #app(rt::oauth::App);
            #quiet
            impl #app {
                #documented
                pub fn new(#(#arguments),*) -> Self {
                    Self(rt::oauth::App::new(&api::#constant, #title, #id) #steps)
                }
                #(#setters)*
            }
            rt::app!(#app);
        }
    }

    /// The providers, as static data.
    pub fn sign_ins(&self) -> TokenStream {
        let all = self.connector.sign_ins.iter().zip(&self.names.connection.apps);
        let all = all.map(|(sign_in, names)| {
            let (constant, made) = (ident(&names.constant), provider(sign_in));
            quote! { pub(super) static #constant: rt::oauth::OAuth = #made; }
        });
        quote!(#(#all)*)
    }
}

fn provider(sign_in: &SignIn) -> TokenStream {
    let mut made = match sign_in.known {
        Some(known) => {
            let known = ident(known.constant);
            quote!(rt::oauth::providers::#known)
        }
        None => {
            let (authorize, token) = (&sign_in.authorize, &sign_in.token);
            quote!(rt::oauth::OAuth::new(#authorize, #token))
        }
    };
    let texts = [
        ("authorize_query", &sign_in.authorize_query),
        ("token_query", &sign_in.token_query),
        ("token_body", &sign_in.token_body),
        ("refresh", &sign_in.refresh),
        ("refresh_query", &sign_in.refresh_query),
        ("refresh_body", &sign_in.refresh_body),
        ("separator", &sign_in.separator),
    ];
    for (step, text) in texts {
        if let Some(text) = text {
            let step = ident(step);
            made = quote!(#made.#step(#text));
        }
    }
    if !sign_in.scopes.is_empty() {
        let scopes = &sign_in.scopes;
        made = quote!(#made.scopes(&[#(#scopes),*]));
    }
    match sign_in.grant {
        Grant::Code => {}
        Grant::ClientCredentials => made = quote!(#made.grant(rt::oauth::Grant::ClientCredentials)),
        Grant::Password => made = quote!(#made.grant(rt::oauth::Grant::Password)),
    }
    if !sign_in.parameters.is_empty() {
        let parameters = sign_in.parameters.iter().map(|parameter| {
            let name = &parameter.name;
            let default = parameter.default.as_ref().map(|default| quote!(.default_value(#default)));
            quote!(rt::oauth::SignInParameter::new(#name) #default)
        });
        made = quote!(#made.parameters(&[#(#parameters),*]));
    }
    made
}
