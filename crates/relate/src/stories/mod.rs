//! Which reports tell of the same event.
//!
//! Candidates by shared telling words, signs of each pair, log-odds by a linear model, greedy average linkage.

pub(crate) mod background;
mod candidates;
pub mod chapters;
mod days;
mod decisions;
mod details;
pub mod events;
mod evidence;
mod furniture;
mod linkage;
mod model;
mod names;
mod pair;
pub mod round_ups;
pub mod stream;
mod titles;
mod toll;
mod vectors;
mod view;
mod voices;
mod why;
mod words;
mod workers;

pub use decisions::{Decided, cluster_decided};
pub use titles::title;
pub use why::{Near, near, why};

pub use model::{SENSE, SIGNS, Signs};
pub use workers::{Alone, Workers};

use pair::Collection;
use record::Report;
use rustc_hash::FxHashMap;

/// The stories among `reports`, each a sorted list of indices; every report is in exactly one.
#[must_use]
pub fn cluster(reports: &[Report]) -> Vec<Vec<usize>> {
    cluster_by(reports, &Alone)
}

/// [`cluster`], its work done in pieces by `workers`; who they are never changes the answer.
#[must_use]
pub fn cluster_by(reports: &[Report], workers: &dyn Workers) -> Vec<Vec<usize>> {
    // Everything below works in the order of ids, so that the order of the input changes nothing.
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|a, b| reports[*a].id.cmp(&reports[*b].id));
    let sorted: Vec<&Report> = order.iter().map(|i| &reports[*i]).collect();
    let collection = Collection::new(&sorted, workers);
    let odds = |a: usize, b: usize| model::odds(&collection.signs(a, b));
    let edges: Vec<(usize, usize, f64)> = over_pairs(&collection.candidates(workers), workers, odds)
        .into_iter()
        .filter(|edge| edge.2 > linkage::LEAST)
        .collect();
    let mut clusters = linkage::cluster(sorted.len(), &edges, &odds);
    for cluster in &mut clusters {
        cluster.iter_mut().for_each(|i| *i = order[*i]);
        cluster.sort_unstable();
    }
    clusters.sort();
    clusters
}

/// The signs of every candidate pair of `reports`, for deciding, for fitting and for looking.
#[must_use]
pub fn signs(reports: &[&Report]) -> Vec<(usize, usize, Signs)> {
    Signed::new(reports).pairs
}

/// Reports with the signs of their candidate pairs, for fitting: what is measured is what [`cluster`] does.
pub struct Signed {
    collection: Collection,
    /// Candidate pairs of places in the list, the smaller first.
    pub pairs: Vec<(usize, usize, Signs)>,
}

impl Signed {
    /// Looks at the reports, whose order decides ties.
    #[must_use]
    pub fn new(reports: &[&Report]) -> Self {
        let collection = Collection::new(reports, &Alone);
        let pairs = over_pairs(&collection.candidates(&Alone), &Alone, |a, b| {
            collection.signs(a, b)
        });
        Self { collection, pairs }
    }

    /// The stories by other log-odds than those of the model.
    #[must_use]
    pub fn cluster(&self, n: usize, odds: &dyn Fn(&Signs) -> f64) -> Vec<Vec<usize>> {
        let edges: Vec<(usize, usize, f64)> = self
            .pairs
            .iter()
            .map(|(a, b, signs)| (*a, *b, odds(signs)))
            .collect();
        linkage::cluster(n, &edges, &|a, b| {
            odds(&self.collection.signs(a.min(b), a.max(b)))
        })
    }
}

/// What `of` says of each pair, in the pairs' order.
fn over_pairs<T: Send + Sync>(
    pairs: &[(usize, usize)],
    workers: &dyn Workers,
    of: impl Fn(usize, usize) -> T + Sync,
) -> Vec<(usize, usize, T)> {
    const PIECE: usize = 1024;
    let pieces = workers::map(workers, pairs.len().div_ceil(PIECE), |piece| {
        let end = ((piece + 1) * PIECE).min(pairs.len());
        pairs[piece * PIECE..end]
            .iter()
            .map(|(a, b)| (*a, *b, of(*a, *b)))
            .collect::<Vec<_>>()
    });
    pieces.into_iter().flatten().collect()
}

/// The stories that edges of log-odds make of `n` reports, for fitting. Pairs without an edge are of two events.
#[must_use]
pub fn link(n: usize, edges: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
    let known: FxHashMap<(usize, usize), f64> = edges.iter().map(|e| ((e.0, e.1), e.2)).collect();
    linkage::cluster(n, edges, &|a, b| {
        known
            .get(&(a.min(b), a.max(b)))
            .copied()
            .unwrap_or(linkage::LEAST)
    })
}

/// The id of the story whose first report has this id.
#[must_use]
pub fn story_id(first: &str) -> String {
    format!("story-{}", record::SourceId::of(first.as_bytes()).short())
}

/// The log-odds of every candidate pair of `reports`, by their places in the list.
pub(crate) fn edges(reports: &[&Report]) -> Vec<(usize, usize, f64)> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|a, b| reports[*a].id.cmp(&reports[*b].id));
    let sorted: Vec<&Report> = order.iter().map(|i| reports[*i]).collect();
    signs(&sorted)
        .iter()
        .map(|(a, b, signs)| (order[*a], order[*b], model::odds(signs)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Sentence, Text};

    fn report(id: &str, headline: Option<&str>, text: &str) -> Report {
        let text = Text::from(text);
        let whole = text.whole();
        Report {
            id: id.into(),
            headline: headline.map(str::to_owned),
            segments: vec![Segment::new(SegmentKind::Paragraph, whole)],
            sentences: vec![Sentence { span: whole }],
            text,
            ..Report::default()
        }
    }

    const FIRE: &str = "A fire destroyed two warehouses in the harbour of Port Ellery and the harbourmaster Dora Quill \
        said the blaze began in a store of fishing nets near the Larch Quay ferry ramp.";
    const AGAIN: &str = "The harbourmaster of Port Ellery, Dora Quill, said a blaze that destroyed two warehouses began \
        among fishing nets stored near the ferry ramp at Larch Quay.";
    const VOTE: &str = "Voters in Tamarin chose a new assembly and the electoral board under Ines Okoro expects a count \
        of all ballots within three days.";

    #[test]
    fn two_accounts_of_a_fire_join_and_an_election_stays_apart() {
        let reports = [
            report("c", Some("Fire destroys warehouses in Port Ellery"), FIRE),
            report("b", Some("Tamarin votes"), VOTE),
            report("a", Some("Blaze guts Port Ellery warehouses"), AGAIN),
        ];
        assert_eq!(cluster(&reports), vec![vec![0, 2], vec![1]]);
    }

    /// Clusters that hold each of `n` reports once.
    fn whole(clusters: &[Vec<usize>], n: usize) -> bool {
        let mut all: Vec<usize> = clusters.iter().flatten().copied().collect();
        all.sort_unstable();
        all == (0..n).collect::<Vec<_>>()
    }

    fn dated(mut report: Report, day: &str) -> Report {
        report.published = Some(record::Published {
            value: day.to_owned(),
            precision: record::Precision::Day,
            basis: record::DateBasis::Field,
            candidates: vec![],
        });
        report
    }

    #[test]
    fn duplicates_are_one_story_and_empty_reports_are_each_their_own() {
        let same: Vec<Report> = (0..150)
            .map(|i| report(&format!("r{i:03}"), None, FIRE))
            .collect();
        assert_eq!(cluster(&same).len(), 1);
        let empty: Vec<Report> = (0..150).map(|i| report(&format!("r{i:03}"), None, "")).collect();
        assert_eq!(cluster(&empty).len(), 150);
        assert!(cluster(&[]).is_empty());
    }

    #[test]
    fn a_wrong_year_and_other_languages_lose_no_report() {
        let reports = [
            dated(
                report("a", Some("Blaze guts Port Ellery warehouses"), FIRE),
                "2031-03-04",
            ),
            dated(
                report("b", Some("Fire destroys warehouses in Port Ellery"), AGAIN),
                "2032-03-04",
            ),
            report(
                "c",
                None,
                "Ein Brand hat im Hafen von Port Ellery zwei Lagerhäuser zerstört, sagte Dora Quill.",
            ),
            report("d", None, "Пожар уничтожил два склада в порту."),
            report("e", None, "港で火災、倉庫二棟が全焼。"),
            dated(report("f", None, VOTE), "0000-99-99"),
        ];
        let clusters = cluster(&reports);
        assert!(whole(&clusters, 6));
        assert!(clusters.contains(&vec![0, 1]), "{clusters:?}");
    }

    /// Reports of one fire, each with some of its facts in an order of its own.
    fn giant(n: usize) -> Vec<Report> {
        let facts: Vec<&str> = FIRE.split(' ').collect();
        (0..n)
            .map(|i| {
                let mut words: Vec<&str> = facts.clone();
                let at = i % facts.len();
                words.rotate_left(at);
                words.truncate(facts.len() - 4);
                let text = format!("{} {i}.", words.join(" "));
                report(&format!("r{i:04}"), Some("Fire in Port Ellery"), &text)
            })
            .collect()
    }

    #[test]
    fn a_story_of_hundreds_is_one_and_order_and_workers_change_nothing() {
        struct Backwards;
        impl Workers for Backwards {
            fn run(&self, pieces: usize, job: &(dyn Fn(usize) + Sync)) {
                (0..pieces).rev().for_each(job);
            }
        }
        let mut reports = giant(400);
        reports.push(report("vote", Some("Tamarin votes"), VOTE));
        let clusters = cluster(&reports);
        assert_eq!(clusters.iter().map(Vec::len).max(), Some(400));
        assert_eq!(cluster_by(&reports, &Backwards), clusters);
        reports.reverse();
        let turned = cluster(&reports);
        assert!(whole(&turned, 401));
        assert_eq!(turned.len(), clusters.len());
    }

    #[test]
    fn the_title_is_the_most_typical_headline_or_else_the_first_sentence() {
        let a = report("a", Some("Fire in Port Ellery"), FIRE);
        let b = report("b", Some("Fire guts Port Ellery warehouses"), FIRE);
        let c = report("c", Some("Warehouses burn"), FIRE);
        assert_eq!(title(&[&a, &b, &c]), "Fire guts Port Ellery warehouses");
        let bare = report("d", None, VOTE);
        assert!(title(&[&bare]).starts_with("Voters in Tamarin"));
        assert_eq!(title(&[]), "");
    }
}
