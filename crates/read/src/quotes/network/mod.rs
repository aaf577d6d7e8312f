//! The network that reads who said what, beside the rules.
//!
//! A small convolutional tagger tells the cues of a report; for each, pointers tell where its content and its source
//! begin and end. What the rules found is among what it sees (stacking, Wolpert 1992), so it learns where to trust them.
//! Trained by `assets/quotes.py` on the attributions of PolNeAR.

mod combine;
mod features;
mod layers;
mod pointers;
mod product;
mod unclaimed;
mod weights;

pub(super) use combine::combined;
pub(super) use unclaimed::title as is_title;

use super::attributions::Attribution;
use super::tokens::Paragraph;
use features::Sequence;
use pointers::Proposal;
use record::Report;
use std::ops::Range;

/// Positions read at once: whole paragraphs, and no more than this.
const STRETCH: usize = 512;
/// A cue less likely than this is not looked into.
const LEAST_CUE: f32 = 0.08;

/// What the network makes of a report.
#[derive(Debug, Default)]
struct Reading {
    /// What it takes to be said, in order.
    proposals: Vec<Proposal>,
    /// Per position, how likely a cue begins there.
    begins: Vec<f32>,
}

fn read(s: &Sequence) -> Reading {
    let mut out = Reading::default();
    for stretch in stretches(s) {
        let states = layers::encode(s, stretch.clone());
        let compared = layers::compared(&states);
        let chances = layers::cue_chances(&states);
        out.begins.extend(chances.iter().map(|c| c[1]));
        for paragraph in breaks(s, &stretch) {
            for cue in cues(&chances, stretch.start, &paragraph) {
                let sure = chances.get(cue.start - stretch.start).map_or(0.0, |c| c[1]);
                out.proposals.extend(pointers::read(
                    s,
                    (stretch.start, &states, &compared),
                    &paragraph,
                    cue,
                    sure,
                ));
            }
        }
    }
    out
}

/// The positions in parts of whole paragraphs; a paragraph that is longer than a part is cut.
fn stretches(s: &Sequence) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let ends = s.starts.iter().skip(1).map(|&at| at - 1).chain([s.len()]);
    let mut last = 0;
    for end in ends {
        if end - start > STRETCH && last > start {
            out.push(start..last);
            start = last;
        }
        while end - start > STRETCH {
            out.push(start..start + STRETCH);
            start += STRETCH;
        }
        last = end;
    }
    if s.len() > start {
        out.push(start..s.len());
    }
    out
}

/// The paragraphs of a stretch, without the breaks before them.
fn breaks(s: &Sequence, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = stretch.start;
    for at in stretch.clone() {
        if s.places.get(at).is_none_or(Option::is_none) {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..stretch.end);
    out.retain(|r| !r.is_empty());
    out
}

/// The cues of a paragraph, by the chances of the stretch that starts at `base`.
fn cues(chances: &[[f32; 3]], base: usize, paragraph: &Range<usize>) -> Vec<Range<usize>> {
    let at = |i: usize| chances.get(i - base).copied().unwrap_or_default();
    let mut out = Vec::new();
    let mut i = paragraph.start;
    while i < paragraph.end {
        let [_, begins, inside] = at(i);
        let start = i;
        i += 1;
        if begins >= LEAST_CUE && begins >= inside {
            while i < paragraph.end {
                let [outside, begins, inside] = at(i);
                if inside <= outside || inside <= begins {
                    break;
                }
                i += 1;
            }
            out.push(start..i);
        }
    }
    out
}

/// What the network sees of a report, for the script that trains it.
#[derive(Debug, Default)]
pub struct Seen {
    /// Per position the first and last byte of its token; both nought for a break between paragraphs.
    pub bytes: Vec<(usize, usize)>,
    /// Per position its rows.
    pub rows: Vec<Vec<u32>>,
    /// Per position the number of its sentence.
    pub sentences: Vec<u32>,
    /// Before each position, and after the last, how many commas, verbs and quotations stand.
    pub counts: [Vec<u32>; 3],
    /// What the rules found: cue, source and content in positions; an empty range for none.
    pub rules: Vec<[usize; 6]>,
    /// What the network proposes, likewise.
    pub proposals: Vec<[usize; 6]>,
    /// How many different rows there are.
    pub height: u32,
}

pub(super) fn seen(report: &Report, paragraphs: &[Paragraph], found: &[Attribution]) -> Seen {
    let s = features::sequence(report, paragraphs, found);
    let ends = |cue: &Range<usize>, source: &Option<Range<usize>>, content: &Option<Range<usize>>| {
        let pair = |r: &Option<Range<usize>>| r.as_ref().map_or((0, 0), |r| (r.start, r.end));
        let (source, content) = (pair(source), pair(content));
        [cue.start, cue.end, source.0, source.1, content.0, content.1]
    };
    Seen {
        bytes: s
            .places
            .iter()
            .map(|place| {
                place
                    .and_then(|(i, j)| paragraphs.get(i)?.tokens.get(j))
                    .map_or((0, 0), |t| (t.span.start(), t.span.end()))
            })
            .collect(),
        rows: (0..s.len()).map(|at| s.at(at).to_vec()).collect(),
        rules: s
            .rules
            .iter()
            .map(|f| ends(&f.cue, &f.source, &f.content))
            .collect(),
        proposals: read(&s)
            .proposals
            .iter()
            .map(|p| ends(&p.cue, &p.source, &Some(p.content.clone())))
            .collect(),
        height: features::ROWS,
        sentences: s.sentences,
        counts: s.counts,
    }
}
