//! Who the words of a source name: the full name, a description, or no one.
//!
//! A wrong speaker is worse than none: a pronoun is resolved only where one person can be meant.

use super::attributions::{Attribution, Pattern};
use super::lexicon::{ADVERB, ASIDE, DETERMINER, POSSESSIVE, PREPOSITION, RELATIVE, SUBJECT, TIME};
use super::offices::Offices;
use super::tokens::{Kind, Paragraph};
use super::{carryover, pronouns, voices};

use crate::names::gender::{self, Gender};
use record::{Name, NameKind, Report, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A speaker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Speaker {
    /// Full name or description.
    pub name: Option<String>,
    /// The entity of a name.
    pub entity: Option<String>,
    /// In hundredths, how sure the resolution is.
    pub sure: u8,
}

/// The speaker of each attribution; they come in order of the text.
pub(super) fn resolve(report: &Report, paragraphs: &[Paragraph], found: &[Attribution]) -> Vec<Speaker> {
    let mut people = People::new(report);
    pronouns::hear(&mut people, paragraphs, found);
    people.trust_first_names();
    let mut speakers: Vec<Speaker> = Vec::with_capacity(found.len());
    for (i, a) in found.iter().enumerate() {
        let speaker = match &a.source {
            Some(source) => of_source(&people, paragraphs, found, &speakers, i, source),
            None if a.pattern == Pattern::Alone => carryover::of(&people, paragraphs, found, &speakers, i),
            None => Speaker::default(),
        };
        speakers.push(speaker);
    }
    speakers
}

/// Who is who in the report.
pub(super) struct People<'a> {
    pub(super) report: &'a Report,
    full: BTreeMap<&'a str, &'a str>,
    offices: Offices<'a>,
    /// Those whose title tells how they are spoken of.
    titled: BTreeSet<&'a str>,
    /// How each is spoken of.
    pub(super) genders: BTreeMap<&'a str, Gender>,
}

impl<'a> People<'a> {
    fn new(report: &'a Report) -> Self {
        let mut full: BTreeMap<&str, &str> = BTreeMap::new();
        let mut genders: BTreeMap<&str, Gender> = BTreeMap::new();
        for name in &report.names {
            let written = report.text.at(name.span);
            let longest = full.entry(&name.entity).or_insert(written);
            if written.len() > longest.len() {
                *longest = written;
            }
            if name.kind == NameKind::Person {
                let before = report.text.get(..name.span.start()).unwrap_or("");
                if let Some(g) = gender::of_title(before, name.role.as_deref()) {
                    genders.entry(name.entity.as_str()).or_insert(g);
                }
            }
        }
        Self {
            report,
            full,
            titled: genders.keys().copied().collect(),
            offices: Offices::of(report),
            genders,
        }
    }

    /// Takes a first name's word for it where neither title nor the report's own pronouns told, and none's where they tell
    /// otherwise.
    fn trust_first_names(&mut self) {
        for (entity, written) in &self.full {
            let Some(gender) = gender::of_full(written) else {
                continue;
            };
            match self.genders.get(entity) {
                None => {
                    self.genders.insert(entity, gender);
                }
                Some(told) if *told != gender && !self.titled.contains(entity) => {
                    self.genders.remove(entity);
                }
                Some(_) => {}
            }
        }
    }

    /// The names that start in `span`.
    pub(super) fn names(&self, span: Span) -> &'a [Name] {
        let names = &self.report.names;
        let from = names.partition_point(|n| n.span.start() < span.start());
        let until = names.partition_point(|n| n.span.start() < span.end());
        names.get(from..until).unwrap_or(&[])
    }

    fn named(&self, name: &Name, sure: u8) -> Speaker {
        self.entity(&name.entity, sure)
    }

    pub(super) fn entity(&self, entity: &str, sure: u8) -> Speaker {
        let full = self
            .full
            .get(entity)
            .map(|s| (*s).split_whitespace().collect::<Vec<_>>().join(" "));
        Speaker {
            name: full,
            entity: Some(entity.to_owned()),
            sure,
        }
    }
}

fn of_source(
    people: &People<'_>,
    paragraphs: &[Paragraph],
    found: &[Attribution],
    speakers: &[Speaker],
    i: usize,
    source: &Range<usize>,
) -> Speaker {
    let text = &people.report.text;
    let p = &paragraphs[found[i].paragraph];
    let tokens = &p.tokens;
    let Some(first) = tokens.get(source.start) else {
        return Speaker::default();
    };
    if source.len() == 1 && first.is(SUBJECT) && !first.is(RELATIVE) {
        return match text.at(first.span).to_lowercase().as_str() {
            "he" => pronouns::meant(people, paragraphs, found, speakers, i, first.span, Gender::Male),
            "she" => pronouns::meant(people, paragraphs, found, speakers, i, first.span, Gender::Female),
            _ => Speaker::default(),
        };
    }
    if source.len() == 1 && first.is(RELATIVE) {
        // "Ms. Vane, who said …": the name right before.
        let at = if source.start > 0 && tokens[source.start - 1].kind == Kind::Comma {
            source.start - 1
        } else {
            source.start
        };
        let end = at.checked_sub(1).map_or(p.span.start(), |j| tokens[j].span.end());
        let before = Span::new(p.span.start(), end)
            .map(|s| people.names(s))
            .unwrap_or(&[]);
        return before
            .iter()
            .rev()
            .find(|n| n.span.end() == end)
            .map_or_else(Speaker::default, |n| people.named(n, 85));
    }
    // The phrase without its apposition, and without "recently" at its end.
    let mut core = source
        .clone()
        .find(|&j| matches!(tokens[j].kind, Kind::Comma | Kind::Open | Kind::Dash))
        .unwrap_or(source.end);
    while core > source.start + 1 && tokens[core - 1].is(ADVERB | ASIDE | TIME) && !tokens[core - 1].capital {
        core -= 1;
    }
    if core > source.start
        && let Some(speaker) = head(people, p, source.start..core)
    {
        return speaker;
    }
    if core < source.end {
        let rest = source
            .clone()
            .find(|&j| j > core && matches!(tokens[j].kind, Kind::Comma | Kind::Close))
            .unwrap_or(source.end);
        // "the company's head, Ada Vane, said"
        if let (Some(from), Some(to)) = (tokens.get(core + 1), tokens.get(rest.saturating_sub(1)))
            && let Some(span) = Span::new(from.span.start(), to.span.end())
            && let Some(name) = people
                .names(span)
                .iter()
                .find(|n| n.kind == NameKind::Person && n.span.end() >= to.span.end())
            && rest <= core + 6
        {
            return people.named(name, 90);
        }
    }
    description(people, p, found, speakers, i, source.start..core)
}

/// The name that heads a plain noun phrase: "Police Chief Ada Vane", "the Vane Institute".
fn head(people: &People<'_>, p: &Paragraph, core: Range<usize>) -> Option<Speaker> {
    let tokens = &p.tokens;
    let span = Span::new(tokens[core.start].span.start(), tokens[core.end - 1].span.end())?;
    let names = people.names(span);
    // Up to the first preposition that is not part of a name.
    let inside = |at: usize| {
        names
            .iter()
            .any(|n| n.span.start() < tokens[at].span.start() && n.span.end() > tokens[at].span.end())
    };
    let cut = core
        .clone()
        .find(|&j| {
            tokens[j].is(PREPOSITION | RELATIVE) && !tokens[j].is(DETERMINER | POSSESSIVE) && !inside(j)
        })
        .unwrap_or(core.end);
    if cut == core.start {
        return None;
    }
    let last = &tokens[cut - 1];
    let name = names
        .iter()
        .find(|n| n.span.end() >= last.span.end() && n.span.start() <= last.span.start())?;
    let joined = (core.start..cut)
        .any(|j| !inside(j) && people.report.text.at(tokens[j].span).eq_ignore_ascii_case("and"));
    (!last.genitive
        && !joined
        && matches!(
            name.kind,
            NameKind::Person | NameKind::Organization | NameKind::Place
        ))
    .then(|| people.named(name, 97))
}

fn description(
    people: &People<'_>,
    p: &Paragraph,
    found: &[Attribution],
    speakers: &[Speaker],
    i: usize,
    core: Range<usize>,
) -> Speaker {
    let tokens = &p.tokens;
    let text = &people.report.text;
    let (Some(first), Some(last)) = (tokens.get(core.start), tokens.get(core.end.wrapping_sub(1))) else {
        return Speaker::default();
    };
    // "his campaign", "which", "those": not said of whom.
    if core.is_empty()
        || first.is(POSSESSIVE | SUBJECT)
        || core.len() == 1 && first.is(DETERMINER | RELATIVE)
        || core.len() > 14
    {
        return Speaker::default();
    }
    // "a man from his work address to a friend": how he wrote is none of who he is.
    let mut close = core.start + 1;
    let mut phrases = 0;
    while close < core.end {
        let t = &tokens[close];
        if t.is(PREPOSITION) && !t.is(DETERMINER | POSSESSIVE) {
            let of = matches!(text.at(t.span), "of" | "for");
            phrases += usize::from(!of);
            let own = tokens.get(close + 1).is_some_and(|n| n.is(POSSESSIVE));
            if !of
                && (phrases > 1
                    || own
                    || matches!(text.at(t.span), "to" | "on" | "during" | "after" | "before"))
            {
                break;
            }
        }
        close += 1;
    }
    let last = if close < core.end {
        &tokens[close - 1]
    } else {
        last
    };
    let Some(span) = Span::new(first.span.start(), last.span.end()) else {
        return Speaker::default();
    };
    // "Vane said", where the common word was taken for no name: the one who bears it in full.
    if core.len() == 1 && first.capital && !first.is(DETERMINER | RELATIVE) {
        let ending = format!("-{}", text.at(first.span).to_lowercase());
        let mut bearers = people.full.keys().filter(|e| e.ends_with(&ending));
        if let (Some(one), None) = (bearers.next(), bearers.next()) {
            return people.entity(one, 85);
        }
    }
    if let Some(entity) = people.offices.holder(text.at(span), first.span.start()) {
        return people.entity(entity, 80);
    }
    if !voices::speaks(head_noun(text.at(span))) {
        return Speaker::default();
    }
    let mut words = text.at(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = !first.genitive && !text.at(first.span).ends_with('.') && !named(people, first.span);
    let common = tokens
        .get(core.start + 1)
        .filter(|_| core.len() > 1)
        .is_none_or(|t| !t.capital);
    let alone =
        core.len() == 1 && !text.at(first.span).ends_with('s') && !voices::speaks(&uncapitalized(&words));
    let opens = plain && common && !alone && first.span.len() > 1 && sentence_start(p, core.start);
    if first.is(DETERMINER) || opens {
        words = uncapitalized(&words);
    }
    // "the official", after "a senior administration official".
    if let Some(head) = words.strip_prefix("the ").filter(|w| !w.contains(' ')) {
        let mut fuller: BTreeSet<&str> = BTreeSet::new();
        for s in speakers
            .iter()
            .take(i)
            .rev()
            .take(200)
            .filter(|s| s.entity.is_none())
        {
            if let Some(name) = s
                .name
                .as_deref()
                .filter(|n| n.starts_with("a ") || n.starts_with("an "))
                && head_noun(name) == head
            {
                fuller.insert(name);
            }
        }
        if let (Some(one), 1) = (fuller.first(), fuller.len()) {
            words = (*one).to_owned();
        }
    }
    let _ = found;
    Speaker {
        name: Some(words),
        entity: None,
        sure: 90,
    }
}

/// "a senior official who briefed reporters": its head is "official".
pub(super) fn head_noun(words: &str) -> &str {
    let mut head = "";
    for word in words.split_whitespace() {
        if !head.is_empty() && super::lexicon::class(word) & (PREPOSITION | RELATIVE) != 0 {
            break;
        }
        head = word;
    }
    head
}

fn named(people: &People<'_>, span: Span) -> bool {
    people.names(span).iter().any(|n| n.span.start() == span.start())
}

fn sentence_start(p: &Paragraph, at: usize) -> bool {
    p.sentences.iter().any(|s| s.start == at)
}

fn uncapitalized(words: &str) -> String {
    let mut chars = words.chars();
    let capitals = words
        .split(' ')
        .next()
        .is_some_and(|w| w.chars().skip(1).any(char::is_uppercase));
    match chars.next() {
        Some(c) if !capitals => c.to_lowercase().chain(chars).collect(),
        _ => words.to_owned(),
    }
}
