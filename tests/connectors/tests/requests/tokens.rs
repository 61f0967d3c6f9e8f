//! OAuth 2.0 tokens.

use real_connectors::*;
use serde_json::json;

use crate::spy::sends;

const JSON: &str = "accept: application/json";
const TYPED: &str = "content-type: application/json";
const TOKEN: &str = "authorization: Bearer t0ken";

#[tokio::test]
async fn what_a_sign_in_asks_for_besides_is_in_the_query() {
    use three_e::{Client, Connection};
    sends!(
        Client::new(Connection::aad_prod_token("t0ken", "inst")),
        |client| client.fetch_data_object_event_details("Matter"),
        "GET https://api.elite.com/3e/events/webhook/v1/events/dataobject/Matter?3eInstanceId=inst",
        JSON,
        TOKEN,
    );
}

#[tokio::test]
async fn a_path_without_its_slash_and_a_property_made_of_itself() {
    use azure_ad::{Client, Connection, model};
    let client = || Client::new(Connection::bearer("t0ken"));
    sends!(
        client(),
        |client| client.check_member_groups_v2("u1", &model::CheckMemberGroupsRequest::new(["g1"])),
        "POST https://graph.microsoft.com/v1.0/users/u1/checkMemberGroups",
        JSON,
        TOKEN,
        TYPED,
        r#"{"groupIds":["g1"]}"#,
    );
    sends!(
        client(),
        |client| client.assign_manager("u1", &model::AssignManagerRequest::new("m1")),
        "PUT https://graph.microsoft.com/v1.0/users/u1/manager/$ref",
        JSON,
        TOKEN,
        TYPED,
        r#"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/m1"}"#,
    );
}

#[tokio::test]
async fn properties_move_into_the_body() {
    use azure_ad::{Client, Connection, model::UpdateUserRequest};
    let user = UpdateUserRequest::default().job_title("Chief").custom_properties([("extension_1", "x")]);
    sends!(
        Client::new(Connection::bearer("t0ken")),
        |client| client.update_user("u1", &user),
        "PATCH https://graph.microsoft.com/v1.0/users/u1",
        JSON,
        TOKEN,
        TYPED,
        r#"{"extension_1":"x","jobTitle":"Chief"}"#,
    );
}

#[tokio::test]
async fn a_body_that_only_the_service_knows() {
    use elfsquad::{Client, Connection};
    let client = || Client::new(Connection::bearer("t0ken"));
    sends!(
        client(),
        |client| client.post_entity_by_id("Quotations", &json!({"customerReference": "PO 7"})),
        "POST https://api.elfsquad.io/data/1/Quotations",
        JSON,
        TOKEN,
        TYPED,
        r#"{"customerReference":"PO 7"}"#,
    );
    // A lookup is a call like others.
    sends!(
        client(),
        |client| client.schemas().post_entity_by_id_entity("Quotations"),
        "GET https://api.elfsquad.io/data/1/Quotations/$schema",
        JSON,
        TOKEN,
    );
}

#[tokio::test]
async fn an_optional_body_that_is_an_object() {
    use free_agent::{Client, Connection};
    sends!(
        Client::new(Connection::bearer("t0ken")),
        |client| client.get_contact("12"),
        "GET https://api.freeagent.com/v2/contacts/12",
        JSON,
        TOKEN,
    );
}

#[tokio::test]
async fn routes_and_a_query_of_the_policies() {
    use planner::{Client, Connection};
    let client = || Client::new(Connection::bearer("t0ken"));
    sends!(
        client(),
        |client| client.list_tasks_v3("p1", "g1"),
        "GET https://graph.microsoft.com/v1.0/planner/plans/p1/tasks?groupId=g1",
        JSON,
        TOKEN,
    );
    sends!(
        client(),
        |client| client.choices().list_tasks_v3_group_id(),
        "GET https://graph.microsoft.com/v1.0/me/memberOf/$/microsoft.graph.group\
         ?$filter=groupTypes%2Fany%28c%3Ac%20eq%20%27Unified%27%29&$select=id%2CdisplayName",
        JSON,
        TOKEN,
    );
}
