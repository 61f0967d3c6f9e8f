//! A program that looks after the orders of a shop. Its tests need no shop.

/// The client, and in tests a mock of the service.
pub mod orders {
    connector::connector!("../../examples/quickstart/orders.swagger.json", decode = "strict", mock = "test");
}

use std::time::Duration;

use connector::CallOptions;
use orders::model::{Order, Status};
use orders::{Client, Error};

/// What became of a customer's open orders.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cancelled {
    /// Those that are cancelled.
    pub done: Vec<String>,
    /// Those that had left the house.
    pub too_late: Vec<String>,
}

/// Cancels the open orders of a customer.
///
/// # Errors
/// When the service fails. That an order was shipped meanwhile is no failure.
pub async fn cancel_all(client: &Client, customer: &str) -> Result<Cancelled, Error> {
    let mut cancelled = Cancelled::default();
    let mut open = client.list_orders().customer(customer).status(Status::Open).items();
    while let Some(order) = open.next().await {
        let id = order?.id;
        match client.cancel_order(&id).await {
            Ok(()) => cancelled.done.push(id),
            Err(error) if error.is_status(409) => cancelled.too_late.push(id),
            Err(error) => return Err(error),
        }
    }
    Ok(cancelled)
}

/// An order, if the service says what it is within a second.
///
/// # Errors
/// When it does not, or fails.
pub async fn glance(client: &Client, id: &str) -> Result<Order, Error> {
    client.get_order(id).options(CallOptions::new().timeout(Duration::from_secs(1))).await
}

#[cfg(test)]
mod tests;
