//! Which reports of a window of time make a story. Rows come by `window`; a window is grouped as one machine groups it.

use super::group::Group;
use super::{Options, Stage, guarded};
use crate::given;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use engine::{Members, Silent};
use record::{Report, Warning};

pub(super) struct Stories {
    config: engine::Config,
    group: Group<i64, Report>,
}

impl Stories {
    pub(super) fn of(options: Options) -> Self {
        Self {
            config: options.config,
            group: Group::default(),
        }
    }

    fn told(&self, window: i64, reports: Vec<Report>, out: &mut Sheet<'_>) -> Result<(), String> {
        let grouped: Result<(Vec<Members>, Vec<Warning>), String> =
            guarded(|| engine::group(reports, &self.config, &Silent));
        match grouped {
            Err(why) => fault(window, None, &why, out),
            Ok((stories, _)) => stories
                .iter()
                .zip(0..)
                .try_for_each(|(story, n)| members(window, n, story, out)),
        }
    }
}

fn fault(window: i64, id: Option<&str>, why: &str, out: &mut Sheet<'_>) -> Result<(), String> {
    use Value::{Long, Text};
    let (window, none) = (Long(Some(window)), || Text(None));
    out.push(&[
        window,
        Long(None),
        Long(None),
        none(),
        Text(id),
        none(),
        none(),
        Text(Some(why)),
    ])
}

/// A row for every report that is told in a story or beside it, each with its place among them.
fn members(window: i64, n: i64, story: &Members, out: &mut Sheet<'_>) -> Result<(), String> {
    let mut at = 0..;
    let mut row = |role: &str, id: &str, of: Option<&str>, passages: Option<&str>| {
        use Value::{Long, Text};
        let place = [
            Long(Some(window)),
            Long(Some(n)),
            Long(at.next()),
            Text(Some(role)),
            Text(Some(id)),
        ];
        let rest = [Text(of), Text(passages), Text(None)];
        out.push(&place.into_iter().chain(rest).collect::<Vec<_>>())
    };
    for id in story.reports.iter().chain(&story.earlier).chain(&story.twins) {
        row("report", id, None, None)?;
    }
    for told in &story.round_ups {
        let passages = serde_json::to_string(&told.passages).map_err(|e| e.to_string())?;
        for id in [&told.report].into_iter().chain(&told.aside) {
            row("round-up", id, Some(&told.report), Some(&passages))?;
        }
    }
    Ok(())
}

impl Stage for Stories {
    fn columns(&self) -> Columns {
        &[
            ("window", Kind::Long),
            ("story", Kind::Long),
            ("place", Kind::Long),
            ("role", Kind::Text),
            ("id", Kind::Text),
            ("of", Kind::Text),
            ("passages", Kind::Text),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        let (windows, ids, jsons) = (rows.long("window")?, rows.text("id")?, rows.text("json")?);
        for row in 0..rows.len() {
            let (Some(window), Some(json)) = (windows[row], jsons[row]) else {
                continue;
            };
            match given::report(json) {
                Err(why) => fault(window, ids[row], &why, out)?,
                Ok(report) => {
                    if let Some((before, whole)) = self.group.take(window, report) {
                        self.told(before, whole, out)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Sheet<'_>) -> Result<(), String> {
        let last = self.group.end();
        last.map_or(Ok(()), |(window, whole)| self.told(window, whole, out))
    }
}
