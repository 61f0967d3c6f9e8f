//! `Mock` and `mod mock`: how each action is answered in tests, as tables for the runtime.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use super::Emitter;
use super::gate::gated;
use super::ty::{At, ident};
use crate::ir::{Action, Place, Reply};
use crate::name::ActionNames;

/// `#[cfg(..)]` of a predicate; nothing of an empty one. None if it is no predicate.
pub fn cfg(predicate: &str) -> Option<TokenStream> {
    let tokens: TokenStream = predicate.parse().ok()?;
    let sound = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
        TokenTree::Punct(sign) => matches!(sign.as_char(), '=' | ','),
        _ => true,
    };
    if tokens.is_empty() {
        return Some(tokens);
    }
    tokens.clone().into_iter().all(|token| sound(&token)).then(|| quote!(#[cfg(#tokens)]))
}

impl Emitter<'_> {
    pub fn mock_module(&self) -> Option<TokenStream> {
        let only = self.mock.as_ref()?;
        let rows = self.actions().map(|(action, names)| {
            let (method, call, constant) = (ident(&names.mock), ident(&names.call), ident(&names.constant));
            let gate = self.gate(action);
            quote!(#gate #method: #call = api::#constant;)
        });
        let polls = self.actions().filter(|(action, _)| action.poll.is_some()).map(|(action, names)| {
            let (gate, constant) = (self.gate(action), ident(&names.constant));
            quote!(#gate api::polls::#constant)
        });
        let hooks = self.actions().filter(|(action, _)| action.hook.is_some()).map(|(action, names)| {
            let (gate, constant) = (self.gate(action), ident(&names.constant));
            quote!(#gate api::hooks::#constant)
        });
        let answers = self
            .actions()
            .map(|(action, names)| gated(self.gate(action).as_ref(), self.answers(action, names)));
        let quiet = super::quiet_module();
        Some(quote! {
            #only
            rt::mock!(Mock(Client, Connection, api::CONNECTOR) { #(#rows)* } polls [#(#polls),*] hooks [#(#hooks),*]);
            /// How each action is answered by a [`Mock`].
            #only
            #quiet
            pub mod mock {
                use super::{api, model, rt};
                #(#answers)*
            }
        })
    }

    /// How one action is answered.
    fn answers(&self, action: &Action, names: &ActionNames) -> TokenStream {
        let call = ident(&names.call);
        let reply = self.reply(action, At::Outside);
        let what = if action.poll.is_some() {
            let event = self.event(action);
            quote!(poll(#event))
        } else if action.hook.is_some() {
            let (event, constant) = (self.event(action), ident(&names.constant));
            quote!(reply(#reply), hook(#event = api::hooks::#constant))
        } else if action.paging.is_some() && matches!(action.reply, Reply::One(_) | Reply::Maybe(_)) {
            quote!(reply(#reply), pages(#reply))
        } else {
            quote!(reply(#reply))
        };
        let inputs = action.inputs.iter().zip(&names.answers);
        // What is in a file, only the request can tell.
        let inputs = inputs.filter(|(input, _)| input.place != Place::File).map(|(input, own)| {
            let own = ident(own);
            let taken = self.taken(input, At::Outside, input.required);
            let step = self.step((action, names), input, &quote!(#own), false);
            quote!(#own(#taken) = #step;)
        });
        quote! { rt::answers!(#call => #what { #(#inputs)* }); }
    }
}
