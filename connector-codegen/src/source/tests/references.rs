use crate::diag::Code;
use crate::source::{FileId, Source};

fn files(files: &[(&str, &str)]) -> Source {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (source, diags) = Source::from_memory_files(&files);
    assert!(diags.is_empty(), "{diags:?}");
    source
}

fn at(source: &Source, from: FileId, reference: &str) -> Result<String, (Code, String, Option<String>)> {
    match source.resolve(from, reference) {
        Ok(node) => Ok(node.to_json_text()),
        Err(problem) => Err((problem.code, problem.message, problem.help)),
    }
}

#[test]
fn within_a_file() {
    let source = files(&[("a.json", r#"{"a/b": {"c~d": [10, {"e f": 1, "": 2, "100%": 3, "%41": 4}]}}"#)]);
    let at = |reference| at(&source, Source::MAIN, reference).map_err(|(code, ..)| code);
    assert_eq!(at("#/a~1b/c~0d/0").as_deref(), Ok("10"));
    assert_eq!(at("#/a~1b/c~0d/1/e%20f").as_deref(), Ok("1"));
    assert_eq!(at("#/a%2Fb/c~0d/0"), Ok("10".into()));
    assert_eq!(at("#/a~1b/c~0d/1/").as_deref(), Ok("2"));
    assert_eq!(at("#/a~1b/c~0d/1/100%").as_deref(), Ok("3"));
    assert_eq!(at("#/a~1b/c~0d/1/%41").as_deref(), Ok("4"));
    assert!(at("#").is_ok() && at("#/a~1b").is_ok());
    for nowhere in
        ["#/x", "#/a~1b/c~0d/2", "#/a~1b/c~0d/00", "#/a~1b/c~0d/-", "#/a~1b/c~0d/0/x", "#/", "#/a~1b/"]
    {
        assert_eq!(at(nowhere), Err(Code::REF_TARGET), "{nowhere}");
    }
    assert_eq!(at("#a"), Err(Code::REF_SYNTAX));
    assert_eq!(at(""), Err(Code::REF_SYNTAX));
    assert_eq!(at("#/%FF"), Err(Code::REF_SYNTAX));
    assert_eq!(at("https://example.com/x.json#/a"), Err(Code::REF_URL));
    assert_eq!(at("unseen.json#/a"), Err(Code::REF_FILE));
}

#[test]
fn a_dead_end_names_the_nearest() {
    let source = files(&[("a.json", r#"{"definitions": {"Order": {}, "List": [1]}}"#)]);
    assert_eq!(
        at(&source, Source::MAIN, "#/definitions/Ordre"),
        Err((
            Code::REF_TARGET,
            "`#/definitions/Ordre` leads nowhere: `#/definitions` has no `Ordre`".into(),
            Some("did you mean `#/definitions/Order`?".into())
        ))
    );
    assert_eq!(
        at(&source, Source::MAIN, "#/definition/Order").map_err(|(_, _, help)| help),
        Err(Some("did you mean `#/definitions`?".into()))
    );
    assert_eq!(
        at(&source, Source::MAIN, "#/definitions/List/1").map_err(|(_, message, _)| message),
        Err("`#/definitions/List/1` leads nowhere: `#/definitions/List` has 1 elements and no `1`".into())
    );
}

#[test]
fn across_files() {
    let source = files(&[
        ("dir/a.json", r##"{"x": {"$ref": "sub/b.yaml#/y"}, "w": {"$ref": "./sub/../a.json#/v"}, "v": 7}"##),
        ("dir/sub/b.yaml", "y: {$ref: '../c%20d.json'}\nz: {$ref: '../a.json#/v'}\n"),
        ("dir/c d.json", r#"{"end": true}"#),
        ("dir/never.json", "broken"),
    ]);
    assert_eq!(source.files().count(), 3);
    assert_eq!(
        source.files().map(|file| source.name_of(file)).collect::<Vec<_>>(),
        ["dir/a.json", "dir/sub/b.yaml", "dir/c d.json"]
    );
    let follow = |from: FileId, key: &str| {
        source.follow(source.root_of(from).unwrap().get(key).unwrap()).map(|node| node.to_json_text())
    };
    assert_eq!(follow(FileId(0), "x").as_deref(), Ok(r#"{"end":true}"#));
    assert_eq!(follow(FileId(0), "w").as_deref(), Ok("7"));
    assert_eq!(follow(FileId(1), "z").as_deref(), Ok("7"));
    assert_eq!(source.paths().count(), 0);
    let end = source.follow(source.root().unwrap().get("x").unwrap()).unwrap();
    assert_eq!(source.locate(end.span).map(|place| place.file), Some("dir/c d.json"));
    assert_eq!(source.pointer(end.get("end").unwrap().span), "/end");
}

#[test]
fn a_broken_file_is_a_problem_where_it_is_used() {
    let source = files(&[
        ("a.json", r##"{"x": {"$ref": "b.json#/y"}, "z": {"$ref": "c.json"}}"##),
        ("b.json", "{\"y\": "),
    ]);
    let problem = source.follow(source.root().unwrap().get("x").unwrap()).unwrap_err();
    assert_eq!(problem.code, Code::REF_FILE);
    let at = source.root().unwrap().get("x").unwrap().span;
    let shown = problem.into_diagnostic(at).render(&source);
    assert_eq!(shown.related[0].file, "b.json");
    assert!(shown.related[0].message.contains("the document ends inside an object"), "{shown}");
    let problem = source.follow(source.root().unwrap().get("z").unwrap()).unwrap_err();
    assert_eq!(problem.message, "`c.json` cannot be read: there is no such file");
}

#[test]
fn circles_end() {
    let source =
        files(&[("a.json", r##"{"a": {"$ref": "#/b"}, "b": {"$ref": "a.json#/a"}, "c": {"$ref": 1}}"##)]);
    let root = source.root().unwrap();
    assert_eq!(
        source.follow(root.get("a").unwrap()).map_err(|problem| problem.code).err(),
        Some(Code::REF_CYCLE)
    );
    assert!(source.follow(root.get("c").unwrap()).is_ok());
}

#[test]
fn a_property_called_ref_is_no_reference() {
    let source = files(&[(
        "a.json",
        r##"{"properties": {"$ref": {"type": "string"}}, "x-ms-examples": {"e": {"$ref": "e.json"}}}"##,
    )]);
    assert_eq!(source.files().count(), 1);
}
