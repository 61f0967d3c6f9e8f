//! `check` as a script sees it: every rule is broken once, in an otherwise spotless connector.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    command.arg("check").args(args).stdin(Stdio::null()).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The files of the spotless connector, with changes to its definition or properties.
fn spoilt(test: &str, changes: &[(&str, Value)]) -> PathBuf {
    let folder = folder(test);
    let mut api = read(&fixture("certified/apiDefinition.swagger.json"));
    let mut properties = read(&fixture("certified/apiProperties.json"));
    for (pointer, value) in changes {
        match pointer.strip_prefix("properties:") {
            Some(pointer) => put(&mut properties, pointer, value.clone()),
            None => put(&mut api, pointer, value.clone()),
        }
    }
    fs::write(folder.join("apiDefinition.swagger.json"), serde_json::to_vec_pretty(&api).unwrap()).unwrap();
    fs::write(folder.join("apiProperties.json"), serde_json::to_vec_pretty(&properties).unwrap()).unwrap();
    fs::copy(fixture("certified/readme.md"), folder.join("readme.md")).unwrap();
    folder
}

/// Puts a value at a pointer; null takes away what is there, `-` appends to a list.
fn put(root: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    match root.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}")) {
        Value::Object(object) if value.is_null() => drop(object.remove(&key)),
        Value::Object(object) => drop(object.insert(key, value)),
        Value::Array(list) if key == "-" => list.push(value),
        Value::Array(list) if value.is_null() => drop(list.remove(key.parse().unwrap())),
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
}

fn report(folder: &Path, profile: &str) -> Value {
    let output = run([Path::new("--json"), Path::new("--profile"), Path::new(profile), folder]);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)))
}

fn rules(report: &Value) -> BTreeSet<String> {
    let found = report["findings"].as_array().unwrap().iter();
    found.filter_map(|one| one["rule"].as_str()).map(str::to_owned).collect()
}

/// Texts of a hundred characters and so on.
fn long(length: usize) -> Value {
    json!("a".repeat(length))
}

const GET: &str = "/paths/~1parcels~1{parcelId}/get";

/// Each rule with what breaks it.
fn cases() -> Vec<(&'static str, Vec<(String, Value)>)> {
    let at = |rest: &str| format!("{GET}{rest}");
    let info = |key: &str| format!("/info/{key}");
    let path = |rest: &str| at(&format!("/parameters/0/{rest}"));
    let query = |rest: &str| at(&format!("/parameters/1/{rest}"));
    let reply = |rest: &str| at(&format!("/responses/{rest}"));
    let post = |rest: &str| format!("/paths/~1parcels/post/{rest}");
    let kinds = |rest: &str| format!("/paths/~1kinds/get/{rest}");
    let weight = |rest: &str| format!("/definitions/Parcel/properties/weight/{rest}");
    let parcel = |rest: &str| format!("/definitions/Parcel/{rest}");
    let new = |rest: &str| format!("/definitions/NewParcel/{rest}");
    let hook = |rest: &str| format!("/paths/~1hooks/post/parameters/0/schema/{rest}");
    let own = |rest: &str| format!("properties:/properties/{rest}");
    let operation = json!({"operationId": "Other", "summary": "Other", "description": "Another one.",
        "x-ms-visibility": "none", "responses": {"200": {"description": "It."}}});
    let item = |path: &str| (format!("/paths/{}", path.replace('/', "~1")), json!({"get": operation}));
    let mut many = json!({});
    for n in 0..257 {
        let mut one = operation.clone();
        one["operationId"] = json!(format!("Other{n}"));
        many[format!("/n{n}")] = json!({"get": one});
    }
    let broad: serde_json::Map<String, Value> =
        (0..600).map(|n| (format!("p{n}"), json!({"type": "string"}))).collect();
    let revised = json!({"family": "F", "revision": 2});
    vec![
        ("SpecificationVersionIncorrect", vec![("/swagger".into(), json!("2.1"))]),
        ("FileTooLarge", vec![("/x-padding".into(), long(1 << 20))]),
        ("RequiredPropertyMissing", vec![(info("version"), Value::Null)]),
        ("TitleTooLong", vec![(info("title"), long(31))]),
        ("ValueContainsRestrictedWords", vec![(info("title"), json!("Parcels API"))]),
        ("ValueMustEndWithAlphanumeric", vec![(info("title"), json!("Parcels!"))]),
        ("FieldLengthNotInRange", vec![(info("description"), json!("Short."))]),
        (
            "DescriptionNamesProduct",
            vec![(info("description"), json!("Parcels are sent from Power Automate, wherever you are."))],
        ),
        ("DescriptionIsTitle", vec![(info("description"), json!("Parcels"))]),
        ("ContactMissing", vec![(info("contact"), Value::Null)]),
        ("ContactEmailNotValid", vec![(info("contact/email"), json!("nobody"))]),
        ("UrlNotValid", vec![(info("contact/url"), json!("parcels.example.com"))]),
        ("ConnectorMetadataPropertiesMissing", vec![("/x-ms-connector-metadata/1".into(), Value::Null)]),
        (
            "TooManyConnectorCategories",
            vec![("/x-ms-connector-metadata/2/propertyValue".into(), json!("Commerce;Data;AI"))],
        ),
        (
            "InvalidConnectorCategory",
            vec![("/x-ms-connector-metadata/2/propertyValue".into(), json!("Comerce"))],
        ),
        ("HostNameNotValid", vec![("/host".into(), json!("https://api.example.com"))]),
        ("HostIsNotProduction", vec![("/host".into(), json!("staging.example.com"))]),
        ("BasePathNotValid", vec![("/basePath".into(), json!("v1"))]),
        ("SchemesArrayEmpty", vec![("/schemes".into(), json!([]))]),
        ("SchemeNotSupported", vec![("/schemes".into(), json!(["https", "wss"]))]),
        ("TotalOperationsCountExceedsMaxAllowed", vec![("/paths".into(), many)]),
        ("BodySchemaCountExceedsMaxAllowed", vec![(parcel("properties"), Value::Object(broad))]),
        ("TagRedefined", vec![("/tags/-".into(), json!({"name": "parcels"}))]),
        ("ExtensionUnknown", vec![(at("/x-ms-parcel-colour"), json!(true))]),
        (
            "ProductionStatusOnBetaService",
            vec![
                (info("x-ms-api-annotation"), json!({"status": "Preview"})),
                (at("/x-ms-api-annotation"), json!({"status": "Production"})),
            ],
        ),
        ("ValueMustBeInEnglish", vec![(at("/summary"), json!("Посылка"))]),
        ("OperationIdRequired", vec![(at("/operationId"), Value::Null)]),
        ("OperationIdNotUnique", vec![(at("/operationId"), json!("SendParcel"))]),
        ("OperationIdSanitized", vec![(at("/operationId"), json!("Get-Parcel"))]),
        ("OperationIdNotPascalCase", vec![(at("/operationId"), json!("getParcel"))]),
        ("SummaryMissing", vec![(at("/summary"), Value::Null)]),
        ("SummaryTooLong", vec![(at("/summary"), long(81))]),
        ("OperationSummaryTooLong", vec![(at("/summary"), long(121))]),
        ("RestrictedCharactersInSummary", vec![(at("/summary"), json!("Get and/or put"))]),
        ("SummaryMustEndWithAlphanumeric", vec![(at("/summary"), json!("Get a parcel."))]),
        ("DescriptionMissing", vec![(at("/description"), json!(" "))]),
        ("DescriptionNoSentence", vec![(at("/description"), json!("Gets one by its id"))]),
        ("DescriptionIsSummary", vec![(at("/description"), json!("Get a parcel."))]),
        ("TextNamesProduct", vec![(at("/description"), json!("Gets one for Power Apps."))]),
        ("VisibilityMissing", vec![(at("/x-ms-visibility"), Value::Null)]),
        ("TriggerSummary", vec![("/paths/~1hooks/post/summary".into(), json!("On arrival"))]),
        ("OperationPathMustStartWithSlash", vec![item("other")]),
        ("OperationPathMayNotContainQueryOrFragment", vec![item("/other?a=b")]),
        ("OperationPathTemplateNotValid", vec![item("/other/{a")]),
        ("OperationPathContainsUnsupportedCharacters", vec![item("/other/*")]),
        ("PathRedefined", vec![item("/Parcels")]),
        ("DuplicateOperationPath", vec![item("/parcels/{other}")]),
        ("PathItemRefNotSuppored", vec![("/paths/~1other".into(), json!({"$ref": "#/paths/~1kinds"}))]),
        (
            "BodyOrFormDataParameterInFetchOperationNotAllowed",
            vec![(at("/parameters/-"), json!({"name": "b", "in": "body", "schema": {"type": "string"}}))],
        ),
        (
            "OperationParametersContainMultipleBodyParameters",
            vec![(post("parameters/-"), json!({"name": "b", "in": "body", "schema": {"type": "string"}}))],
        ),
        (
            "ParameterListContainsFormDataAndBody",
            vec![(post("parameters/-"), json!({"name": "b", "in": "formData", "type": "string"}))],
        ),
        ("ConsumesMissing", vec![("/consumes".into(), json!([]))]),
        ("MimeTypeNotValid", vec![("/consumes".into(), json!(["json"]))]),
        ("DeprecatedNotSaid", vec![(at("/deprecated"), json!(true))]),
        ("InvalidNextLinkNameValue", vec![(at("/x-ms-pageable"), json!({"nextLinkName": "next"}))]),
        ("OperationMustHaveResponse", vec![(at("/responses"), json!({}))]),
        (
            "ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations",
            vec![(at("/x-ms-api-annotation"), json!({"replacement": {"api": "A", "operationId": "B"}}))],
        ),
        (
            "ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty",
            vec![(at("/x-ms-api-annotation"), json!({"replacement": {"api": "A"}}))],
        ),
        (
            "OperationFamilyHasDuplicateRevisions",
            vec![
                (at("/x-ms-api-annotation"), revised.clone()),
                (post("x-ms-api-annotation"), revised.clone()),
            ],
        ),
        ("OperationIdShouldEndWithRevision", vec![(at("/x-ms-api-annotation"), revised)]),
        (
            "OperationShouldHaveSuccessfulResponse",
            vec![(at("/responses"), json!({"404": {"description": "No."}}))],
        ),
        (
            "SchemaDefinitionSetIncorrectly",
            vec![(at("/responses"), json!({"202": {"description": "It.", "schema": {"type": "string"}}}))],
        ),
        (
            "DefaultResponseHasSchema",
            vec![(reply("default"), json!({"description": "No.", "schema": {"type": "string"}}))],
        ),
        ("OperationHasManyResponsesWithSchema", vec![(reply("404/schema"), json!({"type": "string"}))]),
        ("EmptySchema", vec![(reply("200/schema"), json!({"type": "object"}))]),
        ("ResponseMustBeDefaultOrHttpStatusCode", vec![(reply("20x"), json!({"description": "It."}))]),
        ("ResponseDescriptionMissing", vec![(reply("404/description"), json!(""))]),
        (
            "ResponseExampleMustBeProducedByOperation",
            vec![(reply("200/examples"), json!({"text/xml": "<a/>"}))],
        ),
        ("ParameterDescriptionMissing", vec![(path("description"), Value::Null)]),
        ("ParameterSummaryMissing", vec![(path("x-ms-summary"), Value::Null)]),
        ("ParameterSummaryTooLong", vec![(path("x-ms-summary"), json!("A".repeat(81)))]),
        ("ParameterDescriptionIsSummary", vec![(path("description"), json!("Parcel id."))]),
        ("ParameterSummaryNotTitleCase", vec![(path("x-ms-summary"), json!("id of the parcel"))]),
        ("PropertyTextMissing", vec![(new("properties/address/description"), Value::Null)]),
        ("PathParameterMustBeRequired", vec![(path("required"), Value::Null)]),
        ("PathParameterNotDefinedInTemplate", vec![(query("in"), json!("path"))]),
        ("OperationMissingPathParameter", vec![(at("/parameters/0"), Value::Null)]),
        ("PathParameterMissingEncoding", vec![(path("x-ms-url-encoding"), Value::Null)]),
        ("QueryParameterEncodingNotSupported", vec![(query("x-ms-url-encoding"), json!("single"))]),
        ("ConnectionIdParameterNotAllowed", vec![(query("name"), json!("connectionId"))]),
        (
            "InternalRequiredWithoutDefault",
            vec![
                (query("default"), Value::Null),
                (query("required"), json!(true)),
                (query("x-ms-visibility"), json!("internal")),
            ],
        ),
        ("InternalPropertyWithDefaultOptional", vec![(query("x-ms-visibility"), json!("internal"))]),
        (
            "InvalidFormDataParameterName",
            vec![(post("parameters/0"), json!({"name": "é", "in": "formData", "type": "string"}))],
        ),
        ("FileParameterMustBeInFormData", vec![(path("type"), json!("file"))]),
        (
            "OperationParametersContainDuplicateParameter",
            vec![(at("/parameters/-"), json!({"name": "region", "in": "query", "type": "string"}))],
        ),
        ("CollectionFormatValueNotSupported", vec![(path("collectionFormat"), json!("multi"))]),
        ("AllowEmptyValueOnlyValidForQueryFormData", vec![(path("allowEmptyValue"), json!(true))]),
        ("ArrayHasNoItems", vec![(weight("type"), json!("array"))]),
        ("RequiredPropertyArrayEmpty", vec![(parcel("required"), json!([]))]),
        ("RequiredPropertyDefinitionMissing", vec![(parcel("required"), json!(["idd"]))]),
        ("RequiredPropertyNotOnObject", vec![(weight("required"), json!(["a"]))]),
        (
            "RequiredReadOnlyPropertyNotAllowedAsInput",
            vec![(new("properties/address/readOnly"), json!(true))],
        ),
        ("EnumMustContainAtLeastOneElement", vec![(query("enum"), json!([]))]),
        ("ArrayDuplicateValue", vec![(query("enum"), json!(["eu", "eu"]))]),
        ("InvalidEnumValue", vec![(query("enum"), json!(["eu", 1]))]),
        ("DefaultValueMustMatchType", vec![(query("default"), json!(7))]),
        ("DefaultNotInEnum", vec![(query("default"), json!("asia"))]),
        ("MinimumShouldBeLessThanOrEqualToMaximum", vec![(query("minLength"), json!(10))]),
        ("BoundMustBeGreaterThanOrEqualToZero", vec![(query("minLength"), json!(-1))]),
        ("MultipleOfMustBeGreaterThanZero", vec![(weight("multipleOf"), json!(0))]),
        ("ExclusiveBoundRequiresBound", vec![(weight("exclusiveMinimum"), json!(true))]),
        ("PatternShouldBeValidRegularExpression", vec![(query("pattern"), json!("[a-"))]),
        ("UnrecognizedTypeFormat", vec![(weight("format"), json!("grams"))]),
        ("TypeUnknown", vec![(weight("type"), json!("nmber"))]),
        ("SwaggerKeywordNotSupported", vec![(weight("anyOf"), json!([]))]),
        ("SchemaReferenceNotFound", vec![(reply("200/schema"), json!({"$ref": "#/definitions/Parsel"}))]),
        ("SchemaReferenceNotValid", vec![(reply("200/schema"), json!({"$ref": "#/paths/~1kinds"}))]),
        ("AdditionalPropertyNotAllowedAdjacentToRef", vec![(reply("200/schema/type"), json!("object"))]),
        (
            "RequiredLoopInSchemaNotAllowed",
            vec![(parcel("properties/id"), json!({"$ref": "#/definitions/Parcel"}))],
        ),
        ("DiscriminatorMustBeARequiredStringProperty", vec![(parcel("discriminator"), json!("weight"))]),
        (
            "InvalidStringBinaryProperty",
            vec![(parcel("properties/id"), json!({"type": "string", "format": "binary"}))],
        ),
        ("OperationIdNotFound", vec![(kinds("operationId"), json!("ListKindz"))]),
        (
            "OperationParameterNameNotFound",
            vec![(new("properties/kind/x-ms-dynamic-values/parameters/off"), json!(1))],
        ),
        (
            "OperationMissingRequiredProperty",
            vec![(new("properties/kind/x-ms-dynamic-values/parameters"), Value::Null)],
        ),
        (
            "WebhookOperationsMissingNotificationUrlProperty",
            vec![(hook("properties/url/x-ms-notification-url"), Value::Null)],
        ),
        (
            "OperationMustHaveNotificationContentExtension",
            vec![("/paths/~1hooks/x-ms-notification-content".into(), Value::Null)],
        ),
        ("NotificationUrlNotAllowedInThisPosition", vec![(query("x-ms-notification-url"), json!(true))]),
        ("NotificationUrlNotString", vec![(hook("properties/url/type"), json!("integer"))]),
        ("NotificationUrlNotInternal", vec![(hook("properties/url/x-ms-visibility"), Value::Null)]),
        ("NotificationUrlNotRequired", vec![(hook("required"), Value::Null)]),
        ("SecurityRequirementMustBeDefined", vec![("/security/-".into(), json!({"none": []}))]),
        ("SecurityRequirementMustHaveEmptyValue", vec![("/security/0/key".into(), json!(["read"]))]),
        (
            "OAuthSecurityRequirementValueMustBeScopeName",
            vec![("/security/1/oauth".into(), json!(["write"]))],
        ),
        ("SecuritySchemePropertyRequired", vec![("/securityDefinitions/key/in".into(), Value::Null)]),
        ("OAuthFlowNotSupported", vec![("/securityDefinitions/oauth/flow".into(), json!("implicit"))]),
        ("SchemeTypeUnknown", vec![("/securityDefinitions/key/type".into(), json!("digest"))]),
        ("PropertiesRoot", vec![("properties:/extra".into(), json!(1))]),
        ("IconBrandColor", vec![(own("iconBrandColor"), json!("#ffffff"))]),
        ("PublisherMissing", vec![(own("publisher"), Value::Null)]),
        ("ConnectionParameterName", vec![(own("connectionParameters/api key"), json!({"type": "string"}))]),
        ("ConnectionParameterType", vec![(own("connectionParameters/api_key/type"), json!("secret"))]),
        (
            "ParameterSetNames",
            vec![(own("connectionParameterSets"), json!({"values": [{"name": "a"}, {"name": "a"}]}))],
        ),
        ("ConnectionInconsistent", vec![(own("connectionParameters/token"), Value::Null)]),
        (
            "SecretInFile",
            vec![(own("connectionParameters/token/oAuthSettings/clientSecret"), json!("k8h2x"))],
        ),
        ("ScriptOperationUnknown", vec![(own("scriptOperations"), json!(["Nothing"]))]),
    ]
}

#[test]
fn a_spotless_connector() {
    let output = run([Path::new("--certify"), &fixture("certified")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "nothing was found\n");
}

#[test]
fn each_rule_finds_what_breaks_it() {
    for (index, (rule, changes)) in cases().into_iter().enumerate() {
        let changes: Vec<(&str, Value)> =
            changes.iter().map(|(pointer, value)| (pointer.as_str(), value.clone())).collect();
        let found = report(&spoilt(&format!("rule{index}"), &changes), "certified");
        assert!(rules(&found).contains(rule), "{rule}: {found:#}");
        let one = found["findings"].as_array().unwrap().iter().find(|one| one["rule"] == rule).unwrap();
        assert!(one["line"].as_u64().unwrap() > 0, "{one:#}");
    }
}

#[test]
fn no_rule_is_untried() {
    let tried: BTreeSet<&str> = cases().into_iter().map(|(rule, _)| rule).collect();
    // These two are about other files: `the_files_beside_the_definition`; pages have a test of their own.
    let elsewhere = ["ReadmeMissing", "IconNotAllowed", "PagesNotDescribed"];
    let untried: Vec<&str> = connector_codegen::lint::Rule::all()
        .map(connector_codegen::lint::Rule::name)
        .filter(|name| !tried.contains(name) && !elsewhere.contains(name))
        .collect();
    assert!(untried.is_empty(), "{untried:?}");
}

#[test]
fn the_files_beside_the_definition() {
    let folder = spoilt("files", &[]);
    fs::remove_file(folder.join("readme.md")).unwrap();
    assert_eq!(rules(&report(&folder, "certified")), BTreeSet::from(["ReadmeMissing".to_owned()]));
    fs::write(folder.join("README.md"), "# Parcels\n## Publisher\n").unwrap();
    let found = report(&folder, "certified");
    assert!(found["findings"][0]["message"].as_str().unwrap().contains("Prerequisites"), "{found:#}");

    let mut icon = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    icon.extend(160u32.to_be_bytes());
    icon.extend(160u32.to_be_bytes());
    fs::write(folder.join("icon.png"), &icon).unwrap();
    assert!(!rules(&report(&folder, "certified")).contains("IconNotAllowed"));
    assert!(rules(&report(&folder, "independent")).contains("IconNotAllowed"));
    icon[16..20].copy_from_slice(&90u32.to_be_bytes());
    fs::write(folder.join("icon.png"), &icon).unwrap();
    assert!(rules(&report(&folder, "certified")).contains("IconNotAllowed"));
    assert_eq!(rules(&report(&folder, "custom")), BTreeSet::new());
}

#[test]
fn many_findings_end_with_what_most_of_them_are() {
    let operation = |n: usize| json!({"get": {"operationId": format!("Get{n}"), "responses": {"200": {"description": "It.", "schema": {"type": "strng"}}}}});
    let paths: serde_json::Map<String, Value> = (0..30).map(|n| (format!("/n{n}"), operation(n))).collect();
    let output = run([&spoilt("many", &[("/paths", Value::Object(paths))])]);
    let said = stderr(&output);
    let last = said.lines().last().unwrap();
    assert!(
        last.starts_with("most of them: L517 (30), ") && last.ends_with("; `explain CODE` says why"),
        "{last}"
    );
}

#[test]
fn profiles_differ() {
    let folder = spoilt("profiles", &[]);
    assert_eq!(rules(&report(&folder, "independent")), BTreeSet::from(["IconBrandColor".to_owned()]));
    assert_eq!(rules(&report(&folder, "custom")), BTreeSet::new());
    let folder = spoilt("untitled", &[("/info/title", json!("Parcels API"))]);
    assert_eq!(run([&folder]).status.code(), Some(0));
    assert_eq!(run([Path::new("--certify"), &folder]).status.code(), Some(1));
}

#[test]
fn strict_makes_errors_of_warnings() {
    let folder = spoilt("strict", &[("/tags/-", json!({"name": "parcels"}))]);
    let lenient = run([&folder]);
    assert_eq!(lenient.status.code(), Some(0));
    assert!(stderr(&lenient).contains("warning: "), "{}", stderr(&lenient));
    assert!(stderr(&lenient).contains("[L123]") && stderr(&lenient).contains("| "), "{}", stderr(&lenient));
    assert_eq!(run([Path::new("--strict"), &folder]).status.code(), Some(1));
    assert_eq!(stderr(&run([Path::new("--quiet"), &folder])), "");
}

/// Does what an overlay says, for the targets that ours have: `$['key'][0]`.
fn apply(document: &mut Value, overlay: &Value) {
    for action in overlay["actions"].as_array().unwrap() {
        let mut pointer = String::new();
        let mut rest = action["target"].as_str().unwrap().strip_prefix('$').unwrap();
        while let Some(inner) = rest.strip_prefix('[') {
            let (step, after) = match inner.strip_prefix('\'') {
                Some(inner) => inner.split_once("']").unwrap(),
                None => inner.split_once(']').unwrap(),
            };
            pointer.push('/');
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
            rest = after;
        }
        if action["remove"] == true {
            put(document, &pointer, Value::Null);
        } else {
            let target = document.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
            target.extend(action["update"].as_object().unwrap().clone());
        }
    }
}

#[test]
fn an_overlay_mends_what_a_program_can() {
    let changes = [
        ("/basePath", json!("v1")),
        ("/info/title", json!("Parcels!")),
        ("/paths/~1parcels~1{parcelId}/get/parameters/0/required", Value::Null),
        ("/paths/~1parcels~1{parcelId}/get/parameters/0/x-ms-url-encoding", Value::Null),
        ("/paths/~1parcels~1{parcelId}/get/parameters/0/x-ms-summary", Value::Null),
        ("/paths/~1parcels~1{parcelId}/get/parameters/1/x-ms-url-encoding", json!("single")),
        ("/paths/~1parcels~1{parcelId}/get/parameters/1/default", json!(true)),
        ("/paths/~1parcels~1{parcelId}/get/parameters/1/enum", Value::Null),
        ("/paths/~1parcels~1{parcelId}/get/responses/404/description", json!("")),
        ("/paths/~1parcels~1{parcelId}/get/description", json!("Gets one by its id")),
        ("/paths/~1parcels/post/deprecated", json!(true)),
        ("/paths/~1parcels/post/x-ms-visibility", Value::Null),
    ];
    let folder = spoilt("mend", &changes);
    let (document, overlay) = (folder.join("apiDefinition.swagger.json"), folder.join("fix.json"));
    let before = report(&folder, "certified");
    assert_eq!(before["fixable"], true);
    assert!(rules(&before).len() > 9, "{before:#}");
    let args = [Path::new("--certify"), Path::new("--fix-overlay"), &overlay, &folder];
    assert!(stderr(&run(args)).contains("wrote "));
    assert!(stderr(&run(args)).contains("unchanged: "));

    // By the option that applies overlays.
    let applied = run([Path::new("--certify"), Path::new("--overlay"), &overlay, &folder]);
    assert_eq!((applied.status.code(), stderr(&applied)), (Some(0), "nothing was found\n".to_owned()));

    let fix = read(&overlay);
    assert_eq!(fix["overlay"], "1.0.0");
    let mut api = read(&document);
    apply(&mut api, &fix);
    let once = api.clone();
    apply(
        &mut api,
        &json!({"actions": fix["actions"].as_array().unwrap().iter().filter(|one| one.get("update").is_some()).collect::<Vec<_>>()}),
    );
    assert_eq!(api, once, "a second time changes nothing");
    fs::write(&document, api.to_string()).unwrap();
    let after = report(&folder, "certified");
    assert_eq!(rules(&after), BTreeSet::new(), "{after:#}");
    assert_eq!(after["fixable"], false);
    let nothing = run([Path::new("--certify"), Path::new("--fix-overlay"), Path::new("-"), &folder]);
    assert_eq!((nothing.stdout.len(), nothing.status.code()), (0, Some(0)), "{}", stderr(&nothing));
}

#[test]
fn what_is_mended_breaks_no_other_rule() {
    let long = format!("When {} is gone", "x".repeat(60));
    let changes = [
        // Their titles, made of their names, would say what the descriptions say.
        ("/paths/~1parcels~1{parcelId}/get/parameters/0/x-ms-summary", Value::Null),
        ("/paths/~1parcels~1{parcelId}/get/parameters/0/description", json!("Parcel id.")),
        // It would be longer than a summary may be.
        ("/paths/~1parcels/post/summary", json!(long)),
        ("/paths/~1parcels/post/deprecated", json!(true)),
        // It would be none of what is allowed.
        ("/paths/~1parcels~1{parcelId}/get/parameters/1/default", json!("true")),
        ("/paths/~1parcels~1{parcelId}/get/parameters/1/enum", json!(["true", "false"])),
        ("/paths/~1parcels~1{parcelId}/get/parameters/1/type", json!("boolean")),
        // It would be the summary again.
        ("/paths/~1parcels~1{parcelId}/get/deprecated", json!(true)),
        ("/paths/~1parcels~1{parcelId}/get/summary", json!("Get parcel (deprecated)")),
        ("/paths/~1parcels~1{parcelId}/get/description", json!("Get parcel.")),
    ];
    let folder = spoilt("mend_less", &changes);
    let overlay = folder.join("fix.json");
    let before = rules(&report(&folder, "certified"));
    assert!(before.contains("ParameterSummaryMissing") && before.contains("DeprecatedNotSaid"), "{before:?}");
    run([Path::new("--certify"), Path::new("--fix-overlay"), &overlay, &folder]);
    let args = [Path::new("--certify"), Path::new("--json"), Path::new("--overlay"), &overlay, &folder];
    let after = rules(&serde_json::from_slice(&run(args).stdout).unwrap());
    assert!(after.is_subset(&before), "{after:?} after {before:?}");
}

/// Beyond a thousand of one rule, findings are counted and mended, not shown.
#[test]
fn what_is_only_counted_is_mended_too() {
    let folder = folder("counted");
    let (document, overlay) = (folder.join("api.json"), folder.join("fix.json"));
    let answer = json!({"responses": {"200": {"description": ""}, "404": {"description": ""}}});
    let paths: serde_json::Map<String, Value> =
        (0..700).map(|n| (format!("/n{n}"), json!({"get": answer}))).collect();
    let api = json!({"swagger": "2.0", "info": {"title": "Many", "version": "1"}, "host": "x.example", "paths": paths});
    fs::write(&document, api.to_string()).unwrap();
    let args = [Path::new("--json"), Path::new("--fix-overlay"), &overlay, &document];
    let before: Value = serde_json::from_slice(&run(args).stdout).unwrap();
    assert!(before["more"].as_u64().unwrap() >= 400, "{}", before["more"]);
    let after = run([Path::new("--json"), Path::new("--overlay"), &overlay, &document]);
    let after: Value = serde_json::from_slice(&after.stdout).unwrap();
    assert_eq!(after["fixable"], false);
    assert!(!rules(&after).contains("ResponseDescriptionMissing"));
}

/// A connector behind API Management stays one when its only extension gets another value.
#[test]
fn what_is_mended_is_taken_for_no_export() {
    let folder = folder("no-export");
    let (document, overlay) = (folder.join("api.json"), folder.join("fix.json"));
    let api = json!({"swagger": "2.0", "info": {"title": "Bridge", "version": "1"}, "host": "bridge.azure-api.net", "paths": {"/a": {"get": {
        "operationId": "GetA", "responses": {"200": {"description": "OK"}},
        "parameters": [{"name": "q", "in": "query", "type": "string", "x-ms-summary": "What to look for", "description": "Words."}]}}}});
    fs::write(&document, api.to_string()).unwrap();
    run([Path::new("--certify"), Path::new("--fix-overlay"), &overlay, &document]);
    let text = fs::read_to_string(&overlay).unwrap();
    assert!(text.contains("What to Look for"), "{text}");
    let after =
        run([Path::new("--json"), Path::new("--certify"), Path::new("--overlay"), &overlay, &document]);
    let after = String::from_utf8(after.stdout).unwrap();
    assert!(!after.contains("C0508"), "{after}");
}

/// What an anchor names is in the document wherever an alias stands, and one place in the file.
#[test]
fn what_yaml_shares_is_mended_wherever_it_is() {
    let folder = folder("aliases");
    let (document, overlay) = (folder.join("api.yaml"), folder.join("fix.json"));
    let text = r#"swagger: "2.0"
info: {title: Parcels, version: "1"}
host: parcels.example.com
paths:
  /parcels/{id}:
    get: &one
      operationId: GetParcel
      parameters: &parameters
        - &id {name: id, in: path, type: string}
        - {name: size, in: query, type: integer, default: "5"}
      responses: {"404": &gone {description: ""}, "200": {description: It, schema: {type: string}}}
    delete:
      operationId: DeleteParcel
      parameters: [*id]
      responses: {"404": *gone, "204": {description: ""}}
    head:
      <<: *one
      operationId: HeadParcel
  /copies/{id}:
    get:
      operationId: GetCopy
      parameters: *parameters
      responses: {"404": *gone}
"#;
    fs::write(&document, text).unwrap();
    let options = ["--profile", "independent"].map(Path::new);
    let fix = [Path::new("--fix-overlay"), &overlay, &document];
    run(options.into_iter().chain(fix));
    let fix = read(&overlay);
    let targets: Vec<&str> =
        fix["actions"].as_array().unwrap().iter().map(|one| one["target"].as_str().unwrap()).collect();
    for target in [
        "$['paths']['/parcels/{id}']['delete']['parameters'][0]",
        "$['paths']['/copies/{id}']['get']['parameters'][0]",
        "$['paths']['/parcels/{id}']['head']['responses']['404']",
    ] {
        assert!(targets.contains(&target), "{target}: {targets:#?}");
    }
    let applied = [Path::new("--json"), Path::new("--overlay"), &overlay, &document];
    let after: Value = serde_json::from_slice(&run(options.into_iter().chain(applied)).stdout).unwrap();
    assert_eq!(after["fixable"], false, "{after:#}");
    for mended in
        ["PathParameterMustBeRequired", "PathParameterMissingEncoding", "ResponseDescriptionMissing"]
    {
        assert!(!rules(&after).contains(mended), "{mended}: {after:#}");
    }
}

#[test]
fn several_documents_and_standard_output() {
    let spoilt = spoilt("several", &[("/basePath", json!("v1"))]);
    let output = run([Path::new("--json"), &fixture("certified"), &spoilt]);
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((all[0]["errors"].as_u64(), all[1]["errors"].as_u64()), (Some(0), Some(1)));
    assert_eq!(output.status.code(), Some(1));
    let output = run([Path::new("--fix-overlay"), Path::new("-"), &spoilt]);
    let overlay: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(overlay["actions"][0], json!({"target": "$", "update": {"basePath": "/v1"}}));
    for wrong in [&["--fix-overlay", "x.json", "a", "b"][..], &["--json", "--fix-overlay", "-", "a"], &[]] {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn what_cannot_be_read() {
    let output = run(["no/such.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no/such.json"), "{}", stderr(&output));
    let list = folder("list").join("list.json");
    fs::write(&list, "[1, 2]").unwrap();
    assert_eq!(run([&list]).status.code(), Some(1));
    let output = run([Path::new("--certify"), &list]);
    assert!(stderr(&output).contains("not OpenAPI 2.0"), "{}", stderr(&output));
}

#[test]
fn a_hostile_document_is_told_in_time() {
    let folder = folder("hostile");
    let deep = format!("{}{}", "{\"properties\":{\"a\":".repeat(50), "{}".to_owned() + &"}}".repeat(50));
    let parameters: Vec<String> =
        (0..20_000).map(|n| format!("{{\"name\":\"p{n}\",\"in\":\"path\",\"type\":\"strin\"}}")).collect();
    let text = format!(
        "{{\"swagger\":\"2.0\",\"paths\":{{\"/a{{\":{{\"get\":{{\"parameters\":[{}],\"responses\":3}}}}}},\
         \"definitions\":{{\"A\":{deep},\"B\":{{\"pattern\":\"{}\"}}}}}}",
        parameters.join(","),
        "(".repeat(100_000)
    );
    fs::write(folder.join("api.json"), text).unwrap();
    let begun = std::time::Instant::now();
    let found = report(&folder.join("api.json"), "certified");
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert!(found["more"].as_u64().unwrap() > 10_000, "{}", found["more"]);
}

#[test]
fn rules_are_explained() {
    let explain = |code: &str| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_cargo-connector")).args(["explain", code]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(explain("L208").contains("RestrictedCharactersInSummary"));
    assert_eq!(explain("L208"), explain("restrictedcharactersinsummary"));
    assert!(explain("L208").contains("for custom: warning"), "{}", explain("L208"));
    assert!(explain("101").starts_with("C0101"));
}

#[test]
fn pages_that_are_not_described_are_proposed() {
    let folder = folder("pages");
    let document = folder.join("orders.json");
    let list =
        json!({"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}});
    let api = json!({
        "openapi": "3.0.3", "info": {"title": "Orders", "version": "1"}, "servers": [{"url": "https://h.example"}],
        "paths": {"/orders": {"get": {
            "operationId": "ListOrders",
            "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}],
            "responses": {"200": {"description": "They.", "content": {"application/json": {"schema": {
                "type": "object", "properties": {"orders": list, "next_cursor": {"type": "string"}}
            }}}}}
        }}}
    });
    fs::write(&document, serde_json::to_vec_pretty(&api).unwrap()).unwrap();
    let overlay = folder.join("pages.json");
    let args = [document.as_os_str(), "--propose-overlay".as_ref(), overlay.as_os_str()];
    let output = run(args);
    assert!(output.status.success() && stderr(&output).contains("[L235]"), "{output:?}");
    let written = read(&overlay);
    assert_eq!(
        written["actions"],
        json!([{
            "target": "$['paths']['/orders']['get']",
            "description": "the input `cursor` goes with `/next_cursor` of the reply",
            "update": {"x-connector-paging":
                {"kind": "cursor", "input": "cursor", "next": "/next_cursor", "items": "/orders"}}
        }])
    );
    // Applied, there is nothing left to propose.
    let args = [document.as_os_str(), "--overlay".as_ref(), overlay.as_os_str(), "--json".as_ref()];
    let again: Value = serde_json::from_slice(&run(args).stdout).unwrap();
    assert_eq!((&again["proposals"], &again["findings"]), (&json!(0), &json!([])), "{again:#}");
}
