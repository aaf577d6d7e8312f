//! Why a report is in its story: whom it is nearest to there, who is nearest outside, and what speaks on either side.

use super::edges;
use super::evidence::{Pile, Signs};
use super::linkage::{LEAST, MOST};
use crate::dependents::named;
use record::{Evidence, EvidenceKind, Report, Reuse, Tie};
use std::collections::BTreeMap;

/// Reports told of on either side.
const TOLD: usize = 5;

/// The reports nearest to one, with the log-odds that both tell of one event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Near {
    /// In its story, the nearest first.
    pub partners: Vec<(usize, f64)>,
    /// Outside it, the nearest first, each with the mean log-odds of all pairs between the two stories.
    pub outside: Vec<(usize, f64, f64)>,
    /// The mean log-odds of its pairs with all others of its story; `None` where it is alone.
    pub mean: Option<f64>,
}

impl Near {
    /// All places that it speaks of.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        let partners = self.partners.iter().map(|p| p.0);
        partners.chain(self.outside.iter().map(|p| p.0))
    }
}

/// The nearest of `reports[at]` inside and outside its cluster.
#[must_use]
pub fn near(reports: &[Report], clusters: &[Vec<usize>], at: usize) -> Near {
    let mut home = vec![0; reports.len()];
    for (place, cluster) in clusters.iter().enumerate() {
        cluster.iter().for_each(|i| home[*i] = place);
    }
    let refs: Vec<&Report> = reports.iter().collect();
    let edges = edges(&refs);
    let mut ties: Vec<(usize, f64)> = edges
        .iter()
        .filter_map(|&(a, b, odds)| match at {
            _ if a == at => Some((b, odds)),
            _ if b == at => Some((a, odds)),
            _ => None,
        })
        .collect();
    ties.sort_by_key(|(i, odds)| (super::candidates::grid(-odds), &reports[*i].id));
    let own = &clusters[home[at]];
    // Between its story and each of the others: the sum of what is known, and how many pairs that is.
    let mut between: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    let (mut sum, mut known) = (0.0, 0_usize);
    for &(a, b, odds) in &edges {
        let odds = odds.clamp(LEAST, MOST);
        match (home[a] == home[at], home[b] == home[at]) {
            (true, true) if a == at || b == at => (sum, known) = (sum + odds, known + 1),
            (true, false) | (false, true) => {
                let other = if home[a] == home[at] { home[b] } else { home[a] };
                let entry = between.entry(other).or_default();
                *entry = (entry.0 + odds, entry.1 + 1);
            }
            _ => {}
        }
    }
    let mean = |sum: f64, known: usize, pairs: usize| {
        let unseen = pairs.saturating_sub(known) as f64;
        (sum + LEAST * unseen) / pairs.max(1) as f64
    };
    let (inside, outside): (Vec<_>, Vec<_>) = ties.into_iter().partition(|(i, _)| home[*i] == home[at]);
    Near {
        partners: inside.into_iter().take(TOLD).collect(),
        outside: outside
            .into_iter()
            .take(TOLD)
            .map(|(i, odds)| {
                let (sum, known) = between.get(&home[i]).copied().unwrap_or_default();
                (i, odds, mean(sum, known, own.len() * clusters[home[i]].len()))
            })
            .collect(),
        mean: (own.len() > 1).then(|| mean(sum, known, own.len() - 1)),
    }
}

/// What ties `reports[at]` to those near it, with `reuse` among them: what it shares with most partners, then the partners
/// and the outsiders one by one. `story` gives the id of the story of a place, `apart` says whether a person parted the two.
#[must_use]
pub fn why(
    reports: &[Report],
    at: usize,
    near: &Near,
    reuse: &[Reuse],
    story: &dyn Fn(usize) -> String,
    decided: &dyn Fn(usize) -> bool,
) -> (Vec<Evidence>, Vec<Tie>, Vec<Tie>) {
    let refs: Vec<&Report> = reports.iter().collect();
    let pile = Pile::new(&refs);
    let report = &reports[at];
    let signs = |i: usize| {
        let other = &reports[i];
        let shared = reuse
            .iter()
            .find(|r| (r.a == report.id && r.b == other.id) || (r.b == report.id && r.a == other.id));
        pile.signs(report, other, shared)
    };
    let tie = |i: usize, odds: f64, verdict: String| {
        let Signs { together, against } = signs(i);
        Tie {
            report: named(&reports[i]),
            story: story(i),
            odds: hundredths(odds),
            verdict,
            together,
            against,
        }
    };
    let partners: Vec<Tie> = near
        .partners
        .iter()
        .map(|&(i, odds)| {
            let verdict = match (decided(i), odds > 0.0) {
                (true, _) => "A person put the two together.".to_owned(),
                (_, true) => "Taken by themselves the two would be one story.".to_owned(),
                (_, false) => {
                    "Taken by themselves the two would be apart; others of the story join them.".to_owned()
                }
            };
            tie(i, odds, verdict)
        })
        .collect();
    let outside = near
        .outside
        .iter()
        .map(|&(i, odds, mean)| {
            let verdict = match (decided(i), odds > 0.0) {
                (true, _) => "A person told the two apart.".to_owned(),
                (_, false) => "Taken by themselves the two are apart.".to_owned(),
                (_, true) => format!(
                    "Taken by themselves the two would be one story, but their stories as wholes are apart: the mean \
                     log-odds of all pairs between them are {:.1}.",
                    hundredths(mean)
                ),
            };
            tie(i, odds, verdict)
        })
        .collect();
    (because(&partners), partners, outside)
}

/// The signs of the nearest partner, each with how many partners show a sign of that kind.
fn because(partners: &[Tie]) -> Vec<Evidence> {
    let Some(first) = partners.first() else {
        return Vec::new();
    };
    let showing = |kind: EvidenceKind| {
        let has = |t: &&Tie| t.together.iter().any(|e| e.kind == kind);
        partners.iter().filter(has).count()
    };
    let common = |e: &&Evidence| 2 * showing(e.kind) >= partners.len();
    let mut found: Vec<Evidence> = first.together.iter().filter(common).cloned().collect();
    if found.is_empty() {
        found.clone_from(&first.together);
    }
    found
}

/// In steps of one hundredth.
fn hundredths(value: f64) -> f64 {
    let value = (value * 100.0).round() / 100.0;
    // No "-0".
    if value == 0.0 { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{DateBasis, Name, NameKind, Precision, Published, Segment, SegmentKind, Sentence, Text};

    fn report(id: &str, outlet: &str, day: &str, headline: &str, text: &str) -> Report {
        let text = Text::from(text);
        let whole = text.whole();
        let names = ["Dora Quill", "Port Ellery", "Tamarin", "Ines Okoro"]
            .into_iter()
            .filter_map(|name| {
                let start = text.find(name)?;
                Some(Name {
                    span: text.span(start, start + name.len())?,
                    kind: NameKind::Person,
                    entity: name.to_lowercase().replace(' ', "-"),
                    role: None,
                })
            })
            .collect();
        Report {
            id: id.into(),
            outlet: Some(outlet.into()),
            headline: Some(headline.into()),
            published: Some(Published {
                value: day.into(),
                precision: Precision::Day,
                basis: DateBasis::Field,
                candidates: vec![],
            }),
            segments: vec![Segment::new(SegmentKind::Paragraph, whole)],
            sentences: vec![Sentence { span: whole }],
            names,
            text,
            ..Report::default()
        }
    }

    fn reports() -> [Report; 3] {
        [
            report(
                "a",
                "Ellery Herald",
                "2031-03-04",
                "Blaze destroys net store at Port Ellery",
                "A fire destroyed two warehouses in the harbour of Port Ellery and the harbourmaster Dora Quill said the \
                 blaze began in a store of fishing nets near the Larch Quay ferry ramp.",
            ),
            report(
                "b",
                "Coast Daily",
                "2031-03-05",
                "Harbourmaster tells of blaze among fishing nets",
                "The harbourmaster of Port Ellery, Dora Quill, said a blaze that destroyed two warehouses began among \
                 fishing nets stored near the ferry ramp at Larch Quay.",
            ),
            report(
                "c",
                "Tamarin Post",
                "2031-05-05",
                "Tamarin votes",
                "Voters in Tamarin chose a new assembly and the electoral board under Ines Okoro expects a count.",
            ),
        ]
    }

    #[test]
    fn names_words_and_days_are_told_with_their_places() {
        let reports = reports();
        let near = near(&reports, &[vec![0, 1], vec![2]], 0);
        assert_eq!(near.partners.len(), 1);
        let (because, partners, outside) = why(&reports, 0, &near, &[], &|_| "s".into(), &|_| false);
        let texts: Vec<&str> = because.iter().map(|e| e.text.as_str()).collect();
        assert!(texts[0].starts_with("shares the names "), "{texts:?}");
        assert!(
            texts
                .iter()
                .any(|t| t.contains("“blaze”") && t.contains("Coast Daily")),
            "{texts:?}"
        );
        assert!(texts.contains(&"published a day apart"), "{texts:?}");
        for evidence in because.iter().chain(outside.iter().flat_map(|t| &t.against)) {
            let held = |c: &record::Citation| reports.iter().any(|r| c.holds(r));
            assert!(evidence.citations.iter().all(held), "{evidence:?}");
        }
        assert!(partners[0].odds > 0.0 && outside[0].odds < 0.0);
        assert!(
            outside[0]
                .against
                .iter()
                .any(|e| e.text == "published 62 days apart")
        );
    }

    #[test]
    fn one_alone_has_no_partner_and_a_person_is_named() {
        let reports = reports();
        let near = near(&reports, &[vec![0], vec![1], vec![2]], 0);
        assert!(near.partners.is_empty() && near.mean.is_none());
        let (because, _, outside) = why(&reports, 0, &near, &[], &|_| "s".into(), &|_| true);
        assert!(because.is_empty());
        assert_eq!(outside[0].verdict, "A person told the two apart.");
    }
}
