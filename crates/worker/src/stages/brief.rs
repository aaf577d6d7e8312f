//! Stories told, each by its members alone. Rows come by `window` and `story`, and within it by `place`.

use super::group::Group;
use super::{Options, Stage, guarded};
use crate::given;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use engine::{Gathered, StoryHead};
use record::{Briefing, Origins, Story};

/// A report of a story: the round-up that it is or belongs to with what that tells of the story, and its JSON.
struct Row {
    round_up: Option<(String, String)>,
    json: String,
}

pub(super) struct Brief {
    config: engine::Config,
    group: Group<(i64, i64), Row>,
}

impl Brief {
    pub(super) fn of(options: Options) -> Self {
        Self {
            config: options.config,
            group: Group::default(),
        }
    }

    fn briefing(&self, rows: Vec<Row>) -> Result<Briefing, String> {
        let mut gathered = Gathered::default();
        for row in rows {
            let report = given::report(&row.json)?;
            let Some((of, passages)) = row.round_up else {
                gathered.reports.push(report);
                continue;
            };
            match gathered.round_ups.iter_mut().find(|told| told.0 == of) {
                Some(told) => told.1.push(report),
                None => {
                    let passages =
                        serde_json::from_str(&passages).map_err(|e| format!("are no passages: {e}"))?;
                    gathered.round_ups.push((of, vec![report], passages));
                }
            }
        }
        let mut told = engine::tell_each(vec![gathered], &self.config);
        let mut briefing = told.pop().unwrap_or_default();
        engine::settle(&mut briefing, self.config.policy);
        Ok(briefing)
    }

    fn told(&self, rows: Vec<Row>, out: &mut Sheet<'_>) -> Result<(), String> {
        use Value::{Long, Text, Texts};
        let briefing = match guarded(|| self.briefing(rows)).and_then(|b| b) {
            Ok(briefing) => briefing,
            Err(why) => {
                let none = [
                    Text(None),
                    Long(None),
                    Text(None),
                    Text(None),
                    Text(None),
                    Texts(&[]),
                ];
                return out.push(
                    &none
                        .into_iter()
                        .chain([Text(Some(why.as_str()))])
                        .collect::<Vec<_>>(),
                );
            }
        };
        let Some(story) = briefing.stories.first() else {
            return Ok(());
        };
        let json = |value: &dyn Fn() -> serde_json::Result<String>| value().map_err(|e| e.to_string());
        // Who depends on whom belongs to the telling; `twosource stories` writes none of it.
        let bare = Story {
            origins: Origins::default(),
            ..story.clone()
        };
        let head = json(&|| serde_json::to_string(&StoryHead::from(&bare)))?;
        let whole = json(&|| serde_json::to_string(&briefing))?;
        let warnings: Vec<String> = briefing.warnings.iter().map(|w| w.message.clone()).collect();
        out.push(&[
            Text(Some(&story.id)),
            Long(i64::try_from(story.reports.len()).ok()),
            Text(story.first_published.as_deref()),
            Text(Some(&head)),
            Text(Some(&whole)),
            Texts(&warnings),
            Text(None),
        ])
    }
}

impl Stage for Brief {
    fn columns(&self) -> Columns {
        &[
            ("story", Kind::Text),
            ("reports", Kind::Long),
            ("first_published", Kind::Text),
            ("head", Kind::Text),
            ("json", Kind::Text),
            ("warnings", Kind::Texts),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        let (windows, stories, jsons) = (rows.long("window")?, rows.long("story")?, rows.text("json")?);
        let (of, passages) = (rows.text("of")?, rows.text("passages")?);
        for row in 0..rows.len() {
            let (Some(window), Some(story), Some(json)) = (windows[row], stories[row], jsons[row]) else {
                continue;
            };
            let round_up = of[row].map(|id| (id.to_owned(), passages[row].unwrap_or("[]").to_owned()));
            let member = Row {
                round_up,
                json: json.to_owned(),
            };
            if let Some((_, whole)) = self.group.take((window, story), member) {
                self.told(whole, out)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Sheet<'_>) -> Result<(), String> {
        let last = self.group.end();
        last.map_or(Ok(()), |(_, whole)| self.told(whole, out))
    }
}
