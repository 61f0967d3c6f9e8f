//! From the address that a browser is sent to, to tokens.

use connector_runtime::ErrorKind;
use connector_runtime::oauth::{App, Grant, MemoryStore, OAuth, Pending, SignInParameter};
use connector_runtime::v1 as rt;
use url::Url;

use crate::provider::{Provider, http, list};
use crate::server::{Server, json};

fn query(url: &str) -> Vec<(String, String)> {
    Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

fn names(url: &str) -> Vec<String> {
    query(url).into_iter().map(|(name, _)| name).collect()
}

#[tokio::test]
async fn a_web_application() {
    let provider = Provider::start(3600).await;
    let app = provider.app(Grant::Code).store(MemoryStore::new());
    let user = app.named("tenant-17");
    let (url, pending) = user.begin("https://me.example/callback?from=orders").unwrap();
    assert_eq!(
        names(&url),
        [
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "code_challenge",
            "code_challenge_method"
        ]
    );
    assert_eq!(query(&url)[2].1, "https://me.example/callback?from=orders");
    assert_eq!(query(&url)[3].1, "a b");
    // It waits in a session on the server.
    let kept = serde_json::to_string(&pending).unwrap();
    let pending: Pending = serde_json::from_str(&kept).unwrap();
    let callback = format!("code=c%2F1&state={}", pending.state());
    user.finish(pending, &callback).await.unwrap();
    let asked = provider.asked().remove(0);
    let start = "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fme.example%2Fcallback%3Ffrom%3Dorders&code_verifier=";
    assert!(asked.starts_with(start), "{asked}");
    list(&provider.client(&user)).await.unwrap();
    // Another client of the same store goes on, another user does not.
    list(&provider.client(&app.named("tenant-17"))).await.unwrap();
    let error = list(&provider.client(&app.named("tenant-18"))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SignIn);
    user.sign_out().await.unwrap();
    assert_eq!(list(&provider.client(&user)).await.unwrap_err().kind(), ErrorKind::SignIn);
}

#[tokio::test]
async fn a_callback_that_is_not_ours_reaches_no_provider() {
    let provider = Provider::start(3600).await;
    let app = provider.app(Grant::Code);
    let (_, pending) = app.begin("https://me.example/").unwrap();
    for callback in
        ["", "code=c", "code=c&state=", "code=c&state=other", "https://me.example/?code=c&state=x"]
    {
        let error = app.finish(pending.clone(), callback).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SignIn, "{callback}");
    }
    let state = pending.state().to_owned();
    let refusal = format!("error=access_denied&error_description=The%20user%20said%20no&state={state}");
    let error = app.finish(pending.clone(), &refusal).await.unwrap_err();
    assert!(error.to_string().contains("access_denied: The user said no"), "{error}");
    let error = app.finish(pending, &format!("state={state}")).await.unwrap_err();
    assert!(error.to_string().contains("no code"), "{error}");
    assert!(provider.server.seen().is_empty());
}

const PARAMETERS: &[SignInParameter] =
    &[SignInParameter::new("customHost"), SignInParameter::new("tenant"), SignInParameter::new("server")];

#[tokio::test]
async fn templates_of_a_document() {
    let server =
        Server::playing(vec![json(r#"{"access_token":"t","refresh_token":"r","expires_in":"1"}"#)]).await;
    let host: &'static str = Box::leak(server.url.clone().into_boxed_str());
    let spec = OAuth::new("https://{customHost}/authorize?tenant={Tenant}", "{server}/token?v=2")
        .authorize_query("?client_id={ClientId}&redirect_uri={redirectUrl}&scope={scopes}&audience=api")
        .token_query("?site={tenant}")
        .token_body("code={code}&id={ClientId}&secret={ClientSecret}")
        .refresh("{server}/refresh")
        .refresh_body("token={refreshToken}&again={RedirectUrl}")
        .scopes(&["read:{tenant}", "write"])
        .separator(",")
        .parameters(PARAMETERS);
    let app = App::new(Box::leak(Box::new(spec)), "Orders", "id").client_secret("se cret").http(&http());
    let error = app.begin("https://me.example/").unwrap_err();
    assert!(error.to_string().contains("`customHost` is missing"), "{error}");

    let app = app.set("customHost", "eu.example.com").set("tenant", "a/b").set("server", host).without_pkce();
    let (url, pending) = app.begin("https://me.example/cb").unwrap();
    let state = pending.state().to_owned();
    assert_eq!(
        url,
        format!(
            "https://eu.example.com/authorize?tenant=a%2Fb&client_id=id&redirect_uri=https%3A%2F%2Fme.example%2Fcb\
         &scope=read%3Aa%2Fb%2Cwrite&audience=api&state={state}"
        )
    );
    app.finish(pending, &format!("?code=c&state={state}")).await.unwrap();
    let seen = server.take();
    assert_eq!(seen.target(), "/token?v=2&site=a%2Fb");
    assert_eq!(seen.text(), "code=c&id=id&secret=se%20cret");
    // It was good for a second; the next one is asked for by the other template.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let connection =
        connector_runtime::v1::Connection::new(&crate::provider::ORDERS).base_url(host).oauth("token", &app);
    list(&connector_runtime::v1::Client::with_http(connection, &http()).unwrap()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].target(), "/refresh");
    assert_eq!(seen[0].text(), "token=r&again=https%3A%2F%2Fme.example%2Fcb");

    let evil = app.set("customHost", "evil.example/x?").begin("https://me.example/").unwrap_err();
    assert!(evil.to_string().contains("no part of a host name"), "{evil}");
}

#[tokio::test]
async fn a_password() {
    let provider = Provider::start(3600).await;
    let app = provider.app(Grant::Code).password("ann", "p&ss");
    list(&provider.client(&app)).await.unwrap();
    assert_eq!(
        provider.asked(),
        [
            "grant_type=password&username=ann&password=p%26ss&scope=a%20b&client_id=my-app&client_secret=app-s3cret"
        ]
    );
}

/// A configuration file names the application; what it is for is known.
#[tokio::test]
async fn from_configuration() {
    let provider = Provider::start(3600).await;
    let url =
        |path: &str| -> &'static str { Box::leak(format!("{}{path}", provider.server.url).into_boxed_str()) };
    let spec: &'static OAuth = Box::leak(Box::new(OAuth::new("", url("/{realm}")).parameters(REALM)));
    let connector: &'static rt::Connector = Box::leak(Box::new(
        rt::Connector::new("Orders", url(""))
            .schemes(Box::leak(Box::new([rt::Scheme::oauth("oauth", "token", spec)])))
            .parameters(const { &[rt::Parameter::secret("token").token_source()] })
            .security(&[&[0]]),
    ));
    let read = |json: &str| {
        rt::Connection::deserialize(connector, &mut serde_json::Deserializer::from_str(json))
            .map_err(|error| error.to_string())
    };
    let connection = read(
        r#"{"client_id": "my-app", "client_secret": "app-s3cret", "refresh_token": "r0", "realm": "token"}"#,
    );
    let connection = connection.unwrap();
    assert!(!format!("{connection:?}").contains("app-s3cret"));
    list(&rt::Client::with_http(connection, &http()).unwrap()).await.unwrap();
    assert_eq!(
        provider.asked(),
        ["grant_type=refresh_token&refresh_token=r0&client_id=my-app&client_secret=app-s3cret"]
    );
    let error = read(r#"{"client": "x"}"#).unwrap_err();
    assert!(error.contains("`token`, `client_id`, `client_secret`, `refresh_token`, `realm`"), "{error}");
    // Without an application there is nothing to sign in with.
    let error = rt::Client::with_http(read("{}").unwrap(), &http()).unwrap_err();
    assert!(error.to_string().contains("`token` is missing"), "{error}");
}

const REALM: &[SignInParameter] = &[SignInParameter::new("realm")];
