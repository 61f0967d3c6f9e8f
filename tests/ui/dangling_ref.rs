//! A reference that leads nowhere costs its action; the others are there.

mod orders {
    connector::connector!("dangling.json");
}

fn main() {
    // No error here: what is sound was generated.
    let _ = orders::Client::list_orders;
}
