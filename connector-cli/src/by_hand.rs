//! `new` and `add`: a description out of requests and replies that somebody has.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use connector_codegen::Severity;
use connector_codegen::build::write_if_changed;
use connector_codegen::describe::{Added, Description, Error, Exchange, from_curl, from_har};

use crate::End;
use crate::terminal::Terminal;

/// More than any sample has.
const MOST: u64 = 64 << 20;

#[derive(Args)]
pub(crate) struct New {
    /// The folder to make
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// What the connector is called; without it, the folder's name
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    traffic: Traffic,
}

#[derive(Subcommand)]
pub(crate) enum Add {
    /// Add an action, or one more sample of an action that is there
    Action(AddOperation),
    /// Add a trigger: one that is asked again and again or, with --event, one that calls back
    Trigger(AddTrigger),
    /// Add a sample of a reply to an action that is there
    Sample(AddSample),
}

#[derive(Args)]
pub(crate) struct AddOperation {
    /// The connector's folder, or its description (OpenAPI 2.0 in JSON)
    #[arg(value_name = "DOC")]
    document: PathBuf,
    #[command(flatten)]
    traffic: Traffic,
}

#[derive(Args)]
pub(crate) struct AddTrigger {
    #[command(flatten)]
    operation: AddOperation,
    /// What the service sends when it calls back: a file of JSON, or `-`
    #[arg(long, value_name = "FILE")]
    event: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct AddSample {
    /// The connector's folder, or its description (OpenAPI 2.0 in JSON)
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// The operationId
    #[arg(value_name = "ACTION")]
    action: String,
    /// The reply: a file of JSON, or `-`
    #[arg(value_name = "REPLY")]
    reply: PathBuf,
    /// Its status
    #[arg(long, value_name = "CODE", default_value_t = 200)]
    status: u16,
    /// Write an overlay (OpenAPI Overlay 1.0) here, and leave the description as it is
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
}

/// A request and its reply.
#[derive(Args)]
struct Traffic {
    /// A command line of curl, or `-`
    #[arg(long, value_name = "LINE", conflicts_with_all = ["url", "har"])]
    curl: Option<String>,
    /// A HAR file that a browser has recorded: every request of it is added
    #[arg(long, value_name = "FILE", conflicts_with = "url")]
    har: Option<PathBuf>,
    /// The host whose requests are taken out of the HAR file; without it, that of the first one
    #[arg(long, value_name = "HOST", requires = "har")]
    host: Option<String>,
    /// The URL, with real values or with `{placeholders}`
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The method; without it, POST where there is a body, else GET
    #[arg(long, short = 'X', value_name = "METHOD")]
    method: Option<String>,
    /// A header that was sent (repeat for more); values of credentials are not written down
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE")]
    headers: Vec<String>,
    /// The body that was sent: a file, or `-`
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// A field of a form that was sent; `NAME=@` is a file (repeat for more)
    #[arg(long = "form", short = 'F', value_name = "NAME=VALUE")]
    form: Vec<String>,
    /// The body that came back: a file, or `-`
    #[arg(long, value_name = "FILE")]
    reply: Option<PathBuf>,
    /// The status that came back
    #[arg(long, value_name = "CODE", default_value_t = 200)]
    status: u16,
    /// The operationId; without it, one is made of method and path
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// One line on what it is for
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
}

pub(crate) fn new(args: &New, terminal: &Terminal) -> End {
    let there = args.folder.join("apiDefinition.swagger.json");
    if there.exists() {
        let message = format!("{} is there already; `add action` adds to it", there.display());
        return End::Failed(message);
    }
    let name = args.folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let title = args.title.clone().or(name).unwrap_or_else(|| "API".to_owned());
    let mut description = Description::new(title);
    done(
        args.traffic.read().and_then(|all| {
            let added = add_all(&mut description, &all, terminal)?;
            description.write(&args.folder)?;
            Ok((added, args.folder.clone()))
        }),
        terminal,
    )
}

pub(crate) fn add(args: &Add, terminal: &Terminal) -> End {
    done(
        match args {
            Add::Action(args) => action(args, |one| one, terminal),
            Add::Trigger(args) => {
                let event = args.event.as_deref().map(text).transpose();
                event.and_then(|event| {
                    let finish = |one: Exchange| match &event {
                        Some(event) => one.webhook(event),
                        None => one.polling(),
                    };
                    action(&args.operation, finish, terminal)
                })
            }
            Add::Sample(args) => sample(args),
        },
        terminal,
    )
}

/// What was added, and where.
type Outcome = Result<(Vec<Added>, PathBuf), Error>;

fn action(args: &AddOperation, finish: impl Fn(Exchange) -> Exchange, terminal: &Terminal) -> Outcome {
    let mut description = Description::open(&args.document)?;
    let all: Vec<Exchange> = args.traffic.read()?.into_iter().map(finish).collect();
    if all.is_empty() {
        return Err(failed("nothing is to be added: give --url, --curl or --har"));
    }
    let added = add_all(&mut description, &all, terminal)?;
    description.write(&args.document)?;
    Ok((added, args.document.clone()))
}

fn sample(args: &AddSample) -> Outcome {
    let mut description = Description::open(&args.document)?;
    let reply = text(&args.reply)?;
    if let Some(file) = &args.overlay {
        let overlay = description.overlay(&args.action, args.status, &reply)?;
        write_if_changed(file, &overlay)
            .map_err(|error| failed(&format!("cannot write {}: {error}", file.display())))?;
        return Ok((Vec::new(), file.clone()));
    }
    let added = description.add_reply(&args.action, args.status, &reply)?;
    description.write(&args.document)?;
    Ok((vec![added], args.document.clone()))
}

/// Of a recording, what cannot be described is said and passed over.
fn add_all(
    description: &mut Description,
    all: &[Exchange],
    terminal: &Terminal,
) -> Result<Vec<Added>, Error> {
    let mut added = Vec::new();
    for one in all {
        match description.add(one) {
            Ok(one) => added.push(one),
            Err(error) if all.len() == 1 => return Err(error),
            Err(error) => {
                terminal.complain(Severity::Warning, &format!("warning: {one} is passed over: {error}"));
            }
        }
    }
    match (all, added.as_slice()) {
        ([_, ..], []) => Err(failed("nothing of the recording can be described")),
        _ => Ok(added),
    }
}

fn done(outcome: Outcome, terminal: &Terminal) -> End {
    match outcome {
        Ok((added, path)) => {
            for one in &added {
                match (one.new, one.changes.as_slice()) {
                    (true, _) => terminal.note(&format!("added {}", one.id)),
                    (false, []) => terminal.note(&format!("{} is as it was", one.id)),
                    (false, changes) => {
                        terminal.note(&format!("refined {}:\n  {}", one.id, changes.join("\n  ")));
                    }
                }
            }
            terminal.note(&format!("wrote {}", path.display()));
            End::Good
        }
        Err(error) => End::Failed(error.to_string()),
    }
}

impl Traffic {
    fn read(&self) -> Result<Vec<Exchange>, Error> {
        if let Some(file) = &self.har {
            let all = from_har(&file.display().to_string(), &text(file)?, self.host.as_deref())?;
            return Ok(all);
        }
        let sends = self.body.is_some() || !self.form.is_empty();
        let mut one = match (&self.curl, &self.url) {
            (Some(line), _) if line == "-" => from_curl(&text(Path::new("-"))?)?,
            (Some(line), _) => from_curl(line)?,
            (None, Some(url)) => {
                let usual = if sends { "POST" } else { "GET" };
                Exchange::new(self.method.as_deref().unwrap_or(usual), url)
            }
            (None, None) => return Ok(Vec::new()),
        };
        for line in &self.headers {
            let Some((name, value)) = line.split_once(':') else {
                return Err(failed(&format!("{line} is no header: expected NAME: VALUE")));
            };
            one = one.header(name.trim(), value.trim());
        }
        if let Some(file) = &self.body {
            one = one.body(text(file)?);
        }
        for field in &self.form {
            let Some((name, value)) = field.split_once('=') else {
                return Err(failed(&format!("{field} is no field: expected NAME=VALUE")));
            };
            one = if value.starts_with('@') { one.file(name) } else { one.field(name, value) };
        }
        one = one.reply(self.status, self.reply.as_deref().map(text).transpose()?.unwrap_or_default());
        if let Some(id) = &self.id {
            one = one.id(id);
        }
        if let Some(summary) = &self.summary {
            one = one.summary(summary);
        }
        Ok(vec![one])
    }
}

/// A file, or standard input.
fn text(path: &Path) -> Result<String, Error> {
    let mut text = String::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().lock().take(MOST).read_to_string(&mut text)
    } else {
        fs::File::open(path).and_then(|file| file.take(MOST).read_to_string(&mut text))
    };
    read.map_err(|error| failed(&format!("cannot read {}: {error}", path.display())))?;
    Ok(text)
}

fn failed(message: &str) -> Error {
    Error::from(message)
}
