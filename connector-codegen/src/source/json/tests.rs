use crate::diag::Code;
use crate::source::Source;

/// The document as compact JSON, or the first error; then the codes of all findings.
fn read(text: &str) -> (String, Vec<Code>) {
    let (source, diags) = Source::from_memory("a.json", text.as_bytes());
    let codes = diags.iter().map(|one| one.code).collect();
    match diags.iter().find(|one| one.severity == crate::diag::Severity::Error) {
        Some(error) => {
            let shown = error.render(&source);
            (format!("{}:{}: {}", shown.line, shown.column, shown.message), codes)
        }
        None => (source.root().unwrap().to_json_text(), codes),
    }
}

#[test]
fn well_formed_documents() {
    for text in [
        "null",
        "[]",
        "{}",
        r#"{"a":[1,-2.50e+3,true,false,null,"x"],"b":{"":{}}}"#,
        r#"[[[]],[{}],{"a":[]}]"#,
        r#""é😀""#,
    ] {
        assert_eq!(read(text), (text.to_owned(), vec![]));
    }
    assert_eq!(
        read("\r\n {\r\n\t\"a\" : 1 ,\r\n \"b\":[ 2 , 3 ] } \n"),
        (r#"{"a":1,"b":[2,3]}"#.into(), vec![])
    );
    assert_eq!(read("\u{FEFF}{}").0, "{}");
    assert_eq!(read(r#""\u00e9\ud83d\ude00\/\b\f""#), (r#""é😀/\u0008\u000c""#.into(), vec![]));
}

#[test]
fn four_slips_are_repaired() {
    for (text, expected, count) in [
        ("[1,2,]", "[1,2]", 1),
        ("{\"a\":{\"b\":1,},\n}", r#"{"a":{"b":1}}"#, 2),
        ("{\"a\":[1,],}", r#"{"a":[1]}"#, 2),
        ("{\"a\":1\n\"b\":{}\"c\":3}", r#"{"a":1,"b":{},"c":3}"#, 2),
        ("[1 2 true\"x\"{}[]]", r#"[1,2,true,"x",{},[]]"#, 5),
        ("{\u{2003}\u{A0}\"a\"\u{3000}:\u{200B}1}", r#"{"a":1}"#, 3),
        ("\"a\tb\u{1}\nc\"", r#""a\tb\u0001\nc""#, 1),
    ] {
        let (json, codes) = read(text);
        assert_eq!(json, expected);
        assert_eq!(codes, vec![Code::REPAIRED; count], "{text}");
    }
}

#[test]
fn what_is_wrong_is_said_where_it_is() {
    for (text, message) in [
        ("", "1:1: the document is empty"),
        (" \n ", "1:1: the document is empty"),
        ("{\"a\": }", "1:7: expected a value, found `}`"),
        ("{\"a\" 1}", "1:6: expected `:` after the key, found `1`"),
        ("{a: 1}", "1:2: expected a key in double quotes, found `a`"),
        ("[1, 2", "1:6: the document ends inside a list: `]` is missing"),
        ("{\"a\": {\n\"b\": 1}\n", "2:8: the document ends inside an object: `}` is missing"),
        ("[1}", "1:3: expected `,` or `]`, found `}`"),
        ("{\"a\": 1]", "1:8: expected `,` or `}`, found `]`"),
        ("[1,,2]", "1:4: expected a value, found `,`"),
        ("[,]", "1:2: expected a value, found `,`"),
        ("[] x", "1:4: expected the end of the document, found `x`"),
        ("{}}", "1:3: expected the end of the document, found `}`"),
        ("[tru]", "1:2: expected a value, found `tru`"),
        ("[truely]", "1:2: expected a value, found `truely`"),
        ("[01]", "1:2: `01` is not a JSON number"),
        ("[1.]", "1:2: `1.` is not a JSON number"),
        ("[1-2]", "1:2: `1-2` is not a JSON number"),
        ("[12abc]", "1:2: `12abc` is not a JSON number"),
        ("[.5]", "1:2: expected a value, found `.5`"),
        ("[\"abc]", "1:2: a text begins here and never ends: `\"` is missing"),
        ("[\"a\\", "1:4: `\\` is not an escape that JSON knows"),
        ("[\"\\x\"]", "1:3: `\\x` is not an escape that JSON knows"),
        ("[\"\\u12G4\"]", "1:3: `\\u` needs four hexadecimal digits"),
        ("[\"\\u12", "1:3: `\\u` needs four hexadecimal digits"),
        ("// no\n{}", "1:1: expected a value, found `//`"),
        ("[\u{0}]", "1:2: expected a value, found `\u{FFFD}`"),
        ("{\"a\": 1 2}", "1:9: expected `,` or `}`, found `2`"),
    ] {
        assert_eq!(read(text).0, message, "{text:?}");
    }
}

#[test]
fn a_missing_quote_is_suspected() {
    let text = "{\n \"a\": \"x,\n \"b\": \"y\"\n}";
    let (source, diags) = Source::from_memory("a.json", text.as_bytes());
    let error = diags.iter().find(|one| one.code == Code::SYNTAX).unwrap().render(&source);
    assert_eq!((error.line, error.related.len()), (3, 2 - 1), "{error}");
    assert_eq!((error.related[0].line, error.related[0].column), (2, 7));
}

#[test]
fn half_characters_become_the_replacement_character() {
    for text in [r#""\ud800""#, r#""\udc00""#, r#""\ud800x""#, r#""\ud800\n""#] {
        let (json, codes) = read(text);
        assert!(json.contains('\u{FFFD}'), "{json}");
        assert_eq!(codes, [Code::LONE_SURROGATE]);
    }
    assert_eq!(read(r#""\ud800\ud83d\ude00""#).0, "\"\u{FFFD}😀\"");
}

#[test]
fn the_last_of_equal_keys_counts() {
    let (source, diags) = Source::from_memory("a.json", b"{\"a\": 1,\n \"b\": 2,\n \"a\": 3}");
    assert_eq!(source.root().unwrap().to_json_text(), r#"{"b":2,"a":3}"#);
    let shown: Vec<String> = diags.iter().map(|one| one.render(&source).to_string()).collect();
    assert_eq!(
        shown,
        ["warning: a.json:3:2: the key `a` is given twice; the last one counts\n\
        \x20    3 |  \"a\": 3}\n\
        \x20      |  ^^^   in /a  [C0006]\n\
        \x20 note: a.json:1:2: this one is ignored\n\
        \x20    1 | {\"a\": 1,\n\
        \x20      |  ^^^"]
    );
}

#[test]
fn nesting_is_limited() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(read(&deep(512)).1, []);
    assert_eq!(read(&deep(513)).1, [Code::TOO_LARGE]);
    assert_eq!(read(&"[".repeat(10_000)).1, [Code::TOO_LARGE]);
    assert_eq!(read(&"{\"a\":".repeat(10_000)).1, [Code::TOO_LARGE]);
}

#[test]
fn values_are_limited() {
    let many = format!("[{}0]", "0,".repeat(crate::source::limits::NODES));
    assert_eq!(read(&many).1, [Code::TOO_LARGE]);
}
