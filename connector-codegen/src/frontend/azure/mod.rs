//! What Azure's services export: API Management, App Service, Functions, Logic Apps. Their documents are OpenAPI with
//! peculiarities that are known, and are mended in the tree before it is read. `docs/azure.md` has the list.
//!
//! An export is recognised by the names of its security schemes and by its shape, not by its host: that is often the owner's.
//! What no sound document has (a credential in a default, a query with holes in a path) is mended wherever it is found.

mod address;
mod body;
mod id;
mod key;
mod origin;
mod secret;
mod tidy;
mod tree;
mod wrapper;

use crate::diag::Diagnostics;
use crate::source::Node;
use origin::Origin;

#[cfg(feature = "lint")]
pub use secret::found as secrets;
pub use wrapper::unwrap;

/// Mends a document. With `ids`, operations that share an operationId get different ones.
pub fn repair(root: &mut Node, ids: bool, diags: &mut Diagnostics) {
    if let Some(origin) = Origin::of(root) {
        tidy::absent(root, diags);
        tidy::version(root, diags);
        tidy::names(root, diags);
        if origin == Origin::ManagedConnector {
            address::strip_connection(root, diags);
        }
        address::secure(root, diags);
        address::unknown_host(root, diags);
        address::wildcards(root, diags);
        id::name(root, origin, diags);
        key::merge(root, diags);
        body::replies(root, origin, diags);
        body::requests(root, origin, diags);
        if origin == Origin::LogicApp {
            secret::signature(root, diags);
        }
    }
    address::queries(root, diags);
    secret::keep_out(root, diags);
    if ids {
        id::distinguish(root, diags);
    }
}
