// Tests of the user, wherever it is.
use super::user;

const REPLIES: [&str; 2] = [
    r#"{"id": "o-1", "status": "open", "total": 1.5, "address": {"city": "London"}}"#,
    r#"{"placed_at": "2026-01-01T00:00:00Z", "id": "o-1", "status": "lost", "note": "n", "address": {"city": "Paris", "zip": "1"}}"#,
];

#[test]
fn replies_of_both_versions_are_read() {
    let described = REPLIES.map(|reply| user::describe(&user::read(reply)));
    assert_eq!(described, ["o-1: open, Some(1.5), London", "o-1: something new, None, Paris"]);
}

#[tokio::test]
async fn the_same_calls_send_the_same() {
    let expected = [
        "GET https://api.example.com/v1/orders/o%201 ",
        "GET https://api.example.com/v1/orders?status=open ",
        r#"POST https://api.example.com/v1/orders {"customer":"Ada","lines":[{"sku":"a-1"}],"note":"gift"}"#,
        r#"PUT https://api.example.com/v1/orders/o-1 {"customer":"Ada","note":"from a literal","address":{"street":"St James's Square","city":"London"}}"#,
        r#"POST https://api.example.com/v1/orders/o-1/close {"reason":"done"}"#,
        "POST https://api.example.com/v1/report ",
        "POST https://api.example.com/v1/orders/o-1/parts/a/b/c?when=2026-01-01T00%3A00%3A00Z ",
    ];
    assert_eq!(user::sent().await, expected);
}
