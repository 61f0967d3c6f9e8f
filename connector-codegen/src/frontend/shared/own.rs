//! Names of our own for what Power Platform's schema refuses where it stands: extensions of Microsoft's that it does not know, or
//! not there, and formats. It lets any other extension through, anywhere.

use super::keywords;
use super::spelling::KNOWN;
use crate::source::{Node, Object};

/// What a name stands for: `x-connector-enum` is `x-ms-enum`.
pub(super) fn meaning(key: &str) -> Option<&'static str> {
    match key.strip_prefix("x-connector-")? {
        "format" => Some("format"),
        name => KNOWN.iter().copied().find(|known| known.strip_prefix("x-ms-") == Some(name)),
    }
}

/// Gives everything of a file that has a name of our own the name that it stands for.
pub fn understand(root: &mut Node) {
    keywords::each(root, &mut in_object);
}

/// It wins over what is there under the other name: the platform is told the one, and the client the other.
fn in_object(object: &mut Object) {
    let given: Vec<&'static str> = object.iter().filter_map(|member| meaning(&member.key)).collect();
    if given.is_empty() {
        return;
    }
    let members = std::mem::take(object).into_members().into_iter();
    let members = members.filter(|member| !given.contains(&member.key.as_str())).map(|mut member| {
        if let Some(name) = meaning(&member.key) {
            name.clone_into(&mut member.key);
        }
        member
    });
    *object = Object::new(members.collect()).0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn names_of_our_own_win() {
        let text = br#"{"x-connector-enum": {"name": "Own"}, "x-ms-enum": {"name": "Theirs"}, "x-connector-paging": {},
            "properties": {"x-connector-enum": {"x-connector-format": "time", "type": "string"}}}"#;
        let (mut source, _) = Source::from_memory("a.json", text);
        understand(source.root_mut(Source::MAIN).unwrap());
        let read = r#"{"x-ms-enum":{"name":"Own"},"x-connector-paging":{},"properties":{"x-connector-enum":{"format":"time","type":"string"}}}"#;
        assert_eq!(source.root().unwrap().to_json_text().replace(' ', ""), read);
    }
}
