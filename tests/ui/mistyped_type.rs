//! A type that OpenAPI does not have.

mod orders {
    connector::connector!("mistyped.json");
}

fn main() {}
