//! How triggers are polled and subscribed to.

use connector_codegen::ir::hook::{From, Key, Slot};
use connector_codegen::ir::poll::{self, Cursor, Keeps};
use connector_codegen::ir::told::{Hooked, Polled};
use connector_codegen::ir::{Action, Connector, Place};
use connector_runtime::v1 as rt;

use super::policy::{pieces, steps};
use super::{action, all, texts};
use crate::login::leak;

/// How a trigger is polled; none where it is not.
pub(crate) fn poll(trigger: &Action) -> Option<&'static rt::Poll> {
    let poll = trigger.poll.as_deref()?;
    let on = action(trigger);
    let mut made = match &poll.keeps {
        Keeps::Service => rt::Poll::protocol(on),
        Keeps::Client(cursors) => rt::Poll::list(on, all(cursors.iter().map(cursor).collect())),
    };
    for one in poll.known() {
        made = match one {
            Polled::Each(way) => made.each(steps(way)),
            Polled::NextLink(property) => made.next_link(leak(property)),
        };
    }
    Some(Box::leak(Box::new(made)))
}

fn cursor(of: &Cursor) -> rt::Cursor {
    let parameter = leak(&of.parameter);
    match &of.from {
        poll::From::Template(template) => rt::Cursor::template(parameter, pieces(template)),
        poll::From::Greatest { list, value } => rt::Cursor::greatest(parameter, steps(list), steps(value)),
    }
}

/// How one subscribes to a trigger, and how a subscription is ended; none where it is no webhook.
pub(crate) fn hook(trigger: &Action, connector: &Connector) -> Option<&'static rt::Hook> {
    let hook = trigger.hook.as_deref()?;
    let mut made = rt::Hook::new(action(trigger), slot(&hook.callback));
    for one in hook.known(connector) {
        made = match one {
            Hooked::Each(way) => made.each(texts(way)),
            Hooked::Unsubscribe(_, ending, keys) => {
                made.unsubscribe(action(ending), all(keys.iter().map(key).collect()))
            }
        };
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
        From::Input(place, wire) => made.input(parameter_slot(*place, wire)),
        From::Reply(way) => made.reply(texts(way)),
        From::Search => made,
    }
}
