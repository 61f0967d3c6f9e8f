//! A chosen action that the document does not have.

mod orders {
    connector::connector!("orders.json", actions = ["ListOrders", "GetOrdr"]);
}

fn main() {}
