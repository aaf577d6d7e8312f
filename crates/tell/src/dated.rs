//! On which days a sentence says that something happened or will happen.

use record::{Precision, Report, Span, TimeExpression, TimeType};
use std::collections::BTreeSet;

/// The dates on which the sentence says that something happened or will happen.
pub(crate) fn dates_of(report: &Report, span: Span) -> Vec<(String, Precision)> {
    let first = report.times.partition_point(|t| t.span.start() < span.start());
    let words = report.text.at(span);
    let mut seen = BTreeSet::new();
    report.times[first..]
        .iter()
        .take_while(|t| t.span.start() < span.end())
        .filter(|t| !leads_elsewhere(report, span, t) && !is_clock(report.text.at(t.span)))
        .filter(|t| {
            let before = report.text.get(span.start()..t.span.start()).unwrap_or("");
            let after = report.text.get(t.span.end()..span.end()).unwrap_or("");
            !tells_apart(before, report.text.at(t.span), after) && !is_of_the_cause(before)
        })
        .filter_map(|t| calendar(t).map(|(date, precision)| (t, date, precision)))
        .filter(|(time, date, _)| {
            let before = report.text.get(span.start()..time.span.start()).unwrap_or("");
            match report.day() {
                // What is still to come when the report is written must be told as such, and what is past as past: a
                // "Wednesday" after "will" that was resolved backwards dates nothing.
                Some(day) if date.as_str() > day.get(..date.len()).unwrap_or(day) => announces(words),
                Some(day) if date.as_str() < day.get(..date.len()).unwrap_or(day) => {
                    happens(words) && !promises(before)
                }
                _ => happens(words) || promises(before),
            }
        })
        .map(|(_, date, precision)| (date, precision))
        .filter(|date| seen.insert(date.clone()))
        .collect()
}

/// A calendar date of day, month or year; nothing of weeks, seasons, lengths and vague references.
pub(crate) fn calendar(time: &TimeExpression) -> Option<(String, Precision)> {
    if !matches!(time.kind, TimeType::Date | TimeType::Time) {
        return None;
    }
    let value = time.value.split('T').next().unwrap_or("");
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = value.split('-').collect();
    if !parts.iter().all(|p| digits(p)) || parts.first().is_none_or(|y| y.len() != 4) {
        return None;
    }
    let precision = match parts.as_slice() {
        [_] => Precision::Year,
        [_, m] if m.len() == 2 => Precision::Month,
        [_, m, d] if m.len() == 2 && d.len() == 2 => Precision::Day,
        _ => return None,
    };
    Some((value.to_owned(), precision))
}

/// Whether the words name an hour alone: its day is then guessed from the page's, and a guess dates nothing.
fn is_clock(words: &str) -> bool {
    const OF_THE_CLOCK: [&str; 12] = [
        "pm", "am", "noon", "midnight", "gmt", "utc", "local", "time", "clock", "hours", "around", "about",
    ];
    let names_a_day =
        |w: &str| w.len() > 2 && w.chars().all(char::is_alphabetic) && !OF_THE_CLOCK.contains(&w);
    words.contains(':') && !lower_words(words).any(|w| names_a_day(&w))
        || lower_words(words).all(|w| w.len() < 3 || OF_THE_CLOCK.contains(&w.as_str()))
}

/// Whether the words before the time make it the edge of a span and not the day of the happening.
fn leads_elsewhere(report: &Report, sentence: Span, time: &TimeExpression) -> bool {
    let before = report
        .text
        .get(sentence.start()..time.span.start())
        .unwrap_or("")
        .trim_end()
        .to_lowercase();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    matches!(
        last,
        "since" | "until" | "till" | "before" | "by" | "than" | "every" | "between"
    )
}

/// Whether a year tells which one is meant of several things ("the 1994 treaty", "a 1962 law") and not when it happened.
fn tells_apart(before: &str, year: &str, after: &str) -> bool {
    let bare = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next();
    let which = last.is_some_and(|word| {
        let word = word.to_lowercase();
        ["the", "a", "an", "its", "their", "his", "her", "this", "that"].contains(&word.as_str())
    });
    let thing = after.strip_prefix(' ').unwrap_or("");
    bare && which && thing.starts_with(char::is_alphabetic)
}

/// Whether what stands before a time is a case and the happening that it is about, of which the time tells: "was charged
/// over the death last January". The case is of another day.
fn is_of_the_cause(before: &str) -> bool {
    const CASES: [&str; 14] = [
        "charged",
        "charges",
        "arrested",
        "sentenced",
        "convicted",
        "indicted",
        "acquitted",
        "accused",
        "sued",
        "pleaded",
        "trial",
        "guilty",
        "jailed",
        "questioned",
    ];
    const CAUSES: [&str; 28] = [
        "death",
        "deaths",
        "killing",
        "killings",
        "murder",
        "murders",
        "slaying",
        "shooting",
        "shootings",
        "stabbing",
        "attack",
        "attacks",
        "fire",
        "crash",
        "accident",
        "collision",
        "robbery",
        "assault",
        "explosion",
        "bombing",
        "incident",
        "disappearance",
        "theft",
        "raid",
        "riot",
        "riots",
        "drowning",
        "kidnapping",
    ];
    const BETWEEN: [&str; 8] = ["on", "in", "of", "last", "early", "late", "earlier", "from"];
    let words: Vec<String> = lower_words(before).collect();
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let end = words
        .iter()
        .rposition(|w| !is(&BETWEEN, w))
        .map_or(0, |at| at + 1);
    if !words[..end].last().is_some_and(|w| is(&CAUSES, w)) {
        return false;
    }
    // "Charged with murder on Monday" names what somebody is charged with and no happening.
    let phrase = &words[end.saturating_sub(5)..end - 1];
    let named = phrase
        .iter()
        .rposition(|w| is(&["the", "a", "an", "his", "her", "their", "that", "this"], w));
    let with = named.is_some_and(|at| at > 0 && phrase[at - 1] == "with");
    named.is_some() && !with && words[..end].iter().any(|w| is(&CASES, w))
}

fn lower_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
}

/// Whether it speaks of what is to come.
pub(crate) fn announces(text: &str) -> bool {
    let words: Vec<String> = lower_words(text).collect();
    let are_to = |pair: &[String]| matches!(pair[0].as_str(), "is" | "are") && pair[1] == "to";
    words.windows(2).any(are_to)
        || words.iter().any(|w| {
            matches!(
                w.as_str(),
                "will"
                    | "would"
                    | "due"
                    | "scheduled"
                    | "expected"
                    | "planned"
                    | "plan"
                    | "plans"
                    | "shall"
                    | "set"
            )
        })
}

/// Whether the words before a time put it into the future.
fn promises(before: &str) -> bool {
    lower_words(before).any(|w| w == "will" || w == "shall")
}

/// Whether it tells something done: a past form other than that of saying so.
pub(crate) fn happens(text: &str) -> bool {
    const IRREGULAR: &str = "was were had began rose fell broke took gave went came left made met struck hit shot fled \
        won lost held led sent got became brought built burnt caught fought found flew grew kept laid paid ran saw \
        sold shut spoke spent stood stole swept threw tore wrote sank drove shook withdrew overthrew been died said \
        told dead";
    lower_words(text)
        .any(|w| (w.len() > 3 && w.ends_with("ed")) || IRREGULAR.split_whitespace().any(|i| i == w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_alone_is_no_day() {
        assert!(is_clock("9:30 a.m.") && is_clock("noon") && is_clock("6 p.m."));
        assert!(!is_clock("9:30 a.m. Tuesday") && !is_clock("2031") && !is_clock("last night"));
    }

    #[test]
    fn the_time_of_what_a_case_is_about_is_not_that_of_the_case() {
        assert!(is_of_the_cause("A skipper was charged over the death "));
        assert!(is_of_the_cause(
            "Two bakers were sentenced for the cold store fire in "
        ));
        // Near misses: no case, what somebody is charged with, and a time that the case itself has.
        assert!(!is_of_the_cause("The fire in "));
        assert!(!is_of_the_cause("The skipper was charged with the murder on "));
        assert!(!is_of_the_cause("The skipper was charged with murder on "));
        assert!(!is_of_the_cause("The skipper was arrested on "));
    }

    #[test]
    fn a_year_before_a_thing_is_no_day() {
        assert!(tells_apart("She vowed to leave the ", "2014", " Harrow Treaty."));
        assert!(tells_apart("The board relied on a ", "1962", " law."));
        // Near misses: when it happened, and a year that ends its sentence.
        assert!(!tells_apart("The lock was built in ", "1962", " by the board."));
        assert!(!tells_apart("It was the flood of the ", "1962", "."));
        assert!(!tells_apart(
            "The pier burned on the ",
            "5 May 1962",
            " and fell."
        ));
    }
}
