//! `mod api`: what the document fixes, as static data.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::ty::ident;
use super::{page, policy, xml};
use crate::ir::policy::Policy;
use crate::ir::told::{Given, Known};
use crate::ir::{
    Action, Alternatives, Connector, Constant, Fixed, Method, Paging, Parameter, Place, Scheme, SchemeKind,
};
use crate::name::AppNames;

impl Emitter<'_> {
    pub fn api_module(&self) -> TokenStream {
        let connector = self.connector_static();
        let sign_ins = self.sign_ins();
        // What fetches the next page of an action is there, even if it was not chosen itself.
        let all = self.connector.actions.iter().zip(&self.names.actions).zip(self.chosen);
        let constants: HashMap<&str, &str> =
            all.clone().map(|((action, names), _)| (action.id.as_str(), names.constant.as_str())).collect();
        let follows: HashSet<&str> = self
            .actions()
            .filter_map(|(action, _)| Some(action.paging.as_ref()?.next_action()?.id.as_str()))
            .collect();
        let actions = all.filter(|((action, _), chosen)| {
            **chosen || self.ends_subscriptions(&action.id) || follows.contains(action.id.as_str())
        });
        let actions = actions
            .map(|((action, names), chosen)| action_static(action, &names.constant, &constants, *chosen));
        let polls = self.polls_module();
        let hooks = self.hooks_module();
        let xml = self.xml_module();
        let test = self
            .connector
            .test_connection
            .as_ref()
            .map(|action| action_static(action, "TEST_CONNECTION", &constants, false));
        let lookups = self.lookups().map(|(lookup, names)| super::lookup::lookup_static(lookup, names));
        quote! {
            #[allow(dead_code)]
            mod api {
                use super::rt;
                #sign_ins
                #connector
                #test
                #(#actions)*
                #polls
                #hooks
                #(#lookups)*
                #xml
            }
        }
    }

    fn connector_static(&self) -> TokenStream {
        let connector = self.connector;
        let (title, base_url) = (&connector.title, &connector.base_url);
        let mut made = quote!(rt::Connector::new(#title, #base_url));
        for one in connector.known() {
            let step = match one {
                Known::Schemes(schemes) => {
                    let schemes = schemes.iter().enumerate().map(|(index, one)| {
                        let known = connector.sign_ins.iter().position(|own| own.scheme == index);
                        scheme(one, known.and_then(|known| self.names.connection.apps.get(known)))
                    });
                    quote!(.schemes(&[#(#schemes),*]))
                }
                Known::Parameters(parameters) => {
                    let parameters = parameters.iter().map(|one| parameter(one, connector));
                    quote!(.parameters(&[#(#parameters),*]))
                }
                Known::Sets(sets) => {
                    let sets =
                        sets.iter().map(|(name, needs)| quote!(rt::ParameterSet::new(#name, &[#(#needs),*])));
                    quote!(.sets(&[#(#sets),*]))
                }
                Known::Security(security) => {
                    let security = alternatives(security);
                    quote!(.security(#security))
                }
                Known::Policies(policies) => {
                    let policies = self.policies(policies);
                    if policies.is_empty() {
                        continue;
                    }
                    quote!(.policies(&[#(#policies),*]))
                }
            };
            made = quote!(#made #step);
        }
        quote! { pub(super) static CONNECTOR: rt::Connector = #made; }
    }

    /// Those that concern what is called.
    fn policies(&self, all: &[Policy]) -> Vec<TokenStream> {
        // What a lookup asks need not be a method.
        let asked: HashSet<&str> = self.lookups().map(|(lookup, _)| lookup.asks.id.as_str()).collect();
        let is_called =
            |id: &str| self.methods.contains_key(id) || self.ends_subscriptions(id) || asked.contains(id);
        all.iter().filter_map(|one| policy::policy(one, is_called)).collect()
    }
}

fn scheme(scheme: &Scheme, app: Option<&AppNames>) -> TokenStream {
    let name = &scheme.name;
    match &scheme.kind {
        SchemeKind::Header { parameter, wire } => quote!(rt::Scheme::header(#name, #parameter, #wire)),
        SchemeKind::Cookie { parameter, wire } => quote!(rt::Scheme::cookie(#name, #parameter, #wire)),
        SchemeKind::Query { parameter, wire } => quote!(rt::Scheme::query(#name, #parameter, #wire)),
        SchemeKind::Basic { user, password } => quote!(rt::Scheme::basic(#name, #user, #password)),
        SchemeKind::OAuth { parameter } => match app.map(|app| ident(&app.constant)) {
            Some(sign_in) => quote!(rt::Scheme::oauth(#name, #parameter, &#sign_in)),
            None => quote!(rt::Scheme::bearer(#name, #parameter)),
        },
    }
}

fn parameter(one: &Parameter, connector: &Connector) -> TokenStream {
    let name = &one.name;
    let mut made =
        if one.secret { quote!(rt::Parameter::secret(#name)) } else { quote!(rt::Parameter::text(#name)) };
    for one in connector.known_of(one) {
        let step = match one {
            Given::Optional => quote!(.optional()),
            Given::Default(value) => quote!(.default_value(#value)),
            Given::OneOf(allowed) => quote!(.one_of(&[#(#allowed),*])),
            Given::TokenSource => quote!(.token_source()),
        };
        made = quote!(#made #step);
    }
    made
}

fn alternatives(all: &Alternatives) -> TokenStream {
    let all = all.iter().map(|needed| {
        let needed = needed.iter().map(|index| Literal::usize_unsuffixed(*index));
        quote!(&[#(#needed),*])
    });
    quote!(&[#(#all),*])
}

/// `typed`: its reply is read as what the document says, so that its form in XML is there.
fn action_static(
    action: &Action,
    constant: &str,
    constants: &HashMap<&str, &str>,
    typed: bool,
) -> TokenStream {
    let mut made = action_data(action);
    if let Some(next) = action.paging.as_ref().and_then(Paging::next_action)
        && let Some(constant) = constants.get(next.id.as_str())
    {
        let (constant, shared) = (ident(constant), &next.shared);
        let parameter = match &next.parameter {
            Some(parameter) => quote!(::core::option::Option::Some(#parameter)),
            None => quote!(::core::option::Option::None),
        };
        made = quote!(#made.next_action(&#constant, #parameter, &[#(#shared),*]));
    }
    let reply = xml::reply_of(action, constant).filter(|_| typed);
    let constant = ident(constant);
    quote! { pub(super) static #constant: rt::Action = #made #reply; }
}

/// What the document fixes of an action.
pub fn action_data(action: &Action) -> TokenStream {
    let (id, path) = (&action.id, &action.path);
    let mut made = match action.method {
        Method::Other(word) => quote!(rt::Action::other(#word, #id, #path)),
        usual => {
            let method = ident(usual.key());
            quote!(rt::Action::#method(#id, #path))
        }
    };
    for one in action.fixed() {
        let told = told(one);
        made = quote!(#made #told);
    }
    made
}

fn told(one: Fixed<'_>) -> TokenStream {
    match one {
        Fixed::Constants(constants) => {
            let constants = constants.iter().map(fixed);
            quote!(.constants(&[#(#constants),*]))
        }
        Fixed::Accept(accept) => quote!(.accept(#accept)),
        Fixed::Consumes(consumes) => quote!(.consumes(#consumes)),
        Fixed::Security(security) => {
            let security = alternatives(security);
            quote!(.security(#security))
        }
        Fixed::Scheme(scheme) => quote!(.scheme(#scheme)),
        Fixed::Paging(paging) => page::paging_data(paging),
        Fixed::IdempotencyKey(header) => quote!(.idempotency_key(#header)),
        Fixed::LongRunning(via) => {
            let via = ident(via.name());
            quote!(.long_running(rt::FinalState::#via))
        }
        Fixed::Exists => quote!(.exists()),
        Fixed::InlineBody => quote!(.inline_body()),
    }
}

fn fixed(constant: &Constant) -> TokenStream {
    let (wire, value) = (&constant.wire, &constant.value);
    let place = match constant.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
        Place::Form | Place::File => "form",
        Place::Field | Place::Body => "field",
    };
    let place = ident(place);
    let raw = constant.raw.then(|| quote!(.raw()));
    quote!(rt::Constant::#place(#wire, #value)#raw)
}
