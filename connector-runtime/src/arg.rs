//! What the methods of a generated client accept for their inputs.

mod input;
mod list;
mod single;

pub use input::Input;

use crate::data::Word;

/// A value for a required input of type `T`.
///
/// Text is taken from `&str`, `String`, `&String` and `Cow<str>`, numbers from every type that fits without loss,
/// lists from arrays, slices and vectors, and all of it from references too.
///
/// ```
/// use connector_runtime::v1::{Arg, Opt};
/// fn need<T: ?Sized>(_: impl Arg<T>) {}
/// fn may<T: ?Sized>(_: impl Opt<T>) {}
///
/// need::<str>(&String::from("text"));
/// need::<f64>(3);
/// need::<[String]>(["a", "b"]);
/// may::<i64>(Some(7));
/// ```
///
/// A required input takes no option, numbers take nothing that may not fit, and text is no number.
/// ```compile_fail,E0277
/// connector_runtime::v1::Arg::<str>::value(Some("text"));
/// ```
/// ```compile_fail,E0277
/// connector_runtime::v1::Arg::<i32>::value(7_i64);
/// ```
/// ```compile_fail,E0277
/// connector_runtime::v1::Arg::<i64>::value("7");
/// ```
/// ```compile_fail,E0277
/// connector_runtime::v1::Opt::<[String]>::value("a");
/// ```
#[diagnostic::on_unimplemented(
    message = "the input wants {T}, not `{Self}`",
    label = "this is no value for an input of type `{T}`",
    note = "text is given as `&str` or `String`, a number as any number type that fits without loss, a list as an array, slice or vector of these",
    note = "a required input cannot be left out, so it takes no `Option`"
)]
pub trait Arg<T: ?Sized> {
    /// As it is sent.
    #[doc(hidden)]
    fn value(self) -> Input;
}

/// A value for an optional input of type `T`: what [`Arg`] takes, and `Option` of it.
#[diagnostic::on_unimplemented(
    message = "the input wants {T}, not `{Self}`",
    label = "this is no value for an input of type `{T}`",
    note = "text is given as `&str` or `String`, a number as any number type that fits without loss, a list as an array, slice or vector of these; `Option` of each works too"
)]
pub trait Opt<T: ?Sized> {
    /// As it is sent.
    #[doc(hidden)]
    fn value(self) -> Input;
}

impl<T: ?Sized, A: Arg<T>> Opt<T> for Option<A> {
    fn value(self) -> Input {
        self.map_or(Input::Absent, A::value)
    }
}

/// JSON's null, for an input that the document says may be null. Elsewhere it is sent all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null;

impl<T: ?Sized> Arg<T> for Null {
    fn value(self) -> Input {
        Input::Json("null".to_owned())
    }
}

impl<T: ?Sized> Opt<T> for Null {
    fn value(self) -> Input {
        Input::Json("null".to_owned())
    }
}

/// `given!([generics] T: |value: Source| input)`: both traits, for one source of `T`.
///
/// Not one trait in terms of the other: an `Option` must not be a value for a required input, and the compiler cannot
/// know that nobody makes it one.
macro_rules! given {
    ([$($generics:tt)*] $target:ty: |$value:ident: $source:ty| $make:expr $(; where $($limit:tt)+)?) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::arg::Arg<$target> for $source
        $(where $($limit)+)?
        {
            #[inline]
            fn value(self) -> $crate::arg::Input {
                let $value = self;
                $make
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::arg::Opt<$target> for $source
        $(where $($limit)+)?
        {
            #[inline]
            fn value(self) -> $crate::arg::Input {
                $crate::arg::Arg::<$target>::value(self)
            }
        }
    };
}
pub(crate) use given;

given!([E: Word] E: |word: E| Input::Text(word.as_str().to_owned()));
given!(['a, E: Word] E: |word: &'a E| Input::Text(word.as_str().to_owned()));
