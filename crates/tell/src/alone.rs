//! Whether a sentence can be told by itself, away from the ones before it.

use crate::{enquiries, marks};
use record::{NameKind, Quote, QuoteForm, Report, SegmentKind, Span};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Starts that lean on the sentence before.
static LEANING: Words = LazyLock::new(|| {
    set(
        "he she it they his her hers its their theirs them this that these those but and or so yet nor \
    however meanwhile also still then instead moreover nevertheless nonetheless besides therefore thus otherwise \
    similarly likewise furthermore additionally consequently hence another others such both neither either \
    here there afterwards later earlier again",
    )
});

/// "The official said", of whom the reader has not heard yet.
static KNOWN_BEFORE: Words = LazyLock::new(|| {
    set(
        "official officials two three four five pair former latter men women man woman couple others \
    group statement report move decision incident suspect victim victims spokesman spokeswoman spokesperson letter \
    meeting announcement comments remarks attack attacks",
    )
});

/// Pronouns that need someone named before them in the sentence.
static OF_A_PERSON: Words = LazyLock::new(|| set("he she his her him hers himself herself they their them"));

/// A voice that is the reporter's or a speaker's, not the telling's.
static OWN_VOICE: Words = LazyLock::new(|| set("i i'm i've we we're we've our ours my me you your"));

type Words = LazyLock<BTreeSet<&'static str>>;

fn set(words: &'static str) -> BTreeSet<&'static str> {
    words.split_whitespace().collect()
}

/// How badly the sentence at `span` reads by itself, in thousandths of the brief's scale; `None` where it must not be
/// told at all: damaged, a question, somebody's bare words, a report's own enquiries, or not running text.
pub(crate) fn burden(report: &Report, span: Span) -> Option<u32> {
    let segment = report.segment_at(span.start())?;
    if !matches!(segment.kind, SegmentKind::Paragraph | SegmentKind::List) || !segment.span.contains(span) {
        return None;
    }
    if report.warned("truncated-sentence", span) || report.warned("mojibake", span) {
        return None;
    }
    let text = report.text.at(span);
    let words: Vec<(usize, String)> = tokens(text);
    if !(5..=70).contains(&words.len()) || !is_whole(text) {
        return None;
    }
    if is_glued(text)
        || is_caption(text)
        || calls(&words)
        || marks::is_of_a_remark(text)
        || enquiries::tells_only_of(text, &words)
    {
        return None;
    }
    let mut burden = speech(report, span)?;
    let unquoted = |at: usize| !inside_quote(report, span, span.start() + at);
    if words
        .iter()
        .any(|(at, w)| unquoted(*at) && OWN_VOICE.contains(w.as_str()))
    {
        return None;
    }
    let first = words.first().map_or("", |(_, w)| w.as_str());
    let second = words.get(1).map_or("", |(_, w)| w.as_str());
    if LEANING.contains(first) {
        burden += 450;
    } else if first == "the" && KNOWN_BEFORE.contains(second) {
        burden += 220;
    }
    burden += nameless(report, span, &words);
    if text.contains('…') || text.contains("...") {
        burden += 250;
    }
    let long = words.len().saturating_sub(38);
    Some(burden + u32::try_from(long * 14).unwrap_or(0))
}

/// Words in lower case with their byte offsets; an apostrophe belongs to its word.
pub(crate) fn tokens(text: &str) -> Vec<(usize, String)> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (start.is_some() && (c == '\'' || c == '’'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.push((from, text[from..at].to_lowercase().replace('’', "'")));
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// Begins like a sentence, ends like a statement, and closes every quote mark that it opens.
fn is_whole(text: &str) -> bool {
    let opens = text
        .chars()
        .find(|c| !matches!(c, '“' | '"' | '‘' | '\'' | '(' | '[' | '—' | '–' | '-' | ' '));
    let ends = text.trim_end_matches(['”', '"', '’', '\'', ')', ']']);
    let count = |c: char| text.matches(c).count();
    opens.is_some_and(|c| c.is_uppercase() || c.is_numeric() || !(c.is_lowercase() || c.is_uppercase()))
        && ends.ends_with(['.', '!', '。'])
        && !ends.ends_with("..")
        && count('“') == count('”')
        && count('"') % 2 == 0
        && count('(') == count(')')
}

/// Whether something of the page stands before the sentence: the name of a gallery, or a heading without a stop, after which
/// a word that only opens sentences has a capital ("From scrap metal to high tech These days, …").
fn is_glued(text: &str) -> bool {
    const OPENERS: &str =
        "These This Those It He She They We In On At But And When After Before While As If There";
    let galleries = [
        "Photos:", "Photo:", "Video:", "Videos:", "Gallery:", "Image:", "Watch:", "Related:", "CLOSE ",
    ];
    if galleries.iter().any(|g| text.starts_with(g)) {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    // A heading in capitals, then a sentence: "THE COLD STORE According to the mayor, …".
    let shouts = |w: &&&str| {
        w.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) && w.chars().any(char::is_alphabetic)
    };
    let heading = words.iter().take_while(shouts).count();
    let opens = |w: &&str| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase);
    let long = |w: &&&str| w.chars().filter(|c| c.is_alphabetic()).count() > 3;
    if heading >= 2
        && words.iter().take(heading).any(|w| long(&w))
        && words.get(heading).is_some_and(opens)
        && words
            .get(heading + 1)
            .is_some_and(|w| w.starts_with(char::is_lowercase))
    {
        return true;
    }
    // Two sentences without a space between them: "… of the fire.The mayor …".
    let runs_on = |w: &&str| {
        w.split_once('.').is_some_and(|(before, after)| {
            let small = |c: char| c.is_lowercase();
            before.len() > 3
                && before.chars().skip(1).all(small)
                && after.starts_with(char::is_uppercase)
                && after.chars().skip(1).all(char::is_alphabetic)
        })
    };
    if words.iter().any(runs_on) {
        return true;
    }
    let quoted = text.contains(['“', '"', '‘']);
    !quoted
        && words.windows(3).any(|w| {
            let bare = |s: &str| s.chars().all(char::is_alphabetic);
            let small = |s: &str| s.starts_with(char::is_lowercase);
            bare(w[0])
                && small(w[0])
                && w[0].len() > 3
                && OPENERS.split(' ').any(|o| o == w[1])
                && small(w[2])
        })
}

/// Whether it says where people stand in a picture: "Ada Quist, left, and Ole Brandt on Monday in Port Callow."
fn is_caption(text: &str) -> bool {
    const PLACES: [&str; 6] = ["left", "right", "center", "centre", "top", "bottom"];
    let mut parts = text.split([',', '(', ')', ';']).skip(1);
    parts.any(|part| {
        let words = part.trim().trim_end_matches('.').to_lowercase();
        let words = words
            .strip_prefix("second from ")
            .or_else(|| words.strip_prefix("from "))
            .unwrap_or(&words);
        PLACES.contains(&words.strip_prefix("the ").unwrap_or(words))
    })
}

/// Whether it asks something of the reader: "Anyone with information is asked to call …".
fn calls(words: &[(usize, String)]) -> bool {
    let has = |sought: &[&str]| {
        words
            .windows(sought.len())
            .any(|w| w.iter().zip(sought).all(|((_, a), b)| a == b))
    };
    has(&["anyone", "with", "information"])
        || has(&["anyone", "who", "has", "information"])
        || (has(&["asked", "to"]) && (has(&["to", "call"]) || has(&["to", "contact"])))
        || words
            .first()
            .is_some_and(|(_, w)| matches!(w.as_str(), "click" | "subscribe"))
}

/// Whether a title tells nothing of who someone is.
fn is_courtesy(role: &str) -> bool {
    matches!(
        role.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir"
    )
}

fn inside_quote(report: &Report, span: Span, at: usize) -> bool {
    near(report, span)
        .filter(|q| q.form == QuoteForm::Direct)
        .flat_map(|q| &q.content)
        .any(|s| s.range().contains(&at))
}

/// The quotes that may touch `span`. In a report of very many, those that begin long before it are not looked at: the
/// search over all of them for every sentence would grow with the square of the text.
fn near(report: &Report, span: Span) -> impl Iterator<Item = &Quote> {
    const MANY: usize = 2000;
    const LONG: usize = 4000;
    let begins = |q: &Quote| q.envelope().map_or(0, Span::start);
    let quotes = report.quotes.as_slice();
    let window = if quotes.len() > MANY {
        let from = quotes.partition_point(|q| begins(q) + LONG < span.start());
        let to = quotes.partition_point(|q| begins(q) < span.end()).max(from);
        &quotes[from..to]
    } else {
        quotes
    };
    window.iter()
}

/// What its quoted speech costs; `None` where nobody in the sentence is named as saying it.
fn speech(report: &Report, span: Span) -> Option<u32> {
    let mut cost = 0;
    for quote in near(report, span) {
        let here = quote.content.iter().any(|s| s.overlaps(span));
        if !here || quote.form == QuoteForm::Indirect {
            continue;
        }
        if !quote.source.iter().any(|s| span.contains(*s)) {
            return None;
        }
        let quoted: usize = quote
            .content
            .iter()
            .filter(|s| span.contains(**s))
            .map(|s| s.len())
            .sum();
        // Remarks have a place of their own; in the telling they are worth less than what happened.
        cost += if quoted * 2 > span.len() { 300 } else { 60 };
    }
    Some(cost)
}

/// What it costs that people stand in it whom only the sentences before it name.
fn nameless(report: &Report, span: Span, words: &[(usize, String)]) -> u32 {
    let first = report.names.partition_point(|n| n.span.start() < span.start());
    let names: Vec<_> = report.names[first..]
        .iter()
        .take_while(|n| n.span.start() < span.end())
        .collect();
    let pronoun = words.iter().find(|(_, w)| OF_A_PERSON.contains(w.as_str()));
    let orphaned = pronoun.is_some_and(|(at, w)| {
        // "They" may stand for any plural noun, "he" for a person's name alone.
        let before = words.iter().take_while(|(other, _)| other < at).count();
        let has_noun = w.starts_with("the") && before > 2;
        let is_one = |k| matches!(k, NameKind::Person | NameKind::Organization | NameKind::Group);
        let named = names
            .iter()
            .any(|n| n.span.start() < span.start() + at && is_one(n.kind));
        !has_noun && !named
    });
    let short = names
        .iter()
        .filter(|n| n.kind == NameKind::Person && n.role.as_deref().is_none_or(is_courtesy))
        .filter(|n| {
            let parts = |s: &str, by: &[char]| s.split(by).filter(|p| !p.is_empty()).count();
            parts(report.text.at(n.span), &[' ', '-']) < parts(&n.entity, &['-'])
        })
        .count();
    let vague = words.iter().any(|(_, w)| w == "them" || w == "they");
    u32::from(orphaned) * 180 + u32::from(vague) * 60 + u32::try_from(short.min(3)).unwrap_or(0) * 50
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, Text, Warning};

    fn report(text: &str) -> Report {
        let text = Text::from(text);
        Report {
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        }
    }

    fn weigh(text: &str) -> Option<u32> {
        let report = report(text);
        burden(&report, report.text.whole())
    }

    #[test]
    fn a_plain_statement_costs_nothing() {
        assert_eq!(
            weigh("A fire killed 12 people in Port Callow on Tuesday."),
            Some(0)
        );
        assert_eq!(weigh("More than 200 people left their homes."), Some(0));
    }

    #[test]
    fn a_sentence_that_leans_on_another_costs() {
        assert!(weigh("But the ferry left the harbour anyway.") > Some(400));
        assert!(weigh("He told the council that the quay was safe.") > Some(400));
        assert!(weigh("The official said that the talks had ended.") > Some(200));
        // Near misses: the same words in the middle.
        assert_eq!(weigh("The ferry left, but the tug stayed in port."), Some(0));
    }

    #[test]
    fn fragments_questions_and_own_voices_are_not_told() {
        assert_eq!(weigh("Who left the door of the cold store open?"), None);
        assert_eq!(weigh("The government's latest effort to broker a"), None);
        assert_eq!(weigh("“The stairs were gone, so we went out by the chute."), None);
        assert_eq!(weigh("We have asked the company to answer these points."), None);
        assert_eq!(weigh("Too short."), None);
    }

    #[test]
    fn what_a_page_glues_on_and_what_calls_to_the_reader_is_not_told() {
        assert_eq!(
            weigh("From salt fish to steel These days the port lives on its cranes."),
            None
        );
        assert_eq!(
            weigh("Photos: Fire in the port The cold store burned down on Tuesday."),
            None
        );
        assert_eq!(
            weigh("Anyone with information about the fire is asked to call the police."),
            None
        );
        for glued in [
            "Mayor Adela Quist of Port Callow, left, and the owner Ole Brandt on Monday in the harbour.",
            "The owners (from left) Ole Brandt and Ida Marsh on the quay of Port Callow.",
            "Nobody knew the cause of the fire.The mayor closed the harbour.",
        ] {
            assert_eq!(weigh(glued), None, "{glued}");
        }
        // Near misses: a line that begins in capitals, a newspaper's name, and a plea that is news.
        assert!(weigh("PORT CALLOW HAS closed its cold store, the mayor said.").is_some());
        assert!(weigh("The mayor told the newspaper The Tidewater Post that the quay was safe.").is_some());
        assert!(weigh("The tug, left by its crew in the night, drifted on to the rocks.").is_some());
        assert!(weigh("The store sold its fish at harbour.example and Herring.com for years.").is_some());
        assert!(weigh("The mayor asked the owners to call off the auction of the boats.").is_some());
    }

    #[test]
    fn a_damaged_sentence_is_not_told() {
        let mut report = report("The mayor of the town closed the harbour.");
        let span = report.text.whole();
        assert!(burden(&report, span).is_some());
        report
            .warnings
            .push(Warning::at("truncated-sentence", "Cut off.", span));
        assert_eq!(burden(&report, span), None);
    }

    #[test]
    fn bare_speech_is_not_told_and_named_speech_costs() {
        let mut report = report("“Half the coast lives on herring,” said Adela Quist.");
        let span = report.text.whole();
        let at = |words: &str| {
            let start = report.text.find(words).unwrap();
            report.text.span(start, start + words.len()).unwrap()
        };
        let mut quote = Quote {
            form: QuoteForm::Direct,
            content: vec![at("Half the coast lives on herring,")],
            cue: vec![],
            source: vec![at("Adela Quist")],
            speaker: None,
            entity: None,
            confidence: 1.0,
        };
        report.quotes = vec![quote.clone()];
        assert_eq!(burden(&report, span), Some(300));
        quote.source.clear();
        report.quotes = vec![quote];
        assert_eq!(burden(&report, span), None);
    }
}
