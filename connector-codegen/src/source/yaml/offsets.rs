//! The parser counts characters; places are bytes.

/// The characters that are longer than a byte: few in most texts, so that a macro, which runs unoptimised, has little to do.
pub(super) struct Offsets {
    /// The number of the character after each, and by how much bytes are ahead of characters from there on.
    ahead: Vec<(usize, usize)>,
    length: usize,
}

/// What is looked at in one go.
const BLOCK: usize = 512;

impl Offsets {
    pub(super) fn new(text: &str) -> Self {
        let mut ahead = Vec::new();
        let mut extra = 0;
        for (number, block) in text.as_bytes().chunks(BLOCK).enumerate() {
            if block.is_ascii() {
                continue;
            }
            for (at, byte) in block.iter().enumerate() {
                // The first byte of a character says how many follow it.
                let more = match byte {
                    0xC0..=0xDF => 1,
                    0xE0..=0xEF => 2,
                    0xF0..=0xFF => 3,
                    _ => continue,
                };
                let character = number * BLOCK + at - extra;
                extra += more;
                ahead.push((character + 1, extra));
            }
        }
        Self { ahead, length: text.len() }
    }

    /// The offset of the character with this number, or of the end.
    pub(super) fn byte(&self, character: usize) -> usize {
        let passed = self.ahead.partition_point(|(from, _)| *from <= character);
        let extra =
            passed.checked_sub(1).and_then(|last| self.ahead.get(last)).map_or(0, |(_, extra)| *extra);
        character.saturating_add(extra).min(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_found() {
        for text in ["", "abc", "aé€😀", &"aé€😀".repeat(100), &"é".repeat(600), &"a".repeat(700)]
        {
            let offsets = Offsets::new(text);
            for (number, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.byte(number), at);
            }
            assert_eq!(offsets.byte(text.chars().count()), text.len());
            assert_eq!(offsets.byte(1_000_000), text.len());
        }
    }
}
