//! What may be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use connector_codegen::{Decode, Options};

/// Cargo runs `cargo-connector connector …`; typed directly it is `cargo-connector …`.
pub(crate) fn from_cargo(args: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    args.enumerate().filter(|(place, arg)| !(*place == 1 && arg == "connector")).map(|(_, arg)| arg)
}

/// Typed Rust clients from connector descriptions.
///
/// DOC is an API description (OpenAPI 2.0 or 3 in JSON or YAML, a Postman collection), the folder of a connector, or `-` for standard input.
/// Exit codes: 0 good, 1 findings or failure, 2 wrong usage.
#[derive(Parser)]
#[command(name = "cargo-connector", bin_name = "cargo connector", version)]
pub(crate) struct Cli {
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write one Rust module: a client of what the description offers
    Generate(Generate),
    /// Write a crate that can be published: the client, with README, examples, features and a log of changes
    ///
    /// Run again with a newer description, it writes the code anew, the next version, and what has changed; README and
    /// `Cargo.toml` stay as they were edited.
    Package(Package),
    /// Show what was understood: actions, triggers, sign-in, types, what was skipped and why
    Inspect(Inspect),
    /// Find what is wrong with a description, and what a publisher would refuse
    ///
    /// Exits with 1 when there is an error. `explain CODE` says more about any finding.
    Check(Check),
    /// Show what changed between two versions of a description, and what breaks callers of the client
    ///
    /// Exits with 1 when code that was written for the old client would no longer compile, or would compile and do
    /// another thing.
    Diff(Diff),
    /// Write the reference of a connector, as pages or Markdown, or of all connectors in a folder
    Docs(Docs),
    /// Find connectors by their names, hosts and actions
    ///
    /// Exits with 1 where nothing is found.
    Search(Search),
    /// Write a description of any format as the folder of a Power Platform connector: OpenAPI 2.0 and properties
    ///
    /// A folder that is there gets the actions that it lacks; what it has stays as it is. Exits with 1 when the platform
    /// would not take the connector for its size.
    Import(Import),
    /// Show what overlays do to a description, as a diff of its values
    ///
    /// Exits with 1 when a target is nowhere in the description.
    Overlay(Overlay),
    /// Call an action: its inputs are options, its reply is printed
    ///
    /// `call DOC` lists the actions, `call DOC ACTION --help` says what one takes.
    Call(Call),
    /// Call every action with sample inputs, and say whether replies are as described
    ///
    /// Against a service of your own or a mock, at --base-url. Exits with 1 when an action is answered otherwise than described;
    /// with --strict also when one is refused.
    Verify(Verify),
    /// Say more about a diagnostic: why it is one, and what to do
    Explain(Explain),
    /// Write completions for a shell to standard output
    Completions(Completions),
    /// Sign in by OAuth 2.0, and keep the tokens where clients find them
    Login(Login),
    /// Make a connector's folder of requests and replies that you have
    New(crate::by_hand::New),
    /// Add to a description what a request and its reply show
    #[command(subcommand)]
    Add(crate::by_hand::Add),
    /// Ask the service for the schemas that the description leaves open, and write them down as an OpenAPI Overlay
    ///
    /// The connection is read from environment variables, as `Connection::from_env` of the client does.
    Pin(Pin),
}

#[derive(Args)]
pub(crate) struct Generate {
    /// The file to write, when it would change; without it, standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// With a mock for tests, where this predicate of `cfg` holds; without a predicate, always
    #[arg(long, value_name = "CFG", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(crate) mock: Option<String>,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Package {
    /// The folder of the crate
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The name of the crate; without it, made of the title
    #[arg(long, value_name = "NAME")]
    pub(crate) crate_name: Option<String>,
    /// Its version; without it, 0.1.0, then what the changes ask for
    #[arg(long, value_name = "VERSION")]
    pub(crate) crate_version: Option<String>,
    /// Its licence, as an SPDX expression; without it, that of the description
    #[arg(long, value_name = "SPDX", conflicts_with = "license_file")]
    pub(crate) license: Option<String>,
    /// Its licence, where it has no SPDX expression
    #[arg(long, value_name = "FILE")]
    pub(crate) license_file: Option<PathBuf>,
    /// Where its sources are kept
    #[arg(long, value_name = "URL")]
    pub(crate) repository: Option<String>,
    /// A feature for each tag
    #[arg(long, value_name = "WHEN", default_value = "big")]
    pub(crate) features: ByTag,
    /// Also the folder that the connector has on Power Platform, as `connector`
    #[arg(long)]
    pub(crate) connector: bool,
    /// With a mock for the tests of those who use it, behind the feature `testing`
    #[arg(long)]
    pub(crate) mock: bool,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ByTag {
    /// Where there are more than 60 operations
    Big,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Args)]
pub(crate) struct Inspect {
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Check {
    /// Hold it to the rules of certification
    #[arg(long, conflicts_with = "profile")]
    pub(crate) certify: bool,
    /// To whose rules it is held; without it, an OpenAPI 2.0 document is a custom connector
    #[arg(long, value_name = "WHOSE")]
    pub(crate) profile: Option<Whose>,
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
    /// Write an OpenAPI Overlay that mends what a program can mend; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) fix_overlay: Option<PathBuf>,
    /// Write an OpenAPI Overlay of what the description seems to leave out, to be read before it is applied; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) propose_overlay: Option<PathBuf>,
    /// Description, connector folder, or `-`; several are checked one after the other
    #[arg(value_name = "DOC", required = true)]
    pub(crate) documents: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Whose {
    /// Any custom connector of Power Platform
    Custom,
    /// A connector that the owner of the service publishes
    Certified,
    /// A connector that somebody else publishes
    Independent,
}

#[derive(Args)]
pub(crate) struct Diff {
    /// The description as it was
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The description as it is
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// JSON rather than text
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Markdown for release notes
    #[arg(long)]
    pub(crate) markdown: bool,
    /// Exit with 1 also for what Power Platform does not take as an update
    #[arg(long)]
    pub(crate) platform: bool,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

#[derive(Args)]
pub(crate) struct Docs {
    /// The folder of the pages: it begins with `index.html`, or `index.md`
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// What the pages are written in
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub(crate) format: PageFormat,
    /// All connectors below this folder, with an index of them
    #[arg(long, value_name = "DIR", conflicts_with = "documents")]
    pub(crate) folder: Option<PathBuf>,
    /// The heading of that index
    #[arg(long, value_name = "TEXT", requires = "folder", default_value = "Connectors")]
    pub(crate) title: String,
    /// Description, connector folder, or `-`; several make one client
    #[arg(value_name = "DOC", required_unless_present = "folder")]
    pub(crate) documents: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// A site that works from a disk
    Html,
    /// Markdown
    Md,
}

#[derive(Args)]
pub(crate) struct Search {
    /// Words, all of which a connector has in its name, host, description or actions
    #[arg(value_name = "TERM", required = true)]
    pub(crate) terms: Vec<String>,
    /// A folder of connectors, or the `connectors.json` that `docs --folder` writes (repeat for more)
    #[arg(long = "in", value_name = "PATH", default_value = ".")]
    pub(crate) places: Vec<PathBuf>,
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
    /// Show no more connectors than these
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub(crate) limit: usize,
}

#[derive(Args)]
pub(crate) struct Import {
    /// The folder: made, or added to
    #[arg(long, short, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Overlay {
    /// Lines around each change
    #[arg(long, value_name = "LINES", default_value_t = 3)]
    pub(crate) context: usize,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Call {
    #[command(flatten)]
    pub(crate) choices: Choices,
    /// Description, connector folder, or `-`
    #[arg(value_name = "DOC")]
    pub(crate) document: PathBuf,
    /// The action, by operationId or by the name of its method, and what it is given
    #[arg(value_name = "ACTION", trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) action: Vec<OsString>,
}

// Where a connection comes from.
#[derive(Args)]
pub(crate) struct Connecting {
    /// What the variables of the connection begin with: `ORDERS_` reads `ORDERS_API_KEY`
    #[arg(long, value_name = "PREFIX", default_value = "CONNECTOR_", help_heading = "Options")]
    pub(crate) env: String,
    /// A value of the connection that is no secret (repeat for more); secrets are read from variables, or asked for
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting, help_heading = "Options")]
    pub(crate) values: Vec<(String, String)>,
    /// The folder that `login` keeps tokens in
    #[arg(long, value_name = "FOLDER", help_heading = "Options")]
    pub(crate) store: Option<PathBuf>,
    /// The name of the sign-in in that folder
    #[arg(long = "as", value_name = "NAME", default_value = "default", help_heading = "Options")]
    pub(crate) sign_in: String,
    /// What the application is registered as; without it, the variable `CONNECTOR_CLIENT_ID`
    #[arg(long, value_name = "ID", help_heading = "Options")]
    pub(crate) client_id: Option<String>,
}

#[derive(Args)]
pub(crate) struct Verify {
    /// Description, connector folder, or `-`
    #[arg(value_name = "DOC")]
    pub(crate) document: PathBuf,
    /// Only this action, by operationId (repeat for more)
    #[arg(long, value_name = "ID")]
    pub(crate) only: Vec<String>,
    /// Only actions that read (GET, HEAD, OPTIONS): so it is anyway where the service is not on this machine
    #[arg(long)]
    pub(crate) safe: bool,
    /// Actions that may change something too, wherever the service is
    #[arg(long, conflicts_with = "safe")]
    pub(crate) writes: bool,
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
    /// Give up on an action after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub(crate) timeout: u64,
    #[command(flatten)]
    pub(crate) connecting: Connecting,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

// What may stand behind an action besides its inputs. No doc comment: clap would take it for the description of the action.
#[derive(Args)]
pub(crate) struct Sending {
    /// The body: JSON, or `@FILE`, `@-` for standard input; of an action with inputs in its body, all of them at once
    #[arg(long, value_name = "JSON", help_heading = "Options")]
    pub(crate) body: Option<String>,
    /// Another service: scheme, host and base path
    #[arg(long, value_name = "URL", help_heading = "Options")]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) connecting: Connecting,
    /// Send nothing: print the request, without secrets
    #[arg(long, help_heading = "Options")]
    pub(crate) dry_run: bool,
    /// Send nothing: print the call of `curl` that does the same, with variables in the place of secrets
    #[arg(long, conflicts_with = "dry_run", help_heading = "Options")]
    pub(crate) curl: bool,
    /// A list as a table rather than JSON
    #[arg(long, help_heading = "Options")]
    pub(crate) table: bool,
    /// All pages, as one list
    #[arg(long, help_heading = "Options")]
    pub(crate) all: bool,
    /// Print status and headers of the reply to standard error
    #[arg(long, short, help_heading = "Options")]
    pub(crate) include: bool,
    /// Write the body of the reply to a file as it is
    #[arg(long, short, value_name = "FILE", help_heading = "Options")]
    pub(crate) out: Option<PathBuf>,
    /// Give up after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60, help_heading = "Options")]
    pub(crate) timeout: u64,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// The code in front of a diagnostic, as in `C0107`; without it, all codes are listed
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

#[derive(Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// The application's secret is read from the variable `CONNECTOR_CLIENT_SECRET`: what is typed can be seen by others.
#[derive(Args)]
pub(crate) struct Login {
    /// What the application is registered as; without it, the variable `CONNECTOR_CLIENT_ID`
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    /// A value that the provider needs: a tenant, a host (repeat for more)
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting)]
    pub(crate) values: Vec<(String, String)>,
    /// The name of the sign-in
    #[arg(long = "as", value_name = "NAME", default_value = "default")]
    pub(crate) sign_in: String,
    /// The folder of the tokens: that of a client's `FileStore`
    #[arg(long, value_name = "FOLDER")]
    pub(crate) store: PathBuf,
    /// The port of `http://127.0.0.1:PORT/callback`, where the provider wants a fixed one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub(crate) port: u16,
    /// On a machine without a browser: by a code that is typed elsewhere
    #[arg(long, conflicts_with = "paste")]
    pub(crate) device: bool,
    /// The browser comes back to this address, which is then pasted here
    #[arg(long, value_name = "URL")]
    pub(crate) paste: Option<String>,
    /// Only print the address: in a terminal, a browser is opened with it
    #[arg(long)]
    pub(crate) no_browser: bool,
    /// The set of connection parameters, where each signs in elsewhere
    #[arg(long, value_name = "SET")]
    pub(crate) way: Option<String>,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Pin {
    /// Description or connector folder
    #[arg(value_name = "DOC")]
    pub(crate) document: PathBuf,
    /// The action, by its operationId or its method
    #[arg(value_name = "ACTION")]
    pub(crate) action: String,
    /// What the schema depends on: an input of the action, and its value
    #[arg(value_name = "INPUT=VALUE", value_parser = setting)]
    pub(crate) inputs: Vec<(String, String)>,
    /// The file to write, when it would change; without it, standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connecting: Connecting,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

/// What is read, and how.
#[derive(Args)]
pub(crate) struct Input {
    /// Description, connector folder, or `-`; several make one client
    #[arg(value_name = "DOC", required = true)]
    pub(crate) documents: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

/// The same choices as the macro and the build script offer.
#[derive(Args)]
pub(crate) struct Choices {
    /// The connector's properties; without it, the file `apiProperties.json` beside the description
    #[arg(long, value_name = "FILE")]
    properties: Option<PathBuf>,
    /// An overlay (OpenAPI Overlay 1.0), applied before anything is read of the description (repeat for more)
    #[arg(long = "overlay", alias = "overlays", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The provider of OAuth 2.0 sign-in, for a description that names none: `github`, `entra`, …
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// Only this action, and the types that it reaches (repeat for more)
    #[arg(long = "action", alias = "actions", value_name = "ID")]
    actions: Vec<String>,
    /// Only this trigger (repeat for more)
    #[arg(long = "trigger", alias = "triggers", value_name = "ID")]
    triggers: Vec<String>,
    /// Only what has this tag (repeat for more)
    #[arg(long = "tag", alias = "tags", value_name = "TAG")]
    tags: Vec<String>,
    /// Leave this out: an operation id or a JSON pointer (repeat for more)
    #[arg(long, value_name = "ID")]
    skip: Vec<String>,
    /// Operations with the operationId of another get one of their own
    #[arg(long)]
    fix_operation_ids: bool,
    /// Warnings are errors
    #[arg(long)]
    strict: bool,
    /// How replies are read; without it, by the kind of document
    #[arg(long, value_name = "HOW")]
    decode: Option<Reading>,
    /// Replaces the document's own host
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Where generated code finds the crate `connector`
    #[arg(long = "crate", value_name = "PATH")]
    crate_path: Option<String>,
    /// Where users find the generated module: each action then has an example, which is a doctest
    #[arg(long, value_name = "PATH")]
    examples: Option<String>,
    /// A Rust name for an operation id or a JSON pointer (repeat for more)
    #[arg(long = "name", alias = "names", value_name = "ID=NAME", value_parser = pair)]
    names: Vec<(String, String)>,
    /// Your own Rust type for a definition or a JSON pointer (repeat for more)
    #[arg(long = "type", alias = "types", value_name = "SCHEMA=PATH", value_parser = pair)]
    types: Vec<(String, String)>,
    /// A property or parameter that the document requires and the service does not, by JSON pointer (repeat for more)
    #[arg(long, value_name = "POINTER")]
    optional: Vec<String>,
    /// The file that pins names from one version of the document to the next; `generate` keeps it up to date
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
    /// The description may refer to files outside of its folder
    #[arg(long)]
    allow_outside: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Reading {
    /// What the document requires must be there
    Strict,
    /// What is missing is none, numbers may be text
    Lenient,
}

impl Choices {
    /// The options as typed; the documents are still to be found.
    pub(crate) fn options(&self) -> Options {
        let chosen = |names: &Vec<String>| (!names.is_empty()).then(|| names.clone());
        Options {
            properties: self.properties.clone(),
            overlays: self.overlays.clone(),
            provider: self.provider.clone(),
            actions: chosen(&self.actions),
            triggers: chosen(&self.triggers),
            tags: chosen(&self.tags),
            fix_operation_ids: self.fix_operation_ids,
            strict: self.strict,
            decode: self.decode.map(|reading| match reading {
                Reading::Strict => Decode::Strict,
                Reading::Lenient => Decode::Lenient,
            }),
            base_url: self.base_url.clone(),
            crate_path: self.crate_path.clone(),
            examples: self.examples.clone(),
            optional: self.optional.clone(),
            lock: self.lock.clone(),
            rename: self.names.clone(),
            types: self.types.clone(),
            skip: self.skip.clone(),
            allow_outside: self.allow_outside,
            ..Options::default()
        }
    }
}

/// A JSON pointer may have a `=` in it; a Rust name has none.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok((from.to_string(), to.to_string())),
        _ => Err("expected two texts with `=` between them".to_string()),
    }
}

/// A value may have a `=` in it; a name has none.
fn setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_string(), value.to_string())),
        _ => Err("expected NAME=VALUE".to_string()),
    }
}
