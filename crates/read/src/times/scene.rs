//! What the grammars of time share: the words, the day they are said on, and what a find is.

use super::calendar::Period;
use super::tense::{self, Tense};
use crate::tokens::Tokens;
use jiff::civil::Date;
use record::TimeType;

/// The words of one sentence and what they are resolved against.
#[derive(Clone, Copy)]
pub(super) struct Scene<'t> {
    pub(super) t: Tokens<'t>,
    /// The day the report speaks on; `None` leaves relative expressions without a value.
    pub(super) anchor: Option<Date>,
    /// What was spoken of before.
    pub(super) told: Told,
}

/// The times that a report has spoken of so far, for those told from them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// The first day of the last time spoken of, for "the next day" and "a year earlier".
    pub(super) day: Option<Date>,
    /// Whether that was longer than a day: "that day" after "in 2013" is a day nobody can tell.
    pub(super) wide: bool,
    /// The year and quarter whose results are told, for "the quarter" and "a year earlier".
    pub(super) quarter: Option<(i16, i8)>,
}

impl Told {
    /// Takes note of `found`. What is set beside the time told of ("a year earlier") does not take its place.
    pub(super) fn note(&mut self, found: &Found) {
        let dated = matches!(found.kind, TimeType::Date | TimeType::Time) && !found.compared;
        let Some((from, until)) = found.days.filter(|_| dated) else {
            return;
        };
        self.day = Some(from);
        self.wide = from.tomorrow().is_ok_and(|next| next != until);
        let quarter = found.value.split_once("-Q").and_then(|(_, q)| q.parse().ok());
        if let Some(quarter) = quarter {
            self.quarter = Some((from.year(), quarter));
        }
    }
}

/// A time expression found from a token on.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The token after it.
    pub(super) end: usize,
    pub(super) kind: TimeType,
    pub(super) value: String,
    pub(super) days: Option<(Date, Date)>,
    /// Whether it is set beside the time told of, as "a year earlier" beside a quarter's results.
    pub(super) compared: bool,
}

impl Found {
    pub(super) fn date(end: usize, period: Option<Period>) -> Self {
        let (value, days) = period.map_or((String::new(), None), |p| (p.value, Some((p.from, p.until))));
        Self {
            end,
            kind: TimeType::Date,
            value,
            days,
            compared: false,
        }
    }

    pub(super) fn bare(end: usize, kind: TimeType, value: impl Into<String>) -> Self {
        Self {
            end,
            kind,
            value: value.into(),
            days: None,
            compared: false,
        }
    }

    /// Whether it is one calendar day.
    pub(super) fn is_day(&self) -> bool {
        self.kind == TimeType::Date && self.value.len() == 10
    }
}

impl Scene<'_> {
    pub(super) fn tense(self, from: usize, until: usize) -> Tense {
        tense::around(self.t, from, until)
    }

    /// The year in which `at(year)` is meant: told by the tense, else the last eight months or what is nearer ahead.
    pub(super) fn year_of(self, tense: Tense, at: impl Fn(i16) -> Option<Date>) -> Option<i16> {
        const OPEN_PAST_DAYS: i64 = 240;
        /// So much nearer than the last one must the next be to be meant in a past tense ("called a vote for Dec. 7").
        const NEARER: i64 = 5;
        let anchor = self.anchor?;
        let year = anchor.year();
        let past = [year, year - 1]
            .into_iter()
            .find(|y| at(*y).is_some_and(|d| d <= anchor))?;
        let ahead = [year, year + 1]
            .into_iter()
            .find(|y| at(*y).is_some_and(|d| d >= anchor))?;
        let back = days_between(at(past)?, anchor);
        let forth = days_between(anchor, at(ahead)?);
        Some(match tense {
            // A past tense does not reach over the better part of a year for a day of the next weeks.
            Tense::Past if back > NEARER * forth => ahead,
            Tense::Past => past,
            Tense::Future if forth > NEARER * back => past,
            Tense::Future => ahead,
            Tense::Open if back <= OPEN_PAST_DAYS => past,
            Tense::Open => ahead,
        })
    }
}

/// Whole days from `a` to `b`.
pub(super) fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map_or(0, |s| i64::from(s.get_days()))
}
