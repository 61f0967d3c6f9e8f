//! For build scripts: a description becomes a file of Rust, and cargo learns what to watch.
//!
//! Into `OUT_DIR`, for code that nobody commits:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), connector_codegen::build::Error> {
//!     connector_codegen::build::connector("orders.swagger.json").actions(["GetOrder", "ListOrders"]).generate()
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! pub mod orders {
//!     include!(concat!(env!("OUT_DIR"), "/orders.rs"));
//! }
//! ```
//!
//! Or into the source tree, for code that reviewers see: `.write("src/orders.rs")` instead of `.generate()`, and `pub mod orders;`.

mod file;

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Decode, Generated, Options, Rendered, Severity, generate};

pub use file::write_if_changed;

/// Begins with one document; relative paths start at the folder of `Cargo.toml`, where cargo runs build scripts.
pub fn connector(document: impl Into<PathBuf>) -> Connector {
    Connector {
        options: Options { documents: vec![document.into()], ..Options::default() },
        module: None,
        out_dir: None,
    }
}

/// What to generate, and from what. [`generate`](Self::generate) or [`write`](Self::write) does it.
#[derive(Clone, Debug)]
#[must_use = "nothing is generated before `generate` or `write`"]
pub struct Connector {
    options: Options,
    module: Option<String>,
    out_dir: Option<PathBuf>,
}

impl Connector {
    /// One more document for the same client.
    pub fn document(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.documents.push(path.into());
        self
    }

    /// The provider of OAuth 2.0 sign-in, for a document that names none: `github`, `entra`, …
    pub fn provider(mut self, name: impl Into<String>) -> Self {
        self.options.provider = Some(name.into());
        self
    }

    /// The properties file of the connector; without it, the one beside the document. One that appears there later is
    /// noticed where the document has a folder of its own, not where that folder holds the `target` folder too.
    pub fn properties(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.properties = Some(path.into());
        self
    }

    /// An overlay (OpenAPI Overlay 1.0), applied before anything is read of the documents. Of several, each is applied to what
    /// those before it made. With the feature `overlay`, which is on by default.
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.overlays.push(path.into());
        self
    }

    /// Only these actions, and the types that they reach.
    pub fn actions<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.options.actions = Some(texts(names));
        self
    }

    /// Only these triggers.
    pub fn triggers<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.options.triggers = Some(texts(names));
        self
    }

    /// Only what has one of these tags.
    pub fn tags<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.options.tags = Some(texts(names));
        self
    }

    /// Leaves out what these JSON pointers or operation ids name.
    pub fn skip<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.options.skip = texts(names);
        self
    }

    /// Operations with the operationId of another get one of their own.
    pub fn fix_operation_ids(mut self, fix: bool) -> Self {
        self.options.fix_operation_ids = fix;
        self
    }

    /// Warnings of the document become errors.
    pub fn strict(mut self, strict: bool) -> Self {
        self.options.strict = strict;
        self
    }

    /// How replies are read; without it, by the kind of document.
    pub fn decode(mut self, decode: Decode) -> Self {
        self.options.decode = Some(decode);
        self
    }

    /// Replaces the document's own host.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.options.base_url = Some(url.into());
        self
    }

    /// Where generated code finds the crate `connector`; without it, `::connector`.
    pub fn crate_path(mut self, path: impl Into<String>) -> Self {
        self.options.crate_path = Some(path.into());
        self
    }

    /// Properties and parameters that the document requires and the service does not, by JSON pointer.
    pub fn optional<S: Into<String>>(mut self, pointers: impl IntoIterator<Item = S>) -> Self {
        self.options.optional = texts(pointers);
        self
    }

    /// Where users find the generated module (`my_crate::orders`): each action then has an example in its documentation,
    /// which is a test of the crate.
    pub fn examples(mut self, path: impl Into<String>) -> Self {
        self.options.examples = Some(path.into());
        self
    }

    /// With a mock of the service, for tests: those of this package and of packages that use it. It needs the feature
    /// `testing` of `connector-rs`.
    pub fn mock(self) -> Self {
        self.mock_if("")
    }

    /// With a mock where this `cfg` predicate holds: `test`, `any(test, feature = "testing")`.
    pub fn mock_if(mut self, predicate: impl Into<String>) -> Self {
        self.options.mock = Some(predicate.into());
        self
    }

    /// The file that pins names from one version of the document to the next. [`write`](Self::write) keeps it up to
    /// date; [`generate`](Self::generate) only reads it, since it writes nothing into the source tree.
    pub fn lock(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.lock = Some(path.into());
        self
    }

    /// The Rust name of what a JSON pointer or an operation id names.
    pub fn rename(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.options.rename.push((from.into(), to.into()));
        self
    }

    /// Your own Rust type in place of a schema, which a JSON pointer or the name of a definition names.
    pub fn rust_type(mut self, schema: impl Into<String>, path: impl Into<String>) -> Self {
        self.options.types.push((schema.into(), path.into()));
        self
    }

    /// Lets the document refer to files outside of its folder.
    pub fn allow_outside(mut self, allow: bool) -> Self {
        self.options.allow_outside = allow;
        self
    }

    /// The name of the file in `OUT_DIR`, without `.rs`; without it, the document's: `orders` for `orders.swagger.json`.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Where [`generate`](Self::generate) writes, outside of a build script; without it, cargo's `OUT_DIR`.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Writes the module into `OUT_DIR` and tells cargo what to watch. Warnings become `cargo::warning`.
    ///
    /// # Errors
    ///
    /// When the document has errors: each is a `cargo::error`, and what is sound is written all the same, so that an
    /// editor goes on knowing it. When there is no `OUT_DIR`, or it cannot be written.
    pub fn generate(&self) -> Result<(), Error> {
        self.generate_to(&mut io::stdout().lock())
    }

    /// Keeps a committed, readable file up to date: written when it differs, as one step. Where `CI=true` or
    /// `CONNECTOR_FROZEN=1` is set nothing is written and a difference is an error (`CONNECTOR_FROZEN=0` writes in CI too).
    ///
    /// # Errors
    ///
    /// When the document has errors (the file stays as it is), when the file is stale under `CI`, naming its first
    /// line that differs, or when it cannot be read or written.
    #[cfg(feature = "render")]
    pub fn write(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let variable = |name| std::env::var(name).ok();
        let frozen = file::frozen(variable("CONNECTOR_FROZEN").as_deref(), variable("CI").as_deref());
        self.write_to(path.as_ref(), frozen, &mut io::stdout().lock())
    }

    fn generate_to(&self, cargo: &mut dyn Write) -> Result<(), Error> {
        let out_dir = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let Some(out_dir) = out_dir else {
            return Err(Error(
                "OUT_DIR is not set: call this from a build script, or name a folder with out_dir".into(),
            ));
        };
        let mut generated = generate(&self.options);
        self.report(&generated, Some(&out_dir), cargo)?;
        let path = out_dir.join(format!("{}.rs", self.module_name()));
        let written = write(&path, &text(&mut generated));
        self.verdict(&generated).and(written)
    }

    #[cfg(feature = "render")]
    fn write_to(&self, path: &Path, frozen: bool, cargo: &mut dyn Write) -> Result<(), Error> {
        let mut generated = generate(&self.options);
        let out_dir = std::env::var_os("OUT_DIR").map(PathBuf::from);
        self.report(&generated, out_dir.as_deref(), cargo)?;
        say(cargo, "rerun-if-env-changed", "CONNECTOR_FROZEN")?;
        say(cargo, "rerun-if-env-changed", "CI")?;
        // Someone may edit or remove the file by hand.
        say(cargo, "rerun-if-changed", &path.display().to_string())?;
        self.verdict(&generated)?;
        let code = text(&mut generated);
        let lock = self.options.lock.as_deref().map(|lock| (lock, generated.lock.as_str()));
        for (path, text) in [Some((path, code.as_str())), lock].into_iter().flatten() {
            if !frozen {
                write(path, text)?;
            } else if let Some(stale) = file::difference(path, text) {
                say(cargo, "error", &stale)?;
                return Err(Error(stale));
            }
        }
        Ok(())
    }

    /// Tells cargo what was read and what was found.
    fn report(
        &self,
        generated: &Generated,
        out_dir: Option<&Path>,
        cargo: &mut dyn Write,
    ) -> Result<(), Error> {
        for input in &generated.inputs {
            say(cargo, "rerun-if-changed", &input.display().to_string())?;
        }
        for folder in self.folders(generated, out_dir) {
            say(cargo, "rerun-if-changed", &folder.display().to_string())?;
        }
        for diagnostic in &generated.diagnostics {
            let kind = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => continue,
            };
            say(cargo, kind, &line(diagnostic))?;
            if diagnostic.severity == Severity::Error {
                // Cargo shows what a failing build script writes here, in full.
                eprintln!("{diagnostic}");
            }
        }
        Ok(())
    }

    /// The folders where a properties file may appear. Cargo takes a missing file for a changed one, so the folder is
    /// watched instead, unless it holds `OUT_DIR`: then every build would look like a change.
    fn folders(&self, generated: &Generated, out_dir: Option<&Path>) -> Vec<PathBuf> {
        let is_properties = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("apiProperties.json"))
        };
        if self.options.properties.is_some() || generated.inputs.iter().any(is_properties) {
            return Vec::new();
        }
        let out_dir = out_dir.and_then(|path| path.canonicalize().ok());
        let parents = self.options.documents.iter().filter_map(|document| document.parent());
        let mut folders: Vec<PathBuf> = parents
            .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
            .filter(|folder| match (folder.canonicalize(), &out_dir) {
                (Ok(folder), Some(out_dir)) => !out_dir.starts_with(folder),
                (Ok(_), None) => true,
                (Err(_), _) => false,
            })
            .map(Path::to_path_buf)
            .collect();
        folders.dedup();
        folders
    }

    fn verdict(&self, generated: &Generated) -> Result<(), Error> {
        if !generated.has_errors() {
            return Ok(());
        }
        let count = generated.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        let documents: Vec<String> =
            self.options.documents.iter().map(|path| path.display().to_string()).collect();
        let errors = if count == 1 { "1 error".to_string() } else { format!("{count} errors") };
        Err(Error(format!("{errors} in {}", documents.join(", "))))
    }

    fn module_name(&self) -> String {
        let document = self.options.documents.first().and_then(|path| path.file_stem());
        let stem =
            document.map_or_else(|| "connector".to_string(), |stem| stem.to_string_lossy().into_owned());
        let bare = [".swagger", ".openapi"].iter().find_map(|suffix| stem.strip_suffix(suffix));
        self.module.clone().unwrap_or_else(|| bare.unwrap_or(&stem).to_string())
    }
}

fn texts<S: Into<String>>(names: impl IntoIterator<Item = S>) -> Vec<String> {
    names.into_iter().map(Into::into).collect()
}

#[cfg(feature = "render")]
fn text(generated: &mut Generated) -> String {
    generated.take_pretty()
}

#[cfg(not(feature = "render"))]
fn text(generated: &mut Generated) -> String {
    generated.tokens.to_string()
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    let written = write_if_changed(path, text);
    written.map(drop).map_err(|error| Error(format!("cannot write {}: {error}", path.display())))
}

/// One instruction to cargo, which reads lines.
fn say(cargo: &mut dyn Write, key: &str, value: &str) -> Result<(), Error> {
    let value = value.replace(['\r', '\n'], " ");
    writeln!(cargo, "cargo::{key}={value}")
        .map_err(|error| Error(format!("cannot tell cargo what to watch: {error}")))
}

/// A diagnostic in one line.
fn line(found: &Rendered) -> String {
    let place = if found.line == 0 {
        found.file.clone()
    } else {
        format!("{}:{}:{}", found.file, found.line, found.column)
    };
    let place = if place.is_empty() { place } else { format!("{place}: ") };
    format!("{place}{} [{}]", found.message, found.code)
}

/// Why nothing was generated, or not all. What was wrong with the document itself was told to cargo before.
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The same text: it is what a build script shows whose `main` returns the error.
impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
#[cfg(feature = "render")]
mod tests;
