//! The service that `orders.swagger.json` describes, on a free loopback port and with everything in memory.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::form_urlencoded;

/// The key that the service knows.
pub const KEY: &str = "quickstart";

/// A running service; it lives as long as the program.
pub struct Service {
    /// Its base URL.
    pub url: String,
    shop: Arc<Mutex<Shop>>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its method.
    pub method: Method,
    /// Its path, as it was encoded.
    pub path: String,
    /// Its query, decoded.
    pub query: Vec<(String, String)>,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body; null where there is none.
    pub body: Value,
}

#[derive(Default)]
struct Shop {
    url: String,
    orders: Vec<Value>,
    /// Idempotency keys and the orders placed under them.
    keys: HashMap<String, Value>,
    busy: bool,
    seen: Vec<Seen>,
}

/// A status and a body.
type Reply = (StatusCode, Value);

/// Starts the service.
pub async fn start() -> io::Result<Service> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/v1", listener.local_addr()?);
    let shop = Arc::new(Mutex::new(Shop { url: url.clone(), orders: orders(), ..Shop::default() }));
    let service = Service { url, shop: shop.clone() };
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let shop = shop.clone();
            let serve = service_fn(move |request| answer(shop.clone(), request));
            tokio::spawn(
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), serve),
            );
        }
    });
    Ok(service)
}

impl Service {
    /// The next order is placed, but its client hears 503, and that it shall come again in a second.
    pub fn be_busy_once(&self) {
        lock(&self.shop).busy = true;
    }

    /// Every request so far.
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.shop).seen.clone()
    }
}

fn lock(shop: &Mutex<Shop>) -> MutexGuard<'_, Shop> {
    shop.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(
    shop: Arc<Mutex<Shop>>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let query = parts.uri.query().unwrap_or_default();
    let seen = Seen {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        headers: parts.headers,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    };
    let (status, value) = {
        let mut shop = lock(&shop);
        shop.seen.push(seen.clone());
        shop.route(&seen)
    };
    let body = if value.is_null() { Bytes::new() } else { value.to_string().into() };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    Ok(response)
}

impl Shop {
    fn route(&mut self, seen: &Seen) -> Reply {
        if seen.headers.get("x-api-key").is_none_or(|key| key != KEY) {
            return problem(StatusCode::UNAUTHORIZED, "unknown_key", "There is no account with this key.");
        }
        let path: Vec<&str> = seen.path.trim_start_matches("/v1/").split('/').collect();
        match (seen.method.as_str(), path.as_slice()) {
            ("GET", ["orders"]) => self.list(&seen.query),
            ("POST", ["orders"]) => self.create(seen),
            ("GET", ["orders", id]) => self.with(id, |order| (StatusCode::OK, order.clone())),
            ("DELETE", ["orders", id]) => self.with(id, cancel),
            ("PUT", ["orders", id, "address"]) => self.with(id, |order| {
                set(order, "address", seen.body.clone());
                (StatusCode::OK, order.clone())
            }),
            _ => problem(StatusCode::NOT_FOUND, "no_such_place", "There is nothing here."),
        }
    }

    /// A page, and where the next one is.
    fn list(&self, query: &[(String, String)]) -> Reply {
        let given = |name: &str| query.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let number = |name: &str, default| given(name).and_then(|text| text.parse().ok()).unwrap_or(default);
        let (size, skip): (usize, usize) = (number("pageSize", 50), number("skip", 0));
        let fits = |order: &&Value| {
            ["status", "customer"].iter().all(|name| given(name).is_none_or(|value| order[*name] == value))
        };
        let found: Vec<&Value> = self.orders.iter().filter(fits).collect();
        let page: Vec<&Value> = found.iter().skip(skip).take(size).copied().collect();
        let mut reply = json!({"value": page});
        if skip + size < found.len() {
            let mut next = form_urlencoded::Serializer::new(format!("{}/orders?", self.url));
            next.extend_pairs(query.iter().filter(|(name, _)| name != "skip"));
            next.append_pair("skip", &(skip + size).to_string());
            set(&mut reply, "nextLink", next.finish());
        }
        (StatusCode::OK, reply)
    }

    /// Places an order, or finds the one that was placed under the same key.
    fn create(&mut self, seen: &Seen) -> Reply {
        let lines = seen.body.get("lines").and_then(Value::as_array).map_or(0, Vec::len);
        if lines == 0 {
            return problem(StatusCode::BAD_REQUEST, "no_lines", "An order has at least one line.");
        }
        let key = seen.headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
        if let Some(order) = self.keys.get(key) {
            return (StatusCode::CREATED, order.clone());
        }
        let id = format!("o-{}", 1001 + self.orders.len());
        let mut order = seen.body.clone();
        set(&mut order, "id", id);
        set(&mut order, "status", "open");
        set(&mut order, "total", 25.0);
        set(&mut order, "placedAt", "2026-11-23T14:00:00Z");
        self.orders.push(order.clone());
        if !key.is_empty() {
            self.keys.insert(key.to_owned(), order.clone());
        }
        if std::mem::take(&mut self.busy) {
            return (StatusCode::SERVICE_UNAVAILABLE, Value::Null);
        }
        (StatusCode::CREATED, order)
    }

    fn with(&mut self, id: &str, act: impl FnOnce(&mut Value) -> Reply) -> Reply {
        match self.orders.iter_mut().find(|order| order["id"] == id) {
            Some(order) => act(order),
            None => problem(StatusCode::NOT_FOUND, "no_such_order", "There is no such order."),
        }
    }
}

fn cancel(order: &mut Value) -> Reply {
    if order["status"] == "shipped" {
        return problem(StatusCode::CONFLICT, "already_shipped", "A shipped order cannot be cancelled.");
    }
    set(order, "status", "cancelled");
    (StatusCode::NO_CONTENT, Value::Null)
}

fn set(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value.into());
    }
}

fn problem(status: StatusCode, code: &str, title: &str) -> Reply {
    (status, json!({"code": code, "title": title}))
}

/// What the shop begins with.
fn orders() -> Vec<Value> {
    let order = |id: &str, customer: &str, status: &str, sku: &str, quantity: i32, total: f64| {
        json!({
            "id": id, "customer": customer, "status": status, "lines": [{"sku": sku, "quantity": quantity}],
            "total": total, "placedAt": "2026-11-20T09:30:00Z"
        })
    };
    vec![
        order("o-1001", "Ada Lovelace", "open", "tea", 3, 14.85),
        order("o-1002", "Alan Turing", "open", "apples", 12, 9.6),
        order("o-1003", "Edsger Dijkstra", "shipped", "pencils", 2, 3.4),
        order("o-1004", "Grace Hopper", "open", "wire", 1, 6.5),
        order("o-1005", "Ada Lovelace", "cancelled", "punch cards", 500, 40.0),
        order("o-1006", "Barbara Liskov", "open", "coffee", 4, 31.8),
        order("o-1007", "Ada Lovelace", "open", "gears", 8, 112.0),
    ]
}
