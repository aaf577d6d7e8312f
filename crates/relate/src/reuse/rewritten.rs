//! Copies in other words: reports whose sentences follow each other alike, with the same names and figures in them.
//!
//! A spun or summarised copy shares few words in a row with its original. What betrays it is that one sentence after the
//! other has its counterpart in the other report ([`skeleton`]), in the same order, with the same names and figures. Two
//! reporters of one event do not come near that: of 3,154 pairs of reports of one event none is told, and of 95 in 100 of a part of
//! these an eighth of the words stand side by side, where spun and summarised copies have half.
//!
//! Quoted speech plays no part: two who heard one speaker quote alike and in the same order. All that is told here is
//! inferred, and joins two reports for the cautious alone.

use super::skeleton::{self, Beside};
use super::tokens::Token;
use super::{kin, kind};
use crate::rising::rising;
use record::{Passage, PassageKind, Report, ReuseKind};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::ops::Range;

/// Share of the shorter one's different words, in hundredths, that must stand in the other.
const COMMON: usize = 38;
/// Sentences that must follow each other alike, and words that must match in them.
const SENTENCES: usize = 4;
const MATCHED: usize = 40;
/// Share of the shorter one's prose, in hundredths, that must match.
const SHARE: usize = 35;
/// Names and figures in these sentences that must be the same: so many, and such a share of the fewer, in hundredths. Two
/// reports made after one pattern differ in just these.
const FACTS: usize = 6;
const SAME_FACTS: usize = 60;
/// Words of a sentence that is worth comparing.
const SHORT: usize = 6;

/// A sentence's words of prose.
#[derive(Debug)]
struct Sentence {
    words: Vec<u32>,
    /// Where they stand among the text's.
    places: Vec<u32>,
    /// Its different words that are no small ones, rising.
    content: Vec<u32>,
    by_word: skeleton::Places,
}

/// What is compared of a text. It is made once a text: a long story has a thousand times as many pairs.
#[derive(Debug)]
pub(super) struct Prose {
    sentences: Vec<Sentence>,
    /// Its different words of prose, rising.
    words: Vec<u32>,
    /// How many words of prose it has.
    length: usize,
}

impl Prose {
    pub(super) fn of(report: &Report, tokens: &[Token]) -> Self {
        let prose = tokens.iter().filter(|t| !t.quoted && !t.stock);
        Self {
            sentences: sentences(report, tokens),
            words: distinct(prose.map(|t| t.word)),
            length: kind::prose(tokens),
        }
    }
}

fn distinct(words: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut words: Vec<u32> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The text's sentences without speech and stock phrases.
fn sentences(report: &Report, tokens: &[Token]) -> Vec<Sentence> {
    let ends = |x: &Token, y: &Token| {
        let gap = report.text.get(x.end as usize..y.start as usize);
        x.block != y.block
            || gap.is_none_or(|g| g.contains('\n') || (g.contains(['.', '!', '?']) && g.contains(' ')))
    };
    let mut all = Vec::new();
    let mut from = 0;
    for at in 1..=tokens.len() {
        if at < tokens.len() && !ends(&tokens[at - 1], &tokens[at]) {
            continue;
        }
        let kept = tokens[from..at]
            .iter()
            .zip(from..)
            .filter(|(t, _)| !t.quoted && !t.stock);
        let (words, places): (Vec<u32>, Vec<u32>) = kept
            .map(|(t, at)| (t.word, u32::try_from(at).unwrap_or(u32::MAX)))
            .unzip();
        if places.len() >= SHORT {
            all.push(Sentence {
                content: distinct(words.iter().copied().filter(|w| !skeleton::is_small(*w))),
                by_word: skeleton::Places::of(&words),
                words,
                places,
            });
        }
        from = at;
    }
    all
}

/// What a copy in other words has of its original.
#[derive(Debug)]
pub(super) struct Rewritten {
    /// Copied where half of either one is there in other words, else partly.
    pub(super) kind: ReuseKind,
    /// Share of `a`'s prose in these sentences, in thousandths.
    pub(super) share_a: usize,
    /// The same of `b`.
    pub(super) share_b: usize,
    /// Each sentence: its first and last word in both texts, and the words that match.
    sentences: Vec<(Range<usize>, Range<usize>, usize)>,
}

/// Whether one of the two texts is the other in other words.
pub(super) fn judge(a: (&Prose, &[Token]), b: (&Prose, &[Token])) -> Option<Rewritten> {
    if !near(&a.0.words, &b.0.words) {
        return None;
    }
    let (of_a, of_b) = (&a.0.sentences, &b.0.sentences);
    let least = a.0.length.min(b.0.length);
    let enough = |matched: usize| matched >= MATCHED && 100 * matched >= SHARE * least;
    let likely = likely(of_a, of_b);
    // Most pairs end here, before their sentences are aligned.
    if !enough(most(&likely)) {
        return None;
    }
    let mut places = Vec::new();
    let mut found: Vec<Beside> = Vec::new();
    for (i, j, _) in likely {
        if let Some(beside) = skeleton::beside(&of_a[i].words, &of_b[j].words) {
            places.push((i, j));
            found.push(beside);
        }
    }
    let weights: Vec<usize> = found.iter().map(|f| f.matched).collect();
    let row = rising(&places, &weights);
    let matched: usize = row.iter().map(|&k| weights[k]).sum();
    if row.len() < SENTENCES || !enough(matched) {
        return None;
    }
    // Sentences that stand word for word in both are no rewriting: whether these are copied is judged by their words.
    let altered = |k: usize| {
        let (f, (i, j)) = (&found[k], places[k]);
        10 * f.matched < 9 * of_a[i].words.len().max(of_b[j].words.len())
    };
    let anew: usize = row.iter().filter(|&&k| altered(k)).map(|&k| weights[k]).sum();
    if 2 * anew < matched {
        return None;
    }
    let side_a: Vec<&Sentence> = row.iter().map(|&k| &of_a[places[k].0]).collect();
    let side_b: Vec<&Sentence> = row.iter().map(|&k| &of_b[places[k].1]).collect();
    let (facts_a, facts_b) = (facts(&side_a, a.1), facts(&side_b, b.1));
    let same = facts_a.intersection(&facts_b).count();
    if same < FACTS || 100 * same < SAME_FACTS * facts_a.len().min(facts_b.len()) {
        return None;
    }
    let (share_a, share_b) = (share(&side_a, a.1), share(&side_b, b.1));
    Some(Rewritten {
        kind: if share_a.max(share_b) >= kind::COPIED {
            ReuseKind::Copied
        } else {
            ReuseKind::Partly
        },
        share_a,
        share_b,
        sentences: row
            .iter()
            .map(|&k| {
                let (x, y, beside) = (&of_a[places[k].0], &of_b[places[k].1], found[k]);
                let range =
                    |s: &Sentence, of: (usize, usize)| s.places[of.0] as usize..s.places[of.1] as usize + 1;
                (range(x, beside.a), range(y, beside.b), beside.matched)
            })
            .collect(),
    })
}

impl Rewritten {
    /// The sentences as passages of two reports that print the two texts.
    pub(super) fn passages(&self, a: (&Report, &[Token]), b: (&Report, &[Token])) -> Vec<Passage> {
        let span = |(report, tokens): (&Report, &[Token]), words: &Range<usize>| {
            let (first, last) = (tokens.get(words.start)?, tokens.get(words.end - 1)?);
            report.text.span(first.start as usize, last.end as usize)
        };
        let passage = |(x, y, matched): &(Range<usize>, Range<usize>, usize)| {
            let hundredths = (200 * matched / (x.len() + y.len()).max(1)).min(100);
            Some(Passage {
                kind: PassageKind::Prose,
                a: span(a, x)?,
                b: span(b, y)?,
                // At most 100, so that the conversion is exact.
                #[allow(clippy::cast_precision_loss)]
                similarity: hundredths as f64 / 100.0,
            })
        };
        self.sentences.iter().filter_map(passage).collect()
    }

    /// The same, seen from the other report.
    pub(super) fn mirrored(&self) -> Self {
        let mut sentences: Vec<_> = self
            .sentences
            .iter()
            .map(|(x, y, n)| (y.clone(), x.clone(), *n))
            .collect();
        sentences.sort_by_key(|s| (s.0.start, s.1.start));
        Self {
            kind: self.kind,
            share_a: self.share_b,
            share_b: self.share_a,
            sentences,
        }
    }
}

/// Pairs of sentences that may run side by side, in order, with the most words that can match in each.
fn likely(of_a: &[Sentence], of_b: &[Sentence]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (i, x) in of_a.iter().enumerate() {
        for (j, y) in of_b.iter().enumerate() {
            if common(&x.content, &y.content) < 2 {
                continue;
            }
            let most = y.by_word.most_in_order(&x.words);
            if most >= skeleton::WORDS {
                found.push((i, j, most));
            }
        }
    }
    found
}

/// The most words that can match in a row of these pairs that rises on both sides: each sentence has one counterpart.
fn most(likely: &[(usize, usize, usize)]) -> usize {
    let sum = |side: fn(&(usize, usize, usize)) -> usize| -> usize {
        let mut best: BTreeMap<usize, usize> = BTreeMap::new();
        for pair in likely {
            let of = best.entry(side(pair)).or_default();
            *of = pair.2.max(*of);
        }
        best.values().sum()
    };
    sum(|p| p.0).min(sum(|p| p.1))
}

/// The names and figures in these sentences of a text.
fn facts(sentences: &[&Sentence], tokens: &[Token]) -> FxHashSet<u32> {
    let profile = kin::profile(tokens);
    let words = sentences.iter().flat_map(|s| &s.words).copied();
    words.filter(|&word| profile.holds(word)).collect()
}

/// The share of a text's prose, in thousandths, that stands in these sentences.
fn share(sentences: &[&Sentence], tokens: &[Token]) -> usize {
    let words: usize = sentences.iter().map(|s| s.words.len()).sum();
    (1000 * words)
        .checked_div(kind::prose(tokens))
        .map_or(0, |s| s.min(1000))
}

/// Whether the two have enough words in common for it to be worth a closer look.
fn near(a: &[u32], b: &[u32]) -> bool {
    let least = a.len().min(b.len());
    least >= MATCHED / 2 && 100 * common(a, b) >= COMMON * least
}

/// Words that both rising lists have.
fn common(x: &[u32], y: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (x.get(i), y.get(j)) {
        shared += usize::from(a == b);
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::super::{find, tokens};
    use super::{Prose, Rewritten, judge};
    use crate::origins;
    use crate::sample::report;
    use record::{Direction, Independent, Passage, PassageKind, Report, Reuse, ReuseBasis, ReuseKind};

    /// A report of a council, sentence by sentence.
    const COUNCIL: [&str; 7] = [
        "The council of Port Ellery voted 9 to 4 on Tuesday to build a tram line from the Harrow bridge to the fish docks.",
        "Mayor Casper Quist had promised the line in spring, when traders of Quay Street marched to the town hall with drums.",
        "The work will begin in August at the Tarn depot and is expected to take 3 years, the chief engineer Hedda Blom told the council.",
        "Some 40 houses on Wendle Lane must be torn down, and their owners will be offered flats near the Callow market.",
        "The traders, who are led by the baker Jorun Vik, took the plan to the court in Keldon last year and lost.",
        "Money for the line comes from a tax on the 12 piers, which the owners of the Ostrand ferries have refused to pay.",
        "A train of the same kind was tried in Pellworth in 2019 and was given up after a wheel broke on Harbour Hill.",
    ];

    /// The same, spun.
    const SPUN: [&str; 7] = [
        "The council of Port Ellery balloted 9 to 4 on Tuesday to construct a tram route from the Harrow bridge to the fish wharves.",
        "Mayor Casper Quist had pledged the route in spring, as merchants of Quay Street walked to the city hall with drums.",
        "The labour will start in August at the Tarn yard and is anticipated to need 3 years, the head engineer Hedda Blom informed the council.",
        "Roughly 40 homes on Wendle Lane must be knocked down, and their holders will be given apartments near the Callow bazaar.",
        "The merchants, who are headed by the baker Jorun Vik, brought the scheme to the tribunal in Keldon last year and failed.",
        "Funds for the route come from a levy on the 12 piers, which the holders of the Ostrand ferries have declined to settle.",
        "A tram of the same sort was tested in Pellworth in 2019 and was dropped after a wheel snapped on Harbour Hill.",
    ];

    /// Another reporter's account of the same evening.
    const OTHER: [&str; 7] = [
        "Trams will run to the fish docks of Port Ellery after all: 9 councillors were for it on Tuesday night, 4 against.",
        "It is a victory for Casper Quist, the mayor, who staked his office on the line and was booed for it on Quay Street in spring.",
        "Hedda Blom, the chief engineer, spoke for an hour about soil, rails and a depot at Tarn, and named August as the first month of digging.",
        "Nobody at the meeting wanted to hear her: the gallery was full of people from Wendle Lane, where 40 houses stand in the way.",
        "Jorun Vik, the baker, who lost in court at Keldon last year, said that he would chain himself to his oven.",
        "The Ostrand ferries still owe the tax on their 12 piers that was to pay for rails, and show no haste.",
        "Older people in the gallery recalled Pellworth, where a wheel broke on Harbour Hill in 2019.",
    ];

    fn paper(id: &str, sentences: &[&str]) -> Report {
        report(id, &format!("Paper {id}"), "2031-03-04", &[&sentences.join(" ")])
    }

    fn told(a: &[&str], b: &[&str]) -> Option<Reuse> {
        find(&[paper("a", a), paper("b", b)]).into_iter().next()
    }

    fn judged(a: &[&str], b: &[&str]) -> Option<Rewritten> {
        let (a, b) = (paper("a", a), paper("b", b));
        let (x, y) = (tokens::of(&a), tokens::of(&b));
        let (p, q) = (Prose::of(&a, &x), Prose::of(&b, &y));
        let found = judge((&p, &x), (&q, &y))?;
        let passages = found.passages((&a, &x), (&b, &y));
        assert!(
            passages
                .iter()
                .all(|p| p.similarity < 0.95 && p.kind == PassageKind::Prose)
        );
        assert!(passages.is_sorted_by_key(|p| (p.a, p.b)));
        let turned = judge((&q, &y), (&p, &x)).unwrap();
        assert_eq!((found.share_a, found.share_b), (turned.share_b, turned.share_a));
        assert_eq!(found.sentences, turned.mirrored().sentences);
        Some(found)
    }

    #[test]
    fn a_spun_copy_is_told() {
        let found = judged(&COUNCIL, &SPUN).unwrap();
        assert_eq!(found.kind, ReuseKind::Copied);
        assert!(found.sentences.len() >= 5);
    }

    #[test]
    fn a_spun_summary_is_told() {
        let summary = [SPUN[0], SPUN[1], SPUN[3], SPUN[5], SPUN[6]];
        let found = judged(&COUNCIL, &summary).unwrap();
        assert!(found.share_b > found.share_a);
    }

    #[test]
    fn what_stands_there_word_for_word_is_no_rewriting() {
        assert!(judged(&COUNCIL, &COUNCIL).is_none());
    }

    #[test]
    fn it_joins_two_reports_for_the_cautious_alone() {
        let reports = [paper("a", &COUNCIL), paper("b", &OTHER)];
        let span = |r: &Report| r.text.span(0, 40).unwrap();
        let pair = Reuse {
            a: "a".into(),
            b: "b".into(),
            kind: ReuseKind::Copied,
            share_a: 0.7,
            share_b: 0.9,
            origin: Direction::Unknown,
            origin_name: None,
            basis: ReuseBasis::Inferred,
            rewritten: true,
            passages: vec![Passage {
                kind: PassageKind::Prose,
                a: span(&reports[0]),
                b: span(&reports[1]),
                similarity: 0.6,
            }],
        };
        let origins = origins::trace(&reports, &[pair]);
        let count = origins::count(&reports.iter().collect::<Vec<_>>(), &origins);
        assert_eq!(count.independent, Independent { low: 1, high: 2 });
        assert!(count.why[0].contains("in other words"), "{:?}", count.why);
    }

    #[test]
    fn another_account_of_the_same_evening_is_nothing() {
        assert_eq!(told(&COUNCIL, &OTHER), None);
        assert_eq!(told(&SPUN, &OTHER), None);
    }

    #[test]
    fn two_accounts_that_quote_one_speaker_in_the_same_order_share_speech_alone() {
        let remarks = [
            "“We shall mend the hinge before the ice comes back to the quay,” she said.",
            "“The board will pay for every day that a barge lies idle at the lock,” she added.",
            "“I have looked after this gate for thirty winters and never saw the like,” she went on.",
            "“Ask the skippers, who brewed tea on deck and complained about the price of coal.”",
        ];
        let with = |own: &[&'static str]| -> Vec<&'static str> {
            own.iter().zip(remarks).flat_map(|(x, y)| [*x, y]).collect()
        };
        let pair = told(&with(&COUNCIL), &with(&OTHER)).unwrap();
        assert!(!pair.rewritten);
        assert_eq!(pair.kind, ReuseKind::Quotation);
    }

    #[test]
    fn reports_made_after_one_pattern_differ_in_their_facts() {
        let pattern = |place: &str, team: &str, n: usize| -> Vec<String> {
            (0..6)
                .map(|i| {
                    format!(
                        "The {team}{i} of {place}{i} won by {} to {} against the side of {place}x{i} in the round {} of the cup.",
                        n + i,
                        n / 2 + i,
                        n * 3 + i
                    )
                })
                .collect()
        };
        let (one, two) = (pattern("Keld", "Rovers", 3), pattern("Ostr", "Wanderers", 40));
        let words = |p: &[String]| p.join(" ");
        let found = find(&[
            report("a", "Paper a", "", &[&words(&one)]),
            report("b", "Paper b", "", &[&words(&two)]),
        ]);
        assert!(found.iter().all(|p| !p.rewritten));
    }
}
