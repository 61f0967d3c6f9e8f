//! The macro behind [`connector!`]: it reads its arguments, calls the generator and hands back what the generator says.
//! Use it through the crate `connector-rs`, which brings the runtime that the generated code calls.

mod args;
mod expand;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// A typed client from an API description, at compile time.
///
/// ```ignore
/// mod orders {
///     connector::connector!("orders.swagger.json", actions = ["GetOrder", "ListOrders"]);
/// }
/// ```
///
/// The documents come first (several make one client), then options, in any order:
///
/// | option | means |
/// | --- | --- |
/// | `actions = ["GetOrder"]` | only these actions, and the types that they reach |
/// | `triggers = ["OnOrderCreated"]` | only these triggers |
/// | `tags = ["orders"]` | only what has one of these tags |
/// | `properties = "apiProperties.json"` | the properties file of the connector; without it, the one beside the document |
/// | `strict = true` | warnings of the document are errors |
/// | `decode = "lenient"` | how replies are read: `"lenient"` or `"strict"`; without it, by the kind of document |
/// | `base_url = "https://…"` | replaces the document's own host |
/// | `names = {"/paths/~1a/get" = "fetch_a"}` | Rust names, by JSON pointer or operation id |
/// | `types = {"Money" = "crate::Money"}` | your own types in place of schemas, by JSON pointer or definition |
/// | `skip = ["/paths/~1b"]` | what to leave out, by JSON pointer or operation id |
/// | `optional = ["/definitions/A/properties/b"]` | what the document requires and the service does not, by JSON pointer |
/// | `lock = "connector.lock"` | the file that pins names; `cargo connector generate --lock` writes it |
/// | `allow_outside = true` | the document may refer to files outside of its folder |
/// | `crate = "::my_sdk::connector"` | where the crate `connector` is found, when it is re-exported |
/// | `mock = "test"` | a mock for tests where this predicate of `cfg` holds; `true` is always; it needs the feature `testing` |
/// | `examples = "my_crate::orders"` | where users find this module: each action then has an example, which is a doctest |
/// | `from = "OUT_DIR"` | paths start at `$OUT_DIR` (what a build script wrote), not at the package |
/// | `warnings = "show"` | shows the document's warnings as compiler warnings |
///
/// Paths start at the folder of the package's `Cargo.toml`. The code is generated again when a file that was read
/// changes. A properties file that appears beside the document later is noticed only when `properties` names it.
///
/// # Errors and warnings
///
/// Each error of a document is a compiler error that names the file, line and column, and what is sound is generated all
/// the same, so one bad action costs that action. Warnings of the document stay silent: they are not about your code,
/// and a crate with `#![deny(warnings)]` must not stop building because a description is sloppy. `warnings = "show"`
/// reports them as uses of a deprecated item, `strict = true` turns them into errors, and `cargo connector inspect`
/// lists them.
#[proc_macro]
pub fn connector(input: TokenStream) -> TokenStream {
    expand::expand(input.into()).into()
}
