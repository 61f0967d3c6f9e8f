//! Dates as `jiff` has them.

use jiff::civil;

use super::{Date, DateTime};
use crate::arg::{Input, given};

impl DateTime {
    /// The point in time, whatever its offset from UTC.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.as_str().parse()
    }
}

impl Date {
    /// The day.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_civil(&self) -> Result<civil::Date, jiff::Error> {
        self.as_str().parse()
    }
}

impl From<jiff::Timestamp> for DateTime {
    fn from(at: jiff::Timestamp) -> Self {
        Self::new(at.to_string())
    }
}

impl From<&jiff::ZonedDateTime> for DateTime {
    fn from(at: &jiff::ZonedDateTime) -> Self {
        Self::new(at.timestamp().display_with_offset(at.offset()).to_string())
    }
}

impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        Self::new(day.to_string())
    }
}

given!([] DateTime: |at: jiff::Timestamp| Input::Text(DateTime::from(at).into_string()));
given!(['a] DateTime: |at: &'a jiff::Timestamp| Input::Text(DateTime::from(*at).into_string()));
given!(['a] DateTime: |at: &'a jiff::ZonedDateTime| Input::Text(DateTime::from(at).into_string()));
given!([] Date: |day: civil::Date| Input::Text(Date::from(day).into_string()));
given!(['a] Date: |day: &'a civil::Date| Input::Text(Date::from(*day).into_string()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_both_ways() {
        let at = DateTime::new("2024-05-17T10:30:00.5+02:00").to_timestamp().unwrap();
        assert_eq!(DateTime::from(at).as_str(), "2024-05-17T08:30:00.5Z");
        assert!(DateTime::new("yesterday").to_timestamp().is_err());
        let day = Date::new("2024-02-29").to_civil().unwrap();
        assert_eq!(Date::from(day).as_str(), "2024-02-29");
        assert!(Date::new("2024-02-30").to_civil().is_err());
        let zoned = at.to_zoned_datetime(jiff::tz::TimeZone::fixed(jiff::tz::offset(2)));
        assert_eq!(DateTime::from(&zoned).as_str(), "2024-05-17T10:30:00.5+02:00");
    }
}
