//! Words that one report quotes as somebody's and another prints as its own.
//!
//! Two newsrooms that quote one remark have both heard it, so shared speech joins nothing. A report that prints the same
//! words without marks and without a speaker has not seen what it tells: it has the speaker's text, or that of the report
//! which quotes it. The sentence depends on the other one for the strict too, as its words stand there; the report as a whole
//! for the cautious. So does the page of a house whose words a newsroom quotes from it.
//!
//! Speech whose marks were lost on the way stays silent: it has a speaker, stands alone in its paragraph, follows a colon, or
//! says "we".

use super::accounts::{self, ACCOUNT};
use super::{Set, label, tie};
use crate::readings::words::norms;
use crate::reuse::voice;
use record::{Citation, Edge, EdgeBasis, Origins, PassageKind, QuoteForm, Report, Reuse, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a passage, and of all passages of a pair, from which they are no chance.
const PASSAGE: usize = 9;
const WORDS: usize = 12;
/// Share of a passage, in hundredths, that is speech in the one, and that may be in the other.
const QUOTED: usize = 80;
const OWN: usize = 20;
/// Share of its paragraph, in hundredths, from which a passage stands alone there and may be speech that lost its marks.
const ALONE: usize = 80;
/// Bytes before a passage in which a word of posting makes it a post.
const POSTED: usize = 100;
/// Other paragraphs that say "we", from which a text is a house's own.
const PARAGRAPHS: usize = 2;

/// What `print` has as its own words and `quoting` as speech.
#[derive(Debug)]
pub(super) struct Unmarked<'r> {
    pub(super) print: &'r Report,
    pub(super) quoting: &'r Report,
    /// The passages in the one and the other, of [`WORDS`] or more in all.
    pub(super) passages: Vec<(Span, Span)>,
}

impl Unmarked<'_> {
    /// The name by which places and reports of such a pair are joined.
    pub(super) fn name(&self) -> String {
        format!("words of {} in {}", self.quoting.id, self.print.id)
    }
}

/// Every pair of which the one prints as its own what the other quotes.
pub(super) fn find<'r>(by_id: &BTreeMap<&'r str, &'r Report>, reuse: &'r [Reuse]) -> Vec<Unmarked<'r>> {
    let mut speech: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut found = Vec::new();
    for pair in reuse {
        let passages = || pair.passages.iter().filter(|p| p.kind == PassageKind::Quotation);
        let (Some(&a), Some(&b)) = (by_id.get(pair.a.as_str()), by_id.get(pair.b.as_str())) else {
            continue;
        };
        if passages().next().is_none() {
            continue;
        }
        for report in [a, b] {
            speech.entry(&report.id).or_insert_with(|| voice::quoted(report));
        }
        let (said_a, said_b) = (&speech[a.id.as_str()], &speech[b.id.as_str()]);
        for turned in [false, true] {
            let (print, own, quoting, said) = if turned {
                (b, said_b, a, said_a)
            } else {
                (a, said_a, b, said_b)
            };
            let passages: Vec<(Span, Span)> = passages()
                .map(|p| if turned { (p.b, p.a) } else { (p.a, p.b) })
                .filter(|&(here, there)| {
                    share(own, here) <= OWN
                        && share(said, there) >= QUOTED
                        && words(print, here) >= PASSAGE
                        && is_own((print, own), here, (quoting, there))
                })
                .collect();
            if passages
                .iter()
                .map(|&(here, _)| words(print, here))
                .sum::<usize>()
                >= WORDS
            {
                found.push(Unmarked {
                    print,
                    quoting,
                    passages,
                });
            }
        }
    }
    found
}

/// Ties the reports of such pairs for the cautious, with a sentence for each.
pub(super) fn of<'r>(set: &Set<'r>, origins: &mut Origins) {
    let mut doubts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut edges = Vec::new();
    for pair in &set.unmarked {
        for id in [&pair.print.id, &pair.quoting.id] {
            doubts.entry(id).or_default().insert(pair.name());
        }
        let edge = edge(pair);
        // Whose words a report prints, and who quotes nobody but the same house, may have one text before them.
        let resting = origins
            .edges
            .iter()
            .filter(|e| e.basis == EdgeBasis::Inferred && e.origin == edge.origin);
        for other in resting.filter_map(|e| set.by_id.get(e.report.as_str())) {
            let both = format!("{} behind {} and {}", edge.origin, pair.print.id, other.id);
            for report in [pair.print, other] {
                doubts.entry(&report.id).or_default().insert(both.clone());
            }
        }
        edges.push(edge);
    }
    origins.edges.extend(edges);
    accounts::hand_on(set, &mut doubts);
    for (id, names) in &doubts {
        names.iter().for_each(|name| tie(origins, id, name, false));
    }
}

fn edge(pair: &Unmarked) -> Edge {
    let speaker = pair
        .passages
        .iter()
        .find_map(|&(_, there)| speaker(pair.quoting, there));
    let words: usize = pair
        .passages
        .iter()
        .map(|&(here, _)| words(pair.print, here))
        .sum();
    let cited = |&(here, there): &(Span, Span)| {
        [
            Citation::new(pair.print, here),
            Citation::new(pair.quoting, there),
        ]
    };
    Edge {
        report: pair.print.id.clone(),
        origin: format!("{ACCOUNT}{}", speaker.unwrap_or("somebody who is quoted")),
        basis: EdgeBasis::Reuse,
        why: format!(
            "{} prints {words} words as its own that {} quotes{}: neither confirms the other in them.",
            label(pair.print),
            label(pair.quoting),
            speaker.map_or_else(String::new, |s| format!(" as those of {s}")),
        ),
        evidence: pair.passages.iter().flat_map(cited).collect(),
    }
}

/// Who says, by the report, what stands at `span`.
fn speaker(report: &Report, span: Span) -> Option<&str> {
    let overlapping = |q: &&record::Quote| q.content.iter().any(|c| c.overlaps(span));
    report
        .quotes
        .iter()
        .filter(overlapping)
        .find_map(|q| q.speaker.as_deref())
}

/// Whether the print tells the words as its own, and not as speech that has lost its marks.
fn is_own((print, own): (&Report, &[Span]), here: Span, (quoting, there): (&Report, Span)) -> bool {
    let says = |q: &record::Quote| q.form != QuoteForm::Direct && q.speaker.is_some();
    let told_by = |q: &record::Quote| says(q) && 2 * share_of(&q.content, here) >= here.len();
    if print.quotes.iter().any(told_by) {
        return false;
    }
    let before = print.text.get(..here.start()).unwrap_or("").trim_end();
    let posted = before.len().saturating_sub(POSTED);
    let posted = norms(before.get(posted..).unwrap_or(""));
    let opened = before.ends_with([':', '“', '"', '«'])
        || posted
            .iter()
            .any(|w| matches!(w.as_str(), "posted" | "tweet" | "tweeted" | "tweets" | "wrote"));
    let segment = print.segment_at(here.start()).map_or(0, |s| s.span.len());
    let alone = 100 * here.len() >= ALONE * segment;
    match first_person(print, here) {
        Some("i" | "my" | "me") => false,
        Some(_) => !opened && speaks_for_itself(print, own, here),
        // What a speaker says of herself and a print says of others was rewritten, and no mark was lost.
        None => !opened && (!alone || first_person(quoting, there).is_some()),
    }
}

/// The first word of the stretch by which a speaker speaks of herself or of hers.
fn first_person(report: &Report, span: Span) -> Option<&'static str> {
    const WORDS: [&str; 6] = ["i", "me", "my", "our", "ours", "we"];
    let words = norms(report.text.at(span));
    let own = |w: &String| WORDS.iter().find(|own| **own == w || is_short(w, own));
    words.iter().find_map(own).copied()
}

/// "we" of "we're".
fn is_short(word: &str, of: &str) -> bool {
    word.strip_prefix(of)
        .is_some_and(|rest| rest.starts_with(['\'', '’']))
}

/// Whether the whole text is somebody's own: a house's page or a comment says "we" all along, outside any speech.
fn speaks_for_itself(report: &Report, speech: &[Span], here: Span) -> bool {
    let running = report.segments.iter().filter(|s| s.kind.is_running());
    let elsewhere = running.filter(|s| !s.span.overlaps(here) && share(speech, s.span) == 0);
    elsewhere
        .filter(|s| first_person(report, s.span).is_some())
        .nth(PARAGRAPHS - 1)
        .is_some()
}

fn words(report: &Report, span: Span) -> usize {
    report.text.at(span).split_whitespace().count()
}

/// Share of `span`, in hundredths of its bytes, that `spans` cover.
fn share(spans: &[Span], span: Span) -> usize {
    (100 * share_of(spans, span)).checked_div(span.len()).unwrap_or(0)
}

/// Bytes of `span` that `spans` cover.
fn share_of(spans: &[Span], span: Span) -> usize {
    let inside = spans.iter().filter(|s| s.overlaps(span));
    inside
        .map(|s| s.end().min(span.end()) - s.start().max(span.start()))
        .sum()
}

#[cfg(test)]
mod tests {
    use crate::origins::{count, trace};
    use crate::reuse;
    use crate::sample::{PROSE, report};
    use record::{Independent, Origins, Report};

    const WORDS: &str = "The new gate opens in half the time and needs no keeper at night, which saves the board a fifth of its wages";

    fn quoted() -> String {
        format!("“{WORDS},” said Ana Brook, the engineer of the canal board.")
    }

    fn traced(print: &[&str]) -> ([Report; 2], Origins) {
        let quoted = quoted();
        let reports = [
            report("a", "Ellery Herald", "", print),
            report("b", "Harrow Post", "", &[&quoted, PROSE[3], PROSE[4]]),
        ];
        let origins = trace(&reports, &reuse::find(&reports));
        (reports, origins)
    }

    /// What stands behind the words in both reports, and behind both reports.
    fn counted(print: &[&str]) -> (Independent, Independent) {
        let (reports, origins) = traced(print);
        let at = |r: &Report| {
            let start = r.text.find("The new gate").unwrap();
            r.text.span(start, start + WORDS.len()).unwrap()
        };
        let places = reports.iter().map(|r| (r.id.as_str(), at(r)));
        let ids = reports.iter().map(|r| r.id.as_str());
        (origins.independent_at(places), origins.independent(ids))
    }

    fn told(low: usize, high: usize) -> Independent {
        Independent { low, high }
    }

    #[test]
    fn quoted_words_printed_as_prose_confirm_nothing() {
        let own = format!("{WORDS}. {}", PROSE[1]);
        assert_eq!(counted(&[PROSE[0], &own]), (told(1, 1), told(1, 2)));
        let (reports, origins) = traced(&[PROSE[0], &own]);
        let why = count(&reports.iter().collect::<Vec<_>>(), &origins).why;
        assert!(
            why[0].starts_with("Ellery Herald prints 23 words as its own that Harrow Post quotes"),
            "{why:?}"
        );
    }

    #[test]
    fn two_newsrooms_that_quote_one_remark_have_both_heard_it() {
        assert_eq!(
            counted(&[PROSE[0], &quoted(), PROSE[1]]),
            (told(2, 2), told(2, 2))
        );
    }

    #[test]
    fn speech_without_its_marks_is_speech() {
        assert_eq!(counted(&[PROSE[0], &format!("{WORDS}."), PROSE[1]]).1, told(2, 2));
        let opened = format!("The engineer put it thus: {WORDS}. {}", PROSE[2]);
        assert_eq!(counted(&[PROSE[0], &opened, PROSE[1]]).1, told(2, 2));
        let ours = quoted().replace("the board a fifth of its", "us a fifth of our");
        let lost = format!("{} {}", ours.replace(['“', '”'], ""), PROSE[2]);
        assert_eq!(counted(&[PROSE[0], &lost, PROSE[1]]).1, told(2, 2));
    }
}
