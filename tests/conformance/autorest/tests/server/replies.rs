//! Replies of several kinds: which are results, which are failures, and what either holds.

use autorest_conformance::http_infrastructure::{Client, model};
use connector::{Error, ErrorKind};

use crate::suite::client;

fn failed(error: &Error, status: u16) {
    assert_eq!(error.kind(), ErrorKind::Status, "{error}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{error}");
}

fn said(error: &Error, message: &str) {
    failed(error, 400);
    assert_eq!(error.body_as::<model::Error>().unwrap().message.as_deref(), Some(message));
}

pub async fn something_or_nothing(url: String) {
    let client: Client = client!(http_infrastructure, url);
    let code = |body: Option<model::A>| body.unwrap().status_code;
    let some = |text: &str| Some(text.to_owned());
    let call = client.multiple_responses_get200_model204_no_model_default_error200_valid();
    assert_eq!(code(call.await.unwrap()), some("200"));
    let call = client.multiple_responses_get200_model204_no_model_default_error201_invalid();
    assert_eq!(code(call.await.unwrap()), some("201"));
    let call = client.multiple_responses_get200_model204_no_model_default_error202_none();
    assert_eq!(code(call.await.unwrap()), some("202"));
    let call = client.multiple_responses_get200_model204_no_model_default_error204_valid();
    assert!(call.await.unwrap().is_none());
    let call = client.multiple_responses_get200_model204_no_model_default_error400_valid();
    said(&call.await.unwrap_err(), "client error");
}

pub async fn one_of_two(url: String) {
    let client: Client = client!(http_infrastructure, url);
    use model::{
        MultipleResponsesGet200Model201ModelDefaultError200ValidReply as Ok200,
        MultipleResponsesGet200Model201ModelDefaultError201ValidReply as Created201,
        MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError200ValidReply as OkC,
        MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError201ValidReply as CreatedC,
    };
    match client.multiple_responses_get200_model201_model_default_error200_valid().await.unwrap() {
        Ok200::Ok(a) => assert_eq!(a.status_code.as_deref(), Some("200")),
        other => panic!("{other:?}"),
    }
    match client.multiple_responses_get200_model201_model_default_error201_valid().await.unwrap() {
        Created201::Created(b) => {
            assert_eq!(b.status_code.as_deref(), Some("201"));
            assert_eq!(b.text_status_code.as_deref(), Some("Created"));
        }
        other => panic!("{other:?}"),
    }
    let call = client.multiple_responses_get200_model201_model_default_error400_valid();
    said(&call.await.unwrap_err(), "client error");
    match client
        .multiple_responses_get200_model_a201_model_c404_model_d_default_error200_valid()
        .await
        .unwrap()
    {
        OkC::Ok(a) => assert_eq!(a.status_code.as_deref(), Some("200")),
        other => panic!("{other:?}"),
    }
    match client
        .multiple_responses_get200_model_a201_model_c404_model_d_default_error201_valid()
        .await
        .unwrap()
    {
        CreatedC::Created(c) => assert_eq!(c.http_code.as_deref(), Some("201")),
        other => panic!("{other:?}"),
    }
    let call = client.multiple_responses_get200_model_a201_model_c404_model_d_default_error404_valid();
    let error = call.await.unwrap_err();
    failed(&error, 404);
    assert_eq!(error.body_as::<model::D>().unwrap().http_status_code.as_deref(), Some("404"));
    let call = client.multiple_responses_get200_model_a201_model_c404_model_d_default_error400_valid();
    said(&call.await.unwrap_err(), "client error");
}

pub async fn nothing(url: String) {
    let client: Client = client!(http_infrastructure, url);
    client.multiple_responses_get202_none204_none_default_error202_none().await.unwrap();
    client.multiple_responses_get202_none204_none_default_error204_none().await.unwrap();
    let call = client.multiple_responses_get202_none204_none_default_error400_valid();
    said(&call.await.unwrap_err(), "client error");
    // A body that the document does not speak of is no fault.
    client.multiple_responses_get202_none204_none_default_none202_invalid().await.unwrap();
    client.multiple_responses_get202_none204_none_default_none204_none().await.unwrap();
    failed(&client.multiple_responses_get202_none204_none_default_none400_none().await.unwrap_err(), 400);
    let call = client.multiple_responses_get202_none204_none_default_none400_invalid();
    let error = call.await.unwrap_err();
    failed(&error, 400);
    assert_eq!(error.body(), br#"{"property":"value"}"#);
}

pub async fn whatever_the_status(url: String) {
    let client: Client = client!(http_infrastructure, url);
    let a = client.multiple_responses_get_default_model_a200_valid().await.unwrap();
    assert_eq!(a.status_code.as_deref(), Some("200"));
    let none = client.multiple_responses_get_default_model_a200_none().await.unwrap_err();
    assert_eq!(none.kind(), ErrorKind::Decode, "{none}");
    failed(&client.multiple_responses_get_default_model_a400_valid().await.unwrap_err(), 400);
    failed(&client.multiple_responses_get_default_model_a400_none().await.unwrap_err(), 400);
    client.multiple_responses_get_default_none200_invalid().await.unwrap();
    client.multiple_responses_get_default_none200_none().await.unwrap();
    failed(&client.multiple_responses_get_default_none400_invalid().await.unwrap_err(), 400);
    failed(&client.multiple_responses_get_default_none400_none().await.unwrap_err(), 400);
}

pub async fn only_one_is_documented(url: String) {
    let client: Client = client!(http_infrastructure, url);
    let none = client.multiple_responses_get200_model_a200_none().await.unwrap_err();
    assert_eq!(none.kind(), ErrorKind::Decode, "{none}");
    let a = client.multiple_responses_get200_model_a200_valid().await.unwrap();
    assert_eq!(a.status_code.as_deref(), Some("200"));
    // A property that the document does not name is no fault either.
    let a = client.multiple_responses_get200_model_a200_invalid().await.unwrap();
    assert_eq!(a.status_code, None);
    let a = client.multiple_responses_get200_model_a202_valid().await.unwrap();
    assert_eq!(a.status_code.as_deref(), Some("200"));
    failed(&client.multiple_responses_get200_model_a400_none().await.unwrap_err(), 400);
    let error = client.multiple_responses_get200_model_a400_valid().await.unwrap_err();
    failed(&error, 400);
    assert_eq!(error.body_as::<model::A>().unwrap().status_code.as_deref(), Some("200"));
    failed(&client.multiple_responses_get200_model_a400_invalid().await.unwrap_err(), 400);
}
