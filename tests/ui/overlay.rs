//! What is not there yet says so.

mod orders {
    connector::connector!("orders.json", overlay = "changes.yaml");
}

fn main() {}
