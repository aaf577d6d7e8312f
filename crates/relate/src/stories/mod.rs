//! Which reports tell of the same event.
//!
//! Candidates by shared telling words, signs of each pair, log-odds by a linear model, greedy average linkage.

mod background;
mod candidates;
pub mod chapters;
mod decisions;
pub mod events;
mod evidence;
mod linkage;
mod pair;
pub mod round_ups;
pub mod stream;
mod titles;
mod vectors;
mod view;
mod why;

pub use decisions::{Decided, cluster_decided};
pub use pair::{SENSE, SIGNS, Signs};
pub use titles::title;
pub use why::{Near, near, why};

use pair::Collection;
use record::Report;

/// The stories among `reports`, each a sorted list of indices; every report is in exactly one.
#[must_use]
pub fn cluster(reports: &[Report]) -> Vec<Vec<usize>> {
    // Everything below works in the order of ids, so that the order of the input changes nothing.
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|a, b| reports[*a].id.cmp(&reports[*b].id));
    let sorted: Vec<&Report> = order.iter().map(|i| &reports[*i]).collect();
    let edges: Vec<(usize, usize, f64)> = signs(&sorted)
        .iter()
        .map(|(a, b, signs)| (*a, *b, pair::odds(signs)))
        .collect();
    let mut clusters = linkage::cluster(sorted.len(), &edges);
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
    let collection = Collection::new(reports);
    let pairs = candidates::pairs(&collection.views, &collection.body, &collection.capitals);
    pairs
        .into_iter()
        .map(|(a, b)| (a, b, collection.signs(a, b)))
        .collect()
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
        .map(|(a, b, signs)| (order[*a], order[*b], pair::odds(signs)))
        .collect()
}

/// The stories that edges of log-odds make of `n` reports, for fitting.
#[must_use]
pub fn link(n: usize, edges: &[(usize, usize, f64)]) -> Vec<Vec<usize>> {
    linkage::cluster(n, edges)
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
