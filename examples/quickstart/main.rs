//! A client of an orders service, made from its description: `cargo run --example quickstart`.

mod service;

mod orders {
    connector::connector!("examples/quickstart/orders.swagger.json", decode = "strict");
}

use orders::model::{Address, OrderLine, Problem, Region, Status};
use orders::{Client, Connection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = service::start().await?;

    // A connection asks for what the description demands, no more. Here the service is not where the description says.
    let client = Client::new(Connection::api_key(service::KEY, Region::Eu).base_url(&service.url))?;

    // Required inputs are arguments.
    let order = client.get_order("o-1001").await?;
    println!("{} is {}'s, costs {:.2} €, and is {}", order.id, order.customer, order.total, order.status);

    // Optional inputs are setters. Pages are fetched as the stream is read.
    let mut open = client.list_orders().status(Status::Open).page_size(2).items();
    println!("open orders, two a page:");
    let mut sum = 0.0;
    while let Some(order) = open.next().await {
        let order = order?;
        println!("    {} {:<16} {:>8.2} €", order.id, order.customer, order.total);
        sum += order.total;
    }
    println!("           {:<16} {sum:>8.2} €", "together");

    // The properties of the body are inputs, too. The service answers 503 at first: it is asked again, under the same
    // idempotency key.
    service.be_busy_once();
    let tea = [OrderLine::new("tea", 2), OrderLine::new("biscuits", 1)];
    let made = client.create_order("Grace Hopper", &tea).note("Happy birthday!").express(true).await?;
    println!("{} was placed, at the second try", made.id);

    // A body that has a name in the description is a value.
    let gent = Address::new("Kanaalstraat 1", "9000 Gent", "BE").instructions("Ring twice");
    let made = client.set_address(&made.id, &gent).await?;
    println!("{} goes to {}", made.id, made.address.map(|address| address.city).unwrap_or_default());

    // One error type for everything; the body of a failure is a type of the description.
    match client.cancel_order("o-1003").await {
        Err(error) if error.is_status(409) => {
            let problem: Problem = error.body_as()?;
            println!("o-1003 is not cancelled: {} ({})", problem.title, problem.code);
        }
        other => return Err(format!("expected a conflict, not {other:?}").into()),
    }

    // What the service saw: 1 order, 3 pages, 2 tries, 1 address, 1 refusal.
    match service.seen().len() {
        8 => Ok(()),
        other => Err(format!("expected 8 requests, not {other}").into()),
    }
}
