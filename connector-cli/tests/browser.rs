//! Reference pages in a real browser: what `browser/look.mjs` does with each site, as a person would, and what an
//! accessibility checker says of them. Pictures and measurements are left in `target/tmp/browser` to be looked at.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Completion, Failed, Trial};

/// A site that is looked at.
struct Site {
    name: &'static str,
    document: Document,
    more: &'static [&'static str],
}

enum Document {
    /// In this repository, below `connector-cli`.
    Own(&'static str),
    /// In the corpus: why it is chosen is its name.
    Corpus(&'static str),
    /// A folder of the corpus, with an index.
    Folder(&'static str),
}

const SITES: &[Site] = &[
    own("quickstart", "../examples/quickstart/orders.swagger.json"),
    own("hostile_markup", "tests/fixtures/hostile"),
    corpus("largest", "openapi2/kubernetes.json"),
    corpus("largest_connector", "powerplatform/certified-connectors/Encodian"),
    corpus("webhook", "powerplatform/certified-connectors/WooCommerce"),
    corpus("polling", "powerplatform/certified-connectors/The Events Calendar"),
    corpus("markup_of_a_stranger", "powerplatform/certified-connectors/SIGNL4 - Mobile Alerting"),
    corpus("several_ways_to_sign_in", "powerplatform/certified-connectors/AvePoint Cloud Governance"),
    Site {
        name: "gallery",
        document: Document::Folder("powerplatform/custom-connectors"),
        more: &["gallery"],
    },
];

const fn own(name: &'static str, path: &'static str) -> Site {
    Site { name, document: Document::Own(path), more: &[] }
}

const fn corpus(name: &'static str, path: &'static str) -> Site {
    Site { name, document: Document::Corpus(path), more: &[] }
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // A browser has use for more than one core.
    arguments.test_threads = Some(1);
    let required = std::env::var_os("CONNECTOR_REQUIRE").is_some_and(|value| value == "all");
    let trials = SITES.iter().map(|site| {
        Trial::ignorable_test(site.name, move || match missing() {
            Some(reason) if required => Err(Failed::from(reason)),
            Some(reason) => Ok(Completion::ignored_with(reason)),
            None => look(site),
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn browser() -> PathBuf {
    std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}

/// Why nothing can be looked at.
fn missing() -> Option<String> {
    if !browser().is_file() {
        return Some(format!("{} is not there; CHROMIUM says where a browser is", browser().display()));
    }
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
    if !node.is_ok_and(|status| status.success()) {
        return Some("node is not installed".to_owned());
    }
    let installed = here().join("tests/browser/node_modules/puppeteer-core").is_dir();
    (!installed).then(|| "puppeteer-core is not installed: npm ci in connector-cli/tests/browser".to_owned())
}

/// `CONNECTOR_CORPUS`, or `shared/corpus` beside the checkout.
fn corpus_folder() -> PathBuf {
    let checkout = here().join("..");
    match std::env::var_os("CONNECTOR_CORPUS") {
        Some(corpus) => checkout.join(corpus),
        None => checkout.join("../shared/corpus"),
    }
}

fn look(site: &Site) -> Result<Completion, Failed> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(site.name);
    let _ = fs::remove_dir_all(&place);
    let out = place.join("site");
    let mut docs = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    docs.args(["--quiet", "docs", "--out"]).arg(&out);
    let document = match site.document {
        Document::Own(path) => here().join(path),
        Document::Corpus(path) | Document::Folder(path) => corpus_folder().join(path),
    };
    if !document.exists() {
        // Where there is no corpus, the project's own documents do.
        return Ok(Completion::ignored_with(format!("{} is not there", document.display())));
    }
    if let Document::Folder(_) = site.document {
        docs.arg("--folder");
    }
    let made = docs.arg(&document).output()?;
    if !out.join("index.html").is_file() {
        return Err(Failed::from(String::from_utf8_lossy(&made.stderr)));
    }
    let seen = Command::new("node")
        .arg(here().join("tests/browser/look.mjs"))
        .arg(&out)
        .arg(place.join("pictures"))
        .args(site.more)
        .env("CHROMIUM", browser())
        .stdin(Stdio::null())
        .output()?;
    fs::write(place.join("measured.json"), &seen.stdout)?;
    match seen.status.success() {
        true => Ok(Completion::Completed),
        false => Err(Failed::from(String::from_utf8_lossy(&seen.stderr))),
    }
}
