//! The inputs of an action as options of a command line, and from there into a request.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use connector_codegen::ir::{Action, BodyKind, Input, Place, Put, Shape, Ty, TypeKind, Types};
use connector_runtime::arg;
use connector_runtime::v1 as rt;
use serde_json::value::RawValue;

use crate::login::leak;

/// What a value looks like when it is typed.
#[derive(Clone, Debug)]
enum Kind {
    Text,
    Choice(Vec<String>),
    Bool,
    Integer,
    Number,
    Json,
    File,
    List(Box<Kind>),
}

/// An input, and its option.
pub(crate) struct Flag {
    input: Input,
    kind: Kind,
    /// Without the dashes.
    long: &'static str,
}

/// The most that is read of a file that an option names.
const MOST: u64 = 256 << 20;

impl Flag {
    pub(crate) fn all(action: &Action, names: &[String], types: &Types, taken: &[&str]) -> Vec<Self> {
        let names = action.inputs.iter().zip(names).filter(|(input, _)| input.place != Place::Body);
        names
            .map(|(input, name)| {
                let long = name.trim_start_matches("r#").trim_end_matches('_').replace('_', "-");
                // Options of `call` itself keep their names.
                let long = if taken.contains(&long.as_str()) { format!("input-{long}") } else { long };
                Self { input: input.clone(), kind: Kind::of(&input.ty, types, 0), long: leak(&long) }
            })
            .collect()
    }

    pub(crate) fn arg(&self, has_body: bool) -> Arg {
        let (list, kind) = match &self.kind {
            Kind::List(inner) => (true, inner.as_ref()),
            kind => (false, kind),
        };
        let arg = Arg::new(self.long)
            .long(self.long)
            .value_name(kind.word())
            .help(self.help())
            .help_heading("Inputs")
            .action(if list { ArgAction::Append } else { ArgAction::Set })
            .allow_hyphen_values(matches!(kind, Kind::Integer | Kind::Number | Kind::Text))
            // The fields of a body may be given all at once.
            .required(self.input.required && !(has_body && self.input.place == Place::Field));
        match kind {
            Kind::Bool => arg.value_parser(PossibleValuesParser::new(["true", "false"])),
            Kind::Choice(words) => {
                arg.value_parser(PossibleValuesParser::new(words.iter().map(|word| leak(word))))
            }
            Kind::Integer => arg.value_parser(integer),
            Kind::Number => arg.value_parser(number),
            _ => arg.value_parser(value_parser!(String)),
        }
    }

    fn help(&self) -> String {
        let docs = &self.input.docs;
        let text = docs.summary.iter().chain(&docs.description).map(|text| text.trim()).collect::<Vec<_>>();
        let mut help = connector_codegen::diag::plain(&text.join(": "), 200);
        if let Some(default) = &self.input.default {
            help.push_str(&format!(" [default: {}]", connector_codegen::diag::plain(default, 40)));
        }
        help
    }

    pub(crate) fn input(&self) -> &Input {
        &self.input
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(self.kind, Kind::File)
    }

    /// Puts what was typed where it goes.
    pub(crate) fn give(&self, draft: rt::Draft, matches: &ArgMatches) -> Result<rt::Draft, String> {
        let Some(given) = matches.get_many::<String>(self.long) else { return Ok(draft) };
        let given: Vec<&str> = given.map(String::as_str).collect();
        match (&self.kind, given.first()) {
            (Kind::File, Some(path)) => {
                let bytes = read(path.strip_prefix('@').unwrap_or(path))?;
                let file = Path::new(path.trim_start_matches('@')).file_name();
                let name = file.map_or("file".into(), |name| name.to_string_lossy());
                Ok(draft.file(leak(&self.input.wire), rt::Part::new(bytes).file_name(name)))
            }
            _ => self.put(draft, &given),
        }
    }

    /// Puts a sample where it goes.
    pub(crate) fn put_sample(
        &self,
        draft: rt::Draft,
        sample: &serde_json::Value,
    ) -> Result<rt::Draft, String> {
        use serde_json::Value;
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let texts: Vec<String> = match (&self.kind, sample) {
            (Kind::File, _) => {
                let part = rt::Part::new(text(sample).into_bytes()).file_name("sample.txt");
                return Ok(draft.file(leak(&self.input.wire), part));
            }
            // What is JSON stays JSON: as text, it could name a file, and that is for who types it.
            (Kind::List(item), value) if matches!(**item, Kind::Json | Kind::List(_)) => {
                vec![value.to_string()]
            }
            (Kind::List(_), Value::Array(items)) => items.iter().map(text).collect(),
            (Kind::Json, value) => vec![value.to_string()],
            (_, value) => vec![text(value)],
        };
        self.put(draft, &texts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn put(&self, draft: rt::Draft, given: &[&str]) -> Result<rt::Draft, String> {
        let name = leak(&self.input.wire);
        let value = match (&self.kind, given) {
            (Kind::List(kind), given) => {
                let items: Result<Vec<_>, _> = given.iter().map(|text| kind.value(text)).collect();
                match items?.as_slice() {
                    // Of what is JSON, the whole list may be given at once.
                    [arg::Input::Json(list)] if list.trim_start().starts_with('[') => {
                        arg::Input::Json(list.clone())
                    }
                    items => arg::Input::List(items.to_vec()),
                }
            }
            (kind, [.., text]) => kind.value(text)?,
            _ => return Ok(draft),
        };
        Ok(match self.input.put() {
            Put::Path => draft.path(name, value),
            Put::PathTwice => draft.path_twice(name, value),
            Put::PathRaw => draft.path_raw(name, value),
            Put::PathSep(sign) => draft.path_sep(name, value, sign),
            Put::Query => draft.query(name, value),
            Put::QueryRaw => draft.query_raw(name, value),
            Put::QueryMulti => draft.query_multi(name, value),
            Put::QuerySep(sign) => draft.query_sep(name, value, sign),
            Put::Header => draft.header(name, value),
            Put::HeaderSep(sign) => draft.header_sep(name, value, sign),
            Put::Cookie => draft.cookie(name, value),
            Put::Form => draft.form(name, value),
            Put::FormMulti => draft.form_multi(name, value),
            Put::FormSep(sign) => draft.form_sep(name, value, sign),
            Put::Field => draft.field(name, value),
        })
    }
}

impl Kind {
    fn of(ty: &Ty, types: &Types, depth: usize) -> Self {
        match &types.resolve(ty).shape {
            Shape::Bool => Kind::Bool,
            Shape::Int32 | Shape::Int64 | Shape::UnixTime => Kind::Integer,
            Shape::Float => Kind::Number,
            Shape::Bytes => Kind::File,
            Shape::List(item) if depth == 0 => Kind::List(Box::new(Self::of(item, types, 1))),
            Shape::Any | Shape::Map(_) | Shape::List(_) => Kind::Json,
            Shape::Named(id) => match &types.get(*id).kind {
                TypeKind::Enum(words) => {
                    Kind::Choice(words.values.iter().map(|(word, ..)| word.clone()).collect())
                }
                _ => Kind::Json,
            },
            _ => Kind::Text,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Kind::Text => "TEXT",
            Kind::Choice(_) => "CHOICE",
            Kind::Bool => "BOOL",
            Kind::Integer => "INTEGER",
            Kind::Number => "NUMBER",
            Kind::Json => "JSON",
            Kind::File => "FILE",
            Kind::List(_) => "LIST",
        }
    }

    fn value(&self, text: &str) -> Result<arg::Input, String> {
        Ok(match self {
            Kind::Bool | Kind::Integer | Kind::Number => arg::Input::Literal(text.to_owned()),
            Kind::Json | Kind::List(_) => match json(text) {
                Ok(value) => arg::Input::Json(value.get().to_owned()),
                // What the description leaves open may well be a word.
                Err(_) if !text.starts_with(['{', '[', '"', '@']) => arg::Input::Text(text.to_owned()),
                Err(message) => return Err(message),
            },
            Kind::Text | Kind::Choice(_) | Kind::File => arg::Input::Text(text.to_owned()),
        })
    }
}

/// The media type of a body that is bytes.
pub(crate) fn raw_type(action: &Action) -> &str {
    action.consumes.as_deref().unwrap_or("application/octet-stream")
}

/// The body of an action, as typed.
pub(crate) fn body(draft: rt::Draft, action: &Action, typed: Option<&str>) -> Result<rt::Draft, String> {
    let Some(typed) = typed else {
        let needed = action.inputs.iter().any(|input| input.place == Place::Body && input.required);
        return if needed {
            Err("the action needs a body: --body @FILE, or --body JSON; --help shows one".into())
        } else {
            Ok(draft)
        };
    };
    match action.body {
        BodyKind::Raw => {
            let bytes = match typed.strip_prefix('@') {
                Some(path) => read(path)?,
                None => typed.as_bytes().to_vec(),
            };
            Ok(draft.body(bytes, raw_type(action)))
        }
        BodyKind::Json | BodyKind::Fields { .. } => Ok(draft.json(&json(typed)?)),
        BodyKind::Form => Err("the action takes a form: its fields are options".into()),
        BodyKind::None => Err("the action takes no body".into()),
    }
}

/// JSON, or that of the file that an `@` names; kept as it is written.
fn json(typed: &str) -> Result<Box<RawValue>, String> {
    let text = match typed.strip_prefix('@') {
        Some(path) => String::from_utf8(read(path)?).map_err(|_| format!("{path} is not UTF-8"))?,
        None => typed.to_owned(),
    };
    RawValue::from_string(text.trim_start_matches('\u{feff}').to_owned())
        .map_err(|error| format!("this is no JSON: {error}"))
}

fn read(path: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let failed = |error: io::Error| format!("cannot read {path}: {error}");
    if path == "-" {
        io::stdin().lock().take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        fs::File::open(path).map_err(failed)?.take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    }
    Ok(bytes)
}

fn integer(text: &str) -> Result<String, String> {
    text.parse::<i64>().map(|number| number.to_string()).map_err(|error| error.to_string())
}

fn number(text: &str) -> Result<String, String> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => serde_json::from_str::<serde_json::Number>(text)
            .map(|_| text.to_owned())
            .map_err(|error| error.to_string()),
        _ => Err("it is no number".into()),
    }
}
