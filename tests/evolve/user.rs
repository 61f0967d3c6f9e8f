// What a user of the client may write, and what a later document must not break: all that the documentation shows.

use super::orders::call;
use super::orders::model::{Address, CreateOrderLine, ListOrdersStatus, NewOrder, Order, Status};
use super::orders::{Client, Connection, Error};

pub fn client() -> Client {
    Client::new(Connection::api_key("secret")).unwrap()
}

/// Every call, awaited and used in the ways that a future can be.
pub async fn call_all(client: &Client) -> Result<(), Error> {
    let order: Order = client.get_order("o-1").await?;
    let later: call::GetOrder = client.get_order(order.id.clone());
    let spawned = tokio::spawn(later);
    drop(spawned.await);
    let (one, two) =
        tokio::join!(client.get_order("o-1"), client.list_orders().status(ListOrdersStatus::Open));
    drop((one, two));
    let timed = tokio::time::timeout(std::time::Duration::from_secs(1), client.close_order("o-1", "done"));
    drop(timed.await);
    let calls: Vec<call::CloseOrder> =
        ["o-1", "o-2"].iter().map(|id| client.close_order(*id, "done")).collect();
    for call in calls {
        call.await?;
    }

    let whole = client.get_order("o-1").response().await?;
    let _: Option<&str> = whole.header("x-request-id");
    let _: bool = whole.status().is_success();
    let _: Order = whole.into_body();

    client.create_order("Ada", &[line("a-1")]).note("gift").await?;
    client.create_order("Ada", &[line("a-1").quantity(3)]).note(None::<&str>).await?;
    client.put_order("o-1", &new_order()).await?;
    client.send_report().await?;
    client
        .move_part(call::MovePartInputs {
            id: "o-1",
            a: "a",
            b: "b",
            c: "c",
            when: &"2026-01-01T00:00:00Z".parse().unwrap(),
        })
        .await?;
    client.list_orders().await?.iter().for_each(|order| drop(describe(order)));
    Ok(())
}

fn line(sku: &str) -> CreateOrderLine {
    CreateOrderLine::new(sku)
}

/// Models are made by `new`, `default` and setters, or as a literal with `..`.
pub fn new_order() -> NewOrder {
    let address = Address { city: Some("London".to_owned()), ..Address::default() };
    let mut order = NewOrder::new("Ada").note("gift").address(address.street("St James's Square"));
    order.note = None;
    NewOrder { note: Some("from a literal".to_owned()), ..order }
}

/// Models are read by field, or by a pattern with `..`; a `match` of an enum has `_`.
pub fn describe(order: &Order) -> String {
    let Order { id, status, total, .. } = order;
    let status = match status {
        Status::Open => "open",
        Status::Closed => "closed",
        _ => "something new",
    };
    let city = order.address.as_ref().and_then(|address| address.city.as_deref()).unwrap_or("nowhere");
    format!("{id}: {status}, {total:?}, {city}")
}

/// A reply of either version is read.
pub fn read(json: &str) -> Order {
    serde_json::from_str(json).unwrap()
}

/// What is sent for the calls of either version, without sending.
pub async fn sent() -> Vec<String> {
    let client = client();
    let when = "2026-01-01T00:00:00Z".parse().unwrap();
    let requests = [
        client.get_order("o 1").request(),
        client.list_orders().status(ListOrdersStatus::Open).request(),
        client.create_order("Ada", &[line("a-1")]).note("gift").request(),
        client.put_order("o-1", &new_order()).request(),
        client.close_order("o-1", "done").request(),
        client.send_report().request(),
        client.move_part(call::MovePartInputs { id: "o-1", a: "a", b: "b", c: "c", when: &when }).request(),
    ];
    requests
        .into_iter()
        .map(|request| {
            let (parts, body) = request.unwrap().into_parts();
            let body =
                body.as_bytes().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
            format!("{} {} {body}", parts.method, parts.uri)
        })
        .collect()
}
