//! What inputs accept. That it compiles is most of the test.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::borrow::Cow;

use connector_runtime::v1 as rt;
use rt::{Arg, Input, Opt};

rt::string_enum!(
pub enum Status {
    Open = "open",
    ..Other,
});

fn need<T: ?Sized>(value: impl Arg<T>) -> String {
    show(&value.value())
}

fn may<T: ?Sized>(value: impl Opt<T>) -> String {
    show(&value.value())
}

fn show(input: &Input) -> String {
    let mut json = Vec::new();
    input.write_json(&mut json);
    let json = String::from_utf8(json).unwrap();
    match input.fault() {
        Some(fault) => fault.to_owned(),
        None if input.is_absent() => "absent".to_owned(),
        None => json,
    }
}

macro_rules! both {
    ($type:ty: $json:literal, $($value:expr),+ $(,)?) => {$(
        assert_eq!(need::<$type>($value), $json);
        assert_eq!(may::<$type>($value), $json);
        assert_eq!(may::<$type>(Some($value)), $json);
    )+};
}

#[test]
fn text() {
    let owned = "a".to_owned();
    both!(str: r#""a""#, "a", owned.clone(), &owned, Cow::Borrowed("a"), &Cow::Borrowed("a"), &"a", 'a');
    let none: Option<String> = None;
    assert_eq!(may::<str>(none), "absent");
    assert_eq!(may::<str>(None::<&str>), "absent");
    both!(Status: r#""open""#, Status::Open, &Status::Open);
    both!(Status: r#""new""#, Status::Other("new".to_owned()));
}

#[test]
fn numbers() {
    both!(i32: "7", 7, 7i8, 7u16, &7);
    both!(i64: "7", 7, 7i64, 7u32, &7i64, &7u8);
    both!(f64: "7", 7, 7u32);
    both!(f64: "7.0", 7.0, &7.0);
    both!(f64: "0.1", 0.1, 0.1f32, &0.1f32);
    assert_eq!(need::<f64>(0.1 + 0.2), "0.30000000000000004");
    both!(f64: "it is no finite number", f64::NAN, f64::INFINITY, f32::NAN);
    both!(bool: "true", true, &true);
    both!(rt::TextInt: r#""7""#, 7, 7i64, rt::TextInt(7));
}

#[test]
fn other_values() {
    let at: rt::DateTime = "2024-01-01T00:00:00Z".parse().unwrap();
    both!(rt::DateTime: r#""2024-01-01T00:00:00Z""#, at.clone(), &at);
    both!(rt::Date: r#""2024-01-01""#, rt::Date::new("2024-01-01"), &rt::Date::new("2024-01-01"));
    both!(rt::Base64: r#""AQI=""#, vec![1, 2], &vec![1, 2], &[1, 2], &[1u8, 2][..], rt::Base64::new([1, 2]));
    let value = serde_json::json!({"a": [1, null]});
    both!(rt::Value: r#"{"a":[1,null]}"#, value.clone(), &value);
    assert_eq!(Arg::<rt::Value>::value(rt::Value::from("a")), Input::Text("a".to_owned()));
    assert_eq!(Arg::<rt::Value>::value(serde_json::json!([1])).items().len(), 1);
}

#[test]
fn lists() {
    let owned = vec!["a".to_owned(), "b".to_owned()];
    both!([String]: r#"["a","b"]"#, ["a", "b"], &["a", "b"], vec!["a", "b"], &["a", "b"][..], owned.clone(), &owned, &owned[..]);
    both!([i64]: "[1,2]", [1, 2], [1i64, 2], &[1u8, 2], vec![1, 2], &vec![1i64, 2]);
    both!([i64]: "[]", [0i64; 0], Vec::<i32>::new());
    both!([Status]: r#"["open"]"#, [Status::Open], &[Status::Open], vec![&Status::Open]);
    both!([Vec<f64>]: "[[1.5,2.0],[]]", [vec![1.5, 2.0], vec![]], &[vec![1.5, 2.0], vec![]], vec![&[1.5, 2.0][..], &[]]);
    both!([rt::Value]: "[1]", [rt::Value::from(1)]);
    assert_eq!(need::<[f64]>([1.0, f64::NAN]), "it is no finite number");
    assert_eq!(may::<[i64]>(None::<Vec<i64>>), "absent");
}
