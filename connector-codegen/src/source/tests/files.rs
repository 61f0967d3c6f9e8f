use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::diag::{Code, Diagnostics};
use crate::source::{LoadOptions, Source};

/// A folder of its own for a test, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("connector-source-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn load(path: &Path) -> (Source, Diagnostics) {
    Source::load(path, &LoadOptions::default())
}

fn codes(diags: &Diagnostics) -> Vec<Code> {
    diags.iter().map(|one| one.code).collect()
}

fn followed(source: &Source, key: &str) -> Result<String, Code> {
    let node = source.root().unwrap().get(key).unwrap();
    source.follow(node).map(|node| node.to_json_text()).map_err(|problem| problem.code)
}

#[test]
fn only_the_folder_of_the_document_is_read() {
    let folder = Folder::new("outside");
    folder.write("secret.json", r#"{"password": 1}"#);
    folder.write("in/sub/b.yaml", "ok: {$ref: '../a.json#/v'}\nup: {$ref: '../../secret.json'}\n");
    let absolute = folder.0.join("secret.json");
    let main = format!(
        r##"{{"v": 1, "in": {{"$ref": "sub/b.yaml#/ok"}}, "up": {{"$ref": "../secret.json"}}, "through": {{"$ref": "sub/b.yaml#/up"}},
        "absolute": {{"$ref": {absolute:?}}}, "url": {{"$ref": "http://127.0.0.1:1/x.json"}}, "gone": {{"$ref": "gone.json"}}, "folder": {{"$ref": "sub"}}}}"##
    );
    let main = folder.write("in/a.json", &main);

    let (source, diags) = load(&main);
    assert_eq!(codes(&diags), []);
    assert_eq!(followed(&source, "in"), Ok("1".into()));
    assert_eq!(followed(&source, "up"), Err(Code::REF_OUTSIDE));
    assert_eq!(followed(&source, "through"), Err(Code::REF_OUTSIDE));
    assert_eq!(followed(&source, "absolute"), Err(Code::REF_OUTSIDE));
    assert_eq!(followed(&source, "url"), Err(Code::REF_URL));
    assert_eq!(followed(&source, "gone"), Err(Code::REF_FILE));
    assert_eq!(followed(&source, "folder"), Err(Code::REF_FILE));
    let names: Vec<_> =
        source.paths().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["a.json", "b.yaml"]);

    let allowed = LoadOptions { allow_outside: true, base: Some(folder.0.clone()) };
    let (source, _) = Source::load(&main, &allowed);
    assert_eq!(followed(&source, "up"), Ok(r#"{"password":1}"#.into()));
    assert_eq!(followed(&source, "through"), Ok(r#"{"password":1}"#.into()));
    assert_eq!(source.name_of(Source::MAIN), Path::new("in/a.json").display().to_string());
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_and_pipes_do_not_block() {
    let folder = Folder::new("links");
    folder.write("secret.json", "1");
    let main = folder.write("in/a.json", r#"{"link": {"$ref": "link.json"}, "null": {"$ref": "null.json"}}"#);
    std::os::unix::fs::symlink("../secret.json", folder.0.join("in/link.json")).unwrap();
    let (source, _) = load(&main);
    assert_eq!(followed(&source, "link"), Err(Code::REF_OUTSIDE));

    let (source, diags) = load(Path::new("/dev/zero"));
    assert_eq!(codes(&diags), [Code::UNREADABLE]);
    assert!(diags.iter().next().unwrap().render(&source).to_string().contains("not a regular file"));
}

#[test]
fn a_file_that_cannot_be_read() {
    let folder = Folder::new("missing");
    let (source, diags) = load(&folder.0.join("none.json"));
    assert!(source.root().is_none());
    assert_eq!(source.paths().count(), 0);
    let shown = diags.iter().next().unwrap().render(&source).to_string();
    assert!(shown.starts_with("error: `") && shown.contains("none.json` cannot be read: "), "{shown}");
    assert_eq!(codes(&load(&folder.0).1), [Code::UNREADABLE]);
}

#[test]
fn two_hundred_megabytes_end_at_once() {
    let folder = Folder::new("large");
    let path = folder.0.join("large.json");
    fs::File::create(&path).unwrap().set_len(200 << 20).unwrap();
    let start = Instant::now();
    let (source, diags) = load(&path);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let shown = diags.iter().next().unwrap().render(&source).to_string();
    assert!(shown.contains("the file has 200 MiB; at most 64 MiB are read"), "{shown}");
    assert_eq!(codes(&diags), [Code::TOO_LARGE]);
}

#[test]
fn more_documents_can_be_added() {
    let folder = Folder::new("added");
    let main = folder.write("api.json", r#"{"swagger": "2.0"}"#);
    let properties = folder.write("apiProperties.json", r#"{"properties": {}, }"#);
    let (mut source, mut diags) = load(&main);
    let added = source.add(&properties, &mut diags).unwrap();
    assert!(source.root_of(added).is_some_and(|root| root.get("properties").is_some()));
    assert_eq!(codes(&diags), [Code::REPAIRED]);
    assert_eq!(source.add(&properties, &mut diags), Some(added));
    assert_eq!(source.paths().count(), 2);
    assert_eq!(source.add(&folder.0.join("gone.json"), &mut diags), None);
    assert_eq!(codes(&diags), [Code::REPAIRED, Code::UNREADABLE]);
}

#[test]
fn the_number_of_files_is_limited() {
    let folder = Folder::new("many");
    let members: Vec<String> = (0..1100).map(|n| format!(r#"{{"$ref": "f{n}.json"}}"#)).collect();
    for n in 0..1100 {
        folder.write(&format!("f{n}.json"), "1");
    }
    let main = folder.write("a.json", &format!("[{}]", members.join(",")));
    let (source, _) = load(&main);
    assert_eq!(source.files().count(), crate::source::limits::FILES);
    let failed =
        source.root().unwrap().as_list().unwrap().iter().filter_map(|node| source.follow(node).err());
    let codes: Vec<Code> = failed.map(|problem| problem.code).collect();
    assert_eq!(codes, vec![Code::TOO_LARGE; 1101 - crate::source::limits::FILES]);
}

/// Found by fuzzing: what the user named beside a document from standard input was looked for in memory alone.
#[test]
fn what_the_user_names_is_read_beside_a_document_from_memory() {
    let folder = Folder::new("beside-memory");
    folder.write("secret.json", "1");
    let beside = folder.write("beside.json", r#"{"a": {"$ref": "secret.json"}}"#);
    let (mut source, _) = Source::from_memory("-", br#"{"b": {"$ref": "beside.json"}}"#);
    let mut diags = Diagnostics::new();
    let file = source.add(&beside, &mut diags).unwrap();
    assert_eq!(codes(&diags), []);
    // References lead to no file of the disk all the same: neither the document's, nor those of what was named.
    assert_eq!(followed(&source, "b"), Err(Code::REF_FILE));
    let node = source.root_of(file).unwrap().get("a").unwrap();
    assert_eq!(
        source.follow(node).map(|node| node.to_json_text()).map_err(|problem| problem.code),
        Err(Code::REF_FILE)
    );
}
