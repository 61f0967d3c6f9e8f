//! A description that is being written, and its folder.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::exchange::{Added, Error, Event, Exchange};
use super::inputs::{self, Inputs};
use super::json::Json;
use super::operation::{self, Proof, Target};
use super::{overlay, schema, widen};
use crate::build::write_if_changed;
use crate::infer::traffic::is_prefix;
use crate::infer::{Direction, Shape};
use crate::source::{Source, referred};

/// A description of OpenAPI 2.0, by hand.
#[derive(Clone, Debug)]
pub struct Description {
    root: Json,
    path: Option<PathBuf>,
}

/// What a description is called in its folder.
const DEFINITION: &str = "apiDefinition.swagger.json";
const PROPERTIES: &str = "apiProperties.json";
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl Description {
    /// An empty one.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        let info = Json::object([("title", Json::text(title)), ("version", Json::text("1.0.0"))]);
        let root = Json::object([
            ("swagger", Json::text("2.0")),
            ("info", info),
            ("consumes", Json::List(vec![Json::text("application/json")])),
            ("produces", Json::List(vec![Json::text("application/json")])),
            ("paths", Json::Object(Vec::new())),
        ]);
        Self { root, path: None }
    }

    /// One that is there: a file, or the folder of a connector.
    ///
    /// # Errors
    /// When it cannot be read, or is no OpenAPI 2.0 document in JSON.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = if path.is_dir() { path.join(DEFINITION) } else { path.to_owned() };
        let shown = file.display();
        if matches!(file.extension().and_then(|end| end.to_str()), Some("yaml" | "yml")) {
            return Err(Error::new(format!(
                "{shown} is YAML: only JSON is edited, because its comments would be lost"
            )));
        }
        let (source, diags) = Source::load(&file, &crate::source::LoadOptions::default());
        let Some(root) = source.root() else {
            let found: Vec<String> = diags.iter().map(|one| one.render(&source).to_string()).collect();
            return Err(Error::new(found.join("\n")));
        };
        if root.get("swagger").is_none() {
            return Err(Error::new(format!("{shown} is no OpenAPI 2.0 document")));
        }
        Ok(Self { root: Json::of(root), path: Some(file) })
    }

    /// The text.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.root.pretty()
    }

    /// Writes the description where it was opened, or into a folder together with its properties. Properties that are
    /// there are left alone. True when something was written.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<bool, Error> {
        let folder = folder.as_ref();
        let file = match &self.path {
            Some(path) => path.clone(),
            None => folder.join(DEFINITION),
        };
        let failed = |file: &Path| {
            let shown = file.display().to_string();
            move |error| Error::new(format!("cannot write {shown}: {error}"))
        };
        let mut written = write_if_changed(&file, &self.to_text()).map_err(failed(&file))?;
        let properties = file.with_file_name(PROPERTIES);
        let is_folder = file.file_name().is_some_and(|name| name == DEFINITION);
        if is_folder && !properties.exists() {
            written |=
                write_if_changed(&properties, &self.properties().pretty()).map_err(failed(&properties))?;
        }
        Ok(written)
    }

    /// Adds an exchange: a new operation, or one more sample of an operation that is there.
    ///
    /// # Errors
    /// When its address is of another host, or a body is meant as JSON and is none.
    pub fn add(&mut self, exchange: &Exchange) -> Result<Added, Error> {
        let path = self.below_base(&exchange.url)?;
        let target = operation::target(&path);
        let method = exchange.method.to_ascii_lowercase();
        if !METHODS.contains(&method.as_str()) {
            return Err(Error::new(format!("{} is no method of OpenAPI 2.0", exchange.method)));
        }
        if let Some((path, _)) = self.find(exchange, &method, &target) {
            let added = self.refine(exchange, &target, &path, &method)?;
            self.sign_in(exchange, &target);
            return Ok(added);
        }
        let template = operation::template(&target.segments);
        let id = match &exchange.id {
            Some(id) => {
                let mut all = self.operations();
                let taken =
                    all.find(|(.., one)| one.get("operationId").and_then(Json::as_str) == Some(id.as_str()));
                if let Some((path, method, _)) = taken {
                    return Err(Error::new(format!(
                        "{} is {} {path} already, this is {}: give it an id of its own",
                        crate::diag::quoted(id),
                        method.to_ascii_uppercase(),
                        exchange.method
                    )));
                }
                id.clone()
            }
            None => self.free_id(operation::id(&exchange.method, &template)),
        };
        let made = operation::operation(exchange, &target, &template, &id)?;
        let event = match &exchange.event {
            Some(Event::Webhook(text)) => Some(notification(text)?),
            _ => None,
        };
        self.root.edit(&["paths", &template], |item| {
            if let Some(event) = event {
                item.set("x-ms-notification-content", event);
            }
            item.set(&method, made);
        });
        self.sign_in(exchange, &target);
        Ok(Added { id, new: true, changes: Vec::new() })
    }

    /// Adds a sample of a reply to an operation that is there.
    ///
    /// # Errors
    /// When there is no such operation, or the sample is no JSON.
    pub fn add_reply(&mut self, id: &str, status: u16, text: &str) -> Result<Added, Error> {
        let (path, method) = self.by_id(id)?;
        let mut exchange = Exchange::new(method.clone(), path.clone()).reply(status, text);
        exchange.id = Some(id.to_owned());
        let mut changes = Vec::new();
        self.reply(status, operation::response(&exchange)?, &path, &method, &mut changes);
        Ok(Added { id: id.to_owned(), new: false, changes })
    }

    /// An overlay (OpenAPI Overlay 1.0) that gives an operation the type of a reply. The description stays as it is.
    ///
    /// # Errors
    /// When there is no such operation, or the sample is no JSON.
    pub fn overlay(&self, id: &str, status: u16, text: &str) -> Result<String, Error> {
        let (path, method) = self.by_id(id)?;
        let mut widened = self.clone();
        widened.add_reply(id, status, text)?;
        let way =
            [String::from("paths"), path.clone(), method.clone(), "responses".into(), status.to_string()];
        let response = widened.root.at_mut(&way).cloned().unwrap_or(Json::Null);
        Ok(overlay::update(&path, &method, status, id, response).pretty())
    }

    /// Whether the description has an operation.
    fn by_id(&self, id: &str) -> Result<(String, String), Error> {
        let found = self.operations().find(|(.., operation)| {
            operation
                .get("operationId")
                .and_then(Json::as_str)
                .is_some_and(|own| own.eq_ignore_ascii_case(id))
        });
        if let Some((path, method, _)) = found {
            return Ok((path.to_owned(), method.to_owned()));
        }
        let known: Vec<&str> = self
            .operations()
            .filter_map(|(.., operation)| operation.get("operationId").and_then(Json::as_str))
            .collect();
        let near = crate::diag::suggest(id, known.iter().copied());
        let help = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Err(Error::new(format!("the description has no operation {}{help}", crate::diag::quoted(id))))
    }

    /// Path, method and content of every operation.
    fn operations(&self) -> impl Iterator<Item = (&str, &str, &Json)> {
        let paths = self.root.get("paths").map(Json::members).unwrap_or_default();
        paths.iter().flat_map(|(path, item)| {
            let methods = item.members().iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
            methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        })
    }

    /// The operation that an exchange is one more sample of.
    fn find(&self, exchange: &Exchange, method: &str, target: &Target) -> Option<(String, String)> {
        let of_method = || self.operations().filter(|(_, own, _)| *own == method);
        let id = exchange.id.as_deref();
        let by_id = id.and_then(|id| {
            of_method().find(|(.., one)| one.get("operationId").and_then(Json::as_str) == Some(id))
        });
        let exact = format!("/{}", target.segments.join("/"));
        let by_path = || {
            of_method()
                .find(|(path, ..)| *path == exact)
                .or_else(|| of_method().find(|(path, ..)| operation::matches(path, &target.segments)))
        };
        let found =
            by_id.or_else(|| by_path().filter(|(.., one)| id.is_none() || one.get("operationId").is_none()));
        found.map(|(path, method, _)| (path.to_owned(), method.to_owned()))
    }

    fn free_id(&self, wanted: String) -> String {
        let ids = self.operations().filter_map(|(.., one)| one.get("operationId").and_then(Json::as_str));
        let taken: HashSet<&str> = ids.collect();
        if !taken.contains(wanted.as_str()) {
            return wanted;
        }
        (2..)
            .map(|number| format!("{wanted}{number}"))
            .find(|id| !taken.contains(id.as_str()))
            .unwrap_or(wanted)
    }

    /// One more sample of an operation.
    fn refine(
        &mut self,
        exchange: &Exchange,
        target: &Target,
        path: &str,
        method: &str,
    ) -> Result<Added, Error> {
        let Inputs { parameters: given, body, media } = inputs::inputs(exchange, target, path)?;
        let response = operation::response(exchange)?;
        let known = self.parameters(path, method);
        let form = |one: &Json| inputs::is_in(one, "formData");
        let (has_form, has_body) =
            (known.iter().any(form), known.iter().any(|one| inputs::is_in(one, "body")));
        let differ = match () {
            () if has_body && given.iter().any(|one| form(&one.parameter)) => Some(("a form", "a body")),
            () if has_form && body.is_some() => Some(("a body", "a form")),
            () => None,
        };
        let way = [String::from("paths"), path.to_owned(), method.to_owned()];
        let Some(operation) = self.root.at_mut(&way) else {
            return Err(Error::new("the operation is not there any more"));
        };
        let id = operation.get("operationId").and_then(Json::as_str).unwrap_or(path).to_owned();
        if let Some((sends, takes)) = differ {
            return Err(Error::new(format!(
                "the request sends {sends}, `{id}` takes {takes}: OpenAPI 2.0 describes one of them"
            )));
        }
        let mut changes = Vec::new();
        let own = operation.get("parameters").map(Json::as_list).unwrap_or_default();
        let mut parameters = own.to_vec();
        inputs::refine(&mut parameters, &known, &given, &mut changes);
        let at = parameters.iter().position(|one| inputs::is_in(one, "body"));
        let (whole, shape) = body.map(|body| (body.parameter, body.shape)).unzip();
        if let (false, Some(whole)) = (has_body, whole) {
            changes.push("the body is new".to_owned());
            parameters.push(whole);
        }
        if parameters != own {
            operation.set("parameters", Json::List(parameters));
            // A first body, or a first field of a form, has a media type; files need theirs.
            let media = media.map(Json::text).filter(|media| {
                let files = media.as_str() == Some("multipart/form-data");
                let known = operation.get("consumes").is_some_and(|all| all.as_list().contains(media));
                !has_body && !known && (files || !has_form)
            });
            if let Some(media) = media {
                operation.set("consumes", Json::List(vec![media]));
            }
        }
        if let (Some(at), Some(Some(shape))) = (at, shape) {
            self.widen_parameter(&way, at, &shape, &mut changes);
        }
        self.reply(exchange.status, response, path, method, &mut changes);
        Ok(Added { id, new: false, changes })
    }

    /// The parameters of an operation, those of its path too, with what references lead to.
    fn parameters(&self, path: &str, method: &str) -> Vec<Json> {
        let item = self.root.get("paths").and_then(|all| all.get(path));
        let operation = item.and_then(|item| item.get(method));
        let all = [operation, item].into_iter().flatten().filter_map(|one| one.get("parameters"));
        let resolved = |one: &Json| {
            let name = one.get("$ref").and_then(Json::as_str).and_then(|to| to.strip_prefix("#/parameters/"));
            let target = name.and_then(|name| self.root.get("parameters")?.get(&referred(name)));
            target.unwrap_or(one).clone()
        };
        all.flat_map(Json::as_list).map(resolved).collect()
    }

    /// Widens the schema of a body. A list has no keys, so it is put aside under one.
    fn widen_parameter(&mut self, way: &[String; 3], at: usize, shape: &Shape, changes: &mut Vec<String>) {
        const ASIDE: &str = "x-being-widened";
        let Some(operation) = self.root.at_mut(way) else { return };
        let Some(Json::List(parameters)) = operation.get_mut("parameters") else { return };
        let Some(schema) = parameters.get_mut(at).and_then(|own| own.get_mut("schema")) else { return };
        let schema = std::mem::replace(schema, Json::Null);
        self.root.set(ASIDE, schema);
        let mut found = Vec::new();
        widen::widen(&mut self.root, &[ASIDE.to_owned()], shape, Direction::Request, &mut found);
        let schema = self.root.get(ASIDE).cloned().unwrap_or(Json::Null);
        self.root.remove(ASIDE);
        let pointer =
            way.iter().map(|key| format!("/{}", crate::source::escape_pointer(key))).collect::<String>();
        let place = format!("{pointer}/parameters/{at}/schema");
        changes.extend(found.iter().map(|one| one.replace(&format!("/{ASIDE}"), &place)));
        if let Some(Json::List(parameters)) = self.root.at_mut(way).and_then(|one| one.get_mut("parameters"))
            && let Some(slot) = parameters.get_mut(at).and_then(|own| own.get_mut("schema"))
        {
            *slot = schema;
        }
    }

    fn reply(
        &mut self,
        status: u16,
        (response, shape): (Json, Option<Shape>),
        path: &str,
        method: &str,
        changes: &mut Vec<String>,
    ) {
        let status = status.to_string();
        let way = ["paths", path, method, "responses"];
        let mut known = None;
        self.root.edit(&way, |all| known = all.get(&status).cloned());
        let full: Vec<String> =
            way.iter().map(|key| (*key).to_owned()).chain([status.clone(), "schema".to_owned()]).collect();
        match known {
            None => {
                self.root.edit(&way, |all| all.set(&status, response));
                changes.push(format!("the reply {status} is new"));
            }
            Some(known) if known.get("schema").is_none() && known.get("$ref").is_none() => {
                if let Some(schema) = response.get("schema") {
                    let way = [&way[..], &[status.as_str()]].concat();
                    self.root.edit(&way, |one| one.set("schema", schema.clone()));
                    changes.push(format!("the type of the reply {status} is new"));
                }
            }
            Some(_) => {
                if let Some(shape) = shape {
                    widen::widen(&mut self.root, &full, &shape, Direction::Reply, changes);
                }
            }
        }
    }

    /// The path below the base: the first address says what the base is.
    fn below_base(&mut self, url: &str) -> Result<String, Error> {
        let Some((scheme, rest)) = url.split_once("://") else {
            return Ok(if url.starts_with('/') { url.to_owned() } else { format!("/{url}") });
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        if self.root.get("host").is_none() {
            let mut base = String::new();
            let plain = path.split(['?', '#']).next().unwrap_or_default();
            let segments: Vec<&str> = plain.split('/').filter(|part| !part.is_empty()).collect();
            for segment in segments.iter().take(segments.len().saturating_sub(1)) {
                if !is_prefix(segment) {
                    break;
                }
                base.push('/');
                base.push_str(segment);
            }
            let base_path = if base.is_empty() { "/" } else { base.as_str() };
            self.place("basePath", Json::text(base_path));
            self.place("host", Json::text(host));
            self.place("schemes", Json::List(vec![Json::text(scheme.to_ascii_lowercase())]));
        }
        let own = self.root.get("host").and_then(Json::as_str).unwrap_or_default();
        let local = |host: &str| host.starts_with("localhost") || host.starts_with("127.");
        let same = own.eq_ignore_ascii_case(host) || (local(own) && local(host));
        if !same {
            let message = format!("the request goes to {host}, the description is for {own}");
            return Err(Error::new(message));
        }
        let base = self.root.get("basePath").and_then(Json::as_str).unwrap_or("/").trim_end_matches('/');
        match path.strip_prefix(base) {
            Some(rest) if rest.starts_with('/') => Ok(rest.to_owned()),
            Some(rest) if rest.starts_with(['?', '#']) || rest.is_empty() => Ok(format!("/{rest}")),
            _ => Err(Error::new(format!("{path} is not below {base}, the base path of the description"))),
        }
    }

    /// Puts a key after `info`.
    fn place(&mut self, key: &str, value: Json) {
        if let Json::Object(members) = &mut self.root {
            let at = members.iter().position(|(own, _)| own == "info").map_or(members.len(), |at| at + 1);
            members.insert(at.min(members.len()), (key.to_owned(), value));
        }
    }

    /// Adds the ways to sign in that an exchange shows.
    fn sign_in(&mut self, exchange: &Exchange, target: &Target) {
        let proofs = operation::proofs(exchange, target);
        let mut names = Vec::new();
        for proof in &proofs {
            let (name, scheme) = match proof {
                Proof::Basic => ("basic".to_owned(), Json::object([("type", Json::text("basic"))])),
                Proof::Key { name, place } => {
                    let scheme = Json::object([
                        ("type", Json::text("apiKey")),
                        ("in", Json::text(*place)),
                        ("name", Json::text(name.clone())),
                    ]);
                    ("api_key".to_owned(), scheme)
                }
            };
            let known = self.root.get("securityDefinitions").map(Json::members).unwrap_or_default();
            let there = known.iter().find(|(_, own)| {
                let same = |key: &str| own.get(key) == scheme.get(key);
                same("type") && same("in") && same("name")
            });
            match there {
                Some((own, _)) => names.push(own.clone()),
                None => {
                    let taken = known.iter().any(|(own, _)| *own == name);
                    let name = if taken {
                        scheme.get("name").and_then(Json::as_str).unwrap_or("key").to_owned()
                    } else {
                        name
                    };
                    self.root.edit(&["securityDefinitions"], |all| all.set(&name, scheme));
                    names.push(name);
                }
            }
        }
        if !names.is_empty() && self.root.get("security").is_none() {
            let all = names.into_iter().map(|name| (name, Json::List(Vec::new()))).collect();
            self.root.set("security", Json::List(vec![Json::Object(all)]));
        }
    }

    /// `apiProperties.json`: what a connection asks for.
    fn properties(&self) -> Json {
        let mut parameters = Json::Object(Vec::new());
        let parameter = |kind: &str, label: &str| {
            let constraints = Json::object([("required", Json::text("true"))]);
            let ui = Json::object([("displayName", Json::text(label)), ("constraints", constraints)]);
            Json::object([("type", Json::text(kind)), ("uiDefinition", ui)])
        };
        let schemes = self.root.get("securityDefinitions").map(Json::members).unwrap_or_default();
        for (name, scheme) in schemes {
            if scheme.get("type").and_then(Json::as_str) == Some("basic") {
                parameters.set("username", parameter("string", "User name"));
                parameters.set("password", parameter("securestring", "Password"));
            } else {
                parameters.set(name, parameter("securestring", "API key"));
            }
        }
        let inner = Json::object([
            ("connectionParameters", parameters),
            ("iconBrandColor", Json::text("#2b6cb0")),
            ("capabilities", Json::List(Vec::new())),
        ]);
        Json::object([("properties", inner)])
    }
}

/// What a service sends to a callback.
fn notification(text: &str) -> Result<Json, Error> {
    let Some(node) = schema::sample("the event", text)? else {
        return Err(Error::new("the event is no JSON"));
    };
    let schema = schema::of(&Shape::of(&node), Direction::Reply);
    Ok(Json::object([("description", Json::text("What the service sends.")), ("schema", schema)]))
}
