//! The heaviest row of pairs that rises on both sides: what two texts have in the same order.

/// Places of the heaviest row of `pairs`, which are sorted, that rises on both sides.
///
/// The heaviest increasing subsequence, over a Fenwick tree of the best weights: n log n.
pub(crate) fn rising(pairs: &[(usize, usize)], weights: &[usize]) -> Vec<usize> {
    let mut ranks: Vec<usize> = pairs.iter().map(|p| p.1).collect();
    ranks.sort_unstable();
    ranks.dedup();
    // Each cell holds the best weight of a row that ends within its reach, and the pair that ends it.
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); ranks.len() + 1];
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let mut best = (0, None);
    for same in pairs.chunk_by(|p, q| p.0 == q.0).scan(0, |at, same| {
        let from = *at;
        *at += same.len();
        Some(from..*at)
    }) {
        // Pairs of one place on the left are looked up before any of them is entered.
        let reached: Vec<(usize, Option<usize>)> = same
            .clone()
            .map(|k| {
                let mut rank = ranks.partition_point(|&r| r < pairs[k].1);
                let mut found = (0, None);
                while rank > 0 {
                    if tree[rank].0 > found.0 {
                        found = tree[rank];
                    }
                    rank &= rank - 1;
                }
                found
            })
            .collect();
        for (k, (weight, from)) in same.zip(reached) {
            before[k] = from;
            let sum = (weight + weights[k], Some(k));
            if sum.0 > best.0 {
                best = sum;
            }
            let mut rank = ranks.partition_point(|&r| r < pairs[k].1) + 1;
            while rank < tree.len() {
                if sum.0 > tree[rank].0 {
                    tree[rank] = sum;
                }
                rank += rank & rank.wrapping_neg();
            }
        }
    }
    let mut row: Vec<usize> = std::iter::successors(best.1, |k| before[*k]).collect();
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn the_heaviest_row_wins_over_the_longest() {
        let pairs = [(0, 3), (1, 0), (2, 1), (3, 2)];
        assert_eq!(rising(&pairs, &[1, 1, 1, 1]), [1, 2, 3]);
        assert_eq!(rising(&pairs, &[9, 1, 1, 1]), [0]);
    }

    #[test]
    fn no_place_is_taken_twice() {
        let pairs = [(0, 0), (0, 1), (1, 1), (2, 1)];
        assert_eq!(rising(&pairs, &[1, 5, 2, 3]).len(), 1);
        assert_eq!(rising(&pairs, &[2, 1, 3, 4]), [0, 3]);
        assert!(rising(&[], &[]).is_empty());
    }
}
