//! Raises an alert in a running Alertmanager, silences it and lets it be heard again.
//!
//! ```text
//! prometheus-alertmanager --config.file=alertmanager.yml --cluster.listen-address= &
//! cargo run -- http://127.0.0.1:9093
//! ```

mod alertmanager {
    include!(concat!(env!("OUT_DIR"), "/alertmanager.rs"));
}
mod steps;

use alertmanager::model::GettableAlert;
use alertmanager::{Client, Connection};
use jiff::SignedDuration;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = std::env::args().nth(1).or_else(|| std::env::var("ALERTMANAGER_URL").ok());
    let server = server.ok_or("where is Alertmanager? Give its URL, or set ALERTMANAGER_URL")?;
    let client = Client::new(Connection::new(server))?;

    let status = client.get_status().await?;
    println!("Alertmanager {}, up since {}", status.version_info.version, status.uptime);

    steps::raise(&client, "KettleOverheats", "kitchen, upstairs").await?;
    for alert in steps::find(&client, "KettleOverheats", "kitchen, upstairs").await? {
        let summary = alert.annotations.get("summary").map_or("", String::as_str);
        println!("{} is {}: {summary}", alert.fingerprint, alert.status.state);
    }

    let id = steps::silence(&client, "KettleOverheats", SignedDuration::from_hours(2)).await?;
    let silence = client.get_silence(&id).await?;
    println!("silence {id} is {} until {}: {}", silence.status.state, silence.ends_at, silence.comment);
    for alert in steps::find(&client, "KettleOverheats", "kitchen, upstairs").await? {
        let GettableAlert { fingerprint, status, .. } = alert;
        println!("{fingerprint} is {} by {}", status.state, status.silenced_by.join(", "));
    }

    client.delete_silence(&id).await?;
    println!("silence {id} is {}", client.get_silence(&id).await?.status.state);

    // What the document does not mention is an error as any other: its status, and what the server said.
    match client.get_silence("not-a-uuid").await {
        Err(error) => println!("{error}: {}", String::from_utf8_lossy(error.body())),
        Ok(_) => return Err("there is a silence of this name?".into()),
    }
    Ok(())
}
