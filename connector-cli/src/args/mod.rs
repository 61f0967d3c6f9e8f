//! What may be typed.

mod choices;
mod service;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use choices::{Choices, Input};
pub(crate) use service::{Call, Connecting, Login, Pin, Sending, Verify};

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
    /// The file to write, when it would change; without it, or `-`, standard output
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
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
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
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
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
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Overlay {
    /// Lines around each change
    #[arg(long, value_name = "LINES", default_value_t = 3)]
    pub(crate) context: usize,
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// JSON rather than text
    #[arg(long)]
    pub(crate) json: bool,
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
