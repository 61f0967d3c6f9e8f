//! What stands for schemas where the tool is built without them.

use std::path::Path;

use connector_codegen::Rendered;

use crate::find::Document;

/// There are none.
pub(crate) enum Schemas {}

impl Schemas {
    pub(crate) fn read(_: &Path) -> Result<Self, String> {
        Err("schemas need the tool's feature `schemas`".to_owned())
    }

    pub(crate) fn compare(&mut self, _: &Document, _: &[Rendered]) {
        match *self {}
    }

    pub(crate) fn markdown(&self) -> (String, Vec<String>) {
        match *self {}
    }
}
