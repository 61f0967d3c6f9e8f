//! The client of a workflow's description, connected by the address that the portal shows.

#![allow(clippy::unwrap_used)]

use connector::SignedUrl;
use golden::all::azure_workflow::{Client, Connection, model};

const SHOWN: &str = "https://prod-07.northeurope.logic.azure.com:443/workflows/fedc/triggers/When_a_parcel_comes/paths/invoke/depot/7\
    ?api-version=2016-10-01&sp=%2Ftriggers%2FWhen_a_parcel_comes%2Frun&sv=1.0&sig=a%2Bb_c";

#[test]
fn a_call_goes_to_the_address_that_the_portal_shows() {
    let url = SignedUrl::parse(SHOWN).unwrap();
    let connection = Connection::api_key(url.signature()).base_url(url.base_url());
    let client = Client::new(connection).unwrap();
    let call = client.when_a_parcel_comes_invoke("7", &model::RequestManual::new("p1"));
    let made = call.request().unwrap().uri().to_string();
    let pairs = |url: &str| {
        let (path, query) = url.split_once('?').unwrap();
        let mut pairs: Vec<String> = query.split('&').map(str::to_owned).collect();
        pairs.sort();
        (path.replace(":443", ""), pairs)
    };
    // A request that is only looked at does not show what signs it.
    assert_eq!(pairs(&made), pairs(&SHOWN.replace("a%2Bb_c", "redacted")));
}
