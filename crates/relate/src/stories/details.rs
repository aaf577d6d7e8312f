//! Details that single an event out: people with their ages, streets, blocks of streets.

use super::words::Token;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a detail singles out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A block of a street: the number and the street.
    Block,
    /// A street, without direction and kind.
    Street,
    /// Somebody's surname and age.
    Person,
    /// The age of somebody.
    Age,
}

/// A detail, as it is compared, with its bytes in the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Detail {
    pub(super) kind: Kind,
    pub(super) key: String,
    pub(super) bytes: Range<usize>,
}

/// The details of a report.
#[derive(Debug, Clone, Default)]
pub(super) struct Details {
    pub(super) ages: BTreeSet<String>,
    pub(super) people: BTreeSet<String>,
    pub(super) streets: BTreeSet<String>,
    pub(super) blocks: BTreeSet<String>,
}

impl Details {
    /// Takes the words of a paragraph.
    pub(super) fn take(&mut self, list: &[Token<'_>]) {
        for detail in find(list) {
            let kept = match detail.kind {
                Kind::Block => &mut self.blocks,
                Kind::Street => &mut self.streets,
                Kind::Person => &mut self.people,
                Kind::Age => &mut self.ages,
            };
            kept.insert(detail.key);
        }
    }
}

/// The details that the words of a paragraph tell, in their order.
pub(super) fn find(list: &[Token<'_>]) -> Vec<Detail> {
    let mut found = Vec::new();
    for (i, token) in list.iter().enumerate() {
        let lower = token.lower();
        if token.capital() && STREETS.contains(&lower.as_str()) {
            found.extend(street(list, i));
        }
        if lower == "block" {
            found.extend(block(list, i).into_iter().flatten());
        }
        found.extend(age(list, i).into_iter().flatten());
    }
    found
}

/// What the words from `first` to `last` tell.
fn detail(kind: Kind, key: String, list: &[Token<'_>], first: usize, last: usize) -> Detail {
    Detail {
        kind,
        key,
        bytes: list[first].at..list[last].end(),
    }
}

/// An age at `i`: "a 12-year-old boy", "aged 12", "Dora Quill, 34, …", which names somebody too.
fn age(list: &[Token<'_>], i: usize) -> Option<Vec<Detail>> {
    const OLDEST: u32 = 105;
    let token = &list[i];
    let age: u32 = token.word.parse().ok().filter(|a| (1..=OLDEST).contains(a))?;
    let before = i.checked_sub(1).map(|j| &list[j]);
    let told = (token.after == "-" || token.after == " ")
        && list.get(i + 1).is_some_and(|t| t.word.starts_with("year"))
        && list.get(i + 2).is_some_and(|t| t.word == "old");
    let named = before.filter(|b| b.after == ", " && b.capital() && token.after.starts_with([',', '.', ';']));
    let aged = before.is_some_and(|b| b.word == "age" || b.word == "aged");
    if !told && !aged && named.is_none() {
        return None;
    }
    let (first, last) = match (told, aged) {
        (true, _) => (i, i + 2),
        (_, true) => (i - 1, i),
        _ => (i, i),
    };
    let mut found = vec![detail(Kind::Age, age.to_string(), list, first, last)];
    if let Some(name) = named {
        let key = format!("{} {age}", name.lower());
        found.push(detail(Kind::Person, key, list, i - 1, i));
    }
    Some(found)
}

/// A street whose kind stands at `i`: "North Larch Street", "35th Ave".
fn street(list: &[Token<'_>], i: usize) -> Option<Detail> {
    let name = i
        .checked_sub(1)
        .map(|j| &list[j])
        .filter(|b| b.after == " " && (b.capital() || b.digits()))?;
    // "Main Street Road": the kind of another street is no name.
    let key = name.lower();
    (!STREETS.contains(&key.as_str())).then(|| detail(Kind::Street, key, list, i - 1, i))
}

/// "the 13500 block of North Larch Street", which names the street too.
fn block(list: &[Token<'_>], i: usize) -> Option<[Detail; 2]> {
    let number = i.checked_sub(1).map(|j| &list[j]).filter(|b| b.digits())?;
    let at = (i + 1..list.len()).find(|&j| {
        let word = list[j].lower();
        word != "of" && !DIRECTIONS.contains(&word.as_str())
    })?;
    let street = Some(&list[at]).filter(|t| t.capital() || t.digits())?.lower();
    let key = format!("{} {street}", number.word);
    Some([
        detail(Kind::Block, key, list, i - 1, at),
        detail(Kind::Street, street, list, at, at),
    ])
}

/// Words that make a name a street's.
const STREETS: &[&str] = &[
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "lane",
    "ln",
    "court",
    "ct",
    "way",
    "highway",
    "hwy",
    "parkway",
    "pkwy",
    "terrace",
    "square",
    "place",
    "circle",
    "trail",
    "pike",
];

/// Directions before the name of a street.
const DIRECTIONS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "n",
    "s",
    "e",
    "w",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "ne",
    "nw",
    "se",
    "sw",
];

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;

    fn details(text: &str) -> Details {
        let mut details = Details::default();
        details.take(&tokens(text).collect::<Vec<_>>());
        details
    }

    #[test]
    fn names_ages_streets_and_blocks_are_seen() {
        let d = details(
            "Dora Quill, 34, was found in the 400 block of South Larch Street, near a 12-year-old boy.",
        );
        assert!(d.people.contains("quill 34"));
        assert!(d.streets.contains("larch") && d.blocks.contains("400 larch"));
        assert!(d.ages.contains("12"));
    }

    #[test]
    fn a_detail_lies_where_its_words_stand() {
        let text = "Dora Quill, 34, was found in the 400 block of South Larch Street by a boy aged 12.";
        let found = find(&tokens(text).collect::<Vec<_>>());
        let told: Vec<&str> = found.iter().map(|d| &text[d.bytes.clone()]).collect();
        assert_eq!(
            told,
            [
                "34",
                "Quill, 34",
                "400 block of South Larch",
                "Larch",
                "Larch Street",
                "aged 12"
            ]
        );
    }

    #[test]
    fn a_year_is_no_age_and_a_block_of_flats_is_no_block() {
        let d = details("Nobody was hurt in Larch, 2016, they said. The block of flats burned for 3 hours.");
        assert!(d.people.is_empty() && d.ages.is_empty() && d.blocks.is_empty());
    }
}
