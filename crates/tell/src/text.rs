//! The terminal view.

use crate::flow::{Flow, Ink, Run};
use crate::guard::terminal;
use crate::of_reports::{about, speaker, warnings};
use crate::outline::{Copies, Origin, Outline, alters};
use crate::phrase::{self, Standing};
use crate::versions;
use record::{Briefing, Change, Citation, QuoteReading, Reading, Relation};
use unicode_width::UnicodeWidthStr;

/// How the terminal view is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
}

/// What a screen takes of a long list; the other forms hold all of it.
const MOST: usize = 12;

/// Renders the briefing for a terminal.
#[must_use]
pub fn render(briefing: &Briefing, style: Style) -> String {
    let mut view = View(Flow::new(style.width, style.colour));
    let (stories, singles) = Outline::all(briefing);
    for (i, outline) in stories.iter().enumerate() {
        if i > 0 {
            view.rule();
        }
        view.story(outline);
    }
    if !singles.is_empty() {
        if !stories.is_empty() {
            view.rule();
        }
        view.singles(&singles);
    }
    if !briefing.warnings.is_empty() {
        view.heading("WARNINGS");
        for w in &briefing.warnings {
            view.item("!", Ink::Alarm, 4, plain(&w.message));
        }
    }
    view.0.finish()
}

struct View(Flow);

fn run(ink: Ink, text: &str) -> Run {
    (ink, terminal(text))
}

fn plain(text: &str) -> Vec<Run> {
    vec![run(Ink::Plain, text)]
}

impl View {
    fn story(&mut self, o: &Outline<'_>) {
        self.0.paragraph(&[], 0, &[run(Ink::Strong, &o.title)]);
        self.0
            .paragraph(&[], 0, &[run(Ink::Quiet, &o.counts.join(" · "))]);
        self.brief(o);
        self.differ(o);
        self.agree(o);
        self.quotes(o);
        self.changes(o);
        self.timeline(o);
        self.copies(o);
        self.sources(o);
    }

    fn heading(&mut self, text: &str) {
        self.0.blank();
        self.0.paragraph(&[], 0, &[run(Ink::Strong, text)]);
    }

    fn item(&mut self, sign: &str, ink: Ink, hang: usize, runs: Vec<Run>) {
        self.0
            .paragraph(&[(Ink::Plain, "  ".into()), run(ink, sign)], hang, &runs);
    }

    fn rest(&mut self, shown: usize, all: usize, what: &str) {
        if all > shown {
            let more = format!(
                "… {} more {what}{}",
                all - shown,
                if all == shown + 1 { "" } else { "s" }
            );
            self.0
                .paragraph(&[(Ink::Plain, "    ".into())], 4, &[(Ink::Quiet, more)]);
        }
    }

    fn rule(&mut self) {
        self.0.blank();
        let line = "─".repeat(self.0.width());
        self.0.paragraph(&[], 0, &[(Ink::Quiet, line)]);
        self.0.blank();
    }

    fn brief(&mut self, o: &Outline<'_>) {
        if o.story.brief.sentences.is_empty() {
            return;
        }
        self.heading("THE BRIEF");
        let several = o.sources.len() > 1;
        let mut signs = Vec::new();
        for sentence in &o.story.brief.sentences {
            let standing = Standing::of(sentence.support.independent);
            if !signs.contains(&standing) {
                signs.push(standing);
            }
            let mut runs = plain(&o.resolved(&sentence.text, &sentence.citations));
            runs.extend(cites(o, &sentence.citations));
            let ink = if standing == Standing::Confirmed {
                Ink::Good
            } else {
                Ink::Quiet
            };
            self.item(
                if several { standing.sign() } else { "" },
                ink,
                if several { 4 } else { 2 },
                runs,
            );
        }
        let legend: Vec<String> = [Standing::Confirmed, Standing::Perhaps, Standing::One]
            .into_iter()
            .filter(|s| signs.contains(s))
            .map(|s| format!("{} {}", s.sign(), s.words()))
            .collect();
        let legend = if several {
            legend.join("   ")
        } else {
            "Told by one report.".to_owned()
        };
        self.0.paragraph(&[], 2, &[(Ink::Quiet, legend)]);
    }

    fn differ(&mut self, o: &Outline<'_>) {
        if o.differ.is_empty() && o.altered.is_empty() {
            return;
        }
        self.heading("WHERE THEY DIFFER");
        for reading in o.differ.iter().take(MOST) {
            self.figure(o, reading);
        }
        self.rest(o.differ.len().min(MOST), o.differ.len(), "figure");
        for remark in o.altered.iter().take(MOST) {
            let who = speaker(remark);
            self.item(
                "",
                Ink::Plain,
                2,
                vec![
                    run(Ink::Strong, &who),
                    (Ink::Alarm, " quoted in other words".into()),
                ],
            );
            for variant in &remark.variants {
                for edit in variant.edits.iter().filter(|e| alters(e)) {
                    let mut runs = plain(&phrase::edit(edit));
                    runs.extend(cites(o, &variant.citations));
                    self.0.paragraph(&[(Ink::Plain, "    ".into())], 6, &runs);
                }
            }
        }
        self.rest(o.altered.len().min(MOST), o.altered.len(), "remark");
    }

    /// One line a value: how many, who says so, in which words.
    fn figure(&mut self, o: &Outline<'_>, reading: &Reading) {
        let title = phrase::measure(&reading.measure, reading.about.as_deref());
        let ink = if reading.relation == Relation::Conflict {
            Ink::Alarm
        } else {
            Ink::Quiet
        };
        let relation = format!(" – {}", phrase::relation(reading.relation));
        self.item("", Ink::Plain, 2, vec![run(Ink::Strong, &title), (ink, relation)]);
        let labels: Vec<String> = reading
            .values
            .iter()
            .map(|v| terminal(&phrase::value(v)))
            .collect();
        let column = labels.iter().map(|l| l.width()).max().unwrap_or(0).clamp(3, 20) + 6;
        for (value, label) in reading.values.iter().zip(&labels) {
            let mut runs = Vec::new();
            if let Some(who) = &value.attributed_to {
                runs.push(run(Ink::Plain, who));
                runs.push((Ink::Plain, ": ".into()));
            }
            runs.push(run(Ink::Quiet, &format!("“{}”", value.text.trim())));
            runs.extend(cites(o, &value.citations));
            let lead = [(Ink::Plain, "    ".into()), (Ink::Strong, label.clone())];
            self.0.paragraph(&lead, column, &runs);
        }
        if !reading.why.is_empty() {
            self.0.paragraph(
                &[(Ink::Plain, "    ".into())],
                4,
                &[run(Ink::Quiet, &reading.why)],
            );
        }
    }

    fn agree(&mut self, o: &Outline<'_>) {
        if o.agree.is_empty() {
            return;
        }
        self.heading("FIGURES THAT AGREE");
        for reading in o.agree.iter().take(MOST) {
            let Some(value) = reading.values.first() else {
                continue;
            };
            let title = phrase::measure(&reading.measure, reading.about.as_deref());
            let mut runs = vec![run(Ink::Plain, &title), (Ink::Plain, ": ".into())];
            runs.push(run(Ink::Strong, &phrase::value(value)));
            let all: Vec<Citation> = reading.values.iter().flat_map(|v| v.citations.clone()).collect();
            runs.extend(cites(o, &all));
            let standing = Standing::of(reading.independent);
            let ink = if standing == Standing::Confirmed {
                Ink::Good
            } else {
                Ink::Quiet
            };
            self.item(standing.sign(), ink, 4, runs);
        }
        self.rest(o.agree.len().min(MOST), o.agree.len(), "figure");
    }

    fn quotes(&mut self, o: &Outline<'_>) {
        if o.story.quotes.is_empty() {
            return;
        }
        self.heading("WHO SAID WHAT");
        let mut before = None;
        for remark in o.story.quotes.iter().take(MOST) {
            // Remarks of one speaker in one report each stand under one name.
            let same = before == Some(&remark.speaker) && remark.reports == 1;
            self.remark(o, remark, !same);
            before = Some(&remark.speaker).filter(|s| s.is_some() && remark.reports == 1);
        }
        self.rest(o.story.quotes.len().min(MOST), o.story.quotes.len(), "remark");
    }

    fn remark(&mut self, o: &Outline<'_>, remark: &QuoteReading, named: bool) {
        let mut head = vec![run(Ink::Strong, &speaker(remark))];
        if remark.reports > 1 {
            let mut counts = phrase::count(remark.reports, "report");
            if let Some(independent) = phrase::independent(remark.independent) {
                counts = format!("{counts}, {independent}");
            }
            head.push((Ink::Quiet, format!(" – {counts}")));
        }
        if named {
            self.item("", Ink::Plain, 2, head);
        }
        for (i, variant) in remark.variants.iter().take(MOST).enumerate() {
            if i == 0 || variant.edits.is_empty() {
                let mut runs = plain(&quoted(&variant.text));
                runs.extend(cites(o, &variant.citations));
                self.0.paragraph(&[(Ink::Plain, "    ".into())], 4, &runs);
                continue;
            }
            let edits: Vec<String> = variant.edits.iter().map(phrase::edit).collect();
            let mut runs = vec![run(Ink::Quiet, &edits.join("; "))];
            runs.extend(cites(o, &variant.citations));
            self.0.paragraph(&[(Ink::Quiet, "    ~ ".into())], 6, &runs);
        }
        self.rest(remark.variants.len().min(MOST), remark.variants.len(), "wording");
    }

    fn changes(&mut self, o: &Outline<'_>) {
        if o.story.changes.is_empty() {
            return;
        }
        self.heading("WHAT CHANGED");
        let (passages, others) = versions::apart(o);
        for passage in &passages {
            let mut head = vec![run(Ink::Strong, &passage.title)];
            if o.sources.len() > 1 {
                head.push((Ink::Cite, format!(" [{}]", passage.number)));
            }
            self.item("", Ink::Plain, 2, head);
            for change in passage.changes.iter().take(MOST) {
                self.altered(change);
            }
            self.rest(passage.changes.len().min(MOST), passage.changes.len(), "change");
        }
        for change in others.iter().take(MOST) {
            let mut runs = plain(&change.text);
            runs.extend(cites(o, &change.after));
            self.item("", Ink::Plain, 2, runs);
        }
        self.rest(others.len().min(MOST), others.len(), "change");
    }

    /// One change between versions: its sign, what differs, and the words it stands in.
    fn altered(&mut self, change: &Change) {
        let sign = versions::Sign::of(change);
        let ink = match sign {
            versions::Sign::Added => Ink::Good,
            versions::Sign::Removed => Ink::Alarm,
            versions::Sign::Changed => Ink::Strong,
        };
        let what = versions::what(change);
        let mut runs = plain(&what);
        if let Some(words) = versions::words(change) {
            if !what.is_empty() {
                runs.push((Ink::Plain, " ".into()));
            }
            let ink = if sign == versions::Sign::Changed {
                Ink::Quiet
            } else {
                Ink::Plain
            };
            runs.push(run(ink, &quoted(words)));
        }
        let lead = [(Ink::Plain, "    ".into()), run(ink, sign.sign())];
        self.0.paragraph(&lead, 6, &runs);
    }

    fn timeline(&mut self, o: &Outline<'_>) {
        if o.story.timeline.is_empty() {
            return;
        }
        self.heading("TIMELINE");
        let dates: Vec<String> = o
            .story
            .timeline
            .iter()
            .map(|e| phrase::short_date(&e.date))
            .collect();
        let column = dates.iter().map(|d| d.width()).max().unwrap_or(0) + 4;
        for (entry, date) in o.story.timeline.iter().zip(&dates) {
            let mut runs = plain(&entry.text);
            runs.extend(cites(o, &entry.citations));
            self.item(date, Ink::Strong, column, runs);
        }
    }

    fn copies(&mut self, o: &Outline<'_>) {
        if o.sources.len() < 2 {
            return;
        }
        self.heading("WHO COPIED WHOM");
        for copies in o.copies.iter().take(MOST) {
            let line = copied(o, copies);
            self.item("", Ink::Plain, 4, line);
        }
        self.rest(o.copies.len().min(MOST), o.copies.len(), "group");
        if o.copies.is_empty() {
            self.item(
                "",
                Ink::Plain,
                2,
                vec![(Ink::Plain, "No report shares its prose with another.".into())],
            );
        }
        if o.quoted_alike > 0 {
            let pairs = phrase::count(o.quoted_alike, "pair");
            let verb = if o.quoted_alike == 1 { "shares" } else { "share" };
            let line = format!("{pairs} {verb} only quoted speech, which is no copying.");
            self.item("", Ink::Plain, 2, vec![(Ink::Quiet, line)]);
        }
        let (reasons, left_out) = o.why(MOST);
        for (i, why) in reasons.iter().enumerate() {
            if left_out > 0 && i + 1 == reasons.len() {
                self.rest(0, left_out, "reason");
            }
            self.item("→", Ink::Quiet, 4, plain(why));
        }
    }

    fn sources(&mut self, o: &Outline<'_>) {
        self.heading("SOURCES");
        let hang = format!("[{}]", o.sources.len()).len() + 3;
        for (i, report) in o.sources.iter().enumerate() {
            let mut runs = vec![run(Ink::Strong, &Outline::name(report))];
            if let Some(headline) = &report.headline {
                runs.push((Ink::Plain, " – ".into()));
                runs.push(run(Ink::Plain, headline));
            }
            self.item(&format!("[{}]", i + 1), Ink::Cite, hang, runs);
            self.0
                .paragraph(&[], hang, &[run(Ink::Quiet, &about(report).join(" · "))]);
            for w in warnings(report) {
                self.0.paragraph(
                    &[(Ink::Plain, " ".repeat(hang)), (Ink::Alarm, "! ".into())],
                    hang + 2,
                    &plain(w),
                );
            }
        }
    }

    fn singles(&mut self, singles: &[Outline<'_>]) {
        self.0
            .paragraph(&[], 0, &[(Ink::Strong, "TOLD BY ONE REPORT EACH".into())]);
        for o in singles {
            let mut runs = vec![run(Ink::Plain, &o.title)];
            if let Some(report) = o.sources.first() {
                let date = report.published.as_ref().map(|p| phrase::date(&p.value));
                let tail: Vec<String> = [Some(Outline::name(report)), date]
                    .into_iter()
                    .flatten()
                    .collect();
                runs.push((Ink::Quiet, format!(" – {}", terminal(&tail.join(", ")))));
            }
            self.item("·", Ink::Quiet, 4, runs);
        }
    }
}

/// In curly quote marks, without marks of its own at the ends.
fn quoted(text: &str) -> String {
    format!("“{}”", text.trim().trim_matches(['“', '”', '"']))
}

/// " [1][4]"; a long row is cut, for the reader can't follow it.
fn cites(o: &Outline<'_>, citations: &[Citation]) -> Vec<Run> {
    let cited = o.cited(citations);
    if cited.is_empty() || o.sources.len() < 2 {
        return Vec::new();
    }
    let shown: String = cited.iter().take(8).map(|(n, _)| format!("[{n}]")).collect();
    let more = if cited.len() > 8 {
        format!("+{}", cited.len() - 8)
    } else {
        String::new()
    };
    vec![(Ink::Plain, " ".into()), (Ink::Cite, format!("{shown}{more}"))]
}

fn copied(o: &Outline<'_>, copies: &Copies) -> Vec<Run> {
    let named = |n: usize| {
        let name = o.sources.get(n - 1).map(|r| Outline::name(r)).unwrap_or_default();
        vec![
            run(Ink::Plain, &name),
            (Ink::Plain, " ".into()),
            (Ink::Cite, format!("[{n}]")),
        ]
    };
    let mut runs = match &copies.origin {
        Origin::Named(name) => vec![run(Ink::Strong, name), (Ink::Plain, " → ".into())],
        Origin::Report(n) => {
            let mut runs = named(*n);
            runs.push((Ink::Plain, " → ".into()));
            runs
        }
        Origin::Third(..) => vec![(Ink::Plain, "Text of a common origin: ".into())],
        Origin::Unknown(..) => vec![(Ink::Plain, "Shared, first printer unknown: ".into())],
    };
    for (i, (n, share)) in copies.members.iter().take(MOST).enumerate() {
        if i > 0 {
            runs.push((Ink::Plain, ", ".into()));
        }
        runs.extend(named(*n));
        runs.push((Ink::Plain, format!(" {}", phrase::percent(*share))));
    }
    if copies.members.len() > MOST {
        runs.push((Ink::Plain, format!(" and {} more", copies.members.len() - MOST)));
    }
    runs.push((Ink::Quiet, format!(" ({})", phrase::basis(copies.basis))));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    fn shown(width: usize, colour: bool) -> String {
        render(&sample(), Style { width, colour })
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [40, 60, 80, 120] {
            assert!(
                shown(width, false).lines().all(|l| l.width() <= width),
                "{}",
                shown(width, false)
            );
        }
    }

    #[test]
    fn a_report_sends_no_escapes() {
        let plain = shown(80, false);
        assert!(!plain.contains('\u{1b}') && !plain.contains('\u{202E}'));
        assert!(!shown(80, true).contains("\u{1b}[31m"));
        assert!(shown(80, true).contains("\u{1b}[1m"));
    }

    #[test]
    fn every_part_is_there() {
        let view = shown(100, false);
        for part in [
            "THE BRIEF",
            "WHERE THEY DIFFER",
            "WHO SAID WHAT",
            "WHO COPIED WHOM",
            "SOURCES",
        ] {
            assert!(view.contains(part), "{part}");
        }
        for words in [
            "● A fire burned the quay of Port Ellery on Tuesday & 31 were hurt. [1][2]",
            "31   fire service: “31 were hurt” [1]",
            "“build” for “rebuild” [2]",
            "Port Ellery Herald [1] → Coast \u{FFFD}Mail [2] 55% (the same words)",
        ] {
            assert!(view.contains(words), "{words}\n{view}");
        }
    }

    #[test]
    fn an_empty_briefing_shows_nothing() {
        assert_eq!(
            render(
                &Briefing::default(),
                Style {
                    width: 80,
                    colour: true
                }
            ),
            ""
        );
    }
}
