//! `Choices` and `Schemas`: what inputs may be, asked of the service. A lookup is a static and a method of one line.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::api;
use super::docs;
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::Shape;
use crate::ir::lookup::{Answer, From, Lookup, Subject};
use crate::ir::{Action, Input};
use crate::name::LookupNames;

/// More arguments than these are a lint of clippy's.
const ARGUMENTS: usize = 6;

impl Emitter<'_> {
    /// The lookups that are generated: those of the actions that are.
    pub fn lookups(&self) -> impl Iterator<Item = (&Lookup, &LookupNames)> {
        let all = self.connector.lookups.iter().zip(&self.names.lookups);
        all.filter(|(lookup, _)| self.methods.contains_key(lookup.action.as_str()))
    }

    pub fn lookup_clients(&self) -> TokenStream {
        let (schemas, choices): (Vec<_>, Vec<_>) =
            self.lookups().partition(|(lookup, _)| matches!(lookup.answer, Answer::Schema(_)));
        let choices = self.lookup_client(
            "Choices",
            "choices",
            &choices,
            [
                "What inputs may be, as the service says.",
                "What inputs may be, as the service says: for each a call that asks it.",
            ],
        );
        let schemas = self.lookup_client(
            "Schemas",
            "schemas",
            &schemas,
            [
                "What inputs and replies look like that the description leaves open.",
                "What inputs and replies look like that the description leaves open: for each a call that asks the service for its JSON Schema.",
            ],
        );
        quote! { #choices #schemas }
    }

    fn lookup_client(
        &self,
        name: &str,
        method: &str,
        lookups: &[(&Lookup, &LookupNames)],
        [short, long]: [&str; 2],
    ) -> TokenStream {
        if lookups.is_empty() {
            return TokenStream::new();
        }
        let (name, method) = (ident(name), ident(method));
        let (short, long) = (format!(" {short}"), format!(" {long}"));
        let methods = lookups.iter().map(|(lookup, names)| self.lookup_method(lookup, names));
        let quiet = super::quiet_methods();
        quote! {
            #[allow(dead_code)]
            impl Client {
                #[doc = #short]
                pub fn #method(&self) -> #name { #name(self.0.clone()) }
            }
            #[doc = #long]
            #[allow(dead_code)]
            #[derive(Clone, Debug)]
            pub struct #name(rt::Client);
            #quiet
            impl #name { #(#methods)* }
        }
    }

    fn lookup_method(&self, lookup: &Lookup, names: &LookupNames) -> TokenStream {
        let arguments = lookup.arguments();
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for given in &lookup.given {
            if let From::Argument(wire) = &given.from {
                *uses.entry(wire.as_str()).or_default() += 1;
            }
        }
        let own: HashMap<&str, &str> =
            arguments.iter().zip(&names.arguments).map(|((wire, _), own)| (*wire, own.as_str())).collect();
        let mut taken: Vec<TokenStream> = Vec::new();
        let mut shared = TokenStream::new();
        if matches!(lookup.answer, Answer::Below(_)) {
            taken.push(quote!(parent: &rt::Choice));
        }
        for ((wire, input), own) in arguments.iter().zip(&names.arguments) {
            let own = ident(own);
            let ty = self.looked_up_by(input);
            taken.push(quote!(#own: #ty));
            if uses.get(wire).is_some_and(|count| *count > 1) {
                let value = self.looked_up_value(input, &quote!(#own));
                shared.extend(quote!(let #own = #value;));
            }
        }
        let constant = ident(&names.constant);
        let mut made = quote!(self.0.call(&api::#constant));
        for given in &lookup.given {
            let value = match &given.from {
                From::Choice(way) => quote!(parent.at(#way)),
                From::Argument(wire) => {
                    let own = ident(own.get(wire.as_str()).copied().unwrap_or("input"));
                    match uses.get(wire.as_str()) {
                        Some(count) if *count > 1 => quote!(#own.clone()),
                        _ => self.looked_up_value(&given.input, &quote!(#own)),
                    }
                }
            };
            let step = self.place(&given.input, &value);
            made = quote!(#made #step);
        }
        let (reply, end) = match lookup.answer {
            Answer::Schema(_) => (quote!(rt::Value), quote!(schema)),
            Answer::Choices(_) | Answer::Below(_) => (quote!(Vec<rt::Choice>), quote!(choices)),
        };
        let documented = docs::attributes(&self.lookup_docs(lookup, names));
        let many = (taken.len() > ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        let method = ident(&names.method);
        let comma = (!taken.is_empty()).then(|| quote!(,));
        let action = self.connector.actions.iter().find(|action| action.id == lookup.action);
        let gate = action.and_then(|action| self.gate(action));
        quote! {
            #gate
            #documented
            #many
            pub fn #method(&self #comma #(#taken),*) -> rt::Call<#reply> { #shared #made.#end() }
        }
    }

    /// The type of an argument; an optional one is an `Option`, so that `None` needs no type.
    fn looked_up_by(&self, input: &Input) -> TokenStream {
        let argument = self.argument(&input.ty, At::Outside).unwrap_or_else(|| quote!(str));
        match &input.ty.shape {
            _ if input.required => quote!(impl rt::Arg<#argument>),
            Shape::Bool | Shape::Int32 | Shape::Int64 | Shape::Float => quote!(Option<#argument>),
            Shape::List(_) => {
                let list = self.ty(&input.ty, At::Outside);
                quote!(Option<#list>)
            }
            _ => quote!(Option<&#argument>),
        }
    }

    fn looked_up_value(&self, input: &Input, own: &TokenStream) -> TokenStream {
        let argument = self.argument(&input.ty, At::Outside).unwrap_or_else(|| quote!(str));
        if input.required { quote!(#own.value()) } else { quote!(rt::Opt::<#argument>::value(#own)) }
    }

    /// What an input's documentation says of its lookups; `root` leads to the client's module.
    pub fn lookup_notes(&self, action: &Action, input: &Input, root: &str) -> Vec<String> {
        let of_input = |lookup: &Lookup| match &lookup.subject {
            Subject::Input(way) => way.last() == Some(&input.wire) && way.len() <= 2,
            _ => false,
        };
        let all = self.helpers.get(action.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let notes = all.iter().filter(|(lookup, _)| of_input(lookup)).filter_map(|(lookup, names)| {
            let (word, holder) = match lookup.answer {
                Answer::Choices(_) => ("Choices", "Choices"),
                Answer::Schema(_) => ("Schema", "Schemas"),
                Answer::Below(_) => return None,
            };
            let path = format!("{holder}::{}", names.method);
            Some(if root.is_empty() {
                format!("{word}: [`{path}`].")
            } else {
                format!("{word}: [`{path}`]({root}{path}).")
            })
        });
        notes.collect()
    }

    /// What an action's documentation says of a reply that the description leaves open.
    pub fn reply_notes(&self, action: &Action) -> Option<String> {
        if !action.open_reply {
            return None;
        }
        let all = self.helpers.get(action.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let known = all.iter().find(|(lookup, _)| matches!(lookup.subject, Subject::Reply(_)));
        let known =
            known.map(|(_, names)| format!(" [`Schemas::{}`] knows it.", names.method)).unwrap_or_default();
        Some(format!(
            "What the reply looks like is left open by the description: `.reply::<T>()` reads it as a type of your own.{known}"
        ))
    }

    fn lookup_docs(&self, lookup: &Lookup, names: &LookupNames) -> Vec<String> {
        let method = self.methods.get(lookup.action.as_str()).copied().unwrap_or_default();
        let link = format!("[`Client::{method}`]");
        let way = |way: &[String]| code(&way.join("/"));
        let what = match (&lookup.subject, &lookup.answer) {
            (Subject::Input(input), Answer::Schema(_)) => {
                format!("The schema of {} of {link}.", way(input))
            }
            (Subject::Input(input), Answer::Choices(_)) => format!("What {} of {link} may be.", way(input)),
            (Subject::Input(input), Answer::Below(_)) => {
                format!("What {} of {link} may be, below one of the choices.", way(input))
            }
            (Subject::Reply(inner), _) if inner.is_empty() => {
                format!("The schema of what {link} gives back.")
            }
            (Subject::Reply(inner), _) => {
                format!("The schema of {} in what {link} gives back.", way(inner))
            }
            (Subject::Event(inner), _) if inner.is_empty() => format!("The schema of the events of {link}."),
            (Subject::Event(inner), _) => format!("The schema of {} in the events of {link}.", way(inner)),
        };
        let mut lines = vec![what, String::new()];
        let said = lookup.arguments().into_iter().zip(&names.arguments).filter_map(|((wire, input), own)| {
            let text = docs::lines(&docs::telling(&input.docs, wire), "", &[]);
            let text = text.join(" ");
            (!text.is_empty() && !text.contains("```"))
                .then(|| format!("* `{own}`: {}", text.replace(" * ", " ")))
        });
        let said: Vec<String> = said.collect();
        if !said.is_empty() {
            lines.extend(said);
            lines.push(String::new());
        }
        lines.push(docs::route(&lookup.asks));
        lines
    }
}

/// What is asked, as an action that nobody calls by itself.
pub fn lookup_static(lookup: &Lookup, names: &LookupNames) -> TokenStream {
    let (constant, made) = (ident(&names.constant), api::action_data(&lookup.asks));
    let ways = match &lookup.answer {
        Answer::Schema(at) => quote!(rt::Lookup::schema(#at)),
        Answer::Choices(ways) | Answer::Below(ways) => {
            let (list, value, title, parent) = (&ways.list, &ways.value, &ways.title, &ways.parent);
            let parent = (!parent.is_empty()).then(|| quote!(.parent(#parent)));
            quote!(rt::Lookup::choices(#list, #value, #title) #parent)
        }
    };
    quote! { pub(super) static #constant: rt::Action = #made.lookup(&#ways); }
}
