//! What each target does with the bytes that the fuzzer makes up. `fuzz/run` builds and runs them.

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

/// Splits bytes at their line ends: an easy way for a fuzzer to make several texts.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes.split(|byte| *byte == b'\n').map(|line| String::from_utf8_lossy(line).into_owned())
}

/// The same bytes in pieces: whole, one by one, and in pieces of a length.
pub(crate) fn pieces(bytes: &[u8]) -> [Vec<&[u8]>; 3] {
    [vec![bytes], bytes.chunks(1).collect(), bytes.chunks(7).collect()]
}
