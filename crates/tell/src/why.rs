//! Why a report is in its story, for a terminal.

use crate::flow::{Flow, Ink, Run};
use crate::guard;
use crate::phrase;
use crate::text::Style;
use record::{Decision, DecisionKind, Evidence, Named, Tie, Why};
use std::collections::BTreeMap;

/// Renders it for a terminal.
#[must_use]
pub fn text(w: &Why, style: Style) -> String {
    let mut flow = Flow::new(style.width, style.colour);
    let run = |ink: Ink, words: &str| -> Run { (ink, guard::terminal(words)) };
    flow.paragraph(
        &[],
        0,
        &[run(
            Ink::Strong,
            &format!("Why {} is told in its story", called(&w.report)),
        )],
    );
    flow.paragraph(&[], 0, &[run(Ink::Quiet, &beside(&w.report))]);
    let others = w.reports.len().saturating_sub(1);
    let story = match others {
        0 => "It is told by itself: no other report is of its story.".to_owned(),
        n => format!(
            "Its story is “{}”, with {}.",
            w.title,
            phrase::count(n, "other report")
        ),
    };
    flow.paragraph(&[], 0, &[run(Ink::Plain, &story)]);
    for decision in told(w) {
        flow.paragraph(
            &[(Ink::Plain, "  ".into()), (Ink::Alarm, "!".into())],
            4,
            &[run(Ink::Plain, &decision)],
        );
    }
    signs(&mut flow, "BECAUSE IT", "+", Ink::Good, &w.because);
    ties(&mut flow, "NEAREST IN THE STORY", &w.partners);
    ties(&mut flow, "NEAREST OUTSIDE", &w.outside);
    if !w.warnings.is_empty() {
        flow.blank();
        flow.paragraph(&[], 0, &[run(Ink::Strong, "WARNINGS")]);
        for warning in &w.warnings {
            flow.paragraph(
                &[(Ink::Plain, "  ".into()), (Ink::Alarm, "!".into())],
                4,
                &[run(Ink::Plain, &warning.message)],
            );
        }
    }
    flow.finish()
}

fn signs(flow: &mut Flow, title: &str, sign: &str, ink: Ink, evidence: &[Evidence]) {
    if evidence.is_empty() {
        return;
    }
    flow.blank();
    flow.paragraph(&[], 0, &[(Ink::Strong, title.into())]);
    for e in evidence {
        flow.paragraph(
            &[(Ink::Plain, "  ".into()), (ink, sign.into())],
            4,
            &[(Ink::Plain, guard::terminal(&e.text))],
        );
    }
}

fn ties(flow: &mut Flow, title: &str, ties: &[Tie]) {
    if ties.is_empty() {
        return;
    }
    flow.blank();
    flow.paragraph(&[], 0, &[(Ink::Strong, title.into())]);
    for tie in ties {
        let head = guard::terminal(&called(&tie.report));
        let odds = format!(
            " – {}, log-odds {:+.1}",
            guard::terminal(&beside(&tie.report)),
            tie.odds
        );
        flow.paragraph(
            &[(Ink::Plain, "  ".into()), (Ink::Quiet, "·".into())],
            4,
            &[(Ink::Strong, head), (Ink::Quiet, odds)],
        );
        flow.paragraph(
            &[(Ink::Plain, "    ".into())],
            4,
            &[(Ink::Plain, guard::terminal(&tie.verdict))],
        );
        for (sign, ink, list) in [("+", Ink::Good, &tie.together), ("−", Ink::Alarm, &tie.against)] {
            for e in list {
                flow.paragraph(
                    &[(Ink::Plain, "    ".into()), (ink, sign.into())],
                    6,
                    &[(Ink::Plain, guard::terminal(&e.text))],
                );
            }
        }
    }
}

/// The decisions in words.
fn told(w: &Why) -> Vec<String> {
    let names: BTreeMap<&str, String> = w
        .partners
        .iter()
        .chain(&w.outside)
        .map(|t| &t.report)
        .chain([&w.report])
        .map(|n| (n.id.as_str(), called(n)))
        .collect();
    let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    w.decisions.iter().map(|d| decision(d, &name)).collect()
}

/// "A person put … and … into one story."
pub(crate) fn decision(d: &Decision, name: &dyn Fn(&str) -> String) -> String {
    let (a, b) = (name(&d.a), name(&d.b));
    match d.kind {
        DecisionKind::Together => format!("A person put {a} and {b} into one story."),
        DecisionKind::Apart => format!("A person told {a} and {b} apart."),
    }
}

fn called(n: &Named) -> String {
    match &n.headline {
        // A report without an outlet is called by its headline.
        Some(headline) if !n.name.contains(headline.as_str()) => format!("{}, “{headline}”", n.name),
        _ => n.name.clone(),
    }
}

fn beside(n: &Named) -> String {
    let date = n.published.as_deref().map(phrase::date);
    let file = n.file.as_ref().map(|f| match n.line {
        Some(line) => format!("{f}:{line}"),
        None => f.clone(),
    });
    [Some(n.id.clone()), date, file]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::EvidenceKind;

    fn named(id: &str) -> Named {
        Named {
            id: id.into(),
            at_hand: true,
            name: "Harrow Post".into(),
            headline: Some("Gate \u{1b}[31mjams".into()),
            published: Some("2031-03-04".into()),
            file: Some(format!("{id}.txt")),
            line: None,
        }
    }

    fn sample() -> Why {
        let sign = |text: &str| Evidence {
            kind: EvidenceKind::Names,
            text: text.into(),
            citations: vec![],
        };
        Why {
            report: named("a"),
            title: "The gate".into(),
            reports: vec!["a".into(), "b".into()],
            because: vec![sign("shares the name Ana Brook")],
            partners: vec![Tie {
                report: named("b"),
                story: "s".into(),
                odds: 2.25,
                verdict: "Taken by themselves the two would be one story.".into(),
                together: vec![sign("shares the name Ana Brook")],
                against: vec![sign("gives 3 killed")],
            }],
            decisions: vec![Decision {
                kind: DecisionKind::Apart,
                a: "a".into(),
                b: "z".into(),
            }],
            ..Why::default()
        }
    }

    #[test]
    fn both_sides_and_the_person_are_told() {
        let view = text(
            &sample(),
            Style {
                width: 100,
                colour: false,
            },
        );
        for words in [
            "Its story is “The gate”, with 1 other report.",
            "A person told Harrow Post, “Gate �[31mjams” and z apart.",
            "+ shares the name Ana Brook",
            "− gives 3 killed",
            "log-odds +2.2",
        ] {
            assert!(guard::one_line(&view).contains(words), "{words}\n{view}");
        }
        assert!(!view.contains('\u{1b}'));
    }

    #[test]
    fn one_alone_is_said_to_be() {
        let alone = Why {
            report: named("a"),
            reports: vec!["a".into()],
            ..Why::default()
        };
        assert!(
            text(
                &alone,
                Style {
                    width: 100,
                    colour: false
                }
            )
            .contains("told by itself")
        );
    }
}
