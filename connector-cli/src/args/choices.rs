//! What is read, and how: the same choices as the macro and the build script offer.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use connector_codegen::{Decode, Options};

/// What is read, and how.
#[derive(Args)]
pub(crate) struct Input {
    /// Description, connector folder, or `-`; several make one client
    #[arg(value_name = "DOC", required = true)]
    pub(crate) documents: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

/// The same choices as the macro and the build script offer.
#[derive(Args)]
pub(crate) struct Choices {
    /// The connector's properties; without it, the file `apiProperties.json` beside the description
    #[arg(long, value_name = "FILE")]
    properties: Option<PathBuf>,
    /// An overlay (OpenAPI Overlay 1.0), applied before anything is read of the description (repeat for more)
    #[arg(long = "overlay", alias = "overlays", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The provider of OAuth 2.0 sign-in, for a description that names none: `github`, `entra`, …
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// Only this action, and the types that it reaches (repeat for more)
    #[arg(long = "action", alias = "actions", value_name = "ID")]
    actions: Vec<String>,
    /// Only this trigger (repeat for more)
    #[arg(long = "trigger", alias = "triggers", value_name = "ID")]
    triggers: Vec<String>,
    /// Only what has this tag (repeat for more)
    #[arg(long = "tag", alias = "tags", value_name = "TAG")]
    tags: Vec<String>,
    /// Leave this out: an operation id or a JSON pointer (repeat for more)
    #[arg(long, value_name = "ID")]
    skip: Vec<String>,
    /// Operations with the operationId of another get one of their own
    #[arg(long)]
    fix_operation_ids: bool,
    /// Warnings are errors
    #[arg(long)]
    strict: bool,
    /// How replies are read; without it, by the kind of document
    #[arg(long, value_name = "HOW")]
    decode: Option<Reading>,
    /// Replaces the document's own host
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Where generated code finds the crate `connector`
    #[arg(long = "crate", value_name = "PATH")]
    crate_path: Option<String>,
    /// Where users find the generated module: each action then has an example, which is a doctest
    #[arg(long, value_name = "PATH")]
    examples: Option<String>,
    /// A Rust name for an operation id or a JSON pointer (repeat for more)
    #[arg(long = "name", alias = "names", value_name = "ID=NAME", value_parser = pair)]
    names: Vec<(String, String)>,
    /// Your own Rust type for a definition or a JSON pointer (repeat for more)
    #[arg(long = "type", alias = "types", value_name = "SCHEMA=PATH", value_parser = pair)]
    types: Vec<(String, String)>,
    /// A property or parameter that the document requires and the service does not, by JSON pointer (repeat for more)
    #[arg(long, value_name = "POINTER")]
    optional: Vec<String>,
    /// The file that pins names from one version of the document to the next; `generate` keeps it up to date
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
    /// The description may refer to files outside of its folder
    #[arg(long)]
    allow_outside: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Reading {
    /// What the document requires must be there
    Strict,
    /// What is missing is none, numbers may be text
    Lenient,
}

impl Choices {
    /// The options as typed; the documents are still to be found.
    pub(crate) fn options(&self) -> Options {
        let chosen = |names: &Vec<String>| (!names.is_empty()).then(|| names.clone());
        Options {
            properties: self.properties.clone(),
            overlays: self.overlays.clone(),
            provider: self.provider.clone(),
            actions: chosen(&self.actions),
            triggers: chosen(&self.triggers),
            tags: chosen(&self.tags),
            fix_operation_ids: self.fix_operation_ids,
            strict: self.strict,
            decode: self.decode.map(|reading| match reading {
                Reading::Strict => Decode::Strict,
                Reading::Lenient => Decode::Lenient,
            }),
            base_url: self.base_url.clone(),
            crate_path: self.crate_path.clone(),
            examples: self.examples.clone(),
            optional: self.optional.clone(),
            lock: self.lock.clone(),
            rename: self.names.clone(),
            types: self.types.clone(),
            skip: self.skip.clone(),
            allow_outside: self.allow_outside,
            ..Options::default()
        }
    }
}

/// A JSON pointer may have a `=` in it; a Rust name has none.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok((from.to_string(), to.to_string())),
        _ => Err("expected two texts with `=` between them".to_string()),
    }
}
