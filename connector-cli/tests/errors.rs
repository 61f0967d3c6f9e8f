//! What every command does when something is in its way: a file that is not there, is of another kind or may not be read, a reader
//! that is gone, no terminal, Ctrl-C.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

mod service;
mod signals;

use service::Service;
use signals::interruptible;

/// Each command that reads a description: what it is given, with `DOC` for the description, `OK` for one that is sound and `OUT` for a
/// place to write to.
const READERS: &[(&str, &[&str])] = &[
    ("generate", &["DOC"]),
    ("package", &["DOC", "--out", "OUT"]),
    ("inspect", &["DOC"]),
    ("inspect", &["DOC", "--json"]),
    ("check", &["DOC"]),
    ("check", &["DOC", "--json"]),
    ("diff", &["DOC", "OK"]),
    ("diff", &["OK", "DOC"]),
    ("docs", &["DOC", "--out", "OUT"]),
    ("docs", &["DOC", "--format", "md", "--out", "OUT"]),
    ("overlay", &["DOC", "--overlay", "OVERLAY"]),
    ("call", &["DOC"]),
    ("call", &["DOC", "GetOrder"]),
    ("verify", &["DOC", "--base-url", "http://127.0.0.1:9"]),
    ("pin", &["DOC", "GetOrder"]),
    ("login", &["DOC", "--client-id", "me", "--store", "OUT"]),
    ("search", &["orders", "--in", "DOC"]),
    ("add", &["action", "DOC", "--curl", "curl https://x.example/a"]),
    ("import", &["DOC", "--out", "OUT"]),
];

/// Commands that read no description.
const OTHERS: [&str; 3] = ["explain", "completions", "new"];

struct Place(PathBuf);

impl Place {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("errors").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(
            folder.join("overlay.json"),
            r#"{"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": []}"#,
        )
        .unwrap();
        Self(folder)
    }

    fn command(&self, name: &str, args: &[&str], document: &Path) -> Command {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
        command.arg(name);
        for arg in args {
            match *arg {
                "DOC" => command.arg(document),
                "OK" => command.arg(fixtures.join("orders")),
                "SHOP" => command.arg(fixtures.join("shop.json")),
                "OUT" => command.arg(self.0.join("out")),
                "OVERLAY" => command.arg(self.0.join("overlay.json")),
                arg => command.arg(arg),
            };
        }
        command.stdin(Stdio::null());
        command
    }

    /// Runs each reader on a document, and says what came of it.
    fn each(&self, document: &Path, look: impl Fn(&str, &Output)) {
        for (name, args) in known() {
            let output = self.command(name, args, document).output().unwrap();
            look(&format!("{name} {}", args.join(" ")), &output);
        }
    }
}

/// The readers that this binary has.
fn known() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let there = listed();
    READERS.iter().copied().filter(move |(name, _)| there.contains(*name))
}

fn listed() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-connector")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let lines =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    lines
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Nothing of a program that lost its way.
fn is_orderly(name: &str, output: &Output) {
    assert!(!said(output).contains("panicked"), "{name}: {}", said(output));
    assert!(output.status.signal().is_none(), "{name}: {:?}", output.status);
}

#[test]
fn every_command_is_in_the_table() {
    let readers: BTreeSet<&str> = READERS.iter().map(|(name, _)| *name).collect();
    for command in listed() {
        let in_table =
            readers.contains(command.as_str()) || OTHERS.contains(&command.as_str()) || command == "help";
        assert!(in_table, "{command} is not tried");
    }
}

#[test]
fn a_missing_file() {
    let place = Place::new("missing");
    let document = place.0.join("no-such.json");
    place.each(&document, |name, output| {
        is_orderly(name, output);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(output));
        let told = said(output) + &String::from_utf8_lossy(&output.stdout);
        assert!(told.contains("no-such.json"), "{name}: {told}");
    });
    assert!(!place.0.join("out").exists(), "nothing is begun");
}

#[test]
fn a_file_of_another_kind() {
    let place = Place::new("kind");
    for (file, bytes) in [
        ("picture.json", &b"\x89PNG\r\n\x1a\n\x00\x00"[..]),
        ("list.json", b"[1, 2]"),
        ("empty.json", b""),
        ("half.json", b"{\"swagger\": \"2.0\", \"paths\": {"),
        ("other.json", b"{\"name\": \"left-pad\", \"version\": \"1.0.0\"}"),
    ] {
        let document = place.0.join(file);
        fs::write(&document, bytes).unwrap();
        place.each(&document, |name, output| {
            is_orderly(name, output);
            assert_eq!(output.status.code(), Some(1), "{name} {file}: {}", said(output));
            let told = said(output) + &String::from_utf8_lossy(&output.stdout);
            assert!(told.contains(file), "{name}: {told}");
        });
    }
}

#[test]
fn a_file_without_permission() {
    let place = Place::new("permission");
    let document = place.0.join("closed.json");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shop.json"), &document).unwrap();
    fs::set_permissions(&document, fs::Permissions::from_mode(0o000)).unwrap();
    let root = fs::read(&document).is_ok();
    for (name, args) in known() {
        let mut command = place.command(name, args, &document);
        if root {
            // The superuser may read everything: somebody else tries.
            command.uid(65534).gid(65534);
        }
        let output = match command.output() {
            Ok(output) => output,
            Err(error) => {
                eprintln!(
                    "not tried: nobody else may run {}: {error}",
                    env!("CARGO_BIN_EXE_cargo-connector")
                );
                return;
            }
        };
        is_orderly(name, &output);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
        let told = said(&output) + &String::from_utf8_lossy(&output.stdout);
        assert!(told.contains("closed.json"), "{name}: {told}");
    }
}

#[test]
fn a_place_that_cannot_be_written() {
    let place = Place::new("unwritable");
    // A file where a folder would have to be.
    fs::write(place.0.join("out"), "taken").unwrap();
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/orders");
    for (name, args) in known().filter(|(name, args)| args.contains(&"OUT") && *name != "login") {
        let output = place.command(name, args, &document).output().unwrap();
        is_orderly(name, &output);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
        assert!(said(&output).contains("out"), "{name}: {}", said(&output));
    }
    assert_eq!(fs::read_to_string(place.0.join("out")).unwrap(), "taken");
}

#[test]
fn a_reader_that_is_gone() {
    let place = Place::new("pipe");
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/orders");
    let more: [(&str, &[&str]); 2] = [("explain", &[]), ("completions", &["bash"])];
    for (name, args) in known().chain(more) {
        let mut command = place.command(name, args, &document);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        is_orderly(name, &output);
        assert!(!said(&output).contains("Broken pipe"), "{name}: {}", said(&output));
    }
}

/// No colours, no bars, no questions where nobody sits at a terminal.
#[test]
fn no_terminal() {
    let place = Place::new("terminal");
    let service = Service::echo();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    // `add` writes into what it is given.
    fs::copy(fixtures.join("broken.json"), place.0.join("broken.json")).unwrap();
    for document in [fixtures.join("orders"), place.0.join("broken.json"), fixtures.join("shop.json")] {
        place.each(&document, |name, output| {
            is_orderly(name, output);
            for (stream, text) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
                assert!(!text.contains(&0x1b), "{name}: {stream} has colours");
                assert!(!text.contains(&b'\r'), "{name}: {stream} has a bar");
            }
        });
    }
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shop.json");
    let args = ["DOC", "ListOrders", "--base-url", service.url.as_str()];
    let output = place.command("call", &args, &shop).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("api_key"), "{}", said(&output));
    assert!(service.last().is_empty(), "nothing was sent without credentials");
}

/// Where somebody sits at one, there are colours, a bar for what takes long, and lines as wide as it is.
#[test]
fn a_terminal() {
    let place = Place::new("terminal-of-60-columns");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let shown = |args: &[&std::ffi::OsStr]| -> Option<String> {
        let words = args.iter().map(|arg| format!("'{}'", arg.to_str().unwrap()));
        let line = words
            .fold(format!("'{}'", env!("CARGO_BIN_EXE_cargo-connector")), |line, word| line + " " + &word);
        let mut command = Command::new("script");
        command
            .args(["-qec", &format!("stty rows 20 cols 60; {line}"), "/dev/null"])
            .env("TERM", "xterm")
            .stdin(Stdio::null());
        match command.output() {
            Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
            Err(error) => {
                eprintln!("not tried: script: {error}");
                None
            }
        }
    };
    let (broken, out) = (fixtures.join("broken.json"), place.0.join("out"));
    let Some(found) = shown(&["check".as_ref(), broken.as_ref()]) else { return };
    assert!(found.contains("\u{1b}[1m\u{1b}[31merror"), "{found:?}");
    let made =
        shown(&["docs".as_ref(), "--folder".as_ref(), fixtures.as_ref(), "--out".as_ref(), out.as_ref()]);
    let made = made.unwrap();
    assert!(made.contains('█') || made.contains("/5 "), "{made:?}");
    let help = shown(&["check".as_ref(), "--help".as_ref()]).unwrap();
    let help = anstream::adapter::strip_str(&help).to_string();
    assert!(help.lines().all(|line| line.trim_end().chars().count() <= 60), "{help}");
}

#[test]
fn quiet_says_nothing_but_errors() {
    let place = Place::new("quiet");
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/orders");
    for (name, args) in known().filter(|(name, _)| !["login", "pin", "verify", "call", "add"].contains(name))
    {
        let output = place.command(name, args, &document).arg("--quiet").output().unwrap();
        is_orderly(name, &output);
        let errors = said(&output)
            .lines()
            .filter(|line| !line.is_empty())
            .all(|line| line.starts_with("error") || line.starts_with(' '));
        assert!(errors, "{name}: {}", said(&output));
    }
}

/// Waits for a line, and for the end; a child that does neither is ended.
fn ended(mut child: Child, name: &str) -> Output {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("{name} did not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}

fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// What waits for a service is ended by Ctrl-C at once. Whoever signs in is `login.rs`'s, whoever watches a trigger `watch.rs`'s.
#[test]
fn control_c_while_a_service_is_silent() {
    let place = Place::new("interrupt");
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shop.json");
    let waiting: [(&str, &[&str]); 2] =
        [("call", &["DOC", "ListOrders", "--base-url", &url]), ("verify", &["DOC", "--base-url", &url])];
    for (name, args) in waiting {
        let child = piped(place.command(name, args, &shop).env("CONNECTOR_API_KEY", "s3cret"));
        // Until it waits: an interrupted start would be no test.
        drop(silent.accept().map(std::mem::forget));
        is_interrupted(child, name);
    }
}

/// Readers that take no `-`: they want a folder, or a file to add to.
const NOT_FROM_STANDARD_INPUT: [&str; 2] = ["search", "add"];

/// What else is read from standard input.
const FROM_STANDARD_INPUT: [(&str, &[&str]); 3] = [
    ("call", &["SHOP", "PutOrder", "--order-id", "1", "--body", "@-", "--dry-run"]),
    ("new", &["OUT", "--curl", "-"]),
    ("new", &["OUT", "--url", "https://x.example/a", "--reply", "-"]),
];

/// More than any pipe holds: when all of it is written, somebody reads.
const MORE_THAN_A_PIPE: usize = 1 << 20;

#[test]
fn control_c_while_standard_input_is_read() {
    let place = Place::new("interrupt-input");
    let readers = known().filter(|(name, _)| !NOT_FROM_STANDARD_INPUT.contains(name));
    for (name, args) in readers.chain(FROM_STANDARD_INPUT) {
        let mut child = piped(&place.command(name, args, Path::new("-")));
        let written = child.stdin.as_mut().unwrap().write_all(&vec![b' '; MORE_THAN_A_PIPE]);
        assert!(written.is_ok(), "{name} {args:?} reads no standard input");
        is_interrupted(child, name);
    }
    assert!(!place.0.join("out").exists(), "nothing is begun");
    for (name, args) in known().filter(|(name, _)| NOT_FROM_STANDARD_INPUT.contains(name)) {
        let output = place.command(name, args, Path::new("-")).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
    }
}

/// What makes something whole of a folder is written last.
#[test]
fn control_c_while_a_folder_is_written() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    // Beside the file that is there before, and the one that is written last, a file that is none: who opens this pipe waits for ever.
    let cases: [(&str, &[&str], &str, &str, &str); 2] = [
        ("docs", &["--folder", "DOC", "--out", "OUT"], "orders/index.html", "search.js", "index.html"),
        ("package", &["DOC", "--out", "OUT"], "src/lib.rs", "CHANGELOG.md", "Cargo.toml"),
    ];
    for (name, args, before, stuck, last) in cases {
        let place = Place::new(&format!("interrupt-{name}"));
        let out = place.0.join("out");
        fs::create_dir_all(&out).unwrap();
        assert!(Command::new("mkfifo").arg(out.join(stuck)).status().unwrap().success());
        let document = if name == "docs" { fixtures.clone() } else { fixtures.join("orders") };
        let mut child = piped(&place.command(name, args, &document));
        let begun = Instant::now();
        while !out.join(before).exists() {
            assert!(begun.elapsed() < Duration::from_secs(30), "{name} writes no {before}");
            assert!(child.try_wait().unwrap().is_none(), "{name} ended");
            std::thread::sleep(Duration::from_millis(20));
        }
        is_interrupted(child, name);
        assert!(!out.join(last).exists(), "{name}");
        // The next run makes it whole.
        fs::remove_file(out.join(stuck)).unwrap();
        let output = place.command(name, args, &document).output().unwrap();
        assert!(out.join(last).exists() && out.join(stuck).is_file(), "{name}: {}", said(&output));
    }
}

fn piped(command: &Command) -> Child {
    let mut own = interruptible(command);
    own.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// It ends at once, by the signal or as if by it, and has printed nothing.
fn is_interrupted(child: Child, name: &str) {
    interrupt(&child);
    let output = ended(child, name);
    let by_signal = output.status.signal() == Some(2) || output.status.code() == Some(130);
    assert!(by_signal, "{name}: {:?} {}", output.status, said(&output));
    assert!(output.stdout.is_empty(), "{name}");
}
