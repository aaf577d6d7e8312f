//! What a name names. Every mention of one form adds its signs, so that a name has one kind across a report.

use super::bodies::KNOWN;
use super::candidates::{Candidate, is_group};
use super::gazetteer::{city, is_common, is_country_or_region, is_first_name, is_surname};
use super::lexicon::{BEFORE_OF, BODY, EVENT, FUNCTION, LAND, LAND_FIRST, PARTICLES, SAYS, STATE_SHORT};
use super::titles;
use super::tokens::Token;
use record::NameKind;

/// Points for each kind; the largest wins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Score {
    pub(super) person: i32,
    pub(super) body: i32,
    pub(super) place: i32,
    pub(super) group: i32,
    pub(super) event: i32,
    pub(super) other: i32,
}

impl Score {
    pub(super) fn add(&mut self, more: &Self) {
        self.person += more.person;
        self.body += more.body;
        self.place += more.place;
        self.group += more.group;
        self.event += more.event;
        self.other += more.other;
    }

    /// How far the best kind leads the next.
    pub(super) fn margin(&self) -> i32 {
        let mut all = [
            self.group,
            self.place,
            self.body,
            self.person,
            self.event,
            self.other,
        ];
        all.sort_unstable();
        all[5] - all[4].max(0)
    }

    /// The kind with most points; the order here decides a tie.
    pub(super) fn kind(&self) -> NameKind {
        let all = [
            (self.group, NameKind::Group),
            (self.place, NameKind::Place),
            (self.body, NameKind::Organization),
            (self.person, NameKind::Person),
            (self.event, NameKind::Event),
            (self.other, NameKind::Other),
        ];
        let best = all.iter().map(|a| a.0).max().unwrap_or(0);
        if best <= 0 {
            return NameKind::Other;
        }
        all.iter().find(|a| a.0 == best).map_or(NameKind::Other, |a| a.1)
    }
}

/// What the words of the name tell by themselves.
pub(super) fn of_form(tokens: &[Token], key: &str) -> Score {
    if tokens.len() == 1 {
        single(&tokens[0], key)
    } else {
        several(tokens, key)
    }
}

fn single(token: &Token, key: &str) -> Score {
    let mut score = Score::default();
    let upper = token.is_upper();
    if KNOWN.contains(key) {
        score.body += 9;
    }
    if is_country_or_region(key) && !STATE_SHORT.contains(key) {
        score.place += if is_first_name(key) { 11 } else { 20 };
    } else if is_group(key) {
        score.group += 20;
    } else if let Some(thousands) = city(key).filter(|_| !upper || key.len() > 3) {
        let name = is_first_name(key) || is_surname(key);
        score.place += match thousands {
            0..100 => 2,
            100..500 => 3,
            _ => 6,
        } - i32::from(name && thousands < 2000) * 2;
    }
    if BODY.contains(key) || key == "ministry" {
        score.body += 4;
    }
    if upper && token.text.len() <= 6 && !is_common(key) {
        score.body += 4;
    }
    if is_first_name(key) {
        score.person += 3;
    } else if is_surname(key) {
        score.person += 2;
    }
    if token.text.starts_with("Mc") || token.text.starts_with("O'") || token.text.starts_with("O’") {
        score.person += 3;
    }
    if is_common(key) {
        score.other += 2;
        score.place += if LAND.contains(key) { 1 } else { 0 };
    } else if [
        "stan", "land", "burg", "shire", "ville", "grad", "abad", "istan", "pur",
    ]
    .iter()
    .any(|e| key.ends_with(e))
    {
        score.place += 2;
    }
    if is_camel(token.text) {
        score.body += 3;
        score.person -= 3;
    }
    score.event += if EVENT.contains(key) { 6 } else { 0 };
    if token.text.chars().any(|c| c.is_ascii_digit()) {
        score.other += 3;
    }
    score
}

/// "HuffPost": a capital behind a small letter, except where surnames have one ("McNeil", "DeLay").
fn is_camel(word: &str) -> bool {
    let inner = word
        .chars()
        .zip(word.chars().skip(1))
        .position(|(a, b)| a.is_lowercase() && b.is_uppercase());
    inner.is_some_and(|at| at > 2)
}

fn several(tokens: &[Token], key: &str) -> Score {
    let mut score = Score::default();
    let first = tokens[0].folded.as_str();
    let last = tokens[tokens.len() - 1].folded.as_str();
    let second = tokens[1].folded.as_str();
    if is_country_or_region(key) {
        score.place += 20;
    } else if let Some(thousands) = city(key) {
        score.place += if thousands > 100 { 9 } else { 6 };
    }
    if is_group(key) {
        score.group += 20;
    }
    if KNOWN.contains(key) {
        score.body += 12;
    }
    if matches!(first, "hurricane" | "typhoon" | "cyclone" | "operation" | "storm") {
        score.event += 9;
    }
    let joint = tokens
        .iter()
        .position(|t| !t.is_capital() && matches!(t.folded.as_str(), "of" | "for"));
    match joint {
        Some(at) if at > 0 => {
            let head = tokens[at - 1].folded.as_str();
            if matches!(head, "war" | "battle" | "siege" | "treaty") {
                score.event += 8;
            } else if LAND.contains(head)
                || matches!(head, "emirate" | "sultanate" | "principality" | "duchy" | "state")
            {
                score.place += 6;
            } else {
                score.body += 9;
            }
        }
        _ => {
            if BODY.contains(last) {
                score.body += 8;
            } else if LAND.contains(last) {
                score.place += 7;
            } else if EVENT.contains(last) {
                score.event += 7;
            }
        }
    }
    if key.contains(" & ") || tokens.iter().any(|t| t.text.contains('&')) {
        score.body += 5;
    }
    if key.contains("'s ") && score.event + score.place == 0 {
        score.body += 3;
    }
    if tokens[..tokens.len() - 1]
        .iter()
        .any(|t| BODY.contains(&t.folded))
    {
        score.body += 2;
    }
    if tokens.iter().any(|t| t.is_upper() && t.text.len() > 2) {
        score.body += 2;
    }
    if tokens.iter().any(|t| t.text.chars().any(|c| c.is_ascii_digit())) {
        score.event += 2;
        score.other += 2;
    }
    if LAND_FIRST.contains(first) {
        score.place += if is_country_or_region(second) || city(second).is_some() {
            6
        } else {
            3
        };
    }
    if is_group(first) {
        score.body += 2;
        score.other += 1;
    }
    // Words in capitals for loudness name nothing.
    let loud = tokens.iter().all(|t| t.is_upper() || !t.is_capital());
    if loud && tokens.iter().any(|t| is_common(&t.folded)) && score.place == 0 {
        return Score {
            other: 9,
            ..Score::default()
        };
    }
    person(tokens, &mut score);
    if BEFORE_OF.contains(first) && joint == Some(1) {
        score.body += 1;
    }
    score
}

fn person(tokens: &[Token], score: &mut Score) {
    let first = tokens[0].folded.as_str();
    let last = tokens[tokens.len() - 1].folded.as_str();
    if is_first_name(first) {
        score.person += if is_common(first) { 3 } else { 5 };
    }
    if is_surname(last) {
        score.person += 2;
    }
    let middle = tokens.len() > 2 && tokens[1..tokens.len() - 1].iter().any(Token::is_initial_letter);
    if middle || (tokens[0].is_initial_letter() && !is_common(last)) {
        score.person += 5;
    }
    if matches!(last, "jr" | "sr" | "jr." | "sr." | "ii" | "iii" | "iv") {
        score.person += 6;
    }
    if tokens.iter().any(|t| PARTICLES.contains(&t.folded)) {
        score.person += 2;
    }
    let plain = |t: &&Token| {
        is_common(&t.folded)
            && !is_first_name(&t.folded)
            && !is_surname(&t.folded)
            && !PARTICLES.contains(&t.folded)
    };
    match tokens.iter().filter(plain).count() {
        0 if (2..=4).contains(&tokens.len()) => score.person += 3,
        0 => score.person += 1,
        // "Ann Stern": a common word may be a surname behind a first name.
        1 if tokens.len() <= 3 && is_first_name(first) && !is_common(first) => {}
        // "Reed Orlin": or a first name; the words around it must tell.
        1 if tokens.len() == 2 && !is_common(last) => {
            score.person -= 1;
            score.other += 2;
        }
        _ => {
            score.person -= 4;
            score.other += 3;
            score.body += 1;
        }
    }
}

/// What the words around one mention tell.
pub(super) fn of_context(tokens: &[Token], candidate: &Candidate) -> Score {
    let mut score = Score::default();
    let (from, to) = (candidate.from, candidate.to);
    if candidate.courtesy {
        score.person += 14;
    } else if candidate.title.is_some() {
        score.person += if tokens[from].gap == ", " { 3 } else { 7 };
    }
    if let Some(before) = from
        .checked_sub(1)
        .map(|i| tokens[i].folded.as_str())
        .filter(|_| tokens[from].gap == " ")
    {
        match before {
            "in" => score.place += 4,
            "near" | "outside" | "around" | "across" | "into" | "throughout" => score.place += 3,
            "at" | "from" | "to" | "toward" | "towards" | "leaving" | "visiting" => score.place += 2,
            "of" => score.place += 1,
            // "the Poe administration": the name only says which one.
            "the" => {
                let noun = tokens
                    .get(to)
                    .is_some_and(|t| t.gap == " " && !t.is_capital() && !FUNCTION.contains(&t.folded));
                score.person -= if noun { 1 } else { 4 };
                score.body += 1;
                score.other += i32::from(to - from > 1);
            }
            "a" | "an" => {
                score.person -= 2;
                score.other += 2;
            }
            "with" | "by" | "told" => score.person += 1,
            "city" | "town" | "village" | "province" | "region" => score.place += 4,
            _ => {}
        }
    }
    if tokens[from].after_possessive() {
        score.person -= 1;
    }
    let key = tokens[from].folded.as_str();
    if matches!(tokens[from].gap, ", " | "-")
        && to - from == 1
        && from > 0
        && tokens[from - 1].is_capital()
        && STATE_SHORT.contains(key)
    {
        score.place += 10;
    }
    let Some(next) = tokens.get(to) else { return score };
    if next.gap == " " && SAYS.contains(&next.folded) {
        score.person += 2;
        score.body += 1;
    }
    if matches!(next.gap, "-" | "\u{2011}") && matches!(next.folded.as_str(), "based" | "born" | "area") {
        score.place += 6;
    }
    if next.gap == ", " {
        let age = next.text.parse::<u32>().is_ok_and(|n| n < 111)
            && tokens
                .get(to + 1)
                .is_none_or(|t| t.gap.starts_with([',', '.', ';']) || t.gap == " ");
        if age && tokens.get(to + 1).is_none_or(|t| t.gap != " " || !t.is_capital()) {
            score.person += 6;
        } else if is_country_or_region(&next.folded) && next.is_capital() {
            score.place += 4;
        } else if matches!(next.folded.as_str(), "a" | "an" | "the" | "who" | "whose") {
            let role = (to..tokens.len().min(to + 6))
                .any(|i| titles::is_head(&tokens[i].folded) && !tokens[i].is_capital());
            score.person += if next.folded.starts_with("who") {
                4
            } else {
                i32::from(role) * 4
            };
        }
    }
    if next.gap.starts_with(" (") && next.is_upper() {
        score.body += 3;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_goes_to_the_listed_kinds_and_nothing_to_other() {
        assert_eq!(Score::default().kind(), NameKind::Other);
        let tie = Score {
            person: 3,
            place: 3,
            ..Score::default()
        };
        assert_eq!(tie.kind(), NameKind::Place);
    }
}
