//! XML bodies: attributes, lists of both kinds, maps, and the two documents of a storage service.

use autorest_conformance::xml_service::{Client, model};
use connector::json;

use crate::suite::{as_json, client};

/// What is read, and is sent back as it was.
macro_rules! both_ways {
    ($client:ident: $($get:ident, $put:ident => $json:expr;)*) => {$({
        let read = $client.$get().await.unwrap();
        assert_eq!(as_json(&read), $json, "{}", stringify!($get));
        $client.$put(&read).await.unwrap();
    })*};
}

pub async fn objects(url: String) {
    let client: Client = client!(xml_service, url);
    both_ways! { client:
        xml_get_complex_type_ref_no_meta, xml_put_complex_type_ref_no_meta =>
            json!({"RefToModel": {"ID": "myid"}, "Something": "else"});
        xml_get_complex_type_ref_with_meta, xml_put_complex_type_ref_with_meta =>
            json!({"RefToModel": {"ID": "myid"}, "Something": "else"});
        xml_get_empty_child_element, xml_put_empty_child_element =>
            json!({"name": "Unknown Banana", "flavor": "", "expiration": "2012-02-24T00:53:52.789Z"});
        xml_get_bytes, xml_put_binary => json!({"Bytes": "SGVsbG8gd29ybGQ="});
        xml_get_uri, xml_put_uri => json!({"Url": "https://myaccount.blob.core.windows.net/"});
    }
    let text = client.xml_get_xms_text().await.unwrap();
    assert_eq!((text.language.as_deref(), text.content.as_deref()), (Some("english"), Some("I am text")));
    let reply = client.xml_get_headers().response().await.unwrap();
    assert_eq!(reply.header("Custom-Header"), Some("custom-value"));
    // The same document has JSON too.
    client.xml_json_input(&model::JsonInput::default().id(42)).await.unwrap();
    assert_eq!(client.xml_json_output().await.unwrap().id, Some(42));
}

pub async fn lists(url: String) {
    let client: Client = client!(xml_service, url);
    let banana = |name: &str, flavor: &str| json!({"name": name, "flavor": flavor, "expiration": "2018-02-28T00:40:00.123Z"});
    both_ways! { client:
        xml_get_simple, xml_put_simple => json!({
            "title": "Sample Slide Show", "date": "Date of publication", "author": "Yours Truly",
            "slides": [
                {"type": "all", "title": "Wake up to WonderWidgets!", "items": []},
                {"type": "all", "title": "Overview", "items": ["Why WonderWidgets are great", "", "Who buys WonderWidgets"]},
            ],
        });
        xml_get_wrapped_lists, xml_put_wrapped_lists =>
            json!({"GoodApples": ["Fuji", "Gala"], "BadApples": ["Red Delicious"]});
        xml_get_empty_list, xml_put_empty_list => json!({"slides": []});
        xml_get_empty_wrapped_lists, xml_put_empty_wrapped_lists => json!({"GoodApples": [], "BadApples": []});
        xml_get_root_list, xml_put_root_list => json!([banana("Cavendish", "Sweet"), banana("Plantain", "Savory")]);
        xml_get_root_list_single_item, xml_put_root_list_single_item => json!([banana("Cavendish", "Sweet")]);
        xml_get_empty_root_list, xml_put_empty_root_list => json!([]);
    }
}

pub async fn storage(url: String) {
    let client: Client = client!(xml_service, url);
    let retention = json!({"Enabled": true, "Days": 7});
    both_ways! { client:
        xml_get_acls, xml_put_acls => json!([{
            "Id": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
            "AccessPolicy": {
                "Start": "2009-09-28T08:49:37.123Z", "Expiry": "2009-09-29T08:49:37.123Z", "Permission": "rwd",
            },
        }]);
        xml_get_service_properties, xml_put_service_properties => json!({
            "Logging": {"Version": "1.0", "Delete": true, "Read": false, "Write": true, "RetentionPolicy": retention},
            "HourMetrics": {"Version": "1.0", "Enabled": true, "IncludeAPIs": false, "RetentionPolicy": retention},
            "MinuteMetrics": {"Version": "1.0", "Enabled": true, "IncludeAPIs": true, "RetentionPolicy": retention},
        });
    }
    let containers = client.xml_list_containers().await.unwrap();
    assert_eq!((containers.max_results, containers.next_marker.as_str()), (3, "video"));
    assert_eq!(containers.service_endpoint, "https://myaccount.blob.core.windows.net/");
    let list = containers.containers.unwrap();
    let names: Vec<&str> = list.iter().map(|container| container.name.as_str()).collect();
    assert_eq!(names, ["audio", "images", "textfiles"]);
    assert_eq!(list[0].properties.public_access, Some(model::PublicAccessType::Container));
    assert!(list[1].properties.last_modified.is_valid());
    let blobs = client.xml_list_blobs().await.unwrap();
    assert_eq!(blobs.container_name, "https://myaccount.blob.core.windows.net/mycontainer");
    let list = blobs.blobs.blob.unwrap();
    assert_eq!((list.len(), list[0].properties.content_length), (5, Some(100)));
    assert_eq!(list[0].properties.content_encoding.as_deref(), Some(""));
    assert_eq!(list[1].snapshot.as_deref(), Some("2009-09-09T09:20:03.0427659Z"));
    assert_eq!(list[1].metadata.as_ref().unwrap()["x-ms-invalid-name"], "nasdf$@#$$");
    assert_eq!(blobs.blobs.blob_prefix.unwrap().len(), 0);
}
