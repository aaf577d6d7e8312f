//! Reports that are another one's text by their very words or by their own word.

use record::Report;
use std::collections::BTreeMap;

/// Reports whose text is, word for word, that of another one, and that one: the first by day and id.
///
/// Shared passages find longer copies; this holds for texts of any length, a line or a single remark too.
pub(super) fn reprints<'r>(by_id: &BTreeMap<&'r str, &'r Report>) -> BTreeMap<&'r str, &'r str> {
    fn words(report: &Report) -> impl Iterator<Item = &str> {
        let headline = report.headline.as_deref().unwrap_or("");
        let text = if report.text.trim().is_empty() {
            headline
        } else {
            &report.text
        };
        text.split_whitespace()
    }
    let mut reports: Vec<&Report> = by_id
        .values()
        .copied()
        .filter(|r| words(r).next().is_some())
        .collect();
    let first = |r: &Report| {
        (
            r.day().map_or_else(|| "9999".to_owned(), str::to_owned),
            r.id.clone(),
        )
    };
    reports.sort_by(|x, y| words(x).cmp(words(y)).then_with(|| first(x).cmp(&first(y))));
    reports
        .chunk_by(|x, y| words(x).eq(words(y)))
        .flat_map(|same| same[1..].iter().map(|r| (r.id.as_str(), same[0].id.as_str())))
        .collect()
}

/// Reports that name the address of another one here as their original, and that one.
pub(super) fn originals<'r>(by_id: &BTreeMap<&'r str, &'r Report>) -> BTreeMap<&'r str, &'r str> {
    let mut addresses: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, report) in by_id {
        if let Some(address) = &report.canonical {
            addresses.entry(address).or_insert(id);
        }
    }
    by_id
        .iter()
        .filter_map(|(id, report)| {
            let first = addresses.get(report.original.as_ref()?.address.as_str())?;
            (first != id).then_some((*id, *first))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{PROSE, report};

    #[test]
    fn the_first_by_day_is_the_original_and_white_space_does_not_count() {
        let one = report("z", "Ellery Herald", "2031-03-04", &[PROSE[0]]);
        let mut two = report("a", "Harrow Post", "2031-03-05", &[PROSE[0]]);
        let other = report("b", "Callow Mail", "2031-03-03", &[PROSE[1]]);
        let by_id = |all: &'_ [Report]| -> BTreeMap<String, String> {
            let by_id = all.iter().map(|r| (r.id.as_str(), r)).collect();
            reprints(&by_id)
                .into_iter()
                .map(|(x, y)| (x.to_owned(), y.to_owned()))
                .collect()
        };
        let pair = BTreeMap::from([("a".to_owned(), "z".to_owned())]);
        assert_eq!(by_id(&[one.clone(), two.clone(), other.clone()]), pair);
        two.text = record::Text::new(format!("  {}", PROSE[0].replace(' ', "\n")));
        assert_eq!(by_id(&[one, two, other]), pair);
    }
}
