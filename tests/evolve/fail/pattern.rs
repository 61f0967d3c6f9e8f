//! A pattern of a model without `..`.

use evolve::v1::orders::model::Address;

fn main() {
    let Address { street, city } = Address::default();
    drop((street, city));
}
