//! What generated connector clients stand on.
//!
//! A generated client is data and signatures: which parameters an action has, which properties a model has. What is
//! done with them is here, once for all connectors: requests, signing in, retries, paging, decoding, errors.
//!
//! What users of a client name (options, transport, errors) is at the root; what only generated code names is in
//! [`v1`].

#[doc(hidden)]
pub mod arg;
#[doc(hidden)]
pub mod data;
#[doc(hidden)]
pub mod text;

pub mod oauth;
#[cfg(feature = "testing")]
pub mod testing;
pub mod trigger;
pub mod webhook;

mod call;
mod choice;
mod client;
mod connection;
mod error;
mod http;
mod macros;
mod operation;
mod options;
mod output;
mod page;
mod policy;
mod public;
mod request;
mod script;
mod send;
mod spec;
mod stream;
mod tls;
#[cfg(not(feature = "testing"))]
mod untested;
mod with;
mod xml;

#[doc(hidden)]
pub mod v1;

#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;

pub use self::http::{Http, HttpBuilder};
pub use arg::Null;
pub use call::Call;
pub use choice::Choice;
pub use client::Client;
pub use connection::{Connection, SignedUrl, TokenFuture, TokenSource};
pub use data::Own;
pub use error::{BoxError, Error, ErrorKind};
pub use operation::{Operation, Starting};
pub use options::{CallOptions, Retry};
pub use output::Response;
pub use page::{Items, Pages};
pub use request::body::Body;
pub use request::multipart::Part;
pub use script::Script;
pub use stream::{Events, Incoming, Opening, ServerEvent, Values};
pub use text::{
    Base64, Base64Url, Date, DateTime, HttpDate, IsoDuration, Secret, TextInt, TextUint, Time, UnixTime,
};

/// Any JSON, for what a document leaves open.
pub use serde_json::{Value, json};

/// The HTTP client underneath, for whoever brings one of their own: begin it with [`Http::reqwest_builder`], and hand it to
/// [`HttpBuilder::reqwest`].
pub use reqwest;
