//! Which page is the last.

use crate::ir::paging::{Output, Paging, Size};

/// What is known of pages, besides how they follow one another.
#[derive(Clone, Copy, Debug)]
pub enum Page<'a> {
    /// The way to their items.
    Items(&'a [String]),
    /// What is not true on the last one.
    More(&'a Output),
    /// How many there are.
    Pages(&'a Output),
    /// How many items there are.
    Total(&'a Output),
    /// What says how many items one has.
    Size(&'a Size),
    /// One without items is the last.
    EmptyIsLast,
}

impl Paging {
    /// All that is known of the pages.
    pub fn known(&self) -> Vec<Page<'_>> {
        let all = [
            self.items.as_deref().map(Page::Items),
            self.more.as_ref().map(Page::More),
            self.pages.as_ref().map(Page::Pages),
            self.total.as_ref().map(Page::Total),
            self.size.as_ref().map(Page::Size),
            self.empty_is_last.then_some(Page::EmptyIsLast),
        ];
        all.into_iter().flatten().collect()
    }
}
