//! What a person is, by the words beside the name: "Deputy Mayor Ada Vane", "Ada Vane, the mayor of Port Ellery,".

use super::Mention;
use super::candidates::is_group;
use super::gazetteer::is_first_name;
use super::titles;
use super::tokens::{Token, is_abbreviation};
use record::Report;

/// The longest role after a name, in words.
const LONGEST: usize = 8;

/// The role told beside this mention of a person, as written.
pub(super) fn of(report: &Report, tokens: &[Token], mention: &Mention) -> Option<String> {
    before(report, tokens, mention).or_else(|| after(report, tokens, mention))
}

/// The title before this mention with the country it is held in, as written; courtesy titles are none.
fn before(report: &Report, tokens: &[Token], mention: &Mention) -> Option<String> {
    let mut from = mention.candidate.title?;
    let to = mention.candidate.from;
    let title = titles::at(tokens, from, to)?;
    if title.courtesy
        && title.length == 1
        && matches!(tokens[from].folded.as_str(), "mr" | "mrs" | "ms" | "miss" | "dr")
    {
        return None;
    }
    if from > 0
        && tokens[from].gap == " "
        && (is_group(&tokens[from - 1].folded)
            || tokens[from - 1].text == "U.S."
            || tokens[from - 1].text == "US")
    {
        from -= 1;
    }
    // "the North Korean leader"
    if from > 0
        && tokens[from].gap == " "
        && matches!(tokens[from - 1].text, "North" | "South" | "West" | "East")
    {
        from -= usize::from(is_group(&tokens[from].folded));
    }
    // "the White House press secretary"
    if from > 0 && tokens[from].folded == "house" && tokens[from - 1].folded == "white" {
        from -= 1;
    }
    let end = tokens[to - 1].end;
    let span = report.text.span(tokens[from].start, end)?;
    // "Sen." keeps its full stop.
    let dotted = if tokens[to].gap.starts_with(". ") { "." } else { "" };
    let words: Vec<&str> = report.text.at(span).split_whitespace().collect();
    (!words.is_empty() && !is_first_name(&words.join(" "))).then(|| words.join(" ") + dotted)
}

/// A role between commas after the name, without its article: a title, and whose or of what. "Ada Vane, the mayor, and …"
/// may be a list of two, so it tells nothing.
fn after(report: &Report, tokens: &[Token], mention: &Mention) -> Option<String> {
    let comma = tokens.get(mention.candidate.to)?;
    if comma.gap != ", " {
        return None;
    }
    let article = matches!(comma.folded.as_str(), "the" | "a" | "an");
    let from = mention.candidate.to + usize::from(article);
    let last = tokens.len().min(from + LONGEST);
    let length = titles::at(tokens, from, last)?.length;
    let mut to = from + length;
    if tokens
        .get(to)
        .is_some_and(|t| t.gap == " " && matches!(t.folded.as_str(), "of" | "for" | "at" | "with"))
    {
        to += 1;
        while to < last && goes_on(tokens, to) {
            if is_verb_like(&tokens[to]) {
                return None;
            }
            to += 1;
        }
    }
    // The closing comma, or the end of the sentence.
    let closes = match tokens.get(to) {
        None => true,
        Some(next) => {
            next.gap.starts_with('.')
                || next.gap == ", " && !matches!(next.folded.as_str(), "and" | "the" | "a" | "an" | "or")
        }
    };
    // A line that breaks after "the manager of" leaves a manager.
    while leads_on(&tokens[to - 1]) {
        to -= 1;
    }
    let span = report.text.span(tokens[from].start, tokens[to - 1].end)?;
    let words: Vec<&str> = report.text.at(span).split_whitespace().collect();
    (closes && tokens[from..to].iter().skip(1).all(|t| !t.gap.contains('\n'))).then(|| words.join(" "))
}

/// Whether the word at `i` goes on from the one before it, which may be short for another: "manager of St. Orm's".
fn goes_on(tokens: &[Token], i: usize) -> bool {
    matches!(tokens[i].gap, " " | "-" | "’s " | "'s ")
        || tokens[i].gap == ". " && is_abbreviation(tokens[i - 1].text)
}

/// What no role ends with.
fn leads_on(token: &Token) -> bool {
    matches!(
        token.folded.as_str(),
        "of" | "for" | "at" | "with" | "in" | "the" | "a" | "an" | "its"
    )
}

/// "who", "said", "told": what a role between commas does not hold.
fn is_verb_like(token: &Token) -> bool {
    matches!(
        token.folded.as_str(),
        "who"
            | "that"
            | "which"
            | "said"
            | "says"
            | "told"
            | "was"
            | "is"
            | "were"
            | "are"
            | "had"
            | "has"
            | "and"
    )
}
