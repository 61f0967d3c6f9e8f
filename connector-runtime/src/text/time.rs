//! Dates as `time` has them.

use time::error::{Format, Parse};
use time::format_description::well_known::{Iso8601, Rfc3339};

use super::{Date, DateTime};
use crate::arg::{Input, given};

const NOT_WRITABLE: &str = "RFC 3339 has no such date";

impl DateTime {
    /// The point in time, with its offset from UTC.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_time(&self) -> Result<time::OffsetDateTime, Parse> {
        time::OffsetDateTime::parse(self.as_str(), &Rfc3339)
    }
}

impl Date {
    /// The day.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_time(&self) -> Result<time::Date, Parse> {
        time::Date::parse(self.as_str(), &Iso8601::DATE)
    }
}

/// Fails for years of more than four digits and offsets with seconds, which RFC 3339 does not have.
impl TryFrom<time::OffsetDateTime> for DateTime {
    type Error = Format;

    fn try_from(at: time::OffsetDateTime) -> Result<Self, Format> {
        at.format(&Rfc3339).map(Self::new)
    }
}

impl From<time::Date> for Date {
    fn from(day: time::Date) -> Self {
        Self::new(day.to_string())
    }
}

fn input(at: time::OffsetDateTime) -> Input {
    DateTime::try_from(at).map_or(Input::Invalid(NOT_WRITABLE), |at| Input::Text(at.into_string()))
}

given!([] DateTime: |at: time::OffsetDateTime| input(at));
given!(['a] DateTime: |at: &'a time::OffsetDateTime| input(*at));
given!([] Date: |day: time::Date| Input::Text(Date::from(day).into_string()));
given!(['a] Date: |day: &'a time::Date| Input::Text(Date::from(*day).into_string()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_both_ways() {
        let at = DateTime::new("2024-05-17T10:30:00.5+02:00").to_time().unwrap();
        assert_eq!(DateTime::try_from(at).unwrap().as_str(), "2024-05-17T10:30:00.5+02:00");
        assert!(DateTime::new("yesterday").to_time().is_err());
        assert_eq!(Date::from(Date::new("2024-02-29").to_time().unwrap()).as_str(), "2024-02-29");
        assert!(Date::new("2024-02-30").to_time().is_err());
    }
}
