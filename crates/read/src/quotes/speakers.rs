//! Who the words of a source name: the full name, a description, or no one.
//!
//! A wrong speaker is worse than none: a pronoun is resolved only where one person can be meant.

use super::attributions::{Attribution, Pattern};
use super::gender::{self, Gender};
use super::lexicon::{DETERMINER, POSSESSIVE, PREPOSITION, RELATIVE, SUBJECT};
use super::tokens::{Kind, Paragraph};
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
    let people = People::new(report);
    let mut speakers: Vec<Speaker> = Vec::with_capacity(found.len());
    for (i, a) in found.iter().enumerate() {
        let speaker = match &a.source {
            Some(source) => of_source(&people, paragraphs, found, &speakers, i, source),
            None if a.pattern == Pattern::Alone => carried_on(paragraphs, found, &speakers, i),
            None => Speaker::default(),
        };
        speakers.push(speaker);
    }
    speakers
}

/// Who is who in the report.
struct People<'a> {
    report: &'a Report,
    full: BTreeMap<&'a str, &'a str>,
    genders: BTreeMap<&'a str, Gender>,
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
                if let Some(g) = gender::of(before, name.role.as_deref(), written) {
                    genders.entry(&name.entity).or_insert(g);
                }
            }
        }
        Self {
            report,
            full,
            genders,
        }
    }

    fn names(&self, span: Span) -> &'a [Name] {
        let names = &self.report.names;
        let from = names.partition_point(|n| n.span.start() < span.start());
        let until = names.partition_point(|n| n.span.start() < span.end());
        names.get(from..until).unwrap_or(&[])
    }

    fn named(&self, name: &Name, sure: u8) -> Speaker {
        self.entity(&name.entity, sure)
    }

    fn entity(&self, entity: &str, sure: u8) -> Speaker {
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
            "he" => pronoun(people, paragraphs, found, speakers, i, first.span, Gender::Male),
            "she" => pronoun(people, paragraphs, found, speakers, i, first.span, Gender::Female),
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
    // The phrase without its apposition.
    let core = source
        .clone()
        .find(|&j| matches!(tokens[j].kind, Kind::Comma | Kind::Open | Kind::Dash))
        .unwrap_or(source.end);
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
    let Some(span) = Span::new(first.span.start(), last.span.end()) else {
        return Speaker::default();
    };
    let mut words = text.at(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = !first.genitive && !text.at(first.span).ends_with('.') && !named(people, first.span);
    let common = tokens
        .get(core.start + 1)
        .filter(|_| core.len() > 1)
        .is_none_or(|t| !t.capital);
    if first.is(DETERMINER) || plain && common && first.span.len() > 1 && sentence_start(p, core.start) {
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
fn head_noun(words: &str) -> &str {
    let mut head = "";
    for word in words.split(' ') {
        if super::lexicon::class(word) & (PREPOSITION | RELATIVE) != 0 {
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

/// The person that "he" or "she" at `at` must mean, if there is but one.
fn pronoun(
    people: &People<'_>,
    paragraphs: &[Paragraph],
    found: &[Attribution],
    speakers: &[Speaker],
    i: usize,
    at: Span,
    gender: Gender,
) -> Speaker {
    let number = found[i].paragraph;
    let fits = |entity: &str| people.genders.get(entity).is_none_or(|&g| g == gender);
    let here = Span::new(paragraphs[number].span.start(), at.start());
    let mentioned = here
        .map(|s| persons(people, &paragraphs[number], s))
        .unwrap_or_default();
    let candidates: BTreeSet<&str> = mentioned
        .iter()
        .map(|n| n.entity.as_str())
        .filter(|e| fits(e))
        .collect();
    let by_entity = |entity: &str, sure: u8| people.entity(entity, sure);
    // Whoever spoke last, if the last attribution is close.
    let last = (0..i)
        .rev()
        .find(|&j| found[j].source.is_some() || speakers[j].name.is_some());
    let spoke = last
        .filter(|&j| number - found[j].paragraph.min(number) <= 1)
        .and_then(|j| speakers[j].entity.as_deref())
        .filter(|e| fits(e));
    // Where neither title nor first name tells how a person is spoken of, only the last to speak is taken.
    let known = |entity: &str| people.genders.contains_key(entity) || spoke == Some(entity);
    if let (Some(&one), 1) = (candidates.first(), candidates.len()) {
        return if known(one) {
            by_entity(one, 88)
        } else {
            Speaker::default()
        };
    }
    if candidates.len() > 1 {
        // "Vane said Orr was late. He added …": the same speaker goes on, if named in this paragraph as the last to speak.
        let same = last.is_some_and(|j| found[j].paragraph == number);
        return spoke
            .filter(|e| same && candidates.contains(e))
            .map_or_else(Speaker::default, |e| by_entity(e, 75));
    }
    let Some(previous) = number.checked_sub(1).and_then(|n| paragraphs.get(n)) else {
        return Speaker::default();
    };
    let before: BTreeSet<&str> = persons(people, previous, previous.span)
        .iter()
        .map(|n| n.entity.as_str())
        .filter(|e| fits(e))
        .collect();
    match (before.len(), spoke) {
        (1, _) => before
            .first()
            .filter(|e| known(e))
            .map_or_else(Speaker::default, |e| by_entity(e, 85)),
        (_, Some(e)) if before.is_empty() || before.contains(e) => by_entity(e, 75),
        _ => Speaker::default(),
    }
}

/// The persons named in `span`, outside quotations.
fn persons<'a>(people: &People<'a>, p: &Paragraph, span: Span) -> Vec<&'a Name> {
    people
        .names(span)
        .iter()
        .rev()
        .take(50)
        .filter(|n| n.kind == NameKind::Person && !p.marked.iter().any(|m| m.outer.contains(n.span)))
        .collect()
}

/// Bare speech goes on from the last quotation, in this paragraph or the one before.
fn carried_on(paragraphs: &[Paragraph], found: &[Attribution], speakers: &[Speaker], i: usize) -> Speaker {
    let a = &found[i];
    let Some(j) = i.checked_sub(1) else {
        return Speaker::default();
    };
    let b = &found[j];
    let near = b.paragraph == a.paragraph
        || b.paragraph + 1 == a.paragraph && b.sentence + 1 >= paragraphs[b.paragraph].sentences.len();
    let spoken = matches!(
        b.pattern,
        Pattern::QuoteBefore | Pattern::QuoteInverted | Pattern::QuoteAfter | Pattern::Alone
    );
    if near && spoken {
        Speaker {
            sure: 60.min(speakers[j].sure),
            ..speakers[j].clone()
        }
    } else {
        Speaker::default()
    }
}
