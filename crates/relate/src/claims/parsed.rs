//! One sentence taken apart: its words with what each is, its figures, times and names.

use super::forms::form;
use crate::readings::words::{is_function_word, words};
use record::{Name, NameKind, Quantity, Report, Span, TimeExpression};

/// Words of a sentence that are looked at; a longer one is a list or no sentence.
pub(super) const LONGEST: usize = 120;

/// A word of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) norm: String,
    /// The form in which it is compared.
    pub(super) form: String,
    /// Where it stands in the report.
    pub(super) span: Span,
    /// The name that it is part of, as an index into [`Parsed::names`].
    pub(super) name: Option<usize>,
    /// The figure that it is part of, as an index into [`Parsed::figures`].
    pub(super) figure: Option<usize>,
    /// The time that it is part of, as an index into [`Parsed::times`].
    pub(super) time: Option<usize>,
}

impl Word {
    /// Whether it carries meaning by itself.
    pub(super) fn tells(&self) -> bool {
        !is_function_word(&self.norm) && !super::polarity::is_turn(&self.norm)
    }
}

/// A sentence with what was found in it.
#[derive(Debug)]
pub(super) struct Parsed<'r> {
    pub(super) report: &'r Report,
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    pub(super) names: Vec<&'r Name>,
    pub(super) figures: Vec<&'r Quantity>,
    pub(super) times: Vec<&'r TimeExpression>,
}

/// Whether the word gives a number. "The manager" that police held is told by his name, not as one.
fn is_number(norm: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "no",
        "nobody",
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "dozen",
        "dozens",
        "scores",
        "tens",
        "several",
        "half",
        "both",
        "pair",
        "couple",
        "few",
        "many",
    ];
    norm.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&norm)
}

impl<'r> Parsed<'r> {
    pub(super) fn of(report: &'r Report, span: Span) -> Self {
        let names: Vec<&Name> = report
            .names
            .iter()
            .filter(|n| span.contains(n.span) && n.kind != NameKind::Other)
            .collect();
        let figures: Vec<&Quantity> = report
            .quantities
            .iter()
            .filter(|q| span.contains(q.span) && q.measure != "date" && q.measure != "ordinal")
            .filter(|q| words(report.text.at(q.span)).iter().any(|w| is_number(&w.norm)))
            .collect();
        let times: Vec<&TimeExpression> = report.times.iter().filter(|t| span.contains(t.span)).collect();
        let found = words(report.text.at(span)).into_iter().take(LONGEST);
        let words = found
            .filter_map(|word| {
                let at = Span::new(span.start() + word.span.start(), span.start() + word.span.end())?;
                Some(Word {
                    form: form(&word.norm),
                    norm: word.norm,
                    name: names.iter().position(|n| n.span.overlaps(at)),
                    figure: figures.iter().position(|q| q.span.overlaps(at)),
                    time: times.iter().position(|t| t.span.overlaps(at)),
                    span: at,
                })
            })
            .collect();
        Self {
            report,
            span,
            words,
            names,
            figures,
            times,
        }
    }

    /// The first word that overlaps `span`.
    pub(super) fn word_at(&self, span: Span) -> Option<usize> {
        self.words.iter().position(|w| w.span.overlaps(span))
    }

    /// What stands between two words, the first before the second.
    pub(super) fn between(&self, first: usize, second: usize) -> &'r str {
        let (Some(a), Some(b)) = (self.words.get(first), self.words.get(second)) else {
            return "";
        };
        Span::new(a.span.end(), b.span.start()).map_or("", |span| self.report.text.at(span))
    }

    /// The words from `first` to `last`, as they stand.
    pub(super) fn written(&self, first: usize, last: usize) -> &'r str {
        let (Some(a), Some(b)) = (self.words.get(first), self.words.get(last)) else {
            return "";
        };
        self.report.text.at(a.span.cover(b.span))
    }
}
