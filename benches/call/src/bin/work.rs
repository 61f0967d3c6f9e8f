//! What is measured, in a process of its own.
//!
//! `work call generated|reqwest|hyper small|large COUNT TASKS URL` makes so many calls; `work codec generated|derived
//! decode|encode COUNT` reads or writes the large reply so often. It prints the seconds and how often memory was allocated.

use std::alloc::System;
use std::hint::black_box;
use std::time::Instant;

use connector_benches::by_hand::{Hyper, Record, Reqwest};
use connector_benches::records::{Client, Connection, model};
use connector_benches::{Size, body};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const TOKEN: &str = "a-token-of-some-forty-characters-length-0";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["call", kind, size, count, tasks, url] => {
            let size = if *size == "small" { Size::Small } else { Size::Large };
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(calls(kind, size, number(count), number(tasks), url));
        }
        ["codec", kind, what, count] => codec(kind, what, number(count)),
        _ => panic!("work call|codec …"),
    }
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

#[derive(Clone)]
enum Caller {
    Generated(Client),
    Reqwest(Reqwest),
    Hyper(Hyper),
}

impl Caller {
    async fn call(&self, size: Size) {
        match (self, size) {
            (Caller::Generated(client), Size::Small) => {
                black_box(client.get_record("r-000007").view("full").limit(100).await.expect("a record"));
            }
            (Caller::Generated(client), Size::Large) => {
                black_box(client.list_records().view("full").limit(100).await.expect("records"));
            }
            (Caller::Reqwest(client), Size::Small) => {
                black_box(client.get_record("r-000007").await.expect("a record"));
            }
            (Caller::Reqwest(client), Size::Large) => {
                black_box(client.list_records().await.expect("records"));
            }
            (Caller::Hyper(client), Size::Small) => {
                black_box(client.get_record("r-000007").await.expect("a record"));
            }
            (Caller::Hyper(client), Size::Large) => {
                black_box(client.list_records().await.expect("records"));
            }
        }
    }
}

async fn calls(kind: &str, size: Size, count: usize, tasks: usize, url: &str) {
    let caller = match kind {
        "generated" => {
            let http = connector::Http::builder().no_proxy().build().expect("a transport");
            let connection = Connection::bearer(TOKEN).base_url(url);
            Caller::Generated(Client::with_http(connection, &http).expect("a client"))
        }
        "reqwest" => Caller::Reqwest(Reqwest::new(url, TOKEN).expect("a client")),
        _ => Caller::Hyper(Hyper::new(url, TOKEN)),
    };
    // The first call connects.
    caller.call(size).await;
    let (region, begun) = (Region::new(ALLOCATOR), Instant::now());
    if tasks == 1 {
        for _ in 0..count {
            caller.call(size).await;
        }
    } else {
        let all: Vec<_> = (0..tasks)
            .map(|_| {
                let caller = caller.clone();
                tokio::spawn(async move {
                    for _ in 0..count / tasks {
                        caller.call(size).await;
                    }
                })
            })
            .collect();
        for one in all {
            one.await.expect("the calls of a task");
        }
    }
    report(begun, &region);
}

fn report(begun: Instant, region: &Region<'_, System>) {
    let seconds = begun.elapsed().as_secs_f64();
    let change = region.change();
    println!("{seconds} {} {}", change.allocations + change.reallocations, change.bytes_allocated);
}

fn codec(kind: &str, what: &str, count: usize) {
    let text = body(Size::Large);
    let ours: Vec<model::Record> = serde_json::from_str(&text).expect("records");
    let theirs: Vec<Record> = serde_json::from_str(&text).expect("records");
    let (region, begun) = (Region::new(ALLOCATOR), Instant::now());
    for _ in 0..count {
        let bytes = black_box(text.as_bytes());
        match (kind, what) {
            ("generated", "decode") => {
                black_box(serde_json::from_slice::<Vec<model::Record>>(bytes).expect("records"));
            }
            ("generated", _) => {
                black_box(serde_json::to_vec(black_box(&ours)).expect("bytes"));
            }
            (_, "decode") => {
                black_box(serde_json::from_slice::<Vec<Record>>(bytes).expect("records"));
            }
            _ => {
                black_box(serde_json::to_vec(black_box(&theirs)).expect("bytes"));
            }
        }
    }
    report(begun, &region);
}
