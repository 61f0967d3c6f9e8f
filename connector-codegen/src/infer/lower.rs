//! From a shape to a type. All guesses are here, and they look at the joined shape alone.

use super::map::is_map;
use super::shape::{Field as Seen, Object as Objects, Shape as Samples};
use crate::ir::{Docs, Field, Object, Presence, Shape, Site, Step, Ty, TypeDef, TypeKind, Types};

/// Who makes the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The caller: nothing is asked for, because nobody saved what could have been left out.
    Request,
    /// The service: what was always there is promised once there were five different objects.
    Reply,
}

/// How deep inline types may stand in one another; saved bodies have eight levels.
const DEPTH: usize = 40;

/// So many different objects make a promise. With three, one reply in a hundred breaks it (`docs/postman.md`).
const ENOUGH: usize = super::shape::SEEN;

/// Keys that are there in every object of a kind, as a rule: two are enough to believe it.
const IDENTITY: [&str; 6] = ["id", "_id", "uuid", "type", "object", "href"];

/// The type of everything that was seen.
pub fn lower(types: &mut Types, samples: &Samples, site: &Site, direction: Direction) -> Ty {
    Lower { types, direction }.ty(samples, site)
}

/// The type of texts that stand in a URL, a header or a form; text where they do not agree.
pub fn scalar(samples: &Samples) -> Shape {
    match kinds(samples) {
        1 => plain(samples).unwrap_or(Shape::Text),
        _ => Shape::Text,
    }
}

/// How many kinds of values were seen, null not counted.
pub fn kinds(samples: &Samples) -> usize {
    [
        samples.boolean,
        samples.number.is_some(),
        samples.text.is_some(),
        samples.list.is_some(),
        samples.object.is_some(),
    ]
    .into_iter()
    .filter(|seen| *seen)
    .count()
}

/// The type of values that hold no others.
fn plain(samples: &Samples) -> Option<Shape> {
    if samples.boolean {
        return Some(Shape::Bool);
    }
    if let Some(numbers) = samples.number {
        return Some(match (numbers.fraction, numbers.large, numbers.huge) {
            // no digit of a long id may be lost
            (_, _, true) | (true, true, _) => Shape::Any,
            (true, false, false) => Shape::Float,
            (false, _, false) => Shape::Int64,
        });
    }
    let texts = samples.text?;
    Some(match texts {
        _ if !texts.known => Shape::Text,
        _ if texts.date_time => Shape::DateTime,
        _ if texts.date => Shape::Date,
        _ => Shape::Text,
    })
}

struct Lower<'t> {
    types: &'t mut Types,
    direction: Direction,
}

impl Lower<'_> {
    fn ty(&mut self, samples: &Samples, site: &Site) -> Ty {
        if kinds(samples) != 1 || site.steps.len() > DEPTH {
            return Ty::any();
        }
        let shape = match (&samples.list, &samples.object) {
            (Some(item), _) => Shape::List(Box::new(self.ty(item, &then(site, Step::Item)))),
            (_, Some(object)) => self.object(object, site),
            _ => plain(samples).unwrap_or(Shape::Any),
        };
        let nullable = samples.null && shape != Shape::Any;
        Ty { shape, nullable }
    }

    fn object(&mut self, object: &Objects, site: &Site) -> Shape {
        if object.fields.is_empty() {
            return Shape::Map(Box::new(Ty::any()));
        }
        if is_map(object) {
            let values = object.fields.values().map(|field| field.shape.clone());
            let joined = values.fold(Samples::default(), Samples::join);
            return Shape::Map(Box::new(self.ty(&joined, &then(site, Step::Value))));
        }
        let fields = object.in_order().into_iter().map(|(key, field)| self.field(key, field, object, site));
        let kind = TypeKind::Object(Object { fields: fields.collect(), rest: None, constants: Vec::new() });
        let (site, docs) = (site.clone(), Docs::default());
        let def = TypeDef { name: None, site, equals: Vec::new(), docs, kind, at: object.at };
        Shape::Named(self.types.add(def))
    }

    fn field(&mut self, key: &str, field: &Seen, object: &Objects, site: &Site) -> Field {
        let mut ty = self.ty(&field.shape, &then(site, Step::Property(key.to_owned())));
        let always = !field.missing && !field.shape.null && !field.shape.hole && ty.shape != Shape::Any;
        let enough = if IDENTITY.contains(&key) { 2 } else { ENOUGH };
        // A request that was made does not say what it could have left out.
        let mut required = always && self.direction == Direction::Reply && object.distinct() >= enough;
        if ty.nullable && self.direction == Direction::Reply {
            // Null where it was always there stays null. Where it was sometimes missing, null and missing are one to a
            // caller.
            (required, ty.nullable) = if field.missing { (false, false) } else { (true, true) };
        }
        Field {
            wire: key.to_owned(),
            client_name: None,
            ty,
            required,
            read_only: false,
            internal: false,
            advanced: false,
            default: None,
            presence: Presence::default(),
            boxed: false,
            docs: Docs::default(),
            at: field.at,
        }
    }
}

fn then(site: &Site, step: Step) -> Site {
    let mut steps = site.steps.clone();
    steps.push(step);
    Site { owner: site.owner.clone(), steps }
}
