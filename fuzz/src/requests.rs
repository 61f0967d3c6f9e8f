//! Inputs of calls, wherever they go: what a service decodes is what was given, and nothing else is changed by it.

use connector_runtime::v1 as rt;
use url::Url;

static CONNECTOR: rt::Connector = rt::Connector::new("Fuzz", "https://fuzz.example/base")
    .schemes(&[rt::Scheme::query("key", "key", "code"), rt::Scheme::header("token", "token", "X-Token")])
    .parameters(&[rt::Parameter::secret("key"), rt::Parameter::secret("token")])
    .security(&[&[0, 1]]);
static ACTION: rt::Action = rt::Action::post("Post", "/a/{one}/b");

fn input(text: &str) -> rt::Input {
    rt::Arg::<str>::value(text)
}

/// Lines: two secrets, the path, the query, a header, a cookie, fields of a form.
pub fn check(bytes: &[u8]) {
    let mut lines = crate::lines(bytes);
    let mut line = || lines.next().unwrap_or_default();
    let [key, token, one, query, header, cookie, field, more] = std::array::from_fn(|_| line());
    let connection = rt::Connection::new(&CONNECTOR).set("key", &key).set("token", &token);
    // Empty ones are refused: the document demands both.
    let client = match rt::Client::new(connection) {
        Ok(client) => client,
        Err(_) => rt::Client::new(rt::Connection::new(&CONNECTOR).set("key", "k").set("token", "t"))
            .expect("a client with both"),
    };
    let draft = client
        .call(&ACTION)
        .path("one", input(&one))
        .query("q", input(&query))
        .query_sep("list", rt::Arg::<[String]>::value(&[&*query, &*more]), ',')
        .header("X-H", input(&header))
        .cookie("c", input(&cookie))
        .form("f", input(&field))
        .form_multi("g", rt::Arg::<[String]>::value(&[&*field, &*more]));
    let call: rt::Call<()> = draft.into();
    let Ok(request) = call.request() else { return };
    let url = Url::parse(&request.uri().to_string()).expect("a URL");
    assert_eq!((url.scheme(), url.host_str()), ("https", Some("fuzz.example")));
    let segments: Vec<&str> = url.path_segments().expect("a path").collect();
    assert_eq!(segments.len(), 4, "{url}");
    assert_eq!((segments[0], segments[1], segments[3]), ("base", "a", "b"));
    let as_form = segments[2].replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let (decoded, _) = url::form_urlencoded::parse(as_form.as_bytes()).next().unwrap_or_default();
    assert_eq!(decoded, one, "{url}");
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    assert_eq!(pairs.len(), 3, "{url}");
    assert_eq!(pairs[0], ("q".to_owned(), query));
    assert_eq!((pairs[2].0.as_str(), pairs[2].1.as_str()), ("code", "redacted"));
    let given = |name: &str| request.headers().get(name).map(|value| value.as_bytes().to_vec());
    if let Some(sent) = given("x-h") {
        assert!(sent.iter().all(|byte| *byte != b'\r' && *byte != b'\n' && *byte != 0));
        assert_eq!(String::from_utf8_lossy(&sent).trim(), header.trim());
    }
    if let Some(sent) = given("cookie") {
        assert!(!sent.contains(&b';') && sent.starts_with(b"c="), "{sent:?}");
    }
}
