//! All that generated code may name. Nothing is taken away from here while this is version 1.

// Requests and replies.
pub use crate::call::Call;
pub use crate::choice::{Choice, Lookup};
pub use crate::client::Client;
pub use crate::connection::{Connection, TokenFuture, TokenSource, bearer};
pub use crate::error::{BoxError, Error, ErrorKind};
pub use crate::http::{Http, HttpBuilder};
pub use crate::oauth;
pub use crate::operation::{Operation, Starting};
pub use crate::options::{CallOptions, Retry};
pub use crate::output::{Output, Reply, Response};
pub use crate::page::spec::{PageOutput, Paging};
pub use crate::page::{Items, Pages};
pub use crate::policy::spec::{Edit, Piece, Policy, Step, Target};
pub use crate::request::body::Body;
pub use crate::request::multipart::Part;
pub use crate::request::{Draft, Slot};
pub use crate::spec::{Action, Connector, Constant, FinalState, Parameter, ParameterSet, Scheme, requires};
#[cfg(feature = "testing")]
pub use crate::testing;
pub use crate::trigger::poll::spec::{Cursor, Poll};
pub use crate::trigger::{Events, Order, Polling, StartAt, Store};
pub use crate::webhook::spec::{Hook, Key};
pub use crate::webhook::{Verify, Webhook};
pub use crate::with::CallWith;
pub use crate::xml::{Xml, XmlField, XmlRoot};
pub use crate::{
    __action as action, __answers as answers, __app as app, __calls as calls, __client as client,
    __connection as connection, __mock as mock, __polling as polling, __response as response,
    __statuses as statuses, __webhook as webhook,
};
pub use bytes::Bytes;
pub use http;
pub use serde;

// Models.
pub use crate::data::{
    Case, Data, Entire, Fault, Field, IntoList, Kind, Map, Mode, More, Own, Seen, Shape, Shown, Tagged, Text,
    Type, Untagged, Variant, Whole, Word, Words, copy, debug, empty, fields, list, read_tagged,
    read_untagged,
};
pub use crate::stream::{Incoming, Opening};
pub use crate::text::{
    Base64, Base64Url, Date, DateTime, HttpDate, IsoDuration, Secret, TextInt, TextUint, Time, UnixTime,
};
pub use crate::{
    __object as object, __string_enum as string_enum, __tagged as tagged, __untagged as untagged,
};
pub use serde::de::{Deserialize, DeserializeOwned, Deserializer};
pub use serde::ser::{Serialize, Serializer};
pub use serde_json::Value;

// Inputs.
pub use crate::arg::{Arg, Input, Opt};
