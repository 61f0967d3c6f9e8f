//! What goes by the table of a type: fields of every size, copies, and what is shown.
#![allow(missing_docs, clippy::unwrap_used)]

use connector_runtime::data::decode;
use connector_runtime::v1 as rt;

rt::object!(
    Strict,
    /// Small fields between large ones, so that there are gaps.
    pub struct Gaps {
    pub a: bool = "a",
    pub b: i64 = "b",
    pub c: Option<bool> = "c",
    pub d: i32 = "d",
    pub e: Option<i32> = "e",
    pub f: bool = "f",
    pub g: String = "g",
    pub h: Option<bool> = "h",
    pub i: f64 = "i",
    pub j: Option<i64> = "j",
    pub k: bool = "k",
}
);

rt::string_enum!(
pub enum State {
    Open = "open",
    ..Other,
});

rt::object!(Strict,
pub struct Cat {
    pub lives: i32 = "lives",
    ; "kind" = "\"cat\""
});

rt::object!(
    Strict,
    pub struct Animal {
    pub kind: String = "kind",
}
);

#[derive(Clone)]
pub enum Pet {
    Cat(Box<Cat>),
    Other(Animal),
}
rt::tagged!(Pet "kind" { Cat = "cat"; Other(Animal) });

#[derive(Clone)]
pub enum Size {
    Text(String),
    Number(f64),
    Other(rt::Value),
}
rt::untagged!(Size { Text: Text, Number: Number; Other });

rt::object!(Lenient,
pub struct Everything {
    pub state: State = "state",
    pub states: Option<Vec<State>> = "states",
    pub pet: Option<Pet> = "pet",
    pub size: Option<Size> = "size",
    pub gaps: Option<Box<Gaps>> = "gaps",
    pub all: Vec<Gaps> = "all",
    pub day: Option<rt::Date> = "day",
    pub at: Option<rt::UnixTime> = "at",
    pub long: Option<rt::TextInt> = "long",
    pub longer: rt::TextUint = "longer",
    pub bytes: Option<rt::Base64> = "bytes",
    pub password: Option<rt::Secret> = "password",
    pub own: Option<rt::Own<(u8, String)>> = "own",
    pub any: Option<rt::Value> = "any",
    pub maybe: Option<Option<String>> = "maybe",
    pub numbers: rt::Map<Vec<Option<i64>>> = "numbers",
    pub texts: Option<Vec<String>> = "texts",
    ..others: rt::Map<State>,
});

const GAPS: &str =
    r#"{"a":true,"b":-9,"c":false,"d":7,"e":-8,"f":true,"g":"x","h":true,"i":1.5,"j":5,"k":true}"#;

fn everything() -> String {
    format!(
        r#"{{"state":"open","states":["open","shut"],"pet":{{"lives":9,"kind":"cat"}},"size":"XL","gaps":{GAPS},"all":[{GAPS},{GAPS}],"day":"2026-11-26","at":12,"long":"-5","longer":"18446744073709551615","bytes":"AQI=","password":"hush","own":[1,"a"],"any":{{"b":[null]}},"maybe":null,"numbers":{{"n":[1,null]}},"texts":["a",""],"else":"open"}}"#
    )
}

#[test]
fn every_field_has_its_own_place() {
    let gaps: Gaps = decode(GAPS.as_bytes()).unwrap();
    assert!(gaps.a && gaps.f && gaps.k && gaps.c == Some(false) && gaps.h == Some(true));
    assert_eq!(
        (gaps.b, gaps.d, gaps.e, gaps.g.as_str(), gaps.i, gaps.j),
        (-9, 7, Some(-8), "x", 1.5, Some(5))
    );
    assert_eq!(serde_json::to_string(&gaps).unwrap(), GAPS);
    let blank: Gaps = rt::empty();
    assert_eq!(
        (blank.a, blank.b, blank.c, blank.e, blank.g.as_str(), blank.j),
        (false, 0, None, None, "", None)
    );
}

#[test]
fn a_copy_is_the_same_and_shares_nothing() {
    let first: Everything = decode(everything().as_bytes()).unwrap();
    let mut copy = first.clone();
    assert_eq!(serde_json::to_string(&first).unwrap(), everything());
    assert_eq!(serde_json::to_string(&copy).unwrap(), everything());
    assert_eq!(format!("{first:#?}"), format!("{copy:#?}"));
    copy.states.as_mut().unwrap().push(State::Open);
    copy.gaps.as_mut().unwrap().g.push('y');
    copy.others.clear();
    drop(copy);
    assert_eq!(serde_json::to_string(&first).unwrap(), everything());
}

#[test]
fn what_is_shown_is_what_derives_would_show_but_secrets() {
    let everything: Everything = decode(everything().as_bytes()).unwrap();
    let shown = format!("{everything:?}");
    assert!(shown.starts_with(r#"Everything { state: "open", states: Some(["open", "shut"]), pet: Some(Cat { lives: 9 }), size: Some("XL"), gaps: Some(Gaps { a: true, b: -9, c: Some(false), "#), "{shown}");
    assert!(shown.ends_with(r#"day: Some("2026-11-26"), at: Some(UnixTime(12)), long: Some(-5), longer: 18446744073709551615, bytes: Some(Base64(2 bytes)), password: Some(Secret(…)), own: Some((1, "a")), any: Some(Object {"b": Array [Null]}), maybe: Some(None), numbers: {"n": [Some(1), None]}, texts: Some(["a", ""]), others: {"else": "open"} }"#), "{shown}");
}

#[test]
fn a_name_that_comes_twice_leaves_nothing_of_the_first() {
    let twice = everything().replacen(
        '{',
        r#"{"states":["a","b","c"],"all":[{}],"numbers":{"m":[]},"texts":["z"],"maybe":"m","#,
        1,
    );
    let twice = twice.replacen(r#""all":[{}],"#, &format!(r#""all":[{GAPS},{GAPS},{GAPS}],"#), 1);
    let read: Everything = decode(twice.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), everything());
}
