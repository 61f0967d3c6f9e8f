//! Policies, as the runtime's static data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ty::ident;
use crate::ir::policy::{Edit, Piece, Policy, PolicyKind, Step, Target};
use crate::ir::told::When;

/// A policy, unless none of the operations that it is for is generated.
pub fn policy(policy: &Policy, is_generated: impl Fn(&str) -> bool) -> Option<TokenStream> {
    let mut made = kind(&policy.kind);
    for one in policy.when(is_generated)? {
        let step = match one {
            When::Response => quote!(.response()),
            When::Failure => quote!(.failure()),
            When::Skip => quote!(.skip()),
            When::Append => quote!(.append()),
            When::Only(operations) => quote!(.only(&[#(#operations),*])),
        };
        made = quote!(#made #step);
    }
    Some(made)
}

fn kind(kind: &PolicyKind) -> TokenStream {
    match kind {
        PolicyKind::Host(url) => {
            let url = pieces(url);
            quote!(rt::Policy::host(#url))
        }
        PolicyKind::Route { path, method } => {
            let path = pieces(path);
            let method = method.as_ref().map(|method| quote!(.method(#method)));
            quote!(rt::Policy::route(#path) #method)
        }
        PolicyKind::Header { name, value } => {
            let value = pieces(value);
            quote!(rt::Policy::header(#name, #value))
        }
        PolicyKind::Query { name, value } => {
            let value = pieces(value);
            quote!(rt::Policy::query(#name, #value))
        }
        PolicyKind::Property { parent, sub, value } => {
            let (parent, sub, value) = (steps(parent), steps(sub), pieces(value));
            quote!(rt::Policy::property(#parent, #sub, #value))
        }
        PolicyKind::Edit { parent, sub, to, edit: change } => {
            let (parent, sub, to, change) = (steps(parent), steps(sub), target(to), edit(change));
            quote!(rt::Policy::edit(#parent, #sub, #to, #change))
        }
        PolicyKind::Move { from, to, members } => {
            let (from, to) = (steps(from), steps(to));
            quote!(rt::Policy::relocate(#from, #to, #members))
        }
        PolicyKind::Fetch { header, name, path, method, value } => {
            let (path, value) = (pieces(path), steps(value));
            let method = method.as_ref().map(|method| quote!(.method(#method)));
            let constructor = ident(if *header { "fetch_header" } else { "fetch_query" });
            quote!(rt::Policy::#constructor(#name, #path, #value) #method)
        }
        PolicyKind::Unauthenticated(status) => {
            let status = Literal::u16_unsuffixed(*status);
            quote!(rt::Policy::unauthenticated(#status))
        }
    }
}

pub fn pieces(all: &[Piece]) -> TokenStream {
    let all = all.iter().map(|piece| match piece {
        Piece::Text(text) => quote!(rt::Piece::text(#text)),
        Piece::Connection(name, default) => reference("connection", name, default.as_deref()),
        Piece::Query(name, default) => reference("query", name, default.as_deref()),
        Piece::Header(name, default) => reference("header", name, default.as_deref()),
        Piece::Path(name) => quote!(rt::Piece::Path(#name)),
        Piece::Body(way) => {
            let way = steps(way);
            quote!(rt::Piece::Body(#way))
        }
        Piece::Item(way) => {
            let way = steps(way);
            quote!(rt::Piece::Item(#way))
        }
    });
    quote!(&[#(#all),*])
}

fn reference(constructor: &str, name: &str, default: Option<&str>) -> TokenStream {
    let constructor = ident(constructor);
    let default = default.map(|default| quote!(.or(#default)));
    quote!(rt::Piece::#constructor(#name) #default)
}

pub fn steps(all: &[Step]) -> TokenStream {
    let all = all.iter().map(|step| match step {
        Step::Key(key) => quote!(rt::Step::Key(#key)),
        Step::Index(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(rt::Step::Index(#index))
        }
    });
    quote!(&[#(#all),*])
}

fn target(target: &Target) -> TokenStream {
    match target {
        Target::Same => quote!(rt::Target::Same),
        Target::Body(way) => {
            let way = steps(way);
            quote!(rt::Target::Body(#way))
        }
        Target::Item(way) => {
            let way = steps(way);
            quote!(rt::Target::Item(#way))
        }
    }
}

fn edit(edit: &Edit) -> TokenStream {
    match edit {
        Edit::ArrayToObject(key, retain) => quote!(rt::Edit::ArrayToObject(#key, #retain)),
        Edit::ObjectToArray(key, value) => quote!(rt::Edit::ObjectToArray(#key, #value)),
        Edit::Split(delimiters, name) => quote!(rt::Edit::Split(#delimiters, #name)),
        Edit::Replace(from, to) => quote!(rt::Edit::Replace(#from, #to)),
        Edit::Encode => quote!(rt::Edit::Encode),
    }
}
