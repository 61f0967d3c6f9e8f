//! The same in the crate of the client, where `#[non_exhaustive]` would not help.

mod orders {
    connector::connector!("v1.json");
}
use orders::model::Address;

fn main() {
    let address = Address { street: None, city: None };
    let Address { street, city } = address;
    drop((street, city));
}
