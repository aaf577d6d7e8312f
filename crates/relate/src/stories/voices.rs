//! How much each report counts in telling which words are common in a pile.
//!
//! A pile teaches what is common in it, such as the town that all its reports are from. A story of thousands of reports
//! would teach that its own names are common, and fall apart: what it is told by would weigh nothing. News of one kind goes
//! on for months, while a great story crowds some weeks, so a crowded week speaks with no more voices than a full one.

use super::background;
use super::days::Day;
use super::words::Term;
use std::collections::BTreeMap;

/// The parts of a whole voice: sums of whole numbers are the same in any order.
pub(super) const WHOLE: u64 = 1 << 16;
/// A week speaks with at most so many voices.
const MOST: u64 = 16;
/// Days of a week.
const WEEK: Day = 7;

/// The reports that have a say, by week; those without a day have one together.
#[derive(Debug, Default)]
pub(super) struct Voices {
    weeks: BTreeMap<Option<Day>, u64>,
    parts: u64,
}

impl Voices {
    /// The voice of each of these reports, by their days of publication, and all of them.
    pub(super) fn of(published: &[Option<Day>]) -> (Vec<u64>, Self) {
        let mut all = Self::default();
        for day in published {
            *all.weeks.entry(week(*day)).or_default() += 1;
        }
        let voices: Vec<u64> = published
            .iter()
            .map(|day| share(all.weeks[&week(*day)]))
            .collect();
        all.parts = voices.iter().sum();
        (voices, all)
    }

    /// So many that have a whole voice each.
    pub(super) fn alike(reports: usize) -> Self {
        Self {
            weeks: BTreeMap::new(),
            parts: WHOLE * reports as u64,
        }
    }

    /// Takes one more report and gives its voice: the later it comes in a crowded week, the less it says.
    pub(super) fn take(&mut self, published: Option<Day>) -> u64 {
        let reports = self.weeks.entry(week(published)).or_default();
        *reports += 1;
        let voice = share(*reports);
        self.parts += voice;
        voice
    }

    /// Lets a report go that had this voice.
    pub(super) fn leave(&mut self, published: Option<Day>, voice: u64) {
        let week = week(published);
        self.parts = self.parts.saturating_sub(voice);
        if let Some(reports) = self.weeks.get_mut(&week) {
            *reports = reports.saturating_sub(1);
            if *reports == 0 {
                self.weeks.remove(&week);
            }
        }
    }

    /// As many reports as all voices together are worth.
    pub(super) fn reports(&self) -> f32 {
        reports(self.parts)
    }

    /// The weight of a term that those have whose voices have so many parts.
    pub(super) fn weight(&self, term: Term, parts: u64) -> f32 {
        background::weight(term, reports(parts), self.reports())
    }
}

/// So many reports are these parts of voices.
fn reports(parts: u64) -> f32 {
    // The weights of words need no more than the first digits.
    #[allow(clippy::cast_precision_loss)]
    let reports = parts as f32 / WHOLE as f32;
    reports
}

/// The voice of one of so many reports of a week.
fn share(reports: u64) -> u64 {
    (MOST * WHOLE / reports.max(1)).min(WHOLE)
}

fn week(day: Option<Day>) -> Option<Day> {
    day.map(|day| day.div_euclid(WEEK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowded_week_is_bounded_and_a_quiet_one_counts_its_reports() {
        let crowd = vec![Some(3); 20_000];
        assert!(Voices::of(&crowd).1.reports() <= 16.0);
        let quiet: Vec<Option<Day>> = (0..200).map(|day| Some(7 * day)).collect();
        let (voices, all) = Voices::of(&quiet);
        assert!(voices.iter().all(|v| *v == WHOLE));
        assert!((all.reports() - 200.0).abs() < f32::EPSILON);
    }

    #[test]
    fn reports_that_come_one_by_one_and_go_leave_nothing() {
        let mut all = Voices::default();
        let days = [Some(1), None, Some(1), Some(-400)];
        let voices: Vec<u64> = days.iter().map(|day| all.take(*day)).collect();
        assert!((all.reports() - 4.0).abs() < f32::EPSILON);
        for (day, voice) in days.into_iter().zip(voices) {
            all.leave(day, voice);
        }
        assert!(all.reports() == 0.0 && all.weeks.is_empty());
    }
}
