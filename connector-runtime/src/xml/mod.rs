//! XML bodies, by way of JSON.
//!
//! Models know JSON only. What their XML looks like is data of the document: this turns an XML text into the JSON that the
//! model reads, and back. XML alone does not say what is a list, a number or an attribute; the tables do.

mod read;
mod write;

pub(crate) use read::to_json;
pub(crate) use write::from_json;

/// What an element holds.
#[derive(Debug)]
pub enum Xml {
    /// Text, and what is text in JSON.
    Text,
    /// A number.
    Number,
    /// true or false.
    Bool,
    /// A struct.
    Object(&'static [XmlField]),
    /// Elements of this name.
    List(&'static str, &'static Xml),
    /// Elements whose names are keys.
    Map(&'static Xml),
}

/// A property of a struct.
#[derive(Debug)]
pub struct XmlField {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) place: XmlPlace,
    pub(crate) holds: &'static Xml,
}

/// Where a property stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum XmlPlace {
    /// In an element of its own; a list in an element around its elements.
    Element,
    /// In an attribute.
    Attribute,
    /// It is the text of the struct's own element.
    Content,
    /// A list whose elements stand among those of the struct.
    Among,
}

impl XmlField {
    const fn new(key: &'static str, name: &'static str, place: XmlPlace, holds: &'static Xml) -> Self {
        Self { key, name, place, holds }
    }

    /// In an element.
    #[must_use]
    pub const fn element(key: &'static str, name: &'static str, holds: &'static Xml) -> Self {
        Self::new(key, name, XmlPlace::Element, holds)
    }

    /// In an attribute.
    #[must_use]
    pub const fn attribute(key: &'static str, name: &'static str, holds: &'static Xml) -> Self {
        Self::new(key, name, XmlPlace::Attribute, holds)
    }

    /// The text of the element itself.
    #[must_use]
    pub const fn content(key: &'static str, holds: &'static Xml) -> Self {
        Self::new(key, "", XmlPlace::Content, holds)
    }

    /// A list without an element around it.
    #[must_use]
    pub const fn among(key: &'static str, holds: &'static Xml) -> Self {
        Self::new(key, "", XmlPlace::Among, holds)
    }
}

/// A whole body.
#[derive(Debug)]
pub struct XmlRoot {
    pub(crate) name: &'static str,
    pub(crate) holds: &'static Xml,
    pub(crate) namespace: Option<(&'static str, &'static str)>,
}

impl XmlRoot {
    /// An element of this name.
    #[must_use]
    pub const fn new(name: &'static str, holds: &'static Xml) -> Self {
        Self { name, holds, namespace: None }
    }

    /// Its namespace, and the prefix that stands for it (empty: the default one).
    #[must_use]
    pub const fn namespace(mut self, prefix: &'static str, uri: &'static str) -> Self {
        self.namespace = Some((prefix, uri));
        self
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    static SLIDE: Xml = Xml::Object(&[
        XmlField::attribute("type", "type", &Xml::Text),
        XmlField::element("title", "Title", &Xml::Text),
        XmlField::among("items", &Xml::List("item", &Xml::Text)),
        XmlField::element("sizes", "Sizes", &Xml::List("Size", &Xml::Number)),
        XmlField::element("meta", "meta", &Xml::Map(&Xml::Text)),
        XmlField::element("done", "done", &Xml::Bool),
        XmlField::element("note", "note", &NOTE),
        XmlField::element("inner", "inner", &SLIDE),
    ]);
    static NOTE: Xml = Xml::Object(&[
        XmlField::attribute("lang", "lang", &Xml::Text),
        XmlField::content("text", &Xml::Text),
    ]);
    static ROOT: XmlRoot = XmlRoot::new("slide", &SLIDE);

    const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><slide type=\"a &amp; &quot;b&quot;\"><Title>1 &lt; 2</Title>\
        <item>x</item><item></item><Sizes><Size>1</Size><Size>2.5</Size></Sizes><meta><k>v</k></meta>\
        <done>true</done><note lang=\"en\">hm</note><inner><Title>in</Title></inner></slide>";

    #[test]
    fn goes_both_ways() {
        let expected = json!({
            "type": "a & \"b\"", "title": "1 < 2", "items": ["x", ""], "sizes": [1, 2.5], "meta": {"k": "v"},
            "done": true, "note": {"lang": "en", "text": "hm"}, "inner": {"title": "in", "items": []},
        });
        let read = to_json(&ROOT, XML.as_bytes()).unwrap();
        assert_eq!(read, expected);
        assert_eq!(from_json(&ROOT, &read), XML);
    }

    #[test]
    fn other_spellings() {
        let xml = "\u{feff}<!-- c --><p:slide xmlns:p='u' type='&#x41;'>\n <Title><![CDATA[a<b]]> c</Title>\n <done/>\n\
            <Sizes/><unknown><Title>no</Title></unknown></p:slide>";
        let read = to_json(&ROOT, xml.as_bytes()).unwrap();
        assert_eq!(read, json!({"type": "A", "title": "a<b c", "items": [], "sizes": []}));
    }

    #[test]
    fn what_is_none() {
        let deep = "<slide>".repeat(100_000);
        let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><slide><Title>&a;</Title></slide>";
        for xml in ["", "text", "<slide>", "<slide></other>", "{}", "<other/>", &deep, entity] {
            assert!(to_json(&ROOT, xml.as_bytes()).is_err(), "{:.40}", xml);
        }
    }

    #[test]
    fn namespaces() {
        static OWN: XmlRoot = XmlRoot::new("slide", &Xml::Text).namespace("s", "urn:s");
        assert!(from_json(&OWN, &json!("a")).ends_with("<s:slide xmlns:s=\"urn:s\">a</s:slide>"));
    }
}
