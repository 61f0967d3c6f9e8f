//! From XML to JSON.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Number, Value};

use super::{Xml, XmlPlace, XmlRoot};

/// How deep elements may stand in one another.
const DEPTH: usize = 64;

/// How many elements and attributes there may be: each takes some hundred bytes of memory for four of text.
const MOST: usize = 1_000_000;

/// An element, read whole. Names are without their prefixes.
#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

/// The JSON of a body; else why it is none.
pub(crate) fn to_json(root: &XmlRoot, xml: &[u8]) -> Result<Value, String> {
    let element = parse(xml)?;
    if element.name != root.name {
        return Err(format!("the XML is a `{}`, not a `{}`", shown(&element.name), root.name));
    }
    Ok(value(root.holds, &element).unwrap_or(Value::Null))
}

fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn parse(xml: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(xml).map_err(|_| "the XML is not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let wrong = |error: &dyn std::fmt::Display| format!("it is no XML: {error}");
    // The first one is no element: what the body consists of is its child.
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        match reader.read_event().map_err(|error| wrong(&error))? {
            Event::Start(start) => {
                if open.len() > DEPTH {
                    return Err(format!("more than {DEPTH} elements stand in one another"));
                }
                open.push(element(&start, &mut count)?);
            }
            Event::Empty(start) => {
                let empty = element(&start, &mut count)?;
                if let Some(parent) = open.last_mut() {
                    parent.children.push(empty);
                }
            }
            Event::End(_) => {
                // That it ends what was begun last, the reader has seen to.
                let (Some(ended), Some(parent)) = (open.pop(), open.last_mut()) else {
                    return Err("an element ends that was not begun".to_owned());
                };
                parent.children.push(ended);
            }
            Event::Text(text) => {
                push(&mut open, &text);
            }
            Event::CData(data) => {
                push(&mut open, &data);
            }
            Event::GeneralRef(reference) => {
                // Only what XML itself defines: entities of a document type are not looked up.
                let text = quick_xml::escape::unescape(&format!("&{};", &*reference))
                    .map_err(|error| wrong(&error))?
                    .into_owned();
                push(&mut open, &text);
            }
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
    let mut document = match (open.pop(), open.is_empty()) {
        (Some(document), true) => document,
        _ => return Err("an element does not end".to_owned()),
    };
    if document.children.len() != 1 || !document.text.trim().is_empty() {
        return Err("it is not one element".to_owned());
    }
    document.children.pop().ok_or_else(|| "it is empty".to_owned())
}

fn push(open: &mut [Element], text: &str) {
    if let Some(inner) = open.last_mut() {
        inner.text.push_str(text);
    }
}

fn counted(count: &mut usize) -> Result<(), String> {
    *count += 1;
    match *count > MOST {
        true => Err(format!("it has more than {MOST} elements and attributes")),
        false => Ok(()),
    }
}

fn element(start: &BytesStart<'_>, count: &mut usize) -> Result<Element, String> {
    counted(count)?;
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    let mut made = Element { name: local(start.name().as_ref()), ..Element::default() };
    // Whether one comes twice is not asked: that compares each with each, and the first counts.
    for attribute in start.attributes().with_checks(false) {
        counted(count)?;
        let attribute = attribute.map_err(|error| format!("it is no XML: {error}"))?;
        let text = quick_xml::escape::unescape(&attribute.value)
            .map_err(|error| format!("it is no XML: {error}"))?;
        made.attributes.push((local(attribute.key.as_ref()), text.into_owned()));
    }
    Ok(made)
}

/// None: an empty element where nothing but a value could stand.
fn value(holds: &Xml, element: &Element) -> Option<Value> {
    match holds {
        Xml::Text | Xml::Number | Xml::Bool => scalar(holds, &element.text),
        Xml::List(name, inner) => Some(list(name, inner, element)),
        Xml::Map(inner) => {
            let pairs =
                element.children.iter().filter_map(|child| Some((child.name.clone(), value(inner, child)?)));
            Some(Value::Object(pairs.collect()))
        }
        Xml::Object(fields) => {
            let mut object = Map::new();
            for field in *fields {
                let found = match field.place {
                    XmlPlace::Attribute => {
                        let mut all = element.attributes.iter();
                        all.find(|(name, _)| name == field.name)
                            .and_then(|(_, text)| scalar(field.holds, text))
                    }
                    XmlPlace::Content => scalar(field.holds, &element.text),
                    // No elements are an empty list: XML knows no other.
                    XmlPlace::Among => value(field.holds, element),
                    XmlPlace::Element => {
                        let mut all = element.children.iter();
                        all.find(|child| child.name == field.name).and_then(|child| value(field.holds, child))
                    }
                };
                if let Some(found) = found {
                    object.insert(field.key.to_owned(), found);
                }
            }
            Some(Value::Object(object))
        }
    }
}

fn list(name: &str, inner: &Xml, element: &Element) -> Value {
    let items = element.children.iter().filter(|child| child.name == name);
    Value::Array(items.map(|child| value(inner, child).unwrap_or(Value::Null)).collect())
}

fn scalar(holds: &Xml, text: &str) -> Option<Value> {
    let trimmed = text.trim();
    // What is no number stays text, which the model then complains about.
    Some(match holds {
        Xml::Number | Xml::Bool if trimmed.is_empty() => return None,
        Xml::Number => trimmed.parse::<Number>().map_or_else(|_| Value::from(trimmed), Value::Number),
        Xml::Bool => match trimmed {
            "true" | "1" => Value::Bool(true),
            "false" | "0" => Value::Bool(false),
            other => Value::from(other),
        },
        _ => Value::from(text),
    })
}
