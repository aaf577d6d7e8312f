//! Whether two sources of one address hold one article.

use super::sentences;
use crate::readings::words::norms;
use record::Report;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Words of a shingle.
const SHINGLE: usize = 3;
/// Share of the shorter text's shingles that the longer has too, in hundredths, from which they are one article.
const ALIKE: usize = 25;
/// The same where both have the same headline.
const HEADED: usize = 8;
/// Words of a headline that says something.
const HEADLINE: usize = 3;

/// A report's words for comparing.
pub(super) struct Words {
    headline: Vec<String>,
    /// All words of deck and running text in order, hashed.
    pub(super) whole: u64,
    empty: bool,
    /// Hashes of its shingles, sorted, each once.
    shingles: Vec<u64>,
}

impl Words {
    pub(super) fn of(report: &Report) -> Self {
        let words: Vec<String> = sentences::of(report)
            .into_iter()
            .filter(|s| !s.note)
            .flat_map(|s| s.words)
            .collect();
        let hash = |words: &[String]| {
            let mut hasher = FxHasher::default();
            words.hash(&mut hasher);
            hasher.finish()
        };
        let mut shingles: Vec<u64> = words.windows(SHINGLE).map(hash).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Self {
            headline: report.headline.as_deref().map(norms).unwrap_or_default(),
            whole: hash(&words),
            empty: words.is_empty(),
            shingles,
        }
    }

    /// Whether both have the same words under the same headline. A headline that one of them lacks is none of both.
    pub(super) fn same(&self, other: &Self) -> bool {
        let headed = |x: &Self| !x.headline.is_empty();
        self.whole == other.whole
            && self.shingles == other.shingles
            && (self.headline == other.headline || !headed(self) || !headed(other))
    }

    /// Whether they are of one article, as far as words can say.
    pub(super) fn alike(&self, other: &Self) -> bool {
        let headed = self.headline.len() >= HEADLINE && self.headline == other.headline;
        if self.empty || other.empty {
            return headed || self.empty && other.empty && self.headline == other.headline;
        }
        if self.same(other) {
            return true;
        }
        let least = self.shingles.len().min(other.shingles.len());
        let common = common(&self.shingles, &other.shingles);
        common > 0 && 100 * common >= least * if headed { HEADED } else { ALIKE }
    }
}

/// How many both sorted lists hold.
fn common(a: &[u64], b: &[u64]) -> usize {
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

/// Whether `part` holds nothing but sentences of `whole`, in their order, because it is cut short (a stub, a page that
/// a script fills) or another form of the same page (AMP, print), and not because something was added later.
pub(super) fn is_part(part: &Report, whole: &Report) -> bool {
    let cut = |r: &Report| r.warnings.iter().any(|w| w.code == "stub" || w.code == "empty");
    let other_form = dress(part) != dress(whole) && !changed_since(part, whole);
    if !(other_form || cut(part) && !cut(whole)) {
        return false;
    }
    let (short, long) = (sentences::of(part), sentences::of(whole));
    let mut rest = long.iter();
    short.iter().enumerate().all(|(i, s)| {
        // The last sentence of a stub may stop in its middle.
        let ends = |l: &&sentences::Sentence| {
            l.same(s) || cut(part) && i + 1 == short.len() && l.words.starts_with(&s.words)
        };
        rest.by_ref().any(|l| ends(&l))
    })
}

/// Whether both say when they were last changed, and not the same.
fn changed_since(a: &Report, b: &Report) -> bool {
    matches!((&a.modified, &b.modified), (Some(x), Some(y)) if x != y)
}

/// The forms of a page that an address names beyond the canonical one.
pub(super) fn dress(report: &Report) -> Vec<String> {
    let parts = |address: &Option<String>| -> Vec<String> {
        address
            .as_deref()
            .unwrap_or_default()
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|p| {
                matches!(
                    *p,
                    "amp" | "print" | "printable" | "mobile" | "m" | "ampproject" | "outputtype"
                )
            })
            .map(str::to_owned)
            .collect()
    };
    let mut more = parts(&report.url);
    for part in parts(&report.canonical) {
        if let Some(at) = more.iter().position(|p| *p == part) {
            more.remove(at);
        }
    }
    more.sort();
    more.dedup();
    more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{PROSE, report};

    fn words(headline: &str, paragraphs: &[&str]) -> Words {
        Words::of(&Report {
            headline: (!headline.is_empty()).then(|| headline.into()),
            ..report("a", "", "", paragraphs)
        })
    }

    #[test]
    fn a_new_top_leaves_it_the_same_article() {
        let first = words("Lock gate jams at Ellery Quay", &[PROSE[0], PROSE[1]]);
        assert!(first.alike(&words("Nine barges held up", &[PROSE[2], PROSE[1]])));
        assert!(first.alike(&words("Lock gate jams at Ellery Quay", &[PROSE[0]])));
        assert!(!first.alike(&words("Lock gate jams at Ellery Quay", &[PROSE[2], PROSE[3]])));
        assert!(!first.alike(&words("Bakery burns", &[PROSE[2]])));
    }

    #[test]
    fn an_empty_page_is_known_by_its_headline_alone() {
        let first = words("Lock gate jams at Ellery Quay", &[PROSE[0]]);
        assert!(first.alike(&words("Lock gate jams at Ellery Quay", &[])));
        assert!(!first.alike(&words("", &[])));
        assert!(!words("News", &[PROSE[0]]).alike(&words("News", &[])));
    }

    #[test]
    fn marks_and_case_are_no_words() {
        assert!(
            words("", &["The lock-gate jammed, he said."])
                .same(&words("", &["The lock gate jammed he said"]))
        );
        assert!(!words("", &["The lock gate jammed."]).same(&words("", &["The lock gate did not jam."])));
    }

    #[test]
    fn the_form_of_a_page_is_told_by_its_address() {
        let dressed = |url: &str| {
            dress(&Report {
                url: Some(url.into()),
                canonical: Some("https://m.example/print-shop".into()),
                ..Report::default()
            })
        };
        assert_eq!(
            dressed("https://m.example/print-shop?utm_source=x"),
            Vec::<String>::new()
        );
        assert_eq!(dressed("https://m.example/amp/print-shop"), ["amp"]);
    }
}
