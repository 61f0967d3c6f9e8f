//! The documents of a client: which format they have, what is done to them before they are read, and who reads them.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::frontend::{azure, openapi3, postman, shared, swagger2};
use crate::ir::Connector;
use crate::options::Options;
use crate::source::{FileId, LoadOptions, Node, Source};

/// Documents of one format, loaded.
pub(crate) struct Documents {
    pub(crate) source: Source,
    /// The documents themselves, without the files that they refer to.
    pub(crate) files: Vec<FileId>,
    /// What the first one stood in: a resource of Azure that has its properties too.
    pub(crate) wrapper: Option<Node>,
}

impl Documents {
    /// Loads the documents, the first as the main file; none where no document is named.
    pub(crate) fn load(options: &Options, diags: &mut Diagnostics) -> Option<Self> {
        let Some((first, others)) = options.documents.split_first() else {
            diags.error(Code::NO_DOCUMENT, None, "no document is named");
            return None;
        };
        let (mut source, found) = match (&options.stdin, first.as_os_str() == "-") {
            (Some(bytes), true) => Source::from_memory("<stdin>", bytes),
            _ => {
                let load = LoadOptions { allow_outside: options.allow_outside, base: options.base.clone() };
                Source::load(first, &load)
            }
        };
        diags.append(found);
        let mut files = vec![Source::MAIN];
        files.extend(others.iter().filter_map(|path| source.add(path, diags)));
        let wrapper = source.root_mut(Source::MAIN).and_then(|root| azure::unwrap(root, diags));
        files.retain(|file| source.root_of(*file).is_some_and(|root| is_known(root, diags)));
        one_format(&source, &mut files, diags);
        Some(Self { source, files, wrapper })
    }

    /// Changes the documents as their overlays say, and mends what is known to be wrong with such documents. The extensions
    /// that nobody knows.
    pub(crate) fn prepare(&mut self, options: &Options, diags: &mut Diagnostics) -> Vec<shared::Unknown> {
        apply_overlays(options, &mut self.source, &self.files, diags);
        // What a collection calls `x-…` are headers, and it knows its own secrets.
        if self.are_collections() {
            return Vec::new();
        }
        for file in &self.files {
            if let Some(root) = self.source.root_mut(*file) {
                azure::repair(root, options.fix_operation_ids, diags);
            }
        }
        self.spell(diags)
    }

    /// Reads the documents.
    pub(crate) fn read(&mut self, diags: &mut Diagnostics, chosen: shared::Wanted<'_>) -> Option<Connector> {
        if self.are_collections() {
            return postman::read(&self.source, &self.files, diags, false).map(|(connector, _)| connector);
        }
        for file in self.own_files() {
            if let Some(root) = self.source.root_mut(file) {
                shared::understand(root);
            }
        }
        self.openapi(diags, chosen)
    }

    /// Whether the documents are collections; they are all of one format.
    pub(crate) fn are_collections(&self) -> bool {
        is_postman(&self.source, &self.files)
    }

    /// Reads documents of OpenAPI, each by its version.
    fn openapi(&self, diags: &mut Diagnostics, chosen: shared::Wanted<'_>) -> Option<Connector> {
        let documents: Vec<shared::Document<'_>> = self
            .files
            .iter()
            .filter_map(|file| self.source.root_of(*file))
            .filter_map(|root| {
                let dialect = match swagger2::is_swagger(root) {
                    true => swagger2::dialect(root, diags)?,
                    false => openapi3::dialect(root, diags)?,
                };
                Some((root, dialect))
            })
            .collect();
        shared::read(&self.source, &documents, diags, chosen)
    }

    /// Mends the spelling of extensions in every file, and returns those that are unknown.
    fn spell(&mut self, diags: &mut Diagnostics) -> Vec<shared::Unknown> {
        let mut unknown = Vec::new();
        for file in self.own_files() {
            let root = self.source.root_mut(file);
            unknown.extend(root.map(|root| shared::settle_spelling(root, diags)).unwrap_or_default());
        }
        unknown
    }

    /// The files that are descriptions, or parts of them.
    fn own_files(&self) -> Vec<FileId> {
        self.source.files().filter(|file| !self.source.is_spoken_for(*file)).collect()
    }
}

/// Whether a document is of a format that is read. Says what it is, where it is not.
fn is_known(root: &Node, diags: &mut Diagnostics) -> bool {
    if swagger2::is_swagger(root) || openapi3::is_openapi(root) || postman::is_collection(root) {
        return true;
    }
    let help = "an OpenAPI document has `\"swagger\": \"2.0\"` or `\"openapi\": \"3.0.3\"` at its root, a Postman collection `info` and `item`";
    diags.push(Diagnostic::error(Code::UNKNOWN_FORMAT, root.span, "this is no API description").help(help));
    false
}

fn is_postman(source: &Source, files: &[FileId]) -> bool {
    files.first().and_then(|file| source.root_of(*file)).is_some_and(postman::is_collection)
}

/// Leaves out documents of another format than the first.
fn one_format(source: &Source, files: &mut Vec<FileId>, diags: &mut Diagnostics) {
    let postman = is_postman(source, files);
    files.retain(|file| {
        let Some(root) = source.root_of(*file) else { return false };
        let same = postman::is_collection(root) == postman;
        if !same {
            let message = "this document is of another format than the first: it is left out";
            let problem = Diagnostic::error(Code::UNKNOWN_FORMAT, root.span, message);
            diags.push(problem.help("generate a client of its own for it"));
        }
        same
    });
}

/// Changes the documents as their overlays say.
pub(crate) fn apply_overlays(
    options: &Options,
    source: &mut Source,
    documents: &[FileId],
    diags: &mut Diagnostics,
) {
    #[cfg(feature = "overlay")]
    crate::overlay::apply(options, source, documents, diags);
    #[cfg(not(feature = "overlay"))]
    if !options.overlays.is_empty() {
        let _ = (source, documents);
        let problem = Diagnostic::error(Code::OVERLAY, None, "overlays need the feature `overlay`");
        diags.push(
            problem.help(
                "switch it on where `connector-rs` is among the dependencies: `features = [\"overlay\"]`",
            ),
        );
    }
}
