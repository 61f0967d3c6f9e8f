//! What may be typed of commands that talk to a service.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::{Choices, Input};

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
    /// Write the body of the reply to a file as it is, `-` to standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Options")]
    pub(crate) out: Option<PathBuf>,
    /// Give up after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60, help_heading = "Options")]
    pub(crate) timeout: u64,
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
    /// The file to write, when it would change; without it, or `-`, standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connecting: Connecting,
    #[command(flatten)]
    pub(crate) choices: Choices,
}

/// A value may have a `=` in it; a name has none.
fn setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_string(), value.to_string())),
        _ => Err("expected NAME=VALUE".to_string()),
    }
}
