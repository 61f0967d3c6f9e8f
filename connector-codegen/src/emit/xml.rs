//! `mod xml`: what the types of XML bodies look like there, as static data.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::ty::ident;
use crate::ir::{Action, Shape, Ty, TypeId, TypeKind, XmlPlace, XmlRoot};

impl Emitter<'_> {
    /// The forms of all XML bodies; nothing where there are none.
    pub fn xml_module(&self) -> Option<TokenStream> {
        let mut types = BTreeSet::new();
        let mut roots = Vec::new();
        for (action, names) in self.actions() {
            for (root, name) in [
                (&action.xml_body, body_constant(&names.constant)),
                (&action.xml_reply, reply_constant(&names.constant)),
            ] {
                let Some(root) = root else { continue };
                self.xml_types(&root.ty, &mut types);
                let (name, made) = (ident(&name), self.xml_root(root));
                roots.push(quote! { pub(in super::super) static #name: rt::XmlRoot = #made; });
            }
        }
        if roots.is_empty() {
            return None;
        }
        let objects = types.into_iter().filter_map(|id| self.xml_object(id));
        Some(quote! {
            /// What the types of XML bodies look like there.
            #[allow(non_upper_case_globals)]
            pub(super) mod xml {
                use super::rt;
                #(#objects)*
                #(#roots)*
            }
        })
    }

    fn xml_root(&self, root: &XmlRoot) -> TokenStream {
        let (name, holds) = (&root.name, self.xml(&root.ty, &root.item));
        let namespace = root.namespace.as_ref().map(|(prefix, uri)| quote!(.namespace(#prefix, #uri)));
        quote!(rt::XmlRoot::new(#name, #holds)#namespace)
    }

    /// A reference to what an element of this type holds.
    fn xml(&self, ty: &Ty, item: &str) -> TokenStream {
        let types = &self.connector.types;
        match &types.resolve(ty).shape {
            Shape::Bool => quote!(&rt::Xml::Bool),
            Shape::Int32 | Shape::Int64 | Shape::Float | Shape::UnixTime => quote!(&rt::Xml::Number),
            Shape::List(inner) => {
                let inner = self.xml(inner, "item");
                quote!(&rt::Xml::List(#item, #inner))
            }
            Shape::Map(inner) => {
                let inner = self.xml(inner, "item");
                quote!(&rt::Xml::Map(#inner))
            }
            Shape::Named(id) if matches!(types.get(*id).kind, TypeKind::Object(_)) => {
                let name = ident(self.type_name(*id));
                quote!(&#name)
            }
            _ => quote!(&rt::Xml::Text),
        }
    }

    fn xml_object(&self, id: TypeId) -> Option<TokenStream> {
        let TypeKind::Object(object) = &self.connector.types.get(id).kind else { return None };
        let name = ident(self.type_name(id));
        let fields = object.fields.iter().map(|field| {
            let (key, name) = (&field.wire, &field.xml.name);
            let holds = self.xml(&field.ty, &field.xml.item);
            match field.xml.place {
                XmlPlace::Element => quote!(rt::XmlField::element(#key, #name, #holds)),
                XmlPlace::Attribute => quote!(rt::XmlField::attribute(#key, #name, #holds)),
                XmlPlace::Content => quote!(rt::XmlField::content(#key, #holds)),
                XmlPlace::Among => quote!(rt::XmlField::among(#key, #holds)),
            }
        });
        Some(quote! { static #name: rt::Xml = rt::Xml::Object(&[#(#fields),*]); })
    }

    /// The structs that a type consists of.
    fn xml_types(&self, ty: &Ty, found: &mut BTreeSet<TypeId>) {
        let types = &self.connector.types;
        match &types.resolve(ty).shape {
            Shape::List(inner) | Shape::Map(inner) => self.xml_types(inner, found),
            Shape::Named(id) => {
                let TypeKind::Object(object) = &types.get(*id).kind else { return };
                if found.insert(*id) {
                    object.fields.iter().for_each(|field| self.xml_types(&field.ty, found));
                }
            }
            _ => {}
        }
    }
}

/// The static of an action's body.
pub fn body_constant(constant: &str) -> String {
    format!("{constant}_BODY")
}

/// The static of an action's reply.
fn reply_constant(constant: &str) -> String {
    format!("{constant}_REPLY")
}

/// The call that gives an action its reply's form.
pub fn reply_of(action: &Action, constant: &str) -> Option<TokenStream> {
    let name = ident(&reply_constant(constant));
    action.xml_reply.as_ref().map(|_| quote!(.xml_reply(&xml::#name)))
}
