//! A report as the stories see it: its words, its names, its days and its identifying details.

use record::{Report, TimeType};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// How many words at the start of the body count as its lead.
const LEAD: usize = 70;
/// At most this many words of a body are looked at; a longer one is told by its start.
const LONGEST: usize = 4000;

/// The parts of a report that tell its event.
#[derive(Debug, Default, Clone)]
pub(super) struct View {
    pub(super) title: Vec<String>,
    pub(super) body: Vec<String>,
    /// Capitalised words inside sentences, in lower case.
    pub(super) capitals: Vec<String>,
    /// Two capitalised words in a row.
    pub(super) pairs: Vec<String>,
    /// Ages of people.
    pub(super) ages: BTreeSet<u32>,
    /// Surname and age of people.
    pub(super) people: BTreeSet<(String, u32)>,
    /// Names of streets, without direction and kind.
    pub(super) streets: BTreeSet<String>,
    /// Day of publication, as days since an arbitrary day.
    pub(super) day: Option<i64>,
    /// Day of the event.
    pub(super) event: Option<i64>,
    /// Every single day told of.
    pub(super) days: BTreeSet<i64>,
}

impl View {
    /// The words of the lead.
    pub(super) fn lead(&self) -> &[String] {
        &self.body[..self.body.len().min(LEAD)]
    }

    /// Reads `report`; lines in `boilerplate` are left out.
    pub(super) fn new(report: &Report, boilerplate: &FxHashSet<&str>) -> Self {
        let mut view = Self {
            day: report.day().and_then(day_number),
            ..Self::default()
        };
        if let Some(headline) = &report.headline {
            view.title = words(headline);
        }
        for segment in report.running() {
            let words = report.text.at(segment.span);
            if !boilerplate.contains(words) && view.body.len() < LONGEST {
                view.take(words);
            }
        }
        view.date(report);
        view
    }

    /// Takes a piece of running text.
    fn take(&mut self, text: &str) {
        let list: Vec<Token<'_>> = tokens(text).collect();
        for (i, token) in list.iter().enumerate() {
            let before = i.checked_sub(1).map(|j| &list[j]);
            let lower = token.lower();
            if token.capital() && before.is_some_and(|b| !ends_sentence(b.after)) {
                if let Some(b) = before.filter(|b| b.capital() && b.after == " ") {
                    self.pairs.push(format!("{} {lower}", b.lower()));
                }
                if STREETS.contains(&lower.as_str())
                    && let Some(name) =
                        before.filter(|b| b.capital() || b.word.starts_with(|c: char| c.is_ascii_digit()))
                {
                    self.streets.insert(name.lower());
                }
                self.capitals.push(lower.clone());
            }
            if let Some(age) = token.word.parse().ok().filter(|a| (1..=105).contains(a)) {
                let told = token.after.starts_with("-")
                    && list.get(i + 1).is_some_and(|t| t.word.starts_with("year"));
                let named = before
                    .filter(|b| b.after == ", " && b.capital() && token.after.starts_with([',', '.', ';']));
                if told || named.is_some() {
                    self.ages.insert(age);
                }
                if let Some(b) = named {
                    self.people.insert((b.lower(), age));
                }
            }
            self.body.push(lower);
        }
    }

    /// Finds the day of the event: the first single day in a sentence that tells of something happening, else the
    /// first single day, else the day of publication.
    fn date(&mut self, report: &Report) {
        let mut first = None;
        for time in &report.times {
            let (Some(from), Some(until)) = (&time.from, &time.until) else {
                continue;
            };
            let (Some(from), Some(until)) = (day_number(from), day_number(until)) else {
                continue;
            };
            if until - from != 1 || matches!(time.kind, TimeType::Duration | TimeType::Set) {
                continue;
            }
            self.days.insert(from);
            let sentence = report
                .sentence_at(time.span.start())
                .map_or("", |s| report.text.at(s.span));
            if self.event.is_none() && tokens(sentence).any(|t| HAPPENS.contains(&t.lower().as_str())) {
                self.event = Some(from);
            }
            first = first.or(Some(from));
        }
        self.event = self.event.or(first).or(self.day);
    }
}

/// Words that make a name a street's.
const STREETS: &[&str] = &[
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "lane",
    "ln",
    "court",
    "ct",
    "way",
    "highway",
    "hwy",
    "parkway",
    "pkwy",
    "terrace",
    "square",
    "place",
];

/// Verbs of happening: the day beside one is likely the event's own.
const HAPPENS: &[&str] = &[
    "announced",
    "approved",
    "arrested",
    "attacked",
    "began",
    "broke",
    "burned",
    "charged",
    "clashed",
    "collapsed",
    "collided",
    "crashed",
    "derailed",
    "died",
    "elected",
    "erupted",
    "exploded",
    "fired",
    "flooded",
    "found",
    "happened",
    "held",
    "hit",
    "injured",
    "killed",
    "landed",
    "launched",
    "met",
    "occurred",
    "opened",
    "passed",
    "rammed",
    "reported",
    "resigned",
    "ruled",
    "sank",
    "shooting",
    "shot",
    "signed",
    "stabbed",
    "stormed",
    "struck",
    "voted",
    "won",
    "wounded",
];

/// A word with what stands between it and the next.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    word: &'a str,
    after: &'a str,
}

impl Token<'_> {
    fn capital(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_uppercase) && self.word.chars().nth(1).is_some()
    }

    fn lower(&self) -> String {
        self.word.to_lowercase()
    }
}

/// The words of `text` in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    tokens(text).map(|t| t.lower()).collect()
}

/// Runs of letters and digits; the possessive "s" is left out.
fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(char::is_alphanumeric)?;
            let word = &text[start..];
            let word = &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())];
            let end = start + word.len();
            let tail = &text[end..];
            let after = &tail[..tail.find(char::is_alphanumeric).unwrap_or(tail.len())];
            at = end;
            let possessive = word.eq_ignore_ascii_case("s") && text[..start].ends_with(['\'', '’']);
            if !possessive {
                return Some(Token { word, after });
            }
        }
    })
}

fn ends_sentence(between: &str) -> bool {
    between.contains(['.', '!', '?', '\n', '“', '"', ':'])
}

/// Days since 1 March of the year nought for an ISO date.
///
/// The civil-from-days algorithm of Howard Hinnant, kept here because two days need only their distance.
fn day_number(iso: &str) -> Option<i64> {
    let mut parts = iso.get(..10)?.split('-').map(|p| p.parse::<i64>().ok());
    let (y, m, d) = (parts.next()??, parts.next()??, parts.next()??);
    let (y, m) = if m <= 2 { (y - 1, m + 9) } else { (y, m - 3) };
    Some(365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + d - 1)
}

/// Lines that stand in at least three reports over more than a fortnight: a site's furniture that passed as text.
pub(super) fn boilerplate<'a>(reports: &[&'a Report]) -> FxHashSet<&'a str> {
    const REPORTS: usize = 3;
    const DAYS: i64 = 14;
    let mut lines: BTreeMap<&str, (usize, i64, i64)> = BTreeMap::new();
    for report in reports {
        let Some(day) = report.day().and_then(day_number) else {
            continue;
        };
        let mine: BTreeSet<&str> = report.running().map(|s| report.text.at(s.span)).collect();
        for line in mine {
            let seen = lines.entry(line).or_insert((0, day, day));
            *seen = (seen.0 + 1, seen.1.min(day), seen.2.max(day));
        }
    }
    lines
        .into_iter()
        .filter(|(_, (n, a, b))| *n >= REPORTS && b - a > DAYS)
        .map(|(line, _)| line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Text};

    fn view(text: &str) -> View {
        let text = Text::from(text);
        let segments = vec![Segment::new(SegmentKind::Paragraph, text.whole())];
        View::new(
            &Report {
                text,
                segments,
                ..Report::default()
            },
            &FxHashSet::default(),
        )
    }

    #[test]
    fn names_ages_and_streets_are_seen() {
        let v = view(
            "The body of Dora Quill, 34, was found in the 400 block of Larch Street, near a 12-year-old car.",
        );
        assert!(v.people.contains(&("quill".into(), 34)));
        assert!(v.streets.contains("larch"));
        assert!(v.pairs.contains(&"dora quill".to_owned()));
        assert!(v.ages.contains(&12));
    }

    #[test]
    fn a_sentence_start_is_no_name_and_a_year_is_no_age() {
        let v = view("Police came. Nobody was hurt in Larch, 2016, they said.");
        assert!(!v.capitals.contains(&"nobody".to_owned()));
        assert!(v.people.is_empty() && v.ages.is_empty());
    }

    #[test]
    fn days_count_across_months_and_leap_years() {
        let gap = |a, b| day_number(b).unwrap() - day_number(a).unwrap();
        assert_eq!(gap("2016-02-28", "2016-03-01"), 2);
        assert_eq!(gap("2015-12-31", "2016-01-01"), 1);
        assert!(day_number("soon").is_none());
    }
}
