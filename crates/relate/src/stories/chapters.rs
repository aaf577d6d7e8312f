//! What came of a story weeks later: an arrest, a trial, an inquest, an anniversary.

use super::titles::beginning;
use super::view::words;
use record::{Chapter, ChapterKind, Citation, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A silence of so many days ends the news of an event; what is told after it is a later chapter.
const SILENCE: i32 = 14;
/// The headline and so many sentences tell what a report is news of.
const LEAD: usize = 2;

const WORDS: &[(ChapterKind, &str)] = &[
    (
        ChapterKind::Anniversary,
        "anniversary anniversaries commemorate commemorated commemoration remembrance memorial",
    ),
    (
        ChapterKind::Trial,
        "acquitted appeal convicted conviction court guilty judge jurors jury plea pleaded pleads sentence sentenced sentencing \
         testified trial tribunal verdict",
    ),
    (
        ChapterKind::Inquiry,
        "coroner findings inquest inquiry watchdog lawsuit sued settlement",
    ),
    (
        ChapterKind::Arrest,
        "arrest arrested arraigned arraignment charged charges custody detained extradited indicted indictment",
    ),
];

/// The later chapters of a story, in order of time; none where its news never ended, or where what came later tells
/// nothing that was not told before (a reprint, a wrong date). A report without a day is of no chapter.
#[must_use]
pub fn find(reports: &[&Report]) -> Vec<Chapter> {
    let mut dated: Vec<(jiff::civil::Date, &Report)> = reports
        .iter()
        .filter_map(|r| Some((r.day()?.parse().ok()?, *r)))
        .collect();
    dated.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    let mut runs: Vec<Vec<&Report>> = Vec::new();
    let mut last: Option<jiff::civil::Date> = None;
    for (day, report) in dated {
        let gap = last.and_then(|l| l.until(day).ok()).map_or(0, |s| s.get_days());
        match runs.last_mut() {
            Some(run) if gap < SILENCE => run.push(report),
            _ => runs.push(vec![report]),
        }
        last = Some(day);
    }
    let Some((first, later)) = runs.split_first() else {
        return Vec::new();
    };
    let mut told: BTreeSet<ChapterKind> = kinds(first);
    let mut before = first.len();
    let mut chapters = Vec::new();
    for run in later {
        let found = kinds(run);
        // Where most reports come after the silence, the few before it are of a wrong date or of another event.
        let news = run.len() > before;
        before += run.len();
        if news {
            told.extend(found);
            continue;
        }
        // What the news before had in most reports is nothing new: a trial is no later chapter of a story about a trial.
        let kind = WORDS
            .iter()
            .map(|w| w.0)
            .find(|k| found.contains(k) && !told.contains(k));
        told.extend(found);
        let Some(kind) = kind else {
            continue;
        };
        let day = |r: Option<&&Report>| r.and_then(|r| r.day()).map(str::to_owned);
        chapters.push(Chapter {
            kind,
            first_published: day(run.first()),
            last_published: day(run.last()),
            reports: run.iter().map(|r| r.id.clone()).collect(),
            citations: run
                .iter()
                .filter_map(|r| Some(Citation::new(r, words_of(r, kind)?)))
                .collect(),
        });
    }
    chapters
}

/// The kinds that at least half of the reports have words for where they say what they are news of.
fn kinds(run: &[&Report]) -> BTreeSet<ChapterKind> {
    let mut uses: BTreeMap<ChapterKind, usize> = BTreeMap::new();
    for report in run {
        let lead: String = lead(report)
            .into_iter()
            .map(|s| beginning(report.text.at(s)))
            .collect::<Vec<_>>()
            .join(" ");
        let all = words(&format!(
            "{} {lead}",
            report.headline.as_deref().unwrap_or_default()
        ));
        let own: BTreeSet<ChapterKind> = all.iter().filter_map(|w| kind(w)).collect();
        for kind in own {
            *uses.entry(kind).or_default() += 1;
        }
    }
    uses.into_iter()
        .filter(|(_, n)| 2 * n >= run.len())
        .map(|(k, _)| k)
        .collect()
}

fn kind(word: &str) -> Option<ChapterKind> {
    WORDS
        .iter()
        .find(|l| l.1.split_whitespace().any(|w| w == word))
        .map(|l| l.0)
}

/// The first sentences of the running text.
fn lead(report: &Report) -> Vec<Span> {
    let running = |s: &Span| report.segment_at(s.start()).is_some_and(|g| g.kind.is_running());
    report
        .sentences
        .iter()
        .map(|s| s.span)
        .filter(running)
        .take(LEAD)
        .collect()
}

/// The sentence of the lead that has a word of this kind.
fn words_of(report: &Report, wanted: ChapterKind) -> Option<Span> {
    lead(report).into_iter().find(|s| {
        words(beginning(report.text.at(*s)))
            .iter()
            .any(|w| kind(w) == Some(wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{DateBasis, Precision, Published, Segment, SegmentKind, Sentence, Text};

    fn report(id: &str, day: &str, text: &str) -> Report {
        let text = Text::from(text);
        Report {
            id: id.into(),
            published: (!day.is_empty()).then(|| Published {
                value: day.into(),
                precision: Precision::Day,
                basis: DateBasis::Field,
                candidates: vec![],
            }),
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            sentences: vec![Sentence { span: text.whole() }],
            text,
            ..Report::default()
        }
    }

    fn chapters(reports: &[Report]) -> Vec<(ChapterKind, Vec<String>)> {
        let mut turned: Vec<&Report> = reports.iter().rev().collect();
        let found = find(&turned);
        turned.reverse();
        assert_eq!(found, find(&turned));
        found.into_iter().map(|c| (c.kind, c.reports)).collect()
    }

    const FIRE: &str = "A fire destroyed two warehouses in Port Ellery.";

    #[test]
    fn an_arrest_and_a_trial_weeks_later_are_chapters() {
        let found = chapters(&[
            report("a", "2031-03-04", FIRE),
            report("b", "2031-03-05", FIRE),
            report(
                "c",
                "2031-04-02",
                "A man was arrested over the warehouse fire in Port Ellery.",
            ),
            report("d", "2031-09-01", "The trial over the Port Ellery fire began."),
            report("e", "2031-09-03", "Jurors heard of the fire in Port Ellery."),
        ]);
        assert_eq!(
            found,
            [
                (ChapterKind::Arrest, vec!["c".to_owned()]),
                (ChapterKind::Trial, vec!["d".to_owned(), "e".to_owned()]),
            ]
        );
    }

    #[test]
    fn an_arrest_within_days_a_reprint_and_a_wrong_date_are_none() {
        let soon = report(
            "c",
            "2031-03-09",
            "A man was arrested over the warehouse fire in Port Ellery.",
        );
        assert_eq!(chapters(&[report("a", "2031-03-04", FIRE), soon]), []);
        assert_eq!(
            chapters(&[report("a", "2031-03-04", FIRE), report("b", "2032-03-04", FIRE)]),
            []
        );
        assert_eq!(
            chapters(&[report("a", "", FIRE), report("b", "", "The trial began.")]),
            []
        );
    }

    #[test]
    fn most_of_a_story_is_no_later_chapter_of_it() {
        let arrest = "A man was arrested over a fire in Port Ellery.";
        let pile = [
            report("a", "2030-03-04", FIRE),
            report("b", "2031-03-04", arrest),
            report("c", "2031-03-05", arrest),
        ];
        assert_eq!(chapters(&pile), []);
    }

    #[test]
    fn a_story_of_a_trial_has_no_trial_for_a_later_chapter() {
        let first = report(
            "a",
            "2031-03-04",
            "The trial of a harbour pilot began in Port Ellery.",
        );
        let later = report(
            "b",
            "2031-05-04",
            "A court in Port Ellery found the pilot guilty.",
        );
        assert_eq!(chapters(&[first, later]), []);
    }
}
