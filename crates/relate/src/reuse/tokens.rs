//! The words of a report's running text, in a normal form for comparing.
//!
//! Two newsrooms print one sentence in two house styles: "Mr. Obama" and "Obama", "heavy-lifting" and "heavy lifting",
//! "harbour" and "harbor", "twelve" and "12". The normal form makes these equal; it never moves a span. What is absent
//! on purpose: furniture, credits, captions, headlines and datelines, which are no running text.

use super::{boilerplate, spelling, voice};
use record::{Report, SegmentKind, Text};
use rustc_hash::FxHashMap;

/// One word of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Hash of the normal form.
    pub(crate) word: u32,
    /// First byte in the report's text.
    pub(crate) start: u32,
    /// Byte after the last.
    pub(crate) end: u32,
    /// Rises wherever something that is no running text stands before the word; no passage crosses that.
    pub(crate) block: u32,
    /// Whether it is quoted speech.
    pub(crate) quoted: bool,
    /// Whether it stands in a stock sentence, which is no reuse.
    pub(crate) stock: bool,
    /// Whether it begins with a capital or a digit: what a report is about stands in such words.
    pub(crate) naming: bool,
}

/// Words in a row that make a repeated run within one report.
pub(super) const REPEAT: usize = 8;

/// The words of the report's running text, without what it says twice.
pub(crate) fn of(report: &Report) -> Vec<Token> {
    once(report).0
}

/// The same, and how many words were left out because the report says them twice.
pub(crate) fn once(report: &Report) -> (Vec<Token>, usize) {
    let mut tokens = Vec::new();
    let mut block = 0;
    let speech = voice::quoted(report);
    for segment in &report.segments {
        // A post that is set into a report is speech it quotes, and shared speech is told too.
        if !segment.kind.is_running() && segment.kind != SegmentKind::Embed {
            block += 1;
            continue;
        }
        scan(
            &report.text,
            segment.span.start(),
            segment.span.end(),
            block,
            &mut tokens,
        );
    }
    voice::mark(&speech, &mut tokens);
    boilerplate::mark(&report.text, &mut tokens);
    let all = tokens.len();
    let kept = without_repeats(tokens);
    let again = all - kept.len();
    (kept, again)
}

/// Splits `text[start..end]` into words.
fn scan(text: &Text, start: usize, end: usize, block: u32, out: &mut Vec<Token>) {
    let Some(words) = text.get(start..end) else { return };
    let mut at = 0;
    while let Some(first) = words.get(at..).and_then(|rest| rest.chars().next()) {
        if !first.is_alphanumeric() && first != '%' {
            at += first.len_utf8();
            continue;
        }
        let rest = &words[at..];
        let len = acronym(rest).unwrap_or_else(|| plain(rest));
        let form = &rest[..len];
        // A middle initial is left out by one newsroom and kept by the other.
        let initial = first.is_uppercase() && len == first.len_utf8() && rest[len..].starts_with('.');
        let bounds = (u32::try_from(start + at), u32::try_from(start + at + len));
        at += len;
        let (Ok(start), Ok(end)) = bounds else { return };
        let Some(word) = (!initial).then(|| spelling::normal(form)).flatten() else {
            continue;
        };
        out.push(Token {
            word,
            start,
            end,
            block,
            quoted: false,
            stock: false,
            // Words all in capitals are shouted, or short for something; they tell no name from a verb.
            naming: first.is_numeric()
                || (first.is_uppercase() && !form.chars().nth(1).is_some_and(char::is_uppercase)),
        });
    }
}

/// The length of a word of letters with points, such as "U.S." or "p.m", at the start of `rest`.
fn acronym(rest: &str) -> Option<usize> {
    let mut chars = rest.chars().peekable();
    let (mut len, mut letters) = (0, 0);
    while let Some(letter) = chars.next_if(|c| c.is_alphabetic()) {
        let point = chars.next_if_eq(&'.').is_some();
        if !point && (letters == 0 || chars.peek().is_some_and(|c| c.is_alphanumeric())) {
            break;
        }
        letters += 1;
        len += letter.len_utf8() + usize::from(point);
        if !point {
            break;
        }
    }
    (letters >= 2).then_some(len)
}

/// The length of the word at the start of `rest`: letters and digits, with marks inside as in "don't", "2,000", "7.5".
fn plain(rest: &str) -> usize {
    let mut chars = rest.chars().peekable();
    let Some(mut before) = chars.next() else { return 0 };
    let mut len = before.len_utf8();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let inside = match c {
            '\'' | '’' | 'ʼ' => before.is_alphanumeric() && after.is_alphanumeric(),
            ',' | '.' => before.is_ascii_digit() && after.is_ascii_digit(),
            '\u{ad}' | '\u{200b}' | '\u{200d}' => true,
            c => c.is_alphanumeric() && before != '%',
        };
        if !inside {
            break;
        }
        len += c.len_utf8();
        before = c;
    }
    len
}

/// Drops every run of words that stood in the report before: a caption printed twice, one sentence ten thousand times.
fn without_repeats(tokens: Vec<Token>) -> Vec<Token> {
    let mut seen: FxHashMap<u64, ()> = FxHashMap::default();
    let mut repeated = vec![false; tokens.len()];
    for (i, words) in tokens.windows(REPEAT).enumerate() {
        let gram = super::fingerprints::gram(words);
        if seen.insert(gram, ()).is_some() {
            repeated[i..i + REPEAT].fill(true);
        }
    }
    let mut cut = 0;
    let mut kept = Vec::with_capacity(tokens.len());
    let mut gap = false;
    for (mut token, repeated) in tokens.into_iter().zip(repeated) {
        if repeated {
            gap = true;
            continue;
        }
        cut += u32::from(std::mem::take(&mut gap));
        token.block += cut;
        kept.push(token);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind};

    fn report(text: &str) -> Report {
        let text = Text::from(text);
        Report {
            segments: vec![Segment::new(SegmentKind::Paragraph, text.whole())],
            text,
            ..Report::default()
        }
    }

    fn words(text: &str) -> Vec<u32> {
        of(&report(text)).iter().map(|t| t.word).collect()
    }

    #[test]
    fn house_styles_come_to_one_form() {
        for (a, b) in [
            (
                "Mr. Tarrow left the heavy lifting to Ms. Quill.",
                "Tarrow left the heavy-lifting to Quill.",
            ),
            ("The harbour’s twelve cranes", "the harbor's 12 cranes"),
            ("the U.S. envoy, Sergey V. Malin", "the US envoy Sergey Malin"),
            ("It doesn’t travel", "It doesn't travel"),
            ("3 percent organised", "3% organized"),
        ] {
            assert_eq!(words(a), words(b), "{a} | {b}");
        }
    }

    #[test]
    fn other_words_stay_other_words() {
        assert_ne!(words("thirteen cranes"), words("30 cranes"));
        assert_ne!(words("1,200 votes"), words("12 votes"));
        assert_ne!(words("he cannot sail"), words("he can sail"));
    }

    #[test]
    fn spans_stand_on_the_words() {
        let r = report("“Ports,” the U.S. envoy’s aide said: 2,000.");
        let seen: Vec<&str> = of(&r)
            .iter()
            .map(|t| &r.text[t.start as usize..t.end as usize])
            .collect();
        assert_eq!(seen, ["Ports", "the", "U.S.", "envoy’s", "aide", "said", "2,000"]);
    }

    #[test]
    fn what_a_report_says_again_is_left_out() {
        let once = "The lock gate at Ellery Quay jammed on Monday and held up nine barges. ";
        assert_eq!(words(&once.repeat(500)).len(), words(once).len());
        // Seven words said again are no repeated run.
        assert_eq!(words("the gate jammed and the gate jammed").len(), 7);
    }

    #[test]
    fn only_running_text_counts() {
        let text = Text::from("Ferry sinks\nThe ferry sank at noon.");
        let r = Report {
            segments: vec![
                Segment::new(SegmentKind::Headline, text.span(0, 11).unwrap()),
                Segment::new(SegmentKind::Paragraph, text.span(12, text.len()).unwrap()),
            ],
            text,
            ..Report::default()
        };
        assert_eq!(of(&r).len(), 5);
    }
}
