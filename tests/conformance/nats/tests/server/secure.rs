//! Servers that ask who one is: certificates of both sides, and a password or credentials of a user who may do no more than the
//! documentation says is needed.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use connector::trigger::{Entry, Fence, NatsOptions, NatsStore, Store as _, StoreError, Write};
use nats_conformance::servers::Servers;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

use crate::Place;

const NAME: &str = "orders";
/// As docs/scaling.md has them.
const MAY_PUBLISH: [&str; 4] = ["orders.>", "$KV.orders.>", "$JS.API.>", "$JS.ACK.>"];
const MAY_SUBSCRIBE: [&str; 2] = ["_INBOX.>", "orders.freed"];

/// A certificate authority, and what it has signed for a server and a client.
struct Papers(TempDir);

impl Papers {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let ca = params.self_signed(&key).unwrap();
        fs::write(folder.path().join("ca.pem"), ca.pem()).unwrap();
        let issuer = Issuer::new(params, key);
        for name in ["server", "client"] {
            let key = KeyPair::generate().unwrap();
            let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
            let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &issuer).unwrap();
            fs::write(folder.path().join(format!("{name}.pem")), certificate.pem()).unwrap();
            fs::write(folder.path().join(format!("{name}.key")), key.serialize_pem()).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Servers show a certificate and want to see one.
    fn config(&self) -> String {
        let path = |name| self.path(name).display().to_string();
        let (cert, key, ca) = (path("server.pem"), path("server.key"), path("ca.pem"));
        format!("tls {{ cert_file: \"{cert}\", key_file: \"{key}\", ca_file: \"{ca}\", verify: true }}\n")
    }

    /// How a client with its own certificate reaches the servers.
    fn options(&self, servers: &Servers) -> NatsOptions {
        NatsStore::options(NAME)
            .servers(servers.urls())
            .root_certificates(self.path("ca.pem"))
            .client_certificate(self.path("client.pem"), self.path("client.key"))
    }
}

/// Everything that a store asks of servers.
async fn used(options: NatsOptions) {
    let options = options.lease_time(Duration::from_secs(2));
    let (store, other) = (options.clone().connect().await.unwrap(), options.connect().await.unwrap());
    let fence =
        Fence { key: "k".to_owned(), number: store.lease("k", Duration::MAX).await.unwrap().unwrap() };
    let write = || Some(Write::new("k", "1").fence(fence.clone()));
    store.remember("s", vec!["0".to_owned()], write()).await.unwrap();
    let entries = |ids: &[&str]| ids.iter().map(|id| Entry::new(*id, "1")).collect();
    assert_eq!(store.append("s", entries(&["0", "1", "2"]), write()).await.unwrap(), [false, true, true]);
    assert_eq!(store.keys("").await.unwrap(), ["k"]);
    let claimed = store.claim("s", 2, Duration::MAX).await.unwrap();
    store.ack("s", &claimed[0].receipt).await.unwrap();
    store.retry("s", &claimed[1].receipt, Duration::ZERO).await.unwrap();
    store.wait("s").await.unwrap();
    let again = store.claim("s", 1, Duration::MAX).await.unwrap().remove(0);
    assert_eq!(again.deliveries, 2);
    store.bury("s", &again.receipt, "tired").await.unwrap();
    assert_eq!(store.dead("s").await.unwrap().len(), 1);
    assert!(store.revive("s", "2").await.unwrap());
    let counts = store.counts("s").await.unwrap();
    assert_eq!((counts.waiting, counts.dead), (1, 0));
    // Who waits for a lease is told that it is free.
    assert_eq!(other.lease("k", Duration::MAX).await.unwrap(), None);
    let waiting = tokio::spawn(async move {
        other.freed("k").await.unwrap();
        other.lease("k", Duration::MAX).await.unwrap()
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    store.release(&fence).await.unwrap();
    assert!(waiting.await.unwrap().is_some());
    store.close().await.unwrap();
}

fn quoted(subjects: &[&str]) -> String {
    subjects.iter().map(|subject| format!("\"{subject}\"")).collect::<Vec<_>>().join(", ")
}

pub(crate) async fn certificates_and_a_password(_: Place) {
    let papers = Papers::new();
    let rights = format!("publish: [{}], subscribe: [{}]", quoted(&MAY_PUBLISH), quoted(&MAY_SUBSCRIBE));
    let users = format!(
        "authorization {{ users: [{{ user: ann, password: s3cret, permissions: {{ {rights} }} }}] }}\n"
    );
    let servers = Servers::start_with(1, &(papers.config() + &users)).unwrap();
    let known = || papers.options(&servers);
    used(known().user("ann", "s3cret")).await;
    // Who lacks any of it is not let in, and nothing of the password is said.
    let strange = Papers::new().options(&servers).root_certificates(papers.path("ca.pem"));
    let nameless = NatsStore::options(NAME).servers(servers.urls()).root_certificates(papers.path("ca.pem"));
    let elsewhere = known().servers([format!("tls://ann:s3cret@127.0.0.1:{}", servers.port(0))]);
    let user = |options: NatsOptions| options.user("ann", "s3cret");
    for refused in [known(), known().user("ann", "guess-s3cret"), user(strange), user(nameless), elsewhere] {
        let error = refused.clone().connect().await.expect_err("it was let in");
        assert!(matches!(error, StoreError::Failed(_)), "{error}");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }
    assert!(!format!("{:?}", user(known())).contains("s3cret"));
}

/// What `nsc` makes: an operator who vouches for an account, which vouches for a user.
struct Accounts {
    config: String,
    credentials: String,
}

impl Accounts {
    fn new() -> Self {
        let (operator, account, system) =
            (nkeys::KeyPair::new_operator(), nkeys::KeyPair::new_account(), nkeys::KeyPair::new_account());
        let user = nkeys::KeyPair::new_user();
        let limits = ["subs", "data", "payload", "imports", "exports", "conn", "leaf"];
        let limits: String = limits.iter().map(|limit| format!("\"{limit}\": -1, ")).collect();
        let stored = "\"mem_storage\": -1, \"disk_storage\": -1, \"streams\": -1, \"consumer\": -1";
        let kept = format!("\"type\": \"account\", \"limits\": {{ {limits} \"wildcards\": true, {stored} }}");
        let plain = format!("\"type\": \"account\", \"limits\": {{ {limits} \"wildcards\": true }}");
        let rights = format!(
            "\"type\": \"user\", {limits} \"pub\": {{ \"allow\": [{}] }}, \"sub\": {{ \"allow\": [{}] }}",
            quoted(&MAY_PUBLISH),
            quoted(&MAY_SUBSCRIBE)
        );
        let (known, own) = (account.public_key(), system.public_key());
        let config = format!(
            "operator: {}\nsystem_account: {own}\nresolver: MEMORY\nresolver_preload: {{ {known}: {}, {own}: {} }}\n",
            token(&operator, &operator, "\"type\": \"operator\""),
            token(&operator, &account, &kept),
            token(&operator, &system, &plain),
        );
        let credentials = format!(
            "-----BEGIN NATS USER JWT-----\n{}\n------END NATS USER JWT------\n\n\
             -----BEGIN USER NKEY SEED-----\n{}\n------END USER NKEY SEED------\n",
            token(&account, &user, &rights),
            user.seed().unwrap()
        );
        Self { config, credentials }
    }
}

fn token(issuer: &nkeys::KeyPair, subject: &nkeys::KeyPair, claims: &str) -> String {
    let (iss, sub) = (issuer.public_key(), subject.public_key());
    let claims = format!(
        r#"{{ "jti": "1", "iat": 1700000000, "iss": "{iss}", "sub": "{sub}", "name": "tests", "nats": {{ "version": 2, {claims} }} }}"#
    );
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ed25519-nkey"}"#),
        URL_SAFE_NO_PAD.encode(claims)
    );
    let signature = issuer.sign(signed.as_bytes()).unwrap();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

pub(crate) async fn credentials(_: Place) {
    let (papers, accounts) = (Papers::new(), Accounts::new());
    let servers = Servers::start_with(1, &(papers.config() + &accounts.config)).unwrap();
    let known = |credentials: &str| {
        let file = papers.path("user.creds");
        fs::write(&file, credentials).unwrap();
        papers.options(&servers).credentials(file)
    };
    used(known(&accounts.credentials)).await;
    // A user for whom somebody else vouches.
    assert!(known(&Accounts::new().credentials).connect().await.is_err());
    assert!(papers.options(&servers).connect().await.is_err());
}
