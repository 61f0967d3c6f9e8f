//! Integers, numbers and truth values as whole bodies.

use autorest_conformance::{body_boolean, body_integer, body_number};
use connector::{ErrorKind, UnixTime};

use crate::suite::client;

pub async fn integers(url: String) {
    let client: body_integer::Client = client!(body_integer, url);
    client.int_put_max32(i32::MAX).await.unwrap();
    client.int_put_min32(i32::MIN).await.unwrap();
    client.int_put_max64(i64::MAX).await.unwrap();
    client.int_put_min64(i64::MIN).await.unwrap();
    client.int_put_unix_time_date(&UnixTime(1_460_505_600)).await.unwrap();
    assert_eq!(client.int_get_unix_time().await.unwrap(), UnixTime(1_460_505_600));
    assert_eq!(client.int_get_null().await.unwrap(), None);
    assert_eq!(client.int_get_null_unix_time().await.unwrap(), None);
}

/// Letters among the digits, and more than the format holds.
pub async fn bad_integers(url: String) {
    let client: body_integer::Client = client!(body_integer, url);
    let errors = [
        client.int_get_invalid().await.unwrap_err(),
        client.int_get_invalid_unix_time().await.unwrap_err(),
        client.int_get_overflow_int32().await.unwrap_err(),
        client.int_get_underflow_int32().await.unwrap_err(),
        client.int_get_overflow_int64().await.unwrap_err(),
        client.int_get_underflow_int64().await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    }
}

pub async fn numbers(url: String) {
    let client: body_number::Client = client!(body_number, url);
    client.number_put_big_float(3.402_823e20).await.unwrap();
    client.number_put_big_double(2.597_693_1e101).await.unwrap();
    client.number_put_big_double_positive_decimal(99_999_999.99).await.unwrap();
    client.number_put_big_double_negative_decimal(-99_999_999.99).await.unwrap();
    client.number_put_small_float(3.402_823e-20).await.unwrap();
    client.number_put_small_double(2.597_693_1e-101).await.unwrap();
    client.number_put_big_decimal(2.597_693_1e101).await.unwrap();
    client.number_put_big_decimal_positive_decimal(99_999_999.99).await.unwrap();
    client.number_put_big_decimal_negative_decimal(-99_999_999.99).await.unwrap();
    client.number_put_small_decimal(2.597_693_1e-101).await.unwrap();
    let read = [
        (client.number_get_big_decimal().await.unwrap(), 2.597_693_1e101_f64),
        (client.number_get_big_decimal_positive_decimal().await.unwrap(), 99_999_999.99),
        (client.number_get_big_decimal_negative_decimal().await.unwrap(), -99_999_999.99),
        (client.number_get_small_decimal().await.unwrap(), 2.597_693_1e-101),
        (client.number_get_big_float().await.unwrap(), 3.402_823e20_f64),
        (client.number_get_big_double().await.unwrap(), 2.597_693_1e101),
        (client.number_get_big_double_positive_decimal().await.unwrap(), 99_999_999.99),
        (client.number_get_big_double_negative_decimal().await.unwrap(), -99_999_999.99),
        (client.number_get_small_float().await.unwrap(), 3.402_823e-20),
        (client.number_get_small_double().await.unwrap(), 2.597_693_1e-101),
    ];
    for (got, expected) in read {
        assert_eq!(got.to_bits(), expected.to_bits(), "{got} is not {expected}");
    }
    assert_eq!(client.number_get_null().await.unwrap(), None);
    for error in [
        client.number_get_invalid_float().await.unwrap_err(),
        client.number_get_invalid_double().await.unwrap_err(),
        client.number_get_invalid_decimal().await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    }
}

pub async fn booleans(url: String) {
    let client: body_boolean::Client = client!(body_boolean, url);
    client.bool_put_true(true).await.unwrap();
    client.bool_put_false(false).await.unwrap();
    assert!(client.bool_get_true().await.unwrap());
    assert!(!client.bool_get_false().await.unwrap());
    assert_eq!(client.bool_get_null().await.unwrap(), None);
    assert_eq!(client.bool_get_invalid().await.unwrap_err().kind(), ErrorKind::Decode);
}
