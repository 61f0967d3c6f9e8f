//! What processes write down of what they handled: one line for each event, `SOURCE NUMBER DELIVERIES REPLICA`.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Where a process writes.
pub struct Log(File);

impl Log {
    /// One that others write to as well.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(OpenOptions::new().create(true).append(true).open(path)?))
    }

    /// One write for each line: what is killed leaves no half of one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, source: &str, number: i64, deliveries: u32, replica: &str) -> io::Result<()> {
        self.0.write_all(format!("{source} {number} {deliveries} {replica}\n").as_bytes())
    }
}

/// What is in the log about the events of one source.
#[derive(Debug, Default)]
pub struct Handled {
    /// How many there should be.
    pub events: u64,
    /// How many nobody has handled.
    pub missing: u64,
    /// The first of them.
    pub first_missing: Vec<u64>,
    /// How often one was handled that had been handled already.
    pub repeated: u64,
    /// How many of these did not say that they might have been.
    pub unmarked: u64,
    /// How many each replica has handled.
    pub by: BTreeMap<String, u64>,
}

impl Handled {
    /// Reads what is there of a source that has had so many events.
    ///
    /// # Errors
    /// When there is something else in it.
    pub fn read(path: &Path, source: &str, events: u64) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let mut handled = Self { events, ..Self::default() };
        let mut seen: BTreeMap<u64, u64> = BTreeMap::new();
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let [from, number, deliveries, replica] = words.as_slice() else {
                return Err(format!("`{line}` in the log"));
            };
            if *from != source {
                continue;
            }
            let odd = |_| format!("`{line}` in the log");
            let (number, deliveries): (u64, u32) =
                (number.parse().map_err(odd)?, deliveries.parse().map_err(odd)?);
            *handled.by.entry((*replica).to_owned()).or_default() += 1;
            let times = seen.entry(number).or_insert(0);
            *times += 1;
            if *times > 1 {
                handled.repeated += 1;
                handled.unmarked += u64::from(deliveries == 1);
            }
        }
        let missing = || (0..events).filter(|number| !seen.contains_key(number));
        handled.missing = missing().count() as u64;
        handled.first_missing = missing().take(20).collect();
        Ok(handled)
    }
}

impl fmt::Display for Handled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { events, missing, first_missing, repeated, unmarked, by } = self;
        write!(
            f,
            "{events} events: {missing} missing {first_missing:?}, {repeated} came again, {unmarked} of them without saying so; by {by:?}"
        )
    }
}
