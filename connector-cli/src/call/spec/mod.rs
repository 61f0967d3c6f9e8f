//! From what was understood to what the runtime calls: the static data that generated code would have. Here it is made
//! while the program runs, and lives as long as it does.

mod paging;
mod policy;
mod trigger;

use connector_codegen::SignInView;
use connector_codegen::ir::told::{Given, Known};
use connector_codegen::ir::{
    self, Action, Alternatives, Connector, Constant, FinalState, Fixed, Place, SchemeKind,
};
use connector_runtime::v1 as rt;

use crate::login::{leak, spec as sign_in_spec};

pub(super) use trigger::{hook, poll};

fn all<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

fn texts(items: &[String]) -> &'static [&'static str] {
    all(items.iter().map(|item| leak(item)).collect())
}

pub(crate) fn connector(connector: &Connector, sign_ins: &[SignInView]) -> &'static rt::Connector {
    let mut made = rt::Connector::new(leak(&connector.title), leak(&connector.base_url));
    for one in connector.known() {
        made = match one {
            Known::Schemes(schemes) => {
                made.schemes(all(schemes.iter().map(|one| scheme(one, sign_ins)).collect()))
            }
            Known::Parameters(parameters) => {
                made.parameters(all(parameters.iter().map(|one| parameter(one, connector)).collect()))
            }
            Known::Sets(sets) => {
                let one = |(name, needs): (&str, Vec<&str>)| {
                    rt::ParameterSet::new(leak(name), all(needs.into_iter().map(leak).collect()))
                };
                made.sets(all(sets.into_iter().map(one).collect()))
            }
            Known::Security(security) => made.security(alternatives(security)),
            Known::Policies(policies) => {
                made.policies(all(policies.iter().filter_map(policy::policy).collect()))
            }
        };
    }
    Box::leak(Box::new(made))
}

fn scheme(scheme: &ir::Scheme, sign_ins: &[SignInView]) -> rt::Scheme {
    let name = leak(&scheme.name);
    match &scheme.kind {
        SchemeKind::Header { parameter, wire } => rt::Scheme::header(name, leak(parameter), leak(wire)),
        SchemeKind::Query { parameter, wire } => rt::Scheme::query(name, leak(parameter), leak(wire)),
        SchemeKind::Cookie { parameter, wire } => rt::Scheme::cookie(name, leak(parameter), leak(wire)),
        SchemeKind::Basic { user, password } => rt::Scheme::basic(name, leak(user), leak(password)),
        SchemeKind::OAuth { parameter } => match sign_ins.iter().find(|view| view.scheme == scheme.name) {
            Some(view) => rt::Scheme::oauth(name, leak(parameter), Box::leak(Box::new(sign_in_spec(view)))),
            None => rt::Scheme::bearer(name, leak(parameter)),
        },
    }
}

fn parameter(one: &ir::Parameter, connector: &Connector) -> rt::Parameter {
    let name = leak(&one.name);
    let made = if one.secret { rt::Parameter::secret(name) } else { rt::Parameter::text(name) };
    connector.known_of(one).into_iter().fold(made, |made, one| match one {
        Given::Optional => made.optional(),
        Given::Default(value) => made.default_value(leak(value)),
        Given::OneOf(allowed) => made.one_of(texts(allowed)),
        Given::TokenSource => made.token_source(),
    })
}

fn alternatives(of: &Alternatives) -> &'static [&'static [usize]] {
    all(of.iter().map(|needed| all(needed.clone())).collect())
}

pub(crate) fn action(action: &Action) -> &'static rt::Action {
    Box::leak(Box::new(made(action)))
}

/// An action that is asked what an input of another may be, or what something looks like.
pub(crate) fn asking(action: &Action, lookup: rt::Lookup) -> &'static rt::Action {
    Box::leak(Box::new(made(action).lookup(Box::leak(Box::new(lookup)))))
}

fn made(action: &Action) -> rt::Action {
    let (id, path) = (leak(&action.id), leak(&action.path));
    let made = match action.method {
        ir::Method::Get => rt::Action::get(id, path),
        ir::Method::Put => rt::Action::put(id, path),
        ir::Method::Post => rt::Action::post(id, path),
        ir::Method::Delete => rt::Action::delete(id, path),
        ir::Method::Options => rt::Action::options(id, path),
        ir::Method::Head => rt::Action::head(id, path),
        ir::Method::Patch => rt::Action::patch(id, path),
        ir::Method::Other(word) => rt::Action::other(word, id, path),
    };
    action.fixed().into_iter().fold(made, told)
}

fn told(made: rt::Action, one: Fixed<'_>) -> rt::Action {
    match one {
        Fixed::Constants(constants) => made.constants(all(constants.iter().map(constant).collect())),
        Fixed::Accept(accept) => made.accept(leak(accept)),
        Fixed::Consumes(consumes) => made.consumes(leak(consumes)),
        Fixed::Security(security) => made.security(alternatives(security)),
        Fixed::Scheme(scheme) => made.scheme(leak(scheme)),
        Fixed::Paging(paging) => match paging::of(paging) {
            paging::Made::Link(property) => made.next_link(property),
            paging::Made::Described(paging) => made.paging(paging),
        },
        Fixed::IdempotencyKey(header) => made.idempotency_key(leak(header)),
        Fixed::LongRunning(via) => made.long_running(match via {
            FinalState::Unsaid => rt::FinalState::Unsaid,
            FinalState::Status => rt::FinalState::Status,
            FinalState::Location => rt::FinalState::Location,
            FinalState::Original => rt::FinalState::Original,
        }),
        Fixed::Exists => made.exists(),
        Fixed::InlineBody => made.inline_body(),
    }
}

fn constant(constant: &Constant) -> rt::Constant {
    let (wire, value) = (leak(&constant.wire), leak(&constant.value));
    let made = match constant.place {
        Place::Path => rt::Constant::path(wire, value),
        Place::Query => rt::Constant::query(wire, value),
        Place::Header => rt::Constant::header(wire, value),
        Place::Cookie => rt::Constant::cookie(wire, value),
        Place::Form | Place::File => rt::Constant::form(wire, value),
        Place::Field | Place::Body => rt::Constant::field(wire, value),
    };
    if constant.raw { made.raw() } else { made }
}
