//! What the reports that fit a search have in common: the outlets, agencies, people, places and days to narrow it by.

use crate::Result;
use crate::query::{Query, Sql};
use crate::reader::Snapshot;
use serde::Serialize;

/// Reports that are counted at most. Of more, those stored first are, and the counts are of them.
const COUNTED: usize = 5_000;
/// Values told of one kind, the most frequent first.
const TOLD: usize = 8;

/// Something to narrow a search by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// An outlet's or agency's name, an entity's id, or a day or month.
    pub value: String,
    /// Reports that have it among those that fit.
    pub reports: i64,
}

/// What a search can be narrowed by, the most frequent of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// Outlets by name.
    pub outlets: Vec<Facet>,
    /// Agencies by name.
    pub agencies: Vec<Facet>,
    /// People by entity.
    pub people: Vec<Facet>,
    /// Organizations by entity.
    pub organizations: Vec<Facet>,
    /// Places by entity.
    pub places: Vec<Facet>,
    /// What figures count or measure.
    pub measures: Vec<Facet>,
    /// Days of publication, `YYYY-MM-DD`, the last first.
    pub days: Vec<Facet>,
}

impl Snapshot<'_> {
    /// What the reports that fit `query` can be narrowed by; without words, all reports that its filter lets through.
    ///
    /// # Errors
    /// [`crate::Error::Query`] where the expression is none.
    pub fn facets(&self, query: &Query) -> Result<Facets> {
        let mut sql = Sql::default();
        let mut conditions = vec![self.seen("r")];
        let mut from = "reports r";
        if !query.words.trim().is_empty() {
            from = "words JOIN reports r ON r.id = words.rowid";
            conditions.push(format!("words MATCH {}", sql.bind(&query.expression()?)));
        }
        conditions.extend(query.filter.conditions(self, &mut sql));
        let hits = format!(
            "WITH hits (id) AS MATERIALIZED (SELECT r.id FROM {from} WHERE {} ORDER BY r.id LIMIT {COUNTED})",
            conditions.join(" AND ")
        );
        let mut facets = Facets::default();
        let by_name = format!(
            "{hits}, told (id) AS (SELECT DISTINCT m.telling FROM hits JOIN members m ON m.report = hits.id \
             JOIN tellings t ON t.id = m.telling WHERE {}) \
             SELECT f.kind, f.value, count(DISTINCT f.report) AS reports FROM told JOIN facets f ON f.telling = told.id \
             WHERE f.kind IN ('agency', 'measure', 'organization', 'person', 'place') AND f.report IN (SELECT id FROM hits) \
             GROUP BY f.kind, f.value ORDER BY f.kind, reports DESC, f.value",
            self.seen("t")
        );
        let mut statement = self.tx.prepare(&by_name)?;
        let mut rows = statement.query(sql.params())?;
        while let Some(row) = rows.next()? {
            let of = match row.get_ref(0)?.as_str().unwrap_or_default() {
                "agency" => &mut facets.agencies,
                "measure" => &mut facets.measures,
                "organization" => &mut facets.organizations,
                "person" => &mut facets.people,
                _ => &mut facets.places,
            };
            if of.len() < TOLD {
                of.push(Facet {
                    value: row.get(1)?,
                    reports: row.get(2)?,
                });
            }
        }
        let listed = |value: &str, order: &str| -> Result<Vec<Facet>> {
            let mut statement = self.tx.prepare(&format!(
                "{hits} SELECT {value}, count(*) AS reports FROM hits JOIN reports r ON r.id = hits.id \
                 WHERE {value} IS NOT NULL GROUP BY 1 ORDER BY {order} LIMIT {TOLD}"
            ))?;
            let rows = statement.query_map(sql.params(), |row| {
                Ok(Facet {
                    value: row.get(0)?,
                    reports: row.get(1)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        facets.outlets = listed("r.outlet", "reports DESC, 1")?;
        facets.days = listed("substr(r.published, 1, 10)", "1 DESC")?;
        Ok(facets)
    }
}
