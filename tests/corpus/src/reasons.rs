//! Why schemas of the platform and `check` differ.

/// What a schema refuses, and why `check` does not, or says it otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    /// In the rule of the schema, any of these.
    rules: &'static [&'static str],
    pub(crate) what: &'static str,
    pub(crate) why: &'static str,
}

impl Reason {
    /// The first that knows a rule.
    pub(crate) fn of(rule: &str) -> Option<&'static Self> {
        REASONS.iter().find(|reason| reason.rules.iter().any(|part| rule.contains(part)))
    }
}

const fn reason(rules: &'static [&'static str], what: &'static str, why: &'static str) -> Reason {
    Reason { rules, what, why }
}

pub(crate) const REASONS: &[Reason] = &[
    reason(
        &["/format/enum", "fileSchema/additionalProperties format"],
        "formats that are not in its list",
        "OpenAPI leaves formats open. L516 notes those that the platform does not know.",
    ),
    reason(
        &["x-ms-visbility", "x-ms-visibilty", "x-ms-summary:", "x-ms-summary title", "x-ms-api-annotations"],
        "extensions that are misspelt",
        "C0140 says each spelling once.",
    ),
    reason(&["x-ms-openai-"], "extensions of Copilot", "They are newer than the schema."),
    reason(
        &[
            "x-ms-enum",
            "x-ms-client-",
            "x-ms-parameter-",
            "x-ms-parameterized-host",
            "x-ms-long-running",
            "x-ms-examples",
            "x-ms-discriminator-value",
            "x-ms-azure-resource",
            "x-ms-odata",
            "request-id",
            "x-ms-skip-url-encoding",
            "x-ms-text",
            "x-ms-external",
            "x-ms-identifiers",
            "x-ms-error-response",
            "x-ms-code-generation-settings",
            "x-ms-paths",
            "x-ms-media-kind",
            "x-ms-pageable/additionalProperties",
            "x-ms-header-collection-prefix",
            "x-ms-mutability",
            "x-ms-secret",
            "x-ms-arm-id",
        ],
        "extensions of AutoRest",
        "AutoRest documents them, and the generator reads them where they say something of requests and replies.",
    ),
    reason(
        &[
            "x-ms-summary/type",
            "x-ms-visibility/enum",
            "x-ms-api-annotation<operation>/properties/revision",
            "x-ms-capabilities<api>",
        ],
        "an extension with another value: an empty visibility, a number as a summary, a revision 0, `value-path`",
        "It says nothing: the generator goes on as if it were not there.",
    ),
    reason(
        &["x-ms-connector-metadata/items/required", "nextLinkName/type"],
        "an extension that lacks something",
        "Said by rules of their own.",
    ),
    reason(
        &["additionalProperties x-ms-"],
        "other extensions, and known ones at other places",
        "What nobody knows, L124 says. The platform passes over the others; L411 says so of an encoding outside of a path.",
    ),
    reason(
        &["nonBodyParameter/required", "ParameterSubSchema/properties/type/enum"],
        "a parameter without a type, or one that is an object",
        "The generator takes it as text.",
    ),
    reason(&["/definitions/responses/"], "an operation without a response", "L230 says so."),
    reason(
        &[
            "/definitions/response/",
            "/additionalProperties license",
            "/additionalProperties basepath",
            "additionalProperties descriptions",
        ],
        "keys that OpenAPI does not have",
        "They mean nothing, and nothing is made of them.",
    ),
    reason(&["/definitions/info/required"], "a title or version that is missing", "L103 says so."),
    reason(
        &["schema-dynamic-allowed/type", "/properties/items/"],
        "`items` that are a list, or no schema",
        "The generator takes elements of any kind; C0101 where it is no object.",
    ),
    reason(
        &["/properties/pattern/format"],
        "a pattern that is none in ECMAScript",
        "It is one for the engine that `check` has.",
    ),
    reason(
        &["additionalProperties scriptOperations", "additionalProperties script", "connectionParameterSets"],
        "properties for scripts and sets of parameters",
        "They are newer than the schema.",
    ),
    reason(
        &["additionalProperties stackowner", "properties/properties/additionalProperties token:"],
        "keys that `apiProperties.json` does not have",
        "They mean nothing. L803 where it was to be the publisher.",
    ),
    reason(&["connectionParameters/additionalProperties"], "names of connection parameters", "L804 says so."),
    reason(
        &["uiDefinition/properties/constraints", "IsFirstParty", "uiDefinition/type", "redirectUrl/type"],
        "truth values as text or text as truth values, null for nothing",
        "They are read as what they mean.",
    ),
    reason(
        &[
            "identityProvider/enum",
            "oAuthSettings/oneOf",
            "redirectMode/enum",
            "customParameters/additionalProperties",
        ],
        "providers, modes of redirecting and parameters of sign-in that are not in its lists",
        "The platform has more of them than the schema. C0303 notes what the client does not do.",
    ),
    reason(
        &["PolicyTemplateInstance"],
        "parameters and templates of policies",
        "C0303 notes what is not applied.",
    ),
    reason(&["ConnectionParameter-primitive"], "a connection parameter of another type", "L805 says so."),
];
