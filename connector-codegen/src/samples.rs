//! How well the types of a collection hold the bodies that they were learned from: each of them, and each of them when it
//! was not among those that the type was learned from.

use crate::diag::Diagnostics;
use crate::frontend::postman::{self, Saved};
use crate::infer::{self, Direction};
use crate::ir::{Decode, Owner, Site, Step, Ty, Types};
use crate::options::Options;
use crate::pass::presence;
use crate::source::{FileId, LoadOptions, Node, Source};

/// What came of the saved bodies of a collection.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// Requests in the file.
    pub requests: usize,
    /// Saved responses in the file.
    pub responses: usize,
    /// Actions.
    pub actions: usize,
    /// Requests that could not be read.
    pub skipped: usize,
    /// Saved bodies that are JSON: of requests, and of responses.
    pub bodies: usize,
    /// Saved bodies that are meant as JSON and are none.
    pub broken: usize,
    /// Bodies that the type which was learned from them does not read, or writes back as something else: where and why.
    pub failures: Vec<String>,
    /// Nulls in bodies of responses that come back as nothing, because their field was seen missing too.
    pub nulls: usize,
    /// Bodies that were kept from a type which others of the same place were learned for.
    pub held_out: usize,
    /// Those of them that the type reads all the same.
    pub accepted: usize,
    /// The others: where and why.
    pub refused: Vec<String>,
}

/// Learns types from a collection and tries them on its bodies; none where the document is no collection.
pub fn learned(options: &Options) -> Option<Learned> {
    let path = options.documents.first()?;
    let load = LoadOptions { allow_outside: options.allow_outside, base: options.base.clone() };
    let (source, _) = Source::load(path, &load);
    let files: Vec<FileId> = vec![Source::MAIN];
    if !source.root().is_some_and(postman::is_collection) {
        return None;
    }
    let (connector, samples) = postman::read(&source, &files, &mut Diagnostics::new(), true)?;
    let mut found = Learned {
        requests: samples.requests,
        responses: samples.responses,
        actions: connector.actions.len(),
        skipped: connector.skipped.len(),
        broken: samples.broken,
        ..Learned::default()
    };
    for saved in &samples.saved {
        found.check(saved, &source);
    }
    Some(found)
}

impl Learned {
    fn check(&mut self, saved: &Saved, source: &Source) {
        let settled: Vec<Node> = saved.samples.iter().map(infer::settled).collect();
        self.bodies += settled.len();
        let place = |node: &Node, fault: &str| {
            let at = source.locate(node.span);
            let at =
                at.map(|place| format!("{}:{}:{}", place.file, place.line, place.column)).unwrap_or_default();
            format!("{at} {} {}{fault}", saved.action, saved.what)
        };
        let (types, ty) = learn(saved.samples.iter(), saved.direction);
        for sample in &settled {
            let faults = infer::round_trip(&types, &ty, sample);
            // To a reader, null and missing are one where both were seen. A writer has to be able to say either.
            self.nulls += faults.nulls.len();
            let kept = if saved.direction == Direction::Request { faults.nulls.as_slice() } else { &[] };
            let all = faults.refused.iter().chain(&faults.changed).chain(kept);
            if let Some(first) = all.into_iter().next() {
                self.failures.push(place(sample, first));
            }
        }
        // The same body twice proves nothing.
        let mut distinct: Vec<(&Node, &Node, String)> = Vec::new();
        for (sample, settled) in saved.samples.iter().zip(&settled) {
            let text = sample.to_json_text();
            if !distinct.iter().any(|(.., known)| *known == text) {
                distinct.push((sample, settled, text));
            }
        }
        if distinct.len() < 2 {
            return;
        }
        for (held, (_, sample, _)) in distinct.iter().enumerate() {
            let others = distinct.iter().enumerate().filter(|(index, _)| *index != held);
            let (types, ty) = learn(others.map(|(_, (sample, ..))| *sample), saved.direction);
            self.held_out += 1;
            match infer::round_trip(&types, &ty, sample).refused.first() {
                None => self.accepted += 1,
                Some(first) => self.refused.push(place(sample, first)),
            }
        }
    }
}

/// A type of its own for some samples.
fn learn<'n>(samples: impl Iterator<Item = &'n Node>, direction: Direction) -> (Types, Ty) {
    let mut types = Types::default();
    let step = if direction == Direction::Request { Step::Body } else { Step::Reply };
    let site = Site { owner: Owner::Action("sample".to_owned()), steps: vec![step] };
    let ty = infer::lower(&mut types, &infer::Shape::of_all(samples), &site, direction);
    presence::settle(&mut types, Decode::Strict, direction == Direction::Request);
    (types, ty)
}

/// A saved body, and the type that the generated client has for it.
#[cfg(feature = "render")]
#[derive(Clone, Debug)]
pub struct TypedBody {
    /// The action and what of it, for people.
    pub place: String,
    /// A reply: a null in it may come back as nothing.
    pub reply: bool,
    /// The type as Rust, from inside the generated module; none where the client has none.
    pub ty: Option<String>,
    /// The body as JSON.
    pub json: String,
}

/// Generates a client of a collection, with the bodies that its types were learned from; how many have values that nobody knows,
/// and are left out. None where the document is no collection.
#[cfg(feature = "render")]
pub fn typed(options: &Options) -> Option<(crate::Generated, Vec<TypedBody>, usize)> {
    let path = options.documents.first()?;
    let load = LoadOptions { allow_outside: options.allow_outside, base: options.base.clone() };
    let (source, _) = Source::load(path, &load);
    if !source.root().is_some_and(postman::is_collection) {
        return None;
    }
    let (_, samples) = postman::read(&source, &[Source::MAIN], &mut Diagnostics::new(), true)?;
    let make = |emitter: &crate::emit::Emitter<'_>| {
        let mut bodies = Vec::new();
        samples.saved.iter().for_each(|saved| typed_bodies(emitter, saved, &mut bodies));
        (emitter.module(), bodies)
    };
    let ((tokens, mut bodies), rest) = crate::generate::run(options, Some(make));
    let all = bodies.len();
    bodies.retain(|body| !body.json.contains(infer::HOLE));
    let unknown = all - bodies.len();
    Some((crate::Generated { tokens, ..rest }, bodies, unknown))
}

/// The bodies of one place. Of a body whose properties are inputs, each of them is one.
#[cfg(feature = "render")]
fn typed_bodies(emitter: &crate::emit::Emitter<'_>, saved: &Saved, bodies: &mut Vec<TypedBody>) {
    use crate::ir::{BodyKind, Place, Reply, Status};

    let Some(action) = emitter.connector.actions.iter().find(|action| action.id == saved.action) else {
        return;
    };
    let rust = |ty: &Ty| emitter.nullable(ty, crate::emit::At::Outside).to_string();
    let place = format!("{} {}", saved.action, saved.what);
    let reply = saved.direction == Direction::Reply;
    let mut push = |place: &str, ty: Option<String>, node: &Node| {
        bodies.push(TypedBody { place: place.to_owned(), reply, ty, json: node.to_json_text() });
    };
    let code: Option<u16> = saved.what.parse().ok();
    let of_status = |code: u16| {
        let by_status = match &action.reply {
            Reply::ByStatus(_, variants) => {
                variants.iter().find(|(own, _)| *own == code).and_then(|one| one.1.clone())
            }
            _ => None,
        };
        let failure = action.errors.iter().find(|(status, ..)| *status == Status::Code(code));
        by_status.or_else(|| failure.and_then(|(.., ty)| ty.clone()))
    };
    for sample in saved.samples.iter().map(infer::settled) {
        match (&action.reply, code) {
            _ if !reply && matches!(action.body, BodyKind::Fields { .. }) => {
                for member in sample.as_object().into_iter().flatten() {
                    let input =
                        action.inputs.iter().find(|one| one.place == Place::Field && one.wire == member.key);
                    push(&format!("{place}/{}", member.key), input.map(|one| rust(&one.ty)), &member.value);
                }
            }
            _ if !reply => {
                let input = action.inputs.iter().find(|one| one.place == Place::Body);
                push(&place, input.map(|one| rust(&one.ty)), &sample);
            }
            (Reply::One(ty) | Reply::Maybe(ty), None) => push(&place, Some(rust(ty)), &sample),
            // It is given as it came.
            (Reply::Text | Reply::Bytes, None) => {}
            (_, Some(code)) => push(&place, of_status(code).as_ref().map(rust), &sample),
            (_, None) => push(&place, None, &sample),
        }
    }
}
