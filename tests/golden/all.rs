// What is generated of the documents beside this file. `tests/golden.rs` writes this list.

/// `tests/golden/all_of`
#[rustfmt::skip]
#[path = "all_of/output.rs"]
pub mod all_of;

/// `tests/golden/azure_absent`
#[rustfmt::skip]
#[path = "azure_absent/output.rs"]
pub mod azure_absent;

/// `tests/golden/azure_body_required`
#[rustfmt::skip]
#[path = "azure_body_required/output.rs"]
pub mod azure_body_required;

/// `tests/golden/azure_host`
#[rustfmt::skip]
#[path = "azure_host/output.rs"]
pub mod azure_host;

/// `tests/golden/azure_host_local`
#[rustfmt::skip]
#[path = "azure_host_local/output.rs"]
pub mod azure_host_local;

/// `tests/golden/azure_key`
#[rustfmt::skip]
#[path = "azure_key/output.rs"]
pub mod azure_key;

/// `tests/golden/azure_key_functions`
#[rustfmt::skip]
#[path = "azure_key_functions/output.rs"]
pub mod azure_key_functions;

/// `tests/golden/azure_managed`
#[rustfmt::skip]
#[path = "azure_managed/output.rs"]
pub mod azure_managed;

/// `tests/golden/azure_names`
#[rustfmt::skip]
#[path = "azure_names/output.rs"]
pub mod azure_names;

/// `tests/golden/azure_no_schema`
#[rustfmt::skip]
#[path = "azure_no_schema/output.rs"]
pub mod azure_no_schema;

/// `tests/golden/azure_openapi3`
#[rustfmt::skip]
#[path = "azure_openapi3/output.rs"]
pub mod azure_openapi3;

/// `tests/golden/azure_operation_ids`
#[rustfmt::skip]
#[path = "azure_operation_ids/output.rs"]
pub mod azure_operation_ids;

/// `tests/golden/azure_query_in_path`
#[rustfmt::skip]
#[path = "azure_query_in_path/output.rs"]
pub mod azure_query_in_path;

/// `tests/golden/azure_resource`
#[rustfmt::skip]
#[path = "azure_resource/output.rs"]
pub mod azure_resource;

/// `tests/golden/azure_same_ids`
#[rustfmt::skip]
#[path = "azure_same_ids/output.rs"]
pub mod azure_same_ids;

/// `tests/golden/azure_scheme`
#[rustfmt::skip]
#[path = "azure_scheme/output.rs"]
pub mod azure_scheme;

/// `tests/golden/azure_secrets`
#[rustfmt::skip]
#[path = "azure_secrets/output.rs"]
pub mod azure_secrets;

/// `tests/golden/azure_template`
#[rustfmt::skip]
#[path = "azure_template/output.rs"]
pub mod azure_template;

/// `tests/golden/azure_version`
#[rustfmt::skip]
#[path = "azure_version/output.rs"]
pub mod azure_version;

/// `tests/golden/azure_wildcard`
#[rustfmt::skip]
#[path = "azure_wildcard/output.rs"]
pub mod azure_wildcard;

/// `tests/golden/azure_workflow`
#[rustfmt::skip]
#[path = "azure_workflow/output.rs"]
pub mod azure_workflow;

/// `tests/golden/body_inline`
#[rustfmt::skip]
#[path = "body_inline/output.rs"]
pub mod body_inline;

/// `tests/golden/body_named`
#[rustfmt::skip]
#[path = "body_named/output.rs"]
pub mod body_named;

/// `tests/golden/body_optional`
#[rustfmt::skip]
#[path = "body_optional/output.rs"]
pub mod body_optional;

/// `tests/golden/body_raw`
#[rustfmt::skip]
#[path = "body_raw/output.rs"]
pub mod body_raw;

/// `tests/golden/body_scalar`
#[rustfmt::skip]
#[path = "body_scalar/output.rs"]
pub mod body_scalar;

/// `tests/golden/broken_parts`
#[rustfmt::skip]
#[path = "broken_parts/output.rs"]
pub mod broken_parts;

/// `tests/golden/client_names`
#[rustfmt::skip]
#[path = "client_names/output.rs"]
pub mod client_names;

/// `tests/golden/collection_formats`
#[rustfmt::skip]
#[path = "collection_formats/output.rs"]
pub mod collection_formats;

/// `tests/golden/connection_parameters`
#[rustfmt::skip]
#[path = "connection_parameters/output.rs"]
pub mod connection_parameters;

/// `tests/golden/constants_named_body`
#[rustfmt::skip]
#[path = "constants_named_body/output.rs"]
pub mod constants_named_body;

/// `tests/golden/decode_lenient`
#[rustfmt::skip]
#[path = "decode_lenient/output.rs"]
pub mod decode_lenient;

/// `tests/golden/decode_strict`
#[rustfmt::skip]
#[path = "decode_strict/output.rs"]
pub mod decode_strict;

/// `tests/golden/defaults`
#[rustfmt::skip]
#[path = "defaults/output.rs"]
pub mod defaults;

/// `tests/golden/deprecated`
#[rustfmt::skip]
#[path = "deprecated/output.rs"]
pub mod deprecated;

/// `tests/golden/descriptions`
#[rustfmt::skip]
#[path = "descriptions/output.rs"]
pub mod descriptions;

/// `tests/golden/discriminator`
#[rustfmt::skip]
#[path = "discriminator/output.rs"]
pub mod discriminator;

/// `tests/golden/discriminator_levels`
#[rustfmt::skip]
#[path = "discriminator_levels/output.rs"]
pub mod discriminator_levels;

/// `tests/golden/enums_ms`
#[rustfmt::skip]
#[path = "enums_ms/output.rs"]
pub mod enums_ms;

/// `tests/golden/enums_other`
#[rustfmt::skip]
#[path = "enums_other/output.rs"]
pub mod enums_other;

/// `tests/golden/enums_text`
#[rustfmt::skip]
#[path = "enums_text/output.rs"]
pub mod enums_text;

/// `tests/golden/form`
#[rustfmt::skip]
#[path = "form/output.rs"]
pub mod form;

/// `tests/golden/formats`
#[rustfmt::skip]
#[path = "formats/output.rs"]
pub mod formats;

/// `tests/golden/keys_of_wrong_type`
#[rustfmt::skip]
#[path = "keys_of_wrong_type/output.rs"]
pub mod keys_of_wrong_type;

/// `tests/golden/long_running`
#[rustfmt::skip]
#[path = "long_running/output.rs"]
pub mod long_running;

/// `tests/golden/lookups`
#[rustfmt::skip]
#[path = "lookups/output.rs"]
pub mod lookups;

/// `tests/golden/many_inputs`
#[rustfmt::skip]
#[path = "many_inputs/output.rs"]
pub mod many_inputs;

/// `tests/golden/maps`
#[rustfmt::skip]
#[path = "maps/output.rs"]
pub mod maps;

/// `tests/golden/media_types`
#[rustfmt::skip]
#[path = "media_types/output.rs"]
pub mod media_types;

/// `tests/golden/missing_host`
#[rustfmt::skip]
#[path = "missing_host/output.rs"]
pub mod missing_host;

/// `tests/golden/misspelt_extensions`
#[rustfmt::skip]
#[path = "misspelt_extensions/output.rs"]
pub mod misspelt_extensions;

/// `tests/golden/mocks`
#[rustfmt::skip]
#[path = "mocks/output.rs"]
pub mod mocks;

/// `tests/golden/multipart`
#[rustfmt::skip]
#[path = "multipart/output.rs"]
pub mod multipart;

/// `tests/golden/names_colliding`
#[rustfmt::skip]
#[path = "names_colliding/output.rs"]
pub mod names_colliding;

/// `tests/golden/names_digits`
#[rustfmt::skip]
#[path = "names_digits/output.rs"]
pub mod names_digits;

/// `tests/golden/names_keywords`
#[rustfmt::skip]
#[path = "names_keywords/output.rs"]
pub mod names_keywords;

/// `tests/golden/names_not_identifiers`
#[rustfmt::skip]
#[path = "names_not_identifiers/output.rs"]
pub mod names_not_identifiers;

/// `tests/golden/next_operation`
#[rustfmt::skip]
#[path = "next_operation/output.rs"]
pub mod next_operation;

/// `tests/golden/no_content`
#[rustfmt::skip]
#[path = "no_content/output.rs"]
pub mod no_content;

/// `tests/golden/nullable`
#[rustfmt::skip]
#[path = "nullable/output.rs"]
pub mod nullable;

/// `tests/golden/nullable_inputs`
#[rustfmt::skip]
#[path = "nullable_inputs/output.rs"]
pub mod nullable_inputs;

/// `tests/golden/oauth_application`
#[rustfmt::skip]
#[path = "oauth_application/output.rs"]
pub mod oauth_application;

/// `tests/golden/oauth_entra`
#[rustfmt::skip]
#[path = "oauth_entra/output.rs"]
pub mod oauth_entra;

/// `tests/golden/oauth_provider`
#[rustfmt::skip]
#[path = "oauth_provider/output.rs"]
pub mod oauth_provider;

/// `tests/golden/oauth_sets`
#[rustfmt::skip]
#[path = "oauth_sets/output.rs"]
pub mod oauth_sets;

/// `tests/golden/oauth_templates`
#[rustfmt::skip]
#[path = "oauth_templates/output.rs"]
pub mod oauth_templates;

/// `tests/golden/omissions`
#[rustfmt::skip]
#[path = "omissions/output.rs"]
pub mod omissions;

/// `tests/golden/openapi31`
#[rustfmt::skip]
#[path = "openapi31/output.rs"]
pub mod openapi31;

/// `tests/golden/openapi3_bodies`
#[rustfmt::skip]
#[path = "openapi3_bodies/output.rs"]
pub mod openapi3_bodies;

/// `tests/golden/openapi3_callbacks`
#[rustfmt::skip]
#[path = "openapi3_callbacks/output.rs"]
pub mod openapi3_callbacks;

/// `tests/golden/openapi3_misfits`
#[rustfmt::skip]
#[path = "openapi3_misfits/output.rs"]
pub mod openapi3_misfits;

/// `tests/golden/openapi3_paging`
#[rustfmt::skip]
#[path = "openapi3_paging/output.rs"]
pub mod openapi3_paging;

/// `tests/golden/openapi3_parameters`
#[rustfmt::skip]
#[path = "openapi3_parameters/output.rs"]
pub mod openapi3_parameters;

/// `tests/golden/openapi3_security`
#[rustfmt::skip]
#[path = "openapi3_security/output.rs"]
pub mod openapi3_security;

/// `tests/golden/openapi3_servers`
#[rustfmt::skip]
#[path = "openapi3_servers/output.rs"]
pub mod openapi3_servers;

/// `tests/golden/openapi3_unions`
#[rustfmt::skip]
#[path = "openapi3_unions/output.rs"]
pub mod openapi3_unions;

/// `tests/golden/operation_schemes`
#[rustfmt::skip]
#[path = "operation_schemes/output.rs"]
pub mod operation_schemes;

/// `tests/golden/other_file`
#[rustfmt::skip]
#[path = "other_file/output.rs"]
pub mod other_file;

/// `tests/golden/overrides`
#[rustfmt::skip]
#[path = "overrides/output.rs"]
pub mod overrides;

/// `tests/golden/paging`
#[rustfmt::skip]
#[path = "paging/output.rs"]
pub mod paging;

/// `tests/golden/paging_described`
#[rustfmt::skip]
#[path = "paging_described/output.rs"]
pub mod paging_described;

/// `tests/golden/paging_misfits`
#[rustfmt::skip]
#[path = "paging_misfits/output.rs"]
pub mod paging_misfits;

/// `tests/golden/parameter_places`
#[rustfmt::skip]
#[path = "parameter_places/output.rs"]
pub mod parameter_places;

/// `tests/golden/parameter_sets`
#[rustfmt::skip]
#[path = "parameter_sets/output.rs"]
pub mod parameter_sets;

/// `tests/golden/parameterized_host`
#[rustfmt::skip]
#[path = "parameterized_host/output.rs"]
pub mod parameterized_host;

/// `tests/golden/parameterized_host_unknown`
#[rustfmt::skip]
#[path = "parameterized_host_unknown/output.rs"]
pub mod parameterized_host_unknown;

/// `tests/golden/path_templates`
#[rustfmt::skip]
#[path = "path_templates/output.rs"]
pub mod path_templates;

/// `tests/golden/postman_auth`
#[rustfmt::skip]
#[path = "postman_auth/output.rs"]
pub mod postman_auth;

/// `tests/golden/postman_bodies`
#[rustfmt::skip]
#[path = "postman_bodies/output.rs"]
pub mod postman_bodies;

/// `tests/golden/postman_dump`
#[rustfmt::skip]
#[path = "postman_dump/output.rs"]
pub mod postman_dump;

/// `tests/golden/postman_hosts`
#[rustfmt::skip]
#[path = "postman_hosts/output.rs"]
pub mod postman_hosts;

/// `tests/golden/postman_merging`
#[rustfmt::skip]
#[path = "postman_merging/output.rs"]
pub mod postman_merging;

/// `tests/golden/postman_names`
#[rustfmt::skip]
#[path = "postman_names/output.rs"]
pub mod postman_names;

/// `tests/golden/postman_odd`
#[rustfmt::skip]
#[path = "postman_odd/output.rs"]
pub mod postman_odd;

/// `tests/golden/postman_paging`
#[rustfmt::skip]
#[path = "postman_paging/output.rs"]
pub mod postman_paging;

/// `tests/golden/postman_secrets`
#[rustfmt::skip]
#[path = "postman_secrets/output.rs"]
pub mod postman_secrets;

/// `tests/golden/postman_types`
#[rustfmt::skip]
#[path = "postman_types/output.rs"]
pub mod postman_types;

/// `tests/golden/postman_v1`
#[rustfmt::skip]
#[path = "postman_v1/output.rs"]
pub mod postman_v1;

/// `tests/golden/postman_v20`
#[rustfmt::skip]
#[path = "postman_v20/output.rs"]
pub mod postman_v20;

/// `tests/golden/postman_v21`
#[rustfmt::skip]
#[path = "postman_v21/output.rs"]
pub mod postman_v21;

/// `tests/golden/read_only`
#[rustfmt::skip]
#[path = "read_only/output.rs"]
pub mod read_only;

/// `tests/golden/recursion`
#[rustfmt::skip]
#[path = "recursion/output.rs"]
pub mod recursion;

/// `tests/golden/response_headers`
#[rustfmt::skip]
#[path = "response_headers/output.rs"]
pub mod response_headers;

/// `tests/golden/responses`
#[rustfmt::skip]
#[path = "responses/output.rs"]
pub mod responses;

/// `tests/golden/revisions`
#[rustfmt::skip]
#[path = "revisions/output.rs"]
pub mod revisions;

/// `tests/golden/security_and`
#[rustfmt::skip]
#[path = "security_and/output.rs"]
pub mod security_and;

/// `tests/golden/security_authorization`
#[rustfmt::skip]
#[path = "security_authorization/output.rs"]
pub mod security_authorization;

/// `tests/golden/security_basic`
#[rustfmt::skip]
#[path = "security_basic/output.rs"]
pub mod security_basic;

/// `tests/golden/security_dangling`
#[rustfmt::skip]
#[path = "security_dangling/output.rs"]
pub mod security_dangling;

/// `tests/golden/security_dangling_one`
#[rustfmt::skip]
#[path = "security_dangling_one/output.rs"]
pub mod security_dangling_one;

/// `tests/golden/security_none`
#[rustfmt::skip]
#[path = "security_none/output.rs"]
pub mod security_none;

/// `tests/golden/security_or`
#[rustfmt::skip]
#[path = "security_or/output.rs"]
pub mod security_or;

/// `tests/golden/security_query_key`
#[rustfmt::skip]
#[path = "security_query_key/output.rs"]
pub mod security_query_key;

/// `tests/golden/security_unknown`
#[rustfmt::skip]
#[path = "security_unknown/output.rs"]
pub mod security_unknown;

/// `tests/golden/security_unrequired`
#[rustfmt::skip]
#[path = "security_unrequired/output.rs"]
pub mod security_unrequired;

/// `tests/golden/selection`
#[rustfmt::skip]
#[path = "selection/output.rs"]
pub mod selection;

/// `tests/golden/shared_inline_types`
#[rustfmt::skip]
#[path = "shared_inline_types/output.rs"]
pub mod shared_inline_types;

/// `tests/golden/shared_parameters`
#[rustfmt::skip]
#[path = "shared_parameters/output.rs"]
pub mod shared_parameters;

/// `tests/golden/sign_in_implied`
#[rustfmt::skip]
#[path = "sign_in_implied/output.rs"]
pub mod sign_in_implied;

/// `tests/golden/strict`
#[rustfmt::skip]
#[path = "strict/output.rs"]
pub mod strict;

/// `tests/golden/tags`
#[rustfmt::skip]
#[path = "tags/output.rs"]
pub mod tags;

/// `tests/golden/test_connection`
#[rustfmt::skip]
#[path = "test_connection/output.rs"]
pub mod test_connection;

/// `tests/golden/triggers`
#[rustfmt::skip]
#[path = "triggers/output.rs"]
pub mod triggers;

/// `tests/golden/triggers_policy`
#[rustfmt::skip]
#[path = "triggers_policy/output.rs"]
pub mod triggers_policy;

/// `tests/golden/triggers_polled`
#[rustfmt::skip]
#[path = "triggers_polled/output.rs"]
pub mod triggers_polled;

/// `tests/golden/webhook_places`
#[rustfmt::skip]
#[path = "webhook_places/output.rs"]
pub mod webhook_places;

/// `tests/golden/webhook_unrequired`
#[rustfmt::skip]
#[path = "webhook_unrequired/output.rs"]
pub mod webhook_unrequired;

/// `tests/golden/webhook_unsubscribe`
#[rustfmt::skip]
#[path = "webhook_unsubscribe/output.rs"]
pub mod webhook_unsubscribe;

/// `tests/golden/xml`
#[rustfmt::skip]
#[path = "xml/output.rs"]
pub mod xml;

/// `tests/golden/yaml`
#[rustfmt::skip]
#[path = "yaml/output.rs"]
pub mod yaml;
