//! Whether a sentence tells what is told already, in other words.
//!
//! Its news is what independent reports share of it ([`Coverage`]), but for the names: who has been told of can still do
//! something new. Where most of that is told, and it brings no name, figure or date of its own and denies nothing, it is
//! the same news again. The first sentences of two reports of one day nearly always are, so less has to be told for them.
//! What one report alone adds to it is not worth a sentence beside the other.

use crate::coverage::Coverage;
use crate::dated::calendar;
use crate::newest::OF_LIVES;
use crate::words::content;
use record::{NameKind, Precision, Report, Span};
use std::collections::BTreeSet;

/// Share of its news, in thousandths, that must be told.
const TOLD: u32 = 760;

/// The same for a sentence that opens its report, where the opening of another of that day is told.
const OPENING: u32 = 600;

/// Words that turn news round or take it back.
const DENYING: &str = "not no never none nobody nothing without denied denies deny denying rejected rejects refused refuses \
    refuted dismissed disputed withdrew withdrawn retracted cancelled canceled reversed false untrue wrong instead n't";

/// What a sentence, or several, name beside their words.
#[derive(Debug, Default, Clone)]
pub(crate) struct News {
    names: BTreeSet<String>,
    /// The words that its names are made of.
    of_names: BTreeSet<String>,
    figures: BTreeSet<(String, Option<i64>, Option<i64>)>,
    dates: BTreeSet<String>,
    denies: bool,
}

impl News {
    pub(crate) fn of(report: &Report, span: Span) -> Self {
        let first = report.names.partition_point(|n| n.span.start() < span.start());
        let inside = || {
            let from_first = report.names[first..].iter();
            from_first.take_while(|n| n.span.start() < span.end())
        };
        let names = inside()
            .filter(|n| !matches!(n.kind, NameKind::Other | NameKind::Group))
            .map(|n| n.entity.clone())
            .collect();
        let of_names = inside().flat_map(|n| content(report.text.at(n.span))).collect();
        // Hundredths are as fine as figures are told.
        #[allow(clippy::cast_possible_truncation)]
        let whole = |v: Option<f64>| v.map(|v| (v.clamp(-1e15, 1e15) * 100.0).round() as i64);
        let figures = report
            .quantities
            .iter()
            .filter(|q| span.contains(q.span))
            .map(|q| (q.measure.clone(), whole(q.min), whole(q.max)))
            .collect();
        let dates = report
            .times
            .iter()
            .filter(|t| span.contains(t.span))
            .filter_map(calendar)
            // Every report names the day that it is of.
            .filter(|(date, precision)| *precision != Precision::Day || report.day() != Some(date))
            .map(|(date, _)| date)
            .collect();
        let text = report.text.at(span).to_lowercase().replace('’', "'");
        let denies = text.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|w| {
            DENYING
                .split_whitespace()
                .any(|d| w == d || (d == "n't" && w.ends_with(d)))
        });
        Self {
            names,
            of_names,
            figures,
            dates,
            denies,
        }
    }

    /// Takes in what another sentence names.
    pub(crate) fn add(&mut self, other: &Self) {
        self.names.extend(other.names.iter().cloned());
        self.figures.extend(other.figures.iter().cloned());
        self.dates.extend(other.dates.iter().cloned());
        self.denies |= other.denies;
    }

    /// Whether it changes what is told, however alike the words: other lives, another day, a denial.
    pub(crate) fn turns(&self, told: &Self) -> bool {
        let lives =
            |(measure, ..): &&(String, Option<i64>, Option<i64>)| OF_LIVES.contains(&measure.as_str());
        let new = |figure: &(String, Option<i64>, Option<i64>)| !told.figures.contains(figure);
        self.figures.iter().filter(lives).any(new)
            || !self.dates.is_subset(&told.dates)
            || (self.denies && !told.denies)
    }

    /// Whether it names nothing that is not in `told`.
    fn is_in(&self, told: &Self) -> bool {
        self.names.is_subset(&told.names)
            && self.figures.is_subset(&told.figures)
            && self.dates.is_subset(&told.dates)
            && (told.denies || !self.denies)
    }
}

/// Whether a sentence of these `words` and `news` tells again what is told; `opens`: it opens its report, and the opening of
/// another report of the same day is told.
pub(crate) fn is_retold(
    coverage: &Coverage,
    (words, news): (&BTreeSet<String>, &News),
    (told, known): (&BTreeSet<String>, &News),
    opens: bool,
) -> bool {
    let enough = if opens { OPENING } else { TOLD };
    let acts: BTreeSet<String> = words.difference(&news.of_names).cloned().collect();
    news.is_in(known) && coverage.share(&acts, told).is_some_and(|share| share >= enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report_of as report;
    use record::{Name, Origins, Quantity, Scope};

    /// Nine of something.
    fn nine(span: Span, measure: &str) -> Quantity {
        Quantity {
            span,
            measure: measure.into(),
            min: Some(9.0),
            max: Some(9.0),
            scope: Scope::Event,
            approximate: false,
            unit: None,
            counted: None,
            hedge: None,
            attributed_to: None,
            place: None,
            time: None,
        }
    }

    const TOLD_BEFORE: &str = "Halden raised its bid for the shipyard of Ellery on Monday.";

    /// Whether `again`, the first sentence of another report, or one later in it, is the first report's news.
    fn retold(again: &str, dress: impl Fn(&mut Report, Span)) -> [bool; 2] {
        let a = report("a", &[TOLD_BEFORE]);
        let mut b = report(
            "b",
            &[
                again,
                "The shipyard of Ellery weighs the bid of Halden, raised again.",
            ],
        );
        let span = b.sentences[0].span;
        dress(&mut b, span);
        let coverage = Coverage::of(&[&a, &b], &Origins::default());
        let told = (content(TOLD_BEFORE), News::of(&a, a.sentences[0].span));
        let new = (content(again), News::of(&b, span));
        [true, false].map(|opens| is_retold(&coverage, (&new.0, &new.1), (&told.0, &told.1), opens))
    }

    #[test]
    fn the_same_news_in_other_words_is_known() {
        let again = "Halden, a maker of cranes, has raised the bid it made for Ellery's shipyard.";
        assert_eq!(retold(again, |_, _| {}), [true, true]);
    }

    #[test]
    fn what_brings_a_name_a_figure_or_a_denial_is_news() {
        let again = "Halden, a maker of cranes, has raised the bid it made for Ellery's shipyard.";
        let named = |r: &mut Report, span: Span| {
            r.names.push(Name {
                span,
                kind: NameKind::Person,
                entity: "ada-quist".into(),
                role: None,
            });
        };
        assert_eq!(retold(again, named), [false, false]);
        let counted = |r: &mut Report, span: Span| {
            r.quantities.push(nine(span, "money"));
        };
        assert_eq!(retold(again, counted), [false, false]);
        for denial in [
            "Halden denied that it raised its bid for the shipyard of Ellery.",
            "Halden hasn’t raised its bid for the shipyard of Ellery.",
        ] {
            assert_eq!(retold(denial, |_, _| {}), [false, false]);
        }
    }

    #[test]
    fn other_lives_and_a_denial_turn_the_news() {
        let mut a = report("a", &[TOLD_BEFORE, "Halden denied it."]);
        let (first, second) = (a.sentences[0].span, a.sentences[1].span);
        let told = News::of(&a, first);
        assert!(News::of(&a, second).turns(&told) && !told.turns(&told));
        let lives = |measure: &str| nine(first, measure);
        a.quantities = vec![lives("killed")];
        assert!(News::of(&a, first).turns(&told));
        // A near miss: a sum of money alone is a detail of the same news.
        a.quantities = vec![lives("money")];
        assert!(!News::of(&a, first).turns(&told));
    }

    #[test]
    fn other_news_of_the_same_actors_is_news() {
        let a = report(
            "a",
            &[TOLD_BEFORE, "Halden will close the docks of Ellery in spring."],
        );
        let b = report(
            "b",
            &[TOLD_BEFORE, "Docks close in spring once Halden owns Ellery."],
        );
        let coverage = Coverage::of(&[&a, &b], &Origins::default());
        let told = content(TOLD_BEFORE);
        let new = content("Halden will close the docks of Ellery in spring.");
        let none = News::default();
        assert!(!is_retold(&coverage, (&new, &none), (&told, &none), true));
    }
}
