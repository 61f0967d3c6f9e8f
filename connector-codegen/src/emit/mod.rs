//! From IR and names to tokens. Nothing is decided here, and no JSON is seen.

mod action;
mod api;
mod call;
mod connection;
pub(crate) mod docs;
mod example;
mod model;
mod oauth;
mod policy;
mod poll;
mod ty;

#[cfg(feature = "docs")]
pub use example::Example;
pub use ty::At;

use proc_macro2::TokenStream;
use quote::quote;

use std::collections::HashMap;

use crate::ir::{Connector, TypeId};
use crate::name::Names;
use crate::pass::Uses;

/// The runtime interface that generated code asks for.
const RUNTIME: u32 = 1;

/// Everything that emission looks at.
pub struct Emitter<'a> {
    pub connector: &'a Connector,
    pub names: &'a Names,
    pub uses: &'a Uses,
    /// Which actions are generated, parallel to them.
    pub chosen: &'a [bool],
    /// Methods of the generated actions by operationId.
    pub methods: HashMap<&'a str, &'a str>,
    /// Definitions that are generated, by their names in the document.
    pub definitions: HashMap<&'a str, TypeId>,
    /// Path of the client's module as its users write it; examples need it.
    pub module_path: Option<String>,
    /// Path of the facade.
    pub facade: TokenStream,
}

/// What a generated module is excused from: items that nobody uses yet, and names that the document chose.
pub(crate) fn quiet_module() -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            missing_docs,
            unused_imports,
            clippy::disallowed_names,
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::module_inception,
            clippy::upper_case_acronyms,
            clippy::should_implement_trait,
            clippy::wrong_self_convention
        )]
    }
}

/// The same for methods.
pub(crate) fn quiet_methods() -> TokenStream {
    quote!(#[allow(dead_code, clippy::disallowed_names, clippy::should_implement_trait, clippy::wrong_self_convention)])
}

impl<'a> Emitter<'a> {
    /// Looks up what will be asked for again and again.
    pub fn new(
        connector: &'a Connector,
        names: &'a Names,
        uses: &'a Uses,
        chosen: &'a [bool],
        facade: TokenStream,
        module_path: Option<String>,
    ) -> Self {
        let named = connector.actions.iter().zip(&names.actions).zip(chosen).filter(|(_, chosen)| **chosen);
        let methods = named.map(|((action, names), _)| (action.id.as_str(), names.method.as_str())).collect();
        let definitions = connector
            .types
            .iter()
            .filter(|(id, def)| uses.used(*id) && def.site.steps.is_empty())
            .filter_map(|(id, def)| Some((def.name.as_deref()?, id)))
            .collect();
        Emitter { connector, names, uses, chosen, methods, definitions, module_path, facade }
    }
}

impl Emitter<'_> {
    /// The items of the client's module.
    pub fn module(&self) -> TokenStream {
        let facade = &self.facade;
        let runtime = proc_macro2::Literal::u32_unsuffixed(RUNTIME);
        let client = self.client();
        let connection = self.connection();
        let apps = self.apps();
        let call = self.call_module();
        let model = self.model_module();
        let api = self.api_module();
        quote! {
            use #facade::rt::v1 as rt;
            const _: () = rt::requires(#runtime);
            #[allow(unused_imports)]
            pub use rt::Error;
            #client
            #connection
            #apps
            #call
            #model
            #api
        }
    }
}
