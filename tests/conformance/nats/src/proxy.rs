//! A network that can be cut.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes connections on to a port until it is cut.
pub struct Proxy {
    /// Where it listens.
    pub port: u16,
    is_open: Arc<watch::Sender<bool>>,
}

impl Proxy {
    /// One to this port of loopback.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(to: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let is_open = Arc::new(watch::Sender::new(true));
        let state = is_open.clone();
        tokio::spawn(async move {
            while let Ok((from, _)) = listener.accept().await {
                tokio::spawn(pass(from, to, state.subscribe()));
            }
        });
        Ok(Self { port, is_open })
    }

    /// From now on nothing passes, neither of what is open nor of what is new, and nobody is told.
    pub fn cut(&self) {
        self.is_open.send_replace(false);
    }

    /// New connections pass again; those that were cut are closed.
    pub fn mend(&self) {
        self.is_open.send_replace(true);
    }
}

async fn pass(mut from: TcpStream, to: u16, mut is_open: watch::Receiver<bool>) {
    if *is_open.borrow() {
        let Ok(mut to) = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, to))).await else {
            return;
        };
        tokio::select! {
            _ = tokio::io::copy_bidirectional(&mut from, &mut to) => return,
            _ = is_open.wait_for(|is_open| !is_open) => {}
        }
    }
    // Who sends notices nothing: the connection stays until the network is mended.
    let _ = is_open.wait_for(|is_open| *is_open).await;
}
