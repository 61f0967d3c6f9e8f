//! How often an answer is wanted.

use std::fmt;
use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeToInclusive};

/// How often an answer is to be given: a number, or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub(super) least: usize,
    pub(super) most: usize,
}

impl Times {
    /// Once or more often: what holds where nothing is said.
    pub(super) const SOME: Self = Self { least: 1, most: usize::MAX };
}

impl From<usize> for Times {
    fn from(times: usize) -> Self {
        Self { least: times, most: times }
    }
}

impl From<RangeFull> for Times {
    fn from(_: RangeFull) -> Self {
        Self { least: 0, most: usize::MAX }
    }
}

impl From<RangeFrom<usize>> for Times {
    fn from(range: RangeFrom<usize>) -> Self {
        Self { least: range.start, most: usize::MAX }
    }
}

impl From<RangeToInclusive<usize>> for Times {
    fn from(range: RangeToInclusive<usize>) -> Self {
        Self { least: 0, most: range.end }
    }
}

impl From<RangeInclusive<usize>> for Times {
    fn from(range: RangeInclusive<usize>) -> Self {
        Self { least: *range.start(), most: *range.end() }
    }
}

impl From<Range<usize>> for Times {
    fn from(range: Range<usize>) -> Self {
        Self { least: range.start, most: range.end.saturating_sub(1) }
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calls = |count: usize| if count == 1 { "call" } else { "calls" };
        match (self.least, self.most) {
            (0, 0) => f.write_str("no call"),
            (least, most) if least == most => write!(f, "{least} {}", calls(least)),
            (0, usize::MAX) => f.write_str("any number of calls"),
            (least, usize::MAX) => write!(f, "at least {least} {}", calls(least)),
            (least, most) => write!(f, "{least} to {most} calls"),
        }
    }
}
