//! Makes a client for each document of the test server's npm package, where that is installed.

use std::path::Path;

use connector_codegen::build;

const SWAGGER: &str = "node_modules/@microsoft.azure/autorest.testserver/swagger";

const DOCUMENTS: &[&str] = &[
    "additionalProperties",
    "any-type",
    "azure-parameter-grouping",
    "azure-report",
    "azure-resource",
    "azure-resource-x",
    "azure-special-properties",
    "body-array",
    "body-binary",
    "body-boolean",
    "body-boolean.quirks",
    "body-byte",
    "body-complex",
    "body-date",
    "body-datetime",
    "body-datetime-rfc1123",
    "body-dictionary",
    "body-duration",
    "body-file",
    "body-formdata",
    "body-formdata-urlencoded",
    "body-integer",
    "body-number",
    "body-number.quirks",
    "body-string",
    "body-string.quirks",
    "body-time",
    "client-enum",
    "complex-model",
    "constants",
    "custom-baseUrl",
    "custom-baseUrl-more-options",
    "custom-baseUrl-paging",
    "error-with-secrets",
    "extensible-enums-swagger",
    "head",
    "head-exceptions",
    "header",
    "httpInfrastructure",
    "httpInfrastructure.quirks",
    "incorrect-error-response",
    "lro",
    "lro-parameterized-endpoints",
    "media_types",
    "merge-patch",
    "model-flattening",
    "multiapi-v0",
    "multiapi-v1",
    "multiapi-v1-custom-base-url",
    "multiapi-v2",
    "multiapi-v2-custom-base-url",
    "multiapi-v3",
    "multiple-inheritance",
    "non-string-enum",
    "object-type",
    "paging",
    "parameter-flattening",
    "parameterized-endpoint",
    "report",
    "required-optional",
    "reserved-words",
    "security-aad",
    "security-key",
    "storage",
    "subscriptionId-apiVersion",
    "url",
    "url-multi-collectionFormat",
    "validation",
    "xml-service",
    "xms-error-responses",
];

/// Types of our own, because elements are null in spite of their document.
const OWN: &[(&str, &str, &str)] = &[
    ("body-complex", "/definitions/array-wrapper", "crate::ArrayOrNull"),
    ("body-complex", "/definitions/dictionary-wrapper", "crate::DictionaryOrNull"),
];

/// Properties that the server leaves out in spite of its document.
const MISSING: [&str; 8] = [
    "ListContainersResponse/properties/Prefix",
    "ListBlobsResponse/properties/Prefix",
    "ListBlobsResponse/properties/Marker",
    "ListBlobsResponse/properties/MaxResults",
    "ListBlobsResponse/properties/Delimiter",
    "ListBlobsResponse/properties/NextMarker",
    "Blob/properties/Deleted",
    "Blob/properties/Snapshot",
];

fn main() -> Result<(), build::Error> {
    println!("cargo::rustc-check-cfg=cfg(document)");
    println!("cargo::rerun-if-changed=package-lock.json");
    // A missing folder counts as changed: cargo asks again at the next build.
    println!("cargo::rerun-if-changed={SWAGGER}");
    if !Path::new(SWAGGER).is_dir() {
        return Ok(());
    }
    println!("cargo::rustc-cfg=document");
    for name in DOCUMENTS {
        let document = format!("{SWAGGER}/{name}.json");
        let mut connector = build::connector(document).module(module(name));
        for (_, schema, own) in OWN.iter().filter(|(document, ..)| document == name) {
            connector = connector.rust_type(*schema, *own);
        }
        if name == &"xml-service" {
            connector = connector.optional(MISSING.map(|pointer| format!("/definitions/{pointer}")));
        }
        connector.generate()?;
    }
    Ok(())
}

/// `httpInfrastructure` and `body-date` as names of modules.
fn module(name: &str) -> String {
    let mut out = String::new();
    for one in name.chars() {
        match one {
            '-' | '.' => out.push('_'),
            one if one.is_ascii_uppercase() => out.extend(['_', one.to_ascii_lowercase()]),
            one => out.push(one),
        }
    }
    out
}
