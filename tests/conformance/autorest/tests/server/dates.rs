//! Dates, times and durations: the least, the greatest, and what is none.

use autorest_conformance::{body_datetime, body_datetime_rfc1123, body_duration, body_time};
use connector::{DateTime, HttpDate, IsoDuration, Time};

use crate::suite::client;

/// The text that came, and whether it is by the book.
macro_rules! reads {
    ($($call:expr => $text:literal, $valid:literal;)*) => {$({
        let read = $call.await.unwrap();
        assert_eq!((read.as_str(), read.is_valid()), ($text, $valid));
    })*};
}

pub async fn date_times(url: String) {
    let client: body_datetime::Client = client!(body_datetime, url);
    assert!(client.datetime_get_null().await.unwrap().is_none());
    reads! {
        client.datetime_get_invalid() => "201O-18-90D00:89:56.9AX", false;
        client.datetime_get_overflow() => "9999-12-31T23:59:59.999-14:00", true;
        client.datetime_get_underflow() => "0000-00-00T00:00:00.000+00:00", false;
        client.datetime_get_utc_lowercase_max_date_time() => "9999-12-31t23:59:59.999z", true;
        client.datetime_get_utc_uppercase_max_date_time() => "9999-12-31T23:59:59.999Z", true;
        client.datetime_get_utc_uppercase_max_date_time7_digits() => "9999-12-31T23:59:59.9999999Z", true;
        client.datetime_get_local_positive_offset_lowercase_max_date_time() => "9999-12-31t23:59:59.999+14:00", true;
        client.datetime_get_local_positive_offset_uppercase_max_date_time() => "9999-12-31T23:59:59.999+14:00", true;
        client.datetime_get_local_negative_offset_lowercase_max_date_time() => "9999-12-31t23:59:59.999-14:00", true;
        client.datetime_get_local_negative_offset_uppercase_max_date_time() => "9999-12-31T23:59:59.999-14:00", true;
        client.datetime_get_local_no_offset_min_date_time() => "0001-01-01T00:00:00", false;
    }
    // The document states each of these as the only value, so that they are enums.
    assert_eq!(client.datetime_get_utc_min_date_time().await.unwrap().as_str(), "0001-01-01T00:00:00Z");
    let least = client.datetime_get_local_positive_offset_min_date_time().await.unwrap();
    assert_eq!(least.as_str(), "0001-01-01T00:00:00+14:00");
    let least = client.datetime_get_local_negative_offset_min_date_time().await.unwrap();
    assert_eq!(least.as_str(), "0001-01-01T00:00:00-14:00");
    let at = DateTime::new;
    client.datetime_put_utc_max_date_time(&at("9999-12-31T23:59:59.999Z")).await.unwrap();
    client.datetime_put_utc_max_date_time7_digits(&at("9999-12-31T23:59:59.9999999Z")).await.unwrap();
    let max = at("9999-12-31T23:59:59.999+14:00");
    client.datetime_put_local_positive_offset_max_date_time(&max).await.unwrap();
    let max = at("9999-12-31T23:59:59.999-14:00");
    client.datetime_put_local_negative_offset_max_date_time(&max).await.unwrap();
    client.datetime_put_utc_min_date_time(&at("0001-01-01T00:00:00Z")).await.unwrap();
    let min = at("0001-01-01T00:00:00+14:00");
    client.datetime_put_local_positive_offset_min_date_time(&min).await.unwrap();
    let min = at("0001-01-01T00:00:00-14:00");
    client.datetime_put_local_negative_offset_min_date_time(&min).await.unwrap();
}

pub async fn http_dates(url: String) {
    let client: body_datetime_rfc1123::Client = client!(body_datetime_rfc1123, url);
    assert!(client.datetimerfc1123_get_null().await.unwrap().is_none());
    reads! {
        client.datetimerfc1123_get_invalid() => "Tue, 01 Dec 2000 00:00:0A ABC", false;
        client.datetimerfc1123_get_overflow() => "Sat, 1 Jan 10000 00:00:00 GMT", false;
        client.datetimerfc1123_get_underflow() => "Tue, 00 Jan 0000 00:00:00 GMT", false;
        client.datetimerfc1123_get_utc_lowercase_max_date_time() => "fri, 31 dec 9999 23:59:59 gmt", true;
        client.datetimerfc1123_get_utc_uppercase_max_date_time() => "FRI, 31 DEC 9999 23:59:59 GMT", true;
    }
    let least = client.datetimerfc1123_get_utc_min_date_time().await.unwrap();
    assert_eq!(least.as_str(), "Mon, 01 Jan 0001 00:00:00 GMT");
    let max = HttpDate::new("Fri, 31 Dec 9999 23:59:59 GMT");
    client.datetimerfc1123_put_utc_max_date_time(&max).await.unwrap();
    let min = HttpDate::new("Mon, 01 Jan 0001 00:00:00 GMT");
    client.datetimerfc1123_put_utc_min_date_time(&min).await.unwrap();
}

pub async fn durations(url: String) {
    let client: body_duration::Client = client!(body_duration, url);
    assert!(client.duration_get_null().await.unwrap().is_none());
    reads! {
        client.duration_get_invalid() => "123ABC", false;
        client.duration_get_positive_duration() => "P3Y6M4DT12H30M5S", true;
    }
    client.duration_put_positive_duration(&IsoDuration::new("P123DT22H14M12.011S")).await.unwrap();
}

pub async fn times(url: String) {
    let client: body_time::Client = client!(body_time, url);
    reads! { client.time_get() => "11:34:56", true; }
    assert_eq!(client.time_put(&Time::new("08:07:56")).await.unwrap(), "Nice job posting time");
}
