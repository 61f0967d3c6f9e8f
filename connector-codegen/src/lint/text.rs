//! Texts that people read.

/// Products of the platform, which texts of a connector do not name.
const PRODUCTS: [&str; 8] = [
    "Power Platform",
    "Power Apps",
    "PowerApps",
    "Power Automate",
    "Power BI",
    "Power Pages",
    "Power Virtual Agents",
    "Copilot Studio",
];

/// Words that stay small in a title.
const SMALL: [&str; 24] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "of", "on", "or",
    "per", "the", "to", "via", "vs", "vs.", "when", "with",
];

pub(super) fn product(text: &str) -> Option<&'static str> {
    PRODUCTS.into_iter().find(|product| has_words(text, product))
}

/// Whether `words` stand in the text, in any case, and are not part of longer ones.
pub(super) fn has_words(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    let words = words.to_lowercase();
    text.match_indices(&words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

pub(super) fn ends_with_alphanumeric(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Whether less than half of the letters are Latin.
pub(super) fn is_foreign(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().filter(|c| u32::from(*c) >= 0x250).count() * 2 > letters().count()
}

/// The text in title case: words that have a capital, or a character that is no letter, stay as they are.
pub(super) fn title_case(text: &str) -> String {
    let word = |(place, word): (usize, &str)| {
        let keeps = word.chars().any(|c| c.is_uppercase() || !c.is_alphabetic());
        if keeps || (place > 0 && SMALL.contains(&word)) {
            return word.to_owned();
        }
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
    };
    text.split(' ').enumerate().map(word).collect::<Vec<String>>().join(" ")
}

/// A name from a document as a title: `order_id` and `orderId` are `Order Id`.
pub(super) fn title_of(name: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in name.trim_start_matches(['$', '@']).chars() {
        let c = if c.is_alphanumeric() { c } else { ' ' };
        if c.is_uppercase() && (before.is_lowercase() || before.is_numeric()) {
            out.push(' ');
        }
        if c != ' ' || before != ' ' {
            if c.is_alphabetic() && (before == ' ' || out.is_empty()) {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
        }
        before = c;
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert_eq!(product("Runs a power automate flow."), Some("Power Automate"));
        assert_eq!(product("a PowerAppsy thing"), None);
        assert!(has_words("Orders API", "api") && !has_words("Rapid", "api"));
    }

    #[test]
    fn titles() {
        assert_eq!(title_case("id of the order"), "Id of the Order");
        assert_eq!(title_case("the eTag"), "The eTag");
        assert_eq!(title_case(&title_case("a b of c")), title_case("a b of c"));
        for (name, title) in [
            ("order_id", "Order Id"),
            ("orderId", "Order Id"),
            ("$top", "Top"),
            ("URL", "URL"),
            ("a-b", "A B"),
        ] {
            assert_eq!(title_of(name), title);
        }
    }

    #[test]
    fn scripts() {
        assert!(is_foreign("Заказ") && !is_foreign("Bestellübersicht") && !is_foreign("123"));
    }
}
