//! A scrape on one line: address, time stamp, headline, deck, "===" and the body glued together.

use super::furniture;
use crate::published::{clock, written};
use record::{Span, Text};

/// The parts of such a line, each without white space at its ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) url: Option<Span>,
    pub(crate) stamp: Option<Span>,
    pub(crate) headline: Option<Span>,
    pub(crate) deck: Option<Span>,
    pub(crate) rule: Option<Span>,
    /// Where the rest of the line begins.
    pub(crate) body: usize,
}

/// Takes the glued head off `line`, the first of a text. `None` where nothing is glued to it.
pub(crate) fn split(text: &Text, line: Span) -> Option<Head> {
    let mut head = Head {
        body: line.start(),
        ..Head::default()
    };
    let words = text.at(line);
    let first = words.split(char::is_whitespace).next().unwrap_or("");
    if furniture::is_url(first) && first.len() < words.len() {
        head.url = text.span(line.start(), line.start() + first.len());
        head.body = skip_blank(text, line.start() + first.len(), line.end());
    }
    if let Some(end) = stamp_end(text.get(head.body..line.end())?)
        && head.body + end < line.end()
    {
        head.stamp = text.span(head.body, head.body + end);
        head.body = skip_blank(text, head.body + end, line.end());
    }
    let rest = text.get(head.body..line.end())?;
    let Some((at, rule)) = rule(rest) else {
        return (head.url.is_some() || head.stamp.is_some()).then_some(head);
    };
    let title = text.trimmed(text.span(head.body, head.body + at)?);
    head.rule = text.span(head.body + at, head.body + at + rule);
    if !title.is_empty() {
        let cut = deck_start(text.at(title));
        let end = cut.map_or(title.end(), |c| title.start() + c);
        head.headline = Some(text.trimmed(text.span(title.start(), end)?));
        head.deck = cut
            .and_then(|_| text.span(end, title.end()))
            .map(|s| text.trimmed(s));
    }
    head.body = skip_blank(text, head.body + at + rule, line.end());
    Some(head)
}

fn skip_blank(text: &Text, from: usize, to: usize) -> usize {
    let rest = text.get(from..to).unwrap_or("");
    from + (rest.len() - rest.trim_start().len())
}

/// Where a machine's time stamp at the start of `words` ends: "2016-09-05 15:45:56".
fn stamp_end(words: &str) -> Option<usize> {
    let mut end = words.len().min(40);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let first = written::find(words.get(..end)?).into_iter().next()?;
    let machine =
        words.starts_with(|c: char| c.is_ascii_digit()) && first.range.start == 0 && first.year.is_some();
    machine.then(|| first.range.end + clock::clock_len(words.get(first.range.end..).unwrap_or("")))
}

/// A rule of three or more equal signs, between spaces, within the first 600 bytes: its offset and length.
fn rule(words: &str) -> Option<(usize, usize)> {
    let at = words.find("===").filter(|at| *at < 600)?;
    let len = words.get(at..)?.bytes().take_while(|b| *b == b'=').count();
    let open = at == 0 || words.get(..at)?.ends_with(char::is_whitespace);
    (open && words.get(at + len..)?.starts_with(char::is_whitespace)).then_some((at, len))
}

/// Words that are small in a title and so tell nothing of where it ends.
const SMALL: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "from", "by", "with",
    "as", "is", "are", "be", "it", "its", "up", "off", "out", "over", "per", "via", "vs", "vs.", "v.",
    "than", "if", "into", "after", "about", "no", "not",
];

/// Where a deck in sentence case begins after a headline in title case, if that can be told: at the capitalised small
/// word ("After", "The", "In") that opens the run of small letters, or after a question or exclamation mark.
fn deck_start(title: &str) -> Option<usize> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in title.split_inclusive(char::is_whitespace) {
        words.push((at, word.trim()));
        at += word.len();
    }
    let ended = words
        .iter()
        .take(words.len().saturating_sub(1))
        .position(|(_, w)| w.ends_with(['?', '!']));
    if let Some(i) = ended.filter(|i| *i >= 2) {
        return words.get(i + 1).map(|w| w.0);
    }
    let content = words.iter().position(|(_, w)| {
        w.starts_with(char::is_lowercase) && !SMALL.contains(&w.to_lowercase().trim_end_matches([',', ':']))
    })?;
    // The sentence that holds this word opened with the last capitalised small word before it.
    let opens = words.get(..content)?.iter().rposition(|(_, w)| {
        w.starts_with(char::is_uppercase) && OPENERS.contains(&w.to_lowercase().as_str())
    })?;
    (opens >= 3).then(|| words[opens].0)
}

/// Words that open a sentence rather than stand inside a title.
const OPENERS: &[&str] = &[
    "the", "a", "an", "after", "before", "as", "while", "when", "in", "on", "at", "with", "for", "from",
    "despite", "amid", "but", "and", "although", "though", "since", "if", "he", "she", "they", "it", "we",
    "his", "her", "their", "its", "this", "that", "these", "those", "there", "some", "more", "many", "two",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &Text, span: Option<Span>) -> &str {
        span.map_or("-", |s| text.at(s))
    }

    #[test]
    fn the_head_is_taken_off() {
        let text = Text::from(
            "http://herald.example/a.html 2016-09-05 15:45:56 Ferry Talks Stall in Port Ellery After meetings with the \
             owner failed, the mayor said she would go on. === PORT ELLERY, Norland — The mayor left.",
        );
        let head = split(&text, text.whole()).unwrap();
        assert_eq!(part(&text, head.url), "http://herald.example/a.html");
        assert_eq!(part(&text, head.stamp), "2016-09-05 15:45:56");
        assert_eq!(part(&text, head.headline), "Ferry Talks Stall in Port Ellery");
        assert!(part(&text, head.deck).starts_with("After meetings"));
        assert!(text[head.body..].starts_with("PORT ELLERY"));
    }

    #[test]
    fn an_unclear_cut_is_none() {
        assert_eq!(deck_start("Ferry Talks Stall Mayor Doe said so"), None);
        assert_eq!(deck_start("Ferry talks stall in Port Ellery"), None);
        assert_eq!(
            deck_start("Who Sank the Ferry? Nobody knows.").map(|c| c > 10),
            Some(true)
        );
    }

    #[test]
    fn prose_has_no_glued_head() {
        for line in [
            "The mayor left. She came back.",
            "2016 was a bad year for ferries.",
            "He typed x === y and left.",
        ] {
            let text = Text::from(line);
            assert!(
                split(&text, text.whole()).is_none_or(|h| h.headline.is_some()),
                "{line}"
            );
        }
        let text = Text::from("http://herald.example/a.html");
        assert!(split(&text, text.whole()).is_none());
    }
}
