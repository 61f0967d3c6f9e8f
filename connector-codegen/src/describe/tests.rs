use super::*;

fn document(description: &Description) -> String {
    description.to_text()
}

#[test]
fn an_action_from_one_exchange() {
    let mut api = Description::new("Orders");
    let added = api
        .add(
            &Exchange::new("GET", "https://api.example.com/v1/orders?status=open&limit=10&tag=a&tag=b")
                .header("X-Api-Key", "s3cr3t-value-123456")
                .header("X-Trace", "1")
                .reply(200, r#"{"value": [{"id": "o-1", "total": 1.5, "placed": "2024-01-02T03:04:05Z"}], "nextLink": null}"#),
        )
        .unwrap();
    assert_eq!((added.id.as_str(), added.new), ("ListOrders", true));
    let text = document(&api);
    for part in [
        "\"host\": \"api.example.com\"",
        "\"basePath\": \"/v1\"",
        "\"/orders\": {",
        "\"nextLinkName\": \"nextLink\"",
        "\"collectionFormat\": \"multi\"",
        "\"format\": \"date-time\"",
        "\"name\": \"X-Api-Key\"",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("s3cr3t"), "{text}");
}

#[test]
fn a_second_sample_refines_and_takes_nothing_away() {
    let mut api = Description::new("Orders");
    let call = |url: &str, body: &str| Exchange::new("GET", url).reply(200, body);
    api.add(&call("https://a.example/orders/o-1", r#"{"id": 1, "total": 2, "on": "2024-01-02"}"#)).unwrap();
    let mut edited = document(&api).replace("\"summary\": \"Get order\"", "\"summary\": \"One order\"");
    edited = edited.replace(
        "\"type\": \"object\"",
        "\"type\": \"object\", \"description\": \"An order.\", \"required\": [\"id\", \"total\"]",
    );
    let folder = std::env::temp_dir().join(format!("connector-describe-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("apiDefinition.swagger.json"), edited).unwrap();
    let mut api = Description::open(&folder).unwrap();
    let added = api
        .add(&call(
            "https://a.example/orders/o-2?deep=true",
            r#"{"id": 1, "total": null, "on": "soon", "more": [1]}"#,
        ))
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(!added.new);
    let shown = added.changes.join("\n");
    for part in ["the input `deep` is new", "properties/more is new", "total can be null", "on is any text"] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let text = document(&api);
    assert!(text.contains("\"summary\": \"One order\"") && text.contains("An order."), "{text}");
    assert_eq!(text.matches("operationId").count(), 1, "{text}");
    // Without a key that was required, and as a list where an object was.
    let added = api.add(&call("https://a.example/orders/o-3", r#"{"total": 2.5}"#)).unwrap();
    let shown = added.changes.join("\n");
    assert!(
        shown.contains("id is not always there") && shown.contains("total is a number with a fraction"),
        "{shown}"
    );
    let added = api.add(&call("https://a.example/orders/o-3", "[1]")).unwrap();
    assert!(added.changes.join("\n").contains("any JSON"), "{added:?}");
    // The same again changes nothing.
    assert_eq!(api.add(&call("https://a.example/orders/o-3", "[1]")).unwrap().changes, Vec::<String>::new());
}

#[test]
fn inputs_become_wide_enough_for_every_sample() {
    let mut api = Description::new("Orders");
    let call = |query: &str| Exchange::new("GET", format!("https://a.example/orders?{query}"));
    let traced = |query: &str| call(query).header("X-Trace", "1").header("x-trace", "2");
    let all = "limit=10&since=2024-01-02&price=1&tag=a&deep=true&mark=1&page=1";
    api.add(&traced(all)).unwrap();
    let more = "limit=ten&since=2024-01-02T03:04:05Z&price=1.5&tag=a&tag=b&deep=2&mark=&page=2&page=3";
    let mut changes = api.add(&call(more).header("X-TRACE", "many")).unwrap().changes;
    changes.sort();
    assert_eq!(
        changes,
        [
            "the input `X-Trace` is any text",
            "the input `deep` is any text",
            "the input `limit` is any text",
            "the input `page` may come more than once",
            "the input `price` is a number with a fraction",
            "the input `since` is any text",
            "the input `tag` may come more than once",
        ]
    );
    // What came before is nothing new.
    assert_eq!(api.add(&call(all)).unwrap().changes, Vec::<String>::new());
    assert_eq!(api.add(&traced(more)).unwrap().changes, Vec::<String>::new());
    let text = document(&api);
    assert_eq!(text.to_lowercase().matches("x-trace").count(), 1, "{text}");
    assert_eq!(text.matches("\"multi\"").count(), 2, "{text}");
}

#[test]
fn a_secret_stays_one_whatever_its_samples_are() {
    let mut api = Description::new("Doors");
    let open = |query: &str| Exchange::new("POST", format!("https://a.example/open?{query}"));
    api.add(&open("password=1234&secret=true&secret=2")).unwrap();
    let secrets = |api: &Description| {
        let text = document(api);
        assert!(!text.contains("integer") && !text.contains("boolean"), "{text}");
        text.matches("\"password\",").count() + text.matches("\"password\"\n").count()
    };
    // A name and two formats.
    assert_eq!(secrets(&api), 3, "{}", document(&api));
    assert_eq!(api.add(&open("password=a&secret=b")).unwrap().changes, Vec::<String>::new());
    assert_eq!(secrets(&api), 3, "{}", document(&api));
    // What a person made a number is a secret still when it is none.
    let mut edited = Json::object([("type", Json::text("integer")), ("format", Json::text("password"))]);
    let given = Json::object([("type", Json::text("string"))]);
    assert_eq!(inputs::widen(&mut edited, &given), Some("is any text"));
    assert_eq!(edited.get("format").and_then(Json::as_str), Some("password"));
}

#[test]
fn fields_of_forms() {
    let mut api = Description::new("Files");
    let send = || Exchange::new("POST", "https://a.example/files");
    api.add(&send().field("tag", "1").field("tag", "2").field("photo", "none").field("", "x")).unwrap();
    let changes = api.add(&send().file("photo").field("tag", "a")).unwrap().changes;
    assert_eq!(changes, ["the input `photo` is a file", "the input `tag` is any text"]);
    let text = document(&api);
    assert!(text.contains("multipart/form-data") && !text.contains("urlencoded"), "{text}");
}

#[test]
fn a_form_is_no_body() {
    let mut api = Description::new("Orders");
    let send = |path: &str| Exchange::new("POST", format!("https://a.example/{path}"));
    api.add(&send("orders").body("{\"a\": 1}")).unwrap();
    api.add(&send("files").file("file")).unwrap();
    let before = document(&api);
    for (sent, said) in [
        (
            send("orders").field("a", "1").reply(201, "{}"),
            "the request sends a form, `CreateOrder` takes a body",
        ),
        (
            send("files").body("{}").header("X-New", "1"),
            "the request sends a body, `CreateFile` takes a form",
        ),
    ] {
        let error = api.add(&sent).unwrap_err().to_string();
        assert_eq!(error, format!("{said}: OpenAPI 2.0 describes one of them"));
    }
    assert_eq!(document(&api), before);
}

#[test]
fn an_id_is_one_operation() {
    let mut api = Description::new("Orders");
    let call = |method: &str| Exchange::new(method, "https://a.example/orders").id("Orders");
    api.add(&call("GET")).unwrap();
    let before = document(&api);
    let error = api.add(&call("POST")).unwrap_err().to_string();
    assert_eq!(error, "`Orders` is GET /orders already, this is POST: give it an id of its own");
    assert_eq!(document(&api), before);
    assert!(!api.add(&call("GET")).unwrap().new);
}

#[test]
fn parameters_that_a_person_moved_are_known() {
    let file = std::env::temp_dir().join(format!("connector-moved-{}.json", std::process::id()));
    std::fs::write(
        &file,
        r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.example",
            "parameters": {"limit": {"name": "limit", "in": "query", "type": "integer"}, "order": {"name": "order", "in": "body", "schema": {}}},
            "paths": {"/orders": {"parameters": [{"name": "X-Trace", "in": "header", "type": "string"}],
                "post": {"operationId": "Make", "parameters": [{"$ref": "#/parameters/limit"}, {"$ref": "#/parameters/order"}], "responses": {"200": {"description": "OK"}}}}}}"##,
    )
    .unwrap();
    let mut api = Description::open(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let sent = Exchange::new("POST", "https://a.example/orders?limit=1").header("x-trace", "1").body("{}");
    assert_eq!(api.add(&sent.reply(200, "")).unwrap().changes, Vec::<String>::new());
}

#[test]
fn addresses_that_fit_no_template() {
    let mut api = Description::new("X");
    let get = |path: &str| Exchange::new("GET", format!("https://a.example/{path}"));
    for (sent, described) in [
        ("a{b/c", "/a%7Bb/c"),
        ("}{x}", "/%7D%7Bx%7D"),
        ("{}/d", "/%7B%7D/d"),
        ("e{x}-{x}", "/e{x}-{x}"),
        ("orders/8f/a1b", "/orders/{orderId}/{orderId2}"),
        ("of{x}s/17", "/of{x}s/{ofxId}"),
    ] {
        assert!(api.add(&get(sent)).unwrap().new, "{sent}");
        assert!(document(&api).contains(&format!("\"{described}\": {{")), "{sent}: {}", document(&api));
        assert!(!api.add(&get(sent)).unwrap().new, "{sent}");
    }
}

#[test]
fn what_is_described_is_generated() {
    let mut api = Description::new("Shop");
    let key = |one: Exchange| one.header("Authorization", "Bearer abc");
    let all = [
        Exchange::new("POST", "https://s.example/api/orders")
            .body(r#"{"customer": "Ann", "lines": [{"sku": "A"}]}"#)
            .reply(201, r#"{"id": 1}"#),
        Exchange::new("PUT", "https://s.example/api/orders/{orderId}/address")
            .body(r#"{"city": "X"}"#)
            .reply(204, ""),
        Exchange::new("POST", "https://s.example/api/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("user=ann&password=pw")
            .reply(200, "\"t\""),
        Exchange::new("POST", "https://s.example/api/files").file("file").field("title", "x").reply(200, ""),
        Exchange::new("DELETE", "https://s.example/api/orders/17").reply(404, r#"{"message": "no"}"#),
        Exchange::new("GET", "https://s.example/api/orders/new")
            .reply(200, r#"[{"id": 1}]"#)
            .id("OnOrder")
            .polling(),
        Exchange::new("POST", "https://s.example/api/hooks")
            .body(r#"{"callbackUrl": "https://me", "kind": "order"}"#)
            .reply(201, r#"{"id": 7}"#)
            .id("OnHook")
            .webhook(r#"{"order": {"id": 1}}"#),
    ];
    for one in all {
        api.add(&key(one)).unwrap();
    }
    let text = document(&api);
    let options = crate::Options {
        documents: vec!["-".into()],
        stdin: Some(text.clone().into_bytes()),
        ..Default::default()
    };
    let made = crate::generate(&options);
    // Nobody showed how the subscription ends.
    let said: Vec<&str> = made.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert!(matches!(said.as_slice(), [one] if one.contains("ends the subscription")), "{said:?}\n{text}");
    let actions: Vec<&str> = made.inspect.actions.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(actions, ["CreateOrder", "UpdateOrderAddress", "PostLogin", "CreateFile", "DeleteOrder"]);
    let triggers: Vec<String> =
        made.inspect.triggers.iter().map(|one| format!("{} {} {:?}", one.id, one.kind, one.event)).collect();
    assert_eq!(triggers.len(), 2, "{triggers:?}");
    assert!(triggers[1].starts_with("OnHook webhook Some("), "{triggers:?}");
    assert!(!text.contains("abc") && !text.contains("\"pw\""), "{text}");
}

#[test]
fn command_lines() {
    let made = from_curl(
        "curl -sS -X PUT 'https://a.example/x/1?y=2' \\\n  -H 'Accept: */*' -H \"X-Api-Key: k\" --data-raw $'{\\n\"a\": \"it\\'s\"}'",
    )
    .unwrap();
    assert_eq!((made.method.as_str(), made.url.as_str()), ("PUT", "https://a.example/x/1?y=2"));
    assert_eq!(made.headers.len(), 2);
    assert_eq!(made.body.as_deref(), Some("{\n\"a\": \"it's\"}"));
    let made = from_curl("curl -XPOST a.example -Fname=x -F 'file=@/etc/passwd' -u ann:secret").unwrap();
    assert_eq!(made.url, "http://a.example");
    assert_eq!(made.form, [("name".into(), "x".into(), false), ("file".into(), String::new(), true)]);
    assert!(!format!("{made:?}").contains("secret"));
    assert_eq!(
        from_curl("curl -G https://a.example/q -d a=1 -d b=2").unwrap().url,
        "https://a.example/q?a=1&b=2"
    );
    assert_eq!(from_curl("curl --json '{}' https://a.example").unwrap().method, "POST");
    for (line, error) in [
        ("wget x", "the command line does not begin with `curl`"),
        ("curl -X GET", "the command line has no URL"),
        ("curl 'x", "a quote `'` is not closed"),
        ("curl x -d @body.json", "the body is in the file body.json: give it as the body"),
    ] {
        assert_eq!(from_curl(line).unwrap_err().to_string(), error);
    }
}

#[test]
fn recorded_traffic() {
    let har = r#"{"log": {"entries": [
        {"request": {"method": "GET", "url": "https://a.example/app.js", "headers": []}, "response": {"status": 200, "content": {"mimeType": "text/javascript", "text": "x"}}},
        {"request": {"method": "GET", "url": "https://a.example/orders", "headers": [{"name": ":path", "value": "/"}, {"name": "Authorization", "value": "Bearer t"}]}, "response": {"status": 200, "content": {"mimeType": "application/json", "text": "[]"}}},
        {"request": {"method": "GET", "url": "https://other.example/x", "headers": []}, "response": {"status": 200, "content": {"mimeType": "application/json", "text": "{}"}}},
        {"request": {"method": "POST", "url": "https://a.example/orders", "headers": [], "postData": {"mimeType": "application/json", "text": "{}"}}, "response": {"status": 302, "content": {}}}
    ]}}"#;
    let all = from_har("a.har", har, None).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].url, "https://a.example/orders");
    assert!(from_har("a.har", "{}", None).unwrap_err().to_string().contains("no HAR"));
    assert!(from_har("a.har", "{", None).unwrap_err().to_string().contains("a.har:1"));
}

#[test]
fn mistakes_are_told_with_their_places() {
    let mut api = Description::new("X");
    let error = api.add(&Exchange::new("GET", "https://a.example/x").reply(200, "{\"a\": }")).unwrap_err();
    assert!(error.to_string().contains("the reply:1:7"), "{error}");
    api.add(&Exchange::new("GET", "https://a.example/v1/x").reply(200, "{}")).unwrap();
    let error = api.add(&Exchange::new("GET", "https://b.example/x")).unwrap_err();
    assert_eq!(error.to_string(), "the request goes to b.example, the description is for a.example");
    assert!(
        api.add_reply("GetY", 200, "{}")
            .unwrap_err()
            .to_string()
            .starts_with("the description has no operation")
    );
}

#[test]
fn an_overlay_for_a_missing_type() {
    let mut api = Description::new("X");
    api.add(&Exchange::new("GET", "https://a.example/it's").id("Get")).unwrap();
    let text = api.overlay("Get", 200, r#"{"a": 1}"#).unwrap();
    assert!(text.contains(r#""target": "$.paths['/it\\'s'].get.responses""#), "{text}");
    assert!(text.contains("\"overlay\": \"1.0.0\"") && text.contains("\"int64\""), "{text}");
}
