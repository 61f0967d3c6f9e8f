//! Prism as a proxy between a client and a server: somebody else's opinion on every request, and on every reply.
//!
//! Prism holds both to the document that the client was generated from, and says what it finds in the header `sl-violations`
//! of the reply. Requests are told apart by their order: they are made one at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use connector_codegen::source::{LoadOptions, Node, Source};
use http::{HeaderMap, Uri, request, response};
use serde_json::Value;

use crate::server::{Fault, Ready, Server};

/// Where Prism is installed.
const PRISM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../prism");

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Prism in front of a server, and what it has said so far.
pub struct Judge {
    // Stopped when dropped.
    _servers: Vec<Server>,
    url: String,
    base: String,
    /// Method and path of each operation of the document.
    operations: Vec<(String, String)>,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    /// Requests of now are wrong, and are meant to be.
    wrong: bool,
    exchanges: Vec<Exchange>,
}

/// A request, and what Prism says about it and its reply.
struct Exchange {
    wrong: bool,
    method: String,
    path: String,
    /// None until the reply is there.
    violations: Option<Vec<(String, String)>>,
}

impl Judge {
    /// Starts Prism with a document, in front of `upstream`, which is scheme, host and port.
    ///
    /// # Errors
    /// When Prism is not installed, or does not start.
    pub fn start(document: &str, upstream: &str) -> Result<Self, Fault> {
        Self::with_servers(document, upstream, Vec::new())
    }

    /// The same; only the first line of each reply, and no token `none`, passes between Prism and the server.
    ///
    /// # Errors
    /// When Prism is not installed, or does not start.
    pub fn of_first_lines(document: &str, upstream: &str) -> Result<Self, Fault> {
        let relay = Server::start("node", Ready::Says("listening"), |_, [port]| {
            Ok(vec![format!("{PRISM}/first-line.mjs"), upstream.to_owned(), port.to_string()])
        })?;
        let upstream = relay.url();
        Self::with_servers(document, &upstream, vec![relay])
    }

    fn with_servers(document: &str, upstream: &str, mut servers: Vec<Server>) -> Result<Self, Fault> {
        let (base, operations) = operations(Path::new(document))?;
        let cli = cli()?;
        let prism = Server::start("node", Ready::Says("Prism is listening"), |_, [port]| {
            let port = port.to_string();
            let upstream = format!("{upstream}{base}");
            let arguments = [&cli, "proxy", "-h", "127.0.0.1", "-p", &port, document, &upstream];
            Ok(arguments.map(str::to_owned).into())
        })?;
        let url = prism.url();
        servers.push(prism);
        Ok(Self { _servers: servers, url, base, operations, log: Mutex::default() })
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the requests from here on are wrong, and are meant to be.
    pub fn expect_mistakes(&self, wrong: bool) {
        self.log().wrong = wrong;
    }

    /// For requests: leads them to Prism, which serves paths without the base path.
    pub fn asked(&self, request: &mut request::Parts) {
        let whole = request.uri.path_and_query().map_or("/", |whole| whole.as_str());
        let rest = whole.strip_prefix(self.base.as_str()).unwrap_or(whole);
        let path = rest.split('?').next().unwrap_or_default().to_owned();
        if let Ok(uri) = Uri::try_from(format!("{}{rest}", self.url)) {
            request.uri = uri;
        }
        let mut log = self.log();
        let (wrong, method) = (log.wrong, request.method.as_str().to_lowercase());
        log.exchanges.push(Exchange { wrong, method, path, violations: None });
    }

    /// For replies: keeps what Prism says.
    pub fn answered(&self, response: &mut response::Parts) {
        if let Some(exchange) = self.log().exchanges.last_mut() {
            exchange.violations = Some(violations(&response.headers));
        }
    }

    /// The operation that a request is one of: the one whose path has the most segments in common.
    fn operation(&self, exchange: &Exchange) -> Option<&(String, String)> {
        let segments: Vec<&str> = exchange.path.split('/').collect();
        let literal = |template: &str| -> Option<usize> {
            let parts: Vec<&str> = template.split('/').collect();
            let mut literal = 0;
            for (part, segment) in parts.iter().zip(&segments) {
                match part.starts_with('{') {
                    true => {}
                    false if part == segment => literal += 1,
                    false => return None,
                }
            }
            (parts.len() == segments.len()).then_some(literal)
        };
        let same = self.operations.iter().filter(|(method, _)| *method == exchange.method);
        same.filter_map(|own| Some((literal(&own.1)?, own)))
            .max_by_key(|(count, _)| *count)
            .map(|(_, own)| own)
    }
}

/// What Prism has said, once all is over.
///
/// `known` is the list of what the server does otherwise than its document says; it is written anew where
/// `CONFORMANCE_WRITE` is set.
///
/// # Errors
/// When an operation was never called with a request that Prism approves of, when a request was wrong that was not meant to
/// be, or when replies deviate in other ways than those that are known.
pub fn verdict(judges: &[Arc<Judge>], known: &Path) -> Result<(), String> {
    let mut faults = String::new();
    let mut deviations = BTreeSet::new();
    let mut all = 0;
    for judge in judges {
        let mut approved: BTreeMap<&(String, String), bool> =
            judge.operations.iter().map(|own| (own, false)).collect();
        all += approved.len();
        for exchange in &judge.log().exchanges {
            let Exchange { wrong, method, path, violations } = exchange;
            let (Some(operation), Some(violations)) = (judge.operation(exchange), violations) else {
                if !wrong {
                    let _ = writeln!(faults, "{method} {path} is no operation, or was not answered");
                }
                continue;
            };
            let place = format!("{} {}", operation.0, operation.1);
            let (of_request, of_reply): (Vec<_>, Vec<_>) =
                violations.iter().partition(|(location, _)| location.starts_with("request"));
            deviations.extend(of_reply.iter().map(|(at, message)| format!("{place}: {at}: {message}")));
            if of_request.is_empty() {
                approved.insert(operation, true);
            }
            for (at, message) in of_request.iter().filter(|_| !wrong) {
                let _ = writeln!(faults, "{place}: {at}: {message}");
            }
        }
        for ((method, path), _) in approved.iter().filter(|(_, approved)| !**approved) {
            let _ = writeln!(faults, "{method} {path}: never called as the document wants it");
        }
    }
    let seen: String = deviations.iter().map(|line| format!("{line}\n")).collect();
    println!(
        "Prism has judged {all} operations; replies deviate from the document in {} ways",
        deviations.len()
    );
    if std::env::var_os("CONFORMANCE_WRITE").is_some() {
        std::fs::write(known, &seen).map_err(|error| error.to_string())?;
    } else if std::fs::read_to_string(known).unwrap_or_default() != seen {
        let _ = writeln!(faults, "replies deviate otherwise than {} says:\n{seen}", known.display());
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn cli() -> Result<String, Fault> {
    let cli: PathBuf = [PRISM, "node_modules/@stoplight/prism-cli/dist/index.js"].iter().collect();
    match cli.is_file() {
        true => Ok(cli.display().to_string()),
        false => Err(Fault::Missing(format!("Prism is not installed: npm ci in {PRISM}"))),
    }
}

/// The base path of a document, and method and path of each of its operations.
fn operations(document: &Path) -> Result<(String, Vec<(String, String)>), Fault> {
    let (source, _) = Source::load(document, &LoadOptions::default());
    let paths = source.root().and_then(|root| root.get("paths")?.as_object());
    let paths = paths.ok_or_else(|| Fault::Failed(format!("{} has no paths", document.display())))?;
    let base = source.root().and_then(|root| root.get("basePath")?.as_str()).unwrap_or_default();
    let mut all = Vec::new();
    for path in paths.iter() {
        let methods = METHODS.iter().filter(|method| path.value.get(method).is_some_and(is_operation));
        all.extend(methods.map(|method| ((*method).to_owned(), path.key.clone())));
    }
    Ok((base.trim_end_matches('/').to_owned(), all))
}

fn is_operation(node: &Node) -> bool {
    node.as_object().is_some()
}

/// Place and message of each violation. Places in lists are one.
fn violations(headers: &HeaderMap) -> Vec<(String, String)> {
    let Some(header) = headers.get("sl-violations") else { return Vec::new() };
    let text = String::from_utf8_lossy(header.as_bytes());
    // What does not fit into a header is cut off.
    let Ok(Value::Array(all)) = serde_json::from_str(&text) else {
        return vec![("request".to_owned(), text.into_owned())];
    };
    let part = |part: &Value| match part.as_str() {
        Some(text) if text.parse::<usize>().is_err() => text.to_owned(),
        _ => "*".to_owned(),
    };
    let one = |violation: &Value| {
        let location: Vec<String> =
            violation["location"].as_array().into_iter().flatten().map(part).collect();
        // `rrsets.0` too.
        let word = |word: &str| match word.contains('.') {
            true => word
                .split('.')
                .map(|part| if part.parse::<usize>().is_ok() { "*" } else { part })
                .collect::<Vec<_>>()
                .join("."),
            false => word.to_owned(),
        };
        let message = violation["message"].as_str().unwrap_or_default();
        (location.join("."), message.split(' ').map(word).collect::<Vec<_>>().join(" "))
    };
    all.iter().map(one).collect()
}
