//! A document that is not there.

mod orders {
    connector::connector!("order.json");
}

fn main() {}
