// What the reference pages of the documents beside this file say. `tests/golden.rs` writes it.

use super::Said;

pub mod all_of {
    use golden::all::all_of;

    pub fn connection_0() -> Result<all_of::Client, all_of::Error> {
use all_of::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &all_of::Client) -> Result<(), all_of::Error> {
let reply = client.get_x().await?;
    Ok(())
    }

    pub async fn post_x(client: &all_of::Client) -> Result<(), all_of::Error> {
use all_of::model;

client.post_x(&model::Dog::new("name", "tag", "bark"))
    .await?;
    Ok(())
    }

    pub async fn get_kennel(client: &all_of::Client) -> Result<(), all_of::Error> {
let reply = client.get_kennel().await?;
    Ok(())
    }

    pub fn requests(client: &all_of::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "name": "name",
  "tag": "tag",
  "bark": "bark"
}
"####, {
use all_of::model;

client.post_x(&model::Dog::new("name", "tag", "bark"))
    .request().map_err(|error| error.to_string())
}),
("get_kennel", r####"GET /v1/k HTTP/1.1
Host: api.example.com
"####, {
client.get_kennel().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_absent {
    use golden::all::azure_absent;

    pub fn connection_0() -> Result<azure_absent::Client, azure_absent::Error> {
use azure_absent::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_parcel(client: &azure_absent::Client) -> Result<(), azure_absent::Error> {
let reply = client.get_parcel("id").part("part").await?;
    Ok(())
    }

    pub fn requests(client: &azure_absent::Client) -> Vec<super::Said> {
    vec![
("get_parcel", r####"GET /post/parcels/id?part=part HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.get_parcel("id").part("part").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_body_required {
    use golden::all::azure_body_required;

    pub fn connection_0() -> Result<azure_body_required::Client, azure_body_required::Error> {
use azure_body_required::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn create_parcel(client: &azure_body_required::Client) -> Result<(), azure_body_required::Error> {
use azure_body_required::model;

client.create_parcel(&model::NewParcel::new("to")).await?;
    Ok(())
    }

    pub async fn put_parcel(client: &azure_body_required::Client) -> Result<(), azure_body_required::Error> {
client.put_parcel().await?;
    Ok(())
    }

    pub fn requests(client: &azure_body_required::Client) -> Vec<super::Said> {
    vec![
("create_parcel", r####"POST /post/parcels HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
Content-Type: application/json

{
  "to": "to"
}
"####, {
use azure_body_required::model;

client.create_parcel(&model::NewParcel::new("to")).request().map_err(|error| error.to_string())
}),
("put_parcel", r####"PUT /post/parcels HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.put_parcel().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_host {
    use golden::all::azure_host;

    pub fn connection_0() -> Result<azure_host::Client, azure_host::Error> {
use azure_host::{Client, Connection};

let connection = Connection::api_key(
    "https://api.example.com",
    "api-key",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_parcels(client: &azure_host::Client) -> Result<(), azure_host::Error> {
client.list_parcels().await?;
    Ok(())
    }

    pub fn requests(client: &azure_host::Client) -> Vec<super::Said> {
    vec![
("list_parcels", r####"GET /post/parcels HTTP/1.1
Host: {host}
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.list_parcels().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_host_local {
    use golden::all::azure_host_local;

    pub fn connection_0() -> Result<azure_host_local::Client, azure_host_local::Error> {
use azure_host_local::{Client, Connection};

let connection = Connection::api_key(
    "https://api.example.com",
    "api-key",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_quote(client: &azure_host_local::Client) -> Result<(), azure_host_local::Error> {
client.get_quote().await?;
    Ok(())
    }

    pub fn requests(client: &azure_host_local::Client) -> Vec<super::Said> {
    vec![
("get_quote", r####"GET /quote HTTP/1.1
Host: {host}
x-functions-key: <api_key>
"####, {
client.get_quote().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_key {
    use golden::all::azure_key;

    pub fn connection_0() -> Result<azure_key::Client, azure_key::Error> {
use azure_key::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_parcels(client: &azure_key::Client) -> Result<(), azure_key::Error> {
client.list_parcels().top(1).await?;
    Ok(())
    }

    pub async fn create_parcel(client: &azure_key::Client) -> Result<(), azure_key::Error> {
client.create_parcel().await?;
    Ok(())
    }

    pub async fn delete_parcels(client: &azure_key::Client) -> Result<(), azure_key::Error> {
client.delete_parcels().await?;
    Ok(())
    }

    pub fn requests(client: &azure_key::Client) -> Vec<super::Said> {
    vec![
("list_parcels", r####"GET /post/parcels?top=1 HTTP/1.1
Host: parcels.example.net
Parcel-Key: <api_key>
"####, {
client.list_parcels().top(1).request().map_err(|error| error.to_string())
}),
("create_parcel", r####"POST /post/parcels HTTP/1.1
Host: parcels.example.net
Parcel-Key: <api_key>
"####, {
client.create_parcel().request().map_err(|error| error.to_string())
}),
("delete_parcels", r####"DELETE /post/parcels HTTP/1.1
Host: parcels.example.net
Parcel-Key: <api_key>
"####, {
client.delete_parcels().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_key_functions {
    use golden::all::azure_key_functions;

    pub fn connection_0() -> Result<azure_key_functions::Client, azure_key_functions::Error> {
use azure_key_functions::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_quote(client: &azure_key_functions::Client) -> Result<(), azure_key_functions::Error> {
client.get_quote().await?;
    Ok(())
    }

    pub fn requests(client: &azure_key_functions::Client) -> Vec<super::Said> {
    vec![
("get_quote", r####"GET /api/quote HTTP/1.1
Host: quotes.example.net
x-functions-key: <api_key>
"####, {
client.get_quote().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_managed {
    use golden::all::azure_managed;

    pub fn connection_0() -> Result<azure_managed::Client, azure_managed::Error> {
use azure_managed::{Client, Connection};

let connection = Connection::new("https://api.example.com");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_parcel(client: &azure_managed::Client) -> Result<(), azure_managed::Error> {
client.get_parcel("id").await?;
    Ok(())
    }

    pub async fn subscribe(client: &azure_managed::Client) -> Result<(), azure_managed::Error> {
client.subscribe().await?;
    Ok(())
    }

    pub fn requests(client: &azure_managed::Client) -> Vec<super::Said> {
    vec![
("get_parcel", r####"GET /parcels/id HTTP/1.1
Host: {host}
"####, {
client.get_parcel("id").request().map_err(|error| error.to_string())
}),
("subscribe", r####"POST /$subscriptions HTTP/1.1
Host: {host}
"####, {
client.subscribe().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_names {
    use golden::all::azure_names;

    pub fn connection_0() -> Result<azure_names::Client, azure_names::Error> {
use azure_names::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_parcels(client: &azure_names::Client) -> Result<(), azure_names::Error> {
let reply = client.list_parcels().await?;
    Ok(())
    }

    pub async fn list_codes(client: &azure_names::Client) -> Result<(), azure_names::Error> {
let reply = client.list_codes().await?;
    Ok(())
    }

    pub fn requests(client: &azure_names::Client) -> Vec<super::Said> {
    vec![
("list_parcels", r####"GET /post/parcels HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.list_parcels().request().map_err(|error| error.to_string())
}),
("list_codes", r####"GET /post/codes HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.list_codes().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_no_schema {
    use golden::all::azure_no_schema;

    pub fn connection_0() -> Result<azure_no_schema::Client, azure_no_schema::Error> {
use azure_no_schema::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_parcel(client: &azure_no_schema::Client) -> Result<(), azure_no_schema::Error> {
let reply = client.get_parcel("id").await?;
    Ok(())
    }

    pub async fn delete_parcel(client: &azure_no_schema::Client) -> Result<(), azure_no_schema::Error> {
client.delete_parcel("id").await?;
    Ok(())
    }

    pub async fn put_parcel(client: &azure_no_schema::Client) -> Result<(), azure_no_schema::Error> {
let reply = client.put_parcel("id").await?;
    Ok(())
    }

    pub fn requests(client: &azure_no_schema::Client) -> Vec<super::Said> {
    vec![
("get_parcel", r####"GET /post/parcels/id HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
Accept: */*
"####, {
client.get_parcel("id").request().map_err(|error| error.to_string())
}),
("delete_parcel", r####"DELETE /post/parcels/id HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.delete_parcel("id").request().map_err(|error| error.to_string())
}),
("put_parcel", r####"PUT /post/parcels/id HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.put_parcel("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_openapi3 {
    use golden::all::azure_openapi3;

    pub fn connection_0() -> Result<azure_openapi3::Client, azure_openapi3::Error> {
use azure_openapi3::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_parcel(client: &azure_openapi3::Client) -> Result<(), azure_openapi3::Error> {
let reply = client.get_parcel("id").await?;
    Ok(())
    }

    pub async fn send_parcel(client: &azure_openapi3::Client) -> Result<(), azure_openapi3::Error> {
use azure_openapi3::model;

let reply = client.send_parcel(&model::Parcel::new("to"))
    .await?;
    Ok(())
    }

    pub fn requests(client: &azure_openapi3::Client) -> Vec<super::Said> {
    vec![
("get_parcel", r####"GET /parcels/id HTTP/1.1
Host: post.azure-api.net
Ocp-Apim-Subscription-Key: <api_key>
Accept: */*
"####, {
client.get_parcel("id").request().map_err(|error| error.to_string())
}),
("send_parcel", r####"POST /parcels/ HTTP/1.1
Host: post.azure-api.net
Ocp-Apim-Subscription-Key: <api_key>
Content-Type: application/json

{
  "to": "to"
}
"####, {
use azure_openapi3::model;

client.send_parcel(&model::Parcel::new("to"))
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_operation_ids {
    use golden::all::azure_operation_ids;

    pub fn connection_0() -> Result<azure_operation_ids::Client, azure_operation_ids::Error> {
use azure_operation_ids::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn find_parcels(client: &azure_operation_ids::Client) -> Result<(), azure_operation_ids::Error> {
client.find_parcels().await?;
    Ok(())
    }

    pub async fn post_parcels(client: &azure_operation_ids::Client) -> Result<(), azure_operation_ids::Error> {
client.post_parcels().await?;
    Ok(())
    }

    pub async fn put_parcels(client: &azure_operation_ids::Client) -> Result<(), azure_operation_ids::Error> {
client.put_parcels().await?;
    Ok(())
    }

    pub async fn post_quote(client: &azure_operation_ids::Client) -> Result<(), azure_operation_ids::Error> {
client.post_quote().await?;
    Ok(())
    }

    pub async fn post_quote2(client: &azure_operation_ids::Client) -> Result<(), azure_operation_ids::Error> {
client.post_quote2().await?;
    Ok(())
    }

    pub fn requests(client: &azure_operation_ids::Client) -> Vec<super::Said> {
    vec![
("find_parcels", r####"GET /post/parcels HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.find_parcels().request().map_err(|error| error.to_string())
}),
("post_parcels", r####"POST /post/parcels HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.post_parcels().request().map_err(|error| error.to_string())
}),
("put_parcels", r####"PUT /post/parcels HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.put_parcels().request().map_err(|error| error.to_string())
}),
("post_quote", r####"POST /post/api/quote HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.post_quote().request().map_err(|error| error.to_string())
}),
("post_quote2", r####"POST /post/quote HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.post_quote2().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_query_in_path {
    use golden::all::azure_query_in_path;

    pub fn connection_0() -> Result<azure_query_in_path::Client, azure_query_in_path::Error> {
use azure_query_in_path::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn find_by_kind(client: &azure_query_in_path::Client) -> Result<(), azure_query_in_path::Error> {
use azure_query_in_path::model;

client.find_by_kind(model::FindByKindKind::Letter).await?;
    Ok(())
    }

    pub async fn find_by_owner(client: &azure_query_in_path::Client) -> Result<(), azure_query_in_path::Error> {
client.find_by_owner("owner").await?;
    Ok(())
    }

    pub async fn find_by_place(client: &azure_query_in_path::Client) -> Result<(), azure_query_in_path::Error> {
client.find_by_place("place").await?;
    Ok(())
    }

    pub fn requests(client: &azure_query_in_path::Client) -> Vec<super::Said> {
    vec![
("find_by_kind", r####"GET /post/find?limit=10&kind=letter HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
use azure_query_in_path::model;

client.find_by_kind(model::FindByKindKind::Letter).request().map_err(|error| error.to_string())
}),
("find_by_owner", r####"GET /post/find?owner=owner HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.find_by_owner("owner").request().map_err(|error| error.to_string())
}),
("find_by_place", r####"GET /post/find?place=place HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.find_by_place("place").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_resource {
    use golden::all::azure_resource;

    pub fn connection_0() -> Result<azure_resource::Client, azure_resource::Error> {
use azure_resource::{Client, Connection};

let connection = Connection::api_key("api-key", "depot");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_parcels(client: &azure_resource::Client) -> Result<(), azure_resource::Error> {
client.list_parcels().await?;
    Ok(())
    }

    pub fn requests(client: &azure_resource::Client) -> Vec<super::Said> {
    vec![
("list_parcels", r####"GET /v1/parcels HTTP/1.1
Host: parcels.example.net
X-Key: <api_key>
"####, {
client.list_parcels().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_same_ids {
    use golden::all::azure_same_ids;

    pub fn connection_0() -> Result<azure_same_ids::Client, azure_same_ids::Error> {
use azure_same_ids::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn shelves_get(client: &azure_same_ids::Client) -> Result<(), azure_same_ids::Error> {
let reply = client.shelves_get().await?;
    Ok(())
    }

    pub async fn shelves_get_by_id(client: &azure_same_ids::Client) -> Result<(), azure_same_ids::Error> {
let reply = client.shelves_get_by_id(1).await?;
    Ok(())
    }

    pub async fn shelves_get_by_id3(client: &azure_same_ids::Client) -> Result<(), azure_same_ids::Error> {
let reply = client.shelves_get_by_id3("id").await?;
    Ok(())
    }

    pub async fn shelves_get_by_id2(client: &azure_same_ids::Client) -> Result<(), azure_same_ids::Error> {
let reply = client.shelves_get_by_id2("id").await?;
    Ok(())
    }

    pub fn requests(client: &azure_same_ids::Client) -> Vec<super::Said> {
    vec![
("shelves_get", r####"GET /api/Shelves HTTP/1.1
Host: depot.azurewebsites.net
"####, {
client.shelves_get().request().map_err(|error| error.to_string())
}),
("shelves_get_by_id", r####"GET /api/Shelves/1 HTTP/1.1
Host: depot.azurewebsites.net
Accept: application/json, text/plain, */*
"####, {
client.shelves_get_by_id(1).request().map_err(|error| error.to_string())
}),
("shelves_get_by_id3", r####"GET /api/Depots/id/Shelves HTTP/1.1
Host: depot.azurewebsites.net
"####, {
client.shelves_get_by_id3("id").request().map_err(|error| error.to_string())
}),
("shelves_get_by_id2", r####"GET /api/Depots/id HTTP/1.1
Host: depot.azurewebsites.net
Accept: */*
"####, {
client.shelves_get_by_id2("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_scheme {
    use golden::all::azure_scheme;

    pub fn connection_0() -> Result<azure_scheme::Client, azure_scheme::Error> {
use azure_scheme::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn shelves_get(client: &azure_scheme::Client) -> Result<(), azure_scheme::Error> {
client.shelves_get().await?;
    Ok(())
    }

    pub fn requests(client: &azure_scheme::Client) -> Vec<super::Said> {
    vec![
("shelves_get", r####"GET /api/Shelves HTTP/1.1
Host: depot.azurewebsites.net
"####, {
client.shelves_get().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_secrets {
    use golden::all::azure_secrets;

    pub fn connection_0() -> Result<azure_secrets::Client, azure_secrets::Error> {
use azure_secrets::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<azure_secrets::Client, azure_secrets::Error> {
use azure_secrets::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn print(client: &azure_secrets::Client) -> Result<(), azure_secrets::Error> {
client.print().sorting_key("sortingKey").copies(1).await?;
    Ok(())
    }

    pub async fn run(client: &azure_secrets::Client) -> Result<(), azure_secrets::Error> {
client.run("X-Token").await?;
    Ok(())
    }

    pub async fn open(client: &azure_secrets::Client) -> Result<(), azure_secrets::Error> {
client.open().await?;
    Ok(())
    }

    pub fn requests(client: &azure_secrets::Client) -> Vec<super::Said> {
    vec![
("print", r####"POST /print?sig=<api_key>&sortingKey=sortingKey&copies=1 HTTP/1.1
Host: labels.example.net
"####, {
client.print().sorting_key("sortingKey").copies(1).request().map_err(|error| error.to_string())
}),
("run", r####"POST /triggers/manual/run?sig=%E2%80%A6&v=1 HTTP/1.1
Host: labels.example.net
X-Token: X-Token
"####, {
client.run("X-Token").request().map_err(|error| error.to_string())
}),
("open", r####"GET /open HTTP/1.1
Host: labels.example.net
"####, {
client.open().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_template {
    use golden::all::azure_template;

    pub fn connection_0() -> Result<azure_template::Client, azure_template::Error> {
use azure_template::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn post_quote(client: &azure_template::Client) -> Result<(), azure_template::Error> {
let reply = client.post_quote().await?;
    Ok(())
    }

    pub fn requests(client: &azure_template::Client) -> Vec<super::Said> {
    vec![
("post_quote", r####"POST /api/quote?code=<api_key> HTTP/1.1
Host: quotes.azurewebsites.net
Accept: */*
"####, {
client.post_quote().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_version {
    use golden::all::azure_version;

    pub fn connection_0() -> Result<azure_version::Client, azure_version::Error> {
use azure_version::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_parcels(client: &azure_version::Client) -> Result<(), azure_version::Error> {
client.list_parcels().await?;
    Ok(())
    }

    pub fn requests(client: &azure_version::Client) -> Vec<super::Said> {
    vec![
("list_parcels", r####"GET /post/parcels HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.list_parcels().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_wildcard {
    use golden::all::azure_wildcard;

    pub fn connection_0() -> Result<azure_wildcard::Client, azure_wildcard::Error> {
use azure_wildcard::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get(client: &azure_wildcard::Client) -> Result<(), azure_wildcard::Error> {
let reply = client.get("path").await?;
    Ok(())
    }

    pub async fn head(client: &azure_wildcard::Client) -> Result<(), azure_wildcard::Error> {
client.head("path").await?;
    Ok(())
    }

    pub fn requests(client: &azure_wildcard::Client) -> Vec<super::Said> {
    vec![
("get", r####"GET /post/files/path HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
Accept: */*
"####, {
client.get("path").request().map_err(|error| error.to_string())
}),
("head", r####"HEAD /post/path HTTP/1.1
Host: parcels.example.net
Ocp-Apim-Subscription-Key: <api_key>
"####, {
client.head("path").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod azure_workflow {
    use golden::all::azure_workflow;

    pub fn connection_0() -> Result<azure_workflow::Client, azure_workflow::Error> {
use azure_workflow::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn when_a_parcel_comes_invoke(client: &azure_workflow::Client) -> Result<(), azure_workflow::Error> {
use azure_workflow::model;

let reply = client.when_a_parcel_comes_invoke(
    "depot",
    &model::RequestManual::new("id"),
)
.api_version("api-version")
.sp("sp")
.await?;
    Ok(())
    }

    pub fn requests(client: &azure_workflow::Client) -> Vec<super::Said> {
    vec![
("when_a_parcel_comes_invoke", r####"POST /workflows/0123456789abcdef0123456789abcdef/triggers/When_a_parcel_comes/paths/invoke/depot/depot?sig=<api_key>&sv=1.0&api-version=api-version&sp=sp HTTP/1.1
Host: prod-00.westeurope.logic.azure.com
Accept: */*
Content-Type: application/json

{
  "id": "id"
}
"####, {
use azure_workflow::model;

client.when_a_parcel_comes_invoke(
    "depot",
    &model::RequestManual::new("id"),
)
.api_version("api-version")
.sp("sp")
.request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod body_inline {
    use golden::all::body_inline;

    pub fn connection_0() -> Result<body_inline::Client, body_inline::Error> {
use body_inline::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn create_order(client: &body_inline::Client) -> Result<(), body_inline::Error> {
use body_inline::model;

let reply = client.create_order(
    "customer",
    &[model::CreateOrderLine::new("sku")],
)
.total(1.0)
.address(&model::CreateOrderAddress::default())
.await?;
    Ok(())
    }

    pub fn requests(client: &body_inline::Client) -> Vec<super::Said> {
    vec![
("create_order", r####"POST /v1/orders HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "source": "rust",
  "customer": "customer",
  "lines": [
    {
      "sku": "sku"
    }
  ],
  "total": 1.0,
  "address": {}
}
"####, {
use body_inline::model;

client.create_order(
    "customer",
    &[model::CreateOrderLine::new("sku")],
)
.total(1.0)
.address(&model::CreateOrderAddress::default())
.request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod body_named {
    use golden::all::body_named;

    pub fn connection_0() -> Result<body_named::Client, body_named::Error> {
use body_named::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn create_order(client: &body_named::Client) -> Result<(), body_named::Error> {
use body_named::model;

let reply = client.create_order(
    &model::NewOrder::new("customer", vec![model::Line::new("sku")]),
)
.await?;
    Ok(())
    }

    pub async fn replace_orders(client: &body_named::Client) -> Result<(), body_named::Error> {
use body_named::model;

client.replace_orders(
    &[model::NewOrder::new("customer", vec![model::Line::new("sku")])],
)
.await?;
    Ok(())
    }

    pub async fn touch_orders(client: &body_named::Client) -> Result<(), body_named::Error> {
client.touch_orders().why("why").await?;
    Ok(())
    }

    pub fn requests(client: &body_named::Client) -> Vec<super::Said> {
    vec![
("create_order", r####"POST /v1/orders HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "customer": "customer",
  "lines": [
    {
      "sku": "sku"
    }
  ]
}
"####, {
use body_named::model;

client.create_order(
    &model::NewOrder::new("customer", vec![model::Line::new("sku")]),
)
.request().map_err(|error| error.to_string())
}),
("replace_orders", r####"PUT /v1/orders HTTP/1.1
Host: api.example.com
Content-Type: application/json

[
  {
    "customer": "customer",
    "lines": [
      {
        "sku": "sku"
      }
    ]
  }
]
"####, {
use body_named::model;

client.replace_orders(
    &[model::NewOrder::new("customer", vec![model::Line::new("sku")])],
)
.request().map_err(|error| error.to_string())
}),
("touch_orders", r####"PATCH /v1/orders?why=why HTTP/1.1
Host: api.example.com
"####, {
client.touch_orders().why("why").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod body_optional {
    use golden::all::body_optional;

    pub fn connection_0() -> Result<body_optional::Client, body_optional::Error> {
use body_optional::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn search_orders(client: &body_optional::Client) -> Result<(), body_optional::Error> {
let reply = client.search_orders()
    .query("query")
    .limit(1)
    .await?;
    Ok(())
    }

    pub async fn import_order(client: &body_optional::Client) -> Result<(), body_optional::Error> {
client.import_order().await?;
    Ok(())
    }

    pub fn requests(client: &body_optional::Client) -> Vec<super::Said> {
    vec![
("search_orders", r####"POST /v1/orders HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "query": "query",
  "limit": 1
}
"####, {
client.search_orders()
    .query("query")
    .limit(1)
    .request().map_err(|error| error.to_string())
}),
("import_order", r####"PUT /v1/orders HTTP/1.1
Host: api.example.com
"####, {
client.import_order().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod body_raw {
    use golden::all::body_raw;

    pub fn connection_0() -> Result<body_raw::Client, body_raw::Error> {
use body_raw::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn upload_file(client: &body_raw::Client) -> Result<(), body_raw::Error> {
client.upload_file("name", b"content".to_vec()).await?;
    Ok(())
    }

    pub async fn upload_text(client: &body_raw::Client) -> Result<(), body_raw::Error> {
client.upload_text(b"content".to_vec()).await?;
    Ok(())
    }

    pub async fn upload_image(client: &body_raw::Client) -> Result<(), body_raw::Error> {
client.upload_image().content_type("Content-Type").await?;
    Ok(())
    }

    pub async fn upload_xml(client: &body_raw::Client) -> Result<(), body_raw::Error> {
client.upload_xml(b"content".to_vec()).await?;
    Ok(())
    }

    pub fn requests(client: &body_raw::Client) -> Vec<super::Said> {
    vec![
("upload_file", r####"POST /v1/files?name=name HTTP/1.1
Host: api.example.com
Content-Type: application/octet-stream

content
"####, {
client.upload_file("name", b"content".to_vec()).request().map_err(|error| error.to_string())
}),
("upload_text", r####"PUT /v1/files HTTP/1.1
Host: api.example.com
Content-Type: text/plain

content
"####, {
client.upload_text(b"content".to_vec()).request().map_err(|error| error.to_string())
}),
("upload_image", r####"POST /v1/images HTTP/1.1
Host: api.example.com
Content-Type: Content-Type
"####, {
client.upload_image().content_type("Content-Type").request().map_err(|error| error.to_string())
}),
("upload_xml", r####"PUT /v1/images HTTP/1.1
Host: api.example.com
Content-Type: application/xml

content
"####, {
client.upload_xml(b"content".to_vec()).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod body_scalar {
    use golden::all::body_scalar;

    pub fn connection_0() -> Result<body_scalar::Client, body_scalar::Error> {
use body_scalar::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn set_note(client: &body_scalar::Client) -> Result<(), body_scalar::Error> {
client.set_note("text").await?;
    Ok(())
    }

    pub async fn set_count(client: &body_scalar::Client) -> Result<(), body_scalar::Error> {
client.set_count(1).await?;
    Ok(())
    }

    pub async fn set_anything(client: &body_scalar::Client) -> Result<(), body_scalar::Error> {
client.set_anything(&connector::json!({})).await?;
    Ok(())
    }

    pub async fn set_tags(client: &body_scalar::Client) -> Result<(), body_scalar::Error> {
client.set_tags(&["text".to_owned()]).await?;
    Ok(())
    }

    pub async fn set_counts(client: &body_scalar::Client) -> Result<(), body_scalar::Error> {
client.set_counts(&Default::default()).await?;
    Ok(())
    }

    pub async fn set_nothing(client: &body_scalar::Client) -> Result<(), body_scalar::Error> {
client.set_nothing(&connector::json!({})).await?;
    Ok(())
    }

    pub fn requests(client: &body_scalar::Client) -> Vec<super::Said> {
    vec![
("set_note", r####"POST /v1/note HTTP/1.1
Host: api.example.com
Content-Type: application/json

"text"
"####, {
client.set_note("text").request().map_err(|error| error.to_string())
}),
("set_count", r####"POST /v1/count HTTP/1.1
Host: api.example.com
Content-Type: application/json

1
"####, {
client.set_count(1).request().map_err(|error| error.to_string())
}),
("set_anything", r####"POST /v1/any HTTP/1.1
Host: api.example.com
Content-Type: application/json

{}
"####, {
client.set_anything(&connector::json!({})).request().map_err(|error| error.to_string())
}),
("set_tags", r####"POST /v1/tags HTTP/1.1
Host: api.example.com
Content-Type: application/json

[
  "text"
]
"####, {
client.set_tags(&["text".to_owned()]).request().map_err(|error| error.to_string())
}),
("set_counts", r####"POST /v1/counts HTTP/1.1
Host: api.example.com
Content-Type: application/json

{}
"####, {
client.set_counts(&Default::default()).request().map_err(|error| error.to_string())
}),
("set_nothing", r####"POST /v1/none HTTP/1.1
Host: api.example.com
Content-Type: application/json

{}
"####, {
client.set_nothing(&connector::json!({})).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod broken_parts {
    use golden::all::broken_parts;

    pub fn connection_0() -> Result<broken_parts::Client, broken_parts::Error> {
use broken_parts::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &broken_parts::Client) -> Result<(), broken_parts::Error> {
client.get_a().await?;
    Ok(())
    }

    pub async fn get_b(client: &broken_parts::Client) -> Result<(), broken_parts::Error> {
let reply = client.get_b().await?;
    Ok(())
    }

    pub async fn post_g(client: &broken_parts::Client) -> Result<(), broken_parts::Error> {
client.post_g("text").await?;
    Ok(())
    }

    pub async fn get_h(client: &broken_parts::Client) -> Result<(), broken_parts::Error> {
client.get_h().await?;
    Ok(())
    }

    pub async fn get_i(client: &broken_parts::Client) -> Result<(), broken_parts::Error> {
let reply = client.get_i().await?;
    Ok(())
    }

    pub async fn get_j(client: &broken_parts::Client) -> Result<(), broken_parts::Error> {
let reply = client.get_j().await?;
    Ok(())
    }

    pub async fn get_k(client: &broken_parts::Client) -> Result<(), broken_parts::Error> {
let reply = client.get_k().await?;
    Ok(())
    }

    pub fn requests(client: &broken_parts::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /v1/a HTTP/1.1
Host: api.example.com
"####, {
client.get_a().request().map_err(|error| error.to_string())
}),
("get_b", r####"GET /v1/b HTTP/1.1
Host: api.example.com
"####, {
client.get_b().request().map_err(|error| error.to_string())
}),
("post_g", r####"POST /v1/g HTTP/1.1
Host: api.example.com
Content-Type: application/json

"text"
"####, {
client.post_g("text").request().map_err(|error| error.to_string())
}),
("get_h", r####"GET /v1/h HTTP/1.1
Host: api.example.com
"####, {
client.get_h().request().map_err(|error| error.to_string())
}),
("get_i", r####"GET /v1/i HTTP/1.1
Host: api.example.com
Accept: application/json, text/plain, */*
"####, {
client.get_i().request().map_err(|error| error.to_string())
}),
("get_j", r####"GET /v1/j HTTP/1.1
Host: api.example.com
Accept: */*
"####, {
client.get_j().request().map_err(|error| error.to_string())
}),
("get_k", r####"GET /v1/k HTTP/1.1
Host: api.example.com
"####, {
client.get_k().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod client_names {
    use golden::all::client_names;

    pub fn connection_0() -> Result<client_names::Client, client_names::Error> {
use client_names::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn orders_list(client: &client_names::Client) -> Result<(), client_names::Error> {
let reply = client.orders_list()
    .page_size(1)
    .sub("sub")
    .await?;
    Ok(())
    }

    pub async fn orders_create(client: &client_names::Client) -> Result<(), client_names::Error> {
use client_names::model;

client.orders_create(&model::Order::new("id")).await?;
    Ok(())
    }

    pub fn requests(client: &client_names::Client) -> Vec<super::Said> {
    vec![
("orders_list", r####"GET /v1/x?$top=1&sub=sub HTTP/1.1
Host: api.example.com
"####, {
client.orders_list()
    .page_size(1)
    .sub("sub")
    .request().map_err(|error| error.to_string())
}),
("orders_create", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "id": "id"
}
"####, {
use client_names::model;

client.orders_create(&model::Order::new("id")).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod collection_formats {
    use golden::all::collection_formats;

    pub fn connection_0() -> Result<collection_formats::Client, collection_formats::Error> {
use collection_formats::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_by_query(client: &collection_formats::Client) -> Result<(), collection_formats::Error> {
client.list_by_query().await?;
    Ok(())
    }

    pub async fn list_by_path(client: &collection_formats::Client) -> Result<(), collection_formats::Error> {
client.list_by_path(["csvIds"], [1], ["tsvIds"], [1])
    .await?;
    Ok(())
    }

    pub async fn list_by_header(client: &collection_formats::Client) -> Result<(), collection_formats::Error> {
client.list_by_header().await?;
    Ok(())
    }

    pub async fn list_by_form(client: &collection_formats::Client) -> Result<(), collection_formats::Error> {
client.list_by_form().await?;
    Ok(())
    }

    pub async fn list_wrong(client: &collection_formats::Client) -> Result<(), collection_formats::Error> {
client.list_wrong().await?;
    Ok(())
    }

    pub fn requests(client: &collection_formats::Client) -> Vec<super::Said> {
    vec![
("list_by_query", r####"GET /v1/query HTTP/1.1
Host: api.example.com
"####, {
client.list_by_query().request().map_err(|error| error.to_string())
}),
("list_by_path", r####"GET /v1/path/csvIds/1/tsvIds/1 HTTP/1.1
Host: api.example.com
"####, {
client.list_by_path(["csvIds"], [1], ["tsvIds"], [1])
    .request().map_err(|error| error.to_string())
}),
("list_by_header", r####"GET /v1/header HTTP/1.1
Host: api.example.com
"####, {
client.list_by_header().request().map_err(|error| error.to_string())
}),
("list_by_form", r####"POST /v1/form HTTP/1.1
Host: api.example.com
"####, {
client.list_by_form().request().map_err(|error| error.to_string())
}),
("list_wrong", r####"GET /v1/wrong HTTP/1.1
Host: api.example.com
"####, {
client.list_wrong().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod connection_parameters {
    use golden::all::connection_parameters;

    pub fn connection_0() -> Result<connection_parameters::Client, connection_parameters::Error> {
use connection_parameters::{Client, Connection, model};

let connection = Connection::api_key(
    "api-key",
    model::Region::Eu,
    "type",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &connection_parameters::Client) -> Result<(), connection_parameters::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &connection_parameters::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
X-Api-Key: <api_key>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod constants_named_body {
    use golden::all::constants_named_body;

    pub fn connection_0() -> Result<constants_named_body::Client, constants_named_body::Error> {
use constants_named_body::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn post_x(client: &constants_named_body::Client) -> Result<(), constants_named_body::Error> {
use constants_named_body::model;

client.post_x(
    &model::Thing::new("name", 1, model::ThingInner::default()),
)
.await?;
    Ok(())
    }

    pub fn requests(client: &constants_named_body::Client) -> Vec<super::Said> {
    vec![
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "version": "v1",
  "name": "name",
  "size": 1,
  "inner": {
    "kind": "k"
  }
}
"####, {
use constants_named_body::model;

client.post_x(
    &model::Thing::new("name", 1, model::ThingInner::default()),
)
.request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod decode_lenient {
    use golden::all::decode_lenient;

    pub fn connection_0() -> Result<decode_lenient::Client, decode_lenient::Error> {
use decode_lenient::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &decode_lenient::Client) -> Result<(), decode_lenient::Error> {
let reply = client.get_x().await?;
    Ok(())
    }

    pub async fn post_x(client: &decode_lenient::Client) -> Result<(), decode_lenient::Error> {
use decode_lenient::model;

let reply = client.post_x(&model::Both::new("id", 1))
    .await?;
    Ok(())
    }

    pub fn requests(client: &decode_lenient::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "id": "id",
  "count": 1
}
"####, {
use decode_lenient::model;

client.post_x(&model::Both::new("id", 1))
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod decode_strict {
    use golden::all::decode_strict;

    pub fn connection_0() -> Result<decode_strict::Client, decode_strict::Error> {
use decode_strict::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &decode_strict::Client) -> Result<(), decode_strict::Error> {
let reply = client.get_x().await?;
    Ok(())
    }

    pub async fn post_x(client: &decode_strict::Client) -> Result<(), decode_strict::Error> {
use decode_strict::model;

let reply = client.post_x(&model::Both::new("id", 1))
    .await?;
    Ok(())
    }

    pub fn requests(client: &decode_strict::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "id": "id",
  "count": 1
}
"####, {
use decode_strict::model;

client.post_x(&model::Both::new("id", 1))
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod defaults {
    use golden::all::defaults;

    pub fn connection_0() -> Result<defaults::Client, defaults::Error> {
use defaults::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &defaults::Client) -> Result<(), defaults::Error> {
let reply = client.get_x("chosen")
    .limit(1)
    .sort("sort")
    .await?;
    Ok(())
    }

    pub async fn post_x(client: &defaults::Client) -> Result<(), defaults::Error> {
use defaults::model;

client.post_x(&model::Thing::new("name", 1, "version"))
    .await?;
    Ok(())
    }

    pub fn requests(client: &defaults::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?api-version=2024-01-01&chosen=chosen&limit=1&sort=sort HTTP/1.1
Host: api.example.com
Content-Type: application/json
Accept: application/json
"####, {
client.get_x("chosen")
    .limit(1)
    .sort("sort")
    .request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "name": "name",
  "size": 1,
  "version": "version"
}
"####, {
use defaults::model;

client.post_x(&model::Thing::new("name", 1, "version"))
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod deprecated {
    use golden::all::deprecated;

    pub fn connection_0() -> Result<deprecated::Client, deprecated::Error> {
use deprecated::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_old(client: &deprecated::Client) -> Result<(), deprecated::Error> {
let reply = client.get_old().x("x").await?;
    Ok(())
    }

    pub async fn get_older(client: &deprecated::Client) -> Result<(), deprecated::Error> {
client.get_older().await?;
    Ok(())
    }

    pub async fn get_new(client: &deprecated::Client) -> Result<(), deprecated::Error> {
let reply = client.get_new().await?;
    Ok(())
    }

    pub fn requests(client: &deprecated::Client) -> Vec<super::Said> {
    vec![
("get_old", r####"GET /v1/old?x=x HTTP/1.1
Host: api.example.com
"####, {
client.get_old().x("x").request().map_err(|error| error.to_string())
}),
("get_older", r####"POST /v1/old HTTP/1.1
Host: api.example.com
"####, {
client.get_older().request().map_err(|error| error.to_string())
}),
("get_new", r####"GET /v1/new HTTP/1.1
Host: api.example.com
"####, {
client.get_new().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod descriptions {
    use golden::all::descriptions;

    pub fn connection_0() -> Result<descriptions::Client, descriptions::Error> {
use descriptions::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &descriptions::Client) -> Result<(), descriptions::Error> {
let reply = client.get_x("b").a("a").await?;
    Ok(())
    }

    pub fn requests(client: &descriptions::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?b=b&a=a HTTP/1.1
Host: api.example.com
X-Key: <api_key>
"####, {
client.get_x("b").a("a").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod discriminator {
    use golden::all::discriminator;

    pub fn connection_0() -> Result<discriminator::Client, discriminator::Error> {
use discriminator::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_pets(client: &discriminator::Client) -> Result<(), discriminator::Error> {
let reply = client.list_pets().await?;
    Ok(())
    }

    pub async fn add_pet(client: &discriminator::Client) -> Result<(), discriminator::Error> {
use discriminator::model;

client.add_pet(&model::Pet::Cat(model::Cat::new("name", 1)))
    .await?;
    Ok(())
    }

    pub async fn add_cat(client: &discriminator::Client) -> Result<(), discriminator::Error> {
use discriminator::model;

client.add_cat(&model::Cat::new("name", 1)).await?;
    Ok(())
    }

    pub fn requests(client: &discriminator::Client) -> Vec<super::Said> {
    vec![
("list_pets", r####"GET /v1/pets HTTP/1.1
Host: api.example.com
"####, {
client.list_pets().request().map_err(|error| error.to_string())
}),
("add_pet", r####"POST /v1/pets HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "petType": "Cat",
  "name": "name",
  "lives": 1
}
"####, {
use discriminator::model;

client.add_pet(&model::Pet::Cat(model::Cat::new("name", 1)))
    .request().map_err(|error| error.to_string())
}),
("add_cat", r####"PUT /v1/pets HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "petType": "Cat",
  "name": "name",
  "lives": 1
}
"####, {
use discriminator::model;

client.add_cat(&model::Cat::new("name", 1)).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod discriminator_levels {
    use golden::all::discriminator_levels;

    pub fn connection_0() -> Result<discriminator_levels::Client, discriminator_levels::Error> {
use discriminator_levels::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn put_pet(client: &discriminator_levels::Client) -> Result<(), discriminator_levels::Error> {
use discriminator_levels::model;

let reply = client.put_pet(
    &model::Dog::Dog(model::DogBase::default()),
)
.await?;
    Ok(())
    }

    pub fn requests(client: &discriminator_levels::Client) -> Vec<super::Said> {
    vec![
("put_pet", r####"PUT /pets HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "kind": "dog"
}
"####, {
use discriminator_levels::model;

client.put_pet(
    &model::Dog::Dog(model::DogBase::default()),
)
.request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod enums_ms {
    use golden::all::enums_ms;

    pub fn connection_0() -> Result<enums_ms::Client, enums_ms::Error> {
use enums_ms::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &enums_ms::Client) -> Result<(), enums_ms::Error> {
use enums_ms::model;

let reply = client.get_x()
    .day(model::WeekDay::Sunday)
    .await?;
    Ok(())
    }

    pub fn requests(client: &enums_ms::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?day=0 HTTP/1.1
Host: api.example.com
"####, {
use enums_ms::model;

client.get_x()
    .day(model::WeekDay::Sunday)
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod enums_other {
    use golden::all::enums_other;

    pub fn connection_0() -> Result<enums_other::Client, enums_other::Error> {
use enums_other::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &enums_other::Client) -> Result<(), enums_other::Error> {
let reply = client.get_x().level(1).flag(true).await?;
    Ok(())
    }

    pub fn requests(client: &enums_other::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?level=1&flag=true HTTP/1.1
Host: api.example.com
"####, {
client.get_x().level(1).flag(true).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod enums_text {
    use golden::all::enums_text;

    pub fn connection_0() -> Result<enums_text::Client, enums_text::Error> {
use enums_text::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &enums_text::Client) -> Result<(), enums_text::Error> {
use enums_text::model;

let reply = client.get_x()
    .status(model::GetXStatus::Open)
    .order(model::GetXOrder::Asc)
    .await?;
    Ok(())
    }

    pub fn requests(client: &enums_text::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?sort=asc&status=open&order=asc HTTP/1.1
Host: api.example.com
"####, {
use enums_text::model;

client.get_x()
    .status(model::GetXStatus::Open)
    .order(model::GetXOrder::Asc)
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod form {
    use golden::all::form;

    pub fn connection_0() -> Result<form::Client, form::Error> {
use form::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn create_token(client: &form::Client) -> Result<(), form::Error> {
let reply = client.create_token("client_id")
    .remember(true)
    .await?;
    Ok(())
    }

    pub fn requests(client: &form::Client) -> Vec<super::Said> {
    vec![
("create_token", r####"POST /v1/tokens HTTP/1.1
Host: api.example.com
Content-Type: application/x-www-form-urlencoded

grant_type=refresh_token&client_id=client_id&remember=true
"####, {
client.create_token("client_id")
    .remember(true)
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod formats {
    use golden::all::formats;

    pub fn connection_0() -> Result<formats::Client, formats::Error> {
use formats::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_at(client: &formats::Client) -> Result<(), formats::Error> {
let reply = client.get_at(
    connector::Date::new("2026-01-31"),
)
.await?;
    Ok(())
    }

    pub async fn has_day(client: &formats::Client) -> Result<(), formats::Error> {
let reply = client.has_day("day").await?;
    Ok(())
    }

    pub async fn put_at(client: &formats::Client) -> Result<(), formats::Error> {
use formats::model;

client.put_at(
    &model::Times::new(connector::HttpDate::new("Sat, 31 Jan 2026 12:00:00 GMT")),
)
.await?;
    Ok(())
    }

    pub fn requests(client: &formats::Client) -> Vec<super::Said> {
    vec![
("get_at", r####"GET /at/2026-01-31 HTTP/1.1
Host: api.example.com
"####, {
client.get_at(
    connector::Date::new("2026-01-31"),
)
.request().map_err(|error| error.to_string())
}),
("has_day", r####"HEAD /at/day HTTP/1.1
Host: api.example.com
"####, {
client.has_day("day").request().map_err(|error| error.to_string())
}),
("put_at", r####"PUT /at/a/b HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "at": "Sat, 31 Jan 2026 12:00:00 GMT"
}
"####, {
use formats::model;

client.put_at(
    &model::Times::new(connector::HttpDate::new("Sat, 31 Jan 2026 12:00:00 GMT")),
)
.request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod keys_of_wrong_type {
    use golden::all::keys_of_wrong_type;

    pub fn connection_0() -> Result<keys_of_wrong_type::Client, keys_of_wrong_type::Error> {
use keys_of_wrong_type::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &keys_of_wrong_type::Client) -> Result<(), keys_of_wrong_type::Error> {
let reply = client.get_a().q("q").await?;
    Ok(())
    }

    pub async fn list_b(client: &keys_of_wrong_type::Client) -> Result<(), keys_of_wrong_type::Error> {
let reply = client.list_b().await?;
    Ok(())
    }

    pub async fn patch_c(client: &keys_of_wrong_type::Client) -> Result<(), keys_of_wrong_type::Error> {
use keys_of_wrong_type::model;

client.patch_c(&model::A::default())
    .content_type("Content-Type")
    .await?;
    Ok(())
    }

    pub fn requests(client: &keys_of_wrong_type::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /a?q=q HTTP/1.1
Host: slips.example.com
"####, {
client.get_a().q("q").request().map_err(|error| error.to_string())
}),
("list_b", r####"GET /b HTTP/1.1
Host: slips.example.com
Accept: application/vnd.slips.v2+json
"####, {
client.list_b().request().map_err(|error| error.to_string())
}),
("patch_c", r####"PATCH /c?kind=all HTTP/1.1
Host: slips.example.com
Content-Type: Content-Type

{}
"####, {
use keys_of_wrong_type::model;

client.patch_c(&model::A::default())
    .content_type("Content-Type")
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod long_running {
    use golden::all::long_running;

    pub fn connection_0() -> Result<long_running::Client, long_running::Error> {
use long_running::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn make_order(client: &long_running::Client) -> Result<(), long_running::Error> {
let reply = client.make_order("id").await?;
    Ok(())
    }

    pub async fn delete_order(client: &long_running::Client) -> Result<(), long_running::Error> {
client.delete_order("id").await?;
    Ok(())
    }

    pub async fn sum_orders(client: &long_running::Client) -> Result<(), long_running::Error> {
let reply = client.sum_orders().await?;
    Ok(())
    }

    pub fn requests(client: &long_running::Client) -> Vec<super::Said> {
    vec![
("make_order", r####"PUT /orders/id HTTP/1.1
Host: api.example.com
"####, {
client.make_order("id").request().map_err(|error| error.to_string())
}),
("delete_order", r####"DELETE /orders/id HTTP/1.1
Host: api.example.com
"####, {
client.delete_order("id").request().map_err(|error| error.to_string())
}),
("sum_orders", r####"POST /orders/sum HTTP/1.1
Host: api.example.com
"####, {
client.sum_orders().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod lookups {
    use golden::all::lookups;

    pub fn connection_0() -> Result<lookups::Client, lookups::Error> {
use lookups::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn create_item(client: &lookups::Client) -> Result<(), lookups::Error> {
let reply = client.create_item(
    "site",
    "list",
    &connector::json!({}),
)
.view(1)
.assignee("assignee")
.await?;
    Ok(())
    }

    pub async fn list_items(client: &lookups::Client) -> Result<(), lookups::Error> {
let reply = client.list_items("site", "list")
    .filter("filter")
    .await?;
    Ok(())
    }

    pub async fn create_ticket(client: &lookups::Client) -> Result<(), lookups::Error> {
use lookups::model;

client.create_ticket("queue")
    .region(model::CreateTicketRegion::Eu)
    .details(&model::CreateTicketDetails::default())
    .await?;
    Ok(())
    }

    pub async fn list_files(client: &lookups::Client) -> Result<(), lookups::Error> {
let reply = client.list_files("folder").await?;
    Ok(())
    }

    pub async fn find_queues(client: &lookups::Client) -> Result<(), lookups::Error> {
client.find_queues().await?;
    Ok(())
    }

    pub async fn get_forms(client: &lookups::Client) -> Result<(), lookups::Error> {
client.get_forms().await?;
    Ok(())
    }

    pub async fn get_form(client: &lookups::Client) -> Result<(), lookups::Error> {
client.get_form("form").await?;
    Ok(())
    }

    pub async fn root(client: &lookups::Client) -> Result<(), lookups::Error> {
client.root().await?;
    Ok(())
    }

    pub async fn folder(client: &lookups::Client) -> Result<(), lookups::Error> {
client.folder("id").await?;
    Ok(())
    }

    pub async fn get_sites(client: &lookups::Client) -> Result<(), lookups::Error> {
let reply = client.get_sites().await?;
    Ok(())
    }

    pub async fn get_lists(client: &lookups::Client) -> Result<(), lookups::Error> {
client.get_lists("site").hidden(true).await?;
    Ok(())
    }

    pub async fn get_views(client: &lookups::Client) -> Result<(), lookups::Error> {
client.get_views("site", 1)
    .also("also")
    .list("list")
    .await?;
    Ok(())
    }

    pub async fn get_list_schema(client: &lookups::Client) -> Result<(), lookups::Error> {
client.get_list_schema("site", "list").await?;
    Ok(())
    }

    pub fn requests(client: &lookups::Client) -> Vec<super::Said> {
    vec![
("create_item", r####"POST /sites/site/lists/list/items?view=1 HTTP/1.1
Host: lists.example.com
assignee: assignee
Content-Type: application/json

{}
"####, {
client.create_item(
    "site",
    "list",
    &connector::json!({}),
)
.view(1)
.assignee("assignee")
.request().map_err(|error| error.to_string())
}),
("list_items", r####"GET /sites/site/lists/list/items?filter=filter HTTP/1.1
Host: lists.example.com
"####, {
client.list_items("site", "list")
    .filter("filter")
    .request().map_err(|error| error.to_string())
}),
("create_ticket", r####"POST /tickets HTTP/1.1
Host: lists.example.com
Content-Type: application/json

{
  "queue": "queue",
  "region": "eu",
  "details": {}
}
"####, {
use lookups::model;

client.create_ticket("queue")
    .region(model::CreateTicketRegion::Eu)
    .details(&model::CreateTicketDetails::default())
    .request().map_err(|error| error.to_string())
}),
("list_files", r####"GET /files?folder=folder HTTP/1.1
Host: lists.example.com
"####, {
client.list_files("folder").request().map_err(|error| error.to_string())
}),
("find_queues", r####"POST /queues HTTP/1.1
Host: lists.example.com
"####, {
client.find_queues().request().map_err(|error| error.to_string())
}),
("get_forms", r####"GET /forms HTTP/1.1
Host: lists.example.com
"####, {
client.get_forms().request().map_err(|error| error.to_string())
}),
("get_form", r####"GET /forms/form HTTP/1.1
Host: lists.example.com
"####, {
client.get_form("form").request().map_err(|error| error.to_string())
}),
("root", r####"GET /root HTTP/1.1
Host: lists.example.com
"####, {
client.root().request().map_err(|error| error.to_string())
}),
("folder", r####"GET /folders/id HTTP/1.1
Host: lists.example.com
"####, {
client.folder("id").request().map_err(|error| error.to_string())
}),
("get_sites", r####"GET /sites HTTP/1.1
Host: lists.example.com
Api-Version: 2
"####, {
client.get_sites().request().map_err(|error| error.to_string())
}),
("get_lists", r####"GET /sites/site/lists?hidden=true HTTP/1.1
Host: lists.example.com
"####, {
client.get_lists("site").hidden(true).request().map_err(|error| error.to_string())
}),
("get_views", r####"GET /views?site=site&tenant=1&also=also&list=list HTTP/1.1
Host: lists.example.com
"####, {
client.get_views("site", 1)
    .also("also")
    .list("list")
    .request().map_err(|error| error.to_string())
}),
("get_list_schema", r####"GET /schema?site=site&list=list HTTP/1.1
Host: lists.example.com
"####, {
client.get_list_schema("site", "list").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod many_inputs {
    use golden::all::many_inputs;

    pub fn connection_0() -> Result<many_inputs::Client, many_inputs::Error> {
use many_inputs::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn create_x(client: &many_inputs::Client) -> Result<(), many_inputs::Error> {
use many_inputs::{model, call};

let inputs = call::CreateXInputs {
    a: "a",
    type_: "type",
    count: 1,
    state: model::CreateXState::On,
    ids: &[1],
    when: &connector::DateTime::new("2026-01-31T12:00:00Z"),
    body: &model::X::new("id"),
};
let reply = client.create_x(inputs).note("note").await?;
    Ok(())
    }

    pub async fn send_x(client: &many_inputs::Client) -> Result<(), many_inputs::Error> {
use many_inputs::{model, call};

let inputs = call::SendXInputs {
    a: "a",
    b: "b",
    c: &[model::SendXC::default()],
    d: &model::SendXD::default(),
    e: true,
};
client.send_x(inputs).f("f").await?;
    Ok(())
    }

    pub async fn put_file(client: &many_inputs::Client) -> Result<(), many_inputs::Error> {
use many_inputs::call;

let inputs = call::PutFileInputs {
    a: "a",
    b: "b",
    c: "c",
    d: "d",
    body: b"content".to_vec().into(),
};
client.put_file(inputs).await?;
    Ok(())
    }

    pub fn requests(client: &many_inputs::Client) -> Vec<super::Said> {
    vec![
("create_x", r####"POST /v1/x/a?type=type&count=1&state=on&ids=1&note=note HTTP/1.1
Host: api.example.com
when: 2026-01-31T12:00:00Z
Content-Type: application/json

{
  "id": "id"
}
"####, {
use many_inputs::{model, call};

let inputs = call::CreateXInputs {
    a: "a",
    type_: "type",
    count: 1,
    state: model::CreateXState::On,
    ids: &[1],
    when: &connector::DateTime::new("2026-01-31T12:00:00Z"),
    body: &model::X::new("id"),
};
client.create_x(inputs).note("note").request().map_err(|error| error.to_string())
}),
("send_x", r####"PUT /v1/x/a HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "b": "b",
  "c": [
    {}
  ],
  "d": {},
  "e": true,
  "f": "f"
}
"####, {
use many_inputs::{model, call};

let inputs = call::SendXInputs {
    a: "a",
    b: "b",
    c: &[model::SendXC::default()],
    d: &model::SendXD::default(),
    e: true,
};
client.send_x(inputs).f("f").request().map_err(|error| error.to_string())
}),
("put_file", r####"PUT /v1/files/a/b/c/d HTTP/1.1
Host: api.example.com
Content-Type: application/octet-stream

content
"####, {
use many_inputs::call;

let inputs = call::PutFileInputs {
    a: "a",
    b: "b",
    c: "c",
    d: "d",
    body: b"content".to_vec().into(),
};
client.put_file(inputs).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod maps {
    use golden::all::maps;

    pub fn connection_0() -> Result<maps::Client, maps::Error> {
use maps::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &maps::Client) -> Result<(), maps::Error> {
let reply = client.get_x().await?;
    Ok(())
    }

    pub async fn put_loose(client: &maps::Client) -> Result<(), maps::Error> {
use maps::model;

client.put_loose(&model::Loose::default()).await?;
    Ok(())
    }

    pub async fn put_order(client: &maps::Client) -> Result<(), maps::Error> {
use maps::model;

client.put_order(&model::Order::new("id")).await?;
    Ok(())
    }

    pub fn requests(client: &maps::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
("put_loose", r####"PUT /v1/loose HTTP/1.1
Host: api.example.com
Content-Type: application/json

{}
"####, {
use maps::model;

client.put_loose(&model::Loose::default()).request().map_err(|error| error.to_string())
}),
("put_order", r####"POST /v1/loose HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "id": "id"
}
"####, {
use maps::model;

client.put_order(&model::Order::new("id")).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod media_types {
    use golden::all::media_types;

    pub fn connection_0() -> Result<media_types::Client, media_types::Error> {
use media_types::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn create_order(client: &media_types::Client) -> Result<(), media_types::Error> {
use media_types::model;

let reply = client.create_order(&model::Order::default())
    .await?;
    Ok(())
    }

    pub async fn export_orders(client: &media_types::Client) -> Result<(), media_types::Error> {
let reply = client.export_orders().await?;
    Ok(())
    }

    pub async fn get_entries(client: &media_types::Client) -> Result<(), media_types::Error> {
let reply = client.get_entries().accept("accept").await?;
    Ok(())
    }

    pub async fn get_report(client: &media_types::Client) -> Result<(), media_types::Error> {
let reply = client.get_report().await?;
    Ok(())
    }

    pub async fn get_xml(client: &media_types::Client) -> Result<(), media_types::Error> {
let reply = client.get_xml().await?;
    Ok(())
    }

    pub fn requests(client: &media_types::Client) -> Vec<super::Said> {
    vec![
("create_order", r####"POST /v1/orders HTTP/1.1
Host: api.example.com
Content-Type: application/vnd.orders.v2+json

{}
"####, {
use media_types::model;

client.create_order(&model::Order::default())
    .request().map_err(|error| error.to_string())
}),
("export_orders", r####"GET /v1/orders HTTP/1.1
Host: api.example.com
Accept: text/csv
"####, {
client.export_orders().request().map_err(|error| error.to_string())
}),
("get_entries", r####"GET /v1/entries HTTP/1.1
Host: api.example.com
accept: accept
"####, {
client.get_entries().accept("accept").request().map_err(|error| error.to_string())
}),
("get_report", r####"GET /v1/report HTTP/1.1
Host: api.example.com
Accept: application/pdf, image/png
"####, {
client.get_report().request().map_err(|error| error.to_string())
}),
("get_xml", r####"GET /v1/xml HTTP/1.1
Host: api.example.com
Accept: application/xml
"####, {
client.get_xml().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod missing_host {
    use golden::all::missing_host;

    pub fn connection_0() -> Result<missing_host::Client, missing_host::Error> {
use missing_host::{Client, Connection};

let connection = Connection::new("https://api.example.com");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &missing_host::Client) -> Result<(), missing_host::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &missing_host::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: {host}
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod misspelt_extensions {
    use golden::all::misspelt_extensions;

    pub fn connection_0() -> Result<misspelt_extensions::Client, misspelt_extensions::Error> {
use misspelt_extensions::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_lamp(client: &misspelt_extensions::Client) -> Result<(), misspelt_extensions::Error> {
let reply = client.get_lamp("x-ms-visbility")
    .watts("watts")
    .await?;
    Ok(())
    }

    pub fn requests(client: &misspelt_extensions::Client) -> Vec<super::Said> {
    vec![
("get_lamp", r####"GET /lamps/x-ms-visbility?trace=on&watts=watts HTTP/1.1
Host: lamps.example.com
"####, {
client.get_lamp("x-ms-visbility")
    .watts("watts")
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod mocks {
    use golden::all::mocks;

    pub fn connection_0() -> Result<mocks::Client, mocks::Error> {
use mocks::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_orders(client: &mocks::Client) -> Result<(), mocks::Error> {
use mocks::model;

let reply = client.list_orders("X-Tenant")
    .status(model::ListOrdersStatus::Open)
    .error(true)
    .await?;
    Ok(())
    }

    pub async fn create_order(client: &mocks::Client) -> Result<(), mocks::Error> {
let reply = client.create_order()
    .customer("customer")
    .note("note")
    .await?;
    Ok(())
    }

    pub async fn get_order(client: &mocks::Client) -> Result<(), mocks::Error> {
let reply = client.get_order("id").await?;
    Ok(())
    }

    pub async fn has_order(client: &mocks::Client) -> Result<(), mocks::Error> {
let reply = client.has_order("id").await?;
    Ok(())
    }

    pub async fn put_order(client: &mocks::Client) -> Result<(), mocks::Error> {
use mocks::model;

client.put_order("id", &model::Order::new("id")).await?;
    Ok(())
    }

    pub async fn put_photo(client: &mocks::Client) -> Result<(), mocks::Error> {
let reply = client.put_photo("id", b"content".to_vec())
    .await?;
    Ok(())
    }

    pub async fn verify(client: &mocks::Client) -> Result<(), mocks::Error> {
let reply = client.verify(b"content".to_vec())
    .title("title")
    .await?;
    Ok(())
    }

    pub async fn on_new_order(client: &mocks::Client) -> Result<(), mocks::Error> {
let mut events = client.on_new_order()
    .status("status")
    .events();
    Ok(())
    }

    pub async fn on_order_shipped(client: &mocks::Client, host: &connector::webhook::WebhookHost) -> Result<(), mocks::Error> {
let mut events = host.listen(
    client.on_order_shipped().region("region"),
)
.await?;
    Ok(())
    }

    pub async fn end_hook(client: &mocks::Client) -> Result<(), mocks::Error> {
client.end_hook("id").await?;
    Ok(())
    }

    pub fn requests(client: &mocks::Client) -> Vec<super::Said> {
    vec![
("list_orders", r####"GET /orders?status=open&error=true HTTP/1.1
Host: api.example.com
X-Key: <api_key>
X-Tenant: X-Tenant
"####, {
use mocks::model;

client.list_orders("X-Tenant")
    .status(model::ListOrdersStatus::Open)
    .error(true)
    .request().map_err(|error| error.to_string())
}),
("create_order", r####"POST /orders HTTP/1.1
Host: api.example.com
X-Key: <api_key>
Content-Type: application/json

{
  "customer": "customer",
  "note": "note"
}
"####, {
client.create_order()
    .customer("customer")
    .note("note")
    .request().map_err(|error| error.to_string())
}),
("get_order", r####"GET /orders/id HTTP/1.1
Host: api.example.com
X-Key: <api_key>
"####, {
client.get_order("id").request().map_err(|error| error.to_string())
}),
("has_order", r####"HEAD /orders/id HTTP/1.1
Host: api.example.com
X-Key: <api_key>
"####, {
client.has_order("id").request().map_err(|error| error.to_string())
}),
("put_order", r####"PUT /orders/id HTTP/1.1
Host: api.example.com
X-Key: <api_key>
Content-Type: application/json

{
  "id": "id"
}
"####, {
use mocks::model;

client.put_order("id", &model::Order::new("id")).request().map_err(|error| error.to_string())
}),
("put_photo", r####"PUT /orders/id/photo HTTP/1.1
Host: api.example.com
X-Key: <api_key>
Accept: application/json, text/plain, */*
Content-Type: image/png

content
"####, {
client.put_photo("id", b"content".to_vec())
    .request().map_err(|error| error.to_string())
}),
("verify", r####"POST /files HTTP/1.1
Host: api.example.com
X-Key: <api_key>
Accept: */*
Content-Type: multipart/form-data; boundary=boundary

--boundary
Content-Disposition: form-data; name="content"; filename="file"

content
--boundary
Content-Disposition: form-data; name="title"

title
--boundary--
"####, {
client.verify(b"content".to_vec())
    .title("title")
    .request().map_err(|error| error.to_string())
}),
("end_hook", r####"DELETE /hooks/id HTTP/1.1
Host: api.example.com
X-Key: <api_key>
"####, {
client.end_hook("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod multipart {
    use golden::all::multipart;

    pub fn connection_0() -> Result<multipart::Client, multipart::Error> {
use multipart::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn upload_files(client: &multipart::Client) -> Result<(), multipart::Error> {
let reply = client.upload_files(
    b"content".to_vec(),
    "title",
)
.size(1)
.await?;
    Ok(())
    }

    pub async fn send_fields(client: &multipart::Client) -> Result<(), multipart::Error> {
client.send_fields("a").b("b").await?;
    Ok(())
    }

    pub fn requests(client: &multipart::Client) -> Vec<super::Said> {
    vec![
("upload_files", r####"POST /v1/files HTTP/1.1
Host: api.example.com
Accept: application/json, text/plain, */*
Content-Type: multipart/form-data; boundary=boundary

--boundary
Content-Disposition: form-data; name="file"; filename="file"

content
--boundary
Content-Disposition: form-data; name="title"

title
--boundary
Content-Disposition: form-data; name="size"

1
--boundary--
"####, {
client.upload_files(
    b"content".to_vec(),
    "title",
)
.size(1)
.request().map_err(|error| error.to_string())
}),
("send_fields", r####"POST /v1/fields HTTP/1.1
Host: api.example.com
Content-Type: multipart/form-data; boundary=boundary

--boundary
Content-Disposition: form-data; name="a"

a
--boundary
Content-Disposition: form-data; name="b"

b
--boundary--
"####, {
client.send_fields("a").b("b").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod names_colliding {
    use golden::all::names_colliding;

    pub fn connection_0() -> Result<names_colliding::Client, names_colliding::Error> {
use names_colliding::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &names_colliding::Client) -> Result<(), names_colliding::Error> {
let reply = client.get_x()
    .user_name("userName")
    .user_underscore_name("user_name")
    .await?;
    Ok(())
    }

    pub async fn get_x_action(client: &names_colliding::Client) -> Result<(), names_colliding::Error> {
client.get_x_action().await?;
    Ok(())
    }

    pub async fn get_x_action2(client: &names_colliding::Client) -> Result<(), names_colliding::Error> {
client.get_x_action2().await?;
    Ok(())
    }

    pub async fn get_x_action3(client: &names_colliding::Client) -> Result<(), names_colliding::Error> {
client.get_x_action3().await?;
    Ok(())
    }

    pub async fn get_orders(client: &names_colliding::Client) -> Result<(), names_colliding::Error> {
let reply = client.get_orders().await?;
    Ok(())
    }

    pub fn requests(client: &names_colliding::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?userName=userName&user_name=user_name HTTP/1.1
Host: api.example.com
"####, {
client.get_x()
    .user_name("userName")
    .user_underscore_name("user_name")
    .request().map_err(|error| error.to_string())
}),
("get_x_action", r####"PUT /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x_action().request().map_err(|error| error.to_string())
}),
("get_x_action2", r####"POST /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x_action2().request().map_err(|error| error.to_string())
}),
("get_x_action3", r####"DELETE /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x_action3().request().map_err(|error| error.to_string())
}),
("get_orders", r####"GET /v1/y HTTP/1.1
Host: api.example.com
"####, {
client.get_orders().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod names_digits {
    use golden::all::names_digits;

    pub fn connection_0() -> Result<names_digits::Client, names_digits::Error> {
use names_digits::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn n2fa_login(client: &names_digits::Client) -> Result<(), names_digits::Error> {
let reply = client.n2fa_login().n2nd("2nd").n1("1").await?;
    Ok(())
    }

    pub fn requests(client: &names_digits::Client) -> Vec<super::Said> {
    vec![
("n2fa_login", r####"POST /v1/2fa?2nd=2nd&1=1 HTTP/1.1
Host: api.example.com
"####, {
client.n2fa_login().n2nd("2nd").n1("1").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod names_keywords {
    use golden::all::names_keywords;

    pub fn connection_0() -> Result<names_keywords::Client, names_keywords::Error> {
use names_keywords::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn match_(client: &names_keywords::Client) -> Result<(), names_keywords::Error> {
let reply = client.match_("type")
    .self_("self")
    .self_query("Self")
    .await?;
    Ok(())
    }

    pub async fn self_(client: &names_keywords::Client) -> Result<(), names_keywords::Error> {
client.self_().type_("type").self_("self").await?;
    Ok(())
    }

    pub async fn type_(client: &names_keywords::Client) -> Result<(), names_keywords::Error> {
client.type_().await?;
    Ok(())
    }

    pub async fn new_action(client: &names_keywords::Client) -> Result<(), names_keywords::Error> {
let reply = client.new_action().await?;
    Ok(())
    }

    pub async fn send_action(client: &names_keywords::Client) -> Result<(), names_keywords::Error> {
client.send_action()
    .client("client")
    .request_query("request")
    .await?;
    Ok(())
    }

    pub fn requests(client: &names_keywords::Client) -> Vec<super::Said> {
    vec![
("match_", r####"GET /v1/x/type?self=self&Self=Self HTTP/1.1
Host: api.example.com
"####, {
client.match_("type")
    .self_("self")
    .self_query("Self")
    .request().map_err(|error| error.to_string())
}),
("self_", r####"POST /v1/y HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "type": "type",
  "self": "self"
}
"####, {
client.self_().type_("type").self_("self").request().map_err(|error| error.to_string())
}),
("type_", r####"PUT /v1/y HTTP/1.1
Host: api.example.com
"####, {
client.type_().request().map_err(|error| error.to_string())
}),
("new_action", r####"PATCH /v1/y HTTP/1.1
Host: api.example.com
"####, {
client.new_action().request().map_err(|error| error.to_string())
}),
("send_action", r####"DELETE /v1/y?client=client&request=request HTTP/1.1
Host: api.example.com
"####, {
client.send_action()
    .client("client")
    .request_query("request")
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod names_not_identifiers {
    use golden::all::names_not_identifiers;

    pub fn connection_0() -> Result<names_not_identifiers::Client, names_not_identifiers::Error> {
use names_not_identifiers::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x_y_z(client: &names_not_identifiers::Client) -> Result<(), names_not_identifiers::Error> {
let reply = client.get_x_y_z()
    .filter("$filter")
    .created_gt("created[gt]")
    .await?;
    Ok(())
    }

    pub fn requests(client: &names_not_identifiers::Client) -> Vec<super::Said> {
    vec![
("get_x_y_z", r####"GET /v1/x?$filter=%24filter&created%5Bgt%5D=created%5Bgt%5D HTTP/1.1
Host: api.example.com
"####, {
client.get_x_y_z()
    .filter("$filter")
    .created_gt("created[gt]")
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod next_operation {
    use golden::all::next_operation;

    pub fn connection_0() -> Result<next_operation::Client, next_operation::Error> {
use next_operation::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_orders(client: &next_operation::Client) -> Result<(), next_operation::Error> {
let reply = client.list_orders("tenant").top(1).await?;
    Ok(())
    }

    pub async fn next_orders(client: &next_operation::Client) -> Result<(), next_operation::Error> {
let reply = client.next_orders("nextLink", "tenant").await?;
    Ok(())
    }

    pub async fn list_other(client: &next_operation::Client) -> Result<(), next_operation::Error> {
let reply = client.list_other().await?;
    Ok(())
    }

    pub fn requests(client: &next_operation::Client) -> Vec<super::Said> {
    vec![
("list_orders", r####"GET /orders?tenant=tenant&top=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_orders("tenant").top(1).request().map_err(|error| error.to_string())
}),
("next_orders", r####"GET /orders/nextLink?tenant=tenant HTTP/1.1
Host: api.example.com
"####, {
client.next_orders("nextLink", "tenant").request().map_err(|error| error.to_string())
}),
("list_other", r####"GET /other HTTP/1.1
Host: api.example.com
"####, {
client.list_other().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod no_content {
    use golden::all::no_content;

    pub fn connection_0() -> Result<no_content::Client, no_content::Error> {
use no_content::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn delete_job(client: &no_content::Client) -> Result<(), no_content::Error> {
let reply = client.delete_job("id").await?;
    Ok(())
    }

    pub async fn put_job(client: &no_content::Client) -> Result<(), no_content::Error> {
let reply = client.put_job("id").await?;
    Ok(())
    }

    pub async fn patch_job(client: &no_content::Client) -> Result<(), no_content::Error> {
let reply = client.patch_job("id").await?;
    Ok(())
    }

    pub fn requests(client: &no_content::Client) -> Vec<super::Said> {
    vec![
("delete_job", r####"DELETE /jobs/id HTTP/1.1
Host: api.example.com
"####, {
client.delete_job("id").request().map_err(|error| error.to_string())
}),
("put_job", r####"PUT /jobs/id HTTP/1.1
Host: api.example.com
"####, {
client.put_job("id").request().map_err(|error| error.to_string())
}),
("patch_job", r####"PATCH /jobs/id HTTP/1.1
Host: api.example.com
"####, {
client.patch_job("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod nullable {
    use golden::all::nullable;

    pub fn connection_0() -> Result<nullable::Client, nullable::Error> {
use nullable::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn patch_x(client: &nullable::Client) -> Result<(), nullable::Error> {
use nullable::model;

let reply = client.patch_x(&model::Change::new("plain"))
    .await?;
    Ok(())
    }

    pub async fn post_x(client: &nullable::Client) -> Result<(), nullable::Error> {
client.post_x("must").may(1).await?;
    Ok(())
    }

    pub fn requests(client: &nullable::Client) -> Vec<super::Said> {
    vec![
("patch_x", r####"PATCH /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "must": null,
  "plain": "plain"
}
"####, {
use nullable::model;

client.patch_x(&model::Change::new("plain"))
    .request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "must": "must",
  "may": 1
}
"####, {
client.post_x("must").may(1).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod nullable_inputs {
    use golden::all::nullable_inputs;

    pub fn connection_0() -> Result<nullable_inputs::Client, nullable_inputs::Error> {
use nullable_inputs::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn put_a(client: &nullable_inputs::Client) -> Result<(), nullable_inputs::Error> {
use nullable_inputs::{model, call};

let inputs = call::PutAInputs {
    id: "id",
    flag: None,
    count: None,
    text: None,
    kind: None,
    when: None,
    list: None,
};
client.put_a(inputs).mark(model::PutAMark::X).await?;
    Ok(())
    }

    pub fn requests(client: &nullable_inputs::Client) -> Vec<super::Said> {
    vec![
("put_a", r####"PUT /a/id?mark=x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "flag": null,
  "count": null,
  "text": null,
  "kind": null,
  "when": null,
  "list": null
}
"####, {
use nullable_inputs::{model, call};

let inputs = call::PutAInputs {
    id: "id",
    flag: None,
    count: None,
    text: None,
    kind: None,
    when: None,
    list: None,
};
client.put_a(inputs).mark(model::PutAMark::X).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod oauth_application {
    use golden::all::oauth_application;

    pub fn connection_0() -> Result<oauth_application::Client, oauth_application::Error> {
use oauth_application::{Client, Connection};

let connection = Connection::bearer("machine");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<oauth_application::Client, oauth_application::Error> {
use oauth_application::{App, Client, Connection};

let app = App::new("client-id", "client-secret");
let connection = Connection::oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<oauth_application::Client, oauth_application::Error> {
use oauth_application::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_3() -> Result<oauth_application::Client, oauth_application::Error> {
use oauth_application::{Client, Connection};

let connection = Connection::bearer_and_api_key(
    "person",
    "key",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_4() -> Result<oauth_application::Client, oauth_application::Error> {
use oauth_application::{PersonApp, Client, Connection};

let app = PersonApp::new("client-id", "client-secret");
let connection = Connection::oauth_and_api_key(&app, "key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_5() -> Result<oauth_application::Client, oauth_application::Error> {
use oauth_application::{Client, Connection};

let connection = Connection::browser("browser");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_6() -> Result<oauth_application::Client, oauth_application::Error> {
use oauth_application::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::browser_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_tasks(client: &oauth_application::Client) -> Result<(), oauth_application::Error> {
let reply = client.list_tasks().await?;
    Ok(())
    }

    pub fn requests(client: &oauth_application::Client) -> Vec<super::Said> {
    vec![
("list_tasks", r####"GET /tasks HTTP/1.1
Host: tasks.example.com
Authorization: Bearer <access token>
"####, {
client.list_tasks().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod oauth_entra {
    use golden::all::oauth_entra;

    pub fn connection_0() -> Result<oauth_entra::Client, oauth_entra::Error> {
use oauth_entra::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<oauth_entra::Client, oauth_entra::Error> {
use oauth_entra::{App, Client, Connection};

let app = App::new("client-id", "client-secret");
let connection = Connection::oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<oauth_entra::Client, oauth_entra::Error> {
use oauth_entra::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_tasks(client: &oauth_entra::Client) -> Result<(), oauth_entra::Error> {
let reply = client.list_tasks().await?;
    Ok(())
    }

    pub fn requests(client: &oauth_entra::Client) -> Vec<super::Said> {
    vec![
("list_tasks", r####"GET /tasks HTTP/1.1
Host: tasks.example.com
Authorization: Bearer <access token>
"####, {
client.list_tasks().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod oauth_provider {
    use golden::all::oauth_provider;

    pub fn connection_0() -> Result<oauth_provider::Client, oauth_provider::Error> {
use oauth_provider::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<oauth_provider::Client, oauth_provider::Error> {
use oauth_provider::{App, Client, Connection};

let app = App::new(
    "client-id",
    "client-secret",
    "subdomain",
);
let connection = Connection::oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<oauth_provider::Client, oauth_provider::Error> {
use oauth_provider::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_tasks(client: &oauth_provider::Client) -> Result<(), oauth_provider::Error> {
let reply = client.list_tasks().await?;
    Ok(())
    }

    pub fn requests(client: &oauth_provider::Client) -> Vec<super::Said> {
    vec![
("list_tasks", r####"GET /tasks HTTP/1.1
Host: tasks.example.com
Authorization: Bearer <access token>
"####, {
client.list_tasks().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod oauth_sets {
    use golden::all::oauth_sets;

    pub fn connection_0() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

let connection = Connection::live_token("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{App, Client, Connection};

let app = App::new("client-id", "client-secret");
let connection = Connection::live(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::live_token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_3() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

let connection = Connection::live_again_token(
    "token",
    "office",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_4() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{App, Client, Connection};

let app = App::new("client-id", "client-secret");
let connection = Connection::live_again(&app, "office");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_5() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::live_again_token_source(
    source,
    "office",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_6() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

let connection = Connection::trial_token("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_7() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{TrialApp, Client, Connection};

let app = TrialApp::new(
    "client-id",
    "client-secret",
    "custom-host",
);
let connection = Connection::trial(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_8() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::trial_token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_9() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

let connection = Connection::service_token("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_10() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{ServiceApp, Client, Connection};

let app = ServiceApp::new("client-id", "client-secret");
let connection = Connection::service(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_11() -> Result<oauth_sets::Client, oauth_sets::Error> {
use oauth_sets::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::service_token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_entries(client: &oauth_sets::Client) -> Result<(), oauth_sets::Error> {
client.list_entries().await?;
    Ok(())
    }

    pub fn requests(client: &oauth_sets::Client) -> Vec<super::Said> {
    vec![
("list_entries", r####"GET /entries HTTP/1.1
Host: ledger.example.com
Authorization: Bearer <access token>
"####, {
client.list_entries().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod oauth_templates {
    use golden::all::oauth_templates;

    pub fn connection_0() -> Result<oauth_templates::Client, oauth_templates::Error> {
use oauth_templates::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<oauth_templates::Client, oauth_templates::Error> {
use oauth_templates::{App, Client, Connection};

let app = App::new(
    "client-id",
    "client-secret",
    "custom-host",
);
let connection = Connection::oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<oauth_templates::Client, oauth_templates::Error> {
use oauth_templates::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_tasks(client: &oauth_templates::Client) -> Result<(), oauth_templates::Error> {
let reply = client.list_tasks().await?;
    Ok(())
    }

    pub fn requests(client: &oauth_templates::Client) -> Vec<super::Said> {
    vec![
("list_tasks", r####"GET /tasks HTTP/1.1
Host: tasks.example.com
Authorization: Bearer <access token>
"####, {
client.list_tasks().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod omissions {
    use golden::all::omissions;

    pub fn connection_0() -> Result<omissions::Client, omissions::Error> {
use omissions::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn print_page(client: &omissions::Client) -> Result<(), omissions::Error> {
client.print_page().await?;
    Ok(())
    }

    pub async fn get_queue(client: &omissions::Client) -> Result<(), omissions::Error> {
client.get_queue().await?;
    Ok(())
    }

    pub async fn get_ink(client: &omissions::Client) -> Result<(), omissions::Error> {
client.get_ink("tray").await?;
    Ok(())
    }

    pub fn requests(client: &omissions::Client) -> Vec<super::Said> {
    vec![
("print_page", r####"POST /print HTTP/1.1
Host: prints.example.com
"####, {
client.print_page().request().map_err(|error| error.to_string())
}),
("get_queue", r####"GET /queue HTTP/1.1
Host: prints.example.com
"####, {
client.get_queue().request().map_err(|error| error.to_string())
}),
("get_ink", r####"GET /ink?tray=tray HTTP/1.1
Host: prints.example.com
"####, {
client.get_ink("tray").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi31 {
    use golden::all::openapi31;

    pub fn connection_0() -> Result<openapi31::Client, openapi31::Error> {
use openapi31::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_thing(client: &openapi31::Client) -> Result<(), openapi31::Error> {
let reply = client.get_thing("id").await?;
    Ok(())
    }

    pub fn requests(client: &openapi31::Client) -> Vec<super::Said> {
    vec![
("get_thing", r####"GET /things/id HTTP/1.1
Host: api.example.com
"####, {
client.get_thing("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_bodies {
    use golden::all::openapi3_bodies;

    pub fn connection_0() -> Result<openapi3_bodies::Client, openapi3_bodies::Error> {
use openapi3_bodies::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn post_inline(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
let reply = client.post_inline("name").note("note").await?;
    Ok(())
    }

    pub async fn post_named(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
use openapi3_bodies::model;

let reply = client.post_named(&model::Thing::default())
    .await?;
    Ok(())
    }

    pub async fn post_form(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
client.post_form("a").await?;
    Ok(())
    }

    pub async fn upload(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
client.upload(b"content".to_vec()).note("note").await?;
    Ok(())
    }

    pub async fn put_raw(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
let reply = client.put_raw(b"content".to_vec())
    .content_type("Content-Type")
    .await?;
    Ok(())
    }

    pub async fn post_text(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
let reply = client.post_text().await?;
    Ok(())
    }

    pub async fn patch_thing(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
use openapi3_bodies::model;

let reply = client.patch_thing(&model::Thing::default())
    .await?;
    Ok(())
    }

    pub async fn post_any(client: &openapi3_bodies::Client) -> Result<(), openapi3_bodies::Error> {
let reply = client.post_any().await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_bodies::Client) -> Vec<super::Said> {
    vec![
("post_inline", r####"POST /inline HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "name": "name",
  "note": "note"
}
"####, {
client.post_inline("name").note("note").request().map_err(|error| error.to_string())
}),
("post_named", r####"POST /named HTTP/1.1
Host: api.example.com
Content-Type: application/json

{}
"####, {
use openapi3_bodies::model;

client.post_named(&model::Thing::default())
    .request().map_err(|error| error.to_string())
}),
("post_form", r####"POST /form HTTP/1.1
Host: api.example.com
Content-Type: application/x-www-form-urlencoded

a=a
"####, {
client.post_form("a").request().map_err(|error| error.to_string())
}),
("upload", r####"POST /upload HTTP/1.1
Host: api.example.com
Content-Type: multipart/form-data; boundary=boundary

--boundary
Content-Disposition: form-data; name="file"; filename="file"

content
--boundary
Content-Disposition: form-data; name="note"

note
--boundary--
"####, {
client.upload(b"content".to_vec()).note("note").request().map_err(|error| error.to_string())
}),
("put_raw", r####"PUT /raw HTTP/1.1
Host: api.example.com
Accept: image/png
Content-Type: Content-Type

content
"####, {
client.put_raw(b"content".to_vec())
    .content_type("Content-Type")
    .request().map_err(|error| error.to_string())
}),
("post_text", r####"POST /text HTTP/1.1
Host: api.example.com
Accept: text/plain
"####, {
client.post_text().request().map_err(|error| error.to_string())
}),
("patch_thing", r####"PATCH /patch HTTP/1.1
Host: api.example.com
Accept: application/vnd.thing+json
Content-Type: application/merge-patch+json

{}
"####, {
use openapi3_bodies::model;

client.patch_thing(&model::Thing::default())
    .request().map_err(|error| error.to_string())
}),
("post_any", r####"POST /any HTTP/1.1
Host: api.example.com
"####, {
client.post_any().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_callbacks {
    use golden::all::openapi3_callbacks;

    pub fn connection_0() -> Result<openapi3_callbacks::Client, openapi3_callbacks::Error> {
use openapi3_callbacks::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn call_fixed(client: &openapi3_callbacks::Client) -> Result<(), openapi3_callbacks::Error> {
client.call_fixed().await?;
    Ok(())
    }

    pub async fn on_subscribe_to_orders(client: &openapi3_callbacks::Client, host: &connector::webhook::WebhookHost) -> Result<(), openapi3_callbacks::Error> {
let mut events = host.listen(
    client.on_subscribe_to_orders().filter("filter"),
)
.await?;
    Ok(())
    }

    pub async fn on_subscribe_to_changes(client: &openapi3_callbacks::Client, host: &connector::webhook::WebhookHost) -> Result<(), openapi3_callbacks::Error> {
let mut events = host.listen(
    client.on_subscribe_to_changes("filter"),
)
.await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_callbacks::Client) -> Vec<super::Said> {
    vec![
("call_fixed", r####"POST /fixed HTTP/1.1
Host: api.example.com
"####, {
client.call_fixed().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_misfits {
    use golden::all::openapi3_misfits;

    pub fn connection_0() -> Result<openapi3_misfits::Client, openapi3_misfits::Error> {
use openapi3_misfits::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn sound(client: &openapi3_misfits::Client) -> Result<(), openapi3_misfits::Error> {
let reply = client.sound().q("q").await?;
    Ok(())
    }

    pub async fn odd_discriminator(client: &openapi3_misfits::Client) -> Result<(), openapi3_misfits::Error> {
let reply = client.odd_discriminator().await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_misfits::Client) -> Vec<super::Said> {
    vec![
("sound", r####"GET /e?q=q HTTP/1.1
Host: api.example.com
Accept: application/json
"####, {
client.sound().q("q").request().map_err(|error| error.to_string())
}),
("odd_discriminator", r####"GET /g HTTP/1.1
Host: api.example.com
"####, {
client.odd_discriminator().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_paging {
    use golden::all::openapi3_paging;

    pub fn connection_0() -> Result<openapi3_paging::Client, openapi3_paging::Error> {
use openapi3_paging::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_a(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_a().page(1).limit(1).await?;
    Ok(())
    }

    pub async fn list_b(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_b().offset(1).await?;
    Ok(())
    }

    pub async fn list_c(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_c().since("since").await?;
    Ok(())
    }

    pub async fn list_d(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_d().await?;
    Ok(())
    }

    pub async fn list_e(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_e().q("q").await?;
    Ok(())
    }

    pub async fn list_f(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_f().page(1).await?;
    Ok(())
    }

    pub async fn list_g(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_g().after("after").await?;
    Ok(())
    }

    pub async fn list_h(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_h().await?;
    Ok(())
    }

    pub async fn list_i(client: &openapi3_paging::Client) -> Result<(), openapi3_paging::Error> {
let reply = client.list_i().await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_paging::Client) -> Vec<super::Said> {
    vec![
("list_a", r####"GET /a?page=1&limit=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_a().page(1).limit(1).request().map_err(|error| error.to_string())
}),
("list_b", r####"GET /b?offset=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_b().offset(1).request().map_err(|error| error.to_string())
}),
("list_c", r####"POST /c HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "since": "since"
}
"####, {
client.list_c().since("since").request().map_err(|error| error.to_string())
}),
("list_d", r####"GET /d HTTP/1.1
Host: api.example.com
"####, {
client.list_d().request().map_err(|error| error.to_string())
}),
("list_e", r####"GET /e?q=q HTTP/1.1
Host: api.example.com
"####, {
client.list_e().q("q").request().map_err(|error| error.to_string())
}),
("list_f", r####"GET /f?page=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_f().page(1).request().map_err(|error| error.to_string())
}),
("list_g", r####"GET /g?after=after HTTP/1.1
Host: api.example.com
"####, {
client.list_g().after("after").request().map_err(|error| error.to_string())
}),
("list_h", r####"GET /h HTTP/1.1
Host: api.example.com
"####, {
client.list_h().request().map_err(|error| error.to_string())
}),
("list_i", r####"POST /i HTTP/1.1
Host: api.example.com
"####, {
client.list_i().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_parameters {
    use golden::all::openapi3_parameters;

    pub fn connection_0() -> Result<openapi3_parameters::Client, openapi3_parameters::Error> {
use openapi3_parameters::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_item(client: &openapi3_parameters::Client) -> Result<(), openapi3_parameters::Error> {
let reply = client.get_item(1, "session")
    .filter_color("filter[color]")
    .color("color")
    .await?;
    Ok(())
    }

    pub async fn get_label(client: &openapi3_parameters::Client) -> Result<(), openapi3_parameters::Error> {
let reply = client.get_label("id").await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_parameters::Client) -> Vec<super::Said> {
    vec![
("get_item", r####"GET /items/1?api-version=2024-01-01&filter%5Bcolor%5D=filter%5Bcolor%5D&color=color HTTP/1.1
Host: api.example.com
Cookie: fixed=only; session=session
"####, {
client.get_item(1, "session")
    .filter_color("filter[color]")
    .color("color")
    .request().map_err(|error| error.to_string())
}),
("get_label", r####"GET /label/id HTTP/1.1
Host: api.example.com
Accept: application/json
"####, {
client.get_label("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_security {
    use golden::all::openapi3_security;

    pub fn connection_0() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{Client, Connection};

let connection = Connection::bearer("bearer");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{Client, Connection};

let connection = Connection::api_key("cookie");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_3() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{Client, Connection};

let connection = Connection::basic_and_api_key(
    "username",
    "password",
    "header",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_4() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{Client, Connection};

let connection = Connection::oauth("oauth");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_5() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{App, Client, Connection};

let app = App::new("client-id", "client-secret");
let connection = Connection::oauth_oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_6() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::oauth_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_7() -> Result<openapi3_security::Client, openapi3_security::Error> {
use openapi3_security::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &openapi3_security::Client) -> Result<(), openapi3_security::Error> {
client.get_a().await?;
    Ok(())
    }

    pub async fn get_b(client: &openapi3_security::Client) -> Result<(), openapi3_security::Error> {
client.get_b().await?;
    Ok(())
    }

    pub async fn get_c(client: &openapi3_security::Client) -> Result<(), openapi3_security::Error> {
client.get_c().await?;
    Ok(())
    }

    pub async fn get_d(client: &openapi3_security::Client) -> Result<(), openapi3_security::Error> {
client.get_d().await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_security::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /a HTTP/1.1
Host: api.example.com
Authorization: Bearer <access token>
"####, {
client.get_a().request().map_err(|error| error.to_string())
}),
("get_b", r####"GET /b HTTP/1.1
Host: api.example.com
Authorization: Basic <base64 of username:password>
X-Key: <header>
"####, {
client.get_b().request().map_err(|error| error.to_string())
}),
("get_c", r####"GET /c HTTP/1.1
Host: api.example.com
"####, {
client.get_c().request().map_err(|error| error.to_string())
}),
("get_d", r####"GET /d HTTP/1.1
Host: api.example.com
Authorization: Bearer <access token>
"####, {
client.get_d().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_servers {
    use golden::all::openapi3_servers;

    pub fn connection_0() -> Result<openapi3_servers::Client, openapi3_servers::Error> {
use openapi3_servers::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &openapi3_servers::Client) -> Result<(), openapi3_servers::Error> {
client.get_a().await?;
    Ok(())
    }

    pub async fn get_files(client: &openapi3_servers::Client) -> Result<(), openapi3_servers::Error> {
client.get_files().await?;
    Ok(())
    }

    pub async fn put_files(client: &openapi3_servers::Client) -> Result<(), openapi3_servers::Error> {
client.put_files().await?;
    Ok(())
    }

    pub async fn delete_files(client: &openapi3_servers::Client) -> Result<(), openapi3_servers::Error> {
client.delete_files().await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_servers::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /v2/a HTTP/1.1
Host: eu.example.com:443
"####, {
client.get_a().request().map_err(|error| error.to_string())
}),
("get_files", r####"GET /v1/files HTTP/1.1
Host: files.example.com
"####, {
client.get_files().request().map_err(|error| error.to_string())
}),
("put_files", r####"PUT /files HTTP/1.1
Host: upload.example.com
"####, {
client.put_files().request().map_err(|error| error.to_string())
}),
("delete_files", r####"DELETE /v2/files HTTP/1.1
Host: eu.example.com:443
"####, {
client.delete_files().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod openapi3_unions {
    use golden::all::openapi3_unions;

    pub fn connection_0() -> Result<openapi3_unions::Client, openapi3_unions::Error> {
use openapi3_unions::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_pet(client: &openapi3_unions::Client) -> Result<(), openapi3_unions::Error> {
let reply = client.get_pet("id").await?;
    Ok(())
    }

    pub async fn put_pet(client: &openapi3_unions::Client) -> Result<(), openapi3_unions::Error> {
use openapi3_unions::model;

client.put_pet("id", &model::Pet::Cat(model::Cat::new(1)))
    .await?;
    Ok(())
    }

    pub async fn list_events(client: &openapi3_unions::Client) -> Result<(), openapi3_unions::Error> {
let reply = client.list_events().await?;
    Ok(())
    }

    pub async fn get_values(client: &openapi3_unions::Client) -> Result<(), openapi3_unions::Error> {
let reply = client.get_values().await?;
    Ok(())
    }

    pub async fn get_base(client: &openapi3_unions::Client) -> Result<(), openapi3_unions::Error> {
let reply = client.get_base().await?;
    Ok(())
    }

    pub fn requests(client: &openapi3_unions::Client) -> Vec<super::Said> {
    vec![
("get_pet", r####"GET /v1/pets/id HTTP/1.1
Host: api.example.com
"####, {
client.get_pet("id").request().map_err(|error| error.to_string())
}),
("put_pet", r####"PUT /v1/pets/id HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "kind": "cat",
  "lives": 1
}
"####, {
use openapi3_unions::model;

client.put_pet("id", &model::Pet::Cat(model::Cat::new(1)))
    .request().map_err(|error| error.to_string())
}),
("list_events", r####"GET /v1/events HTTP/1.1
Host: api.example.com
"####, {
client.list_events().request().map_err(|error| error.to_string())
}),
("get_values", r####"GET /v1/values HTTP/1.1
Host: api.example.com
"####, {
client.get_values().request().map_err(|error| error.to_string())
}),
("get_base", r####"GET /v1/bases HTTP/1.1
Host: api.example.com
"####, {
client.get_base().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod operation_schemes {
    use golden::all::operation_schemes;

    pub fn connection_0() -> Result<operation_schemes::Client, operation_schemes::Error> {
use operation_schemes::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &operation_schemes::Client) -> Result<(), operation_schemes::Error> {
client.get_a().await?;
    Ok(())
    }

    pub async fn get_b(client: &operation_schemes::Client) -> Result<(), operation_schemes::Error> {
client.get_b().await?;
    Ok(())
    }

    pub async fn get_c(client: &operation_schemes::Client) -> Result<(), operation_schemes::Error> {
client.get_c().await?;
    Ok(())
    }

    pub fn requests(client: &operation_schemes::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /v1/a HTTP/1.1
Host: api.example.com
"####, {
client.get_a().request().map_err(|error| error.to_string())
}),
("get_b", r####"GET /v1/b HTTP/1.1
Host: api.example.com
"####, {
client.get_b().request().map_err(|error| error.to_string())
}),
("get_c", r####"GET /v1/c HTTP/1.1
Host: api.example.com
"####, {
client.get_c().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod other_file {
    use golden::all::other_file;

    pub fn connection_0() -> Result<other_file::Client, other_file::Error> {
use other_file::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &other_file::Client) -> Result<(), other_file::Error> {
let reply = client.get_x().limit(1).await?;
    Ok(())
    }

    pub async fn post_x(client: &other_file::Client) -> Result<(), other_file::Error> {
use other_file::model;

client.post_x(&model::Line::new("sku")).await?;
    Ok(())
    }

    pub fn requests(client: &other_file::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?limit=1 HTTP/1.1
Host: api.example.com
"####, {
client.get_x().limit(1).request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "sku": "sku"
}
"####, {
use other_file::model;

client.post_x(&model::Line::new("sku")).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod overrides {
    use golden::all::overrides;

    pub fn connection_0() -> Result<overrides::Client, overrides::Error> {
use overrides::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn fetch(client: &overrides::Client) -> Result<(), overrides::Error> {
let reply = client.fetch().await?;
    Ok(())
    }

    pub async fn get_b(client: &overrides::Client) -> Result<(), overrides::Error> {
let reply = client.get_b().await?;
    Ok(())
    }

    pub fn requests(client: &overrides::Client) -> Vec<super::Said> {
    vec![
("fetch", r####"GET /x/a HTTP/1.1
Host: localhost:1
"####, {
client.fetch().request().map_err(|error| error.to_string())
}),
("get_b", r####"GET /x/b HTTP/1.1
Host: localhost:1
"####, {
client.get_b().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod paging {
    use golden::all::paging;

    pub fn connection_0() -> Result<paging::Client, paging::Error> {
use paging::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_a(client: &paging::Client) -> Result<(), paging::Error> {
let reply = client.list_a().top(1).await?;
    Ok(())
    }

    pub async fn list_b(client: &paging::Client) -> Result<(), paging::Error> {
let reply = client.list_b().await?;
    Ok(())
    }

    pub async fn list_c(client: &paging::Client) -> Result<(), paging::Error> {
let reply = client.list_c().await?;
    Ok(())
    }

    pub async fn list_d(client: &paging::Client) -> Result<(), paging::Error> {
let reply = client.list_d().await?;
    Ok(())
    }

    pub async fn list_e(client: &paging::Client) -> Result<(), paging::Error> {
let reply = client.list_e().await?;
    Ok(())
    }

    pub async fn list_f(client: &paging::Client) -> Result<(), paging::Error> {
client.list_f().await?;
    Ok(())
    }

    pub fn requests(client: &paging::Client) -> Vec<super::Said> {
    vec![
("list_a", r####"GET /v1/a?top=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_a().top(1).request().map_err(|error| error.to_string())
}),
("list_b", r####"GET /v1/b HTTP/1.1
Host: api.example.com
"####, {
client.list_b().request().map_err(|error| error.to_string())
}),
("list_c", r####"GET /v1/c HTTP/1.1
Host: api.example.com
"####, {
client.list_c().request().map_err(|error| error.to_string())
}),
("list_d", r####"GET /v1/d HTTP/1.1
Host: api.example.com
"####, {
client.list_d().request().map_err(|error| error.to_string())
}),
("list_e", r####"GET /v1/e HTTP/1.1
Host: api.example.com
"####, {
client.list_e().request().map_err(|error| error.to_string())
}),
("list_f", r####"GET /v1/f HTTP/1.1
Host: api.example.com
"####, {
client.list_f().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod paging_described {
    use golden::all::paging_described;

    pub fn connection_0() -> Result<paging_described::Client, paging_described::Error> {
use paging_described::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_pages(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_pages().page(1).per_page(1).await?;
    Ok(())
    }

    pub async fn list_zero(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_zero().page(1).await?;
    Ok(())
    }

    pub async fn list_offsets(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_offsets().skip(1).limit(1).await?;
    Ok(())
    }

    pub async fn list_cursors(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_cursors().cursor("cursor").await?;
    Ok(())
    }

    pub async fn list_after(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_after()
    .starting_after("starting_after")
    .await?;
    Ok(())
    }

    pub async fn search(client: &paging_described::Client) -> Result<(), paging_described::Error> {
use paging_described::model;

let reply = client.search()
    .text("text")
    .paging(&model::SearchPaging::default())
    .await?;
    Ok(())
    }

    pub async fn query(client: &paging_described::Client) -> Result<(), paging_described::Error> {
use paging_described::model;

let reply = client.query(&model::Query::new("text")).await?;
    Ok(())
    }

    pub async fn list_links(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_links().type_("type").await?;
    Ok(())
    }

    pub async fn list_urls(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_urls().await?;
    Ok(())
    }

    pub async fn list_open(client: &paging_described::Client) -> Result<(), paging_described::Error> {
let reply = client.list_open().page(1).await?;
    Ok(())
    }

    pub fn requests(client: &paging_described::Client) -> Vec<super::Said> {
    vec![
("list_pages", r####"GET /v1/pages?page=1&per_page=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_pages().page(1).per_page(1).request().map_err(|error| error.to_string())
}),
("list_zero", r####"GET /v1/zero?page=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_zero().page(1).request().map_err(|error| error.to_string())
}),
("list_offsets", r####"GET /v1/offsets?skip=1&limit=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_offsets().skip(1).limit(1).request().map_err(|error| error.to_string())
}),
("list_cursors", r####"GET /v1/cursors?cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.list_cursors().cursor("cursor").request().map_err(|error| error.to_string())
}),
("list_after", r####"GET /v1/last?starting_after=starting_after HTTP/1.1
Host: api.example.com
"####, {
client.list_after()
    .starting_after("starting_after")
    .request().map_err(|error| error.to_string())
}),
("search", r####"POST /v1/search HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "text": "text",
  "paging": {}
}
"####, {
use paging_described::model;

client.search()
    .text("text")
    .paging(&model::SearchPaging::default())
    .request().map_err(|error| error.to_string())
}),
("query", r####"POST /v1/named HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "text": "text"
}
"####, {
use paging_described::model;

client.query(&model::Query::new("text")).request().map_err(|error| error.to_string())
}),
("list_links", r####"GET /v1/links?type=type HTTP/1.1
Host: api.example.com
"####, {
client.list_links().type_("type").request().map_err(|error| error.to_string())
}),
("list_urls", r####"GET /v1/urls HTTP/1.1
Host: api.example.com
"####, {
client.list_urls().request().map_err(|error| error.to_string())
}),
("list_open", r####"GET /v1/open?page=1 HTTP/1.1
Host: api.example.com
"####, {
client.list_open().page(1).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod paging_misfits {
    use golden::all::paging_misfits;

    pub fn connection_0() -> Result<paging_misfits::Client, paging_misfits::Error> {
use paging_misfits::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn unknown_parameter(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.unknown_parameter()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn pointer_into_nothing(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.pointer_into_nothing()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn no_list(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.no_list()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn wrong_kind(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.wrong_kind()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn no_number(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.no_number()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn unknown_key(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.unknown_key()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn missing_next(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.missing_next()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn header_or_property(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.header_or_property()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn no_scalar(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.no_scalar()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn no_body(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.no_body()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn no_end(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.no_end().page(1).await?;
    Ok(())
    }

    pub async fn no_reply(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
client.no_reply().await?;
    Ok(())
    }

    pub async fn no_object(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.no_object()
    .page(1)
    .cursor("cursor")
    .await?;
    Ok(())
    }

    pub async fn body_property(client: &paging_misfits::Client) -> Result<(), paging_misfits::Error> {
let reply = client.body_property().page(1).await?;
    Ok(())
    }

    pub fn requests(client: &paging_misfits::Client) -> Vec<super::Said> {
    vec![
("unknown_parameter", r####"GET /a?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.unknown_parameter()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("pointer_into_nothing", r####"GET /b?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.pointer_into_nothing()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("no_list", r####"GET /c?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.no_list()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("wrong_kind", r####"GET /d?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.wrong_kind()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("no_number", r####"GET /e?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.no_number()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("unknown_key", r####"GET /f?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.unknown_key()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("missing_next", r####"GET /g?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.missing_next()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("header_or_property", r####"GET /h?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.header_or_property()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("no_scalar", r####"GET /i?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.no_scalar()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("no_body", r####"GET /j?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.no_body()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("no_end", r####"GET /k?page=1 HTTP/1.1
Host: api.example.com
"####, {
client.no_end().page(1).request().map_err(|error| error.to_string())
}),
("no_reply", r####"GET /l HTTP/1.1
Host: api.example.com
"####, {
client.no_reply().request().map_err(|error| error.to_string())
}),
("no_object", r####"GET /m?page=1&cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.no_object()
    .page(1)
    .cursor("cursor")
    .request().map_err(|error| error.to_string())
}),
("body_property", r####"POST /n HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "page": 1
}
"####, {
client.body_property().page(1).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod parameter_places {
    use golden::all::parameter_places;

    pub fn connection_0() -> Result<parameter_places::Client, parameter_places::Error> {
use parameter_places::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_line(client: &parameter_places::Client) -> Result<(), parameter_places::Error> {
let reply = client.get_line(
    "orderId",
    1,
    "X-Tenant",
    connector::Date::new("2026-01-31"),
)
.expand(true)
.x_trace("X-Trace")
.await?;
    Ok(())
    }

    pub fn requests(client: &parameter_places::Client) -> Vec<super::Said> {
    vec![
("get_line", r####"GET /v1/orders/orderId/lines/1?as%20of=2026-01-31&expand=true HTTP/1.1
Host: api.example.com
X-Tenant: X-Tenant
X-Trace: X-Trace
"####, {
client.get_line(
    "orderId",
    1,
    "X-Tenant",
    connector::Date::new("2026-01-31"),
)
.expand(true)
.x_trace("X-Trace")
.request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod parameter_sets {
    use golden::all::parameter_sets;

    pub fn connection_0() -> Result<parameter_sets::Client, parameter_sets::Error> {
use parameter_sets::{Client, Connection};

let connection = Connection::company_account(
    "token",
    "site",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<parameter_sets::Client, parameter_sets::Error> {
use parameter_sets::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::company_account_source(
    source,
    "site",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<parameter_sets::Client, parameter_sets::Error> {
use parameter_sets::{Client, Connection};

let connection = Connection::robot(
    "username",
    "password",
    "site",
    "robot",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_boxes(client: &parameter_sets::Client) -> Result<(), parameter_sets::Error> {
client.list_boxes().await?;
    Ok(())
    }

    pub fn requests(client: &parameter_sets::Client) -> Vec<super::Said> {
    vec![
("list_boxes", r####"GET /boxes HTTP/1.1
Host: depot.example.com
Authorization: Bearer <access token>
"####, {
client.list_boxes().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod parameterized_host {
    use golden::all::parameterized_host;

    pub fn connection_0() -> Result<parameterized_host::Client, parameterized_host::Error> {
use parameterized_host::{Client, Connection};

let connection = Connection::new("account");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_orders(client: &parameterized_host::Client) -> Result<(), parameterized_host::Error> {
client.list_orders().await?;
    Ok(())
    }

    pub fn requests(client: &parameterized_host::Client) -> Vec<super::Said> {
    vec![
("list_orders", r####"GET /v1/orders HTTP/1.1
Host: {account}.{region}.example.com
"####, {
client.list_orders().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod parameterized_host_unknown {
    use golden::all::parameterized_host_unknown;

    pub fn connection_0() -> Result<parameterized_host_unknown::Client, parameterized_host_unknown::Error> {
use parameterized_host_unknown::{Client, Connection};

let connection = Connection::new("https://api.example.com");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_orders(client: &parameterized_host_unknown::Client) -> Result<(), parameterized_host_unknown::Error> {
client.list_orders().await?;
    Ok(())
    }

    pub fn requests(client: &parameterized_host_unknown::Client) -> Vec<super::Said> {
    vec![
("list_orders", r####"GET /orders HTTP/1.1
Host: {host}
"####, {
client.list_orders().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod path_templates {
    use golden::all::path_templates;

    pub fn connection_0() -> Result<path_templates::Client, path_templates::Error> {
use path_templates::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_odata_line(client: &path_templates::Client) -> Result<(), path_templates::Error> {
client.get_odata_line("id", 1, "sku").await?;
    Ok(())
    }

    pub async fn get_tile(client: &path_templates::Client) -> Result<(), path_templates::Error> {
let reply = client.get_tile(1.0, 1.0, 1).await?;
    Ok(())
    }

    pub async fn get_forecast(client: &path_templates::Client) -> Result<(), path_templates::Error> {
client.get_forecast("Forecast job Id").await?;
    Ok(())
    }

    pub async fn get_literal(client: &path_templates::Client) -> Result<(), path_templates::Error> {
client.get_literal().await?;
    Ok(())
    }

    pub async fn get_raw(client: &path_templates::Client) -> Result<(), path_templates::Error> {
client.get_raw("rest").await?;
    Ok(())
    }

    pub async fn get_twice(client: &path_templates::Client) -> Result<(), path_templates::Error> {
client.get_twice("name").await?;
    Ok(())
    }

    pub async fn get_root(client: &path_templates::Client) -> Result<(), path_templates::Error> {
client.get_root().await?;
    Ok(())
    }

    pub fn requests(client: &path_templates::Client) -> Vec<super::Said> {
    vec![
("get_odata_line", r####"GET /v1/orders('id')/lines(number=1,sku='sku') HTTP/1.1
Host: api.example.com
"####, {
client.get_odata_line("id", 1, "sku").request().map_err(|error| error.to_string())
}),
("get_tile", r####"GET /v1/maps/1.0,1.0,1.png HTTP/1.1
Host: api.example.com
Accept: image/png
"####, {
client.get_tile(1.0, 1.0, 1).request().map_err(|error| error.to_string())
}),
("get_forecast", r####"GET /v1/forecast/Forecast%20job%20Id/ HTTP/1.1
Host: api.example.com
"####, {
client.get_forecast("Forecast job Id").request().map_err(|error| error.to_string())
}),
("get_literal", r####"GET /v1/%7Bliteral%7D/a//b HTTP/1.1
Host: api.example.com
"####, {
client.get_literal().request().map_err(|error| error.to_string())
}),
("get_raw", r####"GET /v1/raw/rest HTTP/1.1
Host: api.example.com
"####, {
client.get_raw("rest").request().map_err(|error| error.to_string())
}),
("get_twice", r####"GET /v1/twice/name HTTP/1.1
Host: api.example.com
"####, {
client.get_twice("name").request().map_err(|error| error.to_string())
}),
("get_root", r####"GET /v1/ HTTP/1.1
Host: api.example.com
"####, {
client.get_root().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_auth {
    use golden::all::postman_auth;

    pub fn connection_0() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{App, Client, Connection};

let app = App::new("client-id", "client-secret");
let connection = Connection::oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_3() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{Client, Connection};

let connection = Connection::api_key("authorization");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_4() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{Client, Connection};

let connection = Connection::api_key_bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_5() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{Client, Connection};

let connection = Connection::appid_in_the_query(
    "appid-query",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_6() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{Client, Connection};

let connection = Connection::basic_and_api_key(
    "username",
    "password",
    "x-api-key",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_7() -> Result<postman_auth::Client, postman_auth::Error> {
use postman_auth::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn app(client: &postman_auth::Client) -> Result<(), postman_auth::Error> {
let reply = client.app().await?;
    Ok(())
    }

    pub async fn typed_bearer(client: &postman_auth::Client) -> Result<(), postman_auth::Error> {
let reply = client.typed_bearer().await?;
    Ok(())
    }

    pub async fn typed_key(client: &postman_auth::Client) -> Result<(), postman_auth::Error> {
let reply = client.typed_key().await?;
    Ok(())
    }

    pub async fn query_key(client: &postman_auth::Client) -> Result<(), postman_auth::Error> {
let reply = client.query_key().q("q").await?;
    Ok(())
    }

    pub async fn both(client: &postman_auth::Client) -> Result<(), postman_auth::Error> {
let reply = client.both().await?;
    Ok(())
    }

    pub async fn open(client: &postman_auth::Client) -> Result<(), postman_auth::Error> {
let reply = client.open().await?;
    Ok(())
    }

    pub fn requests(client: &postman_auth::Client) -> Vec<super::Said> {
    vec![
("app", r####"GET /app HTTP/1.1
Host: a.example.net
Authorization: Bearer <access token>
Accept: */*
"####, {
client.app().request().map_err(|error| error.to_string())
}),
("typed_bearer", r####"GET /typed HTTP/1.1
Host: a.example.net
Authorization: Bearer <access token>
Accept: */*
"####, {
client.typed_bearer().request().map_err(|error| error.to_string())
}),
("typed_key", r####"GET /key HTTP/1.1
Host: a.example.net
Authorization: <Authorization>
Accept: */*
"####, {
client.typed_key().request().map_err(|error| error.to_string())
}),
("query_key", r####"GET /query?appid=<appid_query>&q=q HTTP/1.1
Host: a.example.net
Accept: */*
"####, {
client.query_key().q("q").request().map_err(|error| error.to_string())
}),
("both", r####"GET /both HTTP/1.1
Host: a.example.net
Authorization: Basic <base64 of username:password>
X-Api-Key: <X-Api-Key>
Accept: */*
"####, {
client.both().request().map_err(|error| error.to_string())
}),
("open", r####"GET /open HTTP/1.1
Host: a.example.net
Accept: */*
"####, {
client.open().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_bodies {
    use golden::all::postman_bodies;

    pub fn connection_0() -> Result<postman_bodies::Client, postman_bodies::Error> {
use postman_bodies::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn tolerant(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
use postman_bodies::model;

let reply = client.tolerant()
    .known(&model::TolerantKnown::default())
    .n(1)
    .await?;
    Ok(())
    }

    pub async fn unknown_body(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.unknown_body(&connector::json!({}))
    .await?;
    Ok(())
    }

    pub async fn broken(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.broken(&connector::json!({})).await?;
    Ok(())
    }

    pub async fn list(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
use postman_bodies::model;

let reply = client.list(&[model::ListInput::default()])
    .await?;
    Ok(())
    }

    pub async fn form(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.form("c").a(1).await?;
    Ok(())
    }

    pub async fn upload(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.upload().title("title").await?;
    Ok(())
    }

    pub async fn binary(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.binary(b"content".to_vec()).await?;
    Ok(())
    }

    pub async fn xml(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.xml(b"content".to_vec()).await?;
    Ok(())
    }

    pub async fn heroes(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
use postman_bodies::model;

let reply = client.heroes(
    &model::HeroesVariables::default(),
)
.await?;
    Ok(())
    }

    pub async fn villains(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.villains().await?;
    Ok(())
    }

    pub async fn vendor(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.vendor().await?;
    Ok(())
    }

    pub async fn off(client: &postman_bodies::Client) -> Result<(), postman_bodies::Error> {
let reply = client.off().await?;
    Ok(())
    }

    pub fn requests(client: &postman_bodies::Client) -> Vec<super::Said> {
    vec![
("tolerant", r####"POST /tolerant HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/json

{
  "known": {},
  "n": 1
}
"####, {
use postman_bodies::model;

client.tolerant()
    .known(&model::TolerantKnown::default())
    .n(1)
    .request().map_err(|error| error.to_string())
}),
("unknown_body", r####"POST /unknown HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/json

{}
"####, {
client.unknown_body(&connector::json!({}))
    .request().map_err(|error| error.to_string())
}),
("broken", r####"POST /broken HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/json

{}
"####, {
client.broken(&connector::json!({})).request().map_err(|error| error.to_string())
}),
("list", r####"PUT /list HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/json

[
  {}
]
"####, {
use postman_bodies::model;

client.list(&[model::ListInput::default()])
    .request().map_err(|error| error.to_string())
}),
("form", r####"POST /form HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/x-www-form-urlencoded

c=c&a=1
"####, {
client.form("c").a(1).request().map_err(|error| error.to_string())
}),
("upload", r####"POST /upload HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: multipart/form-data; boundary=boundary

--boundary
Content-Disposition: form-data; name="title"

title
--boundary--
"####, {
client.upload().title("title").request().map_err(|error| error.to_string())
}),
("binary", r####"PUT /binary HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: image/png

content
"####, {
client.binary(b"content".to_vec()).request().map_err(|error| error.to_string())
}),
("xml", r####"POST /xml HTTP/1.1
Host: b.example.net
Accept: text/plain, */*
Content-Type: application/xml

content
"####, {
client.xml(b"content".to_vec()).request().map_err(|error| error.to_string())
}),
("heroes", r####"POST /graphql HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/json

{
  "query": "query Heroes($first: Int) { heroes(first: $first) { name } }",
  "variables": {}
}
"####, {
use postman_bodies::model;

client.heroes(
    &model::HeroesVariables::default(),
)
.request().map_err(|error| error.to_string())
}),
("villains", r####"POST /graphql HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/json

{
  "query": "{ villains { name } }"
}
"####, {
client.villains().request().map_err(|error| error.to_string())
}),
("vendor", r####"PATCH /vendor HTTP/1.1
Host: b.example.net
Accept: */*
Content-Type: application/merge-patch+json

{}
"####, {
client.vendor().request().map_err(|error| error.to_string())
}),
("off", r####"POST /off HTTP/1.1
Host: b.example.net
Accept: */*
"####, {
client.off().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_dump {
    use golden::all::postman_dump;

    pub fn connection_0() -> Result<postman_dump::Client, postman_dump::Error> {
use postman_dump::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn ping(client: &postman_dump::Client) -> Result<(), postman_dump::Error> {
let reply = client.ping().await?;
    Ok(())
    }

    pub async fn second_ping(client: &postman_dump::Client) -> Result<(), postman_dump::Error> {
let reply = client.second_ping().await?;
    Ok(())
    }

    pub fn requests(client: &postman_dump::Client) -> Vec<super::Said> {
    vec![
("ping", r####"GET /ping HTTP/1.1
Host: d.example.net
Accept: */*
"####, {
client.ping().request().map_err(|error| error.to_string())
}),
("second_ping", r####"GET /v2/ping HTTP/1.1
Host: d.example.net
Accept: */*
"####, {
client.second_ping().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_hosts {
    use golden::all::postman_hosts;

    pub fn connection_0() -> Result<postman_hosts::Client, postman_hosts::Error> {
use postman_hosts::{Client, Connection};

let connection = Connection::new("tenant");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_things(client: &postman_hosts::Client) -> Result<(), postman_hosts::Error> {
let reply = client.list_things().await?;
    Ok(())
    }

    pub async fn get_thing(client: &postman_hosts::Client) -> Result<(), postman_hosts::Error> {
let reply = client.get_thing("thingId").await?;
    Ok(())
    }

    pub async fn token(client: &postman_hosts::Client) -> Result<(), postman_hosts::Error> {
let reply = client.token().await?;
    Ok(())
    }

    pub async fn elsewhere(client: &postman_hosts::Client) -> Result<(), postman_hosts::Error> {
let reply = client.elsewhere().await?;
    Ok(())
    }

    pub async fn circle(client: &postman_hosts::Client) -> Result<(), postman_hosts::Error> {
let reply = client.circle("a").await?;
    Ok(())
    }

    pub async fn no_host(client: &postman_hosts::Client) -> Result<(), postman_hosts::Error> {
let reply = client.no_host().await?;
    Ok(())
    }

    pub fn requests(client: &postman_hosts::Client) -> Vec<super::Said> {
    vec![
("list_things", r####"GET /api/v3/things HTTP/1.1
Host: {tenant}.example.net
Accept: */*
"####, {
client.list_things().request().map_err(|error| error.to_string())
}),
("get_thing", r####"GET /api/v3/things/thingId HTTP/1.1
Host: {tenant}.example.net
Accept: */*
"####, {
client.get_thing("thingId").request().map_err(|error| error.to_string())
}),
("token", r####"POST /oauth/token HTTP/1.1
Host: login.example.net
Accept: */*
"####, {
client.token().request().map_err(|error| error.to_string())
}),
("elsewhere", r####"GET /ping HTTP/1.1
Host: {other}
Accept: */*
"####, {
client.elsewhere().request().map_err(|error| error.to_string())
}),
("circle", r####"GET /api/v3/a HTTP/1.1
Host: {tenant}.example.net
Accept: */*
"####, {
client.circle("a").request().map_err(|error| error.to_string())
}),
("no_host", r####"GET /relative HTTP/1.1
Host: {tenant}.example.net
Accept: */*
"####, {
client.no_host().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_merging {
    use golden::all::postman_merging;

    pub fn connection_0() -> Result<postman_merging::Client, postman_merging::Error> {
use postman_merging::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_user(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.get_user("id").verbose(1).await?;
    Ok(())
    }

    pub async fn who_am_i(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.who_am_i().await?;
    Ok(())
    }

    pub async fn status(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.status().await?;
    Ok(())
    }

    pub async fn price(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.price(b"content".to_vec()).await?;
    Ok(())
    }

    pub async fn stock(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.stock(b"content".to_vec()).await?;
    Ok(())
    }

    pub async fn add(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.add()
    .jsonrpc("jsonrpc")
    .method("method")
    .await?;
    Ok(())
    }

    pub async fn sub(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.sub()
    .jsonrpc("jsonrpc")
    .method("method")
    .await?;
    Ok(())
    }

    pub async fn list_jobs(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.list_jobs().page(1).await?;
    Ok(())
    }

    pub async fn stop_jobs(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.stop_jobs().page(1).await?;
    Ok(())
    }

    pub async fn job(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.job("jobId").await?;
    Ok(())
    }

    pub async fn nested(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.nested("id", "b_id").await?;
    Ok(())
    }

    pub async fn odata(client: &postman_merging::Client) -> Result<(), postman_merging::Error> {
let reply = client.odata("user").select("$select").await?;
    Ok(())
    }

    pub fn requests(client: &postman_merging::Client) -> Vec<super::Said> {
    vec![
("get_user", r####"GET /users/id?verbose=1 HTTP/1.1
Host: m.example.net
"####, {
client.get_user("id").verbose(1).request().map_err(|error| error.to_string())
}),
("who_am_i", r####"GET /users/me HTTP/1.1
Host: m.example.net
Accept: */*
"####, {
client.who_am_i().request().map_err(|error| error.to_string())
}),
("status", r####"GET /delay/2 HTTP/1.1
Host: m.example.net
Accept: */*
"####, {
client.status().request().map_err(|error| error.to_string())
}),
("price", r####"POST /soap HTTP/1.1
Host: m.example.net
Accept: */*
SOAPAction: urn:GetPrice
Content-Type: application/xml

content
"####, {
client.price(b"content".to_vec()).request().map_err(|error| error.to_string())
}),
("stock", r####"POST /soap HTTP/1.1
Host: m.example.net
Accept: */*
SOAPAction: urn:GetStock
Content-Type: application/xml

content
"####, {
client.stock(b"content".to_vec()).request().map_err(|error| error.to_string())
}),
("add", r####"POST /rpc HTTP/1.1
Host: m.example.net
Accept: */*
Content-Type: application/json

{
  "jsonrpc": "jsonrpc",
  "method": "method"
}
"####, {
client.add()
    .jsonrpc("jsonrpc")
    .method("method")
    .request().map_err(|error| error.to_string())
}),
("sub", r####"POST /rpc HTTP/1.1
Host: m.example.net
Accept: */*
Content-Type: application/json

{
  "jsonrpc": "jsonrpc",
  "method": "method"
}
"####, {
client.sub()
    .jsonrpc("jsonrpc")
    .method("method")
    .request().map_err(|error| error.to_string())
}),
("list_jobs", r####"GET /cgi?action=list&page=1 HTTP/1.1
Host: m.example.net
Accept: */*
"####, {
client.list_jobs().page(1).request().map_err(|error| error.to_string())
}),
("stop_jobs", r####"GET /cgi?action=stop&page=1 HTTP/1.1
Host: m.example.net
Accept: */*
"####, {
client.stop_jobs().page(1).request().map_err(|error| error.to_string())
}),
("job", r####"GET /jobs/jobId HTTP/1.1
Host: m.example.net
"####, {
client.job("jobId").request().map_err(|error| error.to_string())
}),
("nested", r####"GET /a/id/b/b_id HTTP/1.1
Host: m.example.net
Accept: */*
"####, {
client.nested("id", "b_id").request().map_err(|error| error.to_string())
}),
("odata", r####"GET /Users('user')/Manager?$select=%24select HTTP/1.1
Host: m.example.net
Accept: */*
"####, {
client.odata("user").select("$select").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_names {
    use golden::all::postman_names;

    pub fn connection_0() -> Result<postman_names::Client, postman_names::Error> {
use postman_names::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn users_list(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.users_list().await?;
    Ok(())
    }

    pub async fn get_users_by_id(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.get_users_by_id("id").await?;
    Ok(())
    }

    pub async fn type_list(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.type_list().await?;
    Ok(())
    }

    pub async fn self_(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.self_().await?;
    Ok(())
    }

    pub async fn get_cjk_by_id(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.get_cjk_by_id("id").await?;
    Ok(())
    }

    pub async fn launch(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.launch().await?;
    Ok(())
    }

    pub async fn get_raw(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.get_raw().await?;
    Ok(())
    }

    pub async fn get_empty(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.get_empty().await?;
    Ok(())
    }

    pub async fn get_users_tags(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.get_users_tags("id").await?;
    Ok(())
    }

    pub async fn same(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.same().await?;
    Ok(())
    }

    pub async fn same_same_b(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.same_same_b().await?;
    Ok(())
    }

    pub async fn crème_brûlée(client: &postman_names::Client) -> Result<(), postman_names::Error> {
let reply = client.crème_brûlée()
    .user_id(1)
    .user_id_query(1)
    .await?;
    Ok(())
    }

    pub fn requests(client: &postman_names::Client) -> Vec<super::Said> {
    vec![
("users_list", r####"GET /users HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.users_list().request().map_err(|error| error.to_string())
}),
("get_users_by_id", r####"GET /users/id HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.get_users_by_id("id").request().map_err(|error| error.to_string())
}),
("type_list", r####"GET /types HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.type_list().request().map_err(|error| error.to_string())
}),
("self_", r####"GET /types/self HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.self_().request().map_err(|error| error.to_string())
}),
("get_cjk_by_id", r####"GET /cjk/id HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.get_cjk_by_id("id").request().map_err(|error| error.to_string())
}),
("launch", r####"POST /launch HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.launch().request().map_err(|error| error.to_string())
}),
("get_raw", r####"GET /raw HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.get_raw().request().map_err(|error| error.to_string())
}),
("get_empty", r####"GET /empty HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.get_empty().request().map_err(|error| error.to_string())
}),
("get_users_tags", r####"GET /users/id/tags HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.get_users_tags("id").request().map_err(|error| error.to_string())
}),
("same", r####"GET /same/a HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.same().request().map_err(|error| error.to_string())
}),
("same_same_b", r####"GET /same/b HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.same_same_b().request().map_err(|error| error.to_string())
}),
("crème_brûlée", r####"GET /menu?user-id=1&userId=1 HTTP/1.1
Host: n.example.net
Accept: */*
"####, {
client.crème_brûlée()
    .user_id(1)
    .user_id_query(1)
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_odd {
    use golden::all::postman_odd;

    pub fn connection_0() -> Result<postman_odd::Client, postman_odd::Error> {
use postman_odd::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn copy(client: &postman_odd::Client) -> Result<(), postman_odd::Error> {
let reply = client.copy().await?;
    Ok(())
    }

    pub async fn props(client: &postman_odd::Client) -> Result<(), postman_odd::Error> {
let reply = client.props().await?;
    Ok(())
    }

    pub async fn signed(client: &postman_odd::Client) -> Result<(), postman_odd::Error> {
let reply = client.signed().x("x").top(1).await?;
    Ok(())
    }

    pub async fn fine(client: &postman_odd::Client) -> Result<(), postman_odd::Error> {
let reply = client.fine().await?;
    Ok(())
    }

    pub fn requests(client: &postman_odd::Client) -> Vec<super::Said> {
    vec![
("copy", r####"COPY /a HTTP/1.1
Host: o.example.net
Accept: */*
"####, {
client.copy().request().map_err(|error| error.to_string())
}),
("props", r####"PROPFIND /a HTTP/1.1
Host: o.example.net
Accept: */*
"####, {
client.props().request().map_err(|error| error.to_string())
}),
("signed", r####"GET /b?x=x&$top=1 HTTP/1.1
Host: o.example.net
Accept: */*
"####, {
client.signed().x("x").top(1).request().map_err(|error| error.to_string())
}),
("fine", r####"GET /c HTTP/1.1
Host: o.example.net
Accept: */*
"####, {
client.fine().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_paging {
    use golden::all::postman_paging;

    pub fn connection_0() -> Result<postman_paging::Client, postman_paging::Error> {
use postman_paging::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_orders(client: &postman_paging::Client) -> Result<(), postman_paging::Error> {
let reply = client.list_orders().cursor("cursor").await?;
    Ok(())
    }

    pub async fn search_orders(client: &postman_paging::Client) -> Result<(), postman_paging::Error> {
let reply = client.search_orders()
    .page(1)
    .text("text")
    .await?;
    Ok(())
    }

    pub fn requests(client: &postman_paging::Client) -> Vec<super::Said> {
    vec![
("list_orders", r####"GET /v1/orders?cursor=cursor HTTP/1.1
Host: api.example.com
"####, {
client.list_orders().cursor("cursor").request().map_err(|error| error.to_string())
}),
("search_orders", r####"POST /v1/search HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "page": 1,
  "text": "text"
}
"####, {
client.search_orders()
    .page(1)
    .text("text")
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_secrets {
    use golden::all::postman_secrets;

    pub fn connection_0() -> Result<postman_secrets::Client, postman_secrets::Error> {
use postman_secrets::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<postman_secrets::Client, postman_secrets::Error> {
use postman_secrets::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<postman_secrets::Client, postman_secrets::Error> {
use postman_secrets::{Client, Connection};

let connection = Connection::bearer_and_api_key(
    "token",
    "x-api-key",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_3() -> Result<postman_secrets::Client, postman_secrets::Error> {
use postman_secrets::{Client, Connection};

let connection = Connection::bearer_and_api_key_in_the_query(
    "token",
    "api-key-query",
);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn header(client: &postman_secrets::Client) -> Result<(), postman_secrets::Error> {
let reply = client.header()
    .x_client("X-Client")
    .x_plain("X-Plain")
    .await?;
    Ok(())
    }

    pub async fn query(client: &postman_secrets::Client) -> Result<(), postman_secrets::Error> {
let reply = client.query().await?;
    Ok(())
    }

    pub async fn form(client: &postman_secrets::Client) -> Result<(), postman_secrets::Error> {
let reply = client.form().user("user").await?;
    Ok(())
    }

    pub async fn path(client: &postman_secrets::Client) -> Result<(), postman_secrets::Error> {
let reply = client.path("hookId").await?;
    Ok(())
    }

    pub async fn graph(client: &postman_secrets::Client) -> Result<(), postman_secrets::Error> {
let reply = client.graph("query").await?;
    Ok(())
    }

    pub async fn cookie(client: &postman_secrets::Client) -> Result<(), postman_secrets::Error> {
let reply = client.cookie().await?;
    Ok(())
    }

    pub fn requests(client: &postman_secrets::Client) -> Vec<super::Said> {
    vec![
("header", r####"GET /a HTTP/1.1
Host: s.example.net
Authorization: Bearer <access token>
X-Api-Key: <X-Api-Key>
Accept: */*
X-Client: X-Client
X-Plain: X-Plain
"####, {
client.header()
    .x_client("X-Client")
    .x_plain("X-Plain")
    .request().map_err(|error| error.to_string())
}),
("query", r####"GET /b?api_key=<api_key_query> HTTP/1.1
Host: s.example.net
Authorization: Bearer <access token>
Accept: */*
"####, {
client.query().request().map_err(|error| error.to_string())
}),
("form", r####"POST /login HTTP/1.1
Host: s.example.net
Authorization: Bearer <access token>
Accept: */*
Content-Type: application/x-www-form-urlencoded

user=user
"####, {
client.form().user("user").request().map_err(|error| error.to_string())
}),
("path", r####"POST /hooks/hookId HTTP/1.1
Host: s.example.net
Authorization: Bearer <access token>
Accept: */*
"####, {
client.path("hookId").request().map_err(|error| error.to_string())
}),
("graph", r####"POST /graphql HTTP/1.1
Host: s.example.net
Authorization: Bearer <access token>
Accept: */*
Content-Type: application/json

{
  "query": "query"
}
"####, {
client.graph("query").request().map_err(|error| error.to_string())
}),
("cookie", r####"GET /c HTTP/1.1
Host: s.example.net
Authorization: Bearer <access token>
Accept: */*
"####, {
client.cookie().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_types {
    use golden::all::postman_types;

    pub fn connection_0() -> Result<postman_types::Client, postman_types::Error> {
use postman_types::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn words(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.words().await?;
    Ok(())
    }

    pub async fn facts(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.facts().await?;
    Ok(())
    }

    pub async fn five(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.five().await?;
    Ok(())
    }

    pub async fn keys(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.keys().await?;
    Ok(())
    }

    pub async fn scalar(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.scalar().await?;
    Ok(())
    }

    pub async fn again(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.again().await?;
    Ok(())
    }

    pub async fn page(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.page().await?;
    Ok(())
    }

    pub async fn picture(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.picture().await?;
    Ok(())
    }

    pub async fn broken_reply(client: &postman_types::Client) -> Result<(), postman_types::Error> {
let reply = client.broken_reply().await?;
    Ok(())
    }

    pub fn requests(client: &postman_types::Client) -> Vec<super::Said> {
    vec![
("words", r####"GET /words HTTP/1.1
Host: t.example.net
"####, {
client.words().request().map_err(|error| error.to_string())
}),
("facts", r####"GET /facts HTTP/1.1
Host: t.example.net
"####, {
client.facts().request().map_err(|error| error.to_string())
}),
("five", r####"GET /five HTTP/1.1
Host: t.example.net
"####, {
client.five().request().map_err(|error| error.to_string())
}),
("keys", r####"GET /keys HTTP/1.1
Host: t.example.net
"####, {
client.keys().request().map_err(|error| error.to_string())
}),
("scalar", r####"GET /scalar HTTP/1.1
Host: t.example.net
"####, {
client.scalar().request().map_err(|error| error.to_string())
}),
("again", r####"GET /again HTTP/1.1
Host: t.example.net
"####, {
client.again().request().map_err(|error| error.to_string())
}),
("page", r####"GET /page HTTP/1.1
Host: t.example.net
Accept: */*
"####, {
client.page().request().map_err(|error| error.to_string())
}),
("picture", r####"GET /picture HTTP/1.1
Host: t.example.net
Accept: */*
"####, {
client.picture().request().map_err(|error| error.to_string())
}),
("broken_reply", r####"GET /broken HTTP/1.1
Host: t.example.net
Accept: */*
"####, {
client.broken_reply().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_v1 {
    use golden::all::postman_v1;

    pub fn connection_0() -> Result<postman_v1::Client, postman_v1::Error> {
use postman_v1::{Client, Connection};

let connection = Connection::basic("username", "password");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<postman_v1::Client, postman_v1::Error> {
use postman_v1::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn ping(client: &postman_v1::Client) -> Result<(), postman_v1::Error> {
client.ping().await?;
    Ok(())
    }

    pub async fn upload_cover(client: &postman_v1::Client) -> Result<(), postman_v1::Error> {
let reply = client.upload_cover().isbn(1).await?;
    Ok(())
    }

    pub async fn list_books(client: &postman_v1::Client) -> Result<(), postman_v1::Error> {
let reply = client.list_books().author("author").await?;
    Ok(())
    }

    pub async fn get_book(client: &postman_v1::Client) -> Result<(), postman_v1::Error> {
let reply = client.get_book("isbn")
    .fields("fields")
    .lang("lang")
    .await?;
    Ok(())
    }

    pub async fn lend_book(client: &postman_v1::Client) -> Result<(), postman_v1::Error> {
let reply = client.lend_book().isbn("isbn").days(1).await?;
    Ok(())
    }

    pub fn requests(client: &postman_v1::Client) -> Vec<super::Said> {
    vec![
("ping", r####"HEAD /ping HTTP/1.1
Host: library.example.net
"####, {
client.ping().request().map_err(|error| error.to_string())
}),
("upload_cover", r####"PUT /covers HTTP/1.1
Host: library.example.net
Accept: */*
Content-Type: multipart/form-data; boundary=boundary

--boundary
Content-Disposition: form-data; name="isbn"

1
--boundary--
"####, {
client.upload_cover().isbn(1).request().map_err(|error| error.to_string())
}),
("list_books", r####"GET /books?author=author HTTP/1.1
Host: library.example.net
Accept: */*
"####, {
client.list_books().author("author").request().map_err(|error| error.to_string())
}),
("get_book", r####"GET /books/isbn?fields=fields&lang=lang HTTP/1.1
Host: library.example.net
Authorization: Basic <base64 of username:password>
"####, {
client.get_book("isbn")
    .fields("fields")
    .lang("lang")
    .request().map_err(|error| error.to_string())
}),
("lend_book", r####"POST /loans HTTP/1.1
Host: library.example.net
Accept: */*
Content-Type: application/json

{
  "isbn": "isbn",
  "days": 1
}
"####, {
client.lend_book().isbn("isbn").days(1).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_v20 {
    use golden::all::postman_v20;

    pub fn connection_0() -> Result<postman_v20::Client, postman_v20::Error> {
use postman_v20::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<postman_v20::Client, postman_v20::Error> {
use postman_v20::{Client, Connection};

let connection = Connection::basic("username", "password");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn find_pets(client: &postman_v20::Client) -> Result<(), postman_v20::Error> {
let reply = client.find_pets().status("status").await?;
    Ok(())
    }

    pub async fn get_pet(client: &postman_v20::Client) -> Result<(), postman_v20::Error> {
let reply = client.get_pet(1)
    .x_debug(1)
    .x_version(1)
    .await?;
    Ok(())
    }

    pub async fn token(client: &postman_v20::Client) -> Result<(), postman_v20::Error> {
let reply = client.token()
    .grant_type("grant_type")
    .scope("scope")
    .await?;
    Ok(())
    }

    pub fn requests(client: &postman_v20::Client) -> Vec<super::Said> {
    vec![
("find_pets", r####"GET /pets?status=status HTTP/1.1
Host: pets.example.net
X-Pet-Key: <api_key>
Accept: */*
"####, {
client.find_pets().status("status").request().map_err(|error| error.to_string())
}),
("get_pet", r####"GET /pets/1/tags HTTP/1.1
Host: pets.example.net
X-Pet-Key: <api_key>
Accept: application/vnd.pets+json
X-Debug: 1
X-Version: 1
"####, {
client.get_pet(1)
    .x_debug(1)
    .x_version(1)
    .request().map_err(|error| error.to_string())
}),
("token", r####"POST /token HTTP/1.1
Host: pets.example.net
Authorization: Basic <base64 of username:password>
Accept: */*
Content-Type: application/x-www-form-urlencoded

grant_type=grant_type&scope=scope
"####, {
client.token()
    .grant_type("grant_type")
    .scope("scope")
    .request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod postman_v21 {
    use golden::all::postman_v21;

    pub fn connection_0() -> Result<postman_v21::Client, postman_v21::Error> {
use postman_v21::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<postman_v21::Client, postman_v21::Error> {
use postman_v21::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<postman_v21::Client, postman_v21::Error> {
use postman_v21::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_orders(client: &postman_v21::Client) -> Result<(), postman_v21::Error> {
let reply = client.list_orders(1)
    .limit(1)
    .open(true)
    .await?;
    Ok(())
    }

    pub async fn get_order(client: &postman_v21::Client) -> Result<(), postman_v21::Error> {
let reply = client.get_order("orderId").await?;
    Ok(())
    }

    pub async fn create_order(client: &postman_v21::Client) -> Result<(), postman_v21::Error> {
let reply = client.create_order()
    .customer("customer")
    .await?;
    Ok(())
    }

    pub async fn delete_order(client: &postman_v21::Client) -> Result<(), postman_v21::Error> {
client.delete_order("orderId").await?;
    Ok(())
    }

    pub async fn health(client: &postman_v21::Client) -> Result<(), postman_v21::Error> {
let reply = client.health().await?;
    Ok(())
    }

    pub fn requests(client: &postman_v21::Client) -> Vec<super::Said> {
    vec![
("list_orders", r####"GET /api/v1/orders?shop=1&limit=1&open=true HTTP/1.1
Host: orders.example.net
Authorization: Bearer <access token>
"####, {
client.list_orders(1)
    .limit(1)
    .open(true)
    .request().map_err(|error| error.to_string())
}),
("get_order", r####"GET /api/v1/orders/orderId HTTP/1.1
Host: orders.example.net
Authorization: Bearer <access token>
"####, {
client.get_order("orderId").request().map_err(|error| error.to_string())
}),
("create_order", r####"POST /api/v1/orders HTTP/1.1
Host: orders.example.net
Authorization: Bearer <access token>
Content-Type: application/json

{
  "customer": "customer"
}
"####, {
client.create_order()
    .customer("customer")
    .request().map_err(|error| error.to_string())
}),
("delete_order", r####"DELETE /api/v1/orders/orderId HTTP/1.1
Host: orders.example.net
Authorization: Bearer <access token>
"####, {
client.delete_order("orderId").request().map_err(|error| error.to_string())
}),
("health", r####"GET /api/v1/health HTTP/1.1
Host: orders.example.net
Accept: text/plain, */*
"####, {
client.health().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod read_only {
    use golden::all::read_only;

    pub fn connection_0() -> Result<read_only::Client, read_only::Error> {
use read_only::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn put_x(client: &read_only::Client) -> Result<(), read_only::Error> {
use read_only::model;

let reply = client.put_x(&model::Thing::new("name")).await?;
    Ok(())
    }

    pub async fn post_x(client: &read_only::Client) -> Result<(), read_only::Error> {
let reply = client.post_x("name").await?;
    Ok(())
    }

    pub fn requests(client: &read_only::Client) -> Vec<super::Said> {
    vec![
("put_x", r####"PUT /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "name": "name"
}
"####, {
use read_only::model;

client.put_x(&model::Thing::new("name")).request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "name": "name"
}
"####, {
client.post_x("name").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod recursion {
    use golden::all::recursion;

    pub fn connection_0() -> Result<recursion::Client, recursion::Error> {
use recursion::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_tree(client: &recursion::Client) -> Result<(), recursion::Error> {
let reply = client.get_tree().await?;
    Ok(())
    }

    pub async fn put_tree(client: &recursion::Client) -> Result<(), recursion::Error> {
use recursion::model;

client.put_tree(&model::Node::new("value")).await?;
    Ok(())
    }

    pub async fn get_schema(client: &recursion::Client) -> Result<(), recursion::Error> {
let reply = client.get_schema().await?;
    Ok(())
    }

    pub fn requests(client: &recursion::Client) -> Vec<super::Said> {
    vec![
("get_tree", r####"GET /v1/tree HTTP/1.1
Host: api.example.com
"####, {
client.get_tree().request().map_err(|error| error.to_string())
}),
("put_tree", r####"POST /v1/tree HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "value": "value"
}
"####, {
use recursion::model;

client.put_tree(&model::Node::new("value")).request().map_err(|error| error.to_string())
}),
("get_schema", r####"GET /v1/json HTTP/1.1
Host: api.example.com
"####, {
client.get_schema().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod response_headers {
    use golden::all::response_headers;

    pub fn connection_0() -> Result<response_headers::Client, response_headers::Error> {
use response_headers::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn login(client: &response_headers::Client) -> Result<(), response_headers::Error> {
let reply = client.login().await?;
    Ok(())
    }

    pub async fn logout(client: &response_headers::Client) -> Result<(), response_headers::Error> {
client.logout().await?;
    Ok(())
    }

    pub fn requests(client: &response_headers::Client) -> Vec<super::Said> {
    vec![
("login", r####"GET /v1/login HTTP/1.1
Host: api.example.com
Accept: application/json, text/plain, */*
"####, {
client.login().request().map_err(|error| error.to_string())
}),
("logout", r####"POST /v1/logout HTTP/1.1
Host: api.example.com
"####, {
client.logout().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod responses {
    use golden::all::responses;

    pub fn connection_0() -> Result<responses::Client, responses::Error> {
use responses::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn no_success(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.no_success().await?;
    Ok(())
    }

    pub async fn only_default(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.only_default().await?;
    Ok(())
    }

    pub async fn default_is_error(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.default_is_error().await?;
    Ok(())
    }

    pub async fn several_successes(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.several_successes().await?;
    Ok(())
    }

    pub async fn same_twice(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.same_twice().await?;
    Ok(())
    }

    pub async fn maybe_nothing(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.maybe_nothing().await?;
    Ok(())
    }

    pub async fn text(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.text().await?;
    Ok(())
    }

    pub async fn json_text(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.json_text().await?;
    Ok(())
    }

    pub async fn binary(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.binary().await?;
    Ok(())
    }

    pub async fn list_of_lists(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.list_of_lists().await?;
    Ok(())
    }

    pub async fn map_of_orders(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.map_of_orders().await?;
    Ok(())
    }

    pub async fn anything(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.anything().await?;
    Ok(())
    }

    pub async fn inline(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.inline().await?;
    Ok(())
    }

    pub async fn empty(client: &responses::Client) -> Result<(), responses::Error> {
let reply = client.empty().await?;
    Ok(())
    }

    pub async fn odd_status(client: &responses::Client) -> Result<(), responses::Error> {
client.odd_status().await?;
    Ok(())
    }

    pub fn requests(client: &responses::Client) -> Vec<super::Said> {
    vec![
("no_success", r####"GET /v1/none HTTP/1.1
Host: api.example.com
Accept: */*
"####, {
client.no_success().request().map_err(|error| error.to_string())
}),
("only_default", r####"GET /v1/default HTTP/1.1
Host: api.example.com
"####, {
client.only_default().request().map_err(|error| error.to_string())
}),
("default_is_error", r####"GET /v1/defaultError HTTP/1.1
Host: api.example.com
"####, {
client.default_is_error().request().map_err(|error| error.to_string())
}),
("several_successes", r####"GET /v1/several HTTP/1.1
Host: api.example.com
"####, {
client.several_successes().request().map_err(|error| error.to_string())
}),
("same_twice", r####"GET /v1/same HTTP/1.1
Host: api.example.com
"####, {
client.same_twice().request().map_err(|error| error.to_string())
}),
("maybe_nothing", r####"GET /v1/maybe HTTP/1.1
Host: api.example.com
"####, {
client.maybe_nothing().request().map_err(|error| error.to_string())
}),
("text", r####"GET /v1/text HTTP/1.1
Host: api.example.com
Accept: text/plain
"####, {
client.text().request().map_err(|error| error.to_string())
}),
("json_text", r####"GET /v1/json HTTP/1.1
Host: api.example.com
Accept: application/json
"####, {
client.json_text().request().map_err(|error| error.to_string())
}),
("binary", r####"GET /v1/binary HTTP/1.1
Host: api.example.com
Accept: application/octet-stream
"####, {
client.binary().request().map_err(|error| error.to_string())
}),
("list_of_lists", r####"GET /v1/list HTTP/1.1
Host: api.example.com
"####, {
client.list_of_lists().request().map_err(|error| error.to_string())
}),
("map_of_orders", r####"GET /v1/map HTTP/1.1
Host: api.example.com
"####, {
client.map_of_orders().request().map_err(|error| error.to_string())
}),
("anything", r####"GET /v1/any HTTP/1.1
Host: api.example.com
"####, {
client.anything().request().map_err(|error| error.to_string())
}),
("inline", r####"GET /v1/inline HTTP/1.1
Host: api.example.com
"####, {
client.inline().request().map_err(|error| error.to_string())
}),
("empty", r####"GET /v1/empty HTTP/1.1
Host: api.example.com
Accept: */*
"####, {
client.empty().request().map_err(|error| error.to_string())
}),
("odd_status", r####"GET /v1/odd HTTP/1.1
Host: api.example.com
"####, {
client.odd_status().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod revisions {
    use golden::all::revisions;

    pub fn connection_0() -> Result<revisions::Client, revisions::Error> {
use revisions::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_orders(client: &revisions::Client) -> Result<(), revisions::Error> {
client.list_orders().await?;
    Ok(())
    }

    pub async fn list_orders_v2(client: &revisions::Client) -> Result<(), revisions::Error> {
client.list_orders_v2().await?;
    Ok(())
    }

    pub async fn list_orders_v3(client: &revisions::Client) -> Result<(), revisions::Error> {
client.list_orders_v3().await?;
    Ok(())
    }

    pub async fn list_lines(client: &revisions::Client) -> Result<(), revisions::Error> {
client.list_lines().await?;
    Ok(())
    }

    pub async fn list_lines_v2(client: &revisions::Client) -> Result<(), revisions::Error> {
client.list_lines_v2().await?;
    Ok(())
    }

    pub async fn list_customers(client: &revisions::Client) -> Result<(), revisions::Error> {
client.list_customers().await?;
    Ok(())
    }

    pub async fn list_customers_v2(client: &revisions::Client) -> Result<(), revisions::Error> {
client.list_customers_v2().await?;
    Ok(())
    }

    pub async fn alone(client: &revisions::Client) -> Result<(), revisions::Error> {
client.alone().await?;
    Ok(())
    }

    pub fn requests(client: &revisions::Client) -> Vec<super::Said> {
    vec![
("list_orders", r####"GET /1/orders HTTP/1.1
Host: api.example.com
"####, {
client.list_orders().request().map_err(|error| error.to_string())
}),
("list_orders_v2", r####"GET /2/orders HTTP/1.1
Host: api.example.com
"####, {
client.list_orders_v2().request().map_err(|error| error.to_string())
}),
("list_orders_v3", r####"GET /3/orders HTTP/1.1
Host: api.example.com
"####, {
client.list_orders_v3().request().map_err(|error| error.to_string())
}),
("list_lines", r####"GET /1/lines HTTP/1.1
Host: api.example.com
"####, {
client.list_lines().request().map_err(|error| error.to_string())
}),
("list_lines_v2", r####"GET /2/lines HTTP/1.1
Host: api.example.com
"####, {
client.list_lines_v2().request().map_err(|error| error.to_string())
}),
("list_customers", r####"GET /1/customers HTTP/1.1
Host: api.example.com
"####, {
client.list_customers().request().map_err(|error| error.to_string())
}),
("list_customers_v2", r####"GET /2/customers HTTP/1.1
Host: api.example.com
"####, {
client.list_customers_v2().request().map_err(|error| error.to_string())
}),
("alone", r####"GET /alone HTTP/1.1
Host: api.example.com
"####, {
client.alone().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_and {
    use golden::all::security_and;

    pub fn connection_0() -> Result<security_and::Client, security_and::Error> {
use security_and::{Client, Connection};

let connection = Connection::api_key("key", "code");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<security_and::Client, security_and::Error> {
use security_and::{Client, Connection};

let connection = Connection::key("key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<security_and::Client, security_and::Error> {
use security_and::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_and::Client) -> Result<(), security_and::Error> {
client.get_x().await?;
    Ok(())
    }

    pub async fn post_x(client: &security_and::Client) -> Result<(), security_and::Error> {
client.post_x().await?;
    Ok(())
    }

    pub async fn put_x(client: &security_and::Client) -> Result<(), security_and::Error> {
client.put_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_and::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?code=<code> HTTP/1.1
Host: api.example.com
X-Api-Key: <key>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
("post_x", r####"POST /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.post_x().request().map_err(|error| error.to_string())
}),
("put_x", r####"PUT /v1/x HTTP/1.1
Host: api.example.com
X-Api-Key: <key>
"####, {
client.put_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_authorization {
    use golden::all::security_authorization;

    pub fn connection_0() -> Result<security_authorization::Client, security_authorization::Error> {
use security_authorization::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<security_authorization::Client, security_authorization::Error> {
use security_authorization::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_authorization::Client) -> Result<(), security_authorization::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_authorization::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
Authorization: <api_key>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_basic {
    use golden::all::security_basic;

    pub fn connection_0() -> Result<security_basic::Client, security_basic::Error> {
use security_basic::{Client, Connection};

let connection = Connection::basic("username", "password");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_basic::Client) -> Result<(), security_basic::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_basic::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
Authorization: Basic <base64 of username:password>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_dangling {
    use golden::all::security_dangling;

    pub fn connection_0() -> Result<security_dangling::Client, security_dangling::Error> {
use security_dangling::{Client, Connection};

let connection = Connection::api_key("key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<security_dangling::Client, security_dangling::Error> {
use security_dangling::{Client, Connection};

let connection = Connection::other("other");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_dangling::Client) -> Result<(), security_dangling::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_dangling::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
X-Api-Key: <key>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_dangling_one {
    use golden::all::security_dangling_one;

    pub fn connection_0() -> Result<security_dangling_one::Client, security_dangling_one::Error> {
use security_dangling_one::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_dangling_one::Client) -> Result<(), security_dangling_one::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_dangling_one::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
X-Api-Key: <api_key>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_none {
    use golden::all::security_none;

    pub fn connection_0() -> Result<security_none::Client, security_none::Error> {
use security_none::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_none::Client) -> Result<(), security_none::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_none::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_or {
    use golden::all::security_or;

    pub fn connection_0() -> Result<security_or::Client, security_or::Error> {
use security_or::{Client, Connection};

let connection = Connection::basic("username", "password");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<security_or::Client, security_or::Error> {
use security_or::{Client, Connection};

let connection = Connection::api_key("key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<security_or::Client, security_or::Error> {
use security_or::{Client, Connection};

let connection = Connection::bearer("oauth");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_3() -> Result<security_or::Client, security_or::Error> {
use security_or::{App, Client, Connection};

let app = App::new("client-id", "client-secret");
let connection = Connection::oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_4() -> Result<security_or::Client, security_or::Error> {
use security_or::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_5() -> Result<security_or::Client, security_or::Error> {
use security_or::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_or::Client) -> Result<(), security_or::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_or::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
Authorization: Basic <base64 of username:password>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_query_key {
    use golden::all::security_query_key;

    pub fn connection_0() -> Result<security_query_key::Client, security_query_key::Error> {
use security_query_key::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_query_key::Client) -> Result<(), security_query_key::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_query_key::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x?code=<api_key> HTTP/1.1
Host: api.example.com
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_unknown {
    use golden::all::security_unknown;

    pub fn connection_0() -> Result<security_unknown::Client, security_unknown::Error> {
use security_unknown::{Client, Connection};

let connection = Connection::api_key("cookie");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_unknown::Client) -> Result<(), security_unknown::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_unknown::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
sid: <cookie>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod security_unrequired {
    use golden::all::security_unrequired;

    pub fn connection_0() -> Result<security_unrequired::Client, security_unrequired::Error> {
use security_unrequired::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_x(client: &security_unrequired::Client) -> Result<(), security_unrequired::Error> {
client.get_x().await?;
    Ok(())
    }

    pub fn requests(client: &security_unrequired::Client) -> Vec<super::Said> {
    vec![
("get_x", r####"GET /v1/x HTTP/1.1
Host: api.example.com
X-Api-Key: <api_key>
"####, {
client.get_x().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod selection {
    use golden::all::selection;

    pub fn connection_0() -> Result<selection::Client, selection::Error> {
use selection::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &selection::Client) -> Result<(), selection::Error> {
let reply = client.get_a().await?;
    Ok(())
    }

    pub fn requests(client: &selection::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /v1/a HTTP/1.1
Host: api.example.com
"####, {
client.get_a().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod shared_inline_types {
    use golden::all::shared_inline_types;

    pub fn connection_0() -> Result<shared_inline_types::Client, shared_inline_types::Error> {
use shared_inline_types::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_ask(client: &shared_inline_types::Client) -> Result<(), shared_inline_types::Error> {
let reply = client.get_ask().await?;
    Ok(())
    }

    pub async fn get_bid(client: &shared_inline_types::Client) -> Result<(), shared_inline_types::Error> {
let reply = client.get_bid().await?;
    Ok(())
    }

    pub fn requests(client: &shared_inline_types::Client) -> Vec<super::Said> {
    vec![
("get_ask", r####"GET /v1/ask HTTP/1.1
Host: api.example.com
"####, {
client.get_ask().request().map_err(|error| error.to_string())
}),
("get_bid", r####"GET /v1/bid HTTP/1.1
Host: api.example.com
"####, {
client.get_bid().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod shared_parameters {
    use golden::all::shared_parameters;

    pub fn connection_0() -> Result<shared_parameters::Client, shared_parameters::Error> {
use shared_parameters::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_order(client: &shared_parameters::Client) -> Result<(), shared_parameters::Error> {
let reply = client.get_order("id")
    .verbose(true)
    .limit(1)
    .await?;
    Ok(())
    }

    pub async fn delete_order(client: &shared_parameters::Client) -> Result<(), shared_parameters::Error> {
client.delete_order("id", 1).await?;
    Ok(())
    }

    pub fn requests(client: &shared_parameters::Client) -> Vec<super::Said> {
    vec![
("get_order", r####"GET /v1/orders/id?verbose=true&limit=1 HTTP/1.1
Host: api.example.com
"####, {
client.get_order("id")
    .verbose(true)
    .limit(1)
    .request().map_err(|error| error.to_string())
}),
("delete_order", r####"DELETE /v1/orders/id?verbose=1 HTTP/1.1
Host: api.example.com
"####, {
client.delete_order("id", 1).request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod sign_in_implied {
    use golden::all::sign_in_implied;

    pub fn connection_0() -> Result<sign_in_implied::Client, sign_in_implied::Error> {
use sign_in_implied::{Client, Connection};

let connection = Connection::bearer("token");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_1() -> Result<sign_in_implied::Client, sign_in_implied::Error> {
use sign_in_implied::{App, Client, Connection};

let app = App::new(
    "client-id",
    "client-secret",
    "authorization-url",
    "token-url",
);
let connection = Connection::oauth(&app);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub fn connection_2() -> Result<sign_in_implied::Client, sign_in_implied::Error> {
use sign_in_implied::{Client, Connection};

// Asked for a token before each request.
let source = || async { Ok::<_, std::io::Error>("token") };
let connection = Connection::token_source(source);
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_tasks(client: &sign_in_implied::Client) -> Result<(), sign_in_implied::Error> {
let reply = client.list_tasks().await?;
    Ok(())
    }

    pub fn requests(client: &sign_in_implied::Client) -> Vec<super::Said> {
    vec![
("list_tasks", r####"GET /tasks HTTP/1.1
Host: tasks.example.com
Authorization: Bearer <access token>
"####, {
client.list_tasks().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod strict {
    use golden::all::strict;

    pub fn connection_0() -> Result<strict::Client, strict::Error> {
use strict::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &strict::Client) -> Result<(), strict::Error> {
client.get_a().await?;
    Ok(())
    }

    pub fn requests(client: &strict::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /v1/a HTTP/1.1
Host: api.example.com
"####, {
client.get_a().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod tags {
    use golden::all::tags;

    pub fn connection_0() -> Result<tags::Client, tags::Error> {
use tags::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_a(client: &tags::Client) -> Result<(), tags::Error> {
client.get_a().await?;
    Ok(())
    }

    pub async fn post_b(client: &tags::Client) -> Result<(), tags::Error> {
client.post_b().await?;
    Ok(())
    }

    pub async fn get_c(client: &tags::Client) -> Result<(), tags::Error> {
client.get_c().await?;
    Ok(())
    }

    pub fn requests(client: &tags::Client) -> Vec<super::Said> {
    vec![
("get_a", r####"GET /v1/a HTTP/1.1
Host: api.example.com
"####, {
client.get_a().request().map_err(|error| error.to_string())
}),
("post_b", r####"POST /v1/b HTTP/1.1
Host: api.example.com
"####, {
client.post_b().request().map_err(|error| error.to_string())
}),
("get_c", r####"GET /v1/c HTTP/1.1
Host: api.example.com
"####, {
client.get_c().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod test_connection {
    use golden::all::test_connection;

    pub fn connection_0() -> Result<test_connection::Client, test_connection::Error> {
use test_connection::{Client, Connection};

let connection = Connection::api_key("api-key");
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn list_boards(client: &test_connection::Client) -> Result<(), test_connection::Error> {
let reply = client.list_boards("team")
    .top(1)
    .archived(true)
    .await?;
    Ok(())
    }

    pub async fn test_connection_action(client: &test_connection::Client) -> Result<(), test_connection::Error> {
client.test_connection_action().await?;
    Ok(())
    }

    pub fn requests(client: &test_connection::Client) -> Vec<super::Said> {
    vec![
("list_boards", r####"GET /teams/team/boards?$top=1&archived=true HTTP/1.1
Host: boards.example.com
X-Key: <api_key>
"####, {
client.list_boards("team")
    .top(1)
    .archived(true)
    .request().map_err(|error| error.to_string())
}),
("test_connection_action", r####"GET /test HTTP/1.1
Host: boards.example.com
X-Key: <api_key>
"####, {
client.test_connection_action().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod triggers {
    use golden::all::triggers;

    pub fn connection_0() -> Result<triggers::Client, triggers::Error> {
use triggers::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn on_order(client: &triggers::Client, host: &connector::webhook::WebhookHost) -> Result<(), triggers::Error> {
let mut events = host.listen(client.on_order().name("name"))
    .await?;
    Ok(())
    }

    pub async fn on_change(client: &triggers::Client) -> Result<(), triggers::Error> {
let mut events = client.on_change().events();
    Ok(())
    }

    pub async fn delete_hook(client: &triggers::Client) -> Result<(), triggers::Error> {
client.delete_hook("id").await?;
    Ok(())
    }

    pub fn requests(client: &triggers::Client) -> Vec<super::Said> {
    vec![
("delete_hook", r####"DELETE /v1/hooks/id HTTP/1.1
Host: api.example.com
"####, {
client.delete_hook("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod triggers_policy {
    use golden::all::triggers_policy;

    pub fn connection_0() -> Result<triggers_policy::Client, triggers_policy::Error> {
use triggers_policy::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn plain(client: &triggers_policy::Client) -> Result<(), triggers_policy::Error> {
client.plain().await?;
    Ok(())
    }

    pub async fn on_new_trip(client: &triggers_policy::Client) -> Result<(), triggers_policy::Error> {
let mut events = client.on_new_trip("account").events();
    Ok(())
    }

    pub async fn on_mark(client: &triggers_policy::Client) -> Result<(), triggers_policy::Error> {
let mut events = client.on_mark("name").events();
    Ok(())
    }

    pub async fn on_newest(client: &triggers_policy::Client) -> Result<(), triggers_policy::Error> {
let mut events = client.on_newest().events();
    Ok(())
    }

    pub async fn on_odd(client: &triggers_policy::Client) -> Result<(), triggers_policy::Error> {
let mut events = client.on_odd().events();
    Ok(())
    }

    pub async fn on_unpoliced(client: &triggers_policy::Client) -> Result<(), triggers_policy::Error> {
let mut events = client.on_unpoliced().events();
    Ok(())
    }

    pub fn requests(client: &triggers_policy::Client) -> Vec<super::Said> {
    vec![
("plain", r####"GET /plain HTTP/1.1
Host: api.example.com
"####, {
client.plain().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod triggers_polled {
    use golden::all::triggers_polled;

    pub fn connection_0() -> Result<triggers_polled::Client, triggers_polled::Error> {
use triggers_polled::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn on_task_is_created(client: &triggers_polled::Client) -> Result<(), triggers_polled::Error> {
use triggers_polled::model;

let mut events = client.on_task_is_created("list")
    .order_query(model::OnTaskIsCreatedOrder::Asc)
    .since("since")
    .events();
    Ok(())
    }

    pub async fn on_wrapped(client: &triggers_polled::Client) -> Result<(), triggers_polled::Error> {
let mut events = client.on_wrapped().events();
    Ok(())
    }

    pub async fn on_beside(client: &triggers_polled::Client) -> Result<(), triggers_polled::Error> {
let mut events = client.on_beside().events();
    Ok(())
    }

    pub async fn on_untold(client: &triggers_polled::Client) -> Result<(), triggers_polled::Error> {
let mut events = client.on_untold().events();
    Ok(())
    }

    pub async fn on_no_list(client: &triggers_polled::Client) -> Result<(), triggers_polled::Error> {
let mut events = client.on_no_list().events();
    Ok(())
    }

    pub async fn on_delete_task(client: &triggers_polled::Client) -> Result<(), triggers_polled::Error> {
let mut events = client.on_delete_task()
    .every_body("every")
    .events();
    Ok(())
    }

    pub async fn on_number(client: &triggers_polled::Client) -> Result<(), triggers_polled::Error> {
let mut events = client.on_number().events();
    Ok(())
    }

    pub fn requests(client: &triggers_polled::Client) -> Vec<super::Said> {
    vec![
]
    }
}

pub mod webhook_places {
    use golden::all::webhook_places;

    pub fn connection_0() -> Result<webhook_places::Client, webhook_places::Error> {
use webhook_places::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn export(client: &webhook_places::Client) -> Result<(), webhook_places::Error> {
client.export("url").await?;
    Ok(())
    }

    pub async fn on_top(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
use webhook_places::model;

let mut events = host.listen(
    client.on_top(model::OnTopKind::Made),
)
.await?;
    Ok(())
    }

    pub async fn on_deep(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
let mut events = host.listen(client.on_deep("name")).await?;
    Ok(())
    }

    pub async fn on_deep_optional(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
use webhook_places::model;

let mut events = host.listen(
    client.on_deep_optional().config(&model::OnDeepOptionalConfig::default()),
)
.await?;
    Ok(())
    }

    pub async fn on_named(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
use webhook_places::model;

let mut events = host.listen(
    client.on_named(&model::Subscription::new("filter")),
)
.await?;
    Ok(())
    }

    pub async fn on_only(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
let mut events = host.listen(client.on_only()).await?;
    Ok(())
    }

    pub async fn on_query(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
let mut events = host.listen(client.on_query("kind"))
    .await?;
    Ok(())
    }

    pub async fn on_list(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
let mut events = host.listen(client.on_list()).await?;
    Ok(())
    }

    pub async fn on_batch(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
let mut events = host.listen(client.on_batch()).await?;
    Ok(())
    }

    pub async fn on_untold(client: &webhook_places::Client) -> Result<(), webhook_places::Error> {
client.on_untold("address").await?;
    Ok(())
    }

    pub async fn on_anything(client: &webhook_places::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_places::Error> {
let mut events = host.listen(
    client.on_anything().verify_body("verify"),
)
.await?;
    Ok(())
    }

    pub fn requests(client: &webhook_places::Client) -> Vec<super::Said> {
    vec![
("export", r####"POST /v1/plain HTTP/1.1
Host: api.example.com
Content-Type: application/json

{
  "url": "url"
}
"####, {
client.export("url").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod webhook_unrequired {
    use golden::all::webhook_unrequired;

    pub fn connection_0() -> Result<webhook_unrequired::Client, webhook_unrequired::Error> {
use webhook_unrequired::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn on_inline(client: &webhook_unrequired::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unrequired::Error> {
let mut events = host.listen(
    client.on_inline("title").note("note"),
)
.await?;
    Ok(())
    }

    pub async fn on_named(client: &webhook_unrequired::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unrequired::Error> {
use webhook_unrequired::model;

let mut events = host.listen(
    client.on_named(&model::Demanding::new("filter")).dry(true),
)
.await?;
    Ok(())
    }

    pub async fn on_below(client: &webhook_unrequired::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unrequired::Error> {
use webhook_unrequired::model;

let mut events = host.listen(
    client.on_below(&model::Demanding::new("filter")),
)
.await?;
    Ok(())
    }

    pub async fn on_free(client: &webhook_unrequired::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unrequired::Error> {
let mut events = host.listen(client.on_free()).await?;
    Ok(())
    }

    pub fn requests(client: &webhook_unrequired::Client) -> Vec<super::Said> {
    vec![
]
    }
}

pub mod webhook_unsubscribe {
    use golden::all::webhook_unsubscribe;

    pub fn connection_0() -> Result<webhook_unsubscribe::Client, webhook_unsubscribe::Error> {
use webhook_unsubscribe::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn on_below(client: &webhook_unsubscribe::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unsubscribe::Error> {
let mut events = host.listen(client.on_below()).await?;
    Ok(())
    }

    pub async fn on_team(client: &webhook_unsubscribe::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unsubscribe::Error> {
let mut events = host.listen(client.on_team("team")).await?;
    Ok(())
    }

    pub async fn on_same(client: &webhook_unsubscribe::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unsubscribe::Error> {
let mut events = host.listen(client.on_same()).await?;
    Ok(())
    }

    pub async fn on_far(client: &webhook_unsubscribe::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unsubscribe::Error> {
let mut events = host.listen(client.on_far()).await?;
    Ok(())
    }

    pub async fn on_two(client: &webhook_unsubscribe::Client, host: &connector::webhook::WebhookHost) -> Result<(), webhook_unsubscribe::Error> {
let mut events = host.listen(client.on_two()).await?;
    Ok(())
    }

    pub async fn delete_below(client: &webhook_unsubscribe::Client) -> Result<(), webhook_unsubscribe::Error> {
client.delete_below("hook_Id").await?;
    Ok(())
    }

    pub async fn delete_team_hook(client: &webhook_unsubscribe::Client) -> Result<(), webhook_unsubscribe::Error> {
client.delete_team_hook("team", "hook_id").await?;
    Ok(())
    }

    pub async fn delete_same(client: &webhook_unsubscribe::Client) -> Result<(), webhook_unsubscribe::Error> {
client.delete_same().await?;
    Ok(())
    }

    pub async fn delete_far(client: &webhook_unsubscribe::Client) -> Result<(), webhook_unsubscribe::Error> {
client.delete_far("id").await?;
    Ok(())
    }

    pub async fn delete_nowhere(client: &webhook_unsubscribe::Client) -> Result<(), webhook_unsubscribe::Error> {
client.delete_nowhere("x", "y").await?;
    Ok(())
    }

    pub fn requests(client: &webhook_unsubscribe::Client) -> Vec<super::Said> {
    vec![
("delete_below", r####"DELETE /below/hook_Id HTTP/1.1
Host: api.example.com
"####, {
client.delete_below("hook_Id").request().map_err(|error| error.to_string())
}),
("delete_team_hook", r####"DELETE /teams/team/hooks/hook_id HTTP/1.1
Host: api.example.com
"####, {
client.delete_team_hook("team", "hook_id").request().map_err(|error| error.to_string())
}),
("delete_same", r####"DELETE /same HTTP/1.1
Host: api.example.com
"####, {
client.delete_same().request().map_err(|error| error.to_string())
}),
("delete_far", r####"DELETE /v2/far/subscription/id HTTP/1.1
Host: api.example.com
"####, {
client.delete_far("id").request().map_err(|error| error.to_string())
}),
("delete_nowhere", r####"DELETE /nowhere/a/x/y HTTP/1.1
Host: api.example.com
"####, {
client.delete_nowhere("x", "y").request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod xml {
    use golden::all::xml;

    pub fn connection_0() -> Result<xml::Client, xml::Error> {
use xml::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_orders(client: &xml::Client) -> Result<(), xml::Error> {
let reply = client.get_orders().await?;
    Ok(())
    }

    pub async fn put_order(client: &xml::Client) -> Result<(), xml::Error> {
use xml::model;

client.put_order(&model::Order::default()).await?;
    Ok(())
    }

    pub async fn post_order(client: &xml::Client) -> Result<(), xml::Error> {
let reply = client.post_order().await?;
    Ok(())
    }

    pub async fn get_any(client: &xml::Client) -> Result<(), xml::Error> {
let reply = client.get_any().await?;
    Ok(())
    }

    pub fn requests(client: &xml::Client) -> Vec<super::Said> {
    vec![
("get_orders", r####"GET /orders HTTP/1.1
Host: api.example.com
Accept: application/xml
"####, {
client.get_orders().request().map_err(|error| error.to_string())
}),
("put_order", r####"PUT /orders HTTP/1.1
Host: api.example.com
Content-Type: application/xml

<order>…</order>
"####, {
use xml::model;

client.put_order(&model::Order::default()).request().map_err(|error| error.to_string())
}),
("post_order", r####"POST /orders HTTP/1.1
Host: api.example.com
Accept: application/xml
"####, {
client.post_order().request().map_err(|error| error.to_string())
}),
("get_any", r####"GET /any HTTP/1.1
Host: api.example.com
Accept: application/xml
"####, {
client.get_any().request().map_err(|error| error.to_string())
}),
]
    }
}

pub mod yaml {
    use golden::all::yaml;

    pub fn connection_0() -> Result<yaml::Client, yaml::Error> {
use yaml::{Client, Connection};

let connection = Connection::new();
let client = Client::new(connection)?;
    Ok(client)
    }

    pub async fn get_order(client: &yaml::Client) -> Result<(), yaml::Error> {
let reply = client.get_order("id").on(true).await?;
    Ok(())
    }

    pub async fn delete_order(client: &yaml::Client) -> Result<(), yaml::Error> {
client.delete_order("id").await?;
    Ok(())
    }

    pub fn requests(client: &yaml::Client) -> Vec<super::Said> {
    vec![
("get_order", r####"GET /orders/id?on=true HTTP/1.1
Host: api.example.com
"####, {
client.get_order("id").on(true).request().map_err(|error| error.to_string())
}),
("delete_order", r####"DELETE /orders/id HTTP/1.1
Host: api.example.com
"####, {
client.delete_order("id").request().map_err(|error| error.to_string())
}),
]
    }
}

pub const ALL: &[super::Trap] = &[
    ("all_of", || Ok(all_of::requests(&all_of::connection_0().map_err(|error| error.to_string())?))),
    ("azure_absent", || Ok(azure_absent::requests(&azure_absent::connection_0().map_err(|error| error.to_string())?))),
    ("azure_body_required", || Ok(azure_body_required::requests(&azure_body_required::connection_0().map_err(|error| error.to_string())?))),
    ("azure_host", || Ok(azure_host::requests(&azure_host::connection_0().map_err(|error| error.to_string())?))),
    ("azure_host_local", || Ok(azure_host_local::requests(&azure_host_local::connection_0().map_err(|error| error.to_string())?))),
    ("azure_key", || Ok(azure_key::requests(&azure_key::connection_0().map_err(|error| error.to_string())?))),
    ("azure_key_functions", || Ok(azure_key_functions::requests(&azure_key_functions::connection_0().map_err(|error| error.to_string())?))),
    ("azure_managed", || Ok(azure_managed::requests(&azure_managed::connection_0().map_err(|error| error.to_string())?))),
    ("azure_names", || Ok(azure_names::requests(&azure_names::connection_0().map_err(|error| error.to_string())?))),
    ("azure_no_schema", || Ok(azure_no_schema::requests(&azure_no_schema::connection_0().map_err(|error| error.to_string())?))),
    ("azure_openapi3", || Ok(azure_openapi3::requests(&azure_openapi3::connection_0().map_err(|error| error.to_string())?))),
    ("azure_operation_ids", || Ok(azure_operation_ids::requests(&azure_operation_ids::connection_0().map_err(|error| error.to_string())?))),
    ("azure_query_in_path", || Ok(azure_query_in_path::requests(&azure_query_in_path::connection_0().map_err(|error| error.to_string())?))),
    ("azure_resource", || Ok(azure_resource::requests(&azure_resource::connection_0().map_err(|error| error.to_string())?))),
    ("azure_same_ids", || Ok(azure_same_ids::requests(&azure_same_ids::connection_0().map_err(|error| error.to_string())?))),
    ("azure_scheme", || Ok(azure_scheme::requests(&azure_scheme::connection_0().map_err(|error| error.to_string())?))),
    ("azure_secrets", || Ok(azure_secrets::requests(&azure_secrets::connection_0().map_err(|error| error.to_string())?))),
    ("azure_template", || Ok(azure_template::requests(&azure_template::connection_0().map_err(|error| error.to_string())?))),
    ("azure_version", || Ok(azure_version::requests(&azure_version::connection_0().map_err(|error| error.to_string())?))),
    ("azure_wildcard", || Ok(azure_wildcard::requests(&azure_wildcard::connection_0().map_err(|error| error.to_string())?))),
    ("azure_workflow", || Ok(azure_workflow::requests(&azure_workflow::connection_0().map_err(|error| error.to_string())?))),
    ("body_inline", || Ok(body_inline::requests(&body_inline::connection_0().map_err(|error| error.to_string())?))),
    ("body_named", || Ok(body_named::requests(&body_named::connection_0().map_err(|error| error.to_string())?))),
    ("body_optional", || Ok(body_optional::requests(&body_optional::connection_0().map_err(|error| error.to_string())?))),
    ("body_raw", || Ok(body_raw::requests(&body_raw::connection_0().map_err(|error| error.to_string())?))),
    ("body_scalar", || Ok(body_scalar::requests(&body_scalar::connection_0().map_err(|error| error.to_string())?))),
    ("broken_parts", || Ok(broken_parts::requests(&broken_parts::connection_0().map_err(|error| error.to_string())?))),
    ("client_names", || Ok(client_names::requests(&client_names::connection_0().map_err(|error| error.to_string())?))),
    ("collection_formats", || Ok(collection_formats::requests(&collection_formats::connection_0().map_err(|error| error.to_string())?))),
    ("connection_parameters", || Ok(connection_parameters::requests(&connection_parameters::connection_0().map_err(|error| error.to_string())?))),
    ("constants_named_body", || Ok(constants_named_body::requests(&constants_named_body::connection_0().map_err(|error| error.to_string())?))),
    ("decode_lenient", || Ok(decode_lenient::requests(&decode_lenient::connection_0().map_err(|error| error.to_string())?))),
    ("decode_strict", || Ok(decode_strict::requests(&decode_strict::connection_0().map_err(|error| error.to_string())?))),
    ("defaults", || Ok(defaults::requests(&defaults::connection_0().map_err(|error| error.to_string())?))),
    ("deprecated", || Ok(deprecated::requests(&deprecated::connection_0().map_err(|error| error.to_string())?))),
    ("descriptions", || Ok(descriptions::requests(&descriptions::connection_0().map_err(|error| error.to_string())?))),
    ("discriminator", || Ok(discriminator::requests(&discriminator::connection_0().map_err(|error| error.to_string())?))),
    ("discriminator_levels", || Ok(discriminator_levels::requests(&discriminator_levels::connection_0().map_err(|error| error.to_string())?))),
    ("enums_ms", || Ok(enums_ms::requests(&enums_ms::connection_0().map_err(|error| error.to_string())?))),
    ("enums_other", || Ok(enums_other::requests(&enums_other::connection_0().map_err(|error| error.to_string())?))),
    ("enums_text", || Ok(enums_text::requests(&enums_text::connection_0().map_err(|error| error.to_string())?))),
    ("form", || Ok(form::requests(&form::connection_0().map_err(|error| error.to_string())?))),
    ("formats", || Ok(formats::requests(&formats::connection_0().map_err(|error| error.to_string())?))),
    ("keys_of_wrong_type", || Ok(keys_of_wrong_type::requests(&keys_of_wrong_type::connection_0().map_err(|error| error.to_string())?))),
    ("long_running", || Ok(long_running::requests(&long_running::connection_0().map_err(|error| error.to_string())?))),
    ("lookups", || Ok(lookups::requests(&lookups::connection_0().map_err(|error| error.to_string())?))),
    ("many_inputs", || Ok(many_inputs::requests(&many_inputs::connection_0().map_err(|error| error.to_string())?))),
    ("maps", || Ok(maps::requests(&maps::connection_0().map_err(|error| error.to_string())?))),
    ("media_types", || Ok(media_types::requests(&media_types::connection_0().map_err(|error| error.to_string())?))),
    ("missing_host", || Ok(missing_host::requests(&missing_host::connection_0().map_err(|error| error.to_string())?))),
    ("misspelt_extensions", || Ok(misspelt_extensions::requests(&misspelt_extensions::connection_0().map_err(|error| error.to_string())?))),
    ("mocks", || Ok(mocks::requests(&mocks::connection_0().map_err(|error| error.to_string())?))),
    ("multipart", || Ok(multipart::requests(&multipart::connection_0().map_err(|error| error.to_string())?))),
    ("names_colliding", || Ok(names_colliding::requests(&names_colliding::connection_0().map_err(|error| error.to_string())?))),
    ("names_digits", || Ok(names_digits::requests(&names_digits::connection_0().map_err(|error| error.to_string())?))),
    ("names_keywords", || Ok(names_keywords::requests(&names_keywords::connection_0().map_err(|error| error.to_string())?))),
    ("names_not_identifiers", || Ok(names_not_identifiers::requests(&names_not_identifiers::connection_0().map_err(|error| error.to_string())?))),
    ("next_operation", || Ok(next_operation::requests(&next_operation::connection_0().map_err(|error| error.to_string())?))),
    ("no_content", || Ok(no_content::requests(&no_content::connection_0().map_err(|error| error.to_string())?))),
    ("nullable", || Ok(nullable::requests(&nullable::connection_0().map_err(|error| error.to_string())?))),
    ("nullable_inputs", || Ok(nullable_inputs::requests(&nullable_inputs::connection_0().map_err(|error| error.to_string())?))),
    ("oauth_application", || Ok(oauth_application::requests(&oauth_application::connection_0().map_err(|error| error.to_string())?))),
    ("oauth_entra", || Ok(oauth_entra::requests(&oauth_entra::connection_0().map_err(|error| error.to_string())?))),
    ("oauth_provider", || Ok(oauth_provider::requests(&oauth_provider::connection_0().map_err(|error| error.to_string())?))),
    ("oauth_sets", || Ok(oauth_sets::requests(&oauth_sets::connection_0().map_err(|error| error.to_string())?))),
    ("oauth_templates", || Ok(oauth_templates::requests(&oauth_templates::connection_0().map_err(|error| error.to_string())?))),
    ("omissions", || Ok(omissions::requests(&omissions::connection_0().map_err(|error| error.to_string())?))),
    ("openapi31", || Ok(openapi31::requests(&openapi31::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_bodies", || Ok(openapi3_bodies::requests(&openapi3_bodies::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_callbacks", || Ok(openapi3_callbacks::requests(&openapi3_callbacks::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_misfits", || Ok(openapi3_misfits::requests(&openapi3_misfits::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_paging", || Ok(openapi3_paging::requests(&openapi3_paging::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_parameters", || Ok(openapi3_parameters::requests(&openapi3_parameters::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_security", || Ok(openapi3_security::requests(&openapi3_security::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_servers", || Ok(openapi3_servers::requests(&openapi3_servers::connection_0().map_err(|error| error.to_string())?))),
    ("openapi3_unions", || Ok(openapi3_unions::requests(&openapi3_unions::connection_0().map_err(|error| error.to_string())?))),
    ("operation_schemes", || Ok(operation_schemes::requests(&operation_schemes::connection_0().map_err(|error| error.to_string())?))),
    ("other_file", || Ok(other_file::requests(&other_file::connection_0().map_err(|error| error.to_string())?))),
    ("overrides", || Ok(overrides::requests(&overrides::connection_0().map_err(|error| error.to_string())?))),
    ("paging", || Ok(paging::requests(&paging::connection_0().map_err(|error| error.to_string())?))),
    ("paging_described", || Ok(paging_described::requests(&paging_described::connection_0().map_err(|error| error.to_string())?))),
    ("paging_misfits", || Ok(paging_misfits::requests(&paging_misfits::connection_0().map_err(|error| error.to_string())?))),
    ("parameter_places", || Ok(parameter_places::requests(&parameter_places::connection_0().map_err(|error| error.to_string())?))),
    ("parameter_sets", || Ok(parameter_sets::requests(&parameter_sets::connection_0().map_err(|error| error.to_string())?))),
    ("parameterized_host", || Ok(parameterized_host::requests(&parameterized_host::connection_0().map_err(|error| error.to_string())?))),
    ("parameterized_host_unknown", || Ok(parameterized_host_unknown::requests(&parameterized_host_unknown::connection_0().map_err(|error| error.to_string())?))),
    ("path_templates", || Ok(path_templates::requests(&path_templates::connection_0().map_err(|error| error.to_string())?))),
    ("postman_auth", || Ok(postman_auth::requests(&postman_auth::connection_0().map_err(|error| error.to_string())?))),
    ("postman_bodies", || Ok(postman_bodies::requests(&postman_bodies::connection_0().map_err(|error| error.to_string())?))),
    ("postman_dump", || Ok(postman_dump::requests(&postman_dump::connection_0().map_err(|error| error.to_string())?))),
    ("postman_hosts", || Ok(postman_hosts::requests(&postman_hosts::connection_0().map_err(|error| error.to_string())?))),
    ("postman_merging", || Ok(postman_merging::requests(&postman_merging::connection_0().map_err(|error| error.to_string())?))),
    ("postman_names", || Ok(postman_names::requests(&postman_names::connection_0().map_err(|error| error.to_string())?))),
    ("postman_odd", || Ok(postman_odd::requests(&postman_odd::connection_0().map_err(|error| error.to_string())?))),
    ("postman_paging", || Ok(postman_paging::requests(&postman_paging::connection_0().map_err(|error| error.to_string())?))),
    ("postman_secrets", || Ok(postman_secrets::requests(&postman_secrets::connection_0().map_err(|error| error.to_string())?))),
    ("postman_types", || Ok(postman_types::requests(&postman_types::connection_0().map_err(|error| error.to_string())?))),
    ("postman_v1", || Ok(postman_v1::requests(&postman_v1::connection_0().map_err(|error| error.to_string())?))),
    ("postman_v20", || Ok(postman_v20::requests(&postman_v20::connection_0().map_err(|error| error.to_string())?))),
    ("postman_v21", || Ok(postman_v21::requests(&postman_v21::connection_0().map_err(|error| error.to_string())?))),
    ("read_only", || Ok(read_only::requests(&read_only::connection_0().map_err(|error| error.to_string())?))),
    ("recursion", || Ok(recursion::requests(&recursion::connection_0().map_err(|error| error.to_string())?))),
    ("response_headers", || Ok(response_headers::requests(&response_headers::connection_0().map_err(|error| error.to_string())?))),
    ("responses", || Ok(responses::requests(&responses::connection_0().map_err(|error| error.to_string())?))),
    ("revisions", || Ok(revisions::requests(&revisions::connection_0().map_err(|error| error.to_string())?))),
    ("security_and", || Ok(security_and::requests(&security_and::connection_0().map_err(|error| error.to_string())?))),
    ("security_authorization", || Ok(security_authorization::requests(&security_authorization::connection_0().map_err(|error| error.to_string())?))),
    ("security_basic", || Ok(security_basic::requests(&security_basic::connection_0().map_err(|error| error.to_string())?))),
    ("security_dangling", || Ok(security_dangling::requests(&security_dangling::connection_0().map_err(|error| error.to_string())?))),
    ("security_dangling_one", || Ok(security_dangling_one::requests(&security_dangling_one::connection_0().map_err(|error| error.to_string())?))),
    ("security_none", || Ok(security_none::requests(&security_none::connection_0().map_err(|error| error.to_string())?))),
    ("security_or", || Ok(security_or::requests(&security_or::connection_0().map_err(|error| error.to_string())?))),
    ("security_query_key", || Ok(security_query_key::requests(&security_query_key::connection_0().map_err(|error| error.to_string())?))),
    ("security_unknown", || Ok(security_unknown::requests(&security_unknown::connection_0().map_err(|error| error.to_string())?))),
    ("security_unrequired", || Ok(security_unrequired::requests(&security_unrequired::connection_0().map_err(|error| error.to_string())?))),
    ("selection", || Ok(selection::requests(&selection::connection_0().map_err(|error| error.to_string())?))),
    ("shared_inline_types", || Ok(shared_inline_types::requests(&shared_inline_types::connection_0().map_err(|error| error.to_string())?))),
    ("shared_parameters", || Ok(shared_parameters::requests(&shared_parameters::connection_0().map_err(|error| error.to_string())?))),
    ("sign_in_implied", || Ok(sign_in_implied::requests(&sign_in_implied::connection_0().map_err(|error| error.to_string())?))),
    ("strict", || Ok(strict::requests(&strict::connection_0().map_err(|error| error.to_string())?))),
    ("tags", || Ok(tags::requests(&tags::connection_0().map_err(|error| error.to_string())?))),
    ("test_connection", || Ok(test_connection::requests(&test_connection::connection_0().map_err(|error| error.to_string())?))),
    ("triggers", || Ok(triggers::requests(&triggers::connection_0().map_err(|error| error.to_string())?))),
    ("triggers_policy", || Ok(triggers_policy::requests(&triggers_policy::connection_0().map_err(|error| error.to_string())?))),
    ("triggers_polled", || Ok(triggers_polled::requests(&triggers_polled::connection_0().map_err(|error| error.to_string())?))),
    ("webhook_places", || Ok(webhook_places::requests(&webhook_places::connection_0().map_err(|error| error.to_string())?))),
    ("webhook_unrequired", || Ok(webhook_unrequired::requests(&webhook_unrequired::connection_0().map_err(|error| error.to_string())?))),
    ("webhook_unsubscribe", || Ok(webhook_unsubscribe::requests(&webhook_unsubscribe::connection_0().map_err(|error| error.to_string())?))),
    ("xml", || Ok(xml::requests(&xml::connection_0().map_err(|error| error.to_string())?))),
    ("yaml", || Ok(yaml::requests(&yaml::connection_0().map_err(|error| error.to_string())?))),
];
