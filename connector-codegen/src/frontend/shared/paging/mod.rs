//! How the pages of an action follow one another, from whichever extension says so: `x-connector-paging`, else
//! `x-ms-pageable`, else `x-speakeasy-pagination`. Without one an action is one call.

mod fit;
mod ms;
mod own;
mod speakeasy;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::ir::{Action, Paging, Reply, Shape, Ty, TypeKind, Types};
use crate::source::{Node, Span};
use fit::Operation;

/// The extension of our own.
pub const EXTENSION: &str = "x-connector-paging";

/// Reads what the operation says of its pages.
pub fn paging(node: &Node, action: &Action, types: &Types, diags: &mut Diagnostics) -> Option<Paging> {
    let operation = Operation { action, types };
    if let Some(given) = node.get(EXTENSION) {
        // Who writes it means this very client: what is wrong with it has to be mended.
        return told(own::read(given, &operation), Severity::Error, diags);
    }
    if let Some(given) = node.get("x-ms-pageable") {
        return ms::read(given, &operation);
    }
    let given = node.get("x-speakeasy-pagination")?;
    told(speakeasy::read(given, &operation), Severity::Warning, diags)
}

/// What does not fit, and where.
#[derive(Debug)]
struct Fault {
    at: Span,
    message: String,
    help: Option<String>,
}

impl Fault {
    fn new(at: Span, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

fn told(read: Result<Paging, Fault>, severity: Severity, diags: &mut Diagnostics) -> Option<Paging> {
    match read {
        Ok(paging) => Some(paging),
        Err(Fault { at, message, help }) => {
            let mut problem = Diagnostic::new(severity, Code::PAGING, at, message);
            problem.help = help;
            diags.push(problem);
            None
        }
    }
}

/// The list of a page where nobody names it: the page, its property `value` (or the one that is named), or its only list.
fn usual_items(action: &Action, types: &Types, named: Option<&str>) -> Option<Vec<String>> {
    let (Reply::One(page) | Reply::Maybe(page)) = &action.reply else { return None };
    let is_list = |ty: &Ty| matches!(types.resolve(ty).shape, Shape::List(_));
    if is_list(page) {
        return Some(Vec::new());
    }
    let Shape::Named(id) = types.resolve(page).shape else { return None };
    let TypeKind::Object(object) = &types.get(id).kind else { return None };
    let lists: Vec<&str> =
        object.fields.iter().filter(|field| is_list(&field.ty)).map(|field| field.wire.as_str()).collect();
    let wanted = named.unwrap_or("value");
    let found = match (lists.iter().find(|name| **name == wanted), lists.as_slice()) {
        (Some(name), _) => name,
        (None, [only]) => only,
        _ => return None,
    };
    Some(vec![(*found).to_owned()])
}
