//! What an object consists of.

use super::{Mode, Type};

/// What an object consists of, and where in the memory of its struct that is.
#[doc(hidden)]
#[derive(Debug)]
pub struct Shape {
    /// The name of the Rust type, and behind each `:` that of a field.
    pub(super) names: &'static str,
    /// How strictly its properties are read.
    pub(super) mode: Mode,
    /// Its declared properties, then the map of all others, where there is one.
    pub fields: &'static [Field],
    /// How many of them are declared.
    pub(super) declared: usize,
    /// Those of which none is written as null, rather than left out.
    pub(super) nulls: &'static [&'static str],
    /// Properties whose values the document fixes, as JSON: they are written, and have no field.
    pub(super) fixed: &'static [(&'static str, &'static str)],
    /// Of the first 64 fields, a bit for each that must be there.
    required: u64,
}

/// A field of a struct.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub(super) wire: &'static str,
    /// What it is.
    pub(super) ty: &'static Type,
    /// How many bytes of its struct come before it.
    pub(super) offset: usize,
}

/// The fields of a struct that is laid out as C does it: each behind the one before, where its alignment allows.
///
/// `offset_of!` would say the same of each field, and costs the compiler ten times as much.
#[must_use]
pub const fn fields<const N: usize>(all: [(&'static str, &'static Type); N]) -> [Field; N] {
    let mut fields = [Field { wire: "", ty: &Type::Bool, offset: 0 }; N];
    let (mut all, mut free, mut end): (&[_], &mut [Field], usize) = (&all, &mut fields, 0);
    while let ([(wire, ty), others @ ..], [slot, rest @ ..]) = (all, free) {
        let (size, align) = ty.layout();
        let offset = end.next_multiple_of(align);
        *slot = Field { wire, ty, offset };
        end = offset + size;
        (all, free) = (others, rest);
    }
    fields
}

impl Shape {
    pub(super) const NONE: Self = Self::new("value", Mode::Strict, &[]);

    /// Of its parts.
    #[must_use]
    pub const fn new(names: &'static str, mode: Mode, fields: &'static [Field]) -> Self {
        let (mut required, mut index, mut left) = (0, 0, fields);
        while let [field, others @ ..] = left
            && index < WORD
        {
            required |= (!field.ty.is_optional() as u64) << index;
            (index, left) = (index + 1, others);
        }
        Self { names, mode, fields, declared: fields.len(), nulls: &[], fixed: &[], required }
    }

    /// The last field, of this name, is the map of undeclared properties.
    #[must_use]
    pub const fn with_rest(self, _name: &'static str) -> Self {
        let declared = self.declared.saturating_sub(1);
        let required = if declared < WORD { self.required & !(1 << declared) } else { self.required };
        Self { declared, required, ..self }
    }

    /// None of these is written as null.
    #[must_use]
    pub const fn nulls(self, nulls: &'static [&'static str]) -> Self {
        Self { nulls, ..self }
    }

    /// With properties whose values the document fixes.
    #[must_use]
    pub const fn fixed(self, fixed: &'static [(&'static str, &'static str)]) -> Self {
        Self { fixed, ..self }
    }

    pub(super) fn name(&self) -> &'static str {
        self.names.split(':').next().unwrap_or_default()
    }

    /// The declared properties.
    pub(super) fn declared(&self) -> &'static [Field] {
        self.fields.get(..self.declared).unwrap_or_default()
    }

    /// The map of undeclared properties.
    pub(super) fn rest(&self) -> Option<&'static Field> {
        self.fields.get(self.declared)
    }

    /// Whether an undeclared property of this name is kept.
    pub(super) fn keeps(&self, wire: &str) -> bool {
        self.rest().is_some() && self.fixed.iter().all(|(name, _)| *name != wire)
    }

    fn search(&self, wire: &str) -> Option<usize> {
        self.declared().iter().position(|field| field.wire == wire)
    }

    /// The declared property of this name; most of the time it is the one that is expected next.
    #[inline]
    pub(super) fn find(&self, wire: &str, next: usize) -> Option<usize> {
        let declared = self.declared();
        match declared.get(next) {
            Some(field) if field.wire == wire => Some(next),
            _ => self.search(wire),
        }
    }
}

const WORD: usize = u64::BITS as usize;

/// Which fields were read. The first 64 need no memory of their own, which is every field of nearly every object.
#[derive(Debug, Default)]
pub(super) struct Read {
    first: u64,
    rest: Vec<u64>,
}

impl Read {
    /// Notes that this one is; whether it was before.
    #[inline]
    pub(super) fn note(&mut self, index: usize) -> bool {
        let bit = 1 << (index % WORD);
        let word = if index < WORD { &mut self.first } else { self.far(index) };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    #[cold]
    fn far(&mut self, index: usize) -> &mut u64 {
        let far = index / WORD - 1;
        if self.rest.len() <= far {
            self.rest.resize(far + 1, 0);
        }
        self.rest.get_mut(far).unwrap_or(&mut self.first)
    }

    fn is_read(&self, index: usize) -> bool {
        let word = match (index / WORD).checked_sub(1) {
            None => self.first,
            Some(far) => self.rest.get(far).copied().unwrap_or(0),
        };
        word & (1 << (index % WORD)) != 0
    }

    /// A field that has to be there, and is not.
    #[inline]
    pub(super) fn missing(&self, shape: &Shape) -> Option<&'static str> {
        if shape.required & !self.first == 0 && shape.declared <= WORD { None } else { self.look(shape) }
    }

    #[cold]
    fn look(&self, shape: &Shape) -> Option<&'static str> {
        let missing = |(index, field): &(usize, &Field)| !self.is_read(*index) && !field.ty.is_optional();
        shape.declared().iter().enumerate().find(missing).map(|(_, field)| field.wire)
    }
}

#[cfg(test)]
mod tests {
    #![allow(unsafe_code, reason = "what `object!` says of its struct")]

    use std::mem::offset_of;

    use crate::data::Data;
    use crate::v1 as rt;

    rt::object!(
        Strict,
        /// Fields of every size and alignment.
        pub struct All {
            pub a: bool = "a",
            pub b: i64 = "b",
            pub c: Option<bool> = "c",
            pub d: i32 = "d",
            pub e: Option<i32> = "e",
            pub f: rt::TextInt = "f",
            pub g: bool = "g",
            pub h: rt::Own<u128> = "h",
            pub i: Box<String> = "i",
            pub j: Option<i64> = "j",
            pub k: rt::Own<()> = "k",
            pub l: bool = "l",
            ..rest: rt::Map<rt::Value>,
        }
    );

    #[test]
    fn offsets() {
        let known: Vec<usize> = All::SHAPE.fields.iter().map(|field| field.offset).collect();
        macro_rules! real {
            ($($field:ident)*) => { [$(offset_of!(All, $field)),*] };
        }
        assert_eq!(known, real!(a b c d e f g h i j k l rest));
        assert_eq!(All::TYPE.layout(), (size_of::<All>(), align_of::<All>()));
    }
}
