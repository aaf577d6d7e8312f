//! The terminal view.

mod course;
mod lineage;
mod readings;

use crate::attributed;
use crate::flow::{Flow, Ink, Run};
use crate::guard::terminal;
use crate::outline::Outline;
use crate::phrase::{self, Standing};
use crate::single;
use record::{Briefing, Citation};

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

/// Words of a report on one line, without anything that acts on a screen.
#[must_use]
pub fn line(text: &str) -> String {
    terminal(text)
}

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
        for note in crate::notes::of(o) {
            self.0.paragraph(&[], 0, &[run(Ink::Quiet, &note)]);
        }
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
        for (sentence, told) in o.story.brief.sentences.iter().zip(&o.told) {
            let standing = Standing::of(sentence.support.independent);
            if !signs.contains(&standing) {
                signs.push(standing);
            }
            let mut runs = plain(told);
            runs.extend(cites(o, &sentence.citations));
            let by = attributed::note(sentence).map(|by| (Ink::Quiet, format!(" {}", terminal(&by))));
            runs.extend(by);
            let alone =
                single::note(sentence, told).map(|note| (Ink::Quiet, format!(" ({})", terminal(&note))));
            runs.extend(alone);
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

/// In curly quote marks, without marks of its own at the ends.
fn quoted(text: &str) -> String {
    format!("“{}”", text.trim().trim_matches(['“', '”', '"']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;
    use unicode_width::UnicodeWidthStr;

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
            "└─ Coast \u{FFFD}Mail [2] – the same words, 55% of its prose",
        ] {
            assert!(view.contains(words), "{words}\n{view}");
        }
    }

    #[test]
    fn whose_word_it_is_stands_behind_the_citations() {
        let mut briefing = sample();
        briefing.stories[0].brief.sentences[0].support.attributed_to = vec!["Canal\u{1b} Board".into()];
        let view = render(
            &briefing,
            Style {
                width: 100,
                colour: false,
            },
        );
        assert!(view.contains("[1][2] said by Canal"), "{view}");
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
