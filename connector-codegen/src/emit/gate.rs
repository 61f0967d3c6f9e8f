//! `#[cfg(feature = "..")]`, for crates with a feature for each tag.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use super::Emitter;
use crate::ir::{Action, TypeId};

impl Emitter<'_> {
    /// The condition of an action, where there is one.
    pub fn gate(&self, action: &Action) -> Option<TokenStream> {
        self.condition(self.gates.action(action))
    }

    /// The condition of what several actions share; none where one of them is always there.
    pub fn any_gate<'a>(&self, actions: impl Iterator<Item = &'a Action>) -> Option<TokenStream> {
        let mut needs = BTreeSet::new();
        for action in actions {
            let own = self.gates.action(action);
            if own.is_empty() {
                return None;
            }
            needs.extend(own);
        }
        self.condition(&needs.into_iter().copied().collect::<Vec<_>>())
    }

    /// The condition of a type.
    pub fn type_gate(&self, id: TypeId) -> Option<TokenStream> {
        self.condition(self.gates.ty(id))
    }

    fn condition(&self, needs: &[usize]) -> Option<TokenStream> {
        let names: Vec<&String> = needs.iter().filter_map(|index| self.features.get(*index)).collect();
        match names.as_slice() {
            [] => None,
            [name] => Some(quote!(#[cfg(feature = #name)])),
            names => Some(quote!(#[cfg(any(#(feature = #names),*))])),
        }
    }
}

/// Puts a condition before each item. An item ends with a semicolon or with the braces of its body, as ours do.
pub fn gated(condition: Option<&TokenStream>, items: TokenStream) -> TokenStream {
    let Some(condition) = condition else { return items };
    let mut out = TokenStream::new();
    let mut begins = true;
    for token in items {
        if begins {
            out.extend(condition.clone());
        }
        begins = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        out.extend([token]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_has_its_condition() {
        let condition = quote!(#[cfg(feature = "a")]);
        let items = quote! {
            #[doc = "x;"]
            pub struct A { b: [u8; 2] }
            pub struct B(A);
            impl A { fn b(&self) { } }
            rt::object!(Strict, pub struct A { pub b: u8 = "b" });
        };
        let wanted = quote! {
            #[cfg(feature = "a")] #[doc = "x;"]
            pub struct A { b: [u8; 2] }
            #[cfg(feature = "a")] pub struct B(A);
            #[cfg(feature = "a")] impl A { fn b(&self) { } }
            #[cfg(feature = "a")] rt::object!(Strict, pub struct A { pub b: u8 = "b" });
        };
        assert_eq!(gated(Some(&condition), items.clone()).to_string(), wanted.to_string());
        assert_eq!(gated(None, items.clone()).to_string(), items.to_string());
    }
}
