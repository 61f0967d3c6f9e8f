//! Operations that say what an input of another one may be.

use super::{Action, Input};

/// A question to the service whose answer is what an input may be, or what it looks like.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// operationId of the action whose input it is for.
    pub action: String,
    /// What it is for.
    pub subject: Subject,
    /// What the answer holds.
    pub answer: Answer,
    /// The operation that answers, with everything that the description gives it as constants.
    pub asks: Action,
    /// What the caller gives.
    pub given: Vec<Given>,
}

/// What a lookup is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An input, by its wire name and the properties from there.
    Input(Vec<String>),
    /// The reply, and the properties from there.
    Reply(Vec<String>),
    /// The event of a trigger, and the properties from there.
    Event(Vec<String>),
}

/// What the answer to a lookup holds; ways are written `a/b`, and an empty one leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Values to choose from.
    Choices(Ways),
    /// Those below one that was chosen before.
    Below(Ways),
    /// A schema.
    Schema(String),
}

/// Ways into a list of choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// To the list.
    pub list: String,
    /// From an item to its value.
    pub value: String,
    /// From an item to its title.
    pub title: String,
    /// From an item to the flag that others are below it.
    pub parent: String,
}

/// Something that a lookup is given.
#[derive(Clone, Debug)]
pub struct Given {
    /// Where it goes: an input of the operation that answers. Its type has no name.
    pub input: Input,
    /// Where it comes from.
    pub from: From,
}

/// Where something that a lookup is given comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// From the caller: the wire name of the input that it is in the action.
    Argument(String),
    /// From the item that was chosen before: the way there.
    Choice(String),
}

impl Lookup {
    /// The names of the arguments, each once.
    pub fn arguments(&self) -> Vec<(&str, &Input)> {
        let mut all: Vec<(&str, &Input)> = Vec::new();
        for given in &self.given {
            if let From::Argument(name) = &given.from
                && !all.iter().any(|(known, _)| known == name)
            {
                all.push((name, &given.input));
            }
        }
        all
    }
}

impl Subject {
    /// One property further.
    pub fn then(&self, property: &str) -> Self {
        let longer = |way: &[String]| way.iter().cloned().chain([property.to_owned()]).collect();
        match self {
            Subject::Input(way) => Subject::Input(longer(way)),
            Subject::Reply(way) => Subject::Reply(longer(way)),
            Subject::Event(way) => Subject::Event(longer(way)),
        }
    }
}
