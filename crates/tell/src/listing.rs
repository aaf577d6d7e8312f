//! Plain listings of reports, stories and shared text: the terminal view of the single steps.

use record::{Report, Reuse, Story};
use std::collections::BTreeMap;
use std::fmt::Write;

/// One report: its head, then each segment with its kind.
#[must_use]
pub fn report(report: &Report) -> String {
    let mut out = String::new();
    let or = |v: &Option<String>| v.clone().unwrap_or_else(|| "–".to_owned());
    let date = report.published.as_ref().map_or("–".to_owned(), |p| {
        format!("{} ({})", p.value, format!("{:?}", p.basis).to_lowercase())
    });
    let _ = writeln!(out, "{}  {}", report.id, line(&report.file));
    let _ = writeln!(out, "  headline   {}", line(&or(&report.headline)));
    let _ = writeln!(out, "  outlet     {}", line(&or(&report.outlet)));
    let _ = writeln!(out, "  published  {date}");
    for (name, list) in [
        ("bylines  ", report.bylines.clone()),
        (
            "agencies ",
            report
                .agencies
                .iter()
                .map(|a| format!("{} ({})", a.name, format!("{:?}", a.basis).to_lowercase()))
                .collect(),
        ),
        (
            "warnings ",
            report
                .warnings
                .iter()
                .map(|w| format!("{}: {}", w.code, w.message))
                .collect(),
        ),
    ] {
        for item in list {
            let _ = writeln!(out, "  {name}  {}", line(&item));
        }
    }
    for segment in &report.segments {
        let kind = format!("{:?}", segment.kind).to_lowercase();
        let _ = writeln!(out, "  {:<10} {}", kind, line(report.text.at(segment.span)));
    }
    for quote in &report.quotes {
        let words: Vec<&str> = quote.content.iter().map(|s| report.text.at(*s)).collect();
        let who = quote.speaker.as_deref().unwrap_or("–");
        let _ = writeln!(out, "  quote      {}: {}", line(who), line(&words.join(" … ")));
    }
    for figure in &report.quantities {
        let _ = writeln!(
            out,
            "  figure     {}: {}",
            figure.measure,
            line(report.text.at(figure.span))
        );
    }
    out.push('\n');
    out
}

/// The stories, one a block: its counts, its title, its reports.
#[must_use]
pub fn stories(stories: &[Story]) -> String {
    let mut out = String::new();
    for story in stories {
        let s = &story.sources;
        let _ = writeln!(
            out,
            "{}  {} reports, {} outlets, {}–{} independent\n  {}",
            story.id,
            s.reports,
            s.outlets,
            s.independent.low,
            s.independent.high,
            line(&story.title)
        );
        for id in &story.reports {
            let _ = writeln!(out, "    {}", line(id));
        }
    }
    out
}

/// The pairs that share text, one a line, with their shares in percent.
#[must_use]
pub fn reuse(pairs: &[Reuse], reports: &[Report]) -> String {
    let outlets: BTreeMap<&str, &str> = reports
        .iter()
        .filter_map(|r| Some((r.id.as_str(), r.outlet.as_deref()?)))
        .collect();
    let name = |id: &str| line(outlets.get(id).copied().unwrap_or(id));
    let mut out = String::new();
    for pair in pairs {
        let kind = format!("{:?}", pair.kind).to_lowercase();
        let origin = pair
            .origin_name
            .as_deref()
            .map_or(String::new(), |o| format!(", from {}", line(o)));
        let _ = writeln!(
            out,
            "{kind:<10} {} ({:.0} %) – {} ({:.0} %), {} {}{origin}",
            name(&pair.a),
            pair.share_a * 100.0,
            name(&pair.b),
            pair.share_b * 100.0,
            pair.passages.len(),
            if pair.rewritten {
                "sentences in other words, inferred"
            } else {
                "passages"
            }
        );
    }
    out
}

/// Words of a report on one line, with no character that a terminal would obey.
fn line(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_can_not_speak_to_the_terminal() {
        let text = record::Text::from("\u{1b}[31mred");
        let segments = vec![record::Segment::new(record::SegmentKind::Paragraph, text.whole())];
        assert!(
            !report(&Report {
                text,
                segments,
                ..Report::default()
            })
            .contains('\u{1b}')
        );
    }
}
