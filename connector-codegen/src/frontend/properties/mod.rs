//! `apiProperties.json`: what a connection consists of. Keys are compared without regard to case, null counts as absent,
//! flags may be text: that is how real files are.

mod expression;
mod oauth;
mod policy;
mod poll;
mod sets;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostics, plain, quoted};
use crate::ir::{
    Connector, Docs, Enum, Omission, Owner, Parameter, Scheme, SchemeKind, Site, Step, TypeDef, TypeKind,
};
use crate::source::{Node, Value};

/// The properties file in the folder of a document, whatever the case of its name.
pub fn beside(document: &Path) -> Option<PathBuf> {
    in_folder(document, |name| name.eq_ignore_ascii_case("apiProperties.json"))
}

/// Whether C# code lies in the folder of a document: the platform runs it on requests and replies.
pub fn has_script(document: &Path) -> bool {
    let is_script = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".csx") || name == "script.cs"
    };
    in_folder(document, is_script).is_some()
}

/// The first file of a document's folder whose name fits.
fn in_folder(document: &Path, fits: impl Fn(&str) -> bool) -> Option<PathBuf> {
    let folder = match document.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return None,
    };
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    files.filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(&fits)).min()
}

/// Fills the connector's parameters: from the properties where there are any, and from the schemes.
pub fn apply(root: Option<&Node>, has_script: bool, connector: &mut Connector, diags: &mut Diagnostics) {
    if let Some(root) = root {
        match get(root, "properties") {
            Some(properties) => {
                read(properties, connector, diags);
                policy::read(properties, connector, diags);
                script(properties, has_script, connector, diags);
            }
            None => diags.warning(Code::PROPERTIES_SHAPE, root.span, "the properties have no `properties`"),
        }
    }
    for scheme in &connector.schemes {
        let (token, basic) = (
            matches!(scheme.kind, SchemeKind::OAuth { .. }),
            matches!(scheme.kind, SchemeKind::Basic { .. }),
        );
        for (index, name) in scheme.kind.parameters().into_iter().enumerate() {
            if connector.parameters.iter().any(|known| known.name == name) {
                continue;
            }
            connector.parameters.push(Parameter {
                name: name.to_owned(),
                secret: !(basic && index == 0),
                token,
                required: false,
                default: None,
                allowed: Vec::new(),
                ty: None,
                docs: scheme.docs.clone(),
            });
        }
    }
}

/// A connection parameter: name, definition, type in lower case.
type Entry<'a> = (&'a str, &'a Node, String);

/// The members of `connectionParameters`, or of the `parameters` of a set.
fn entries(parameters: &Node) -> Option<Vec<Entry<'_>>> {
    let kind = |node| get(node, "type").and_then(Node::as_str).unwrap_or("string").to_ascii_lowercase();
    let members = parameters.as_object()?.iter();
    Some(members.map(|member| (member.key.as_str(), &member.value, kind(&member.value))).collect())
}

fn read(properties: &Node, connector: &mut Connector, diags: &mut Diagnostics) {
    let sets = sets::read(properties, diags);
    let all = match get(properties, "connectionParameters") {
        _ if !sets.is_empty() => sets::union(&sets),
        None => return,
        Some(parameters) => match entries(parameters) {
            Some(all) => all,
            None => {
                let message = "`connectionParameters` is not an object";
                diags.warning(Code::PROPERTIES_SHAPE, parameters.span, message);
                return;
            }
        },
    };
    adopt(&all, connector);
    imply(&all, &policy::mentioned(properties), !sets.is_empty(), connector);
    match sets.is_empty() {
        true => oauth::read(&all, connector, diags),
        false => oauth::read_sets(sets::parameters(&sets), connector, diags),
    }
    let mentioned = policy::mentioned(properties);
    let credentials: Vec<String> =
        connector.schemes.iter().flat_map(|scheme| scheme.kind.parameters()).map(str::to_owned).collect();
    for (name, node, kind) in all {
        // `token:TenantId` and the like belong to the sign-in of the platform, `gateway` to its on-premises gateway.
        // Policies may refer to some of the former.
        let unused = name.contains(':') && !mentioned.contains(&name.to_ascii_lowercase());
        if unused && oauth::takes(name, connector) {
            continue;
        }
        if unused || kind == "gatewaysetting" {
            diags.note(
                Code::NOT_APPLIED,
                node.span,
                format!("the connection parameter {} is not used by a direct client", quoted(name)),
            );
            continue;
        }
        let ui = get(node, "uiDefinition");
        let constraints = ui.and_then(|ui| get(ui, "constraints"));
        let secret = matches!(kind.as_str(), "securestring" | "oauthsetting");
        let token = kind == "oauthsetting";
        let is_credential = credentials.iter().any(|known| known == name);
        if secret && !is_credential && !mentioned.contains(&name.to_ascii_lowercase()) {
            let message = format!("nothing says where the value of {} is sent", quoted(name));
            diags.warning(Code::UNUSED_CREDENTIAL, node.span, message);
        }
        let default = get(node, "defaultValue").and_then(scalar);
        let required = constraints.and_then(|all| get(all, "required")).is_some_and(flag);
        let hidden = constraints.and_then(|all| get(all, "hidden")).is_some_and(flag);
        let allowed = allowed(node, constraints);
        let docs = Docs {
            summary: ui.and_then(|ui| get(ui, "displayName")).and_then(Node::as_str).map(str::to_owned),
            description: ui
                .and_then(|ui| get(ui, "description").or_else(|| get(ui, "tooltip")))
                .and_then(Node::as_str)
                .map(str::to_owned),
        };
        let ty = (!allowed.is_empty() && !secret).then(|| {
            let values = allowed.iter().map(|(value, label)| (value.clone(), None, label.clone())).collect();
            connector.types.add(TypeDef {
                name: Some(name.to_owned()),
                site: Site {
                    owner: Owner::Named("connection".to_owned()),
                    steps: vec![Step::Parameter(name.to_owned())],
                },
                equals: Vec::new(),
                docs: docs.clone(),
                kind: TypeKind::Enum(Enum { values }),
                at: node.span,
            })
        });
        connector.parameters.push(Parameter {
            name: name.to_owned(),
            secret,
            token,
            required: required
                && sets::all_require(&sets, name)
                && !is_credential
                && default.is_none()
                && !hidden
                && !token,
            default,
            allowed: allowed.into_iter().map(|(value, _)| value).collect(),
            ty,
            docs,
        });
    }
    sets::settle(&sets, connector);
}

/// A script changes requests on their way through the platform. It is not run. Without a list, it is for all operations; an
/// empty list without a script says nothing.
fn script(properties: &Node, there: bool, connector: &mut Connector, diags: &mut Diagnostics) {
    let given = get(properties, "scriptOperations");
    let listed: Vec<&str> =
        given.and_then(Node::as_list).unwrap_or_default().iter().filter_map(Node::as_str).collect();
    if !there && listed.is_empty() {
        if let Some(given) = given {
            let message = "no C# script lies beside the properties; if the connector has one, it is not run";
            diags.note(Code::NOT_APPLIED, given.span, message);
        }
        return;
    }
    let scope = if listed.is_empty() { "all operations".to_owned() } else { plain(&listed.join(", "), 300) };
    let what = format!("the connector's C# script for {scope}");
    diags.warning(
        Code::NOT_APPLIED,
        given.map_or(properties.span, |given| given.span),
        format!("{what} is not run"),
    );
    let operations = listed.iter().map(|id| (*id).to_owned()).collect();
    connector.omissions.push(Omission { what, operations });
}

/// Schemes take their values from parameters by convention: a key from `api_key`, a sign-in from the OAuth setting. Where the
/// usual name is not there and only one parameter can be meant, that one is.
fn adopt(all: &[Entry<'_>], connector: &mut Connector) {
    let of_kind = |wanted: &str| -> Vec<&str> {
        all.iter()
            .filter(|(name, _, kind)| kind == wanted && !name.contains(':'))
            .map(|(name, ..)| *name)
            .collect()
    };
    let (secrets, tokens) = (of_kind("securestring"), of_kind("oauthsetting"));
    let keys = connector.schemes.iter().filter(|scheme| scheme.kind.word() == "apiKey").count();
    for scheme in &mut connector.schemes {
        match &mut scheme.kind {
            SchemeKind::Header { parameter, .. }
            | SchemeKind::Query { parameter, .. }
            | SchemeKind::Cookie { parameter, .. } => {
                let usual = ["api_key", "apiKey"].into_iter().find(|usual| secrets.contains(usual));
                match (usual, secrets.as_slice()) {
                    _ if secrets.contains(&parameter.as_str()) => {}
                    (Some(usual), _) if keys == 1 => *parameter = usual.to_owned(),
                    (None, [only]) if keys == 1 => *parameter = (*only).to_owned(),
                    _ => {}
                }
            }
            SchemeKind::OAuth { parameter } => {
                if let [only] = tokens.as_slice() {
                    *parameter = (*only).to_owned();
                }
            }
            SchemeKind::Basic { .. } => {}
        }
    }
}

/// Adds the schemes that a connector means without defining them: a sign-in that no scheme takes is sent as a bearer token, a
/// user name and password as HTTP Basic, unless a policy says where they go.
fn imply(all: &[Entry<'_>], mentioned: &HashSet<String>, has_sets: bool, connector: &mut Connector) {
    let taken: HashSet<String> =
        connector.schemes.iter().flat_map(|scheme| scheme.kind.parameters()).map(str::to_owned).collect();
    let free = |name: &str| !taken.contains(name) && !mentioned.contains(&name.to_ascii_lowercase());
    let mut implied = Vec::new();
    for (name, _, kind) in all {
        if kind == "oauthsetting" && free(name) {
            implied.push(((*name).to_owned(), SchemeKind::OAuth { parameter: (*name).to_owned() }));
        }
    }
    let has = |wanted: &str| all.iter().any(|(name, ..)| *name == wanted) && free(wanted);
    // Sets are ways beside each other: one may sign in with a password where another has a token.
    let alone = connector.schemes.is_empty() && implied.is_empty();
    let basic = connector.schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::Basic { .. }));
    if (alone || has_sets && !basic) && has("username") && has("password") {
        let kind = SchemeKind::Basic { user: "username".to_owned(), password: "password".to_owned() };
        implied.push(("basic".to_owned(), kind));
    }
    for (name, kind) in implied {
        connector.security.push(vec![connector.schemes.len()]);
        connector.schemes.push(Scheme { name, kind, docs: Docs::default() });
    }
}

/// The allowed values with their labels: those of the constraints are what people see.
fn allowed(node: &Node, constraints: Option<&Node>) -> Vec<(String, Option<String>)> {
    let shown = constraints.and_then(|all| get(all, "allowedValues"));
    let list = shown.or_else(|| get(node, "allowedValues")).and_then(Node::as_list).unwrap_or_default();
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    for entry in list {
        let value = get(entry, "value").and_then(scalar);
        let label = get(entry, "text").and_then(Node::as_str).map(str::to_owned);
        if let Some(value) = value.filter(|value| !found.iter().any(|(known, _)| known == value)) {
            found.push((value, label));
        }
    }
    found
}

/// A member by its key in any case; null counts as absent.
fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let object = node.as_object()?;
    let exact = object.get(key);
    let any =
        || object.iter().find(|member| member.key.eq_ignore_ascii_case(key)).map(|member| &member.value);
    exact.or_else(any).filter(|node| !node.is_null())
}

fn flag(node: &Node) -> bool {
    match &node.value {
        Value::Bool(value) => *value,
        Value::Text(text) => text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(node.to_json_text()),
        _ => None,
    }
}
