//! Headers of requests and replies.

use autorest_conformance::header;
use autorest_conformance::header::model::GreyscaleColors;
use connector::{Base64, CallOptions, Date, DateTime, HttpDate, IsoDuration};

use crate::suite::client;

const TEXT: &str = "The quick brown fox jumps over the lazy dog";

pub async fn sent(base: String) {
    let client: header::Client = client!(header, base);
    client.header_param_existing_key("overwrite").await.unwrap();
    client.header_param_protected_key("text/html").await.unwrap();
    client.header_param_integer("positive", 1).await.unwrap();
    client.header_param_integer("negative", -2).await.unwrap();
    client.header_param_long("positive", 105).await.unwrap();
    client.header_param_long("negative", -2).await.unwrap();
    client.header_param_float("positive", 0.07).await.unwrap();
    client.header_param_float("negative", -3.0).await.unwrap();
    client.header_param_double("positive", 7e120).await.unwrap();
    client.header_param_double("negative", -3.0).await.unwrap();
    client.header_param_bool("true", true).await.unwrap();
    client.header_param_bool("false", false).await.unwrap();
    client.header_param_string("valid").value(TEXT).await.unwrap();
    client.header_param_string("null").await.unwrap();
    client.header_param_string("empty").value("").await.unwrap();
    client.header_param_date("valid", Date::new("2010-01-01")).await.unwrap();
    client.header_param_date("min", Date::new("0001-01-01")).await.unwrap();
    client.header_param_datetime("valid", DateTime::new("2010-01-01T12:34:56Z")).await.unwrap();
    client.header_param_datetime("min", DateTime::new("0001-01-01T00:00:00Z")).await.unwrap();
    client
        .header_param_datetime_rfc1123("valid")
        .value(HttpDate::new("Fri, 01 Jan 2010 12:34:56 GMT"))
        .await
        .unwrap();
    client
        .header_param_datetime_rfc1123("min")
        .value(HttpDate::new("Mon, 01 Jan 0001 00:00:00 GMT"))
        .await
        .unwrap();
    client.header_param_duration("valid", IsoDuration::new("P123DT22H14M12.011S")).await.unwrap();
    let bytes: Base64 = "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}".as_bytes().to_vec().into();
    client.header_param_byte("valid", bytes).await.unwrap();
    client.header_param_enum("valid").value(GreyscaleColors::from("GREY")).await.unwrap();
    client.header_param_enum("null").await.unwrap();
    let id = CallOptions::new().header("x-ms-client-request-id", "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0");
    client.header_custom_request_id().options(id).await.unwrap();
}

/// What the header `value` of a reply holds.
macro_rules! value {
    ($call:expr) => {
        $call.response().await.unwrap().header("value").map(str::to_owned)
    };
}

pub async fn received(base: String) {
    let client: header::Client = client!(header, base);
    let existing = client.header_response_existing_key().response().await.unwrap();
    assert_eq!(existing.header("User-Agent"), Some("overwrite"));
    let protected = client.header_response_protected_key().response().await.unwrap();
    assert_eq!(protected.header("Content-Type"), Some("text/html; charset=utf-8"));
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(value!(client.header_response_integer("positive")), some("1"));
    assert_eq!(value!(client.header_response_integer("negative")), some("-2"));
    assert_eq!(value!(client.header_response_long("positive")), some("105"));
    assert_eq!(value!(client.header_response_long("negative")), some("-2"));
    assert_eq!(value!(client.header_response_float("positive")), some("0.07"));
    assert_eq!(value!(client.header_response_float("negative")), some("-3"));
    assert_eq!(value!(client.header_response_double("positive")), some("7e+120"));
    assert_eq!(value!(client.header_response_double("negative")), some("-3"));
    assert_eq!(value!(client.header_response_bool("true")), some("true"));
    assert_eq!(value!(client.header_response_bool("false")), some("false"));
    assert_eq!(value!(client.header_response_string("valid")), some(TEXT));
    assert_eq!(value!(client.header_response_string("null")), some("null"));
    assert_eq!(value!(client.header_response_string("empty")), some(""));
    assert_eq!(value!(client.header_response_date("valid")), some("2010-01-01"));
    assert_eq!(value!(client.header_response_date("min")), some("0001-01-01"));
    assert_eq!(value!(client.header_response_datetime("valid")), some("2010-01-01T12:34:56Z"));
    assert_eq!(value!(client.header_response_datetime("min")), some("0001-01-01T00:00:00Z"));
    let rfc = |scenario: &'static str| client.header_response_datetime_rfc1123(scenario);
    assert_eq!(value!(rfc("valid")), some("Fri, 01 Jan 2010 12:34:56 GMT"));
    assert_eq!(value!(rfc("min")), some("Mon, 01 Jan 0001 00:00:00 GMT"));
    assert_eq!(value!(client.header_response_duration("valid")), some("P123DT22H14M12.011S"));
    assert_eq!(
        value!(client.header_response_byte("valid")),
        some("5ZWK6b2E5LiC54ub54uc76ex76Ss76ex76iM76ip")
    );
    assert_eq!(value!(client.header_response_enum("valid")), some("GREY"));
    assert_eq!(value!(client.header_response_enum("null")), some(""));
}
