//! A provider and a service in one, that remember what they gave.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use connector_runtime::oauth::{App, Grant, OAuth};
use connector_runtime::v1 as rt;

use crate::server::{Answer, Seen, Server, json, reply};

/// What the provider gives, and what it still takes.
pub(crate) struct State {
    /// How long tokens are said to last.
    pub(crate) expires_in: AtomicUsize,
    pub(crate) tokens: AtomicUsize,
    /// Access tokens that the service takes.
    pub(crate) good: Mutex<HashSet<String>>,
    /// The only refresh token that is good.
    pub(crate) refresh: Mutex<String>,
    pub(crate) slow: AtomicUsize,
}

pub(crate) struct Provider {
    pub(crate) server: Server,
    pub(crate) state: Arc<State>,
}

impl Provider {
    pub(crate) async fn start(expires_in: usize) -> Self {
        let state = Arc::new(State {
            expires_in: AtomicUsize::new(expires_in),
            tokens: AtomicUsize::new(0),
            good: Mutex::default(),
            refresh: Mutex::new("r0".to_owned()),
            slow: AtomicUsize::new(0),
        });
        let own = state.clone();
        let server = Server::with(move |seen, _| own.answer(seen)).await;
        Self { server, state }
    }

    /// An application of this provider, whose addresses live as long as the test.
    pub(crate) fn app(&self, grant: Grant) -> App {
        let url =
            |path: &str| -> &'static str { Box::leak(format!("{}{path}", self.server.url).into_boxed_str()) };
        let spec = OAuth::new(url("/authorize"), url("/token"))
            .device(url("/device"))
            .scopes(&["a", "b"])
            .grant(grant);
        App::new(Box::leak(Box::new(spec)), "Orders", "my-app").client_secret("app-s3cret").http(&http())
    }

    pub(crate) fn client(&self, app: &App) -> rt::Client {
        rt::Client::with_http(
            rt::Connection::new(&ORDERS).base_url(&self.server.url).oauth("token", app),
            &http(),
        )
        .unwrap()
    }

    /// The bodies of all requests for tokens.
    pub(crate) fn asked(&self) -> Vec<String> {
        let seen = self.server.seen();
        seen.iter().filter(|one| one.target() == "/token").map(|one| one.text().to_owned()).collect()
    }

    /// The service takes none of the tokens that were given so far.
    pub(crate) fn revoke(&self) {
        self.state.good.lock().unwrap().clear();
    }
}

impl State {
    fn answer(&self, seen: &Seen) -> Answer {
        if seen.target() == "/token" {
            return self.token(seen).after(Duration::from_millis(self.slow.load(Ordering::SeqCst) as u64));
        }
        let bearer = seen.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        match bearer.is_some_and(|token| self.good.lock().unwrap().contains(token)) {
            true => json("{}"),
            false => reply(401, "", "who are you?"),
        }
    }

    fn token(&self, seen: &Seen) -> Answer {
        let form: Vec<(String, String)> = url::form_urlencoded::parse(&seen.body).into_owned().collect();
        let field = |name: &str| form.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let refused = |code: &str| {
            reply(400, "content-type: application/json\r\n", &format!(r#"{{"error":"{code}"}}"#))
        };
        if field("client_secret") != Some("app-s3cret") {
            return refused("invalid_client");
        }
        let mut refresh = self.refresh.lock().unwrap();
        if field("grant_type") == Some("refresh_token") && field("refresh_token") != Some(refresh.as_str()) {
            return refused("invalid_grant");
        }
        let number = self.tokens.fetch_add(1, Ordering::SeqCst) + 1;
        let (access, next) = (format!("s3cret-access-{number}"), format!("s3cret-refresh-{number}"));
        self.good.lock().unwrap().insert(access.clone());
        let rotated = match field("grant_type") {
            Some("client_credentials") => String::new(),
            _ => {
                refresh.clone_from(&next);
                format!(r#","refresh_token":"{next}""#)
            }
        };
        let expires_in = self.expires_in.load(Ordering::SeqCst);
        json(&format!(
            r#"{{"access_token":"{access}","token_type":"bearer","expires_in":{expires_in}{rotated}}}"#
        ))
    }
}

pub(crate) fn http() -> rt::Http {
    rt::Http::builder().no_proxy().build().unwrap()
}

static SIGN_IN: OAuth = OAuth::new("https://x.example/a", "https://x.example/t");

pub(crate) static ORDERS: rt::Connector = rt::Connector::new("Orders", "")
    .schemes(&[rt::Scheme::oauth("oauth", "token", &SIGN_IN)])
    .parameters(&[rt::Parameter::secret("token").token_source()])
    .security(&[&[0]]);

pub(crate) static LIST: rt::Action = rt::Action::get("ListOrders", "/orders");
pub(crate) static POST: rt::Action = rt::Action::post("CreateOrder", "/orders");

pub(crate) fn list(client: &rt::Client) -> rt::Call<rt::Value> {
    client.call(&LIST).into()
}
