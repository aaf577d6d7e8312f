//! What a report rests on is what its copies rest on, and the copies of these.

use std::collections::{BTreeMap, BTreeSet};

/// Hands every name on along the links, from the second of each to the first, and on to copies of copies.
///
/// Names are numbered and held as bits: a story in which most are copies of most others has a million links.
pub(super) fn along(view: &mut BTreeMap<String, BTreeSet<String>>, links: &[(&str, &str)]) {
    let ids: BTreeSet<&str> = links.iter().flat_map(|&(from, to)| [from, to]).collect();
    let at: BTreeMap<&str, usize> = ids.iter().copied().zip(0..).collect();
    let held = |id: &&str| view.get(*id).into_iter().flatten().cloned();
    let names: Vec<String> = ids
        .iter()
        .flat_map(held)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut bits: Vec<Vec<u64>> = ids
        .iter()
        .map(|id| {
            let mut bits = vec![0u64; names.len().div_ceil(64)];
            for n in held(id).filter_map(|name| names.binary_search(&name).ok()) {
                bits[n / 64] |= 1 << (n % 64);
            }
            bits
        })
        .collect();
    loop {
        let mut more = false;
        for (from, to) in links.iter().map(|(from, to)| (at[from], at[to])) {
            if from == to {
                continue;
            }
            let theirs = std::mem::take(&mut bits[to]);
            for (own, their) in bits[from].iter_mut().zip(&theirs) {
                more |= their & !*own != 0;
                *own |= their;
            }
            bits[to] = theirs;
        }
        if !more {
            break;
        }
    }
    for (id, bits) in ids.into_iter().zip(bits) {
        let set = |n: &usize| bits[n / 64] & (1 << (n % 64)) != 0;
        let all: BTreeSet<String> = (0..names.len()).filter(set).map(|n| names[n].clone()).collect();
        if !all.is_empty() {
            view.insert(id.to_owned(), all);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_a_copy_rests_on_what_the_first_one_rests_on() {
        let set = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect::<BTreeSet<String>>();
        let mut view = BTreeMap::from([
            ("a".to_owned(), set(&["wire", "x"])),
            ("z".to_owned(), set(&["y"])),
        ]);
        let chain: Vec<String> = (0..40).map(|n| format!("r{n:02}")).collect();
        let mut links = vec![("r00", "a")];
        links.extend(chain.windows(2).map(|w| (w[1].as_str(), w[0].as_str())));
        // Two that are copies of each other have all that either has.
        links.extend([("z", "r39"), ("r39", "z")]);
        along(&mut view, &links);
        assert_eq!(view["r20"], set(&["wire", "x"]));
        assert_eq!(view["z"], set(&["wire", "x", "y"]));
        assert_eq!(view["r39"], view["z"]);
        assert_eq!(view["a"], set(&["wire", "x"]));
    }
}
