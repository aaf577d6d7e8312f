//! Stories made from freely licensed reports, whose truth is known word by word.
//!
//! A story has one or two texts that go round, each of an agency or a paper, and newsrooms that print, cut, spin, reorder
//! and merge them, add paragraphs of their own, or work by themselves. Texts of one story are made to be of one topic:
//! the names of the first are put in the place of the others'. Everything is drawn from a named seed.

use super::chance::Chance;
use super::edits::{self, Style};
use super::words::{Paragraph, Word, paragraphs, parts};
use record::Record;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A word where it stands in a made report.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    pub start: usize,
    pub end: usize,
    pub from: Option<(usize, u32)>,
    pub quoted: bool,
}

/// A made report.
#[derive(Debug)]
pub struct Made {
    pub record: Record,
    pub words: Vec<Placed>,
    /// The texts that three tenths of its words or more are from.
    pub rests: BTreeSet<usize>,
    /// Whose text it says it is, in whole or in part.
    pub credits: Vec<String>,
    /// Ranges of `words` that are paragraphs of its own.
    pub own: Vec<Range<usize>>,
}

/// A made story.
#[derive(Debug)]
pub struct Story {
    pub reports: Vec<Made>,
    /// Who wrote each text that goes round.
    pub houses: BTreeMap<usize, House>,
    /// The most reports of which no two rest on one text.
    pub independent: usize,
}

/// Who wrote a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct House {
    pub name: String,
    pub short: String,
    pub agency: bool,
}

/// Words of a text that go into a story at most.
const LONGEST: usize = 420;
/// Words that a text must have to go round.
const SHORTEST: usize = 140;

/// The texts to make stories of: the half `which` of the data by number, without those that share words among them.
pub fn texts(rows: &[Value], which: usize) -> Vec<Vec<Paragraph>> {
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut kept = Vec::new();
    for row in rows.iter().skip(which).step_by(2) {
        let number = kept.len();
        let mut all = paragraphs(row["text"].as_str().unwrap_or(""), number);
        let mut words = 0;
        all.retain(|p| {
            words += p.len();
            words <= LONGEST
        });
        let lower: Vec<String> = all.iter().flatten().map(|w| w.parts().1.to_lowercase()).collect();
        let grams: BTreeSet<Vec<String>> = lower.windows(7).map(<[String]>::to_vec).collect();
        if lower.len() < SHORTEST || !grams.is_disjoint(&seen) {
            continue;
        }
        seen.extend(grams);
        kept.push(all);
    }
    kept
}

/// The stories of one round.
pub fn stories(texts: &[Vec<Paragraph>], seed: &str, round: u64) -> Vec<Story> {
    let mut chance = Chance::named(seed, round);
    let mut order: Vec<usize> = (0..texts.len()).collect();
    chance.shuffle(&mut order);
    let mut left: Vec<&[Paragraph]> = order.iter().map(|&i| texts[i].as_slice()).collect();
    let mut all = Vec::new();
    while left.len() >= 5 {
        all.push(story(&mut left, &mut chance, &format!("{round}-{}", all.len())));
    }
    all
}

#[derive(Debug, Clone, Copy)]
enum Recipe {
    /// The text as its house wrote it.
    Original(usize),
    Reprint(usize),
    Rewrite(usize),
    Spun(usize),
    WithOwn(usize),
    Merge,
    Own,
    OwnWithPart(usize),
    OwnWithRemark(usize),
}

fn story(left: &mut Vec<&[Paragraph]>, chance: &mut Chance, name: &str) -> Story {
    let mut outlets: Vec<String> = PLACES
        .iter()
        .flat_map(|p| PAPERS.iter().map(move |n| format!("{p} {n}")))
        .collect();
    chance.shuffle(&mut outlets);
    let mut agencies = AGENCIES.to_vec();
    chance.shuffle(&mut agencies);
    let mut take = |like: Option<&[Paragraph]>| -> Option<Vec<Paragraph>> {
        let text = left.pop()?;
        Some(like.map_or_else(|| text.to_vec(), |first| named_like(text, first)))
    };
    let mut rounds: Vec<Vec<Paragraph>> = take(None).into_iter().collect();
    let two = chance.happens(55);
    if two {
        let second = take(Some(&rounds[0]));
        rounds.extend(second);
    }
    let mut spare = take(Some(&rounds[0])).unwrap_or_default();
    let mut recipes = Vec::new();
    let mut houses = BTreeMap::new();
    let mut round_houses = Vec::new();
    for (i, text) in rounds.iter().enumerate() {
        let paper = i == 0 && chance.happens(25);
        let house = if paper {
            let name = outlets.pop().unwrap_or_default();
            House {
                short: name.clone(),
                name,
                agency: false,
            }
        } else {
            let (name, short) = agencies.pop().unwrap_or(("Reuters", "Reuters"));
            House {
                name: name.to_owned(),
                short: short.to_owned(),
                agency: true,
            }
        };
        if paper || chance.happens(40) {
            recipes.push(Recipe::Original(i));
        }
        houses.insert(number(text), house.clone());
        round_houses.push(house);
    }
    let wanted = 3 + chance.below(4);
    while recipes.len() < wanted {
        let i = chance.below(rounds.len());
        recipes.push(match chance.below(20) {
            0..=4 => Recipe::Reprint(i),
            5..=7 => Recipe::Rewrite(i),
            8..=9 => Recipe::Spun(i),
            10..=12 => Recipe::WithOwn(i),
            13..=15 if two => Recipe::Merge,
            13..=16 => Recipe::Own,
            17..=18 => Recipe::OwnWithPart(i),
            _ => Recipe::OwnWithRemark(i),
        });
    }
    let mut reports = Vec::new();
    for (n, recipe) in recipes.into_iter().enumerate() {
        let mut own = || take(Some(&rounds[0])).filter(|_| n < 6);
        let made = draft(recipe, &rounds, &mut spare, &mut own, chance);
        let outlet = match recipe {
            Recipe::Original(i) => round_houses[i].name.clone(),
            _ => outlets.pop().unwrap_or_default(),
        };
        reports.push(print(made, &round_houses, outlet, &format!("{name}-{n}"), chance));
    }
    let independent = most(&reports.iter().map(|r| &r.rests).collect::<Vec<_>>());
    Story {
        reports,
        houses,
        independent,
    }
}

/// The number of a text.
fn number(text: &[Paragraph]) -> usize {
    text.iter().flatten().find_map(|w| w.from).map_or(0, |f| f.0)
}

/// What a report is made of before it is printed in its newsroom's style.
struct Draft {
    paragraphs: Vec<Paragraph>,
    /// Which of the texts that go round it has words of, and whether it is that text as a whole.
    of: Vec<(usize, bool)>,
    original: bool,
}

fn draft(
    recipe: Recipe,
    rounds: &[Vec<Paragraph>],
    spare: &mut Vec<Paragraph>,
    own: &mut dyn FnMut() -> Option<Vec<Paragraph>>,
    chance: &mut Chance,
) -> Draft {
    let mut made = Draft {
        paragraphs: Vec::new(),
        of: Vec::new(),
        original: false,
    };
    match recipe {
        Recipe::Original(i) => {
            made.paragraphs.clone_from(&rounds[i]);
            made.of.push((i, true));
            made.original = true;
        }
        Recipe::Reprint(i) => {
            made.paragraphs = head(&rounds[i], 60 + chance.below(41));
            made.of.push((i, true));
        }
        Recipe::Rewrite(i) => {
            let text: Vec<Paragraph> = head(&rounds[i], 60 + chance.below(41));
            made.paragraphs = text.iter().map(|p| edits::cut(p, 18, chance)).collect();
            made.paragraphs = made
                .paragraphs
                .iter()
                .map(|p| edits::pad(p, 12, chance))
                .collect();
            if made.paragraphs.len() > 2 {
                let later = 1 + chance.below(made.paragraphs.len() - 2);
                made.paragraphs.swap(later, later + 1);
            }
            made.of.push((i, true));
        }
        Recipe::Spun(i) => {
            let text = head(&rounds[i], 80 + chance.below(21));
            let percent = 50 + chance.below(51);
            made.paragraphs = text.iter().map(|p| edits::spin(p, percent, chance)).collect();
            made.of.push((i, true));
        }
        Recipe::WithOwn(i) => {
            made.paragraphs = head(&rounds[i], 70 + chance.below(31));
            for _ in 0..1 + chance.below(2) {
                if let Some(added) = spare.pop() {
                    let at = 1 + chance.below(made.paragraphs.len());
                    made.paragraphs.insert(at, added);
                }
            }
            made.of.push((i, true));
        }
        Recipe::Merge => {
            let (first, second) = if chance.happens(50) { (0, 1) } else { (1, 0) };
            let (x, y) = (head(&rounds[first], 65), head(&rounds[second], 65));
            let mut turns = [x.into_iter(), y.into_iter()];
            let mut turn = 0;
            loop {
                let (Some(p), next) = (turns[turn].next(), 1 - turn) else {
                    let rest = turns[1 - turn].by_ref();
                    made.paragraphs.extend(rest);
                    break;
                };
                made.paragraphs.push(p);
                if chance.happens(60) {
                    turn = next;
                }
            }
            made.of.extend([(first, false), (second, false)]);
        }
        Recipe::Own => made.paragraphs = own().unwrap_or_default(),
        Recipe::OwnWithPart(i) => {
            made.paragraphs = own().unwrap_or_default();
            let words: usize = made.paragraphs.iter().map(Vec::len).sum();
            let short = |p: &&Paragraph| p.len() >= 30 && 4 * p.len() <= words;
            if let Some(part) = rounds[i].iter().find(short) {
                let at = 1 + chance.below(made.paragraphs.len());
                made.paragraphs.insert(at, part.clone());
                made.of.push((i, false));
            }
        }
        Recipe::OwnWithRemark(i) => {
            made.paragraphs = own().unwrap_or_default();
            let remark = rounds[i]
                .iter()
                .flat_map(|p| p.chunk_by(|x, y| x.quoted == y.quoted))
                .find(|w| w[0].quoted && w.len() >= 10);
            if let Some(remark) = remark.filter(|_| !made.paragraphs.is_empty()) {
                let mut paragraph = remark.to_vec();
                for w in ["was", "how", "one", "of", "those", "present", "put", "it."] {
                    paragraph.push(Word::put_in(w));
                }
                let at = 1 + chance.below(made.paragraphs.len());
                made.paragraphs.insert(at, paragraph);
            }
        }
    }
    // An own text that could not be had is replaced by a plain reprint.
    if made.paragraphs.iter().all(Vec::is_empty) {
        made.paragraphs.clone_from(&rounds[0]);
        made.of = vec![(0, true)];
    }
    made
}

/// The first paragraphs of a text, about so many hundredths of it and one at least: papers cut from the end.
fn head(text: &[Paragraph], percent: usize) -> Vec<Paragraph> {
    let words: usize = text.iter().map(Vec::len).sum();
    let mut had = 0;
    let enough = |p: &&Paragraph| {
        let more = 100 * had < percent * words;
        had += p.len();
        more
    };
    text.iter().take_while(enough).cloned().collect()
}

fn print(made: Draft, houses: &[House], outlet: String, id: &str, chance: &mut Chance) -> Made {
    let style = Style::of(chance);
    let mut text = String::new();
    let mut authors = Vec::new();
    let mut credits = Vec::new();
    let mut tail = String::new();
    let mut lead = String::new();
    let whole: Vec<&(usize, bool)> = made.of.iter().filter(|o| o.1).collect();
    if let [(i, _)] = whole[..]
        && !made.original
        && chance.happens(65)
    {
        let House { name, short, agency } = &houses[*i];
        credits.push(name.clone());
        match (agency, chance.below(4)) {
            (true, 0 | 1) => lead = format!("{} ({short}) — ", chance.pick(PLACES).to_uppercase()),
            (true, 2) => authors.push(name.clone()),
            (true, _) => tail = format!("Copyright 2019 {name}. All rights reserved."),
            (false, 0 | 1) => tail = format!("The {name} contributed to this report."),
            (false, _) => tail = format!("This story was first published by the {name}."),
        }
    } else if !made.of.is_empty() && whole.is_empty() && chance.happens(65) {
        let names: Vec<&str> = made.of.iter().map(|o| houses[o.0].name.as_str()).collect();
        credits.extend(names.iter().map(|n| (*n).to_owned()));
        tail = format!("{} contributed to this report.", names.join(" and "));
    }
    text.push_str(&lead);
    let mut words = Vec::new();
    let mut own = Vec::new();
    for paragraph in &made.paragraphs {
        let printed = style.print(paragraph);
        if printed.is_empty() {
            continue;
        }
        let first = words.len();
        for (k, word) in printed.iter().enumerate() {
            if k > 0 {
                text.push(' ');
            }
            let (before, bare, _) = parts(&word.text);
            let start = text.len() + before.len();
            if !bare.is_empty() {
                words.push(Placed {
                    start,
                    end: start + bare.len(),
                    from: word.from,
                    quoted: word.quoted,
                });
            }
            text.push_str(&word.text);
        }
        text.push_str("\n\n");
        own.push(first..words.len());
    }
    text.push_str(&tail);
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    for word in &words {
        if let Some((text, _)) = word.from {
            *of.entry(text).or_default() += 1;
        }
    }
    let rests = of
        .iter()
        .filter(|(_, n)| 10 * **n >= 3 * words.len())
        .map(|(text, _)| *text)
        .collect();
    let day = 4 + usize::from(!made.original && chance.happens(30));
    Made {
        record: Record {
            id: Some(id.to_owned()),
            text: Some(text),
            outlet: Some(outlet),
            authors,
            published: Some(format!("2019-03-{day:02}")),
            ..Record::default()
        },
        words,
        rests,
        credits,
        own,
    }
}

/// The size of a largest set of which no two have a text in common.
fn most(rests: &[&BTreeSet<usize>]) -> usize {
    let fits = |set: usize| {
        let of: Vec<&&BTreeSet<usize>> = rests
            .iter()
            .enumerate()
            .filter(|(i, _)| set >> i & 1 == 1)
            .map(|(_, r)| r)
            .collect();
        of.iter()
            .enumerate()
            .all(|(i, x)| of[i + 1..].iter().all(|y| x.is_disjoint(y)))
    };
    (0..1_usize << rests.len().min(16))
        .filter(|&set| fits(set))
        .map(|set| set.count_ones() as usize)
        .max()
        .unwrap_or(0)
}

/// The text with the names of `first` in the place of its own, the most frequent for the most frequent.
pub fn named_like(text: &[Paragraph], first: &[Paragraph]) -> Vec<Paragraph> {
    let (from, to) = (names(text), names(first));
    let other: BTreeMap<&str, &str> = from
        .iter()
        .map(String::as_str)
        .zip(to.iter().map(String::as_str))
        .collect();
    let mut text = text.to_vec();
    for word in text.iter_mut().flatten() {
        let stem = word
            .parts()
            .1
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned();
        if let Some(name) = other.get(stem.as_str()) {
            word.text = word.text.replacen(&stem, name, 1);
        }
    }
    text
}

/// Names told and how many are given on.
const NAMES: usize = 14;

/// The most frequent words of a text that stand with a capital inside a sentence.
fn names(text: &[Paragraph]) -> Vec<String> {
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    for pair in text.iter().flat_map(|p| p.windows(2)) {
        let bare = pair[1].parts().1.trim_end_matches("'s").trim_end_matches("’s");
        let name =
            bare.len() > 3 && bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphabetic);
        if name && !pair[0].ends && !pair[1].text.starts_with(['"', '“']) {
            *often.entry(bare.to_owned()).or_default() += 1;
        }
    }
    let mut names: Vec<(usize, String)> = often.into_iter().map(|(name, n)| (n, name)).collect();
    names.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    names.into_iter().map(|n| n.1).take(NAMES).collect()
}

const PLACES: &[&str] = &[
    "Ellery",
    "Harrowby",
    "Callow",
    "Tarnmere",
    "Downsend",
    "Quarrel",
    "Ostrand",
    "Pellworth",
    "Vinmouth",
    "Keldon",
];

const PAPERS: &[&str] = &["Herald", "Post", "Mail", "Echo", "Argus", "Courier"];

/// Full names and short ones, as they stand in credits.
const AGENCIES: &[(&str, &str)] = &[
    ("Reuters", "Reuters"),
    ("Associated Press", "AP"),
    ("Agence France-Presse", "AFP"),
    ("United Press International", "UPI"),
    ("Xinhua News Agency", "Xinhua"),
    ("Deutsche Presse-Agentur", "dpa"),
];
