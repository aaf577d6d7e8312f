//! Content words, and how central each is to a story.

use record::Report;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Words too common to tell one sentence from another.
const COMMON: &str = "a about above according after again against all also although am among an and any are around as at \
    back be because been before being between both but by can could day days did do does down during each even ever \
    every few first for from further get go had has have he her here hers him his how however i if in including into \
    is it its just last later like made make many may me might more most much must my near new next no nor not now of \
    off on once one only or other our out over own part people per put said same saw say saying says see she should \
    since so some still such than that the their them then there these they this those though three through time to \
    told too two under until up upon us very was we well went were what when where whether which while who whom whose \
    why will with within without would year years yesterday today tomorrow yet you your monday tuesday wednesday \
    thursday friday saturday sunday mr mrs ms dr";

/// The distinct content words of `text`, folded: lower case, without possessive or plural ending.
pub(crate) fn content(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter_map(fold)
        .collect()
}

fn fold(word: &str) -> Option<String> {
    let lower = word.to_lowercase().replace('’', "'");
    let lower = lower.trim_matches('\'');
    let lower = lower.strip_suffix("'s").unwrap_or(lower);
    let bare = match lower.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => lower,
    };
    let told = bare.chars().count() > 1 || bare.chars().all(|c| c.is_ascii_digit());
    (told && !bare.is_empty() && !is_common(lower)).then(|| bare.to_owned())
}

fn is_common(word: &str) -> bool {
    static SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| COMMON.split_whitespace().collect());
    SET.contains(word)
}

/// The share of the smaller set that stands in the other, in thousandths.
pub(crate) fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> u32 {
    let small = a.len().min(b.len());
    if small == 0 {
        return 0;
    }
    thousandths(a.intersection(b).count(), small)
}

/// `part` of `whole` in thousandths; none of nothing is none.
pub(crate) fn thousandths(part: usize, whole: usize) -> u32 {
    u32::try_from(part.saturating_mul(1000) / whole.max(1)).unwrap_or(u32::MAX)
}

/// What a story is about: each word with the share of reports that use it, headlines counting once more.
///
/// The idea is the centroid of Radev et al. (2004), with reports for documents and integers for weights.
pub(crate) struct Centre(BTreeMap<String, u32>);

impl Centre {
    pub(crate) fn of(reports: &[&Report]) -> Self {
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for report in reports {
            let mut own = BTreeMap::new();
            for sentence in &report.sentences {
                for word in content(report.text.at(sentence.span)) {
                    *own.entry(word).or_insert(0_usize) += 1;
                }
            }
            for word in content(report.headline.as_deref().unwrap_or("")) {
                own.insert(word, 4);
            }
            // A word that a report uses once says less of what it is about than one it comes back to.
            for (word, n) in own {
                *uses.entry(word).or_default() += n.min(4);
            }
        }
        let most = reports.len().saturating_mul(4);
        Self(
            uses.into_iter()
                .map(|(word, n)| (word, thousandths(n, most)))
                .collect(),
        )
    }

    /// How close `words` are to the centre, from 0 to 1000: the mean over the words, helped by length up to twelve.
    pub(crate) fn nearness(&self, words: &BTreeSet<String>) -> u32 {
        let sum: u32 = words.iter().filter_map(|w| self.0.get(w)).sum();
        sum / u32::try_from(words.len().max(12)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_the_common_ones_left_out() {
        let words: Vec<_> = content("The harbours’ mayor said 12 of the harbour's ships were lost.")
            .into_iter()
            .collect();
        assert_eq!(words, ["12", "harbour", "lost", "mayor", "ship"]);
    }

    #[test]
    fn overlap_is_of_the_smaller() {
        let (a, b) = (
            content("red boat sinks"),
            content("red boat sinks slowly tonight"),
        );
        assert_eq!(overlap(&a, &b), 1000);
        assert_eq!(overlap(&a, &BTreeSet::new()), 0);
    }
}
