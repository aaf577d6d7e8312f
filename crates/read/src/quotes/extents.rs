//! Where the words of a source end, where neither the network nor a look at the words next to the cue tells.
//!
//! "…, said Ada Vane, who runs the port." ends with the sentence; "…, said Ada Vane in a statement." ends with the name;
//! "The port sent a letter to its members stating …" ends before what the port did.

use super::lexicon::{DETERMINER, INDEFINITE, POSSESSIVE, RELATIVE};
use super::sources;
use super::tokens::{Kind, Paragraph, Token};
use super::verbs::Form;
use record::Text;
use std::ops::Range;

/// A relative clause after a name is taken with it up to this many tokens.
const CLAUSE: usize = 30;

/// The source that belongs to `cue`, without what was done besides, and with what the sentence tells of the one named.
pub(super) fn mended(text: &Text, p: &Paragraph, cue: &Range<usize>, source: Range<usize>) -> Range<usize> {
    let named = p.tokens.get(source.start).is_some_and(|t| t.capital);
    if source.start == cue.end && named {
        let whole = with_apposition(p, without_occasion(text, p, source));
        with_clause(text, p, whole)
    } else if source.end <= cue.start {
        without_deed(p, source)
    } else {
        source
    }
}

/// The sentence that token `at` is of.
fn sentence(p: &Paragraph, at: usize) -> Option<&Range<usize>> {
    p.sentences
        .get(p.sentences.partition_point(|s| s.end <= at))
        .filter(|s| s.contains(&at))
}

/// "Ada Vane in a statement", "Ada Vane, pointing to the pier": how and where it was said is no part of who spoke.
fn without_occasion(text: &Text, p: &Paragraph, source: Range<usize>) -> Range<usize> {
    let tokens = p.tokens.get(source.clone()).unwrap_or(&[]);
    let plain = tokens.iter().take_while(|t| t.word()).count();
    let occasion = (1..plain.saturating_sub(1))
        .find(|&i| !tokens[i].capital && text.at(tokens[i].span) == "in" && tokens[i + 1].is(INDEFINITE));
    let meanwhile = tokens.windows(2).skip(1).position(|w| {
        let word = text.at(w[1].span);
        w[0].kind == Kind::Comma
            && (word == "after" || word.ends_with("ing") && word.len() > 5 && word != "acting")
            && !w[1].capital
    });
    let cut = occasion.or(meanwhile.map(|i| i + 1));
    source.start..cut.map_or(source.end, |i| source.start + i)
}

/// "Ada Vane, a pilot from Ellery": what stands beside the name goes with it.
fn with_apposition(p: &Paragraph, source: Range<usize>) -> Range<usize> {
    let Some(sentence) = sentence(p, source.start) else {
        return source;
    };
    let beside = |t: &Token| t.is(DETERMINER | INDEFINITE) && !t.is(RELATIVE | POSSESSIVE);
    let apposed = p.tokens.get(source.end).is_some_and(|t| t.kind == Kind::Comma)
        && p.tokens.get(source.end + 1).is_some_and(beside);
    match sources::after(p, source.start, sentence.end, false) {
        Some(longer) if apposed && longer.end > source.end + 2 => {
            let next = (source.end + 1..longer.end)
                .find(|&i| p.tokens.get(i).is_some_and(|t| t.kind == Kind::Comma));
            source.start..next.unwrap_or(longer.end)
        }
        _ => source,
    }
}

/// "Ada Vane, who runs the port": the clause goes with the name where the sentence ends with it.
fn with_clause(text: &Text, p: &Paragraph, source: Range<usize>) -> Range<usize> {
    let Some(sentence) = sentence(p, source.start) else {
        return source;
    };
    let follows = p.tokens.get(source.end).is_some_and(|t| t.kind == Kind::Comma)
        && p.tokens
            .get(source.end + 1)
            .is_some_and(|t| matches!(text.at(t.span), "who" | "whose"));
    let mut end = sentence.end;
    let mark = |t: &Token| matches!(t.kind, Kind::Stop | Kind::Other);
    while end > source.end && p.tokens.get(end - 1).is_some_and(mark) {
        end -= 1;
    }
    let clause = p.tokens.get(source.end + 1..end).unwrap_or(&[]);
    // "said Ada Vane, who said the pier was old": what she said besides is no part of who she is.
    if clause
        .get(1)
        .is_some_and(|t| t.verb.is_some_and(|v| v.quotes() && v.form == Form::Past))
    {
        return source;
    }
    let plain = clause.iter().all(|t| {
        matches!(
            t.kind,
            Kind::Word | Kind::Comma | Kind::Open | Kind::Close | Kind::Other
        )
    });
    if follows && plain && (2..=CLAUSE).contains(&clause.len()) {
        source.start..end
    } else {
        source
    }
}

/// "The port sent a letter": a source before its cue ends where another verb begins, unless that is of a clause on it.
fn without_deed(p: &Paragraph, source: Range<usize>) -> Range<usize> {
    let clause = |t: &Token| t.is(RELATIVE) || !t.word();
    let plain = source
        .clone()
        .take_while(|&i| p.tokens.get(i).is_some_and(|t| !clause(t)))
        .last()
        .map_or(source.start, |i| i + 1);
    let verb = (source.start + 1..plain).find(|&i| sources::finite(&p.tokens, i));
    match verb {
        // What runs on to the cue without a mark may be the name of a thing that is said to have been done.
        Some(at) if plain == source.end && source.end > at + 1 => source.start..at,
        _ => source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::{marks, tokens};

    /// The source that starts with the first and ends with the last token of `source` in `words`, mended.
    fn mend(words: &str, cue: &str, source: &str) -> String {
        let text = Text::from(words);
        let marked = marks::find(&text, text.whole(), false);
        let p = tokens::paragraph(&text, text.whole(), marked, &[0], false);
        let range = |part: &str| {
            let from = words.find(part).unwrap();
            let at = |byte: usize| p.tokens.partition_point(|t| t.span.start() < byte);
            at(from)..at(from + part.len())
        };
        let found = mended(&text, &p, &range(cue), range(source));
        let (first, last) = (p.tokens[found.start].span, p.tokens[found.end - 1].span);
        words[first.start()..last.end()].to_owned()
    }

    #[test]
    fn a_clause_at_the_end_of_the_sentence_goes_with_the_name() {
        let whole = "“It is late,” said Ada Vane, who runs the port.";
        assert_eq!(mend(whole, "said", "Ada Vane"), "Ada Vane, who runs the port");
        // Near misses: the clause goes on into speech, tells what else was said, and no name.
        let besides = "“It is late,” said Ada Vane, who warned of the tide.";
        assert_eq!(mend(besides, "said", "Ada Vane"), "Ada Vane");
        let between = "“It is late,” said Ada Vane, who added, “Go home.”";
        assert_eq!(mend(between, "said", "Ada Vane"), "Ada Vane");
        let nameless = "“It is late,” said the pilot, who runs the port.";
        assert_eq!(mend(nameless, "said", "the pilot"), "the pilot");
    }

    #[test]
    fn what_stands_beside_a_name_goes_with_it() {
        let whole = "“It is late,” said Ada Vane, a pilot from Ellery.";
        assert_eq!(mend(whole, "said", "Ada Vane"), "Ada Vane, a pilot from Ellery");
        let occasion = "“It is late,” said Ada Vane in a letter.";
        assert_eq!(mend(occasion, "said", "Ada Vane in a letter"), "Ada Vane");
        let meanwhile = "“It is late,” said Ada Vane, pointing to the pier.";
        assert_eq!(
            mend(meanwhile, "said", "Ada Vane, pointing to the pier"),
            "Ada Vane"
        );
        // Near misses: an office, and a name with a preposition in it.
        let office = "“It is late,” said Ada Vane, acting head of the port.";
        assert_eq!(
            mend(office, "said", "Ada Vane, acting head of the port"),
            "Ada Vane, acting head of the port"
        );
        let from = "“It is late,” said Ada Vane of the port.";
        assert_eq!(mend(from, "said", "Ada Vane of the port"), "Ada Vane of the port");
    }

    #[test]
    fn what_a_source_did_besides_is_no_part_of_it() {
        let whole = "Port chief Ada Vane asked the guests, saying: “It is late.”";
        assert_eq!(
            mend(whole, "saying", "Port chief Ada Vane asked the guests"),
            "Port chief Ada Vane"
        );
        // Near miss: a clause on the one who speaks.
        let clause = "The pilot who asked the guests said: “It is late.”";
        assert_eq!(
            mend(clause, "said", "The pilot who asked the guests"),
            "The pilot who asked the guests"
        );
    }
}
