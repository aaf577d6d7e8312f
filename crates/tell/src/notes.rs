//! What is to be said of a story beside its counts: later chapters, round-ups, and a person's decisions.

use crate::outline::Outline;
use crate::phrase;
use record::{Chapter, ChapterKind};

/// A sentence each, raw: every rendering guards them in its own way.
pub(crate) fn of(o: &Outline<'_>) -> Vec<String> {
    let mut notes: Vec<String> = o.story.chapters.iter().map(chapter).collect();
    if !o.story.round_ups.is_empty() {
        let n = o.story.round_ups.len();
        let verb = if n == 1 { "tells" } else { "tell" };
        notes.push(format!(
            "{} {verb} it among other stories.",
            phrase::count(n, "round-up")
        ));
    }
    let name = |id: &str| {
        let report = o.number(id).and_then(|n| o.sources.get(n - 1));
        report.map_or_else(|| id.to_owned(), |r| Outline::name(r))
    };
    notes.extend(o.story.decisions.iter().map(|d| crate::why::decision(d, &name)));
    notes
}

/// "Later: a trial, 1–3 September 2031, told by 2 reports."
fn chapter(chapter: &Chapter) -> String {
    let what = match chapter.kind {
        ChapterKind::Arrest => "an arrest or charge",
        ChapterKind::Trial => "a trial",
        ChapterKind::Inquiry => "an inquiry",
        ChapterKind::Anniversary => "an anniversary",
        ChapterKind::Later => "more of it",
    };
    let when = match (&chapter.first_published, &chapter.last_published) {
        (Some(first), Some(last)) => format!(", {}", phrase::period(first, last)),
        _ => String::new(),
    };
    format!(
        "Later: {what}{when}, told by {}.",
        phrase::count(chapter.reports.len(), "report")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;
    use record::{Decision, DecisionKind, RoundUp};

    #[test]
    fn chapters_round_ups_and_decisions_are_told_and_nothing_is_where_there_are_none() {
        let mut briefing = sample();
        assert!(of(&Outline::of(&briefing.stories[0], &briefing)).is_empty());
        let story = &mut briefing.stories[0];
        story.chapters.push(Chapter {
            kind: ChapterKind::Trial,
            first_published: Some("2031-09-01".into()),
            last_published: Some("2031-09-03".into()),
            reports: vec!["a".into()],
            citations: vec![],
        });
        story.round_ups.push(RoundUp {
            report: "z".into(),
            passages: vec![],
        });
        story.decisions.push(Decision {
            kind: DecisionKind::Apart,
            a: "y".into(),
            b: "z".into(),
        });
        assert_eq!(
            of(&Outline::of(&briefing.stories[0], &briefing)),
            [
                "Later: a trial, 1–3 September 2031, told by 1 report.",
                "1 round-up tells it among other stories.",
                "A person told y and z apart.",
            ]
        );
    }
}
