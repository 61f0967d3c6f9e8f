//! Responses: which of them is the result, and which are failures.

use super::Reader;
use super::extension::{flag, members, text};
use super::parameter::{is_json, is_json_media};
use super::xml::is_xml;
use crate::diag::{Code, Diagnostic, quoted};
use crate::ir::{
    Docs, Headers, Method, Owner, Reply, Shape, Site, Status, Step, Ty, TypeDef, TypeKind, XmlRoot,
};
use crate::source::{Node, Span};

/// What the responses of one operation come to.
pub(super) struct Responses {
    pub(super) reply: Reply,
    pub(super) exists: bool,
    pub(super) xml: Option<XmlRoot>,
    pub(super) headers: Headers,
    pub(super) errors: Vec<(Status, Option<String>, Option<Ty>)>,
}

/// One declared response, references followed.
struct Declared<'a> {
    status: Status,
    node: &'a Node,
    site: Site,
}

impl<'a> Reader<'a> {
    /// Reads the responses of an operation.
    pub(super) fn responses(
        &mut self,
        operation: &'a Node,
        id: &str,
        method: Method,
        produces: &[&str],
        long_running: bool,
    ) -> Responses {
        let declared = self.declared(operation, id);
        let is_failure = |response: &Declared<'_>| response.node.get("x-ms-error-response").is_some_and(flag);
        let any_success =
            declared.iter().any(|one| matches!(one.status, Status::Code(200..=299)) && !is_failure(one));
        let typed = |one: &&Declared<'_>| {
            matches!(one.status, Status::Code(200..=299)) && one.node.get("schema").is_some()
        };
        let several = declared.iter().filter(typed).count() > 1;
        // A document that gives 404 a body, or calls it an error, means a failure.
        let exists = method == Method::Head
            && any_success
            && declared.iter().any(|one| {
                one.status == Status::Code(404) && one.node.get("schema").is_none() && !is_failure(one)
            });
        let mut results = Vec::new();
        let mut errors = Vec::new();
        let mut xml = None;
        let mut headers = Vec::new();
        for response in &declared {
            let success = match response.status {
                Status::Code(200..=299) => !is_failure(response),
                Status::Code(_) => false,
                Status::Default => !any_success,
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
            let ty = response.node.get("schema").map(|schema| self.ty(schema, &site));
            if let (true, Some(schema), Some(ty)) =
                (success && xml.is_none(), response.node.get("schema"), &ty)
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
            } else if !(matches!(response.status, Status::Code(300..=399))
                || exists && response.status == Status::Code(404))
            {
                let text = text(response.node, "description").map(str::to_owned);
                errors.push((response.status, text, ty.filter(|ty| ty.shape != Shape::Bytes)));
            }
        }
        results.sort_by_key(|(status, _)| *status);
        // "Accepted" is no result of what is waited for, if there is another.
        if long_running && results.iter().any(|(status, _)| *status != Status::Code(202)) {
            results.retain(|(status, ty)| *status != Status::Code(202) || ty.is_some());
        }
        let reply = match method {
            Method::Head if exists => Reply::One(Ty::new(Shape::Bool)),
            Method::Head => Reply::None,
            _ => self.reply(results, id, operation.span, produces, xml.is_some()),
        };
        let xml = xml.filter(|_| matches!(reply, Reply::One(_) | Reply::Maybe(_)));
        Responses { reply, exists, xml, headers, errors }
    }

    fn declared(&mut self, operation: &'a Node, id: &str) -> Vec<Declared<'a>> {
        let own = Site { owner: Owner::Action(id.to_owned()), steps: Vec::new() };
        let mut found = Vec::new();
        for member in operation.get("responses").into_iter().flat_map(members) {
            let status = match member.key.as_str() {
                key if key.starts_with("x-") => continue,
                "default" => Status::Default,
                key => match key.parse::<u16>() {
                    Ok(code @ 100..=599) => Status::Code(code),
                    _ => {
                        let message = format!("{} is not an HTTP status", quoted(key));
                        let problem = Diagnostic::warning(Code::UNKNOWN_STATUS, member.key_span, message);
                        self.diags.push(problem.help("a number such as 200, or `default`"));
                        continue;
                    }
                },
            };
            match member.value.get("$ref") {
                Some(reference) => {
                    if let Some((node, name)) = self.target(reference) {
                        found.push(Declared { status, node, site: Site::named(&name) });
                    } else {
                        self.broken |= matches!(status, Status::Code(200..=299));
                    }
                }
                None => found.push(Declared { status, node: &member.value, site: own.clone() }),
            }
        }
        found
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
        let some_without = results.iter().any(|(_, ty)| ty.is_none());
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
                        Status::Code(code) => (code, ty.map(|ty| self.whole(ty))),
                        Status::Default => (0, ty.map(|ty| self.whole(ty))),
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
