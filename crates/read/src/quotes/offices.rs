//! Whom "the mayor" means, where the report has told of one.

use super::speakers::head_noun;
use record::{NameKind, Report, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Titles written short, and the words that take them up.
const SHORT: &[(&str, &str)] = &[
    ("gov", "governor"),
    ("sen", "senator"),
    ("rep", "representative"),
    ("pres", "president"),
    ("gen", "general"),
    ("col", "colonel"),
    ("lt", "lieutenant"),
    ("capt", "captain"),
    ("sgt", "sergeant"),
    ("det", "detective"),
    ("prof", "professor"),
    ("dr", "doctor"),
];

/// Words that make another office of an office: the deputy mayor is not "the mayor".
const OTHER: &[&str] = &[
    "former",
    "ex",
    "late",
    "deputy",
    "vice",
    "assistant",
    "associate",
    "then",
    "under",
    "lieutenant",
    "elect",
    "designate",
    "candidate",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "counterpart",
];

/// The offices of a report that one person holds, by the word that takes them up.
#[derive(Debug, Default)]
pub(super) struct Offices<'r>(BTreeMap<String, Office<'r>>);

#[derive(Debug)]
struct Office<'r> {
    entity: &'r str,
    /// Byte of the first mention of the holder with the role.
    from: usize,
    words: BTreeSet<String>,
    /// How often the word stands in the holder's roles.
    told: usize,
}

impl<'r> Offices<'r> {
    /// Those of `report` whose word, wherever it stands, is the holder's role or "the" and words of it.
    pub(super) fn of(report: &'r Report) -> Self {
        let mut offices: BTreeMap<String, Option<Office>> = BTreeMap::new();
        for name in report.names.iter().filter(|n| n.kind == NameKind::Person) {
            let Some(role) = name.role.as_deref() else {
                continue;
            };
            let head = head_of(role);
            // Shorter words are abbreviations that no description takes up.
            if head.len() < 4 {
                continue;
            }
            let words: BTreeSet<String> = words(role).map(str::to_lowercase).collect();
            let told = usize::from(words.contains(&head));
            let other = words.iter().any(|w| *w != head && OTHER.contains(&w.as_str()));
            let office = offices.entry(head).or_insert_with(|| {
                Some(Office {
                    entity: &name.entity,
                    from: name.span.start(),
                    words: BTreeSet::new(),
                    told: 0,
                })
            });
            match office {
                Some(held) if held.entity == name.entity && !other => {
                    held.words.extend(words);
                    held.told += told;
                }
                _ => *office = None,
            }
        }
        let mut held: BTreeMap<String, Office> =
            offices.into_iter().filter_map(|(h, o)| Some((h, o?))).collect();
        if !held.is_empty() {
            let uses = uses(&report.text, &held);
            held.retain(|head, office| uses.get(head).is_none_or(|&other| other <= office.told));
        }
        Self(held)
    }

    /// The entity of the person that `description` ("the mayor", "the fire chief"), which starts at byte `at`, must mean,
    /// if the report has told of that person and office before.
    pub(super) fn holder(&self, description: &str, at: usize) -> Option<&'r str> {
        let (article, office) = description.split_once(' ')?;
        let head = office.rsplit(' ').next()?.to_lowercase();
        let held = self.0.get(&head)?;
        let asked = office.to_lowercase();
        (article.eq_ignore_ascii_case("the")
            && held.from < at
            && words(&asked).all(|w| w == head || held.words.contains(w)))
        .then_some(held.entity)
    }
}

/// How often each head stands in the text without being "the" and words of the office, its plural too.
fn uses(text: &Text, held: &BTreeMap<String, Office>) -> BTreeMap<String, usize> {
    let mut uses = BTreeMap::new();
    let mut before: [String; 3] = Default::default();
    let mut all = words(text.at(text.whole())).peekable();
    while let Some(word) = all.next() {
        let word = word.to_lowercase();
        let one = word.strip_suffix('s').filter(|one| held.contains_key(*one));
        if let Some(office) = held.get(&word) {
            let opens = before.iter().rev().find(|w| !office.words.contains(*w));
            // "The governor of Callow" may be another, unless the office was told so.
            let of = all.peek().filter(|next| matches!(**next, "of" | "for"));
            let plain = opens.is_some_and(|w| w == "the") && of.is_none_or(|of| office.words.contains(*of));
            *uses.entry(word.clone()).or_default() += usize::from(!plain);
        } else if let Some(one) = one {
            *uses.entry(one.to_owned()).or_default() += 1;
        }
        before.rotate_left(1);
        before[2] = word;
    }
    uses
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

/// The head of a role as it is taken up later: "governor" of "Gov.".
fn head_of(role: &str) -> String {
    let head = head_noun(role).to_lowercase();
    let bare = head.trim_end_matches('.');
    SHORT
        .iter()
        .find(|(short, _)| *short == bare)
        .map_or_else(|| bare.to_owned(), |(_, long)| (*long).to_owned())
}
