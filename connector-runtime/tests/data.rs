//! The codec, used as generated code uses it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use connector_runtime::data::{DecodeError, Mode, decode, decode_with};
use connector_runtime::v1 as rt;

mod model {
    use connector_runtime::v1 as rt;

    impl Order {
        pub fn new(id: impl Into<String>) -> Self {
            Self { id: id.into(), ..rt::empty() }
        }
    }
    rt::object!(
        Strict,
        pub struct Order {
        pub id: String = "id",
        pub total: Option<f64> = "total",
        pub count: Option<i32> = "count",
        pub r#type: Option<Status> = "order type",
        pub tags: Vec<String> = "tags",
    }
    );

    rt::object!(
        Lenient,
        pub struct Loose {
        pub id: Option<i64> = "id",
        pub name: Option<String> = "name",
        pub open: Option<bool> = "open",
        pub total: Option<f64> = "total",
        pub at: Option<rt::DateTime> = "at",
        pub tags: Option<Vec<String>> = "tags",
        pub inner: Option<Box<Loose>> = "inner",
        pub must: i32 = "must",
    }
    );

    // What tells two apart is shown.
    macro_rules! equal_as_shown {
        ($($name:ident)*) => {$(
            impl PartialEq for $name {
                fn eq(&self, other: &Self) -> bool {
                    format!("{self:?}") == format!("{other:?}")
                }
            }
        )*};
    }
    equal_as_shown!(Order Loose);

    rt::string_enum!(
    pub enum Status {
        Open = "open",
        Closed = "closed",
        ..Other,
    });

    rt::string_enum!(
    pub enum Color {
        Other = "other",
        ..Unknown,
    });

    rt::object!(
        Strict,
        pub struct Page {
        pub value: Option<Vec<Order>> = "value",
    }
    );

    rt::object!(Strict,
    pub struct Tri {
        pub maybe: Option<Option<String>> = "maybe",
        pub nothing: Option<String> = "nothing",
        pub any: Option<rt::Value> = "any",
        ; null "nothing"
    });

    rt::object!(Strict,
    pub struct Open {
        pub id: String = "id",
        ..others: rt::Map<i64>,
        ; "kind" = "\"open\"", "version" = "[1, 2]"
    });

    rt::object!(Lenient,
    pub struct Bag {
        ..others: rt::Map<rt::Value>,
    });

    rt::object!(Strict, pub struct Nothing {});

    rt::object!(Strict,
    pub struct Fixed {
        ; "a" = "1"
    });

    #[derive(Clone)]
    pub enum Pet {
        Cat(Cat),
        Dog(Box<Dog>),
        Other(Base),
    }
    rt::tagged!(Pet "kind" { Cat = "cat", Dog = "dog"; Other(Base) });

    rt::object!(
        Strict,
        pub struct Base {
        pub kind: String = "kind",
    }
    );

    rt::object!(Strict,
    pub struct Cat {
        pub lives: i32 = "lives",
        ; "kind" = "\"cat\""
    });

    rt::object!(Strict,
    pub struct Dog {
        pub friends: Option<Vec<Pet>> = "friends",
        ; "kind" = "\"dog\""
    });

    rt::object!(
        Strict,
        pub struct Owner {
        pub pair: rt::Own<(i64, String)> = "pair",
        pub maybe: Option<rt::Own<u8>> = "maybe",
    }
    );

    rt::object!(
        Strict,
        pub struct Login {
        pub password: rt::Secret = "password",
        pub photo: Option<rt::Base64> = "photo",
        pub size: rt::TextInt = "size",
        pub day: Option<rt::Date> = "day",
    }
    );
}

use model::{Bag, Color, Fixed, Login, Loose, Nothing, Open, Order, Owner, Page, Pet, Status, Tri};

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn fault<T: rt::Data>(text: &str) -> (String, String) {
    let error = decode::<T>(text.as_bytes()).expect_err(text);
    (error.path().to_owned(), error.message().to_owned())
}

#[test]
fn an_object_goes_both_ways() {
    let text = r#"{"id":"a","total":1.5,"order type":"closed","tags":["x","y"]}"#;
    let order: Order = decode(text.as_bytes()).unwrap();
    assert_eq!(order.id, "a");
    assert_eq!(order.r#type, Some(Status::Closed));
    assert_eq!(order.tags, ["x", "y"]);
    assert_eq!(json(&order), text);
    assert_eq!(serde_json::from_str::<Order>(text).unwrap(), order);
    assert_eq!(
        format!("{order:?}"),
        r#"Order { id: "a", total: Some(1.5), count: None, type: Some("closed"), tags: ["x", "y"] }"#
    );
    assert_eq!(json(&Order::new("b")), r#"{"id":"b","tags":[]}"#);
}

#[test]
fn any_format_will_do() {
    let text = r#"{"i\u0064":"a","tags":[],"unknown":{"a":[1,{}]}}"#;
    let value: rt::Value = serde_json::from_str(text).unwrap();
    let order: Order = serde_json::from_value(value).unwrap();
    assert_eq!(order, serde_json::from_reader(text.as_bytes()).unwrap());
    assert_eq!(order, decode(text.as_bytes()).unwrap());
    assert_eq!(serde_json::to_value(&order).unwrap(), serde_json::json!({"id": "a", "tags": []}));
}

#[test]
fn unknown_keys_are_passed_over_and_the_last_of_a_key_counts() {
    let order: Order = decode(br#"{"id":"a","x":{"id":"no"},"id":"b","tags":[]} "#).unwrap();
    assert_eq!(order.id, "b");
}

#[test]
fn faults_name_their_place() {
    let path = |text: &str| fault::<Page>(text).0;
    let one =
        |order: &str| format!(r#"{{"value":[{{"id":"a","tags":[]}},{{"id":"b","tags":[]}}, {order} ]}}"#);
    assert_eq!(path(&one(r#"{"id":"c","tags":[],"total":"12"}"#)), "/value/2/total");
    assert_eq!(path(&one(r#"{"total":{},"id":"c","tags":[]}"#)), "/value/2/total");
    assert_eq!(path(&one(r#"{"total":[],"id":"c","tags":[]}"#)), "/value/2/total");
    assert_eq!(path(&one(r#"{"total": [ 1],"id":"c","tags":[]}"#)), "/value/2/total");
    assert_eq!(path(&one(r#"{"total":true,"id":"c","tags":[]}"#)), "/value/2/total");
    assert_eq!(path(&one(r#"{"id":"c","tags":["a", 2]}"#)), "/value/2/tags/1");
    assert_eq!(path(&one(r#"{"id":"c","tags":[{"a":1}]}"#)), "/value/2/tags/0");
    assert_eq!(path(&one(r#"{"id":"c","tags":[["a"]]}"#)), "/value/2/tags/0");
    assert_eq!(path(&one(r#"{"id":"c","count":2147483648}"#)), "/value/2/count");
    assert_eq!(path(&one(r#"{"id":"c","order type":1}"#)), "/value/2/order type");
    assert_eq!(path(&one(r#"{"id":null,"tags":[]}"#)), "/value/2/id");
    assert_eq!(path(&one("null")), "/value/2");
    assert_eq!(path(&one("[]")), "/value/2");
    assert_eq!(path(r#"{"value":{}}"#), "/value");
    assert_eq!(path("[]"), "");
    assert_eq!(path("7"), "");
    assert_eq!(path(r#"{"value":[]} x"#), "");
    assert_eq!(path("{\n\"value\"\n:[ {\n\"id\":\n 1"), "/value/0/id");
    assert_eq!(fault::<Page>(&one(r#"{"tags":[]}"#)), ("/value/2/id".to_owned(), "it is missing".to_owned()));
    assert_eq!(fault::<Page>(&one(r#"{"id":"c" }"#)).0, "/value/2/tags");
    assert_eq!(fault::<rt::Map<Vec<i64>>>(r#"{"a/b":[1],"c~":[1,2.5]}"#).0, "/c~0/1");

    let error: DecodeError = decode::<Order>(b"{\n  \"id\": 5}").err().unwrap();
    assert_eq!((error.line(), error.column()), (2, 9));
    assert_eq!(error.to_string(), "/id: invalid type: integer `5`, expected text (line 2, column 9)");
}

#[test]
fn faults_are_short() {
    let error = decode::<Vec<i64>>(format!(r#"["{}"]"#, "x".repeat(10_000)).as_bytes()).err().unwrap();
    assert!(error.to_string().len() < 400, "{error}");
    let error =
        decode::<rt::Map<i64>>(format!(r#"{{"{}":"x"}}"#, "k".repeat(10_000)).as_bytes()).err().unwrap();
    assert!(error.to_string().len() < 400, "{error}");
}

#[test]
fn deep_text_is_an_error() {
    let deep = format!("{}{}", r#"{"must":1,"inner":"#.repeat(100_000), "}".repeat(100_000));
    assert!(decode::<Loose>(deep.as_bytes()).is_err());
    let deep = format!(r#"{{"unknown":{}1{},"must":"x"}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(fault::<Loose>(&deep).0, "/must");
}

#[test]
fn an_empty_body_is_null() {
    assert_eq!(decode::<Option<Order>>(b""), Ok(None));
    assert_eq!(decode::<rt::Value>(b" \n"), Ok(rt::Value::Null));
    assert_eq!(fault::<Order>("").1, "the body is empty");
    assert_eq!(decode::<i64>(b"\xef\xbb\xbf 7 "), Ok(7));
}

#[test]
fn strict_takes_what_json_schema_takes() {
    assert_eq!(decode::<i64>(b"1.0"), Ok(1));
    assert_eq!(decode::<i64>(b"-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(decode::<i32>(b"2e3"), Ok(2000));
    assert_eq!(decode::<f64>(b"7"), Ok(7.0));
    assert_eq!(decode::<f64>(b"0.30000000000000004"), Ok(0.1 + 0.2));
    assert_eq!(decode::<f64>(b"9007199254740993.1"), Ok(9007199254740993.1));
    for text in [
        "1.5",
        "9223372036854775808",
        "-9223372036854775809",
        "-9223372036854775910",
        "1e300",
        r#""1""#,
        "true",
        "null",
        r#""""#,
    ] {
        assert!(decode::<i64>(text.as_bytes()).is_err(), "{text}");
    }
    for text in ["1e999", r#""1""#, "false"] {
        assert!(decode::<f64>(text.as_bytes()).is_err(), "{text}");
    }
    for text in ["1", r#""true""#, "null"] {
        assert!(decode::<bool>(text.as_bytes()).is_err(), "{text}");
    }
    for text in ["1", "true", "null", "{}"] {
        assert!(decode::<String>(text.as_bytes()).is_err(), "{text}");
    }
    assert!(decode::<Vec<i64>>(b"[1,null]").is_err());
    assert_eq!(decode::<Vec<Option<i64>>>(b"[1,null]"), Ok(vec![Some(1), None]));
}

#[test]
fn lenient_takes_one_kind_for_another() {
    let text = r#"{"id":"12","name":5,"open":"TRUE","total":"1.25","must":"7","at":20240517,"tags":[1,true,null,"x"]}"#;
    let loose: Loose = decode(text.as_bytes()).unwrap();
    assert_eq!((loose.id, loose.must, loose.total, loose.open), (Some(12), 7, Some(1.25), Some(true)));
    assert_eq!(
        (loose.name.as_deref(), loose.at.as_ref().map(rt::DateTime::as_str)),
        (Some("5"), Some("20240517"))
    );
    assert_eq!(loose.tags.unwrap(), ["1", "true", "x"]);

    let text =
        r#"{"id":"","name":"","open":" ","total":"","must":1.0,"at":"","tags":null,"inner":{"must":true}}"#;
    let loose: Loose = decode(text.as_bytes()).unwrap();
    assert_eq!((loose.id, loose.open, loose.total, loose.at, loose.tags), (None, None, None, None, None));
    assert_eq!((loose.name.as_deref(), loose.must, loose.inner.unwrap().must), (Some(""), 1, 1));

    let loose: Loose =
        decode(br#"{"must":3,"name":{"b":[1.5,null]},"open":0,"id":5.0,"total":true}"#).unwrap();
    assert_eq!(
        (loose.name.as_deref(), loose.open, loose.id),
        (Some(r#"{"b":[1.5,null]}"#), Some(false), Some(5))
    );

    assert_eq!(fault::<Loose>("{}"), ("/must".to_owned(), "it is missing".to_owned()));
    for (text, path) in [
        (r#"{"must":null}"#, "/must"),
        (r#"{"must":""}"#, "/must"),
        (r#"{"must":{}}"#, "/must"),
        (r#"{"must":[1]}"#, "/must"),
        (r#"{"must":1,"inner":{"must":1,"id":"x"}}"#, "/inner/id"),
        (r#"{"must":1,"open":2}"#, "/open"),
        (r#"{"must":1,"open":"yes"}"#, "/open"),
        (r#"{"must":1,"total":"NaN"}"#, "/total"),
        (r#"{"must":1,"id":"9223372036854775808"}"#, "/id"),
    ] {
        assert_eq!(fault::<Loose>(text).0, path, "{text}");
    }
    let map = decode_with::<rt::Map<i64>>(br#"{"a":"1","b":null}"#, Mode::Lenient).unwrap();
    assert_eq!(map, rt::Map::from([("a".to_owned(), 1)]));
    assert_eq!(decode_with(b"[null,1]", Mode::Lenient), Ok(vec![rt::Value::Null, rt::Value::from(1)]));
}

#[test]
fn missing_null_and_a_value_are_kept_apart() {
    let read = |text: &str| decode::<Tri>(text.as_bytes()).unwrap();
    assert_eq!(read("{}").maybe, None);
    assert_eq!(read(r#"{"maybe":null}"#).maybe, Some(None));
    assert_eq!(read(r#"{"maybe":"x"}"#).maybe, Some(Some("x".to_owned())));
    assert_eq!(read(r#"{"any":null}"#).any, Some(rt::Value::Null));
    assert_eq!(read("{}").any, None);
    assert_eq!(json(&read("{}")), r#"{"nothing":null}"#);
    assert_eq!(json(&read(r#"{"maybe":null,"any":null}"#)), r#"{"maybe":null,"nothing":null,"any":null}"#);
    assert_eq!(json(&read(r#"{"maybe":"x","nothing":"y"}"#)), r#"{"maybe":"x","nothing":"y"}"#);
}

#[test]
fn rest_and_constants() {
    let mut open: Open = decode(br#"{"b":2,"kind":"other","id":"x","a":1}"#).unwrap();
    assert_eq!(open.others, rt::Map::from([("a".to_owned(), 1), ("b".to_owned(), 2)]));
    open.others.insert("id".to_owned(), 5);
    assert_eq!(json(&open), r#"{"id":"x","kind":"open","version":[1,2],"a":1,"b":2}"#);
    assert_eq!(fault::<Open>(r#"{"id":"x","a":"y"}"#).0, "/a");
    assert_eq!(format!("{open:?}"), r#"Open { id: "x", others: {"a": 1, "b": 2, "id": 5} }"#);
    assert_eq!(json(&decode::<Bag>(br#"{"b":null,"a":[1]}"#).unwrap()), r#"{"a":[1],"b":null}"#);
    assert_eq!(json(&decode::<Nothing>(br#"{"b":null}"#).unwrap()), "{}");
    assert_eq!(json(&rt::empty::<Fixed>()), r#"{"a":1}"#);
}

#[test]
fn numbers_that_json_lacks_are_not_written_as_null() {
    let mut order = Order::new("a");
    order.total = Some(f64::NAN);
    assert!(serde_json::to_string(&order).unwrap_err().to_string().contains("NaN"));
    order.total = Some(1e300);
    assert!(json(&order).contains("1e+300"));
}

#[test]
fn string_enums_keep_what_they_do_not_know() {
    assert_eq!(decode::<Status>(br#""open""#), Ok(Status::Open));
    assert_eq!(decode::<Status>(br#""new\n""#), Ok(Status::Other("new\n".to_owned())));
    assert_eq!(Status::from("open"), Status::Other("open".to_owned()));
    assert_eq!(
        (Status::Closed.to_string(), json(&Status::Closed)),
        ("closed".to_owned(), r#""closed""#.to_owned())
    );
    assert_eq!(format!("{:>6}|{:?}", Status::Open, Status::Open), r#"  open|"open""#);
    assert!(matches!(Color::from("other"), Color::Other));
    assert!(matches!(Color::from("red".to_owned()), Color::Unknown(_)));
    assert!(decode::<Status>(b"1").is_err());
    assert_eq!(decode_with::<Status>(b"1", Mode::Lenient).unwrap().as_str(), "1");
    let set = std::collections::HashSet::from([Status::Open, Status::from("open")]);
    assert_eq!(set.len(), 1);
}

#[test]
fn tagged_enums_choose_by_their_tag() {
    let pet: Pet = decode(br#"{"lives":9,"kind":"cat"}"#).unwrap();
    assert!(matches!(&pet, Pet::Cat(cat) if cat.lives == 9));
    assert_eq!(json(&pet), r#"{"lives":9,"kind":"cat"}"#);
    assert_eq!(format!("{pet:?}"), "Cat { lives: 9 }");
    let text = r#"{"friends":[{"kind":"fish"},{"lives":1,"kind":"cat"}],"kind":"dog"}"#;
    let pet: Pet = decode(text.as_bytes()).unwrap();
    let Pet::Dog(dog) = &pet else { panic!("{pet:?}") };
    let friends = dog.friends.as_deref().unwrap();
    assert!(matches!(friends, [Pet::Other(base), Pet::Cat(_)] if base.kind == "fish"));
    assert_eq!(json(&pet), text);

    assert_eq!(fault::<Vec<Pet>>(r#"[{"kind":"cat"}]"#), ("/0/lives".to_owned(), "it is missing".to_owned()));
    assert_eq!(fault::<Vec<Pet>>(r#"[{"kind":"cat","lives":1},{"lives":"x","kind":"cat"}]"#).0, "/1/lives");
    let deep = r#"{"a":{"friends":[{"kind":"cat","lives":1},{"kind":"dog","friends":[{"kind":"cat","lives":"x"}]}],"kind":"dog"}}"#;
    let (path, message) = fault::<rt::Map<Pet>>(deep);
    assert_eq!(path, "/a/friends/1/friends/0/lives");
    assert_eq!(message, r#"invalid type: string "x", expected a 32-bit integer"#);
    assert_eq!(fault::<Pet>(r#"{"kind":"cat","lives":2147483648}"#).0, "/lives");
    assert_eq!(fault::<Pet>("{}"), ("/kind".to_owned(), "it is missing".to_owned()));
    assert_eq!(fault::<Pet>("[]").0, "");
}

#[test]
fn text_types() {
    let text = r#"{"password":"hush","photo":"-_8","size":"9007199254740993","day":"2024-02-30"}"#;
    let login: Login = decode(text.as_bytes()).unwrap();
    assert_eq!(login.password.expose(), "hush");
    assert_eq!(login.photo.as_ref().unwrap().as_bytes(), [0xfb, 0xff]);
    assert_eq!((login.size.get(), login.day.as_ref().unwrap().is_valid()), (9_007_199_254_740_993, false));
    assert_eq!(
        json(&login),
        r#"{"password":"hush","photo":"+/8=","size":"9007199254740993","day":"2024-02-30"}"#
    );
    let debug = format!("{login:?}");
    assert!(!debug.contains("hush") && debug.contains("Base64(2 bytes)"), "{debug}");
    assert_eq!(decode::<rt::TextInt>(b"5"), Ok(rt::TextInt(5)));
    assert_eq!(decode::<Option<rt::TextInt>>(br#""5""#), Ok(Some(rt::TextInt(5))));
    assert_eq!(decode::<Option<rt::TextInt>>(b"null"), Ok(None));
    assert!(decode::<rt::TextInt>(br#""x""#).is_err());
    let error = decode::<Login>(br#"{"password":"a","size":"1","photo":"!hush!"}"#).err().unwrap();
    assert!(error.path() == "/photo" && !error.message().contains("hush"), "{error}");
    assert!("2024-02-30".parse::<rt::Date>().is_err());
    assert_eq!("2024-02-29T10:00:00Z".parse::<rt::DateTime>().unwrap().to_string(), "2024-02-29T10:00:00Z");
}

#[test]
fn types_of_the_users_own() {
    let text = r#"{"pair":[1,"a"]}"#;
    let owner: Owner = decode(text.as_bytes()).unwrap();
    assert_eq!((owner.pair.0.0, owner.maybe), (1, None));
    assert_eq!(json(&owner), text);
    assert_eq!(fault::<Owner>(r#"{"pair":[1,"a"],"maybe":300}"#).0, "/maybe");
    assert_eq!(fault::<Owner>("{}").0, "/pair");
}

#[test]
fn lists_that_may_be_none() {
    assert_eq!(rt::list(vec![1]), [1]);
    assert_eq!(rt::list(Some(vec![1])), [1]);
    assert_eq!(rt::list(Some(Some(vec![1]))), [1]);
    assert_eq!(rt::list(None::<Vec<i64>>), [0i64; 0]);
}
