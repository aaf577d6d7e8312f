//! What reports say of a claim, for a terminal and in Markdown. Both are written from one list of lines.

use crate::flow::{Flow, Ink, Run};
use crate::guard;
use crate::phrase;
use crate::text::Style;
use record::{
    Citation, ClaimCheck, ClaimConflict, Difference, DifferenceKind, Near, Verdict, Witness, WitnessBasis,
};
use std::fmt::Write;

/// A list under a heading; nothing in it is guarded yet.
struct List {
    title: &'static str,
    items: Vec<Item>,
}

/// One entry: who says it, where, the quoted words, and lines below.
struct Item {
    head: String,
    place: String,
    quote: String,
    below: Vec<String>,
}

/// The verdict in a sentence.
#[must_use]
pub fn verdict(check: &ClaimCheck) -> String {
    let reports = phrase::count(check.support.reports, "report");
    let sources =
        phrase::independent(check.support.independent).map_or_else(String::new, |s| format!(", {s}"));
    let others = phrase::count(check.conflicts.len(), "sentence");
    let say = if check.support.reports == 1 { "says" } else { "say" };
    match check.verdict {
        Verdict::Confirmed => format!("Confirmed: {reports} {say} so{sources}."),
        Verdict::Reported => format!("Reported, not confirmed: {reports} {say} so{sources}."),
        Verdict::Said => format!(
            "Said by {}: {reports} {} that word for it{sources}.",
            listed(&check.support.attributed_to),
            if check.support.reports == 1 {
                "gives"
            } else {
                "give"
            }
        ),
        Verdict::Disputed => format!("Disputed: {reports} {say} so{sources}; {others} otherwise."),
        Verdict::Contradicted => format!("Contradicted: no report says so; {others} otherwise."),
        Verdict::Unsupported => format!(
            "No report says so, of {} looked at.",
            phrase::count(check.looked_at, "report")
        ),
    }
}

fn listed(names: &[String]) -> String {
    match names {
        [] => "somebody".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// Renders it for a terminal.
#[must_use]
pub fn text(check: &ClaimCheck, style: Style) -> String {
    let mut flow = Flow::new(style.width, style.colour);
    let run = |ink: Ink, words: &str| -> Run { (ink, guard::terminal(words)) };
    flow.paragraph(&[], 0, &[run(Ink::Strong, &check.claim)]);
    let ink = match check.verdict {
        Verdict::Confirmed => Ink::Good,
        Verdict::Disputed | Verdict::Contradicted => Ink::Alarm,
        _ => Ink::Plain,
    };
    flow.paragraph(&[], 0, &[run(ink, &verdict(check))]);
    for list in lists(check) {
        flow.blank();
        flow.paragraph(&[], 0, &[run(Ink::Strong, &list.title.to_uppercase())]);
        for item in &list.items {
            let head = [
                run(Ink::Strong, &item.head),
                (Ink::Quiet, format!(" [{}]", guard::terminal(&item.place))),
            ];
            flow.paragraph(&[(Ink::Plain, "  ".into()), (Ink::Quiet, "·".into())], 4, &head);
            flow.paragraph(
                &[(Ink::Plain, "    ".into())],
                4,
                &[run(Ink::Plain, &format!("“{}”", guard::one_line(&item.quote)))],
            );
            for line in &item.below {
                flow.paragraph(
                    &[(Ink::Plain, "    ".into()), (Ink::Quiet, "→".into())],
                    6,
                    &[run(Ink::Quiet, line)],
                );
            }
        }
    }
    // What could not be read is told beside a terminal's output, file by file; here only what bounds the answer stands.
    let bounds: Vec<_> = check.warnings.iter().filter(|w| w.code != "unread").collect();
    if !bounds.is_empty() {
        flow.blank();
        flow.paragraph(&[], 0, &[run(Ink::Strong, "WARNINGS")]);
    }
    for warning in bounds {
        flow.paragraph(
            &[(Ink::Plain, "  ".into()), (Ink::Alarm, "!".into())],
            4,
            &[run(Ink::Plain, &warning.message)],
        );
    }
    flow.finish()
}

/// Renders it as Markdown.
#[must_use]
pub fn markdown(check: &ClaimCheck) -> String {
    let md = guard::markdown;
    let mut out = format!("## {}\n\n{}\n", md(&check.claim), md(&verdict(check)));
    for list in lists(check) {
        let _ = write!(out, "\n### {}\n\n", md(list.title));
        for item in &list.items {
            let quote = format!("“{}”", guard::one_line(&item.quote));
            let _ = writeln!(
                out,
                "- **{}** ({}): {}",
                md(&item.head),
                md(&item.place),
                md(&quote)
            );
            for line in &item.below {
                let _ = writeln!(out, "  - {}", md(line));
            }
        }
    }
    if !check.warnings.is_empty() {
        out.push_str("\n### Warnings\n\n");
    }
    for warning in &check.warnings {
        let _ = writeln!(out, "- {}", md(&warning.message));
    }
    out
}

fn lists(check: &ClaimCheck) -> Vec<List> {
    let of = |basis: WitnessBasis, title| List {
        title,
        items: check
            .witnesses
            .iter()
            .filter(|w| w.basis == basis)
            .map(|w| witness(check, w))
            .collect(),
    };
    [
        of(WitnessBasis::Told, "Told as known"),
        of(WitnessBasis::Said, "Said by others, as reported"),
        List {
            title: "Says otherwise",
            items: check.conflicts.iter().map(|c| conflict(check, c)).collect(),
        },
        List {
            title: "Near, not confirming",
            items: check.near.iter().map(|n| near(check, n)).collect(),
        },
    ]
    .into_iter()
    .filter(|l| !l.items.is_empty())
    .collect()
}

fn item(check: &ClaimCheck, citation: &Citation, below: Vec<String>) -> Item {
    let report = check.reports.iter().find(|r| r.id == citation.report);
    let name = report.map_or(citation.report.as_str(), |r| r.name.as_str());
    let day = report.and_then(|r| r.published.as_deref()).map(phrase::date);
    Item {
        head: day.map_or_else(|| name.to_owned(), |day| format!("{name}, {day}")),
        place: format!(
            "{} {}..{}",
            citation.report,
            citation.span.start(),
            citation.span.end()
        ),
        quote: citation.quote.clone(),
        below,
    }
}

fn witness(check: &ClaimCheck, w: &Witness) -> Item {
    let mut below = Vec::new();
    if !w.said_by.is_empty() {
        below.push(format!("said by {}", listed(&w.said_by)));
    }
    if !w.from_around.is_empty() {
        below.push(format!(
            "“{}” is from what stands around it",
            w.from_around.join("”, “")
        ));
    }
    if !w.also.is_empty() {
        below.push(format!("{} more of the same report bear it out", w.also.len()));
    }
    item(check, &w.citation, below)
}

fn conflict(check: &ClaimCheck, c: &ClaimConflict) -> Item {
    let mut below = vec![difference(&c.difference)];
    if !c.said_by.is_empty() {
        below.push(format!("said by {}", listed(&c.said_by)));
    }
    item(check, &c.citation, below)
}

fn near(check: &ClaimCheck, n: &Near) -> Item {
    item(check, &n.citation, n.differences.iter().map(difference).collect())
}

/// Where a sentence and a claim part, in words.
#[must_use]
pub fn difference(d: &Difference) -> String {
    let claim = &d.claim;
    let report = d.report.as_ref();
    let instead = |what: &str| match report {
        Some(words) => format!("{what}: “{words}”, where the claim has “{claim}”"),
        None => format!("it does not say “{claim}”"),
    };
    match d.kind {
        DifferenceKind::Number => instead("another figure"),
        DifferenceKind::Name => instead("another name"),
        DifferenceKind::Time => instead("another time"),
        DifferenceKind::Speaker => match report {
            Some(words) => format!("it is the word of {words}, not of {claim}"),
            None => format!("it does not say that {claim} said so"),
        },
        DifferenceKind::Negation => "one says that it is so, the other that it is not".to_owned(),
        DifferenceKind::Certainty => match report {
            Some(words) => format!("it does not say so plainly: “{words}”"),
            None => "it does not say it with the claim’s reserve, or denies it".to_owned(),
        },
        DifferenceKind::Extent => "it is said of more or fewer of them".to_owned(),
        DifferenceKind::Order => "it has the words, but may say something else with them".to_owned(),
        DifferenceKind::Words => format!("it does not say “{claim}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Independent, Named, Span, Support};

    fn sample() -> ClaimCheck {
        let citation = Citation {
            report: "a".into(),
            span: Span::new(4, 30).unwrap(),
            quote: "The gate\u{1b}[2J jammed\n<b>at dawn</b>.".into(),
        };
        ClaimCheck {
            claim: "The gate jammed.".into(),
            verdict: Verdict::Said,
            support: Support {
                reports: 1,
                independent: Independent { low: 1, high: 1 },
                attributed_to: vec!["the *canal* board".into()],
                alone: vec![],
            },
            witnesses: vec![Witness {
                citation: citation.clone(),
                story: "s".into(),
                basis: WitnessBasis::Said,
                said_by: vec!["the *canal* board".into()],
                also: vec![],
                from_around: vec![],
            }],
            near: vec![Near {
                citation,
                story: "s".into(),
                differences: vec![Difference {
                    kind: DifferenceKind::Number,
                    claim: "12".into(),
                    report: Some("14".into()),
                }],
            }],
            reports: vec![Named {
                id: "a".into(),
                name: "Ellery Herald".into(),
                ..Named::default()
            }],
            looked_at: 3,
            ..ClaimCheck::default()
        }
    }

    #[test]
    fn both_forms_say_whose_word_it_is_and_what_only_is_near() {
        let style = Style {
            width: 200,
            colour: false,
        };
        let view = text(&sample(), style);
        for words in [
            "Said by the *canal* board: 1 report gives that word for it, 1 independent source.",
            "SAID BY OTHERS, AS REPORTED",
            "Ellery Herald [a 4..30]",
            "NEAR, NOT CONFIRMING",
            "another figure: “14”, where the claim has “12”",
        ] {
            assert!(view.contains(words), "{words}\n{view}");
        }
        assert!(!view.contains('\u{1b}'));
        let md = markdown(&sample());
        assert!(md.contains("### Near, not confirming") && !md.contains("<b>") && !md.contains("*canal*"));
    }

    #[test]
    fn what_bounds_the_answer_is_said_in_both_forms() {
        let style = Style {
            width: 200,
            colour: false,
        };
        let mut capped = sample();
        let capping = "Only the 40 stories\u{1b}[2J were looked at.";
        capped.warnings = vec![
            record::Warning::new("search-capped", capping),
            record::Warning::new("unread", "x.txt: is empty"),
        ];
        let (view, md) = (text(&capped, style), markdown(&capped));
        assert!(
            view.contains("WARNINGS") && view.contains("Only the 40 stories"),
            "{view}"
        );
        assert!(!view.contains('\u{1b}') && !view.contains("x.txt"), "{view}");
        assert!(
            md.contains("### Warnings") && md.contains("Only the 40 stories"),
            "{md}"
        );
        assert!(!text(&sample(), style).contains("WARNINGS") && !markdown(&sample()).contains("Warnings"));
    }

    #[test]
    fn nothing_found_is_said() {
        let none = ClaimCheck {
            looked_at: 3,
            ..ClaimCheck::default()
        };
        assert_eq!(verdict(&none), "No report says so, of 3 reports looked at.");
    }
}
