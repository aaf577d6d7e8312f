//! B³, by which groups of reports are scored, ours and those of peers (`cargo xtask bench --peers`).

use std::collections::BTreeMap;

/// B³ precision, recall and F1 (Bagga and Baldwin 1998), the mean over the reports that `counted` keeps.
pub fn score(clusters: &[Vec<usize>], gold: &[String], counted: impl Fn(usize) -> bool) -> (f64, f64, f64) {
    let mut size: BTreeMap<&str, usize> = BTreeMap::new();
    for event in gold {
        *size.entry(event).or_default() += 1;
    }
    let (mut precision, mut recall, mut n) = (0.0, 0.0, 0.0);
    for cluster in clusters {
        for &i in cluster.iter().filter(|i| counted(**i)) {
            let same = cluster.iter().filter(|j| gold[**j] == gold[i]).count() as f64;
            precision += same / cluster.len() as f64;
            recall += same / size[gold[i].as_str()] as f64;
            n += 1.0;
        }
    }
    let (p, r) = (precision / n, recall / n);
    (p, r, 2.0 * p * r / (p + r))
}
