//! Bodies of every kind: any JSON, text, bytes, files, forms; and what may be left out.

use autorest_conformance::{
    any_type, body_binary, body_byte, body_file, body_formdata, body_formdata_urlencoded, body_string,
    media_types, merge_patch, object_type, required_optional, reserved_words,
};
use connector::{Base64Url, ErrorKind, Part, json};

use crate::suite::client;

pub async fn texts(url: String) {
    let client: body_string::Client = client!(body_string, url);
    use body_string::model::{
        ColorConstant, Colors, RefColorConstant, RefColors, StringPutEmptyInput, StringPutMbcsInput,
        StringPutWhitespaceInput,
    };
    assert_eq!(client.string_get_null().await.unwrap(), "");
    assert_eq!(client.string_get_not_provided().await.unwrap(), "");
    client.string_put_null().await.unwrap();
    assert_eq!(client.string_get_empty().await.unwrap().as_str(), "");
    client.string_put_empty(&StringPutEmptyInput::Empty).await.unwrap();
    let multibyte = client.string_get_mbcs().await.unwrap();
    client.string_put_mbcs(&StringPutMbcsInput::from(multibyte.as_str())).await.unwrap();
    assert!(multibyte.as_str().starts_with("啊齄丂狛狜"), "{}", multibyte.as_str());
    assert!(multibyte.as_str().ends_with("€"), "{}", multibyte.as_str());
    let spaced = client.string_get_whitespace().await.unwrap();
    assert_eq!(
        spaced.as_str(),
        "    Now is the time for all good men to come to the aid of their country    "
    );
    client.string_put_whitespace(&StringPutWhitespaceInput::from(spaced.as_str())).await.unwrap();
    assert_eq!(client.enum_get_not_expandable().await.unwrap(), Colors::RedColor);
    client.enum_put_not_expandable(&Colors::RedColor).await.unwrap();
    assert_eq!(client.enum_get_referenced().await.unwrap(), RefColors::RedColor);
    client.enum_put_referenced(&RefColors::RedColor).await.unwrap();
    // The document says that the constant is there, and the server leaves it out.
    let error = client.enum_get_referenced_constant().await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("/ColorConstant")));
    client.enum_put_referenced_constant(&RefColorConstant::new(ColorConstant::GreenColor)).await.unwrap();
    let text = b"a string that gets encoded with base64";
    assert_eq!(client.string_get_base64_encoded().await.unwrap().as_bytes(), text);
    let text = b"a string that gets encoded with base64url";
    assert_eq!(client.string_get_base64_url_encoded().await.unwrap().as_bytes(), text);
    client.string_put_base64_url_encoded(&Base64Url::from(text)).await.unwrap();
    assert_eq!(client.string_get_null_base64_url_encoded().await.unwrap(), None);
}

pub async fn bytes(url: String) {
    let client: body_byte::Client = client!(body_byte, url);
    let none = client.byte_get_null().await.unwrap_err();
    assert_eq!(none.kind(), ErrorKind::Decode, "{none}");
    let bytes: Vec<u8> = (0xf6..=0xff).rev().collect();
    assert_eq!(client.byte_get_non_ascii().await.unwrap().as_bytes(), bytes);
    client.byte_put_non_ascii(&bytes.into()).await.unwrap();
    let client: body_binary::Client = client!(body_binary, url);
    client.upload_file(&json!({"more": "cowbell"})).await.unwrap();
    client.upload_binary(b"Hello, world!".to_vec()).await.unwrap();
    let error = client.download_error_stream().await.unwrap_err();
    let body: body_binary::model::Error = error.body_as().unwrap();
    assert_eq!((error.is_status(400), body.message.as_deref()), (true, Some("I failed on purpose")));
}

pub async fn anything(url: String) {
    let client: any_type::Client = client!(any_type, url);
    assert_eq!(client.get_object().await.unwrap(), json!({"message": "An object was successfully returned"}));
    assert_eq!(client.get_string().await.unwrap(), json!("anything"));
    assert_eq!(client.get_array().await.unwrap(), json!(["foo", "bar"]));
    client.put_object(&json!({"foo": "bar"})).await.unwrap();
    client.put_string(&json!("anything")).await.unwrap();
    client.put_array(&json!(["foo", "bar"])).await.unwrap();
    let client: object_type::Client = client!(object_type, url);
    assert_eq!(client.get().await.unwrap(), json!({"message": "An object was successfully returned"}));
    client.put(&json!({"foo": "bar"})).await.unwrap();
    let error = client.put(&json!({"bar": "foo"})).await.unwrap_err();
    assert!(error.is_status(400));
    let body: connector::Value = error.body_as().unwrap();
    assert_eq!(body, json!({"message": "The object you passed was incorrect"}));
    let client: merge_patch::Client = client!(merge_patch, url);
    assert!(client.patch_single(&json!({"foo": null})).await.unwrap_err().is_status(400));
    client.patch_single(&json!({"foo": "bars"})).await.unwrap();
}

pub async fn media(url: String) {
    let client: media_types::Client = client!(media_types, url);
    let path = media_types::model::SourcePath::default().source("foo");
    assert_eq!(client.analyze_body().input(&path).await.unwrap(), "Nice job with JSON");
    client.analyze_body_no_accept_header().input(&path).await.unwrap();
    let encoded = client.content_type_with_encoding().input("hello, world").await.unwrap();
    assert_eq!(encoded, "Nice job sending content type with encoding");
    client
        .binary_body_with_two_content_types(r#"{"hello":"world"}"#)
        .content_type("application/json")
        .await
        .unwrap();
    let octets = client.binary_body_with_two_content_types("hello").content_type("application/octet-stream");
    octets.await.unwrap();
    client.binary_body_with_three_content_types("hello, world").content_type("text/plain").await.unwrap();
    client.body_three_types(&json!({"hello": "world"})).await.unwrap();
    // The document gives the same body as an object and as a file; a file is a request of one's own.
    let pdf = http::Request::post("/mediatypes/analyze").header("content-type", "application/pdf");
    let reply = client.send(pdf.body("PDF").unwrap()).await.unwrap();
    assert_eq!(&reply.body()[..], br#""Nice job with PDF""#);
}

pub async fn optional(url: String) {
    let client: required_optional::Client = client!(required_optional, url);
    use required_optional::model::{
        ArrayOptionalWrapper, ClassOptionalWrapper, IntOptionalWrapper, StringOptionalWrapper,
    };
    client.implicit_put_optional_query().await.unwrap();
    client.implicit_put_optional_header().await.unwrap();
    client.implicit_put_optional_body().await.unwrap();
    client.implicit_put_optional_binary_body().await.unwrap();
    client.explicit_put_optional_binary_body().await.unwrap();
    client.explicit_put_required_binary_body("bytes").await.unwrap();
    client.explicit_post_optional_integer_parameter().await.unwrap();
    client
        .explicit_post_optional_integer_property()
        .body_parameter(&IntOptionalWrapper::default())
        .await
        .unwrap();
    client.explicit_post_optional_integer_header().await.unwrap();
    client.explicit_post_optional_string_parameter().await.unwrap();
    let empty = StringOptionalWrapper::default();
    client.explicit_post_optional_string_property().body_parameter(&empty).await.unwrap();
    client.explicit_post_optional_string_header().await.unwrap();
    client.explicit_post_optional_class_parameter().await.unwrap();
    client
        .explicit_post_optional_class_property()
        .body_parameter(&ClassOptionalWrapper::default())
        .await
        .unwrap();
    client.explicit_post_optional_array_parameter().await.unwrap();
    client
        .explicit_post_optional_array_property()
        .body_parameter(&ArrayOptionalWrapper::default())
        .await
        .unwrap();
    client.explicit_post_optional_array_header().await.unwrap();
    client.implicit_get_optional_global_query().await.unwrap();
}

pub async fn reserved(url: String) {
    let client: reserved_words::Client = client!(reserved_words, url);
    // It promises objects, and says nothing: any JSON, which is null then.
    assert_eq!(client.import_operation_one("foo").await.unwrap(), json!(null));
    client.operation_with_content_param("hello, world").await.unwrap();
    client.operation_with_json_param(&json!({"hello": "world"})).await.unwrap();
    client.operation_with_data_param("hello", "world").await.unwrap();
    let file = Part::new(b"file".to_vec()).file_name("my.txt");
    client.operation_with_files_param(file, "my.txt").await.unwrap();
    client.operation_with_url("foo", "x-ms-header").query_parameters(["one", "two"]).await.unwrap();
    client.reserved_enum(reserved_words::model::MyEnum::Import).await.unwrap();
}

pub async fn forms(url: String) {
    let client: body_formdata::Client = client!(body_formdata, url);
    let file = Part::new("The quick brown fox").file_name("fox.txt");
    let echoed = client.formdata_upload_file(file, "fox.txt").await.unwrap();
    assert_eq!(&echoed[..], b"The quick brown fox");
    let echoed = client.formdata_upload_file_via_body("The lazy dog").await.unwrap();
    assert_eq!(&echoed[..], b"The lazy dog");
    let client: body_formdata_urlencoded::Client = client!(body_formdata_urlencoded, url);
    use body_formdata_urlencoded::model::{PetFood, PetType};
    client
        .formdataurlencoded_update_pet_with_form(1, PetType::Dog, PetFood::Meat, 42)
        .name("Fido")
        .await
        .unwrap();
    client.formdataurlencoded_partial_constant_body("bar", "foo").await.unwrap();
}

pub async fn files(url: String) {
    let client: body_file::Client = client!(body_file, url);
    let image = client.files_get_file().await.unwrap();
    assert!(image.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(image.len(), 8725);
    assert!(client.files_get_empty_file().await.unwrap().is_empty());
    let mut stream = client.files_get_file().stream().await.unwrap();
    assert_eq!((stream.status().as_u16(), stream.header("content-type")), (200, Some("image/png")));
    let mut whole = Vec::new();
    while let Some(chunk) = stream.chunk().await.unwrap() {
        whole.extend_from_slice(&chunk);
    }
    assert_eq!(whole, image);
    // 3,000 MiB, of which no more is held than has just arrived.
    let mut stream = client.files_get_file_large().stream().await.unwrap();
    let mut length = 0_u64;
    while let Some(chunk) = stream.chunk().await.unwrap() {
        assert!(chunk.len() < 1 << 20);
        length += chunk.len() as u64;
    }
    assert_eq!(length, 3_000 << 20);
    // Held whole, it would be more than is allowed.
    assert_eq!(client.files_get_file_large().await.unwrap_err().kind(), ErrorKind::TooLarge);
}
