//! Clubs in tables of results: in "Dellmouth 2 Port Ellery 1" and "Dellmouth 16 8 4 4" a town's name stands for its club.
//!
//! National teams go by their country's name and stay places; "Ann Poe 69 71 70" is a player.

use super::candidates::{Candidate, is_group, key};
use super::gazetteer::{city, is_common, is_country_or_region, is_first_name};
use super::lexicon::{BODY, NEVER};
use super::tokens::{Token, Unit};

/// Most words of a club's name.
const LONGEST: usize = 3;

/// The clubs in rows of results.
pub(super) fn find(units: &[Unit]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let tokens = &unit.tokens;
        if !is_row(tokens) {
            continue;
        }
        let mut from = 0;
        while from < tokens.len() {
            let joined = |i: usize| tokens[i].is_capital() && tokens[i].gap == " ";
            let mut to = from + 1;
            while tokens[from].is_capital() && to < tokens.len() && joined(to) {
                to += 1;
            }
            let scored = tokens
                .get(to)
                .is_some_and(|t| is_number(t) && t.gap.trim().is_empty());
            if tokens[from].is_capital() && scored && to - from <= LONGEST && is_club(&tokens[from..to]) {
                found.push(Candidate {
                    unit: index,
                    from,
                    to,
                    title: None,
                    courtesy: false,
                });
            }
            from = to;
        }
    }
    found
}

/// At least two numbers, and hardly a word with a small letter.
fn is_row(tokens: &[Token]) -> bool {
    let numbers = tokens.iter().filter(|t| is_number(t)).count();
    let small = tokens.iter().filter(|t| !is_number(t) && !t.is_capital()).count();
    numbers >= 2 && small * 6 <= tokens.len()
}

/// Goals, points and places have three digits at most.
fn is_number(token: &Token) -> bool {
    token.text.len() <= 3 && token.text.bytes().all(|b| b.is_ascii_digit())
}

fn is_club(words: &[Token]) -> bool {
    let name = key(words);
    let first = words[0].folded.as_str();
    // "Ann" is a town of some size too; only a large one goes before a first name.
    let least = if is_first_name(first) { 300 } else { 100 };
    let town = city(&name).is_some() || city(first).is_some_and(|thousands| thousands >= least);
    let person = words.len() > 1 && is_first_name(first) && !town;
    let initials = words.iter().any(Token::is_initial_letter);
    let body = words.iter().any(|t| BODY.contains(&t.folded));
    let plain = words
        .iter()
        .all(|t| is_common(&t.folded) || NEVER.contains(&t.folded))
        && !town;
    let day = words.iter().any(|t| NEVER.contains(&t.folded));
    !(person || initials || day || plain && !body || is_country_or_region(&name) || is_group(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Report, Sentence, Text};

    fn clubs(text: &str) -> Vec<String> {
        let mut report = Report {
            text: Text::new(text),
            ..Report::default()
        };
        report.sentences.push(Sentence {
            span: report.text.whole(),
        });
        let units = super::super::tokens::units(&report);
        let found = find(&units);
        found
            .iter()
            .map(|c| key(&units[c.unit].tokens[c.from..c.to]))
            .collect()
    }

    #[test]
    fn a_town_with_its_goals_is_a_club() {
        assert_eq!(clubs("Dellmouth 2 Port Ellery 1"), ["dellmouth", "port ellery"]);
        assert_eq!(clubs("Dellmouth 16 8 4 4 24 12 28"), ["dellmouth"]);
    }

    #[test]
    fn countries_players_days_and_sentences_are_none() {
        assert!(clubs("France 2 Spain 1").is_empty());
        assert!(clubs("Ann Poe 69 71 70").is_empty());
        assert!(clubs("Round 2 June 14").is_empty());
        assert!(clubs("In Dellmouth 12 people died and 2 were hurt").is_empty());
    }
}
