//! Lists of what an archive holds.

use super::Snapshot;
use crate::Result;
use crate::query::{Filter, Sql};
use crate::rows::{self, Page, Paged, ReportRow, StoryRow};
use std::collections::BTreeMap;

impl Snapshot<'_> {
    /// Stories, those told of last first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn stories(&self, filter: &Filter, page: Page) -> Result<Paged<StoryRow>> {
        self.wanted()?;
        let mut sql = Sql::default();
        let mut conditions = vec![self.seen("t")];
        if let Some(from) = &filter.from {
            conditions.push(format!("t.last_published >= {}", sql.bind(from)));
        }
        if let Some(to) = &filter.to {
            let to = sql.bind(to);
            conditions.push(format!("substr(t.first_published, 1, length({to})) <= {to}"));
        }
        if let Some(story) = &filter.story {
            conditions.push(format!("t.story = {}", sql.bind(story)));
        }
        let inner = Filter {
            from: None,
            to: None,
            story: None,
            ..filter.clone()
        };
        if inner != Filter::default() {
            let reports = inner.conditions(self, &mut sql).join(" AND ");
            conditions.push(format!(
                "t.id IN (SELECT m.telling FROM members m JOIN reports r ON r.id = m.report WHERE {reports})"
            ));
        }
        let conditions = conditions.join(" AND ");
        let total = self.tx.query_row(
            &format!("SELECT count(*) FROM tellings t WHERE {conditions}"),
            sql.params(),
            |row| row.get(0),
        )?;
        let text = format!(
            "SELECT {} FROM tellings t WHERE {conditions} ORDER BY t.last_published DESC, t.story LIMIT {} OFFSET {}",
            rows::STORY,
            page.limit(),
            page.offset()
        );
        let mut statement = self.tx.prepare(&text)?;
        let found = statement.query_map(sql.params(), rows::story)?;
        Ok(Paged {
            total,
            rows: found.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// Reports, the last published first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn reports(&self, filter: &Filter, page: Page) -> Result<Paged<ReportRow>> {
        let mut sql = Sql::default();
        let conditions = [vec![self.seen("r")], filter.conditions(self, &mut sql)]
            .concat()
            .join(" AND ");
        let total = self.tx.query_row(
            &format!("SELECT count(*) FROM reports r WHERE {conditions}"),
            sql.params(),
            |row| row.get(0),
        )?;
        let order = format!(
            "ORDER BY r.day DESC, r.published DESC, r.name LIMIT {} OFFSET {}",
            page.limit(),
            page.offset()
        );
        let rows = self.report_rows(&format!("{conditions} {order}"), sql.params())?;
        Ok(Paged { total, rows })
    }

    /// Rows of reports under `conditions`, which may end in an order.
    pub(crate) fn report_rows(
        &self,
        conditions: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<ReportRow>> {
        self.wanted()?;
        let text = format!(
            "SELECT r.name, r.outlet, r.headline, r.published, r.language, r.file, r.line, s.hash, s.size, \
             (SELECT t.story FROM members m JOIN tellings t ON t.id = m.telling WHERE m.report = r.id AND {} \
             ORDER BY m.part = 'round-up', t.story LIMIT 1), r.run \
             FROM reports r JOIN sources s ON s.id = r.source WHERE {conditions}",
            self.seen("t")
        );
        let mut statement = self.tx.prepare_cached(&text)?;
        let rows = statement.query_map(params, |row| {
            Ok(ReportRow {
                id: row.get(0)?,
                outlet: row.get(1)?,
                headline: row.get(2)?,
                published: row.get(3)?,
                language: row.get(4)?,
                file: row.get(5)?,
                line: row.get(6)?,
                source: row.get(7)?,
                bytes: row.get(8)?,
                story: row.get(9)?,
                run: row.get(10)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The report of this id, as listed.
    ///
    /// # Errors
    /// Those of the store.
    pub fn report_row(&self, id: &str) -> Result<Option<ReportRow>> {
        let rows = self.report_rows(&format!("{} AND r.name = ?1", self.seen("r")), [id])?;
        Ok(rows.into_iter().next())
    }

    /// The story of this id, as listed.
    ///
    /// # Errors
    /// Those of the store.
    pub fn story_row(&self, id: &str) -> Result<Option<StoryRow>> {
        let filter = Filter {
            story: Some(id.to_owned()),
            ..Filter::default()
        };
        Ok(self.stories(&filter, Page::default())?.rows.into_iter().next())
    }

    /// Ids of all reports that it shows, in order.
    ///
    /// # Errors
    /// Those of the store.
    pub fn report_ids(&self) -> Result<Vec<String>> {
        let sql = format!(
            "SELECT r.name FROM reports r WHERE {} ORDER BY r.name",
            self.seen("r")
        );
        let mut statement = self.tx.prepare(&sql)?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Ids of all stories that it shows, in order.
    ///
    /// # Errors
    /// Those of the store.
    pub fn story_ids(&self) -> Result<Vec<String>> {
        let sql = format!(
            "SELECT DISTINCT t.story FROM tellings t WHERE {} ORDER BY 1",
            self.seen("t")
        );
        let mut statement = self.tx.prepare(&sql)?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Ids of the reports of a story, each with what it is to it: report, earlier, twin, round-up, or aside.
    ///
    /// # Errors
    /// Those of the store.
    pub fn members(&self, story: &str) -> Result<BTreeMap<String, String>> {
        let mut statement = self.tx.prepare_cached(&format!(
            "SELECT r.name, m.part FROM tellings t JOIN members m ON m.telling = t.id JOIN reports r ON r.id = m.report \
             WHERE t.story = ?1 AND {}",
            self.seen("t")
        ))?;
        let ids = statement.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Ids of stories whose telling the runs after `run` changed, those that are gone left out.
    ///
    /// # Errors
    /// Those of the store.
    pub fn told_since(&self, run: i64) -> Result<Vec<String>> {
        self.wanted()?;
        let sql = format!(
            "SELECT DISTINCT t.story FROM tellings t WHERE t.run > ?1 AND {} ORDER BY 1",
            self.seen("t")
        );
        let mut statement = self.tx.prepare(&sql)?;
        let ids = statement.query_map([run], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Ids of stories that ended after `run`, each with the story it became part of.
    ///
    /// # Errors
    /// Those of the store.
    pub fn ended_since(&self, run: i64) -> Result<Vec<(String, Option<String>)>> {
        let mut statement = self.tx.prepare(
            "SELECT id, merged_into FROM stories WHERE until > ?1 AND until <= ?2 AND run <= ?1 ORDER BY id",
        )?;
        let ids = statement.query_map([run, self.head], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}
