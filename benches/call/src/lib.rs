//! The same client three times: generated, and written by hand on reqwest and on hyper; and what they talk about.

pub mod by_hand;

/// The generated client.
pub mod records {
    include!(concat!(env!("OUT_DIR"), "/records.rs"));
}

/// How many bytes of JSON a reply has, about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 200 bytes.
    Small,
    /// A million.
    Large,
}

impl Size {
    /// The word for it on command lines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Size::Small => "small",
            Size::Large => "large",
        }
    }
}

/// One record of about 200 bytes.
#[must_use]
pub fn record(number: usize) -> String {
    format!(
        r#"{{"id":"r-{number:06}","name":"The record with the number {number:06}","count":{number},"ratio":0.5,"open":true,"owner":{{"id":{number},"mail":"owner-{number:06}@example.com","phone":null}},"tags":["one","two","three"]}}"#
    )
}

/// The body of a reply.
#[must_use]
pub fn body(size: Size) -> String {
    match size {
        Size::Small => record(7),
        Size::Large => format!("[{}]", (0..4_800).map(record).collect::<Vec<_>>().join(",")),
    }
}
