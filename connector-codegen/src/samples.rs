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
    let (connector, samples) = postman::read(&source, &files, &mut Diagnostics::new())?;
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
