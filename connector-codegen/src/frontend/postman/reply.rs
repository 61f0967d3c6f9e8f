//! What comes back: the type of each status from every response that was saved.

use std::collections::BTreeMap;

use super::build::{Builder, Saved};
use super::group::Group;
use super::model::Response;
use crate::diag::Code;
use crate::infer::{self, Direction};
use crate::ir::{Docs, Method, Owner, Reply, Shape, Site, Status, Step, Ty, TypeDef, TypeKind};
use crate::source::{Node, Span};

/// What all saved responses of one status are.
#[derive(Default)]
struct Bodies {
    json: Vec<Node>,
    /// Text that is no JSON.
    text: usize,
    /// Something that is no text.
    binary: usize,
    /// A body that was there and says nothing.
    unclear: usize,
    names: Vec<String>,
}

/// What the responses of an action come to.
pub struct Made {
    pub reply: Reply,
    pub errors: Vec<(Status, Option<String>, Option<Ty>)>,
    /// `Accept`, where it is not JSON.
    pub accept: Option<String>,
}

impl Builder<'_, '_> {
    /// The replies of an action.
    pub fn replies(&mut self, group: &Group<'_, '_>, id: &str, saved: &mut Vec<Saved>) -> Made {
        let mut by_status: BTreeMap<u16, Bodies> = BTreeMap::new();
        for response in group.calls.iter().flat_map(|call| &call.request.responses) {
            let status = response.code.unwrap_or(200);
            self.look(response, status, by_status.entry(status).or_default());
        }
        let at = group.calls.first().map_or(Span::default(), |call| call.request.at);
        let mut errors = Vec::new();
        for (status, bodies) in by_status.iter().filter(|(status, _)| **status >= 400) {
            let step = Step::Failure(status.to_string());
            let ty = self.learn(id, step, &bodies.json, &format!("{status}"), saved);
            let text = bodies.names.iter().find(|name| !name.trim().is_empty());
            let text = text.map(|text| self.secrets.scrub(text));
            errors.push((Status::Code(*status), text, ty));
        }
        by_status.retain(|status, _| (200..300).contains(status));
        let accept = asked_for(group);
        let reply = match group.method {
            // Whatever was saved: RFC 9110, section 9.3.2.
            Method::Head => Reply::None,
            _ => self.reply(id, &by_status, at, saved),
        };
        let accept = match reply {
            Reply::Bytes => Some(accept.unwrap_or_else(|| "*/*".to_owned())),
            Reply::Text => Some(accept.unwrap_or_else(|| "text/plain, */*".to_owned())),
            _ => accept.filter(|media| media.contains("json") && media != "application/json"),
        };
        Made { reply, errors, accept }
    }

    /// What one response says.
    fn look(&mut self, response: &Response<'_>, status: u16, bodies: &mut Bodies) {
        bodies.names.push(response.name.clone());
        let declared = response.headers.iter().find(|one| one.key.eq_ignore_ascii_case("content-type"));
        let declared = declared.and_then(|one| one.value.as_deref()).unwrap_or_default().to_ascii_lowercase();
        let binary =
            ["application/pdf", "application/octet-stream", "application/zip", "image/", "audio/", "video/"];
        if response.binary || binary.iter().any(|media| declared.starts_with(media)) {
            bodies.binary += 1;
            return;
        }
        let Some(text) = &response.body else { return };
        let start = text.text.trim_start().get(..15).unwrap_or(text.text.trim_start()).to_ascii_lowercase();
        if start.starts_with("<!doctype html") || start.starts_with("<html") {
            if status < 300 && !declared.starts_with("text/html") {
                self.diags.note(Code::NOISE, text.at, "a page of HTML is saved as a success; it is not used");
                bodies.unclear += 1;
                return;
            }
            bodies.text += 1;
            return;
        }
        match self.sample(text) {
            infer::Sample::Json(node) => bodies.json.push(node),
            infer::Sample::Empty => {}
            broken @ infer::Sample::Broken(_) => {
                broken.report("the response", self.diags);
                self.broken += 1;
                bodies.unclear += 1;
            }
            infer::Sample::Other => bodies.text += 1,
        }
    }

    fn reply(
        &mut self,
        id: &str,
        by_status: &BTreeMap<u16, Bodies>,
        at: Span,
        saved: &mut Vec<Saved>,
    ) -> Reply {
        if by_status.is_empty() {
            // Nothing was saved, so nothing can be promised.
            return Reply::Bytes;
        }
        let some = |of: fn(&Bodies) -> usize| by_status.values().any(|bodies| of(bodies) > 0);
        if some(|bodies| bodies.binary) {
            return Reply::Bytes;
        }
        let json: Vec<(u16, &Bodies)> = by_status
            .iter()
            .filter(|(_, bodies)| !bodies.json.is_empty())
            .map(|(code, one)| (*code, one))
            .collect();
        if json.is_empty() {
            return match () {
                () if some(|bodies| bodies.text) => Reply::Text,
                () if some(|bodies| bodies.unclear) => Reply::Bytes,
                () => Reply::None,
            };
        }
        if some(|bodies| bodies.text) {
            // JSON here, another text there: the text of both.
            let all: Vec<Node> = json.iter().flat_map(|(_, bodies)| bodies.json.iter().cloned()).collect();
            self.keep(id, "reply", all, saved, None);
            return Reply::Text;
        }
        // A 204 is empty whatever was saved; other statuses are empty by chance.
        let empty =
            by_status.iter().any(|(code, bodies)| bodies.json.is_empty() && matches!(code, 204 | 205));
        if json.len() == 1 || alike(&json) {
            let all: Vec<Node> = json.iter().flat_map(|(_, bodies)| bodies.json.iter().cloned()).collect();
            let Some(ty) = self.learn(id, Step::Reply, &all, "reply", saved) else { return Reply::None };
            return match (&ty.shape, empty) {
                (Shape::Text, false) => Reply::Text,
                (_, true) => Reply::Maybe(ty),
                _ => Reply::One(ty),
            };
        }
        let mut variants: Vec<(u16, Option<Ty>)> = Vec::new();
        for (code, bodies) in by_status {
            let ty = self.learn(id, Step::Status(*code), &bodies.json, &format!("{code}"), saved);
            variants.push((*code, ty));
        }
        let made = self.types.add(TypeDef {
            name: None,
            site: Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Reply] },
            equals: Vec::new(),
            docs: Docs::default(),
            kind: TypeKind::Statuses(variants.clone()),
            at,
        });
        Reply::ByStatus(made, variants)
    }

    /// The type of samples; none where there are none.
    fn learn(
        &mut self,
        id: &str,
        step: Step,
        samples: &[Node],
        what: &str,
        saved: &mut Vec<Saved>,
    ) -> Option<Ty> {
        if samples.is_empty() {
            return None;
        }
        let site = Site { owner: Owner::Action(id.to_owned()), steps: vec![step] };
        let shape = infer::Shape::of_all(samples);
        let ty = infer::lower(&mut self.types, &shape, &site, Direction::Reply);
        self.keep(id, what, samples.to_vec(), saved, Some(Direction::Reply));
        Some(ty)
    }

    /// Remembers what a type was learned from.
    pub fn keep(
        &mut self,
        id: &str,
        what: &str,
        samples: Vec<Node>,
        saved: &mut Vec<Saved>,
        direction: Option<Direction>,
    ) {
        if !samples.is_empty() && self.keep {
            let direction = direction.unwrap_or(Direction::Reply);
            saved.push(Saved { action: id.to_owned(), what: what.to_owned(), direction, samples });
        }
    }
}

/// Whether the replies of several statuses are of one type: objects that have most of their keys in common.
fn alike(json: &[(u16, &Bodies)]) -> bool {
    let keys: Vec<Vec<String>> = json
        .iter()
        .map(|(_, bodies)| {
            let shape = infer::Shape::of_all(&bodies.json);
            shape.object.map(|object| object.fields.keys().cloned().collect()).unwrap_or_default()
        })
        .collect();
    let Some((first, rest)) = keys.split_first() else { return true };
    rest.iter().all(|other| {
        let common = first.iter().filter(|key| other.contains(key)).count();
        let all = first.len() + other.len() - common;
        all > 0 && common * 2 >= all
    })
}

/// `Accept`, where all calls say the same and it is more than JSON.
fn asked_for(group: &Group<'_, '_>) -> Option<String> {
    let mut all = group.calls.iter().map(|call| super::inputs::header(call, "accept"));
    let first = all.next()??;
    let plain = first.contains('/') && first.bytes().all(|b| (b' '..=b'~').contains(&b));
    (plain && all.all(|other| other == Some(first))).then(|| first.to_owned())
}
