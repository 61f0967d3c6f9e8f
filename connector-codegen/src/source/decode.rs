//! From bytes to text.

use super::tree::{FileId, Span};
use crate::diag::{Code, Diagnostic, Diagnostics};

/// The text of a file: without a byte order mark, and with what is not UTF-8 read as Windows-1252.
pub(crate) fn decode(
    bytes: Vec<u8>,
    file: FileId,
    diags: &mut Diagnostics,
) -> Result<String, Box<Diagnostic>> {
    if let Some(name) = wide_encoding(&bytes) {
        let message = format!("the document is {name}, which is not read");
        let problem = Diagnostic::error(Code::ENCODING, Span::new(file, 0, 0), message);
        return Err(Box::new(problem.help("save it as UTF-8")));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{FEFF}') {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => Ok(repair(error.as_bytes(), file, diags)),
    }
}

fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        // `{` or `o` of `openapi`, without a mark
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some("UTF-16"),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// What Windows-1252 has in the place of the control characters 0x80 to 0x9F.
const CP1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Keeps what is UTF-8, so that one stray byte does not garble all other accents of the document.
fn repair(bytes: &[u8], file: FileId, diags: &mut Diagnostics) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len() + 64);
    let mut first = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let start = text.len();
            let index = usize::from(byte.wrapping_sub(0x80));
            text.push(CP1252.get(index).copied().unwrap_or(char::from(*byte)));
            first.get_or_insert(Span::new(file, start, text.len()));
        }
    }
    let message =
        "the document is not UTF-8; bytes that are not were read as Windows-1252, the first one here";
    diags.push(Diagnostic::warning(Code::ENCODING, first, message).help("save it as UTF-8"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Result<String, Box<Diagnostic>>, Diagnostics) {
        let mut diags = Diagnostics::new();
        (decode(bytes.to_vec(), FileId(0), &mut diags), diags)
    }

    #[test]
    fn encodings() {
        let (text, diags) = decoded(b"\xEF\xBB\xBF{}");
        assert!(diags.is_empty() && text == Ok("{}".into()));

        let (text, diags) = decoded("é caf\u{0}".replace('\u{0}', "\u{1}").as_bytes());
        assert!(diags.is_empty() && text == Ok("é caf\u{1}".into()));

        let (text, diags) = decoded(b"\xC3\xA9 caf\xE9 \x80 \x93x\x94");
        assert_eq!(text, Ok("é café € “x”".into()));
        assert_eq!(diags.iter().map(|one| one.span).collect::<Vec<_>>(), [Some(Span::new(FileId(0), 6, 8))]);

        for wide in [&b"\xFF\xFE{\0"[..], b"\xFE\xFF\0{", b"{\0\"\0", b"\0{\0\"", b"\xFF\xFE\0\0"] {
            assert_eq!(decoded(wide).0.map_err(|problem| problem.code), Err(Code::ENCODING));
        }
    }
}
