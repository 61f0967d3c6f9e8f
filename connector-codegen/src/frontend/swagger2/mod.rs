//! OpenAPI 2.0.

mod extension;
mod object;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostics};
use crate::ir::{Action, Connector, Decode, Docs, Method, Scheme, Skipped, Ty, TypeId, Types};
use crate::source::{Node, Source, Span};
use extension::{members, text, texts};

/// Which operations to read.
pub type Wanted<'w> = &'w dyn Fn(&str, &[&str], bool) -> bool;

/// Everything that is collected on the way through one document.
struct Reader<'a> {
    source: &'a Source,
    diags: &'a mut Diagnostics,
    types: Types,
    /// Schemas that are referred to, by where they stand.
    definitions: HashMap<Span, TypeId>,
    /// Schemas that have been read: a shared response's is read once, however often it is used.
    read: HashMap<Span, Ty>,
    heirs: Option<object::Heirs<'a>>,
    actions: Vec<Action>,
    schemes: Vec<Scheme>,
    skipped: Vec<Skipped>,
    ids: HashMap<String, Span>,
    requests: usize,
    base_url: String,
    /// References that have been reported already.
    reported: HashSet<Span>,
    /// The operation being read cannot be whole.
    broken: bool,
    select: Wanted<'a>,
}

/// Whether a document is OpenAPI 2.0, by its own word.
pub fn is_swagger(root: &Node) -> bool {
    root.get("swagger").is_some()
}

/// Reads a document.
pub fn read<'a>(source: &'a Source, diags: &'a mut Diagnostics, select: Wanted<'a>) -> Option<Connector> {
    let root = source.root();
    let version = root.get("swagger").and_then(extension_text);
    if version.as_deref() != Some("2.0") {
        let at = root.get("swagger").map_or(root.span, |version| version.span);
        diags.error(
            Code::NotSwagger,
            at,
            format!("this is not OpenAPI 2.0: `swagger` is `{}`", version.unwrap_or_default()),
        );
        return None;
    }
    let mut reader = Reader {
        source,
        diags,
        types: Types::default(),
        definitions: HashMap::new(),
        read: HashMap::new(),
        heirs: None,
        actions: Vec::new(),
        schemes: Vec::new(),
        skipped: Vec::new(),
        ids: HashMap::new(),
        requests: 0,
        base_url: base_url(root),
        reported: HashSet::new(),
        broken: false,
        select,
    };
    reader.schemes = reader.schemes(root);
    reader.paths(root);
    reader.fix_tags();
    let schemes = std::mem::take(&mut reader.schemes);
    let security = reader.root_security(root, &schemes);
    let info = root.get("info");
    let of_info = |key: &str| info.and_then(|info| text(info, key)).map(str::to_owned);
    Some(Connector {
        title: of_info("title").unwrap_or_else(|| "API".to_owned()),
        version: info.and_then(|info| info.get("version")).and_then(extension_text).unwrap_or_default(),
        docs: Docs { summary: None, description: of_info("description") },
        base_url: reader.base_url,
        security,
        schemes,
        parameters: Vec::new(),
        actions: reader.actions,
        tags: tags(root),
        types: reader.types,
        skipped: reader.skipped,
        requests: reader.requests,
        decode: Decode::Strict,
    })
}

impl<'a> Reader<'a> {
    fn paths(&mut self, root: &'a Node) {
        let Some(paths) = root.get("paths") else {
            self.diags.error(Code::MissingKey, root.span, "the document has no `paths`".to_owned());
            return;
        };
        if paths.as_object().is_none() {
            let message = format!("`paths` is an object, this is {}", paths.kind_name());
            self.diags.error(Code::WrongType, paths.span, message);
            return;
        }
        let more = root.get("x-ms-paths");
        for member in members(paths).chain(more.into_iter().flat_map(members)) {
            if member.key.starts_with("x-") {
                continue;
            }
            let item = match member.value.get("$ref") {
                Some(reference) => match self.target(reference) {
                    Some((target, _)) => target,
                    None => continue,
                },
                None => &member.value,
            };
            // The query of an `x-ms-paths` key only tells two of them apart; its parameters are declared as usual.
            let path = member.key.split('?').next().unwrap_or_default();
            for inner in members(item) {
                let key = inner.key.as_str();
                if let Some((method, _)) = Method::ALL.iter().find(|(_, name)| *name == key) {
                    self.operation(path, *method, item, &inner.value, inner.key_span);
                } else if !key.starts_with("x-") && !matches!(key, "parameters" | "$ref") {
                    let report = self.diags.warning(
                        Code::UnknownMethod,
                        inner.key_span,
                        format!("`{key}` is not a method of OpenAPI 2.0; it is left out"),
                    );
                    if let Some(near) = crate::diag::suggest::suggest(key, Method::ALL.iter().map(|(_, name)| *name)) {
                        report.help(format!("did you mean `{near}`?"));
                    }
                }
            }
        }
    }

    fn wanted(&self, id: &str, node: &Node) -> bool {
        (self.select)(id, &texts(node, "tags"), node.get("x-ms-trigger").is_some())
    }
}

fn extension_text(node: &Node) -> Option<String> {
    schema::scalar_text(node)
}

/// Scheme, host and base path. https is taken where the document offers it, and where it says nothing.
fn base_url(root: &Node) -> String {
    let host = text(root, "host").unwrap_or_default().trim().trim_end_matches('/');
    if host.is_empty() {
        return String::new();
    }
    let schemes = texts(root, "schemes");
    let scheme = match schemes.first() {
        Some(_) if schemes.contains(&"https") => "https",
        Some(_) if schemes.contains(&"http") => "http",
        _ => "https",
    };
    let path = text(root, "basePath").unwrap_or_default().trim_matches('/');
    let host = host.split_once("://").map_or(host, |(_, host)| host);
    if path.is_empty() { format!("{scheme}://{host}") } else { format!("{scheme}://{host}/{path}") }
}

fn tags(root: &Node) -> Vec<(String, Option<String>)> {
    let list = root.get("tags").and_then(Node::as_list).unwrap_or_default();
    list.iter()
        .filter_map(|tag| Some((text(tag, "name")?.to_owned(), text(tag, "description").map(str::to_owned))))
        .collect()
}
