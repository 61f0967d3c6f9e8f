//! `impl Client`: one method for each action, one block for each tag.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs;
use super::gate::gated;
use super::inputs::Sets;
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::{Action, Input, Place, Put, Reply, Revision, Shape, Status, Ty};
use crate::name::ActionNames;

/// An action with its names.
pub type Named<'a> = (&'a Action, &'a ActionNames);

/// What a revision is.
fn revision(own: &Revision) -> String {
    let preview = if own.preview { ", a preview: it may change" } else { "" };
    format!("Revision {} of {}{preview}.", own.number, code(&docs::one_line(&own.family)))
}

/// An action stands under its first tag.
fn tag_of(action: &Action) -> Option<&str> {
    action.tags.first().map(String::as_str)
}

/// More required inputs than these become one struct.
const ARGUMENTS: usize = 4;

impl Emitter<'_> {
    /// The actions that are generated, with their names.
    pub fn actions(&self) -> impl Iterator<Item = (&Action, &ActionNames)> {
        let all = self.connector.actions.iter().zip(&self.names.actions).zip(self.chosen);
        all.filter(|(_, chosen)| **chosen).map(|(pair, _)| pair)
    }

    pub fn client(&self, sets: &Sets<'_>) -> TokenStream {
        let connector = self.connector;
        let title = docs::one_line(&connector.title);
        let version = docs::one_line(&connector.version);
        let heading = crate::ir::Docs {
            summary: Some(if version.is_empty() { title } else { format!("{title} {version}") }),
            description: connector.docs.description.clone(),
        };
        let omissions: Vec<String> =
            connector.omissions.iter().map(|one| format!("* {}", docs::one_line(&one.what))).collect();
        let more = match omissions.as_slice() {
            [] => Vec::new(),
            some => vec![format!(
                "# Not reproduced\nThe platform does this for the connector, the client does not; `CallOptions::script` can:\n\n{}",
                some.join("\n")
            )],
        };
        let heading = docs::attributes(&docs::lines(&heading, "", &more));
        let quiet = super::quiet_methods();
        let test = connector.test_connection.as_ref().map(|action| {
            let route = format!(" {}", docs::route(action));
            quote! {
                #quiet
                impl Client {
                    /// Shows whether the connection works: an error says why it does not.
                    ///
                    #[doc = #route]
                    pub fn test_connection(&self) -> rt::Call<()> {
                        self.0.call(&api::TEST_CONNECTION).done()
                    }
                }
            }
        });
        let texts: HashMap<&str, Option<&String>> =
            connector.tags.iter().map(|(tag, text)| (tag.as_str(), text.as_ref())).collect();
        let blocks = self.tags().into_iter().map(|(tag, methods)| {
            let text = match tag {
                Some(name) => {
                    let description = texts.get(name).copied().flatten().cloned();
                    docs::lines(&crate::ir::Docs { summary: Some(name.to_owned()), description }, "", &[])
                }
                None => vec!["Actions.".to_owned()],
            };
            let text = docs::attributes(&text);
            let needs = methods.first().map(|(action, _)| self.gates.action(action)).unwrap_or_default();
            let alike = methods.iter().all(|(action, _)| self.gates.action(action) == needs);
            let gate = methods.first().filter(|_| alike).and_then(|(action, _)| self.gate(action));
            let methods = methods.into_iter().map(|(action, names)| {
                let own = self.gate(action).filter(|_| !alike);
                gated(own.as_ref(), self.method(action, names, sets))
            });
            quote! { #gate #text #quiet impl Client { #(#methods)* } }
        });
        quote! {
            #heading
            #[allow(dead_code)]
            #[derive(Clone, Debug)]
            pub struct Client(rt::Client);
            rt::client!(Client, Connection, api::CONNECTOR);
            #test
            #(#blocks)*
        }
    }

    /// The actions of each tag, tags in the order of their first action.
    fn tags(&self) -> Vec<(Option<&str>, Vec<Named<'_>>)> {
        let mut tags: Vec<(Option<&str>, Vec<Named<'_>>)> = Vec::new();
        let mut places: HashMap<Option<&str>, usize> = HashMap::new();
        for (action, names) in self.actions() {
            let tag = tag_of(action);
            let at = *places.entry(tag).or_insert(tags.len());
            match tags.get_mut(at) {
                Some((_, actions)) => actions.push((action, names)),
                None => tags.push((tag, vec![(action, names)])),
            }
        }
        tags
    }

    fn method(&self, action: &Action, names: &ActionNames, sets: &Sets<'_>) -> TokenStream {
        let documented = docs::attributes(&self.method_docs(action, names));
        let hidden = self.hidden(action);
        let deprecated = action.deprecated.as_ref().map(|instead| match instead {
            Some(id) => {
                let known = self.methods.get(id.as_str()).map(|method| (*method).to_owned());
                let note = format!("use {}", known.unwrap_or_else(|| docs::one_line(id)));
                quote!(#[deprecated(note = #note)])
            }
            None => quote!(#[deprecated]),
        });
        let method = ident(&names.method);
        let call = ident(&names.call);
        let constant = ident(&names.constant);
        let required: Vec<(&Input, &String)> =
            action.inputs.iter().zip(&names.inputs).filter(|(input, _)| input.required).collect();
        let mut made = quote!(self.0.call(&api::#constant));
        let arguments = if required.len() > ARGUMENTS {
            for (input, own) in &required {
                let own = ident(own);
                let step = self.step((action, names), input, &quote!(inputs.#own), true);
                made = quote!(#made #step);
            }
            let inputs = ident(&names.required);
            quote!(inputs: call::#inputs<'_>)
        } else {
            let mut arguments = Vec::new();
            for (input, own) in &required {
                let own = ident(own);
                let ty = self.taken(input, At::Outside, true);
                arguments.push(quote!(#own: #ty));
                let step = self.step((action, names), input, &quote!(#own), false);
                made = quote!(#made #step);
            }
            quote!(#(#arguments),*)
        };
        let made = match (&action.poll, &action.hook) {
            (Some(_), _) => quote!(#made.poll(&api::polls::#constant)),
            (_, Some(_)) => quote!(#made.hook(&api::hooks::#constant)),
            _ if sets.has(action) => quote!(#made.with()),
            _ => quote!(#made.done()),
        };
        let made = match self.has_options(action) {
            true if sets.has(action) => quote!(call::With(#made)),
            true => quote!(call::#call(#made)),
            false => made,
        };
        let comma = (!arguments.is_empty()).then(|| quote!(,));
        quote! {
            #documented #hidden #deprecated
            pub fn #method(&self #comma #arguments) -> call::#call { #made }
        }
    }

    /// Whether an action has a type of its own: for setters, pages or documented headers.
    pub fn has_options(&self, action: &Action) -> bool {
        action.inputs.iter().any(|input| !input.required)
            || action.long_running.is_some()
            || (!action.is_stream() && (action.paging.is_some() || !action.headers.is_empty()))
    }

    /// Whether the required inputs are a struct.
    pub fn has_inputs_struct(&self, action: &Action) -> bool {
        action.inputs.iter().filter(|input| input.required).count() > ARGUMENTS
    }

    /// The type of an argument or setter.
    pub fn taken(&self, input: &Input, at: At, required: bool) -> TokenStream {
        match input.place {
            _ if self.is_open(input) => quote!(&impl rt::Serialize),
            Place::File => quote!(impl Into<rt::Part>),
            Place::Body if input.ty.shape == Shape::Bytes => quote!(impl Into<rt::Body>),
            Place::Body => self.by_reference(&input.ty, at, &TokenStream::new()),
            Place::Field if input.ty.nullable && self.argument(&input.ty, at).is_none() => {
                let ty = self.ty(&input.ty, at);
                quote!(Option<&#ty>)
            }
            _ => match self.argument(&input.ty, at) {
                Some(ty) if required => quote!(impl rt::Arg<#ty>),
                Some(ty) => quote!(impl rt::Opt<#ty>),
                None => self.by_reference(&input.ty, at, &TokenStream::new()),
            },
        }
    }

    /// Whether an input takes whatever can be written: only the service knows what it looks like.
    pub fn is_open(&self, input: &Input) -> bool {
        let any = |ty: &Ty| self.connector.types.resolve(ty).shape == Shape::Any;
        let list = matches!(&self.connector.types.resolve(&input.ty).shape, Shape::List(item) if any(item));
        input.open && (any(&input.ty) || list)
    }

    /// `&T`, with slices for lists.
    fn by_reference(&self, ty: &Ty, at: At, lifetime: &TokenStream) -> TokenStream {
        match &self.connector.types.resolve(ty).shape {
            Shape::List(item) => {
                let item = self.nullable(item, at);
                quote!(&#lifetime [#item])
            }
            Shape::Text | Shape::Secret => quote!(&#lifetime str),
            Shape::Bool | Shape::Int32 | Shape::Int64 | Shape::Float => self.ty(ty, at),
            Shape::Named(id) if self.external(*id).is_some() => {
                let path = self.external(*id);
                quote!(&#lifetime #path)
            }
            _ => {
                let ty = self.ty(ty, at);
                quote!(&#lifetime #ty)
            }
        }
    }

    /// The type of a field of the struct of required inputs.
    pub fn held(&self, input: &Input) -> TokenStream {
        let lifetime = quote!('a);
        match input.place {
            Place::File => quote!(rt::Part),
            Place::Body if input.ty.shape == Shape::Bytes => quote!(rt::Body),
            Place::Body => self.by_reference(&input.ty, At::Outside, &lifetime),
            Place::Field if input.ty.nullable => {
                let ty = self.ty(&input.ty, At::Outside);
                match self.argument(&input.ty, At::Outside) {
                    Some(_) => quote!(Option<#ty>),
                    None => quote!(Option<&'a #ty>),
                }
            }
            _ => match self.connector.types.resolve(&input.ty).shape {
                Shape::Bool | Shape::Int32 | Shape::Int64 | Shape::Float => self.ty(&input.ty, At::Outside),
                Shape::Named(_) if self.argument(&input.ty, At::Outside).is_some() => {
                    self.ty(&input.ty, At::Outside)
                }
                _ => self.by_reference(&input.ty, At::Outside, &lifetime),
            },
        }
    }

    /// The call that puts an input into its place. `typed`: the value is of [`Emitter::held`]'s type, not an argument.
    pub fn step(&self, of: Named<'_>, input: &Input, value: &TokenStream, typed: bool) -> TokenStream {
        let (action, names) = of;
        let consumes = action.consumes.as_deref();
        let wire = &input.wire;
        match input.place {
            Place::Field if !typed && self.is_open(input) => return quote!(.field_json(#wire, #value)),
            Place::Body if !typed && self.is_open(input) => return quote!(.json(#value)),
            Place::File => return quote!(.file(#wire, #value)),
            Place::Body if input.ty.shape == Shape::Bytes => {
                let media = consumes.unwrap_or("application/octet-stream");
                return quote!(.body(#value, #media));
            }
            Place::Body => {
                let owned = matches!(
                    self.connector.types.resolve(&input.ty).shape,
                    Shape::List(_)
                        | Shape::Text
                        | Shape::Secret
                        | Shape::Bool
                        | Shape::Int32
                        | Shape::Int64
                        | Shape::Float
                );
                let value = if owned { quote!(&#value) } else { value.clone() };
                if action.xml_body.is_some() {
                    let root = ident(&super::xml::body_constant(&names.constant));
                    return quote!(.xml(#value, &api::xml::#root));
                }
                return quote!(.json(#value));
            }
            Place::Field => {
                let argument = self.argument(&input.ty, At::Outside);
                // None is null there, which an argument would be asked for by its own name.
                if typed && input.ty.nullable && argument.is_some() {
                    return quote!(.field_json(#wire, &#value));
                }
                if argument.is_none() {
                    let list = matches!(self.connector.types.resolve(&input.ty).shape, Shape::List(_));
                    let value = if input.ty.nullable || list { quote!(&#value) } else { value.clone() };
                    return quote!(.field_json(#wire, #value));
                }
            }
            _ => {}
        }
        let value = match (typed, self.argument(&input.ty, At::Outside)) {
            (true, Some(ty)) => quote!(rt::Arg::<#ty>::value(#value)),
            _ => quote!(#value.value()),
        };
        self.place(input, &value)
    }

    /// The call that puts a value into its place.
    pub fn place(&self, input: &Input, value: &TokenStream) -> TokenStream {
        let wire = &input.wire;
        let (name, separator) = match input.put() {
            Put::Path => ("path", None),
            Put::PathTwice => ("path_twice", None),
            Put::PathRaw => ("path_raw", None),
            Put::PathSep(sign) => ("path_sep", Some(sign)),
            Put::Query => ("query", None),
            Put::QueryRaw => ("query_raw", None),
            Put::QueryMulti => ("query_multi", None),
            Put::QuerySep(sign) => ("query_sep", Some(sign)),
            Put::Header => ("header", None),
            Put::HeaderSep(sign) => ("header_sep", Some(sign)),
            Put::Cookie => ("cookie", None),
            Put::Form => ("form", None),
            Put::FormMulti => ("form_multi", None),
            Put::FormSep(sign) => ("form_sep", Some(sign)),
            Put::Field => ("field", None),
        };
        let (name, separator) = (ident(name), separator.map(|sign| quote!(, #sign)));
        quote!(.#name(#wire, #value #separator))
    }

    /// What awaiting an action gives.
    pub fn reply(&self, action: &Action, at: At) -> TokenStream {
        match &action.reply {
            Reply::None => quote!(()),
            Reply::Bytes => quote!(rt::Bytes),
            Reply::Text => quote!(String),
            Reply::One(ty) => self.nullable(ty, at),
            Reply::Maybe(ty) => {
                let ty = self.ty(ty, at);
                quote!(Option<#ty>)
            }
            Reply::ByStatus(id, _) => self.named(*id, at),
        }
    }

    fn method_docs(&self, action: &Action, names: &ActionNames) -> Vec<String> {
        let arguments: Vec<String> = action
            .inputs
            .iter()
            .zip(&names.inputs)
            .filter(|(input, _)| input.required && !self.has_inputs_struct(action))
            .filter_map(|(input, own)| {
                let text = docs::lines(&docs::telling(&input.docs, &input.wire), "", &[]);
                let text = text
                    .iter()
                    .filter(|line| !line.is_empty())
                    .map(|line| line.trim_start_matches("* "))
                    .collect::<Vec<_>>()
                    .join(" ");
                let text = if text.contains("```") { String::new() } else { text };
                let text = [text, self.lookup_notes(action, input, "").join(" ")].join(" ");
                (!text.trim().is_empty()).then(|| format!("* `{own}`: {}", text.trim()))
            })
            .collect();
        let mut more = Vec::new();
        if !arguments.is_empty() {
            more.push(arguments.join("\n"));
        }
        more.push(docs::route(action));
        more.extend(action.poll.iter().flat_map(|poll| self.poll_docs(poll)));
        more.extend(action.hook.iter().flat_map(|hook| self.hook_docs(hook)));
        more.extend(action.revision.as_ref().map(revision));
        more.extend(self.reply_notes(action));
        let omitted = self.connector.omissions.iter().filter(|one| one.operations.contains(&action.id));
        let omitted: Vec<String> = omitted.map(|one| format!("* {}", docs::one_line(&one.what))).collect();
        if !omitted.is_empty() {
            more.push(format!(
                "# Not reproduced\nThe platform does this, the client does not; `CallOptions::script` can:\n\n{}",
                omitted.join("\n")
            ));
        }
        let errors: Vec<String> = action
            .errors
            .iter()
            .map(|(status, text, ty)| self.failure(*status, text.as_deref(), ty.as_ref()))
            .collect();
        if !errors.is_empty() {
            more.push(format!("# Errors\n{}", errors.join("\n")));
        }
        more.extend(self.example(action, names));
        docs::lines(&action.docs, &format!("Calls {}.", code(&action.id)), &more)
    }

    fn failure(&self, status: Status, text: Option<&str>, ty: Option<&Ty>) -> String {
        let text = text
            .map(docs::one_line)
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "not described".to_owned());
        let status = match status {
            Status::Default => "any other status".to_owned(),
            Status::Code(_) | Status::Range(_) => format!("`{status}`"),
        };
        // Markdown would read a leading marker of the text as a list of its own.
        let text = text.trim_start_matches(['*', '-', '+', ' ', '\\']);
        let body = ty.and_then(Ty::named).filter(|id| self.uses.used(*id)).map(|id| {
            let name = self.type_name(id);
            format!(" ([`{name}`](model::{name}))")
        });
        format!("* {status}: {text}{}", body.unwrap_or_default())
    }
}
