//! The connector as a whole: title, description, contact, metadata, host.

use std::collections::HashSet;

use super::context::{Context, elements, place, text};
use super::text::{ends_with_alphanumeric, has_words, is_foreign, product};
use super::{Profile, Rule};
use crate::diag::quoted;
use crate::frontend::shared::is_known_extension;
use crate::source::Node;

/// What titles must not say, besides the names of products.
const NOT_IN_TITLES: [&str; 2] = ["API", "Connector"];

const CATEGORIES: [&str; 19] = [
    "AI",
    "Business Management",
    "Business Intelligence",
    "Collaboration",
    "Commerce",
    "Communication",
    "Content and Files",
    "Finance",
    "Data",
    "Human Resources",
    "Internet of Things",
    "IT Operations",
    "Lifestyle and Entertainment",
    "Marketing",
    "Productivity",
    "Sales and CRM",
    "Security",
    "Social Media",
    "Website",
];

const METADATA: [&str; 3] = ["Website", "Privacy policy", "Categories"];

/// The platform refuses a definition of this size, in bytes.
pub(super) const MOST_BYTES: u32 = 1 << 20;

pub(super) fn check(cx: &mut Context<'_>) {
    let root = cx.root;
    let version = root.get("swagger");
    if version.and_then(Node::as_str) != Some("2.0") {
        let told =
            cx.tell(Rule::SpecificationVersionIncorrect, place(root, "swagger"), "this is not OpenAPI 2.0");
        if version.is_some_and(|version| version.as_f64() == Some(2.0)) {
            told.set_text(root, "swagger", "2.0");
        }
        if version.is_none() {
            return;
        }
    }
    if root.span.end - root.span.start >= MOST_BYTES {
        let size = root.span.end - root.span.start;
        cx.tell(
            Rule::FileTooLarge,
            root.span,
            format!("the definition has {size} bytes; 1048575 are the most"),
        );
    }
    let absent = ["info", "paths"].into_iter().filter(|key| root.get(key).is_none());
    for key in absent {
        cx.tell(Rule::RequiredPropertyMissing, root.span, format!("`{key}` is missing"));
    }
    if let Some(info) = root.get("info") {
        for key in ["title", "version"].into_iter().filter(|key| text(info, key).is_none()) {
            cx.tell(Rule::RequiredPropertyMissing, info.span, format!("`{key}` is missing"));
        }
        title(cx, info);
        contact(cx, info);
    }
    metadata(cx);
    address(cx);
    tags(cx);
    extensions(cx, root);
    if cx.ops.len() > 256 {
        let message = format!("there are {} operations; 256 are the most", cx.ops.len());
        cx.tell(Rule::TotalOperationsCountExceedsMaxAllowed, place(root, "paths"), message);
    }
    status(cx);
}

fn title<'a>(cx: &mut Context<'a>, info: &'a Node) {
    let title = text(info, "title").unwrap_or_default();
    let at = place(info, "title");
    if title.chars().count() > 30 {
        let message = format!("the title has {} characters; 30 are the most", title.chars().count());
        cx.tell(Rule::TitleTooLong, at, message);
    }
    let word = NOT_IN_TITLES.into_iter().find(|word| has_words(title, word)).or_else(|| product(title));
    if let Some(word) = word {
        cx.tell(Rule::ValueContainsRestrictedWords, at, format!("a title does not say `{word}`"));
    }
    if !title.is_empty() && !ends_with_alphanumeric(title) {
        let told =
            cx.tell(Rule::ValueMustEndWithAlphanumeric, at, "the title does not end with a letter or digit");
        let trimmed = title.trim_end_matches(|c: char| !c.is_alphanumeric());
        // A bracket is the end of something that is more than punctuation.
        if !title.ends_with([')', ']', '}', '+', '#']) && !trimmed.is_empty() {
            told.set_text(info, "title", trimmed);
        }
    }
    let description = text(info, "description").unwrap_or_default();
    let at = place(info, "description");
    let length = description.chars().count();
    if !(30..=500).contains(&length) {
        let message = match length {
            0 => "there is no description".to_owned(),
            _ => format!("the description has {length} characters; 30 to 500 are asked for"),
        };
        cx.tell(Rule::FieldLengthNotInRange, at, message);
    }
    if let Some(product) = product(description) {
        cx.tell(Rule::DescriptionNamesProduct, at, format!("the description names {product}"));
    }
    if !title.is_empty() && description.trim().eq_ignore_ascii_case(title.trim()) {
        cx.tell(Rule::DescriptionIsTitle, at, "the description is the title again");
    }
    for (key, value) in [("title", title), ("description", description)] {
        if is_foreign(value) {
            cx.tell(Rule::ValueMustBeInEnglish, place(info, key), format!("the {key} does not look English"));
        }
    }
}

fn contact<'a>(cx: &mut Context<'a>, info: &'a Node) {
    let Some(contact) = info.get("contact") else {
        let told = cx.tell(Rule::ContactMissing, info.span, "the contact is missing");
        told.help("`\"contact\": {\"name\": …, \"url\": …, \"email\": …}`");
        return;
    };
    for key in ["name", "url", "email"].into_iter().filter(|key| text(contact, key).is_none()) {
        cx.tell(Rule::ContactMissing, place(contact, key), format!("the contact has no `{key}`"));
    }
    let email = text(contact, "email");
    if email.is_some_and(|email| !is_email(email)) {
        cx.tell(Rule::ContactEmailNotValid, place(contact, "email"), "this is no e-mail address");
    }
    if text(contact, "url").is_some_and(|url| !is_absolute(url)) {
        cx.tell(Rule::UrlNotValid, place(contact, "url"), "the address is not absolute");
    }
}

fn metadata(cx: &mut Context<'_>) {
    let root = cx.root;
    let entries = elements(root, "x-ms-connector-metadata");
    let find = |name: &str| entries.iter().find(|one| text(one, "propertyName") == Some(name));
    for name in METADATA {
        let Some(entry) = find(name) else {
            let at = place(root, "x-ms-connector-metadata");
            cx.tell(Rule::ConnectorMetadataPropertiesMissing, at, format!("the metadata has no `{name}`"));
            continue;
        };
        let (value, at) = (text(entry, "propertyValue").unwrap_or_default(), place(entry, "propertyValue"));
        if name != "Categories" {
            if !is_absolute(value) {
                cx.tell(Rule::UrlNotValid, at, format!("the address of `{name}` is not absolute"));
            }
            continue;
        }
        let categories: Vec<&str> = value.split(';').map(str::trim).filter(|one| !one.is_empty()).collect();
        if categories.len() > 2 {
            let message = format!("there are {} categories; 2 are the most", categories.len());
            cx.tell(Rule::TooManyConnectorCategories, at, message);
        }
        for category in categories.into_iter().filter(|one| !CATEGORIES.contains(one)) {
            let near = crate::diag::suggest(category, CATEGORIES);
            let told = cx.tell(
                Rule::InvalidConnectorCategory,
                at,
                format!("there is no category {}", quoted(category)),
            );
            match near {
                Some(near) => told.help(format!("did you mean `{near}`?")),
                None => told.help(format!("there are: {}", CATEGORIES.join(", "))),
            };
        }
    }
}

fn address(cx: &mut Context<'_>) {
    let root = cx.root;
    if let Some(host) = root.get("host") {
        let name = host.as_str().unwrap_or_default();
        let (before, port) = name.rsplit_once(':').unwrap_or((name, "0"));
        let is_port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
        if before.is_empty() || before.contains(['{', '}', '/', ' ', ':', '\\']) || !is_port {
            cx.tell(Rule::HostNameNotValid, host.span, format!("{} is not a host", quoted(name)));
        }
        let tests = ["test", "staging", "stage", "dev", "sandbox", "uat", "qa", "localhost"];
        let label =
            before.split(['.', '-']).find(|label| tests.contains(&label.to_ascii_lowercase().as_str()));
        if let Some(label) = label {
            cx.tell(
                Rule::HostIsNotProduction,
                host.span,
                format!("`{label}` in the host looks like one for tests"),
            );
        }
    }
    let base = root.get("basePath").and_then(Node::as_str);
    if let Some(base) = base.filter(|base| !base.starts_with('/')) {
        let told = cx.tell(
            Rule::BasePathNotValid,
            place(root, "basePath"),
            "the base path does not begin with a slash",
        );
        told.set_text(root, "basePath", &format!("/{base}"));
    }
    if let Some(schemes) = root.get("schemes") {
        let list = schemes.as_list().unwrap_or_default();
        if list.is_empty() {
            cx.tell(Rule::SchemesArrayEmpty, schemes.span, "the list of schemes is empty").remove(schemes);
        }
        for scheme in list.iter().filter(|one| !matches!(one.as_str(), Some("http" | "https"))) {
            let message =
                format!("{} is neither http nor https", quoted(scheme.as_str().unwrap_or_default()));
            cx.tell(Rule::SchemeNotSupported, scheme.span, message);
        }
    }
}

fn tags(cx: &mut Context<'_>) {
    let mut seen = HashSet::new();
    for tag in elements(cx.root, "tags") {
        if let Some(name) = text(tag, "name").filter(|name| !seen.insert(*name)) {
            cx.tell(Rule::TagRedefined, tag.span, format!("the tag {} was described before", quoted(name)));
        }
    }
}

/// Extensions of the platform that nobody knows. Examples may have any keys.
fn extensions<'a>(cx: &mut Context<'a>, root: &'a Node) {
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        todo.extend(node.as_list().unwrap_or_default().iter().filter(|inner| inner.is_container()));
        for member in node.as_object().into_iter().flatten() {
            if member.key.starts_with("x-ms-") && !is_known_extension(&member.key) {
                let message = format!("nobody knows the extension {}", quoted(&member.key));
                cx.tell(Rule::ExtensionUnknown, member.key_span, message);
            }
            let data =
                matches!(member.key.as_str(), "example" | "examples" | "x-ms-examples" | "default" | "enum");
            if member.value.is_container() && !data {
                todo.push(&member.value);
            }
        }
    }
}

fn status(cx: &mut Context<'_>) {
    let status =
        |of: &Node| of.get("x-ms-api-annotation").and_then(|one| text(one, "status")).map(str::to_owned);
    let own = cx.root.get("info").and_then(status);
    if own.as_deref() != Some("Preview") || cx.profile == Profile::Custom {
        return;
    }
    for op in cx.ops.clone() {
        if status(op.node).as_deref() == Some("Production") {
            let message = "the operation is `Production`, the connector `Preview`";
            cx.tell(Rule::ProductionStatusOnBetaService, place(op.node, "x-ms-api-annotation"), message);
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else { return false };
    let sound = |part: &str| !part.is_empty() && part.is_ascii() && !part.contains(['@', ' ', ',', '<', '>']);
    sound(user) && sound(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

pub(super) fn is_absolute(text: &str) -> bool {
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| rest.chars().next().is_some_and(char::is_alphanumeric) && !rest.contains(' '))
}
