//! What generated code calls to state the shape of a type.
//!
//! A generated client consists of these, and checking what they expand to is most of what it costs its users to
//! build: so they expand to names and to calls, never to logic. They are macros rather than derives so that nothing
//! has to be parsed again. What few programs call is `#[inline]`: it is not compiled before somebody does.
//!
//! `Send`, `Sync` and `Unpin` of models are stated, because the compiler would else look through all that a model
//! consists of, and give up on chains of some 25 models (E0275) in the crate of whoever spawns a task that holds one.
//! Safety: `Data` has `Send + Sync` as supertraits, and `object!`, `tagged!` and `untagged!` ask every field, or the content of
//! every variant, for the `Data` of just that type: one that is neither fails to compile there. `object!` writes the struct and its
//! table from the same words, and nothing but documentation beside them, so each entry is of the field that it names.

/// A struct that is a JSON object:
/// `object!(Strict, pub struct Order { pub id: String = "id", pub note: Option<String> = "note", ..others: Map<Value>; null "note"; "kind" = "\"order\"" })`.
///
/// `..` is the map of undeclared properties, none of what follows `null` is left out, and what stands last is always written. The
/// struct has a field `more: More` beside these; that it is laid out as in C is what [`fields`](crate::data::fields) counts on.
///
/// Documentation is the only attribute that it takes: any other (`cfg`, `repr`, a macro) may change the struct, and not its table.
/// A required field must not hold the model itself, however boxed: it has no value with nothing in it.
/// ```compile_fail
/// use connector_runtime::v1 as rt;
/// rt::object!(Strict, pub struct Model { pub a: bool = "a", #[cfg(any())] pub b: String = "b" });
/// ```
/// ```compile_fail
/// use connector_runtime::v1 as rt;
/// rt::object!(Strict, #[repr(packed)] pub struct Model { pub a: bool = "a", pub b: i64 = "b" });
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($mode:ident, $(#[doc = $about:expr])* pub struct $name:ident {
        $($(#[doc = $doc:expr])* pub $field:ident : $ty:ty = $wire:literal),*
        $(,)?
        $(.. $rest:ident : $rest_ty:ty $(,)?)?
        $(; null $($null:literal),+)?
        $(; $($fixed:literal = $json:literal),+)?
    }) => {
        $(#[doc = $about])*
        #[repr(C)]
        pub struct $name {
            $($(#[doc = $doc])* pub $field: $ty,)*
            $(
                /// Properties that the document does not name.
                pub $rest: $rest_ty,
            )?
            #[doc(hidden)]
            pub more: $crate::v1::More,
        }
        unsafe impl $crate::v1::Data for $name {
            const SHAPE: &'static $crate::v1::Shape = &$crate::v1::Shape::new(
                ::core::concat!(
                    ::core::stringify!($name) $(, ":", ::core::stringify!($field))* $(, ":", ::core::stringify!($rest))?
                ),
                $crate::v1::Mode::$mode,
                &$crate::v1::fields([
                    $(($wire, <$ty as $crate::v1::Data>::TYPE),)*
                    $(("", <$rest_ty as $crate::v1::Data>::TYPE))?
                ]),
            )$(.with_rest(::core::stringify!($rest)))?$(.nulls(&[$($null),+]))?$(.fixed(&[$(($fixed, $json)),+]))?;
        }
        impl ::core::marker::Unpin for $name {}
        unsafe impl ::core::marker::Send for $name {}
        unsafe impl ::core::marker::Sync for $name {}
        $crate::__forward!($name, $mode);
        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::v1::copy(self)
            }
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::debug(self, f)
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

/// `string_enum!(pub enum Status { Open = "open", ..Other })`: an enum of texts, with a last variant that holds all others.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $wire:literal,)*
        ..$other:ident $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// A value that the document does not name.
            $other(::std::string::String),
        }
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
        unsafe impl $crate::v1::Data for $name {
            const TYPE: &'static $crate::v1::Type = &$crate::v1::Type::Text($crate::v1::Words::of::<Self>());
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
        $crate::__union!($name { $($variant,)* $other }, $crate::v1::empty(), |value, mode| $crate::v1::read_tagged(value, mode), $other);
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
        $crate::__union!($name { $($variant,)* $other }, $crate::v1::Value::Null, |value, mode| ::core::result::Result::Ok($crate::v1::read_untagged(value, mode)), $other);
    };
}

/// What all enums of values have: `union!(Pet { Cat, Dog, Other }, nothing, |value, mode| read, Other)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident { $($variant:ident),* }, $nothing:expr, |$value:ident, $mode:ident| $read:expr, $other:ident) => {
        impl $crate::v1::Entire for $name {
            fn nothing() -> Self {
                Self::$other($nothing)
            }
            fn of_value(
                $value: $crate::v1::Value,
                $mode: $crate::v1::Mode,
            ) -> ::core::result::Result<Self, ::std::string::String> {
                $read
            }
            fn show(&self) -> $crate::v1::Shown<'_> {
                $crate::v1::Shown::Inner(match self {
                    $(Self::$variant(value) => $crate::v1::Seen::of(value),)*
                })
            }
        }
        unsafe impl $crate::v1::Data for $name {
            const TYPE: &'static $crate::v1::Type = &$crate::v1::Type::Whole($crate::v1::Whole::of::<Self>());
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(value) => ::core::fmt::Debug::fmt(value, f),)*
                }
            }
        }
        impl ::core::marker::Unpin for $name {}
        unsafe impl ::core::marker::Send for $name {}
        unsafe impl ::core::marker::Sync for $name {}
        $crate::__forward!($name, Strict);
    };
}
