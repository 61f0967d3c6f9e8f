//! The server, and the list of tests.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use alertmanager_conformance::alertmanager::{Client, Connection};
use conformance_support::judge::Judge;
use conformance_support::server::{Fault, Ready, Server};
use conformance_support::suite::{Jury, Suite};
use connector::Http;

use crate::{alerts, general, silences};

const CONFIGURATION: &str = "
route: {receiver: everybody, group_wait: 1s, group_interval: 1s, repeat_interval: 1m, group_by: [alertname]}
receivers: [{name: everybody}, {name: 'nobody, really'}]
";

/// All tests, on one server.
pub fn run() -> ExitCode {
    Suite::default()
        .test("the_status_is_of_this_server", general::the_status_is_of_this_server)
        .test("the_receivers_are_the_configured_ones", general::the_receivers_are_the_configured_ones)
        .test(
            "an_alert_is_raised_silenced_and_heard_again",
            silences::an_alert_is_raised_silenced_and_heard_again,
        )
        .test("a_silence_is_as_it_was_posted", silences::a_silence_is_as_it_was_posted)
        .test("silences_are_filtered", silences::silences_are_filtered)
        .test("a_silence_is_changed", silences::a_silence_is_changed)
        .mistakes("a_silence_that_is_none", silences::a_silence_that_is_none)
        .mistakes("a_silence_that_is_refused", silences::a_silence_that_is_refused)
        .test("an_alert_is_as_it_was_posted", alerts::an_alert_is_as_it_was_posted)
        .test("every_value_is_encoded", alerts::every_value_is_encoded)
        .test("states_are_left_out", alerts::states_are_left_out)
        .test("alerts_are_grouped", alerts::alerts_are_grouped)
        .mistakes("filters_that_are_refused", alerts::filters_that_are_refused)
        .mistakes("alerts_that_are_refused", alerts::alerts_that_are_refused)
        .run_judged(start, judged)
}

fn server() -> Result<Server, Fault> {
    Server::start("prometheus-alertmanager", Ready::Answers("/-/ready"), |folder, [port]| {
        std::fs::write(folder.join("alertmanager.yml"), CONFIGURATION)?;
        Ok(vec![
            "--config.file=alertmanager.yml".into(),
            "--storage.path=data".into(),
            format!("--web.listen-address=127.0.0.1:{port}"),
            // No cluster: nothing listens but the API.
            "--cluster.listen-address=".into(),
        ])
    })
}

fn start() -> Result<(Server, Client), Fault> {
    let server = server()?;
    let client = Client::new(Connection::new(server.url())).map_err(failed)?;
    Ok((server, client))
}

fn judged() -> Result<(Server, Client, Jury), Fault> {
    let server = server()?;
    let judge = Arc::new(Judge::start(env!("ALERTMANAGER_OPENAPI"), &server.url())?);
    let (asked, answered) = (judge.clone(), judge.clone());
    let http = Http::builder()
        .on_request(move |request| asked.asked(request))
        .on_response(move |response| answered.answered(response))
        .build();
    let client = Client::with_http(Connection::new(server.url()), &http.map_err(failed)?).map_err(failed)?;
    let known = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/server/deviations.txt"));
    Ok((server, client, Jury { judges: vec![judge], known }))
}

fn failed(error: connector::Error) -> Fault {
    Fault::Failed(error.to_string())
}
