//! The edits of a house inside a chain of runs and at its ends: bridged, carried on over, and cut off where an end hangs on
//! by too little.

use super::Run;

/// Words that are skipped at most where a chain's end is carried on.
const SKIP: usize = 3;
/// The same where one text alone has more, and the words that must match after that.
const ASIDE_SKIP: usize = 13;
const AFTER_ASIDE: usize = 3;

/// Adds the words that match inside the gaps of a chain: their longest common subsequence.
pub(super) fn bridge(a: &[u32], b: &[u32], chain: &mut Vec<Run>) {
    let mut found = Vec::new();
    for pair in chain.windows(2) {
        let (from_a, from_b) = (pair[0].a_end(), pair[0].b_end());
        let (x, y) = (&a[from_a..pair[1].a], &b[from_b..pair[1].b]);
        found.extend(common(x, y).into_iter().map(|(i, j)| Run {
            a: from_a + i,
            b: from_b + j,
            len: 1,
        }));
    }
    chain.extend(found);
    chain.sort_unstable();
    chain.dedup_by(|next, last| {
        let joins = last.a_end() == next.a && last.b_end() == next.b;
        if joins {
            last.len += next.len;
        }
        joins
    });
}

/// The longest common subsequence of two short texts, as pairs of places.
fn common(x: &[u32], y: &[u32]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0_u16; y.len() + 1]; x.len() + 1];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            best[i][j] = if x[i] == y[j] {
                best[i + 1][j + 1] + 1
            } else {
                best[i + 1][j].max(best[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < x.len() && j < y.len() {
        if x[i] == y[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Carries each chain on past its ends, over edits of up to `SKIP` words after which at least two words match again,
/// without running into another chain.
pub(super) fn carry_on(a: &[u32], b: &[u32], chains: &mut [Vec<Run>]) {
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mark = |used_a: &mut [bool], used_b: &mut [bool], r: &Run| {
        used_a[r.a..r.a_end()].fill(true);
        used_b[r.b..r.b_end()].fill(true);
    };
    chains
        .iter()
        .flatten()
        .for_each(|r| mark(&mut used_a, &mut used_b, r));
    for chain in chains {
        while let Some(last) = chain.last().copied() {
            let equal =
                |i: usize, j: usize| i < a.len() && j < b.len() && a[i] == b[j] && !used_a[i] && !used_b[j];
            let (x, y) = (last.a_end(), last.b_end());
            let Some((i, j)) = steps()
                .map(|(p, q, words)| (x + p, y + q, words))
                .find(|&(i, j, words)| (0..words).all(|k| equal(i + k, j + k)))
                .map(|(i, j, _)| (i, j))
            else {
                break;
            };
            let free = (x..i).all(|k| !used_a[k]) && (y..j).all(|k| !used_b[k]);
            if !free {
                break;
            }
            let len = (0..).take_while(|k| equal(i + k, j + k)).count();
            let run = Run { a: i, b: j, len };
            mark(&mut used_a, &mut used_b, &run);
            chain.push(run);
        }
        while let Some(first) = chain.first().copied() {
            let equal = |i: Option<usize>, j: Option<usize>| match (i, j) {
                (Some(i), Some(j)) => a[i] == b[j] && !used_a[i] && !used_b[j],
                _ => false,
            };
            let back = |k: usize, by: usize| k.checked_sub(by);
            let Some((p, q, _)) = steps().find(|&(p, q, words)| {
                (1..=words).all(|k| equal(back(first.a, p + k), back(first.b, q + k)))
            }) else {
                break;
            };
            let free =
                (first.a - p..first.a).all(|k| !used_a[k]) && (first.b - q..first.b).all(|k| !used_b[k]);
            if !free {
                break;
            }
            let len = (1..)
                .take_while(|k| equal(back(first.a, p + k), back(first.b, q + k)))
                .count();
            let run = Run {
                a: first.a - p - len,
                b: first.b - q - len,
                len,
            };
            mark(&mut used_a, &mut used_b, &run);
            chain.insert(0, run);
        }
    }
}

/// What a word that matches is worth beyond the first of its run; what a word in the place of others costs; and what a
/// word costs that stands in one text alone, where the other goes straight on.
const MATCH: usize = 20;
const OTHER: usize = 14;
const ASIDE: usize = 3;

/// Cuts off the ends of a chain that hang on it by a few words after a longer gap: seen from its longest run, what they add
/// is less than what lies between. Each end that is cut off is a chain of its own.
pub(super) fn without_loose_ends(chain: Vec<Run>) -> Vec<Vec<Run>> {
    let longest = (0..chain.len()).max_by_key(|&k| (chain[k].len, std::cmp::Reverse(k)));
    let Some(longest) = longest else {
        return Vec::new();
    };
    let cost = |x: Run, y: Run| {
        let (p, q) = (y.a - x.a_end(), y.b - x.b_end());
        p.max(q) * if p.min(q) == 0 { ASIDE } else { OTHER }
    };
    let (mut from, mut to) = (longest, longest);
    // What has been gained and lost since the last run that is kept. Single words are no ground to stand on.
    let (mut gained, mut lost, mut last) = (0, 0, chain[longest]);
    for k in (longest + 1..chain.len()).filter(|&k| chain[k].len > 1) {
        gained += MATCH * (chain[k].len - 1);
        lost += cost(last, chain[k]);
        last = chain[k];
        if gained >= lost {
            (to, gained, lost) = (k, 0, 0);
        }
    }
    (gained, lost, last) = (0, 0, chain[longest]);
    for k in (0..longest).rev().filter(|&k| chain[k].len > 1) {
        gained += MATCH * (chain[k].len - 1);
        lost += cost(chain[k], last);
        last = chain[k];
        if gained >= lost {
            (from, gained, lost) = (k, 0, 0);
        }
    }
    let parts = [&chain[..from], &chain[from..=to], &chain[to + 1..]];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(<[Run]>::to_vec)
        .collect()
}

/// The ways to skip words in either text, the fewest first, and the words that must match after each.
fn steps() -> impl Iterator<Item = (usize, usize, usize)> {
    let both = (0..=2 * SKIP).flat_map(|sum| {
        (0..=SKIP).map(move |p| (p, sum)).filter_map(|(p, sum)| {
            let q = sum.checked_sub(p)?;
            (q <= SKIP).then_some((p, q, 2))
        })
    });
    let aside = (SKIP + 1..=ASIDE_SKIP).flat_map(|n| [(0, n, AFTER_ASIDE), (n, 0, AFTER_ASIDE)]);
    both.chain(aside)
}
