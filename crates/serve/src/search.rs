//! What pages and programs search by, as one thing.

use crate::problem::Problem;
use archive::{Filter, Query, Sort};
use serde::Deserialize;
use utoipa::IntoParams;

/// Characters of a query at most.
const LONGEST: usize = 1_000;

/// What is looked for, and what narrows it.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Words that must all stand in a report; those in double quotes next to each other.
    #[param(max_length = 1000, example = "\"cold store\" fire")]
    pub(crate) q: String,
    /// Words of the outlet's name.
    pub(crate) outlet: String,
    /// An agency that is credited, by its full name.
    pub(crate) agency: String,
    /// A person who is named: a name, a surname, or an entity's id.
    pub(crate) person: String,
    /// An organization that is named, by its entity's id.
    pub(crate) organization: String,
    /// A place that is named, by its entity's id.
    pub(crate) place: String,
    /// What a figure counts or measures, such as `dead`, `injured` or `money`.
    #[param(example = "injured")]
    pub(crate) measure: String,
    /// Published from this date on: YYYY, YYYY-MM or YYYY-MM-DD.
    #[param(example = "2031-03")]
    pub(crate) from: String,
    /// Published up to this date.
    pub(crate) to: String,
    /// `date` gives the last published first, anything else what fits best.
    pub(crate) sort: String,
    /// Where a list goes on, as `next` of the part before gave it.
    pub(crate) cursor: Option<String>,
}

impl Asked {
    /// As the archive takes it.
    pub(crate) fn query(&self) -> Result<Query, Problem> {
        let all = [
            &self.q,
            &self.outlet,
            &self.agency,
            &self.person,
            &self.organization,
            &self.place,
            &self.measure,
        ];
        if all.iter().any(|text| text.chars().count() > LONGEST) {
            return Err(Problem::bad("A search has 1,000 characters at most."));
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let date = |text: &str| match some(text) {
            Some(date) if !is_date(&date) => {
                Err(Problem::bad("Write a date as YYYY, YYYY-MM or YYYY-MM-DD."))
            }
            date => Ok(date),
        };
        Ok(Query {
            words: self.q.trim().to_owned(),
            expression: false,
            filter: Filter {
                outlet: some(&self.outlet),
                person: some(&self.person),
                agency: some(&self.agency),
                organization: some(&self.organization),
                place: some(&self.place),
                measure: some(&self.measure),
                entity: None,
                from: date(&self.from)?,
                to: date(&self.to)?,
                story: None,
            },
            sort: if self.sort == "date" {
                Sort::Date
            } else {
                Sort::Relevance
            },
        })
    }
}

/// Whether `text` is a year, a month or a day by its form.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() <= 3 && parts.iter().zip([4, 2, 2]).all(|(part, n)| digits(part, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_year_a_month_or_a_day() {
        for date in ["2031", "2031-03", "2031-03-04"] {
            assert!(is_date(date), "{date}");
        }
        for none in [
            "",
            "31",
            "2031-3",
            "2031-03-04-05",
            "2031-03-04T00:00",
            "٢٠٣١",
            "march",
        ] {
            assert!(!is_date(none), "{none}");
        }
    }

    #[test]
    fn blank_fields_narrow_nothing() {
        let asked = Asked {
            q: " fire ".into(),
            outlet: "  ".into(),
            ..Asked::default()
        };
        let query = asked.query().unwrap();
        assert_eq!((query.words.as_str(), query.filter), ("fire", Filter::default()));
        let wrong = Asked {
            from: "soon".into(),
            ..Asked::default()
        };
        assert!(wrong.query().is_err());
    }
}
