//! Pages: how they follow one another as static data, and the methods that give them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::hook::slot;
use super::ty::{At, ident};
use crate::ir::paging::{Next, Output, Paging, Size};
use crate::ir::told::Page;
use crate::ir::{Action, Field, Presence, Reply, Shape, Ty, TypeKind};

impl Emitter<'_> {
    /// `pages()` and, where a page is known to hold a list, `items()`.
    pub fn paging(&self, action: &Action, reply: &TokenStream) -> Option<TokenStream> {
        if !has_pages(action) {
            return None;
        }
        let (pages, items) = (pages(reply), self.items(action));
        Some(quote! { #pages #items })
    }

    /// `items()`, where a page is known to hold a list.
    pub fn items(&self, action: &Action) -> Option<TokenStream> {
        let way = action.paging.as_ref().filter(|_| has_pages(action))?.items.as_ref()?;
        let Reply::One(page) = &action.reply else { return None };
        let (list, item) = self.list(quote!(page), page, way)?;
        let take = if way.is_empty() { quote!(rt::list) } else { quote!(|page| rt::list(#list)) };
        Some(quote! {
            /// Every item of every page.
            pub fn items(self) -> rt::Items<#item> { self.0.items(#take) }
        })
    }

    /// The type of what `items()` gives; none where there is no such method.
    pub fn item(&self, action: &Action) -> Option<TokenStream> {
        let way = action.paging.as_ref().filter(|_| has_pages(action))?.items.as_ref()?;
        let Reply::One(page) = &action.reply else { return None };
        self.list(quote!(page), page, way).map(|(_, item)| item)
    }

    /// The list at the end of a way through a value, and the type of its elements.
    fn list(&self, value: TokenStream, ty: &Ty, way: &[String]) -> Option<(TokenStream, TokenStream)> {
        let types = &self.connector.types;
        let shape = &types.resolve(ty).shape;
        let Some((first, rest)) = way.split_first() else {
            let Shape::List(item) = shape else { return None };
            return Some((value, self.nullable(item, At::Outside)));
        };
        let Shape::Named(id) = shape else { return None };
        let TypeKind::Object(object) = &types.get(*id).kind else { return None };
        let at = object.fields.iter().position(|field| field.wire == *first)?;
        let Field { ty, presence, .. } = object.fields.get(at)?;
        let own = ident(self.names.types.get(id.0 as usize)?.fields.get(at)?);
        let field = quote!(#value.#own);
        // A list may be held in any number of options.
        if rest.is_empty() || *presence == Presence::Required {
            return self.list(field, ty, rest);
        }
        let (inner, item) = self.list(quote!(part), ty, rest)?;
        let flat = (*presence == Presence::OptionalNullable).then(|| quote!(.flatten()));
        Some((quote!(#field #flat.map(|part| #inner)), item))
    }
}

pub fn pages(reply: &TokenStream) -> TokenStream {
    quote! {
        /// Every page, one after the other.
        pub fn pages(self) -> rt::Pages<#reply> { self.0.pages() }
    }
}

/// Whether the pages are of a type that is the same for all.
pub fn has_pages(action: &Action) -> bool {
    action.paging.is_some() && !action.is_stream() && matches!(action.reply, Reply::One(_) | Reply::Maybe(_))
}

/// What is added to an action whose pages do not follow by a property alone.
pub fn paging_data(paging: &Paging) -> TokenStream {
    let mut made = match &paging.next {
        Next::Property { name, .. } => return quote!(.next_link(#name)),
        Next::Url(from) => {
            let from = output(from);
            quote!(rt::Paging::url(#from))
        }
        Next::Link => quote!(rt::Paging::link()),
        Next::Cursor(input, from) => {
            let (input, from) = (slot(input), output(from));
            quote!(rt::Paging::cursor(#input, #from))
        }
        Next::Page(input, first) => {
            let (input, first) = (slot(input), Literal::i64_unsuffixed(*first));
            quote!(rt::Paging::page(#input, #first))
        }
        Next::Offset(input, first) => {
            let (input, first) = (slot(input), Literal::i64_unsuffixed(*first));
            quote!(rt::Paging::offset(#input, #first))
        }
    };
    for one in paging.known() {
        let step = match one {
            Page::Items(way) => quote!(.items(&[#(#way),*])),
            Page::More(from) => reads("more", from),
            Page::Pages(from) => reads("pages", from),
            Page::Total(from) => reads("total", from),
            Page::Size(Size { input, default, max }) => {
                let (input, default, max) = (slot(input), option(*default), option(*max));
                quote!(.size(#input, #default, #max))
            }
            Page::EmptyIsLast => quote!(.empty_is_last()),
        };
        made = quote!(#made #step);
    }
    quote!(.paging(&#made))
}

fn reads(step: &str, from: &Output) -> TokenStream {
    let (step, from) = (ident(step), output(from));
    quote!(.#step(#from))
}

fn output(from: &Output) -> TokenStream {
    match from {
        Output::Header(name) => quote!(rt::PageOutput::Header(#name)),
        Output::Body(way) => quote!(rt::PageOutput::Body(&[#(#way),*])),
    }
}

fn option(number: Option<u64>) -> TokenStream {
    match number.map(Literal::u64_unsuffixed) {
        Some(number) => quote!(::core::option::Option::Some(#number)),
        None => quote!(::core::option::Option::None),
    }
}
