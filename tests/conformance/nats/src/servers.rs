//! `nats-server` processes on loopback, alone or three as a cluster.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use conformance_support::server::{Fault, find};
use tempfile::TempDir;

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// Servers that end when this is dropped.
pub struct Servers {
    all: Vec<Server>,
    folder: TempDir,
}

struct Server {
    arguments: Vec<String>,
    log: std::path::PathBuf,
    port: u16,
    /// Where it says how it is.
    monitor: u16,
    child: Option<Child>,
}

impl Servers {
    /// Starts as many servers, which are one cluster if they are several.
    ///
    /// # Errors
    /// When `nats-server` is missing or does not start.
    pub fn start(count: usize) -> Result<Self, Fault> {
        Self::start_with(count, "")
    }

    /// The same, with more in their configuration: whom they let in.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn start_with(count: usize, more: &str) -> Result<Self, Fault> {
        find("nats-server")?;
        let folder = tempfile::tempdir()?;
        let held = (0..3 * count).map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
        let held = held.collect::<Result<Vec<_>, _>>()?;
        let ports =
            held.iter().map(|held| Ok(held.local_addr()?.port())).collect::<std::io::Result<Vec<_>>>()?;
        drop(held);
        let (clients, others) = ports.split_at(count);
        let (routes, monitors) = others.split_at(count);
        let mut all = Vec::new();
        for (index, ((port, route), monitor)) in clients.iter().zip(routes).zip(monitors).enumerate() {
            let own = folder.path().join(index.to_string());
            fs::create_dir_all(&own)?;
            let others: Vec<String> = routes
                .iter()
                .filter(|other| *other != route)
                .map(|other| format!("nats-route://127.0.0.1:{other}"))
                .collect();
            // Clients know the servers that they are given: a network of the tests is not to be gone around.
            let cluster = if others.is_empty() {
                String::new()
            } else {
                format!(
                    "cluster {{ name: tests, no_advertise: true, listen: \"127.0.0.1:{route}\", routes: [{}] }}\n",
                    others.iter().map(|other| format!("\"{other}\"")).collect::<Vec<_>>().join(", ")
                )
            };
            let config = own.join("server.conf");
            let store = own.join("store");
            fs::write(
                &config,
                format!(
                    "server_name: s{index}\nlisten: \"127.0.0.1:{port}\"\nhttp: \"127.0.0.1:{monitor}\"\njetstream {{ store_dir: \"{}\" }}\n{cluster}{more}",
                    store.display()
                ),
            )?;
            let arguments = vec!["-c".to_owned(), config.display().to_string()];
            all.push(Server { arguments, log: own.join("log"), port: *port, monitor: *monitor, child: None });
        }
        let mut servers = Self { all, folder };
        for index in 0..count {
            servers.run(index)?;
        }
        for server in &servers.all {
            server.wait()?;
        }
        if count > 1 {
            servers.elected()?;
        }
        Ok(servers)
    }

    fn run(&mut self, index: usize) -> Result<(), Fault> {
        let server = &mut self.all[index];
        let log = File::options().create(true).append(true).open(&server.log)?;
        let child = Command::new(find("nats-server")?)
            .args(&server.arguments)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        server.child = Some(child);
        Ok(())
    }

    /// Servers listen before they have agreed on a leader, and answer no question about streams until then.
    fn elected(&self) -> Result<(), Fault> {
        let is_leader = |server: &Server| {
            fs::read_to_string(&server.log)
                .is_ok_and(|log| log.contains("Self is new JetStream cluster metadata leader"))
        };
        let begun = Instant::now();
        while !self.all.iter().any(is_leader) {
            if begun.elapsed() > PATIENCE {
                return Err(Fault::Failed("the servers do not agree on a leader".to_owned()));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// How clients reach them.
    #[must_use]
    pub fn urls(&self) -> Vec<String> {
        self.all.iter().map(|server| format!("nats://127.0.0.1:{}", server.port)).collect()
    }

    /// The port of one of them.
    #[must_use]
    pub fn port(&self, index: usize) -> u16 {
        self.all[index].port
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Ends a server without warning.
    ///
    /// # Errors
    /// As [`stop`](Self::stop).
    pub fn kill(&mut self, index: usize) -> Result<(), Fault> {
        self.caught_up(index)?;
        self.all[index].end();
        Ok(())
    }

    /// Two of three that lack something are a majority that has lost it: the others have to have caught up before one goes.
    fn caught_up(&self, index: usize) -> Result<(), Fault> {
        let others =
            self.all.iter().enumerate().filter(|(other, server)| *other != index && server.child.is_some());
        let begun = Instant::now();
        for (_, other) in others {
            while !other.is_well() {
                if begun.elapsed() > PATIENCE {
                    return Err(Fault::Failed(
                        "a server that was started again does not catch up".to_owned(),
                    ));
                }
                thread::sleep(Duration::from_millis(50));
            }
        }
        Ok(())
    }

    /// Ends a server as operators do, once the others are well: it hands over what it leads.
    ///
    /// # Errors
    /// When it does not end, or others do not catch up.
    pub fn stop(&mut self, index: usize) -> Result<(), Fault> {
        self.caught_up(index)?;
        if let Some(mut child) = self.all[index].child.take() {
            Command::new("kill").arg(child.id().to_string()).status()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Where a server keeps its streams.
    #[must_use]
    pub fn store(&self, index: usize) -> PathBuf {
        self.folder.path().join(index.to_string()).join("store")
    }

    /// Starts one again that was ended, with what it had on its disk.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_again(&mut self, index: usize) -> Result<(), Fault> {
        self.run(index)?;
        self.all[index].wait()
    }
}

impl Server {
    fn wait(&self) -> Result<(), Fault> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        Err(Fault::Failed(format!("nats-server does not listen:\n{log}")))
    }

    /// What operators' tools ask for.
    fn is_well(&self) -> bool {
        let ask = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.monitor))?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            stream.write_all(b"GET /healthz HTTP/1.0\r\n\r\n")?;
            let mut reply = String::new();
            stream.read_to_string(&mut reply)?;
            Ok(reply)
        };
        ask().is_ok_and(|reply| reply.split(' ').nth(1) == Some("200"))
    }

    fn end(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
