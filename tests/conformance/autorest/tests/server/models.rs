//! Objects: every kind of property, inheritance, and objects that a property tells apart.

use std::collections::BTreeMap;

use autorest_conformance::body_complex::{Client, model};
use autorest_conformance::{ArrayOrNull, DictionaryOrNull};
use connector::{Base64, DateTime, ErrorKind};
use serde_json::json;

use crate::suite::{as_json, client};

pub async fn basic(url: String) {
    let client: Client = client!(body_complex, url);
    let basic = client.basic_get_valid().await.unwrap();
    assert_eq!((basic.id, basic.name.as_deref()), (Some(Some(2)), Some("abc")));
    assert_eq!(basic.color, Some(model::CmykColors::Yellow));
    client
        .basic_put_valid(&model::Basic::default().id(2).name("abc").color(model::CmykColors::Magenta))
        .await
        .unwrap();
    let empty = client.basic_get_empty().await.unwrap();
    assert_eq!(as_json(&empty), json!({}));
    let null = client.basic_get_null().await.unwrap();
    assert_eq!((null.id, null.name), (Some(None), None));
    let error = client.basic_get_invalid().await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/id")));
    assert_eq!(client.basic_get_not_provided().await.unwrap_err().kind(), ErrorKind::Decode);
}

/// What is read, and is sent back as it was.
macro_rules! both_ways {
    ($client:ident: $($get:ident, $put:ident => $json:expr;)*) => {$({
        let read = $client.$get().await.unwrap();
        assert_eq!(as_json(&read), $json, "{}", stringify!($get));
        $client.$put(&read).await.unwrap();
    })*};
}

pub async fn primitives(url: String) {
    let client: Client = client!(body_complex, url);
    const LONG: &str =
        "field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose";
    both_ways! { client:
        primitive_get_int, primitive_put_int => json!({"field1": -1, "field2": 2});
        primitive_get_long, primitive_put_long => json!({"field1": 1_099_511_627_775_i64, "field2": -999_511_627_788_i64});
        primitive_get_float, primitive_put_float => json!({"field1": 1.05, "field2": -0.003});
        primitive_get_double, primitive_put_double => json!({"field1": 3e-100, LONG: -5e-57});
        primitive_get_bool, primitive_put_bool => json!({"field_true": true, "field_false": false});
        primitive_get_string, primitive_put_string => json!({"field": "goodrequest", "empty": ""});
        primitive_get_date, primitive_put_date => json!({"field": "0001-01-01", "leap": "2016-02-29"});
        primitive_get_date_time, primitive_put_date_time =>
            json!({"field": "0001-01-01T00:00:00Z", "now": "2015-05-18T18:38:00Z"});
        primitive_get_date_time_rfc1123, primitive_put_date_time_rfc1123 =>
            json!({"field": "Mon, 01 Jan 0001 00:00:00 GMT", "now": "Mon, 18 May 2015 11:38:00 GMT"});
        primitive_get_duration, primitive_put_duration => json!({"field": "P123DT22H14M12.011S"});
        primitive_get_byte, primitive_put_byte => json!({"field": "//79/AD6+fj39g=="});
        inheritance_get_valid, inheritance_put_valid => json!({
            "id": 2, "name": "Siameeee", "color": "green", "breed": "persian",
            "hates": [{"id": 1, "name": "Potato", "food": "tomato"}, {"id": -1, "name": "Tomato", "food": "french fries"}],
        });
    }
}

pub async fn containers(url: String) {
    let client: Client = client!(body_complex, url);
    let text = |text: &str| Some(text.to_owned());
    let array = client.array_get_valid().await.unwrap();
    let fox = "The quick brown fox jumps over the lazy dog";
    let expected = vec![text("1, 2, 3, 4"), text(""), None, text("&S#$(*Y"), text(fox)];
    assert_eq!(array.array.as_ref(), Some(&expected));
    client.array_put_valid(&array).await.unwrap();
    assert_eq!(client.array_get_empty().await.unwrap().array, Some(vec![]));
    client.array_put_empty(&ArrayOrNull { array: Some(vec![]) }).await.unwrap();
    assert_eq!(client.array_get_not_provided().await.unwrap().array, None);
    let dictionary = client.dictionary_get_valid().await.unwrap();
    let pairs = [
        ("txt", text("notepad")),
        ("bmp", text("mspaint")),
        ("xls", text("excel")),
        ("exe", text("")),
        ("", None),
    ];
    let expected: BTreeMap<String, Option<String>> =
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    assert_eq!(dictionary.default_program.as_ref(), Some(&expected));
    client.dictionary_put_valid(&dictionary).await.unwrap();
    assert_eq!(client.dictionary_get_empty().await.unwrap().default_program, Some(BTreeMap::new()));
    let empty = DictionaryOrNull { default_program: Some(BTreeMap::new()) };
    client.dictionary_put_empty(&empty).await.unwrap();
    assert_eq!(client.dictionary_get_null().await.unwrap().default_program, None);
    assert_eq!(client.dictionary_get_not_provided().await.unwrap().default_program, None);
}

fn siblings() -> [model::Fish; 3] {
    let day = DateTime::new;
    let mut shark = model::SharkBase::new(20.0, day("2012-01-05T01:00:00Z")).species("predator");
    shark.age = Some(6);
    let picture = Base64::from(&[255, 255, 255, 255, 254]);
    let saw = model::Sawshark::new(10.0, day("1900-01-05T01:00:00Z"))
        .species("dangerous")
        .age(105)
        .picture(picture);
    let goblin = model::Goblinshark::new(30.0, day("2015-08-08T00:00:00Z"));
    let goblin = goblin.species("scary").age(1).jawsize(5).color("pinkish-gray".into());
    [model::Fish::Shark(shark), model::Fish::Sawshark(saw), model::Fish::Goblinshark(goblin)]
}

fn salmon() -> model::SalmonBase {
    model::SalmonBase::new(1.0).species("king").location("alaska").iswild(true).siblings(siblings())
}

fn check_siblings(fish: &[model::Fish]) {
    let [model::Fish::Shark(shark), model::Fish::Sawshark(saw), model::Fish::Goblinshark(goblin)] = fish
    else {
        panic!("{fish:?}");
    };
    assert_eq!((shark.age, shark.birthday.as_str()), (Some(6), "2012-01-05T01:00:00Z"));
    assert_eq!(saw.picture.as_ref().map(Base64::as_bytes), Some(&[255, 255, 255, 255, 254][..]));
    // A colour that the document does not name.
    assert_eq!((goblin.jawsize, goblin.color.as_ref().unwrap().as_str()), (Some(5), "pinkish-gray"));
}

pub async fn polymorphism(url: String) {
    let client: Client = client!(body_complex, url);
    let model::Fish::Salmon(read) = client.polymorphism_get_valid().await.unwrap() else { panic!() };
    assert_eq!((read.location.as_deref(), read.iswild), (Some("alaska"), Some(true)));
    check_siblings(read.siblings.as_ref().unwrap());
    assert_eq!(as_json(&read), as_json(&salmon()));
    client.polymorphism_put_valid(&model::Fish::Salmon(salmon())).await.unwrap();
    // A salmon may be a smart one, with properties that no document knows.
    let model::Salmon::SmartSalmon(smart) = client.polymorphism_get_complicated().await.unwrap() else {
        panic!()
    };
    check_siblings(smart.siblings.as_ref().unwrap());
    assert_eq!(smart.additional_properties["additionalProperty4"], json!({"a": 1, "b": 2}));
    assert_eq!(smart.additional_properties.len(), 5);
    let mut made =
        model::SmartSalmon::new(1.0).species("king").location("alaska").iswild(true).siblings(siblings());
    for (key, value) in [
        ("additionalProperty1", json!(1)),
        ("additionalProperty2", json!(false)),
        ("additionalProperty3", json!("hello")),
        ("additionalProperty4", json!({"a": 1, "b": 2})),
        ("additionalProperty5", json!([1, 3])),
    ] {
        made.additional_properties.insert(key.to_owned(), value);
    }
    client.polymorphism_put_complicated(&model::Salmon::SmartSalmon(made)).await.unwrap();
    let call = client.polymorphism_put_missing_discriminator(&model::Salmon::Salmon(salmon()));
    let model::Salmon::Other(untagged) = call.await.unwrap() else { panic!() };
    assert_eq!(untagged.location.as_deref(), Some("alaska"));
    check_siblings(untagged.siblings.as_ref().unwrap());
}

pub async fn dotted(url: String) {
    let client: Client = client!(body_complex, url);
    let model::DotFish::DotSalmon(salmon) = client.polymorphism_get_dot_syntax().await.unwrap() else {
        panic!()
    };
    assert_eq!((salmon.location.as_deref(), salmon.iswild), (Some("sweden"), Some(true)));
    let market = client.polymorphism_get_composed_with_discriminator().await.unwrap();
    assert_eq!(market.sample_salmon.unwrap().location.as_deref(), Some("sweden"));
    assert_eq!(market.salmons.unwrap()[1].location.as_deref(), Some("atlantic"));
    let fishes = market.fishes.unwrap();
    let model::DotFish::DotSalmon(second) = &fishes[1] else { panic!() };
    assert_eq!(second.location.as_deref(), Some("canada"));
    // The document requires the tag, which is what tells the fishes apart.
    let error = client.polymorphism_get_composed_without_discriminator().await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/sampleFish/fish.type")));
}

pub async fn recursion(url: String) {
    let client: Client = client!(body_complex, url);
    let day = DateTime::new;
    let saw = || {
        let picture = Base64::from(&[255, 255, 255, 255, 254]);
        let made = model::Sawshark::new(10.0, day("1900-01-05T01:00:00Z"));
        made.species("dangerous").age(105).picture(picture)
    };
    let shark = || model::SharkBase::new(20.0, day("2012-01-05T01:00:00Z")).species("predator").age(6);
    let coho = model::SalmonBase::new(2.0).species("coho").location("atlantic").iswild(true);
    let coho = coho.siblings([model::Fish::Shark(shark()), model::Fish::Sawshark(saw())]);
    let inner = shark().siblings([model::Fish::Salmon(coho), model::Fish::Sawshark(saw().siblings([]))]);
    let outer = model::SalmonBase::new(1.0).species("king").location("alaska").iswild(true);
    let outer = outer.siblings([model::Fish::Shark(inner), model::Fish::Sawshark(saw().siblings([]))]);
    let big = model::Fish::Salmon(outer);
    assert_eq!(as_json(&client.polymorphicrecursive_get_valid().await.unwrap()), as_json(&big));
    client.polymorphicrecursive_put_valid(&big).await.unwrap();
}

pub async fn read_only(url: String) {
    let client: Client = client!(body_complex, url);
    let mut read = client.readonlyproperty_get_valid().await.unwrap();
    assert_eq!((read.id.as_deref(), read.size), (Some("1234"), Some(2)));
    // The server refuses what only it may say.
    read.id = None;
    client.readonlyproperty_put_valid(&read).await.unwrap();
}
