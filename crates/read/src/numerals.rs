//! Numbers in digits and words: "250,000", "1.5 million", "twenty-five", "two and a half", "dozens", "a few".

use crate::tokens::Tokens;

/// A number read from the tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numeral {
    pub(crate) value: f64,
    /// The token after it.
    pub(crate) end: usize,
    /// Whether the words are vague: "dozens", "several".
    pub(crate) vague: bool,
    /// Whether it stands in digits.
    pub(crate) digits: bool,
}

/// The number that begins at token `i`, if one does; ordinals are none.
pub(crate) fn at(t: Tokens<'_>, i: usize) -> Option<Numeral> {
    let (value, end, digits) = if t.is_number(i) {
        (parse(t.lower(i))?, i + 1, true)
    } else {
        match t.lower(i) {
            "a" | "an" => return indefinite(t, i),
            "half" if matches!(t.lower(i + 1), "a" | "an") => {
                if let Some(factor) = scale(t.lower(i + 2)) {
                    return Some(exact(factor / 2.0, i + 3));
                }
                // "half an hour", "half a percentage point": half of one unit.
                let unit = matches!(
                    t.lower(i + 2),
                    "hour"
                        | "mile"
                        | "kilometer"
                        | "kilometre"
                        | "percent"
                        | "percentage"
                        | "century"
                        | "inch"
                        | "acre"
                        | "ton"
                        | "day"
                        | "year"
                        | "decade"
                        | "point"
                );
                return unit.then(|| exact(0.5, i + 2));
            }
            "several" | "few" => {
                let factor = scale(t.lower(i + 1));
                return Some(vague(
                    3.0 * factor.unwrap_or(1.0),
                    i + 1 + usize::from(factor.is_some()),
                ));
            }
            "many" => return None,
            plural if scale_plural(plural).is_some() => return plurals(t, i),
            _ => {
                let (value, end) = cardinal(t, i)?;
                (value, end, false)
            }
        }
    };
    // "1990s", "5th", "3D" are no numbers.
    let glued_letters = digits
        && t.is_glued(end)
        && !is_unit(t.lower(end))
        && t.get(end)
            .is_some_and(|n| n.word.chars().all(char::is_alphabetic));
    if glued_letters {
        let factor = match t.lower(end) {
            "m" | "mn" | "mln" => 1e6,
            "bn" | "b" | "bln" => 1e9,
            "k" => 1e3,
            _ => return None,
        };
        return Some(Numeral {
            value: value * factor,
            end: end + 1,
            vague: false,
            digits,
        });
    }
    let (mut value, mut end) = (value, end);
    if let Some((fraction, after)) = fraction(t, end) {
        (value, end) = (value + fraction, after);
    }
    let joint = usize::from(t.is_hyphen(end));
    if let Some(factor) = scale(t.lower(end + joint)).filter(|f| digits || joint == 1 || *f == 12.0) {
        (value, end) = (value * factor, end + joint + 1);
    }
    if digits || value > 0.0 || t.lower(i) == "zero" {
        return Some(Numeral {
            value,
            end,
            vague: false,
            digits,
        });
    }
    None
}

fn exact(value: f64, end: usize) -> Numeral {
    Numeral {
        value,
        end,
        vague: false,
        digits: false,
    }
}

fn vague(value: f64, end: usize) -> Numeral {
    Numeral {
        value,
        end,
        vague: true,
        digits: false,
    }
}

/// The value of digits with thousands commas; `None` where there are too many to be a count.
fn parse(word: &str) -> Option<f64> {
    if word.len() > 20 {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// "a dozen", "a hundred", "a half-million", "a couple of", "a few", "a handful of", "a score of".
fn indefinite(t: Tokens<'_>, i: usize) -> Option<Numeral> {
    let of = |n: usize| n + usize::from(t.lower(n) == "of");
    match t.lower(i + 1) {
        "dozen" => Some(exact(12.0, i + 2)),
        "hundred" | "thousand" | "million" | "billion" | "trillion" => {
            let (value, end) = cardinal(t, i + 1)?;
            Some(exact(value, end))
        }
        "half" if t.is_hyphen(i + 2) && scale(t.lower(i + 3)).is_some() => {
            Some(exact(scale(t.lower(i + 3))? / 2.0, i + 4))
        }
        "half" if t.lower(i + 2) == "dozen" => Some(exact(6.0, i + 3)),
        "couple" => Some(vague(2.0, of(i + 2))),
        "few" => {
            let factor = scale(t.lower(i + 2));
            let end = if factor.is_some() { i + 3 } else { i + 2 };
            Some(vague(3.0 * factor.unwrap_or(1.0), end))
        }
        "handful" => Some(vague(3.0, of(i + 2))),
        "quarter" if t.has(i + 2, &["of", "a"]) && scale(t.lower(i + 4)).is_some() => {
            Some(exact(scale(t.lower(i + 4))? / 4.0, i + 5))
        }
        _ => None,
    }
}

/// Whether `word` is a unit that is written right behind its number: "50kg".
pub(crate) fn is_unit(word: &str) -> bool {
    matches!(word, "kg" | "km" | "cm" | "mm" | "mph" | "kph" | "ft" | "lbs")
}

/// "dozens", "hundreds of thousands": read as the least the words can mean, as law 10 of the house has it.
fn plurals(t: Tokens<'_>, i: usize) -> Option<Numeral> {
    let mut value = scale_plural(t.lower(i))?;
    let mut end = i + 1;
    while t.lower(end) == "of" {
        let Some(next) = scale_plural(t.lower(end + 1)) else {
            break;
        };
        (value, end) = (value * next, end + 2);
    }
    Some(vague(value, end))
}

fn scale_plural(word: &str) -> Option<f64> {
    Some(match word {
        "tens" => 10.0,
        "dozens" => 12.0,
        "scores" => 20.0,
        "hundreds" => 100.0,
        "thousands" => 1e3,
        "millions" => 1e6,
        "billions" => 1e9,
        _ => return None,
    })
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// "1/2" or "and a half" after a whole number.
fn fraction(t: Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    if t.has(i, &["and", "a", "half"]) {
        return Some((0.5, i + 3));
    }
    match t.lower(i) {
        "½" => return Some((0.5, i + 1)),
        "¼" => return Some((0.25, i + 1)),
        "¾" => return Some((0.75, i + 1)),
        _ => {}
    }
    if t.is_number(i) && t.lower(i + 1) == "/" && t.is_glued(i + 1) && t.is_glued(i + 2) {
        let (a, b) = (parse(t.lower(i))?, parse(t.lower(i + 2))?);
        return (a < b && b <= 16.0).then_some((a / b, i + 3));
    }
    None
}

/// The value of one number word below a hundred.
pub(crate) fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// A cardinal in words: "thirty-five", "two hundred and fifty thousand".
fn cardinal(t: Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    let (mut total, mut group, mut end) = (0.0, 0.0, i);
    let mut last = f64::INFINITY;
    // Twelve words say any number that a report would spell out.
    while end < i + 12 {
        let joint = usize::from(end > i && t.is_hyphen(end));
        let and = usize::from(end > i && t.lower(end) == "and" && group >= 100.0);
        let word = t.lower(end + joint + and);
        if let Some(n) = small(word) {
            let fits = last == f64::INFINITY || last >= 100.0 || (last >= 20.0 && n < 10.0 && n > 0.0);
            if !fits || (and == 1 && n == 0.0) {
                break;
            }
            (group, last) = (group + n, n);
        } else if word == "hundred" && and == 0 && group < 100.0 {
            (group, last) = (if group == 0.0 { 100.0 } else { group * 100.0 }, 100.0);
        } else if let (Some(factor), 0) = (scale(word).filter(|f| *f >= 1e3), and) {
            total += if group == 0.0 { factor } else { group * factor };
            (group, last) = (0.0, factor);
        } else {
            break;
        }
        end += joint + and + 1;
    }
    (end > i).then_some((total + group, end))
}

/// The value of an ordinal word or "5th": "first" is 1.
pub(crate) fn ordinal(t: Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if t.is_number(i) {
        let suffix = matches!(t.lower(i + 1), "st" | "nd" | "rd" | "th") && t.is_glued(i + 1);
        return suffix
            .then(|| t.lower(i).parse().ok().map(|n| (n, i + 2)))
            .flatten();
    }
    let word = t.lower(i);
    let n = WORDS.iter().position(|w| *w == word)?;
    Some((u32::try_from(n + 1).ok()?, i + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;
    use record::Span;

    fn read(text: &str) -> Option<(f64, bool)> {
        let lower = text.to_ascii_lowercase();
        let mut list = Vec::new();
        tokenize(text, &lower, Span::new(0, text.len()).unwrap(), &mut list);
        at(Tokens::new(&list), 0).map(|n| (n.value, n.vague))
    }

    #[test]
    fn digits_and_words() {
        for (text, value) in [
            ("35 people", 35.0),
            ("250,000 people", 250_000.0),
            ("1.5 million", 1_500_000.0),
            ("twenty-five men", 25.0),
            ("two hundred and fifty thousand", 250_000.0),
            ("two dozen men", 24.0),
            ("a dozen", 12.0),
            ("2 1/2 years", 2.5),
            ("$ no", -1.0),
            ("£3", -1.0),
            ("300m euros", 3e8),
            ("nineteen ninety", 19.0),
        ] {
            assert_eq!(read(text).map_or(-1.0, |n| n.0), value, "{text}");
        }
    }

    #[test]
    fn vague_words_are_read_low() {
        assert_eq!(read("dozens of people"), Some((12.0, true)));
        assert_eq!(read("hundreds of thousands"), Some((100_000.0, true)));
        assert_eq!(read("several men"), Some((3.0, true)));
    }

    #[test]
    fn ordinals_decades_and_articles_are_no_numbers() {
        for text in ["5th Avenue", "1990s pop", "third man", "a man", "3D film"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
