//! Which sentences say the same.

use super::terms::Terms;
use crate::readings::rarity::rarity;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Of the weight of both sentences, this share (in hundredths) must be common to both (Dice's coefficient). It was read off
/// sentences that make the same labelled point and sentences that make others, on the half that may be looked at.
const SHARED: u32 = 37;
/// Of the sentence that says more: else its support would be told too high.
const SHARED_OF_MORE: u32 = 26;
/// Fewer common terms than this are a coincidence.
const FEWEST_TERMS: usize = 3;
/// So is less common weight than this, in sixteenths of a bit: names that stand in every sentence of a story.
const LEAST_SHARED: u32 = 11 * 16;
/// No term weighs more than this, so that no rare word joins by itself.
const MOST_OF_A_TERM: u32 = 6 * 16;
/// A few sentences that share all their words are one statement whatever these weigh.
const NEARLY_ALL: u32 = 80;
/// A term that stands in more sentences than this proposes no pair; rarer ones of the same sentences do.
const MOST_POSTINGS: usize = 200;

/// Groups of sentences that say the same, as sorted lists of indices. `carriers` are the reports of each.
///
/// The sentence with the most reports among its likes leads; only what is like the leader itself joins, so that a chain
/// of small differences can't join what differs.
pub(super) fn cluster(terms: &[Terms], carriers: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let bags = Bags::new(terms);
    let mut met = vec![false; terms.len()];
    let likes: Vec<Vec<usize>> = (0..terms.len()).map(|i| bags.likes(i, terms, &mut met)).collect();
    let mut order: Vec<(Reverse<usize>, usize)> = likes
        .iter()
        .enumerate()
        .map(|(i, like)| {
            let reports: BTreeSet<usize> = like
                .iter()
                .chain([&i])
                .flat_map(|&j| carriers[j].iter().copied())
                .collect();
            (Reverse(reports.len()), i)
        })
        .collect();
    order.sort_unstable();
    let mut taken = vec![false; terms.len()];
    let mut groups = Vec::new();
    for (_, leader) in order {
        if std::mem::replace(&mut taken[leader], true) {
            continue;
        }
        let mut group = vec![leader];
        for &like in &likes[leader] {
            if !std::mem::replace(&mut taken[like], true) {
                group.push(like);
            }
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups.sort();
    groups
}

/// The sentences as weighted bags of terms, with an index from term to sentences.
struct Bags {
    /// Terms of each sentence by number, rising.
    terms: Vec<Vec<u32>>,
    /// The sentences of each term.
    postings: Vec<Vec<usize>>,
    /// The weight of each term, in sixteenths of a bit.
    weight: Vec<u32>,
    /// The weight of each sentence.
    total: Vec<u32>,
    /// A number for what figures each sentence gives and whether it denies: two with the same number do alike.
    figures: Vec<usize>,
}

/// Whether the weight in common is enough of both sentences' weight and of that of the one that says more.
const fn enough(weight: u32, both: u32, more: u32) -> bool {
    weight * 200 >= both * SHARED && weight * 100 >= more * SHARED_OF_MORE
}

impl Bags {
    fn new(sentences: &[Terms]) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut postings: Vec<Vec<usize>> = Vec::new();
        let mut terms = Vec::with_capacity(sentences.len());
        for (i, sentence) in sentences.iter().enumerate() {
            let mut bag: Vec<u32> = Vec::with_capacity(sentence.all.len());
            for term in &sentence.all {
                let fresh = u32::try_from(postings.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(term).or_insert(fresh);
                if number == fresh {
                    postings.push(Vec::new());
                }
                if let Some(list) = postings.get_mut(number as usize) {
                    list.push(i);
                    bag.push(number);
                }
            }
            bag.sort_unstable();
            terms.push(bag);
        }
        let weight: Vec<u32> = postings
            .iter()
            .map(|p| rarity(sentences.len(), p.len()).min(MOST_OF_A_TERM))
            .collect();
        let total = terms
            .iter()
            .map(|bag: &Vec<u32>| bag.iter().map(|&t| weight[t as usize]).sum())
            .collect();
        let mut kinds: BTreeMap<(&BTreeSet<String>, bool), usize> = BTreeMap::new();
        let figures = sentences
            .iter()
            .map(|s| {
                let next = kinds.len();
                *kinds.entry((&s.numbers, s.negated)).or_insert(next)
            })
            .collect();
        Self {
            terms,
            postings,
            weight,
            total,
            figures,
        }
    }

    /// The sentences that say the same as sentence `i`, rising. `met` holds no `true`, and has none again.
    fn likes(&self, i: usize, sentences: &[Terms], met: &mut [bool]) -> Vec<usize> {
        let mut near: Vec<usize> = Vec::new();
        let rare = |t: &&u32| self.postings[**t as usize].len() <= MOST_POSTINGS;
        for &t in self.terms[i].iter().filter(rare) {
            for &j in self.postings[t as usize].iter().filter(|&&j| j != i) {
                if !std::mem::replace(&mut met[j], true) {
                    near.push(j);
                }
            }
        }
        for &j in &near {
            met[j] = false;
        }
        near.retain(|&j| {
            self.can_be_alike(i, j) && self.is_alike(i, j) && of_one_people(&sentences[i], &sentences[j])
        });
        near.sort_unstable();
        near
    }

    /// Whether two sentences give the same figures, deny alike, and are of a size.
    fn can_be_alike(&self, i: usize, j: usize) -> bool {
        let (less, more) = (self.total[i].min(self.total[j]), self.total[i].max(self.total[j]));
        self.figures[i] == self.figures[j] && enough(less, less + more, more)
    }

    fn is_alike(&self, i: usize, j: usize) -> bool {
        let (weight, count) = self.common(i, j);
        let (both, more) = (self.total[i] + self.total[j], self.total[i].max(self.total[j]));
        count >= FEWEST_TERMS
            && enough(weight, both, more)
            && (weight >= LEAST_SHARED || weight * 200 >= both * NEARLY_ALL)
    }

    /// Weight and number of the common terms.
    fn common(&self, i: usize, j: usize) -> (u32, usize) {
        let (a, b) = (&self.terms[i], &self.terms[j]);
        let (mut x, mut y, mut weight, mut count) = (0, 0, 0, 0);
        while let (Some(s), Some(t)) = (a.get(x), b.get(y)) {
            match s.cmp(t) {
                std::cmp::Ordering::Less => x += 1,
                std::cmp::Ordering::Greater => y += 1,
                std::cmp::Ordering::Equal => {
                    weight += self.weight[*s as usize];
                    (x, y, count) = (x + 1, y + 1, count + 1);
                }
            }
        }
        (weight, count)
    }
}

/// Whether two sentences can be of the same people.
fn of_one_people(a: &Terms, b: &Terms) -> bool {
    a.persons.is_empty() || b.persons.is_empty() || !a.persons.is_disjoint(&b.persons)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &str) -> Terms {
        Terms {
            all: words.split(' ').map(str::to_owned).collect(),
            ..Terms::default()
        }
    }

    #[test]
    fn a_chain_of_small_differences_joins_only_what_is_like_its_middle() {
        let sentences = [
            terms("a b c d e f"),
            terms("b c d e f g"),
            terms("c d e f g h"),
            terms("d e f g h i"),
        ];
        let carriers: Vec<BTreeSet<usize>> = (0..4).map(|i| BTreeSet::from([i])).collect();
        let groups = cluster(&sentences, &carriers);
        assert!(
            groups.iter().all(|g| !(g.contains(&0) && g.contains(&3))),
            "{groups:?}"
        );
    }

    #[test]
    fn what_says_much_more_stays_apart() {
        let sentences = [
            terms("pump town buy"),
            terms("pump town buy mayor river council flood spring money vote"),
        ];
        assert_eq!(
            cluster(&sentences, &[BTreeSet::from([0]), BTreeSet::from([1])]).len(),
            2
        );
    }
}
