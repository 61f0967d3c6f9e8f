//! Paths and queries: what each value becomes in a URL.

use autorest_conformance::url;
use autorest_conformance::url::model::UriColor;
use connector::Base64;

use crate::suite::client;

/// Reserved characters, a null (in a list of text: nothing), and the empty text.
const LIST: [&str; 4] = ["1", "begin!*'();:@ &=+$,/?#[]end", "", ""];

fn list(first: &'static str) -> Vec<&'static str> {
    LIST.iter().map(|one| if *one == "1" { first } else { *one }).collect()
}

fn bytes() -> Base64 {
    "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}".as_bytes().to_vec().into()
}

pub async fn paths(base: String) {
    let client: url::Client = client!(url, base);
    client.paths_get_boolean_true(true).await.unwrap();
    client.paths_get_boolean_false(false).await.unwrap();
    client.paths_get_int_one_million(1_000_000).await.unwrap();
    client.paths_get_int_negative_one_million(-1_000_000).await.unwrap();
    client.paths_get_ten_billion(10_000_000_000_i64).await.unwrap();
    client.paths_get_negative_ten_billion(-10_000_000_000_i64).await.unwrap();
    client.paths_float_scientific_positive(1.034e20).await.unwrap();
    client.paths_float_scientific_negative(-1.034e-20).await.unwrap();
    client.paths_double_decimal_positive(9_999_999.999).await.unwrap();
    client.paths_double_decimal_negative(-9_999_999.999).await.unwrap();
    client.paths_string_unicode().await.unwrap();
    client.paths_string_url_encoded().await.unwrap();
    client.paths_string_url_non_encoded().await.unwrap();
    client.paths_string_empty().await.unwrap();
    client.paths_enum_valid(UriColor::GreenColor).await.unwrap();
    client.paths_byte_multi_byte(bytes()).await.unwrap();
    client.paths_byte_empty().await.unwrap();
    client.paths_date_valid().await.unwrap();
    client.paths_date_time_valid().await.unwrap();
    client.paths_base64_url(b"lorem").await.unwrap();
    client.paths_array_csv_in_path(list("ArrayPath1")).await.unwrap();
    client.paths_unix_time_url(1_460_505_600).await.unwrap();
}

pub async fn queries(base: String) {
    let client: url::Client = client!(url, base);
    client.queries_get_boolean_true(true).await.unwrap();
    client.queries_get_boolean_false(false).await.unwrap();
    client.queries_get_boolean_null().await.unwrap();
    client.queries_get_int_one_million(1_000_000).await.unwrap();
    client.queries_get_int_negative_one_million(-1_000_000).await.unwrap();
    client.queries_get_int_null().await.unwrap();
    client.queries_get_ten_billion(10_000_000_000_i64).await.unwrap();
    client.queries_get_negative_ten_billion(-10_000_000_000_i64).await.unwrap();
    client.queries_get_long_null().await.unwrap();
    client.queries_float_scientific_positive(1.034e20).await.unwrap();
    client.queries_float_scientific_negative(-1.034e-20).await.unwrap();
    client.queries_float_null().await.unwrap();
    client.queries_double_decimal_positive(9_999_999.999).await.unwrap();
    client.queries_double_decimal_negative(-9_999_999.999).await.unwrap();
    client.queries_double_null().await.unwrap();
    client.queries_string_unicode().await.unwrap();
    client.queries_string_url_encoded().await.unwrap();
    client.queries_string_empty().await.unwrap();
    client.queries_string_null().await.unwrap();
    client.queries_enum_valid().enum_query(UriColor::GreenColor).await.unwrap();
    client.queries_enum_null().await.unwrap();
    client.queries_byte_multi_byte().byte_query(bytes()).await.unwrap();
    client.queries_byte_empty().await.unwrap();
    client.queries_byte_null().await.unwrap();
    client.queries_date_valid().await.unwrap();
    client.queries_date_null().await.unwrap();
    client.queries_date_time_valid().await.unwrap();
    client.queries_date_time_null().await.unwrap();
}

pub async fn lists(base: String) {
    let client: url::Client = client!(url, base);
    client.queries_array_string_csv_valid().array_query(list("ArrayQuery1")).await.unwrap();
    client.queries_array_string_csv_null().await.unwrap();
    let none: [&str; 0] = [];
    client.queries_array_string_csv_empty().array_query(none).await.unwrap();
    let greetings = ["hello", "nihao", "bonjour"];
    client.queries_array_string_no_collection_format_empty().array_query(greetings).await.unwrap();
    client.queries_array_string_ssv_valid().array_query(list("ArrayQuery1")).await.unwrap();
    client.queries_array_string_tsv_valid().array_query(list("ArrayQuery1")).await.unwrap();
    client.queries_array_string_pipes_valid().array_query(list("ArrayQuery1")).await.unwrap();
}

pub async fn path_items(base: String) {
    let client: url::Client = client!(url, base);
    let (global, item, local) = ("globalStringPath", "pathItemStringPath", "localStringPath");
    let (of_all, of_item, of_one) = ("globalStringQuery", "pathItemStringQuery", "localStringQuery");
    let call = client.path_items_get_all_with_values(global, item, local);
    call.path_item_string_query(of_item)
        .global_string_query(of_all)
        .local_string_query(of_one)
        .await
        .unwrap();
    let call = client.path_items_get_global_query_null(global, item, local);
    call.path_item_string_query(of_item).local_string_query(of_one).await.unwrap();
    let call = client.path_items_get_global_and_local_query_null(global, item, local);
    call.path_item_string_query(of_item).await.unwrap();
    let call = client.path_items_get_local_path_item_query_null(global, item, local);
    call.global_string_query(of_all).await.unwrap();
}
