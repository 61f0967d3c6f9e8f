//! What does not depend on the machine and must not grow unnoticed: `benches/budgets.txt` has the limits.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use connector::rt::v1 as rt;
use connector_codegen::{Options, generate};

/// Limits by name.
fn budgets() -> BTreeMap<String, f64> {
    let text = fs::read_to_string(root().join("benches/budgets.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let line = |line: &str| {
        let (name, limit) = line.rsplit_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
        (name.to_owned(), limit.parse().unwrap())
    };
    lines.map(line).collect()
}

/// Holds a figure to its limit.
fn hold(name: &str, is: f64) {
    let limit = budgets().get(name).copied().unwrap_or_else(|| panic!("benches/budgets.txt has no `{name}`"));
    println!("{name}: {is:.1}, at most {limit}");
    assert!(is <= limit, "{name}: {is:.1}, and {limit} is the limit in benches/budgets.txt");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn calls_are_small() {
    hold("bytes of a call", size_of::<rt::Call<rt::Value>>() as f64);
    hold("bytes of an error", size_of::<connector::Error>() as f64);
    hold("bytes of a function that awaits a call", size_of_future(awaits) as f64);
}

async fn awaits(call: rt::Call<rt::Value>) -> Result<rt::Value, connector::Error> {
    call.await
}

/// Of what an asynchronous function gives, which nobody has to run for that.
fn size_of_future<A, F: Future>(_: fn(A) -> F) -> usize {
    size_of::<F>()
}

/// Packages of a tree, and those of `reqwest` in it.
fn packages(of: &[&str]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut tree = Command::new(env!("CARGO"));
    tree.args(["tree", "--offline", "-q", "-e", "normal,build", "--target", "x86_64-unknown-linux-gnu"]);
    let output =
        tree.args(["--prefix", "depth", "--no-dedupe"]).args(of).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut all, mut below) = (BTreeSet::new(), BTreeSet::new());
    let mut inside: Option<usize> = None;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let name = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let depth: usize = line.strip_suffix(name).unwrap().parse().unwrap();
        let package = name.split(' ').take(2).collect::<Vec<_>>().join(" ");
        inside = inside.filter(|of| depth > *of);
        if inside.is_none() && package.starts_with("reqwest v") {
            inside = Some(depth);
        }
        if inside.is_some() {
            below.insert(package.clone());
        }
        all.insert(package);
    }
    (all, below)
}

#[test]
fn dependencies_are_few() {
    for (name, of) in [
        (
            "packages of connector-runtime beyond reqwest",
            &["-p", "connector-runtime", "--features", "rustls"][..],
        ),
        ("packages of connector-rs beyond reqwest", &["-p", "connector-rs"]),
    ] {
        let (all, reqwest) = packages(of);
        assert!(reqwest.len() > 30, "{} packages are not reqwest's", reqwest.len());
        hold(name, (all.len() - reqwest.len()) as f64);
        println!("{name}: {} and {}", all.len(), reqwest.len());
    }
}

/// Lines that are neither blank nor comments.
fn code_lines(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

/// What LLVM is given of a client without optimisation, which most of a debug build is spent on: lines between the braces of
/// functions, by action. A library alone: what awaits the calls is not there.
fn llvm_lines_per_action(document: PathBuf) -> f64 {
    let made = generate(&Options { documents: vec![document], ..Options::default() });
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("budgets");
    fs::create_dir_all(folder.join("src")).unwrap();
    let runtime = format!(
        "connector-rs = {{ path = {:?}, default-features = false, features = [\"rustls\"] }}",
        root().display().to_string()
    );
    let manifest = format!(
        "[package]\nname = \"budgets\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{runtime}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::write(folder.join("src/lib.rs"), made.pretty()).unwrap();
    let out = folder.join("client.ll");
    let mut rustc = Command::new(env!("CARGO"));
    rustc.args(["rustc", "--quiet", "--offline", "--lib"]).current_dir(&folder);
    // Where other clients are compiled, too: dependencies are built once.
    rustc.arg("--target-dir").arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../corpus"));
    rustc.args(["--", "-Ccodegen-units=1"]).arg(format!("--emit=llvm-ir={}", out.display()));
    // What debuggers are told of is lines, too: it is not what is compiled.
    rustc.env_remove("RUSTFLAGS").env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    let output = rustc.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut count, mut inside) = (0, false);
    for line in fs::read_to_string(out).unwrap().lines() {
        inside = line.starts_with("define ") || inside && line != "}";
        count += usize::from(inside && !line.is_empty());
    }
    assert!(count > 1000, "{count} lines are no client");
    count as f64 / made.inspect.actions.len() as f64
}

#[test]
fn generated_code_is_little_to_compile() {
    hold(
        "lines of LLVM per action, own documents",
        llvm_lines_per_action(root().join("examples/quickstart/orders.swagger.json")),
    );
    let document = corpus().join("openapi2/docker-engine-head.yaml");
    if document.is_file() {
        hold("lines of LLVM per action, Docker Engine", llvm_lines_per_action(document));
    }
}

fn corpus() -> PathBuf {
    std::env::var_os("CONNECTOR_CORPUS").map_or_else(|| root().join("../shared/corpus"), PathBuf::from)
}

fn lines_per_action(document: PathBuf) -> f64 {
    let made = generate(&Options { documents: vec![document], ..Options::default() });
    code_lines(&made.pretty()) as f64 / made.inspect.actions.len() as f64
}

#[test]
fn generated_code_is_short() {
    hold(
        "code lines per action, own documents",
        lines_per_action(root().join("examples/quickstart/orders.swagger.json")),
    );
    let corpus = corpus();
    if !corpus.is_dir() {
        println!("no folder {}: the project's own documents only", corpus.display());
        return;
    }
    for (name, document) in [
        ("Docker Engine", "openapi2/docker-engine-head.yaml"),
        ("Gitea", "openapi2/gitea-2018.json"),
        ("Encodian", "powerplatform/certified-connectors/Encodian/apiDefinition.swagger.json"),
    ] {
        let document = corpus.join(document);
        if document.is_file() {
            hold(&format!("code lines per action, {name}"), lines_per_action(document));
        }
    }
}
