//! Figures, kept in a file as they come.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::Fault;
use crate::measure::Cost;
use crate::peer::Peer;

/// Figures by document, generator and what was measured.
pub struct Results {
    file: PathBuf,
    all: BTreeMap<(String, String, String), f64>,
    /// Documents, in the order in which they first came.
    documents: Vec<String>,
}

impl Results {
    /// What is there already; what was measured last counts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(work: &Path) -> Result<Self, Fault> {
        let file = work.join("results.tsv");
        let mut results = Self { file, all: BTreeMap::new(), documents: Vec::new() };
        let text = fs::read_to_string(&results.file).unwrap_or_default();
        for line in text.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            let [document, peer, what, figure] = parts.as_slice() else { continue };
            results.insert(document, peer, what, figure.parse()?);
        }
        Ok(results)
    }

    fn insert(&mut self, document: &str, peer: &str, what: &str, figure: f64) {
        if !self.documents.iter().any(|own| own == document) {
            self.documents.push(document.to_owned());
        }
        self.all.insert((document.to_owned(), peer.to_owned(), what.to_owned()), figure);
    }

    /// One more figure.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&mut self, document: &str, peer: Peer, what: &str, figure: f64) -> Result<(), Fault> {
        let mut file = OpenOptions::new().create(true).append(true).open(&self.file)?;
        writeln!(file, "{document}\t{}\t{what}\t{figure}", peer.word())?;
        eprintln!("{document}: {}: {what}: {figure:.3}", peer.name());
        self.insert(document, peer.word(), what, figure);
        Ok(())
    }

    /// What something cost.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn cost(&mut self, document: &str, peer: Peer, what: &str, cost: Cost) -> Result<(), Fault> {
        self.put(document, peer, what, cost.cpu)?;
        self.put(document, peer, &format!("{what}.peak"), cost.peak)
    }

    /// A figure, where there is one.
    pub fn get(&self, document: &str, peer: Peer, what: &str) -> Option<f64> {
        self.all.get(&(document.to_owned(), peer.word().to_owned(), what.to_owned())).copied()
    }

    /// Documents, in the order in which they first came.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(String::as_str)
    }
}
