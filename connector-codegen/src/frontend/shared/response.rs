//! Responses: which of them is the result, and which are failures.

use super::extension::{flag, text};
use super::input::{is_json, is_json_media};
use super::xml::is_xml;
use super::{Found, Reader};
use crate::diag::{Code, Diagnostic, quoted};
use crate::ir::{
    Docs, Headers, Method, Owner, Reply, Shape, Site, Status, Step, Ty, TypeDef, TypeKind, XmlRoot,
};
use crate::source::{Node, Span};

/// What the responses of one operation come to.
pub struct Responses {
    pub reply: Reply,
    /// Whether 404 is an answer: the resource is not there.
    pub exists: bool,
    /// The form of the reply, where it is XML.
    pub xml: Option<XmlRoot>,
    pub headers: Headers,
    pub errors: Vec<(Status, Option<String>, Option<Ty>)>,
}

/// One declared response, references followed.
pub struct Declared<'a> {
    pub status: Status,
    pub node: &'a Node,
    pub site: Site,
    /// What the body is; none where it has none, or nobody says.
    pub schema: Option<&'a Node>,
}

/// Statuses that come without content by RFC 9110, whatever a document declares of them.
fn has_no_content(status: Status) -> bool {
    matches!(status, Status::Code(204 | 205))
}

impl<'a> Reader<'a> {
    /// Reads the responses of an operation.
    pub fn responses(
        &mut self,
        declared: Vec<Declared<'a>>,
        found: &Found<'a>,
        id: &str,
        produces: &[&str],
        long_running: bool,
    ) -> Responses {
        let mut declared = declared;
        declared.retain(|one| matches!(one.site.owner, Owner::Action(_)) || self.may_copy(one.node));
        let is_failure = |response: &Declared<'_>| response.node.get("x-ms-error-response").is_some_and(flag);
        let any_success = declared.iter().any(|one| one.status.is_success() && !is_failure(one));
        let typed = |one: &&Declared<'_>| one.status.is_success() && one.schema.is_some();
        let several = declared.iter().filter(typed).count() > 1;
        // A document that gives 404 a body, or calls it an error, means a failure.
        let exists = found.method == Method::Head
            && any_success
            && declared
                .iter()
                .any(|one| one.status == Status::Code(404) && one.schema.is_none() && !is_failure(one));
        // Neither is a failure that somebody has to hear of.
        let is_answer = |status| match status {
            Status::Code(404) => exists,
            Status::Code(300..=399) | Status::Range(3) => true,
            _ => false,
        };
        let mut results = Vec::new();
        let mut errors = Vec::new();
        let mut xml = None;
        let mut headers = Vec::new();
        for response in &declared {
            let success = match response.status {
                Status::Default => !any_success,
                status => status.is_success() && !is_failure(response),
            };
            let step = match (success, response.status) {
                (true, Status::Code(code)) if several => Step::Status(code),
                (true, _) => Step::Reply,
                (false, status) => Step::Failure(status.to_string()),
            };
            let site = if response.site.steps.is_empty() && matches!(response.site.owner, Owner::Action(_)) {
                response.site.then(step)
            } else {
                response.site.clone()
            };
            let ty = response.schema.map(|schema| self.ty(schema, &site));
            if let (true, Some(schema), Some(ty)) = (success && xml.is_none(), response.schema, &ty)
                && is_xml(produces)
                && !is_json(produces)
            {
                xml = self.xml_root(schema, ty);
            }
            if success {
                if headers.is_empty() {
                    headers = self.headers(response.node, &site);
                }
                results.push((response.status, ty));
            } else if !is_answer(response.status) {
                let text = text(response.node, "description").map(str::to_owned);
                errors.push((response.status, text, ty.filter(|ty| ty.shape != Shape::Bytes)));
            }
        }
        results.sort_by_key(|(status, _)| *status);
        // "Accepted" is no result of what is waited for, if there is another.
        if long_running && results.iter().any(|(status, _)| *status != Status::Code(202)) {
            results.retain(|(status, ty)| *status != Status::Code(202) || ty.is_some());
        }
        let reply = match found.method {
            Method::Head if exists => Reply::One(Ty::new(Shape::Bool)),
            Method::Head => Reply::None,
            _ => self.reply(results, id, found.node.span, produces, xml.is_some()),
        };
        let xml = xml.filter(|_| matches!(reply, Reply::One(_) | Reply::Maybe(_)));
        Responses { reply, exists, xml, headers, errors }
    }

    /// A status by its key; a warning where it is none.
    pub fn status(&mut self, key: &str, at: Span, ranges: bool) -> Option<Status> {
        let range = || match (key.as_bytes(), ranges) {
            ([digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'], true) => Some(Status::Range(digit - b'0')),
            _ => None,
        };
        match key.parse::<u16>() {
            _ if key == "default" => Some(Status::Default),
            Ok(code @ 100..=599) => Some(Status::Code(code)),
            _ => range().or_else(|| {
                let message = format!("{} is not an HTTP status", quoted(key));
                let problem = Diagnostic::warning(Code::UNKNOWN_STATUS, at, message);
                self.diags.push(problem.help("a number such as 200, or `default`"));
                None
            }),
        }
    }

    /// The result of an operation out of its successful responses.
    fn reply(
        &mut self,
        results: Vec<(Status, Option<Ty>)>,
        id: &str,
        at: Span,
        produces: &[&str],
        xml: bool,
    ) -> Reply {
        if results.is_empty() {
            return Reply::Bytes;
        }
        let mut types: Vec<&Ty> = Vec::new();
        for ty in results.iter().filter_map(|(_, ty)| ty.as_ref()) {
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let some_without = results.iter().any(|(status, ty)| ty.is_none() || has_no_content(*status));
        match (types.as_slice(), some_without) {
            ([], _) => Reply::None,
            ([one], some_without) => {
                let json = xml || produces.is_empty() || produces.iter().any(|media| is_json_media(media));
                match self.types.resolve(one).shape.clone() {
                    Shape::Bytes => Reply::Bytes,
                    Shape::Base64 if !json => Reply::Bytes,
                    Shape::Text | Shape::Secret => Reply::Text,
                    _ if !json => {
                        let media = produces.join(", ");
                        let message = format!(
                            "replies are {}, which is not decoded: they are raw bytes",
                            quoted(&media)
                        );
                        self.diags.note(Code::XML_BODY, at, message);
                        Reply::Bytes
                    }
                    _ if some_without => Reply::Maybe((*one).clone()),
                    _ => Reply::One((*one).clone()),
                }
            }
            _ => {
                let variants: Vec<(u16, Option<Ty>)> = results
                    .into_iter()
                    .map(|(status, ty)| match status {
                        Status::Code(code) if has_no_content(status) => (code, None),
                        Status::Code(code) => (code, ty.map(|ty| self.whole(ty))),
                        Status::Range(_) | Status::Default => (0, ty.map(|ty| self.whole(ty))),
                    })
                    .collect();
                let id = self.types.add(TypeDef {
                    name: None,
                    site: Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Reply] },
                    equals: Vec::new(),
                    docs: Docs::default(),
                    kind: TypeKind::Statuses(variants.clone()),
                    at,
                });
                Reply::ByStatus(id, variants)
            }
        }
    }

    /// Bytes among typed replies are read as any JSON or text.
    fn whole(&self, ty: Ty) -> Ty {
        match self.types.resolve(&ty).shape {
            Shape::Bytes => Ty::any(),
            _ => ty,
        }
    }
}
