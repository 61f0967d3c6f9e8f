//! How a connection is made, as `inspect` shows it.

use crate::emit::Emitter;
use crate::ir::json_text;

/// `Connection`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectionView {
    /// One for each way to sign in.
    pub constructors: Vec<ConstructorView>,
    /// What may be given besides.
    pub setters: Vec<String>,
}

/// A function that makes a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstructorView {
    /// Its name.
    pub name: String,
    /// Its arguments in order.
    pub arguments: Vec<String>,
}

/// Looks at the plan.
pub fn view(emitter: &Emitter<'_>) -> ConnectionView {
    let plan = &emitter.names.connection;
    let constructors = plan.constructors.iter().map(|one| {
        let base = plan.needs_base_url.then(|| "base_url".to_owned());
        let credentials = one.credentials.iter().map(|(argument, ..)| argument.clone());
        let others = one.others.iter().map(|(argument, _)| argument.clone());
        ConstructorView {
            name: one.name.clone(),
            arguments: base.into_iter().chain(credentials).chain(others).collect(),
        }
    });
    ConnectionView {
        constructors: constructors.collect(),
        setters: plan.setters.iter().map(|setter| setter.name.clone()).collect(),
    }
}

impl ConnectionView {
    /// One line of JSON.
    pub(super) fn to_json(&self) -> String {
        let texts =
            |texts: &[String]| texts.iter().map(|text| json_text(text)).collect::<Vec<_>>().join(", ");
        let constructors = self.constructors.iter().map(|one| {
            format!("{{\"name\": {}, \"arguments\": [{}]}}", json_text(&one.name), texts(&one.arguments))
        });
        let constructors: Vec<String> = constructors.collect();
        format!(
            "{{\"constructors\": [{}], \"setters\": [{}]}}",
            constructors.join(", "),
            texts(&self.setters)
        )
    }
}
