//! By whose word figures are told, and how many stand behind them.

use super::figures::Figure;
use super::relation::Value;
use crate::readings::voices::{Place, Ties, Voices, speaking};
use record::{Independent, Origins, Report};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What stands behind figures, by whose word each report gives them.
pub(super) struct Behind<'r> {
    voices: Voices<'r>,
    origins: &'r Origins,
}

impl<'r> Behind<'r> {
    pub(super) fn of(reports: &[&'r Report], origins: &'r Origins) -> Self {
        Self {
            voices: Voices::of(reports),
            origins,
        }
    }

    /// How many independent origins stand behind what is told at these places.
    pub(super) fn count(&self, places: impl IntoIterator<Item = Place<'r>>) -> Independent {
        let places: Vec<Place> = places.into_iter().collect();
        self.voices.count(&places, &Ties::new(), self.origins)
    }
}

pub(super) fn place<'r>(figure: &Figure<'r>, reports: &[&'r Report]) -> Place<'r> {
    Place {
        report: reports[figure.report],
        sentence: figure.sentence,
        words: figure.quantity.span,
        by: figure.quantity.attributed_to.as_deref(),
    }
}

/// Whose word a value is: who is named as its source, else the one in whose remarks alone it stands.
pub(super) fn word_of<'r>(value: &Value<'r>, reports: &[&'r Report]) -> Option<&'r str> {
    let mut all: BTreeSet<&str> = BTreeSet::new();
    for figure in &value.figures {
        let mut speakers = speaking(reports[figure.report], figure.quantity.span).peekable();
        speakers.peek()?;
        all.extend(speakers.filter_map(|q| q.speaker.as_deref()));
    }
    // Of one who is named in several ways the fullest name is told.
    let longest = all
        .iter()
        .copied()
        .max_by_key(|name| (name.len(), Reverse(*name)));
    longest.filter(|full| all.iter().all(|name| full.contains(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::quantities::find;
    use crate::readings::sample::{figure, on, report, with};

    #[test]
    fn a_figure_that_is_one_house_s_word_is_no_second_source() {
        let told = |words: &str| {
            figure(
                on(report("a", words), "2031-03-04"),
                "12 people",
                "killed",
                Some(12.0),
                Some(12.0),
            )
        };
        let mut said = told("Flood kills 12 people in <Ellery>, the canal board said.");
        said.id = "b".to_owned();
        let by = |r: Report| with(r, |q| q.attributed_to = Some("the canal board".to_owned()));
        let known = told("The flood killed 12 people in <Ellery>.");
        let other = Report {
            id: "c".to_owned(),
            ..known.clone()
        };
        let count = |reports: &[&Report]| {
            let found = find(reports, &Origins::default());
            (found[0].independent.low, found[0].independent.high)
        };
        // The one may have it from the other's source; two newsrooms that each heard it say so.
        assert_eq!(count(&[&known, &by(said.clone())]), (1, 2));
        let heard = Report {
            id: "d".to_owned(),
            ..by(said.clone())
        };
        assert_eq!(count(&[&heard, &by(said.clone())]), (2, 2));
        assert_eq!(count(&[&known, &other, &by(said.clone())]), (2, 3));
        let found = find(&[&known, &by(said)], &Origins::default());
        assert_eq!(
            found[0].values[0].attributed_to.as_deref(),
            Some("the canal board")
        );
    }
}
