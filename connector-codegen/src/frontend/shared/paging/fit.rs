//! Whether what an extension names is there, and can be what it is named for.

use super::Fault;
use crate::diag::{plain, quoted, suggest};
use crate::ir::hook::Slot;
use crate::ir::paging::{Output, pointer};
use crate::ir::{Action, BodyKind, Input, Place, Reply, Shape, Ty, TypeKind, Types};
use crate::source::Span;

/// An operation, but for its pages.
pub(super) struct Operation<'a> {
    pub(super) action: &'a Action,
    pub(super) types: &'a Types,
}

/// What a value is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    List,
    Flag,
    Number,
    /// Something that stands in a URL or header.
    Scalar,
    Anything,
}

impl Wanted {
    fn word(self) -> &'static str {
        match self {
            Wanted::List => "list",
            Wanted::Flag => "flag",
            Wanted::Number => "number",
            Wanted::Scalar => "text or number",
            Wanted::Anything => "value",
        }
    }

    /// Whether a type can be it. Numbers and flags are also written as texts, and what is there may say that there is more.
    fn fits(self, types: &Types, ty: &Ty) -> bool {
        let is_enum = |shape: &Shape| match shape {
            Shape::Named(id) => matches!(types.get(*id).kind, TypeKind::Enum(_)),
            _ => false,
        };
        let shape = &types.resolve(ty).shape;
        let text = || matches!(shape, Shape::Text | Shape::Secret | Shape::TextInt | Shape::TextUint);
        let number = || matches!(shape, Shape::Int32 | Shape::Int64 | Shape::Float) || text();
        match self {
            _ if matches!(shape, Shape::Any) => true,
            Wanted::List => matches!(shape, Shape::List(_)),
            Wanted::Number => number(),
            Wanted::Flag => shape != &Shape::Bytes && !matches!(shape, Shape::Map(_)),
            Wanted::Scalar => match shape {
                Shape::List(_) | Shape::Map(_) | Shape::Bytes | Shape::Bool => false,
                Shape::Named(_) => is_enum(shape),
                _ => true,
            },
            Wanted::Anything => true,
        }
    }
}

/// A name that leads nowhere, and those that are there.
#[derive(Debug, PartialEq, Eq)]
struct Missing<'t> {
    before: Vec<String>,
    name: String,
    known: Vec<&'t str>,
}

/// What is at the end of a way: none where the document does not say, because anything may be there.
fn along<'t>(types: &'t Types, ty: &'t Ty, way: &[String]) -> Result<Option<&'t Ty>, Missing<'t>> {
    let mut here = types.resolve(ty);
    for (at, name) in way.iter().enumerate() {
        let before = || way.get(..at).unwrap_or_default().to_vec();
        let missing = |known: Vec<&'t str>| Missing { before: before(), name: name.clone(), known };
        let next = match &here.shape {
            Shape::Any => return Ok(None),
            Shape::Map(value) => value,
            Shape::List(item) if name == "-1" || name.parse::<usize>().is_ok() => item,
            Shape::Named(id) => match &types.get(*id).kind {
                TypeKind::Object(object) => match object.fields.iter().find(|field| field.wire == *name) {
                    Some(field) => &field.ty,
                    None if object.rest.is_some() || object.fields.is_empty() => return Ok(None),
                    None => {
                        return Err(missing(object.fields.iter().map(|field| field.wire.as_str()).collect()));
                    }
                },
                TypeKind::Enum(_) => return Err(missing(Vec::new())),
                // One of several: which, is known when it is there.
                _ => return Ok(None),
            },
            _ => return Err(missing(Vec::new())),
        };
        here = types.resolve(next);
    }
    Ok(Some(here))
}

impl<'a> Operation<'a> {
    /// A place in the request, by the name of a parameter or a pointer into the body.
    pub(super) fn input(&self, written: &str, wanted: Wanted, at: Span) -> Result<Slot, Fault> {
        match written.strip_prefix('/') {
            Some(rest) => self.body(&tokens(rest), wanted, at),
            None => self.parameter(written, wanted, at),
        }
    }

    /// A parameter or form field.
    pub(super) fn parameter(&self, name: &str, wanted: Wanted, at: Span) -> Result<Slot, Fault> {
        let is_one = |place: Place| !matches!(place, Place::Field | Place::Body | Place::File);
        let mut inputs = self.action.inputs.iter().filter(|input| is_one(input.place) && input.wire == name);
        if let Some(found) = inputs.next() {
            if inputs.next().is_some() {
                let message = format!("there are several parameters {}", quoted(name));
                return Err(Fault::new(at, message));
            }
            self.kind(Some(&found.ty), wanted, &quoted(name), at)?;
            return Ok(Slot::Parameter(found.place, found.wire.clone()));
        }
        let mut fixed = self.action.constants.iter();
        if let Some(found) = fixed.find(|one| is_one(one.place) && one.wire == name) {
            return Ok(Slot::Parameter(found.place, found.wire.clone()));
        }
        let fault = Fault::new(at, format!("the operation has no parameter {}", quoted(name)));
        let known = self.action.inputs.iter().filter(|input| is_one(input.place));
        let in_body = self.body(&[name.to_owned()], Wanted::Anything, at).is_ok() && self.says_body();
        Err(match suggest(name, known.map(|input| input.wire.as_str())) {
            _ if in_body => {
                fault.help(format!("a property of the body is written {}", quoted(&format!("/{name}"))))
            }
            Some(near) => fault.help(format!("did you mean {}?", quoted(near))),
            None => fault,
        })
    }

    fn says_body(&self) -> bool {
        matches!(self.action.body, BodyKind::Fields { .. } | BodyKind::Json)
    }

    /// What is in the JSON body at the end of a way.
    pub(super) fn body(&self, way: &[String], wanted: Wanted, at: Span) -> Result<Slot, Fault> {
        let of = |place: Place| move |input: &&Input| input.place == place;
        let shown = quoted(&pointer(way));
        let nothing = || Fault::new(at, format!("the body has no {shown}"));
        let Some((first, rest)) = way.split_first() else {
            return Err(Fault::new(at, "this is the whole body: name what of it is meant"));
        };
        named(way, at)?;
        let found = match self.action.body {
            BodyKind::Fields { .. } => {
                let mut fields = self.action.inputs.iter().filter(of(Place::Field));
                let fixed = || {
                    let mut all = self.action.constants.iter();
                    all.any(|one| one.place == Place::Field && one.wire == *first)
                };
                match fields.find(|input| input.wire == *first) {
                    Some(input) => along(self.types, &input.ty, rest),
                    None if fixed() => Ok(None),
                    None => {
                        let fields = self.action.inputs.iter().filter(of(Place::Field));
                        let known = fields.map(|input| input.wire.as_str()).collect();
                        Err(Missing { before: Vec::new(), name: first.clone(), known })
                    }
                }
            }
            BodyKind::Json => match self.action.inputs.iter().find(of(Place::Body)) {
                Some(input) => along(self.types, &input.ty, way),
                None => Ok(None),
            },
            BodyKind::None | BodyKind::Raw | BodyKind::Form => {
                return Err(Fault::new(at, format!("{shown} is in no body: the operation takes no JSON")));
            }
        };
        let ty = found.map_err(|missing| missing.help(nothing()))?;
        self.kind(ty, wanted, &shown, at)?;
        Ok(Slot::Body(way.to_vec()))
    }

    /// A place in the reply, by the name of a header or a pointer into the body.
    pub(super) fn output(&self, written: &str, wanted: Wanted, at: Span) -> Result<Output, Fault> {
        if written.is_empty() || written.starts_with('/') {
            return Ok(Output::Body(self.reply(
                &tokens(written.get(1..).unwrap_or_default()),
                wanted,
                at,
            )?));
        }
        // Descriptions rarely declare headers, so that any name may be one; that of a property is a slip.
        let way = [written.to_owned()];
        let declared = self.action.headers.iter().any(|(name, ..)| name.eq_ignore_ascii_case(written));
        if !declared && self.has_property(&way) {
            let message =
                format!("{} is a property of the reply, and is written as a header's name", quoted(written));
            return Err(Fault::new(at, message).help(format!("write {}", quoted(&pointer(&way)))));
        }
        let is_header = written.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        if !is_header {
            let message = format!("{} is neither a pointer nor the name of a header", quoted(written));
            return Err(Fault::new(at, message).help("a place in the reply's body begins with `/`"));
        }
        Ok(Output::Header(written.to_owned()))
    }

    /// Whether the document says that there is something at the end of the way.
    fn has_property(&self, way: &[String]) -> bool {
        match &self.action.reply {
            Reply::One(ty) | Reply::Maybe(ty) => matches!(along(self.types, ty, way), Ok(Some(_))),
            _ => false,
        }
    }

    /// A way into the body of the reply.
    pub(super) fn reply(&self, way: &[String], wanted: Wanted, at: Span) -> Result<Vec<String>, Fault> {
        named(way, at)?;
        let shown = if way.is_empty() { "the reply".to_owned() } else { quoted(&pointer(way)) };
        match &self.action.reply {
            Reply::One(ty) | Reply::Maybe(ty) => {
                let nothing = || Fault::new(at, format!("the reply has no {shown}"));
                let found = along(self.types, ty, way).map_err(|missing| missing.help(nothing()))?;
                self.kind(found, wanted, &shown, at)?;
                Ok(way.to_vec())
            }
            Reply::ByStatus(..) => Ok(way.to_vec()),
            Reply::None | Reply::Bytes | Reply::Text => {
                let message = "the document does not say of what JSON the reply is, so it has no pages";
                Err(Fault::new(at, message))
            }
        }
    }

    fn kind(&self, ty: Option<&Ty>, wanted: Wanted, shown: &str, at: Span) -> Result<(), Fault> {
        match ty.is_none_or(|ty| wanted.fits(self.types, ty)) {
            true => Ok(()),
            false => Err(Fault::new(at, format!("{shown} is no {}", wanted.word()))),
        }
    }
}

impl Missing<'_> {
    fn help(self, fault: Fault) -> Fault {
        match suggest(&self.name, self.known.iter().copied()) {
            Some(near) => {
                let way = [self.before, vec![near.to_owned()]].concat();
                fault.help(format!("did you mean {}?", quoted(&pointer(&way))))
            }
            None if self.known.is_empty() => fault,
            None => {
                let known: Vec<String> = self.known.iter().take(8).map(|name| plain(name, 40)).collect();
                fault.help(format!("there are: {}", known.join(", ")))
            }
        }
    }
}

/// What has no name is in no body: a pointer to it would be one to the whole.
fn named(way: &[String], at: Span) -> Result<(), Fault> {
    match way {
        [only] if only.is_empty() => Err(Fault::new(at, "a name is missing here")),
        _ => Ok(()),
    }
}

/// The tokens of a JSON pointer without its first `/` (RFC 6901).
pub(super) fn tokens(pointer: &str) -> Vec<String> {
    match pointer {
        "" => Vec::new(),
        all => all.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect(),
    }
}
