//! A process of its own: `worker keeps|count|hold keyring|postgres PLACE`.

use std::time::Duration;

use stores_conformance::{KEY, count, keeps, open};

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, kind, place] = arguments.as_slice() else { panic!("worker WHAT KIND PLACE") };
    let store = open(kind, place);
    match what.as_str() {
        "keeps" => keeps(&*store).await,
        "count" => count(&*store, 25).await,
        // Until it is killed.
        _ => {
            let _held = store.lock(KEY).await.unwrap();
            println!("held");
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
    }
}
