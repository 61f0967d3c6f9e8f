//! What Azure's documents have besides: subscriptions, versions, request ids, grouped parameters, raw URLs.

use autorest_conformance::azure_special_properties::{self as special, model};
use autorest_conformance::{azure_parameter_grouping, azure_report, subscription_id_api_version};
use connector::CallOptions;

use crate::suite::client;

const ID: &str = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";
const SUBSCRIPTION: &str = "1234-5678-9012-3456";

pub async fn subscriptions(url: String) {
    let client: special::Client = client!(azure_special_properties, url);
    let client = client.with_options(CallOptions::new().header("x-ms-client-request-id", ID));
    client.subscription_in_credentials_post_method_global_valid(SUBSCRIPTION).await.unwrap();
    client
        .subscription_in_credentials_post_method_global_not_provided_valid(SUBSCRIPTION, "2015-07-01-preview")
        .await
        .unwrap();
    client.subscription_in_credentials_post_path_global_valid(SUBSCRIPTION).await.unwrap();
    client.subscription_in_credentials_post_swagger_global_valid(SUBSCRIPTION).await.unwrap();
    client.subscription_in_method_post_method_local_valid(SUBSCRIPTION).await.unwrap();
    client.subscription_in_method_post_path_local_valid(SUBSCRIPTION).await.unwrap();
    client.subscription_in_method_post_swagger_local_valid(SUBSCRIPTION).await.unwrap();
    let version: subscription_id_api_version::Client = client!(subscription_id_api_version, url);
    let group =
        version.group_get_sample_resource_group("guid", "testgroup101", "2014-04-01-preview").await.unwrap();
    assert_eq!((group.name.as_deref(), group.location.as_deref()), (Some("testgroup101"), Some("West US")));
}

pub async fn versions(url: String) {
    let client: special::Client = client!(azure_special_properties, url);
    const VERSION: &str = "2015-07-01-preview";
    client.api_version_default_get_method_global_valid(VERSION).await.unwrap();
    client.api_version_default_get_method_global_not_provided_valid(VERSION).await.unwrap();
    client.api_version_default_get_path_global_valid(VERSION).await.unwrap();
    client.api_version_default_get_swagger_global_valid(VERSION).await.unwrap();
    client.api_version_local_get_method_local_valid().await.unwrap();
    client.api_version_local_get_method_local_null().await.unwrap();
    client.api_version_local_get_path_local_valid().await.unwrap();
    client.api_version_local_get_swagger_local_valid().await.unwrap();
}

pub async fn raw_urls(url: String) {
    let client: special::Client = client!(azure_special_properties, url);
    client.skip_url_encoding_get_method_path_valid("path1/path2/path3").await.unwrap();
    client.skip_url_encoding_get_path_path_valid("path1/path2/path3").await.unwrap();
    client.skip_url_encoding_get_swagger_path_valid().await.unwrap();
    client.skip_url_encoding_get_method_query_valid("value1&q2=value2&q3=value3").await.unwrap();
    client.skip_url_encoding_get_method_query_null().await.unwrap();
    client.skip_url_encoding_get_path_query_valid("value1&q2=value2&q3=value3").await.unwrap();
    client.skip_url_encoding_get_swagger_query_valid().await.unwrap();
    client.odata_get_with_filter().filter("id gt 5 and name eq 'foo'").top(10).orderby("id").await.unwrap();
}

pub async fn request_ids(url: String) {
    let client: special::Client = client!(azure_special_properties, url);
    // It is not sent unless it is asked for.
    let reply = client.x_ms_client_request_id_get().response().await.unwrap();
    assert_eq!(reply.header("x-ms-request-id"), Some("123"));
    let with = |id: &str| CallOptions::new().header("x-ms-client-request-id", id);
    let reply = client.x_ms_client_request_id_get().options(with(ID)).response().await.unwrap();
    assert_eq!(reply.header("x-ms-request-id"), Some("123"));
    let error = client.x_ms_client_request_id_get().options(with("another")).await.unwrap_err();
    assert_eq!((error.is_status(400), error.request_id()), (true, Some("123")));
    let reply = client.x_ms_client_request_id_param_get(ID).response().await.unwrap();
    assert_eq!(reply.header("x-ms-request-id"), Some("123"));
    let reply = client.header_custom_named_request_id(ID).response().await.unwrap();
    assert_eq!(reply.header("foo-request-id"), Some("123"));
    let reply = client.header_custom_named_request_id_param_grouping(ID).response().await.unwrap();
    assert_eq!(reply.header("foo-request-id"), Some("123"));
    assert!(client.header_custom_named_request_id_head(ID).await.unwrap());
    let error = client.header_custom_named_request_id("another").await.unwrap_err();
    assert!(error.is_status(400));
    assert!(error.body_as::<model::Error>().is_err());
}

pub async fn groups(url: String) {
    let client: azure_parameter_grouping::Client = client!(azure_parameter_grouping, url);
    use azure_parameter_grouping::model::EncryptionAlgorithmType;
    client.parameter_grouping_post_required("path", 1234).custom_header("header").query(21).await.unwrap();
    client.parameter_grouping_post_required("path", 1234).await.unwrap();
    client.parameter_grouping_post_optional().custom_header("header").query(21).await.unwrap();
    client.parameter_grouping_post_optional().await.unwrap();
    client.parameter_grouping_post_reserved_words().from_query("bob").accept("yes").await.unwrap();
    client
        .parameter_grouping_post_multi_param_groups()
        .header_one("header")
        .query_one(21)
        .query_two(42)
        .await
        .unwrap();
    client
        .parameter_grouping_post_shared_parameter_group_object()
        .header_one("header")
        .query_one(21)
        .await
        .unwrap();
    let call = client.parameter_grouping_group_with_constant().grouped_constant(EncryptionAlgorithmType::Foo);
    call.grouped_parameter("bar").await.unwrap();
    let client: azure_report::Client = client!(azure_report, url);
    assert!(client.get_report().await.unwrap()["postParameterGroupingRequiredParameters"] > 0);
}
