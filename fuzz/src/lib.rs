//! What each target does with the bytes that the fuzzer makes up. `fuzz/run` builds and runs them.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

pub mod documents;
pub mod import;
pub mod models;
#[path = "../../tests/corpus/src/mutate.rs"]
pub mod mutate;
pub mod replies;
pub mod requests;
pub mod samples;
pub mod text;
pub mod webhook;

/// Leaves an input in the file that FUZZ_LAST names before it is tried: where a stack overflows, nobody else can.
pub(crate) fn keep(bytes: &[u8]) {
    static FILE: OnceLock<Option<OsString>> = OnceLock::new();
    if let Some(file) = FILE.get_or_init(|| std::env::var_os("FUZZ_LAST")) {
        std::fs::write(file, bytes).expect("a file that can be written");
    }
}

/// Where files of this process stand: in memory, where there is such a place.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    let within = if memory.is_dir() { memory } else { std::env::temp_dir() };
    within.join(format!("connector-fuzz-{}-{name}", std::process::id()))
}

/// Splits bytes at their line ends: an easy way for a fuzzer to make several texts.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes.split(|byte| *byte == b'\n').map(|line| String::from_utf8_lossy(line).into_owned())
}

/// The same bytes in pieces: whole, one by one, and in pieces of a length.
pub(crate) fn pieces(bytes: &[u8]) -> [Vec<&[u8]>; 3] {
    [vec![bytes], bytes.chunks(1).collect(), bytes.chunks(7).collect()]
}
