//! The store on real servers: what every store does, and what only one that is shared has to do.

#[path = "../../../../../connector-runtime/tests/trigger/every.rs"]
mod every;
mod secure;
mod shared;
mod speed;
mod stuck;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use conformance_support::suite::Suite;
use connector::trigger::{Capacity, NatsOptions, NatsStore};
use nats_conformance::servers::Servers;

/// Where the servers are; each test has a store of its own on them.
#[derive(Clone)]
pub(crate) struct Place {
    urls: Vec<String>,
    port: u16,
    /// On how many servers everything is kept.
    replicas: usize,
    last: Arc<AtomicU32>,
}

/// How long leases last here, and when events come again.
pub(crate) const TIME: Duration = Duration::from_secs(2);

impl Place {
    /// A store that nobody else has.
    pub(crate) fn options(&self) -> NatsOptions {
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        self.named(&format!("test-{number}"))
    }

    pub(crate) fn named(&self, name: &str) -> NatsOptions {
        NatsStore::options(name).servers(&self.urls).replicas(self.replicas).lease_time(TIME).redelivery(TIME)
    }

    async fn store(&self) -> NatsStore {
        self.options().connect().await.unwrap()
    }

    async fn small(&self) -> NatsStore {
        let Capacity { events, ids, .. } = every::SMALL;
        self.options().max_events(events).max_ids(ids).connect().await.unwrap()
    }
}

fn main() -> ExitCode {
    // One server, or a cluster of three.
    let count = if std::env::var_os("NATS_SERVERS").is_some_and(|count| count == "3") { 3 } else { 1 };
    let suite = Suite::default()
        .test("state", |place: Place| async move { every::state(&place.store().await).await })
        .test("inbox", |place: Place| async move { every::inbox(&place.store().await).await })
        .test("redelivered_alone", |place: Place| async move {
            every::redelivered_alone(&place.store().await).await
        })
        .test("state_with_events", |place: Place| async move {
            every::state_with_events(&place.store().await).await
        })
        .test("dead_letters", |place: Place| async move { every::dead_letters(&place.store().await).await })
        .test("leases", |place: Place| async move { every::leases(&place.store().await).await })
        .test("full", |place: Place| async move { every::full(&place.small().await).await })
        .test("waiting", |place: Place| async move { every::waiting(&place.store().await).await })
        .test("a_lease_passes_on", shared::a_lease_passes_on)
        .test("a_late_checkpoint_is_refused", shared::a_late_checkpoint_is_refused)
        .test("who_is_stopped_loses_its_lease", shared::who_is_stopped_loses_its_lease)
        .test("who_was_stopped_hands_out_nothing_as_new", shared::who_was_stopped_hands_out_nothing_as_new)
        .test("who_is_cut_off_stops_in_time", shared::who_is_cut_off_stops_in_time)
        .test("work_is_shared", shared::work_is_shared)
        .test("what_the_dead_held_comes_again", shared::what_the_dead_held_comes_again)
        .test("ids_go_with_the_lease", shared::ids_go_with_the_lease)
        .test("in_order", shared::in_order)
        .test("what_nobody_is_handed_comes_once_more", stuck::what_nobody_is_handed_comes_once_more)
        .test("credentials", secure::credentials)
        .test("certificates_and_a_password", secure::certificates_and_a_password)
        .test("three_do_the_work_of_three", speed::three_do_the_work_of_three)
        .test("next_to_a_bare_client", speed::next_to_a_bare_client)
        .one_at_a_time();
    suite.run(move || {
        let servers = Servers::start(count)?;
        let place =
            Place { urls: servers.urls(), port: servers.port(0), replicas: count, last: Arc::default() };
        Ok((servers, place))
    })
}
