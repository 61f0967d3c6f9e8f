//! What a description seems to leave out about its pages. Nothing is done about it: a proposal is an `x-connector-paging`
//! that a person reads, and writes into an overlay if it is right.

mod names;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::diag::quoted;
use crate::ir::paging::pointer;
use crate::ir::{
    Action, BodyKind, Connector, Kind, Method, Place, Reply, Shape, Ty, TypeKind, Types, json_text,
};
use crate::source::Span;
use names::{Role, rank};

/// How the pages of an action are likely found.
#[derive(Debug)]
pub(crate) struct Proposal {
    /// The operation.
    pub(crate) id: String,
    pub(crate) at: Span,
    /// The `kind` of the extension.
    pub(crate) kind: &'static str,
    /// The extension, as JSON.
    pub(crate) extension: String,
    /// What it is concluded from.
    pub(crate) why: String,
}

/// Proposals for those actions whose descriptions say nothing of pages.
pub(crate) fn paging(connector: &Connector, wanted: impl Fn(&Action) -> bool) -> Vec<Proposal> {
    let open = |action: &&Action| {
        action.kind == Kind::Action
            && action.paging.is_none()
            && !action.skipped
            && matches!(action.method, Method::Get | Method::Post)
            && wanted(action)
    };
    let types = &connector.types;
    // Many operations may give back the same.
    let mut known: HashMap<&Ty, Option<Paged>> = HashMap::new();
    let mut all = Vec::new();
    for action in connector.actions.iter().filter(open) {
        let (Reply::One(reply) | Reply::Maybe(reply)) = &action.reply else { continue };
        let paged = known.entry(reply).or_insert_with(|| Paged::of(types, reply));
        all.extend(paged.as_ref().and_then(|paged| proposal(action, types, paged)));
    }
    all
}

/// A place that has a role, as the extension writes it.
struct Found {
    written: String,
    rank: usize,
}

/// What of a reply speaks of pages, as pointers.
struct Paged {
    items: String,
    /// Whether items have ids.
    ids: bool,
    url: Option<String>,
    cursor: Option<String>,
    more: Option<String>,
    pages: Option<String>,
}

impl Paged {
    /// None where nothing is the list of a page.
    fn of(types: &Types, reply: &Ty) -> Option<Self> {
        let parts = parts(types, reply);
        let items = items(types, reply, &parts)?;
        let output = |role: Role, fits: fn(&Shape) -> bool| {
            let all = parts.iter().filter(|part| fits(&types.resolve(part.ty).shape));
            let ranked = all.filter_map(|part| Some((rank(role, part.name())?, part)));
            let first = ranked.min_by_key(|(rank, part)| (*rank, part.way.len()));
            first.map(|(_, part)| pointer(&part.way))
        };
        let listed = parts.iter().find(|part| pointer(&part.way) == items);
        Some(Self {
            ids: listed.is_some_and(|part| has_id(types, part.ty)),
            url: next_url(types, &parts).map(|way| pointer(&way)),
            cursor: output(Role::NextCursor, fits_cursor),
            more: output(Role::More, |shape| *shape == Shape::Bool),
            pages: output(Role::Pages, is_integer),
            items,
        })
    }
}

fn proposal(action: &Action, types: &Types, reply: &Paged) -> Option<Proposal> {
    let input =
        |role: Role, fits: fn(&Shape) -> bool| input(action, types, role, fits).map(|one| one.written);
    let list = ("items", reply.items.clone());
    let more = reply.more.clone().map(|more| ("more", more));
    let make = |kind: &'static str, pairs: Vec<Option<(&'static str, String)>>, why: String| {
        let pairs = [("kind", kind.to_owned())].into_iter().chain(pairs.into_iter().flatten());
        let pairs: Vec<String> =
            pairs.map(|(key, value)| format!("\"{key}\": {}", json_text(&value))).collect();
        let extension = format!("{{{}}}", pairs.join(", "));
        Proposal { id: action.id.clone(), at: action.at, kind, extension, why }
    };
    if action.headers.iter().any(|(name, ..)| name.eq_ignore_ascii_case("link"))
        && action.method == Method::Get
    {
        return Some(make("link", vec![Some(list)], "the reply declares a header `Link`".to_owned()));
    }
    if let Some(next) = reply.url.clone().filter(|_| action.method == Method::Get) {
        let why = format!("the reply has {}", quoted(&next));
        return Some(make("url", vec![Some(("next", next)), Some(list)], why));
    }
    if let (Some(next), Some(input)) = (&reply.cursor, input(Role::Cursor, fits_cursor)) {
        let why = format!("the input {} goes with {} of the reply", quoted(&input), quoted(next));
        let pairs = vec![Some(("input", input)), Some(("next", next.clone())), Some(list), more];
        return Some(make("cursor", pairs, why));
    }
    if let (Some(input), Some(more), true) = (input(Role::After, is_text), &more, reply.ids) {
        let next = format!("{}/-1/id", list.1);
        let why = format!(
            "the input {} goes with the ids of items, and {} of the reply",
            quoted(&input),
            quoted(&more.1)
        );
        let pairs = vec![Some(("input", input)), Some(("next", next)), Some(list), Some(more.clone())];
        return Some(make("cursor", pairs, why));
    }
    if let Some(input) = input(Role::Page, fits_cursor) {
        let pages = reply.pages.clone().map(|pages| ("pages", pages));
        let why = format!("the input {} numbers pages of a list", quoted(&input));
        return Some(make("page", vec![Some(("input", input)), Some(list), pages, more], why));
    }
    let size = input(Role::Size, is_integer)?;
    let offset = input(Role::Offset, is_integer)?;
    let why = format!("the inputs {} and {} go with a list", quoted(&offset), quoted(&size));
    Some(make("offset", vec![Some(("input", offset)), Some(list), more], why))
}

/// Cursors and numbers of pages are written either way.
fn fits_cursor(shape: &Shape) -> bool {
    is_text(shape) || is_integer(shape)
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape, Shape::Text)
}

fn is_integer(shape: &Shape) -> bool {
    matches!(shape, Shape::Int32 | Shape::Int64 | Shape::Float)
}

/// Properties of a body that are looked at.
const FIELDS: usize = 100;

/// The input that has a role: a parameter of the query, a field of a form, a property of the body.
fn input(action: &Action, types: &Types, role: Role, fits: fn(&Shape) -> bool) -> Option<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut look = |name: &str, ty: &Ty, written: String| {
        if let Some(rank) = rank(role, name).filter(|_| fits(&types.resolve(ty).shape)) {
            found.push(Found { written, rank });
        }
    };
    for input in &action.inputs {
        match input.place {
            Place::Query | Place::Form => look(&input.wire, &input.ty, input.wire.clone()),
            Place::Field => look(&input.wire, &input.ty, pointer(std::slice::from_ref(&input.wire))),
            Place::Body if action.body == BodyKind::Json => {
                for field in fields(types, &input.ty).iter().take(FIELDS) {
                    look(&field.wire, &field.ty, pointer(std::slice::from_ref(&field.wire)));
                }
            }
            _ => {}
        }
    }
    found.into_iter().min_by_key(|one| one.rank)
}

/// A property of the reply, and the way to it.
struct Part<'t> {
    way: Vec<String>,
    ty: &'t Ty,
}

impl Part<'_> {
    fn name(&self) -> &str {
        self.way.last().map_or("", String::as_str)
    }
}

/// The properties of a reply, and of objects in it that wrap a list or speak of pages.
fn parts<'t>(types: &'t Types, reply: &'t Ty) -> Vec<Part<'t>> {
    /// `paging.cursors.after` is as deep as they go.
    const DEPTH: usize = 3;
    let mut parts: Vec<Part<'t>> = Vec::new();
    let mut open: Vec<(Vec<String>, &'t Ty)> = vec![(Vec::new(), reply)];
    while let Some((way, ty)) = open.pop() {
        for field in fields(types, ty) {
            let own = [way.as_slice(), std::slice::from_ref(&field.wire)].concat();
            if own.len() < DEPTH && rank(Role::Wrapper, &field.wire).is_some() {
                open.push((own.clone(), &field.ty));
            }
            parts.push(Part { way: own, ty: &field.ty });
        }
    }
    parts
}

fn fields<'t>(types: &'t Types, ty: &'t Ty) -> &'t [crate::ir::Field] {
    match types.resolve(ty).shape {
        Shape::Named(id) => match &types.get(id).kind {
            TypeKind::Object(object) => &object.fields,
            _ => &[],
        },
        _ => &[],
    }
}

/// Where the list of a page is: the reply, its only list, or the only one that is called as such lists are.
fn items(types: &Types, reply: &Ty, parts: &[Part<'_>]) -> Option<String> {
    let is_list = |ty: &Ty| matches!(types.resolve(ty).shape, Shape::List(_));
    if is_list(reply) {
        return Some(String::new());
    }
    let lists: Vec<&Part<'_>> = parts.iter().filter(|part| is_list(part.ty)).collect();
    let called: Vec<&&Part<'_>> =
        lists.iter().filter(|part| rank(Role::Items, part.name()).is_some()).collect();
    match (lists.as_slice(), called.as_slice()) {
        ([only], _) => Some(pointer(&only.way)),
        (_, [only]) => Some(pointer(&only.way)),
        _ => None,
    }
}

/// The address of the next page: by a name that means nothing else, or as `next` among links.
fn next_url(types: &Types, parts: &[Part<'_>]) -> Option<Vec<String>> {
    let text = |ty: &Ty| is_text(&types.resolve(ty).shape);
    let named = parts
        .iter()
        .filter(|part| text(part.ty))
        .filter_map(|part| rank(Role::NextUrl, part.name()).map(|rank| (rank, part.way.clone())));
    if let Some((_, way)) = named.min_by_key(|(rank, way)| (*rank, way.len())) {
        return Some(way);
    }
    let among_links = parts.iter().find(|part| match part.way.as_slice() {
        [.., before, last] => last == "next" && before.trim_start_matches('_') == "links",
        _ => false,
    })?;
    if text(among_links.ty) {
        return Some(among_links.way.clone());
    }
    let href = fields(types, among_links.ty).iter().find(|field| field.wire == "href" && text(&field.ty))?;
    Some([among_links.way.as_slice(), std::slice::from_ref(&href.wire)].concat())
}

/// Whether the elements of a list have an `id`.
fn has_id(types: &Types, list: &Ty) -> bool {
    match &types.resolve(list).shape {
        Shape::List(item) => fields(types, item)
            .iter()
            .any(|field| field.wire == "id" && is_text(&types.resolve(&field.ty).shape)),
        _ => false,
    }
}
