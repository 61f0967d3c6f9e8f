//! What the JSON Schemas of the platform say of each description, beside what `check` says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use connector_codegen::source::Source;
use connector_codegen::{Rendered, Severity};
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::find::Document;
use crate::reasons::{REASONS, Reason};

/// The schemas, as their publisher calls the files: of a description, and of its properties.
const FILES: [&str; 2] = ["apiDefinition.swagger.schema.json", "paconn-apiProperties.schema.json"];

/// One of them, and what came of it.
struct Schema {
    validator: Validator,
    /// How many documents both accept, both refuse, only the schema refuses, only `check` does.
    verdicts: [usize; 4],
    complaints: BTreeMap<String, Complaint>,
}

/// What a schema refuses, of all documents.
#[derive(Default)]
struct Complaint {
    times: usize,
    documents: BTreeSet<String>,
    /// How often `check` says something of the same place, and by which codes.
    met: usize,
    codes: BTreeSet<String>,
}

pub(crate) struct Schemas([Schema; 2]);

impl Schemas {
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let [definition, properties] = FILES.map(|name| {
            let path = folder.join(name);
            let validator = jsonschema::validator_for(&schema(&path)?);
            let validator = validator.map_err(|error| format!("{}: {error}", path.display()))?;
            Ok::<_, String>(Schema { validator, verdicts: [0; 4], complaints: BTreeMap::new() })
        });
        Ok(Self([definition?, properties?]))
    }

    /// Holds a document, and its properties, to the schemas.
    pub(crate) fn compare(&mut self, of: &Document, findings: &[Rendered]) {
        let files = [Some(&of.definition), of.properties.as_ref()];
        for (schema, file) in self.0.iter_mut().zip(files) {
            // What is not well-formed is no matter of a schema, nor is another kind of description.
            let Some((file, value)) = file.and_then(|file| Some((file, document(file)?))) else { continue };
            if file == &of.definition && value.get("swagger").is_none() {
                continue;
            }
            let name = file.display().to_string();
            let own: Vec<&Rendered> = findings.iter().filter(|found| found.file == name).collect();
            schema.compare(&of.name, &value, &own);
        }
    }

    /// The tables, and what nobody has explained yet.
    pub(crate) fn markdown(&self) -> (String, Vec<String>) {
        let mut out = String::from(
            "\n## JSON Schemas\n\nMicrosoft publishes a JSON Schema of the description and one of `apiProperties.json`. A document is refused \
             by `check` when it finds an error, by a schema when that finds anything.\n\n\
             | file | both accept it | both refuse it | the schema alone | `check` alone |\n| --- | ---: | ---: | ---: | ---: |\n",
        );
        for (schema, name) in self.0.iter().zip(["`apiDefinition.swagger.json`", "`apiProperties.json`"]) {
            let [accepted, refused, alone, ours] = schema.verdicts;
            let _ = writeln!(out, "| {name} | {accepted} | {refused} | {alone} | {ours} |");
        }
        out.push_str(
            "\nWhat `check` refuses alone is beyond schemas: titles and contacts that certification demands, references, placeholders, limits. What a \
             schema refuses is here, with how often `check` speaks of the same value, or of the one around it or directly inside.\n\n\
             | the schema refuses | times | documents | `check` speaks | by | |\n| --- | ---: | ---: | ---: | --- | --- |\n",
        );
        let all = || self.0.iter().flat_map(|schema| &schema.complaints);
        for reason in REASONS {
            let mine: Vec<&Complaint> =
                all().filter(|(rule, _)| Reason::of(rule) == Some(reason)).map(|(_, one)| one).collect();
            if mine.is_empty() {
                continue;
            }
            let documents: BTreeSet<&String> = mine.iter().flat_map(|one| &one.documents).collect();
            let codes: BTreeSet<&str> = mine.iter().flat_map(|one| &one.codes).map(String::as_str).collect();
            let sum = |of: fn(&Complaint) -> usize| -> usize { mine.iter().map(|one| of(one)).sum() };
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} |",
                reason.what,
                sum(|one| one.times),
                documents.len(),
                sum(|one| one.met),
                codes.into_iter().collect::<Vec<_>>().join(", "),
                reason.why
            );
        }
        let unexplained = all().filter(|(rule, _)| Reason::of(rule).is_none());
        let unexplained = unexplained.map(|(rule, one)| {
            format!("the schema refuses {rule}, as in {}", one.documents.first().map_or("", String::as_str))
        });
        (out, unexplained.collect())
    }
}

impl Schema {
    fn compare(&mut self, name: &str, value: &Value, findings: &[&Rendered]) {
        let mut all = Vec::new();
        for error in self.validator.iter_errors(value) {
            leaves(&error, &mut all);
        }
        let refuses = findings.iter().any(|found| found.severity == Severity::Error);
        let verdict = match (all.is_empty(), refuses) {
            (true, false) => 0,
            (false, true) => 1,
            (false, false) => 2,
            (true, true) => 3,
        };
        if let Some(count) = self.verdicts.get_mut(verdict) {
            *count += 1;
        }
        for (pointer, what) in all {
            let complaint = self.complaints.entry(what).or_default();
            complaint.times += 1;
            complaint.documents.insert(name.to_owned());
            let codes = findings.iter().filter(|found| near(&found.pointer, &pointer));
            let codes: Vec<String> = codes.map(|found| found.code.to_string()).collect();
            complaint.met += usize::from(!codes.is_empty());
            complaint.codes.extend(codes);
        }
    }
}

/// Whether two places are one, or one holds the other directly.
fn near(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| {
            rest.starts_with('/') && !rest.get(1..).is_some_and(|rest| rest.contains('/'))
        })
    };
    one == other || within(one, other) || within(other, one)
}

/// What is refused: place, and rule of the schema. Of alternatives, what the nearest of them refuses.
fn leaves(error: &ValidationError<'_>, into: &mut Vec<(String, String)>) {
    let (place, rule) = (error.instance_path().as_str(), error.schema_path().as_str());
    match error.kind() {
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
            let nearest = context.iter().min_by_key(|errors| (is_another(errors), errors.len()));
            for one in nearest.into_iter().flatten() {
                leaves(one, into);
            }
        }
        Kind::AdditionalProperties { unexpected } => {
            into.extend(unexpected.iter().map(|key| {
                let place = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
                (place, format!("{rule} {key}"))
            }));
        }
        Kind::Required { property } => into.push((place.to_owned(), format!("{rule} {property}"))),
        _ => into.push((place.to_owned(), rule.to_owned())),
    }
}

/// Whether an alternative is for another kind of thing altogether: what it refuses is the word for the kind.
fn is_another(errors: &[ValidationError<'_>]) -> bool {
    errors.iter().any(|one| match one.kind() {
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
            context.iter().all(|errors| is_another(errors))
        }
        Kind::Enum { .. } => {
            let place = one.instance_path().as_str();
            ["/in", "/type", "/templateId", "/identityProvider"].iter().any(|word| place.ends_with(word))
        }
        // A reference to something.
        Kind::Required { property } => property == "$ref",
        _ => false,
    })
}

/// A schema. Its publisher writes comments into them.
fn schema(path: &Path) -> Result<Value, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut schema = serde_json::from_str(&without_comments(&text))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    references(&mut schema);
    Ok(schema)
}

/// Names with `<` and `>` are no references as they are written.
fn references(node: &mut Value) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                *reference = reference.replace('<', "%3C").replace('>', "%3E");
            }
            members.values_mut().for_each(references);
        }
        Value::Array(items) => items.iter_mut().for_each(references),
        _ => {}
    }
}

/// Comments begin with two slashes, outside of texts.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let (mut quoted, mut escaped) = (false, false);
        let comment = line.char_indices().find(|(at, sign)| {
            let begins = !quoted && line.get(*at..).is_some_and(|rest| rest.starts_with("//"));
            quoted ^= *sign == '"' && !escaped;
            escaped = *sign == '\\' && !escaped;
            begins
        });
        out.push_str(comment.and_then(|(at, _)| line.get(..at)).unwrap_or(line));
        out.push('\n');
    }
    out
}

/// A document as the generator reads it: without the slips that it repairs.
fn document(path: &Path) -> Option<Value> {
    let (source, _) = Source::from_memory(&path.display().to_string(), &fs::read(path).ok()?);
    serde_json::from_str(&source.root()?.to_json_text()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_no_part_of_texts() {
        assert_eq!(without_comments("{\"a\": \"b//\\\"//c\"} // d"), "{\"a\": \"b//\\\"//c\"} \n");
    }

    #[test]
    fn places_that_are_near() {
        assert!(near("/a/b", "/a/b") && near("/a/b", "/a") && near("/a", "/a/b~1c"));
        assert!(!near("/a/b/c", "/a") && !near("/ab", "/a") && !near("/a/b", "/a/c"));
    }
}
