//! The unguessable part of a callback's address: by its first eight bytes it is looked up, by the other sixteen it is known.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use crate::error::{Error, ErrorKind};

/// 64 bits that name a callback, and 128 bits that nobody can guess.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    id: [u8; 8],
    secret: [u8; 16],
}

impl Token {
    pub(super) fn random() -> Result<Self, Error> {
        let mut token = Self { id: [0; 8], secret: [0; 16] };
        getrandom::fill(&mut token.id).and_then(|()| getrandom::fill(&mut token.secret)).map_err(|_| {
            Error::new(
                ErrorKind::Webhook,
                "the operating system has no random numbers for a callback address",
            )
        })?;
        Ok(token)
    }

    /// What it is looked up by: who knows only this knows nothing.
    pub(super) fn id(&self) -> [u8; 8] {
        self.id
    }

    /// Whether it is the same, in a time that does not depend on where it differs.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.secret.ct_eq(&other.secret).into()
    }

    /// 32 characters that stand in a URL as they are.
    pub(super) fn text(&self) -> String {
        let mut bytes = [0; 24];
        bytes.iter_mut().zip(self.id.iter().chain(&self.secret)).for_each(|(to, from)| *to = *from);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 24];
        if text.len() != 32 || URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()? != bytes.len() {
            return None;
        }
        let (id, secret) = bytes.split_at(8);
        Some(Self { id: id.try_into().ok()?, secret: secret.try_into().ok()? })
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_text_is_it() {
        let (one, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_eq!(one.text().len(), 32);
        assert!(one.text().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        assert_eq!(Token::parse(&one.text()), Some(one));
        assert!(one.is(&one) && !one.is(&other) && one.id() != other.id());
        for odd in [
            "",
            "x",
            one.text().get(1..).unwrap(),
            &format!("{}A", one.text()),
            &"!".repeat(32),
            &"é".repeat(16),
        ] {
            assert_eq!(Token::parse(odd), None, "{odd}");
        }
    }
}
