//! A chain of 60 models, awaited and spawned.
//!
//! The compiler looks through all of what a future holds, and gives up on chains of some 25 models (E0275) that do not
//! state `Send`, `Sync` and `Unpin`; for `Unpin` in release only, so run this with `--profile deep` too. With 64 models its
//! check of drops ends (E0320), in any code that has such a value: a chain as long as that must be cut by hand.
#![allow(missing_docs, clippy::unwrap_used)]

use connector_runtime::data::{DecodeError, decode};
use connector_runtime::v1 as rt;

macro_rules! chain {
    ($name:ident) => {
        rt::object!(Strict, pub struct $name { pub end: Option<i64> = "end" });
    };
    ($name:ident $next:ident $($rest:ident)*) => {
        rt::object!(Lenient,
        pub struct $name {
            pub list: Option<Vec<$next>> = "list",
            pub one: Option<Box<$next>> = "one",
            pub text: Option<String> = "text",
        });
        chain!($next $($rest)*);
    };
}

chain!(
    N0 N1 N2 N3 N4 N5 N6 N7 N8 N9 N10 N11 N12 N13 N14 N15 N16 N17 N18 N19
    N20 N21 N22 N23 N24 N25 N26 N27 N28 N29 N30 N31 N32 N33 N34 N35 N36 N37 N38 N39
    N40 N41 N42 N43 N44 N45 N46 N47 N48 N49 N50 N51 N52 N53 N54 N55 N56 N57 N58 N59
);

async fn fetch(text: String) -> Result<N0, DecodeError> {
    tokio::task::yield_now().await;
    decode(text.as_bytes())
}

async fn first(text: String) -> Result<Option<N1>, DecodeError> {
    let (deep, list) = (fetch(text).await?, fetch("{}".to_owned()).await?);
    tokio::task::yield_now().await;
    assert!(list.list.is_none());
    Ok(deep.list.and_then(|list| list.into_iter().next()))
}

#[tokio::test]
async fn a_deep_chain_is_awaited_and_spawned() {
    let text = format!("{}{{}}{}", r#"{"list":[{"one":{"one":{"one":"#.repeat(14), "}}}]}".repeat(14));
    let found = tokio::spawn(first(text)).await.unwrap().unwrap();
    assert!(found.is_some_and(|next| next.one.is_some() && next.text.is_none()));
    let wrong = format!("{}7{}", r#"{"list":[{"one":{"one":{"one":"#.repeat(14), "}}}]}".repeat(14));
    let error = tokio::spawn(fetch(wrong)).await.unwrap().err().unwrap();
    assert_eq!(error.path(), "/list/0/one/one/one".repeat(14));
}
