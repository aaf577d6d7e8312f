//! What the versions of a report alter, made ready for every rendering.

use crate::outline::Outline;
use crate::phrase;
use record::{Change, ChangeKind, Report, VersionOrder};

/// The changes from one version of a report to the next.
pub(crate) struct Passage<'a> {
    /// Number of the report among the sources.
    pub(crate) number: usize,
    /// "Port Ellery Herald, version 1 → 2 of 3 (captured 4 March 2031, 10:05 → 12:30)".
    pub(crate) title: String,
    pub(crate) changes: Vec<&'a Change>,
}

/// What a change does, and the sign that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Added,
    Removed,
    Changed,
}

impl Sign {
    pub(crate) fn of(change: &Change) -> Self {
        match (change.before.is_empty(), change.after.is_empty()) {
            // A headline that stands beside the text can't be cited.
            _ if change.kind == ChangeKind::Headline => Self::Changed,
            (true, false) => Self::Added,
            (false, true) => Self::Removed,
            _ => Self::Changed,
        }
    }

    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Changed => "~",
        }
    }
}

/// The changes between versions by report and step, and those between reports.
pub(crate) fn apart<'a>(o: &Outline<'a>) -> (Vec<Passage<'a>>, Vec<&'a Change>) {
    let (mut passages, mut others): (Vec<Passage<'a>>, Vec<&'a Change>) = (Vec::new(), Vec::new());
    let mut before = None;
    for change in &o.story.changes {
        let Some(step) = &change.step else {
            others.push(change);
            continue;
        };
        if before != Some(step) {
            before = Some(step);
            passages.push(Passage {
                number: o.number(&step.report).unwrap_or(0),
                title: title(o, &step.report, step.from),
                changes: Vec::new(),
            });
        }
        if let Some(last) = passages.last_mut() {
            last.changes.push(change);
        }
    }
    (passages, others)
}

fn title(o: &Outline<'_>, of: &str, from: usize) -> String {
    let version = |n: usize| o.version(of, n);
    let (Some(old), Some(new)) = (version(from), version(from + 1)) else {
        return "Two versions of a report".to_owned();
    };
    let name = Outline::name(new);
    let Some(v) = &new.version else { return name };
    let span = |basis: &str, date: fn(&Report) -> Option<&str>| {
        let (a, b) = (date(old).map(when), date(new).map(when));
        match (a, b) {
            (Some((day, hour)), Some((other, later)))
                if day == other && !hour.is_empty() && !later.is_empty() =>
            {
                format!(" ({basis} {day}, {hour} → {later})")
            }
            (Some((day, _)), Some((other, _))) if day != other => format!(" ({basis} {day} → {other})"),
            _ => String::new(),
        }
    };
    let dates = match v.order {
        VersionOrder::Modified => span("changed", |r| r.modified.as_deref()),
        VersionOrder::Captured => span("fetched", |r| r.captured.as_deref()),
        VersionOrder::Published => span("dated", |r| r.published.as_ref().map(|p| p.value.as_str())),
        VersionOrder::Unknown => {
            return format!(
                "{name}, versions {from} and {} of {}, which came first is not known",
                from + 1,
                v.total
            );
        }
    };
    format!("{name}, version {from} → {} of {}{dates}", from + 1, v.total)
}

/// The day in words, and the hour and minute where they are known.
fn when(iso: &str) -> (String, String) {
    let hour = iso.get(11..16).filter(|t| t.as_bytes().get(2) == Some(&b':'));
    (phrase::date(iso), hour.unwrap_or_default().to_owned())
}

/// How a change is told beside its words: "“Eleven” for “Nine”", or a figure's sentence.
pub(crate) fn what(change: &Change) -> String {
    let edits = || {
        change
            .edits
            .iter()
            .map(phrase::edit)
            .collect::<Vec<_>>()
            .join("; ")
    };
    match (change.kind, Sign::of(change)) {
        (ChangeKind::Headline | ChangeKind::Figure, _) => change.text.clone(),
        (ChangeKind::Correction, Sign::Added) => "note added:".to_owned(),
        (ChangeKind::Correction, _) => format!("note, {}:", edits()),
        (_, Sign::Changed) => format!("{}:", edits()),
        _ => String::new(),
    }
}

/// The words that a change adds, takes out, or leaves: the later ones where there are any. A headline is told in full
/// already.
pub(crate) fn words(change: &Change) -> Option<&str> {
    if change.kind == ChangeKind::Headline {
        return None;
    }
    let cited = change.after.first().or(change.before.first());
    cited.map(|c| c.quote.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{cite, sample};
    use record::{Edit, Step, Version};

    #[test]
    fn changes_are_told_by_step() {
        let mut briefing = sample();
        let mut old = briefing.reports[0].clone();
        old.id = "a1".into();
        for (report, number, hour) in [(&mut old, 1, "10:05"), (&mut briefing.reports[0], 2, "12:30")] {
            report.captured = Some(format!("2031-03-04T{hour}:00Z"));
            report.version = Some(Version {
                of: "a".into(),
                number,
                total: 2,
                order: VersionOrder::Captured,
            });
        }
        let change = Change {
            kind: ChangeKind::Changed,
            text: String::new(),
            before: vec![cite(&old, "31 were hurt")],
            after: vec![cite(&briefing.reports[0], "31 were hurt")],
            edits: vec![Edit::Changed {
                from: "28".into(),
                to: "31".into(),
            }],
            step: Some(Step {
                report: "a".into(),
                from: 1,
                ordered: true,
            }),
        };
        briefing.reports.push(old);
        let mut story = briefing.stories[0].clone();
        story.earlier = vec!["a1".into()];
        story.changes = vec![change.clone(), Change { step: None, ..change }];
        let outline = Outline::of(&story, &briefing);
        let (passages, others) = apart(&outline);
        assert_eq!((passages.len(), others.len(), passages[0].number), (1, 1, 1));
        assert_eq!(
            passages[0].title,
            "Port Ellery Herald, version 1 → 2 of 2 (fetched 4 March 2031, 10:05 → 12:30)"
        );
        let told = passages[0].changes[0];
        assert_eq!(
            (Sign::of(told).sign(), what(told).as_str()),
            ("~", "“31” for “28”:")
        );
        assert_eq!(words(told), Some("31 were hurt"));
        briefing.stories = vec![story];
        for page in [crate::markdown::render(&briefing), crate::html::render(&briefing)] {
            assert!(page.contains("version 1 → 2 of 2"), "{page}");
        }
    }
}
