//! `mod call`: the type of each action's call, with its setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::action::Named;
use super::docs;
use super::gate::gated;
use super::inputs::Sets;
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::{Action, Input, Kind};
use crate::name::ActionNames;

/// From the module to the client's.
pub const ROOT: &str = "super::";

/// What a call is given whose reply the description leaves open.
pub fn own_reply() -> TokenStream {
    quote! {
        /// The same call, its reply read as a type of your own.
        pub fn reply<T: rt::DeserializeOwned>(self) -> rt::Call<T> { self.0.reply() }
    }
}

impl Emitter<'_> {
    pub fn call_module(&self, sets: &Sets<'_>) -> TokenStream {
        let (with, all_inputs) = self.inputs_module(sets).unzip();
        let items = self.actions().map(|(action, names)| {
            let inputs = self.has_inputs_struct(action).then(|| self.inputs_struct(action, names));
            let inputs = inputs.map(|inputs| gated(self.gate(action).as_ref(), inputs));
            let call = self.shared_call(sets, action, names);
            let call =
                call.unwrap_or_else(|| gated(self.gate(action).as_ref(), self.own_call(action, names)));
            quote! { #inputs #call }
        });
        let quiet = super::quiet_module();
        quote! {
            /// What each action takes and gives back.
            #quiet
            pub mod call {
                use super::{api, model, rt};
                #with
                #(#items)*
                #all_inputs
            }
        }
    }

    /// A call of a type that no other action's has.
    fn own_call(&self, action: &Action, names: &ActionNames) -> TokenStream {
        if !self.has_options(action) {
            self.call_alias(action, names)
        } else if action.poll.is_some() {
            self.polling_struct(action, names)
        } else if action.hook.is_some() {
            self.webhook_struct(action, names)
        } else {
            self.call_struct(action, names)
        }
    }

    fn call_alias(&self, action: &Action, names: &ActionNames) -> TokenStream {
        let (call, method) = (ident(&names.call), &names.method);
        let hidden = self.hidden(action);
        if action.poll.is_some() {
            let doc = format!(" The trigger that [`Client::{method}`](super::Client::{method}) gives.");
            let polling = self.polling(action);
            return quote! { #[doc = #doc] #hidden pub type #call = #polling; };
        }
        if action.hook.is_some() {
            let doc = format!(" The webhook that [`Client::{method}`](super::Client::{method}) gives.");
            let webhook = self.webhook(action);
            return quote! { #[doc = #doc] #hidden pub type #call = rt::Webhook<#webhook>; };
        }
        let doc = format!(" The call that [`Client::{method}`](super::Client::{method}) makes.");
        let reply = self.reply(action, At::Outside);
        quote! { #[doc = #doc] #hidden pub type #call = rt::Call<#reply>; }
    }

    pub fn call_docs(&self, action: &Action, names: &ActionNames) -> String {
        let method = &names.method;
        let optional = action.inputs.iter().any(|input| !input.required);
        let options = if optional { ", with its optional inputs" } else { "" };
        format!(
            "The call that [`Client::{method}`](super::Client::{method}) makes{options}; await it to send."
        )
    }

    /// What is not for people, and triggers that are plain calls.
    pub fn hidden(&self, action: &Action) -> Option<TokenStream> {
        let plain_trigger = action.kind != Kind::Action && !action.is_stream();
        (action.internal || plain_trigger).then(|| quote!(#[doc(hidden)]))
    }

    /// A webhook with setters.
    fn webhook_struct(&self, action: &Action, names: &ActionNames) -> TokenStream {
        let (call, method) = (ident(&names.call), &names.method);
        let doc = format!(
            " The webhook that [`Client::{method}`](super::Client::{method}) gives, with its optional inputs."
        );
        let hidden = self.hidden(action);
        let webhook = self.webhook(action);
        let setters = self.setters((action, names), ROOT);
        quote! {
            #[doc = #doc]
            #hidden
            #[must_use = "nothing is subscribed until a host listens"]
            pub struct #call(pub(super) rt::Webhook<#webhook>);
            impl #call { #(#setters)* }
            rt::webhook!(#call => #webhook);
        }
    }

    /// A call that has something of its own: documented headers, or an end that is waited for.
    fn call_struct(&self, action: &Action, names: &ActionNames) -> TokenStream {
        let call = ident(&names.call);
        let documented = docs::attributes(&[self.call_docs(action, names)]);
        let reply = self.reply(action, At::Outside);
        let hidden = self.hidden(action);
        let setters = self.setters((action, names), ROOT);
        let paging = self.paging(action, &reply);
        let long = action.long_running.map(|_| self.long_running(names, &reply));
        let own = action.open_reply.then(own_reply);
        let methods = (!setters.is_empty() || paging.is_some() || own.is_some() || long.is_some())
            .then(|| quote! { impl #call { #(#setters)* #paging #own #long } });
        let response = (!action.headers.is_empty()).then(|| self.response(action, names, &reply));
        let action_macro = match &response {
            Some(_) => {
                let response = ident(&names.response);
                quote! { rt::action!(#call => #reply, #response); }
            }
            None => quote! { rt::action!(#call => #reply); },
        };
        quote! {
            #documented
            #hidden
            #[must_use = "nothing is sent until this is awaited"]
            pub struct #call(pub(super) rt::Call<#reply>);
            #methods
            #action_macro
            #response
        }
    }

    /// The methods of the optional inputs. `root` leads to the client's module.
    pub fn setters(&self, (action, names): Named<'_>, root: &str) -> Vec<TokenStream> {
        let optional = action.inputs.iter().zip(&names.inputs).filter(|(input, _)| !input.required);
        optional.map(|(input, own)| self.setter((action, names), input, own, root)).collect()
    }

    fn setter(&self, (action, names): Named<'_>, input: &Input, own: &str, root: &str) -> TokenStream {
        let mut notes = Vec::new();
        if let Some(default) = input.default.as_ref().filter(|default| default.len() < 200) {
            notes.push(format!("Default: {}.", code(default)));
        }
        if input.place == crate::ir::Place::Field && input.ty.nullable {
            notes.push(match self.argument(&input.ty, At::Outside) {
                Some(_) => "`Null` sends null, `None` nothing.".to_owned(),
                None => "`None` sends null.".to_owned(),
            });
        }
        notes.extend(self.lookup_notes(action, input, root));
        let lines = docs::lines(
            &docs::telling(&input.docs, &input.wire),
            &format!("Sets {}.", docs::name(&input.wire)),
            &notes,
        );
        let documented = docs::attributes(&lines);
        let own = ident(own);
        let ty = self.taken(input, At::Outside, false);
        let step = self.step((action, names), input, &quote!(#own), false);
        quote! {
            #documented
            pub fn #own(self, #own: #ty) -> Self { Self(self.0 #step) }
        }
    }

    fn long_running(&self, names: &ActionNames, reply: &TokenStream) -> TokenStream {
        let constant = ident(&names.constant);
        quote! {
            /// Sends, and gives a handle of what the service has begun. Awaiting the call instead waits for its end.
            ///
            /// # Errors
            /// As awaiting the call.
            pub fn start(self) -> rt::Starting<#reply> { self.0.start() }

            /// Goes on with what was [saved](rt::Operation::save).
            ///
            /// # Errors
            /// When the text is of another action, or leads away from the service.
            pub fn resume(
                client: &super::Client,
                saved: &str,
            ) -> ::core::result::Result<rt::Operation<#reply>, rt::Error> {
                rt::Operation::resume(&client.0, &api::#constant, saved)
            }
        }
    }

    fn response(&self, action: &Action, names: &ActionNames, reply: &TokenStream) -> TokenStream {
        let (response, call) = (ident(&names.response), &names.call);
        let doc = format!(" The whole reply to [`{call}`], with its documented headers.");
        let entries = action.headers.iter().zip(&names.headers).map(|((wire, ty, text), own)| {
            let lines = docs::lines(text, &format!("The header {}.", code(wire)), &[]);
            let documented = docs::attributes(&lines);
            let own = ident(own);
            let ty = self.ty(ty, At::Outside);
            quote! { #documented #own: #ty = #wire, }
        });
        quote! { rt::response!(#[doc = #doc] #response => #reply { #(#entries)* }); }
    }

    /// The required inputs of an action that has too many for arguments.
    fn inputs_struct(&self, action: &Action, names: &ActionNames) -> TokenStream {
        let (inputs, method) = (ident(&names.required), &names.method);
        let doc = format!(" The required inputs of [`Client::{method}`](super::Client::{method}).");
        let required = action.inputs.iter().zip(&names.inputs).filter(|(input, _)| input.required);
        let mut borrows = false;
        let fields: Vec<TokenStream> = required
            .map(|(input, own)| {
                let lines = docs::lines(
                    &docs::telling(&input.docs, &input.wire),
                    &format!("The input {}.", code(&input.wire)),
                    &[],
                );
                let documented = docs::attributes(&lines);
                let own = ident(own);
                let ty = self.held(input);
                borrows |= ty.to_string().contains('&');
                quote! { #documented pub #own: #ty, }
            })
            .collect();
        // The lifetime is there even where nothing is borrowed today, so that the signature may grow.
        let marker =
            (!borrows).then(|| quote! { #[doc(hidden)] pub more: ::core::marker::PhantomData<&'a ()>, });
        quote! {
            #[doc = #doc]
            #[derive(Debug)]
            pub struct #inputs<'a> { #(#fields)* #marker }
        }
    }
}
