//! The table of rules: what each is called, and how bad it is for whom. To add one, append a row to its range.
//!
//! Rules that the platform's own validator has are called as there, its slips of spelling included, so that its messages
//! and ours can be told to be the same: <https://learn.microsoft.com/connectors/custom-connectors/validator-rules> names
//! them. What is not published is how bad each is: an absolute prohibition is an error, an advice is a warning.

use super::Profile;
use crate::diag::Severity;

/// How bad it is for a custom connector, a certified one, and one of an independent publisher.
type Levels = [Option<Severity>; 3];

const O: Option<Severity> = None;
const N: Option<Severity> = Some(Severity::Note);
const W: Option<Severity> = Some(Severity::Warning);
const E: Option<Severity> = Some(Severity::Error);

/// `Name = number, levels, title, explanation;` makes the variant and its row.
macro_rules! rules {
    ($($name:ident = $number:literal, $custom:ident $certified:ident $independent:ident, $title:literal, $explanation:literal;)*) => {
        /// A rule for descriptions of connectors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $title] $name = $number,)*
        }
        const TABLE: &[(Rule, &str, Levels, &str, &str)] =
            &[$((Rule::$name, stringify!($name), [$custom, $certified, $independent], $title, $explanation)),*];
    };
}

rules! {
    // 1xx: the connector as a whole
    SpecificationVersionIncorrect = 101, E E E, "the description is not OpenAPI 2.0",
        "A connector's definition is OpenAPI 2.0: `\"swagger\": \"2.0\"`, as a text. Version 3 is converted before it is imported.";
    FileTooLarge = 102, E E E, "the definition has a megabyte or more",
        "The platform takes no definition of one megabyte (1,048,576 bytes) or more. Leave out examples and operations that nobody needs.";
    RequiredPropertyMissing = 103, E E E, "a key of the whole description is missing",
        "`info` with `title` and `version`, and `paths`, have to be there.";
    TitleTooLong = 104, O E E, "the title is longer than 30 characters",
        "The title is shown on a small card: 30 characters at most.";
    ValueContainsRestrictedWords = 105, O E E, "the title has a word that titles must not have",
        "A title is the name of a service. It has neither `API` nor `Connector`, nor the name of a product of the Power Platform.";
    ValueMustEndWithAlphanumeric = 106, O E E, "the title does not end with a letter or digit",
        "A title ends with a letter or a digit.";
    FieldLengthNotInRange = 107, O E E, "the description of the connector is too short or too long",
        "`info.description` has from 30 to 500 characters.";
    DescriptionNamesProduct = 108, O W W, "the description names a product of the Power Platform",
        "Descriptions are about the service. The reader knows on which platform he is, and the same text is shown on several.";
    DescriptionIsTitle = 109, O N N, "the description repeats the title",
        "A description that is the title over again says nothing.";
    ContactMissing = 110, O E E, "there is nobody to turn to",
        "`info.contact` has `name`, `url` and `email`: whom users of the connector ask.";
    ContactEmailNotValid = 111, W E E, "the address of the contact is no e-mail address",
        "`info.contact.email` is an e-mail address of ASCII characters.";
    UrlNotValid = 112, O E E, "an address is not absolute",
        "`info.contact.url`, and `Website` and `Privacy policy` of `x-ms-connector-metadata`, are absolute addresses: `https://…`.";
    ConnectorMetadataPropertiesMissing = 113, O E E, "metadata of the connector is missing",
        "`x-ms-connector-metadata`, at the root, has three entries called exactly so: `Website`, `Privacy policy`, `Categories`.";
    TooManyConnectorCategories = 114, O E E, "there are more than two categories",
        "`Categories` has one category, or two with a `;` between them.";
    InvalidConnectorCategory = 115, O E E, "a category does not exist",
        "Categories are chosen from a fixed list, and are spelt as there.";
    HostNameNotValid = 116, E E E, "the host is not one",
        "`host` is a name and perhaps a port: no scheme, no path, no blank, no braces. The scheme stands in `schemes`, the path in `basePath`.";
    HostIsNotProduction = 117, O W W, "the host looks like one for tests",
        "What is published calls the service that everybody uses, not a staging or test host.";
    BasePathNotValid = 118, E E E, "the base path does not begin with a slash",
        "`basePath` begins with `/`.";
    SchemesArrayEmpty = 119, E E E, "there is an empty list of schemes",
        "`schemes` has `https` or `http`, or is left out.";
    SchemeNotSupported = 120, E E E, "a scheme is not http or https",
        "The platform calls services by http and https only.";
    TotalOperationsCountExceedsMaxAllowed = 121, E E E, "there are more than 256 operations",
        "A connector has 256 operations at most. Split it, or leave out what nobody needs.";
    BodySchemaCountExceedsMaxAllowed = 122, E E E, "a body has more than 512 schemas",
        "Every object, property and list of a body counts as a schema, each definition that it reaches once.";
    TagRedefined = 123, W W W, "a tag is described twice",
        "`tags` has one entry for each name.";
    ExtensionUnknown = 124, W W W, "nobody knows this extension",
        "The name begins with `x-ms-` and is not one of those that the platform or AutoRest know. It has no effect.";
    ProductionStatusOnBetaService = 125, O W W, "an operation is further than its connector",
        "`x-ms-api-annotation.status` of an operation is `Production`, while that of the connector is `Preview`.";
    ValueMustBeInEnglish = 126, O W W, "a text does not look English",
        "What users read is English. Half of the letters of this text are of another script.";

    // 2xx: operations
    OperationIdRequired = 201, E E E, "an operation has no operationId",
        "Every operation has an `operationId`: it is what flows and clients call it by.";
    OperationIdNotUnique = 202, E E E, "an operationId is used twice",
        "operationIds are unique in a connector.";
    OperationIdSanitized = 203, W W W, "an operationId has characters other than letters and digits",
        "The platform takes other characters out. A revision may end with `_V2` and so on.";
    OperationIdNotPascalCase = 204, O N N, "an operationId is not in PascalCase",
        "operationIds are written `GetOrder`.";
    SummaryMissing = 205, O E E, "an operation has no summary",
        "The summary is what an operation is called where makers choose it.";
    SummaryTooLong = 206, O W W, "a summary is longer than 80 characters",
        "80 characters at most are shown.";
    OperationSummaryTooLong = 207, E E E, "a summary is longer than 120 characters",
        "The platform takes no summary of more than 120 characters.";
    RestrictedCharactersInSummary = 208, W E E, "a summary has a character that summaries must not have",
        "None of `/ \\ < > * % & ?` stands in a summary.";
    SummaryMustEndWithAlphanumeric = 209, O W W, "a summary does not end with a letter or digit",
        "A summary is a title, not a sentence: it ends with a letter, a digit or `)`.";
    DescriptionMissing = 210, O E E, "an operation has no description",
        "The description is a sentence that says what the operation does.";
    DescriptionNoSentence = 211, O W W, "a description is no full sentence",
        "A description ends with `.`, `!` or `?`.";
    DescriptionIsSummary = 212, O W W, "a description repeats the summary",
        "The description says more than the summary.";
    TextNamesProduct = 213, O W W, "a text names a product of the Power Platform",
        "The same operation is shown in several products: its summary and description name none.";
    VisibilityMissing = 214, O W W, "an operation does not say how visible it is",
        "`x-ms-visibility` is `none` for the usual, `important`, `advanced` or `internal`.";
    TriggerSummary = 215, O N N, "a trigger's summary does not begin with `When`",
        "A trigger is called `When an order is created`; its description begins `This operation triggers when`.";
    OperationPathMustStartWithSlash = 216, E E E, "a path does not begin with a slash",
        "Paths are below the base path, and begin with `/`.";
    OperationPathMayNotContainQueryOrFragment = 217, E E E, "a path has a query or fragment",
        "What follows `?` belongs into parameters with `in: query`; `#` means nothing to a service.";
    OperationPathTemplateNotValid = 218, E E E, "the braces of a path do not match",
        "A placeholder `{name}` begins and ends within one segment of the path.";
    OperationPathContainsUnsupportedCharacters = 219, E E E, "a path has a character that paths must not have",
        "`*` means nothing in a path.";
    PathRedefined = 220, E E E, "two paths differ in upper and lower case only",
        "The platform takes them for the same.";
    DuplicateOperationPath = 221, E E E, "two paths differ in the names of placeholders only",
        "`/a/{b}` and `/a/{c}` match the same addresses.";
    PathItemRefNotSuppored = 222, E E E, "a path item is a reference",
        "The platform does not follow a `$ref` there.";
    BodyOrFormDataParameterInFetchOperationNotAllowed = 223, E E E, "a GET has a body",
        "GET has neither a body nor form fields.";
    OperationParametersContainMultipleBodyParameters = 224, E E E, "an operation has several bodies",
        "There is one body parameter at most.";
    ParameterListContainsFormDataAndBody = 225, E E E, "an operation has a body and form fields",
        "A request is either a form or has a body.";
    ConsumesMissing = 226, W W W, "nothing says of which media type a body is",
        "`consumes`, of the operation or of the document, names the media type of bodies.";
    MimeTypeNotValid = 227, W W W, "a media type is not one",
        "A media type is a type and a subtype with a slash between: `application/json`.";
    DeprecatedNotSaid = 228, O W W, "a deprecated operation does not say so",
        "`(deprecated)` stands at the end of the summary and of the description of a deprecated operation.";
    InvalidNextLinkNameValue = 229, W E E, "the property of the next page has an unusual name",
        "`x-ms-pageable.nextLinkName` is `nextLink` or `@odata.nextLink`.";
    OperationMustHaveResponse = 230, E E E, "an operation has no response",
        "`responses` has one at least.";
    ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations = 231, E E E, "an operation in use has a replacement",
        "`x-ms-api-annotation.replacement` is for operations that are `deprecated`.";
    ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty = 232, E E E, "a replacement is not named",
        "`replacement` names `api` and `operationId`.";
    OperationFamilyHasDuplicateRevisions = 233, W W W, "two operations are the same revision",
        "Operations of one `family` have different numbers as `revision`.";
    OperationIdShouldEndWithRevision = 234, N N N, "an operationId does not end with its revision",
        "The second revision of an operation and those after it are called `GetOrder_V2` and so on.";
    PagesNotDescribed = 235, N N N, "an operation looks as if its reply had pages, and does not say so",
        "Inputs and reply look as if there were more than one page. `x-connector-paging` says how the next one is asked for; a client then gives all items as one stream. `--propose-overlay FILE` writes it as an overlay: read it before it is applied, for names alone prove nothing.";

    // 3xx: responses
    OperationShouldHaveSuccessfulResponse = 301, W W W, "an operation has no successful response",
        "One response at least has a status from 200 to 299.";
    SchemaDefinitionSetIncorrectly = 302, W W W, "the output is not described where it is looked for",
        "The platform takes the output from the schema of 200 or 201, and that of a webhook from `x-ms-notification-content`.";
    DefaultResponseHasSchema = 303, W W W, "the response `default` has a schema",
        "`default` stands for errors; the platform would offer its schema as an output.";
    OperationHasManyResponsesWithSchema = 304, W W W, "several responses have a schema",
        "The platform shows one of them.";
    EmptySchema = 305, O E E, "a response has an empty schema",
        "A schema without type, properties or dynamic extension gives makers nothing to choose from. Describe the reply, or leave the schema out.";
    ResponseMustBeDefaultOrHttpStatusCode = 306, E E E, "a key of the responses is no status",
        "Responses are called by their status, three digits, or `default`.";
    ResponseDescriptionMissing = 307, W E E, "a response has no description",
        "OpenAPI 2.0 demands a description of each response.";
    ResponseExampleMustBeProducedByOperation = 308, W W W, "an example is of a media type that the operation does not produce",
        "The keys of `examples` are media types of `produces`.";

    // 4xx: parameters
    ParameterDescriptionMissing = 401, O E E, "a parameter has no description",
        "Every parameter that a maker sees has a description.";
    ParameterSummaryMissing = 402, O W W, "a parameter has no summary",
        "`x-ms-summary` is what the parameter is called where makers fill it in.";
    ParameterSummaryTooLong = 403, O W W, "the summary of a parameter is longer than 80 characters",
        "80 characters at most are shown.";
    ParameterDescriptionIsSummary = 404, O W W, "the description of a parameter repeats its summary",
        "The description says more than the summary.";
    ParameterSummaryNotTitleCase = 405, O N N, "the summary of a parameter is not in title case",
        "Summaries of parameters are titles: `Order Number`.";
    PropertyTextMissing = 406, O W W, "a property of a body has no summary or description",
        "Properties of a body are inputs as parameters are, and need the same texts.";
    PathParameterMustBeRequired = 407, E E E, "a path parameter is not required",
        "`required: true` stands at every path parameter: a path with a hole is another path.";
    PathParameterNotDefinedInTemplate = 408, E E E, "a path parameter has no placeholder",
        "Every path parameter has its `{name}` in the path.";
    OperationMissingPathParameter = 409, E E E, "a placeholder has no parameter",
        "Every `{name}` of the path has a parameter with `in: path`.";
    PathParameterMissingEncoding = 410, N W W, "a path parameter does not say how it is encoded",
        "`x-ms-url-encoding` is `single` or `double`.";
    QueryParameterEncodingNotSupported = 411, W E E, "a parameter outside of the path says how it is encoded",
        "`x-ms-url-encoding` is for path parameters.";
    ConnectionIdParameterNotAllowed = 412, E E E, "a parameter is called `connectionId`",
        "The platform has a parameter of this name of its own.";
    InternalRequiredWithoutDefault = 413, W E E, "an internal input is required and has no default",
        "What is `x-ms-visibility: internal` and required is filled in by nobody but its `default`.";
    InternalPropertyWithDefaultOptional = 414, W W W, "an internal input with a default is not required",
        "The default of an internal input is only sent when the input is required.";
    InvalidFormDataParameterName = 415, E E E, "the name of a form field is not ASCII",
        "Names of form fields consist of ASCII characters.";
    FileParameterMustBeInFormData = 416, E E E, "a file is not a form field",
        "`type: file` is for parameters with `in: formData`.";
    OperationParametersContainDuplicateParameter = 417, E E E, "a parameter is declared twice",
        "Name and place identify a parameter; an operation has one of each.";
    CollectionFormatValueNotSupported = 418, W E E, "a collectionFormat does not exist",
        "`collectionFormat` is csv, ssv, tsv or pipes, and multi for queries and form fields.";
    AllowEmptyValueOnlyValidForQueryFormData = 419, W W W, "allowEmptyValue stands where it means nothing",
        "`allowEmptyValue` is for queries and form fields.";

    // 5xx: schemas and values
    ArrayHasNoItems = 501, E E E, "a list does not say of what",
        "`type: array` has `items`.";
    RequiredPropertyArrayEmpty = 502, W E E, "there is an empty list of required properties",
        "`required` names a property at least, or is left out.";
    RequiredPropertyDefinitionMissing = 503, W E E, "a required property does not exist",
        "Every name in `required` is one of `properties`.";
    RequiredPropertyNotOnObject = 504, W E E, "something other than an object has required properties",
        "`required` is for schemas of objects.";
    RequiredReadOnlyPropertyNotAllowedAsInput = 505, W E E, "an input is required and cannot be written",
        "`readOnly` properties are not sent, so that no body can require them.";
    EnumMustContainAtLeastOneElement = 506, E E E, "an enum is empty",
        "`enum` has a value at least.";
    ArrayDuplicateValue = 507, W E E, "a value stands twice in an enum",
        "Each value of an `enum` stands there once.";
    InvalidEnumValue = 508, W W W, "a value of an enum is not of its type",
        "The values of an `enum` are of the type that stands beside it.";
    DefaultValueMustMatchType = 509, W E E, "a default is not of its type",
        "`default` is a value of the type that stands beside it.";
    DefaultNotInEnum = 510, W E E, "a default is none of the values that are allowed",
        "`default` is a value of the `enum` beside it.";
    MinimumShouldBeLessThanOrEqualToMaximum = 511, E E E, "a lower bound is above the upper one",
        "`minimum`, `minLength`, `minItems` and `minProperties` are at most what the `max…` beside them is.";
    BoundMustBeGreaterThanOrEqualToZero = 512, E E E, "a length is negative",
        "Lengths and counts are whole numbers from 0.";
    MultipleOfMustBeGreaterThanZero = 513, E E E, "multipleOf is not positive",
        "`multipleOf` is greater than 0.";
    ExclusiveBoundRequiresBound = 514, W E E, "an exclusive bound has no bound",
        "`exclusiveMinimum` goes with `minimum`, `exclusiveMaximum` with `maximum`.";
    PatternShouldBeValidRegularExpression = 515, E E E, "a pattern is no regular expression",
        "`pattern` is a regular expression as JavaScript has them.";
    UnrecognizedTypeFormat = 516, N W W, "the platform does not know this format",
        "Unknown formats are ignored.";
    TypeUnknown = 517, E E E, "a type does not exist",
        "Types are string, number, integer, boolean, array, object and file.";
    SwaggerKeywordNotSupported = 518, W W W, "a keyword is not part of OpenAPI 2.0",
        "The keyword means something in JSON Schema or in OpenAPI 3 only.";
    SchemaReferenceNotFound = 519, E E E, "a reference leads nowhere",
        "A `$ref` names a place that the document has.";
    SchemaReferenceNotValid = 520, W E E, "a reference leads outside of the definitions",
        "References lead to `#/definitions/`, `#/parameters/` and `#/responses/`: the platform reads one file, and these places of it.";
    AdditionalPropertyNotAllowedAdjacentToRef = 521, N W W, "something stands beside a reference",
        "What stands beside a `$ref` is ignored by OpenAPI 2.0.";
    RequiredLoopInSchemaNotAllowed = 522, E E E, "an object requires itself",
        "A circle of required properties has no value that is finite.";
    DiscriminatorMustBeARequiredStringProperty = 523, W E E, "a discriminator is no required text",
        "`discriminator` names a property of type string that is required.";
    InvalidStringBinaryProperty = 524, W E E, "bytes stand inside of an object",
        "`type: string, format: binary` is a whole body or form field, never a property.";

    // 6xx: what is filled in while a flow is made, and webhooks
    OperationIdNotFound = 601, E E E, "an extension names an operation that does not exist",
        "`operationId` of a dynamic extension is that of an operation of the same document.";
    OperationParameterNameNotFound = 602, W E E, "an extension names a parameter that does not exist",
        "`parameters` of a dynamic extension names parameters of the operation that is called.";
    OperationMissingRequiredProperty = 603, W E E, "an extension leaves a required parameter open",
        "A dynamic extension supplies each required parameter of the operation that it calls, unless that has a default.";
    WebhookOperationsMissingNotificationUrlProperty = 604, W E E, "a webhook has no place for the address to call",
        "A property of the body of a webhook has `x-ms-notification-url: true`: the platform puts the address there.";
    OperationMustHaveNotificationContentExtension = 605, W E E, "a webhook does not say what it sends",
        "`x-ms-notification-content` stands in the path item of a webhook, and has the schema of what is sent.";
    NotificationUrlNotAllowedInThisPosition = 606, W E E, "the address to call is no property of a body",
        "`x-ms-notification-url` is for properties of a body.";
    NotificationUrlNotString = 607, E E E, "the address to call is no text",
        "A property with `x-ms-notification-url` is of type string.";
    NotificationUrlNotInternal = 608, W E E, "the address to call is shown",
        "A property with `x-ms-notification-url`, or an object that holds it, is `x-ms-visibility: internal`.";
    NotificationUrlNotRequired = 609, W E E, "the address to call is not required",
        "A property with `x-ms-notification-url` is required, and so is every object that holds it.";

    // 7xx: sign-in
    SecurityRequirementMustBeDefined = 701, E E E, "a security requirement names no definition",
        "Every name in `security` is one of `securityDefinitions`.";
    SecurityRequirementMustHaveEmptyValue = 702, W E E, "a requirement without OAuth has scopes",
        "Only `oauth2` has scopes; the list of any other is empty.";
    OAuthSecurityRequirementValueMustBeScopeName = 703, W E E, "a scope is not declared",
        "The scopes of a requirement are those of its security definition.";
    SecuritySchemePropertyRequired = 704, E E E, "a security definition is not complete",
        "Each type of security definition has keys that it needs: `name` and `in` of apiKey, `flow`, `scopes` and addresses of oauth2.";
    OAuthFlowNotSupported = 705, W W W, "the platform does not sign in by this flow",
        "The platform signs users in by the flow `accessCode`.";
    SchemeTypeUnknown = 706, E E E, "a security type does not exist",
        "Security definitions are basic, apiKey or oauth2.";

    // 8xx: apiProperties.json and the other files of the folder
    PropertiesRoot = 801, E E E, "the properties have another shape",
        "`apiProperties.json` has `properties` and nothing else, but perhaps `$schema`.";
    IconBrandColor = 802, O E E, "the brand color is missing or not allowed",
        "`iconBrandColor` is `#` and six hexadecimal digits; not the default `#007ee5`, not white. Independent publishers have `#da3b01`.";
    PublisherMissing = 803, O E E, "publisher or stack owner is missing",
        "`publisher` and `stackOwner` say who made the connector, and who owns the service.";
    ConnectionParameterName = 804, W E E, "a connection parameter has a name that is not allowed",
        "Names of connection parameters consist of ASCII letters, digits and `_`; a part may follow a `:`.";
    ConnectionParameterType = 805, E E E, "a connection parameter has a type that does not exist",
        "Types are string, securestring, int, bool, gatewaySetting and oauthSetting.";
    ParameterSetNames = 806, E E E, "a set of connection parameters has no name of its own",
        "`connectionParameterSets.values` have names, and different ones.";
    ConnectionInconsistent = 807, W W W, "connection parameters and security definitions do not go together",
        "A definition of type apiKey goes with a parameter for the key, basic with user name and password, oauth2 with an `oauthSetting`.";
    SecretInFile = 808, W E E, "a secret stands in the file",
        "Secrets are entered when a connector is deployed; a file is read by many.";
    ScriptOperationUnknown = 809, W W W, "the script names an operation that does not exist",
        "`scriptOperations` has operationIds of the definition.";
    ReadmeMissing = 810, O W W, "the readme is missing, or headings of it are",
        "`readme.md` has the headings of the template: Publisher, Prerequisites, Supported Operations, Obtaining Credentials, Known Issues and Limitations, Deployment Instructions.";
    IconNotAllowed = 811, O W W, "the icon is not as it has to be",
        "`icon.png` is a square PNG of 100 to 230 pixels and less than a megabyte. Independent publishers have none.";
}

impl Rule {
    /// All rules, ascending.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// The rule that a person typed: by its number, with or without the `L`, or by its name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.trim_start_matches(['L', 'l']);
        let number = digits.parse::<u16>().ok();
        Self::all().find(|rule| number == Some(rule.number()) || rule.name().eq_ignore_ascii_case(text))
    }

    /// The number behind the `L`.
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// What it is called, as the platform's validator does where it has the rule.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    /// How bad it is; none where the profile does not have the rule.
    pub fn severity(self, profile: Profile) -> Option<Severity> {
        let [custom, certified, independent] = self.row()?.2;
        match profile {
            Profile::Custom => custom,
            Profile::Certified => certified,
            Profile::Independent => independent,
        }
    }

    /// One line.
    pub fn title(self) -> &'static str {
        self.row().map_or("", |row| row.3)
    }

    /// What is right.
    pub fn explanation(self) -> &'static str {
        self.row().map_or("", |row| row.4)
    }

    fn row(self) -> Option<&'static (Self, &'static str, Levels, &'static str, &'static str)> {
        TABLE.iter().find(|row| row.0 == self)
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "L{:03}", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_complete() {
        assert!(TABLE.is_sorted_by(|a, b| a.0.number() < b.0.number()));
        for rule in Rule::all() {
            assert!(!rule.title().is_empty() && !rule.title().ends_with('.'), "{rule}");
            assert!(rule.explanation().len() > 20 && rule.explanation().ends_with('.'), "{rule}");
            assert_eq!(Rule::parse(&rule.to_string()), Some(rule));
            assert_eq!(Rule::parse(rule.name()), Some(rule));
            // Who publishes is held to at least what everybody is.
            let [custom, certified, independent] =
                [Profile::Custom, Profile::Certified, Profile::Independent].map(|one| rule.severity(one));
            assert!(certified.is_some() && independent.is_some(), "{rule}");
            assert!(custom.is_none() || certified <= custom, "{rule}");
        }
        assert_eq!(Rule::parse("L999"), None);
    }
}
