//! The containers of a document's types.

use std::collections::BTreeMap;

/// An object whose property names are data.
pub type Map<T> = BTreeMap<String, T>;

/// A list that may be none.
#[diagnostic::on_unimplemented(message = "`{Self}` is no list")]
pub trait IntoList {
    /// What the list holds.
    type Item;

    /// The list, empty if it is none.
    fn into_list(self) -> Vec<Self::Item>;
}

impl<T> IntoList for Vec<T> {
    type Item = T;

    fn into_list(self) -> Vec<T> {
        self
    }
}

impl<L: IntoList> IntoList for Option<L> {
    type Item = L::Item;

    fn into_list(self) -> Vec<L::Item> {
        self.map(L::into_list).unwrap_or_default()
    }
}

/// The items of a list that may be none.
pub fn list<L: IntoList>(list: L) -> Vec<L::Item> {
    list.into_list()
}
