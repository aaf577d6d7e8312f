//! How a page writes its dates: the order of the numbers, and which value of a marked element counts.

use super::fields::{DATED, MODIFIED, PUBLISHED};
use crate::page::facts::Facts;
use crate::page::scan::{Mark, Scan};
use crate::published::written::{Habit, find_by};
use crate::published::{address, clock, fields};
use jiff::civil::Date;
use record::Precision;
use std::collections::BTreeSet;

/// Reads values as the page writes them.
pub(super) struct Reader {
    pub(super) habit: Habit,
    /// Days that the page tells in a form that can't be misread.
    known: BTreeSet<Date>,
}

impl Reader {
    pub(super) fn new(scan: &Scan, facts: &Facts) -> Self {
        let host = facts.url.as_deref().and_then(|u| url::Url::parse(u).ok());
        let top = host.as_ref().and_then(|u| u.host_str()?.rsplit('.').next());
        let habit = Habit::of_page(facts.language.as_deref(), top);
        let article = [&facts.article.published, &facts.article.modified];
        let metas = scan.metas.iter().filter(|(name, _)| {
            let name = name.as_str();
            [PUBLISHED, DATED, MODIFIED]
                .iter()
                .any(|list| list.contains(&name))
        });
        let values = article
            .into_iter()
            .flatten()
            .map(String::as_str)
            .chain(metas.map(|(_, content)| content.as_str()))
            .chain(scan.marks.iter().take(40).filter_map(|m| m.value.as_deref()));
        let year_first = |v: &&str| v.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()));
        let known = values
            .filter(year_first)
            .filter_map(|v| fields::parse_by(v, habit)?.0.get(..10)?.parse().ok())
            .chain(
                facts
                    .url
                    .as_deref()
                    .and_then(address::day)
                    .and_then(|d| d.parse().ok()),
            )
            .collect();
        Self { habit, known }
    }

    /// The date of a field, to the day or finer.
    pub(super) fn field(&self, words: &str) -> Option<String> {
        let (value, precision) = fields::parse_by(words, self.habit)?;
        let first = || self.find(words).into_iter().next().map(|(value, _)| value);
        (precision <= Precision::Day).then(|| first().unwrap_or(value))
    }

    /// The dates in a line with their bytes, time of day included. Where day and month could change places and the
    /// page elsewhere tells one of the two readings plainly, it is that one.
    pub(super) fn find(&self, line: &str) -> Vec<(String, std::ops::Range<usize>)> {
        let dates = find_by(line, self.habit).into_iter().filter_map(|w| {
            let day = w.date()?;
            let other = w
                .other()
                .filter(|o| self.known.contains(o) && !self.known.contains(&day));
            let rest = line.get(w.range.end..)?;
            let (value, precision) = clock::with_clock(other.unwrap_or(day), rest);
            let clock = if precision <= Precision::Minute {
                clock::clock_len(rest)
            } else {
                0
            };
            Some((value, w.range.start..w.range.end + clock))
        });
        dates.collect()
    }

    /// What a marked element says: its value, and its words where they tell another day, which is then the local one.
    pub(super) fn mark(&self, scan: &Scan, mark: &Mark) -> Vec<String> {
        let words = scan.mask.text().get(mark.span.range()).unwrap_or("");
        let value = mark.value.as_deref().and_then(|v| self.field(v));
        let shown = (words.len() < 120)
            .then(|| self.find(words).into_iter().next())
            .flatten()
            .map(|(v, _)| v);
        match (value, shown) {
            (Some(value), Some(shown)) if value.get(..10) != shown.get(..10) => vec![shown, value],
            (Some(value), _) => vec![value],
            (None, shown) => shown.into_iter().collect(),
        }
    }
}
