#![no_main]

use connector_fuzz::{documents, import};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| import::check(bytes));

libfuzzer_sys::fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    documents::mutate(bytes, size, most, seed)
});
