//! Bodies that are sent: their types from every one that was saved.

use super::build::Builder;
use super::group::{self, Group, is_xml, looks_like_json};
use super::inputs;
use super::model::{Body, GraphQl, Part, Text};
use crate::diag::Code;
use crate::infer::{self, Direction};
use crate::ir::{BodyKind, Constant, Docs, Input, Owner, Place, Shape, Site, Step, TypeKind, json_text};
use crate::source::{Node, Span};

/// What a body comes to.
#[derive(Default)]
pub struct Made {
    pub inputs: Vec<Input>,
    pub constants: Vec<Constant>,
    pub body: Option<BodyKind>,
    pub consumes: Option<String>,
    /// What types were learned from.
    pub samples: Vec<Node>,
}

impl Builder<'_, '_> {
    /// The body of an action.
    pub fn body(&mut self, group: &Group<'_, '_>, id: &str) -> Made {
        let answered = group.calls.iter().flat_map(|call| &call.request.responses);
        // What an error answers may be wrong, and is no sample.
        let answered = answered.filter(|one| one.code.is_none_or(|code| (200..300).contains(&code)));
        let answered = answered.filter_map(|one| one.original.as_ref()).map(|sent| &sent.body);
        let own = group.calls.iter().map(|call| &call.request.call.body);
        let all: Vec<&Body<'_>> = own.chain(answered).collect();
        let count = all.iter().filter(|body| !matches!(body, Body::None)).count();
        if count == 0 {
            return Made::default();
        }
        let whole = group.calls.iter().all(|call| !matches!(call.request.call.body, Body::None));
        let at = group.calls.first().map_or(Span::default(), |call| call.request.at);
        let of_raw = |body: &&Body<'_>| matches!(body, Body::Raw(_));
        let first = all.iter().find(|body| !matches!(body, Body::None)).copied();
        match first {
            Some(Body::Urlencoded(_)) => self.form(&all, false),
            Some(Body::Multipart(_)) => self.form(&all, true),
            Some(Body::GraphQl(one)) => self.graphql(one, &all, id),
            Some(Body::Raw(text)) if !is_xml(text) && looks_like_json(&text.text) => {
                let texts: Vec<&Text<'_>> =
                    all.iter().copied().filter(|body| of_raw(body)).filter_map(raw).collect();
                self.json(group, &texts, id, whole, at)
            }
            Some(Body::Raw(text)) => {
                let media = media_of(group, text);
                raw_body(&media, whole, at)
            }
            _ => {
                let media = group.calls.iter().find_map(|call| inputs::header(call, "content-type"));
                raw_body(media.unwrap_or("application/octet-stream"), whole, at)
            }
        }
    }

    fn form(&mut self, all: &[&Body<'_>], multipart: bool) -> Made {
        let tables: Vec<&[Part<'_>]> = all
            .iter()
            .filter_map(|body| match body {
                Body::Urlencoded(parts) if !multipart => Some(parts.as_slice()),
                Body::Multipart(parts) if multipart => Some(parts.as_slice()),
                _ => None,
            })
            .collect();
        for part in tables.iter().copied().flatten() {
            if crate::infer::traffic::is_credential(&part.pair.key) && !part.file {
                let value = part.pair.value.as_deref().unwrap_or_default();
                self.secrets.note(&part.pair.key, value, part.pair.at, self.diags);
            }
        }
        let inputs = inputs::form(&tables, &self.secrets);
        let consumes = multipart.then(|| "multipart/form-data".to_owned());
        let body = (!inputs.is_empty()).then_some(BodyKind::Form);
        Made { inputs, body, consumes, ..Made::default() }
    }

    fn json(&mut self, group: &Group<'_, '_>, texts: &[&Text<'_>], id: &str, whole: bool, at: Span) -> Made {
        let mut made = Made::default();
        let mut broken = 0usize;
        for text in texts {
            match self.sample(text) {
                infer::Sample::Json(node) => made.samples.push(node),
                infer::Sample::Empty => {}
                other => {
                    broken += 1;
                    other.report("the body", self.diags);
                }
            }
        }
        let vendor = group.calls.iter().find_map(|call| inputs::header(call, "content-type"));
        let vendor = vendor.filter(|media| {
            let plain = media.split(';').next().unwrap_or_default().trim();
            plain.ends_with("+json") && plain.bytes().all(|b| (b'!'..=b'~').contains(&b))
        });
        made.consumes = vendor.map(str::to_owned);
        let shape = infer::Shape::of_all(&made.samples);
        if made.samples.is_empty() && broken > 0 {
            // It is sent as JSON, but nothing of it is known.
            let docs = Docs { summary: None, description: Some("Nothing is known of its type.".to_owned()) };
            made.body = Some(BodyKind::Json);
            made.inputs.push(inputs::input("body", Place::Body, Shape::Any, whole, docs, at));
            return made;
        }
        let site = Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Body] };
        let ty = infer::lower(&mut self.types, &shape, &site, Direction::Request);
        let fields = match &ty.shape {
            Shape::Named(id) if !ty.nullable => match &self.types.get(*id).kind {
                TypeKind::Object(object) => Some(object.clone()),
                _ => None,
            },
            _ => None,
        };
        match fields {
            Some(object) => {
                made.body = Some(BodyKind::Fields { required: whole });
                for field in object.fields {
                    let required = field.required && whole;
                    let mut one =
                        inputs::input(&field.wire, Place::Field, Shape::Any, required, field.docs, field.at);
                    one.ty = field.ty;
                    made.inputs.push(one);
                }
            }
            None => {
                made.body = Some(BodyKind::Json);
                let mut one = inputs::input("body", Place::Body, Shape::Any, whole, Docs::default(), at);
                one.ty = ty;
                made.inputs.push(one);
            }
        }
        made
    }

    /// The text of the query is fixed, its variables are an input.
    fn graphql(&mut self, first: &GraphQl<'_>, all: &[&Body<'_>], id: &str) -> Made {
        let mut made = Made { body: Some(BodyKind::Fields { required: true }), ..Made::default() };
        let fixed = |wire: &str, text: &str| Constant {
            place: Place::Field,
            wire: wire.to_owned(),
            value: json_text(text),
            raw: false,
        };
        if self.secrets.holds(&first.query) {
            self.diags.warning(Code::SAVED_SECRET, first.at, "the query holds a credential, and is an input");
            let docs = Docs::default();
            made.inputs.push(inputs::input("query", Place::Field, Shape::Text, true, docs, first.at));
        } else {
            made.constants.push(fixed("query", &first.query));
        }
        let name = group::graphql_name(first);
        if first.operation.is_some() {
            made.constants.push(fixed("operationName", &name));
        }
        let texts: Vec<Text<'_>> = all
            .iter()
            .filter_map(|body| match body {
                Body::GraphQl(one) => one.variables.clone(),
                _ => None,
            })
            .collect();
        for text in &texts {
            match self.sample(text) {
                infer::Sample::Json(node) => made.samples.push(node),
                infer::Sample::Empty => {}
                other => other.report("the variables of the query", self.diags),
            }
        }
        let mentions = first.query.contains('$');
        if made.samples.is_empty() && !mentions {
            return made;
        }
        let shape = infer::Shape::of_all(&made.samples);
        // What was learned from is the body, of which the variables are a part.
        let wrap = |variables| Node::object([("variables", variables)], first.at);
        made.samples = made.samples.into_iter().map(wrap).collect();
        let steps = vec![Step::Body, Step::Property("variables".to_owned())];
        let site = Site { owner: Owner::Action(id.to_owned()), steps };
        let ty = infer::lower(&mut self.types, &shape, &site, Direction::Request);
        let mut one =
            inputs::input("variables", Place::Field, Shape::Any, mentions, Docs::default(), first.at);
        one.ty = ty;
        made.inputs.push(one);
        made
    }

    /// Reads a saved text.
    pub fn sample(&mut self, text: &Text<'_>) -> infer::Sample {
        // What the collection defines is a sample; what it does not is a hole.
        let filled = self.variables.fill(&text.text);
        let source = self.source;
        let mut embedded = crate::source::Embedded::new(source, &filled, text.at, self.budget);
        infer::read(&mut embedded)
    }
}

fn raw<'b, 'a>(body: &'b Body<'a>) -> Option<&'b Text<'a>> {
    match body {
        Body::Raw(text) => Some(text),
        _ => None,
    }
}

/// The media type of a raw body: what the request says, or what the text is.
fn media_of(group: &Group<'_, '_>, text: &Text<'_>) -> String {
    let said = group.calls.iter().find_map(|call| inputs::header(call, "content-type"));
    let said = said.filter(|media| media.contains('/') && media.bytes().all(|b| (b' '..=b'~').contains(&b)));
    let known = match text.language {
        Some("xml") => "application/xml",
        Some("html") => "text/html",
        Some("javascript") => "application/javascript",
        _ if is_xml(text) => "application/xml",
        _ => "text/plain",
    };
    said.unwrap_or(known).to_owned()
}

fn raw_body(media: &str, required: bool, at: Span) -> Made {
    let input = inputs::input("body", Place::Body, Shape::Bytes, required, Docs::default(), at);
    Made {
        inputs: vec![input],
        body: Some(BodyKind::Raw),
        consumes: Some(media.to_owned()),
        ..Made::default()
    }
}
