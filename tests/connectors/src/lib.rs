//! Clients of public connectors, generated where a folder of them lies beside the project (`CONNECTOR_CORPUS`), and the code of
//! `docs/gallery.md`, compiled against them.

#[cfg(corpus)]
include!(concat!(env!("OUT_DIR"), "/connectors.rs"));

/// `docs/gallery.md`: it need not run, only compile.
#[cfg(corpus)]
#[allow(unused)]
pub mod gallery {
    use crate::*;
    include!(concat!(env!("OUT_DIR"), "/gallery.rs"));
}
