//! A million polling triggers over fifty replicas, on paper: `cargo run --release --bin simulate`.
//!
//! It knows the rules of the store (how long leases last, when replicas look, how long they wait) and plays them with times instead of
//! servers. What a server takes is in the documentation; here it is counted what it is asked. Same numbers each time.

use std::collections::BTreeMap;

const TRIGGERS: usize = 1_000_000;
const REPLICAS: usize = 50;
/// Seconds. `NatsOptions::lease_time`, and how often each trigger is polled.
const LEASE: f64 = 15.0;
const EVERY: f64 = 60.0;
/// How long a lease takes that is taken: read it, write it.
const ROUND_TRIP: f64 = 0.005;
/// How many leases a replica asks for in a second when it starts.
const STARTING: f64 = 4_000.0;
/// After this a waiting replica asks again, come what may.
const AT_LAST: f64 = 3_600.0;
/// How long it is from one question to the next of a replica that wants many leases of one that has died.
const PACE: f64 = 0.002;

/// Numbers that look random (xorshift64*).
struct Random(u64);

impl Random {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        ((self.next() * end as f64) as usize).min(end - 1)
    }
}

/// How much happens in each second.
#[derive(Default)]
struct Seconds(BTreeMap<i64, u64>);

impl Seconds {
    fn add(&mut self, time: f64) {
        *self.0.entry(time.floor() as i64).or_default() += 1;
    }

    fn peak(&self) -> u64 {
        self.0.values().copied().max().unwrap_or(0)
    }

    fn all(&self) -> u64 {
        self.0.values().sum()
    }
}

fn main() {
    println!("{TRIGGERS} triggers, {REPLICAS} replicas, leases of {LEASE} s, a poll every {EVERY} s\n");
    steady();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    a_replica_dies(&mut random);
    all_start(&mut random, None);
    all_start(&mut random, Some(TRIGGERS / REPLICAS * 11 / 10));
    polls(&mut random);
}

/// What leases cost while nothing happens.
fn steady() {
    let (triggers, replicas) = (TRIGGERS as f64, REPLICAS as f64);
    println!("while nothing happens, each second:");
    println!("  sessions told of          {:>12.0} writes", replicas / (LEASE / 3.0));
    println!("  sessions looked at        {:>12.0} reads", replicas * (replicas - 1.0) / (LEASE / 4.0));
    println!("  asked again, come what may{:>12.0} reads", triggers * (replicas - 1.0) / AT_LAST);
    println!("  polls                     {:>12.0}, each with events is a write", triggers / EVERY);
    println!("if each lease were renewed and asked for by itself (20 s, 5 s):");
    println!("  renewed                   {:>12.0} writes", triggers / 20.0);
    println!("  asked for                 {:>12.0} reads\n", triggers * (replicas - 1.0) / 5.0);
}

/// Its triggers go to the others.
fn a_replica_dies(random: &mut Random) {
    let (mut reads, mut writes) = (Seconds::default(), Seconds::default());
    let mut taken = vec![0_u64; REPLICAS - 1];
    let (mut last, mut sum) = (0.0_f64, 0.0);
    // It told of itself up to a third of its time ago; each of the others sees it when it looks next.
    let told = -random.next() * LEASE / 3.0;
    let noticed: Vec<f64> =
        (1..REPLICAS).map(|_| told + LEASE * 1.125 + random.next() * LEASE / 4.0).collect();
    let orphans = TRIGGERS / REPLICAS;
    let spread = (LEASE / 2.0).max(PACE * orphans as f64);
    for _ in 0..orphans {
        let asks = |noticed: &f64, random: &mut Random| {
            noticed + LEASE / 4.0 * (0.75 + random.next() / 2.0) * random.next() + spread * random.next()
        };
        let mut times: Vec<(f64, usize)> =
            noticed.iter().enumerate().map(|(replica, noticed)| (asks(noticed, random), replica)).collect();
        times.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (first, winner) = times[0];
        taken[winner] += 1;
        last = last.max(first);
        sum += first;
        for (time, _) in times {
            reads.add(time);
            if time < first + ROUND_TRIP {
                // Whoever was a little slower writes too, is refused, and reads who was faster.
                writes.add(time);
                if time > first {
                    reads.add(time);
                }
            }
        }
    }
    println!("a replica dies, with {orphans} triggers:");
    println!(
        "  polled again after        {:>12.1} s on average, the last after {last:.1} s",
        sum / orphans as f64
    );
    println!("  reads                     {:>12}, at most {} in a second", reads.all(), reads.peak());
    println!("  writes                    {:>12}, at most {} in a second", writes.all(), writes.peak());
    let (least, most) = (taken.iter().min().copied().unwrap_or(0), taken.iter().max().copied().unwrap_or(0));
    println!("  each of the others takes  {:>12} to {most}\n", least);
}

/// One after the other within half a minute; each asks for all triggers, in an order of its own.
fn all_start(random: &mut Random, most: Option<usize>) {
    let mut free: Vec<bool> = vec![true; TRIGGERS];
    let mut left = TRIGGERS;
    let starts: Vec<f64> = (0..REPLICAS).map(|_| random.next() * 30.0).collect();
    // An order of its own: a step that meets every trigger once.
    let orders: Vec<(usize, usize)> =
        (0..REPLICAS).map(|_| (random.below(TRIGGERS), 2 * random.below(TRIGGERS / 2) + 1)).collect();
    let (mut has, mut asked) = (vec![0_usize; REPLICAS], vec![0_usize; REPLICAS]);
    let (mut second, mut peak) = (0.0, 0);
    while left > 0 && second < 3_600.0 {
        second += 1.0;
        let mut now = 0;
        for replica in 0..REPLICAS {
            let may = most.is_none_or(|most| has[replica] < most);
            if starts[replica] > second || !may {
                continue;
            }
            let (start, step) = orders[replica];
            let mut budget = STARTING as usize;
            while budget > 0 && asked[replica] < TRIGGERS && most.is_none_or(|most| has[replica] < most) {
                let trigger = (start + asked[replica].wrapping_mul(step | 1)) % TRIGGERS;
                asked[replica] += 1;
                budget -= 1;
                now += 1;
                if std::mem::replace(&mut free[trigger], false) {
                    has[replica] += 1;
                    left -= 1;
                    now += 1;
                }
            }
            if asked[replica] == TRIGGERS && left > 0 {
                asked[replica] = 0;
            }
        }
        peak = peak.max(now);
    }
    let how = most.map_or("any number each".to_owned(), |most| format!("at most {most} each"));
    println!("all start within 30 s, {how}:");
    println!("  all triggers are polled after {second:>8.0} s, {left} are not");
    println!("  reads and writes          {peak:>12} in the busiest second");
    let (least, most) = (has.iter().min().copied().unwrap_or(0), has.iter().max().copied().unwrap_or(0));
    println!("  triggers of a replica     {least:>12} to {most}\n");
}

/// A round of polls that begins at once does not stay so: each wait is up to 5 % longer than asked.
fn polls(random: &mut Random) {
    let sample = TRIGGERS / 10;
    let mut next: Vec<f64> = vec![0.0; sample];
    println!("all polls begin in the same second ({:.0} a second would be even):", TRIGGERS as f64 / EVERY);
    for round in 0..=240 {
        if [1, 10, 30, 60, 120, 240].contains(&round) {
            let mut seconds = Seconds::default();
            next.iter().for_each(|time| seconds.add(*time));
            println!("  round {round:>3}: {:>8} polls in the busiest second", seconds.peak() * 10);
        }
        next.iter_mut().for_each(|time| *time += EVERY * (1.0 + 0.05 * random.next()));
    }
}
