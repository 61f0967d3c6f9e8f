//! Calls with optional inputs. All are of one type, `With<I, R>`: `R` is what a call gives back, and `I`, of `mod inputs`, says which
//! inputs it takes. Actions whose optional inputs are the same have the same `I`.
//!
//! `docs/decisions/0017-shared-calls.md` says why.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::action::Named;
use super::docs;
use super::gate::gated;
use super::page::has_pages;
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::{Action, Docs, Input, Place, Put, Reply, Shape, Ty};
use crate::name::ActionNames;

/// All sets of optional inputs, in the order of their first actions.
#[derive(Default)]
pub struct Sets<'a> {
    sets: Vec<Vec<Named<'a>>>,
    /// The set of each action, by operationId.
    of: HashMap<&'a str, usize>,
}

impl<'a> Sets<'a> {
    fn of(&self, action: &Action) -> Option<&[Named<'a>]> {
        self.sets.get(*self.of.get(action.id.as_str())?).map(Vec::as_slice)
    }

    /// Whether an action's call is of the type that all share.
    pub fn has(&self, action: &Action) -> bool {
        self.of.contains_key(action.id.as_str())
    }
}

/// What actions must have in common: whatever the methods of their calls are made of.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    setters: Vec<Setter<'a>>,
    pages: bool,
    /// Where `items()` finds a list in what type of page.
    items: Option<(&'a Ty, &'a [String])>,
    open_reply: bool,
}

/// What a setter is made of.
#[derive(PartialEq, Eq, Hash)]
struct Setter<'a> {
    own: &'a str,
    wire: &'a str,
    place: Place,
    put: Put,
    ty: &'a Ty,
    open: bool,
    docs: &'a Docs,
    default: Option<&'a str>,
    /// What documentation says of its lookups.
    notes: Vec<String>,
    /// The media type of raw bytes.
    consumes: Option<&'a str>,
    /// Whose XML it is.
    xml: Option<&'a str>,
}

impl Emitter<'_> {
    /// Which actions have the same optional inputs.
    pub fn sets(&self) -> Sets<'_> {
        let mut all = Sets::default();
        let mut known: HashMap<Key<'_>, usize> = HashMap::new();
        for (action, names) in self.actions().filter(|(action, _)| self.is_shared(action)) {
            let at = *known.entry(self.key(action, names)).or_insert(all.sets.len());
            all.of.insert(&action.id, at);
            match all.sets.get_mut(at) {
                Some(set) => set.push((action, names)),
                None => all.sets.push(vec![(action, names)]),
            }
        }
        all
    }

    /// Whether an action's call has options, and nothing that no other could have.
    fn is_shared(&self, action: &Action) -> bool {
        let is_call = action.poll.is_none() && action.hook.is_none();
        is_call && self.has_options(action) && action.headers.is_empty() && action.long_running.is_none()
    }

    fn key<'a>(&self, action: &'a Action, names: &'a ActionNames) -> Key<'a> {
        let optional = action.inputs.iter().zip(&names.inputs).filter(|(input, _)| !input.required);
        let items = action.paging.as_ref().and_then(|paging| paging.items.as_deref());
        Key {
            setters: optional.map(|(input, own)| self.setter_key((action, names), input, own)).collect(),
            pages: has_pages(action),
            items: match &action.reply {
                Reply::One(page) if has_pages(action) => items.map(|way| (page, way)),
                _ => None,
            },
            open_reply: action.open_reply,
        }
    }

    fn setter_key<'a>(&self, (action, names): Named<'a>, input: &'a Input, own: &'a str) -> Setter<'a> {
        let is_body = input.place == Place::Body;
        let consumes = action.consumes.as_deref();
        Setter {
            own,
            wire: &input.wire,
            place: input.place,
            put: input.put(),
            ty: &input.ty,
            open: input.open,
            docs: &input.docs,
            default: input.default.as_deref(),
            notes: self.lookup_notes(action, input, super::call::ROOT),
            consumes: consumes.filter(|_| is_body && input.ty.shape == Shape::Bytes),
            xml: (is_body && action.xml_body.is_some()).then_some(names.constant.as_str()),
        }
    }

    /// The type that they share, and `mod inputs`; nothing where no call has options.
    pub fn inputs_module(&self, sets: &Sets<'_>) -> Option<(TokenStream, TokenStream)> {
        let types = sets.sets.iter().filter_map(|set| {
            let (_, names) = set.first()?;
            let name = ident(&names.call);
            let documented = docs::attributes(&self.inputs_docs(set));
            let hidden = set.iter().all(|(action, _)| self.hidden(action).is_some());
            let hidden = hidden.then(|| quote!(#[doc(hidden)]));
            let gate = self.any_gate(set.iter().map(|(action, _)| *action));
            Some(quote! { #documented #hidden #gate pub enum #name {} })
        });
        (!sets.sets.is_empty()).then(|| {
            let with = quote! {
                /// A call with options: `I` says which, and `R` is what it gives back. Each action has a name of its own for its call.
                #[must_use = "nothing is sent until this is awaited"]
                pub struct With<I, R>(pub(super) rt::CallWith<I, R>);
                rt::calls!(With);
            };
            let inputs = quote! {
                /// What tells calls apart whose methods differ. Each is named after the first of the calls that have the same.
                pub mod inputs { #(#types)* }
            };
            (with, inputs)
        })
    }

    /// An action's call, and its methods where it is the first that has these inputs.
    pub fn shared_call(&self, sets: &Sets<'_>, action: &Action, names: &ActionNames) -> Option<TokenStream> {
        let set = sets.of(action)?;
        let (first, first_names) = set.first()?;
        let (call, inputs) = (ident(&names.call), ident(&first_names.call));
        let documented = docs::attributes(&[self.call_docs(action, names)]);
        let hidden = self.hidden(action);
        let reply = self.reply(action, At::Outside);
        let alias = quote! { #documented #hidden pub type #call = With<inputs::#inputs, #reply>; };
        let alias = gated(self.gate(action).as_ref(), alias);
        if first.id != action.id {
            return Some(alias);
        }
        let setters = self.setters((action, names), super::call::ROOT);
        // `items()` looks into a reply, which is therefore the same for all of them.
        let items = self.items(action);
        let (generics, reply) = match &items {
            Some(_) => (None, reply),
            None => (Some(quote!(<R>)), quote!(R)),
        };
        let pages = has_pages(action).then(|| super::page::pages(&reply));
        let own = action.open_reply.then(super::call::own_reply);
        let methods = quote! {
            impl #generics With<inputs::#inputs, #reply> { #(#setters)* #pages #items #own }
        };
        let gate = self.any_gate(set.iter().map(|(action, _)| *action));
        let methods = gated(gate.as_ref(), methods);
        Some(quote! { #alias #methods })
    }

    /// Which actions have these inputs.
    fn inputs_docs(&self, set: &[Named<'_>]) -> Vec<String> {
        let shown = |(action, _): &&Named<'_>| self.hidden(action).is_none();
        let links: Vec<String> = set
            .iter()
            .filter(shown)
            .map(|(action, names)| match self.gate(action) {
                None => format!("[`{0}`](super::{0})", names.call),
                // Where a feature leaves an action out, a link would lead nowhere.
                Some(_) => code(&names.call),
            })
            .collect();
        let last = links.len().saturating_sub(1);
        let lines = links.iter().enumerate().map(|(at, link)| {
            let before = if at == 0 { "Of " } else { "" };
            let after = match last - at {
                0 => ".",
                1 => " and",
                _ => ",",
            };
            format!("{before}{link}{after}")
        });
        lines.collect()
    }
}
