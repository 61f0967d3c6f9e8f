//! Numbers keep their text: a default of `1.50` is documented as `1.50`, and no digit of a long id is lost.

/// A finite number, as JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Box<str>);

/// Whole numbers up to here are exact in a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Number {
    /// From text that was checked to be a JSON number.
    pub(crate) fn from_json(text: &str) -> Self {
        Self(text.into())
    }

    /// A whole number.
    pub(crate) fn whole(value: i64) -> Self {
        Self(value.to_string().into())
    }

    /// The JSON text: as written in JSON, normalised from YAML's other spellings.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As a whole number, also when written as `10.0` or `1e3`; none when it is not one or does not fit.
    pub fn as_i64(&self) -> Option<i64> {
        if let Ok(value) = self.0.parse() {
            return Some(value);
        }
        let value = self.as_f64()?;
        let whole = value.fract() == 0.0 && value.abs() <= EXACT;
        // a text of digits only that did not parse is too large, not rounded
        let is_float = self.0.contains(['.', 'e', 'E']);
        #[allow(clippy::cast_possible_truncation)]
        (whole && is_float).then_some(value as i64)
    }

    /// As a double; none when it is too large for one.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

/// The length of the JSON number at the start of `bytes`, or the length up to where it stops being one.
pub(crate) fn scan_json(bytes: &[u8]) -> Result<usize, usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let at = |index: usize| bytes.get(index).copied();
    let whole = usize::from(at(0) == Some(b'-'));
    let mut end = digits(whole);
    if end == whole || (at(whole) == Some(b'0') && end > whole + 1) {
        return Err(end);
    }
    if at(end) == Some(b'.') {
        let fraction = end + 1;
        end = digits(fraction);
        if end == fraction {
            return Err(end);
        }
    }
    if matches!(at(end), Some(b'e' | b'E')) {
        let exponent = end + 1 + usize::from(matches!(at(end + 1), Some(b'+' | b'-')));
        end = digits(exponent);
        if end == exponent {
            return Err(end);
        }
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers() {
        let whole = |text: &str| Number::from_json(text).as_i64();
        assert_eq!(whole("-17"), Some(-17));
        assert_eq!(whole("10.0"), Some(10));
        assert_eq!(whole("1e3"), Some(1000));
        assert_eq!(whole("1.5"), None);
        assert_eq!(whole("9223372036854775807"), Some(i64::MAX));
        assert_eq!(whole("9223372036854775808"), None);
        assert_eq!(whole("1e300"), None);
        assert_eq!(Number::from_json("1e999").as_f64(), None);
    }

    #[test]
    fn json_grammar() {
        for (text, result) in [
            ("0", Ok(1)),
            ("-0.5e+10,", Ok(8)),
            ("12]", Ok(2)),
            ("01", Err(2)),
            ("-", Err(1)),
            ("1.", Err(2)),
            ("1e", Err(2)),
            (".5", Err(0)),
        ] {
            assert_eq!(scan_json(text.as_bytes()), result, "{text}");
        }
    }
}
