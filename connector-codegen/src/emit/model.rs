//! `mod model`: the types of the document.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs;
use super::gate::gated;
use super::ty::{At, ident};
use crate::diag::code;
use crate::ir::{
    Decode, Enum, Field, Looks, Object, Owner, Presence, Shape, Step, Tagged, Ty, TypeDef, TypeId, TypeKind,
    Variant,
};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub fn model_module(&self) -> TokenStream {
        let used: Vec<(TypeId, &TypeDef)> =
            self.connector.types.iter().filter(|(id, _)| self.uses.used(*id)).collect();
        let mut order = used;
        order.sort_by_key(|(id, _)| self.type_name(*id));
        let items = order.iter().map(|(id, def)| gated(self.type_gate(*id).as_ref(), self.model(*id, def)));
        let aliases = self.names.aliases.iter().filter(|(_, id)| self.uses.used(*id)).map(|(alias, id)| {
            let (alias, name) = (ident(alias), ident(self.type_name(*id)));
            let gate = self.type_gate(*id);
            quote! { #gate #[doc(hidden)] pub type #alias = #name; }
        });
        let quiet = super::quiet_module();
        quote! {
            /// The types of the document.
            #quiet
            pub mod model {
                use super::rt;
                #(#items)*
                #(#aliases)*
            }
        }
    }

    fn model(&self, id: TypeId, def: &TypeDef) -> TokenStream {
        let Some(names) = self.names.types.get(id.0 as usize) else { return TokenStream::new() };
        let fallback = match &def.name {
            Some(name) => format!("{} of the document.", code(name)),
            None => String::new(),
        };
        let lines = docs::lines(&def.docs, &fallback, &[]);
        let mut lines = lines;
        if lines.is_empty() {
            lines.push(self.used_by(id));
        }
        let documented = docs::attributes(&lines);
        let name = ident(&names.name);
        match &def.kind {
            TypeKind::Alias(ty) => {
                let ty = self.ty(ty, At::Model);
                quote! { #documented pub type #name = #ty; }
            }
            TypeKind::Object(object) => self.object(id, object, names, documented),
            TypeKind::Enum(values) => string_enum(values, names, documented),
            TypeKind::Tagged(tagged) => self.tagged(tagged, names, documented),
            TypeKind::Union(all) => self.union(all, names, documented),
            TypeKind::Statuses(all) => self.statuses(all, names, documented),
            TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => TokenStream::new(),
        }
    }

    /// What an inline type is, where the document says nothing.
    fn used_by(&self, id: TypeId) -> String {
        let def = self.connector.types.get(id);
        match &def.site.owner {
            Owner::Named(name) => match self.definitions.get(name.as_str()) {
                Some(id) => format!("Part of [`{}`].", self.type_name(*id)),
                None => format!("Part of {}.", code(name)),
            },
            Owner::Action(action) => {
                let Some(method) = self.methods.get(action.as_str()) else {
                    return format!("Part of {}.", code(action));
                };
                let link = format!("[`Client::{method}`](super::Client::{method})");
                let shared = if def.equals.is_empty() { "" } else { " and others" };
                match (def.site.steps.as_slice(), shared) {
                    ([Step::Reply | Step::Status(_)], "") => format!("What {link} gives back."),
                    ([Step::Reply | Step::Status(_)], _) => format!("What {link} and others give back."),
                    _ => format!("Part of {link}{shared}."),
                }
            }
        }
    }

    fn object(&self, id: TypeId, object: &Object, names: &TypeNames, documented: TokenStream) -> TokenStream {
        let name = ident(&names.name);
        let fields = object.fields.iter().zip(&names.fields).map(|(field, own)| {
            let lines = docs::lines(&docs::telling(&field.docs, &field.wire), "", &field_notes(field));
            let documented = docs::attributes(&lines);
            let own = ident(own);
            let ty = self.field_ty(field);
            let wire = &field.wire;
            quote! { #documented pub #own: #ty = #wire, }
        });
        let rest = object.rest.as_ref().map(|ty| {
            let ty = self.nullable(ty, At::Model);
            let own = ident(&names.other);
            quote! { ..#own: rt::Map<#ty>, }
        });
        let mode = match self.connector.decode {
            Decode::Strict => ident("Strict"),
            Decode::Lenient => ident("Lenient"),
        };
        let nulls = object.fields.iter().filter(|field| field.presence == Presence::Nullable);
        let nulls: Vec<&String> = nulls.map(|field| &field.wire).collect();
        let nulls = (!nulls.is_empty()).then(|| quote! { ; null #(#nulls),* });
        let constants = object.constants.iter().map(|(wire, json)| quote! { #wire = #json });
        let constants = (!object.constants.is_empty()).then(|| quote! { ; #(#constants),* });
        // A test makes what only the service makes otherwise.
        let methods = match (self.uses.sent(id), &self.mock) {
            (true, _) => self.methods(object, names, None),
            (false, Some(only)) => self.methods(object, names, Some(only)),
            (false, None) => TokenStream::new(),
        };
        quote! {
            rt::object!(#mode, #documented pub struct #name { #(#fields)* #rest #nulls #constants });
            #methods
        }
    }

    /// The type of a field, with `Option` where it may be absent or null.
    pub fn field_ty(&self, field: &Field) -> TokenStream {
        let plain = self.ty(&field.ty, At::Model);
        let plain = if field.boxed { quote!(Box<#plain>) } else { plain };
        let any = self.connector.types.resolve(&field.ty).shape == Shape::Any;
        match field.presence {
            Presence::Required => plain,
            Presence::Optional | Presence::Nullable => quote!(Option<#plain>),
            Presence::OptionalNullable if any => quote!(Option<#plain>),
            Presence::OptionalNullable => quote!(Option<Option<#plain>>),
        }
    }

    /// `new` with what is required, and a setter for everything else: only for what a caller makes, or what a service makes, where a
    /// mock stands in for it.
    fn methods(&self, object: &Object, names: &TypeNames, mocked: Option<&TokenStream>) -> TokenStream {
        let name = ident(&names.name);
        let all = || object.fields.iter().zip(&names.fields);
        let needed: Vec<(&Field, &String)> =
            all().filter(|(field, _)| matches!(field.presence, Presence::Required)).collect();
        let (default, new) = if needed.is_empty() {
            let default = quote! {
                #mocked
                impl Default for #name {
                    fn default() -> Self { rt::empty() }
                }
            };
            (Some(default), None)
        } else {
            let (arguments, values): (Vec<_>, Vec<_>) =
                needed.iter().map(|(field, own)| self.setter_parts(field, own)).unzip();
            let many = (needed.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
            let new = quote! {
                /// With what it cannot be without.
                #many
                pub fn new(#(#arguments),*) -> Self { Self { #(#values,)* ..rt::empty() } }
            };
            (None, Some(new))
        };
        let setters: Vec<TokenStream> = all()
            .filter(|(field, _)| {
                let callers = mocked.is_some() || !field.read_only && !field.internal;
                !matches!(field.presence, Presence::Required) && callers
            })
            .map(|(field, own)| self.field_setter(field, own))
            .collect();
        let methods = (new.is_some() || !setters.is_empty())
            .then(|| quote! { #mocked impl #name { #new #(#setters)* } });
        quote! { #default #methods }
    }

    /// The argument and the initialiser of a required field.
    fn setter_parts(&self, field: &Field, own: &str) -> (TokenStream, TokenStream) {
        let own = ident(own);
        let (ty, value) = self.field_taken(field, &own);
        let short = own == value.to_string();
        (quote!(#own: #ty), if short { quote!(#own) } else { quote!(#own: #value) })
    }

    fn field_setter(&self, field: &Field, own: &str) -> TokenStream {
        let lines = docs::lines(
            &docs::telling(&field.docs, &field.wire),
            &format!("Sets {}.", code(&field.wire)),
            &[],
        );
        let documented = docs::attributes(lines.get(..1).unwrap_or(&lines));
        let own = ident(own);
        let (ty, value) = self.field_taken(field, &own);
        let any = self.connector.types.resolve(&field.ty).shape == Shape::Any;
        let (ty, value) = match field.presence {
            Presence::OptionalNullable if !any => {
                let plain = self.ty(&field.ty, At::Model);
                let plain = if field.boxed { quote!(Box<#plain>) } else { plain };
                (quote!(impl Into<Option<#plain>>), quote!(Some(#own.into())))
            }
            _ => (ty, quote!(Some(#value))),
        };
        quote! {
            #documented
            pub fn #own(mut self, #own: #ty) -> Self { self.#own = #value; self }
        }
    }

    fn text_like(&self, field: &Field) -> bool {
        matches!(self.connector.types.resolve(&field.ty).shape, Shape::Text | Shape::Secret)
    }

    /// What an argument for a field is, and how it becomes the field's value.
    fn field_taken(&self, field: &Field, own: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
        let plain = self.ty(&field.ty, At::Model);
        let converts = self.text_like(field) || {
            let shape = &self.connector.types.resolve(&field.ty).shape;
            shape.scalar().is_some() && !matches!(shape, Shape::Base64 | Shape::Base64Url)
        };
        if field.boxed {
            return (plain, quote!(Box::new(#own)));
        }
        let text = |ty: &Ty| !ty.nullable && self.connector.types.resolve(ty).shape == Shape::Text;
        let own_type = |ty: &Ty| match self.connector.types.resolve(ty).shape {
            Shape::Named(id) => !ty.nullable && self.external(id).is_some(),
            _ => false,
        };
        let converts = converts || own_type(&Ty { nullable: false, ..field.ty.clone() });
        match &self.connector.types.resolve(&field.ty).shape {
            _ if converts => (quote!(impl Into<#plain>), quote!(#own.into())),
            // Whatever yields the elements will do: an array, a vector, an iterator.
            Shape::List(item) if text(item) => (
                quote!(impl IntoIterator<Item = impl Into<String>>),
                quote!(#own.into_iter().map(Into::into).collect()),
            ),
            Shape::List(item) if own_type(item) => {
                let item = self.ty(item, At::Model);
                (
                    quote!(impl IntoIterator<Item = impl Into<#item>>),
                    quote!(#own.into_iter().map(Into::into).collect()),
                )
            }
            Shape::List(item) => {
                let item = self.nullable(item, At::Model);
                (quote!(impl IntoIterator<Item = #item>), quote!(#own.into_iter().collect()))
            }
            Shape::Map(item) if text(item) => (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>),
                quote!(#own.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
            ),
            Shape::Map(item) => {
                let item = self.nullable(item, At::Model);
                (
                    quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                    quote!(#own.into_iter().map(|(key, value)| (key.into(), value)).collect()),
                )
            }
            _ => (plain, quote!(#own)),
        }
    }

    fn tagged(&self, tagged: &Tagged, names: &TypeNames, documented: TokenStream) -> TokenStream {
        let name = ident(&names.name);
        let tag = &tagged.tag;
        let base = self.ty(&tagged.base, At::Model);
        let other = ident(&names.other);
        let variants = tagged.variants.iter().zip(&names.variants).map(|((values, id), own)| {
            let own = ident(own);
            let ty = self.named(*id, At::Model);
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            let documented = docs::attributes(&[values.join(", ")]);
            quote! { #documented #own(#ty), }
        });
        let entries = tagged.variants.iter().zip(&names.variants).map(|((values, _), own)| {
            let own = ident(own);
            quote! { #own = #(#values)|* }
        });
        let another = docs::attributes(&[format!("Another value of {}.", code(tag))]);
        quote! {
            #documented
            #[derive(Clone)]
            pub enum #name { #(#variants)* #another #other(#base), }
            rt::tagged!(#name #tag { #(#entries),*; #other(#base) });
        }
    }

    fn union(&self, all: &[Variant], names: &TypeNames, documented: TokenStream) -> TokenStream {
        let name = ident(&names.name);
        let other = ident(&names.other);
        let (variants, entries): (Vec<_>, Vec<_>) = all
            .iter()
            .zip(&names.variants)
            .map(|(variant, own)| {
                let own = ident(own);
                let ty = self.nullable(&variant.ty, At::Model);
                let doc = match variant.looks {
                    Looks::Bool => " A boolean.",
                    Looks::Int => " A whole number.",
                    Looks::Number => " A number.",
                    Looks::Text => " A text.",
                    Looks::List => " A list.",
                    Looks::Object => " An object.",
                };
                let kind = ident(match variant.looks {
                    Looks::Bool => "Bool",
                    Looks::Int => "Int",
                    Looks::Number => "Number",
                    Looks::Text => "Text",
                    Looks::List => "List",
                    Looks::Object => "Object",
                });
                let fixed = variant.fixed.iter().map(|(key, values)| quote!(#key = #(#values)|*));
                let fixed = (!variant.fixed.is_empty()).then(|| quote!((#(#fixed),*)));
                (quote! { #[doc = #doc] #own(#ty), }, quote!(#own: #kind #fixed))
            })
            .unzip();
        quote! {
            #documented
            #[derive(Clone)]
            pub enum #name {
                #(#variants)*
                /// A value that the document does not describe.
                #other(rt::Value),
            }
            rt::untagged!(#name { #(#entries),*; #other });
        }
    }

    fn statuses(&self, all: &[(u16, Option<Ty>)], names: &TypeNames, documented: TokenStream) -> TokenStream {
        let name = ident(&names.name);
        let other = ident(&names.other);
        let entries = all.iter().zip(&names.variants).filter(|((status, _), _)| *status != 0).map(
            |((status, ty), own)| {
                let own = ident(own);
                let status = Literal::u16_unsuffixed(*status);
                let body = ty.as_ref().map(|ty| {
                    let ty = self.nullable(ty, At::Model);
                    quote!((#ty))
                });
                quote! { #status => #own #body, }
            },
        );
        quote! { rt::statuses!(#documented #name { #(#entries)* _ => #other(rt::Value) }); }
    }
}

fn string_enum(values: &Enum, names: &TypeNames, documented: TokenStream) -> TokenStream {
    let name = ident(&names.name);
    let other = ident(&names.other);
    let variants = values.values.iter().zip(&names.variants).map(|((wire, _, doc), own)| {
        let own = ident(own);
        let text = match doc {
            Some(doc) => docs::one_line(doc),
            None => docs::name(wire),
        };
        let text =
            if text.is_empty() || text == "``" { " The empty text.".to_owned() } else { format!(" {text}") };
        quote! { #[doc = #text] #own = #wire, }
    });
    quote! {
        rt::string_enum!(#documented pub enum #name { #(#variants)* ..#other, });
    }
}

fn field_notes(field: &Field) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(default) = field.default.as_ref().filter(|default| default.len() < 200) {
        notes.push(format!("Default: {}.", code(default)));
    }
    if field.read_only {
        notes.push("Set by the service.".to_owned());
    }
    notes
}
