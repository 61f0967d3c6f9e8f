//! A program that calls until it is killed: `caller PROVIDER FOLDER`.

use std::time::Duration;

use connector::oauth::FileStore;
use oidc_conformance::orders::{App, Client, Connection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(provider), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("caller PROVIDER FOLDER".into());
    };
    let app = App::new("web", "web-secret", provider.clone()).store(FileStore::new(folder));
    let client = Client::new(Connection::oauth(provider, &app))?;
    loop {
        println!("{:?}", client.list_orders().await?);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
