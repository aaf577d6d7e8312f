//! The figures of a report with what is needed to tell whether two are the same: what, where, when, by whom.

use crate::readings::rarity::Rarity;
use crate::readings::words::{is_function_word, norms, stem, words};
use crate::stories::events::Told;
use record::{NameKind, Quantity, Report, Scope, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A figure in its place.
#[derive(Debug, Clone)]
pub(super) struct Figure<'a> {
    /// Index of its report.
    pub(super) report: usize,
    pub(super) quantity: &'a Quantity,
    /// Its sentence: position among the report's sentences, and span.
    pub(super) at: usize,
    pub(super) sentence: Span,
    /// What is counted where that is a special kind ("soldiers"), else `None` ("people").
    pub(super) noun: Option<String>,
    /// The words of the place, where it stands in the figure's own sentence.
    pub(super) place: BTreeSet<String>,
    /// The words of the place that its surroundings suggest.
    pub(super) near: BTreeSet<String>,
    /// When it is told of. "The toll rose to 17 on Wednesday" says when the toll rose, not when people died.
    pub(super) time: Option<&'a str>,
    /// Whether its sentence says that a figure changed.
    pub(super) changed: bool,
    /// The words of the source.
    pub(super) source: BTreeSet<String>,
    /// Telling words of its sentence and the one before.
    pub(super) context: BTreeSet<String>,
    /// Places named in its sentence.
    pub(super) named: BTreeSet<String>,
    /// The event of the story that its sentence tells of, and those that are certainly others.
    pub(super) event: Option<usize>,
    pub(super) others: BTreeSet<usize>,
    /// Stems of the telling words beside it in its sentence, with how many words away the nearest stands.
    pub(super) beside: BTreeMap<String, usize>,
}

/// Words farther from a figure than this say little of what it is of.
const BESIDE: usize = 14;

/// Measures told even where one report alone gives a value: those of people harmed, moved or held.
pub(super) fn matters(measure: &str) -> bool {
    matches!(
        measure,
        "killed"
            | "wounded"
            | "shot"
            | "hit"
            | "missing"
            | "arrested"
            | "displaced"
            | "evacuated"
            | "rescued"
            | "affected"
    )
}

/// Measures never compared: what they count is not known.
fn unfit(measure: &str) -> bool {
    matches!(measure, "date" | "ordinal" | "other")
}

/// The figures of `report` that can be compared, in order; `told` are the events of its story.
pub(super) fn figures<'a>(report: &'a Report, index: usize, told: &Told) -> Vec<Figure<'a>> {
    let mut found: Vec<Figure<'a>> = Vec::new();
    for quantity in &report.quantities {
        let finite = |v: Option<f64>| v.is_none_or(f64::is_finite);
        if unfit(&quantity.measure)
            || !finite(quantity.min)
            || !finite(quantity.max)
            || (quantity.min.is_none() && quantity.max.is_none())
        {
            continue;
        }
        let at = report
            .sentences
            .partition_point(|s| s.span.end() <= quantity.span.start());
        let Some(sentence) = report
            .sentences
            .get(at)
            .map(|s| s.span)
            .filter(|s| s.contains(quantity.span))
        else {
            continue;
        };
        if report.warned("truncated-sentence", sentence) {
            continue;
        }
        let event = told.at(&report.id, sentence);
        let noun = noun(quantity);
        let near = telling(quantity.place.as_deref().unwrap_or_default());
        let own: BTreeSet<String> = norms(report.text.at(sentence)).into_iter().collect();
        let changed = super::slots::changes(report.text.at(sentence));
        found.push(Figure {
            report: index,
            quantity,
            at,
            sentence,
            noun,
            place: if near.is_subset(&own) {
                near.clone()
            } else {
                BTreeSet::new()
            },
            near,
            time: quantity.time.as_deref().filter(|_| !changed),
            changed,
            source: telling(quantity.attributed_to.as_deref().unwrap_or_default()),
            context: context(report, at),
            named: places(report, sentence),
            event,
            others: event.map(|event| told.others(event)).unwrap_or_default(),
            beside: beside(report, sentence, quantity.span),
        });
    }
    found
}

/// The special kind of thing counted, by its last word, singular.
fn noun(quantity: &Quantity) -> Option<String> {
    const ANYONE: &[&str] = &[
        "people",
        "person",
        "persons",
        "life",
        "live",
        "victim",
        "dead",
        "casualty",
        "casualties",
        "death",
        "fatality",
        "body",
        "other",
        "injured",
        "wounded",
        "soul",
        "individual",
        "human",
        "missing",
        "injury",
        "resident",
    ];
    let counted = quantity.counted.as_deref()?;
    // Somebody by name is of no kind.
    let named = counted
        .split_whitespace()
        .any(|w| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase));
    if named && matters(&quantity.measure) {
        return None;
    }
    let last = norms(counted).pop()?;
    let singular = match last.strip_suffix("ies") {
        Some(root) => format!("{root}y"),
        None => last.strip_suffix('s').map_or(last.clone(), str::to_owned),
    };
    let any = ANYONE.contains(&singular.as_str()) || ANYONE.contains(&last.as_str());
    (!(any && matters(&quantity.measure))).then_some(singular)
}

fn telling(text: &str) -> BTreeSet<String> {
    norms(text).into_iter().filter(|w| !is_function_word(w)).collect()
}

/// Words of the sentence and the one before it that say which happening is meant.
fn context(report: &Report, at: usize) -> BTreeSet<String> {
    const OF_EVERY_TOLL: &[&str] = &[
        "killed",
        "killing",
        "dead",
        "died",
        "death",
        "deaths",
        "toll",
        "people",
        "wounded",
        "injured",
        "said",
        "number",
        "least",
        "told",
        "according",
        "reported",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "figure",
        "others",
        "including",
        "around",
        "than",
    ];
    let mut found = BTreeSet::new();
    for sentence in report
        .sentences
        .get(at.saturating_sub(1)..=at)
        .unwrap_or_default()
    {
        for word in words(report.text.at(sentence.span)) {
            let norm = word.norm;
            if norm.len() > 2 && !is_function_word(&norm) && !OF_EVERY_TOLL.contains(&norm.as_str()) {
                found.insert(norm);
            }
        }
    }
    found
}

/// The telling words around `figure` in its sentence, without its own.
fn beside(report: &Report, sentence: Span, figure: Span) -> BTreeMap<String, usize> {
    let all = words(report.text.at(sentence));
    let own = |w: &crate::readings::words::Word| {
        let (start, end) = (sentence.start() + w.span.start(), sentence.start() + w.span.end());
        start < figure.end() && figure.start() < end
    };
    let (Some(first), Some(last)) = (all.iter().position(own), all.iter().rposition(own)) else {
        return BTreeMap::new();
    };
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for (at, word) in all.iter().enumerate() {
        let away = if at < first {
            first - at
        } else {
            at.saturating_sub(last)
        };
        if away > 0 && away <= BESIDE && !is_function_word(&word.norm) {
            let nearest = found.entry(stem(&word.norm)).or_insert(away);
            *nearest = away.min(*nearest);
        }
    }
    found
}

fn places(report: &Report, sentence: Span) -> BTreeSet<String> {
    let from = report
        .names
        .partition_point(|n| n.span.start() < sentence.start());
    report
        .names
        .iter()
        .skip(from)
        .take_while(|n| n.span.start() < sentence.end())
        .filter(|n| n.kind == NameKind::Place)
        .map(|n| n.entity.clone())
        .collect()
}

/// What the figures are of: the words that most reports have beside them, as the first has them, those that tell most.
pub(super) fn subject(slot: &[&Figure<'_>], reports: &[&Report], rarity: &Rarity) -> Option<String> {
    const MOST: usize = 4;
    const FEW_BITS: u32 = 16;
    let head = slot.first()?;
    let text = reports[head.report].text.at(head.sentence);
    let mut told: Vec<(u32, usize, &str)> = Vec::new();
    let mut seen = BTreeSet::new();
    for word in words(text) {
        let stem = stem(&word.norm);
        let common = slot.iter().filter(|f| f.beside.contains_key(&stem)).count();
        let written = text.get(word.span.range())?;
        let bits = rarity.bits(&stem, 96);
        if common * 2 > slot.len()
            && head.beside.contains_key(&stem)
            && bits > FEW_BITS
            && written.chars().all(|c| !c.is_ascii_digit())
            && seen.insert(stem)
        {
            // A name says best of what a figure is.
            let name = written.starts_with(char::is_uppercase);
            told.push((bits + if name { 32 } else { 0 }, word.span.start(), written));
        }
    }
    told.sort_by_key(|&(bits, at, _)| (std::cmp::Reverse(bits), at));
    told.truncate(MOST);
    told.sort_by_key(|&(_, at, _)| at);
    let mut parts: Vec<&str> = told.into_iter().map(|(_, _, word)| word).collect();
    let counted = head.noun.as_ref().and(head.quantity.counted.as_deref());
    if let Some(counted) = counted.filter(|_| slot.iter().all(|f| f.noun == head.noun)) {
        parts.insert(0, counted);
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

impl Figure<'_> {
    /// Whether the two could be figures of the same thing at all.
    pub(super) fn comparable(&self, other: &Self) -> bool {
        let (a, b) = (self.quantity, other.quantity);
        a.measure == b.measure
            && a.scope == b.scope
            && a.unit == b.unit
            && places_fit(&self.place, &other.place)
            && times_fit(self.time, other.time)
            && !self.of_another_event(other)
            && (a.scope != Scope::Part || self.noun == other.noun)
            && (matters(&a.measure) || self.noun == other.noun)
    }

    /// Whether the two are told of two events: 48 dead in all and 35 in one town.
    pub(super) fn of_another_event(&self, other: &Self) -> bool {
        other.event.is_some_and(|event| self.others.contains(&event))
    }

    /// Whether both name a source and not the same one.
    pub(super) fn told_by_another(&self, other: &Self) -> bool {
        !self.source.is_empty()
            && !other.source.is_empty()
            && !self.source.is_subset(&other.source)
            && !other.source.is_subset(&self.source)
    }
}

/// Whether two places can be one: a place not given fits any, and "Ellery" fits "Ellery, Arvane".
pub(super) fn places_fit(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.is_subset(b) || b.is_subset(a)
}

/// Whether two times can be one: "2031-03" holds "2031-03-04".
fn times_fit(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.starts_with(b) || b.starts_with(a),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::{figure, report, with};

    #[test]
    fn what_is_counted_parts_kinds_but_people_are_anyone() {
        let r = figure(
            report("a", "The wave killed 12 sailors."),
            "12 sailors",
            "killed",
            Some(12.0),
            Some(12.0),
        );
        let r = with(r, |q| q.counted = Some("sailors".into()));
        assert_eq!(
            figures(&r, 0, &Told::default())[0].noun.as_deref(),
            Some("sailor")
        );
        let r = figure(
            report("a", "The wave killed 12 people."),
            "12 people",
            "killed",
            Some(12.0),
            Some(12.0),
        );
        assert_eq!(figures(&r, 0, &Told::default())[0].noun, None);
    }

    #[test]
    fn a_place_in_a_row_is_no_figure() {
        let r = figure(
            report("a", "It happened on the 12th floor."),
            "12th",
            "ordinal",
            Some(12.0),
            Some(12.0),
        );
        assert!(figures(&r, 0, &Told::default()).is_empty());
    }

    #[test]
    fn places_fit_where_one_holds_the_other() {
        assert!(places_fit(&telling("Ellery"), &telling("Ellery, Arvane")));
        assert!(places_fit(&telling(""), &telling("Ellery")));
        assert!(!places_fit(&telling("Ellery"), &telling("Tamsin Bay")));
        assert!(!times_fit(Some("2031-03-04"), Some("2031-03-05")));
    }
}
