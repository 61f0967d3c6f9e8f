//! The front door: what all three ways in call.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::diag::{Code, Diagnostic, Diagnostics, Rendered, Severity};
use crate::emit::Emitter;
use crate::frontend::{properties, swagger2};
use crate::inspect::{self, ExtensionView, Inspect};
use crate::ir::policy::PolicyKind;
use crate::ir::{Connector, Decode, Docs, Parameter, Scheme, SchemeKind, oauth};
use crate::lock;
use crate::name::{self, Names};
use crate::options::Options;
use crate::source::{FileId, LoadOptions, Source};
use crate::{entry, overrides, pass, select};

/// A generated client.
#[derive(Debug)]
pub struct Generated {
    /// The items of its module. With errors in the document: what is sound.
    pub tokens: TokenStream,
    /// What is to be said of the document.
    pub diagnostics: Vec<Rendered>,
    /// Every file that was read.
    pub inputs: Vec<PathBuf>,
    /// What was understood; with the feature `render` only.
    pub inspect: Inspect,
    /// The text of `connector.lock` for these names.
    pub lock: String,
}

impl Generated {
    /// Whether the document cannot be honoured whole.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|one| one.severity == Severity::Error)
    }

    /// The items as formatted Rust.
    #[cfg(feature = "render")]
    pub fn pretty(&self) -> Result<String, String> {
        crate::render::pretty(self.tokens.clone())
    }
}

/// Generates a client.
pub fn generate(options: &Options) -> Generated {
    let mut diags = Diagnostics::new();
    let entered = entry::enter(options, &mut diags);
    let options = entered.as_ref().map_or(options, |entered| &entered.options);
    let (source, documents) = load(options, &mut diags);
    let mut tokens = TokenStream::new();
    let mut inspected = Inspect::default();
    let mut locked = String::new();
    let mut inputs: Vec<PathBuf> = Vec::new();
    if let Some(mut source) = source {
        let extensions = spell(&mut source, &mut diags);
        let properties = properties_of(options, &mut source, &mut diags);
        let lock_text = options.lock.as_deref().and_then(|path| lock::load(path, &mut diags));
        let chosen = |id: &str, tags: &[&str], trigger: bool| select::is_chosen(options, id, tags, trigger);
        let connector = swagger2::read(&source, &documents, &mut diags, &chosen);
        if let Some(mut connector) = connector {
            let mut pins =
                lock_text.as_deref().map(|text| lock::pins(text, &mut connector)).unwrap_or_default();
            settle(options, properties.and_then(|file| source.root_of(file)), &mut connector, &mut diags);
            overrides::apply(options, &source, &mut connector, &mut pins, &mut diags);
            select::check(options, &connector, &mut diags);
            let uses = pass::run(&mut connector, &mut diags);
            let names = name::assign(&connector, &uses, &pins);
            locked = lock::write(&connector, &uses, &names);
            (tokens, inspected) = client(options, &connector, &names, &mut diags);
            let place = |(name, count, at)| ExtensionView { name, count, pointer: source.pointer(at) };
            inspected.extensions = extensions.into_iter().map(place).collect();
        }
        inputs = source.paths().map(Path::to_path_buf).collect();
        inputs.extend(entered.as_ref().map(|entered| entered.path.clone()));
        inputs.extend(options.lock.as_ref().filter(|path| path.is_file()).cloned());
        finish(options, &source, &mut diags, &mut inspected)
    } else {
        finish(options, &Source::from_memory("", b"{}").0, &mut diags, &mut inspected)
    }
    .into_generated(tokens, inputs, inspected, locked)
}

/// Diagnostics that are ready to be shown.
struct Finished(Vec<Rendered>);

impl Finished {
    fn into_generated(
        self,
        tokens: TokenStream,
        inputs: Vec<PathBuf>,
        inspect: Inspect,
        lock: String,
    ) -> Generated {
        Generated { tokens, diagnostics: self.0, inputs, inspect, lock }
    }
}

fn finish(options: &Options, source: &Source, diags: &mut Diagnostics, inspect: &mut Inspect) -> Finished {
    if options.strict {
        diags.deny_warnings();
    }
    let mut rendered: Vec<Rendered> = diags.iter().map(|one| one.render(source)).collect();
    if diags.more() > 0 {
        let message = format!("and {} more findings of this kind or another", diags.more());
        rendered.push(Diagnostic::note(Code::TOO_LARGE, None, message).render(source));
    }
    inspect.diagnostics.clone_from(&rendered);
    Finished(rendered)
}

/// Loads the documents, the first as the main file.
fn load(options: &Options, diags: &mut Diagnostics) -> (Option<Source>, Vec<FileId>) {
    let Some((first, others)) = options.documents.split_first() else {
        diags.error(Code::NO_DOCUMENT, None, "no document is named");
        return (None, Vec::new());
    };
    let (mut source, found) = match (&options.stdin, first.as_os_str() == "-") {
        (Some(bytes), true) => Source::from_memory("<stdin>", bytes),
        _ => {
            let load = LoadOptions { allow_outside: options.allow_outside, base: options.base.clone() };
            Source::load(first, &load)
        }
    };
    diags.append(found);
    let mut files = vec![Source::MAIN];
    files.extend(others.iter().filter_map(|path| source.add(path, diags)));
    files.retain(|file| {
        let Some(root) = source.root_of(*file) else { return false };
        let known = swagger2::is_swagger(root);
        if !known {
            diags.push(unknown_format(root));
        }
        known
    });
    (Some(source), files)
}

/// Mends the spelling of extensions in every file, and returns those that are unknown.
fn spell(source: &mut Source, diags: &mut Diagnostics) -> Vec<swagger2::Unknown> {
    let files: Vec<FileId> = source.files().collect();
    let mut unknown = Vec::new();
    for file in files {
        unknown.extend(
            source.root_mut(file).map(|root| swagger2::settle_spelling(root, diags)).unwrap_or_default(),
        );
    }
    unknown
}

/// Says what a document is that is not OpenAPI 2.0.
fn unknown_format(root: &crate::source::Node) -> Diagnostic {
    let (at, message, help) = match root.get("openapi") {
        Some(version) => {
            (version.span, "this is an OpenAPI 3 document; OpenAPI 2.0 is read", "convert it to OpenAPI 2.0")
        }
        None if root.get("info").is_some_and(|info| info.get("_postman_id").is_some())
            || root.get("item").is_some() =>
        {
            (root.span, "this is a Postman collection; OpenAPI 2.0 is read", "export the API as OpenAPI 2.0")
        }
        None => (
            root.span,
            "this is no API description",
            "an OpenAPI 2.0 document has `\"swagger\": \"2.0\"` at its root",
        ),
    };
    Diagnostic::error(Code::UNKNOWN_FORMAT, at, message).help(help)
}

/// The properties file: the one that is named, or the one beside the document.
fn properties_of(options: &Options, source: &mut Source, diags: &mut Diagnostics) -> Option<FileId> {
    if let Some(path) = &options.properties {
        return source.add(path, diags);
    }
    let beside = options.documents.first().and_then(|document| properties::beside(document))?;
    source.add(&beside, diags)
}

/// Everything that the document alone does not decide.
fn settle(
    options: &Options,
    root: Option<&crate::source::Node>,
    connector: &mut Connector,
    diags: &mut Diagnostics,
) {
    connector.decode =
        options.decode.unwrap_or(if root.is_some() { Decode::Lenient } else { Decode::Strict });
    let has_script = options.documents.first().is_some_and(|document| properties::has_script(document));
    properties::apply(root, has_script, connector, diags);
    if let Some(provider) = &options.provider {
        sign_in_by(provider, connector, diags);
    }
    if let Some(base_url) = &options.base_url {
        connector.base_url = base_url.trim_end_matches('/').to_owned();
        // Who names the base URL wants no other.
        connector.policies.retain(|policy| !matches!(policy.kind, PolicyKind::Host(_)));
    }
}

/// The provider that the caller names is that of every sign-in whose own is not known; a document without any gets one.
fn sign_in_by(provider: &str, connector: &mut Connector, diags: &mut Diagnostics) {
    let Some(row) = oauth::known(provider) else {
        let known = oauth::KNOWN.iter().map(|row| row.name);
        let mut problem = Diagnostic::error(
            Code::BAD_NAME,
            None,
            format!("there is no provider {}", crate::diag::quoted(provider)),
        );
        let all: Vec<&str> = known.clone().collect();
        let near = crate::diag::suggest(provider, known);
        problem.help = Some(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known: {}", all.join(", ")),
        });
        diags.push(problem);
        return;
    };
    if !connector.schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::OAuth { .. })) {
        connector.security.push(vec![connector.schemes.len()]);
        connector.schemes.push(Scheme {
            name: row.name.to_owned(),
            kind: SchemeKind::OAuth { parameter: "token".to_owned() },
            docs: Docs::default(),
        });
        connector.parameters.push(Parameter {
            name: "token".to_owned(),
            secret: true,
            token: true,
            required: false,
            default: None,
            allowed: Vec::new(),
            ty: None,
            docs: Docs::default(),
        });
    }
    for (index, scheme) in connector.schemes.iter().enumerate() {
        let unknown = !connector.sign_ins.iter().any(|own| own.scheme == index);
        if unknown && matches!(scheme.kind, SchemeKind::OAuth { .. }) {
            connector.sign_ins.push(oauth::SignIn::of(index, provider, row));
        }
    }
    connector.sign_ins.sort_by_key(|one| one.scheme);
}

fn client(
    options: &Options,
    connector: &Connector,
    names: &Names,
    diags: &mut Diagnostics,
) -> (TokenStream, Inspect) {
    let chosen: Vec<bool> = connector
        .actions
        .iter()
        .map(|action| {
            let tag: Vec<&str> = action.tags.iter().map(String::as_str).collect();
            let trigger = action.kind != crate::ir::Kind::Action;
            !action.skipped && select::is_chosen(options, &action.id, &tag, trigger)
        })
        .collect();
    let uses = pass::Uses::of(connector, &chosen);
    let facade = match options.crate_path.as_deref().unwrap_or("::connector").parse::<TokenStream>() {
        Ok(path) => path,
        Err(_) => {
            diags.error(Code::BAD_NAME, None, "`crate` is not a Rust path");
            return (TokenStream::new(), Inspect::default());
        }
    };
    let module_path = options.examples.clone().filter(|path| {
        let sound = path.split("::").all(name::is_identifier);
        if !sound {
            diags.error(Code::BAD_NAME, None, "`examples` is the path of a module: `my_crate::orders`");
        }
        sound
    });
    let emitter = Emitter::new(connector, names, &uses, &chosen, facade, module_path);
    // The macro has nobody to show it to, and pays at every build.
    let inspected = if cfg!(feature = "render") { inspect::inspect(&emitter) } else { Inspect::default() };
    (emitter.module(), inspected)
}
