//! From what was understood to what the runtime calls: the static data that generated code would have. Here it is made
//! while the program runs, and lives as long as it does.

use connector_codegen::SignInView;
use connector_codegen::ir::hook::{Events, Key, Slot};
use connector_codegen::ir::policy as from;
use connector_codegen::ir::poll::{Cursor, Keeps};
use connector_codegen::ir::{
    self, Action, Alternatives, Connector, Constant, FinalState, Fixed, Place, SchemeKind,
};
use connector_runtime::v1 as rt;

use super::paging;
use crate::login::{leak, spec as sign_in_spec};

pub(super) fn all<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

pub(super) fn texts(items: &[String]) -> &'static [&'static str] {
    all(items.iter().map(|item| leak(item)).collect())
}

pub(crate) fn connector(connector: &Connector, sign_ins: &[SignInView]) -> &'static rt::Connector {
    let schemes = connector.schemes.iter().map(|one| scheme(one, sign_ins)).collect();
    let parameters = connector.parameters.iter().map(|one| parameter(one, connector.may_lack(one))).collect();
    let sets = connector
        .ways_to_connect()
        .into_iter()
        .map(|(name, needs)| rt::ParameterSet::new(leak(name), all(needs.into_iter().map(leak).collect())));
    let policies = connector.policies.iter().map(policy).collect();
    let made = rt::Connector::new(leak(&connector.title), leak(&connector.base_url))
        .schemes(all(schemes))
        .parameters(all(parameters))
        .security(alternatives(&connector.security))
        .sets(all(sets.collect()))
        .policies(all(policies));
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

fn parameter(one: &ir::Parameter, may_lack: bool) -> rt::Parameter {
    let name = leak(&one.name);
    let mut made = if one.secret { rt::Parameter::secret(name) } else { rt::Parameter::text(name) };
    if may_lack {
        made = made.optional();
    }
    if let Some(default) = &one.default {
        made = made.default_value(leak(default));
    }
    if !one.allowed.is_empty() {
        made = made.one_of(texts(&one.allowed));
    }
    if one.token { made.token_source() } else { made }
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

/// How a trigger is polled; none where it is not.
pub(crate) fn poll(trigger: &Action) -> Option<&'static rt::Poll> {
    let poll = trigger.poll.as_deref()?;
    let on = action(trigger);
    let mut made = match &poll.keeps {
        Keeps::Service => rt::Poll::protocol(on),
        Keeps::Client(cursors) => rt::Poll::list(on, all(cursors.iter().map(cursor).collect())),
    };
    if let Some(way) = &poll.items {
        made = made.each(steps(way));
    }
    if let Some(property) = &poll.next_link {
        made = made.next_link(leak(property));
    }
    Some(Box::leak(Box::new(made)))
}

fn cursor(of: &Cursor) -> rt::Cursor {
    let parameter = leak(&of.parameter);
    match &of.from {
        ir::poll::From::Template(template) => rt::Cursor::template(parameter, pieces(template)),
        ir::poll::From::Greatest { list, value } => {
            rt::Cursor::greatest(parameter, steps(list), steps(value))
        }
    }
}

/// How one subscribes to a trigger, and how a subscription is ended; none where it is no webhook.
pub(crate) fn hook(trigger: &Action, connector: &Connector) -> Option<&'static rt::Hook> {
    let hook = trigger.hook.as_deref()?;
    let mut made = rt::Hook::new(action(trigger), slot(&hook.callback));
    if let Events::Each(way) = &hook.events {
        made = made.each(texts(way));
    }
    let end = hook.unsubscribe.as_ref();
    let ending = end.and_then(|end| connector.actions.iter().find(|action| action.id == end.action));
    if let (Some(end), Some(ending)) = (end, ending) {
        made = made.unsubscribe(action(ending), all(end.keys.iter().map(key).collect()));
    }
    Some(Box::leak(Box::new(made)))
}

pub(super) fn slot(of: &Slot) -> rt::Slot {
    match of {
        Slot::Parameter(place, wire) => parameter_slot(*place, wire),
        Slot::Body(way) => rt::Slot::body(texts(way)),
    }
}

fn parameter_slot(place: Place, wire: &str) -> rt::Slot {
    let wire = leak(wire);
    match place {
        Place::Path => rt::Slot::path(wire),
        Place::Query => rt::Slot::query(wire),
        Place::Header => rt::Slot::header(wire),
        Place::Cookie => rt::Slot::cookie(wire),
        Place::Form | Place::File => rt::Slot::form(wire),
        Place::Field | Place::Body => rt::Slot::body(all(vec![wire])),
    }
}

fn key(of: &Key) -> rt::Key {
    let wire = leak(&of.wire);
    let made = match of.place {
        Place::Path => rt::Key::path(wire),
        Place::Header => rt::Key::header(wire),
        _ => rt::Key::query(wire),
    };
    match &of.from {
        ir::hook::From::Input(place, wire) => made.input(parameter_slot(*place, wire)),
        ir::hook::From::Reply(way) => made.reply(texts(way)),
        ir::hook::From::Search => made,
    }
}

fn policy(policy: &from::Policy) -> rt::Policy {
    let mut made = kind(&policy.kind);
    match policy.section {
        from::Section::Request => {}
        from::Section::Response => made = made.response(),
        from::Section::Failure => made = made.failure(),
    }
    match policy.exists {
        from::Exists::Override => {}
        from::Exists::Skip => made = made.skip(),
        from::Exists::Append => made = made.append(),
    }
    if policy.operations.is_empty() { made } else { made.only(texts(&policy.operations)) }
}

fn kind(kind: &from::PolicyKind) -> rt::Policy {
    use from::PolicyKind as Kind;
    let by = |made: rt::Policy, method: &Option<String>| match method {
        Some(method) => made.method(leak(method)),
        None => made,
    };
    match kind {
        Kind::Host(url) => rt::Policy::host(pieces(url)),
        Kind::Route { path, method } => by(rt::Policy::route(pieces(path)), method),
        Kind::Header { name, value } => rt::Policy::header(leak(name), pieces(value)),
        Kind::Query { name, value } => rt::Policy::query(leak(name), pieces(value)),
        Kind::Property { parent, sub, value } => {
            rt::Policy::property(steps(parent), steps(sub), pieces(value))
        }
        Kind::Edit { parent, sub, to, edit: change } => {
            rt::Policy::edit(steps(parent), steps(sub), target(to), edit(change))
        }
        Kind::Move { from, to, members } => rt::Policy::relocate(steps(from), steps(to), *members),
        Kind::Unauthenticated(status) => rt::Policy::unauthenticated(*status),
        Kind::Fetch { header: true, name, path, method, value } => {
            by(rt::Policy::fetch_header(leak(name), pieces(path), steps(value)), method)
        }
        Kind::Fetch { name, path, method, value, .. } => {
            by(rt::Policy::fetch_query(leak(name), pieces(path), steps(value)), method)
        }
    }
}

fn pieces(of: &[from::Piece]) -> &'static [rt::Piece] {
    let or = |piece: rt::Piece, default: &Option<String>| match default {
        Some(default) => piece.or(leak(default)),
        None => piece,
    };
    let made = of.iter().map(|piece| match piece {
        from::Piece::Text(text) => rt::Piece::text(leak(text)),
        from::Piece::Connection(name, default) => or(rt::Piece::connection(leak(name)), default),
        from::Piece::Query(name, default) => or(rt::Piece::query(leak(name)), default),
        from::Piece::Header(name, default) => or(rt::Piece::header(leak(name)), default),
        from::Piece::Path(name) => rt::Piece::Path(leak(name)),
        from::Piece::Body(way) => rt::Piece::Body(steps(way)),
        from::Piece::Item(way) => rt::Piece::Item(steps(way)),
    });
    all(made.collect())
}

fn steps(of: &[from::Step]) -> &'static [rt::Step] {
    let made = of.iter().map(|step| match step {
        from::Step::Key(key) => rt::Step::Key(leak(key)),
        from::Step::Index(index) => rt::Step::Index(*index),
    });
    all(made.collect())
}

fn target(target: &from::Target) -> rt::Target {
    match target {
        from::Target::Same => rt::Target::Same,
        from::Target::Body(way) => rt::Target::Body(steps(way)),
        from::Target::Item(way) => rt::Target::Item(steps(way)),
    }
}

fn edit(edit: &from::Edit) -> rt::Edit {
    match edit {
        from::Edit::ArrayToObject(key, retain) => rt::Edit::ArrayToObject(leak(key), *retain),
        from::Edit::ObjectToArray(key, value) => rt::Edit::ObjectToArray(leak(key), leak(value)),
        from::Edit::Split(delimiters, name) => rt::Edit::Split(leak(delimiters), leak(name)),
        from::Edit::Replace(one, other) => rt::Edit::Replace(leak(one), leak(other)),
        from::Edit::Encode => rt::Edit::Encode,
    }
}
