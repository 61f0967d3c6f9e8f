//! Prints the number that the workers came to: `kept keyring|postgres PLACE`.

use stores_conformance::{KEY, open};

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, place] = arguments.as_slice() else { panic!("kept KIND PLACE") };
    let tokens = open(kind, place).load(KEY).await.unwrap().unwrap();
    println!("{}", tokens.access().expose());
}
