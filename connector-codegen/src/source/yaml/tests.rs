use std::time::{Duration, Instant};

use crate::diag::{Code, Severity};
use crate::source::Source;

fn read(text: &str) -> (String, Vec<Code>) {
    let (source, diags) = Source::from_memory("a.yaml", text.as_bytes());
    let codes = diags.iter().map(|one| one.code).collect();
    match diags.iter().find(|one| one.severity == Severity::Error) {
        Some(error) => {
            let shown = error.render(&source);
            (format!("{}:{}: {}", shown.line, shown.column, shown.message), codes)
        }
        None => (source.root().unwrap().to_json_text(), codes),
    }
}

fn json(text: &str) -> String {
    let (json, codes) = read(text);
    assert_eq!(codes, [], "{text}: {json}");
    json
}

#[test]
fn the_same_tree_as_json() {
    assert_eq!(
        json("a: 1\nb:\n- x\n- y: [z, 'w']\nc: {d: \"e\"}\n"),
        r#"{"a":1,"b":["x",{"y":["z","w"]}],"c":{"d":"e"}}"#
    );
    assert_eq!(
        json("\u{FEFF}---\r\na: |\r\n  one\r\n  two\r\nb: >-\r\n  three\r\n  four\r\n...\r\n"),
        r#"{"a":"one\ntwo\n","b":"three four"}"#
    );
    assert_eq!(json("a:\nb: ~\nc: ''\n"), r#"{"a":null,"b":null,"c":""}"#);
    assert_eq!(json("just text"), r#""just text""#);
}

#[test]
fn keys_are_texts() {
    assert_eq!(
        json("200: ok\ntrue: t\nnull: n\n1.50: f\non: o\n'q': q\n"),
        r#"{"200":"ok","true":"t","null":"n","1.50":"f","on":"o","q":"q"}"#
    );
    assert_eq!(read("? [a, b]\n: c\n").0, "1:3: a key must be a plain text, not a list or an object");
    assert_eq!(json("a: &k x\n*k : y\n"), r#"{"a":"x","x":"y"}"#);
}

#[test]
fn scalars_follow_the_core_schema() {
    assert_eq!(
        json("[yes, No, true, 0x10, '1', \"true\", 012, 1e3, 2024-01-01]"),
        r#"["yes","No",true,16,"1","true",12,1e3,"2024-01-01"]"#
    );
    assert_eq!(
        json("[!!str 1, !!int '7', !!float 1, !!bool 'true', !!null '', ! 5, !!str ]"),
        r#"["1",7,1,true,null,"5",""]"#
    );
    assert_eq!(json("!!map {a: !!seq [1]}"), r#"{"a":[1]}"#);
    assert_eq!(
        read("a: !include x.yaml\nb: !!int x\nc: !set {}\n"),
        (r#"{"a":"x.yaml","b":"x","c":{}}"#.into(), vec![Code::YAML_TAG; 3])
    );
}

#[test]
fn aliases_and_merges() {
    assert_eq!(json("a: &x {p: 1}\nb: *x\nc: [*x]\n"), r#"{"a":{"p":1},"b":{"p":1},"c":[{"p":1}]}"#);
    assert_eq!(
        json("a: &x {p: 1, q: 2}\nb:\n  q: 3\n  <<: *x\n  r: 4\n"),
        r#"{"a":{"p":1,"q":2},"b":{"q":3,"r":4,"p":1}}"#
    );
    assert_eq!(
        json("a: &x {p: 1, q: 2}\nb: &y {q: 5}\nc: {<<: [*y, *x], s: 0}\n"),
        r#"{"a":{"p":1,"q":2},"b":{"q":5},"c":{"s":0,"p":1,"q":5}}"#
    );
    assert_eq!(read("a: {<<: 1, b: 2}\n"), (r#"{"a":{"b":2}}"#.into(), vec![Code::YAML_MERGE]));
    assert_eq!(json("a: {'<<': 1}\n"), r#"{"a":{"<<":1}}"#);
    assert_eq!(read("a: &x [*x]\n").0, "1:8: this alias stands for a value that contains the alias");
    assert_eq!(read("a: *x\n").1, [Code::SYNTAX]);
}

#[test]
fn odd_but_readable() {
    assert_eq!(read("a: 1\nb: 2\na: 3\n"), (r#"{"b":2,"a":3}"#.into(), vec![Code::DUPLICATE_KEY]));
    assert_eq!(read("a: 1\n---\nb: 2\n"), (r#"{"a":1}"#.into(), vec![Code::MANY_DOCUMENTS]));
}

#[test]
fn lines_indented_too_little_are_read() {
    let text = "a:\n  b: \"one\n  two\n\n three\"\n  c: {\n    d: 1\n  }\n  e: [\nx, 'y\nz'\n]\nf: 1\n";
    let (json, codes) = read(text);
    assert_eq!(json, r#"{"a":{"b":"one two\nthree","c":{"d":1},"e":["x","y z"]},"f":1}"#);
    assert_eq!(codes, vec![Code::REPAIRED; 5]);
    let (source, _) = Source::from_memory("a.yaml", text.as_bytes());
    let place = |reference: &str| source.text_of(source.resolve(Source::MAIN, reference).unwrap().span);
    assert_eq!(place("#/a/b"), "\"one\n  two\n\n three\"");
    assert_eq!(place("#/a/c"), "{\n    d: 1\n  }");
    assert_eq!(place("#/a/e/1"), "'y\nz'");
    assert_eq!(place("#/f"), "1");
    let many = format!("a:\n  b: [\n{}  ]\n", "x,\n".repeat(1000));
    assert_eq!(quickly(&many), [Code::SYNTAX]);
}

#[test]
fn what_is_wrong_is_said_where_it_is() {
    assert!(read("a: b: c\n").0.starts_with("1:5: this is not YAML: "), "{}", read("a: b: c\n").0);
    assert_eq!(read("é: [1\n").1, [Code::SYNTAX]);
    assert_eq!(read("").0, "1:1: the document is empty");
    let (source, diags) = Source::from_memory("a.yaml", b"a:\n\tb: 1\n");
    let shown = diags.iter().next().unwrap().render(&source);
    assert_eq!(shown.line, 2, "{shown}");
    assert!(shown.help.as_deref().is_some_and(|help| help.contains("tabs")), "{shown}");
}

#[test]
fn places_are_those_of_the_text() {
    let text = "é: ü  # c\r\nlist:\r\n  - öne\r\n  - {k: 'ß'}\r\ntext: |\r\n  block\r\n  é\r\n\r\nempty:\r\nlast: x\r\n";
    let (source, _) = Source::from_memory("a.yaml", text.as_bytes());
    let root = source.root().unwrap();
    let text_at = |pointer: &str| {
        let node = source.resolve(Source::MAIN, pointer).unwrap();
        assert_eq!(format!("#{}", source.pointer(node.span)), pointer);
        source.text_of(node.span).to_owned()
    };
    assert_eq!(text_at("#/é"), "ü");
    assert_eq!(text_at("#/list/0"), "öne");
    assert_eq!(text_at("#/list/1"), "{k: 'ß'}");
    assert_eq!(text_at("#/list/1/k"), "'ß'");
    assert_eq!(text_at("#/list"), "- öne\r\n  - {k: 'ß'}");
    assert_eq!(text_at("#/text"), "block\r\n  é");
    assert_eq!(text_at("#/last"), "x");
    let keys: Vec<&str> =
        root.as_object().unwrap().iter().map(|member| source.text_of(member.key_span)).collect();
    assert_eq!(keys, ["é", "list", "text", "empty", "last"]);
    let last = root.as_object().unwrap().get_member("last").unwrap();
    assert_eq!(source.locate(last.key_span).map(|place| (place.line, place.column)), Some((10, 1)));
    assert_eq!(source.pointer(last.key_span), "/last");
    assert_eq!(source.text_of(root.span), text.trim_end());
}

fn quickly(text: &str) -> Vec<Code> {
    let start = Instant::now();
    let (_, codes) = read(text);
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
    codes
}

#[test]
fn bombs_do_not_go_off() {
    let mut laughs = String::from("a0: &a0 [lol, lol]\n");
    for n in 1..40 {
        laughs +=
            &format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1);
    }
    assert_eq!(quickly(&laughs), [Code::TOO_LARGE]);

    let long_text = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(100_000));
    assert_eq!(quickly(&long_text), [Code::TOO_LARGE]);

    let mut merges = String::from("a0: &a0 {x: 1}\n");
    for n in 1..64 {
        merges += &format!("a{n}: &a{n} {{k{n}: 1, m: [*a{0}, *a{0}], <<: *a{0}}}\n", n - 1);
    }
    assert_eq!(quickly(&merges), [Code::TOO_LARGE]);

    let mut deep = String::from("a0: &a0 [1]\n");
    for n in 1..2000 {
        deep += &format!("a{n}: &a{n} [*a{}]\n", n - 1);
    }
    assert_eq!(quickly(&deep), [Code::TOO_LARGE]);
}

#[test]
fn nesting_is_limited() {
    assert_eq!(quickly(&"[".repeat(10_000)), [Code::TOO_LARGE]);
    assert_eq!(quickly(&"- ".repeat(10_000)), [Code::TOO_LARGE]);
    assert_eq!(quickly(&"{a: ".repeat(10_000)), [Code::TOO_LARGE]);
    let block: String = (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    assert_eq!(quickly(&block), [Code::TOO_LARGE]);
}

#[test]
fn what_the_scanner_holds_back_is_limited() {
    let flow = format!("x: [{}]", "a,".repeat(crate::source::limits::YAML_LOOKAHEAD));
    assert_eq!(quickly(&flow), [Code::TOO_LARGE]);
}
