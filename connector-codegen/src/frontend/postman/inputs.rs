//! Inputs of the path, the query, headers and forms: their types from all values that were sent. Only a text can say that one
//! is required: a request that was made does not say what it could have left out.

use super::auth;
use super::group::{Call, Group};
use super::model::{Pair, Part};
use super::path::{self, Segment};
use super::secrets::{Secrets, is_credential, looks_random};
use crate::infer;
use crate::ir::{Constant, Docs, Encoding, Input, Place, Shape, Style, Ty};
use crate::source::{Node, Number, Span, Value};

/// Headers that a client sets itself, or that belong to a browser.
const DROPPED: [&str; 20] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    "cache-control",
    "postman-token",
    "cookie",
    "origin",
    "referer",
    "transfer-encoding",
    "pragma",
    "te",
    "upgrade",
    "expect",
    "dnt",
    "soapaction",
];

/// One input.
pub fn input(wire: &str, place: Place, shape: Shape, required: bool, docs: Docs, at: Span) -> Input {
    Input {
        wire: wire.to_owned(),
        client_name: None,
        place,
        ty: Ty::new(shape),
        required,
        style: Style::Csv,
        encoding: Encoding::Once,
        advanced: false,
        docs,
        default: None,
        at,
    }
}

/// The inputs of the path.
pub fn path(group: &Group<'_, '_>, template: &path::Template, secrets: &Secrets) -> Vec<Input> {
    let of = |(name, at, _): &(String, usize, usize)| {
        let variables = group.calls.iter().flat_map(|call| &call.request.call.url.variables);
        let rows: Vec<&Pair<'_>> = variables.filter(|row| row.key == *name).collect();
        let ids = group.calls.iter().filter_map(|call| match call.segments.get(*at) {
            Some(Segment::Id(value)) => Some(value.as_str()),
            _ => None,
        });
        let values: Vec<&str> = ids.chain(rows.iter().filter_map(|row| row.value.as_deref())).collect();
        let mut distinct: Vec<&str> = values.iter().copied().filter(|value| !value.is_empty()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        // One number proves nothing of an id; the word for it does.
        let shape = match scalar(values.iter().copied()) {
            Shape::Int64 if distinct.len() < 2 && !distinct.iter().any(|one| one.starts_with('<')) => {
                Shape::Text
            }
            Shape::Bool | Shape::Float => Shape::Text,
            shape => shape,
        };
        let text = rows.iter().find_map(|row| row.description);
        let docs = secrets.docs(None, text);
        let spot = rows.first().map_or(Span::default(), |row| row.at);
        input(name, Place::Path, shape, true, docs, spot)
    };
    template.parameters.iter().map(of).collect()
}

/// All rows of one name.
struct Rows<'r, 'a> {
    key: &'r str,
    rows: Vec<&'r Pair<'a>>,
    /// In how many tables it is switched on and says something.
    given: usize,
    /// It stands twice in one table.
    repeated: bool,
}

/// Rows by name, in the order in which names are first met.
fn by_name<'r, 'a>(tables: &[Vec<&'r Pair<'a>>], fold: bool) -> Vec<Rows<'r, 'a>> {
    let mut found: Vec<Rows<'r, 'a>> = Vec::new();
    let same = |one: &str, other: &str| if fold { one.eq_ignore_ascii_case(other) } else { one == other };
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for table in tables {
        let mut counted: Vec<usize> = Vec::new();
        for row in table {
            let key = if fold { row.key.to_ascii_lowercase() } else { row.key.clone() };
            let at = *places.entry(key).or_insert_with(|| {
                found.push(Rows { key: &row.key, rows: Vec::new(), given: 0, repeated: false });
                found.len() - 1
            });
            let Some(rows) = found.get_mut(at) else { continue };
            debug_assert!(same(rows.key, &row.key));
            rows.rows.push(row);
            let given = !row.disabled && row.value.as_deref().is_some_and(|value| !value.is_empty());
            if given && counted.contains(&at) {
                rows.repeated = true;
            } else if given {
                rows.given += 1;
                counted.push(at);
            }
        }
    }
    found
}

/// The inputs of the query, and what is fixed in it. The calls that saved responses answer count as calls.
pub fn query(group: &Group<'_, '_>, secrets: &Secrets) -> (Vec<Input>, Vec<Constant>) {
    let mut constants = Vec::new();
    if let Some((name, value)) = &group.chosen_by {
        constants.push(Constant { place: Place::Query, wire: name.clone(), value: value.clone() });
    }
    let own = group.calls.iter().map(|call| call.query.iter().collect::<Vec<_>>());
    let answered = group.calls.iter().flat_map(|call| &call.request.responses);
    let answered = answered.filter_map(|one| Some(one.original.as_ref()?.url.query.iter().collect()));
    let tables: Vec<Vec<&Pair<'_>>> = own.chain(answered).collect();
    let mut inputs = Vec::new();
    for rows in by_name(&tables, false) {
        let fixed = constants.iter().any(|one| one.wire == rows.key);
        if fixed || auth::is_query(rows.key) || rows.key.contains("{{") {
            continue;
        }
        inputs.push(of_rows(&rows, Place::Query, secrets));
    }
    (inputs, constants)
}

/// One input of all its rows.
fn of_rows(rows: &Rows<'_, '_>, place: Place, secrets: &Secrets) -> Input {
    let text = rows.rows.iter().find_map(|row| row.description);
    let off = rows.rows.iter().any(|row| row.disabled);
    let said = text.is_some_and(says_required);
    let flag = rows.rows.iter().all(|row| row.value.is_none());
    let values = rows.rows.iter().filter_map(|row| row.value.as_deref());
    let commas = text.is_some_and(|text| {
        let lower = text.to_ascii_lowercase();
        ["comma-separated", "comma separated", "comma delimited"].iter().any(|word| lower.contains(word))
    });
    let many = rows.repeated || rows.key.ends_with("[]");
    let shape = match () {
        () if is_credential(rows.key) && !flag => Shape::Secret,
        () if commas => scalar(values.flat_map(|value| value.split(','))),
        () => scalar(values),
    };
    let shape = if many || commas { Shape::List(Box::new(Ty::new(shape))) } else { shape };
    let at = rows.rows.first().map_or(Span::default(), |row| row.at);
    let mut made = input(rows.key, place, shape, said && !off, secrets.docs(None, text), at);
    if many {
        made.style = Style::Multi;
    }
    made
}

/// Whether a text begins or ends with the word that converters write.
fn says_required(text: &str) -> bool {
    let lower = text.trim_start().to_ascii_lowercase();
    lower.starts_with("(required)") || lower.starts_with("required") || lower.contains("(required)")
}

/// What headers of all requests have in common.
#[derive(Debug, Default)]
pub struct Common(std::collections::HashMap<String, (usize, Option<String>)>);

impl Common {
    /// Looks at all requests of a collection.
    pub fn of(groups: &[Group<'_, '_>]) -> Self {
        let mut common = Self::default();
        let requests = groups.iter().flat_map(|group| &group.calls).map(|call| call.request);
        for row in requests.flat_map(|request| &request.call.headers).filter(|row| !row.disabled) {
            let value = row.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
            let value = value.map(str::to_owned);
            let entry = common.0.entry(row.key.to_ascii_lowercase()).or_insert((0, value.clone()));
            entry.0 += 1;
            if entry.1 != value {
                entry.1 = None;
            }
        }
        common
    }

    /// The value that a header has wherever it stands, if it stands in two requests at least.
    fn value(&self, key: &str) -> Option<&str> {
        let (count, value) = self.0.get(&key.to_ascii_lowercase())?;
        value.as_deref().filter(|_| *count >= 2)
    }
}

/// The headers that a caller gives, and those that are always the same.
pub fn headers(
    group: &Group<'_, '_>,
    taken: &[String],
    common: &Common,
    secrets: &Secrets,
) -> (Vec<Input>, Vec<Constant>) {
    let tables: Vec<Vec<&Pair<'_>>> =
        group.calls.iter().map(|call| call.request.call.headers.iter().collect()).collect();
    let requests = tables.len();
    let (mut inputs, mut constants) = (Vec::new(), Vec::new());
    for rows in by_name(&tables, true) {
        let lower = rows.key.to_ascii_lowercase();
        let sound = rows.key.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        let known = DROPPED.contains(&lower.as_str()) || auth::is_header(rows.key);
        let by_scheme = taken.iter().any(|wire| wire.eq_ignore_ascii_case(rows.key));
        if !sound || known || by_scheme {
            continue;
        }
        if let Some(value) = constant(&rows, requests, common, secrets) {
            constants.push(Constant { place: Place::Header, wire: rows.key.to_owned(), value });
            continue;
        }
        let mut made = of_rows(&rows, Place::Header, secrets);
        if !matches!(made.ty.shape, Shape::Secret) {
            made.ty.shape = match made.ty.shape {
                Shape::Int64 | Shape::Bool => made.ty.shape,
                _ => Shape::Text,
            };
        }
        made.style = Style::Csv;
        inputs.push(made);
    }
    (inputs, constants)
}

/// The value of a header that is the same in every request, and nobody's secret.
fn constant(rows: &Rows<'_, '_>, requests: usize, common: &Common, secrets: &Secrets) -> Option<String> {
    let first = common.value(rows.key)?;
    let same = rows.rows.iter().all(|row| !row.disabled);
    let plain = !first.is_empty()
        && first.bytes().all(|b| (b' '..=b'~').contains(&b))
        && !first.contains("{{")
        && !first.starts_with('<')
        && !(path::is_id(first) && first.len() > 5);
    let secret = is_credential(rows.key) || looks_random(first) || secrets.holds(first);
    (same && plain && !secret && rows.given == requests).then(|| first.to_owned())
}

/// SOAPAction belongs to the message.
pub fn soap_action(group: &Group<'_, '_>) -> Option<Constant> {
    let headers = group.calls.iter().flat_map(|call| &call.request.call.headers);
    let mut found = headers.filter(|one| one.key.eq_ignore_ascii_case("SOAPAction") && !one.disabled);
    let value = found.next()?.value.clone().filter(|value| !value.contains("{{") && !value.is_empty())?;
    let plain = value.bytes().all(|b| (b' '..=b'~').contains(&b));
    plain.then(|| Constant { place: Place::Header, wire: "SOAPAction".to_owned(), value })
}

/// The fields of forms.
pub fn form(tables: &[&[Part<'_>]], secrets: &Secrets) -> Vec<Input> {
    let pairs: Vec<Vec<&Pair<'_>>> =
        tables.iter().map(|table| table.iter().map(|part| &part.pair).collect()).collect();
    let mut inputs = Vec::new();
    for rows in by_name(&pairs, false) {
        let file = tables.iter().copied().flatten().any(|part| part.file && part.pair.key == rows.key);
        if rows.key.contains("{{") {
            continue;
        }
        let mut made = of_rows(&rows, if file { Place::File } else { Place::Form }, secrets);
        if file {
            (made.ty, made.style) = (Ty::new(Shape::Bytes), Style::Csv);
        }
        inputs.push(made);
    }
    inputs
}

/// A header that all requests have in common, by name.
pub fn header<'r>(call: &'r Call<'_, '_>, name: &str) -> Option<&'r str> {
    let mut headers = call.request.call.headers.iter();
    let found = headers.find(|one| !one.disabled && one.key.eq_ignore_ascii_case(name))?;
    found.value.as_deref().map(str::trim).filter(|value| !value.is_empty() && !value.contains("{{"))
}

/// The type of texts.
pub fn scalar<'v>(values: impl Iterator<Item = &'v str>) -> Shape {
    let nodes = values.map(str::trim).filter(|value| !value.is_empty()).map(node);
    let nodes: Vec<Node> = nodes.collect();
    match infer::scalar(&infer::Shape::of_all(&nodes)) {
        Shape::Any => Shape::Text,
        shape => shape,
    }
}

/// A text as the value that it is.
fn node(text: &str) -> Node {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = (digits == "0" || !digits.starts_with('0'))
        && digits.len() < 20
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = digits.split_once('.').is_some_and(|(whole, fraction)| {
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        plain(whole) && plain(fraction) && (whole == "0" || !whole.starts_with('0'))
    });
    let value = match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ if whole || decimal => Value::Number(Number::from_json(text)),
        // A variable among other text is text.
        _ => Value::Text(text.to_owned()),
    };
    Node { value, span: Span::default() }
}
