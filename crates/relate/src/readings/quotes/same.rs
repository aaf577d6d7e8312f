//! Which quoted sentences are the same remark.

use super::speakers::{Match, Voice};
use super::units::Unit;
use crate::readings::alignment::align;
use crate::readings::words::is_function_word;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Of the shorter wording's words, this many hundredths must stand in the fuller one, in order.
const SHARED: usize = 70;
/// The same for words that carry meaning.
const SHARED_CONTENT: usize = 60;
/// Wordings of fewer words than this need the same known speaker.
const SHORT: usize = 8;
/// Fragments of fewer words than this must stand in the fuller wording word for word.
const FRAGMENT: usize = 6;
/// So many words, nearly unchanged, are one remark even where two reports name two speakers: one of them errs.
const UNMISTAKABLE: usize = 12;
/// Of the candidates that share word triples, this many are compared.
const MOST_CANDIDATES: usize = 16;
/// A triple of words that stands in more wordings than this says nothing.
const MOST_POSTINGS: usize = 64;
/// Words compared of one unit; a sentence is hardly longer.
const MOST_WORDS: usize = 200;

/// The units of the same remark: lists of indices, each led by a fullest wording, sorted.
///
/// Each wording is compared with leaders only, the longest first, so that a chain of half-alike wordings can't join two
/// remarks.
pub(super) fn cluster(units: &[Unit], voices: &[Voice]) -> Vec<Vec<usize>> {
    let mut wordings: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (i, unit) in units.iter().enumerate() {
        wordings.entry(Key::of(unit, &voices[i])).or_default().push(i);
    }
    let mut wordings: Vec<(Key<'_>, Vec<usize>)> = wordings.into_iter().collect();
    wordings.sort_by(|(a, _), (b, _)| b.words.len().cmp(&a.words.len()).then_with(|| a.cmp(b)));

    let mut clusters: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut index: FxHashMap<[&str; 3], Vec<usize>> = FxHashMap::default();
    for (at, (key, members)) in wordings.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for postings in triples(key.words).filter_map(|t| index.get(&t)) {
            for &c in postings.iter().take(MOST_POSTINGS) {
                *shared.entry(c).or_default() += 1;
            }
        }
        let mut candidates: Vec<(usize, usize)> = shared.into_iter().collect();
        candidates.sort_by_key(|&(c, n)| (std::cmp::Reverse(n), c));
        let home = candidates.into_iter().take(MOST_CANDIDATES).find(|&(c, _)| {
            let (leader, leaders) = (&wordings[clusters[c].0], &clusters[c].1);
            same(key.words, leader.0.words, closest(members, leaders, voices))
        });
        if let Some((c, _)) = home {
            clusters[c].1.extend(members);
        } else {
            for triple in triples(key.words) {
                let postings = index.entry(triple).or_default();
                if postings.last() != Some(&clusters.len()) {
                    postings.push(clusters.len());
                }
            }
            clusters.push((at, members.clone()));
        }
    }
    let mut found: Vec<Vec<usize>> = clusters.into_iter().map(|(_, members)| members).collect();
    for members in &mut found {
        members.sort_unstable();
    }
    found.sort();
    found
}

/// Equal words are one wording; few equal words only from the same speaker.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    words: &'a [String],
    voice: Option<&'a Voice>,
}

impl<'a> Key<'a> {
    fn of(unit: &'a Unit, voice: &'a Voice) -> Self {
        let words = unit.words.get(..MOST_WORDS).unwrap_or(&unit.words);
        Self {
            words,
            voice: (words.len() < SHORT).then_some(voice),
        }
    }
}

fn triples(words: &[String]) -> impl Iterator<Item = [&str; 3]> {
    words
        .windows(3)
        .map(|w| [w[0].as_str(), w[1].as_str(), w[2].as_str()])
}

/// Two different names weigh more than two equal ones, and these more than an unknown one.
fn closest(members: &[usize], leaders: &[usize], voices: &[Voice]) -> Match {
    const SOME: usize = 16;
    let mut answer = Match::Open;
    for &a in members.iter().take(SOME) {
        for &b in leaders.iter().take(SOME) {
            match voices[a].against(&voices[b]) {
                Match::Apart => return Match::Apart,
                Match::Same if voices[a].named() => answer = Match::Same,
                Match::Same | Match::Open => {}
            }
        }
    }
    answer
}

/// Words so common in speech that two remarks which share them share nothing.
const COMMON: &[&str] = &[
    "always", "come", "ever", "get", "go", "going", "good", "got", "it's", "i'm", "know", "let", "like",
    "look", "lot", "made", "make", "need", "never", "no", "not", "now", "one", "people", "really", "said",
    "say", "see", "take", "that's", "there's", "they're", "thing", "things", "think", "time", "today",
    "want", "way", "we'll", "we're", "well", "work", "year", "years", "you're",
];

/// Whether the wording `short` is one of the remark `full`, which is at least as long.
fn same(short: &[String], full: &[String], speakers: Match) -> bool {
    let pairs = align(short, full);
    let (matched, all) = (pairs.len(), short.len());
    let is_content = |w: &String| !is_function_word(w) && !COMMON.contains(&w.as_str());
    let content = short.iter().filter(|w| is_content(w)).count();
    let content_matched = pairs.iter().filter(|&&(i, _)| is_content(&short[i])).count();
    // A fragment of function words alone ("and that is what we") says nothing.
    if content_matched == 0 || content_matched * 100 < content * SHARED_CONTENT {
        return false;
    }
    let share = matched * 100 / all.max(1);
    // Words found far apart in a long sentence are a coincidence, unless the report left out the middle.
    let stretch = match (pairs.first(), pairs.last()) {
        (Some(first), Some(last)) => last.1 - first.1 + 1,
        _ => 0,
    };
    match speakers {
        Match::Apart => all >= UNMISTAKABLE && share >= 90,
        Match::Same if all < FRAGMENT => share == 100 && stretch == all,
        Match::Same if all < SHORT => share >= 80 && stretch <= 2 * all,
        Match::Open if all < FRAGMENT => false,
        Match::Open if all < SHORT => share == 100 && stretch == all,
        Match::Same | Match::Open => share >= SHARED && (stretch <= 3 * all || share >= 90),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::words::norms;

    fn judged(short: &str, full: &str, speakers: Match) -> bool {
        same(&norms(short), &norms(full), speakers)
    }

    const FULL: &str =
        "Slowly the dam gave way, and we are back to a winter in which the lower town stands in water";

    #[test]
    fn cuts_and_changes_of_a_few_words_are_the_same_remark() {
        assert!(judged(
            "We are back to a winter where the lower town stands in water",
            FULL,
            Match::Open
        ));
        assert!(judged("the dam gave way", FULL, Match::Same));
        assert!(judged(
            "The dam gave way and we are back to a winter in which the lower town stands in water",
            FULL,
            Match::Apart
        ));
    }

    #[test]
    fn a_short_fragment_needs_its_speaker() {
        assert!(!judged("the dam gave way", FULL, Match::Open));
        assert!(!judged("the dam has given way", FULL, Match::Same));
        assert!(!judged(
            "We are back to a winter where the lower town stands",
            FULL,
            Match::Apart
        ));
    }

    #[test]
    fn the_same_opening_is_not_the_same_remark() {
        assert!(!judged(
            "We are going to do everything we can for the farms",
            "We are going to do everything we can to catch the thieves and bring them here",
            Match::Open
        ));
        assert!(!judged(
            "It should have never been made",
            "People know my view: it is a bad bargain that should have never been made",
            Match::Same
        ));
        assert!(!judged(
            "I want to say that this is very good",
            "I want to say that this is a very sad day for the town",
            Match::Open
        ));
    }
}
