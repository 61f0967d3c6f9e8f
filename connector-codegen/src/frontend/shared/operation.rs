//! Operations: from a path item's member to an action.

use super::dynamic::Raw;
use super::extension::{docs, flag, is_internal, text, texts};
use super::hook::Trigger;
use super::input::{ParameterNode, is_json_media, special_json};
use super::paging;
use super::poll::poll;
use super::revision::revision;
use super::{Found, Reader};
use crate::diag::{Code, Diagnostic, plain, quoted, suggest};
use crate::ir::hook::Slot;
use crate::ir::{
    Action, BodyKind, Constant, Docs, FinalState, Kind, Method, Owner, Place, Reply, Site, Skipped, Step,
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
                .help("give each operation a name of its own, or set the option `fix_operation_ids`")
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
        let slot = self.marked_slot(node, &parameters);
        self.addressed = matches!(slot, Some(Slot::Body(_)));
        let mut inputs = dialect.inputs(self, found, &parameters, &id);
        let nodes = parameters.iter().map(|(node, _)| *node).collect();
        self.raw.push(Raw { id: id.clone(), item, node, parameters: nodes, wanted: self.wanted });
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
        let long_running = self.long_running(node);
        let (declared, produces) = dialect.responses(self, found, &id);
        let mut responses = self.responses(declared, found, &id, &produces, long_running.is_some());
        self.final_schema(node, &id, &mut responses.reply);
        let schemes = std::mem::take(&mut self.schemes);
        let security = self.own_security(node, &schemes);
        self.schemes = schemes;
        let Trigger { kind, event, hook } = self.trigger(found, slot, &id);
        let body = inputs.body.unwrap_or(BodyKind::None);
        let mut action = Action {
            kind,
            method: *method,
            path: path.to_owned(),
            docs: operation_docs(node),
            deprecated: deprecation(node),
            revision: revision(node, &id),
            internal: is_internal(node) || node.get("x-ms-internal").is_some_and(flag),
            tags: texts(node, "tags").into_iter().map(str::to_owned).collect(),
            skipped: false,
            inputs: inputs.inputs,
            constants: inputs.constants,
            xml_body: inputs.xml,
            body,
            consumes: inputs.consumes,
            accept: declared_accept(&parameters).or_else(|| match responses.xml {
                Some(_) => Some(produces.join(", ")),
                None => accept(&produces, &responses.reply),
            }),
            xml_reply: responses.xml,
            scheme: dialect.own_scheme(self, found),
            reply: responses.reply,
            exists: responses.exists,
            headers: responses.headers,
            errors: responses.errors,
            security,
            open_reply: false,
            paging: None,
            long_running,
            idempotency_key: idempotency_key(&parameters),
            event,
            poll: (kind == Kind::Polling).then(|| Box::new(poll(node, &parameters))),
            hook,
            at: *at,
            id,
        };
        action.paging = paging::paging(node, &action, &self.types, self.diags);
        Some(action)
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

    /// `x-ms-long-running-operation`, and where it says that the result is.
    fn long_running(&mut self, node: &'a Node) -> Option<FinalState> {
        node.get("x-ms-long-running-operation").filter(|given| flag(given))?;
        let via = node
            .get("x-ms-long-running-operation-options")
            .and_then(|options| options.get("final-state-via"));
        Some(match via.and_then(Node::as_str) {
            Some("azure-async-operation" | "operation-location") => FinalState::Status,
            Some("location") => FinalState::Location,
            Some("original-uri") => FinalState::Original,
            _ => FinalState::Unsaid,
        })
    }

    /// `final-state-schema`: the type of the result, where it is not that of the reply.
    fn final_schema(&mut self, node: &'a Node, id: &str, reply: &mut Reply) {
        let options = node.get("x-ms-long-running-operation-options");
        let Some(given) = options.and_then(|options| options.get("final-state-schema")) else { return };
        let site = Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Reply] };
        // The older form is a bare reference.
        let ty = match given.as_str() {
            Some(_) => self.reference(given),
            None => self.ty(given, &site),
        };
        self.settle_waiting();
        *reply = Reply::One(ty);
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
            action.constants.push(Constant { place: Place::Query, wire, value, raw: false });
        }
    }
    action
}

/// Names between braces, in order.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

/// An operationId for an operation without one: its method and the words of its path.
pub fn id_of(method: Method, path: &str) -> String {
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
pub fn accept(produces: &[&str], reply: &Reply) -> Option<String> {
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

/// What a header `Accept` that may be left out is then: something is sent in any case.
fn declared_accept(parameters: &[ParameterNode<'_>]) -> Option<String> {
    parameters.iter().find_map(|(node, _)| {
        let is_it = text(node, "in") == Some("header")
            && text(node, "name").is_some_and(|name| name.eq_ignore_ascii_case("accept"))
            && !node.get("required").is_some_and(flag);
        let default = text(node.get("schema").unwrap_or(node), "default");
        default.filter(|default| is_it && default.contains('/')).map(str::to_owned)
    })
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
