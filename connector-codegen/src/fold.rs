//! Names as they are compared where case and signs are a matter of taste.

/// ASCII letters and digits alone, in lower case.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
