//! Parts of the spanned tree as types of the crate `openapiv3`: what does not fit is known by its place.
//!
//! Only the shell of a part is read that way. Schemas have a reader of their own, which OpenAPI 2.0 shares; examples and
//! extensions say nothing about requests. So a parameter is not lost for an odd example, and no schema is read twice.

use std::fmt;
use std::sync::OnceLock;

use openapiv3 as oas;
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use crate::source::{Member, Node, Object, Span, Value};

/// Why a part does not fit, and where.
#[derive(Debug)]
pub(super) struct Misfit {
    pub(super) at: Option<Span>,
    pub(super) message: String,
}

impl Misfit {
    /// The innermost place counts.
    fn within(mut self, span: Span) -> Self {
        self.at.get_or_insert(span);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Misfit { at: None, message: message.to_string() }
    }
}

/// Parts that are read as a whole or not at all.
pub(super) trait Part: for<'de> Deserialize<'de> {}

impl Part for oas::Parameter {}
impl Part for oas::RequestBody {}
impl Part for oas::MediaType {}
impl Part for oas::SecurityScheme {}
impl Part for oas::Server {}
impl Part for oas::Discriminator {}

/// Reads a part.
///
/// # Errors
/// When something of it is not what the specification says.
pub(super) fn fit<T: Part>(node: &Node) -> Result<T, Misfit> {
    T::deserialize(Shell(node)).map_err(|misfit| misfit.within(node.span))
}

/// A value without what is read elsewhere.
#[derive(Clone, Copy)]
struct Shell<'a>(&'a Node);

/// What stands for every schema.
fn empty() -> &'static Node {
    static EMPTY: OnceLock<Node> = OnceLock::new();
    EMPTY.get_or_init(|| Node { value: Value::Object(Object::default()), span: Span::default() })
}

/// Members that are no matter of the shell's.
fn is_left_out(key: &str) -> bool {
    matches!(key, "example" | "examples" | "links") || key.starts_with("x-")
}

impl<'de> de::Deserializer<'de> for Shell<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let whole = match &self.0.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => visitor.visit_i64(whole),
                (None, Some(number)) => visitor.visit_f64(number),
                (None, None) => visitor.visit_borrowed_str(number.as_str()),
            },
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::List(list) => visitor.visit_seq(Items(list.iter())),
            Value::Object(object) => visitor.visit_map(Members { left: object.iter(), value: None }),
        };
        whole.map_err(|misfit| misfit.within(self.0.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let text = self.0.as_str().unwrap_or_default();
        visitor.visit_enum(text.into_deserializer()).map_err(|misfit: Misfit| misfit.within(self.0.span))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a>(std::slice::Iter<'a, Node>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misfit> {
        self.0.next().map(|node| seed.deserialize(Shell(node))).transpose()
    }
}

struct Members<'a> {
    left: std::slice::Iter<'a, Member>,
    value: Option<&'a Member>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misfit> {
        // Null counts as absent, as exports of Azure have it.
        let stays = |member: &&Member| !is_left_out(&member.key) && !member.value.is_null();
        self.value = self.left.find(stays);
        let Some(member) = self.value else { return Ok(None) };
        let key = de::value::BorrowedStrDeserializer::<Misfit>::new(&member.key);
        seed.deserialize(key).map(Some).map_err(|misfit| misfit.within(member.key_span))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        let Some(member) = self.value.take() else { return Err(de::Error::custom("a value without a key")) };
        if member.key == "schema" {
            return seed.deserialize(Shell(empty()));
        }
        seed.deserialize(Shell(&member.value)).map_err(|misfit| misfit.within(member.value.span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn parsed<T: Part>(text: &str) -> Result<T, (Option<String>, String)> {
        let (source, _) = Source::from_memory("a.json", text.as_bytes());
        fit(source.root().unwrap())
            .map_err(|misfit: Misfit| (misfit.at.map(|at| source.text_of(at).to_owned()), misfit.message))
    }

    #[test]
    fn the_shell_is_read_and_the_rest_is_not() {
        let text = r#"{"name": "q", "in": "query", "schema": {"type": ["odd"]}, "example": {"$ref": 1}, "x-a": 1,
            "description": null, "explode": false, "style": "spaceDelimited"}"#;
        let oas::Parameter::Query { parameter_data, style, .. } = parsed(text).unwrap() else { panic!() };
        assert_eq!((parameter_data.explode, style), (Some(false), oas::QueryStyle::SpaceDelimited));
    }

    #[test]
    fn a_misfit_has_its_place() {
        let body = r#"{"content": {"a/b": {"encoding": {"f": {"contentType": 17}}}}}"#;
        let (at, message) = parsed::<oas::RequestBody>(body).unwrap_err();
        assert_eq!(at.as_deref(), Some("17"), "{message}");
        let (at, message) =
            parsed::<oas::Parameter>(r#"{"name": "q", "in": "query", "schema": {}, "style": "odd"}"#)
                .unwrap_err();
        assert!(message.contains("odd") && at.is_some(), "{message}");
        let (_, message) = parsed::<oas::Server>(r#"{"description": "no url"}"#).unwrap_err();
        assert_eq!(message, "missing field `url`");
    }
}
