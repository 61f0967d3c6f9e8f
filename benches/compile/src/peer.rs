//! The generators: how each is called, and what its code needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Fault;
use crate::measure::{self, Cost};

/// A document, in both versions.
pub struct Document {
    /// What it is called in tables.
    pub name: String,
    /// As it is.
    pub own: PathBuf,
    /// Converted to OpenAPI 3.0, and what that cost.
    pub converted: Option<(PathBuf, Cost)>,
}

/// The word that asks this program to be a generator itself.
pub const OWN: &str = "own";

/// Whoever generates a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// This project.
    Own,
    /// `openapi-to-rust`.
    OpenapiToRust,
    /// `oas3-gen generate client-mod`.
    Oas3Gen,
    /// `cargo progenitor`.
    Progenitor,
    /// OpenAPI Generator, `-g rust --library reqwest`.
    OpenapiGenerator,
}

impl Peer {
    /// This project first.
    pub const ALL: [Self; 5] =
        [Self::Own, Self::OpenapiToRust, Self::Oas3Gen, Self::Progenitor, Self::OpenapiGenerator];

    /// With the version that `run` installs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "connector-rs",
            Self::OpenapiToRust => "openapi-to-rust 0.23.0",
            Self::Oas3Gen => "oas3-gen 0.29.0",
            Self::Progenitor => "progenitor 0.15.1",
            Self::OpenapiGenerator => "OpenAPI Generator 7.26.0",
        }
    }

    /// A folder's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::Oas3Gen => "oas3-gen",
            Self::Progenitor => "progenitor",
            Self::OpenapiGenerator => "openapi-generator",
        }
    }

    /// Generates into the empty folder `out`; the cost has the conversion in it, where there was one.
    ///
    /// # Errors
    /// When the generator fails.
    pub fn generate(self, tools: &Tools, document: &Document, out: &Path) -> Result<Cost, Fault> {
        fs::create_dir_all(out)?;
        let converted = || document.converted.as_ref().ok_or("it could not be converted to OpenAPI 3.0");
        let command = |program: &Path| Command::new(program);
        let mut before = Cost::default();
        let mut run = match self {
            Self::Own => {
                let mut run = command(&tools.own);
                run.arg(OWN).arg(&document.own).arg(out.join("client.rs"));
                run
            }
            Self::OpenapiGenerator => {
                let mut run = Command::new("java");
                run.arg("-jar").arg(&tools.jar).args([
                    "generate",
                    "-g",
                    "rust",
                    "--library",
                    "reqwest",
                    "-i",
                ]);
                run.arg(&document.own).arg("-o").arg(out);
                run.args(["--additional-properties=packageName=client", "--skip-validate-spec"]);
                run
            }
            Self::OpenapiToRust => {
                let (path, cost) = converted()?;
                before = *cost;
                let mut run = command(&tools.cargo_bin.join("openapi-to-rust"));
                run.arg("generate").arg(path).arg("--output-dir").arg(out);
                run
            }
            Self::Oas3Gen => {
                let (path, cost) = converted()?;
                before = *cost;
                let mut run = command(&tools.cargo_bin.join("oas3-gen"));
                run.args(["generate", "client-mod", "-i"]).arg(path).arg("-o").arg(out.join("client"));
                run
            }
            Self::Progenitor => {
                let (path, cost) = converted()?;
                before = *cost;
                let mut run = command(&tools.cargo_bin.join("cargo-progenitor"));
                run.args(["progenitor", "-i"]).arg(path).arg("-o").arg(out.join("crate"));
                run.args(["-n", "client", "-v", "0.1.0"]);
                run
            }
        };
        run.current_dir(out);
        let cost = measure::run(&run, &out.with_extension("log"))?;
        Ok(Cost { cpu: before.cpu + cost.cpu, peak: before.peak.max(cost.peak) })
    }

    /// The folder with `lib.rs`, made of what was generated, for a crate called `client`.
    ///
    /// # Errors
    /// When what was generated is not where it should be.
    pub fn sources(self, out: &Path, src: &Path) -> Result<(), Fault> {
        match self {
            Self::Own => {
                fs::create_dir_all(src)?;
                fs::copy(out.join("client.rs"), src.join("lib.rs"))?;
            }
            Self::OpenapiGenerator => copy(&out.join("src"), src)?,
            Self::Progenitor => copy(&out.join("crate/src"), src)?,
            Self::Oas3Gen => {
                copy(&out.join("client"), src)?;
                // A module of its own within a crate; here it is the crate.
                let root = fs::read_to_string(src.join("mod.rs"))?.replace("\nmod ", "\npub mod ");
                fs::write(src.join("lib.rs"), root)?;
                fs::remove_file(src.join("mod.rs"))?;
            }
            Self::OpenapiToRust => {
                copy(out, src)?;
                let root = src.join("mod.rs");
                if root.is_file() {
                    fs::rename(root, src.join("lib.rs"))?;
                }
            }
        }
        Ok(())
    }

    /// What the manifest of the crate has below `[dependencies]`, as the generator's own says; where that depends on the document, for
    /// all of these.
    pub fn dependencies(self, tools: &Tools) -> String {
        let tokio = "tokio = { version = \"1.48\", features = [\"macros\", \"rt\"] }\n";
        let rest = match self {
            Self::Own => format!(
                "connector-rs = {{ path = {:?}, default-features = false, features = [\"rustls\"] }}\n",
                tools.checkout.display().to_string()
            ),
            Self::OpenapiGenerator => "\
serde = { version = \"1\", features = [\"derive\"] }
serde_with = { version = \"3.8\", default-features = false, features = [\"base64\", \"std\", \"macros\"] }
serde_json = \"1\"
serde_repr = \"0.1\"
url = \"2.5\"
uuid = { version = \"1.8\", features = [\"serde\", \"v4\"] }
chrono = { version = \"0.4\", features = [\"serde\"] }
tokio-util = { version = \"0.7\", features = [\"codec\"] }
reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"multipart\", \"stream\", \"query\", \"form\", \"rustls\"] }
"
            .to_owned(),
            Self::OpenapiToRust => "\
base64 = \"0.22\"
bytes = { version = \"1\", features = [\"serde\"] }
chrono = { version = \"0.4\", features = [\"serde\"] }
futures-util = \"0.3\"
mime = \"0.3\"
reqwest = { version = \"0.13\", default-features = false, features = [\"multipart\", \"query\", \"rustls\", \"stream\"] }
reqwest-middleware = { version = \"0.5\", features = [\"multipart\", \"query\"] }
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
thiserror = \"2\"
"
            .to_owned(),
            Self::Oas3Gen => "\
anyhow = \"1.0\"
chrono = { version = \"0.4.42\", default-features = false, features = [\"std\", \"clock\", \"serde\"] }
http = \"1.5\"
indexmap = { version = \"2.14\", features = [\"serde\"] }
oas3-gen-support = \"0.29.0\"
regex = \"1.13\"
reqwest = { version = \"0.13\", default-features = false, features = [\"form\", \"json\", \"multipart\", \"http2\", \"rustls\", \"query\", \"stream\"] }
secrecy = \"0.10\"
serde = { version = \"1.0\", features = [\"derive\"] }
serde_html_form = { version = \"0.4\", default-features = false, features = [\"ser\", \"std\"] }
serde_json = { version = \"1.0\", features = [\"preserve_order\"] }
serde_with = { version = \"3.24\", features = [\"base64\", \"chrono\", \"indexmap_2\"] }
validator = { version = \"0.21\", features = [\"derive\", \"indexmap\"] }
"
            .to_owned(),
            Self::Progenitor => "\
bytes = \"1.9\"
chrono = { version = \"0.4\", default-features = false, features = [\"serde\"] }
futures-core = \"0.3\"
progenitor-client = \"0.15\"
reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"stream\", \"query\", \"form\", \"rustls\"] }
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
serde_urlencoded = \"0.7\"
uuid = { version = \"1\", features = [\"serde\", \"v4\"] }
"
            .to_owned(),
        };
        format!("{tokio}{rest}")
    }
}

/// Where the generators are.
pub struct Tools {
    /// The checkout of this project.
    pub checkout: PathBuf,
    /// Everything that is made, and may go.
    pub work: PathBuf,
    /// This program, optimised.
    pub own: PathBuf,
    /// Where `cargo install` puts programs.
    pub cargo_bin: PathBuf,
    /// OpenAPI Generator.
    pub jar: PathBuf,
    /// `swagger2openapi`.
    pub converter: PathBuf,
}

fn copy(from: &Path, to: &Path) -> Result<(), Fault> {
    fs::create_dir_all(to)?;
    let entries = fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        match path.is_dir() {
            true => copy(&path, &to.join(name))?,
            false => drop(fs::copy(&path, to.join(name))?),
        }
    }
    Ok(())
}
