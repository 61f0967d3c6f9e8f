//! `cargo connector`: the generator on the command line. Thin by intent: what it knows is in `connector-codegen`.

mod args;
mod by_hand;
mod call;
mod check;
mod commands;
mod diff;
mod docs;
mod document;
mod explain;
mod find;
mod import;
mod login;
mod overlay;
mod package;
mod pin;
mod sample;
mod search;
mod terminal;
mod verify;

use std::process::ExitCode;

use clap::Parser as _;

/// How a command ended: 0, 1 and 2 are promised to scripts.
enum End {
    Good,
    Findings,
    Failed(String),
    Usage(String),
    /// Wrong usage that was told already.
    Misused,
}

fn main() -> ExitCode {
    let args = match args::Cli::try_parse_from(args::from_cargo(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nobody is left to tell when the terminal is gone.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let terminal = terminal::Terminal { quiet: args.quiet };
    let end = match args.command {
        args::Command::Generate(args) => commands::generate(&args, &terminal),
        args::Command::Package(args) => package::package(&args, &terminal),
        args::Command::Inspect(args) => commands::inspect(&args, &terminal),
        args::Command::Call(args) => call::call(&args, &terminal),
        args::Command::Verify(args) => verify::verify(&args, &terminal),
        args::Command::Check(args) => check::check(&args, &terminal),
        args::Command::Diff(args) => commands::diff(&args, &terminal),
        args::Command::Docs(args) => docs::docs(&args, &terminal),
        args::Command::Search(args) => search::search(&args, &terminal),
        args::Command::Import(args) => import::import(&args, &terminal),
        args::Command::Overlay(args) => overlay::overlay(&args, &terminal),
        args::Command::Explain(args) => explain::explain(&args),
        args::Command::Completions(args) => commands::completions(&args),
        args::Command::Pin(args) => pin::pin(&args, &terminal),
        args::Command::Login(args) => login::login(&args, &terminal),
        args::Command::New(args) => by_hand::new(&args, &terminal),
        args::Command::Add(args) => by_hand::add(&args, &terminal),
    };
    match end {
        End::Good => ExitCode::SUCCESS,
        End::Findings => ExitCode::from(1),
        End::Misused => ExitCode::from(2),
        End::Failed(message) => {
            terminal.error(&message);
            ExitCode::from(1)
        }
        End::Usage(message) => {
            terminal.error(&message);
            ExitCode::from(2)
        }
    }
}
