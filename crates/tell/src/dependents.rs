//! What rests on an origin, as a list to work through: for a terminal, in Markdown, and as one page.
//!
//! All three are written from one list of lines, so that they say the same.

use crate::flow::{Flow, Ink, Run};
use crate::guard;
use crate::phrase;
use crate::text::Style;
use record::{Borne, BorneKind, Dependent, Dependents, EdgeBasis, Independent, Named, Rests};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a screen takes of a long list; the other forms hold all of it.
const MOST: usize = 12;

/// A list under a heading; nothing in it is guarded yet.
struct List {
    title: String,
    /// What is to be said of all of it.
    note: Option<String>,
    items: Vec<Item>,
}

/// One entry: its head, what is quiet beside it, and lines below it.
struct Item {
    head: String,
    beside: String,
    below: Vec<String>,
}

/// Renders it for a terminal.
#[must_use]
pub fn text(d: &Dependents, style: Style) -> String {
    let mut flow = Flow::new(style.width, style.colour);
    let run = |ink: Ink, words: &str| -> Run { (ink, guard::terminal(words)) };
    flow.paragraph(&[], 0, &[run(Ink::Strong, &title(d))]);
    flow.paragraph(&[], 0, &[run(Ink::Plain, &sum(d))]);
    for list in lists(d) {
        flow.blank();
        flow.paragraph(&[], 0, &[run(Ink::Strong, &list.title.to_uppercase())]);
        if let Some(note) = &list.note {
            flow.paragraph(&[(Ink::Plain, "  ".into())], 2, &[run(Ink::Quiet, note)]);
        }
        for item in list.items.iter().take(MOST) {
            let mut runs = vec![run(Ink::Strong, &item.head)];
            if !item.beside.is_empty() {
                runs.push((Ink::Quiet, format!(" – {}", guard::terminal(&item.beside))));
            }
            flow.paragraph(&[(Ink::Plain, "  ".into()), (Ink::Quiet, "·".into())], 4, &runs);
            for line in &item.below {
                flow.paragraph(
                    &[(Ink::Plain, "    ".into()), (Ink::Quiet, "→".into())],
                    6,
                    &[run(Ink::Plain, line)],
                );
            }
        }
        if list.items.len() > MOST {
            let more = format!("… {} more; the other forms list all", list.items.len() - MOST);
            flow.paragraph(&[(Ink::Plain, "    ".into())], 4, &[(Ink::Quiet, more)]);
        }
    }
    flow.finish()
}

/// Renders it as Markdown.
#[must_use]
pub fn markdown(d: &Dependents) -> String {
    let md = guard::markdown;
    let mut out = format!("## {}\n\n{}\n", md(&title(d)), md(&sum(d)));
    for list in lists(d) {
        let _ = write!(out, "\n### {}\n\n", md(&list.title));
        if let Some(note) = &list.note {
            let _ = write!(out, "{}\n\n", md(note));
        }
        for item in &list.items {
            let beside = if item.beside.is_empty() {
                String::new()
            } else {
                format!(" – {}", md(&item.beside))
            };
            let _ = writeln!(out, "- **{}**{beside}", md(&item.head));
            for line in &item.below {
                let _ = writeln!(out, "  - {}", md(line));
            }
        }
    }
    out
}

/// Renders it as one self-contained page.
#[must_use]
pub fn html(d: &Dependents) -> String {
    let h = guard::html;
    let mut out = crate::html::opened(&title(d), "");
    let _ = write!(
        out,
        "<body>\n<main>\n<p class=\"brand\"><b>Twosource</b> dependents</p>\n<h1 class=\"title\">{}</h1>\n<p>{}</p>\n",
        h(&title(d)),
        h(&sum(d))
    );
    for list in lists(d) {
        let _ = writeln!(out, "<h3 class=\"section\">{}</h3>", h(&list.title));
        if let Some(note) = &list.note {
            let _ = writeln!(out, "<p class=\"why\">{}</p>", h(note));
        }
        out.push_str("<ul class=\"plain\">\n");
        for item in &list.items {
            let beside = if item.beside.is_empty() {
                String::new()
            } else {
                format!(" <span class=\"who\">{}</span>", h(&item.beside))
            };
            let below: String = item.below.iter().map(|l| format!("<li>{}</li>", h(l))).collect();
            let below = if below.is_empty() {
                below
            } else {
                format!("<ul class=\"variants\">{below}</ul>")
            };
            let _ = writeln!(out, "<li><b>{}</b>{beside}{below}</li>", h(&item.head));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n<footer>Listed by Twosource. What rests on nothing that can be seen in the texts is not listed.</footer>\n</body>\n</html>\n");
    out
}

fn title(d: &Dependents) -> String {
    format!("What rests on {}", d.of.name)
}

/// The origin, and how much rests on it, in a sentence or two.
fn sum(d: &Dependents) -> String {
    let what = match (d.of.at_hand, &d.of.headline) {
        (false, _) => format!("{} is named as the origin of text in these reports. ", d.of.name),
        (true, Some(headline)) => format!("{}, {}. ", quoted(headline), place(&d.of)),
        (true, None) => format!("{}. ", place(&d.of)),
    };
    let of = |rests: Rests| d.reports.iter().filter(|r| r.rests == rests).count();
    let (sure, perhaps) = (of(Rests::Surely), of(Rests::Perhaps));
    let reports = match (sure, perhaps) {
        (0, 0) => "No other report is known to rest on it".to_owned(),
        (n, 0) => format!("{} on it", rest(n)),
        (0, n) => format!("{} on it perhaps", rest(n)),
        (n, m) => format!("{} on it, and {m} perhaps", rest(n)),
    };
    let alone = d.statements.iter().filter(|s| s.without.high == 0).count();
    let alone = match alone {
        0 => String::new(),
        n => format!(
            " {} of what is told {} nothing else behind {}.",
            n,
            if n == 1 { "has" } else { "have" },
            if n == 1 { "it" } else { "them" }
        ),
    };
    format!("{what}{reports}.{alone}")
}

fn rest(n: usize) -> String {
    if n == 1 {
        "1 report rests".to_owned()
    } else {
        format!("{n} reports rest")
    }
}

fn place(of: &Named) -> String {
    let date = of.published.as_deref().map(phrase::date);
    let file = of.file.as_ref().map(|f| match of.line {
        Some(line) => format!("{f}:{line}"),
        None => f.clone(),
    });
    [date, file].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn lists(d: &Dependents) -> Vec<List> {
    let names: BTreeMap<&str, &str> = d
        .reports
        .iter()
        .map(|r| &r.report)
        .chain([&d.of])
        .map(|n| (n.id.as_str(), n.name.as_str()))
        .collect();
    let reports = |rests: Rests, title: &str, note: Option<&str>| List {
        title: title.to_owned(),
        note: note.map(str::to_owned),
        items: d
            .reports
            .iter()
            .filter(|r| r.rests == rests)
            .map(|r| report(r, d, &names))
            .collect(),
    };
    let told = |kind: BorneKind, title: &str| List {
        title: title.to_owned(),
        note: None,
        items: d
            .statements
            .iter()
            .filter(|s| s.kind == kind)
            .map(|s| statement(s, &names))
            .collect(),
    };
    let stories = List {
        title: "Stories".to_owned(),
        note: None,
        items: d
            .stories
            .iter()
            .map(|s| Item {
                head: guard::one_line(&s.title),
                beside: format!(
                    "{} of {} are it or rest on it",
                    s.resting,
                    phrase::count(s.reports, "report")
                ),
                below: vec![left(s.independent, s.without)],
            })
            .collect(),
    };
    [
        reports(Rests::Surely, "Reports that rest on it", None),
        reports(
            Rests::Perhaps,
            "Reports that perhaps rest on it",
            Some("They share words with it, and nothing tells who had them first, or the sign is weak."),
        ),
        reports(
            Rests::Beside,
            "Reports with the same origin",
            Some("Both have their text from a third. They do not rest on it; where the third was wrong, they are wrong too."),
        ),
        told(BorneKind::Figure, "Figures"),
        told(BorneKind::Statement, "Statements"),
        told(BorneKind::Remark, "Remarks"),
        stories,
    ]
    .into_iter()
    .filter(|l| !l.items.is_empty())
    .collect()
}

fn report(r: &Dependent, d: &Dependents, names: &BTreeMap<&str, &str>) -> Item {
    let mut below = Vec::new();
    if r.through != d.of.id {
        let through = names.get(r.through.as_str()).copied().unwrap_or(&r.through);
        below.push(format!(
            "through {through}, {} from the origin",
            phrase::count(r.steps, "step")
        ));
    }
    for edge in &r.why {
        let kind = match edge.basis {
            EdgeBasis::Stated => "stated",
            EdgeBasis::Reuse => "same words",
            EdgeBasis::Inferred => "inferred",
        };
        let words: Vec<String> = edge
            .evidence
            .iter()
            .filter(|c| c.report == r.report.id)
            .map(|c| format!(" “{}”", phrase::ends(&c.quote)))
            .collect();
        below.push(format!("{kind}: {}{}", edge.why, words.concat()));
    }
    if !r.whole && !r.spans.is_empty() {
        let bytes: usize = r.spans.iter().map(|s| s.len()).sum();
        below.push(format!(
            "in part: {} of {bytes} bytes, the rest is not from there",
            phrase::count(r.spans.len(), "passage")
        ));
    }
    let headline = r.report.headline.as_deref().map(|h| format!("{}, ", quoted(h)));
    Item {
        head: r.report.name.clone(),
        beside: format!("{}{}", headline.unwrap_or_default(), place(&r.report)),
        below,
    }
}

fn statement(s: &Borne, names: &BTreeMap<&str, &str>) -> Item {
    let mut who: Vec<&str> = s
        .citations
        .iter()
        .map(|c| names.get(c.report.as_str()).copied().unwrap_or(&c.report))
        .collect();
    who.dedup();
    Item {
        head: guard::one_line(&s.text),
        beside: format!(
            "{} of {}: {}",
            who.len(),
            phrase::count(s.reports, "report"),
            who.join(", ")
        ),
        below: vec![left(s.independent, s.without)],
    }
}

/// A headline in quote marks, unless it has some of its own.
fn quoted(headline: &str) -> String {
    if headline.contains(['“', '”', '"']) {
        headline.to_owned()
    } else {
        format!("“{headline}”")
    }
}

/// What is left of a count.
fn left(all: Independent, without: Independent) -> String {
    let range = |i: Independent| {
        if i.low == i.high {
            i.low.to_string()
        } else {
            format!("{}–{}", i.low, i.high)
        }
    };
    match without.high {
        0 => "nothing is left without it".to_owned(),
        _ if all == without => format!(
            "{} with it or without",
            phrase::independent(all).unwrap_or_default()
        ),
        _ => format!(
            "{}; without it {}",
            phrase::independent(all).unwrap_or_default(),
            range(without)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Citation, Edge, Span, StoryBorne};

    fn sample() -> Dependents {
        let named = |id: &str, name: &str| Named {
            id: id.into(),
            at_hand: true,
            name: name.into(),
            headline: Some("<b>Gate</b> \u{1b}[31mjams".into()),
            published: Some("2031-03-04".into()),
            file: Some(format!("{id}.txt")),
            line: None,
        };
        let dependent = |id: &str, rests, steps, through: &str| Dependent {
            report: named(id, "Harrow Post"),
            rests,
            steps,
            through: through.into(),
            why: vec![Edge {
                report: id.into(),
                origin: format!("report:{through}"),
                basis: EdgeBasis::Reuse,
                why: "80% of the prose of Harrow Post stands in Ellery Herald.".into(),
                evidence: vec![],
            }],
            whole: false,
            spans: vec![Span::new(0, 40).unwrap()],
        };
        Dependents {
            of: named("a", "Ellery Herald"),
            reports: vec![
                dependent("b", Rests::Surely, 1, "a"),
                dependent("c", Rests::Surely, 2, "b"),
                dependent("d", Rests::Beside, 1, "a"),
            ],
            statements: vec![Borne {
                kind: BorneKind::Figure,
                story: "s".into(),
                text: "wounded: 31".into(),
                citations: vec![Citation {
                    report: "a".into(),
                    span: Span::new(0, 2).unwrap(),
                    quote: "31".into(),
                }],
                reports: 1,
                independent: Independent { low: 1, high: 1 },
                without: Independent { low: 0, high: 0 },
            }],
            stories: vec![StoryBorne {
                id: "s".into(),
                title: "The gate".into(),
                reports: 4,
                resting: 3,
                independent: Independent { low: 2, high: 3 },
                without: Independent { low: 1, high: 1 },
            }],
            ..Dependents::default()
        }
    }

    /// On one line, so that no wrapping parts words that are sought.
    fn view(d: &Dependents, width: usize) -> String {
        guard::one_line(&text(d, Style { width, colour: false }))
    }

    #[test]
    fn all_forms_say_the_same() {
        let view = view(&sample(), 100);
        for words in [
            "2 reports rest on it. 1 of what is told has nothing else behind it.",
            "through Harrow Post, 2 steps from the origin",
            "nothing is left without it",
            "2–3 independent sources; without it 1",
            "REPORTS WITH THE SAME ORIGIN",
        ] {
            assert!(view.contains(words), "{words}\n{view}");
        }
        assert!(markdown(&sample()).contains("- **wounded: 31** – 1 of 1 report: Ellery Herald"));
        assert!(html(&sample()).contains("<b>wounded: 31</b>"));
    }

    #[test]
    fn a_report_is_never_markup_nor_an_order() {
        assert!(
            !text(
                &sample(),
                Style {
                    width: 60,
                    colour: false
                }
            )
            .contains('\u{1b}')
        );
        let page = html(&sample());
        assert!(!page.contains("<b>Gate") && page.contains("&lt;b&gt;Gate") && !page.contains('\u{1b}'));
        assert!(!markdown(&sample()).contains("<b>"));
    }

    #[test]
    fn nothing_resting_is_said() {
        let none = Dependents {
            reports: vec![],
            statements: vec![],
            stories: vec![],
            ..sample()
        };
        assert!(view(&none, 80).contains("No other report is known to rest on it."));
    }
}
