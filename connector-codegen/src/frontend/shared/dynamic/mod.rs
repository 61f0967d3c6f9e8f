//! `x-ms-dynamic-values`, `-list`, `-tree`, `-schema`, `-properties`: operations that say what an input of another one may be.

mod ask;
mod sites;

use std::collections::HashMap;

use super::Reader;
use super::extension::{members, text};
use super::input::is_json_media;
use crate::diag::{Code, Diagnostic, quoted, suggest};
use crate::ir::lookup::{Answer, Lookup, Ways};
use crate::source::{Node, Span};
use ask::Asking;
use sites::Site;

pub(super) use sites::has_schema;

/// An operation as it stands.
pub(super) struct Raw<'a> {
    pub(super) id: String,
    pub(super) item: &'a Node,
    pub(super) node: &'a Node,
    pub(super) parameters: Vec<&'a Node>,
    /// Whether what is wrong with it is anybody's concern.
    pub(super) wanted: bool,
}

/// The keys of one spelling of choices.
struct Spelling {
    extension: &'static str,
    list: &'static str,
    value: &'static str,
    title: &'static str,
    parent: &'static str,
}

/// The newer one first: it says what the older one cannot.
const CHOICES: [Spelling; 2] = [
    Spelling {
        extension: "x-ms-dynamic-list",
        list: "itemsPath",
        value: "itemValuePath",
        title: "itemTitlePath",
        parent: "itemIsParent",
    },
    Spelling {
        extension: "x-ms-dynamic-values",
        list: "value-collection",
        value: "value-path",
        title: "value-title",
        parent: "value-folder-property",
    },
];

const TREE: &str = "x-ms-dynamic-tree";

/// Schemas, with the key of the way to them.
const SCHEMAS: [(&str, &str); 2] =
    [("x-ms-dynamic-properties", "itemValuePath"), ("x-ms-dynamic-schema", "value-path")];

impl Spelling {
    fn ways(&self, given: &Node) -> Ways {
        let way = |key: &str| text(given, key).unwrap_or_default().trim_matches('/').to_owned();
        Ways {
            list: way(self.list),
            value: way(self.value),
            title: way(self.title),
            parent: way(self.parent),
        }
    }
}

/// An extension of a node, where it is more than a word.
fn extension<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    node.get(name).filter(|given| given.as_object().is_some())
}

impl<'a> Reader<'a> {
    /// All lookups, in document order.
    pub(super) fn lookups(&mut self) -> Vec<Lookup> {
        let all = std::mem::take(&mut self.raw);
        let roots: Vec<&Node> = self.source.files().filter_map(|file| self.source.root_of(file)).collect();
        if !sites::any(&roots) {
            return Vec::new();
        }
        let picker =
            self.documents.iter().find_map(|(root, _)| root.get("x-ms-capabilities")?.get("file-picker"));
        let places: HashMap<String, usize> =
            self.actions.iter().enumerate().map(|(index, action)| (action.id.clone(), index)).collect();
        let mut order: Vec<(usize, &Raw<'a>)> =
            all.iter().filter_map(|raw| Some((*places.get(&raw.id)?, raw))).collect();
        order.sort_by_key(|(index, _)| *index);
        let mut found = Vec::new();
        for (index, own) in order {
            let said = (!own.wanted).then(|| std::mem::take(self.diags));
            let sites = self.sites(own);
            if let Some(action) = self.actions.get_mut(index) {
                action.open_reply = sites.iter().any(Site::is_reply);
            }
            let asking = Asking { all: &all, own, index };
            for site in &sites {
                self.lookups_of(&asking, site, picker, &mut found);
            }
            if let Some(said) = said {
                *self.diags = said;
            }
        }
        found
    }

    fn lookups_of(
        &mut self,
        asking: &Asking<'a, '_>,
        site: &Site<'a>,
        picker: Option<&'a Node>,
        found: &mut Vec<Lookup>,
    ) {
        let made = found.len();
        for spelling in &CHOICES {
            let Some(given) = extension(site.node, spelling.extension).filter(|_| found.len() == made) else {
                continue;
            };
            if text(given, "capability").is_some_and(|word| word.eq_ignore_ascii_case("file-picker")) {
                self.tree(asking, site, picker, spelling, found);
            } else if let Some(built_in) = given.get("builtInOperation").or_else(|| given.get("capability")) {
                let message = "the choices come from the platform itself; there is no helper for them";
                self.diags.note(Code::LOOKUP, built_in.span, message);
            } else {
                found.extend(self.lookup(asking, site, given, Answer::Choices(spelling.ways(given))));
            }
        }
        if let Some(tree) = extension(site.node, TREE).filter(|_| found.len() == made) {
            let [spelling, _] = &CHOICES;
            self.tree(asking, site, Some(tree), spelling, found);
        }
        for (name, way) in SCHEMAS {
            let done = found.iter().skip(made).any(|one| matches!(one.answer, Answer::Schema(_)));
            if let Some(given) = extension(site.node, name).filter(|_| !done) {
                let way = text(given, way).unwrap_or_default().trim_matches('/').to_owned();
                found.extend(self.lookup(asking, site, given, Answer::Schema(way)));
            }
        }
    }

    /// A tree has one operation for its root, and one for what is below an item.
    fn tree(
        &mut self,
        asking: &Asking<'a, '_>,
        site: &Site<'a>,
        tree: Option<&'a Node>,
        spelling: &Spelling,
        found: &mut Vec<Lookup>,
    ) {
        let Some(tree) = tree else {
            let message = "the choices are those of a file picker, which the document does not describe";
            self.diags.note(Code::LOOKUP, site.node.span, message);
            return;
        };
        let (open, browse) = (extension(tree, "open"), extension(tree, "browse"));
        // A picker says its ways once, a tree at both operations.
        let ways = |given: &Node| match given.get(spelling.value).is_some() {
            true => spelling.ways(given),
            false => spelling.ways(tree),
        };
        if let Some(given) = open {
            found.extend(self.lookup(asking, site, given, Answer::Choices(ways(given))));
        }
        if let Some(given) = browse {
            found.extend(self.lookup(asking, site, given, Answer::Below(ways(given))));
        }
    }

    /// One lookup, or a word on why there is none.
    fn lookup(
        &mut self,
        asking: &Asking<'a, '_>,
        site: &Site<'a>,
        given: &'a Node,
        answer: Answer,
    ) -> Option<Lookup> {
        let id = text(given, "operationId")?;
        let Some(target) = asking.find(id) else {
            let message = format!("the operation {}, which knows more of it, does not exist", quoted(id));
            let mut problem = Diagnostic::warning(Code::LOOKUP, at(given), message);
            let near = suggest(id, asking.all.iter().map(|raw| raw.id.as_str()));
            problem.help = near.map(|near| format!("did you mean {}?", quoted(near)));
            self.diags.push(problem);
            return None;
        };
        match self.ask(asking, target, given.get("parameters")) {
            Ok((asks, mut inputs)) => {
                // What was chosen is only known below it.
                if !matches!(answer, Answer::Below(_)) {
                    inputs.retain(|given| !matches!(given.from, crate::ir::lookup::From::Choice(_)));
                }
                Some(Lookup {
                    action: asking.own.id.clone(),
                    subject: site.subject.clone(),
                    answer,
                    asks,
                    given: inputs,
                    at: site.node.span,
                    extensions: site.schemas(),
                })
            }
            Err(why) => {
                let message = format!("{} cannot be asked what it knows of it: {why}", quoted(id));
                self.diags.note(Code::LOOKUP, at(given), message);
                None
            }
        }
    }
}

impl<'a> Reader<'a> {
    /// The schema of an operation's body, with the name that is given to it.
    fn body_of(&mut self, raw: &Raw<'a>) -> Option<(&'a str, &'a Node)> {
        if let Some(body) = raw.parameters.iter().find(|node| text(node, "in") == Some("body")) {
            return Some((text(body, "name").unwrap_or("body"), body.get("schema")?));
        }
        let given = raw.node.get("requestBody")?;
        let body = match given.get("$ref") {
            Some(reference) => self.target(reference)?.0,
            None => given,
        };
        let content = members(body.get("content")?).find(|member| is_json_media(&member.key))?;
        Some(("body", content.value.get("schema")?))
    }
}

/// Where an operation is named.
fn at(given: &Node) -> Span {
    given.get("operationId").map_or(given.span, |id| id.span)
}
