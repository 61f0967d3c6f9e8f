//! What a person with a browser does: follows redirects, keeps cookies, fills in two forms.

use std::collections::BTreeMap;

use connector::reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use connector::reqwest::redirect::Policy;
use connector::reqwest::{Client, Response, Url};

/// Signs in at `address`; yields where the provider sends the browser in the end.
pub async fn sign_in(address: &str, callback: &str) -> String {
    let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
    let mut cookies: BTreeMap<String, String> = BTreeMap::new();
    let mut url = Url::parse(address).unwrap();
    let mut form: Option<&str> = None;
    for _ in 0..20 {
        let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = match form.take() {
            None => client.get(url.clone()),
            Some(body) => client
                .post(url.clone())
                .header("content-type", "application/x-www-form-urlencoded")
                .body(body.to_owned()),
        };
        let reply = request.header(COOKIE, jar.join("; ")).send().await.unwrap();
        keep(&reply, &mut cookies);
        if let Some(location) = reply.headers().get(LOCATION) {
            url = url.join(location.to_str().unwrap()).unwrap();
            if url.as_str().starts_with(callback) {
                return url.into();
            }
            continue;
        }
        let page = reply.text().await.unwrap();
        form = Some(match page.contains("name=\"login\"") {
            true => "prompt=login&login=alice&password=x",
            false => "prompt=consent",
        });
        let action = page.split("action=\"").nth(1).unwrap_or_else(|| panic!("no form: {page}"));
        url = url.join(action.split('"').next().unwrap()).unwrap();
    }
    panic!("it never ends: {url}");
}

fn keep(reply: &Response, cookies: &mut BTreeMap<String, String>) {
    for cookie in reply.headers().get_all(SET_COOKIE) {
        let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
        match rest.split(';').next().unwrap() {
            "" => cookies.remove(name),
            value => cookies.insert(name.to_owned(), value.to_owned()),
        };
    }
}
