//! OpenAPI 2.0.

mod capability;
mod extension;
mod host;
mod object;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod spelling;
mod xml;

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, quoted, suggest};
use crate::ir::oauth::SignIn;
use crate::ir::{Action, Connector, Decode, Docs, Method, Scheme, Skipped, Ty, TypeId, Types};
use crate::source::{FileId, Node, Source, Span};
use extension::{members, text, texts};

pub use spelling::{Unknown, settle as settle_spelling};

/// Whether an operation is among those chosen, by operationId, tags, and whether it is a trigger. The others are read too,
/// so that choosing renames nothing, but what is wrong with them is nobody's concern.
pub type Wanted<'w> = &'w dyn Fn(&str, &[&str], bool) -> bool;

/// Everything that is collected on the way through one document.
struct Reader<'a> {
    source: &'a Source,
    /// The document that is being read, and all of them.
    root: &'a Node,
    roots: Vec<&'a Node>,
    /// What the paths of this document begin with, where documents have different base paths.
    prefix: String,
    diags: &'a mut Diagnostics,
    types: Types,
    /// Schemas that are referred to, by where they stand.
    definitions: HashMap<Span, TypeId>,
    /// Schemas that have been read: a shared response's is read once, however often it is used.
    read: HashMap<Span, Ty>,
    heirs: Option<object::Heirs<'a>>,
    actions: Vec<Action>,
    schemes: Vec<Scheme>,
    sign_ins: Vec<SignIn>,
    skipped: Vec<Skipped>,
    ids: HashMap<String, Span>,
    requests: usize,
    base_url: String,
    /// How many schemas and definitions are being read inside one another.
    depth: usize,
    /// Definitions that were met too deep inside others to be read there.
    waiting: Vec<(TypeId, &'a Node)>,
    /// References that have been reported already.
    reported: HashSet<Span>,
    /// The operation being read cannot be whole.
    broken: bool,
    select: Wanted<'a>,
}

/// Keys, and what they may hold: the words of [`Node::kind_name`].
type Kinds = &'static [(&'static str, &'static [&'static str])];

/// Whether a document is OpenAPI 2.0, by its own word.
pub fn is_swagger(root: &Node) -> bool {
    root.get("swagger").is_some()
}

/// Reads documents into one connector.
pub fn read<'a>(
    source: &'a Source,
    files: &[FileId],
    diags: &'a mut Diagnostics,
    select: Wanted<'a>,
) -> Option<Connector> {
    let mut roots = Vec::new();
    for root in files.iter().filter_map(|file| source.root_of(*file)) {
        let version = root.get("swagger").and_then(schema::scalar_text).unwrap_or_default();
        // YAML reads an unquoted 2.0 as a number, and some write it so in JSON.
        if version == "2.0" || version == "2" {
            roots.push(root);
        } else {
            let at = root.get("swagger").map_or(root.span, |version| version.span);
            let message = format!("this is not OpenAPI 2.0: `swagger` is {}", quoted(&version));
            diags.error(Code::NOT_SWAGGER, at, message);
        }
    }
    let root = *roots.first()?;
    let bases: Vec<String> = roots.iter().map(|root| base_url(root)).collect();
    let mut reader = Reader {
        source,
        root,
        roots: roots.clone(),
        prefix: String::new(),
        diags,
        types: Types::default(),
        definitions: HashMap::new(),
        read: HashMap::new(),
        heirs: None,
        actions: Vec::new(),
        schemes: Vec::new(),
        sign_ins: Vec::new(),
        skipped: Vec::new(),
        ids: HashMap::new(),
        requests: 0,
        base_url: bases.first().cloned().unwrap_or_default(),
        depth: 0,
        waiting: Vec::new(),
        reported: HashSet::new(),
        broken: false,
        select,
    };
    let common = reader.common_base(&bases);
    let mut security = None;
    let mut hosted = None;
    for (root, base) in roots.iter().zip(&bases) {
        reader.root = root;
        if hosted.is_none() {
            hosted = reader.parameterized_host(root);
        }
        reader.prefix = base.strip_prefix(&common).unwrap_or_default().to_owned();
        reader.add_schemes(root);
        let first = reader.actions.len();
        reader.paths(root);
        let schemes = std::mem::take(&mut reader.schemes);
        let own = reader.root_security(root, &schemes);
        reader.schemes = schemes;
        match &security {
            None => security = Some(own),
            // A later document's requirement goes to its actions, where it is another.
            Some(shared) if *shared != own => {
                for action in reader.actions.iter_mut().skip(first) {
                    action.security.get_or_insert_with(|| own.clone());
                }
            }
            Some(_) => {}
        }
    }
    reader.fix_tags();
    reader.settle_paging();
    reader.flatten_aliases();
    let test_connection = reader.test_connection(root);
    let (parameters, policies) = match hosted {
        Some(hosted) => (hosted.parameters, vec![hosted.policy]),
        None => (Vec::new(), Vec::new()),
    };
    let info = root.get("info");
    let of_info = |key: &str| info.and_then(|info| text(info, key)).map(str::to_owned);
    Some(Connector {
        title: of_info("title").unwrap_or_else(|| "API".to_owned()),
        version: info.and_then(|info| info.get("version")).and_then(schema::scalar_text).unwrap_or_default(),
        docs: Docs { summary: None, description: of_info("description") },
        base_url: common,
        security: security.unwrap_or_default(),
        schemes: reader.schemes,
        sign_ins: reader.sign_ins,
        parameters,
        policies,
        actions: reader.actions,
        test_connection,
        tags: roots.iter().flat_map(|root| tags(root)).collect(),
        types: reader.types,
        skipped: reader.skipped,
        sets: Vec::new(),
        omissions: Vec::new(),
        templates: Vec::new(),
        requests: reader.requests,
        decode: Decode::Strict,
    })
}

/// One operation, still as it stands.
struct Found<'a> {
    path: String,
    query: String,
    method: Method,
    item: &'a Node,
    node: &'a Node,
    at: Span,
}

impl<'a> Reader<'a> {
    /// The base URL of all documents: that of the only one, or what they have in common.
    fn common_base(&mut self, bases: &[String]) -> String {
        let first = bases.first().cloned().unwrap_or_default();
        if bases.iter().all(|base| *base == first) {
            return first;
        }
        // Without hosts there is nothing in common but the beginning of each.
        if bases.iter().any(|base| !base.contains("://")) {
            return String::new();
        }
        let host = |base: &str| base.split('/').take(3).collect::<Vec<_>>().join("/");
        for (root, base) in self.roots.iter().zip(bases) {
            if host(base) != host(&first) {
                let at = root.get("host").map_or(root.span, |host| host.span);
                let message =
                    format!("this document is for {}, the first one for {}", quoted(base), quoted(&first));
                self.diags.warning(Code::SEVERAL_BASES, at, message);
            }
        }
        host(&first)
    }

    /// Warns of keys that hold something else than they should, which is then left out of account.
    fn expect(&mut self, node: &Node, kinds: Kinds) {
        for (key, kinds) in kinds {
            let Some(value) = node.get(key) else { continue };
            if !value.is_null() && !kinds.contains(&value.kind_name()) {
                let message = format!(
                    "`{key}` is {}, this is {}; it is left out of account",
                    kinds.join(" or "),
                    value.kind_name()
                );
                self.diags.warning(Code::WRONG_TYPE, value.span, message);
            }
        }
    }

    fn add_schemes(&mut self, root: &'a Node) {
        for scheme in self.schemes_of(root) {
            if !self.schemes.iter().any(|known| known.name == scheme.name) {
                self.sign_ins.extend(security::sign_in(root, &scheme, self.schemes.len()));
                self.schemes.push(scheme);
            }
        }
    }

    /// Reads all operations, the chosen ones first: what they share with others is then reported for them.
    fn paths(&mut self, root: &'a Node) {
        let first = self.actions.len();
        let (chosen, others): (Vec<Found<'a>>, Vec<Found<'a>>) =
            self.operations(root).into_iter().partition(|found| {
                let id = text(found.node, "operationId").unwrap_or_default();
                (self.select)(id, &texts(found.node, "tags"), found.node.get("x-ms-trigger").is_some())
            });
        chosen.into_iter().for_each(|found| self.operation(found));
        let said = std::mem::take(self.diags);
        others.into_iter().for_each(|found| self.operation(found));
        *self.diags = said;
        if let Some(own) = self.actions.get_mut(first..) {
            own.sort_by_key(|action| action.at);
        }
    }

    fn operations(&mut self, root: &'a Node) -> Vec<Found<'a>> {
        let mut all = Vec::new();
        let Some(paths) = root.get("paths") else {
            self.diags.error(Code::MISSING_KEY, root.span, "the document has no `paths`");
            return all;
        };
        if paths.as_object().is_none() {
            let message = format!("`paths` is an object, this is {}", paths.kind_name());
            self.diags.error(Code::WRONG_TYPE, paths.span, message);
            return all;
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
            // A query tells keys of `x-ms-paths` apart; in `paths` it should not be.
            let (path, query) = member.key.split_once('?').unwrap_or((&member.key, ""));
            for inner in members(item) {
                let key = inner.key.as_str();
                if let Some((method, _)) = Method::ALL.iter().find(|(_, name)| *name == key) {
                    let path = format!("{}{path}", self.prefix);
                    let query = query.to_owned();
                    all.push(Found {
                        path,
                        query,
                        method: *method,
                        item,
                        node: &inner.value,
                        at: inner.key_span,
                    });
                } else if !key.starts_with("x-") && !matches!(key, "parameters" | "$ref") {
                    let message = format!("{} is not a method of OpenAPI 2.0; it is left out", quoted(key));
                    let mut problem = Diagnostic::warning(Code::UNKNOWN_METHOD, inner.key_span, message);
                    let near = suggest(key, Method::ALL.map(|(_, name)| name));
                    problem.help = near.map(|near| format!("did you mean `{near}`?"));
                    self.diags.push(problem);
                }
            }
        }
        all
    }
}

/// https where the document offers it, and where it says nothing.
fn scheme(root: &Node) -> &'static str {
    let schemes = texts(root, "schemes");
    match schemes.first() {
        Some(_) if schemes.contains(&"https") => "https",
        Some(_) if schemes.contains(&"http") => "http",
        _ => "https",
    }
}

/// Scheme, host and base path.
fn base_url(root: &Node) -> String {
    let host = text(root, "host").unwrap_or_default().trim().trim_end_matches('/');
    let path = text(root, "basePath").unwrap_or_default().trim_matches('/');
    if host.is_empty() || root.get("x-ms-parameterized-host").is_some() {
        return if path.is_empty() { String::new() } else { format!("/{path}") };
    }
    let scheme = scheme(root);
    let host = host.split_once("://").map_or(host, |(_, host)| host);
    if path.is_empty() { format!("{scheme}://{host}") } else { format!("{scheme}://{host}/{path}") }
}

fn tags(root: &Node) -> Vec<(String, Option<String>)> {
    let list = root.get("tags").and_then(Node::as_list).unwrap_or_default();
    list.iter()
        .filter_map(|tag| Some((text(tag, "name")?.to_owned(), text(tag, "description").map(str::to_owned))))
        .collect()
}
