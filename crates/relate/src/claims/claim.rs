//! A claim taken apart into what must be borne out: its words, names, figures and times, and whose word it is said to be.

use super::figures::tells_measure;
use super::forms::{form, is_participle};
use super::order::is_passive;
use super::parsed::{Parsed, Word};
use super::polarity::Polarity;
use crate::readings::words::norms;
use crate::stories::background::telling;
use record::{NameKind, Quote, Report, TimeType};

/// Words that open a phrase which can stand elsewhere in a sentence.
const OPENERS: [&str; 44] = [
    "in", "at", "on", "near", "from", "during", "before", "after", "by", "since", "until", "outside",
    "inside", "into", "to", "of", "for", "with", "without", "over", "under", "through", "across", "against",
    "between", "towards", "toward", "within", "behind", "above", "below", "because", "as", "about", "upon",
    "via", "despite", "past", "along", "around", "amid", "among", "when", "while",
];

/// Words after which the main phrase goes on: "the manager of the store *was* arrested".
const AUXILIARIES: [&str; 20] = [
    "was", "were", "is", "are", "been", "be", "has", "have", "had", "will", "would", "did", "does", "do",
    "could", "can", "may", "might", "should", "must",
];

/// Verbs of saying that say no more than that something was said.
const PLAIN_CUES: [&str; 14] = [
    "said",
    "says",
    "say",
    "told",
    "tells",
    "according",
    "added",
    "adds",
    "stated",
    "states",
    "announced",
    "reported",
    "reports",
    "saying",
];

/// What must be borne out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// A word that carries meaning.
    Word,
    /// A name, as an index into the claim's.
    Name(usize),
    /// A figure, as an index into the claim's.
    Figure(usize),
    /// A time, as an index into the claim's.
    Time(usize),
}

/// One thing that must be borne out, where it stands in the claim, and how much it tells.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) thing: Thing,
    pub(super) first: usize,
    pub(super) last: usize,
    /// The phrase that it is part of: 0 is the main one.
    pub(super) phrase: usize,
    pub(super) weight: usize,
}

/// Whose word the claim says that it is.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    pub(super) entity: Option<String>,
    pub(super) words: Vec<String>,
    /// Forms of the verb of saying, where it says more than that.
    pub(super) cue: Vec<String>,
    /// As written.
    pub(super) written: String,
}

/// A claim taken apart.
#[derive(Debug)]
pub(super) struct Claim<'r> {
    pub(super) parsed: Parsed<'r>,
    pub(super) units: Vec<Unit>,
    /// The word that opens each phrase; none for the main one.
    pub(super) openers: Vec<Option<String>>,
    pub(super) polarity: Polarity,
    pub(super) speaker: Option<Speaker>,
}

impl<'r> Claim<'r> {
    /// The claim that the one sentence of `report` makes.
    pub(super) fn of(report: &'r Report) -> Self {
        let parsed = Parsed::of(report, report.text.whole());
        let said = report
            .quotes
            .iter()
            .filter(|q| q.speaker.is_some() && !q.cue.is_empty())
            .max_by_key(|q| q.content.iter().map(|c| c.len()).sum::<usize>());
        // Whose word it is, is asked of the sentence's own remark; all else that the claim says, in the remark or beside it,
        // must be borne out like any claim.
        let attributes = |word: &Word, quote: &Quote| {
            let cue = quote.cue.iter().any(|c| c.overlaps(word.span));
            let source = quote.source.iter().any(|c| c.overlaps(word.span));
            cue || source && (quote.entity.is_none() || word.name.is_some())
        };
        let inside = |word: &Word| said.is_none_or(|q| !attributes(word, q));
        let polarity = Polarity::of(parsed.words.iter().filter(|w| inside(w)));
        let speaker = said.map(|quote| speaker(report, quote));
        let (units, openers) = units(&parsed, &inside);
        Self {
            units,
            openers,
            polarity,
            speaker,
            parsed,
        }
    }

    /// The claim's words for a unit.
    pub(super) fn written(&self, unit: &Unit) -> &'r str {
        match unit.thing {
            Thing::Figure(i) => self.parsed.report.text.at(self.parsed.figures[i].span),
            Thing::Time(i) => self.parsed.report.text.at(self.parsed.times[i].span),
            _ => self.parsed.written(unit.first, unit.last),
        }
    }

    /// Whether it says when.
    pub(super) fn is_dated(&self) -> bool {
        let times = self.units.iter().filter_map(|u| match u.thing {
            Thing::Time(i) => self.parsed.times.get(i),
            _ => None,
        });
        times
            .into_iter()
            .any(|t| matches!(t.kind, TimeType::Date | TimeType::Time))
    }

    /// How much all of it tells.
    pub(super) fn weight(&self) -> usize {
        self.units.iter().map(|u| u.weight).sum()
    }
}

fn speaker(report: &Report, quote: &Quote) -> Speaker {
    let named = quote.speaker.clone().unwrap_or_default();
    let cue = quote
        .cue
        .iter()
        .flat_map(|c| norms(report.text.at(*c)))
        .filter(|w| !PLAIN_CUES.contains(&w.as_str()) && !crate::readings::words::is_function_word(w))
        .map(|w| form(&w))
        .collect();
    Speaker {
        entity: quote.entity.clone(),
        words: description(&named),
        cue,
        written: named,
    }
}

/// The words of a speaker's description that tell who it is.
pub(super) fn description(speaker: &str) -> Vec<String> {
    let told = norms(speaker).into_iter();
    told.filter(|w| !crate::readings::words::is_function_word(w))
        .map(|w| form(&w))
        .collect()
}

/// What a name or a figure weighs, in the tenths that words are weighed in.
const NAME: usize = 60;
const FIGURE: usize = 60;
const TIME: usize = 30;

fn units(parsed: &Parsed<'_>, inside: &dyn Fn(&Word) -> bool) -> (Vec<Unit>, Vec<Option<String>>) {
    let mut units: Vec<Unit> = Vec::new();
    let mut openers = vec![None];
    let mut phrase = 0;
    let measured: Vec<&str> = parsed
        .figures
        .iter()
        .filter(|q| tells_measure(q))
        .map(|q| q.measure.as_str())
        .collect();
    let mut at = 0;
    while at < parsed.words.len() {
        let word = &parsed.words[at];
        let mut last = at;
        let run = |same: &dyn Fn(&Word) -> bool| {
            let mut last = at;
            while parsed.words.get(last + 1).is_some_and(same) {
                last += 1;
            }
            last
        };
        if !inside(word) {
            at += 1;
            continue;
        }
        let doing = does(parsed, at, &units);
        let mut push = |thing, last, weight, phrase| {
            units.push(Unit {
                thing,
                first: at,
                last,
                phrase,
                weight,
            });
        };
        let mut closes = AUXILIARIES.contains(&word.norm.as_str());
        if let Some(i) = word.name {
            last = run(&|w| w.name == Some(i));
            push(Thing::Name(i), last, NAME, phrase);
            closes = true;
        } else if let Some(i) = word.figure {
            let new = at == 0 || parsed.words[at - 1].figure != Some(i);
            if new && !units_have(&units, Thing::Figure(i)) {
                units.push(Unit {
                    thing: Thing::Figure(i),
                    first: at,
                    last: at,
                    phrase,
                    weight: FIGURE,
                });
            }
            if kind_of_counted(parsed, i, word) {
                units.push(Unit {
                    thing: Thing::Word,
                    first: at,
                    last: at,
                    phrase,
                    weight: telling(&word.norm),
                });
            }
            closes = parsed.words.get(at + 1).is_none_or(|w| w.figure != Some(i));
        } else if let Some(i) = word.time {
            last = run(&|w| w.time == Some(i));
            push(Thing::Time(i), last, TIME, phrase);
            closes = true;
        } else if OPENERS.contains(&word.norm.as_str()) {
            phrase = openers.len();
            openers.push(Some(word.norm.clone()));
        } else if word.tells() && (doing || !measured.iter().any(|m| tells_of(m, &word.form))) {
            push(Thing::Word, at, telling(&word.norm).max(5), phrase);
        }
        if closes {
            // After a name, a figure or a time the main phrase goes on.
            phrase = 0;
        }
        at = last + 1;
    }
    (units, openers)
}

/// Whether the word is a verb whose doer the claim names: "the guard *killed* two people" is more than that two were killed.
fn does(parsed: &Parsed<'_>, at: usize, before: &[Unit]) -> bool {
    let doer = before
        .iter()
        .any(|u| u.phrase == 0 && matches!(u.thing, Thing::Word | Thing::Name(_)));
    let word = &parsed.words[at].norm;
    let verb =
        is_participle(word) || word.ends_with("ing") || word.ends_with("es") || form(word) == word.as_str();
    let noun = matches!(word.as_str(), "people" | "person" | "toll" | "missing" | "dead");
    doer && verb && !noun && !is_passive(parsed, at)
}

fn units_have(units: &[Unit], thing: Thing) -> bool {
    units.iter().any(|u| u.thing == thing)
}

/// Whether a word within a figure tells what kind of thing is counted: "grain" of "nine grain barges".
fn kind_of_counted(parsed: &Parsed<'_>, figure: usize, word: &Word) -> bool {
    let counted = norms(parsed.figures[figure].counted.as_deref().unwrap_or_default());
    let Some((_, kinds)) = counted.split_last() else {
        return false;
    };
    word.tells() && kinds.contains(&word.norm)
}

/// Whether the word tells no more than the measure of a figure does.
pub(super) fn tells_of(measure: &str, word: &str) -> bool {
    let forms: &[&str] = match measure {
        "killed" => &["killed", "toll", "casualty", "people", "person"],
        "wounded" => &[
            "wounded",
            "hurt",
            "hospitalised",
            "hospitalized",
            "people",
            "person",
        ],
        "missing" => &["missing", "unaccounted", "people", "person"],
        "arrested" => &["arrested", "people", "person"],
        "evacuated" => &["evacuated", "people", "person"],
        "displaced" => &["displaced", "people", "person"],
        "rescued" => &["rescued", "people", "person"],
        _ => &[],
    };
    forms.iter().any(|f| form(f) == word)
}

/// Whether a name is of somebody or something that must be met in the sentence itself.
pub(super) fn is_place(claim: &Claim<'_>, unit: &Unit) -> bool {
    matches!(unit.thing, Thing::Name(i) if claim.parsed.names[i].kind == NameKind::Place)
}
