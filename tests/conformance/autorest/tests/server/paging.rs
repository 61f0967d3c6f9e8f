//! Replies in pages: links of every kind, operations that fetch the next page, failures in between.

use std::time::Duration;

use autorest_conformance::custom_base_url_paging;
use autorest_conformance::paging::{Client, model};
use connector::{CallOptions, ErrorKind, Retry};

use crate::suite::client;

fn quick(url: &str) -> Client {
    let retry = Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(5)).statuses([500]);
    let options = CallOptions::new().retry(retry).poll_interval(Duration::from_millis(1));
    let client: Client = client!(paging, url.to_owned());
    client.with_options(options)
}

fn ids(products: &[model::Product]) -> Vec<i64> {
    products.iter().filter_map(|product| product.properties.as_ref()?.id).collect()
}

pub async fn one_page(url: String) {
    let client = quick(&url);
    assert_eq!(ids(&client.paging_get_no_item_name_pages().items().collect().await.unwrap()), [1]);
    assert_eq!(ids(&client.paging_get_empty_next_link_name_pages().items().collect().await.unwrap()), [1]);
    assert_eq!(ids(&client.paging_get_single_pages().items().collect().await.unwrap()), [1]);
    // The document says that there is no link, whatever the reply holds.
    let page = client.paging_get_null_next_link_name_pages().await.unwrap();
    assert_eq!(ids(page.values.as_ref().unwrap()), [1]);
    assert!(page.next_link.unwrap().ends_with("/paging/idontexistraise404"));
    let body = model::BodyParam::default().name("body");
    let call = client.paging_get_single_pages_with_body_params(&body);
    assert_eq!(ids(&call.items().collect().await.unwrap()), [1]);
    let call = client.paging_get_paging_model_with_item_name_with_xms_client_name();
    assert_eq!(ids(&call.items().collect().await.unwrap()), [1]);
    assert!(client.paging_page_with_max_page_size().items().collect().await.unwrap().is_empty());
}

pub async fn many_pages(url: String) {
    let client = quick(&url);
    let ten: Vec<i64> = (1..=10).collect();
    assert_eq!(ids(&client.paging_first_response_empty().items().collect().await.unwrap()), [1]);
    assert_eq!(ids(&client.paging_get_multiple_pages().items().collect().await.unwrap()), ten);
    assert_eq!(client.paging_get_multiple_pages().pages().collect().await.unwrap().len(), 10);
    assert_eq!(ids(&client.paging_get_odata_multiple_pages().items().collect().await.unwrap()), ten);
    let offset = client.paging_get_multiple_pages_with_offset(100).items().collect().await.unwrap();
    assert_eq!(ids(&offset), [1, 102, 103, 104, 105, 106, 107, 108, 109, 110]);
    assert_eq!(ids(&client.paging_get_multiple_pages_retry_first().items().collect().await.unwrap()), ten);
    let second = client.paging_get_multiple_pages_retry_second().items().collect().await.unwrap();
    assert_eq!(ids(&second), [1, 1, 3, 4, 5, 6, 7, 8, 9, 10]);
    // An operation that goes on, and whose result has pages.
    assert_eq!(ids(&client.paging_get_multiple_pages_lro().items().collect().await.unwrap()), ten);
}

pub async fn queries(url: String) {
    let client = quick(&url);
    assert_eq!(ids(&client.paging_duplicate_params().filter("foo").items().collect().await.unwrap()), [1]);
    assert_eq!(ids(&client.paging_append_api_version("1.0.0").items().collect().await.unwrap()), [1]);
    assert_eq!(ids(&client.paging_replace_api_version("1.0.0").items().collect().await.unwrap()), [1]);
}

pub async fn by_operation(url: String) {
    let client = quick(&url);
    let ten: Vec<i64> = (1..=10).collect();
    let call = client.paging_get_with_query_params(100, true);
    assert_eq!(ids(&call.items().collect().await.unwrap()), [1, 2]);
    let call = client.paging_get_multiple_pages_fragment_next_link("test_user", "1.6");
    assert_eq!(ids(&call.items().collect().await.unwrap()), ten);
    let call = client.paging_get_multiple_pages_fragment_with_grouping_next_link("test_user", "1.6");
    assert_eq!(ids(&call.items().collect().await.unwrap()), ten);
}

pub async fn failures(url: String) {
    let client = quick(&url);
    let error = client.paging_get_single_pages_failure().items().collect().await.unwrap_err();
    assert!(error.is_status(400));
    let mut pages = client.paging_get_multiple_pages_failure().pages();
    assert_eq!(ids(pages.next().await.unwrap().unwrap().values.as_ref().unwrap()), [1]);
    assert!(pages.next().await.unwrap().unwrap_err().is_status(400));
    assert!(pages.next().await.is_none());
    // As a reference it is a path that the server does not have.
    let mut pages = client.paging_get_multiple_pages_failure_uri().pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Paging | ErrorKind::Status), "{error}");
}

pub async fn parameterized_hosts(url: String) {
    use custom_base_url_paging::{Client, Connection};
    let port = url.rsplit_once(':').unwrap().1;
    let client = Client::new(Connection::new("http://127.0.").host(format!("0.1:{port}"))).unwrap();
    for items in [
        client.paging_get_pages_partial_url().items().collect().await.unwrap(),
        client.paging_get_pages_partial_url_operation().items().collect().await.unwrap(),
    ] {
        let ids: Vec<_> = items.iter().filter_map(|product| product.properties.as_ref()?.id).collect();
        assert_eq!(ids, [1, 2]);
    }
}
