//! Operations: from a path item's member to an action.

use super::extension::{docs, flag, is_internal, text, texts};
use super::input::{ParameterNode, is_json_media, special_json};
use super::poll::poll;
use super::{Found, Reader};
use crate::diag::{Code, Diagnostic, plain, quoted, suggest};
use crate::ir::{
    Action, BodyKind, Constant, Docs, Kind, Method, Owner, Paging, Place, Reply, Shape, Site, Skipped, Step,
    TypeKind,
};
use crate::source::{Node, Span};

impl<'a> Reader<'a> {
    /// Reads one operation. What is wrong with it costs only it.
    pub(super) fn operation(&mut self, found: Found<'a>) {
        let Found { path, query, method, node, at, .. } = &found;
        let (method, node, at) = (*method, *node, *at);
        self.requests += 1;
        let id = match text(node, "operationId") {
            Some(id) => id.trim().to_owned(),
            None => {
                let id = id_of(method, path);
                let message = format!("the operation has no operationId; it is called {}", quoted(&id));
                self.diags.note(Code::NO_OPERATION_ID, at, message);
                id
            }
        };
        let id_at = node.get("operationId").map_or(at, |id| id.span);
        if node.as_object().is_none() {
            let message = format!("an operation is an object, this is {}", node.kind_name());
            self.diags.error(Code::WRONG_TYPE, node.span, message);
            self.skip(id, "it is not an object");
            return;
        }
        if let Some(first) = self.ids.get(&id).copied() {
            let message = format!("operationId {} is used twice", quoted(&id));
            let problem = Diagnostic::error(Code::DUPLICATE_OPERATION, id_at, message)
                .help("give each operation a name of its own")
                .related(first, "first used here");
            self.diags.push(problem);
            self.skip(id, "its operationId is used by another operation");
            return;
        }
        self.ids.insert(id.clone(), id_at);
        self.broken = false;
        let action = self.action(id.clone(), &found).map(|action| with_query(action, query));
        match action {
            Some(action) if !self.broken => {
                self.dialect.finish(self, &found, &id);
                self.actions.push(action);
            }
            _ => self.skip(id, "the document is wrong there; see the diagnostics"),
        }
    }

    pub(super) fn skip(&mut self, id: String, why: &str) {
        self.skipped.push(Skipped { id, why: why.to_owned() });
    }

    fn action(&mut self, id: String, found: &Found<'a>) -> Option<Action> {
        let Found { path, method, item, node, at, .. } = found;
        let dialect = self.dialect;
        self.expect(node, dialect.operation_keys());
        let parameters = self.parameters_of(item, node);
        let mut inputs = dialect.inputs(self, found, &parameters, &id);
        self.check_placeholders(path, *at, &mut inputs.inputs, &inputs.constants)?;
        // Required first, in the order of the path, then of the document, the body last; then what is optional.
        let place_in_path = |wire: &str| path.find(&format!("{{{wire}}}")).unwrap_or(usize::MAX);
        inputs.inputs.sort_by_key(|input| {
            let rank = match (input.required, input.place) {
                (true, Place::Path) => 0,
                (true, Place::Body) => 2,
                (true, _) => 1,
                (false, _) => 3,
            };
            (rank, if input.place == Place::Path { place_in_path(&input.wire) } else { 0 })
        });
        let (declared, produces) = dialect.responses(self, found, &id);
        let responses = self.responses(declared, found, &id, &produces);
        let schemes = std::mem::take(&mut self.schemes);
        let security = self.own_security(node, &schemes);
        self.schemes = schemes;
        let (kind, event) = self.kind_of(found, &id);
        let paging = self.paging(node, &responses.reply);
        let body = inputs.body.unwrap_or(BodyKind::None);
        Some(Action {
            kind,
            method: *method,
            path: path.to_owned(),
            docs: operation_docs(node),
            deprecated: deprecation(node),
            internal: is_internal(node) || node.get("x-ms-internal").is_some_and(flag),
            tags: texts(node, "tags").into_iter().map(str::to_owned).collect(),
            skipped: false,
            inputs: inputs.inputs,
            constants: inputs.constants,
            body,
            consumes: inputs.consumes,
            accept: accept(&produces, &responses.reply),
            scheme: dialect.own_scheme(self, found),
            reply: responses.reply,
            exists: responses.exists,
            headers: responses.headers,
            errors: responses.errors,
            security,
            paging,
            idempotency_key: idempotency_key(&parameters),
            event,
            poll: (kind == Kind::Polling).then(|| Box::new(poll(node, &parameters))),
            at: *at,
            id,
        })
    }

    /// Every placeholder of the path needs a parameter. A parameter without a placeholder is left out, with a warning.
    fn check_placeholders(
        &mut self,
        path: &str,
        at: Span,
        inputs: &mut Vec<crate::ir::Input>,
        constants: &[crate::ir::Constant],
    ) -> Option<()> {
        let wanted = placeholders(path);
        let mut whole = true;
        for name in &wanted {
            let given = inputs.iter().any(|input| input.place == Place::Path && input.wire == *name)
                || constants.iter().any(|constant| constant.place == Place::Path && constant.wire == *name);
            if !given {
                let message = format!(
                    "the path has `{{{}}}`, but no path parameter of that name is declared",
                    plain(name, 80)
                );
                let in_path = inputs.iter().filter(|input| input.place == Place::Path);
                let help = match suggest(name, in_path.map(|input| input.wire.as_str())) {
                    Some(near) => format!("did you mean `{{{}}}`?", plain(near, 80)),
                    None => "declare it, with `in: path` and `required: true`".to_owned(),
                };
                self.diags.push(Diagnostic::error(Code::UNDECLARED_PLACEHOLDER, at, message).help(help));
                whole = false;
            }
        }
        inputs.retain(|input| {
            let fits = input.place != Place::Path || wanted.contains(&input.wire.as_str());
            if !fits {
                self.diags.warning(
                    Code::UNUSED_PATH_PARAMETER,
                    input.at,
                    format!("path parameter `{}` does not stand in the path; it is left out", input.wire),
                );
            }
            fits
        });
        whole.then_some(())
    }

    /// Action or trigger, and the type of a trigger's events.
    fn kind_of(&mut self, found: &Found<'a>, id: &str) -> (Kind, Option<crate::ir::Ty>) {
        let (item, node) = (found.item, found.node);
        if node.get("x-ms-trigger").is_none() {
            return match self.dialect.event(self, found, id) {
                Some(event) => (Kind::Webhook, event),
                None => (Kind::Action, None),
            };
        }
        let content = node.get("x-ms-notification-content").or_else(|| item.get("x-ms-notification-content"));
        let site = Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Event] };
        let event = content.and_then(|content| content.get("schema")).map(|schema| self.ty(schema, &site));
        match content {
            Some(_) => (Kind::Webhook, event),
            None if mentions(node, "x-ms-notification-url", 0) => (Kind::Webhook, event),
            None => (Kind::Polling, event),
        }
    }

    /// `x-ms-pageable`: the link's property, and the property that holds the items.
    fn paging(&mut self, node: &'a Node, reply: &Reply) -> Option<Paging> {
        let given = node.get("x-ms-pageable")?;
        if let Some(named) = given.get("operationName").filter(|named| !named.is_null()) {
            let message = "the next link is followed as it is, not by this operation";
            self.diags.warning(Code::PAGING_OPERATION, named.span, message);
        }
        let next_link = text(given, "nextLinkName")?.to_owned();
        let items = match reply {
            Reply::One(ty) | Reply::Maybe(ty) => {
                // The link is a property of the page, so a page is no list.
                if matches!(self.types.resolve(ty).shape, Shape::List(_)) {
                    return None;
                }
                self.items_property(ty, text(given, "itemName"))
            }
            _ => return None,
        };
        Some(Paging { next_link, items })
    }

    /// The named property, or `value`, or the only list of the page.
    fn items_property(&self, page: &crate::ir::Ty, named: Option<&str>) -> Option<String> {
        let Shape::Named(id) = self.types.resolve(page).shape else { return None };
        let TypeKind::Object(object) = &self.types.get(id).kind else { return None };
        let lists: Vec<&str> = object
            .fields
            .iter()
            .filter(|field| matches!(self.types.resolve(&field.ty).shape, Shape::List(_)))
            .map(|field| field.wire.as_str())
            .collect();
        let wanted = named.unwrap_or("value");
        match (lists.iter().find(|name| **name == wanted), lists.as_slice()) {
            (Some(name), _) => Some((*name).to_owned()),
            (None, [only]) => Some((*only).to_owned()),
            _ => None,
        }
    }
}

/// What stands in the query of a path's key and is no parameter is always sent.
fn with_query(mut action: Action, query: &str) -> Action {
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (wire, value) = pair.split_once('=').unwrap_or((pair, ""));
        let known = action.inputs.iter().any(|input| input.place == Place::Query && input.wire == wire)
            || action
                .constants
                .iter()
                .any(|constant| constant.place == Place::Query && constant.wire == wire);
        if !known && !value.contains('{') {
            let (wire, value) = (wire.to_owned(), value.to_owned());
            action.constants.push(Constant { place: Place::Query, wire, value });
        }
    }
    action
}

/// Names between braces, in order.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

/// An operationId for an operation without one: its method and the words of its path.
fn id_of(method: Method, path: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = method.key().to_owned();
    for word in words {
        let mut letters = word.chars();
        id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(letters.as_str());
    }
    id
}

fn operation_docs(node: &Node) -> Docs {
    let both = docs(node);
    Docs { summary: text(node, "summary").map(str::to_owned).or(both.summary), description: both.description }
}

/// `deprecated`, with the operation that replaces it.
fn deprecation(node: &Node) -> Option<Option<String>> {
    node.get("deprecated").filter(|given| flag(given))?;
    let replacement = node
        .get("x-ms-api-annotation")
        .and_then(|annotation| annotation.get("replacement"))
        .and_then(|replacement| text(replacement, "operationId"));
    Some(replacement.map(str::to_owned))
}

/// `Accept`: left to the default where JSON is expected.
fn accept(produces: &[&str], reply: &Reply) -> Option<String> {
    let json = produces.is_empty() || produces.iter().any(|media| is_json_media(media));
    match reply {
        Reply::Bytes if produces.is_empty() || json => Some("*/*".to_owned()),
        Reply::Bytes => Some(produces.join(", ")),
        Reply::Text if produces.is_empty() => Some("application/json, text/plain, */*".to_owned()),
        Reply::Text => Some(produces.join(", ")),
        // A vendor's JSON has to be asked for by its name.
        _ => Some(special_json(produces).join(", ")).filter(|media| !media.is_empty()),
    }
}

/// Headers by which services recognise a repeated request.
fn idempotency_key(parameters: &[ParameterNode<'_>]) -> Option<String> {
    const KNOWN: [&str; 4] =
        ["idempotency-key", "x-idempotency-key", "idempotencykey", "request-id-idempotency"];
    parameters.iter().find_map(|(node, _)| {
        let name = text(node, "name").filter(|_| text(node, "in") == Some("header"))?;
        KNOWN.contains(&name.to_ascii_lowercase().as_str()).then(|| name.to_owned())
    })
}

/// Whether an extension stands anywhere in the parameters of an operation, references not followed.
fn mentions(node: &Node, key: &str, depth: usize) -> bool {
    if depth > 32 {
        return false;
    }
    let below = node.as_object().into_iter().flat_map(|object| object.iter());
    let found = below.into_iter().any(|member| member.key == key || mentions(&member.value, key, depth + 1));
    found || node.as_list().unwrap_or_default().iter().any(|item| mentions(item, key, depth + 1))
}
