//! Which words tie a passage to which stories.

use super::super::background::weight;
use super::super::candidates::grid;
use super::super::furniture::stock;
use super::super::words::{Term, term, words};
use super::Shared;
use record::Report;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A word with less weight than this ("Chicago", "Congress") ties to no story.
const TELLING: f32 = 3.0;
/// Nor does a word of more stories than this.
const STORIES: usize = 30;
/// And a shorter one.
const SHORTEST: usize = 3;

/// The stories of each word, and how telling it is of them.
pub(super) struct Ties {
    /// Stories with the number of their reports that have the word; of a common word one story more than is used.
    by: FxHashMap<Term, Vec<(usize, usize)>>,
    stories: usize,
}

impl Ties {
    pub(super) fn new(reports: &[Report], clusters: &[Vec<usize>]) -> Self {
        let mut by: FxHashMap<Term, Vec<(usize, usize)>> = FxHashMap::default();
        for (story, cluster) in clusters.iter().enumerate() {
            for report in cluster.iter().map(|i| &reports[*i]) {
                let lines = report.running().map(|s| report.text.at(s.span));
                let own: BTreeSet<Term> = lines.filter(|l| !stock(l)).flat_map(terms).collect();
                for word in own {
                    let having = by.entry(word).or_default();
                    if let Some((_, n)) = having.last_mut().filter(|(last, _)| *last == story) {
                        *n += 1;
                    } else if having.len() <= STORIES + 1 {
                        having.push((story, 1));
                    }
                }
            }
        }
        Self {
            by,
            stories: clusters.len(),
        }
    }

    /// The stories of a telling word, each with how many of its reports have it; `None` for one that ties to none.
    pub(super) fn stories(&self, word: Term) -> Option<(&[(usize, usize)], f32)> {
        let having = self.by.get(&word)?;
        // The passage's own report may be a story by itself.
        if having.len() > STORIES + 1 {
            return None;
        }
        // Counts of stories are far below what a float holds exactly.
        #[allow(clippy::cast_precision_loss)]
        let weight = weight(word, having.len() as f32, self.stories as f32);
        (weight >= TELLING).then_some((having.as_slice(), weight))
    }

    /// What the words of a passage weigh for each story; its own report, where it is one of the story `home`, says nothing for
    /// that one.
    pub(super) fn shared(&self, passage: &str, home: Option<usize>) -> Shared {
        let mut shared = Shared::new();
        for word in terms(passage) {
            let Some((having, weight)) = self.stories(word) else {
                continue;
            };
            for (story, n) in having {
                if Some(*story) != home || *n > 1 {
                    let of_story = shared.entry(*story).or_default();
                    of_story.insert(word, grid(f64::from(weight)));
                }
            }
        }
        shared
    }
}

/// The words of a text that are long enough to tell anything.
pub(super) fn terms(text: &str) -> BTreeSet<Term> {
    let long = words(text).into_iter().filter(|w| w.len() >= SHORTEST);
    long.map(|w| term(&w)).collect()
}
