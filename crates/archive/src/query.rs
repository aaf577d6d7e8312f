//! What is searched for: a user's words made into a query that can't be anything else, and what narrows it.

use crate::reader::Snapshot;
use crate::{Error, Result};
use rusqlite::ToSql;

/// What narrows a list or a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the outlet's name.
    pub outlet: Option<String>,
    /// A person named in the report: the name or a surname.
    pub person: Option<String>,
    /// A person named in the report, by the entity's id and nothing near it.
    pub entity: Option<String>,
    /// An agency that the report credits, by its full name.
    pub agency: Option<String>,
    /// An organization named in the report, by its entity's id.
    pub organization: Option<String>,
    /// A place named in the report, by its entity's id.
    pub place: Option<String>,
    /// What a figure of the report counts or measures, such as `dead` or `money`.
    pub measure: Option<String>,
    /// Earliest date of publication: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Latest date of publication.
    pub to: Option<String>,
    /// Id of the story.
    pub story: Option<String>,
}

/// In which order hits come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What fits best first.
    #[default]
    Relevance,
    /// The last published first.
    Date,
}

/// A search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The user's words. All must stand in a report; words in double quotes stand next to each other.
    pub words: String,
    /// Take the words as an expression of FTS5 (AND, OR, NOT, NEAR, `prefix*`, `headline:word`).
    pub expression: bool,
    /// What narrows it.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
}

impl Query {
    /// The expression for FTS5.
    ///
    /// # Errors
    /// [`Error::Query`] where there is no word to look for.
    pub(crate) fn expression(&self) -> Result<String> {
        let expression = if self.expression {
            self.words.trim().to_owned()
        } else {
            phrases(&self.words)
                .iter()
                .map(|phrase| format!("\"{}\"", phrase.replace('"', "\"\"")))
                .collect::<Vec<_>>()
                .join(" ")
        };
        if expression.is_empty() {
            return Err(Error::Query("there is no word to look for".to_owned()));
        }
        Ok(expression)
    }
}

/// The words and quoted phrases of a user's text. Within double quotes FTS5 knows no syntax; so nothing is one here.
fn phrases(words: &str) -> Vec<String> {
    let straight: String = words
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            // FTS5 takes an expression up to the first zero byte.
            '\0' => ' ',
            c => c,
        })
        .collect();
    let mut all = Vec::new();
    for (i, part) in straight.split('"').enumerate() {
        let inside = i % 2 == 1;
        let mut take = |words: &str| {
            // A phrase of marks alone would be one that fits nothing.
            if words.chars().any(char::is_alphanumeric) {
                all.push(words.to_owned());
            }
        };
        if inside {
            take(part);
        } else {
            part.split_whitespace().for_each(take);
        }
    }
    all
}

/// Values that are bound to a statement in the order of their numbers.
#[derive(Default)]
pub(crate) struct Sql {
    values: Vec<String>,
}

impl Sql {
    /// The number under which `value` is bound.
    pub(crate) fn bind(&mut self, value: &str) -> String {
        self.values.push(value.to_owned());
        format!("?{}", self.values.len())
    }

    pub(crate) fn params(&self) -> impl rusqlite::Params + '_ {
        rusqlite::params_from_iter(self.values.iter().map(|v| v as &dyn ToSql))
    }
}

impl Filter {
    /// The conditions on reports `r`.
    pub(crate) fn conditions(&self, snapshot: &Snapshot<'_>, sql: &mut Sql) -> Vec<String> {
        let mut all = Vec::new();
        if let Some(outlet) = &self.outlet {
            all.push(format!("instr(lower(r.outlet), lower({})) > 0", sql.bind(outlet)));
        }
        if let Some(from) = &self.from {
            all.push(format!("r.published >= {}", sql.bind(from)));
        }
        if let Some(to) = &self.to {
            let to = sql.bind(to);
            all.push(format!("substr(r.published, 1, length({to})) <= {to}"));
        }
        if let Some(person) = &self.person {
            let person = sql.bind(&slug(person));
            all.push(format!(
                "r.id IN (SELECT f.report FROM facets f JOIN tellings t ON t.id = f.telling WHERE f.kind = 'person' \
                 AND (f.value = {person} OR substr(f.value, -length({person}) - 1) = '-' || {person}) AND {})",
                snapshot.seen("t")
            ));
        }
        for (kind, value) in [
            ("person", &self.entity),
            ("agency", &self.agency),
            ("organization", &self.organization),
            ("place", &self.place),
            ("measure", &self.measure),
        ] {
            if let Some(value) = value {
                all.push(format!(
                    "r.id IN (SELECT f.report FROM facets f JOIN tellings t ON t.id = f.telling WHERE f.kind = '{kind}' \
                     AND f.value = {} AND {})",
                    sql.bind(value),
                    snapshot.seen("t")
                ));
            }
        }
        if let Some(story) = &self.story {
            let story = sql.bind(story);
            all.push(format!(
                "r.id IN (SELECT m.report FROM members m JOIN tellings t ON t.id = m.telling WHERE t.story = {story} \
                 AND {})",
                snapshot.seen("t")
            ));
        }
        all
    }
}

/// A name in the form of an entity's id, as `read` makes them.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '\'' | '’' | '.') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(words: &str) -> Option<String> {
        let query = Query {
            words: words.to_owned(),
            ..Query::default()
        };
        query.expression().ok()
    }

    #[test]
    fn words_and_phrases() {
        assert_eq!(expression("harbour fire").unwrap(), "\"harbour\" \"fire\"");
        assert_eq!(
            expression("“cold store” fire").unwrap(),
            "\"cold store\" \"fire\""
        );
    }

    #[test]
    fn no_word_is_syntax() {
        for (words, wanted) in [
            ("fire NEAR quay", "\"fire\" \"NEAR\" \"quay\""),
            ("fire*", "\"fire*\""),
            ("^fire", "\"^fire\""),
            ("headline:fire", "\"headline:fire\""),
            ("{headline}: x", "\"{headline}:\" \"x\""),
            ("a OR (b", "\"a\" \"OR\" \"(b\""),
            ("say \"half a phrase", "\"say\" \"half a phrase\""),
            ("nul\0byte", "\"nul\" \"byte\""),
        ] {
            assert_eq!(expression(words).as_deref(), Some(wanted), "{words}");
        }
        assert_eq!(expression("\"\" * ^ -"), None);
    }

    #[test]
    fn a_name_is_an_entity() {
        assert_eq!(slug("Dora Quill"), "dora-quill");
        assert_eq!(slug(" St. Brannock's "), "st-brannocks");
    }
}
