//! What generated code calls to state the shape of a type.
//!
//! A generated client consists of these, and checking what they expand to is most of what it costs its users to
//! build: so they expand to names and to calls, never to logic. They are macros rather than derives so that nothing
//! has to be parsed again. What few programs call is `#[inline]`: it is not compiled before somebody does.
//!
//! `Send`, `Sync` and `Unpin` of models are stated, because the compiler would else look through all that a model
//! consists of, and give up on chains of some 25 models (E0275) in the crate of whoever spawns a task that holds one.
//! Safety: `Data` has `Send + Sync` as supertraits, and `object!`, `tagged!` and `untagged!` hand every field, or the content of
//! every variant, to functions that want `Data` of just that type: one that is neither fails to compile there.

/// `object!(strict Order { id: "id", note: "note" !, ..others; "kind" = "\"order\"" })`: a struct that is a JSON object.
///
/// `!` writes none as null, `..` names the map of undeclared properties, and what follows `;` is always written.
/// The struct has a field `more: More` beside these.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (strict $name:ident $body:tt) => { $crate::__object!(@ Strict $name $body); };
    (lenient $name:ident $body:tt) => { $crate::__object!(@ Lenient $name $body); };
    (@ $mode:ident $name:ident {
        $($field:ident : $wire:literal $(! $($null:literal)?)?),*
        $($(,)? .. $rest:ident)?
        $(,)?
        $(; $($fixed:literal = $json:literal),* $(,)?)?
    }) => {
        impl $crate::v1::Data for $name {
            const SHAPE: &'static $crate::v1::Shape = &$crate::v1::Shape {
                name: ::core::stringify!($name),
                mode: $crate::v1::Mode::$mode,
                fields: &[$($wire),*],
            };
            fn blank(_required: &mut $crate::v1::Blank) -> Self {
                Self {
                    $($field: _required.field(),)*
                    $($rest: _required.rest(),)?
                    more: _required.more(),
                }
            }
            fn take<'de, M: $crate::v1::MapAccess<'de>>(
                &mut self,
                key: &str,
                from: &mut $crate::v1::Reader<M>,
            ) -> ::core::result::Result<(), M::Error> {
                #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
                enum Field { $($field),* }
                match key {
                    $($wire => from.field(Field::$field as usize, &mut self.$field),)*
                    $($($fixed => from.skip(),)*)?
                    $(_ => from.rest(key, &mut self.$rest),)?
                    #[allow(unreachable_patterns)]
                    _ => from.skip(),
                }
            }
            fn give<M: $crate::v1::SerializeMap>(&self, _to: &mut $crate::v1::Writer<M>) {
                $(_to.field($wire, &self.$field, false $(|| true $($null)?)?);)*
                $($(_to.constant($fixed, $json);)*)?
                $(_to.rest(&self.$rest);)?
                let _ = &self.more; // or rustc says that nobody reads it
            }
        }
        impl ::core::marker::Unpin for $name {}
        unsafe impl ::core::marker::Send for $name {}
        unsafe impl ::core::marker::Sync for $name {}
        $crate::__forward!($name, $mode);
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug(f, ::core::stringify!($name), &[
                    $((::core::stringify!($field), &self.$field),)*
                    $((::core::stringify!($rest), &self.$rest),)?
                ])
            }
        }
    };
}

/// serde's traits over [`Data`](crate::data::Data).
#[doc(hidden)]
#[macro_export]
macro_rules! __forward {
    ($name:ident, $mode:ident) => {
        impl $crate::v1::Serialize for $name {
            fn serialize<S: $crate::v1::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::v1::Data::write(self, to)
            }
        }
        impl<'de> $crate::v1::Deserialize<'de> for $name {
            fn deserialize<D: $crate::v1::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::Data::read(from, $crate::v1::Mode::$mode)
            }
        }
    };
}

/// `string_enum!(Status { Open = "open" })`: an enum of texts, with a last variant `Other(String)` for all others,
/// or of the name that follows `else` after the braces.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ident { $($variant:ident = $wire:literal),* $(,)? }) => {
        $crate::__string_enum!($name { $($variant = $wire),* } else Other);
    };
    ($name:ident { $($variant:ident = $wire:literal),* $(,)? } else $other:ident) => {
        impl $name {
            /// The text that is sent and received.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$other(text) => text,
                }
            }
        }
        impl $crate::v1::Word for $name {
            fn as_str(&self) -> &str {
                self.as_str()
            }
        }
        impl $crate::v1::Text for $name {
            fn from_text(text: ::std::borrow::Cow<'_, str>) -> Self {
                match &*text {
                    $($wire => Self::$variant,)*
                    _ => Self::$other(text.into_owned()),
                }
            }
        }
        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::v1::Text::from_text(::std::borrow::Cow::Borrowed(text))
            }
        }
        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::v1::Text::from_text(::std::borrow::Cow::Owned(text))
            }
        }
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }
        impl ::core::cmp::Eq for $name {}
        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl $crate::v1::Data for $name {
            fn blank(_: &mut $crate::v1::Blank) -> Self {
                Self::$other(::std::string::String::new())
            }
            fn read<'de, D: $crate::v1::Deserializer<'de>>(
                from: D,
                mode: $crate::v1::Mode,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::read_text(from, mode)
            }
            fn write<S: $crate::v1::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
        $crate::__forward!($name, Strict);
    };
}

/// `tagged!(Pet "kind" { Cat = "cat", Dog = "dog"; Other(Base) })`: an enum of models that the property `kind` tells
/// apart. Each variant holds one model, boxed or not, which has the tag as a property or a constant of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __tagged {
    ($name:ident $tag:literal {
        $($variant:ident = $($wire:literal)|+),* $(,)? ; $other:ident ($base:ty) $(,)?
    }) => {
        impl $crate::v1::Tagged for $name {
            const TAG: &'static str = $tag;
            const NAME: &'static str = ::core::stringify!($name);
            fn choose(tag: &str, from: $crate::v1::Variant) -> ::core::result::Result<Self, $crate::v1::Fault> {
                match tag {
                    $($($wire)|+ => from.read().map(Self::$variant),)*
                    _ => from.read().map(Self::$other),
                }
            }
        }
        impl $crate::v1::Data for $name {
            fn blank(required: &mut $crate::v1::Blank) -> Self {
                Self::$other(<$base as $crate::v1::Data>::blank(required))
            }
            fn read<'de, D: $crate::v1::Deserializer<'de>>(
                from: D,
                mode: $crate::v1::Mode,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::read_tagged(from, mode)
            }
            fn write<S: $crate::v1::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::v1::Data::write(value, to),)*
                    Self::$other(value) => $crate::v1::Data::write(value, to),
                }
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(value) => ::core::fmt::Debug::fmt(value, f),)*
                    Self::$other(value) => ::core::fmt::Debug::fmt(value, f),
                }
            }
        }
        impl ::core::marker::Unpin for $name {}
        unsafe impl ::core::marker::Send for $name {}
        unsafe impl ::core::marker::Sync for $name {}
        $crate::__forward!($name, Strict);
    };
}

/// `untagged!(Size { Text: Text, Box: Object ("kind" = "box" | "crate"); Other })`: an enum of values that their looks tell
/// apart. Behind the colon is the kind of value, between parentheses what the document fixes of its properties.
#[doc(hidden)]
#[macro_export]
macro_rules! __untagged {
    ($name:ident {
        $($variant:ident : $kind:ident $(( $($key:literal = $($value:literal)|+),* $(,)? ))?),* $(,)?
        ; $other:ident $(,)?
    }) => {
        impl $crate::v1::Untagged for $name {
            const CASES: &'static [$crate::v1::Case<Self>] = &[$(
                $crate::v1::Case {
                    kind: $crate::v1::Kind::$kind,
                    fixed: &[$($(($key, &[$($value),+])),*)?],
                    read: |from| from.read().map(Self::$variant),
                }
            ),*];
            fn other(value: $crate::v1::Value) -> Self {
                Self::$other(value)
            }
        }
        impl $crate::v1::Data for $name {
            fn blank(_: &mut $crate::v1::Blank) -> Self {
                Self::$other($crate::v1::Value::Null)
            }
            fn read<'de, D: $crate::v1::Deserializer<'de>>(
                from: D,
                mode: $crate::v1::Mode,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::read_untagged(from, mode)
            }
            fn write<S: $crate::v1::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::v1::Data::write(value, to),)*
                    Self::$other(value) => $crate::v1::Data::write(value, to),
                }
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(value) => ::core::fmt::Debug::fmt(value, f),)*
                    Self::$other(value) => ::core::fmt::Debug::fmt(value, f),
                }
            }
        }
        impl ::core::marker::Unpin for $name {}
        unsafe impl ::core::marker::Send for $name {}
        unsafe impl ::core::marker::Sync for $name {}
        $crate::__forward!($name, Strict);
    };
}
