//! The stages of finding shared text by themselves, for runs that are spread over many machines.
//!
//! What decides is the code that [`super::compare`] runs; only the order of the work is another. What a decision rests on
//! beyond the two reports in hand comes as a statistic of the whole collection: how many texts have a fingerprint
//! ([`Joining`]), which phrases are stock and which agencies are spelt out ([`Known`]), and the other pairs of a report
//! ([`settle`]).

pub use super::joining::Joining;

use super::judge::{Judge, Read};
use super::texts::Printed;
use super::tokens::Token;
use super::{aligned, boilerplate, candidates, common, fingerprints, kin, learn, limits, relatives, tokens};
use crate::origins::credits::{self, Credit};
use record::{QuoteForm, Report, Reuse, Warning};
use std::collections::{BTreeMap, BTreeSet};

/// Fingerprints that two texts must share to be aligned.
pub const FINGERPRINTS: u32 = candidates::LEAST as u32;
/// Rare names and figures that two texts must share to be held against each other.
pub const NAMES: u32 = relatives::NAMES;

/// What a report's text is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Tells the text from every other. Texts are put into the order of these.
    pub text: (u64, u64, u64),
    /// Its fingerprints, each once.
    pub fingerprints: Vec<u32>,
    /// Its names and figures, each once.
    pub names: Vec<u32>,
}

/// The marks of a report, where it is long enough to share anything, and what was left out of it.
#[must_use]
pub fn marks(report: &Report) -> (Option<Marks>, Option<Warning>) {
    let (tokens, again) = tokens::once(report);
    let warning = limits::repeated(report, again, tokens.len() + again);
    let marks = (tokens.len() >= fingerprints::GRAM).then(|| {
        let (first, second, length) = fingerprints::text(&tokens);
        Marks {
            text: (first, second, length as u64),
            fingerprints: fingerprints::winnowed(&fingerprints::grams(&tokens), &tokens),
            names: relatives::names(&tokens),
        }
    });
    (marks, warning)
}

/// The agencies that a report credits, and whether for the whole text.
#[must_use]
pub fn credited(report: &Report) -> Vec<(String, bool)> {
    credits::of(report)
        .into_iter()
        .map(|c| (c.agency, c.main))
        .collect()
}

/// The report with nothing but what comparing looks at, for carrying it from machine to machine: its names, figures, times
/// and sentences are most of what was found in it.
#[must_use]
pub fn lean(report: Report) -> Report {
    let mut lean = Report {
        sentences: Vec::new(),
        names: Vec::new(),
        quantities: Vec::new(),
        times: Vec::new(),
        warnings: Vec::new(),
        ..report
    };
    lean.quotes.retain(|q| q.form == QuoteForm::Direct);
    lean
}

/// A report with its words, for being compared with many others.
#[derive(Debug)]
pub struct Prepared {
    report: Report,
    tokens: Vec<Token>,
    places: Vec<fingerprints::Place>,
    profile: kin::Profile,
}

impl Prepared {
    /// Takes the words of a report.
    #[must_use]
    pub fn of(report: Report) -> Self {
        let tokens = tokens::of(&report);
        Self {
            places: fingerprints::places(&tokens),
            profile: kin::profile(&tokens),
            tokens,
            report,
        }
    }

    fn printed(&self, by: std::ops::Range<usize>) -> Printed {
        Printed {
            tokens: self.tokens.clone(),
            places: self.places.clone(),
            reports: by.collect(),
        }
    }
}

/// The phrases that are learned as stock from two texts, each given by its first report; `None` where they share no
/// passage and need not be held against each other for their words.
#[must_use]
pub fn learned(x: &Prepared, y: &Prepared) -> Option<Vec<u64>> {
    let (a, b) = (x.printed(0..1), y.printed(1..2));
    let chains = aligned(&a, &b)?;
    let mut stock = boilerplate::Stock::default();
    let days = kin::days_apart(&x.report, &y.report);
    learn(&mut stock, days, (&a, &x.profile), (&b, &y.profile), &chains);
    Some(stock.phrases())
}

/// What is known of the whole collection.
#[derive(Debug, Default)]
pub struct Known {
    stock: boilerplate::Stock,
    full: BTreeMap<String, String>,
}

impl Known {
    /// Of all phrases that were [`learned`], and all agencies that are [`credited`].
    pub fn new(stock: impl IntoIterator<Item = u64>, agencies: impl IntoIterator<Item = String>) -> Self {
        Self {
            stock: boilerplate::Stock::of(stock),
            full: credits::spelt_out(agencies.into_iter().collect()),
        }
    }

    fn credits(&self, report: &Report) -> Vec<Credit> {
        let mut own = credits::of(report);
        credits::spell_out(&mut own, &self.full);
        own
    }

    /// A text whose reports stand at these places, with stock marked in it.
    fn text(&self, first: &Prepared, by: std::ops::Range<usize>) -> Printed {
        let mut printed = first.printed(by);
        self.stock.mark(&mut printed.tokens);
        printed
    }

    fn credited(&self, reports: &[Report]) -> Vec<Vec<Credit>> {
        reports.iter().map(|r| self.credits(r)).collect()
    }
}

/// The reports that print one text, by their ids. Never empty.
#[derive(Debug)]
pub struct Prints<'p> {
    first: &'p Prepared,
    others: Vec<&'p Prepared>,
}

impl<'p> Prints<'p> {
    /// `None` where there is no report.
    #[must_use]
    pub fn of(reports: &[&'p Prepared]) -> Option<Self> {
        let (first, others) = reports.split_first()?;
        Some(Self {
            first,
            others: others.to_vec(),
        })
    }

    fn len(&self) -> usize {
        1 + self.others.len()
    }

    fn reports(&self) -> impl Iterator<Item = Report> {
        [self.first]
            .into_iter()
            .chain(self.others.iter().copied())
            .map(|p| p.report.clone())
    }
}

/// What the reports of two texts share: `words` where they share fingerprints and something was [`learned`] of them,
/// `related` where they share names and figures.
#[must_use]
pub fn between(known: &Known, x: &Prints<'_>, y: &Prints<'_>, words: bool, related: bool) -> Vec<Reuse> {
    let (first, all) = (x.len(), x.len() + y.len());
    let reports: Vec<Report> = x.reports().chain(y.reports()).collect();
    let texts = [known.text(x.first, 0..first), known.text(y.first, first..all)];
    let chains = words
        .then(|| aligned(&texts[0], &texts[1]))
        .flatten()
        .unwrap_or_default();
    let read = Read {
        credits: known.credited(&reports),
        reports: &reports,
    };
    Judge::of(&read, &texts).between((0, 1), &chains, related)
}

/// The pairs of reports that print one text.
#[must_use]
pub fn within(known: &Known, prints: &Prints<'_>) -> Vec<Reuse> {
    let reports: Vec<Report> = prints.reports().collect();
    let texts = [known.text(prints.first, 0..reports.len())];
    let read = Read {
        credits: known.credited(&reports),
        reports: &reports,
    };
    Judge::of(&read, &texts).within(0)
}

/// Names the origins that only the other pairs of a report tell, and puts the pairs in order. Pairs of more than speech
/// that have a report in common come together. `credited` is what [`credited`] gives for each of their reports.
#[must_use]
pub fn settle(
    known: &Known,
    credited: &BTreeMap<String, Vec<(String, bool)>>,
    pairs: &mut [Reuse],
) -> Vec<Warning> {
    pairs.sort_by(|p, q| (&p.a, &p.b).cmp(&(&q.a, &q.b)));
    let ids: BTreeSet<&String> = pairs.iter().flat_map(|p| [&p.a, &p.b]).collect();
    let named = |id: &String| Report {
        id: id.clone(),
        ..Report::default()
    };
    let reports: Vec<Report> = ids.into_iter().map(named).collect();
    let credits: Vec<Vec<Credit>> = reports
        .iter()
        .map(|report| {
            let own = credited.get(&report.id).into_iter().flatten();
            let mut own: Vec<Credit> = own
                .map(|(agency, main)| Credit {
                    agency: agency.clone(),
                    main: *main,
                    span: None,
                })
                .collect();
            credits::spell_out(&mut own, &known.full);
            own
        })
        .collect();
    let cut = common::settle(&reports, &credits, pairs);
    cut.iter().map(|id| limits::carried(&named(id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{PROSE, REMARK, credits, report};
    use proptest::prelude::*;
    use record::AgencyBasis;

    fn prints(all: &[Prepared]) -> Prints<'_> {
        Prints::of(&all.iter().collect::<Vec<_>>()).unwrap()
    }

    /// The pairs as they are found when every stage runs by itself.
    fn spread(reports: &[Report]) -> Vec<Reuse> {
        let mut texts: BTreeMap<(u64, u64, u64), (Marks, Vec<Prepared>)> = BTreeMap::new();
        let mut by_id = reports.to_vec();
        by_id.sort_by(|a, b| a.id.cmp(&b.id));
        for report in &by_id {
            if let Some(marks) = marks(report).0 {
                texts
                    .entry(marks.text)
                    .or_insert((marks, vec![]))
                    .1
                    .push(Prepared::of(lean(report.clone())));
            }
        }
        let texts: Vec<(Marks, Vec<Prepared>)> = texts.into_values().collect();
        let joined = |mut joining: Joining<u64>, of: fn(&Marks) -> &Vec<u32>, least: u32| {
            let mut postings: Vec<(u32, u64)> = Vec::new();
            for (text, at) in texts.iter().zip(0..) {
                postings.extend(of(&text.0).iter().map(|m| (*m, at)));
            }
            postings.sort_unstable();
            let mut shared: BTreeMap<(u64, u64), u32> = BTreeMap::new();
            let mut each = |x: &u64, y: &u64| *shared.entry((*x, *y)).or_default() += 1;
            for (mark, text) in postings {
                joining.take(mark, text, &mut each);
            }
            joining.end(&mut each);
            shared.retain(|_, n| *n >= least);
            shared.into_keys().collect::<BTreeSet<(u64, u64)>>()
        };
        let near = joined(Joining::by_fingerprints(), |m| &m.fingerprints, FINGERPRINTS);
        let related = joined(Joining::by_names(), |m| &m.names, NAMES);
        let at = |n: u64| &texts[usize::try_from(n).unwrap()].1;
        let mut stock = Vec::new();
        let mut words = BTreeSet::new();
        for &(x, y) in &near {
            if let Some(phrases) = learned(&at(x)[0], &at(y)[0]) {
                stock.extend(phrases);
                words.insert((x, y));
            }
        }
        let credited: BTreeMap<String, Vec<(String, bool)>> = reports
            .iter()
            .map(|r| (r.id.clone(), super::credited(r)))
            .collect();
        let agencies = credited.values().flatten().map(|c| c.0.clone());
        let known = Known::new(stock, agencies.collect::<Vec<_>>());
        let mut found: Vec<Reuse> = texts.iter().flat_map(|t| within(&known, &prints(&t.1))).collect();
        for &(x, y) in words.union(&related) {
            let (words, related) = (words.contains(&(x, y)), related.contains(&(x, y)));
            found.extend(between(&known, &prints(at(x)), &prints(at(y)), words, related));
        }
        let _ = settle(&known, &credited, &mut found);
        found
    }

    #[test]
    fn many_near_copies_are_paired_as_among_all() {
        let own = |i: usize| {
            format!(
                "Edition number {i} was printed in hall {} on paper {}.",
                i * 7,
                i * 13
            )
        };
        let mut reports: Vec<Report> = (0..120)
            .map(|i| report(&format!("r{i:04}"), "", "", &[PROSE[0], PROSE[1], &own(i)]))
            .collect();
        reports.extend((0..30).map(|i| report(&format!("s{i:04}"), "", "", &[PROSE[2]])));
        assert_eq!(spread(&reports), super::super::find(&reports));
    }

    proptest! {
        #[test]
        fn the_stages_by_themselves_find_what_is_found_among_all(
            parts in prop::collection::vec((prop::collection::vec(0_usize..6, 1..4), 0_usize..4, 1_u32..28), 2..9)
        ) {
            let reports: Vec<Report> = parts
                .iter()
                .enumerate()
                .map(|(i, (paragraphs, credit, day))| {
                    let words: Vec<&str> =
                        paragraphs.iter().map(|&n| PROSE.get(n).copied().unwrap_or(REMARK)).collect();
                    let made = report(&format!("r{i}"), &format!("Outlet {}", i % 3), &format!("2031-03-{day:02}"), &words);
                    match credit {
                        0 => credits(made, "Halcyon News Agency", AgencyBasis::Byline),
                        1 => credits(made, "HNA", AgencyBasis::Contributors),
                        2 => credits(made, "Meridian Press", AgencyBasis::Credit),
                        _ => made,
                    }
                })
                .collect();
            prop_assert_eq!(spread(&reports), super::super::find(&reports));
        }
    }
}
