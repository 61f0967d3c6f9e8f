//! What can be asked of the generator, by whichever of the three ways in.

use std::path::PathBuf;

use crate::ir::Decode;

/// Everything that a generation depends on.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The documents; several make one client. `-` stands for [`Options::stdin`].
    pub documents: Vec<PathBuf>,
    /// Text of the document called `-`.
    pub stdin: Option<Vec<u8>>,
    /// Overlays, applied to every document in this order before anything is read of it; with the feature `overlay`.
    pub overlays: Vec<PathBuf>,
    /// `apiProperties.json`; looked for beside the document where none is named.
    pub properties: Option<PathBuf>,
    /// Only these actions, by operationId or generated name. With `triggers` or `tags`: what any of them chooses.
    pub actions: Option<Vec<String>>,
    /// Only these triggers.
    pub triggers: Option<Vec<String>>,
    /// Only operations with one of these tags.
    pub tags: Option<Vec<String>>,
    /// Operations with the operationId of another get one of their own.
    pub fix_operation_ids: bool,
    /// Warnings become errors.
    pub strict: bool,
    /// How replies are decoded: lenient for connectors with properties, strict for other documents.
    pub decode: Option<Decode>,
    /// The provider of OAuth 2.0 sign-in, for a document that names none: a name of the catalogue.
    pub provider: Option<String>,
    /// Scheme, host and base path, in place of the document's.
    pub base_url: Option<String>,
    /// Path of the facade in the caller's crate; `::connector` where none is given.
    pub crate_path: Option<String>,
    /// Path of the generated module as its users write it (`my_crate::orders`): each action then has an example in its
    /// documentation, which is a test of the crate.
    pub examples: Option<String>,
    /// A feature of the caller's crate for each tag: code that only some tags need is compiled with them.
    /// [`Generated::features`](crate::Generated::features) has their names.
    pub features: bool,
    /// A mock of the service, for tests, where this `cfg` predicate holds (`test`); an empty one always does.
    pub mock: Option<String>,
    /// Names and argument order that hold whatever the document becomes.
    pub lock: Option<PathBuf>,
    /// Rust names: JSON pointer, operationId or definition → name.
    pub rename: Vec<(String, String)>,
    /// The caller's own types: JSON pointer or definition → Rust path.
    pub types: Vec<(String, String)>,
    /// Properties and parameters that the document requires and the service does not, by JSON pointer.
    pub optional: Vec<String>,
    /// Operations that are left out, by JSON pointer or operationId.
    pub skip: Vec<String>,
    /// The folder that file names in diagnostics are relative to.
    pub base: Option<PathBuf>,
    /// Files outside the document's folder may be referred to.
    pub allow_outside: bool,
}
