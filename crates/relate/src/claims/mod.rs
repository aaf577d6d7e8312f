//! What reports say of a claim: one sentence, held against every sentence of the reports.
//!
//! A sentence bears a claim out where it has all that the claim says: each word that tells, each name as who it names, each
//! figure within the claim's range, each time within the claim's, in the same order, as plainly, and of as many. What it
//! need not have is where its report plays and what it is about ([`around`]). Precision goes before recall: a claim in
//! other words than the reports' is told as near, with what is lacking. What is absent on purpose: any guess at what a claim
//! means beyond its words, and any judgement of what is true.

mod around;
mod certain;
mod claim;
mod days;
mod differences;
mod figures;
mod forms;
mod judge;
mod laid;
mod order;
mod parsed;
mod polarity;

use crate::dependents::named;
use crate::readings::statements::confirmed;
use crate::readings::voices::Voices;
use around::Around;
use claim::Claim;
use judge::{Judgement, judge};
use parsed::Parsed;
use record::{
    Citation, ClaimCheck, ClaimConflict, Difference, Independent, NameKind, Near, Origins, Quote, Report,
    SegmentKind, Span, Support, Verdict, Witness, WitnessBasis,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Passages that are shown as near.
const NEAR: usize = 5;

/// The reports of one story, and how they hang together.
pub struct Story<'r> {
    /// The claim, its names linked with those of the reports.
    pub claim: Report,
    /// Its id.
    pub id: &'r str,
    /// Its reports, with what round-ups say of it.
    pub reports: Vec<&'r Report>,
    /// Their origins.
    pub origins: &'r Origins,
}

/// What the reports of `stories` say of one claim.
///
/// Stories are counted each by itself: `low` is that of the story with the most, since nothing is known of what reports of
/// two stories have in common, and `high` is all together.
#[must_use]
pub fn check(claim: &str, stories: &[Story<'_>]) -> ClaimCheck {
    let mut found = Found::default();
    let mut looked_at: BTreeSet<&str> = BTreeSet::new();
    for story in stories {
        let reports = crate::readings::in_order(&story.reports);
        looked_at.extend(reports.iter().map(|r| r.id.as_str()));
        found.story(&Claim::of(&story.claim), story.id, &reports, story.origins);
    }
    let names: BTreeMap<&str, &Report> = stories
        .iter()
        .flat_map(|s| &s.reports)
        .map(|r| (r.id.as_str(), *r))
        .collect();
    let mut check = found.told();
    claim.clone_into(&mut check.claim);
    let cited: BTreeSet<&str> = (check.witnesses.iter().map(|w| &w.citation))
        .chain(check.conflicts.iter().map(|c| &c.citation))
        .chain(check.near.iter().map(|n| &n.citation))
        .map(|c| c.report.as_str())
        .collect();
    check.reports = cited
        .into_iter()
        .filter_map(|id| names.get(id))
        .map(|r| named(r))
        .collect();
    check.looked_at = looked_at.len();
    check
}

/// Gives the people whom the claim names by a surname alone the id of the one person of the reports who bears it.
pub fn resolve(claim: &mut Report, reports: &[&Report]) {
    let people: BTreeSet<&str> = reports
        .iter()
        .flat_map(|r| &r.names)
        .filter(|n| n.kind == NameKind::Person)
        .map(|n| n.entity.as_str())
        .collect();
    let full = |bare: &str| {
        let bears = |p: &&&str| p.strip_suffix(bare).is_some_and(|rest| rest.ends_with('-'));
        let mut all = people.iter().filter(bears);
        match (people.contains(bare), all.next(), all.next()) {
            (false, Some(one), None) => Some((*one).to_owned()),
            _ => None,
        }
    };
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for name in claim
        .names
        .iter_mut()
        .filter(|n| n.kind == NameKind::Person && !n.entity.contains('-'))
    {
        if let Some(one) = full(&name.entity) {
            ids.insert(std::mem::replace(&mut name.entity, one.clone()), one);
        }
    }
    for quote in &mut claim.quotes {
        if let Some(one) = quote.entity.as_ref().and_then(|e| ids.get(e)) {
            quote.entity = Some(one.clone());
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    witnesses: Vec<Witness>,
    conflicts: Vec<ClaimConflict>,
    near: Vec<(usize, Near)>,
    independent: Independent,
    speakers: BTreeSet<String>,
}

/// A place that bears the claim out.
struct Borne<'r> {
    report: &'r Report,
    sentence: Span,
    span: Span,
    by: BTreeSet<String>,
    around: Vec<String>,
}

impl Found {
    fn story(&mut self, asked: &Claim<'_>, id: &str, reports: &[&Report], origins: &Origins) {
        let mut borne: Vec<Borne<'_>> = Vec::new();
        for report in reports {
            let around = Around::of(report);
            for sentence in sentences(report) {
                let parsed = Parsed::of(report, sentence);
                match judge(asked, &parsed, &around) {
                    Judgement::Other => {}
                    Judgement::Bears { span, by, around } => borne.push(Borne {
                        report,
                        sentence,
                        span,
                        by,
                        around,
                    }),
                    Judgement::Conflicts { said, difference } => self.conflicts.push(ClaimConflict {
                        citation: Citation::new(report, sentence),
                        story: id.to_owned(),
                        said_by: speakers(&said),
                        difference,
                    }),
                    Judgement::Near { share, differences } => {
                        self.near.push((share, near(report, sentence, id, differences)));
                    }
                }
            }
        }
        if borne.is_empty() {
            return;
        }
        let places: Vec<(&Report, Span)> = borne.iter().map(|b| (b.report, b.span)).collect();
        let sentences: Vec<(&Report, Span)> = borne.iter().map(|b| (b.report, b.sentence)).collect();
        let behind = confirmed::behind(&places, &sentences, &Voices::of(reports), origins);
        self.independent = Independent {
            low: self.independent.low.max(behind.low),
            high: self.independent.high + behind.high,
        };
        self.speakers
            .extend(borne.iter().flat_map(|b| b.by.iter().cloned()));
        for report in reports {
            let mut of_it: Vec<&Borne<'_>> = borne.iter().filter(|b| b.report.id == report.id).collect();
            of_it.sort_by_key(|b| (!b.by.is_empty(), b.around.len(), b.sentence));
            if let Some((first, also)) = of_it.split_first() {
                self.witnesses.push(Witness {
                    citation: Citation::new(report, first.sentence),
                    story: id.to_owned(),
                    basis: if first.by.is_empty() || asked.speaker.is_some() {
                        WitnessBasis::Told
                    } else {
                        WitnessBasis::Said
                    },
                    said_by: first.by.iter().cloned().collect(),
                    also: also.iter().map(|b| Citation::new(report, b.sentence)).collect(),
                    from_around: first.around.clone(),
                });
            }
        }
    }

    fn told(mut self) -> ClaimCheck {
        self.witnesses
            .sort_by(|a, b| (a.basis, &a.citation).cmp(&(b.basis, &b.citation)));
        let bears = |c: &Citation| {
            let of = |w: &Witness| w.citation.report == c.report;
            self.witnesses.iter().any(of)
        };
        // What a report gives as one of two figures it does not hold against the other.
        self.conflicts.retain(|c| !bears(&c.citation));
        self.conflicts.sort();
        let reports: BTreeSet<&str> = self
            .witnesses
            .iter()
            .map(|w| w.citation.report.as_str())
            .collect();
        let verdict = verdict(
            &self.witnesses,
            self.independent,
            &self.speakers,
            !self.conflicts.is_empty(),
        );
        let support = Support {
            reports: reports.len(),
            independent: self.independent,
            attributed_to: self.speakers.iter().cloned().collect(),
            alone: vec![],
        };
        self.near
            .sort_by(|a, b| (Reverse(a.0), &a.1).cmp(&(Reverse(b.0), &b.1)));
        // The same sentence in a reprint shows nothing new.
        let mut shown = BTreeSet::new();
        let near = self
            .near
            .into_iter()
            .map(|(_, n)| n)
            .filter(|n| shown.insert(n.citation.quote.clone()));
        ClaimCheck {
            verdict,
            support,
            near: near.take(NEAR).collect(),
            witnesses: self.witnesses,
            conflicts: self.conflicts,
            ..ClaimCheck::default()
        }
    }
}

/// What comes of it. Two newsrooms that both heard one speaker confirm that it was said.
fn verdict(
    witnesses: &[Witness],
    independent: Independent,
    speakers: &BTreeSet<String>,
    conflicts: bool,
) -> Verdict {
    let told = witnesses.iter().any(|w| w.basis == WitnessBasis::Told);
    // "The fire service" and "fire service" are one.
    let speakers: BTreeSet<Vec<String>> = speakers.iter().map(|s| claim::description(s)).collect();
    match (witnesses.is_empty(), conflicts) {
        (true, true) => Verdict::Contradicted,
        (true, false) => Verdict::Unsupported,
        (false, true) => Verdict::Disputed,
        (false, false) if independent.low >= 2 && (told || speakers.len() > 1) => Verdict::Confirmed,
        (false, false) if told => Verdict::Reported,
        (false, false) => Verdict::Said,
    }
}

fn near(report: &Report, sentence: Span, story: &str, differences: Vec<Difference>) -> Near {
    Near {
        citation: Citation::new(report, sentence),
        story: story.to_owned(),
        differences,
    }
}

fn speakers(said: &[&Quote]) -> Vec<String> {
    let all: BTreeSet<&str> = said.iter().filter_map(|q| q.speaker.as_deref()).collect();
    all.into_iter().map(str::to_owned).collect()
}

/// The sentences that tell something: whole ones of running text, and no questions. A correction tells what was wrong.
fn sentences(report: &Report) -> impl Iterator<Item = Span> {
    report.sentences.iter().map(|s| s.span).filter(|&s| {
        let running = report
            .segment_at(s.start())
            .is_some_and(|g| g.kind.is_running() && g.kind != SegmentKind::Note);
        let asks = report
            .text
            .at(s)
            .trim_end_matches(['"', '”', '’', ')'])
            .ends_with('?');
        running && !asks && !report.warned("truncated-sentence", s)
    })
}

#[cfg(test)]
mod tests;
