//! `apiProperties.json`.

use std::collections::HashSet;

use super::context::{Context, elements, members, place, text};
use super::{Profile, Rule};
use crate::diag::quoted;
use crate::source::Node;

const TYPES: [&str; 6] = ["string", "securestring", "int", "bool", "gatewaySetting", "oauthSetting"];

pub(super) fn check<'a>(cx: &mut Context<'a>, root: &'a Node) {
    for member in root.as_object().into_iter().flatten() {
        if !matches!(member.key.as_str(), "properties" | "$schema") {
            let message = format!("{} does not belong beside `properties`", quoted(&member.key));
            cx.tell(Rule::PropertiesRoot, member.key_span, message);
        }
    }
    let Some(node) = root.get("properties") else {
        cx.tell(Rule::PropertiesRoot, root.span, "`properties` is missing");
        return;
    };
    color(cx, node);
    for key in ["publisher", "stackOwner"].into_iter().filter(|key| text(node, key).is_none()) {
        cx.tell(Rule::PublisherMissing, node.span, format!("`{key}` is missing"));
    }
    parameters(cx, node);
    let mut names = HashSet::new();
    if let Some(sets) = node.get("connectionParameterSets") {
        for set in elements(sets, "values") {
            let name = text(set, "name").unwrap_or_default();
            if name.is_empty() || !names.insert(name) {
                cx.tell(Rule::ParameterSetNames, place(set, "name"), "the set has no name of its own");
            }
            parameters(cx, set);
        }
    } else {
        consistency(cx, node);
    }
    let ids: HashSet<&str> = cx.ops.iter().filter_map(|op| text(op.node, "operationId")).collect();
    for one in elements(node, "scriptOperations") {
        if let Some(id) = one.as_str().filter(|id| !ids.contains(id)) {
            cx.tell(Rule::ScriptOperationUnknown, one.span, format!("there is no operation {}", quoted(id)));
        }
    }
}

fn color<'a>(cx: &mut Context<'a>, node: &'a Node) {
    let at = place(node, "iconBrandColor");
    let Some(color) = text(node, "iconBrandColor").map(str::to_ascii_lowercase) else {
        cx.tell(Rule::IconBrandColor, at, "`iconBrandColor` is missing");
        return;
    };
    let digits = color.strip_prefix('#').unwrap_or_default();
    let is_color = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if cx.profile == Profile::Independent && color != "#da3b01" {
        cx.tell(Rule::IconBrandColor, at, "independent publishers have the brand color `#da3b01`");
    } else if !is_color || matches!(color.as_str(), "#007ee5" | "#ffffff") {
        cx.tell(Rule::IconBrandColor, at, format!("{} is no brand color", quoted(&color)));
    }
}

fn parameters<'a>(cx: &mut Context<'a>, node: &'a Node) {
    let own = members(node, "connectionParameters");
    let of_set = node.get("parameters").map_or(&[][..], |_| members(node, "parameters"));
    for member in own.iter().chain(of_set) {
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !member.key.split(':').all(plain) || member.key.matches(':').count() > 1 {
            let message = format!("{} is no name of a connection parameter", quoted(&member.key));
            cx.tell(Rule::ConnectionParameterName, member.key_span, message);
        }
        if let Some(ty) = text(&member.value, "type").filter(|ty| !TYPES.contains(ty)) {
            let near = crate::diag::suggest(ty, TYPES);
            let message = format!("there is no type {} of connection parameters", quoted(ty));
            let told = cx.tell(Rule::ConnectionParameterType, place(&member.value, "type"), message);
            if let Some(near) = near {
                told.help(format!("did you mean `{near}`?"));
            }
        }
        if let Some(settings) = member.value.get("oAuthSettings")
            && let Some(secret) = text(settings, "clientSecret")
        {
            // A name in brackets is a place for one.
            let placeholder = secret.starts_with(['<', '[', '{']) || secret.to_lowercase().contains("secret");
            if !placeholder {
                let message = "the secret of an application stands in the file";
                cx.tell(Rule::SecretInFile, place(settings, "clientSecret"), message);
            }
        }
    }
}

/// Whether what is asked for goes with how requests are signed.
fn consistency<'a>(cx: &mut Context<'a>, node: &'a Node) {
    let own = members(node, "connectionParameters");
    let has = |fits: fn(&str) -> bool| own.iter().any(|one| text(&one.value, "type").is_some_and(fits));
    let oauth = has(|ty| ty.eq_ignore_ascii_case("oauthSetting"));
    let keys = has(|ty| ty.eq_ignore_ascii_case("securestring"));
    let definitions = members(cx.root, "securityDefinitions");
    let declared = |ty: &str| definitions.iter().any(|one| text(&one.value, "type") == Some(ty));
    let at = place(node, "connectionParameters");
    let signed = declared("apiKey") || declared("basic") || declared("oauth2");
    let complaint = match () {
        () if declared("oauth2") && !oauth => {
            Some("a definition is oauth2, and no parameter an `oauthSetting`")
        }
        () if (declared("apiKey") || declared("basic")) && !keys && !oauth => {
            Some("a definition needs a key or password, and no parameter is a `securestring`")
        }
        () if oauth && !declared("oauth2") && signed => {
            Some("a parameter is an `oauthSetting`, and no definition oauth2")
        }
        () => None,
    };
    if let Some(complaint) = complaint {
        cx.tell(Rule::ConnectionInconsistent, at, complaint);
    }
}
