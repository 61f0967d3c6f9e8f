//! The front door: what all three ways in call.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::diag::{Code, Diagnostic, Diagnostics, Rendered, Severity};
use crate::documents::Documents;
use crate::emit::{self, Emitter};
use crate::frontend::properties;
use crate::inspect::{self, ExtensionView, Inspect};
use crate::ir::policy::PolicyKind;
use crate::ir::{Action, Connector, Decode, Docs, Parameter, Scheme, SchemeKind, oauth};
use crate::lock;
use crate::name::{self, Names};
use crate::options::Options;
use crate::source::{FileId, Source};
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
    /// Features that the code asks for, each with its tag; see [`Options::features`].
    pub features: Vec<(String, String)>,
}

impl Generated {
    /// Whether the document cannot be honoured whole.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|one| one.severity == Severity::Error)
    }

    /// The items as formatted Rust.
    #[cfg(feature = "render")]
    pub fn pretty(&self) -> String {
        crate::render::pretty(self.tokens.clone())
    }

    /// The same, and the items are taken: a copy of those of a large client costs about as much as their layout.
    #[cfg(feature = "render")]
    pub fn take_pretty(&mut self) -> String {
        crate::render::pretty(std::mem::take(&mut self.tokens))
    }

    /// The items as the files of a crate, by their names below `src`: `lib.rs`, and one for each public module.
    #[cfg(feature = "render")]
    pub fn crate_files(&self) -> Vec<(String, String)> {
        crate::render::crate_files(self.tokens.clone())
    }
}

/// Generates a client.
pub fn generate(options: &Options) -> Generated {
    let make = |emitter: &Emitter<'_>| {
        let tags = emitter.gates.tags.iter().map(|tag| (*tag).to_owned());
        (emitter.module(), emitter.features.iter().cloned().zip(tags).collect())
    };
    let ((tokens, features), rest) = run(options, Some(make));
    Generated { tokens, features, ..rest }
}

/// The reference of a client, which is made instead of its code: the tokens are empty. None where there is no document.
#[cfg(feature = "docs")]
pub fn reference(options: &Options) -> (Option<crate::docs::Reference>, Generated) {
    run(options, Some(|emitter: &Emitter<'_>| Some(crate::docs::Reference::of(emitter))))
}

/// What is to be said of the document, without a client.
#[cfg(any(feature = "lint", feature = "render"))]
pub(crate) fn diagnose(options: &Options) -> Generated {
    run(options, None::<fn(&Emitter<'_>)>).1
}

/// A client as data, for a program that calls actions without code of its own.
#[cfg(feature = "ir")]
#[derive(Debug)]
pub struct Understood {
    /// What the documents say.
    pub connector: Connector,
    /// The names of a generated client, parallel to the actions; none where an action is not chosen.
    pub names: Vec<Option<CallNames>>,
}

/// What a generated client calls an action and its inputs.
#[cfg(feature = "ir")]
#[derive(Clone, Debug)]
pub struct CallNames {
    /// The method.
    pub method: String,
    /// Parallel to the inputs.
    pub inputs: Vec<String>,
}

/// Understands the documents, and generates nothing. None where there is no document.
#[cfg(feature = "ir")]
pub fn understand(options: &Options) -> (Option<Understood>, Generated) {
    let make = |emitter: &Emitter<'_>| {
        let named = emitter.names.actions.iter().zip(emitter.chosen).map(|(names, chosen)| {
            chosen.then(|| CallNames { method: names.method.clone(), inputs: names.inputs.clone() })
        });
        Some(Understood { connector: emitter.connector.clone(), names: named.collect() })
    };
    run(options, Some(make))
}

/// Understands the documents, and makes something of the client that they describe.
pub(crate) fn run<T: Default>(
    options: &Options,
    make: Option<impl FnOnce(&Emitter<'_>) -> T>,
) -> (T, Generated) {
    let mut diags = Diagnostics::new();
    let entered = entry::enter(options, &mut diags);
    let options = entered.as_ref().map_or(options, |entered| &entered.options);
    let mut made = T::default();
    let mut inspected = Inspect::default();
    let mut locked = String::new();
    let mut inputs: Vec<PathBuf> = Vec::new();
    let finished = if let Some(mut documents) = Documents::load(options, &mut diags) {
        let extensions = documents.prepare(options, &mut diags);
        let properties = properties_of(options, &mut documents.source, &mut diags);
        let lock_text = options.lock.as_deref().and_then(|path| lock::load(path, &mut diags));
        let chosen = |id: &str, tags: &[&str], trigger: bool| select::is_chosen(options, id, tags, trigger);
        let connector = documents.read(&mut diags, &chosen);
        let source = &documents.source;
        if let Some(mut connector) = connector {
            let mut pins =
                lock_text.as_deref().map(|text| lock::pins(text, &mut connector)).unwrap_or_default();
            let properties = properties.and_then(|file| source.root_of(file));
            settle(options, properties.or(documents.wrapper.as_ref()), &mut connector, &mut diags);
            overrides::apply(options, source, &mut connector, &mut pins, &mut diags);
            select::check(options, &connector, &mut diags);
            let uses = pass::run(&mut connector, &mut diags);
            let names = name::assign(&connector, &uses, &pins);
            locked = lock::write(&connector, &uses, &names);
            if let Some(make) = make {
                (made, inspected) = client(options, &connector, &names, make, &mut diags);
            }
            let place = |(name, count, at)| ExtensionView { name, count, pointer: source.pointer(at) };
            #[cfg(feature = "lint")]
            {
                // What is left out by choice needs no pages.
                let all = crate::propose::paging(&connector, |action| is_wanted(options, action));
                let all = all.into_iter().map(|one| inspect::ProposalView::of(one, source));
                inspected.proposals = all.collect();
            }
            inspected.extensions = extensions.into_iter().map(place).collect();
            for view in &mut inspected.lookups {
                view.target = source.path(view.lookup.at);
            }
        }
        inputs = source.paths().map(Path::to_path_buf).collect();
        inputs.extend(entered.as_ref().map(|entered| entered.path.clone()));
        inputs.extend(options.lock.as_ref().filter(|path| path.is_file()).cloned());
        finish(options, source, &mut diags, &mut inspected)
    } else {
        finish(options, &Source::from_memory("", b"{}").0, &mut diags, &mut inspected)
    };
    (made, finished.into_generated(inputs, inspected, locked))
}

/// Whether an action is generated.
fn is_wanted(options: &Options, action: &Action) -> bool {
    let tags: Vec<&str> = action.tags.iter().map(String::as_str).collect();
    let trigger = action.kind != crate::ir::Kind::Action;
    !action.skipped && select::is_chosen(options, &action.id, &tags, trigger)
}

/// Diagnostics that are ready to be shown.
struct Finished(Vec<Rendered>);

impl Finished {
    fn into_generated(self, inputs: Vec<PathBuf>, inspect: Inspect, lock: String) -> Generated {
        let (tokens, features) = Default::default();
        Generated { tokens, diagnostics: self.0, inputs, inspect, lock, features }
    }
}

fn finish(options: &Options, source: &Source, diags: &mut Diagnostics, inspect: &mut Inspect) -> Finished {
    if options.strict {
        diags.deny_warnings();
    }
    let mut rendered = diags.render(source);
    if diags.more() > 0 {
        let message = format!("and {} more findings of this kind or another", diags.more());
        rendered.push(Diagnostic::note(Code::TOO_LARGE, None, message).render(source));
    }
    inspect.diagnostics.clone_from(&rendered);
    Finished(rendered)
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

/// The attribute by which a mock is there only where it is wanted.
fn mock(predicate: &str, diags: &mut Diagnostics) -> Option<TokenStream> {
    match emit::cfg(predicate) {
        Some(attribute) => Some(attribute),
        None => {
            let message = format!(
                "`mock` is a predicate of `cfg`, as `test` is one, and not {}",
                crate::diag::quoted(predicate)
            );
            diags.error(Code::BAD_NAME, None, message);
            None
        }
    }
}

fn client<T: Default>(
    options: &Options,
    connector: &Connector,
    names: &Names,
    make: impl FnOnce(&Emitter<'_>) -> T,
    diags: &mut Diagnostics,
) -> (T, Inspect) {
    let chosen: Vec<bool> = connector.actions.iter().map(|action| is_wanted(options, action)).collect();
    pass::hooks::check(connector, &chosen, diags);
    let uses = pass::Uses::of(connector, &chosen);
    if !pass::size::check(connector, &uses, &chosen, diags) {
        return (T::default(), Inspect::default());
    }
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
    let mut emitter = if options.features { emitter.by_features() } else { emitter };
    emitter.mock = match &options.mock {
        None => None,
        Some(predicate) => mock(predicate, diags),
    };
    // The macro has nobody to show it to, and pays at every build.
    let inspected = if cfg!(feature = "render") { inspect::inspect(&emitter) } else { Inspect::default() };
    (make(&emitter), inspected)
}
