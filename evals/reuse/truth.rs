//! What two made reports truly share, and how near a telling of it comes.

use super::made::{Made, Placed};
use crate::Counts;
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of words in both reports.
pub type Stretch = (Range<usize>, Range<usize>);

/// Words that an edit may take within a stretch.
const EDIT: usize = 4;
/// Words of a shared stretch that is worth finding.
pub const WORTH: usize = 8;
/// How far a boundary may be off, in words.
const NEAR: usize = 3;

/// The stretches of words that two reports have from one text, each with edits of up to four words in it.
pub fn stretches(a: &[Placed], b: &[Placed]) -> Vec<Stretch> {
    let places: BTreeMap<(usize, u32), usize> = b
        .iter()
        .enumerate()
        .filter_map(|(j, w)| Some((w.from?, j)))
        .collect();
    let shared = a
        .iter()
        .enumerate()
        .filter_map(|(i, w)| Some((i, *places.get(&w.from?)?)));
    joined(shared.map(|(i, j)| (i..i + 1, j..j + 1)))
}

/// Joins stretches that follow each other closely in both reports.
pub fn joined(all: impl IntoIterator<Item = Stretch>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (x, y) in all {
        let follows = |end: usize, start: usize| (end..=end + EDIT).contains(&start);
        match found.last_mut() {
            Some((p, q)) if follows(p.end, x.start) && follows(q.end, y.start) => {
                p.end = x.end;
                q.end = y.end;
            }
            _ => found.push((x, y)),
        }
    }
    found
}

/// Words and boundaries of told passages against the true ones, over many pairs.
#[derive(Debug, Default)]
pub struct Passages {
    /// Words of both sides inside passages.
    pub words: Counts,
    /// Starts and ends that are right within three words in both reports.
    pub bounds: Counts,
}

impl Passages {
    /// Adds one pair of reports with so many words.
    pub fn add(&mut self, gold: &[Stretch], told: &[Stretch], lengths: (usize, usize)) {
        let mut told: Vec<Stretch> = told.to_vec();
        told.sort_by_key(|s| (s.0.start, s.1.start));
        let told = joined(told);
        let worth = |s: &&Stretch| s.0.len().max(s.1.len()) >= WORTH;
        for (side, length) in [(0, lengths.0), (1, lengths.1)] {
            let of = |s: &Stretch| if side == 0 { s.0.clone() } else { s.1.clone() };
            // Words of short stretches may be told or not.
            let mut marks = vec![(0_u8, false); length];
            for s in gold {
                let mark = if worth(&s) { 2 } else { 1 };
                marks[of(s)].iter_mut().for_each(|m| m.0 = mark);
            }
            for s in &told {
                marks[of(s)].iter_mut().for_each(|m| m.1 = true);
            }
            for (gold, told) in marks {
                self.words.gold += usize::from(gold == 2);
                self.words.found += usize::from(told && gold != 1);
                self.words.right += usize::from(told && gold == 2);
            }
        }
        let near = |x: usize, y: usize| x.abs_diff(y) <= NEAR;
        let start = |s: &Stretch, t: &Stretch| near(s.0.start, t.0.start) && near(s.1.start, t.1.start);
        let end = |s: &Stretch, t: &Stretch| near(s.0.end, t.0.end) && near(s.1.end, t.1.end);
        for s in gold.iter().filter(worth) {
            self.bounds.gold += 2;
            self.bounds.right +=
                usize::from(told.iter().any(|t| start(s, t))) + usize::from(told.iter().any(|t| end(s, t)));
        }
        self.bounds.found += 2 * told.iter().filter(worth).count();
    }
}

/// What a pair truly is: prose shared by both, as a share of each one's prose, or remarks alone.
pub fn kind(a: &Made, b: &Made, gold: &[Stretch]) -> &'static str {
    let prose = |words: &[Placed]| words.iter().filter(|w| !w.quoted).count();
    let (mut of_a, mut of_b, mut speech) = (0, 0, 0);
    for (x, y) in gold.iter().filter(|s| s.0.len().max(s.1.len()) >= WORTH) {
        of_a += prose(&a.words[x.clone()]);
        of_b += prose(&b.words[y.clone()]);
        speech += x.len() - prose(&a.words[x.clone()]);
    }
    let half = 2 * of_a >= prose(&a.words).max(1) || 2 * of_b >= prose(&b.words).max(1);
    if half && of_a.max(of_b) >= 25 {
        "copied"
    } else if of_a.max(of_b) >= 20 {
        "partly"
    } else if speech >= 8 {
        "quotation"
    } else {
        "none"
    }
}
