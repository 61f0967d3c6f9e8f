//! Inputs: what is fixed and what a caller gives, whichever way a version writes it.

use std::collections::HashSet;

use super::Reader;
use super::extension::{docs, flag, is_advanced, is_internal, members, text};
use super::schema::scalar_text;
use super::xml::is_xml;
use crate::diag::{Code, Diagnostic, quoted, suggest};
use crate::ir::{
    BodyKind, Constant, Docs, Encoding, Input, Place, Shape, Site, Step, Style, Ty, TypeKind, Types, XmlRoot,
};
use crate::source::{Node, Value};

/// The inputs of one operation.
#[derive(Default)]
pub struct Inputs {
    pub inputs: Vec<Input>,
    pub constants: Vec<Constant>,
    pub body: Option<BodyKind>,
    pub consumes: Option<String>,
    pub xml: Option<XmlRoot>,
}

/// A parameter with references followed, and the name that it is shared under.
pub type ParameterNode<'a> = (&'a Node, Option<String>);

/// An input that is not the body.
pub struct Parameter<'a, 'w> {
    /// The parameter, or the property of a form.
    pub node: &'a Node,
    /// What holds its type: the same where both stand in one.
    pub schema: &'a Node,
    pub wire: &'w str,
    pub place: Place,
    pub required: bool,
    pub style: Style,
    pub encoding: Encoding,
}

/// The body, where it is not a form.
pub struct Payload<'a> {
    /// What is said of it.
    pub node: &'a Node,
    pub schema: Option<&'a Node>,
    /// The media types that it may have.
    pub media: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    /// The parameters that hold for an operation: its own, and those of the path item that it does not replace.
    pub fn parameters_of(&mut self, item: &'a Node, operation: &'a Node) -> Vec<ParameterNode<'a>> {
        let mut all = self.parameter_list(operation);
        let shared = self.parameter_list(item);
        let key = |node: &'a Node| (text(node, "name"), text(node, "in"));
        let own: HashSet<_> = all.iter().map(|(node, _)| key(node)).collect();
        let mut missing: Vec<_> = shared.into_iter().filter(|(node, _)| !own.contains(&key(node))).collect();
        missing.retain(|(node, _)| self.may_copy(node));
        // Those of the path item come first, as they are written first.
        all.splice(0..0, missing);
        all
    }

    /// A list of parameters with references followed. The name is the shared parameter's, where it is one.
    fn parameter_list(&mut self, holder: &'a Node) -> Vec<ParameterNode<'a>> {
        let Some(list) = holder.get("parameters") else { return Vec::new() };
        let Some(list) = list.as_list() else {
            let message = format!("`parameters` is a list, this is {}", list.kind_name());
            self.diags.error(Code::WRONG_TYPE, list.span, message);
            return Vec::new();
        };
        let mut found = Vec::with_capacity(list.len());
        for node in list {
            match node.get("$ref") {
                Some(reference) => match self.target(reference) {
                    Some((target, name)) if self.may_copy(target) => found.push((target, Some(name))),
                    _ => self.broken = true,
                },
                None => found.push((node, None)),
            }
        }
        found
    }

    /// Place and name of a parameter, unless it lacks one or is declared already.
    pub fn place_and_name(
        &mut self,
        node: &'a Node,
        seen: &mut HashSet<(&'a str, &'a str)>,
        places: &[&str],
    ) -> Option<(&'a str, &'a str)> {
        let Some(place) = text(node, "in") else {
            let problem = Diagnostic::error(Code::MISSING_KEY, node.span, "a parameter needs `in`");
            self.diags.push(problem.help(format!("one of {}", places.join(", "))));
            self.broken = true;
            return None;
        };
        let Some(wire) = node.get("name").and_then(Node::as_str) else {
            self.diags.error(Code::MISSING_KEY, node.span, "a parameter needs `name`".to_owned());
            self.broken = true;
            return None;
        };
        if !seen.insert((place, wire)) {
            let at = node.get("name").map_or(node.span, |name| name.span);
            let message = format!("parameter {} is declared twice", quoted(wire));
            self.diags.push(Diagnostic::error(Code::DUPLICATE_PARAMETER, at, message).help("remove one"));
            return None;
        }
        Some((place, wire))
    }

    /// A parameter is somewhere where none can be.
    pub fn unknown_place(&mut self, node: &Node, place: &str, places: &[&str]) {
        let at = node.get("in").map_or(node.span, |given| given.span);
        let message = format!("a parameter cannot be in {}", quoted(place));
        let help = match suggest(place, places.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", places.join(", ")),
        };
        self.diags.push(Diagnostic::error(Code::UNKNOWN_PLACE, at, message).help(help));
        self.broken = true;
    }

    /// A parameter that is not the body.
    pub fn plain(&mut self, given: &Parameter<'a, '_>, site: &Site, all: &mut Inputs) {
        let Parameter { node, schema, wire, place, required, .. } = *given;
        let step = Step::Parameter(wire.to_owned());
        let mut ty = match place {
            Place::File => Ty::new(Shape::Bytes),
            _ => self.ty(schema, &site.then(step)),
        };
        if place != Place::File {
            self.fit_for_text(node, &mut ty);
        }
        let fallback = node.get("default").or_else(|| schema.get("default"));
        let fallback = fallback.filter(|value| !matches!(value.value, Value::Null | Value::Object(_)));
        let internal = is_internal(node) || is_internal(schema);
        // Nothing is no choice for somebody who has to choose: it would end a path early.
        let fallback = fallback.filter(|value| !required || internal || value.as_str() != Some(""));
        let only = match self.types.resolve(&ty).shape {
            Shape::Named(id) => match &self.types.get(id).kind {
                TypeKind::Enum(values) if values.values.len() == 1 => {
                    values.values.first().map(|value| value.0.clone())
                }
                _ => None,
            },
            _ => None,
        };
        let default = fallback.and_then(plain_text);
        if required
            && place != Place::File
            && let Some(value) = only.clone().or_else(|| default.clone())
        {
            let raw = given.encoding == Encoding::Raw;
            all.constants.push(Constant { place, wire: wire.to_owned(), value, raw });
            if internal || only.is_some() {
                return;
            }
        }
        if internal && !required {
            return;
        }
        all.inputs.push(Input {
            wire: wire.to_owned(),
            client_name: text(node, "x-ms-client-name").map(str::to_owned),
            place,
            ty,
            required: required && default.is_none(),
            style: given.style,
            encoding: given.encoding,
            advanced: is_advanced(node),
            docs: both_docs(node, schema),
            default: fallback.map(Node::to_json_text),
            open: false,
            at: node.span,
        });
    }

    /// What stands in a URL, header or form is text or a list of texts.
    fn fit_for_text(&mut self, node: &'a Node, ty: &mut Ty) {
        *ty = match as_text(&self.types, ty, 0) {
            Ok(fit) => fit,
            Err(other) => {
                if other.shape != Shape::Bytes && !super::union::is_scalar(&self.types, other) {
                    self.diags.warning(
                        Code::OBJECT_IN_TEXT,
                        node.span,
                        "an object cannot stand in a URL, header or form; the input is text".to_owned(),
                    );
                }
                Ty::new(Shape::Text)
            }
        };
    }

    /// A body that is not a form.
    pub fn body(&mut self, given: &Payload<'a>, site: &Site, all: &mut Inputs) {
        let Payload { node, schema, media: consumes } = given;
        let required = node.get("required").is_some_and(flag);
        let Some(schema) = *schema else {
            self.whole_body(given, Ty::any(), required, all);
            return;
        };
        let is_inline = schema.get("$ref").is_none();
        let ty = self.ty(schema, &site.then(Step::Body));
        let json = is_json(consumes);
        if let (true, true, Shape::Named(id)) = (is_inline, json, &ty.shape)
            && let TypeKind::Object(object) = &self.types.get(*id).kind
            && object.rest.is_none()
            && !ty.nullable
            && self.types.get(*id).name.is_none()
        {
            let object = object.clone();
            all.consumes = special_json(consumes).first().map(|media| (*media).to_owned());
            // Where the address is there, so is the rest.
            self.fields(&object, required || self.addressed, all);
            return;
        }
        self.whole_body(given, ty, required, all);
    }

    /// The properties of an inline object are inputs of the action.
    fn fields(&mut self, object: &crate::ir::Object, required: bool, all: &mut Inputs) {
        all.body = Some(BodyKind::Fields { required });
        for (wire, value) in &object.constants {
            all.constants.push(Constant {
                place: Place::Field,
                wire: wire.clone(),
                value: value.clone(),
                raw: false,
            });
        }
        for field in &object.fields {
            let asked = field.required && required;
            if let (true, Some(value)) = (asked, self.constant(field, 0)) {
                all.constants.push(Constant {
                    place: Place::Field,
                    wire: field.wire.clone(),
                    value,
                    raw: false,
                });
                continue;
            }
            if field.internal && !asked {
                continue;
            }
            if field.read_only {
                continue;
            }
            // What the document would fill in is filled in, and can be set.
            let filled = asked.then(|| plain_default(&self.types, field)).flatten();
            let asked = asked && filled.is_none();
            if let Some(value) = filled {
                all.constants.push(Constant {
                    place: Place::Field,
                    wire: field.wire.clone(),
                    value,
                    raw: false,
                });
            }
            all.inputs.push(Input {
                wire: field.wire.clone(),
                client_name: field.client_name.clone(),
                place: Place::Field,
                ty: field.ty.clone(),
                required: asked,
                style: Style::Csv,
                encoding: Encoding::Once,
                advanced: field.advanced,
                docs: field.docs.clone(),
                default: field.default.clone(),
                open: field.open,
                at: field.at,
            });
        }
    }

    /// The body as one input.
    fn whole_body(&mut self, given: &Payload<'a>, ty: Ty, required: bool, all: &mut Inputs) {
        let Payload { node, schema, media: consumes } = given;
        let resolved = self.types.resolve(&ty).shape.clone();
        let other = consumes.iter().find(|media| !is_json_media(media)).filter(|_| !is_json(consumes));
        let raw = match resolved {
            Shape::Bytes => true,
            // A document that says JSON means text; one that says nothing means a file.
            Shape::Base64 => !consumes.iter().any(|media| is_json_media(media)),
            Shape::Text | Shape::Any => other.is_some() || is_binary(*schema),
            _ => other.is_some_and(|media| media.contains("xml")),
        };
        if raw && is_xml(consumes) {
            all.xml = schema.and_then(|schema| self.xml_root(schema, &ty));
        }
        let raw = raw && all.xml.is_none();
        if raw && !matches!(resolved, Shape::Bytes | Shape::Base64 | Shape::Text) {
            let message = format!(
                "the body is {}, which is not encoded: it is taken as raw bytes",
                quoted(&consumes.join(", "))
            );
            self.diags.note(Code::XML_BODY, node.span, message);
        }
        let (body, ty, media) = if raw {
            let media =
                other.copied().filter(|media| !media.contains("form")).unwrap_or("application/octet-stream");
            (BodyKind::Raw, Ty::new(Shape::Bytes), Some(media.to_owned()))
        } else if all.xml.is_some() {
            (BodyKind::Json, ty, other.map(|media| (*media).to_owned()))
        } else {
            (BodyKind::Json, ty, special_json(consumes).first().map(|media| (*media).to_owned()))
        };
        all.body = Some(body);
        let chosen = all
            .inputs
            .iter()
            .any(|input| input.place == Place::Header && input.wire.eq_ignore_ascii_case("content-type"));
        let fixed = all.constants.iter().any(|constant| constant.wire.eq_ignore_ascii_case("content-type"));
        // What the document leaves open, the caller may choose.
        let choice = if raw { consumes.to_vec() } else { special_json(consumes) };
        if let (true, Some(media), false) = (choice.len() > 1, &media, chosen || fixed) {
            all.inputs.push(content_type(node, &choice, media));
        }
        all.consumes = media;
        let open = schema.is_some_and(|schema| self.is_open(schema));
        all.inputs.push(Input {
            wire: text(node, "name").unwrap_or("body").to_owned(),
            // Converters keep the name that a body has in OpenAPI 2.0.
            client_name: ["x-ms-client-name", "x-ms-requestBody-name"]
                .iter()
                .find_map(|key| text(node, key))
                .map(str::to_owned),
            place: Place::Body,
            ty,
            required,
            style: Style::Csv,
            encoding: Encoding::Once,
            advanced: is_advanced(node),
            docs: docs(node),
            default: None,
            open,
            at: node.span,
        });
    }

    /// Headers of a response with their types.
    pub(super) fn headers(&mut self, response: &'a Node, site: &Site) -> crate::ir::Headers {
        let mut found = Vec::new();
        for member in response.get("headers").into_iter().flat_map(members) {
            let header = match member.value.get("$ref") {
                Some(reference) => match self.target(reference) {
                    Some((header, _)) => header,
                    None => continue,
                },
                None => &member.value,
            };
            let schema = header.get("schema").unwrap_or(header);
            let mut ty = self.ty(schema, &site.then(Step::Property(member.key.clone())));
            ty = self.types.resolve(&ty).clone();
            if !matches!(ty.shape, Shape::Bool | Shape::Int32 | Shape::Int64 | Shape::Float) {
                ty = Ty::new(Shape::Text);
            }
            found.push((member.key.clone(), ty, Docs { summary: None, ..docs(header) }));
        }
        found
    }
}

/// Lists in one another that text may be.
const LISTS: usize = 8;

/// A type as text has it: without null, and nothing in it of which text would not say what it is. The error is what does
/// not fit.
fn as_text<'t>(types: &'t Types, ty: &'t Ty, depth: usize) -> Result<Ty, &'t Ty> {
    let ty = types.resolve(ty);
    Ok(Ty::new(match &ty.shape {
        Shape::List(item) if depth < LISTS => Shape::List(Box::new(as_text(types, item, depth + 1)?)),
        Shape::List(_) | Shape::Map(_) | Shape::Bytes => return Err(ty),
        Shape::Named(id) if !matches!(types.get(*id).kind, TypeKind::Enum(_)) => return Err(ty),
        Shape::Any => Shape::Text,
        // A large unsigned one stays text, which is as good as any number.
        Shape::TextInt => Shape::Int64,
        other => other.clone(),
    }))
}

fn is_binary(schema: Option<&Node>) -> bool {
    schema.is_some_and(|schema| matches!(text(schema, "format"), Some("binary")))
}

/// The setter for the media type of a raw body, where the document takes several.
fn content_type(node: &Node, consumes: &[&str], usual: &str) -> Input {
    let all: Vec<String> = consumes.iter().map(|media| format!("`{media}`")).collect();
    Input {
        wire: "Content-Type".to_owned(),
        client_name: None,
        place: Place::Header,
        ty: Ty::new(Shape::Text),
        required: false,
        style: Style::Csv,
        encoding: Encoding::Once,
        advanced: true,
        docs: Docs {
            summary: None,
            description: Some(format!("The media type of the body, one of {}.", all.join(", "))),
        },
        default: Some(crate::ir::json_text(usual)),
        open: false,
        at: node.span,
    }
}

/// The default of a property that is a plain value of the right type, as JSON.
fn plain_default(types: &crate::ir::Types, field: &crate::ir::Field) -> Option<String> {
    let fixed = crate::ir::Field { internal: true, ..field.clone() };
    let json = crate::pass::constants::constant(types, &fixed, 0)?;
    let quoted = json.starts_with('"');
    match &types.resolve(&field.ty).shape {
        Shape::Text => quoted.then_some(json),
        Shape::Named(id) => (quoted && matches!(types.get(*id).kind, TypeKind::Enum(_))).then_some(json),
        Shape::Bool => matches!(json.as_str(), "true" | "false").then_some(json),
        Shape::Int32 | Shape::Int64 => json.parse::<i64>().is_ok().then_some(json),
        Shape::Float => json.parse::<f64>().is_ok().then_some(json),
        _ => None,
    }
}

/// No media type at all means JSON: `consumes: []` is what half of all connectors have.
pub fn is_json(consumes: &[&str]) -> bool {
    consumes.is_empty() || consumes.iter().any(|media| is_json_media(media))
}

/// JSON media types other than the usual one, where a document names no usual one: a vendor's, or those of patches.
pub fn special_json<'m>(media: &[&'m str]) -> Vec<&'m str> {
    let plain = |media: &str| {
        media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
    };
    if media.iter().any(|media| plain(media) || *media == "*/*") {
        return Vec::new();
    }
    media.iter().copied().filter(|media| is_json_media(media) && !media.contains('*')).collect()
}

pub fn is_json_media(media: &str) -> bool {
    let plain = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    plain == "application/json" || plain == "text/json" || plain.ends_with("+json") || plain == "*/*"
}

/// What is said of an input, by itself or by its type.
fn both_docs(node: &Node, schema: &Node) -> Docs {
    let (own, of_type) = (docs(node), docs(schema));
    Docs { summary: own.summary.or(of_type.summary), description: own.description.or(of_type.description) }
}

/// The text of a default as it stands in a URL: lists are joined by commas.
pub(super) fn plain_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::List(items) => Some(items.iter().filter_map(scalar_text).collect::<Vec<_>>().join(",")),
        _ => scalar_text(node),
    }
}

impl Reader<'_> {
    /// The JSON text of a property that the document fixes: internal and required with a default, or an object of such.
    pub(super) fn constant(&self, field: &crate::ir::Field, depth: usize) -> Option<String> {
        crate::pass::constants::constant(&self.types, field, depth)
    }
}
