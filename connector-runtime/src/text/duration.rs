//! Durations by ISO 8601: `P1Y2M3W4DT5H6M7.8S`.

use std::time::Duration;

use super::IsoDuration;

/// The units of the date, then of the time, in the order in which they may follow one another. Years and months have no
/// length of their own.
const DATE: [(char, Option<u64>); 4] =
    [('Y', None), ('M', None), ('W', Some(7 * 86_400)), ('D', Some(86_400))];
const TIME: [(char, Option<u64>); 3] = [('H', Some(3_600)), ('M', Some(60)), ('S', Some(1))];

/// One part: a number and its unit's seconds.
struct Part<'a> {
    whole: &'a str,
    fraction: &'a str,
    seconds: Option<u64>,
}

fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let text = text.strip_prefix('P')?;
    let (date, time) = match text.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (text, ""),
    };
    let mut found = Vec::new();
    for (mut rest, units) in [(date, &DATE[..]), (time, &TIME[..])] {
        let mut units = units.iter();
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
            let (number, tail) = rest.split_at(end);
            let unit = tail.chars().next()?;
            // Units that were passed cannot come again.
            let (_, seconds) = units.find(|(name, _)| *name == unit)?;
            let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            if whole.is_empty() || !digits(fraction) || number.ends_with(['.', ',']) {
                return None;
            }
            found.push(Part { whole, fraction, seconds: *seconds });
            rest = tail.strip_prefix(unit)?;
        }
    }
    // Only the smallest part may have a fraction.
    let broken = found.iter().rev().skip(1).any(|part| !part.fraction.is_empty());
    (!found.is_empty() && !broken).then_some(found)
}

pub(super) fn is_duration(text: &str) -> bool {
    parts(text.strip_prefix(['-', '+']).unwrap_or(text)).is_some()
}

impl IsoDuration {
    /// As long as it is: none where the text is no duration or a negative one, or counts years or months, which have no
    /// fixed length. Finer than a nanosecond is cut off.
    #[must_use]
    pub fn to_std(&self) -> Option<Duration> {
        let mut sum = Duration::ZERO;
        for part in parts(self.as_str())? {
            let unit = part.seconds?;
            let whole = part.whole.parse::<u64>().ok()?.checked_mul(unit)?;
            sum = sum.checked_add(Duration::from_secs(whole))?;
            let nanos = (1..=9)
                .zip(part.fraction.bytes())
                .fold(0_u64, |sum, (place, digit)| sum + u64::from(digit - b'0') * 10_u64.pow(9 - place));
            let fraction = u128::from(nanos) * u128::from(unit);
            sum = sum.checked_add(Duration::from_nanos(u64::try_from(fraction).ok()?))?;
        }
        Some(sum)
    }
}

/// As hours, minutes and seconds: a day is not always 24 hours.
impl From<Duration> for IsoDuration {
    fn from(duration: Duration) -> Self {
        let (seconds, nanos) = (duration.as_secs(), duration.subsec_nanos());
        let mut text = "PT".to_owned();
        for (count, unit) in [(seconds / 3_600, 'H'), (seconds / 60 % 60, 'M')] {
            if count > 0 {
                text.push_str(&format!("{count}{unit}"));
            }
        }
        let fraction = format!(".{nanos:09}");
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        if seconds % 60 > 0 || nanos > 0 || text.len() == 2 {
            text.push_str(&format!("{}{fraction}S", seconds % 60));
        }
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_durations() {
        for text in ["P123DT22H14M12.011S", "P1Y2M3W4D", "PT0S", "P5DT1H0M0S", "-PT5M", "PT1,5H", "P2W"] {
            assert!(is_duration(text), "{text}");
        }
        for text in
            ["", "P", "PT", "1D", "P1DT", "P1H", "PT1D", "PT5M1H", "PT1.5H2M", "PT.5S", "PT1.S", "123ABC"]
        {
            assert!(!is_duration(text), "{text}");
        }
    }

    #[test]
    fn goes_both_ways() {
        let of = |text: &str| IsoDuration::new(text).to_std();
        assert_eq!(of("P1DT2H3M4.5S"), Some(Duration::from_millis(93_784_500)));
        assert_eq!(of("PT0.5H"), Some(Duration::from_secs(1_800)));
        assert_eq!(of("P1M"), None);
        assert_eq!(of("-PT1S"), None);
        assert_eq!(of("P99999999999999999999D"), None);
        for text in ["PT0S", "PT26H3M4.5S", "PT1H", "PT0.000000001S", "PT2M"] {
            assert_eq!(of(text).map(IsoDuration::from), Some(IsoDuration::new(text)));
        }
    }
}
