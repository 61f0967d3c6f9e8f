//! What an input may be, asked of the service: values to choose from, and schemas of what a document leaves open.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::arg::{Input, given};
use crate::call::Call;
use crate::data::{self, DecodeError};
use crate::output::Reply;
use crate::request::Draft;

/// How a reply says what an input may be: ways into it, `items/name`, where an empty one leads nowhere.
#[derive(Debug)]
pub struct Lookup {
    list: &'static str,
    value: &'static str,
    title: &'static str,
    parent: &'static str,
}

impl Lookup {
    /// The list, and the ways from one of its items to its value and title.
    #[must_use]
    pub const fn choices(list: &'static str, value: &'static str, title: &'static str) -> Self {
        Self { list, value, title, parent: "" }
    }

    /// The way from an item to the flag that says whether others are below it.
    #[must_use]
    pub const fn parent(mut self, parent: &'static str) -> Self {
        self.parent = parent;
        self
    }

    /// The schema.
    #[must_use]
    pub const fn schema(at: &'static str) -> Self {
        Self::choices(at, "", "")
    }
}

/// One of the values that an input may have, as the service says. A reference to it is an argument or setter's value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Choice {
    /// What is sent.
    pub value: Value,
    /// What people call it.
    pub title: String,
    /// Whether there may be others below it, as in a folder.
    pub is_parent: bool,
    /// All that the service says of it.
    pub item: Value,
}

impl Choice {
    fn of(item: &Value, lookup: &Lookup) -> Option<Self> {
        let value = at(item, lookup.value)?.clone();
        let title =
            Some(lookup.title).filter(|way| !way.is_empty()).and_then(|way| at(item, way)).unwrap_or(&value);
        let title = text(title);
        let is_parent = !lookup.parent.is_empty()
            && at(item, lookup.parent)
                .is_some_and(|flag| matches!(text(flag).as_str(), "true" | "True" | "1"));
        Some(Self { title, is_parent, value, item: item.clone() })
    }

    /// What is sent, as text.
    #[must_use]
    pub fn text(&self) -> String {
        text(&self.value)
    }

    /// Something of the item, as the input of another call.
    #[doc(hidden)]
    #[must_use]
    pub fn at(&self, way: &str) -> Input {
        at(&self.item, way).map_or(Input::Invalid("the choice does not say it"), Input::json)
    }

    /// Of a number or flag, which services like to write as text.
    fn literal<T: std::str::FromStr + ToString>(&self) -> Input {
        self.text()
            .parse::<T>()
            .map_or(Input::Invalid("the choice is of another type"), |_| Input::Literal(self.text()))
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.title)
    }
}

/// As a property of a body that is text.
impl From<&Choice> for String {
    fn from(choice: &Choice) -> Self {
        choice.text()
    }
}

given!(['a] str: |choice: &'a Choice| Input::Text(choice.text()));
given!(['a] String: |choice: &'a Choice| Input::Text(choice.text()));
given!(['a] bool: |choice: &'a Choice| choice.literal::<bool>());
given!(['a] i32: |choice: &'a Choice| choice.literal::<i32>());
given!(['a] i64: |choice: &'a Choice| choice.literal::<i64>());
given!(['a] f64: |choice: &'a Choice| choice.literal::<f64>());
given!(['a] Value: |choice: &'a Choice| Input::json(&choice.value));

impl Draft {
    /// The choices in the reply, as the action's [`Lookup`] says.
    pub fn choices(self) -> Call<Vec<Choice>> {
        Call::reading(self, |reply| choices(reply).map_err(|fault| reply.fault(fault)))
    }

    /// The schema in the reply, as the action's [`Lookup`] says.
    pub fn schema(self) -> Call<Value> {
        Call::reading(self, |reply| schema(reply).map_err(|fault| reply.fault(fault)))
    }
}

/// Items without a value cannot be chosen, and are none.
fn choices(reply: &Reply) -> Result<Vec<Choice>, DecodeError> {
    static WHOLE: Lookup = Lookup::choices("", "", "");
    let lookup = reply.action.lookup.unwrap_or(&WHOLE);
    match at(&data::decode(&reply.body)?, lookup.list) {
        Some(Value::Array(items)) => Ok(items.iter().filter_map(|item| Choice::of(item, lookup)).collect()),
        None if reply.body.is_empty() || lookup.list.is_empty() => Ok(Vec::new()),
        None => Err(DecodeError::missing(lookup.list)),
        Some(_) => Err(DecodeError::at(lookup.list, "it is no list to choose from")),
    }
}

/// Descriptions point to a schema or, in the older of two ways, to its `properties`; a service without one says nothing.
fn schema(reply: &Reply) -> Result<Value, DecodeError> {
    let way = reply.action.lookup.map_or("", |lookup| lookup.list);
    let found = at(&data::decode(&reply.body)?, way).cloned();
    let is_schema = |of: &Map<String, Value>| {
        ["type", "$ref"].iter().any(|key| of.get(*key).is_some_and(Value::is_string))
            || of.get("properties").is_some_and(Value::is_object)
    };
    match found {
        None => Ok(json!({"type": "object", "properties": {}})),
        Some(Value::Object(of)) if !is_schema(&of) => Ok(json!({"type": "object", "properties": of})),
        Some(schema @ Value::Object(_)) => Ok(schema),
        Some(_) => Err(DecodeError::at(way, "it is no schema")),
    }
}

/// What is there, unless it is null. `a/b` is `b` in `a`, as in a JSON pointer.
fn at<'v>(value: &'v Value, way: &str) -> Option<&'v Value> {
    let steps = way.split('/').filter(|step| !step.is_empty());
    let found = steps.into_iter().try_fold(value, |value, step| {
        let step = step.replace("~1", "/").replace("~0", "~");
        match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            other => other.get(step),
        }
    })?;
    (!found.is_null()).then_some(found)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl<T> Call<T> {
    /// The same call, its reply read as a type of your own: for what the document leaves open.
    pub fn reply<U: DeserializeOwned>(self) -> Call<U> {
        self.read_by(|reply| data::decode_own(&reply.body).map_err(|fault| reply.fault(fault)))
    }
}
