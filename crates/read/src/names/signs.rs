//! The signs by which a candidate is weighed: what the word lists, the rules and the network say of it, how the report
//! writes it elsewhere, and the words around it.
//!
//! A sign is a short text such as `network=person`; `assets/names-choice.txt` holds the weight of each for each kind.

use super::bodies::KNOWN;
use super::candidates::{Candidate, is_group, key};
use super::evidence::Evidence;
use super::gazetteer::{city, is_common, is_country_or_region, is_first_name, is_surname};
use super::kinds::Score;
use super::lexicon::{BODY, EVENT, FIRM, FUNCTION, LAND, LAND_FIRST, NEVER, SAYS, STATE_SHORT};
use super::network::Label;
use super::opinion::Opinion;
use super::titles;
use super::tokens::{Style, Token, Unit};
use record::NameKind;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// All that is known of a report's words.
pub(super) struct View<'a> {
    pub(super) units: &'a [Unit<'a>],
    pub(super) evidence: &'a Evidence<'a>,
    pub(super) opinion: &'a Opinion,
    /// The rules' points of every form.
    pub(super) scores: &'a BTreeMap<String, Score>,
    pub(super) forms: Forms,
    /// Clubs in tables: unit, first word, word after the last.
    pub(super) clubs: BTreeSet<(usize, usize, usize)>,
}

/// How often the network calls a form what, over all its mentions.
#[derive(Debug, Default)]
pub(super) struct Forms {
    said: FxHashMap<String, [u32; 6]>,
    /// Last words of persons with two names or more, and first words of bodies and places that have more.
    surnames: FxHashMap<String, u32>,
    heads: FxHashMap<String, NameKind>,
}

impl Forms {
    pub(super) fn of(
        units: &[Unit],
        found: &[Candidate],
        opinion: &Opinion,
        scores: &BTreeMap<String, Score>,
    ) -> Self {
        let mut forms = Self::default();
        for candidate in found {
            let words = &units[candidate.unit].tokens[candidate.from..candidate.to];
            let label = opinion.exactly(words);
            let counts = forms.said.entry(key(words)).or_default();
            counts[group_of(label)] += 1;
            if words.len() > 1 {
                let last = words[words.len() - 1].folded.clone();
                if label == Some(Label::Person) {
                    *forms.surnames.entry(last).or_default() += 1;
                }
            }
        }
        for (key, score) in scores {
            if let Some((head, _)) = key.rsplit_once(' ')
                && matches!(score.kind(), NameKind::Organization | NameKind::Place)
            {
                forms.heads.insert(head.to_owned(), score.kind());
            }
        }
        forms
    }
}

fn group_of(label: Option<Label>) -> usize {
    match label {
        None => 0,
        Some(Label::Person) => 1,
        Some(Label::Org) => 2,
        Some(Label::Gpe | Label::Loc | Label::Fac) => 3,
        Some(Label::Norp) => 4,
        Some(_) => 5,
    }
}

const GROUP_NAMES: [&str; 6] = ["none", "person", "body", "place", "group", "other"];

fn name_of(label: Option<Label>) -> &'static str {
    match label {
        None => "none",
        Some(Label::Person) => "person",
        Some(Label::Org) => "org",
        Some(Label::Gpe) => "gpe",
        Some(Label::Loc) => "loc",
        Some(Label::Fac) => "fac",
        Some(Label::Norp) => "norp",
        Some(Label::Product) => "product",
        Some(Label::Event) => "event",
        Some(Label::WorkOfArt) => "work",
        Some(Label::Law) => "law",
        Some(_) => "other",
    }
}

fn kind_name(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organization => "body",
        NameKind::Place => "place",
        NameKind::Group => "group",
        NameKind::Event => "event",
        NameKind::Other => "other",
    }
}

fn grade(points: i32) -> &'static str {
    match points {
        ..=0 => "0",
        1..=2 => "1",
        3..=5 => "3",
        6..=9 => "6",
        10..=15 => "10",
        _ => "16",
    }
}

/// Calls `each` with every sign of a candidate; `ours` where the rules found it.
pub(super) fn of(view: &View, candidate: &Candidate, ours: bool, mut each: impl FnMut(&str)) {
    let mut sign = String::with_capacity(48);
    let mut put = |name: &str, values: &[&str]| {
        sign.clear();
        sign.push_str(name);
        for value in values {
            let _ = write!(sign, "={value}");
        }
        each(&sign);
    };
    let unit = &view.units[candidate.unit];
    let tokens = &unit.tokens;
    let (from, to) = (candidate.from, candidate.to);
    let words = &tokens[from..to];
    let key = key(words);
    let exact = view.opinion.exactly(words);
    let label = name_of(exact);
    let score = view.scores.get(&key).copied().unwrap_or_default();
    let rule = kind_name(score.kind());
    let single = words.len() == 1;
    put("bias", &[]);
    put("ours", &[if ours { "yes" } else { "no" }, label]);
    put("network", &[label]);
    put("rule", &[rule]);
    put("rule+network", &[rule, label]);
    put("person", &[grade(score.person)]);
    put("body", &[grade(score.body)]);
    put("place", &[grade(score.place)]);
    put("group", &[grade(score.group)]);
    put("event", &[grade(score.event)]);
    put("other", &[grade(score.other)]);
    put("margin", &[rule, grade(score.margin())]);
    if exact.is_none() {
        match view.opinion.partly(words) {
            Some((label, wider)) => {
                put(
                    "partly",
                    &[name_of(Some(label)), if wider { "wider" } else { "across" }],
                );
            }
            None => put("partly", &["none"]),
        }
    }
    // The report's other mentions of the form.
    let said = view.forms.said.get(&key).copied().unwrap_or_default();
    let mut others = said;
    others[group_of(exact)] = others[group_of(exact)].saturating_sub(1);
    let all: u32 = others.iter().sum();
    put(
        "others",
        &[if all == 0 {
            "0"
        } else if all < 3 {
            "1"
        } else {
            "3"
        }],
    );
    if all > 0 {
        for (count, name) in others.iter().zip(GROUP_NAMES) {
            if *count > 0 {
                let share = (count * 3).checked_div(all).unwrap_or(0);
                put(
                    "elsewhere",
                    &[name, ["some", "third", "most", "all"][share.min(3) as usize]],
                );
            }
        }
    }
    if single {
        let known = view.forms.surnames.contains_key(&key);
        put("surname-here", &[if known { "yes" } else { "no" }]);
        if let Some(kind) = view.forms.heads.get(&key) {
            put("head-here", &[kind_name(*kind)]);
        }
    }
    form(words, &key, &mut put);
    if single {
        put(
            "small-here",
            &[if view.evidence.is_small(&key) { "yes" } else { "no" }],
        );
        put(
            "alone-here",
            &[if view.evidence.is_alone(&key) { "yes" } else { "no" }],
        );
    }
    around(unit, candidate, rule, label, &mut put);
}

/// The words themselves.
fn form(words: &[Token], key: &str, put: &mut impl FnMut(&str, &[&str])) {
    let first = words[0].folded.as_str();
    let last = words[words.len() - 1].folded.as_str();
    let count = match words.len() {
        1 => "1",
        2 => "2",
        3 => "3",
        _ => "4",
    };
    put("words", &[count]);
    let upper = words
        .iter()
        .all(|t| t.is_upper() || !t.is_capital() && t.gap != " ");
    let capitals = words.iter().filter(|t| t.is_capital()).count();
    let case = if upper {
        "upper"
    } else if capitals == words.len() {
        "capital"
    } else if capitals == 0 {
        "small"
    } else {
        "mixed"
    };
    put("case", &[case, count]);
    let plain = words.iter().filter(|t| is_common(&t.folded)).count();
    let plain = if plain == 0 {
        "none"
    } else if plain == words.len() {
        "all"
    } else {
        "some"
    };
    put("common", &[plain, count]);
    put("common+case", &[plain, case]);
    if words.len() == 1 {
        let text = words[0].text;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        put(
            "letters",
            &[case, ["0", "1", "2", "3", "4", "5", "6", "7"][letters.min(7)]],
        );
        let camel = text
            .chars()
            .zip(text.chars().skip(1))
            .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
        if camel {
            put("camel", &[]);
        }
        if NEVER.contains(key) {
            put("never", &[]);
        }
        if FUNCTION.contains(key) {
            put("function", &[case]);
        }
        if titles::is_head(key) {
            put("title-word", &[]);
        }
    } else {
        if titles::is_head(first) {
            put("first-title", &[]);
        }
        if is_group(first) {
            put("first-group", &[]);
        }
        if words[0].is_initial_letter() {
            put("first-letter", &[]);
        }
        if LAND_FIRST.contains(first) {
            put("first-land", &[]);
        }
        if words.iter().any(|t| t.is_upper() && t.text.len() > 2) {
            put("inner-upper", &[case]);
        }
        if words.iter().skip(1).any(|t| t.after_possessive()) {
            put("inner-possessive", &[]);
        }
        if words.iter().any(|t| t.gap == " & ") {
            put("inner-and", &[]);
        }
        if let Some(joint) = words
            .iter()
            .find(|t| matches!(t.text, "of" | "for" | "and" | "in" | "to"))
        {
            put("joint", &[joint.text]);
        }
        if is_country_or_region(first) || city(first).is_some_and(|k| k > 200) {
            put("first-place", &[]);
        }
    }
    if words.iter().any(|t| t.text.chars().any(|c| c.is_ascii_digit())) {
        put("digit", &[count]);
    }
    if is_first_name(first) {
        put(
            "first-name",
            &[count, if is_common(first) { "common" } else { "rare" }],
        );
    }
    if is_surname(last) {
        put("surname", &[count]);
    }
    if is_country_or_region(key) {
        put("country", &[]);
    }
    if STATE_SHORT.contains(key) {
        put("state-short", &[]);
    }
    if is_group(key) {
        put("people", &[]);
    }
    match city(key) {
        None => put("city", &["no"]),
        Some(0..50) => put("city", &["15"]),
        Some(50..200) => put("city", &["50"]),
        Some(200..1000) => put("city", &["200"]),
        Some(_) => put("city", &["1000"]),
    }
    if KNOWN.contains(key) {
        put("known-body", &[]);
    }
    for (set, name) in [
        (&BODY, "body-word"),
        (&LAND, "land-word"),
        (&EVENT, "event-word"),
        (&FIRM, "firm-word"),
    ] {
        if set.contains(last) {
            put(name, &[count]);
        }
    }
}

/// The words around.
fn around(unit: &Unit, candidate: &Candidate, rule: &str, label: &str, put: &mut impl FnMut(&str, &[&str])) {
    let tokens = &unit.tokens;
    let (from, to) = (candidate.from, candidate.to);
    let style = match unit.style {
        Style::Prose => "prose",
        Style::Title => "title",
        Style::Caps => "caps",
    };
    put("style", &[style, rule]);
    put("style+network", &[style, label]);
    let length = match tokens.len() {
        1 => "1",
        2 => "2",
        3..=5 => "3",
        6..=12 => "6",
        _ => "13",
    };
    put("length", &[length]);
    if from == 0 && to == tokens.len() {
        put("whole", &[rule, label]);
    }
    put(
        "initial",
        &[if tokens[from].initial { "yes" } else { "no" }, label],
    );
    if candidate.courtesy {
        put("courtesy", &[]);
    } else if candidate.title.is_some() {
        put("title", &[]);
    }
    let before = from.checked_sub(1).map(|i| &tokens[i]);
    let titled = candidate.title.is_some();
    put(
        "before",
        &[if titled {
            "title"
        } else {
            before.map_or("start", class)
        }],
    );
    put(
        "gap-before",
        &[if from == 0 { "start" } else { gap(tokens[from].gap) }],
    );
    let after = tokens.get(to);
    put("after", &[after.map_or("end", class)]);
    let behind = after.map_or("end", |t| gap(t.gap));
    put("gap-after", &[behind]);
    put("gap-after+rule", &[behind, rule]);
    if let Some(after) = after {
        if after.after_possessive() {
            put("owns", &[]);
        }
        if after.gap == " " && SAYS.contains(&after.folded) {
            put("says", &[]);
        }
        if after.gap == " " && after.is_capital() {
            put("capital-after", &[]);
        }
    }
    if let Some(before) = before
        && tokens[from].gap == " "
        && before.is_capital()
        && !before.initial
    {
        put("capital-before", &[]);
    }
}

/// A small word by itself, other words by their class: the words of a report teach nothing of the next one's.
fn class<'a>(token: &'a Token) -> &'a str {
    let word = token.folded.as_str();
    if FUNCTION.contains(word) || SAYS.contains(word) {
        return word;
    }
    if token.text.bytes().all(|b| b.is_ascii_digit()) {
        return "0-9";
    }
    if titles::is_head(word) {
        return "TITLE";
    }
    if is_group(word) {
        return "PEOPLE";
    }
    match (token.is_capital(), is_common(word)) {
        (true, true) => "Common",
        (true, false) => "Rare",
        (false, true) => "common",
        (false, false) => "rare",
    }
}

fn gap(gap: &str) -> &'static str {
    match gap {
        " " => "space",
        ", " => "comma",
        ". " => "stop",
        "-" | "\u{2011}" => "hyphen",
        " (" => "opens",
        ") " | "), " => "closes",
        "/" | " / " => "slash",
        ": " | " : " => "colon",
        " - " | " -- " | " — " | " – " => "dash",
        _ if gap.starts_with("'s") || gap.starts_with("’s") => "possessive",
        _ if gap.contains(['"', '“', '”']) => "quote",
        _ if gap.contains('@') => "at",
        _ => "mark",
    }
}
