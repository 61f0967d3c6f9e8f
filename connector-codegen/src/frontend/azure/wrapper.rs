//! A resource of Azure that holds a connector (`Microsoft.Web/customApis`): description and properties in one file.

use crate::diag::{Code, Diagnostics};
use crate::source::Node;

/// Puts the description in the place of the resource that it stands in, and returns the rest: it has what
/// `apiProperties.json` has.
pub fn unwrap(root: &mut Node, diags: &mut Diagnostics) -> Option<Node> {
    let is_document = |root: &Node| ["swagger", "openapi", "info"].iter().any(|key| root.get(key).is_some());
    if is_document(root) {
        return None;
    }
    // A template lists its resources.
    let of_template = root.get("resources").and_then(Node::as_list).unwrap_or_default().iter();
    let mut resource = of_template
        .chain([&*root])
        .find(|one| one.get("properties").and_then(|all| all.get("swagger")).is_some_and(is_document))?
        .clone();
    let properties = resource.get_mut("properties")?;
    let mut inner = properties.get("swagger")?.clone();
    properties.remove("swagger");
    let address = properties.get("backendService").and_then(|service| {
        service.get("serviceUrl").filter(|url| url.as_str().is_some_and(|text| text.contains("://")))
    });
    diags.note(
        Code::AZURE_RESOURCE,
        inner.span,
        "the description stands in a resource of Azure, which is read as its properties",
    );
    if let Some(url) = address {
        move_to(&mut inner, url);
    }
    *root = inner;
    Some(resource)
}

/// The service is where the resource says.
fn move_to(document: &mut Node, url: &Node) {
    let at = url.span;
    let Some((scheme, rest)) = url.as_str().and_then(|text| text.split_once("://")) else { return };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    document.set("schemes", Node::list(vec![Node::text(scheme, at)], at));
    document.set("host", Node::text(host, at));
    document.set("basePath", Node::text(format!("/{}", path.trim_matches('/')), at));
}
