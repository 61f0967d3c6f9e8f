//! `login`, against a provider on the loopback.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[cfg(unix)]
mod signals;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// A provider that gives one token for whatever it is sent, and that.
fn provider() -> (u16, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut stream = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while stream.read_line(&mut line).unwrap() > 2 {
            if let Some(stated) = line.to_lowercase().strip_prefix("content-length:") {
                length = stated.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).unwrap();
        let reply = r#"{"access_token":"hush-access","refresh_token":"hush-refresh","expires_in":3600}"#;
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", reply.len());
        stream.get_mut().write_all((head + reply).as_bytes()).unwrap();
        String::from_utf8(body).unwrap()
    });
    (port, asked)
}

fn document(test: &str, port: u16, flow: &str) -> (PathBuf, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("login-{test}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("orders.json");
    let text = format!(
        r#"{{"swagger": "2.0", "info": {{"title": "Orders", "version": "1"}}, "host": "orders.example", "paths": {{}},
            "securityDefinitions": {{"oauth": {{"type": "oauth2", "flow": "{flow}", "scopes": {{"a": "A"}},
            "authorizationUrl": "http://127.0.0.1:{port}/authorize", "tokenUrl": "http://127.0.0.1:{port}/token"}}}}}}"#
    );
    fs::write(&path, text).unwrap();
    (path, folder.join("tokens"))
}

fn login(document: &Path, store: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    command.arg("login").arg(document).arg("--store").arg(store).args(["--client-id", "my app"]);
    command.env("CONNECTOR_CLIENT_SECRET", "hush-secret").env("NO_PROXY", "127.0.0.1");
    command
}

fn kept(store: &Path) -> String {
    fs::read_to_string(store.join("Orders~default.json")).unwrap()
}

#[test]
fn an_application_signs_in_by_itself() {
    let (port, asked) = provider();
    let (document, store) = document("application", port, "application");
    let run = login(&document, &store).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success() && said.contains("signed in"), "{said}");
    assert!(!said.contains("hush") && run.stdout.is_empty(), "{said}");
    let form = "grant_type=client_credentials&scope=a&client_id=my%20app&client_secret=hush-secret";
    assert_eq!(asked.join().unwrap(), form);
    assert!(kept(&store).contains("hush-access"));
}

#[test]
fn a_browser_signs_in() {
    let (port, asked) = provider();
    let (document, store) = document("browser", port, "accessCode");
    let mut run = login(&document, &store).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(run.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("open http") {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "no address was shown");
    }
    let field = |name: &str| {
        line.trim().split([' ', '?', '&']).find_map(|pair| pair.strip_prefix(name)).unwrap().to_owned()
    };
    let back = field("redirect_uri=").replace("%3A", ":").replace("%2F", "/");
    let place = back.strip_prefix("http://").unwrap().strip_suffix("/callback").unwrap();
    let mut browser = TcpStream::connect(place).unwrap();
    let head = format!("GET /callback?code=c0de&state={} HTTP/1.1\r\nhost: x\r\n\r\n", field("state="));
    browser.write_all(head.as_bytes()).unwrap();
    let mut page = String::new();
    browser.read_to_string(&mut page).unwrap();
    assert!(page.contains("You are signed in"), "{page}");
    assert!(run.wait().unwrap().success());
    assert!(asked.join().unwrap().starts_with("grant_type=authorization_code&code=c0de&redirect_uri="));
    assert!(kept(&store).contains("hush-refresh"));
}

/// Whoever changes their mind in the browser ends the wait with Ctrl-C, and nothing is kept.
#[test]
#[cfg(unix)]
fn control_c_ends_the_wait() {
    use std::os::unix::process::ExitStatusExt as _;
    let (document, store) = document("interrupt", 9, "accessCode");
    let mut run = signals::interruptible(&login(&document, &store)).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(run.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("open http") {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "no address was shown");
    }
    assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
    assert_eq!(run.wait().unwrap().signal(), Some(2));
    assert!(!store.exists());
}

/// In a terminal (a pseudo-terminal of util-linux's `script`), a browser is opened: here a program that only notes the address.
#[test]
#[cfg(target_os = "linux")]
fn a_browser_is_opened_in_a_terminal() {
    use std::os::unix::fs::PermissionsExt as _;

    for (flag, opens) in [("", true), (" --no-browser", false)] {
        let (document, store) = document(&format!("terminal{opens}"), 1, "accessCode");
        let folder = document.parent().unwrap();
        let opened = folder.join("opened");
        for name in ["wslview", "xdg-open"] {
            let browser = folder.join(name);
            fs::write(&browser, format!("#!/bin/sh\necho \"$1\" > {}\n", opened.display())).unwrap();
            fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
        let line = format!(
            "exec {} login {} --store {} --client-id app{flag}",
            env!("CARGO_BIN_EXE_cargo-connector"),
            document.display(),
            store.display()
        );
        let mut run = Command::new("script")
            .args(["-q", "-e", "-c", &line, "/dev/null"])
            .env("PATH", path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(run.stdout.take().unwrap());
        let mut shown = String::new();
        while !shown.contains("open http") {
            assert!(said.read_line(&mut shown).unwrap() > 0, "no address was shown: {shown}");
        }
        let begun = std::time::Instant::now();
        let patience = std::time::Duration::from_millis(if opens { 10_000 } else { 500 });
        while !opened.exists() && begun.elapsed() < patience {
            thread::sleep(std::time::Duration::from_millis(20));
        }
        assert_eq!(opened.exists(), opens, "{shown}");
        run.kill().unwrap();
        run.wait().unwrap();
    }
}

#[test]
fn a_way_to_connect_is_chosen() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/oauth_sets/input.json");
    let store = Path::new(env!("CARGO_TARGET_TMPDIR")).join("login-way");
    let address = |way: &[&str]| {
        // The address is shown before anything is waited for; standard input has nothing to paste.
        let paste = ["--paste", "https://me.example/"];
        let run = login(&golden, &store).args(paste).args(way).stdin(Stdio::null()).output().unwrap();
        String::from_utf8(run.stderr).unwrap()
    };
    assert!(address(&[]).contains("open https://id.example.com/authorize?"));
    let trial = address(&["--way", "Trial", "--set", "customHost=office.example"]);
    assert!(trial.contains("open https://id.office.example/authorize?"), "{trial}");
    let unknown = address(&["--way", "demo"]);
    assert!(
        unknown.contains("no way is called `demo`; there are: live, liveAgain, trial, service"),
        "{unknown}"
    );
}

#[test]
fn what_is_missing_is_said() {
    let (document, store) = document("missing", 1, "implicit");
    // An implicit flow has no address of tokens.
    let text = fs::read_to_string(&document).unwrap().replace("tokenUrl", "x-token-url");
    fs::write(&document, text).unwrap();
    let run = login(&document, &store).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8(run.stderr).unwrap().contains("--provider github"));
    let run = login(&document, &store).args(["--provider", "zendesk", "--set", "host=x"]).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8(run.stderr).unwrap().contains("it has: subdomain"));
    let run = login(&document, &store).args(["--provider", "zendesk"]).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8(run.stderr).unwrap().contains("`subdomain` is missing"));
}
