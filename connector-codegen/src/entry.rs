//! The way in by `settings.json`, with which the platform's own command line (paconn) keeps a connector's files together.
//!
//! <https://learn.microsoft.com/connectors/custom-connectors/paconn-cli> has its keys.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostics, quoted};
use crate::options::Options;
use crate::source::{LoadOptions, Node, Source};

/// The options with the files that the settings name in the place of the settings.
pub struct Entered {
    pub options: Options,
    /// The settings, which were read too.
    pub path: PathBuf,
}

/// Looks into the settings, where the first document is some.
pub fn enter(options: &Options, diags: &mut Diagnostics) -> Option<Entered> {
    let path = options.documents.first()?;
    let name = path.file_name()?.to_str()?;
    if !name.eq_ignore_ascii_case("settings.json") {
        return None;
    }
    let load = LoadOptions { allow_outside: options.allow_outside, base: options.base.clone() };
    let (source, _) = Source::load(path, &load);
    let root = source.root_of(Source::MAIN)?;
    // Some description may well be called so.
    let definition = text(root, "apiDefinition")?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let beside = |given: &str, diags: &mut Diagnostics| {
        let inside =
            Path::new(given).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if !inside && !options.allow_outside {
            let message = format!("{} is outside of the folder of the settings", quoted(given));
            diags.error(Code::REF_OUTSIDE, None, message);
            return None;
        }
        Some(folder.join(given))
    };
    let mut entered = Entered { options: options.clone(), path: path.clone() };
    if let (Some(first), Some(definition)) =
        (entered.options.documents.first_mut(), beside(definition, diags))
    {
        *first = definition;
    }
    if let (None, Some(properties)) = (&options.properties, text(root, "apiProperties")) {
        entered.options.properties = beside(properties, diags);
    }
    Some(entered)
}

/// A text that is not empty, by its key in any case.
fn text<'a>(root: &'a Node, key: &str) -> Option<&'a str> {
    let member = root.as_object()?.iter().find(|member| member.key.eq_ignore_ascii_case(key))?;
    member.value.as_str().filter(|text| !text.is_empty())
}
