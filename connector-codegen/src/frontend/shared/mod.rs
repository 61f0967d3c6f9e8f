//! What the versions of OpenAPI share: schemas, the way from inputs and responses to an action, references, sign-in
//! requirements. A [`Dialect`] is one version: it says where things stand and reads what only it has.

mod capability;
mod copies;
mod dialect;
mod dynamic;
pub mod extension;
mod hook;
mod input;
mod keywords;
mod mapping;
mod object;
mod operation;
mod own;
pub mod paging;
mod poll;
mod response;
mod revision;
mod schema;
mod security;
mod spelling;
mod union;
mod xml;

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, quoted, suggest};
use crate::ir::oauth::SignIn;
use crate::ir::policy::{Exists, Policy, PolicyKind, Section};
use crate::ir::{
    Action, Connector, Decode, Docs, Method, Parameter as Value, Scheme, Skipped, Ty, TypeId, Types,
};
use crate::source::{Node, Source, Span};
use extension::{members, text, texts};

pub use dialect::{Base, Callback, Dialect, Discriminator, Found};
pub use input::{Inputs, Parameter, ParameterNode, Payload, is_json_media};
#[cfg(feature = "render")]
pub use operation::accept;
pub use operation::id_of;
pub use own::understand;
pub use response::Declared;
pub use schema::scalar_text;
#[cfg(feature = "lint")]
pub use spelling::is_known as is_known_extension;
pub use spelling::{Unknown, settle as settle_spelling};

/// Whether an operation is among those chosen, by operationId, tags, and whether it is a trigger. The others are read too,
/// so that choosing renames nothing, but what is wrong with them is nobody's concern.
pub type Wanted<'w> = &'w dyn Fn(&str, &[&str], bool) -> bool;

/// Everything that is collected on the way through one document.
pub struct Reader<'a> {
    pub source: &'a Source,
    /// The document that is being read, and all of them.
    pub root: &'a Node,
    dialect: &'static dyn Dialect,
    documents: Vec<Document<'a>>,
    /// What the paths of this document begin with, where documents have different base paths.
    prefix: String,
    pub diags: &'a mut Diagnostics,
    pub types: Types,
    /// Schemas that are referred to, by where they stand.
    definitions: HashMap<Span, TypeId>,
    /// Schemas that have been read: a shared response's is read once, however often it is used.
    read: HashMap<Span, Ty>,
    heirs: Option<object::Heirs<'a>>,
    /// The discriminators that schemas have or inherit.
    inherited: HashMap<Span, object::Inherited<'a>>,
    actions: Vec<Action>,
    /// The operations as they stand, for those that say something of each other.
    raw: Vec<dynamic::Raw<'a>>,
    schemes: Vec<Scheme>,
    pub sign_ins: Vec<SignIn>,
    pub policies: Vec<Policy>,
    skipped: Vec<Skipped>,
    ids: HashMap<String, Span>,
    requests: usize,
    pub base_url: String,
    /// How many schemas and definitions are being read inside one another.
    depth: usize,
    /// What references have copied so far.
    copied: usize,
    excess: Option<copies::Excess>,
    /// How many schemas have been looked into for lookups.
    looked_at: usize,
    /// Schemas that were met too deep inside others to be read there.
    waiting: Vec<schema::Waiting<'a>>,
    /// Schemas that stand where they are used and are being read, with the places of those that were met again meanwhile.
    reading: Vec<(Span, Option<TypeId>)>,
    /// What a discriminator says of a struct: property and value.
    tags: Vec<(TypeId, String, String)>,
    /// References that have been reported already.
    reported: HashSet<Span>,
    /// The operation being read cannot be whole.
    pub broken: bool,
    /// The operation being read is among those chosen.
    wanted: bool,
    /// The operation being read is a webhook whose body holds the callback address.
    pub addressed: bool,
    select: Wanted<'a>,
}

/// Keys, and what they may hold: the words of [`Node::kind_name`].
pub type Kinds = &'static [(&'static str, &'static [&'static str])];

/// A document and the version that it is written in.
pub type Document<'a> = (&'a Node, &'static dyn Dialect);

/// Reads documents into one connector.
pub fn read<'a>(
    source: &'a Source,
    documents: &[Document<'a>],
    diags: &'a mut Diagnostics,
    select: Wanted<'a>,
) -> Option<Connector> {
    let (root, dialect) = *documents.first()?;
    let mut reader = Reader {
        source,
        root,
        dialect,
        documents: documents.to_vec(),
        prefix: String::new(),
        diags,
        types: Types::default(),
        definitions: HashMap::new(),
        read: HashMap::new(),
        heirs: None,
        inherited: HashMap::new(),
        actions: Vec::new(),
        raw: Vec::new(),
        schemes: Vec::new(),
        sign_ins: Vec::new(),
        policies: Vec::new(),
        skipped: Vec::new(),
        ids: HashMap::new(),
        requests: 0,
        base_url: String::new(),
        depth: 0,
        copied: 0,
        excess: None,
        looked_at: 0,
        waiting: Vec::new(),
        reading: Vec::new(),
        tags: Vec::new(),
        reported: HashSet::new(),
        broken: false,
        wanted: true,
        addressed: false,
        select,
    };
    let bases: Vec<Base> = documents.iter().map(|(root, dialect)| dialect.base(&mut reader, root)).collect();
    reader.base_url = bases.first().map(|base| base.url.clone()).unwrap_or_default();
    let common = reader.common_base(&bases);
    let mut security = None;
    for ((root, dialect), base) in documents.iter().zip(&bases) {
        (reader.root, reader.dialect) = (root, *dialect);
        reader.prefix = base.url.strip_prefix(&common).unwrap_or_default().to_owned();
        reader.add_schemes(root);
        let first = reader.actions.len();
        reader.paths(root);
        let schemes = std::mem::take(&mut reader.schemes);
        let own = reader.root_security(root, &schemes);
        reader.may_sign_in(own.len(), root.get("security").map_or(root.span, |given| given.span));
        reader.schemes = schemes;
        if reader.is_too_large() {
            return None;
        }
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
    reader.fix_union_tags();
    reader.settle_unions();
    reader.outdate();
    reader.flatten_aliases();
    let lookups = reader.lookups();
    if reader.is_too_large() {
        return None;
    }
    let test_connection = reader.test_connection(root);
    let info = root.get("info");
    let of_info = |key: &str| info.and_then(|info| text(info, key)).map(str::to_owned);
    Some(Connector {
        title: of_info("title").unwrap_or_else(|| "API".to_owned()),
        version: info.and_then(|info| info.get("version")).and_then(scalar_text).unwrap_or_default(),
        docs: Docs { summary: None, description: of_info("description") },
        base_url: common,
        security: security.unwrap_or_default(),
        schemes: reader.schemes,
        sign_ins: reader.sign_ins,
        parameters: host_parameters(&bases),
        policies: host_policy(&bases).into_iter().chain(reader.policies).collect(),
        actions: reader.actions,
        test_connection,
        lookups,
        tags: documents.iter().flat_map(|(root, _)| tags(root)).collect(),
        types: reader.types,
        skipped: reader.skipped,
        sets: Vec::new(),
        omissions: Vec::new(),
        templates: Vec::new(),
        requests: reader.requests,
        decode: Decode::Strict,
    })
}

/// The values of the connection that a host is made of.
fn host_parameters(bases: &[Base]) -> Vec<Value> {
    bases.first().map(|base| base.parameters.clone()).unwrap_or_default()
}

/// The host, where it is made of values of the connection. Several documents share the first one's.
fn host_policy(bases: &[Base]) -> Option<Policy> {
    let base = bases.first()?;
    Some(Policy {
        kind: PolicyKind::Host(base.template.clone()?),
        section: Section::Request,
        exists: Exists::Override,
        operations: Vec::new(),
        at: base.at.unwrap_or_default(),
    })
}

impl<'a> Reader<'a> {
    /// The base URL of all documents: that of the only one, or what they have in common.
    fn common_base(&mut self, bases: &[Base]) -> String {
        let first = bases.first().map(|base| base.url.clone()).unwrap_or_default();
        if bases.iter().all(|base| base.url == first) {
            return first;
        }
        // Without hosts there is nothing in common but the beginning of each.
        if bases.iter().any(|base| !base.url.contains("://")) {
            return String::new();
        }
        let host = |base: &str| base.split('/').take(3).collect::<Vec<_>>().join("/");
        for ((root, _), base) in self.documents.iter().zip(bases) {
            if host(&base.url) != host(&first) {
                let at = base.at.unwrap_or(root.span);
                let message = format!(
                    "this document is for {}, the first one for {}",
                    quoted(&base.url),
                    quoted(&first)
                );
                self.diags.warning(Code::SEVERAL_BASES, at, message);
            }
        }
        host(&first)
    }

    /// Whether nothing has been said of this place yet.
    pub fn tell_once(&mut self, node: &Node) -> bool {
        self.reported.insert(node.span)
    }

    /// Warns of keys that hold something else than they should, which is then left out of account.
    pub fn expect(&mut self, node: &Node, kinds: Kinds) {
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
        let holder = self.dialect.schemes().iter().try_fold(root, |node, key| node.get(key));
        let count = holder.map_or(0, |holder| members(holder).count());
        if !self.may_sign_in(self.schemes.len() + count, holder.map_or(root.span, |holder| holder.span)) {
            return;
        }
        for scheme in self.schemes_of(root) {
            if !self.schemes.iter().any(|known| known.name == scheme.name) {
                if let Some(node) = self.sign_in_node(root, &scheme) {
                    let sign_in = self.dialect.sign_in(self, node, self.schemes.len());
                    self.sign_ins.extend(sign_in);
                }
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
        self.wanted = true;
        chosen.into_iter().for_each(|found| self.operation(found));
        let said = std::mem::take(self.diags);
        self.wanted = false;
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
        // What follows a `#` is no part of an address: `import` tells operations of one path and method apart by it.
        let more = root.get("x-ms-paths").into_iter().flat_map(members);
        let more = more.map(|member| (member, member.key.split('#').next().unwrap_or_default()));
        for (member, key) in members(paths).map(|member| (member, member.key.as_str())).chain(more) {
            if key.starts_with("x-") {
                continue;
            }
            let item = match member.value.get("$ref") {
                Some(reference) => match self.target(reference) {
                    Some((target, _)) if self.may_copy_whole(target) => target,
                    _ => continue,
                },
                None => &member.value,
            };
            // A query tells keys of `x-ms-paths` apart; in `paths` it should not be.
            let (path, query) = key.split_once('?').unwrap_or((key, ""));
            for inner in members(item) {
                let key = inner.key.as_str();
                if let Some((method, _)) = Method::ALL.iter().find(|(_, name)| *name == key) {
                    if !self.may_read(self.requests + all.len() + 1, inner.key_span) {
                        return all;
                    }
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
                } else if !key.starts_with("x-") && !self.dialect.item_keys().contains(&key) {
                    let version = self.dialect.name();
                    let message = format!("{} is not a method of {version}; it is left out", quoted(key));
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

fn tags(root: &Node) -> Vec<(String, Option<String>)> {
    let list = root.get("tags").and_then(Node::as_list).unwrap_or_default();
    list.iter()
        .filter_map(|tag| Some((text(tag, "name")?.to_owned(), text(tag, "description").map(str::to_owned))))
        .collect()
}
