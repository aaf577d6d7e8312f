//! Which words of a quote are its speaker's own, and which of them are said in one breath.

use record::{Quote, QuoteForm, Report, Span};

/// The pieces of a quote that are the speaker's own words and stand whole on the page.
pub(super) fn own_words(report: &Report, quote: &Quote) -> Vec<Span> {
    let pieces: Vec<Span> = match quote.form {
        QuoteForm::Direct => quote.content.clone(),
        QuoteForm::Mixed => quote
            .content
            .iter()
            .flat_map(|&s| inside_marks(report, s))
            .collect(),
        QuoteForm::Indirect => Vec::new(),
    };
    pieces
        .into_iter()
        .map(|s| report.text.trimmed(s))
        .filter(|&s| {
            report
                .segment_at(s.start())
                .is_some_and(|g| g.kind.has_sentences())
        })
        .filter(|&s| !s.is_empty() && (closed(report, s) || !report.warned("truncated-sentence", s)))
        .collect()
}

/// Whether quote marks stand right before and right after `span`: nothing of it was cut off then.
fn closed(report: &Report, span: Span) -> bool {
    let mark = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\'');
    report.text.get(..span.start()).is_some_and(|b| b.ends_with(mark))
        && report.text.get(span.end()..).is_some_and(|a| a.starts_with(mark))
}

/// The stretches of `span` between double quote marks.
fn inside_marks(report: &Report, span: Span) -> Vec<Span> {
    let text = report.text.at(span);
    let mut open = report
        .text
        .get(..span.start())
        .is_some_and(|b| b.ends_with(['"', '\u{201c}']))
        .then_some(0);
    let mut found = Vec::new();
    for (at, c) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '"' | '\u{201c}' | '\u{201d}'))
    {
        match open {
            Some(start) => {
                found.push((start, at));
                open = None;
            }
            None if c != '\u{201d}' => open = Some(at + c.len_utf8()),
            None => {}
        }
    }
    found.extend(open.map(|start| (start, text.len())));
    found
        .into_iter()
        .filter_map(|(a, b)| report.text.span(span.start() + a, span.start() + b))
        .collect()
}

/// Whether a quote that the `at`th in order holds, with a source of its own, has the words of `span`.
pub(super) fn is_anothers(report: &Report, order: &[usize], at: usize, span: Span) -> bool {
    const MOST_INNER: usize = 32;
    let outer = &report.quotes[order[at]];
    let Some(whole) = outer.envelope() else {
        return false;
    };
    order
        .iter()
        .skip(at + 1)
        .take(MOST_INNER)
        .map(|&q| &report.quotes[q])
        .filter(|q| !q.source.is_empty() && q.source != outer.source && q.form != QuoteForm::Indirect)
        .any(|q| {
            q.envelope().is_some_and(|e| whole.contains(e) && e != whole)
                && q.content.iter().any(|c| c.contains(span))
        })
}

/// The pieces that are said in one breath. What a report weaves into a sentence of its own ("was “…” and had “…”") is
/// several, unless nothing but the attribution stands between: "“…,” she said, “…”".
pub(super) fn breaths(report: &Report, quote: &Quote, pieces: Vec<Span>) -> Vec<Vec<Span>> {
    if quote.form != QuoteForm::Mixed {
        return vec![pieces];
    }
    let mut found: Vec<Vec<Span>> = Vec::new();
    for piece in pieces {
        let goes_on = found.last().and_then(|b| b.last()).is_some_and(|before| {
            quote
                .cue
                .iter()
                .any(|c| before.end() <= c.start() && c.end() <= piece.start())
                && report
                    .text
                    .get(before.end()..piece.start())
                    .is_some_and(is_attribution)
        });
        match found.last_mut() {
            Some(breath) if goes_on => breath.push(piece),
            _ => found.push(vec![piece]),
        }
    }
    found
}

/// Whether these words are written as titles and names are: "Committee on the Peaceful Uses of the Sea".
pub(super) fn is_title(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let long = |w: &&&str| w.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let capital = |w: &&str| {
        w.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    all.iter().filter(long).count() > 2
        && all.iter().filter(long).all(capital)
        && !words.ends_with(['.', '?', '!'])
        && words.chars().any(char::is_lowercase)
}

/// Whether the words between two quotes are hardly more than "he told reporters on Monday".
pub(super) fn is_attribution(between: &str) -> bool {
    const MOST_BYTES: usize = 160;
    between.len() <= MOST_BYTES
        && between
            .trim_end()
            .trim_end_matches(['.', '“', '"'])
            .matches(". ")
            .count()
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_remark_and_a_sentence_that_starts_with_names_is_one() {
        assert!(is_title("Committee on the Peaceful Uses of the Sea"));
        assert!(!is_title("Ellery Port Union asked for it"));
        assert!(!is_title("We Want Our Harbour Back!"));
    }
}
