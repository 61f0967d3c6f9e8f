//! Webhooks: the static data of a subscription, and the type that one listens to.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs;
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::hook::{From, Hook, Key, Slot};
use crate::ir::told::Hooked;
use crate::ir::{Action, Place};
use crate::name::ActionNames;

impl Emitter<'_> {
    /// The types of a webhook's events, and of the reply to subscribing.
    pub fn webhook(&self, action: &Action) -> TokenStream {
        let event =
            action.event.as_ref().map_or_else(|| quote!(rt::Value), |ty| self.nullable(ty, At::Outside));
        let reply = self.reply(action, At::Outside);
        quote!(#event, #reply)
    }

    /// `mod hooks`: a static for each webhook, of its action's name.
    pub fn hooks_module(&self) -> Option<TokenStream> {
        let hooks: Vec<TokenStream> =
            self.actions().filter_map(|(action, names)| self.hook_static(action, names)).collect();
        (!hooks.is_empty()).then(|| quote! { pub(super) mod hooks { use super::rt; #(#hooks)* } })
    }

    fn hook_static(&self, action: &Action, names: &ActionNames) -> Option<TokenStream> {
        let hook = action.hook.as_deref()?;
        let constant = ident(&names.constant);
        let callback = slot(&hook.callback);
        let mut made = quote!(rt::Hook::new(&super::#constant, #callback));
        for one in hook.known(self.connector) {
            let step = match one {
                Hooked::Each(way) => quote!(.each(&[#(#way),*])),
                Hooked::Unsubscribe(at, _, keys) => {
                    let Some(names) = self.names.actions.get(at) else { continue };
                    let (action, keys) = (ident(&names.constant), keys.iter().map(key));
                    quote!(.unsubscribe(&super::#action, &[#(#keys),*]))
                }
            };
            made = quote!(#made #step);
        }
        Some(quote! { pub static #constant: rt::Hook = #made; })
    }

    /// Whether generated webhooks end their subscriptions by this action.
    pub fn ends_subscriptions(&self, id: &str) -> bool {
        let hooks = self.actions().filter_map(|(action, _)| action.hook.as_deref());
        hooks.filter_map(|hook| hook.unsubscribe.as_ref()).any(|end| end.action == id)
    }

    /// What the documentation of a webhook says besides.
    pub fn hook_docs(&self, hook: &Hook) -> Vec<String> {
        let mut more = vec![
            "A webhook: `WebhookHost::listen` subscribes and gives its events; `.subscribe(url)` only makes the call.".to_owned(),
        ];
        if !hook.headers.is_empty() {
            let headers = hook.headers.iter().map(|(wire, _, text)| {
                let text = docs::lines(text, "", &[]).join(" ");
                let wire = code(wire);
                if text.trim().is_empty() { format!("* {wire}") } else { format!("* {wire}: {text}") }
            });
            more.push(format!("Headers of its events:\n\n{}", headers.collect::<Vec<_>>().join("\n")));
        }
        let end = hook.unsubscribe.as_ref().map(|end| {
            let method = self.methods.get(end.action.as_str());
            match method {
                Some(method) => format!("or by [`Client::{method}`]"),
                None => format!("or by {}", code(&end.action)),
            }
        });
        more.push(match end {
            Some(end) => format!("It is ended at the `Location` of the reply, {end}."),
            None => "It is ended at the `Location` of the reply; without one, only by `unsubscribe_with`."
                .to_owned(),
        });
        more
    }
}

/// A place in a request.
pub fn slot(slot: &Slot) -> TokenStream {
    match slot {
        Slot::Parameter(place, wire) => {
            let place = ident(place_word(*place));
            quote!(rt::Slot::#place(#wire))
        }
        Slot::Body(way) => quote!(rt::Slot::body(&[#(#way),*])),
    }
}

fn key(key: &Key) -> TokenStream {
    let (place, wire) = (ident(place_word(key.place)), &key.wire);
    let made = quote!(rt::Key::#place(#wire));
    match &key.from {
        From::Input(place, wire) => {
            let place = ident(place_word(*place));
            quote!(#made.input(rt::Slot::#place(#wire)))
        }
        From::Reply(way) => quote!(#made.reply(&[#(#way),*])),
        From::Search => made,
    }
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Form | Place::File => "form",
        // A key stands in no cookie: the passes see to that.
        Place::Cookie => "cookie",
        Place::Field | Place::Body => "field",
    }
}
