//! From IR and names to tokens. Nothing is decided here, and no JSON is seen.

mod action;
mod api;
mod call;
mod connection;
pub(crate) mod docs;
mod example;
mod gate;
mod hook;
mod inputs;
mod lookup;
mod mock;
mod model;
mod oauth;
pub mod page;
mod policy;
mod poll;
mod ty;
mod xml;

#[cfg(feature = "docs")]
pub use example::Example;
pub use mock::cfg;
pub use ty::At;

use proc_macro2::TokenStream;
use quote::quote;

use std::collections::HashMap;

use crate::ir::lookup::Lookup;
use crate::ir::{Connector, TypeId};
use crate::name::{LookupNames, Names};
use crate::pass::{Gates, Uses};

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
    /// The lookups of each action, by operationId.
    pub helpers: HashMap<&'a str, Vec<(&'a Lookup, &'a LookupNames)>>,
    /// Definitions that are generated, by their names in the document.
    pub definitions: HashMap<&'a str, TypeId>,
    /// Path of the client's module as its users write it; examples need it.
    pub module_path: Option<String>,
    /// Path of the facade.
    pub facade: TokenStream,
    /// What is compiled with which feature: all of it always, unless somebody wants features.
    pub gates: Gates<'a>,
    /// The names of the features, parallel to the tags of the gates.
    pub features: Vec<String>,
    /// Where there is a mock: the attribute that says so, or nothing.
    pub mock: Option<TokenStream>,
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
        let mut helpers: HashMap<&str, Vec<_>> = HashMap::new();
        for pair in connector.lookups.iter().zip(&names.lookups) {
            helpers.entry(&pair.0.action).or_default().push(pair);
        }
        let (gates, features) = Default::default();
        let mock = None;
        Emitter {
            connector,
            names,
            uses,
            chosen,
            methods,
            helpers,
            definitions,
            module_path,
            facade,
            gates,
            features,
            mock,
        }
    }

    /// With a feature for each tag.
    pub fn by_features(self) -> Self {
        let gates = Gates::of(self.connector, self.chosen);
        let features = crate::name::features::assign(gates.tags.iter().copied());
        Emitter { gates, features, ..self }
    }
}

impl Emitter<'_> {
    /// The items of the client's module.
    pub fn module(&self) -> TokenStream {
        let facade = &self.facade;
        let runtime = proc_macro2::Literal::u32_unsuffixed(RUNTIME);
        let sets = self.sets();
        let client = self.client(&sets);
        let connection = self.connection();
        let apps = self.apps();
        let lookups = self.lookup_clients();
        let call = self.call_module(&sets);
        let model = self.model_module();
        let api = self.api_module();
        let mock = self.mock_module();
        quote! {
            use #facade::rt::v1 as rt;
            const _: () = rt::requires(#runtime);
            #[allow(unused_imports)]
            pub use rt::Error;
            #client
            #connection
            #apps
            #lookups
            #call
            #model
            #api
            #mock
        }
    }
}
