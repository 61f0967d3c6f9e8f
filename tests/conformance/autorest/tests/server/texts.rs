//! Text with a format.

use autorest_conformance::{body_byte, body_date};
use connector::{Date, ErrorKind};

use crate::suite::client;

pub async fn bytes(url: String) {
    let client: body_byte::Client = client!(body_byte, url);
    assert_eq!(
        client.byte_get_non_ascii().await.unwrap().as_bytes(),
        [255, 254, 253, 252, 251, 250, 249, 248, 247, 246]
    );
    assert!(client.byte_get_empty().await.unwrap().as_bytes().is_empty());
    assert_eq!(client.byte_get_invalid().await.unwrap_err().kind(), ErrorKind::Decode);
}

pub async fn dates(url: String) {
    let client: body_date::Client = client!(body_date, url);
    client.date_put_max_date(&Date::new("9999-12-31")).await.unwrap();
    client.date_put_min_date(&Date::new("0001-01-01")).await.unwrap();
    assert_eq!(client.date_get_max_date().await.unwrap().as_str(), "9999-12-31");
    assert_eq!(client.date_get_min_date().await.unwrap().as_str(), "0001-01-01");
    for (date, text) in [
        (client.date_get_invalid_date().await.unwrap(), "201O-18-90"),
        (client.date_get_overflow_date().await.unwrap(), "10000000000-12-31"),
        (client.date_get_underflow_date().await.unwrap(), "0000-00-00"),
    ] {
        assert_eq!((date.as_str(), date.is_valid()), (text, false));
    }
    assert_eq!(client.date_get_null().await.unwrap().map(|date| date.as_str().to_owned()), None);
}
