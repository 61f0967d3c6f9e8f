//! The host as a router of axum.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;

use super::WebhookHost;

impl WebhookHost {
    /// A router for a server of the caller's, to be nested at the path of the public address, or wherever a proxy sends its
    /// requests.
    pub fn router(&self) -> Router {
        Router::new().fallback(answer).with_state(self.clone())
    }
}

async fn answer(State(host): State<WebhookHost>, request: Request) -> Response {
    host.handle_body(request).await.map(Body::from)
}
