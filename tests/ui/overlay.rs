//! An overlay needs a library that is only built where it is asked for.

mod orders {
    connector::connector!("orders.json", overlay = "changes.yaml");
}

fn main() {}
