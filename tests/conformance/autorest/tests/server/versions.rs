//! Several versions of one API, each a client of its own.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use autorest_conformance::{
    multiapi_v0, multiapi_v1, multiapi_v1_custom_base_url, multiapi_v2, multiapi_v2_custom_base_url,
    multiapi_v3,
};
use connector::{CallOptions, ErrorKind};

use crate::suite::{client, counts};

pub async fn first(url: String) {
    let client: multiapi_v1::Client = client!(multiapi_v1, url);
    let client = client.with_options(CallOptions::new().poll_interval(Duration::from_millis(1)));
    client.test_one(1, "1.0.0").message("An optional string").await.unwrap();
    // The document promises a number, and the server sends it as text.
    let error = client.test_lro().product(&multiapi_v1::model::Product::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/id")));
    let error = client.test_lro_and_paging().items().collect().await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/values/0/id")));
    client.test_different_calls("1.0.0", "hello").await.unwrap();
    client.operation_group_one_test_two("1.0.0").await.unwrap();
    let older: multiapi_v0::Client = client!(multiapi_v0, url);
    older.operation_group_one_test_two("1.0.0").await.unwrap();
}

pub async fn second(url: String) {
    let client: multiapi_v2::Client = client!(multiapi_v2, url);
    let said = "This was called with api-version 2.0.0";
    // The document promises a number, and the server sends it as text.
    let error = client.test_one(1, "2.0.0").message("An optional string").await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/id")));
    let body: connector::Value = error.body_as().unwrap();
    assert_eq!(body, connector::json!({"id": "1", "message": said}));
    let given = multiapi_v2::model::ModelTwo::new(1);
    let error = client.operation_group_one_test_two("2.0.0").parameter_one(&given).await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/id")));
    client.operation_group_one_test_three("2.0.0").await.unwrap();
    client.operation_group_two_test_four(true, "2.0.0").await.unwrap();
    client.test_different_calls("2.0.0", "hello").greeting_in_chinese("nihao").await.unwrap();
}

pub async fn third(url: String) {
    let client: multiapi_v3::Client = client!(multiapi_v3, url);
    let call = client
        .operation_group_one_test_two("3.0.0")
        .parameter_one(&multiapi_v3::model::ModelThree::default());
    let said = "This was called with api-version 3.0.0";
    assert_eq!(call.await.unwrap().optional_property.as_deref(), Some(said));
    let path = multiapi_v3::model::SourcePath::default().source("foo");
    client.operation_group_two_test_four("3.0.0").input(&path).await.unwrap();
    let pdf = http::Request::post("/multiapi/two/testFourEndpoint?api-version=3.0.0");
    client.send(pdf.header("content-type", "application/pdf").body("PDF").unwrap()).await.unwrap();
    client.operation_group_two_test_five("3.0.0").await.unwrap();
    let call = client.test_different_calls("3.0.0", "hello").greeting_in_chinese("nihao");
    call.greeting_in_french("bonjour").await.unwrap();
    // A version that the document forgets is the caller's to add; the pages that follow have it too.
    let version = CallOptions::new().query("api-version", "3.0.0");
    let client = client.with_options(version);
    assert_eq!(client.test_paging().items().collect().await.unwrap().len(), 2);
    assert_eq!(
        client.operation_group_one_test_operation_group_paging().items().collect().await.unwrap().len(),
        2
    );
}

/// Four scenarios of which the server checks the request, and forgets to count it: whoever makes it, with whatever client.
pub async fn uncounted(url: String) {
    let raw = |request: &str, headers: &str, body: &str| {
        let host = url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).unwrap();
        let length = body.len();
        let head = format!("host: {host}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}");
        write!(stream, "{request} HTTP/1.1\r\n{head}\r\n{body}").unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply.split(' ').nth(1).unwrap().to_owned()
    };
    let calls = |version| format!("GET /multiapi/testDifferentCalls?api-version={version}");
    let pdf = "POST /multiapi/two/testFourEndpoint?api-version=3.0.0";
    let [english, chinese, french] =
        ["greetingInEnglish: hello\r\n", "greetingInChinese: nihao\r\n", "greetingInFrench: bonjour\r\n"];
    let (two, three) = (format!("{english}{chinese}"), format!("{english}{chinese}{french}"));
    let pdf_type = "content-type: application/pdf\r\n";
    for (request, headers, body, status) in [
        (calls("1.0.0").as_str(), english, "", "200"),
        (&calls("2.0.0"), &two, "", "200"),
        (&calls("3.0.0"), &three, "", "200"),
        (pdf, pdf_type, "PDF", "200"),
        // It does look.
        (&calls("1.0.0"), &two, "", "400"),
        (pdf, pdf_type, "PDG", "400"),
    ] {
        assert_eq!(raw(request, headers, body), status, "{request} {headers}");
    }
    let counts = counts(&url, "/report/optional").await;
    for scenario in [
        "MultiapiDifferentCallsApiVersionOne",
        "MultiapiDifferentCallsApiVersionTwo",
        "MultiapiDifferentCallsApiVersionThree",
        "MultiapiPostTestFourApiVersionThreePDF",
    ] {
        assert_eq!(counts.get(scenario), Some(&0), "it counts {scenario} by now: into optional.txt with it");
    }
}

pub async fn hosts(url: String) {
    let connection = multiapi_v1_custom_base_url::Connection::new(&url);
    let client = multiapi_v1_custom_base_url::Client::new(connection).unwrap();
    client.test(1, "1.0.0").await.unwrap();
    let connection = multiapi_v2_custom_base_url::Connection::new(&url);
    let client = multiapi_v2_custom_base_url::Client::new(connection).unwrap();
    client.test(2, "2.0.0").await.unwrap();
}
