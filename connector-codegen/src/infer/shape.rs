//! What was seen at a place: one component for each kind of JSON value, each with what all values of it have in common.

use std::collections::BTreeMap;

use super::sample::is_hole;
use super::text::{self, Witness};
use crate::source::{Node, Number, Span, Value};

/// What was seen at a place. The default is nothing at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// null
    pub null: bool,
    /// Something that is not known: an unquoted variable, a schema that its converter gave up on.
    pub hole: bool,
    /// true or false
    pub boolean: bool,
    /// Numbers.
    pub number: Option<Numbers>,
    /// Texts.
    pub text: Option<Texts>,
    /// Lists: what their elements are.
    pub list: Option<Box<Shape>>,
    /// Objects.
    pub object: Option<Box<Object>>,
}

/// What numbers have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// One was written with a fraction or an exponent.
    pub fraction: bool,
    /// One is whole and beyond what a double holds exactly.
    pub large: bool,
    /// One is whole and beyond 64 bits with a sign, or not finite as a double.
    pub huge: bool,
}

/// What texts have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    /// One says something; the others are variables.
    pub known: bool,
    /// All that say something are dates with times.
    pub date_time: bool,
    /// All that say something are days.
    pub date: bool,
}

/// What objects have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// By key.
    pub fields: BTreeMap<String, Field>,
    /// Hashes of different objects, the smallest ones: how many different ones were seen, as far as that matters.
    seen: Vec<u64>,
    /// Where the first one stands.
    pub at: Span,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its values.
    pub shape: Shape,
    /// An object did not have it.
    pub missing: bool,
    /// Where it first stands.
    pub at: Span,
}

/// So many different objects are told from more.
pub const SEEN: usize = 5;

impl Shape {
    /// What one sample shows.
    // Recursion is safe here: no reader makes more than `limits::DEPTH` levels.
    pub fn of(node: &Node) -> Self {
        measure(node).0
    }

    /// What both show together.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.null |= other.null;
        self.hole |= other.hole;
        self.boolean |= other.boolean;
        self.number = both(self.number, other.number, Numbers::join);
        self.text = both(self.text, other.text, Texts::join);
        self.list = both(self.list, other.list, |one, other| Box::new(one.join(*other)));
        self.object = both(self.object, other.object, |one, other| Box::new(one.join(*other)));
        self
    }

    /// What all samples show together.
    pub fn of_all<'n>(samples: impl IntoIterator<Item = &'n Node>) -> Self {
        samples.into_iter().map(Self::of).fold(Self::default(), Self::join)
    }
}

fn both<T>(one: Option<T>, other: Option<T>, join: impl FnOnce(T, T) -> T) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(join(one, other)),
        (one, other) => one.or(other),
    }
}

impl Numbers {
    fn of(number: &Number) -> Self {
        const EXACT: i64 = 1 << 53;
        let text = number.as_str();
        if text.contains(['.', 'e', 'E']) {
            return Self { fraction: true, large: false, huge: number.as_f64().is_none() };
        }
        let whole = text.parse::<i64>().ok();
        Self {
            fraction: false,
            large: whole.is_none_or(|value| value.checked_abs().is_none_or(|value| value > EXACT)),
            huge: whole.is_none(),
        }
    }

    fn join(self, other: Self) -> Self {
        Self {
            fraction: self.fraction || other.fraction,
            large: self.large || other.large,
            huge: self.huge || other.huge,
        }
    }
}

impl Texts {
    fn of(text: &str) -> Self {
        if text::is_variable(text) {
            // says nothing, so it speaks against nothing
            return Self { known: false, date_time: true, date: true };
        }
        Self { known: true, date_time: text::is_date_time(text), date: text::is_date(text) }
    }

    fn join(self, other: Self) -> Self {
        Self {
            known: self.known || other.known,
            date_time: self.date_time && other.date_time,
            date: self.date && other.date,
        }
    }
}

impl Object {
    /// How many different objects were seen, up to five.
    pub fn distinct(&self) -> usize {
        self.seen.len()
    }

    fn join(mut self, other: Self) -> Self {
        for (key, field) in &mut self.fields {
            field.missing |= !other.fields.contains_key(key);
        }
        for (key, mut theirs) in other.fields {
            match self.fields.get_mut(&key) {
                Some(ours) => {
                    ours.missing |= theirs.missing;
                    ours.at = ours.at.min(theirs.at);
                    ours.shape = std::mem::take(&mut ours.shape).join(theirs.shape);
                }
                None => {
                    theirs.missing = true;
                    self.fields.insert(key, theirs);
                }
            }
        }
        self.seen.extend(other.seen);
        self.seen.sort_unstable();
        self.seen.dedup();
        self.seen.truncate(SEEN);
        self.at = self.at.min(other.at);
        self
    }

    /// The fields as they stand in the first sample, then those that only others have.
    pub fn in_order(&self) -> Vec<(&String, &Field)> {
        let mut all: Vec<_> = self.fields.iter().collect();
        all.sort_by_key(|(_, field)| field.at);
        all
    }
}

/// The shape of a value, and a hash of it that does not see the order of keys.
fn measure(node: &Node) -> (Shape, u64) {
    let mut shape = Shape::default();
    let hash = match &node.value {
        Value::Null => {
            shape.null = true;
            mix(1, 0)
        }
        Value::Bool(value) => {
            shape.boolean = true;
            mix(2, u64::from(*value))
        }
        Value::Number(number) => {
            shape.number = Some(Numbers::of(number));
            hash_text(3, number.as_str())
        }
        Value::Text(text) => {
            match text::witness(text) {
                _ if is_hole(text) => shape.hole = true,
                None => shape.text = Some(Texts::of(text)),
                Some(witness) => shape = of_witness(witness),
            }
            hash_text(4, text)
        }
        Value::List(items) => {
            let mut inner = Shape::default();
            let mut hash = mix(5, 0);
            for item in items {
                let (one, own) = measure(item);
                inner = inner.join(one);
                hash = mix(hash, own);
            }
            shape.list = Some(Box::new(inner));
            hash
        }
        Value::Object(object) => {
            let mut fields = BTreeMap::new();
            let mut hash = mix(6, 0);
            for member in object {
                let (one, own) = measure(&member.value);
                // a sum, so that the order of keys does not count
                hash = hash.wrapping_add(mix(hash_text(7, &member.key), own));
                let field = Field { shape: one, missing: false, at: member.key_span };
                fields.insert(member.key.clone(), field);
            }
            shape.object = Some(Box::new(Object { fields, seen: vec![hash], at: node.span }));
            hash
        }
    };
    (shape, hash)
}

fn of_witness(witness: Witness) -> Shape {
    let text = |date_time, date| Some(Texts { known: true, date_time, date });
    let number = |fraction| Some(Numbers { fraction, ..Numbers::default() });
    let mut shape = Shape::default();
    match witness {
        Witness::Text => shape.text = text(false, false),
        Witness::DateTime => shape.text = text(true, false),
        Witness::Date => shape.text = text(false, true),
        Witness::Integer => shape.number = number(false),
        Witness::Number => shape.number = number(true),
        Witness::Boolean => shape.boolean = true,
        Witness::Unknown => shape.hole = true,
    }
    shape
}

/// FNV-1a over a text.
fn hash_text(kind: u64, text: &str) -> u64 {
    text.bytes().fold(mix(kind, 0), |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value.rotate_left(29)).wrapping_mul(PRIME);
    mixed ^ (mixed >> 31)
}

const PRIME: u64 = 0x0000_0100_0000_01b3;
