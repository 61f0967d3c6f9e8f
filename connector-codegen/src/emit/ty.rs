//! Types as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Emitter;
use crate::ir::{Decode, Shape, Ty, TypeId, TypeKind};

/// Where a type is named: inside `model`, or beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Inside `model`.
    Model,
    /// At the root and in `call`.
    Outside,
}

pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

impl Emitter<'_> {
    /// Connectors declare `int32` where their services send more.
    fn lenient(&self) -> bool {
        self.connector.decode == Decode::Lenient
    }

    /// The type that a reply or a field has. Null is left to the caller.
    pub fn ty(&self, ty: &Ty, at: At) -> TokenStream {
        if let Some(own) = ty.shape.scalar() {
            let own = ident(own);
            return quote!(rt::#own);
        }
        match &ty.shape {
            Shape::Any => quote!(rt::Value),
            Shape::Bool => quote!(bool),
            Shape::Int32 if !self.lenient() => quote!(i32),
            Shape::Int32 | Shape::Int64 => quote!(i64),
            Shape::Float => quote!(f64),
            Shape::Text => quote!(String),
            Shape::Secret => quote!(rt::Secret),
            Shape::Bytes => quote!(rt::Bytes),
            Shape::List(item) => {
                let item = self.nullable(item, at);
                quote!(Vec<#item>)
            }
            Shape::Map(item) => {
                let item = self.nullable(item, at);
                quote!(rt::Map<#item>)
            }
            Shape::Named(id) => self.named(*id, at),
            // All others are scalars.
            _ => quote!(rt::Value),
        }
    }

    /// The same with `Option` where null is a value.
    pub fn nullable(&self, ty: &Ty, at: At) -> TokenStream {
        let plain = self.ty(ty, at);
        let any = self.connector.types.resolve(ty).shape == Shape::Any;
        if ty.nullable && !any { quote!(Option<#plain>) } else { plain }
    }

    /// A named type by its path.
    pub fn named(&self, id: TypeId, at: At) -> TokenStream {
        if let Some(path) = self.external(id) {
            return quote!(rt::Own<#path>);
        }
        let name = ident(self.type_name(id));
        match at {
            At::Model => quote!(#name),
            At::Outside => quote!(model::#name),
        }
    }

    /// The caller's own type, where one is given in place of the document's.
    pub fn external(&self, id: TypeId) -> Option<TokenStream> {
        match &self.connector.types.get(id).kind {
            TypeKind::External(path) => path.parse().ok(),
            _ => None,
        }
    }

    /// The name of a type in `model`.
    pub fn type_name(&self, id: TypeId) -> &str {
        self.names.types.get(id.0 as usize).map_or("Model", |names| names.name.as_str())
    }

    /// What stands between the angle brackets of `Arg` and `Opt`; none for what is not text, number or a list of them.
    pub fn argument(&self, ty: &Ty, at: At) -> Option<TokenStream> {
        let types = &self.connector.types;
        let shape = &types.resolve(ty).shape;
        if let Some(own) = shape.scalar() {
            let own = ident(own);
            return Some(quote!(rt::#own));
        }
        match shape {
            Shape::Text | Shape::Secret => Some(quote!(str)),
            Shape::Any => Some(quote!(rt::Value)),
            Shape::Bool => Some(quote!(bool)),
            Shape::Int32 if !self.lenient() => Some(quote!(i32)),
            Shape::Int32 | Shape::Int64 => Some(quote!(i64)),
            Shape::Float => Some(quote!(f64)),
            Shape::Named(id) => matches!(types.get(*id).kind, TypeKind::Enum(_)).then(|| self.named(*id, at)),
            Shape::List(item) if !item.nullable => {
                // Items need a size: text is `String` there, and a list within a list is `Vec`.
                let inner = match &types.resolve(item).shape {
                    Shape::Text | Shape::Secret => quote!(String),
                    Shape::List(deeper) if types.resolve(deeper).shape == Shape::Text => quote!(Vec<String>),
                    Shape::List(deeper) => {
                        let deeper = self.argument(deeper, at)?;
                        quote!(Vec<#deeper>)
                    }
                    _ => self.argument(item, at)?,
                };
                Some(quote!([#inner]))
            }
            _ => None,
        }
    }
}
