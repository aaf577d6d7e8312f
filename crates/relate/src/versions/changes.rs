//! What was altered between two versions of one report.
//!
//! Sentences are aligned by the longest common subsequence, sentences that only moved are left alone, and of the rest
//! those that share most of their words are one sentence changed. Marks, case and white space are no change. A sentence
//! is the unit because a reader judges statements; within it the words that differ are told too.

use super::sentences::{self, Sentence};
use crate::readings::alignment::align;
use crate::readings::quotes::edits::edits;
use crate::readings::words::norms;
use record::{Change, ChangeKind, Citation, Quantity, Report, SegmentKind, Span, Step, VersionOrder};
use std::collections::BTreeMap;

/// Share of the words of both, in hundredths, from which two sentences are one sentence changed.
const ONE: usize = 50;
/// Pairs of sentences that are compared word by word at most; beyond, all are told as taken out and added.
const PAIRS: usize = 40_000;

/// What `later` alters of `earlier`, both versions of one report: its headline first, then sentences in the order of
/// the text, then notes. Every change cites the words on each side that has them.
#[must_use]
pub fn between(earlier: &Report, later: &Report) -> Vec<Change> {
    let step = earlier.version.as_ref().map(|v| Step {
        report: v.of.clone(),
        from: v.number,
        ordered: v.order != VersionOrder::Unknown,
    });
    let sides = Sides {
        earlier,
        later,
        ordered: step.as_ref().is_none_or(|s| s.ordered),
    };
    let mut found: Vec<Change> = sides.headline().into_iter().collect();
    found.extend(sides.sentences());
    for change in &mut found {
        change.step.clone_from(&step);
    }
    found
}

struct Sides<'r> {
    earlier: &'r Report,
    later: &'r Report,
    /// Whether it is known which came first.
    ordered: bool,
}

/// What happened to a sentence: its place in the earlier and in the later version.
type Fate = (Option<usize>, Option<usize>);

impl Sides<'_> {
    fn headline(&self) -> Option<Change> {
        let (old, new) = (self.earlier.headline.as_deref()?, self.later.headline.as_deref()?);
        if norms(old) == norms(new) {
            return None;
        }
        let cited = |report: &Report| {
            let mut segments = report.segments.iter();
            let segment = segments.find(|s| s.kind == SegmentKind::Headline);
            segment
                .map(|s| Citation::new(report, s.span))
                .into_iter()
                .collect()
        };
        Some(Change {
            kind: ChangeKind::Headline,
            text: self.became("Headline", old, new),
            before: cited(self.earlier),
            after: cited(self.later),
            edits: edits(old, new),
            step: None,
        })
    }

    fn became(&self, what: &str, old: &str, new: &str) -> String {
        if self.ordered {
            format!("{what}: “{old}” became “{new}”.")
        } else {
            format!("{what}: “{old}” in one version, “{new}” in another.")
        }
    }

    fn sentences(&self) -> Vec<Change> {
        let (old, new) = (sentences::of(self.earlier), sentences::of(self.later));
        let mut fates = fates(&old, &new);
        // Told in the order of the later text; what was taken out stands where it stood among what stayed.
        fates.sort_by_key(|fate| fate.1.map_or((usize::MAX, fate.0), |n| (n, None)));
        let (notes, body): (Vec<Fate>, Vec<Fate>) = fates
            .into_iter()
            .partition(|(a, b)| b.map_or_else(|| a.is_some_and(|a| old[a].note), |b| new[b].note));
        body.into_iter()
            .chain(notes)
            .map(|(a, b)| self.told(a.map(|a| &old[a]), b.map(|b| &new[b])))
            .collect()
    }

    fn told(&self, old: Option<&Sentence>, new: Option<&Sentence>) -> Change {
        let words = |report: &Report, s: &Sentence| one_line(report.text.at(s.span));
        let cite = |report: &Report, s: Option<&Sentence>| -> Vec<Citation> {
            s.map(|s| Citation::new(report, s.span)).into_iter().collect()
        };
        let note = new.or(old).is_some_and(|s| s.note);
        let (kind, text, edits) = match (old, new) {
            (Some(old), Some(new)) => {
                let (was, is) = (words(self.earlier, old), words(self.later, new));
                let figure = self.figure(old.span, new.span);
                let kind = match figure {
                    _ if note => ChangeKind::Correction,
                    Some(_) => ChangeKind::Figure,
                    None => ChangeKind::Changed,
                };
                (
                    kind,
                    figure.unwrap_or_else(|| self.became("Changed", &was, &is)),
                    edits(&was, &is),
                )
            }
            (None, Some(new)) => {
                let what = match (note, self.ordered) {
                    (true, true) => "Note added",
                    (true, false) => "Note in one version only",
                    (false, true) => "Added",
                    (false, false) => "In one version only",
                };
                let kind = if note {
                    ChangeKind::Correction
                } else {
                    ChangeKind::Added
                };
                (kind, format!("{what}: “{}”", words(self.later, new)), Vec::new())
            }
            (Some(old), None) => {
                let what = if self.ordered {
                    "Taken out"
                } else {
                    "In one version only"
                };
                (
                    ChangeKind::Removed,
                    format!("{what}: “{}”", words(self.earlier, old)),
                    Vec::new(),
                )
            }
            (None, None) => (ChangeKind::Changed, String::new(), Vec::new()),
        };
        Change {
            kind,
            text,
            before: cite(self.earlier, old),
            after: cite(self.later, new),
            edits,
            step: None,
        }
    }

    /// The figure that differs between two forms of a sentence: the only one of its measure in both.
    fn figure(&self, old: Span, new: Span) -> Option<String> {
        let of = |report: &'_ Report, span: Span| -> BTreeMap<String, Vec<Quantity>> {
            let mut measures: BTreeMap<String, Vec<Quantity>> = BTreeMap::new();
            for q in report.quantities.iter().filter(|q| span.contains(q.span)) {
                measures.entry(q.measure.clone()).or_default().push(q.clone());
            }
            measures
        };
        let (was, is) = (of(self.earlier, old), of(self.later, new));
        let differing: Vec<String> = was
            .iter()
            .filter_map(|(measure, old)| {
                let ([old], [new]) = (old.as_slice(), is.get(measure)?.as_slice()) else {
                    return None;
                };
                let bounds = |q: &Quantity| (q.min.map(f64::to_bits), q.max.map(f64::to_bits), q.approximate);
                (bounds(old) != bounds(new)).then(|| self.figures(measure, old, new))
            })
            .collect();
        (!differing.is_empty()).then(|| differing.join(" "))
    }

    fn figures(&self, measure: &str, old: &Quantity, new: &Quantity) -> String {
        let (was, is) = (self.earlier.text.at(old.span), self.later.text.at(new.span));
        let (was, is) = (one_line(was), one_line(is));
        let mut letters = measure.chars();
        let title: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        if !self.ordered {
            return format!("{title}: “{was}” in one version, “{is}” in another.");
        }
        let exact = |q: &Quantity| q.min.filter(|_| q.min == q.max && !q.approximate);
        let verb = match (exact(old), exact(new), old.min, new.min) {
            (None, Some(n), Some(least), _) if n >= least && old.max.is_none_or(|most| n <= most) => {
                "made exact"
            }
            (_, _, Some(a), Some(b)) if b > a => "raised",
            (_, _, Some(a), Some(b)) if b < a => "lowered",
            _ => "changed",
        };
        format!("{title}: {verb} from “{was}” to “{is}”.")
    }
}

/// Which sentences were taken out, added or changed. Those that stayed, and those that only moved, are in none.
fn fates(old: &[Sentence], new: &[Sentence]) -> Vec<Fate> {
    let keys = |list: &[Sentence]| -> Vec<Vec<String>> { list.iter().map(|s| s.words.clone()).collect() };
    let kept = align(&keys(old), &keys(new));
    let (mut out, mut into) = (vec![true; old.len()], vec![true; new.len()]);
    for (a, b) in kept {
        (out[a], into[b]) = (false, false);
    }
    let places = |open: &[bool]| -> Vec<usize> { (0..open.len()).filter(|&i| open[i]).collect() };
    let mut moved: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for b in places(&into).into_iter().rev() {
        moved.entry(&new[b].words).or_default().push(b);
    }
    for a in places(&out) {
        if let Some(b) = moved.get_mut(old[a].words.as_slice()).and_then(Vec::pop) {
            (out[a], into[b]) = (false, false);
        }
    }
    let mut fates = Vec::new();
    for (a, b) in changed(old, new, &places(&out), &places(&into)) {
        (out[a], into[b]) = (false, false);
        fates.push((Some(a), Some(b)));
    }
    fates.extend(places(&out).into_iter().map(|a| (Some(a), None)));
    fates.extend(places(&into).into_iter().map(|b| (None, Some(b))));
    fates
}

/// Pairs of sentences that share most of their words, the likest first, each sentence in one pair.
fn changed(old: &[Sentence], new: &[Sentence], out: &[usize], into: &[usize]) -> Vec<(usize, usize)> {
    if out.len().saturating_mul(into.len()) > PAIRS {
        return Vec::new();
    }
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for &a in out {
        let of_a = sorted(&old[a]);
        for &b in into.iter().filter(|&&b| old[a].note == new[b].note) {
            let of_b = sorted(&new[b]);
            let share = 200 * common(&of_a, &of_b) / (of_a.len() + of_b.len()).max(1);
            if share >= ONE {
                pairs.push((share, a, b));
            }
        }
    }
    pairs.sort_by_key(|&(share, a, b)| (std::cmp::Reverse(share), a.abs_diff(b), a, b));
    let (mut taken_a, mut taken_b, mut chosen) = (vec![false; old.len()], vec![false; new.len()], Vec::new());
    for (_, a, b) in pairs {
        if !taken_a[a] && !taken_b[b] {
            (taken_a[a], taken_b[b]) = (true, true);
            chosen.push((a, b));
        }
    }
    chosen
}

fn sorted(sentence: &Sentence) -> Vec<&str> {
    let mut words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
    words.sort_unstable();
    words
}

/// How many words both sorted lists hold.
fn common(a: &[&str], b: &[&str]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, n) = (i + 1, j + 1, n + 1),
        }
    }
    n
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;
    use record::{Edit, Segment, Text, Version};

    /// A version: its headline, and a paragraph a line; "Correction:" begins a note.
    fn version(id: &str, number: usize, headline: &str, lines: &[&str]) -> Report {
        let made = report(id, "Ellery Herald", "", lines);
        let segments: Vec<Segment> = made
            .segments
            .iter()
            .map(|s| {
                let note = made.text.at(s.span).starts_with("Correction:");
                Segment::new(
                    if note {
                        SegmentKind::Correction
                    } else {
                        SegmentKind::Paragraph
                    },
                    s.span,
                )
            })
            .collect();
        Report {
            headline: Some(headline.into()),
            segments,
            version: Some(Version {
                of: "z".into(),
                number,
                total: 2,
                order: VersionOrder::Captured,
            }),
            ..made
        }
    }

    const GATE: &str = "The lock gate at Ellery Quay jammed before dawn on Monday.";
    const BARGES: &str = "Nine barges wait upriver, the canal board said.";
    const DIVERS: &str = "Divers worked in shifts to free the hinge.";

    fn kinds(changes: &[Change]) -> Vec<ChangeKind> {
        changes.iter().map(|c| c.kind).collect()
    }

    #[test]
    fn each_change_is_told_with_its_words() {
        let old = version(
            "a",
            1,
            "Lock gate jams",
            &[GATE, BARGES, "A crane is on its way from Harrow."],
        );
        let eleven = "Eleven barges wait upriver, the canal board said.";
        let note = "Correction: An earlier version misspelled the name of the quay.";
        let new = version("z", 2, "Lock gate freed", &[GATE, eleven, DIVERS, note]);
        let changes = between(&old, &new);
        assert_eq!(
            kinds(&changes),
            [
                ChangeKind::Headline,
                ChangeKind::Changed,
                ChangeKind::Added,
                ChangeKind::Removed,
                ChangeKind::Correction
            ]
        );
        assert_eq!(
            changes[0].text,
            "Headline: “Lock gate jams” became “Lock gate freed”."
        );
        assert_eq!(
            changes[1].edits,
            [Edit::Changed {
                from: "Nine".into(),
                to: "Eleven".into()
            }]
        );
        assert_eq!(changes[2].text, format!("Added: “{DIVERS}”"));
        for change in &changes {
            assert!(
                change.before.iter().all(|c| c.holds(&old)) && change.after.iter().all(|c| c.holds(&new))
            );
            assert_eq!(change.step.as_ref().unwrap().from, 1);
        }
        assert!(changes[2].before.is_empty() && changes[3].after.is_empty());
    }

    #[test]
    fn marks_and_moves_are_no_change() {
        let old = version("a", 1, "Lock gate jams", &[GATE, BARGES, DIVERS]);
        let moved = version(
            "z",
            2,
            "Lock Gate Jams",
            &[DIVERS, GATE, "Nine barges wait upriver — the canal board said."],
        );
        assert_eq!(between(&old, &moved), []);
    }

    #[test]
    fn a_figure_is_told_as_one() {
        let toll = |id: &str, number, words: &str, n: f64| {
            let line = format!("The collapse of the lock gate killed {words} at Ellery Quay.");
            let made = version(id, number, "Lock gate", &[&line]);
            crate::readings::sample::figure(made, words, "killed", Some(n), Some(n))
        };
        let changes = between(
            &toll("a", 1, "two people", 2.0),
            &toll("z", 2, "three people", 3.0),
        );
        assert_eq!(kinds(&changes), [ChangeKind::Figure]);
        assert_eq!(
            changes[0].text,
            "Killed: raised from “two people” to “three people”."
        );
    }

    #[test]
    fn without_an_order_nothing_is_said_to_come_later() {
        let unordered = |mut r: Report| {
            if let Some(v) = &mut r.version {
                v.order = VersionOrder::Unknown;
            }
            r
        };
        let old = unordered(version("a", 1, "Lock gate jams", &[GATE, BARGES]));
        let new = unordered(version("z", 2, "Lock gate jams", &[GATE]));
        assert_eq!(
            between(&old, &new)[0].text,
            format!("In one version only: “{BARGES}”")
        );
    }

    #[test]
    fn a_text_without_sentences_has_no_changes() {
        let empty = Report {
            text: Text::from(""),
            ..Report::default()
        };
        assert_eq!(between(&empty, &empty), []);
    }
}
