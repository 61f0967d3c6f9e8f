//! The front door: what all three ways in call.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::diag::{Code, Diagnostic, Diagnostics, Rendered, Severity};
use crate::emit::Emitter;
use crate::frontend::{openapi3, postman, properties, shared, swagger2};
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
    let (tokens, rest) = run(options, Some(|emitter: &Emitter<'_>| emitter.module()));
    Generated { tokens, ..rest }
}

/// The reference of a client, which is made instead of its code: the tokens are empty. None where there is no document.
#[cfg(feature = "docs")]
pub fn reference(options: &Options) -> (Option<crate::docs::Reference>, Generated) {
    run(options, Some(|emitter: &Emitter<'_>| Some(crate::docs::Reference::of(emitter))))
}

/// What is to be said of the document, without a client.
#[cfg(feature = "lint")]
pub(crate) fn diagnose(options: &Options) -> Generated {
    run(options, None::<fn(&Emitter<'_>)>).1
}

/// Understands the documents, and makes something of the client that they describe.
fn run<T: Default>(options: &Options, make: Option<impl FnOnce(&Emitter<'_>) -> T>) -> (T, Generated) {
    let mut diags = Diagnostics::new();
    let entered = entry::enter(options, &mut diags);
    let options = entered.as_ref().map_or(options, |entered| &entered.options);
    let (source, documents) = load(options, &mut diags);
    let mut made = T::default();
    let mut inspected = Inspect::default();
    let mut locked = String::new();
    let mut inputs: Vec<PathBuf> = Vec::new();
    let finished = if let Some(mut source) = source {
        let collections = is_postman(&source, &documents);
        let extensions = match collections {
            // What a collection calls `x-…` are headers.
            true => Vec::new(),
            false => spell(&mut source, &mut diags),
        };
        let properties = properties_of(options, &mut source, &mut diags);
        let lock_text = options.lock.as_deref().and_then(|path| lock::load(path, &mut diags));
        let chosen = |id: &str, tags: &[&str], trigger: bool| select::is_chosen(options, id, tags, trigger);
        let connector = match collections {
            true => postman::read(&source, &documents, &mut diags).map(|(connector, _)| connector),
            false => openapi(&source, &documents, &mut diags, &chosen),
        };
        if let Some(mut connector) = connector {
            let mut pins =
                lock_text.as_deref().map(|text| lock::pins(text, &mut connector)).unwrap_or_default();
            settle(options, properties.and_then(|file| source.root_of(file)), &mut connector, &mut diags);
            overrides::apply(options, &source, &mut connector, &mut pins, &mut diags);
            select::check(options, &connector, &mut diags);
            let uses = pass::run(&mut connector, &mut diags);
            let names = name::assign(&connector, &uses, &pins);
            locked = lock::write(&connector, &uses, &names);
            if let Some(make) = make {
                (made, inspected) = client(options, &connector, &names, make, &mut diags);
            }
            let place = |(name, count, at)| ExtensionView { name, count, pointer: source.pointer(at) };
            inspected.extensions = extensions.into_iter().map(place).collect();
        }
        inputs = source.paths().map(Path::to_path_buf).collect();
        inputs.extend(entered.as_ref().map(|entered| entered.path.clone()));
        inputs.extend(options.lock.as_ref().filter(|path| path.is_file()).cloned());
        finish(options, &source, &mut diags, &mut inspected)
    } else {
        finish(options, &Source::from_memory("", b"{}").0, &mut diags, &mut inspected)
    };
    (made, finished.into_generated(inputs, inspected, locked))
}

/// Diagnostics that are ready to be shown.
struct Finished(Vec<Rendered>);

impl Finished {
    fn into_generated(self, inputs: Vec<PathBuf>, inspect: Inspect, lock: String) -> Generated {
        Generated { tokens: TokenStream::new(), diagnostics: self.0, inputs, inspect, lock }
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
        let known = swagger2::is_swagger(root) || openapi3::is_openapi(root) || postman::is_collection(root);
        if !known {
            diags.push(unknown_format(root));
        }
        known
    });
    one_format(&source, &mut files, diags);
    (Some(source), files)
}

/// Reads documents of OpenAPI, each by its version.
fn openapi(
    source: &Source,
    files: &[FileId],
    diags: &mut Diagnostics,
    chosen: shared::Wanted<'_>,
) -> Option<Connector> {
    let documents: Vec<shared::Document<'_>> = files
        .iter()
        .filter_map(|file| source.root_of(*file))
        .filter_map(|root| {
            let dialect = match swagger2::is_swagger(root) {
                true => swagger2::dialect(root, diags)?,
                false => openapi3::dialect(root, diags)?,
            };
            Some((root, dialect))
        })
        .collect();
    shared::read(source, &documents, diags, chosen)
}

/// Whether the documents are collections; they are all of one format.
fn is_postman(source: &Source, files: &[FileId]) -> bool {
    files.first().and_then(|file| source.root_of(*file)).is_some_and(postman::is_collection)
}

/// Leaves out documents of another format than the first.
fn one_format(source: &Source, files: &mut Vec<FileId>, diags: &mut Diagnostics) {
    let postman = is_postman(source, files);
    files.retain(|file| {
        let Some(root) = source.root_of(*file) else { return false };
        let same = postman::is_collection(root) == postman;
        if !same {
            let message = "this document is of another format than the first: it is left out";
            let problem = Diagnostic::error(Code::UNKNOWN_FORMAT, root.span, message);
            diags.push(problem.help("generate a client of its own for it"));
        }
        same
    });
}

/// Mends the spelling of extensions in every file, and returns those that are unknown.
fn spell(source: &mut Source, diags: &mut Diagnostics) -> Vec<shared::Unknown> {
    let files: Vec<FileId> = source.files().collect();
    let mut unknown = Vec::new();
    for file in files {
        unknown.extend(
            source.root_mut(file).map(|root| shared::settle_spelling(root, diags)).unwrap_or_default(),
        );
    }
    unknown
}

/// Says what a document is that cannot be read.
fn unknown_format(root: &crate::source::Node) -> Diagnostic {
    let help = "an OpenAPI document has `\"swagger\": \"2.0\"` or `\"openapi\": \"3.0.3\"` at its root, a Postman collection `info` and `item`";
    Diagnostic::error(Code::UNKNOWN_FORMAT, root.span, "this is no API description").help(help)
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

fn client<T: Default>(
    options: &Options,
    connector: &Connector,
    names: &Names,
    make: impl FnOnce(&Emitter<'_>) -> T,
    diags: &mut Diagnostics,
) -> (T, Inspect) {
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
            return (T::default(), Inspect::default());
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
    (make(&emitter), inspected)
}
