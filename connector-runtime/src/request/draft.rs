//! The methods by which generated code states the inputs of a call. Each encodes at once, so that a call owns all it
//! needs, and keeps the first fault for the moment when the call is awaited.

use std::borrow::Cow;

use http::HeaderValue;
use serde::Serialize;

use super::{Body, Given, Part, Payload, Plan, encode, input};
use crate::arg::Input;
use crate::error::Error;
use crate::options::CallOptions;
use crate::xml::{self, XmlRoot};

/// A call without its type of reply yet; `into()` gives it one.
#[must_use = "it is sent once it is a call and awaited"]
pub struct Draft(pub(crate) Box<Plan>);

impl Plan {
    pub(super) fn give(&mut self, name: &'static str, given: Given) {
        let same = |(own, there): &&mut (&'static str, Given)| {
            *own == name && std::mem::discriminant(there) == std::mem::discriminant(&given)
        };
        match self.inputs.iter_mut().find(same) {
            Some(slot) => slot.1 = given,
            None => self.inputs.push((name, given)),
        }
    }

    #[cold]
    pub(super) fn fail(&mut self, fault: Error) {
        self.fault.get_or_insert(fault);
    }

    /// The texts of an input, one for a single value; none if it is absent or cannot be sent.
    fn texts<'v>(
        &mut self,
        name: &'static str,
        value: &'v Input,
    ) -> Option<impl Iterator<Item = Cow<'v, str>> + use<'v>> {
        match input::texts(value) {
            Ok(texts) => texts,
            Err(reason) => {
                self.fail(Error::input(name, reason));
                None
            }
        }
    }

    /// Writes texts as they stand in a URL, each of them encoded. Between them a comma, which is legal there, or another
    /// separator, which is escaped.
    fn join<'v>(
        texts: impl Iterator<Item = Cow<'v, str>>,
        separator: char,
        each: fn(&str, &mut String),
        out: &mut String,
    ) {
        for (index, text) in texts.enumerate() {
            match separator {
                _ if index == 0 => {}
                ',' => out.push(','),
                other => encode::value(other.encode_utf8(&mut [0; 4]), out),
            }
            each(&text, out);
        }
    }

    pub(crate) fn path(
        &mut self,
        name: &'static str,
        value: &Input,
        separator: char,
        each: fn(&str, &mut String),
    ) {
        let Some(texts) = self.texts(name, value) else { return };
        let mut text = String::new();
        Self::join(texts, separator, each, &mut text);
        if text.is_empty() {
            self.fail(Error::input(name, "it is empty, and a path has no place for that"));
        }
        self.give(name, Given::Path(text));
    }

    pub(crate) fn query(
        &mut self,
        name: &'static str,
        value: &Input,
        separator: char,
        each: fn(&str, &mut String),
    ) {
        let Some(texts) = self.texts(name, value) else { return };
        let mut pair = String::with_capacity(name.len() + 24);
        encode::name(name, &mut pair);
        pair.push('=');
        Self::join(texts, separator, each, &mut pair);
        self.give(name, Given::Query(pair));
    }

    pub(crate) fn query_multi(&mut self, name: &'static str, value: &Input) {
        let Some(texts) = self.texts(name, value) else { return };
        let mut pairs = String::new();
        for text in texts {
            if !pairs.is_empty() {
                pairs.push('&');
            }
            encode::name(name, &mut pairs);
            pairs.push('=');
            encode::value(&text, &mut pairs);
        }
        self.give(name, Given::Query(pairs));
    }

    pub(crate) fn header(&mut self, name: &'static str, value: &Input, separator: char) {
        let Some(texts) = self.texts(name, value) else { return };
        match HeaderValue::try_from(listed(texts, separator)) {
            Ok(value) => self.give(name, Given::Header(value)),
            Err(_) => {
                self.fail(Error::input(name, "a header cannot hold a line break or other control character"))
            }
        }
    }

    pub(crate) fn cookie(&mut self, name: &'static str, value: &Input) {
        let Some(texts) = self.texts(name, value) else { return };
        let mut pair = String::new();
        encode::name(name, &mut pair);
        pair.push('=');
        Self::join(texts, ',', encode::value, &mut pair);
        self.give(name, Given::Cookie(pair));
    }

    pub(crate) fn form(&mut self, name: &'static str, value: &Input, separator: Option<char>) {
        let Some(texts) = self.texts(name, value) else { return };
        let texts = match separator {
            Some(separator) => vec![listed(texts, separator)],
            None => texts.map(Cow::into_owned).collect(),
        };
        self.give(name, Given::Form(texts));
    }

    pub(crate) fn field(&mut self, name: &'static str, value: &Input) {
        match input::json(value) {
            Ok(Some(json)) => self.give(name, Given::Field(json)),
            Ok(None) => {}
            Err(reason) => self.fail(Error::input(name, reason)),
        }
    }

    pub(crate) fn field_json(&mut self, name: &'static str, value: &impl Serialize) {
        match serde_json::to_vec(value) {
            Ok(json) => self.give(name, Given::Field(json)),
            Err(error) => self.fail(unwritable(name, error)),
        }
    }

    pub(crate) fn json(&mut self, value: &impl Serialize) {
        match serde_json::to_vec(value) {
            Ok(json) => self.payload = Payload::Json(json.into()),
            Err(error) => self.fail(unwritable("body", error)),
        }
    }

    pub(crate) fn xml(&mut self, value: &impl Serialize, root: &XmlRoot) {
        match serde_json::to_value(value) {
            Ok(value) => {
                let media_type = self.action.consumes.unwrap_or("application/xml").to_owned();
                self.payload = Payload::Raw(xml::from_json(root, &value).into(), media_type);
            }
            Err(error) => self.fail(unwritable("body", error)),
        }
    }

    pub(crate) fn file(&mut self, name: &'static str, part: Part) {
        match part.content_type.as_deref().map(HeaderValue::try_from) {
            Some(Err(_)) => self.fail(Error::input(name, "its content type is none")),
            _ => self.give(name, Given::File(part)),
        }
    }

    pub(crate) fn body(&mut self, body: Body, media_type: &str) {
        self.payload = Payload::Raw(body, media_type.to_owned());
    }

    pub(crate) fn options(&mut self, options: CallOptions) {
        self.options = Some(Box::new(match &self.options {
            Some(below) => options.over(below),
            None => options,
        }));
    }
}

/// The texts of a list, with a separator between them.
fn listed<'v>(texts: impl Iterator<Item = Cow<'v, str>>, separator: char) -> String {
    let mut out = String::new();
    for (index, text) in texts.enumerate() {
        if index > 0 {
            out.push(separator);
        }
        out.push_str(&text);
    }
    out
}

#[cold]
fn unwritable(name: &str, error: serde_json::Error) -> Error {
    Error::input(name, "it cannot be written as JSON").with_source(error)
}

/// Encoded twice (`x-ms-url-encoding: double`).
pub(crate) fn twice(text: &str, out: &mut String) {
    encode::value(&encode::to_value(text), out);
}

/// The same methods for the draft and for the call that it becomes.
macro_rules! inputs {
    () => {
        /// A placeholder of the path.
        pub fn path(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.path(name, &value, ',', encode::value));
            self
        }

        /// A placeholder whose value is encoded twice.
        pub fn path_twice(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.path(name, &value, ',', twice));
            self
        }

        /// A placeholder whose value is encoded by the caller.
        pub fn path_raw(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.path(name, &value, ',', encode::path_raw));
            self
        }

        /// A placeholder for a list with another separator than the comma.
        pub fn path_sep(mut self, name: &'static str, value: Input, separator: char) -> Self {
            self.edit(|plan| plan.path(name, &value, separator, encode::value));
            self
        }

        /// A query parameter.
        pub fn query(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.query(name, &value, ',', encode::value));
            self
        }

        /// A query parameter whose value is encoded by the caller.
        pub fn query_raw(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.query(name, &value, ',', encode::query_literal));
            self
        }

        /// A query parameter once for each value of a list.
        pub fn query_multi(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.query_multi(name, &value));
            self
        }

        /// A query parameter for a list with another separator than the comma.
        pub fn query_sep(mut self, name: &'static str, value: Input, separator: char) -> Self {
            self.edit(|plan| plan.query(name, &value, separator, encode::value));
            self
        }

        /// A header.
        pub fn header(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.header(name, &value, ','));
            self
        }

        /// A header for a list with another separator than the comma.
        pub fn header_sep(mut self, name: &'static str, value: Input, separator: char) -> Self {
            self.edit(|plan| plan.header(name, &value, separator));
            self
        }

        /// A cookie.
        pub fn cookie(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.cookie(name, &value));
            self
        }

        /// A form field.
        pub fn form(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.form(name, &value, Some(',')));
            self
        }

        /// A form field once for each value of a list.
        pub fn form_multi(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.form(name, &value, None));
            self
        }

        /// A form field for a list with another separator than the comma.
        pub fn form_sep(mut self, name: &'static str, value: Input, separator: char) -> Self {
            self.edit(|plan| plan.form(name, &value, Some(separator)));
            self
        }

        /// Sends form fields as `multipart/form-data`.
        pub fn multipart(mut self) -> Self {
            self.edit(|plan| plan.multipart = true);
            self
        }

        /// A property of an inline JSON body.
        pub fn field(mut self, name: &'static str, value: Input) -> Self {
            self.edit(|plan| plan.field(name, &value));
            self
        }

        /// A property of an inline JSON body, of any type.
        pub fn field_json(mut self, name: &'static str, value: &impl Serialize) -> Self {
            self.edit(|plan| plan.field_json(name, value));
            self
        }

        /// The JSON body.
        pub fn json(mut self, value: &impl Serialize) -> Self {
            self.edit(|plan| plan.json(value));
            self
        }

        /// The JSON body, if there is one.
        pub fn json_opt(mut self, value: Option<&impl Serialize>) -> Self {
            if let Some(value) = value {
                self.edit(|plan| plan.json(value));
            }
            self
        }

        /// The XML body.
        pub fn xml(mut self, value: &impl Serialize, root: &'static XmlRoot) -> Self {
            self.edit(|plan| plan.xml(value, root));
            self
        }

        /// A file of a multipart form.
        pub fn file(mut self, name: &'static str, part: impl Into<Part>) -> Self {
            let part = part.into();
            self.edit(|plan| plan.file(name, part));
            self
        }

        /// A file of a multipart form, if there is one.
        pub fn file_opt(self, name: &'static str, part: Option<impl Into<Part>>) -> Self {
            match part {
                Some(part) => self.file(name, part),
                None => self,
            }
        }

        /// A raw body.
        pub fn body(mut self, body: impl Into<Body>, media_type: &str) -> Self {
            let body = body.into();
            self.edit(|plan| plan.body(body, media_type));
            self
        }

        /// A raw body, if there is one.
        pub fn body_opt(self, body: Option<impl Into<Body>>, media_type: &str) -> Self {
            match body {
                Some(body) => self.body(body, media_type),
                None => self,
            }
        }
    };
}

impl Draft {
    fn edit(&mut self, edit: impl FnOnce(&mut Plan)) {
        edit(&mut self.0);
    }

    inputs!();
}

impl<T> crate::call::Call<T> {
    /// Inputs of a call that was polled already come too late, and change nothing.
    fn edit(&mut self, edit: impl FnOnce(&mut Plan)) {
        if let Some(plan) = self.plan_mut() {
            edit(plan);
        }
    }

    inputs!();
}

impl<I, R> crate::with::CallWith<I, R> {
    fn edit(&mut self, edit: impl FnOnce(&mut Plan)) {
        self.call.edit(edit);
    }

    inputs!();
}

impl<T> crate::trigger::Polling<T> {
    inputs!();
}

impl<T, R> crate::webhook::Webhook<T, R> {
    fn edit(&mut self, edit: impl FnOnce(&mut Plan)) {
        edit(&mut self.plan);
    }

    inputs!();
}

#[cfg(feature = "testing")]
impl crate::testing::Expect {
    inputs!();
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Draft").field(&self.0.action.id).finish()
    }
}
