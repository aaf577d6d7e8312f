//! Names of persons, organizations, places and groups, and who is who within a report.
//!
//! Runs of words with capitals are cut into candidates, each form of a name gets one kind from word lists and from the
//! words around all its mentions, and short forms are then resolved to full ones. Titles in capitals and headlines hold
//! only names that prose or a word list knows.

mod bodies;
mod candidates;
mod choice;
mod entities;
mod evidence;
mod gazetteer;
pub(crate) mod gender;
mod headlines;
mod kinds;
mod lexicon;
pub mod network;
mod opinion;
mod roles;
mod runs;
mod signs;
mod spellings;
mod tables;
mod titles;
mod tokens;

pub(crate) use gazetteer::{fold, is_city, is_common as is_common_word, is_first_name};

use candidates::Candidate;
use evidence::Evidence;
use kinds::Score;
use opinion::Opinion;
use record::{Name, NameKind, Report, Span};
use rustc_hash::FxHashMap;
use signs::{Forms, View};
use std::collections::{BTreeMap, BTreeSet};
use tokens::{Style, Unit};

/// One mention with its kind, before it is known who is who.
#[derive(Debug)]
struct Mention {
    candidate: Candidate,
    key: String,
    kind: NameKind,
}

/// Finds them in `report`, in order of start.
#[must_use]
pub fn find(report: &Report) -> Vec<Name> {
    let units = tokens::units(report);
    let mentions = weigh(report, &units, choice::choose);
    let mut names = entities::resolve(report, &units, mentions);
    names.retain(|n| !is_feast(report, n));
    names
}

/// Whether a "person" or "body" is a day of the calendar: "Easter Sunday", "Ash Wednesday".
fn is_feast(report: &Report, name: &Name) -> bool {
    if !matches!(name.kind, NameKind::Person | NameKind::Organization) {
        return false;
    }
    let from = report.times.partition_point(|t| t.span.end() < name.span.end());
    let dated = report.times.get(from..).unwrap_or(&[]).iter();
    report.text.at(name.span).contains(' ')
        && dated
            .take_while(|t| t.span.start() <= name.span.start())
            .any(|t| t.kind == record::TimeType::Date && t.span.contains(name.span))
}

/// A candidate before it is decided, for fitting the weights of the choice.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// Bytes of the report's text.
    pub span: Span,
    /// What the rules alone would call it.
    pub rule: NameKind,
    /// Its signs.
    pub signs: Vec<String>,
}

/// Every candidate in `report` with its signs.
#[must_use]
pub fn weighed(report: &Report) -> Vec<Weighed> {
    let units = tokens::units(report);
    weigh(report, &units, |view, found| {
        let all = found.into_iter().filter_map(|(candidate, ours)| {
            let tokens = &view.units[candidate.unit].tokens;
            let words = tokens.get(candidate.from..candidate.to)?;
            let end = entities::end(report, tokens, candidate.to);
            let span = report.text.span(words.first()?.start, end)?;
            let mut signs = Vec::new();
            signs::of(view, &candidate, ours, |sign| signs.push(sign.to_owned()));
            let rule = view
                .scores
                .get(&candidates::key(words))
                .map_or(NameKind::Other, Score::kind);
            Some(Weighed { span, rule, signs })
        });
        all.collect()
    })
}

/// Gathers the candidates of the rules and of the network with all that is known of them.
fn weigh<T>(report: &Report, units: &[Unit], choose: impl FnOnce(&View, Vec<(Candidate, bool)>) -> T) -> T {
    let evidence = Evidence::of(units);
    let opinion = Opinion::of(&report.text, units);
    let mut found: Vec<Candidate> = Vec::new();
    let mut titles = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        if unit.style == Style::Prose {
            let (names, long) = candidates::in_prose(i, unit, &evidence);
            found.extend(names);
            titles.extend(long.into_iter().map(|run| (i, run)));
        } else {
            titles.push((i, 0..unit.tokens.len()));
        }
    }
    let kinds = classify(units, &found)
        .into_iter()
        .map(|(key, score)| (key, score.kind()))
        .collect();
    found.extend(headlines::find(units, &titles, &kinds));
    let place = |c: &Candidate| (c.unit, c.from, c.to);
    let mut ours: BTreeSet<(usize, usize, usize)> = found.iter().map(place).collect();
    let clubs = tables::find(units);
    let in_tables = clubs.iter().map(place).collect();
    found.extend(clubs.into_iter().filter(|c| ours.insert(place(c))));
    let theirs = opinion.candidates(units);
    found.extend(
        theirs
            .into_iter()
            .filter(|c| !ours.contains(&(c.unit, c.from, c.to))),
    );
    found.sort_by_key(|c| (c.unit, c.from, c.to));
    let scores = classify(units, &found);
    let view = View {
        units,
        evidence: &evidence,
        opinion: &opinion,
        forms: Forms::of(units, &found, &opinion, &scores),
        scores: &scores,
        clubs: in_tables,
    };
    let found = found
        .into_iter()
        .map(|c| {
            let own = ours.contains(&(c.unit, c.from, c.to));
            (c, own)
        })
        .collect();
    choose(&view, found)
}

/// The rules' points of every form, from all its mentions.
fn classify(units: &[Unit], found: &[Candidate]) -> BTreeMap<String, Score> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for candidate in found {
        let tokens = &units[candidate.unit].tokens;
        let name = &tokens[candidate.from..candidate.to];
        let key = candidates::key(name);
        let context = kinds::of_context(tokens, candidate);
        let score = scores
            .entry(key)
            .or_insert_with_key(|key| kinds::of_form(name, key));
        score.add(&context);
    }
    // A single word that ends the full name of a person is that person.
    let mut surnames: FxHashMap<&str, i32> = FxHashMap::default();
    for (key, score) in scores.iter().filter(|(_, s)| s.kind() == NameKind::Person) {
        if let Some((_, last)) = key.rsplit_once([' ', '-']) {
            let sure = surnames.entry(last).or_default();
            *sure = (*sure).max(score.person);
        }
    }
    // And a full name that ends in a word the report uses for a person is that person's.
    let persons: BTreeSet<&str> = scores
        .iter()
        .filter(|(key, s)| !key.contains(' ') && s.kind() == NameKind::Person && s.person >= 3)
        .map(|(key, _)| key.as_str())
        .collect();
    // "Orrin" is the company where "Orrin Corp." stands too.
    let firms: BTreeSet<&str> = scores
        .keys()
        .filter_map(|key| {
            key.rsplit_once([' '])
                .filter(|(_, last)| lexicon::FIRM.contains(last))
                .map(|(head, _)| head)
        })
        .collect();
    let mut kinds: BTreeMap<String, Score> = BTreeMap::new();
    for (key, score) in &scores {
        let mut score = *score;
        let plain = key.split(' ').count() == 2 && score.kind() == NameKind::Other;
        if plain
            && key
                .rsplit_once(' ')
                .is_some_and(|(_, last)| persons.contains(last))
        {
            score.person += 8;
        }
        if firms.contains(key.as_str()) {
            score.body += 8;
        }
        if let Some(&sure) = surnames.get(key.as_str()) {
            score.person += sure.min(8);
        }
        kinds.insert(key.clone(), score);
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Text};

    /// Each name as `words=entity`, person names with their role.
    fn names(text: &str) -> Vec<String> {
        let mut report = Report {
            text: Text::new(text),
            ..Report::default()
        };
        report
            .segments
            .push(Segment::new(SegmentKind::Paragraph, report.text.whole()));
        report.sentences = crate::sentences::find(&report.text, &report.segments);
        if report.sentences.is_empty() {
            report.sentences.push(record::Sentence {
                span: report.text.whole(),
            });
        }
        find(&report)
            .iter()
            .map(|n| {
                let role = n.role.as_ref().map(|r| format!(" ({r})")).unwrap_or_default();
                format!("{:?} {}={}{role}", n.kind, report.text.at(n.span), n.entity)
            })
            .collect()
    }

    #[test]
    fn short_forms_resolve_to_the_full_name() {
        assert_eq!(
            names(
                "Russian President Bashir al-Marwan met Mr. Poe. Marwan left; Deputy Foreign Minister Ann Q. Poe stayed."
            ),
            [
                "Group Russian=russian",
                "Person Bashir al-Marwan=bashir-marwan (Russian President)",
                "Person Poe=ann-poe",
                "Person Marwan=bashir-marwan",
                "Person Ann Q. Poe=ann-poe (Deputy Foreign Minister)",
            ]
        );
    }

    #[test]
    fn two_people_of_one_surname_stay_two() {
        let found = names("John Poe met his sister Mary Poe in London. Later Poe left.");
        assert_eq!(found.last().map(String::as_str), Some("Person Poe=poe"));
    }

    #[test]
    fn one_person_in_two_transliterations_is_one() {
        let of = |text: &str| {
            let found = names(text);
            let last = found.last().cloned().unwrap_or_default();
            last.split_once('=')
                .map(|(_, e)| e.to_owned())
                .unwrap_or_default()
        };
        assert_eq!(
            of("Volodymyr Zelenskiy came to London. Later Zelensky left."),
            "volodymyr-zelenskiy"
        );
        assert_eq!(
            of("Mohammed Salim came to London. Later Muhammad Saleem left."),
            "mohammed-salim"
        );
        // Near misses: two bear it, and another name.
        assert_eq!(
            of("Ivan Petrovsky and Oleg Petrovskiy came to London. Later Petrovskyy left."),
            "petrovskyy"
        );
        assert_eq!(
            of("Ivan Petersen came to London. Later Mr. Peterson left."),
            "peterson"
        );
    }

    #[test]
    fn states_and_provinces_are_places() {
        assert_eq!(
            names("They went from Ohio to Bavaria, Ontario and Queensland."),
            [
                "Place Ohio=ohio",
                "Place Bavaria=bavaria",
                "Place Ontario=ontario",
                "Place Queensland=queensland"
            ]
        );
        // Near miss: a person who has a state's name.
        let found = names("They met Mr. Virginia Poe.");
        assert!(found.iter().all(|n| !n.starts_with("Place")), "{found:?}");
    }

    #[test]
    fn a_list_in_capitals_holds_its_names() {
        let found = names("PRESENT: MARY HOLT, CARL JENSEN, ANNA LINDQVIST.\nThey met Mary Holt on Monday.");
        assert!(
            ["mary-holt", "carl-jensen", "anna-lindqvist"]
                .iter()
                .all(|n| found.iter().any(|f| f.ends_with(&format!("={n}")))),
            "{found:?}"
        );
        // Near miss: a line in capitals without a name.
        let found = names("WANTED: OLD BOATS, NEW ROPES, DRY WOOD.\nThey met Mary Holt on Monday.");
        assert_eq!(found, ["Person Mary Holt=mary-holt"]);
    }

    #[test]
    fn a_feast_is_no_person() {
        let mut report = Report {
            text: Text::new("Ann Poe left London on Easter Sunday with Easter Poe."),
            ..Report::default()
        };
        let whole = report.text.whole();
        report.segments.push(Segment::new(SegmentKind::Paragraph, whole));
        report.sentences.push(record::Sentence { span: whole });
        report.times = crate::times::find(&report);
        let found = find(&report);
        let words: Vec<&str> = found.iter().map(|n| report.text.at(n.span)).collect();
        assert!(
            !words.contains(&"Easter Sunday") && words.contains(&"Ann Poe"),
            "{words:?}"
        );
    }

    #[test]
    fn a_bare_surname_is_not_the_relative_who_is_named_beside_it() {
        let found = names("Mayor Poe and Mary Poe came to London. Later Poe left.");
        assert_eq!(found.last().map(String::as_str), Some("Person Poe=poe"));
        let found = names("Mr. Poe came to London. Her father, John Poe, stayed. Later Poe left.");
        assert_eq!(found.last().map(String::as_str), Some("Person Poe=poe"));
        let near_miss = names("Mr. Poe came to London. A clerk met John Poe there. Later Poe left.");
        assert_eq!(near_miss.last().map(String::as_str), Some("Person Poe=john-poe"));
    }

    #[test]
    fn a_role_before_a_comma_is_of_the_name_that_a_comma_closes() {
        assert_eq!(
            names("The White House press secretary, Ann Poe, left.")
                .last()
                .map(String::as_str),
            Some("Person Ann Poe=ann-poe (White House press secretary)")
        );
        assert_eq!(
            names("Through a spokesman, Mr. Poe denied it.")
                .last()
                .map(String::as_str),
            Some("Person Poe=poe")
        );
        assert_eq!(
            names("Through a spokesman, Ann Poe denied it.")
                .last()
                .map(String::as_str),
            Some("Person Ann Poe=ann-poe")
        );
    }

    #[test]
    fn a_role_between_commas_is_told_and_a_list_is_not() {
        for (text, role) in [
            ("Ann Poe, the mayor of Orrin, left.", Some("mayor of Orrin")),
            (
                "They met Ann Poe, a spokeswoman for the port.",
                Some("spokeswoman for the port"),
            ),
            ("Ann Poe, chief executive, left.", Some("chief executive")),
            (
                "Ann Poe, manager of St. Orm Hospital, left.",
                Some("manager of St. Orm Hospital"),
            ),
            // A sentence that breaks off keeps the office.
            ("They met Ann Poe, the manager of", Some("manager")),
            ("They met Ann Poe, the mayor, and the clerk.", None),
            ("They met Ann Poe, Mayor Lund and a clerk.", None),
            ("Ann Poe, the mayor said, was ill.", None),
            ("Ann Poe, coach and clerk, left.", None),
        ] {
            let found = names(text);
            let told = found
                .iter()
                .find(|n| n.contains("=ann-poe"))
                .and_then(|n| n.split_once(" ("));
            assert_eq!(
                told.map(|(_, r)| r.trim_end_matches(')')),
                role,
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn a_surname_of_two_means_the_one_whom_its_title_fits_or_who_alone_is_known_yet() {
        let met = "Ada Poe came to London. Poe's brother, Tom Poe, stayed. ";
        for (then, whom) in [
            ("Mr. Poe left.", "tom-poe"),
            ("Ms. Poe left.", "ada-poe"),
            ("Poe left.", "poe"),
        ] {
            let found = names(&format!("{met}{then}"));
            assert_eq!(found[2], "Person Poe=ada-poe", "{found:?}");
            assert_eq!(found.last(), Some(&format!("Person Poe={whom}")));
        }
        // It is not known how Kit is spoken of.
        let found = names("Ada Poe and Kit Poe came to London. Mr. Poe left.");
        assert_eq!(found.last().map(String::as_str), Some("Person Poe=poe"));
    }

    #[test]
    fn a_common_word_that_opens_a_sentence_is_no_first_name() {
        let found = names("The visit of Poe was short. Following Poe on Friday, they left.");
        assert_eq!(found, ["Person Poe=poe", "Person Poe=poe"]);
    }

    #[test]
    fn bodies_keep_their_of_and_for_and_their_short_forms() {
        assert_eq!(
            names(
                "The Ellery Observatory for Human Rights (EOHR) counted them. The EOHR and the Observatory spoke to the University of Dell."
            ),
            [
                "Organization Ellery Observatory for Human Rights=ellery-observatory-for-human-rights",
                "Organization EOHR=ellery-observatory-for-human-rights",
                "Organization EOHR=ellery-observatory-for-human-rights",
                "Organization Observatory=ellery-observatory-for-human-rights",
                "Organization University of Dell=university-of-dell",
            ]
        );
    }

    #[test]
    fn first_words_days_and_bare_titles_are_no_names() {
        assert_eq!(
            names("Police arrested him on Monday. Officials told the President in May. There was rain."),
            [""; 0]
        );
    }

    #[test]
    fn a_korean_given_name_is_whole_and_a_hyphened_adjective_is_no_name() {
        assert_eq!(
            names("Secretary-General Ban Ki-moon left. The New York-based bank wrote to Mr. Ban."),
            [
                "Person Ban Ki-moon=ban-ki-moon (Secretary-General)",
                "Place New York=new-york",
                "Person Ban=ban-ki-moon",
            ]
        );
    }

    #[test]
    fn headlines_hold_only_names_that_the_prose_knows() {
        let found = names(
            "Dockers Want Mayor Poe To Reopen Orrin Pier At Once\nMayor Ann Poe spoke at Orrin Pier on Friday.",
        );
        assert_eq!(
            found,
            [
                "Person Poe=ann-poe (Mayor)",
                "Place Orrin Pier=orrin-pier",
                "Person Ann Poe=ann-poe (Mayor)",
                "Place Orrin Pier=orrin-pier",
            ]
        );
    }

    #[test]
    fn a_firm_is_one_with_and_without_its_suffix_and_no_party_letter_is_a_name() {
        assert_eq!(
            names("Orrin Corp. fell. Shares of Orrin rose, Sen. Ann Poe, R-Ariz., said."),
            [
                "Organization Orrin Corp.=orrin-corp",
                "Organization Orrin=orrin",
                "Person Ann Poe=ann-poe (Sen.)",
                "Place Ariz=ariz",
            ]
        );
    }

    #[test]
    fn countries_and_peoples() {
        assert_eq!(
            names("The U.S.-Russia talks in London, England, ended. British and French Kurds left."),
            [
                "Place U.S.=united-states",
                "Place Russia=russia",
                "Place London=london",
                "Place England=england",
                "Group British=british",
                "Group French=french",
                "Group Kurds=kurd",
            ]
        );
    }
}
