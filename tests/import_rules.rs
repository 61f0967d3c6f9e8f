//! The lines between the parts of the project: who may know whom. A line that is crossed is mended at the crossing, not here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::{Path, PathBuf};

/// In files under `inside`, but not under `except`, none of `words` stands in code.
struct Rule {
    inside: &'static str,
    except: &'static [&'static str],
    words: &'static [&'static str],
    why: &'static str,
}

const CODEGEN: &str = "connector-codegen/src";

const RULES: &[Rule] = &[
    Rule {
        inside: "connector-runtime/src",
        except: &[],
        words: &["connector_codegen", "connector_macros", "cargo_connector", "connector::"],
        why: "the runtime imports nothing of ours",
    },
    Rule {
        inside: "connector-macros/src",
        except: &[],
        words: &[
            "connector_codegen::build",
            "connector_codegen::source",
            "connector_codegen::ir",
            "connector_codegen::frontend",
            "connector_codegen::pass",
            "connector_codegen::name",
            "connector_codegen::emit",
            "connector_runtime",
        ],
        why: "the macro knows only the generator's front door",
    },
    Rule {
        inside: "connector-codegen/src/frontend",
        except: &[],
        words: &["crate::name", "crate::emit", "crate::render"],
        why: "frontends know neither names nor emission",
    },
    Rule {
        inside: "connector-codegen/src/emit",
        except: &[],
        words: &["crate::source", "crate::frontend", "serde_json", "saphyr_parser", "Json"],
        why: "emission sees no document and decides nothing",
    },
    Rule {
        inside: "connector-codegen/src/ir",
        except: &[],
        words: &["crate::frontend", "crate::pass", "crate::name", "crate::emit"],
        why: "the IR knows nobody who fills or reads it",
    },
    Rule {
        inside: "connector-codegen/src/source",
        except: &[],
        words: &["crate::ir", "crate::frontend", "crate::pass", "crate::name", "crate::emit"],
        why: "reading a document knows nothing of what it means",
    },
    Rule {
        inside: CODEGEN,
        except: &["connector-codegen/src/name"],
        words: &["heck::"],
        why: "`heck` only where names are made",
    },
    Rule {
        inside: CODEGEN,
        except: &["connector-codegen/src/emit"],
        words: &["quote::", "quote!", "quote_spanned!", "format_ident!"],
        why: "`quote` only in emission",
    },
    Rule {
        inside: CODEGEN,
        except: &["connector-codegen/src/render"],
        words: &["prettyplease::"],
        why: "`prettyplease` only in rendering",
    },
    Rule {
        inside: CODEGEN,
        except: &["connector-codegen/src/frontend/openapi3"],
        words: &["openapiv3::"],
        why: "`openapiv3` only in the OpenAPI 3 frontend",
    },
];

/// Lints that keep panics away from what comes from a document or the network.
const PANICS: &[&str] = &[
    "unwrap_used",
    "expect_used",
    "panic",
    "indexing_slicing",
    "string_slice",
    "todo",
    "unimplemented",
    "unreachable",
];

/// Where one of them is off for a reason: an index into an arena that only the arena gives out, and a test that fails.
const REASONED: &[(&str, &str)] = &[
    ("connector-codegen/src/ir/types.rs", "indexing_slicing"),
    ("connector-runtime/src/testing/fail.rs", "panic"),
];

const PACKAGES: &[&str] = &["connector-runtime", "connector-codegen", "connector-macros", "connector-cli"];

#[test]
fn nobody_imports_what_is_not_theirs_to_know() {
    let crossed: Vec<String> = RULES.iter().flat_map(|rule| crossings(root(), rule)).collect();
    assert!(crossed.is_empty(), "\n{}", crossed.join("\n"));
}

/// Every frontend is a folder (or file) of its own, and none names another. What the versions of OpenAPI have in common is
/// `shared`: they name it, and it names none of them.
#[test]
fn frontends_do_not_know_each_other() {
    let folder = root().join(CODEGEN).join("frontend");
    let names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "mod")
        .collect();
    assert!(!names.is_empty(), "no frontend in {}", folder.display());
    let mut crossed = Vec::new();
    for name in &names {
        for other in names.iter().filter(|other| *other != name && *other != "shared") {
            for file in sources(&folder).into_iter().filter(|file| under(file, &folder.join(name))) {
                let path = format!("{other}::");
                crossed.extend(
                    found(&file, &[&path]).map(|line| format!("{line}: frontends do not know each other")),
                );
            }
        }
    }
    assert!(crossed.is_empty(), "\n{}", crossed.join("\n"));
}

#[test]
fn every_package_has_the_workspace_lints_and_no_file_switches_them_off() {
    let mut wrong = Vec::new();
    for package in PACKAGES {
        let manifest = fs::read_to_string(root().join(package).join("Cargo.toml")).unwrap();
        if !manifest.replace(' ', "").contains("[lints]\nworkspace=true") {
            wrong.push(format!("{package}/Cargo.toml: no `[lints] workspace = true`"));
        }
        for file in sources(&root().join(package).join("src")).into_iter().filter(|file| !is_test(file)) {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in product(&text) {
                let off = ["allow(", "expect(", "warn("].iter().any(|word| line.contains(word));
                let reasoned = |lint: &str| REASONED.contains(&(shown(&file).as_str(), lint));
                if off
                    && PANICS.iter().any(|lint| line.contains(&format!("clippy::{lint}")) && !reasoned(lint))
                {
                    wrong.push(format!("{}:{number}: {}", shown(&file), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A rule about a folder that was renamed would hold for ever.
#[test]
fn rules_are_about_folders_that_exist() {
    for rule in RULES {
        assert!(!sources(&root().join(rule.inside)).is_empty(), "no file in {}", rule.inside);
    }
}

#[test]
fn a_crossing_is_seen() {
    assert!(has("use heck::ToSnakeCase;", "heck::"));
    assert!(has("    quote! { #x }", "quote!"));
    assert!(!has("let misquote! = 1", "quote!"));
    assert!(!has("my_crate::name", "crate::name"));
    assert!(!has("crate::names", "crate::name"));
    let code: Vec<&str> =
        product("a\n// heck::x\n#[cfg(test)]\nmod tests {\nheck::y\n").map(|(_, line)| line).collect();
    assert_eq!(code, ["a"]);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn crossings(root: &Path, rule: &Rule) -> Vec<String> {
    let excepted = |file: &PathBuf| rule.except.iter().any(|except| under(file, &root.join(except)));
    let files = sources(&root.join(rule.inside)).into_iter().filter(|file| !excepted(file) && !is_test(file));
    files
        .flat_map(|file| {
            found(&file, rule.words).map(|line| format!("{line}: {}", rule.why)).collect::<Vec<_>>()
        })
        .collect()
}

/// `folder/…`, or the module file `folder.rs`.
fn under(file: &Path, folder: &Path) -> bool {
    file.starts_with(folder) || file == folder.with_extension("rs")
}

fn is_test(file: &Path) -> bool {
    let name = file.strip_prefix(root()).unwrap();
    name.iter().any(|part| part == "tests" || part == "tests.rs")
}

fn found<'a>(file: &'a Path, words: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
    let text = fs::read_to_string(file).unwrap();
    let lines: Vec<(usize, String)> =
        product(&text).map(|(number, line)| (number, line.to_string())).collect();
    lines.into_iter().flat_map(move |(number, line)| {
        let words = words.iter().filter(move |word| has(&line, word));
        words.map(move |word| format!("{}:{number}: `{word}`", shown(file)))
    })
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap().display().to_string()
}

/// The numbered lines of code, without comments and up to the tests, which stand last.
fn product(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether `word` stands in the line, and is not part of a longer one.
fn has(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + word.len()..].chars().next());
        let longer_before = before.is_some_and(part);
        let longer_after = word.ends_with(part) && after.is_some_and(part);
        !longer_before && !longer_after
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|ending| ending == "rs") => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}
