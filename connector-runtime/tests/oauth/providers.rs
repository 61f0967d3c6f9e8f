//! Every provider of the catalogue: the address a browser is sent to, what is sent for tokens, and what becomes of a reply as
//! the provider documents it. Requests to the provider's address are led to a double on the loopback.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use connector_runtime::oauth::{App, Tokens, providers};
use connector_runtime::v1 as rt;
use url::Url;

use crate::server::{Server, json, reply};

const BACK: &str = "https%3A%2F%2Fme.example%2Fcb";
const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";

struct Row {
    name: &'static str,
    values: &'static [(&'static str, &'static str)],
    /// Up to the state; `+` stands for the parameters of PKCE after it.
    authorize: &'static str,
    pkce: bool,
    /// Where tokens come from, and what is sent there, `CLIENT` being the application's proof in the body.
    token: &'static str,
    body: &'static str,
    /// Proves itself by HTTP Basic.
    basic: bool,
    media: &'static str,
    reply: &'static str,
    /// The token, the refresh token, the life, the scopes.
    gives: (&'static str, Option<&'static str>, Option<u64>, Option<&'static str>),
    /// What is sent to renew the token; empty where it cannot be renewed.
    refresh: &'static str,
}

const CODE: &str = "grant_type=authorization_code&code=c0de&redirect_uri=BACK";
const NEXT: &str = "grant_type=refresh_token&refresh_token=r";
const USUAL: &str =
    r#"{"access_token":"t","refresh_token":"r","expires_in":3600,"token_type":"Bearer","scope":"a b"}"#;
const GIVES: (&str, Option<&str>, Option<u64>, Option<&str>) = ("t", Some("r"), Some(3600), Some("a b"));

const ROW: Row = Row {
    name: "",
    values: &[],
    authorize: "",
    pkce: true,
    token: "",
    body: CODE,
    basic: false,
    media: "content-type: application/json\r\n",
    reply: USUAL,
    gives: GIVES,
    refresh: NEXT,
};

const ROWS: &[Row] = &[
    Row {
        name: "entra",
        values: &[("tenantId", "contoso.example")],
        authorize: "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token",
        ..ROW
    },
    // A sovereign cloud; Microsoft's first version has numbers as text.
    Row {
        name: "entra_v1",
        values: &[("loginUri", "https://login.microsoftonline.us"), ("resourceUri", "https://api.example/")],
        authorize: "https://login.microsoftonline.us/common/oauth2/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b&state=STATE&resource=https%3A%2F%2Fapi.example%2F",
        token: "https://login.microsoftonline.us/common/oauth2/token",
        body: "grant_type=authorization_code&code=c0de&redirect_uri=BACK&PKCE&resource=https%3A%2F%2Fapi.example%2F",
        reply: r#"{"token_type":"Bearer","expires_in":"3599","expires_on":"1388444763","resource":"https://api.example/","access_token":"t","refresh_token":"r","scope":"user_impersonation"}"#,
        gives: ("t", Some("r"), Some(3599), Some("user_impersonation")),
        refresh: "grant_type=refresh_token&refresh_token=r&resource=https%3A%2F%2Fapi.example%2F",
        ..ROW
    },
    Row {
        name: "microsoftaccount",
        authorize: "https://login.live.com/oauth20_authorize.srf?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://login.live.com/oauth20_token.srf",
        ..ROW
    },
    // As it replies to whoever does not ask for JSON; a token without end.
    Row {
        name: "github",
        authorize: "https://github.com/login/oauth/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://github.com/login/oauth/access_token",
        media: FORM,
        reply: "access_token=gho_1&scope=repo%2Cgist&token_type=bearer",
        gives: ("gho_1", None, None, Some("repo,gist")),
        refresh: "",
        ..ROW
    },
    Row {
        name: "azuredevops",
        authorize: "https://app.vssps.visualstudio.com/oauth2/authorize?response_type=Assertion&client_id=id&redirect_uri=BACK&scope=a%20b",
        pkce: false,
        token: "https://app.vssps.visualstudio.com/oauth2/token",
        body: "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=s3cret&grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=c0de&redirect_uri=BACK",
        reply: r#"{"access_token":"t","token_type":"jwt-bearer","expires_in":"3599","refresh_token":"r"}"#,
        gives: ("t", Some("r"), Some(3599), None),
        refresh: "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=s3cret&grant_type=refresh_token&assertion=r&redirect_uri=BACK",
        ..ROW
    },
    Row {
        name: "dropbox",
        authorize: "https://www.dropbox.com/oauth2/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b&state=STATE&token_access_type=offline",
        token: "https://api.dropboxapi.com/oauth2/token",
        reply: r#"{"access_token":"t","expires_in":14400,"token_type":"bearer","scope":"a b","refresh_token":"r","account_id":"dbid:1","uid":"7"}"#,
        gives: ("t", Some("r"), Some(14400), Some("a b")),
        ..ROW
    },
    // A sign-in of a user: the reply itself holds no token.
    Row {
        name: "slack",
        authorize: "https://slack.com/oauth/v2/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%2Cb",
        pkce: false,
        token: "https://slack.com/api/oauth.v2.access",
        reply: r#"{"ok":true,"app_id":"A1","authed_user":{"id":"U1","scope":"chat:write","access_token":"xoxp-1","token_type":"user"},"team":{"id":"T1"}}"#,
        gives: ("xoxp-1", None, None, Some("chat:write")),
        refresh: "",
        ..ROW
    },
    Row {
        name: "stripe",
        authorize: "https://connect.stripe.com/oauth/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        pkce: false,
        token: "https://connect.stripe.com/oauth/token",
        reply: r#"{"access_token":"t","livemode":false,"refresh_token":"r","token_type":"bearer","stripe_publishable_key":"pk","stripe_user_id":"acct_1","scope":"read_only"}"#,
        gives: ("t", Some("r"), None, Some("read_only")),
        ..ROW
    },
    Row {
        name: "google",
        authorize: "https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b&state=STATE&access_type=offline&prompt=consent",
        token: "https://oauth2.googleapis.com/token",
        ..ROW
    },
    Row {
        name: "salesforce",
        authorize: "https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://login.salesforce.com/services/oauth2/token",
        reply: r#"{"access_token":"t","refresh_token":"r","instance_url":"https://eu1.salesforce.example","id":"https://login.salesforce.com/id/1","token_type":"Bearer","issued_at":"1278448101416","signature":"x"}"#,
        gives: ("t", Some("r"), None, None),
        ..ROW
    },
    Row {
        name: "facebook",
        authorize: "https://www.facebook.com/v22.0/dialog/oauth?response_type=code&client_id=id&redirect_uri=BACK&scope=a%2Cb",
        pkce: false,
        token: "https://graph.facebook.com/v22.0/oauth/access_token",
        reply: r#"{"access_token":"t","token_type":"bearer","expires_in":5183944}"#,
        gives: ("t", None, Some(5183944), None),
        refresh: "?grant_type=fb_exchange_token&client_id=id&client_secret=s3cret&fb_exchange_token=t",
        ..ROW
    },
    Row {
        name: "instagram",
        authorize: "https://www.instagram.com/oauth/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%2Cb",
        pkce: false,
        token: "https://api.instagram.com/oauth/access_token",
        reply: r#"{"access_token":"t","user_id":17841400000000000,"permissions":["instagram_business_basic"]}"#,
        gives: ("t", None, None, None),
        refresh: "?grant_type=ig_refresh_token&access_token=t",
        ..ROW
    },
    Row {
        name: "box",
        authorize: "https://account.box.com/api/oauth2/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        pkce: false,
        token: "https://api.box.com/oauth2/token",
        reply: r#"{"access_token":"t","expires_in":4169,"restricted_to":[],"refresh_token":"r","token_type":"bearer"}"#,
        gives: ("t", Some("r"), Some(4169), None),
        ..ROW
    },
    Row {
        name: "linkedin",
        authorize: "https://www.linkedin.com/oauth/v2/authorization?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        pkce: false,
        token: "https://www.linkedin.com/oauth/v2/accessToken",
        reply: r#"{"access_token":"t","expires_in":5184000,"scope":"r_basicprofile"}"#,
        gives: ("t", None, Some(5184000), Some("r_basicprofile")),
        refresh: "",
        ..ROW
    },
    Row {
        name: "intuit",
        authorize: "https://appcenter.intuit.com/connect/oauth2?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        pkce: false,
        token: "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
        basic: true,
        reply: r#"{"token_type":"bearer","expires_in":3600,"refresh_token":"r","x_refresh_token_expires_in":8726400,"access_token":"t"}"#,
        gives: ("t", Some("r"), Some(3600), None),
        ..ROW
    },
    Row {
        name: "bitly",
        authorize: "https://bitly.com/oauth/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        pkce: false,
        token: "https://api-ssl.bitly.com/oauth/access_token",
        media: FORM,
        reply: "access_token=t&login=ann&apiKey=R_1",
        gives: ("t", None, None, None),
        refresh: "",
        ..ROW
    },
    Row {
        name: "docusign",
        values: &[("LoginUri", "https://account-d.docusign.com")],
        authorize: "https://account-d.docusign.com/oauth/auth?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://account-d.docusign.com/oauth/token",
        basic: true,
        ..ROW
    },
    Row {
        name: "spotify",
        authorize: "https://accounts.spotify.com/authorize?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://accounts.spotify.com/api/token",
        basic: true,
        ..ROW
    },
    Row {
        name: "zendesk",
        values: &[("subdomain", "acme")],
        authorize: "https://acme.zendesk.com/oauth/authorizations/new?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://acme.zendesk.com/oauth/tokens",
        body: "grant_type=authorization_code&code=c0de&redirect_uri=BACK&scope=a%20b",
        reply: r#"{"access_token":"t","token_type":"bearer","scope":"a b"}"#,
        gives: ("t", None, None, Some("a b")),
        refresh: "",
        ..ROW
    },
    Row {
        name: "servicenow",
        values: &[("instance", "dev1")],
        authorize: "https://dev1.service-now.com/oauth_auth.do?response_type=code&client_id=id&redirect_uri=BACK&scope=a%20b",
        token: "https://dev1.service-now.com/oauth_token.do",
        ..ROW
    },
];

/// A transport that leads every request to the double, and remembers where it was meant to go.
fn led(server: &Server) -> (rt::Http, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (own, home) = (asked.clone(), server.url.clone());
    let http = rt::Http::builder().no_proxy().on_request(move |parts| {
        own.lock().unwrap().push(parts.uri.to_string());
        let path = parts.uri.path_and_query().unwrap().as_str();
        parts.uri = format!("{home}{path}").parse().unwrap();
    });
    (http.build().unwrap(), asked)
}

fn app(row: &Row, http: &rt::Http) -> App {
    let (_, spec) = providers::ALL.iter().find(|(name, _)| *name == row.name).unwrap();
    let app = App::new(spec, "Orders", "id").client_secret("s3cret").scopes(["a", "b"]).http(http);
    row.values.iter().fold(app, |app, (name, value)| app.set(name, *value))
}

#[tokio::test]
async fn each_of_the_catalogue() {
    let tested: HashSet<&str> = ROWS.iter().map(|row| row.name).collect();
    let known: HashSet<&str> = providers::ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(tested, known);
    for row in ROWS {
        let name = row.name;
        let server = Server::playing(vec![reply(200, row.media, row.reply)]).await;
        let (http, asked) = led(&server);
        let app = app(row, &http);
        let (url, pending) = app.begin("https://me.example/cb").unwrap();
        let state = pending.state().to_owned();
        let mut expected = row.authorize.replace("BACK", BACK);
        match expected.contains("STATE") {
            true => expected = expected.replace("STATE", &state),
            false => expected = format!("{expected}&state={state}"),
        }
        let (url, proof) = url.split_once("&code_challenge=").unwrap_or((&url, ""));
        assert_eq!((url, proof.is_empty()), (expected.as_str(), !row.pkce), "{name}");

        let tokens = app.finish(pending, &format!("code=c0de&state={state}")).await.unwrap();
        let seen = server.take();
        assert_eq!(asked.lock().unwrap().pop().as_deref(), Some(row.token), "{name}");
        assert_eq!(seen.header("accept"), Some("application/json"), "{name}");
        let basic = row.basic.then_some("Basic aWQ6czNjcmV0");
        assert_eq!(seen.header("authorization"), basic, "{name}");
        let verifier = field(seen.text(), "code_verifier");
        assert_eq!(verifier.is_some(), row.pkce, "{name}");
        let proof = verifier.map(|verifier| format!("code_verifier={verifier}")).unwrap_or_default();
        assert_eq!(seen.text(), body(row, row.body, &proof), "{name}");

        let (access, refresh, life, scope) = row.gives;
        assert_eq!(tokens.access().expose(), access, "{name}");
        assert_eq!(tokens.refresh().map(rt::Secret::expose), refresh, "{name}");
        assert_eq!(tokens.scope(), scope, "{name}");
        let left = tokens.expires_at().map(|at| at.duration_since(std::time::SystemTime::now()).unwrap());
        let near = |left: Duration, life: u64| left.as_secs() + 2 >= life && left.as_secs() <= life;
        assert!(
            left.is_some() == life.is_some() && left.is_none_or(|left| near(left, life.unwrap())),
            "{name}"
        );
        renews(row, &tokens).await;
    }
}

/// The application's proof comes after what is asked, unless a template has it.
fn body(row: &Row, body: &str, proof: &str) -> String {
    let mut out = body.replace("BACK", BACK);
    match out.contains("PKCE") {
        true => out = out.replace("PKCE", proof),
        false if !proof.is_empty() => out = format!("{out}&{proof}"),
        false => {}
    }
    match row.basic || out.contains("s3cret") {
        true => out,
        false => format!("{out}&client_id=id&client_secret=s3cret"),
    }
}

fn field(form: &str, wanted: &str) -> Option<String> {
    url::form_urlencoded::parse(form.as_bytes())
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value.into_owned())
}

/// The service refuses the token: it is renewed as the provider documents it, or nobody can but the user.
async fn renews(row: &Row, tokens: &Tokens) {
    let server = Server::with(move |seen, number| match number {
        0 => reply(401, "", ""),
        1 => json(r#"{"access_token":"next","expires_in":60}"#),
        _ if seen.header("authorization") == Some("Bearer next") => json("{}"),
        _ => reply(401, "", ""),
    })
    .await;
    let (http, asked) = led(&server);
    let app = app(row, &http).tokens(tokens.clone());
    // Salesforce says where the service is.
    let connection = rt::Connection::new(&SERVICE).oauth("token", &app);
    let outcome = crate::provider::list(&rt::Client::with_http(connection, &http).unwrap()).await;
    let asked = asked.lock().unwrap();
    let home =
        if row.name == "salesforce" { "https://eu1.salesforce.example" } else { "https://orders.example" };
    assert_eq!(asked[0], format!("{home}/v1/orders"), "{}", row.name);
    if row.refresh.is_empty() {
        assert_eq!(outcome.unwrap_err().kind(), rt::ErrorKind::SignIn, "{}", row.name);
        return;
    }
    outcome.unwrap();
    let seen = &server.seen()[1];
    match row.refresh.strip_prefix('?') {
        Some(query) => {
            assert_eq!(
                (Url::parse(&asked[1]).unwrap().query(), seen.text()),
                (Some(query), ""),
                "{}",
                row.name
            );
            assert!(seen.line().starts_with("GET "), "{}", row.name);
        }
        None => assert_eq!(seen.text(), body(row, row.refresh, ""), "{}", row.name),
    }
}

static SERVICE: rt::Connector = rt::Connector::new("Orders", "https://orders.example/v1")
    .schemes(&[rt::Scheme::oauth("oauth", "token", &providers::SALESFORCE)])
    .parameters(&[rt::Parameter::secret("token").token_source()])
    .security(&[&[0]]);

/// Refusals as providers word them.
#[tokio::test]
async fn refusals() {
    let cases = [
        (
            "github",
            200,
            FORM,
            "error=bad_verification_code&error_description=The+code+is+wrong",
            "bad_verification_code",
        ),
        ("slack", 200, "", r#"{"ok":false,"error":"invalid_code"}"#, "invalid_code"),
        ("slack", 200, "", r#"{"ok":false,"access_token":"never"}"#, "no access token"),
        (
            "google",
            400,
            "",
            r#"{"error":"invalid_grant","error_description":"Bad Request"}"#,
            "invalid_grant: Bad Request",
        ),
        (
            "facebook",
            400,
            "",
            r#"{"error":{"message":"It has been used.","type":"OAuthException","code":100}}"#,
            "It has been used.",
        ),
        ("box", 200, "", "[]", "no access token"),
        ("bitly", 400, "", "INVALID_CODE", "no access token"),
    ];
    for (name, status, media, said, expected) in cases {
        let server = Server::playing(vec![reply(status, media, said)]).await;
        let (http, _) = led(&server);
        let app = app(ROWS.iter().find(|row| row.name == name).unwrap(), &http);
        let (_, pending) = app.begin("https://me.example/cb").unwrap();
        let callback = format!("code=c&state={}", pending.state());
        let error = app.finish(pending, &callback).await.unwrap_err();
        assert_eq!(error.kind(), rt::ErrorKind::SignIn, "{name}");
        assert!(error.to_string().contains(expected), "{name}: {error}");
    }
}
