//! Signing in, the life of tokens, and their end, with a real OpenID provider: PKCE enforced, tokens of five seconds,
//! refresh tokens that are good for one use.

mod browser;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use conformance_support::server::{Fault, Ready, Server};
use conformance_support::suite::Suite;
use connector::ErrorKind;
use connector::oauth::{FileStore, Key, MemoryStore, TokenStore, Tokens};
use oidc_conformance::orders::{App, Client, Connection};

const BACK: &str = "http://127.0.0.1:1/callback";
const KEY: Key<'_> = Key { connector: "Orders", connection: "default" };

fn main() -> ExitCode {
    let _already_there = rustls::crypto::ring::default_provider().install_default();
    Suite::default()
        .test("an_application_signs_in_by_itself", an_application_signs_in_by_itself)
        .test("a_public_application_proves_itself_by_pkce", a_public_application_proves_itself_by_pkce)
        .test("without_pkce_the_provider_refuses", without_pkce_the_provider_refuses)
        .test("a_password", a_password)
        .test("two_hundred_calls_across_three_ends", two_hundred_calls_across_three_ends)
        .test("a_stolen_refresh_token_is_reported", a_stolen_refresh_token_is_reported)
        .test("a_killed_program_goes_on", a_killed_program_goes_on)
        .one_at_a_time()
        .run(start)
}

fn start() -> Result<(Server, String), Fault> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !here.join("node_modules/oidc-provider").is_dir() {
        return Err(Fault::Missing(
            "oidc-provider is not installed: npm ci in tests/conformance/oidc".into(),
        ));
    }
    let script = here.join("provider.mjs").display().to_string();
    let server = Server::start("node", Ready::Answers("/ready"), |_, [port]: [u16; 1]| {
        Ok(vec![script.clone(), port.to_string()])
    })?;
    let url = server.url();
    Ok((server, url))
}

fn client(provider: &str, app: &App) -> Client {
    Client::new(Connection::oauth(provider, app)).unwrap()
}

async fn counts(provider: &str) -> serde_json::Value {
    let text = connector::reqwest::get(format!("{provider}/counts")).await.unwrap().text().await.unwrap();
    serde_json::from_str(&text).unwrap()
}

async fn count(provider: &str, what: &str) -> u64 {
    counts(provider).await[what].as_u64().unwrap_or(0)
}

async fn sign_in(app: &App) -> Tokens {
    let (url, pending) = app.begin(BACK).unwrap();
    let callback = browser::sign_in(&url, BACK).await;
    app.finish(pending, &callback).await.unwrap()
}

async fn an_application_signs_in_by_itself(provider: String) {
    let app = App::new("svc", "svc-secret", provider.clone()).client_credentials().scopes(["api:read"]);
    let client = client(&provider, &app);
    for _ in 0..3 {
        assert_eq!(client.list_orders().await.unwrap(), ["tea"]);
    }
    assert_eq!(count(&provider, "given svc client_credentials").await, 1);
    let wrong = App::new("svc", "wrong", provider.clone()).client_credentials().scopes(["api:read"]);
    let error = self::client(&provider, &wrong).list_orders().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("invalid_client"), "{error}");
}

async fn a_public_application_proves_itself_by_pkce(provider: String) {
    let app = App::new("native", "", provider.clone());
    let tokens = sign_in(&app).await;
    assert!(tokens.refresh().is_some() && tokens.expires_at().is_some());
    assert_eq!(client(&provider, &app).list_orders().await.unwrap(), ["tea"]);
    // A code is good for its own proof only.
    let (url, pending) = app.begin(BACK).unwrap();
    let callback = browser::sign_in(&url, BACK).await;
    let stolen = serde_json::to_string(&pending).unwrap().replace("\"verifier\":\"", "\"verifier\":\"x");
    let error = app.finish(serde_json::from_str(&stolen).unwrap(), &callback).await.unwrap_err();
    assert!(error.kind() == ErrorKind::SignIn && error.to_string().contains("invalid_grant"), "{error}");
}

async fn without_pkce_the_provider_refuses(provider: String) {
    let app = App::new("web", "web-secret", provider).with(|app| app.without_pkce());
    let (url, pending) = app.begin(BACK).unwrap();
    let callback = browser::sign_in(&url, BACK).await;
    let error = app.finish(pending, &callback).await.unwrap_err();
    assert!(error.to_string().contains("invalid_request"), "{error}");
}

async fn a_password(provider: String) {
    let app = App::new("web", "web-secret", provider.clone());
    let right = client(&provider, &app.clone().password("ann", "correct horse"));
    assert_eq!(right.list_orders().await.unwrap(), ["tea"]);
    let error = client(&provider, &app.password("ann", "battery")).list_orders().await.unwrap_err();
    assert!(error.kind() == ErrorKind::SignIn && error.to_string().contains("wrong password"), "{error}");
    assert!(!format!("{error:?}").contains("battery"), "{error:?}");
}

/// 200 tasks call for as long as three tokens last: none fails, and the provider gives one token for each that ended.
async fn two_hundred_calls_across_three_ends(provider: String) {
    let app = App::new("web", "web-secret", provider.clone()).store(MemoryStore::new());
    sign_in(&app).await;
    let before = count(&provider, "given web refresh_token").await;
    let client = client(&provider, &app);
    // A token is renewed a second before its end: three ends lie at 4, 8 and 12 seconds, give or take one, the fourth at 16.
    let end = Instant::now() + Duration::from_millis(14_000);
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let mut calls = 0;
                while Instant::now() < end {
                    client.list_orders().await.unwrap();
                    calls += 1;
                    tokio::time::sleep(Duration::from_millis(300)).await;
                }
                calls
            })
        })
        .collect();
    let mut calls = 0;
    for task in tasks {
        calls += task.await.unwrap();
    }
    assert!(calls >= 200 * 10, "{calls} calls");
    assert_eq!(count(&provider, "given web refresh_token").await - before, 3, "after {calls} calls");
}

async fn a_stolen_refresh_token_is_reported(provider: String) {
    let store = MemoryStore::new();
    let app = App::new("web", "web-secret", provider.clone()).store(store.clone());
    let stolen = sign_in(&app).await.refresh().unwrap().expose().to_owned();
    let client = client(&provider, &app);
    // The owner refreshes, then the thief tries what the owner has used up.
    tokio::time::sleep(Duration::from_millis(5_100)).await;
    client.list_orders().await.unwrap();
    let thief = App::new("web", "web-secret", provider.clone()).tokens(Tokens::from_refresh(&stolen));
    let error = self::client(&provider, &thief).list_orders().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SignIn);
    // The provider has ended the whole sign-in; the owner is told.
    let error = client.list_orders().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SignIn, "{error:?}");
    assert!(error.to_string().contains("sign in again"), "{error}");
    assert!(!format!("{error:?}").contains(&stolen), "{error:?}");
}

/// Killed again and again, in whatever it is doing; the store never holds a token that is used up.
async fn a_killed_program_goes_on(provider: String) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new("web", "web-secret", provider.clone()).store(FileStore::new(folder.path()));
    sign_in(&app).await;
    let before = count(&provider, "given web refresh_token").await;
    for life in [1_500, 4_700, 2_300] {
        let mut caller = Command::new(env!("CARGO_BIN_EXE_caller"))
            .args([&provider, folder.path().to_str().unwrap()])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_millis(life)).await;
        assert!(caller.try_wait().unwrap().is_none(), "the caller ended by itself");
        caller.kill().unwrap();
        caller.wait().unwrap();
    }
    assert!(count(&provider, "given web refresh_token").await > before, "nothing was renewed");
    let kept = FileStore::new(folder.path()).load(KEY).await.unwrap().unwrap();
    let next = App::new("web", "web-secret", provider.clone()).store(FileStore::new(folder.path()));
    client(&provider, &next).list_orders().await.unwrap();
    assert!(kept.refresh().is_some());
}
