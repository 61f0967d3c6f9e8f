//! An action that a new version of the document no longer has.

mod orders {
    connector::connector!("orders.json");
}

fn main() {
    let _ = |client: orders::Client| client.get_orders("o-17");
}
