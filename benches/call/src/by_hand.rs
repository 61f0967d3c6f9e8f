//! What somebody writes who needs these two calls and no more.

use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty};
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::{Deserialize, Serialize};

/// One record.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[allow(missing_docs)]
pub struct Record {
    pub id: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub count: i64,
    pub ratio: f64,
    pub open: bool,
    pub owner: Owner,
    pub tags: Vec<String>,
}

/// Who has it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[allow(missing_docs)]
pub struct Owner {
    pub id: i64,
    pub mail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// On reqwest.
#[derive(Clone)]
pub struct Reqwest {
    base: String,
    token: String,
    client: reqwest::Client,
}

impl Reqwest {
    /// A client of the service at `base`.
    ///
    /// # Errors
    /// When reqwest cannot be set up.
    pub fn new(base: &str, token: &str) -> Result<Self, Fault> {
        let client = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self { base: base.to_owned(), token: token.to_owned(), client })
    }

    async fn get<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, Fault> {
        let reply = self
            .client
            .get(format!("{}{path}", self.base))
            .query(&[("view", "full"), ("limit", "100")])
            .header("accept", "application/json")
            .bearer_auth(&self.token)
            .send()
            .await?
            .error_for_status()?;
        let body = reply.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }

    /// One record.
    ///
    /// # Errors
    /// When the call fails.
    pub async fn get_record(&self, id: &str) -> Result<Record, Fault> {
        self.get(&format!("/records/{id}")).await
    }

    /// All records.
    ///
    /// # Errors
    /// When the call fails.
    pub async fn list_records(&self) -> Result<Vec<Record>, Fault> {
        self.get("/records").await
    }
}

/// On hyper, with the pool of hyper-util.
#[derive(Clone)]
pub struct Hyper {
    base: String,
    token: String,
    client: HyperClient<HttpConnector, Empty<Bytes>>,
}

impl Hyper {
    /// A client of the service at `base`.
    #[must_use]
    pub fn new(base: &str, token: &str) -> Self {
        let client = HyperClient::builder(TokioExecutor::new()).build_http();
        Self { base: base.to_owned(), token: format!("Bearer {token}"), client }
    }

    async fn get<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, Fault> {
        let request = hyper::Request::get(format!("{}{path}?view=full&limit=100", self.base))
            .header("accept", "application/json")
            .header("authorization", &self.token)
            .body(Empty::new())?;
        let reply = self.client.request(request).await?;
        if !reply.status().is_success() {
            return Err(reply.status().to_string().into());
        }
        let body = reply.into_body().collect().await?.to_bytes();
        Ok(serde_json::from_slice(&body)?)
    }

    /// One record.
    ///
    /// # Errors
    /// When the call fails.
    pub async fn get_record(&self, id: &str) -> Result<Record, Fault> {
        self.get(&format!("/records/{id}")).await
    }

    /// All records.
    ///
    /// # Errors
    /// When the call fails.
    pub async fn list_records(&self) -> Result<Vec<Record>, Fault> {
        self.get("/records").await
    }
}
