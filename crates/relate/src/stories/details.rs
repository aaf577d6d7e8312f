//! Details that single an event out: people with their ages, streets, blocks of streets.

use super::words::Token;
use std::collections::BTreeSet;

/// The details of a report.
#[derive(Debug, Clone, Default)]
pub(super) struct Details {
    /// Ages of people.
    pub(super) ages: BTreeSet<u32>,
    /// Surname and age of people.
    pub(super) people: BTreeSet<(String, u32)>,
    /// Names of streets, without direction and kind.
    pub(super) streets: BTreeSet<String>,
    /// Blocks: the number and the street.
    pub(super) blocks: BTreeSet<String>,
}

impl Details {
    /// Takes the words of a paragraph.
    pub(super) fn take(&mut self, list: &[Token<'_>]) {
        for (i, token) in list.iter().enumerate() {
            let before = i.checked_sub(1).map(|j| &list[j]);
            let lower = token.lower();
            if token.capital() && STREETS.contains(&lower.as_str()) {
                self.street(list, i);
            }
            if lower == "block" {
                self.block(list, i);
            }
            if let Some(age) = token.word.parse().ok().filter(|a| (1..=105).contains(a)) {
                let told = (token.after == "-" || token.after == " ")
                    && list.get(i + 1).is_some_and(|t| t.word.starts_with("year"))
                    && list.get(i + 2).is_some_and(|t| t.word == "old");
                let named = before
                    .filter(|b| b.after == ", " && b.capital() && token.after.starts_with([',', '.', ';']));
                let aged = before.is_some_and(|b| b.word == "age" || b.word == "aged");
                if told || aged || named.is_some() {
                    self.ages.insert(age);
                }
                if let Some(b) = named {
                    self.people.insert((b.lower(), age));
                }
            }
        }
    }

    /// A street whose kind stands at `i`: "North Larch Street", "35th Ave".
    fn street(&mut self, list: &[Token<'_>], i: usize) {
        let Some(name) = i
            .checked_sub(1)
            .map(|j| &list[j])
            .filter(|b| b.after == " " && (b.capital() || b.digits()))
        else {
            return;
        };
        // "Main Street Road": the kind of another street is no name.
        if !STREETS.contains(&name.lower().as_str()) {
            self.streets.insert(name.lower());
        }
    }

    /// "the 13500 block of North Larch Street".
    fn block(&mut self, list: &[Token<'_>], i: usize) {
        let Some(number) = i.checked_sub(1).map(|j| &list[j]).filter(|b| b.digits()) else {
            return;
        };
        let mut after = list[i + 1..].iter().skip_while(|t| {
            let t = t.lower();
            t == "of" || DIRECTIONS.contains(&t.as_str())
        });
        if let Some(street) = after.next().filter(|t| t.capital() || t.digits()) {
            self.blocks.insert(format!("{} {}", number.word, street.lower()));
            self.streets.insert(street.lower());
        }
    }
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
        assert!(d.people.contains(&("quill".into(), 34)));
        assert!(d.streets.contains("larch") && d.blocks.contains("400 larch"));
        assert!(d.ages.contains(&12));
    }

    #[test]
    fn a_year_is_no_age_and_a_block_of_flats_is_no_block() {
        let d = details("Nobody was hurt in Larch, 2016, they said. The block of flats burned for 3 hours.");
        assert!(d.people.is_empty() && d.ages.is_empty() && d.blocks.is_empty());
    }
}
