//! Names in titles and capitals, where capitals tell little: only those that the prose or a word list knows.

use super::candidates::{Candidate, is_group, key};
use super::gazetteer::{city, is_common, is_country_or_region, is_first_name};
use super::lexicon::{BODY, FUNCTION, STATE_SHORT};
use super::tokens::{Style, Token, Unit};
use record::NameKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Longest name sought, in words.
const LONGEST: usize = 7;

/// The names in `titles` (a unit and words of it), by longest match against the names of the prose.
pub(super) fn find(
    units: &[Unit],
    titles: &[(usize, Range<usize>)],
    kinds: &BTreeMap<String, NameKind>,
) -> Vec<Candidate> {
    let surnames: BTreeSet<&str> = kinds
        .iter()
        .filter(|(_, kind)| **kind == NameKind::Person)
        .filter_map(|(key, _)| key.rsplit_once(' ').map(|(_, last)| last))
        .collect();
    let known =
        |words: &str| kinds.get(words).is_some_and(|k| *k != NameKind::Other) || surnames.contains(words);
    let mut found = Vec::new();
    for (index, range) in titles {
        let (index, unit) = (*index, &units[*index]);
        let mut from = range.start;
        while from < range.end {
            if !unit.tokens[from].is_capital() {
                from += 1;
                continue;
            }
            let longest = (from + 1..=range.end.min(from + LONGEST)).rev();
            let to = longest.filter(|&to| whole(&unit.tokens[from..to])).find(|&to| {
                let words = &unit.tokens[from..to];
                let key = key(words);
                known(&key) || listed(words, &key, unit.style)
            });
            if let Some(to) = to {
                let title =
                    super::titles::before(&unit.tokens, 0, from).filter(|_| unit.tokens[from].gap == " ");
                found.push(Candidate {
                    unit: index,
                    from,
                    to,
                    title,
                    courtesy: false,
                });
            }
            from = to.unwrap_or(from + 1);
        }
    }
    found
}

/// Whether no comma or other mark stands between the words, and the last is no small word.
fn whole(words: &[Token]) -> bool {
    words[1..].iter().all(|t| t.joins() || t.gap == ". ") && words[words.len() - 1].is_capital()
}

fn listed(words: &[Token], key: &str, style: Style) -> bool {
    if words.len() == 1 {
        let acronym = style != Style::Caps && words[0].is_upper() && words[0].text.len() <= 5;
        if FUNCTION.contains(key) && !acronym {
            return false;
        }
        let country = is_country_or_region(key) && !STATE_SHORT.contains(key);
        return country
            || is_group(key)
            || acronym
            || (!is_common(key) && city(key).is_some_and(|k| k >= 100));
    }
    if is_country_or_region(key) || is_group(key) || city(key).is_some() {
        return true;
    }
    let last = words[words.len() - 1].folded.as_str();
    let first = words[0].folded.as_str();
    let person = words.len() == 2
        && is_first_name(first)
        && !is_common(first)
        && !is_common(last)
        && !is_country_or_region(first)
        && !BODY.contains(last);
    person && words.iter().all(Token::is_capital)
}
