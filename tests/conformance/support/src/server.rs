//! A server program of this machine, on loopback ports that were free, in a folder of its own; gone when dropped.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Why there is no server.
#[derive(Debug)]
pub enum Fault {
    /// Something is not installed: the tests are ignored, unless `CONNECTOR_REQUIRE` asks for them.
    Missing(String),
    /// It should run and does not.
    Failed(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Missing(reason) | Self::Failed(reason)) = self;
        out.write_str(reason)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// How a server shows that it is ready.
#[derive(Clone, Copy, Debug)]
pub enum Ready {
    /// A `GET` of this on its first port is answered with 200.
    Answers(&'static str),
    /// It prints this.
    Says(&'static str),
}

/// How long a server may take until it is ready: Node takes minutes to read a program's files where everybody else compiles.
const PATIENCE: Duration = Duration::from_secs(300);

/// A running server.
pub struct Server {
    child: Child,
    port: u16,
    // Dropped after the process has ended.
    _folder: TempDir,
}

impl Server {
    /// Starts `program` and waits until it is ready.
    ///
    /// `arguments` is given the server's folder, into which it may write, and the ports.
    ///
    /// # Errors
    /// When the program is missing, or ends, or is not ready in time.
    pub fn start<const PORTS: usize>(
        program: &str,
        ready: Ready,
        arguments: impl Fn(&Path, [u16; PORTS]) -> Result<Vec<String>, Fault>,
    ) -> Result<Self, Fault> {
        let program = find(program)?;
        let mut tries = 3;
        loop {
            tries -= 1;
            let folder = tempfile::tempdir()?;
            let ports = free_ports()?;
            let log = folder.path().join("log");
            let output = File::create(&log)?;
            let child = Command::new(&program)
                .args(arguments(folder.path(), ports)?)
                .current_dir(folder.path())
                .stdin(Stdio::null())
                .stdout(output.try_clone()?)
                .stderr(output)
                .spawn()?;
            let port = ports.first().copied().unwrap_or_default();
            let mut server = Self { child, port, _folder: folder };
            match server.wait(ready, &log) {
                Ok(()) => return Ok(server),
                // Somebody else may have taken a port in between.
                Err(_) if tries > 0 && server.has_ended() => {}
                Err(reason) => {
                    let log = last_lines(&fs::read(&log).unwrap_or_default());
                    return Err(Fault::Failed(format!("{} {reason}:\n{log}", program.display())));
                }
            }
        }
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait(&mut self, ready: Ready, log: &Path) -> Result<(), &'static str> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.has_ended() {
                return Err("has ended");
            }
            let is_ready = match ready {
                Ready::Answers(path) => is_answered(self.port, path).unwrap_or(false),
                Ready::Says(text) => {
                    fs::read(log).is_ok_and(|log| String::from_utf8_lossy(&log).contains(text))
                }
            };
            if is_ready {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err("is not ready in time")
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It fails when the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a program is. Servers are often where only root's `PATH` leads.
///
/// # Errors
/// When it is missing.
pub fn find(program: &str) -> Result<PathBuf, Fault> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    let found = folders.map(|folder| folder.join(program)).find(|path| path.is_file());
    found.ok_or_else(|| Fault::Missing(format!("the program {program} is not installed")))
}

fn last_lines(log: &[u8]) -> String {
    let log = String::from_utf8_lossy(log);
    let mut lines: Vec<&str> = log.lines().rev().take(30).collect();
    lines.reverse();
    lines.join("\n")
}

/// All different, since they are held until the last is found.
fn free_ports<const PORTS: usize>() -> io::Result<[u16; PORTS]> {
    let mut ports = [0; PORTS];
    let mut held = Vec::new();
    for port in &mut ports {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        *port = listener.local_addr()?.port();
        held.push(listener);
    }
    Ok(ports)
}

/// Asks without the client that is to be tested.
fn is_answered(port: u16, path: &str) -> io::Result<bool> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let mut head = [0; 12];
    stream.read_exact(&mut head)?;
    Ok(head.starts_with(b"HTTP/1.") && head.ends_with(b" 200"))
}
