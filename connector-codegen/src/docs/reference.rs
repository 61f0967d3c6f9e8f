//! What reference pages say, as data. Texts are the document's own, in its own Markdown: whoever lays them out makes
//! them harmless.

use crate::ir::Docs;

/// The reference of one connector.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub description: Option<String>,
    /// Scheme, host and base path; empty where a connection has to say it.
    pub base_url: String,
    /// Path of the client's module, as the examples have it.
    pub module: String,
    /// The ways to make a connection.
    pub constructors: Vec<Constructor>,
    /// What a connection consists of.
    pub parameters: Vec<Parameter>,
    /// What the client does not do.
    pub limits: Vec<Limit>,
    /// Policies that the client applies: template, and how many.
    pub policies: Vec<(String, usize)>,
    /// Actions by tag, then triggers, then what is not for makers.
    pub groups: Vec<Group>,
    /// The types of the document, by name.
    pub models: Vec<Model>,
    /// How replies are read: `strict` or `lenient`.
    pub decode: &'static str,
}

/// A way to make a connection.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// The function of `Connection`.
    pub name: String,
    /// What it is, in one sentence or more.
    pub docs: String,
    /// The type of the application that signs in; empty where none does.
    pub app: String,
    /// A connection made by it, and the client: lines of Rust.
    pub example: String,
    /// What has to be got from the provider: grant, addresses, scopes.
    pub oauth: Vec<(String, String)>,
}

/// A value of a connection.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name in the document, which is that in configuration files.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Every constructor asks for it.
    pub required: bool,
    /// Never shown.
    pub secret: bool,
    /// The value where none is given.
    pub default: Option<String>,
    /// The values that are allowed, where only some are.
    pub allowed: Vec<String>,
    /// The setter of `Connection`, where there is one.
    pub setter: Option<String>,
}

/// Something that the client does not do.
#[derive(Clone, Debug)]
pub struct Limit {
    /// What.
    pub what: String,
    /// Methods that it concerns; none: all, or none in particular.
    pub operations: Vec<String>,
}

/// Operations that stand together.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag; `Actions` for those without.
    pub name: String,
    /// The document's text about the tag.
    pub description: Option<String>,
    /// What kind they are.
    pub kind: OperationKind,
    /// They.
    pub operations: Vec<Operation>,
}

/// What an operation is to its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperationKind {
    /// A call.
    Action,
    /// A source of events.
    Trigger,
    /// Callable, but not for makers: `x-ms-visibility: internal`.
    Internal,
}

/// An action or trigger.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method of `Client`.
    pub name: String,
    /// operationId
    pub id: String,
    /// Action, trigger, internal.
    pub kind: OperationKind,
    /// `polling` or `webhook`, of a trigger.
    pub trigger: Option<&'static str>,
    /// `GET`
    pub method: String,
    /// Path template.
    pub path: String,
    /// Its documentation.
    pub docs: Docs,
    /// Deprecated, with the method to use instead where one is known.
    pub deprecated: Option<Option<String>>,
    /// What a caller gives, required ones first.
    pub inputs: Vec<Argument>,
    /// The required inputs are fields of this struct of `call`, because they are many.
    pub grouped: Option<String>,
    /// What is sent without asking: name on the wire, place, value.
    pub constants: Vec<(String, &'static str, String)>,
    /// What awaiting it gives.
    pub output: Type,
    /// What is in that, or in a trigger's event.
    pub tree: Vec<Field>,
    /// Documented headers of the reply.
    pub headers: Vec<Field>,
    /// There are more pages: how they follow one another.
    pub pages: Option<String>,
    /// Documented failures.
    pub failures: Vec<Failure>,
    /// What the platform does for it and the client does not.
    pub limits: Vec<String>,
    /// Modules of the client that the example names, and its lines.
    pub example: Option<(Vec<&'static str>, String)>,
    /// The request that the example makes.
    pub request: String,
}

/// An input.
#[derive(Clone, Debug)]
pub struct Argument {
    /// What it is, as a field is described.
    pub field: Field,
    /// `path`, `query`, `header`, `formData`, `body`.
    pub place: &'static str,
}

/// A field, input or header.
#[derive(Clone, Debug)]
pub struct Field {
    /// In Rust.
    pub name: String,
    /// On the wire.
    pub wire: String,
    /// Its type.
    pub ty: Type,
    /// It has to be given, or is always there.
    pub required: bool,
    /// Set by the service.
    pub read_only: bool,
    /// For the few.
    pub advanced: bool,
    /// Its documentation.
    pub docs: Docs,
    /// JSON text of the value where none is given.
    pub default: Option<String>,
    /// The values that it may have, where they are known.
    pub allowed: Vec<Allowed>,
    /// What is in it.
    pub fields: Vec<Field>,
    /// There is more in it than is shown here: its model has it.
    pub cut: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// On the wire.
    pub value: String,
    /// The variant.
    pub variant: String,
    /// Its documentation.
    pub docs: Option<String>,
}

/// A type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Type {
    /// As Rust writes it when it is owned.
    pub rust: String,
    /// In words.
    pub words: String,
    /// The model at its heart.
    pub model: Option<String>,
}

/// A documented failure.
#[derive(Clone, Debug)]
pub struct Failure {
    /// A status, or `default`.
    pub status: String,
    /// Its documentation.
    pub description: Option<String>,
    /// The type of its body.
    pub model: Option<String>,
}

/// A type of `model`.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ModelKind,
    /// Its documentation.
    pub docs: Docs,
    /// Callers make values of it.
    pub sent: bool,
    /// The service sends values of it.
    pub received: bool,
    /// Fields of a struct; variants of a union or of a reply by status, the name on the wire being the value that tells them.
    pub fields: Vec<Field>,
    /// Values of an enum.
    pub allowed: Vec<Allowed>,
    /// What an alias stands for.
    pub alias: Option<Type>,
}

/// What a type of `model` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelKind {
    /// Named fields.
    Struct,
    /// One of some texts.
    Enum,
    /// One of several structs.
    Union,
    /// The replies of one action, by status.
    Statuses,
    /// Another name.
    Alias,
}

impl ModelKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            ModelKind::Struct => "struct",
            ModelKind::Enum => "enum",
            ModelKind::Union => "union",
            ModelKind::Statuses => "replies by status",
            ModelKind::Alias => "alias",
        }
    }
}

impl Model {
    /// Its place on a page.
    pub fn anchor(&self) -> String {
        model_anchor(&self.name)
    }
}

/// The place of a type.
pub(super) fn model_anchor(name: &str) -> String {
    format!("model-{name}")
}

impl Constructor {
    /// The line that its example needs.
    pub fn uses(&self, module: &str) -> String {
        let app = (!self.app.is_empty()).then_some(self.app.as_str());
        let model = self.example.contains("model::").then_some("model");
        let all: Vec<&str> = app.into_iter().chain(["Client", "Connection"]).chain(model).collect();
        format!("use {module}::{{{}}};", all.join(", "))
    }
}

impl Operation {
    /// The example as it stands in a function that has a client.
    pub fn rust(&self, module: &str) -> Option<String> {
        let (modules, code) = self.example.as_ref()?;
        let uses = match modules.as_slice() {
            [] => String::new(),
            [one] => format!("use {module}::{one};\n\n"),
            several => format!("use {module}::{{{}}};\n\n", several.join(", ")),
        };
        Some(format!("{uses}{}", in_lines(code)))
    }

    /// A heading: the document's summary, or the method's name.
    pub fn title(&self) -> String {
        let summary = self.docs.summary.as_deref().map(super::plain).filter(|text| !text.is_empty());
        summary.unwrap_or_else(|| {
            let words = self.name.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        })
    }

    /// What stands before the name in anchors.
    pub fn anchor(&self) -> String {
        let kind = if self.kind == OperationKind::Trigger { "trigger" } else { "action" };
        format!("{kind}-{}", self.name)
    }
}

impl Reference {
    /// How many actions and triggers there are.
    pub fn count(&self, kind: OperationKind) -> usize {
        self.operations().filter(|one| one.kind == kind).count()
    }

    /// All operations.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }

    /// Where the service is: the host of the base URL.
    pub fn host(&self) -> Option<&str> {
        let (_, rest) = self.base_url.split_once("://")?;
        rest.split('/').next().filter(|host| !host.is_empty())
    }
}

/// The longest line of an example that needs no scrolling beside the text.
const WIDTH: usize = 60;

/// A long call with a line for each setter, and for each argument if need be, as rustfmt has it.
pub(super) fn in_lines(code: &str) -> String {
    let lines = code.lines().map(|line| match line.len() <= WIDTH || line.starts_with([' ', '/']) {
        true => line.to_owned(),
        false => {
            let parts = split(line, '.');
            let mut parts: Vec<String> = match parts.as_slice() {
                // Not `client` alone on a line.
                [first, second, rest @ ..] => std::iter::once(format!("{first}.{second}"))
                    .chain(rest.iter().map(|part| format!(".{part}")))
                    .collect(),
                _ => parts,
            };
            let mut between = "\n    ";
            if let Some(first) = parts.first_mut().filter(|first| first.len() > WIDTH) {
                *first = arguments_in_lines(first);
                between = "\n";
            }
            parts.join(between)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `f(a, b)` with a line for each argument.
fn arguments_in_lines(call: &str) -> String {
    let Some((head, rest)) = call.split_once('(') else { return call.to_owned() };
    let Some((inner, tail)) = rest.rsplit_once(')') else { return call.to_owned() };
    if inner.is_empty() {
        return call.to_owned();
    }
    let arguments: Vec<String> =
        split(inner, ',').iter().map(|argument| format!("    {},\n", argument.trim())).collect();
    format!("{head}(\n{}){tail}", arguments.concat())
}

/// Splits at a sign that stands in no text and no brackets.
fn split(line: &str, at: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut quoted, mut escaped) = (0_i32, false, false);
    for sign in line.chars() {
        match sign {
            '"' if !escaped => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            sign if sign == at && !quoted && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        escaped = sign == '\\' && !escaped;
        if let Some(last) = parts.last_mut() {
            last.push(sign);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::in_lines;

    #[test]
    fn long_calls_have_lines() {
        let short = "let reply = client.get_order(\"orderId\").await?;";
        assert_eq!(in_lines(short), short);
        assert_eq!(
            in_lines(
                "let reply = client.list_orders().customer(\"a customer\").status(model::Status::Open).await?;"
            ),
            "let reply = client.list_orders()\n    .customer(\"a customer\")\n    .status(model::Status::Open)\n    .await?;"
        );
        assert_eq!(
            in_lines(
                "let reply = client.create_order(\"a, b. (c\", &[model::OrderLine::new(\"sku\", 1, 1.5)]).note(\"note\").await?;"
            ),
            "let reply = client.create_order(\n    \"a, b. (c\",\n    &[model::OrderLine::new(\"sku\", 1, 1.5)],\n)\n.note(\"note\")\n.await?;"
        );
        assert_eq!(
            in_lines(
                "let connection = Connection::basic(\"a user name\", \"a password\", model::Region::Eu);"
            ),
            "let connection = Connection::basic(\n    \"a user name\",\n    \"a password\",\n    model::Region::Eu,\n);"
        );
    }
}
