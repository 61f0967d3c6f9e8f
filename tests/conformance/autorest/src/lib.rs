//! Clients of the AutoRest test server, one for each of its documents.

use std::collections::BTreeMap;

/// A list some of whose elements are null in spite of its document.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct ArrayOrNull {
    /// The elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub array: Option<Vec<Option<String>>>,
}

/// A dictionary some of whose values are null in spite of its document.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct DictionaryOrNull {
    /// The values.
    #[serde(default, rename = "defaultProgram", skip_serializing_if = "Option::is_none")]
    pub default_program: Option<BTreeMap<String, Option<String>>>,
}

macro_rules! documents {
    ($($name:ident)*) => {$(
        #[cfg(document)]
        pub mod $name {
            //! As the document of this name describes it.
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
        }
    )*};
}
documents! {
    additional_properties
    any_type
    azure_parameter_grouping
    azure_report
    azure_resource
    azure_resource_x
    azure_special_properties
    body_array
    body_binary
    body_boolean
    body_boolean_quirks
    body_byte
    body_complex
    body_date
    body_datetime
    body_datetime_rfc1123
    body_dictionary
    body_duration
    body_file
    body_formdata
    body_formdata_urlencoded
    body_integer
    body_number
    body_number_quirks
    body_string
    body_string_quirks
    body_time
    client_enum
    complex_model
    constants
    custom_base_url
    custom_base_url_more_options
    custom_base_url_paging
    error_with_secrets
    extensible_enums_swagger
    head
    head_exceptions
    header
    http_infrastructure
    http_infrastructure_quirks
    incorrect_error_response
    lro
    lro_parameterized_endpoints
    media_types
    merge_patch
    model_flattening
    multiapi_v0
    multiapi_v1
    multiapi_v1_custom_base_url
    multiapi_v2
    multiapi_v2_custom_base_url
    multiapi_v3
    multiple_inheritance
    non_string_enum
    object_type
    paging
    parameter_flattening
    parameterized_endpoint
    report
    required_optional
    reserved_words
    security_aad
    security_key
    storage
    subscription_id_api_version
    url
    url_multi_collection_format
    validation
    xml_service
    xms_error_responses
}
