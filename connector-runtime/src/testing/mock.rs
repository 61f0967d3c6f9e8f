//! A mock: a service that is not there.

use std::sync::Arc;

use http::Method;

use super::answer::Answer;
use super::connection;
use super::expect::{Expect, Sent};
use super::fail::fail;
use super::request::Request;
use super::table::State;
use crate::client::Client;
use crate::http::Http;
use crate::request::Plan;
use crate::spec::{Action, Connector};
use crate::trigger::poll::spec::Poll;
use crate::webhook::spec::Hook;

/// What a generated `Mock` is made of.
pub struct Mock {
    state: Arc<State>,
    http: Http,
    /// Only its inputs are of interest; it sends nothing.
    client: Client,
}

impl Mock {
    /// A mock without answers.
    #[track_caller]
    #[must_use]
    pub fn new(
        connector: &'static Connector,
        polls: &'static [&'static Poll],
        hooks: &'static [&'static Hook],
    ) -> Self {
        let state = Arc::new(State::new(connector, polls, hooks));
        // No proxy of the environment, and no time limit of the network's: there is none.
        let http = Http::builder().no_proxy().wire(state.clone()).build();
        let http = http.unwrap_or_else(|error| fail(error.reason()));
        let client = Client::for_inputs(connector, &http);
        let client = client.unwrap_or_else(|error| fail(error.reason()));
        Self { state, http, client }
    }

    /// From here on the order of the answers is that in which they are wanted.
    #[must_use]
    pub fn in_order(self) -> Self {
        self.state.table().ordered = true;
        self
    }

    /// The transport that leads here.
    #[must_use]
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// A client with something made up wherever its connection needs something.
    #[track_caller]
    #[must_use]
    pub fn client(&self) -> Client {
        let made = connection::complete(self.state.connector);
        made.and_then(|connection| Client::with_http(connection, &self.http)).unwrap_or_else(|error| {
            let hint = "make the client by `Client::with_http(connection, mock.http())`";
            fail(format!("no connection can be made up: {}; {hint}", error.reason()))
        })
    }

    /// An answer for an action, yet to be told.
    pub fn action(&self, action: &'static Action) -> Expect {
        Expect::new(self.state.clone(), Box::new(Plan::new(self.client.clone(), action)))
    }

    /// An answer for what is sent besides the actions.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str) -> Sent {
        match Method::from_bytes(method.as_bytes()) {
            Ok(method) => Sent::new(self.state.clone(), method, path.to_owned()),
            Err(_) => fail(format!("`{method}` is no method")),
        }
    }

    /// Every request so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state.table().seen.iter().map(|seen| seen.request.clone()).collect()
    }

    /// Fails if an answer was not given as often as is wanted, or if there were requests without an answer.
    #[track_caller]
    pub fn verify(&self) {
        let faults = self.state.table().faults();
        if !faults.is_empty() {
            fail(format!("the mock of {}: {}", self.state.connector.title, faults.join("\n")));
        }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // A test that fails already fails for its own reason.
        if !std::thread::panicking() {
            self.verify();
        }
    }
}

impl std::fmt::Debug for Mock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let table = self.state.table();
        f.debug_struct("Mock")
            .field("answers", &table.answers.len())
            .field("requests", &table.seen.len())
            .finish_non_exhaustive()
    }
}

/// So that whoever has an answer can change it later.
impl Answer {
    pub(super) fn of(state: Arc<State>, index: usize) -> Self {
        Self { state, index }
    }
}
