//! `Cargo.toml`: made once, and afterwards changed only where it has to: version, features, settings.

use std::fs;
use std::path::Path;

use connector_codegen::{Generated, Options};
use semver::Version;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::description::Description;
use super::facts::{self, Facts};
use super::settings;
use crate::End;
use crate::args::Package;
use crate::diff::Diff;

/// The file of a licence that is no SPDX expression.
pub(super) const LICENSE: &str = "LICENSE";

/// The feature that has the mock.
pub(super) const MOCK: &str = "testing";

/// The version that a crate begins with.
const FIRST: Version = Version::new(0, 1, 0);

pub(super) struct Manifest {
    toml: DocumentMut,
    name: String,
    version: Version,
}

impl Manifest {
    /// The manifest that is there, or a new one.
    pub(super) fn open(out: &Path, args: &Package, facts: &Facts) -> Result<Self, End> {
        let path = out.join("Cargo.toml");
        let toml = match fs::read_to_string(&path) {
            Ok(text) => text
                .parse::<DocumentMut>()
                .map_err(|error| End::Failed(format!("{} is no TOML: {error}", path.display())))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => DocumentMut::new(),
            Err(error) => return Err(End::Failed(format!("cannot read {}: {error}", path.display()))),
        };
        let mut manifest = Self { toml, name: String::new(), version: FIRST };
        if manifest.toml.is_empty() {
            manifest.name = name(args.crate_name.as_deref(), &facts.title)?;
            manifest.begin(facts);
        } else {
            if manifest.settings().is_none() {
                return Err(End::Failed(format!(
                    "{} was not made by `package`: choose another folder for --out",
                    path.display()
                )));
            }
            let text = |key: &str| manifest.package(key).and_then(Item::as_str).map(str::to_owned);
            let (known, version) = (text("name"), text("version"));
            let wanted = args.crate_name.clone().or(known);
            manifest.version = match version.as_deref().map(Version::parse) {
                Some(Ok(version)) => version,
                _ => return Err(End::Failed(format!("{} has no version", path.display()))),
            };
            manifest.name = name(wanted.as_deref(), &facts.title)?;
        }
        manifest.set("name", &manifest.name.clone());
        manifest.chosen(args)?;
        if args.mock {
            manifest.table("features", |features| {
                features.insert(MOCK, strings([format!("connector-rs/{MOCK}")]));
            });
        }
        Ok(manifest)
    }

    fn begin(&mut self, facts: &Facts) {
        let name = self.name.clone();
        self.set("name", &name);
        self.set("version", &FIRST.to_string());
        self.set("edition", "2024");
        self.set("rust-version", env!("CARGO_PKG_RUST_VERSION"));
        let about =
            if facts.about.is_empty() { format!("A client of {}", facts.title) } else { facts.about.clone() };
        self.set("description", &about);
        if let Some(license) = &facts.license {
            self.set("license", license);
        }
        if let Some(homepage) = &facts.homepage {
            self.set("homepage", homepage);
        }
        self.set("readme", "README.md");
        let keywords = ["api", "client"].map(str::to_owned).into_iter().chain(facts.keywords.iter().cloned());
        let parts = ["/src", "/README.md", "/CHANGELOG.md", "/LICENSE*"];
        self.table("package", |package| {
            package.insert("keywords", strings(keywords));
            package.insert("categories", strings(["api-bindings"]));
            package.insert("include", strings(parts));
        });
        let mut dependency = InlineTable::new();
        dependency.insert("version", env!("CARGO_PKG_VERSION").into());
        dependency.insert("default-features", false.into());
        self.table("dependencies", |table| {
            table.insert("connector-rs", Item::Value(Value::InlineTable(dependency)));
        });
        let mut tokio = InlineTable::new();
        tokio.insert("version", "1".into());
        tokio.insert("features", Value::Array(["macros", "rt-multi-thread"].into_iter().collect()));
        self.table("dev-dependencies", |table| {
            table.insert("tokio", Item::Value(Value::InlineTable(tokio)));
        });
    }

    /// What was typed goes before what is there.
    fn chosen(&mut self, args: &Package) -> Result<(), End> {
        if let Some(license) = &args.license {
            let known = facts::expression(license);
            let known = known.ok_or_else(|| {
                End::Usage(format!(
                    "`{license}` is no SPDX licence expression: for another licence, --license-file FILE"
                ))
            })?;
            self.set("license", &known);
        }
        if args.license_file.is_some() {
            self.table("package", |package| {
                package.remove("license");
            });
            self.set("license-file", LICENSE);
        }
        if let Some(repository) = &args.repository {
            self.set("repository", repository);
        }
        Ok(())
    }

    /// With the version that comes after what has changed, or the one that is asked for.
    pub(super) fn next(
        mut self,
        args: &Package,
        change: Option<&Diff>,
        generated: &Generated,
    ) -> Result<Self, End> {
        self.version = match (&args.crate_version, change) {
            (Some(version), _) => Version::parse(version)
                .map_err(|error| End::Usage(format!("`{version}` is no version: {error}")))?,
            (None, Some(change)) => after(&self.version, change),
            (None, None) => self.version,
        };
        let version = self.version.to_string();
        self.set("version", &version);
        self.features(generated);
        Ok(self)
    }

    fn features(&mut self, generated: &Generated) {
        let tags: Vec<&String> = generated.features.iter().map(|(name, _)| name).collect();
        let is_new = self.feature("default").is_none();
        self.table("features", |features| {
            if is_new {
                let default = if tags.is_empty() { vec!["rustls"] } else { vec!["full", "rustls"] };
                features.insert("default", strings(default));
                for tls in ["rustls", "native-tls"] {
                    features.insert(tls, strings([format!("connector-rs/{tls}")]));
                }
            }
            if !tags.is_empty() {
                features.insert("full", strings(tags.iter().copied()));
            }
            // A tag that is gone is kept as a feature that does nothing: whoever asks for it goes on.
            for tag in tags {
                if !features.contains_key(tag) {
                    features.insert(tag, strings(Vec::<String>::new()));
                }
            }
        });
    }

    /// The whole text.
    pub(super) fn text(
        &mut self,
        options: &Options,
        description: &Description,
        generated: &Generated,
    ) -> String {
        let by_tag = !generated.features.is_empty();
        self.table("package", |package| {
            let metadata = package.entry("metadata").or_insert(Item::Table(implicit()));
            let Some(metadata) = metadata.as_table_mut() else { return };
            metadata.insert("connector", Item::Table(settings::write(options, &description.files)));
            if !metadata.contains_key("docs") {
                let mut rs = Table::new();
                rs.insert("features", strings(if by_tag { vec!["full", "rustls"] } else { vec!["rustls"] }));
                rs.insert("no-default-features", value(true));
                let mut docs = implicit();
                docs.insert("rs", Item::Table(rs));
                metadata.insert("docs", Item::Table(docs));
            }
        });
        self.toml.to_string()
    }

    /// The settings that the crate was made with.
    pub(super) fn settings(&self) -> Option<&Item> {
        self.package("metadata")?.get("connector")
    }

    /// Whether the crate has a feature for each tag.
    pub(super) fn has_tags(&self) -> bool {
        self.feature("full").is_some()
    }

    /// Whether it has a mock.
    pub(super) fn has_mock(&self) -> bool {
        self.feature(MOCK).is_some()
    }

    fn feature(&self, name: &str) -> Option<&Item> {
        self.toml.get("features")?.get(name)
    }

    pub(super) fn name(&self) -> String {
        self.name.clone()
    }

    /// The path of the library, as its users write it.
    pub(super) fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    pub(super) fn version(&self) -> String {
        self.version.to_string()
    }

    pub(super) fn license(&self) -> Option<String> {
        self.package("license").and_then(Item::as_str).map(str::to_owned)
    }

    pub(super) fn has_license(&self) -> bool {
        self.package("license").is_some() || self.package("license-file").is_some()
    }

    fn package(&self, key: &str) -> Option<&Item> {
        self.toml.get("package")?.get(key)
    }

    fn set(&mut self, key: &str, text: &str) {
        // A value that stays keeps what is written around it.
        if self.package(key).and_then(Item::as_str) != Some(text) {
            self.table("package", |package| {
                package.insert(key, value(text));
            });
        }
    }

    /// Changes a table; one that is written inline becomes one with lines of its own.
    fn table(&mut self, name: &str, change: impl FnOnce(&mut Table)) {
        let item = self.toml.entry(name).or_insert(Item::Table(Table::new()));
        let mut table = std::mem::take(item).into_table().unwrap_or_default();
        change(&mut table);
        *item = Item::Table(table);
    }
}

fn implicit() -> Table {
    let mut table = Table::new();
    table.set_implicit(true);
    table
}

fn strings<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Item {
    let array: Array = items.into_iter().map(|item| Value::from(item.into())).collect();
    value(array)
}

/// By the rules of semantic versioning, with those of versions below 1.
fn after(version: &Version, change: &Diff) -> Version {
    let Version { major, minor, patch, .. } = *version;
    match (change.concerns_callers(), change.adds()) {
        _ if change.is_empty() => version.clone(),
        (true, _) if major > 0 => Version::new(major + 1, 0, 0),
        (true, _) => Version::new(0, minor + 1, 0),
        (false, true) if major > 0 => Version::new(major, minor + 1, 0),
        _ => Version::new(major, minor, patch + 1),
    }
}

/// The name of the package: as typed, or made of the title.
fn name(typed: Option<&str>, title: &str) -> Result<String, End> {
    let sound = |name: &str| {
        (1..=64).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    if let Some(typed) = typed {
        return match sound(typed) {
            true => Ok(typed.to_owned()),
            false => Err(End::Usage(format!(
                "`{typed}` is no name of a crate: a letter, then letters, digits, `-` and `_`, 64 at most"
            ))),
        };
    }
    let title = title.replace("'s", "").replace("’s", "");
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut made = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    if made.starts_with(|c: char| c.is_ascii_digit()) {
        made.insert_str(0, "api-");
    }
    if !made.ends_with("client") {
        made.push_str("-client");
    }
    match sound(&made) {
        true => Ok(made),
        false => Err(End::Usage("the title makes no name of a crate: --crate-name NAME".into())),
    }
}
