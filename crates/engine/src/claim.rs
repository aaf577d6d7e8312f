//! A claim held against reports: of a pile, or of stories that were told before.

use crate::stories::rooms;
use crate::{Config, Pile, Progress};
use rayon::prelude::*;
use record::{
    Briefing, ClaimCheck, DateBasis, Origins, Precision, Published, Report, Segment, SegmentKind, Text,
};
use relate::claims;
use relate::stories::round_ups::clipped;

/// Bytes of a claim: a sentence is shorter.
pub const LONGEST_CLAIM: usize = 1_000;

/// Reads a claim. `on` is the day on which it is made, from which "on Tuesday" counts; without it weekdays are compared by
/// their names.
///
/// # Errors
/// What to tell the user: it is empty, too long, or no one sentence.
pub fn claim(words: &str, on: Option<&str>) -> Result<Report, String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.chars().any(char::is_alphabetic) {
        return Err("there is no claim: give one sentence".to_owned());
    }
    if words.len() > LONGEST_CLAIM {
        return Err(format!(
            "a claim is one sentence of at most {LONGEST_CLAIM} bytes; this one has {}",
            words.len()
        ));
    }
    let published = on.map(|day| Published {
        value: day.to_owned(),
        precision: Precision::Day,
        basis: DateBasis::Field,
        candidates: Vec::new(),
    });
    let mut report = Report {
        schema: record::SCHEMA,
        id: "claim".to_owned(),
        language: Some("en".to_owned()),
        published,
        text: Text::new(words),
        ..Report::default()
    };
    report.segments = vec![Segment::new(SegmentKind::Paragraph, report.text.whole())];
    read::understand(&mut report);
    if report.sentences.len() > 1 {
        return Err("a claim is one sentence; check several one by one".to_owned());
    }
    Ok(report)
}

/// What the reports of a pile say of the claim.
#[must_use]
pub fn check(pile: Pile, claim: &Report, config: &Config, progress: &dyn Progress) -> ClaimCheck {
    let warnings = pile.warnings;
    let rooms: Vec<Held> = rooms(pile.reports, config, progress)
        .into_iter()
        .map(|room| Held {
            id: room.story.id,
            reports: room.reports.into_iter().chain(room.clipped).collect(),
            origins: room.origins,
        })
        .collect();
    progress.stage("checking");
    let mut check = held(claim, rooms);
    check.warnings = warnings;
    check
}

/// What the reports of told stories say of the claim.
#[must_use]
pub fn check_told(told: &Briefing, claim: &Report) -> ClaimCheck {
    let stories = told.stories.iter().map(|story| {
        let of_it = story.reports.iter().filter_map(|id| told.report(id).cloned());
        let clips = story.round_ups.iter().filter_map(|round_up| {
            let spans: Vec<record::Span> = round_up.passages.iter().map(|c| c.span).collect();
            Some(clipped(told.report(&round_up.report)?, &spans))
        });
        Held {
            id: story.id.clone(),
            reports: of_it.chain(clips).collect(),
            origins: story.origins.clone(),
        }
    });
    held(claim, stories.collect())
}

/// The reports of one story.
struct Held {
    id: String,
    reports: Vec<Report>,
    origins: Origins,
}

fn held(claim: &Report, mut stories: Vec<Held>) -> ClaimCheck {
    let claims: Vec<Report> = stories
        .par_iter_mut()
        .map(|story| {
            // Short forms of one name are the same name among the reports and in the claim.
            story.reports.push(claim.clone());
            relate::entities::link(&mut story.reports);
            let mut linked = story.reports.pop().unwrap_or_default();
            claims::resolve(&mut linked, &story.reports.iter().collect::<Vec<_>>());
            linked
        })
        .collect();
    let stories: Vec<claims::Story<'_>> = stories
        .iter()
        .zip(claims)
        .map(|(story, claim)| claims::Story {
            claim,
            id: &story.id,
            reports: story.reports.iter().collect(),
            origins: &story.origins,
        })
        .collect();
    claims::check(&claim.text, &stories)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_one_sentence() {
        assert!(claim("  ", None).is_err());
        assert!(claim("The gate jammed. The mayor left.", None).is_err());
        assert!(claim(&"gate ".repeat(400), None).is_err());
        let read = claim("The gate\njammed on Tuesday.", Some("2031-03-05")).unwrap();
        assert_eq!(&*read.text, "The gate jammed on Tuesday.");
        assert_eq!(read.times[0].from.as_deref(), Some("2031-03-04"));
    }
}
