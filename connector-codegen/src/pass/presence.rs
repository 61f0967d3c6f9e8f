//! How each field is held, and which fields are fixed.
//!
//! What a caller sends follows the document: required is required. What only comes back follows the decoding rule: under
//! `lenient` every field may be missing or null, because real services leave out what they promise.

use super::{Uses, constants};
use crate::ir::{Connector, Decode, Field, Presence, TypeId, TypeKind, Types};

/// Sets [`Field::presence`] and turns fixed fields of sent types into constants.
pub fn run(connector: &mut Connector, uses: &Uses) {
    let ids: Vec<TypeId> = connector.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let (sent, received) = (uses.sent(id), uses.received(id));
        let TypeKind::Object(object) = &connector.types.get(id).kind else { continue };
        let mut fixed: Vec<(usize, String)> = Vec::new();
        if sent && !received {
            for (index, field) in object.fields.iter().enumerate() {
                if let Some(value) = constants::constant(&connector.types, field, 0) {
                    fixed.push((index, value));
                }
            }
        }
        let lenient = connector.decode == Decode::Lenient && !sent;
        let presences: Vec<Presence> =
            object.fields.iter().map(|field| presence(field, lenient, sent)).collect();
        let TypeKind::Object(object) = &mut connector.types.get_mut(id).kind else { continue };
        for (field, presence) in object.fields.iter_mut().zip(presences) {
            field.presence = presence;
        }
        for (index, value) in fixed.into_iter().rev() {
            let field = object.fields.remove(index);
            object.constants.insert(0, (field.wire, value));
        }
    }
}

/// Sets the presence of all fields of types that are used in one direction.
pub fn settle(types: &mut Types, decode: Decode, sent: bool) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let TypeKind::Object(object) = &mut types.get_mut(id).kind else { continue };
        for field in &mut object.fields {
            field.presence = presence(field, decode == Decode::Lenient && !sent, sent);
        }
    }
}

fn presence(field: &Field, lenient: bool, sent: bool) -> Presence {
    let nullable = field.ty.nullable;
    // A required field that leads back to its own struct could never be built, and one that the service sets never is.
    let required = field.required && !field.boxed && !(sent && field.read_only);
    match (required, nullable) {
        _ if lenient => Presence::Optional,
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}
