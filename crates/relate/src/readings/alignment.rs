//! Which words of two texts correspond: the longest common subsequence.

/// More cells than this are not filled: only the common beginning and end are matched then.
const MOST_CELLS: usize = 1_000_000;

/// Pairs of positions of equal words, rising in both, as many as there can be.
///
/// The method is the textbook one (Wagner and Fischer 1974) after the common beginning and end are taken off.
pub(crate) fn align<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (ra, rb) = (&a[head..], &b[head..]);
    let tail = ra
        .iter()
        .rev()
        .zip(rb.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (ma, mb) = (&ra[..ra.len() - tail], &rb[..rb.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    pairs.extend(middle(ma, mb).into_iter().map(|(i, j)| (head + i, head + j)));
    pairs.extend((0..tail).map(|k| (head + ma.len() + k, head + mb.len() + k)));
    pairs
}

fn middle<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    if a.is_empty() || b.is_empty() || (a.len() + 1).saturating_mul(width) > MOST_CELLS {
        return Vec::new();
    }
    // `best[i * width + j]` is the length of the longest common subsequence of `a[i..]` and `b[j..]`.
    let mut best = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i] == b[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_common_around_a_change() {
        let (a, b): (Vec<char>, Vec<char>) = ("abXcde".chars().collect(), "abYZcdef".chars().collect());
        let common: String = align(&a, &b).into_iter().map(|(i, _)| a[i]).collect();
        assert_eq!(common, "abcde");
    }

    #[test]
    fn nothing_in_common_gives_nothing() {
        assert!(align(&["a"], &["b"]).is_empty());
        assert!(align::<&str>(&[], &["b"]).is_empty());
    }

    #[test]
    fn a_text_too_long_keeps_its_ends() {
        let a: Vec<usize> = (0..3000).collect();
        let mut b = a.clone();
        b.swap(10, 2000);
        assert_eq!(align(&a, &b).len(), 10 + 999);
    }
}
