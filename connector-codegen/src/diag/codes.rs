//! The table of diagnostic codes. To add one, append a row to its range.

use std::fmt;

/// Which rule a diagnostic comes from: `C0107`.
///
/// `C00xx` reading, `C01xx` structure of OpenAPI 2.0, `C02xx` names and options, `C03xx` properties and sign-in, `C04xx` collections and
/// samples, `C05xx` exports of Azure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

/// `NAME = number, title, explanation;` makes the constant `Code::NAME` and its row.
macro_rules! codes {
    ($($name:ident = $number:literal, $title:literal, $explanation:literal;)*) => {
        impl Code {
            $(#[doc = $title] pub const $name: Self = Self($number);)*
        }
        const TABLE: &[(Code, &str, &str)] = &[$((Code::$name, $title, $explanation)),*];
    };
}

codes! {
    // C00xx: from bytes to a tree
    UNREADABLE = 1, "a file cannot be read",
        "The file does not exist, is not a regular file, or the system refused to open it. Relative paths of a reference start at the folder of the file that holds it.";
    TOO_LARGE = 2, "a document is beyond a limit",
        "Documents are read whole, so their size, their nesting, the number of values in them, what YAML aliases expand to, and the number of files they refer to are limited. The limits are far above any real description; a document that reaches one is usually the wrong file.";
    ENCODING = 3, "a document is not UTF-8",
        "Documents are UTF-8, with or without a byte order mark. Single bytes that are not UTF-8 are read as Windows-1252, with a warning, because that is what they are in practice. UTF-16 and UTF-32 are not read: save the file as UTF-8.";
    SYNTAX = 4, "a document is not well-formed",
        "The document is neither valid JSON nor valid YAML at the place shown, and nothing after that place can be trusted. Fix the first such error first: later ones are often its echo.";
    REPAIRED = 5, "a slip was repaired",
        "Some slips are common and harmless, so they are repaired. In JSON: a comma after the last member, a comma missing between two members, a stray blank that JSON does not allow between tokens, and an unescaped control character in a text. In YAML: a line inside quotes or brackets that is indented less than what it belongs to. Other tools reject such a document: fix it when you can.";
    DUPLICATE_KEY = 6, "a key is given twice in one object",
        "JSON and YAML give no meaning to the same key twice in one object. The last one counts, as in most readers. Where the two differ, one of them is a mistake.";
    LONE_SURROGATE = 7, "an escape is half a character",
        "`\\uD800` to `\\uDFFF` mean something only in pairs. A single one stands for no character and is read as U+FFFD.";
    MANY_DOCUMENTS = 8, "a file holds several YAML documents",
        "The first document, up to `---`, is used; the others are ignored.";
    YAML_TAG = 9, "a YAML tag is not supported",
        "The tags of the YAML core schema (`!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!seq`, `!!map`) are understood. Any other tag is ignored and the value is read as if it had none.";
    YAML_MERGE = 10, "a YAML merge has nothing to merge",
        "`<<` takes a mapping, an alias of a mapping, or a list of these. Anything else is ignored.";
    REF_TARGET = 11, "a reference leads nowhere",
        "A `$ref` names a place that the document does not have. Check the spelling, and that `/` in a name is written `~1` and `~` is written `~0`.";
    REF_SYNTAX = 12, "a reference is not understood",
        "A `$ref` is a text: a JSON pointer behind `#`, a relative path of a file, or both: `#/definitions/Order`, `common.json#/definitions/Order`.";
    REF_URL = 13, "a reference leads to the network",
        "Nothing is ever fetched while generating: builds must not depend on the network. Download the file, put it beside the document, and refer to it by a relative path.";
    REF_OUTSIDE = 14, "a reference leads outside the document's folder",
        "A document may refer to files in its own folder and below, so that a downloaded description cannot read other files of your machine. Move the file, or allow it by option when you trust the document.";
    REF_FILE = 15, "a reference leads to a file that cannot be used",
        "The file that a `$ref` names is missing, unreadable or not well-formed.";
    REF_CYCLE = 16, "references go in a circle",
        "A `$ref` leads to another `$ref` that leads back, and no value is ever reached.";
    // C01xx: OpenAPI 2.0
    WRONG_TYPE = 101, "a value has the wrong type",
        "The specification wants another kind of value there: an object, a list, a text. The operation or schema that holds it cannot be read.";
    UNKNOWN_TYPE = 102, "a schema has a type that does not exist",
        "The types of OpenAPI 2.0 are string, number, integer, boolean, array, object and file (section 4.3.1 of the specification). A word that is nearly one of them is an error; any other word is read as any JSON, with a warning, because real documents have such words.";
    ALIAS_CYCLE = 103, "a definition is nothing but itself",
        "A definition that only refers to itself, directly or as the items of a list, describes no value. It is read as any JSON.";
    NOT_IN_OPENAPI2 = 104, "a keyword is not part of OpenAPI 2.0",
        "`oneOf`, `anyOf` and `not` came with OpenAPI 3. In a 2.0 document they have no meaning, and the value is read as any JSON.";
    MIXED_ALL_OF = 105, "`allOf` mixes objects with something else",
        "A value cannot be an object and a text at once. The properties are kept, the rest is left out.";
    MISSING_KEY = 106, "a required key is missing",
        "The specification requires the key at this place.";
    DUPLICATE_PARAMETER = 107, "a parameter is declared twice",
        "Name and place identify a parameter; an operation has one of each.";
    UNKNOWN_PLACE = 108, "a parameter is in a place that does not exist",
        "Parameters are in path, query, header, formData or body.";
    OBJECT_IN_TEXT = 109, "an object stands where only text can",
        "A URL, a header and a form field hold text or lists of texts. The input becomes text, which is sent as it is.";
    COLLECTION_FORMAT = 110, "a collectionFormat has no meaning there",
        "csv, ssv, tsv and pipes are known everywhere, multi in query and formData only. Commas are used.";
    TWO_BODIES = 111, "an operation has two bodies",
        "There is one body parameter at most, and none beside formData (section \"Parameter Object\" of the specification).";
    UNKNOWN_STATUS = 112, "a response key is not a status",
        "The keys of `responses` are HTTP statuses from 100 to 599, and `default`.";
    UNKNOWN_SCHEME = 113, "a security type does not exist",
        "Security schemes are basic, apiKey or oauth2. This one is not applied.";
    DANGLING_SCHEME = 114, "a security requirement names no scheme",
        "`security` names an entry of `securityDefinitions`. Where exactly one scheme is defined, it is applied all the same.";
    DUPLICATE_OPERATION = 115, "an operationId is used twice",
        "operationIds are unique; the client has one method for each. The second operation is left out.";
    UNDECLARED_PLACEHOLDER = 116, "a placeholder of the path has no parameter",
        "Every `{name}` of a path needs a parameter of that name with `in: path`. The operation is left out.";
    UNUSED_PATH_PARAMETER = 117, "a path parameter has no placeholder",
        "The parameter has no place to go to and is left out.";
    NOT_SWAGGER = 118, "the document is not OpenAPI 2.0",
        "OpenAPI 2.0 documents begin with `\"swagger\": \"2.0\"`.";
    UNKNOWN_METHOD = 119, "a path item has a key that is no method",
        "get, put, post, delete, options, head and patch are the methods of OpenAPI 2.0.";
    XML_BODY = 120, "a body is XML",
        "XML is encoded and decoded where the document says what it is made of: an object or a list with a name for its element. Any other XML body is given and taken as raw bytes.";
    PARAMETERIZED_HOST = 121, "the host's template cannot be filled",
        "`x-ms-parameterized-host` makes the host of parts that each caller has of their own: they are fields of the connection. Where its template is missing, or names what is no parameter, the connection asks for the whole base URL.";
    NO_OPERATION_ID = 122, "an operation has no operationId",
        "The name of its method is made of method and path. Give it an operationId, or a name by option, for a better one.";
    OTHER_SCHEME = 123, "an operation wants a scheme other than http and https",
        "ws and wss are not HTTP requests. The operation is called with the document's scheme.";
    TEST_CONNECTION = 124, "the call that tests a connection cannot be made",
        "`x-ms-capabilities.testConnection` names an operation of the document, and gives a value for each of its required parameters.";
    PAGING_OPERATION = 125, "next pages are not fetched by the operation that is named",
        "`x-ms-pageable.operationName` names an operation that fetches the next page, which is missing or needs more than the link and what the first one has. The link itself is followed instead.";
    LOOKUP = 126, "what an input may be cannot be asked",
        "`x-ms-dynamic-values`, `-list`, `-tree`, `-schema` and `-properties` name an operation of the document that knows which values an input may have, or what it looks like, and what that operation is asked with. Where that does not work out, there is no helper for the input; it is given as before.";
    PAGING = 127, "what an operation says of its pages does not fit it",
        "`x-connector-paging` and `x-speakeasy-pagination` say how the pages of a reply follow one another. What they name has to be there: parameters of the operation, properties of its body and its reply, of a type that can be what it is named for. Where it is not, the operation is one call, as without them. `docs/paging.md` has all keys.";
    NO_CALLBACK = 130, "a webhook has no place for the callback address",
        "A webhook trigger tells the service where to call back. Nothing is marked with `x-ms-notification-url`, so the client cannot know where that goes, and the trigger is a call like any other: subscribe with it, and receive by `WebhookHost::receive`. An overlay can add the mark.";
    NO_UNSUBSCRIBE = 131, "nothing ends a webhook's subscription",
        "A subscription is ended at the `Location` of the reply that made it, or by a DELETE of the document: below the subscription's path, of the same path, the only internal one, the internal one with most of the path in common, or the only one if it speaks of subscriptions. None of these is declared; give `unsubscribe_with` a function if the service sends no `Location`.";
    MISSPELT_EXTENSION = 140, "an extension is misspelt",
        "The name is that of a known extension but for a slip, and is read as if it were spelt well. Other tools ignore it: mend it when you can. Extensions that nobody knows are ignored, and listed by `inspect`.";
    MISFIT = 150, "a part of an OpenAPI 3 document is not as the specification says",
        "A parameter, request body, server or security scheme is read as a whole. Where one is not as the specification of OpenAPI 3.0 has it, the operation that it belongs to cannot be read; the others are not concerned.";
    OTHER_SERVERS = 151, "a document names several servers",
        "Calls go to the first one. The base URL of the connection, or the option `base_url`, is the way to another.";
    PARAMETER_STYLE = 152, "a parameter is written in an unusual way",
        "Most styles of OpenAPI 3 are written by the client. Where one is not, the caller gives the text as it has to stand in the request.";
    CALLBACK = 153, "a callback is not received",
        "An operation with `callbacks` is a trigger when its request says where the service is to call: an expression with `$request`. Of several callbacks the first one is received.";
    LINKS = 154, "links are not followed",
        "A link of a response says which operation takes a value of it. Nothing is done about it: call that operation.";
    OPEN_ID = 155, "a provider of OpenID Connect is not asked",
        "Nothing is fetched while generating, so where the provider signs in is not known. Bring a token, or name a known provider by the option `provider`.";
    UNION = 156, "a union is read as any JSON",
        "`oneOf` and `anyOf` become enums where their parts can be told apart by the kind of value or by their properties.";
    // C02xx: names and options; C03xx: properties and sign-in
    UNKNOWN_CHOICE = 201, "an option names something that the document does not have",
        "`actions`, `triggers`, `tags`, `skip`, `names` and `types` name operations, tags and places of the document.";
    BAD_NAME = 202, "a given name cannot be used",
        "A name given by option has to be a Rust identifier, a type given by option a Rust path.";
    LOCK = 203, "the lock file is not understood",
        "`connector.lock` is written by the generator. A line that it did not write is ignored.";
    NO_DOCUMENT = 204, "there is no document to read",
        "At least one document is needed.";
    UNKNOWN_FORMAT = 205, "the format of a document is not known",
        "Known are OpenAPI 2.0 documents, as JSON or YAML. They begin with `swagger`.";
    SEVERAL_BASES = 206, "documents of one client have different hosts",
        "Several documents make one client when they describe one service: the first one's host is used.";
    OVERLAY = 210, "an overlay is not understood",
        "An overlay (OpenAPI Overlay 1.0) has `overlay: 1.0.0` and a list of `actions`, each with a `target` (JSONPath, RFC 9535) and `update` or `remove: true`.";
    OVERLAY_TARGET = 211, "the target of an overlay is nowhere in the document",
        "The action changes nothing. The document may have changed since the overlay was written, or a name in the target is misspelt.";
    PROPERTIES_SHAPE = 301, "properties are not as expected",
        "`apiProperties.json` holds an object `properties` with `connectionParameters`.";
    UNUSED_CREDENTIAL = 302, "a secret of the connection is sent nowhere",
        "Nothing says where the value goes: no security scheme takes it, and no policy reads it. Supply it with a header or query of `CallOptions`, or a hook.";
    NOT_APPLIED = 303, "something of the properties is not applied",
        "It is listed so that nothing is left out silently.";
    DANGLING_OPERATION = 304, "a policy names an operation that does not exist",
        "Policies name operations by their operationId. The policy is applied to those of its operations that the document has.";
    BASE_PATH_REPLACED = 305, "a policy for the host replaces the base path too",
        "The platform takes scheme, host and base path from the policy's URL, which has no path here, although the document has a base path. If the service wants that path, give the client the whole base URL: by the connection, by the options of a call, or when it is generated.";
    MENDED_POLICY = 306, "a slip in a policy is mended",
        "The policy can only mean one thing, although it does not say it: a function is misspelt, or a parameter of the query is looked for among those of the connection. It is applied as it is meant. Other tools may not apply it: mend it when you can.";
    // C04xx: collections and samples
    BROKEN_SAMPLE = 401, "a saved body is meant as JSON and is none",
        "Types are learned from saved bodies. Comments, trailing commas and variables without quotes are understood; this body is not, so nothing is learned of it. Send the request again and save the response, or mend the body.";
    ODD_REQUEST = 402, "a request of a collection cannot be read",
        "The request has no URL, or a method or shape that is not known. It is left out; the others are not concerned.";
    SAVED_SECRET = 403, "a collection holds a credential",
        "A token, key or password was saved with the requests. It is not copied into the generated code, which asks for it instead; but whoever has the file has the credential. Replace it by a variable, and revoke it if the file was published.";
    UNKNOWN_SIGN_IN = 404, "a way to sign in is not supported",
        "Requests are signed or challenged in a way that the client does not know. Use a hook of `CallOptions`, or a script, to sign them.";
    ODD_COLLECTION = 405, "a part of a collection is not as expected",
        "The part is left out, and the rest is read.";
    NOT_A_COLLECTION = 406, "a file of Postman's is not a collection",
        "Environments and globals hold values of variables, no requests. Export the collection itself.";
    VARIABLE_CYCLE = 407, "variables are defined by one another in a circle",
        "A variable's value mentions a variable whose value leads back to the first. It is treated as one without a value.";
    UNKNOWN_HOST = 408, "the host of requests is an assumption",
        "The requests go to a machine or example host, or say no scheme. The client can be given another base URL.";
    NOISE = 409, "a saved response is not used",
        "A page of HTML where JSON is expected is what proxies and sign-in pages send. It says nothing of the API.";
    MERGED_DUMP = 410, "a file holds several collections",
        "A dump of the app holds all collections of a workspace. They become one client; each collection is a tag.";
    // C05xx: exports of Azure
    AZURE_ABSENT = 501, "an export holds values that say nothing",
        "API Management writes null where nothing was said, and the templates of Functions empty lists. Both are read as if they were not there.";
    AZURE_VERSION = 502, "an export has no version",
        "OpenAPI requires `info.version`, which exports of Logic Apps leave out.";
    AZURE_SAME_ID = 503, "an operationId was made different",
        "With the option `fix_operation_ids`, operations that share an operationId get different ones, by what their paths take. The first one keeps its own.";
    AZURE_OPERATION_ID = 504, "an operationId is no name",
        "Exports have paths and numbers for operationIds. The operation is called by its summary, or by method and path. An overlay can give it a better one.";
    AZURE_SCHEME = 505, "an export offers http only",
        "The services answer https, and a document made behind a proxy has the proxy's scheme. Keys are not sent in the clear.";
    AZURE_HOST = 506, "an export names no host that others reach",
        "A document that was made on a developer's machine names that machine, and one that was checked in may have a placeholder. The connection asks for the base URL.";
    AZURE_KEY = 507, "an export offers one key in two places",
        "API Management takes a subscription's key as a header or in the query. It is one key, sent once, in the header: queries end up in logs.";
    AZURE_NO_SCHEMA = 508, "a reply of an export has no schema",
        "An export says nothing of most bodies, which are there all the same: the reply is given as it is. `add sample` writes the type of a reply down.";
    AZURE_NO_BODY = 509, "an operation of a template has no body",
        "The template for Functions lists no parameters and leaves them to its author. An operation that writes takes any JSON.";
    AZURE_BODY_REQUIRED = 510, "a body of an export is required after all",
        "API Management and Logic Apps mark no body as required. One whose schema requires something is.";
    QUERY_IN_PATH = 511, "a path holds parameters of the query",
        "What stands behind `?` in a path is sent with every call; a placeholder there is a required parameter of the query.";
    AZURE_NAME = 512, "a schema of an export has no name that Rust could have",
        "Names of schemas may hold blanks, dots and dashes. In code they are written as Rust writes names.";
    EMBEDDED_SECRET = 513, "a document holds a credential",
        "The signature of an address, or a key, stands in a default, a path or a text. It is not copied into the generated code, which asks for it instead; but whoever has the file has the credential. Take it out, and have it replaced.";
    AZURE_CONNECTION_ID = 515, "paths begin with a connection of the platform",
        "What the platform has of its own connectors addresses its hub: `/{connectionId}` in front of each path, and the hub's host. A client calls the service itself, at a base URL that the connection gives.";
    AZURE_WILDCARD = 516, "a path stands for many",
        "An operation of API Management may take every path below its own (`/*`). What comes there is an input, sent as it is.";
    AZURE_RESOURCE = 517, "a description stands in a resource of Azure",
        "A `Microsoft.Web/customApis` resource holds description and properties in one file. `backendService.serviceUrl` is where the service is.";
    AZURE_SIGNATURE = 518, "a workflow's address is signed",
        "A Logic App that begins with a request has an address whose `sig` lets anybody start it. The connection asks for it as for a key; `sp`, `sv` and `api-version` are as every such address has them, and can be set.";
}

/// Codes of lint rules begin here.
#[cfg(feature = "lint")]
const LINT: u16 = 10_000;

#[cfg(feature = "lint")]
impl Code {
    /// The code of a rule.
    pub(crate) const fn lint(rule: crate::lint::Rule) -> Self {
        Self(LINT + rule.number())
    }

    /// The rule that this is the code of; none for what the generator says.
    pub fn rule(self) -> Option<crate::lint::Rule> {
        crate::lint::Rule::all().find(|rule| Self::lint(*rule) == self)
    }
}

impl Code {
    /// All codes, ascending.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// The code that a person typed, in any case, with or without the `C`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches(['C', 'c']);
        let number: u16 = digits.parse().ok()?;
        Self::all().find(|code| code.0 == number)
    }

    /// One line.
    pub fn title(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    /// A paragraph: why, and what to do.
    pub fn explanation(self) -> &'static str {
        self.row().map_or("", |row| row.2)
    }

    fn row(self) -> Option<&'static (Self, &'static str, &'static str)> {
        TABLE.iter().find(|row| row.0 == self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "lint")]
        if self.0 > LINT {
            return write!(f, "L{:03}", self.0 - LINT);
        }
        write!(f, "C{:04}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_complete() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
        for code in Code::all() {
            assert!(!code.title().is_empty() && !code.title().ends_with('.'), "{code}");
            assert!(code.explanation().len() > 30 && code.explanation().ends_with('.'), "{code}");
        }
        assert_eq!(Code::parse("c0004"), Some(Code::SYNTAX));
        assert_eq!(Code::parse("4"), Some(Code::SYNTAX));
        assert_eq!(Code::parse("C9999"), None);
        assert_eq!(Code::SYNTAX.to_string(), "C0004");
    }
}
