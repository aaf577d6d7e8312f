//! Who is who within a report: short forms, titles and acronyms resolved to the full name.
//!
//! Less rather than wrong: a surname that two people share stays its own entity, and so does one that the report uses
//! for someone else before it names a relative in full.

use super::Mention;
use super::candidates::is_group;
use super::gender::{self, Gender};
use super::lexicon::{BODY, GROUPS};
use super::roles;
use super::spellings::levelled;
use super::tokens::{Token, Unit};
use record::{Name, NameKind, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Bodies and states that everyone knows under two names.
const ALIASES: &[(&str, &str)] = &[
    ("u.s.", "united-states"),
    ("us", "united-states"),
    ("usa", "united-states"),
    ("u.s.a.", "united-states"),
    ("america", "united-states"),
    ("united states of america", "united-states"),
    ("u.k.", "united-kingdom"),
    ("uk", "united-kingdom"),
    ("britain", "united-kingdom"),
    ("great britain", "united-kingdom"),
    ("u.n.", "united-nations"),
    ("un", "united-nations"),
    ("e.u.", "european-union"),
    ("eu", "european-union"),
    ("u.a.e.", "united-arab-emirates"),
    ("uae", "united-arab-emirates"),
    ("holland", "netherlands"),
    ("burma", "myanmar"),
    ("kyiv", "kiev"),
    ("teheran", "tehran"),
];

/// Gives every mention its entity and role.
pub(super) fn resolve(report: &Report, units: &[Unit], mentions: Vec<Mention>) -> Vec<Name> {
    let people = People::of(units, &mentions);
    let bodies = bodies(units, &mentions);
    mentions
        .into_iter()
        .filter_map(|mention| {
            let tokens = &units[mention.candidate.unit].tokens;
            let (from, to) = (mention.candidate.from, mention.candidate.to);
            let span = report.text.span(tokens[from].start, end(report, tokens, to))?;
            let entity = match mention.kind {
                NameKind::Person => people.entity(units, &mention),
                NameKind::Group => group(&mention.key),
                _ => bodies
                    .get(&mention.key)
                    .cloned()
                    .unwrap_or_else(|| plain(&mention.key)),
            };
            if entity.is_empty() {
                return None;
            }
            let role = (mention.kind == NameKind::Person)
                .then(|| roles::of(report, tokens, &mention))
                .flatten();
            Some(Name {
                span,
                kind: mention.kind,
                entity,
                role,
            })
        })
        .collect()
}

/// Where the name ends: "Inc." and "Jr." keep their full stop where the sentence goes on.
pub(super) fn end(report: &Report, tokens: &[Token], to: usize) -> usize {
    let last = &tokens[to - 1];
    let short = to > 1
        && matches!(
            last.folded.as_str(),
            "inc" | "corp" | "co" | "ltd" | "jr" | "sr" | "bros"
        );
    let dotted = short
        && to < tokens.len()
        && report
            .text
            .get(last.end..)
            .is_some_and(|rest| rest.starts_with('.'));
    last.end + usize::from(dotted)
}

/// Lower-case letters and digits joined by single hyphens.
fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '\'' | '.') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn plain(key: &str) -> String {
    let key = key.strip_prefix("the ").unwrap_or(key);
    ALIASES
        .iter()
        .find(|(short, _)| *short == key)
        .map_or_else(|| slug(key), |(_, full)| (*full).to_owned())
}

fn group(key: &str) -> String {
    let one = key
        .strip_suffix('s')
        .filter(|one| GROUPS.contains(one))
        .unwrap_or(key);
    slug(one)
}

/// The parts of a person's name that tell people apart: no initials, no article, no "Jr.".
fn parts(key: &str) -> Vec<&str> {
    let all: Vec<&str> = key.split([' ', '-']).collect();
    let telling = |w: &&str| {
        w.trim_end_matches('.').chars().filter(|c| *c != '.').count() > 1
            && !matches!(*w, "al" | "el" | "jr" | "sr" | "jr." | "sr." | "ii" | "iii")
    };
    let kept: Vec<&str> = all.iter().copied().filter(telling).collect();
    if kept.is_empty() { all } else { kept }
}

/// The people with full names in a report.
#[derive(Debug, Default)]
struct People {
    /// Full slug by each of its forms' parts.
    full: BTreeMap<String, String>,
    by_last: BTreeMap<String, BTreeSet<String>>,
    /// The same by the surname's levelled spelling.
    by_spelling: BTreeMap<String, BTreeSet<String>>,
    by_first: BTreeMap<String, BTreeSet<String>>,
    /// Unit and word of the first mention in full, by slug.
    introduced: BTreeMap<String, (usize, usize)>,
    /// How those are spoken of whose title, relation or first name tells it, by slug.
    genders: BTreeMap<String, Gender>,
    /// Surnames whose bare form means someone else than the one full name that bears it.
    apart: BTreeSet<String>,
}

impl People {
    fn of(units: &[Unit], mentions: &[Mention]) -> Self {
        let keys: BTreeSet<&str> = mentions
            .iter()
            .filter(|m| m.kind == NameKind::Person)
            .map(|m| m.key.as_str())
            .collect();
        let mut forms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for key in keys {
            let parts: Vec<String> = parts(key).into_iter().map(str::to_owned).collect();
            if parts.len() > 1 {
                forms.insert(slug(&parts.join("-")), parts);
            }
        }
        let mut people = Self::default();
        let mut spelt: BTreeMap<Vec<String>, String> = BTreeMap::new();
        for (slug, parts) in &forms {
            // "Tayyip Poe" is "Recep Tayyip Poe" where no second longer name holds it too.
            let longer: Vec<&String> = forms
                .iter()
                .filter(|(_, more)| more.len() > parts.len() && within(parts, more))
                .map(|(s, _)| s)
                .collect();
            let full = if longer.len() == 1 {
                longer[0].clone()
            } else {
                slug.clone()
            };
            let level = full.split('-').map(levelled).collect();
            let full = spelt.entry(level).or_insert(full).clone();
            people.full.insert(slug.clone(), full.clone());
            let (first, last) = (parts[0].clone(), parts[parts.len() - 1].clone());
            people
                .by_spelling
                .entry(levelled(&last))
                .or_default()
                .insert(full.clone());
            people.by_last.entry(last).or_default().insert(full.clone());
            people.by_first.entry(first).or_default().insert(full);
        }
        people.apart = introduced_beside(units, mentions);
        for mention in mentions.iter().filter(|m| m.kind == NameKind::Person) {
            let parts = parts(&mention.key);
            let Some(full) = people
                .full
                .get(&slug(&parts.join("-")))
                .filter(|_| parts.len() > 1)
            else {
                continue;
            };
            let at = (mention.candidate.unit, mention.candidate.from);
            people.introduced.entry(full.clone()).or_insert(at);
            if let Some(gender) = titled(units, mention).or_else(|| gender::of_full(&mention.key)) {
                people.genders.entry(full.clone()).or_insert(gender);
            }
        }
        people
    }

    /// The one of several bearers of a surname whom a bare mention means: the one whom its title fits, or the one who has
    /// been named in full before it, where the others have not.
    fn one_of(&self, units: &[Unit], mention: &Mention, bearers: &BTreeSet<String>) -> Option<String> {
        if let Some(gender) = titled(units, mention) {
            let known = |slug: &&String| self.genders.get(*slug);
            if bearers.iter().all(|b| known(&b).is_some()) {
                let mut fit = bearers.iter().filter(|b| known(b) == Some(&gender));
                if let (Some(one), None) = (fit.next(), fit.next()) {
                    return Some(one.clone());
                }
            }
            return None;
        }
        let at = (mention.candidate.unit, mention.candidate.from);
        let mut before = bearers
            .iter()
            .filter(|b| self.introduced.get(*b).is_some_and(|&first| first < at));
        match (before.next(), before.next()) {
            (Some(one), None) => Some(one.clone()),
            _ => None,
        }
    }

    fn entity(&self, units: &[Unit], mention: &Mention) -> String {
        let parts = parts(&mention.key);
        let own = slug(&parts.join("-"));
        if parts.len() > 1 {
            return self.full.get(&own).cloned().unwrap_or(own);
        }
        let only =
            |set: Option<&BTreeSet<String>>| set.filter(|s| s.len() == 1).and_then(|s| s.first().cloned());
        let word = parts.first().copied().unwrap_or("");
        if self.apart.contains(word) {
            return own;
        }
        if let Some(bearers) = self.by_last.get(word) {
            return only(Some(bearers))
                .or_else(|| self.one_of(units, mention, bearers))
                .unwrap_or(own);
        }
        only(self.by_first.get(word))
            .or_else(|| only(self.by_spelling.get(&levelled(word))))
            .unwrap_or(own)
    }
}

/// How the title or the word for a relative right before a mention has its bearer spoken of: "Mr. Vane", "her brother, Tom
/// Vane".
fn titled(units: &[Unit], mention: &Mention) -> Option<Gender> {
    let tokens = &units[mention.candidate.unit].tokens;
    let before = tokens.get(mention.candidate.from.checked_sub(1)?)?;
    let next = tokens.get(mention.candidate.from)?;
    let joined = matches!(next.gap, " " | ", ")
        || next.gap == ". " && matches!(before.folded.as_str(), "mr" | "mrs" | "ms");
    joined.then(|| gender::of_word(before.text)).flatten()
}

/// What makes someone a relative of a person who has been named before.
const KIN: &[&str] = &[
    "father",
    "mother",
    "brother",
    "sister",
    "son",
    "daughter",
    "wife",
    "husband",
    "widow",
    "widower",
    "uncle",
    "aunt",
    "cousin",
    "nephew",
    "niece",
    "grandfather",
    "grandmother",
    "lady",
];

/// Surnames that a report uses bare before it names a relative in full: in "Mayor Orr and Ann Orr", and in "Orr …
/// her father, John Orr", the bare "Orr" is not the one whose first name is given.
fn introduced_beside(units: &[Unit], mentions: &[Mention]) -> BTreeSet<String> {
    let mut bare: BTreeMap<&str, &Mention> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = BTreeSet::new();
    for mention in mentions.iter().filter(|m| m.kind == NameKind::Person) {
        let parts = parts(&mention.key);
        let Some(&last) = parts.last() else { continue };
        if parts.len() == 1 {
            bare.insert(last, mention);
            continue;
        }
        if !seen.insert(last) {
            continue;
        }
        let Some(before) = bare.get(last) else { continue };
        let tokens = &units[mention.candidate.unit].tokens;
        let from = mention.candidate.title.unwrap_or(mention.candidate.from);
        let between = tokens
            .get(before.candidate.to..mention.candidate.from)
            .filter(|b| before.candidate.unit == mention.candidate.unit && b.len() <= 6);
        let paired = between.is_some_and(|b| b.iter().any(|t| t.folded == "and"));
        let kin = tokens
            .get(from.saturating_sub(2)..mention.candidate.from)
            .is_some_and(|b| b.iter().any(|t| KIN.contains(&t.folded.as_str())));
        if paired || kin {
            found.insert(last.to_owned());
        }
    }
    found
}

/// Whether the words of `short` stand in `long` in order, the last of both being the same.
fn within(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.last() == long.last() && short.iter().all(|word| rest.any(|other| other == word))
}

/// Short forms of bodies and places that stand for exactly one full name of the report.
fn bodies(units: &[Unit], mentions: &[Mention]) -> BTreeMap<String, String> {
    let mut full: BTreeMap<&str, (&Mention, String)> = BTreeMap::new();
    for mention in mentions
        .iter()
        .filter(|m| matches!(m.kind, NameKind::Organization | NameKind::Place | NameKind::Event))
    {
        if mention.key.contains(' ') {
            full.entry(&mention.key)
                .or_insert_with(|| (mention, letters(units, mention)));
        }
    }
    let mut short = BTreeMap::new();
    for mention in mentions
        .iter()
        .filter(|m| !m.key.contains(' ') && m.kind != NameKind::Person)
    {
        let token = &units[mention.candidate.unit].tokens[mention.candidate.from];
        let key = mention.key.as_str();
        if is_group(key) || short.contains_key(key) || ALIASES.iter().any(|(s, _)| *s == key) {
            continue;
        }
        let mut owners: Vec<&str> = Vec::new();
        if token.is_upper() {
            let bare: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
            owners.extend(
                full.iter()
                    .filter(|(_, (_, letters))| *letters == bare)
                    .map(|(k, _)| *k),
            );
        } else if BODY.contains(key) && token.gap == " " && preceded_by_the(units, mention) {
            owners.extend(full.keys().copied().filter(|k| heads(k, key)));
        }
        if let [owner] = owners[..] {
            short.insert(mention.key.clone(), plain(owner));
        }
    }
    short
}

fn preceded_by_the(units: &[Unit], mention: &Mention) -> bool {
    let (unit, from) = (mention.candidate.unit, mention.candidate.from);
    from.checked_sub(1)
        .is_some_and(|i| units[unit].tokens[i].folded == "the")
}

/// The capitals of a name: "sdf" of "Syria Democratic Forces".
fn letters(units: &[Unit], mention: &Mention) -> String {
    let tokens: &[Token] =
        &units[mention.candidate.unit].tokens[mention.candidate.from..mention.candidate.to];
    tokens
        .iter()
        .filter(|t| t.is_capital())
        .filter_map(|t| t.folded.chars().next())
        .collect()
}

/// Whether `word` is the head of the body's name: its last word, or the one before "of" or "for".
fn heads(name: &str, word: &str) -> bool {
    name.split(" of ")
        .next()
        .unwrap_or(name)
        .split(" for ")
        .next()
        .is_some_and(|head| head.ends_with(&format!(" {word}")))
}
