//! Signs that are words of their own before, behind and inside a chunk (spaCy, `lang/punctuation.py` and
//! `lang/char_classes.py`, MIT).

use std::ops::Range;

const QUOTES: &str = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉〈〉⟦⟧";
const POINTS: &str = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪";
const MONEY: &str = "$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫₭₮₯₰₱₲₳₵₶₷₸₹₺₻₼₾₿";

/// Units that stand right behind a number.
const UNITS: &[&str] = &[
    "km", "km²", "km³", "m", "m²", "m³", "dm", "dm²", "dm³", "cm", "cm²", "cm³", "mm", "mm²", "mm³", "ha",
    "µm", "nm", "yd", "in", "ft", "kg", "g", "mg", "µg", "t", "lb", "oz", "m/s", "km/h", "kmh", "mph", "hPa",
    "Pa", "mbar", "mb", "MB", "kb", "KB", "gb", "GB", "tb", "TB", "T", "G", "M", "K", "%", "US$", "C$", "A$",
];

/// Pictures and signs of the kind "other symbol"; the common blocks of them.
fn is_icon(c: char) -> bool {
    matches!(c,
        '\u{a6}' | '\u{a9}' | '\u{ae}' | '\u{b0}' | '\u{482}' | '\u{2100}'..='\u{2101}' | '\u{2103}'..='\u{2106}'
        | '\u{2108}'..='\u{2109}' | '\u{2114}' | '\u{2116}'..='\u{2117}' | '\u{211e}'..='\u{2123}' | '\u{212e}'
        | '\u{2195}'..='\u{2199}' | '\u{21d0}'..='\u{21d1}' | '\u{21d5}'..='\u{21f3}' | '\u{2300}'..='\u{2307}'
        | '\u{230c}'..='\u{231f}' | '\u{2322}'..='\u{2328}' | '\u{232b}'..='\u{237b}' | '\u{237d}'..='\u{239a}'
        | '\u{2500}'..='\u{25b6}' | '\u{25b8}'..='\u{25c0}' | '\u{25c2}'..='\u{25f7}' | '\u{2600}'..='\u{266e}'
        | '\u{2670}'..='\u{2767}' | '\u{2794}'..='\u{27bf}' | '\u{2800}'..='\u{28ff}' | '\u{fffc}' | '\u{fffd}'
        | '\u{1f000}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1f9ff}')
}

fn is_sign(c: char) -> bool {
    POINTS.contains(c) || QUOTES.contains(c) || is_icon(c)
}

/// The length of a sign at the start, in bytes; 0 where there is none.
pub(super) fn prefix(chunk: &str) -> usize {
    let mut chars = chunk.chars();
    let Some(first) = chars.next() else { return 0 };
    let second = chars.next();
    match first {
        '§' | '%' | '=' | '—' | '–' => first.len_utf8(),
        '+' => usize::from(!second.is_some_and(|c| c.is_ascii_digit())),
        '.' if second == Some('.') => chunk.len() - chunk.trim_start_matches('.').len(),
        'U' | 'C' | 'A' => ["US$", "C$", "A$"]
            .iter()
            .find(|m| chunk.starts_with(**m))
            .map_or(0, |m| m.len()),
        c if is_sign(c) || MONEY.contains(c) => c.len_utf8(),
        _ => 0,
    }
}

/// The length of a sign at the end, in bytes; 0 where there is none. The longest counts.
pub(super) fn suffix(chunk: &str) -> usize {
    let mut back = chunk.chars().rev();
    let Some(last) = back.next() else { return 0 };
    let before = back.next();
    let digit_before = |length: usize| {
        chunk
            .len()
            .checked_sub(length)
            .and_then(|at| chunk.get(..at))
            .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    };
    if last == '.' {
        if before == Some('.') {
            return chunk.len() - chunk.trim_end_matches('.').len();
        }
        let third = back.next();
        let full_stop = before.is_some_and(|b| {
            b.is_ascii_digit()
                || is_small(b)
                || "%²-+|".contains(b)
                || POINTS.contains(b)
                || QUOTES.contains(b)
                || (is_large(b) && third.is_some_and(is_large))
                || ("FfCcKk".contains(b) && third == Some('°'))
        });
        return usize::from(full_stop);
    }
    if last == 's' || last == 'S' {
        return match before {
            Some('\'') => 2,
            Some('’') => 1 + '’'.len_utf8(),
            _ => 0,
        };
    }
    // Behind a digit the longest unit counts, "km" before "m".
    if let Some(unit) = UNITS
        .iter()
        .filter(|u| chunk.ends_with(**u) && digit_before(u.len()))
        .max_by_key(|u| u.len())
    {
        return unit.len();
    }
    match last {
        '—' | '–' => last.len_utf8(),
        '+' => usize::from(digit_before(1)),
        '…' if before == Some('…') => 2 * last.len_utf8(),
        c if is_sign(c) => c.len_utf8(),
        c if MONEY.contains(c) && digit_before(c.len_utf8()) => c.len_utf8(),
        _ => 0,
    }
}

/// Letters without case count as both.
fn is_small(c: char) -> bool {
    c.is_alphabetic() && !c.is_uppercase()
}

fn is_large(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// Where signs stand inside a chunk, in order.
pub(super) fn infixes(chunk: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let chars: Vec<(usize, char)> = chunk.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|(_, c)| *c);
    let place = |i: usize| chars.get(i).map_or(chunk.len(), |(at, _)| *at);
    let mut i = 0;
    while let Some(c) = at(i) {
        let before = i.checked_sub(1).and_then(at);
        let after = at(i + 1);
        let word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let length = match c {
            '.' if after == Some('.') => (i..).take_while(|j| at(*j) == Some('.')).count(),
            '…' => 1,
            '.' => {
                let opens = before.is_some_and(|b| is_small(b) || QUOTES.contains(b));
                usize::from(opens && after.is_some_and(|a| is_large(a) || QUOTES.contains(a)))
            }
            c if is_icon(c) => 1,
            ',' => usize::from(word(before) && word(after)),
            '+' | '*' | '^' => {
                usize::from(digit(before) && after.is_some_and(|a| a.is_ascii_digit() || a == '-'))
            }
            '-' if digit(before) && after.is_some_and(|a| a.is_ascii_digit() || a == '-') => 1,
            '-' | '–' | '—' | '~' => {
                let run = (i..).take_while(|j| at(*j) == Some(c)).take(4).count();
                let most = match c {
                    '-' => 3,
                    '—' => 2,
                    _ => 1,
                };
                let fits = (word(before) || digit(before)) && run <= most && word(at(i + run));
                if fits { run } else { 0 }
            }
            ':' | '<' | '>' | '=' | '/' => usize::from((word(before) || digit(before)) && word(after)),
            _ => 0,
        };
        if length > 0 {
            out.push(place(i)..place(i + length));
        }
        i += length.max(1);
    }
    out
}

/// Whether a chunk is an address of the web, which stays whole.
pub(super) fn is_address(chunk: &str) -> bool {
    let (scheme, rest) = chunk.split_once("://").unwrap_or(("", chunk));
    let ok = |c: char| c.is_alphanumeric() || "+-._".contains(c);
    if scheme.chars().count() == 1 || !scheme.chars().all(ok) {
        return false;
    }
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (host, port) = host.split_once(':').unwrap_or((host, "80"));
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label.len() < 64
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            && !label.ends_with('-')
    };
    let top = labels.last().copied().unwrap_or("");
    labels.len() > 1
        && labels.iter().all(is_label)
        && top.chars().count() > 1
        && top.chars().all(is_small)
        && port.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends() {
        assert_eq!(
            (
                prefix("(x"),
                prefix("...x"),
                prefix("-x"),
                prefix("+5"),
                prefix("US$5")
            ),
            (1, 3, 0, 0, 3)
        );
        assert_eq!(
            (
                suffix("x."),
                suffix("X."),
                suffix("XX."),
                suffix("5km"),
                suffix("km")
            ),
            (1, 0, 1, 2, 0)
        );
        assert_eq!(
            (suffix("Poe's"), suffix("Poe’s"), suffix("buses"), suffix("5.5%")),
            (2, 4, 0, 1)
        );
    }

    #[test]
    fn insides() {
        assert!(infixes("York-based").iter().eq(&[4..5; 1]));
        assert!(infixes("Aug.--Sept").is_empty());
        assert!(infixes("end.Then").iter().eq(&[3..4; 1]));
        assert!(infixes("3.5").is_empty());
        assert!(infixes("a--b").iter().eq(&[1..3; 1]));
    }

    #[test]
    fn addresses_stay_whole_and_sentences_without_a_space_do_not() {
        assert!(is_address("https://herald.example/a"));
        assert!(is_address("herald.example"));
        assert!(!is_address("fire.Two"));
        assert!(!is_address("U.S"));
    }
}
