//! What a figure is called for a reader: measure, place and kind, or, where it is known by the words beside it alone, the
//! words themselves in their clause.

use crate::guard::one_line;
use crate::newest::OF_LIVES;
use crate::phrase;
use record::{Reading, ReadingValue};

/// Words of the clause before the figure and after it, at most.
const BEFORE: usize = 7;
const AFTER: usize = 9;

/// Measures whose `about` is a kind, a place or a name.
fn is_named(reading: &Reading) -> bool {
    let measure = reading.measure.as_str();
    OF_LIVES.contains(&measure)
        || matches!(measure, "age" | "attacks" | "voted")
        || reading.about.as_deref().is_none_or(|about| !about.contains(", "))
}

/// "Killed · Port Callow", "Stations", "Distance".
#[must_use]
pub fn title(reading: &Reading) -> String {
    if is_named(reading) {
        return phrase::measure(&reading.measure, reading.about.as_deref());
    }
    let counted = (reading.measure == "count")
        .then(|| reading.values.iter().find_map(noun))
        .flatten();
    let measure = if reading.measure == "percent" {
        "share"
    } else {
        &reading.measure
    };
    phrase::measure(counted.as_deref().unwrap_or(measure), None)
}

/// The figure on one line: its title, with its clause where that says what it is of.
#[must_use]
pub fn line(reading: &Reading) -> String {
    match clause(reading) {
        Some(clause) => format!("{} (“{clause}”)", title(reading)),
        None => title(reading),
    }
}

/// The noun that a bare count has in its own words: "stations" of "over 90 stations".
fn noun(value: &ReadingValue) -> Option<String> {
    let words: Vec<&str> = value.text.split_whitespace().collect();
    let last_number = words
        .iter()
        .rposition(|w| w.contains(|c: char| c.is_ascii_digit()))?;
    let rest = words[last_number + 1..].join(" ");
    (!rest.is_empty() && rest.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))).then_some(rest)
}

/// The clause that the figure stands in, where its title does not say what it is of.
#[must_use]
pub fn clause(reading: &Reading) -> Option<String> {
    if is_named(reading) {
        return None;
    }
    let value = reading.values.first()?;
    let words = one_line(&value.text);
    value.citations.iter().find_map(|citation| {
        let sentence = one_line(&citation.quote);
        let at = whole_words(&sentence, &words)?;
        Some(around(&sentence, at, at + words.len()))
    })
}

/// Where `words` stand in the sentence, not inside a longer word or number.
fn whole_words(sentence: &str, words: &str) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    sentence.match_indices(words).map(|(at, _)| at).find(|&at| {
        let before = sentence[..at].chars().next_back();
        let after = sentence[at + words.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !joins(before) && !joins(after)
    })
}

/// The words around a stretch, up to the signs that part clauses; what is cut inside a clause is marked.
fn around(sentence: &str, start: usize, end: usize) -> String {
    const PARTS: [char; 12] = [',', ';', ':', '—', '–', '“', '”', '"', '(', ')', '?', '!'];
    const OPENS: [char; 3] = ['“', '"', '('];
    let parts = |word: &str| word.ends_with(PARTS);
    let before: Vec<&str> = sentence[..start].split_whitespace().collect();
    let clause = before.iter().rev().take_while(|w| !parts(w)).count();
    let opens = before.iter().rev().position(|w| w.starts_with(OPENS));
    let clause = opens.map_or(clause, |i| clause.min(i + 1));
    let taken = clause.min(BEFORE);
    let mut told: Vec<&str> = before[before.len() - taken..].to_vec();
    let cut_before = taken < clause;
    let mut after: Vec<&str> = sentence[end..].split_whitespace().collect();
    let ends = sentence[end..].starts_with(PARTS);
    let clause = if ends {
        0
    } else {
        after.iter().position(|w| parts(w)).map_or(after.len(), |i| i + 1)
    };
    let cut_after = clause > AFTER;
    after.truncate(clause.min(AFTER));
    told.push(&sentence[start..end]);
    told.extend(after);
    let words = told.join(" ");
    // The figure's own words may end before a stop: "40 percent."
    let words = words
        .trim_matches(|c: char| PARTS.contains(&c) || c == '.' || c == ' ')
        .replace(" .", "");
    format!(
        "{}{words}{}",
        if cut_before { "… " } else { "" },
        if cut_after { " …" } else { "" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Citation, Independent, Relation, Span};

    fn reading(measure: &str, about: &str, text: &str, quote: &str) -> Reading {
        Reading {
            measure: measure.into(),
            about: Some(about.into()),
            event: None,
            told: None,
            floor: None,
            relation: Relation::Agree,
            why: String::new(),
            values: vec![ReadingValue {
                min: Some(40.0),
                max: Some(40.0),
                approximate: false,
                hedge: None,
                text: text.into(),
                attributed_to: None,
                as_of: None,
                citations: vec![Citation {
                    report: "a".into(),
                    span: Span::new(0, quote.len()).unwrap(),
                    quote: quote.into(),
                }],
            }],
            reports: 1,
            independent: Independent::default(),
        }
    }

    #[test]
    fn loose_words_give_way_to_the_clause() {
        let r = reading(
            "distance",
            "Marsh, high, tanks",
            "40 metres",
            "“We had flames 40 metres high and tanks thirty paces away,” Marsh said.",
        );
        assert_eq!(title(&r), "Distance");
        assert_eq!(
            clause(&r).as_deref(),
            Some("We had flames 40 metres high and tanks thirty paces away")
        );
        let r = reading(
            "count",
            "court, islands",
            "over 90 stations",
            "It went over 90 stations.",
        );
        assert_eq!(title(&r), "Stations");
    }

    #[test]
    fn a_place_a_kind_and_a_name_stay() {
        let r = reading("killed", "dock workers, earlier", "two", "It killed two.");
        assert_eq!(
            (title(&r).as_str(), clause(&r)),
            ("Killed · dock workers, earlier", None)
        );
        let r = reading("money", "Port Callow", "4 crowns", "It cost 4 crowns.");
        assert_eq!((title(&r).as_str(), clause(&r)), ("Money · Port Callow", None));
    }

    #[test]
    fn a_long_clause_is_cut_and_marked_and_a_number_is_no_part_of_another() {
        let long = "Of the many stations that lie along the whole coast of the bay 40 percent had \
            counted every last paper ballot before the sun rose over it.";
        let r = reading("percent", "bay, coast", "40 percent", long);
        let told = clause(&r).unwrap();
        assert!(
            told.starts_with("… ") && told.ends_with(" …") && told.contains("bay 40 percent had"),
            "{told}"
        );
        let r = reading(
            "percent",
            "bay, coast",
            "40 percent",
            "It was 1,140 percent more.",
        );
        assert_eq!(clause(&r), None);
    }
}
