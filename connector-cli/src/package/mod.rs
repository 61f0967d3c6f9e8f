//! `package`: a crate that can be published as it is. What is somebody's own after the first run (`Cargo.toml`, `README.md`) is
//! left alone but for what has to change; the code, the log of changes and the description are written anew.

mod changelog;
mod description;
mod facts;
mod manifest;
mod settings;

use std::fs;
use std::path::Path;

use connector_codegen::build::write_if_changed;
use connector_codegen::docs::{Crate, Reference, first_operation, readme};
use connector_codegen::import::import;
use connector_codegen::{Generated, Options, Severity};
use serde_json::{Value, json};

use crate::End;
use crate::args::{ByTag, Package};
use crate::check::finding_json;
use crate::commands::{end, say};
use crate::terminal::{Terminal, print};
use crate::{diff, document};

use description::Description;
use facts::Facts;
use manifest::Manifest;

/// A document with more operations than these has a feature for each tag.
const BIG: usize = 60;

pub(crate) fn package(args: &Package, terminal: &Terminal) -> End {
    let options = match document::options(&args.input.documents, &args.input.choices) {
        Ok(options) => options,
        Err(end) => return end,
    };
    match write(args, options, terminal) {
        Ok(end) | Err(end) => end,
    }
}

fn write(args: &Package, mut options: Options, terminal: &Terminal) -> Result<End, End> {
    let facts = Facts::of(&options);
    let manifest = match Manifest::open(&args.out, args, &facts) {
        Ok(manifest) => manifest,
        Err(wrong) => {
            // What cannot be read has no title either: that is then what to say.
            let generated = connector_codegen::generate(&options);
            if generated.tokens.is_empty() {
                say(&generated, terminal);
                return Err(nothing(args));
            }
            return Err(wrong);
        }
    };
    options.examples = Some(manifest.module());
    // Names stay as they were published.
    let lock = args.out.join("connector.lock");
    options.lock.get_or_insert(lock);
    if args.mock || manifest.has_mock() {
        options.mock = Some(format!("feature = \"{}\"", manifest::MOCK));
    }
    options.features = manifest.has_tags() || by_tag(args, &options);
    let generated = connector_codegen::generate(&options);
    if !args.json || generated.has_errors() || generated.tokens.is_empty() {
        say(&generated, terminal);
    }
    // Half a client is nothing to publish.
    if generated.has_errors() || generated.tokens.is_empty() {
        return Err(nothing(args));
    }
    let reference = connector_codegen::reference(&options).0;
    let reference = reference.ok_or_else(|| End::Failed("there is nothing to describe".into()))?;

    let before = description::before(&args.out, &manifest)?;
    let change = before.map(|before| diff::diff(&before, &generated.inspect));
    let mut manifest = manifest.next(args, change.as_ref(), &generated)?;
    let description = Description::of(&options, &generated)?;
    let out = &args.out;
    for (name, text) in files(&generated, &reference) {
        put(&out.join("src").join(name), &text)?;
    }
    put(options.lock.as_deref().unwrap_or(Path::new("connector.lock")), &generated.lock)?;
    changelog::write(&out.join("CHANGELOG.md"), &manifest.version(), &generated.inspect, change.as_ref())?;
    put_once(&out.join("README.md"), || readme(&reference, &manifest.about(&generated)))?;
    put_once(&out.join(".gitignore"), || "/target\n/Cargo.lock\n".to_owned())?;
    if let Some(license) = &args.license_file {
        copy(license, &out.join(manifest::LICENSE))?;
    }
    if args.connector {
        folder(&options, &out.join("connector"), terminal)?;
    }
    // What the next run compares with, and what makes a crate of the folder, come last: who is interrupted begins anew.
    description.write(&out.join(description::FOLDER))?;
    put(&out.join("Cargo.toml"), &manifest.text(&options, &description, &generated))?;
    if !manifest.has_license() {
        terminal.complain(
            Severity::Warning,
            "warning: the crate has no licence, without which registries do not take it: name one with --license",
        );
    }
    let (name, version) = (manifest.name(), manifest.version());
    let shown = out.display().to_string();
    if args.json {
        let changes = change.map(|change| change.to_value());
        let findings: Vec<Value> = generated.diagnostics.iter().map(finding_json).collect();
        let made =
            json!({"name": name, "version": version, "out": shown, "changes": changes, "findings": findings});
        print(&format!("{made:#}\n")).map_err(|error| End::Failed(format!("cannot write: {error}")))?;
    } else {
        terminal.note(&format!("wrote {name} {version} to {shown}"));
    }
    Ok(end(&generated))
}

/// The folder that the connector has on Power Platform: as `import` writes it, with what lies beside the description.
fn folder(options: &Options, out: &Path, terminal: &Terminal) -> Result<(), End> {
    // Written anew; properties are added to, for who publishes it has a name and colours of their own.
    let definition = out.join("apiDefinition.swagger.json");
    if definition.exists() {
        fs::remove_file(&definition)
            .map_err(|error| End::Failed(format!("cannot replace {}: {error}", definition.display())))?;
    }
    let made = import(options, out).map_err(End::Failed)?;
    for note in made.notes.iter().chain(&made.limits) {
        terminal.complain(Severity::Warning, &format!("warning: connector: {note}"));
    }
    description::beside(options, out)
}

fn nothing(args: &Package) -> End {
    End::Failed(format!("nothing was written to {}", args.out.display()))
}

/// Whether each tag becomes a feature. What has begun with features goes on with them.
fn by_tag(args: &Package, options: &Options) -> bool {
    match args.features {
        ByTag::Always => true,
        ByTag::Never => false,
        ByTag::Big => {
            let inspect = connector_codegen::generate(options).inspect;
            inspect.actions.len() + inspect.triggers.len() > BIG
        }
    }
}

/// The sources.
fn files(generated: &Generated, reference: &Reference) -> Vec<(String, String)> {
    let mut files = generated.crate_files();
    let Some((_, root)) = files.first_mut() else { return files };
    // The README has an example, which is there with a feature.
    let first = first_operation(reference);
    let group = first.and_then(|first| {
        reference.groups.iter().find(|group| group.operations.iter().any(|one| one.id == first.id))
    });
    let needs = group.and_then(|group| generated.features.iter().find(|(_, tag)| *tag == group.name));
    let doc = match needs.map(|(feature, _)| feature) {
        Some(feature) => {
            format!("#![cfg_attr(feature = {feature:?}, doc = include_str!(\"../README.md\"))]\n")
        }
        None => "#![doc = include_str!(\"../README.md\")]\n".to_owned(),
    };
    let head = root.find("\n\n").map_or(0, |at| at + 2);
    root.insert_str(head, &format!("{doc}\n"));
    files
}

fn put(path: &Path, text: &str) -> Result<(), End> {
    let written = write_if_changed(path, text);
    written.map(drop).map_err(|error| End::Failed(format!("cannot write {}: {error}", path.display())))
}

/// What is written the first time, and is the maker's own from then on.
fn put_once(path: &Path, text: impl FnOnce() -> String) -> Result<(), End> {
    if path.exists() { Ok(()) } else { put(path, &text()) }
}

fn copy(from: &Path, to: &Path) -> Result<(), End> {
    let failed = |error| End::Failed(format!("cannot copy {} to {}: {error}", from.display(), to.display()));
    // A file that is copied to itself would be emptied.
    if fs::canonicalize(from).is_ok_and(|from| fs::canonicalize(to).is_ok_and(|to| to == from)) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::copy(from, to).map(drop).map_err(failed)
}

impl Manifest {
    /// What the README has to know.
    fn about(&self, generated: &Generated) -> Crate {
        Crate { name: self.name(), license: self.license(), features: generated.features.clone() }
    }
}
