//! What a platform's gateway would do.

use connector_codegen::ir::policy as from;
use connector_codegen::ir::told::When;
use connector_runtime::v1 as rt;

use super::all;
use crate::login::leak;

/// A policy; here anybody may call whatever it is for.
pub(super) fn policy(policy: &from::Policy) -> Option<rt::Policy> {
    let when = policy.when(|_| true)?;
    Some(when.into_iter().fold(kind(&policy.kind), |made, one| match one {
        When::Response => made.response(),
        When::Failure => made.failure(),
        When::Skip => made.skip(),
        When::Append => made.append(),
        When::Only(operations) => made.only(all(operations.into_iter().map(leak).collect())),
    }))
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

pub(super) fn pieces(of: &[from::Piece]) -> &'static [rt::Piece] {
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

pub(super) fn steps(of: &[from::Step]) -> &'static [rt::Step] {
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
