//! The parser counts characters; places are bytes.

/// Byte offsets of every 64th character; nothing at all for ASCII.
pub(super) struct Offsets {
    every: Option<Vec<usize>>,
    length: usize,
}

const STEP: usize = 64;

impl Offsets {
    pub(super) fn new(text: &str) -> Self {
        let every = (!text.is_ascii()).then(|| text.char_indices().step_by(STEP).map(|(at, _)| at).collect());
        Self { every, length: text.len() }
    }

    /// The offset of the character with this number, or of the end.
    pub(super) fn byte(&self, text: &str, character: usize) -> usize {
        let Some(every) = &self.every else { return character.min(self.length) };
        let Some(start) = every.get(character / STEP) else { return self.length };
        let rest = text.get(*start..).unwrap_or_default();
        rest.char_indices().nth(character % STEP).map_or(self.length, |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_found() {
        for text in ["", "abc", "aé€😀", &"aé€😀".repeat(100), &"é".repeat(64)] {
            let offsets = Offsets::new(text);
            for (number, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.byte(text, number), at);
            }
            assert_eq!(offsets.byte(text, text.chars().count()), text.len());
            assert_eq!(offsets.byte(text, 1_000_000), text.len());
        }
    }
}
