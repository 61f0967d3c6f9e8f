//! Polled triggers: how they are polled as static data, and the type that becomes a stream.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs;
use super::policy::{pieces, steps};
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::Action;
use crate::ir::poll::{Cursor, From, Keeps, Poll};
use crate::ir::told::Polled;
use crate::name::ActionNames;

impl Emitter<'_> {
    /// `rt::Polling` of the events.
    pub fn polling(&self, action: &Action) -> TokenStream {
        let event = self.event(action);
        quote!(rt::Polling<#event>)
    }

    /// The type of one event.
    pub fn event(&self, action: &Action) -> TokenStream {
        action.event.as_ref().map_or_else(|| quote!(rt::Value), |ty| self.nullable(ty, At::Outside))
    }

    /// `mod polls`: a static for each polled trigger, of its action's name.
    pub fn polls_module(&self) -> Option<TokenStream> {
        let polls: Vec<TokenStream> =
            self.actions().filter_map(|(action, names)| poll_static(action, names)).collect();
        (!polls.is_empty()).then(|| quote! { pub(super) mod polls { use super::rt; #(#polls)* } })
    }

    /// A polled trigger with setters.
    pub fn polling_struct(&self, action: &Action, names: &ActionNames) -> TokenStream {
        let (call, method) = (ident(&names.call), &names.method);
        let doc = format!(
            " The trigger that [`Client::{method}`](super::Client::{method}) gives, with its optional inputs."
        );
        let hidden = self.hidden(action);
        let event = self.event(action);
        let setters = self.setters((action, names), super::call::ROOT);
        quote! {
            #[doc = #doc]
            #hidden
            #[must_use = "nothing is polled until there is a stream of its events"]
            pub struct #call(pub(super) rt::Polling<#event>);
            impl #call { #(#setters)* }
            rt::polling!(#call => #event);
        }
    }

    /// What the documentation of a polled trigger says besides.
    pub fn poll_docs(&self, poll: &Poll) -> Vec<String> {
        let mut more = Vec::new();
        if let Some(hint) = &poll.hint {
            more.push(format!("To make it happen: {}", docs::one_line(hint)));
        }
        more.push(format!(
            "A trigger that is polled: `.events()` is the stream of its events. {}",
            goes_on(poll)
        ));
        more
    }
}

fn goes_on(poll: &Poll) -> String {
    match &poll.keeps {
        Keeps::Service if poll.declared => {
            "Where polling goes on, the service says in the `Location` of its replies.".to_owned()
        }
        Keeps::Service => {
            "The description does not say where polling goes on; many services do, in the `Location` of their replies. Where \
            one does not, an event that is equal to one before is not reported again; `.dedupe_by(..)`, `.keep_repeats()` and \
            `.cursor(..)` are for services that want it otherwise."
                .to_owned()
        }
        Keeps::Client(cursors) if cursors.iter().all(Cursor::is_constant) => {
            "The description does not say where polling goes on: what was not seen before is new, and a reply that has no room for all \
             that is new loses the rest. `.dedupe_by(..)` says what is the same, `.cursor(..)` supplies a cursor."
                .to_owned()
        }
        Keeps::Client(cursors) => {
            let names: Vec<String> = cursors
                .iter()
                .filter(|cursor| !cursor.is_constant())
                .map(|cursor| code(&cursor.parameter))
                .collect();
            format!("Each poll takes {} from the reply before.", names.join(" and "))
        }
    }
}

fn poll_static(action: &Action, names: &ActionNames) -> Option<TokenStream> {
    let poll = action.poll.as_deref()?;
    let constant = ident(&names.constant);
    let mut made = match &poll.keeps {
        Keeps::Service => quote!(rt::Poll::protocol(&super::#constant)),
        Keeps::Client(cursors) => {
            let cursors = cursors.iter().map(cursor);
            quote!(rt::Poll::list(&super::#constant, &[#(#cursors),*]))
        }
    };
    for one in poll.known() {
        let step = match one {
            Polled::Each(way) => {
                let way = steps(way);
                quote!(.each(#way))
            }
            Polled::NextLink(property) => quote!(.next_link(#property)),
        };
        made = quote!(#made #step);
    }
    Some(quote! { pub static #constant: rt::Poll = #made; })
}

fn cursor(cursor: &Cursor) -> TokenStream {
    let parameter = &cursor.parameter;
    match &cursor.from {
        From::Template(template) => {
            let template = pieces(template);
            quote!(rt::Cursor::template(#parameter, #template))
        }
        From::Greatest { list, value } => {
            let (list, value) = (steps(list), steps(value));
            quote!(rt::Cursor::greatest(#parameter, #list, #value))
        }
    }
}
