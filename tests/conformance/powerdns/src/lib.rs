//! The client of PowerDNS.

use serde::{Deserialize, Serialize};

#[cfg(document)]
pub mod powerdns {
    //! PowerDNS as its document describes it, but for record sets.
    include!(concat!(env!("OUT_DIR"), "/powerdns.rs"));
}
#[cfg(document)]
pub mod documented {
    //! One action exactly as the document describes it.
    include!(concat!(env!("OUT_DIR"), "/documented.rs"));
}

/// Records of one name and type, as PowerDNS really has them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RrSet {
    /// Ends with a dot.
    pub name: String,
    /// `A`, `MX`…
    #[serde(rename = "type")]
    pub kind: String,
    /// None to delete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<u32>,
    /// What to do with it; none in what PowerDNS sends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changetype: Option<String>,
    /// None to leave them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<Record>>,
    /// None to leave them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<Vec<Comment>>,
}

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// As in a zone file.
    pub content: String,
    /// Kept, but not served.
    #[serde(default)]
    pub disabled: bool,
}

/// A remark on a record set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// What it says.
    pub content: String,
    /// Who says it.
    pub account: String,
}
