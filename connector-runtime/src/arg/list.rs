//! The sources of lists.
//!
//! A list input is `[X]`; a list within a list is `Vec<X>`, since the items of a slice need a size.

use super::{Arg, Input, given};

fn list<X, A: Arg<X>>(items: impl IntoIterator<Item = A>) -> Input {
    Input::List(items.into_iter().map(A::value).collect())
}

macro_rules! list {
    ($target:ty) => {
        given!([X, A: Arg<X>] $target: |items: Vec<A>| list(items));
        given!([X, A: Arg<X>, const N: usize] $target: |items: [A; N]| list(items));
        given!(['a, X, A] $target: |items: &'a Vec<A>| list(items); where &'a A: Arg<X>);
        given!(['a, X, A] $target: |items: &'a [A]| list(items); where &'a A: Arg<X>);
        given!(['a, X, A, const N: usize] $target: |items: &'a [A; N]| list(items); where &'a A: Arg<X>);
    };
}

list!([X]);
list!(Vec<X>);
