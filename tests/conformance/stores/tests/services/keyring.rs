//! GNOME's keyring on a message bus of its own, without a desktop.

use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use conformance_support::server::{Fault, find};
use tempfile::TempDir;

use crate::Service;

/// The bus and the keyring, which end when this is dropped.
pub(crate) struct Running {
    children: Vec<Child>,
    _folder: TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            // It fails when the process has ended already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

pub(crate) fn start() -> Result<(Running, Service), Fault> {
    let (bus, keyring) = (find("dbus-daemon")?, find("gnome-keyring-daemon")?);
    let folder = tempfile::tempdir()?;
    let inside = |name: &str| folder.path().join(name).display().to_string();
    let socket = folder.path().join("bus");
    let environment = vec![
        ("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display())),
        ("HOME", inside("")),
        ("XDG_DATA_HOME", inside("data")),
        ("XDG_RUNTIME_DIR", inside("")),
    ];
    let quiet = |program: &std::path::Path| {
        let mut command = Command::new(program);
        command.envs(environment.iter().cloned()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let mut running = Running { children: Vec::new(), _folder: folder };
    let address = format!("--address=unix:path={}", socket.display());
    running.children.push(quiet(&bus).args(["--session", "--nofork", "--nopidfile", &address]).spawn()?);
    let begun = Instant::now();
    while !socket.exists() {
        if begun.elapsed() > Duration::from_secs(20) {
            return Err(Fault::Failed("the message bus does not start".into()));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut daemon = quiet(&keyring)
        .args(["--foreground", "--unlock", "--components=secrets"])
        .stdin(Stdio::piped())
        .spawn()?;
    // The password of the keyring, which is made with it.
    daemon.stdin.take().expect("piped").write_all(b"a password of this test")?;
    running.children.push(daemon);
    // It has unlocked before it takes its name on the bus, and calls wait for the name.
    std::thread::sleep(Duration::from_secs(1));
    let place = running._folder.path().join("locks").display().to_string();
    Ok((running, Service { kind: "keyring", place, environment }))
}
