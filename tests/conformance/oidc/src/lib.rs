//! The client of a service that a real OpenID provider guards.

pub mod orders {
    //! Orders.
    connector::connector!("orders.swagger.json");
}
