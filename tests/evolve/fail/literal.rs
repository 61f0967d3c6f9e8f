//! A literal of a model without `..`: the next field would break it.

use evolve::v1::orders::model::Address;

fn main() {
    let _ = Address { street: None, city: None };
}
