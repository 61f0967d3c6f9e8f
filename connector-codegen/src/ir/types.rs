//! Types: an arena, so that recursion costs nothing.

use super::Docs;
use crate::source::Span;

/// Index into [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A use of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ty {
    /// What it is.
    pub shape: Shape,
    /// `null` is a value of it.
    pub nullable: bool,
}

impl Ty {
    /// A type that null is not a value of.
    pub fn new(shape: Shape) -> Self {
        Ty { shape, nullable: false }
    }

    /// Anything at all.
    pub fn any() -> Self {
        Ty::new(Shape::Any)
    }

    /// The named type at the heart of lists and maps.
    pub fn named(&self) -> Option<TypeId> {
        match &self.shape {
            Shape::Named(id) => Some(*id),
            Shape::List(item) | Shape::Map(item) => item.named(),
            _ => None,
        }
    }
}

/// What a value looks like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Any JSON.
    Any,
    /// true or false.
    Bool,
    /// 32 bits.
    Int32,
    /// 64 bits.
    Int64,
    /// A 64-bit integer written as JSON text.
    TextInt,
    /// The same without a sign.
    TextUint,
    /// A number.
    Float,
    /// Text.
    Text,
    /// Text that must not be printed.
    Secret,
    /// RFC 3339.
    DateTime,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A point in time as RFC 1123 has it.
    HttpDate,
    /// Seconds since 1970.
    UnixTime,
    /// A duration by ISO 8601.
    Duration,
    /// Bytes as base64 text.
    Base64,
    /// The same with the alphabet for URLs.
    Base64Url,
    /// Raw bytes: a whole body or a file of a form, never inside JSON.
    Bytes,
    /// A list.
    List(Box<Ty>),
    /// An object whose keys are data.
    Map(Box<Ty>),
    /// A type with a name.
    Named(TypeId),
}

impl Shape {
    /// The name of the runtime's type, for what is one on the wire (a text, a number) and another to a program.
    pub fn scalar(&self) -> Option<&'static str> {
        Some(match self {
            Shape::TextInt => "TextInt",
            Shape::TextUint => "TextUint",
            Shape::DateTime => "DateTime",
            Shape::Date => "Date",
            Shape::Time => "Time",
            Shape::HttpDate => "HttpDate",
            Shape::UnixTime => "UnixTime",
            Shape::Duration => "IsoDuration",
            Shape::Base64 => "Base64",
            Shape::Base64Url => "Base64Url",
            _ => return None,
        })
    }
}

/// Where a type without a name of its own stands: what its name is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Site {
    /// The nearest thing with a name.
    pub owner: Owner,
    /// The way from there.
    pub steps: Vec<Step>,
}

/// Something that owns inline types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// An operation, by its id.
    Action(String),
    /// A definition, a shared response or parameter, by its name.
    Named(String),
}

/// One step from an owner to an inline type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into a property.
    Property(String),
    /// Into a parameter.
    Parameter(String),
    /// Into the elements of a list.
    Item,
    /// Into the values of a map.
    Value,
    /// Into the request body.
    Body,
    /// Into the reply of a status.
    Reply,
    /// Into the reply of one status among several.
    Status(u16),
    /// Into the body of a failure.
    Failure(String),
    /// Into the payload of a webhook.
    Event,
    /// Into one of several alternatives, by its number.
    Variant(usize),
}

/// A type with a name.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The name in the document; none for an inline type.
    pub name: Option<String>,
    /// Where it stands.
    pub site: Site,
    /// Where inline types that are equal to it stand.
    pub equals: Vec<Site>,
    /// Documentation.
    pub docs: Docs,
    /// What it is.
    pub kind: TypeKind,
    /// Where it was read.
    pub at: Span,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Being read: only seen inside the frontend.
    Pending,
    /// Equal to another type, which stands for it: only seen inside the passes.
    Merged,
    /// Another name for a type.
    Alias(Ty),
    /// A struct.
    Object(Object),
    /// A string enum.
    Enum(Enum),
    /// One of several structs, told apart by a property.
    Tagged(Tagged),
    /// One of several types, told apart by the looks of the value.
    Union(Vec<Variant>),
    /// The successful replies of an action by status.
    Statuses(Vec<(u16, Option<Ty>)>),
    /// The caller's own Rust type.
    External(String),
}

/// A struct.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Its fields.
    pub fields: Vec<Field>,
    /// Type of the undeclared properties, where the document speaks of them.
    pub rest: Option<Ty>,
    /// Always written, never read: wire name and JSON text.
    pub constants: Vec<(String, String)>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name on the wire.
    pub wire: String,
    /// Name that the document wants in code.
    pub client_name: Option<String>,
    /// Its type.
    pub ty: Ty,
    /// `required` in the document.
    pub required: bool,
    /// Set by the service.
    pub read_only: bool,
    /// What it looks like is only known when the service is asked.
    pub open: bool,
    /// Not for people: no setter.
    pub internal: bool,
    /// For the few who need it: documentation shows it folded.
    pub advanced: bool,
    /// The address of a webhook goes there: the runtime fills it in, whatever the document requires.
    pub callback: bool,
    /// JSON text of the default.
    pub default: Option<String>,
    /// How the field is held: decided by `pass::presence`.
    pub presence: Presence,
    /// Has to be boxed, because the type contains itself through it.
    pub boxed: bool,
    /// How it looks in XML.
    pub xml: XmlField,
    /// Documentation.
    pub docs: Docs,
    /// Where it stands.
    pub at: Span,
}

/// How a property looks in XML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct XmlField {
    /// The name of its element or attribute.
    pub name: String,
    /// Where it stands.
    pub place: XmlPlace,
    /// The name of each element, where it is a list.
    pub item: String,
}

/// Where a property stands in XML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum XmlPlace {
    /// In an element of its own.
    #[default]
    Element,
    /// In an attribute.
    Attribute,
    /// It is the text of its object's element.
    Content,
    /// A list whose elements stand among those of the object.
    Among,
}

/// How a field is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Presence {
    /// `T`
    Required,
    /// `Option<T>`: left out when there is none.
    #[default]
    Optional,
    /// `Option<T>`: null when there is none, and always written.
    Nullable,
    /// `Option<Option<T>>`: absent, null and a value are three things.
    OptionalNullable,
}

/// A string enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enum {
    /// Wire value, name wanted by the document, documentation.
    pub values: Vec<(String, Option<String>, Option<String>)>,
}

/// One of several structs, told apart by a property.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// The property.
    pub tag: String,
    /// Values of the property and the struct that they mean.
    pub variants: Vec<(Vec<String>, TypeId)>,
    /// What an unknown value is read as.
    pub base: Ty,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The type.
    pub ty: Ty,
    /// The kind of JSON value that it is.
    pub looks: Looks,
    /// Properties that tell it from others, and all values that they can have.
    pub fixed: Vec<(String, Vec<String>)>,
}

impl Variant {
    /// A variant of which nothing more is known yet.
    pub fn new(ty: Ty) -> Self {
        Variant { ty, looks: Looks::Object, fixed: Vec::new() }
    }
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// `true`, `false`
    Bool,
    /// A whole number.
    Int,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// All types of a connector.
#[derive(Clone, Debug, Default)]
pub struct Types(Vec<TypeDef>);

impl Types {
    /// Adds a type.
    pub fn add(&mut self, def: TypeDef) -> TypeId {
        self.0.push(def);
        TypeId((self.0.len() - 1) as u32)
    }

    /// The type with this id. Ids only come from [`Types::add`] of the same table.
    #[allow(clippy::indexing_slicing)]
    pub fn get(&self, id: TypeId) -> &TypeDef {
        &self.0[id.0 as usize]
    }

    /// The type with this id.
    #[allow(clippy::indexing_slicing)]
    pub fn get_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.0[id.0 as usize]
    }

    /// All types with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.0.iter().enumerate().map(|(index, def)| (TypeId(index as u32), def))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[cfg(feature = "ir")]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a type is once aliases are followed. Alias cycles do not survive the frontend.
    pub fn resolve<'a>(&'a self, ty: &'a Ty) -> &'a Ty {
        let mut ty = ty;
        for _ in 0..64 {
            match &ty.shape {
                Shape::Named(id) => match &self.get(*id).kind {
                    TypeKind::Alias(to) => ty = to,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }
}
