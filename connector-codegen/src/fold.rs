//! Names as they are compared where case and signs are a matter of taste.

/// ASCII letters and digits alone, in lower case.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Letters and digits of any script alone, in lower case: for what people read.
fn spoken(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two texts are the same when case and signs are taken away.
pub(crate) fn says_same(one: &str, other: &str) -> bool {
    spoken(one).eq(spoken(other))
}

/// Whether a text begins with what another says.
#[cfg(feature = "docs")]
pub(crate) fn says_first(text: &str, first: &str) -> bool {
    let mut text = spoken(text);
    spoken(first).all(|c| text.next() == Some(c))
}

/// A name as it is compared with others of any script.
pub(crate) fn name(text: &str) -> String {
    spoken(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_signs_are_taken_away() {
        assert_eq!(
            (folded("x-Order_Id é").as_str(), name("x-Order_Id É").as_str()),
            ("xorderid", "xorderidé")
        );
        assert!(says_same("Gets it.", "gets it") && !says_same("Gets it", "Gets its"));
    }
}
