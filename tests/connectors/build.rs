//! Generates the clients of `connectors.txt` from a folder of public connectors, where there is one, and makes functions of the
//! examples of `docs/gallery.md`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use connector_codegen::{Options, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let root = here.join("../..");
    println!("cargo::rerun-if-env-changed=CONNECTOR_CORPUS");
    println!("cargo::rerun-if-changed=build.rs");
    let corpus = env::var_os("CONNECTOR_CORPUS").map_or_else(|| root.join("../shared/corpus"), PathBuf::from);
    let folder = corpus.join("powerplatform");
    println!("cargo::rerun-if-changed={}", folder.display());
    if !folder.is_dir() {
        return Ok(());
    }
    println!("cargo::rustc-cfg=corpus");
    clients(&here.join("connectors.txt"), &folder, &out)?;
    gallery(&root.join("docs/gallery.md"), &out)
}

fn clients(list: &Path, folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", list.display());
    let mut modules = String::new();
    for line in fs::read_to_string(list)?.lines() {
        let (module, connector) = line.split_once(' ').ok_or("a line is a module and a folder")?;
        let made = generate(&Options {
            documents: vec![definition(&folder.join(connector))?],
            ..Options::default()
        });
        if made.has_errors() {
            return Err(format!("{connector}: {:?}", made.diagnostics).into());
        }
        let file = out.join(format!("{module}.rs"));
        fs::write(&file, made.pretty())?;
        modules.push_str(&format!("/// `{connector}`\n#[path = {file:?}]\npub mod {module};\n"));
    }
    Ok(fs::write(out.join("connectors.rs"), modules)?)
}

/// The definition in a connector's folder.
fn definition(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let is_one = |path: &PathBuf| path.to_string_lossy().to_lowercase().ends_with(".swagger.json");
    let mut files = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(files.find(is_one).ok_or_else(|| format!("{} has no definition", folder.display()))?)
}

/// Each block of Rust under a heading is the body of an `async fn`, in the order of the page.
fn gallery(page: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", page.display());
    let text = fs::read_to_string(page)?;
    let mut code = String::new();
    for (number, block) in text.split("```rust\n").skip(1).enumerate() {
        let (block, _) = block.split_once("```").ok_or("a block has no end")?;
        let lines: Vec<&str> = block.lines().collect();
        // Types and imports stand where a reader sees them: in the block.
        code.push_str(&format!(
            "pub async fn example_{number}() -> Result<(), Box<dyn std::error::Error>> {{\n{}\nOk(())\n}}\n",
            lines.join("\n")
        ));
    }
    let connectors = text.lines().filter(|line| line.starts_with("## ")).count();
    if code.matches("pub async fn").count() != connectors {
        return Err("a connector of the gallery has one example".into());
    }
    Ok(fs::write(out.join("gallery.rs"), code)?)
}
