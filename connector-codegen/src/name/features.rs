//! The features of a crate that has one for each tag.

use super::scope::Scope;
use super::words::split;

/// Names that have a meaning of their own among the features of a client's crate.
const RESERVED: [&str; 5] = ["default", "full", "native-tls", "rustls", "testing"];

/// A name for each tag, in their order. What a registry takes: letters and digits of ASCII with `-` between them.
pub fn assign<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = Scope::with(&RESERVED);
    tags.into_iter().map(|tag| taken.take([of(tag)])).collect()
}

fn of(tag: &str) -> String {
    let words = split(tag);
    let words = words.iter().map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let words: Vec<String> =
        words.filter(|word| !word.is_empty()).map(|word| word.to_ascii_lowercase()).collect();
    if words.is_empty() { "tag".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::assign;

    #[test]
    fn tags_become_features() {
        let tags = ["Container Tools", "containerTools", "default", "Заказы", "Überblick", "v1"];
        assert_eq!(
            assign(tags),
            ["container-tools", "container-tools2", "default2", "tag", "berblick", "v1"]
        );
    }
}
