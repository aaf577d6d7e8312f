//! The different texts among the reports, each with the reports that print it.

use super::tokens::{self, Token};
use super::{fingerprints, limits, relatives};
use record::{Report, Warning};
use rustc_hash::FxHashMap;

/// Reports of one identical text that are paired all with all; of more, each is paired with the first alone.
pub(super) const ALL_PAIRS: usize = 16;

/// One text and the reports that print it word for word (punctuation and house style aside).
pub(super) struct Printed {
    pub(super) tokens: Vec<Token>,
    pub(super) places: Vec<fingerprints::Place>,
    /// Indices of the reports, by id.
    pub(super) reports: Vec<usize>,
}

/// The pairs of reports that print these two texts, of many only those with the first print of either.
pub(super) fn prints(a: &Printed, b: &Printed) -> Vec<(usize, usize)> {
    let few = a.reports.len() * b.reports.len() <= ALL_PAIRS;
    let mut pairs = Vec::new();
    for (i, &x) in a.reports.iter().enumerate() {
        let with = b
            .reports
            .iter()
            .enumerate()
            .filter(|(j, _)| i == 0 || *j == 0 || few);
        pairs.extend(with.map(|(_, &y)| (x, y)));
    }
    pairs
}

/// The reports of one text, by id, and what the text is found by.
pub(super) struct Group {
    pub(super) reports: Vec<usize>,
    pub(super) fingerprints: Vec<u32>,
    pub(super) names: Vec<u32>,
}

/// The texts in an order that they alone decide, and warnings about single reports.
///
/// Only these stay in memory: the words of a text are read again where it is compared.
pub(super) fn grouped(reports: &[Report]) -> (Vec<Group>, Vec<Warning>) {
    let mut all = Vec::with_capacity(reports.len());
    let mut warnings = Vec::new();
    for (i, report) in reports.iter().enumerate() {
        let (tokens, again) = tokens::once(report);
        warnings.extend(limits::repeated(report, again, tokens.len() + again));
        if tokens.len() >= fingerprints::GRAM {
            let winnowed = fingerprints::winnowed(&fingerprints::grams(&tokens), &tokens);
            let names = relatives::names(&tokens);
            all.push((fingerprints::text(&tokens), i, winnowed, names));
        }
    }
    all.sort_by(|x, y| (x.0, &reports[x.1].id).cmp(&(y.0, &reports[y.1].id)));
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for (text, report, fingerprints, names) in all {
        match groups.last_mut() {
            Some(group) if last == Some(text) => group.reports.push(report),
            _ => groups.push(Group {
                reports: vec![report],
                fingerprints,
                names,
            }),
        }
        last = Some(text);
    }
    (groups, warnings)
}

/// The texts with their words, where they are compared; the others stay empty.
pub(super) fn printed<'p>(
    reports: &[Report],
    groups: Vec<Vec<usize>>,
    pairs: impl Iterator<Item = &'p (usize, usize)>,
) -> Vec<Printed> {
    let mut compared = vec![false; groups.len()];
    for &(x, y) in pairs {
        compared[x] = true;
        compared[y] = true;
    }
    let read = |(reports_of, compared): (Vec<usize>, bool)| {
        let tokens = match reports_of.first() {
            Some(&first) if compared || reports_of.len() > 1 => tokens::of(&reports[first]),
            _ => Vec::new(),
        };
        Printed {
            places: fingerprints::places(&tokens),
            tokens,
            reports: reports_of,
        }
    };
    groups.into_iter().zip(compared).map(read).collect()
}

/// The words of single reports of a group, whose spans are not those of the group's first.
#[derive(Default)]
pub(super) struct Own(FxHashMap<usize, Vec<Token>>);

impl Own {
    pub(super) fn tokens<'t>(
        &'t mut self,
        reports: &[Report],
        report: usize,
        text: &'t Printed,
    ) -> Vec<Token> {
        if text.reports.first() == Some(&report) {
            return text.tokens.clone();
        }
        self.0
            .entry(report)
            .or_insert_with(|| {
                let mut own = tokens::of(&reports[report]);
                own.iter_mut()
                    .zip(&text.tokens)
                    .for_each(|(o, t)| o.stock |= t.stock);
                own
            })
            .clone()
    }
}
