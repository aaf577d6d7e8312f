//! The sentences of each report, and which other reports have the words of each.

use super::limits::Cut;
use super::{Set, texts};
use record::{PassageKind, Report, Reuse, Span};
use std::collections::BTreeMap;

/// Share of a sentence, in hundredths of its bytes, from which it counts as shared.
const COVERED: usize = 50;
/// Bytes between shared prose and shared speech, in both reports, up to which the speech went along with the prose.
const BESIDE: usize = 60;
/// Bytes between two shared stretches up to which other words for as much text are an edit of it and nothing new.
const EDITED: usize = 400;
/// Words beside a remark from which it is told by them that it was copied.
const FRAME: usize = 4;
/// Reports that a sentence is held against at most, so that a thousand copies cost no square.
pub(super) const HELD: usize = 64;

/// A sentence of running text and who else has its words.
#[derive(Debug)]
pub(super) struct Place<'r> {
    pub(super) span: Span,
    pub(super) covers: Vec<Cover<'r>>,
    /// Whether more reports have it than are held against it.
    pub(super) crowded: bool,
}

/// A report that has a sentence's words too.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cover<'r> {
    pub(super) pair: &'r Reuse,
    pub(super) other: &'r str,
    /// The other one's sentence, by its place in the order of sentences.
    pub(super) at: Option<usize>,
    /// Whether the words rather came from the other one, and whether that is known.
    pub(super) borrowed: bool,
    pub(super) known: bool,
    /// Whether the two reports are one text from beginning to end.
    pub(super) one: bool,
}

/// The sentences of every report, in order. Where a segment has none, it is taken as a whole.
pub(super) fn of<'r>(set: &Set<'r>, cut: &mut Cut<'r>) -> BTreeMap<&'r str, Vec<Place<'r>>> {
    let spans: BTreeMap<&str, Vec<Span>> = set.by_id.iter().map(|(id, r)| (*id, sentences(r))).collect();
    let mut places: BTreeMap<&str, Vec<Place>> = spans
        .iter()
        .map(|(id, spans)| {
            let place = |&span| Place {
                span,
                covers: Vec::new(),
                crowded: false,
            };
            (*id, spans.iter().map(place).collect())
        })
        .collect();
    for (pair, a, b) in set.pairs() {
        let (of_a, known) = texts::dependent(set, pair);
        let one = pair.share_a.min(pair.share_b) >= super::ONE_TEXT;
        let sides = [a, b].map(|r| (r, spans.get(r.id.as_str()).map_or(&[][..], Vec::as_slice)));
        let links = links(pair, sides);
        for (report, other, a_side) in [(a, b, true), (b, a, false)] {
            let turned: Vec<(Span, Span)> = if a_side {
                links.clone()
            } else {
                links.iter().map(|&(x, y)| (y, x)).collect()
            };
            let (Some(own), Some(theirs)) =
                (places.get_mut(report.id.as_str()), spans.get(other.id.as_str()))
            else {
                continue;
            };
            for (n, at) in covered(own, &turned, theirs) {
                if own[n].covers.len() >= HELD {
                    own[n].crowded = true;
                    cut.sentences.insert(&report.id);
                } else {
                    own[n].covers.push(Cover {
                        pair,
                        other: other.id.as_str(),
                        at,
                        borrowed: of_a == a_side,
                        known,
                        one,
                    });
                }
            }
        }
    }
    for (id, of) in &mut places {
        if let Some(report) = set.by_id.get(id) {
            repeated(report, of);
        }
    }
    places
}

/// What a report says twice was compared once: the later sentence is whatever the first one is.
fn repeated(report: &Report, places: &mut [Place]) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for n in 0..places.len() {
        let words = report.text.at(places[n].span).trim();
        let &mut at = first.entry(words).or_insert(n);
        if at != n {
            places[n].covers = places[at].covers.clone();
            places[n].crowded = places[at].crowded;
        }
    }
}

/// The sentences of the running text; a segment without any counts as one.
fn sentences(report: &Report) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for segment in report.segments.iter().filter(|s| s.kind.is_running()) {
        let from = report
            .sentences
            .partition_point(|s| s.span.start() < segment.span.start());
        let inside = report.sentences[from..]
            .iter()
            .map(|s| s.span)
            .take_while(|s| s.start() < segment.span.end());
        let before = spans.len();
        spans.extend(inside);
        if spans.len() == before && !segment.span.is_empty() {
            spans.push(segment.span);
        }
    }
    spans.sort();
    spans.dedup();
    spans
}

/// The words of the sentences around some speech: who says it, to whom and where. Names and other words with a capital
/// letter are left out, for everyone needs those.
fn frame((report, sentences): (&Report, &[Span]), speech: Span) -> Vec<String> {
    let from = sentences.partition_point(|s| s.end() <= speech.start());
    let around = sentences[from..].iter().take_while(|s| s.start() < speech.end());
    let Some(around) = around.copied().reduce(Span::cover) else {
        return Vec::new();
    };
    let before = report.text.get(around.start()..speech.start()).unwrap_or("");
    let after = report.text.get(speech.end()..around.end()).unwrap_or("");
    [before, after]
        .iter()
        .flat_map(|side| side.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.starts_with(|c: char| c.is_alphanumeric() && !c.is_uppercase()))
        .map(str::to_owned)
        .collect()
}

/// Whether the shorter frame is long enough to tell something and stands, word by word, in the longer one.
fn alike(x: &[String], y: &[String]) -> bool {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let mut rest = long.iter();
    short.len() >= FRAME && short.iter().all(|word| rest.any(|w| w == word))
}

/// The stretches that a pair shares, in both reports: prose, the speech beside it, and what was edited in between.
///
/// In reports that share prose, a remark that both put in the same words of their own came along with it too, wherever it
/// stands: two who only heard the same speaker do not say so alike.
fn links(pair: &Reuse, [a, b]: [(&Report, &[Span]); 2]) -> Vec<(Span, Span)> {
    let gap = |x: Span, y: Span| y.start().checked_sub(x.end());
    let near = |x: &(Span, Span), y: &(Span, Span)| {
        let within = |g: Option<usize>| g.is_some_and(|g| g <= BESIDE);
        within(gap(x.0, y.0)) && within(gap(x.1, y.1))
    };
    let all: Vec<((Span, Span), bool)> = pair
        .passages
        .iter()
        .map(|p| ((p.a, p.b), p.kind == PassageKind::Prose))
        .collect();
    let framed = |&(x, y): &(Span, Span)| alike(&frame(a, x), &frame(b, y));
    let mut kept: Vec<bool> = all.iter().map(|(spans, prose)| *prose || framed(spans)).collect();
    for i in 1..all.len() {
        kept[i] |= kept[i - 1] && near(&all[i - 1].0, &all[i].0);
    }
    for i in (1..all.len()).rev() {
        kept[i - 1] |= kept[i] && near(&all[i - 1].0, &all[i].0);
    }
    let mut links: Vec<(Span, Span)> = all
        .iter()
        .zip(kept)
        .filter(|(_, kept)| *kept)
        .map(|(p, _)| p.0)
        .collect();
    let between: Vec<(Span, Span)> = links
        .windows(2)
        .filter_map(|two| {
            let (a, b) = (gap(two[0].0, two[1].0)?, gap(two[0].1, two[1].1)?);
            let edited = a.max(b) <= EDITED && a.min(b) * 2 >= a.max(b);
            let span = |x: Span, y: Span| Span::new(x.end(), y.start());
            edited
                .then(|| Some((span(two[0].0, two[1].0)?, span(two[0].1, two[1].1)?)))
                .flatten()
        })
        .filter(|(x, y)| !x.is_empty() && !y.is_empty())
        // Words that stand elsewhere in the other report were moved there, and are no edit of what stands here.
        .filter(|(x, y)| !links.iter().any(|(a, b)| a.overlaps(*x) || b.overlaps(*y)))
        .collect();
    links.extend(between);
    links
}

/// The sentences of which enough stands in `links`, and the sentence of the other report that each one is.
fn covered(own: &[Place], links: &[(Span, Span)], theirs: &[Span]) -> Vec<(usize, Option<usize>)> {
    // Bytes of each sentence in all links, and the link that has most of it.
    let mut shared: BTreeMap<usize, (usize, usize, usize)> = BTreeMap::new();
    for (n, (link, _)) in links.iter().enumerate() {
        let from = own.partition_point(|p| p.span.end() <= link.start());
        for (i, place) in own.iter().enumerate().skip(from) {
            if place.span.start() >= link.end() {
                break;
            }
            let bytes = place.span.end().min(link.end()) - place.span.start().max(link.start());
            let of = shared.entry(i).or_default();
            of.0 += bytes;
            if bytes > of.1 {
                (of.1, of.2) = (bytes, n);
            }
        }
    }
    shared
        .into_iter()
        .filter(|&(i, (bytes, ..))| 100 * bytes >= COVERED * own[i].span.len())
        .map(|(i, (.., n))| {
            // The middle of what is shared stands as far into the one as into the other.
            let (here, there) = links[n];
            let place = own[i].span;
            let middle =
                usize::midpoint(place.start().max(here.start()), place.end().min(here.end())) - here.start();
            let at = there.start() + middle * there.len() / here.len().max(1);
            let n = theirs.partition_point(|s| s.end() <= at);
            (i, theirs.get(n).filter(|s| s.start() <= at).map(|_| n))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse;
    use crate::sample::{PROSE, REMARK, report};

    /// Who has a sentence, and as which of theirs.
    type Has = Vec<(String, Option<usize>)>;

    fn covers(reports: &[Report]) -> Vec<Vec<Has>> {
        let reuse = reuse::find(reports);
        let set = Set::new(reports, &reuse);
        of(&set, &mut Cut::default())
            .into_values()
            .map(|places| {
                let covers = |p: &Place| p.covers.iter().map(|c| (c.other.to_owned(), c.at)).collect();
                places.iter().map(covers).collect()
            })
            .collect()
    }

    #[test]
    fn each_sentence_knows_who_has_it_and_where() {
        let found = covers(&[
            report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1]]),
            report("b", "Harrow Post", "", &[PROSE[2], PROSE[1]]),
        ]);
        let nobody: Has = vec![];
        assert_eq!(found[0], [nobody.clone(), vec![("b".to_owned(), Some(1))]]);
        assert_eq!(found[1], [nobody, vec![("a".to_owned(), Some(1))]]);
    }

    #[test]
    fn speech_goes_along_with_the_prose_beside_it_and_not_by_itself() {
        let beside = covers(&[
            report("a", "Ellery Herald", "", &[PROSE[0], REMARK]),
            report("b", "Harrow Post", "", &[PROSE[0], REMARK]),
        ]);
        assert_eq!(beside[0][1].len(), 1);
        let apart = covers(&[
            report("a", "Ellery Herald", "", &[PROSE[0], PROSE[3], REMARK]),
            report("b", "Harrow Post", "", &[PROSE[0], PROSE[4], REMARK]),
        ]);
        assert_eq!(apart[0].iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0]);
    }

    #[test]
    fn a_remark_told_in_the_same_words_came_along_with_other_prose() {
        let remark = REMARK.split(" said ").next().unwrap_or("");
        let told = |by: &str| format!("{remark} {by}");
        let found = |lead: &str, by: [&str; 2]| {
            let found = covers(&[
                report("a", "Ellery Herald", "", &[PROSE[0], PROSE[3], &told(by[0])]),
                report("b", "Harrow Post", "", &[lead, PROSE[4], &told(by[1])]),
            ]);
            found[0][2].len()
        };
        let gate = "Brook told reporters who waited at the quay.";
        let keeper = "Ana Brook, the keeper, told reporters who waited at the quay.";
        assert_eq!(found(PROSE[0], [gate, keeper]), 1);
        // Another frame, one that everybody needs, and reports that share nothing else.
        assert_eq!(
            found(PROSE[0], [gate, "Brook said at the gate when she was asked."]),
            0
        );
        assert_eq!(
            found(PROSE[0], ["Brook told reporters.", "Brook told reporters."]),
            0
        );
        assert_eq!(found(PROSE[2], [gate, keeper]), 0);
    }

    #[test]
    fn an_edited_sentence_is_no_new_one_and_an_inserted_one_is() {
        let other = "Some of the skippers, who had hoped to be upriver by noon, took it in good humour.";
        let edited = "Most skippers laughed it off, though they were expected far upriver by midday.";
        let a = report("a", "Ellery Herald", "", &[PROSE[0], other, PROSE[1]]);
        let found = covers(&[
            a.clone(),
            report("b", "Harrow Post", "", &[PROSE[0], edited, PROSE[1]]),
        ]);
        assert_eq!(found[1].iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
        let found = covers(&[a, report("b", "Harrow Post", "", &[PROSE[0], PROSE[1]])]);
        assert_eq!(found[0].iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 1]);
    }
}
