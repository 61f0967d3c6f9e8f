//! Lists and dictionaries of every kind of element, valid and not.

use std::collections::BTreeMap;

use autorest_conformance::{body_array, body_dictionary};
use connector::{Base64, Base64Url, Date, DateTime, Error, ErrorKind, HttpDate, IsoDuration};
use serde_json::json;

use crate::suite::{as_json, client};

/// A dictionary with the keys 0, 1, 2….
fn numbered<T>(items: impl IntoIterator<Item = T>) -> BTreeMap<String, T> {
    items.into_iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
}

fn texts<const N: usize>(items: [&str; N]) -> Vec<String> {
    items.map(str::to_owned).to_vec()
}

/// It does not decode, because of what stands at this place.
fn bad_at(error: &Error, path: &str) {
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert_eq!(error.path().unwrap_or_default(), path, "{error}");
}

fn dates() -> Vec<Date> {
    ["2000-12-01", "1980-01-02", "1492-10-12"].map(Date::new).to_vec()
}

fn times() -> Vec<DateTime> {
    ["2000-12-01t00:00:01z", "1980-01-02T00:11:35+01:00", "1492-10-12T10:15:01-08:00"]
        .map(DateTime::new)
        .to_vec()
}

fn http_dates() -> Vec<HttpDate> {
    let texts =
        ["Fri, 01 Dec 2000 00:00:01 GMT", "Wed, 02 Jan 1980 00:11:35 GMT", "Wed, 12 Oct 1492 10:15:01 GMT"];
    texts.map(HttpDate::new).to_vec()
}

fn bytes() -> Vec<Base64> {
    vec![Base64::from(&[255, 255, 255, 250]), Base64::from(&[1, 2, 3]), Base64::from(&[37, 41, 67])]
}

fn urls() -> Vec<Base64Url> {
    [&b"a string that gets encoded with base64url"[..], b"test string", b"Lorem ipsum"]
        .map(Base64Url::from)
        .to_vec()
}

const TRUTHS: [bool; 4] = [true, false, false, true];
const INTEGERS: [i64; 4] = [1, -1, 3, 300];
const NUMBERS: [f64; 3] = [0.0, -0.01, -1.2e20];
const UUIDS: [&str; 3] = [
    "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
    "d1399005-30f7-40d6-8da6-dd7c89ad34db",
    "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
];

/// The call gives this.
macro_rules! gives {
    ($($call:expr => $expected:expr,)*) => {$( assert_eq!($call.await.unwrap(), $expected); )*};
}

/// The call does not decode, because of what stands at this place.
macro_rules! breaks {
    ($($call:expr => $path:literal,)*) => {$( bad_at(&$call.await.unwrap_err(), $path); )*};
}

pub async fn lists(url: String) {
    let client: body_array::Client = client!(body_array, url);
    gives! {
        client.array_get_empty() => Vec::<i64>::new(),
        client.array_get_boolean_tfft() => TRUTHS,
        client.array_get_integer_valid() => INTEGERS,
        client.array_get_long_valid() => INTEGERS,
        client.array_get_float_valid() => NUMBERS,
        client.array_get_double_valid() => NUMBERS,
        client.array_get_string_valid() => texts(["foo1", "foo2", "foo3"]),
        client.array_get_enum_valid() => [body_array::model::FooEnum::Foo1, "foo2".into(), "foo3".into()],
        client.array_get_string_enum_valid() => ["foo1".into(), "foo2".into(), body_array::model::ArrayGetStringEnumValidItem::Foo3],
        client.array_get_string_with_null() => [Some("foo".to_owned()), None, Some("foo2".to_owned())],
        client.array_get_uuid_valid() => UUIDS,
        client.array_get_uuid_invalid_chars() => [UUIDS[0], "foo"],
        client.array_get_date_valid() => dates(),
        client.array_get_date_time_valid() => times(),
        client.array_get_date_time_rfc1123_valid() => http_dates(),
        client.array_get_duration_valid() => ["P123DT22H14M12.011S", "P5DT1H0M0S"].map(IsoDuration::new),
        client.array_get_byte_valid() => bytes(),
        client.array_get_base64_url() => urls(),
    }
    client.array_put_empty(&[]).await.unwrap();
    client.array_put_boolean_tfft(&TRUTHS).await.unwrap();
    client.array_put_integer_valid(&INTEGERS).await.unwrap();
    client.array_put_long_valid(&INTEGERS).await.unwrap();
    client.array_put_float_valid(&NUMBERS).await.unwrap();
    client.array_put_double_valid(&NUMBERS).await.unwrap();
    client.array_put_string_valid(&texts(["foo1", "foo2", "foo3"])).await.unwrap();
    let foos: Vec<_> = ["foo1", "foo2", "foo3"].map(Into::into).into();
    client.array_put_enum_valid(&foos).await.unwrap();
    let foos: Vec<_> = ["foo1", "foo2", "foo3"].map(Into::into).into();
    client.array_put_string_enum_valid(&foos).await.unwrap();
    client.array_put_uuid_valid(&UUIDS.map(str::to_owned)).await.unwrap();
    client.array_put_date_valid(&dates()).await.unwrap();
    let utc = ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"].map(DateTime::new);
    client.array_put_date_time_valid(&utc).await.unwrap();
    client.array_put_date_time_rfc1123_valid(&http_dates()).await.unwrap();
    client.array_put_duration_valid(&["P123DT22H14M12.011S", "P5DT1H"].map(IsoDuration::new)).await.unwrap();
    client.array_put_byte_valid(&bytes()).await.unwrap();
}

pub async fn bad_lists(url: String) {
    let client: body_array::Client = client!(body_array, url);
    breaks! {
        client.array_get_null() => "",
        client.array_get_invalid() => "/2",
        client.array_get_boolean_invalid_null() => "/1",
        client.array_get_boolean_invalid_string() => "/1",
        client.array_get_int_invalid_null() => "/1",
        client.array_get_int_invalid_string() => "/1",
        client.array_get_long_invalid_null() => "/1",
        client.array_get_long_invalid_string() => "/1",
        client.array_get_float_invalid_null() => "/1",
        client.array_get_float_invalid_string() => "/1",
        client.array_get_double_invalid_null() => "/1",
        client.array_get_double_invalid_string() => "/1",
        client.array_get_string_with_invalid() => "/1",
        client.array_get_date_invalid_null() => "/1",
        client.array_get_date_time_invalid_null() => "/1",
        client.array_get_byte_invalid_null() => "/1",
        client.array_get_complex_null() => "",
        client.array_get_array_null() => "",
        client.array_get_dictionary_null() => "",
    }
    // A date that is none keeps its text, and says so.
    let dates = client.array_get_date_invalid_chars().await.unwrap();
    assert_eq!(dates.iter().map(Date::is_valid).collect::<Vec<_>>(), [true, false]);
    assert_eq!(dates[1].as_str(), "date");
    let times = client.array_get_date_time_invalid_chars().await.unwrap();
    assert_eq!(times.iter().map(DateTime::is_valid).collect::<Vec<_>>(), [true, false]);
}

pub async fn lists_of_objects(url: String) {
    let client: body_array::Client = client!(body_array, url);
    let product = |integer: i64, string: &str| {
        let mut made = body_array::model::Product::default();
        made.integer = Some(integer);
        made.string = Some(string.to_owned());
        made
    };
    let all = [product(1, "2"), product(3, "4"), product(5, "6")];
    assert_eq!(as_json(&client.array_get_complex_valid().await.unwrap()), as_json(&all));
    assert_eq!(client.array_get_complex_empty().await.unwrap().len(), 0);
    let items = client.array_get_complex_item_null().await.unwrap();
    assert_eq!(as_json(&items), json!([{"integer": 1, "string": "2"}, null, {"integer": 5, "string": "6"}]));
    assert!(items[1].is_none());
    let items = client.array_get_complex_item_empty().await.unwrap();
    assert_eq!(as_json(&items), json!([{"integer": 1, "string": "2"}, {}, {"integer": 5, "string": "6"}]));
    client.array_put_complex_valid(&all).await.unwrap();
    let three = || vec![texts(["1", "2", "3"]), texts(["4", "5", "6"]), texts(["7", "8", "9"])];
    gives! {
        client.array_get_array_empty() => Vec::<Vec<String>>::new(),
        client.array_get_array_item_null() => [Some(texts(["1", "2", "3"])), None, Some(texts(["7", "8", "9"]))],
        client.array_get_array_item_empty() => [texts(["1", "2", "3"]), vec![], texts(["7", "8", "9"])],
        client.array_get_array_valid() => three(),
    }
    client.array_put_array_valid(&three()).await.unwrap();
    let map = |pairs: [(&str, &str); 3]| -> BTreeMap<String, String> {
        pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
    };
    let (first, second, third) = (
        map([("1", "one"), ("2", "two"), ("3", "three")]),
        map([("4", "four"), ("5", "five"), ("6", "six")]),
        map([("7", "seven"), ("8", "eight"), ("9", "nine")]),
    );
    gives! {
        client.array_get_dictionary_empty() => Vec::<BTreeMap<String, String>>::new(),
        client.array_get_dictionary_item_null() => [Some(first.clone()), None, Some(third.clone())],
        client.array_get_dictionary_item_empty() => [first.clone(), BTreeMap::new(), third.clone()],
        client.array_get_dictionary_valid() => [first.clone(), second.clone(), third.clone()],
    }
    client.array_put_dictionary_valid(&[first, second, third]).await.unwrap();
}

pub async fn dictionaries(url: String) {
    let client: body_dictionary::Client = client!(body_dictionary, url);
    gives! {
        client.dictionary_get_empty() => BTreeMap::<String, i64>::new(),
        client.dictionary_get_empty_string_key() => BTreeMap::from([(String::new(), "val1".to_owned())]),
        client.dictionary_get_boolean_tfft() => numbered(TRUTHS),
        client.dictionary_get_integer_valid() => numbered(INTEGERS),
        client.dictionary_get_long_valid() => numbered(INTEGERS),
        client.dictionary_get_float_valid() => numbered(NUMBERS),
        client.dictionary_get_double_valid() => numbered(NUMBERS),
        client.dictionary_get_string_valid() => numbered(texts(["foo1", "foo2", "foo3"])),
        client.dictionary_get_date_valid() => numbered(dates()),
        client.dictionary_get_date_time_valid() => numbered(times()),
        client.dictionary_get_date_time_rfc1123_valid() => numbered(http_dates()),
        client.dictionary_get_duration_valid() => numbered(["P123DT22H14M12.011S", "P5DT1H"].map(IsoDuration::new)),
        client.dictionary_get_byte_valid() => numbered(bytes()),
        client.dictionary_get_base64_url() => numbered(urls()),
    }
    client.dictionary_put_empty(&BTreeMap::new()).await.unwrap();
    client.dictionary_put_boolean_tfft(&numbered(TRUTHS)).await.unwrap();
    client.dictionary_put_integer_valid(&numbered(INTEGERS)).await.unwrap();
    client.dictionary_put_long_valid(&numbered(INTEGERS)).await.unwrap();
    client.dictionary_put_float_valid(&numbered(NUMBERS)).await.unwrap();
    client.dictionary_put_double_valid(&numbered(NUMBERS)).await.unwrap();
    client.dictionary_put_string_valid(&numbered(texts(["foo1", "foo2", "foo3"]))).await.unwrap();
    client.dictionary_put_date_valid(&numbered(dates())).await.unwrap();
    let utc = ["2000-12-01T00:00:01Z", "1980-01-01T23:11:35Z", "1492-10-12T18:15:01Z"].map(DateTime::new);
    client.dictionary_put_date_time_valid(&numbered(utc)).await.unwrap();
    client.dictionary_put_date_time_rfc1123_valid(&numbered(http_dates())).await.unwrap();
    let durations = numbered(["P123DT22H14M12.011S", "P5DT1H"].map(IsoDuration::new));
    client.dictionary_put_duration_valid(&durations).await.unwrap();
    client.dictionary_put_byte_valid(&numbered(bytes())).await.unwrap();
}

pub async fn bad_dictionaries(url: String) {
    let client: body_dictionary::Client = client!(body_dictionary, url);
    breaks! {
        client.dictionary_get_null() => "",
        client.dictionary_get_invalid() => "",
        client.dictionary_get_null_value() => "/key1",
        client.dictionary_get_null_key() => "",
        client.dictionary_get_boolean_invalid_null() => "/1",
        client.dictionary_get_boolean_invalid_string() => "/1",
        client.dictionary_get_int_invalid_null() => "/1",
        client.dictionary_get_int_invalid_string() => "/1",
        client.dictionary_get_long_invalid_null() => "/1",
        client.dictionary_get_long_invalid_string() => "/1",
        client.dictionary_get_float_invalid_null() => "/1",
        client.dictionary_get_float_invalid_string() => "/1",
        client.dictionary_get_double_invalid_null() => "/1",
        client.dictionary_get_double_invalid_string() => "/1",
        client.dictionary_get_string_with_null() => "/1",
        client.dictionary_get_string_with_invalid() => "/1",
        client.dictionary_get_date_invalid_null() => "/1",
        client.dictionary_get_date_time_invalid_null() => "/1",
        client.dictionary_get_byte_invalid_null() => "/1",
        client.dictionary_get_dictionary_null() => "",
    }
    let dates = client.dictionary_get_date_invalid_chars().await.unwrap();
    assert_eq!((dates["0"].is_valid(), dates["1"].is_valid()), (true, false));
    let times = client.dictionary_get_date_time_invalid_chars().await.unwrap();
    assert_eq!((times["0"].is_valid(), times["1"].is_valid()), (true, false));
}

pub async fn dictionaries_of_objects(url: String) {
    let client: body_dictionary::Client = client!(body_dictionary, url);
    let widget = |integer: i64, string: &str| {
        let mut made = body_dictionary::model::Widget::default();
        made.integer = Some(integer);
        made.string = Some(string.to_owned());
        made
    };
    let all = numbered([widget(1, "2"), widget(3, "4"), widget(5, "6")]);
    assert_eq!(as_json(&client.dictionary_get_complex_valid().await.unwrap()), as_json(&all));
    client.dictionary_put_complex_valid(&all).await.unwrap();
    assert!(client.dictionary_get_complex_null().await.unwrap().is_none());
    assert!(client.dictionary_get_complex_empty().await.unwrap().is_empty());
    let items = client.dictionary_get_complex_item_null().await.unwrap();
    assert!(items["1"].is_none());
    assert_eq!(items["2"].as_ref().unwrap().integer, Some(5));
    let items = client.dictionary_get_complex_item_empty().await.unwrap();
    assert_eq!((items["0"].integer, items["1"].integer), (Some(1), None));
    let lists = || numbered([texts(["1", "2", "3"]), texts(["4", "5", "6"]), texts(["7", "8", "9"])]);
    gives! {
        client.dictionary_get_array_null() => None,
        client.dictionary_get_array_empty() => BTreeMap::new(),
        client.dictionary_get_array_item_null() =>
            numbered([Some(texts(["1", "2", "3"])), None, Some(texts(["7", "8", "9"]))]),
        client.dictionary_get_array_item_empty() =>
            numbered([texts(["1", "2", "3"]), vec![], texts(["7", "8", "9"])]),
        client.dictionary_get_array_valid() => lists(),
    }
    client.dictionary_put_array_valid(&lists()).await.unwrap();
    let map = |pairs: [(&str, &str); 3]| -> BTreeMap<String, String> {
        pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
    };
    let (first, second, third) = (
        map([("1", "one"), ("2", "two"), ("3", "three")]),
        map([("4", "four"), ("5", "five"), ("6", "six")]),
        map([("7", "seven"), ("8", "eight"), ("9", "nine")]),
    );
    gives! {
        client.dictionary_get_dictionary_empty() => BTreeMap::new(),
        client.dictionary_get_dictionary_item_null() =>
            numbered([Some(first.clone()), None, Some(third.clone())]),
        client.dictionary_get_dictionary_item_empty() =>
            numbered([first.clone(), BTreeMap::new(), third.clone()]),
        client.dictionary_get_dictionary_valid() => numbered([first.clone(), second.clone(), third.clone()]),
    }
    client.dictionary_put_dictionary_valid(&numbered([first, second, third])).await.unwrap();
}
