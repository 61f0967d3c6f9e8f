//! A `match` of all values that the document names, without `_`: the service may send another.

use evolve::v1::orders::model::Status;

fn main() {
    let _ = |status: Status| match status {
        Status::Open => "open",
        Status::Closed => "closed",
    };
}
