//! Values of another kind than the option takes.

mod orders {
    connector::connector!(
        "orders.json",
        actions = "GetOrder",
        strict = "yes",
        decode = "loose",
        names = ["GetOrder"]
    );
}

fn main() {}
