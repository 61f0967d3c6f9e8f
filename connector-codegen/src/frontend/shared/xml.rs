//! The `xml` of schemas: what elements and attributes are called, and where lists stand.

use super::Reader;
use super::extension::{flag, text};
use super::schema::name_of_reference;
use crate::ir::{Shape, Ty, XmlField, XmlPlace, XmlRoot};
use crate::source::Node;

/// Whether one of the media types is XML.
pub fn is_xml(media: &[&str]) -> bool {
    media.iter().any(|media| {
        let plain = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        matches!(plain.as_str(), "application/xml" | "text/xml") || plain.ends_with("+xml")
    })
}

/// A text of a schema's `xml`.
fn own<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get("xml").and_then(|xml| text(xml, key))
}

fn is(node: &Node, key: &str) -> bool {
    node.get("xml").and_then(|xml| xml.get(key)).is_some_and(flag)
}

impl<'a> Reader<'a> {
    /// A schema, references followed, and the name of the definition that it is.
    fn followed(&self, node: &'a Node) -> (&'a Node, Option<String>) {
        let Some(reference) = node.get("$ref") else { return (node, None) };
        let Some(pointer) = reference.as_str() else { return (node, None) };
        match self.source.resolve(reference.span.file, pointer) {
            Ok(target) => (target, Some(name_of_reference(pointer))),
            Err(_) => (node, None),
        }
    }

    /// What each element of a list is called. Where nobody says, one that stands among others has the list's name, and one
    /// with an element around it that of its definition.
    fn item(&self, list: &'a Node, name: &str, wrapped: bool) -> String {
        let Some(items) = list.get("items") else { return name.to_owned() };
        let (target, definition) = self.followed(items);
        let said = own(items, "name").or_else(|| own(target, "name")).map(str::to_owned);
        said.or_else(|| definition.filter(|_| wrapped)).unwrap_or_else(|| name.to_owned())
    }

    /// How a property looks in XML.
    pub fn xml_field(&self, key: &str, node: &'a Node) -> XmlField {
        let (target, _) = self.followed(node);
        let name = own(node, "name").or_else(|| own(target, "name")).unwrap_or(key).to_owned();
        let is_list = text(target, "type") == Some("array") || target.get("items").is_some();
        let wrapped = is(node, "wrapped") || is(target, "wrapped");
        let place = match () {
            () if is(node, "attribute") => XmlPlace::Attribute,
            () if is(node, "x-ms-text") => XmlPlace::Content,
            () if is_list && !wrapped => XmlPlace::Among,
            () => XmlPlace::Element,
        };
        let item = if is_list { self.item(target, &name, wrapped) } else { String::new() };
        XmlField { name, place, item }
    }

    /// The form of a body; none for what has no name, or is not made of elements.
    pub fn xml_root(&self, schema: &'a Node, ty: &Ty) -> Option<XmlRoot> {
        if !matches!(self.types.resolve(ty).shape, Shape::Named(_) | Shape::List(_) | Shape::Map(_)) {
            return None;
        }
        let (target, definition) = self.followed(schema);
        let named = |key: &str| own(schema, key).or_else(|| own(target, key)).map(str::to_owned);
        let name = named("name").or(definition)?;
        let namespace = named("namespace").map(|uri| (named("prefix").unwrap_or_default(), uri));
        let item = self.item(target, &name, true);
        Some(XmlRoot { name, namespace, ty: ty.clone(), item })
    }
}
