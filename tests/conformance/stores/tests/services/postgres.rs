//! A PostgreSQL server with a cluster of its own.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use conformance_support::server::{Fault, find};
use tempfile::TempDir;

use crate::Service;

/// The server, which ends when this is dropped.
pub(crate) struct Running {
    child: Child,
    _folder: TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        // An orderly end: a killed server leaves its shared memory.
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

pub(crate) fn start() -> Result<(Running, Service), Fault> {
    let programs = programs()?;
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    // The server refuses to be root; Debian's package has a user for it.
    let root = is_root()?;
    if root {
        let owned = Command::new("chown").arg("postgres").arg(folder.path()).status()?;
        if !owned.success() {
            return Err(Fault::Failed("there is no user postgres".into()));
        }
    }
    let as_user = |program: &str| {
        let program = programs.join(program);
        let mut command = match root {
            true => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
                command
            }
            false => Command::new(program),
        };
        command.current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let made = as_user("initdb").args(["-U", "tester", "-A", "trust", "-D"]).arg(&data).status()?;
    if !made.success() {
        return Err(Fault::Failed("initdb failed".into()));
    }
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let child = as_user("postgres")
        .arg("-D")
        .arg(&data)
        .args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k", ""])
        .spawn()?;
    let running = Running { child, _folder: folder };
    let begun = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if begun.elapsed() > Duration::from_secs(30) {
            return Err(Fault::Failed("PostgreSQL does not start".into()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let place = format!("postgres://tester@127.0.0.1:{port}/postgres");
    create(&place)?;
    Ok((running, Service { kind: "postgres", place, environment: Vec::new() }))
}

/// Makes the table; a server that has just begun to listen may still be starting.
fn create(url: &str) -> Result<(), Fault> {
    let runtime = tokio::runtime::Runtime::new()?;
    let store = stores_conformance::postgres(url);
    let mut tries = 0;
    while let Err(error) = runtime.block_on(store.create_table()) {
        tries += 1;
        if tries > 100 {
            return Err(Fault::Failed(format!("the table cannot be made: {error}")));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

/// The folder of the newest server: Debian keeps them where no `PATH` leads.
fn programs() -> Result<PathBuf, Fault> {
    if let Ok(program) = find("initdb") {
        return Ok(program.parent().unwrap_or(Path::new("")).to_owned());
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found = versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").is_file());
    found.max().ok_or_else(|| Fault::Missing("PostgreSQL is not installed".into()))
}

fn is_root() -> Result<bool, Fault> {
    let output = Command::new("id").arg("-u").output()?;
    Ok(output.stdout.starts_with(b"0\n"))
}
