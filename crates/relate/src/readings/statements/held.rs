//! What of a sentence another report does not have, near the sentence that says the same.
//!
//! Two sentences that share most of their words confirm what they share. "He was taken to Harrow General, where he died" and
//! "he died in hospital" are two sources for the death, and one for the name of the hospital. Who tells the name of somebody
//! elsewhere in the report has it all the same; a word or a number that stands far off is of something else.

use super::terms::number;
use crate::readings::classes::class_of;
use crate::readings::words::{is_function_word, stem, words};
use crate::stories::background::telling;
use record::{NameKind, Report, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::rc::Rc;

/// What a word must tell for a reader to hear that one source alone has it, in tenths of a natural unit of information: one
/// article in thirty-seven has it. Names and numbers always tell.
const TELLING: usize = 36;
/// Words that begin with so many letters in common are forms of one word: "accident", "accidental", "accidentally".
const BEGINNING: usize = 7;

/// Words that say the same of somebody or something, one class a line. They would join too much where sentences are compared,
/// but who has one of them does not lack the other.
const SAME: [&[&str]; 6] = [
    &["male", "males", "man", "men", "boy", "boys"],
    &["female", "females", "woman", "women", "girl", "girls"],
    &[
        "teen",
        "teens",
        "teenager",
        "teenagers",
        "teenage",
        "youth",
        "youths",
    ],
    &[
        "gun", "guns", "firearm", "firearms", "pistol", "handgun", "revolver", "weapon", "weapons",
    ],
    &["dead", "deceased", "died", "killed"],
    &[
        "police",
        "officer",
        "officers",
        "detectives",
        "investigators",
        "authorities",
    ],
];

/// One thing that a sentence says: a word, a number or a name.
#[derive(Debug)]
pub(super) struct Detail {
    /// Its words in the report.
    pub(super) span: Span,
    /// The term by which sentences are compared.
    pub(super) term: String,
    /// Whether a reader must hear of it where one source alone has it.
    pub(super) tells: bool,
    /// The forms of which some must stand in another report, and how many of them.
    forms: Vec<String>,
    least: usize,
    /// Whether it names somebody or something.
    pub(super) is_name: bool,
}

/// The details of a sentence, in order.
pub(super) fn details(report: &Report, span: Span) -> Vec<Detail> {
    let from = report.names.partition_point(|n| n.span.start() < span.start());
    let names = report.names[from..]
        .iter()
        .take_while(|n| n.span.start() < span.end());
    let names: Vec<_> = names
        .filter(|n| {
            matches!(
                n.kind,
                NameKind::Person | NameKind::Organization | NameKind::Place
            )
        })
        .collect();
    let mut found: Vec<Detail> = Vec::new();
    for name in &names {
        let mut forms: Vec<String> = words(report.text.at(name.span))
            .into_iter()
            .map(|w| w.norm)
            .filter(|w| !is_function_word(w))
            .collect();
        // A person is known by the family name, another by most of its words.
        if name.kind == NameKind::Person {
            forms.drain(..forms.len().saturating_sub(1));
        }
        if !forms.is_empty() {
            found.push(Detail {
                span: name.span,
                term: format!("@{}", name.entity),
                tells: true,
                least: forms.len() / 2 + 1,
                forms,
                is_name: true,
            });
        }
    }
    for word in words(report.text.at(span)) {
        let (start, end) = (span.start() + word.span.start(), span.start() + word.span.end());
        let Some(at) = Span::new(start, end) else { continue };
        if is_function_word(&word.norm) || names.iter().any(|n| n.span.overlaps(at)) {
            continue;
        }
        let term = term(&word.norm);
        let whose = word.norm.strip_suffix("'s").unwrap_or(&word.norm);
        // "Don’t" and its kind deny; whether both deny is asked where sentences are joined.
        let tells = term.starts_with('#') || !whose.contains('\'') && telling(whose) >= TELLING;
        found.push(Detail {
            span: at,
            tells,
            forms: forms(&word.norm),
            term,
            least: 1,
            is_name: false,
        });
    }
    found.sort_by_key(|d| d.span);
    found
}

/// The term of a word that is no name's.
fn term(norm: &str) -> String {
    number(norm).map_or_else(|| class_of(stem(norm)), |digits| format!("#{digits}"))
}

/// The forms by which a word is known in another report, whichever of them it has.
fn forms(norm: &str) -> Vec<String> {
    let mut forms = vec![term(norm)];
    if let Some((end, _)) = norm.char_indices().nth(BEGINNING) {
        forms.push(format!("{}~", &norm[..end]));
    }
    let class = SAME.iter().position(|class| class.contains(&norm));
    forms.extend(class.map(|n| format!("={n}")));
    forms
}

/// Sentences before and after one that are of what it tells.
const NEAR: usize = 3;

/// The words of whole reports, each read when it is first asked for: a story has many statements of the same reports.
#[derive(Default)]
pub(super) struct Vocabularies<'r>(RefCell<FxHashMap<&'r str, Rc<Held>>>);

impl<'r> Vocabularies<'r> {
    pub(super) fn of(&self, report: &'r Report) -> Rc<Held> {
        let mut known = self.0.borrow_mut();
        let held = known
            .entry(&report.id)
            .or_insert_with(|| Rc::new(Held::of(report)));
        Rc::clone(held)
    }
}

/// Every word that stands somewhere in a report or near a sentence of it.
pub(super) struct Held(FxHashSet<String>);

impl Held {
    fn of(report: &Report) -> Self {
        let told = report.segments.iter().filter(|s| !s.kind.is_furniture());
        Self::at(report, told.map(|s| s.span))
    }

    /// The words near a sentence.
    pub(super) fn near(report: &Report, span: Span) -> Self {
        let at = report.sentences.partition_point(|s| s.span.end() <= span.start());
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(report.sentences.len());
        Self::at(report, report.sentences[near].iter().map(|s| s.span))
    }

    fn at(report: &Report, spans: impl Iterator<Item = Span>) -> Self {
        let mut all = FxHashSet::default();
        for span in spans {
            for word in words(report.text.at(span)) {
                all.extend(forms(&word.norm));
                // A word that is no longer than a beginning is one.
                if word.norm.chars().count() == BEGINNING {
                    all.insert(format!("{}~", word.norm));
                }
                all.insert(word.norm);
            }
        }
        Self(all)
    }

    pub(super) fn has(&self, detail: &Detail) -> bool {
        detail.forms.iter().filter(|f| self.0.contains(*f)).count() >= detail.least
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;

    /// The telling words of the first report that the second one has nowhere.
    fn alone(told: &str, other: &str) -> Vec<String> {
        let (told, other) = (report("a", told), report("b", other));
        let held = Held::near(&other, other.sentences[0].span);
        details(&told, told.sentences[0].span)
            .iter()
            .filter(|d| d.tells && !held.has(d))
            .map(|d| told.text.at(d.span).to_owned())
            .collect()
    }

    #[test]
    fn a_name_a_number_and_a_telling_word_are_missed() {
        assert_eq!(
            alone(
                "Three skippers were taken to <Harrow General> after the hinge burst.",
                "Skippers were brought to a hospital. The hinge burst."
            ),
            ["Three", "Harrow General"]
        );
        assert_eq!(
            alone(
                "The apprentice keeper shut the gate.",
                "The keeper shut the gate."
            ),
            ["apprentice"]
        );
    }

    #[test]
    fn what_stands_elsewhere_in_other_forms_is_there() {
        assert_eq!(
            alone(
                "<Ana Brandt> shut the gate accidentally with 3 firearms.",
                "<Brandt> had three guns. The gate was shut by accident."
            ),
            Vec::<String>::new()
        );
        // Words of any news, and words that deny, are no details.
        assert_eq!(
            alone("Officials say they don't know yet.", "Nobody knows."),
            Vec::<String>::new()
        );
    }
}
