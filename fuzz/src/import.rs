//! Descriptions of any format as the folder of a connector: the same client.

use std::collections::BTreeMap;
use std::path::PathBuf;

use connector_codegen::import::import;
use connector_codegen::{Decode, Generated, Options, Severity, generate};

/// The bytes are a document.
pub fn check(bytes: &[u8]) {
    crate::keep(bytes);
    // A folder's replies are read more generously, where nobody says how.
    let plain = || Options { decode: Some(Decode::Strict), ..Options::default() };
    let options = Options { documents: vec!["-".into()], stdin: Some(bytes.to_vec()), ..plain() };
    let Scratch(folder) = &Scratch::new();
    let source = generate(&options);
    let Ok(imported) = import(&options, folder) else { return };
    if imported.written.is_empty() || source.has_errors() {
        return;
    }
    let shown = |what: &str| {
        let text = std::fs::read_to_string(folder.join("apiDefinition.swagger.json")).unwrap_or_default();
        format!("{what}\nnotes: {:?}\n{}\n{text}", imported.notes, String::from_utf8_lossy(bytes))
    };
    let folder_options = Options { documents: vec![folder.join("apiDefinition.swagger.json")], ..plain() };
    let made = generate(&folder_options);
    for one in made.diagnostics.iter().filter(|one| one.severity == Severity::Error) {
        panic!("{}", shown(&one.to_string()));
    }
    if imported.notes.is_empty() {
        let (before, after) = (operations(&source), operations(&made));
        assert!(before == after, "{}", shown(&format!("{before:#?}\n{after:#?}")));
    }
    let again = import(&options, folder).expect("what was imported once");
    assert!(again.written.is_empty(), "{}", shown(&format!("{:?}", again.written)));
}

/// What a caller sees of each operation. Bodies are left out: those that are JSON under another name are one input in
/// one place and many in the other.
fn operations(made: &Generated) -> BTreeMap<String, String> {
    let actions = made.inspect.actions.iter().map(|one| {
        let inputs = one.inputs.iter().filter(|one| one.place != "body");
        let inputs = inputs.map(|one| (&one.name, &one.wire, &one.place, &one.ty, one.required));
        let shown =
            format!("{:?}", (&one.method, &one.path, &one.name, inputs.collect::<Vec<_>>(), &one.output));
        (one.id.clone(), shown)
    });
    let triggers = made.inspect.triggers.iter();
    let triggers = triggers.map(|one| (one.id.clone(), format!("{:?}", (&one.kind, &one.name, &one.event))));
    actions.chain(triggers).collect()
}

/// A folder that goes with its owner.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let folder = crate::scratch("import");
        let _ = std::fs::remove_dir_all(&folder);
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
