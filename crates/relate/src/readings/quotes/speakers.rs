//! Who speaks: whether two namings can be one person, and the best naming of all.

use record::{NameKind, NameSummary, Quote, Speaker};
use std::collections::BTreeMap;

/// How the speakers of two quotes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// The same name or description.
    Same,
    /// One is not known, or is a description that may fit.
    Open,
    /// Two different names.
    Apart,
}

/// A speaker as a quote gives it: the entity and the name or description.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Voice {
    entity: Option<String>,
    name: Option<String>,
}

impl Voice {
    pub(super) fn of(quote: &Quote) -> Self {
        Self {
            entity: quote.entity.clone(),
            name: quote.speaker.clone(),
        }
    }

    /// Whether it is known by name.
    pub(super) fn named(&self) -> bool {
        self.entity.is_some()
    }

    pub(super) fn against(&self, other: &Self) -> Match {
        match (&self.entity, &other.entity) {
            (Some(a), Some(b)) if a == b || is_short_form(a, b) || is_short_form(b, a) => Match::Same,
            (Some(_), Some(_)) => Match::Apart,
            (None, None) => match (&self.name, &other.name) {
                (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => Match::Same,
                _ => Match::Open,
            },
            _ => Match::Open,
        }
    }
}

/// Whether `short` is the family name at the end of the slug `full`.
fn is_short_form(short: &str, full: &str) -> bool {
    full.strip_suffix(short).is_some_and(|rest| rest.ends_with('-'))
}

/// The speaker that most reports give; `None` where two names come equally often.
///
/// `voices` are pairs of a report and the voice it gives; `known` are the names of the story.
pub(super) fn best(voices: &[(usize, Voice)], known: &BTreeMap<String, NameSummary>) -> Option<Speaker> {
    let mut sorted = voices.to_vec();
    sorted.sort();
    sorted.dedup();
    let mut entities: BTreeMap<&str, usize> = BTreeMap::new();
    let mut descriptions: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, voice) in &sorted {
        match (&voice.entity, &voice.name) {
            (Some(entity), _) => *entities.entry(entity).or_default() += 1,
            (None, Some(name)) => *descriptions.entry(name).or_default() += 1,
            (None, None) => {}
        }
    }
    // A family name alone counts for the one full name that it can stand for.
    let shorts: Vec<&str> = entities.keys().copied().collect();
    for short in shorts {
        let mut fulls = entities.keys().filter(|full| is_short_form(short, full));
        if let (Some(&full), None) = (fulls.next(), fulls.next()) {
            let count = entities.remove(short).unwrap_or_default();
            *entities.entry(full).or_default() += count;
        }
    }
    if let Some(entity) = most(&entities) {
        let summary = known.get(entity);
        let written = sorted.iter().filter(|(_, v)| v.entity.as_deref() == Some(entity));
        let longest = written
            .filter_map(|(_, v)| v.name.as_deref())
            .max_by_key(|n| (n.len(), *n));
        return Some(Speaker {
            name: summary
                .map(|s| s.name.as_str())
                .or(longest)
                .unwrap_or(entity)
                .to_owned(),
            entity: Some(entity.to_owned()),
            role: summary
                .filter(|s| s.kind == NameKind::Person)
                .and_then(|s| s.role.clone()),
        });
    }
    if !entities.is_empty() {
        return None;
    }
    let most_reports = descriptions.values().copied().max()?;
    let name = descriptions
        .into_iter()
        .filter(|&(_, n)| n == most_reports)
        .map(|(name, _)| name)
        .max_by_key(|n| (n.len(), *n))?;
    Some(Speaker {
        name: name.to_owned(),
        entity: None,
        role: None,
    })
}

/// The one that comes most often, if there is just one.
fn most<'a>(counts: &BTreeMap<&'a str, usize>) -> Option<&'a str> {
    let highest = counts.values().copied().max()?;
    let mut first = counts.iter().filter(|&(_, &n)| n == highest);
    match (first.next(), first.next()) {
        (Some((name, _)), None) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(entity: Option<&str>, name: &str) -> Voice {
        Voice {
            entity: entity.map(str::to_owned),
            name: Some(name.to_owned()),
        }
    }

    #[test]
    fn a_family_name_can_stand_for_the_full_one_but_not_for_another() {
        let full = voice(Some("ana-brandt"), "Ana Brandt");
        assert_eq!(full.against(&voice(Some("brandt"), "Brandt")), Match::Same);
        assert_eq!(
            full.against(&voice(Some("ana-hildebrandt"), "Ana Hildebrandt")),
            Match::Apart
        );
        assert_eq!(full.against(&voice(None, "the mayor")), Match::Open);
    }

    #[test]
    fn the_name_of_most_reports_wins_and_a_tie_names_nobody() {
        let (a, b) = (
            voice(Some("ana-brandt"), "Ana Brandt"),
            voice(Some("olaf-reuss"), "Olaf Reuss"),
        );
        let known = BTreeMap::new();
        let voices = [
            (0, a.clone()),
            (1, a.clone()),
            (2, b.clone()),
            (3, voice(Some("brandt"), "Brandt")),
        ];
        assert_eq!(best(&voices, &known).unwrap().name, "Ana Brandt");
        assert_eq!(best(&[(0, a), (1, b)], &known), None);
    }

    #[test]
    fn without_a_name_the_fullest_description_speaks() {
        let voices = [
            (0, voice(None, "the official")),
            (1, voice(None, "a senior official of the port")),
        ];
        assert_eq!(
            best(&voices, &BTreeMap::new()).unwrap().name,
            "a senior official of the port"
        );
    }
}
