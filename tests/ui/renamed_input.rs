//! An optional input that a new version of the document calls otherwise.

mod orders {
    connector::connector!("orders.json");
}

fn main() {
    let _ = |client: orders::Client| client.list_orders().statuses("open");
}
