//! What is generated of the documents beside this file, compiled with warnings denied.

#![deny(warnings)]

/// One module for each document.
pub mod all;
