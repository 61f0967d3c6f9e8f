//! Two services on free loopback ports: a carrier (`parcels.swagger.json`) that calls its subscribers back, and a chat
//! (`chat.swagger.json`).

#![allow(dead_code, reason = "neither example needs all of it")]

use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// What the carrier signs its calls with, as Standard Webhooks has it.
pub const SECRET: &str = "whsec_cGFyY2VscyBhcmUgdW5kZXIgd2F5";

/// Both services; they live as long as the program.
#[derive(Clone)]
pub struct Services {
    /// Base URL of the carrier.
    pub parcels: String,
    /// Base URL of the chat.
    pub chat: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    parcels: Vec<Value>,
    /// Id, callback address, and the status that is asked for.
    subscriptions: Vec<(usize, String, Option<String>)>,
    subscribed: usize,
    messages: Vec<String>,
    /// How many messages the chat refuses.
    refusing: usize,
}

/// Starts both.
pub async fn start() -> io::Result<Services> {
    let (parcels, chat) = (TcpListener::bind("127.0.0.1:0").await?, TcpListener::bind("127.0.0.1:0").await?);
    let services = Services {
        parcels: format!("http://{}/v1", parcels.local_addr()?),
        chat: format!("http://{}", chat.local_addr()?),
        state: Arc::default(),
    };
    for listener in [parcels, chat] {
        let services = services.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let services = services.clone();
                let serve = service_fn(move |request| services.clone().answer(request));
                let served = hyper::server::conn::http1::Builder::new();
                tokio::spawn(served.serve_connection(TokioIo::new(stream), serve));
            }
        });
    }
    Ok(services)
}

impl Services {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answer(self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let (status, reply) = self.state().route(parts.method.as_str(), parts.uri.path(), &body);
        let mut response = Response::new(Full::new(Bytes::from(reply.to_string())));
        *response.status_mut() = status;
        Ok(response)
    }

    /// A parcel comes a step further, and whoever asked for it hears of it, until they have taken it.
    pub async fn moves(&self, id: usize, status: &str) {
        let (parcel, callbacks) = {
            let mut state = self.state();
            let Some(parcel) = state.parcels.get_mut(id) else { return };
            parcel["status"] = status.into();
            let parcel = parcel.clone();
            let wanted = |wish: &Option<String>| wish.as_deref().is_none_or(|wish| wish == status);
            let all = state.subscriptions.iter().filter(|(_, _, wish)| wanted(wish));
            (parcel, all.map(|(_, url, _)| url.clone()).collect::<Vec<_>>())
        };
        for callback in callbacks {
            tell(&callback, &format!("msg_{id}_{}", status.replace(' ', "_")), &parcel).await;
        }
    }

    /// How many are subscribed.
    pub fn subscriptions(&self) -> usize {
        self.state().subscriptions.len()
    }

    /// The chat does not work for the next messages.
    pub fn refuse(&self, messages: usize) {
        self.state().refusing = messages;
    }

    /// What was said in the chat.
    pub fn messages(&self) -> Vec<String> {
        self.state().messages.clone()
    }
}

/// Calls back, signed, until the answer is good.
async fn tell(callback: &str, id: &str, parcel: &Value) {
    let body = parcel.to_string();
    let time =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs();
    let signer = standardwebhooks::Webhook::new(SECRET).ok();
    let signature =
        signer.and_then(|signer| signer.sign(id, i64::try_from(time).ok()?, body.as_bytes()).ok());
    for _ in 0..10 {
        let request = Request::post(callback)
            .header("webhook-id", id)
            .header("webhook-timestamp", time)
            .header("webhook-signature", signature.clone().unwrap_or_default())
            .body(Full::new(Bytes::from(body.clone())));
        if let Ok(request) = request
            && post(request).await.is_ok_and(|status| status.is_success())
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn post(
    mut request: Request<Full<Bytes>>,
) -> Result<StatusCode, Box<dyn std::error::Error + Send + Sync>> {
    let authority = request.uri().authority().map(ToString::to_string).unwrap_or_default();
    let stream = tokio::net::TcpStream::connect(&authority).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    request.headers_mut().insert("host", authority.parse()?);
    Ok(sender.send_request(request).await?.status())
}

impl State {
    fn route(&mut self, method: &str, path: &str, body: &Value) -> (StatusCode, Value) {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let path: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match (method, path.as_slice()) {
            ("POST", ["v1", "parcels"]) => {
                let parcel = json!({"id": self.parcels.len(), "to": body["to"], "status": "taken"});
                self.parcels.push(parcel.clone());
                (StatusCode::CREATED, parcel)
            }
            ("POST", ["v1", "subscriptions"]) => {
                let id = self.subscribed;
                self.subscribed += 1;
                let callback = body.pointer("/callback/url").and_then(text).unwrap_or_default();
                self.subscriptions.push((id, callback, text(&body["status"])));
                (StatusCode::CREATED, json!({"id": id}))
            }
            ("DELETE", ["v1", "subscriptions", id]) => {
                self.subscriptions.retain(|(own, _, _)| own.to_string() != *id);
                (StatusCode::NO_CONTENT, Value::Null)
            }
            ("POST", ["channels", channel, "messages"]) => {
                if self.refusing > 0 {
                    self.refusing -= 1;
                    return (StatusCode::INTERNAL_SERVER_ERROR, Value::Null);
                }
                self.messages.push(format!("#{channel}: {}", text(&body["text"]).unwrap_or_default()));
                (StatusCode::NO_CONTENT, Value::Null)
            }
            _ => (StatusCode::NOT_FOUND, Value::Null),
        }
    }
}
