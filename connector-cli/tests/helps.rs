//! The help of every command, as it is shown: a change of it is a change that somebody reads. `UPDATE_HELP=1` writes them anew.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn help(words: &[&str]) -> String {
    let output = Command::cargo_bin("cargo-connector").unwrap().args(words).arg("--help").assert().code(0);
    let output = output.get_output();
    assert!(output.stderr.is_empty(), "{words:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_help_is_as_it_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/helps");
    let update = std::env::var_os("UPDATE_HELP").is_some();
    if update {
        fs::create_dir_all(&folder).unwrap();
    }
    let mut todo: Vec<Vec<String>> = vec![Vec::new()];
    let mut seen = BTreeSet::new();
    let mut stale = Vec::new();
    while let Some(words) = todo.pop() {
        let given: Vec<&str> = words.iter().map(String::as_str).collect();
        let shown = help(&given);
        assert!(!shown.contains('\u{1b}'), "{words:?}: colours where no terminal is");
        let name =
            if words.is_empty() { "connector.txt".to_owned() } else { format!("{}.txt", words.join("-")) };
        let path = folder.join(&name);
        if update {
            fs::write(&path, &shown).unwrap();
        } else if fs::read_to_string(&path).ok().as_deref() != Some(shown.as_str()) {
            stale.push(format!("{}:\n{shown}", path.display()));
        }
        seen.insert(name);
        for command in commands(&shown) {
            todo.push(words.iter().cloned().chain([command]).collect());
        }
    }
    assert!(seen.len() > 17, "{seen:?}");
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, seen, "a file for each command, and no other");
    assert!(stale.is_empty(), "UPDATE_HELP=1 writes them anew:\n{}", stale.join("\n"));
}

/// `-h` is the short one of the same command, and what is misspelt is told by its nearest name.
#[test]
fn misspelt_commands_and_options_have_a_nearest_name() {
    for command in commands(&help(&[])) {
        let misspelt = format!("{command}x");
        let output = Command::cargo_bin("cargo-connector").unwrap().arg(&misspelt).assert().code(2);
        let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(said.contains(&format!("'{command}'")), "{said}");

        let output =
            Command::cargo_bin("cargo-connector").unwrap().args([&command, "--qiet"]).assert().code(2);
        let said = String::from_utf8(output.get_output().stderr.clone()).unwrap();
        assert!(
            said.contains("--quiet") || said.contains("SHELL") || said.contains("required"),
            "{command}: {said}"
        );
    }
}
