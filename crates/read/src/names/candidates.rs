//! Where names may stand: runs of words with capitals, cut at titles, peoples and days.

use super::bodies::KNOWN;
use super::evidence::Evidence;
use super::gazetteer::{city, is_common, is_country_or_region, is_first_name};
use super::lexicon::{
    BEFORE_OF, BODY, EVENT, FUNCTION, GROUPS, LAND, LAND_FIRST, NEVER, PARTICLES, SAYS, STATE_SHORT,
};
use super::titles;
use super::tokens::{Token, Unit};
use std::ops::Range;

/// A run of words that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Index of its sentence.
    pub(super) unit: usize,
    /// Its words there.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The first word of a title that ends just before it.
    pub(super) title: Option<usize>,
    /// "Mr." and the like: it must be a person.
    pub(super) courtesy: bool,
}

/// Words joined by single spaces, hyphens kept: what two mentions of a name have in common.
pub(super) fn key(tokens: &[Token]) -> String {
    let mut key = String::new();
    for (i, token) in tokens.iter().enumerate() {
        if i > 0 {
            key.push_str(match token.gap {
                "-" | "\u{2011}" => "-",
                " & " => " & ",
                gap if gap.starts_with(['\'', '’']) => "'s ",
                _ => " ",
            });
        }
        key.push_str(&token.folded);
    }
    key
}

/// Whether the folded words are a nationality, people or religion, in singular or plural.
pub(super) fn is_group(folded: &str) -> bool {
    GROUPS.contains(folded) || folded.strip_suffix('s').is_some_and(|one| GROUPS.contains(one))
}

/// The candidates in one sentence of prose, and the runs in it that are too long for one name.
pub(super) fn in_prose(
    index: usize,
    unit: &Unit,
    evidence: &Evidence,
) -> (Vec<Candidate>, Vec<Range<usize>>) {
    let mut finder = Finder {
        unit: index,
        tokens: &unit.tokens,
        evidence,
        found: Vec::new(),
        long: Vec::new(),
    };
    let mut i = 0;
    while i < unit.tokens.len() {
        if finder.starts(i) {
            let end = finder.extend(i);
            finder.cut(i, end);
            i = end;
        } else {
            finder.small(i);
            i += 1;
        }
    }
    (finder.found, finder.long)
}

/// The search in one sentence.
pub(super) struct Finder<'a> {
    unit: usize,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) evidence: &'a Evidence<'a>,
    found: Vec<Candidate>,
    long: Vec<Range<usize>>,
}

impl Finder<'_> {
    pub(super) fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.folded.as_str())
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_capital)
    }

    /// In careless writing a country may have lost its capital: "malaysia". A word like "turkey" has not.
    fn small(&mut self, i: usize) {
        let word = self.word(i);
        if word.len() > 4
            && self.tokens[i].text == word
            && is_country_or_region(word)
            && !is_common(word)
            && !is_first_name(word)
        {
            self.push(i, i + 1, None, false);
        }
    }

    /// Whether words in capitals go before one with a first capital only, and the first is no state or body.
    fn loud(&self, from: usize, to: usize) -> bool {
        let word = self.word(from);
        let spoken = (from + 1..to).any(|i| self.capital(i) && !self.tokens[i].is_upper());
        spoken && !is_country_or_region(word) && !KNOWN.contains(word)
    }

    /// Cuts a run into candidates.
    fn cut(&mut self, from: usize, to: usize) {
        // A run this long is a headline that stands in a sentence.
        let capitals = (from..to).filter(|&i| self.capital(i)).count();
        let bridged = (from..to).any(|i| matches!(self.word(i), "of" | "for" | "and"));
        if capitals > if bridged { 6 } else { 5 } && titles::at(self.tokens, from, to).is_none() {
            self.long.push(from..to);
            return;
        }
        let Some(from) = self.begin(from, to) else { return };
        // Days and months belong to no run.
        if let Some(day) = (from..to).find(|&i| self.is_day(i, from, to)) {
            self.cut_titles(from, day);
            if day + 1 < to {
                self.cut(day + 1, to);
            }
            return;
        }
        self.cut_titles(from, to);
    }

    fn is_day(&self, i: usize, from: usize, to: usize) -> bool {
        let word = self.word(i);
        if !NEVER.contains(word) || (self.tokens[i].is_upper() && word.len() < 3) {
            return false;
        }
        if i > from
            && matches!(word, "may" | "march" | "august" | "april" | "june")
            && is_first_name(self.word(i - 1))
        {
            return false;
        }
        // "April Poe" is a person, "Poe April" is not; "Mr." is cut off as a title.
        let name = i == from && i + 1 < to && is_first_name(word) && !is_common(self.word(i + 1));
        let letter = self.tokens[i].is_initial_letter() && to - from > 1;
        !name && !letter && titles::at(self.tokens, i, to).is_none()
    }

    /// Where the name begins once words that owe their capital to their place are left out.
    fn begin(&self, from: usize, to: usize) -> Option<usize> {
        let mut from = from;
        while from < to {
            let word = self.word(from);
            let token = &self.tokens[from];
            let whole = key(&self.tokens[from..to]);
            let known = is_country_or_region(&whole) || (to - from > 1 && city(&whole).is_some());
            let next = (from + 1 < to).then(|| self.word(from + 1));
            let pair = next.is_some_and(|next| self.evidence.pair(word, next));
            let place = next.is_some_and(|next| {
                let two = format!("{word} {next}");
                is_country_or_region(&two) || city(&two).is_some()
            });
            let name = is_first_name(word) && next.is_some_and(|n| !is_common(n)) && !FUNCTION.contains(word);
            if known && (word != "us" || (token.is_upper() && !token.initial)) {
                return Some(from);
            }
            let empty = FUNCTION.contains(word) && !token.is_upper();
            if empty
                && (token.initial || !matches!(word, "will" | "may" | "new" | "former" | "past" | "one"))
                && !place
            {
                if pair && !matches!(word, "the" | "a" | "an" | "this") && token.initial {
                    return Some(from);
                }
                from += 1;
                continue;
            }
            if matches!(word, "r" | "d" | "i") && from + 1 < to && self.tokens[from + 1].gap == "-" {
                // "R-Ariz.": the party's letter.
                from += 1;
                continue;
            }
            if token.is_upper() && from + 1 < to && is_common(word) && !pair && self.loud(from, to) {
                // "SAVE Let the water run": a heading in capitals before its sentence.
                from += 1;
                continue;
            }
            if !token.initial || pair || place || name {
                return Some(from);
            }
            if to - from == 1 {
                let listed = is_group(word) || city(word).is_some_and(|k| k > 300);
                let plain = is_common(word) || STATE_SHORT.contains(word);
                let drop = if plain {
                    !(self.evidence.is_alone(word) || self.evidence.is_surname(word))
                        || self.evidence.is_small(word)
                } else {
                    self.evidence.is_small(word)
                };
                return (!drop || (listed && !self.evidence.is_small(word)) || token.is_upper())
                    .then_some(from);
            }
            if !is_common(word)
                || token.is_upper()
                || is_group(word)
                || titles::at(self.tokens, from, to).is_some()
            {
                return Some(from);
            }
            // "Following Orr's visit": where "Orr" stands alone too, the common word before it is none of the name.
            if to - from == 2
                && !is_first_name(word)
                && self.evidence.is_alone(self.word(from + 1))
                && !BODY.contains(self.word(to - 1))
                && !LAND.contains(self.word(to - 1))
            {
                from += 1;
                continue;
            }
            let last = self.word(to - 1);
            let headed = BODY.contains(last) || LAND.contains(last) || EVENT.contains(last);
            let small = self.evidence.is_small(word);
            let of = (from..to).any(|i| matches!(self.word(i), "of" | "for"));
            if LAND_FIRST.contains(word)
                || (headed && !small)
                || (of && BEFORE_OF.contains(word))
                || (!small && next.is_some_and(is_common))
            {
                return Some(from);
            }
            from += 1;
        }
        None
    }

    fn cut_titles(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let last = self.word(to - 1);
        let headed = BODY.contains(last) || LAND.contains(last);
        for at in from..to {
            if at > from && self.word(at) == "house" && self.word(at - 1) == "white" {
                continue;
            }
            let Some(title) = titles::at(self.tokens, at, to) else {
                continue;
            };
            let name = at + title.length;
            if name == to {
                // "the Russian President": a title and no name; a single word may still be one ("the Speaker").
                if at > from {
                    self.cut_groups(from, at, None, false);
                }
                return;
            }
            let plain = (name..to)
                .all(|i| self.capital(i) || PARTICLES.contains(self.word(i)) || self.tokens[i].gap == "-");
            if (headed && !title.courtesy) || !plain || to - name > 5 {
                continue;
            }
            if at > from {
                self.cut_groups(from, at, None, false);
            }
            self.push(name, to, Some(at), title.courtesy);
            return;
        }
        self.cut_groups(from, to, None, false);
    }

    /// "Russia Syria talks": two countries side by side are two names.
    fn two_countries(&self, from: usize, to: usize) -> bool {
        to - from == 2
            && is_country_or_region(self.word(from))
            && is_country_or_region(self.word(from + 1))
            && !is_country_or_region(&key(&self.tokens[from..to]))
            && city(&key(&self.tokens[from..to])).is_none()
    }

    /// "Syrian Kurds" are two, the "Syrian Observatory" is one.
    fn cut_groups(&mut self, from: usize, to: usize, title: Option<usize>, courtesy: bool) {
        if to - from >= 2 && is_group(self.word(from)) && self.tokens[from + 1].joins() {
            let rest = key(&self.tokens[from + 1..to]);
            let known = is_group(&rest)
                || is_country_or_region(&rest)
                || city(&rest).is_some_and(|k| k > 100)
                || (is_first_name(self.word(from + 1)) && to - from > 2)
                || (to - from == 2
                    && self.evidence.is_alone(self.word(from + 1))
                    && !is_common(self.word(from + 1)));
            if known
                && !is_country_or_region(&key(&self.tokens[from..to]))
                && !is_group(&key(&self.tokens[from..to]))
            {
                self.push(from, from + 1, None, false);
                self.cut_groups(from + 1, to, title, courtesy);
                return;
            }
        }
        if self.two_countries(from, to) {
            self.push(from, from + 1, None, false);
            self.push(from + 1, to, None, false);
            return;
        }
        self.cut_hyphens(from, to, title, courtesy);
    }

    /// "the U.S.-Russia talks": two names; "Wilkes-Barre": one.
    fn cut_hyphens(&mut self, from: usize, to: usize, title: Option<usize>, courtesy: bool) {
        let split = (from + 1..to).find(|&i| {
            let token = &self.tokens[i];
            if !matches!(token.gap, "-" | "\u{2011}") || is_group(&key(&self.tokens[i - 1..=i])) {
                return false;
            }
            let (left, right) = (self.word(i - 1), self.word(i));
            let own =
                |w: &str| is_country_or_region(w) || is_group(w) || self.evidence.knows(w) && !is_common(w);
            own(left) && own(right)
        });
        match split {
            Some(at) => {
                self.push(from, at, title, courtesy);
                self.cut_hyphens(at, to, None, false);
            }
            None => self.push(from, to, title, courtesy),
        }
    }

    fn push(&mut self, from: usize, to: usize, title: Option<usize>, courtesy: bool) {
        let (mut from, mut to) = (from, to);
        while to - from > 1
            && (!self.capital(to - 1)
                && self.tokens[to - 1].gap != "-"
                && self.tokens[to - 1].text.parse::<u8>().is_err()
                || self.word(to - 1) == "the")
        {
            to -= 1;
        }
        // "Ann Poe Says" in a title that looks like prose.
        while to - from > 1 && SAYS.contains(self.word(to - 1)) && is_common(self.word(to - 1)) {
            to -= 1;
        }
        while from < to && matches!(self.word(from), "the" | "and" | "of" | "for") {
            from += 1;
        }
        if from >= to || self.tokens[from..to].iter().all(|t| t.is_initial_letter()) {
            return;
        }
        if to - from == 1 && (NEVER.contains(self.word(from)) && title.is_none()) {
            return;
        }
        let (mut title, mut courtesy) = (title, courtesy);
        // "the port's director, Ann Poe, said", not "through a director, Poe said": what is apposed ends in a comma too.
        let through = (from.saturating_sub(5)..from).any(|i| matches!(self.word(i), "through" | "via"));
        let apposed = |gap: &str| {
            gap == ", " && !through && self.tokens.get(to).is_none_or(|t| !t.gap.starts_with(' '))
        };
        if title.is_none()
            && from > 0
            && (matches!(self.tokens[from].gap, " " | ". ") || apposed(self.tokens[from].gap))
        {
            title = titles::before(self.tokens, 0, from);
            courtesy = false;
        }
        self.found.push(Candidate {
            unit: self.unit,
            from,
            to,
            title,
            courtesy,
        });
    }
}
