//! What an operation is asked with: which of its inputs the description fixes, and which the caller of a lookup gives.

use std::collections::BTreeMap;

use super::super::Reader;
use super::super::extension::{members, text};
use super::super::input::plain_text;
use super::Raw;
use crate::ir::lookup::{From, Given};
use crate::ir::{
    Action, BodyKind, Constant, Docs, Encoding, Input, Place, Reply, Shape, Style, Ty, TypeKind, json_text,
};
use crate::source::Node;

/// An operation that asks, among all of them.
pub(super) struct Asking<'a, 'r> {
    pub(super) all: &'r [Raw<'a>],
    pub(super) own: &'r Raw<'a>,
    /// Its place among the actions.
    pub(super) index: usize,
}

impl<'a, 'r> Asking<'a, 'r> {
    /// An operation by its id, or else by the letters and digits of it.
    pub(super) fn find(&self, id: &str) -> Option<&'r Raw<'a>> {
        let exact = self.all.iter().find(|raw| raw.id == id);
        exact.or_else(|| self.all.iter().find(|raw| crate::fold::folded(&raw.id) == crate::fold::folded(id)))
    }
}

/// A place in a request.
struct Slot<'a> {
    place: Place,
    wire: String,
    /// The properties from there, where only a part of it is meant.
    rest: Vec<String>,
    /// The parameter, where it is one.
    node: Option<&'a Node>,
}

/// What the description puts into a slot.
enum Filling<'a> {
    Literal(&'a Node),
    /// An input of the asking operation.
    Reference(&'a str),
    /// Something of the item that was chosen before.
    Choice(&'a str),
}

fn filling(node: &Node) -> Option<Filling<'_>> {
    if node.as_object().is_none() {
        return Some(Filling::Literal(node));
    }
    if let Some(literal) = node.get("value") {
        return Some(Filling::Literal(literal));
    }
    let reference = text(node, "parameter").or_else(|| text(node, "parameterReference"));
    let choice = || text(node, "selectedItemValuePath").or_else(|| text(node, "value-property"));
    reference.map(Filling::Reference).or_else(|| choice().map(Filling::Choice))
}

impl<'a> Reader<'a> {
    /// The operation with what the description fixes as constants, and what else it has to be given.
    pub(super) fn ask(
        &mut self,
        asking: &Asking<'a, '_>,
        target: &Raw<'a>,
        parameters: Option<&'a Node>,
    ) -> Result<(Action, Vec<Given>), String> {
        let found = self.actions.iter().find(|action| action.id == target.id);
        let mut asks = found.cloned().ok_or("it is left out")?;
        let inputs = std::mem::take(&mut asks.inputs);
        (asks.reply, asks.headers, asks.errors) = (Reply::None, Vec::new(), Vec::new());
        let mut given: Vec<Given> = Vec::new();
        let mut parts: BTreeMap<String, Vec<Part>> = BTreeMap::new();
        for member in parameters.into_iter().flat_map(members) {
            let Some(filling) = filling(&member.value) else { continue };
            let slot =
                self.slot(target, &member.key).ok_or_else(|| format!("it has no input `{}`", member.key))?;
            if slot.place == Place::Field && asks.body == BodyKind::Json {
                asks.body = BodyKind::Fields { required: true };
            }
            let json = slot.place == Place::Field;
            let source = match filling {
                Filling::Literal(node) if node.is_null() => continue,
                Filling::Literal(node) => {
                    Source::Fixed(if json { Some(node.to_json_text()) } else { plain_text(node) })
                }
                Filling::Choice(way) => Source::Given(
                    From::Choice(way.to_owned()),
                    Ty::new(if json { Shape::Any } else { Shape::Text }),
                    true,
                    Docs::default(),
                ),
                Filling::Reference(name) => self.source(asking, name, json),
            };
            match source {
                Source::Nothing => {}
                Source::Fixed(None) => return Err(format!("`{}` is an object there", member.key)),
                Source::Fixed(Some(value)) if slot.rest.is_empty() => {
                    asks.constants.retain(|known| (known.place, &known.wire) != (slot.place, &slot.wire));
                    asks.constants.push(Constant { place: slot.place, wire: slot.wire, value, raw: false });
                }
                Source::Fixed(Some(value)) => parts.entry(slot.wire).or_default().push((slot.rest, value)),
                Source::Given(..) if !slot.rest.is_empty() => {
                    return Err(format!("`{}` is inside of another input", member.key));
                }
                Source::Given(from, ty, required, docs) => {
                    let own =
                        inputs.iter().find(|input| input.place == slot.place && input.wire == slot.wire);
                    let required =
                        required || own.is_some_and(|own| own.required) || slot.place == Place::Path;
                    let encoding = own.map_or(Encoding::Once, |own| own.encoding);
                    let input = Input { encoding, ..input(&slot, ty, required, docs) };
                    given.push(Given { input, from });
                }
            }
        }
        for (wire, parts) in parts {
            let value = object(&parts);
            asks.constants.retain(|known| known.place != Place::Field || known.wire != wire);
            asks.constants.push(Constant { place: Place::Field, wire, value, raw: false });
        }
        // What the description forgets, the caller gives.
        for input in inputs.into_iter().filter(|input| input.required) {
            let taken =
                given.iter().any(|one| (one.input.place, &one.input.wire) == (input.place, &input.wire))
                    || asks.constants.iter().any(|one| (one.place, &one.wire) == (input.place, &input.wire));
            if taken || input.place == Place::Body && matches!(asks.body, BodyKind::Fields { .. }) {
                continue;
            }
            if matches!(input.place, Place::Body | Place::File) {
                return Err("it needs a body".to_owned());
            }
            let ty = self.simple(&input.ty, input.place == Place::Field);
            given.push(Given { from: From::Argument(input.wire.clone()), input: Input { ty, ..input } });
        }
        given.sort_by_key(|one| !one.input.required);
        Ok((asks, given))
    }

    /// Where a value of this name goes.
    fn slot(&mut self, target: &Raw<'a>, key: &str) -> Option<Slot<'a>> {
        for node in &target.parameters {
            let place = match text(node, "in")? {
                "path" => Place::Path,
                "query" => Place::Query,
                "header" => Place::Header,
                "formData" => Place::Form,
                _ => continue,
            };
            if node.get("name").and_then(Node::as_str) == Some(key) {
                return Some(Slot { place, wire: key.to_owned(), rest: Vec::new(), node: Some(node) });
            }
        }
        let (body, schema) = self.body_of(target)?;
        let mut way: Vec<String> = key.split('/').map(str::to_owned).collect();
        if way.len() > 1 && way.first().map(String::as_str) == Some(body) {
            way.remove(0);
        } else {
            // The older spelling names properties of the body as if they were parameters.
            self.property(schema, &[key.to_owned()])?;
            way = vec![key.to_owned()];
        }
        let wire = way.remove(0);
        Some(Slot { place: Place::Field, wire, rest: way, node: None })
    }

    /// What an input of the asking operation is, by its name or the way to it.
    fn source(&mut self, asking: &Asking<'a, '_>, name: &str, json: bool) -> Source {
        let Some(action) = self.actions.get(asking.index) else { return Source::Nothing };
        let way: Vec<String> = name.split('/').map(str::to_owned).collect();
        let last = way.last().cloned().unwrap_or_default();
        let names = [name, last.as_str()];
        let input = names.iter().find_map(|name| {
            action
                .inputs
                .iter()
                .find(|input| input.wire == *name && !matches!(input.place, Place::Body | Place::File))
        });
        if let Some(input) = input {
            let (ty, required, docs) = (input.ty.clone(), input.required, input.docs.clone());
            let from = From::Argument(input.wire.clone());
            return Source::Given(from, self.simple(&ty, json), required, docs);
        }
        let constant = names.iter().find_map(|name| action.constants.iter().find(|one| one.wire == *name));
        if let Some(constant) = constant {
            let value = match (constant.place == Place::Field, json) {
                (true, true) => Some(constant.value.clone()),
                (true, false) => Some(unquoted(&constant.value)).filter(|text| !text.starts_with(['{', '['])),
                (false, true) => Some(json_text(&constant.value)),
                (false, false) => Some(constant.value.clone()),
            };
            return Source::Fixed(value);
        }
        let first = way.first().map(String::as_str);
        let own = asking.own.parameters.iter().find(|node| text(node, "name") == first);
        let body = self.body_of(asking.own);
        let node = match body {
            // An internal input that nobody can give.
            _ if own.is_some() && way.len() == 1 => return Source::Nothing,
            Some((name, schema)) if first == Some(name) => {
                self.property(schema, way.get(1..).unwrap_or_default())
            }
            Some((_, schema)) => self.property(schema, &way),
            None => None,
        };
        let ty = match node.and_then(|node| text(node, "type")) {
            Some("integer") => Shape::Int64,
            Some("number") => Shape::Float,
            Some("boolean") => Shape::Bool,
            _ => Shape::Text,
        };
        let docs = node.map(super::super::extension::docs).unwrap_or_default();
        Source::Given(From::Argument(last), Ty::new(ty), false, docs)
    }

    /// A property of a schema, through references and lists.
    fn property(&mut self, schema: &'a Node, way: &[String]) -> Option<&'a Node> {
        /// References and lists on the way.
        const STEPS: usize = 32;
        let mut node = schema;
        let mut way = way.iter();
        let mut next = way.next();
        for _ in 0..STEPS {
            let Some(name) = next else { return Some(node) };
            if let Some(found) = node.get("properties").and_then(|all| all.get(name)) {
                node = found;
                next = way.next();
            } else if let Some(reference) = node.get("$ref") {
                node = self.target(reference)?.0;
            } else {
                node = node.get("items").or_else(|| node.get("allOf")?.as_list()?.first())?;
            }
        }
        None
    }

    /// A type without a name that takes the same values: lookups are no part of what types are made of.
    fn simple(&self, ty: &Ty, json: bool) -> Ty {
        let plain = |ty: &Ty| match &self.types.resolve(ty).shape {
            shape @ (Shape::Bool
            | Shape::Int32
            | Shape::Int64
            | Shape::Float
            | Shape::DateTime
            | Shape::Date) => Some(shape.clone()),
            Shape::Text | Shape::Secret | Shape::TextInt | Shape::Base64 => Some(Shape::Text),
            Shape::Named(id) if matches!(self.types.get(*id).kind, TypeKind::Enum(_)) => Some(Shape::Text),
            _ => None,
        };
        let shape = match &self.types.resolve(ty).shape {
            Shape::List(item) => plain(item).map(|item| Shape::List(Box::new(Ty::new(item)))),
            _ => plain(ty),
        };
        Ty::new(shape.unwrap_or(if json { Shape::Any } else { Shape::Text }))
    }
}

/// A value inside an input: the way to it, and its JSON.
type Part = (Vec<String>, String);

/// Where what goes into a slot comes from.
enum Source {
    /// From nowhere: nobody gives it.
    Nothing,
    /// It is fixed; none where it cannot be written.
    Fixed(Option<String>),
    /// Its type, whether it is required, and what it is.
    Given(From, Ty, bool, Docs),
}

fn input(slot: &Slot<'_>, ty: Ty, required: bool, docs: Docs) -> Input {
    Input {
        wire: slot.wire.clone(),
        client_name: None,
        place: slot.place,
        ty,
        required,
        style: Style::Csv,
        encoding: Encoding::Once,
        advanced: false,
        docs,
        default: None,
        open: false,
        at: slot.node.map_or_else(Default::default, |node| node.span),
    }
}

/// The text of JSON text.
fn unquoted(json: &str) -> String {
    match json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(text) if !text.contains('\\') => text.to_owned(),
        _ => json.to_owned(),
    }
}

/// An object of the values at these ways; what stands twice, stands as it is said last.
fn object(parts: &[Part]) -> String {
    let mut members: Vec<(&str, Vec<Part>)> = Vec::new();
    for (way, value) in parts {
        let Some((first, rest)) = way.split_first() else { return value.clone() };
        let inner = (rest.to_vec(), value.clone());
        match members.iter_mut().find(|(known, _)| known == first) {
            Some((_, all)) => all.push(inner),
            None => members.push((first, vec![inner])),
        }
    }
    let members = members.iter().map(|(name, inner)| format!("{}:{}", json_text(name), object(inner)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    #[test]
    fn ways_become_objects() {
        let part = |way: &str, value: &str| (way.split('/').map(str::to_owned).collect(), value.to_owned());
        let parts = [part("a/b", "1"), part("c", "\"x\""), part("a/d/e", "true")];
        assert_eq!(super::object(&parts), r#"{"a":{"b":1,"d":{"e":true}},"c":"x"}"#);
    }
}
