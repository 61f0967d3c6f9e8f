//! An option that is a slip of the keyboard away.

mod orders {
    connector::connector!("orders.json", action = ["GetOrder"], strikt = true);
}

fn main() {}
