//! Who shares how much with whom, as a table: reports by reports, for a terminal, in Markdown, as a page and as a sheet.
//!
//! A row tells how much of that report's own prose stands in the report of each column, so that a short copy of a long
//! report is seen from both ends. Reports that share nothing are named below and take no row.

use crate::export::sheets::cell;
use crate::flow::{Flow, Ink, Run};
use crate::guard;
use crate::outline::Outline;
use crate::phrase;
use crate::text::Style;
use record::{Report, Reuse, ReuseKind};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Reports that a person can follow in one table; a sheet holds all.
const MOST: usize = 60;
/// Columns of one cell that holds a share in per cent.
const CELL: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    kind: ReuseKind,
    rewritten: bool,
    share: f64,
}

struct Table<'a> {
    /// In order of date and id.
    reports: Vec<&'a Report>,
    /// By places of row and column.
    cells: BTreeMap<(usize, usize), Cell>,
    /// Reports that share nothing with any other.
    alone: usize,
    /// Reports that share something and have no row.
    cut: usize,
}

impl<'a> Table<'a> {
    /// The table of at most `most` reports, those that share with most others.
    fn of(pairs: &[Reuse], reports: &'a [Report], most: usize) -> Self {
        let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
        for pair in pairs {
            let weight = if pair.kind == ReuseKind::Quotation {
                1
            } else {
                1000
            };
            for id in [&pair.a, &pair.b] {
                *shares.entry(id).or_default() += weight;
            }
        }
        let mut ranked: Vec<(usize, &Report)> = reports
            .iter()
            .enumerate()
            .filter(|(_, r)| shares.contains_key(r.id.as_str()))
            .collect();
        let all = ranked.len();
        ranked.sort_by_key(|(place, r)| (std::cmp::Reverse(shares[r.id.as_str()]), *place));
        ranked.truncate(most);
        ranked.sort_by_key(|(_, r)| {
            let date = r.published.as_ref().map(|p| p.value.as_str());
            (date.is_none(), date, r.id.as_str())
        });
        let kept: Vec<&Report> = ranked.into_iter().map(|(_, r)| r).collect();
        let places: BTreeMap<&str, usize> =
            kept.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
        let mut cells = BTreeMap::new();
        for pair in pairs {
            if let (Some(&a), Some(&b)) = (places.get(pair.a.as_str()), places.get(pair.b.as_str())) {
                let cell = |share| Cell {
                    kind: pair.kind,
                    rewritten: pair.rewritten,
                    share,
                };
                cells.insert((a, b), cell(pair.share_a));
                cells.insert((b, a), cell(pair.share_b));
            }
        }
        Self {
            alone: reports.len() - all,
            cut: all - kept.len(),
            reports: kept,
            cells,
        }
    }

    /// What is not in the table.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.cut > 0 {
            notes.push(format!(
                "The {} reports that share most are shown; {} more share text. --format csv or jsonl holds all.",
                self.reports.len(),
                self.cut
            ));
        }
        if self.alone > 0 {
            let share = if self.alone == 1 { "shares" } else { "share" };
            notes.push(format!(
                "{} {share} nothing with another.",
                phrase::count(self.alone, "report")
            ));
        }
        notes
    }
}

const KEY: &str = "A row: how much of its prose stands in the report of the column. \
c: most of one is in the other (copied), p: in part, i: in other words (inferred), q: only quoted speech, which is no copying.";

fn letter(cell: &Cell) -> char {
    match cell.kind {
        _ if cell.rewritten => 'i',
        ReuseKind::Copied => 'c',
        ReuseKind::Partly => 'p',
        ReuseKind::Quotation => 'q',
    }
}

/// What is said of a report in the legend.
fn legend(report: &Report) -> String {
    let date = report.published.as_ref().map(|p| phrase::short_date(&p.value));
    let headline = report.headline.as_deref().map(guard::one_line);
    let parts = [
        Some(Outline::name(report)),
        date,
        headline,
        Some(report.id.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Renders the table for a terminal: shares in per cent where they fit, one sign a cell where there are many.
#[must_use]
pub fn text(pairs: &[Reuse], reports: &[Report], style: Style) -> String {
    let table = Table::of(pairs, reports, MOST);
    let mut flow = Flow::new(style.width, style.colour);
    let n = table.reports.len();
    if n == 0 {
        flow.paragraph(
            &[],
            0,
            &[(Ink::Plain, "No report shares text with another.".into())],
        );
        return flow.finish();
    }
    let digits = n.to_string().len();
    let room = style.width.saturating_sub(digits + 1);
    if n * CELL <= room {
        shares(&mut flow, &table, digits);
    } else {
        signs(&mut flow, &table, digits, room);
    }
    flow.blank();
    flow.paragraph(&[], 0, &[(Ink::Quiet, KEY.into())]);
    for note in table.notes() {
        flow.paragraph(&[], 0, &[(Ink::Quiet, note)]);
    }
    flow.blank();
    for (i, report) in table.reports.iter().enumerate() {
        let number = format!("{:>digits$} ", i + 1);
        let words = guard::terminal(&legend(report));
        flow.paragraph(&[(Ink::Cite, number)], digits + 1, &[(Ink::Plain, words)]);
    }
    flow.finish()
}

fn ink(kind: ReuseKind) -> Ink {
    match kind {
        ReuseKind::Copied => Ink::Alarm,
        ReuseKind::Partly => Ink::Strong,
        ReuseKind::Quotation => Ink::Quiet,
    }
}

fn shares(flow: &mut Flow, table: &Table<'_>, digits: usize) {
    let n = table.reports.len();
    let head: String = (1..=n).map(|i| format!("{i:>CELL$}")).collect();
    flow.cells(&[(Ink::Quiet, " ".repeat(digits + 1)), (Ink::Cite, head)]);
    for row in 0..n {
        let mut runs: Vec<Run> = vec![(Ink::Cite, format!("{:>digits$} ", row + 1))];
        for column in 0..n {
            runs.push(match table.cells.get(&(row, column)) {
                _ if row == column => (Ink::Quiet, format!("{:>CELL$}", "\\")),
                None => (Ink::Quiet, format!("{:>CELL$}", "·")),
                Some(cell) => {
                    let share = phrase::percent(cell.share);
                    let told = format!("{}{}", share.trim_end_matches('%'), letter(cell));
                    (ink(cell.kind), format!("{told:>CELL$}"))
                }
            });
        }
        flow.cells(&runs);
    }
}

/// Tenths instead of per cent; where even these do not fit, the columns are told in several blocks.
fn signs(flow: &mut Flow, table: &Table<'_>, digits: usize, room: usize) {
    let n = table.reports.len();
    let block = (room / 2).max(1);
    for (k, from) in (0..n).step_by(block).enumerate() {
        let columns = from..(from + block).min(n);
        if k > 0 {
            flow.blank();
        }
        for digit in 0..digits {
            let head: String = columns
                .clone()
                .map(|i| {
                    format!(
                        " {}",
                        format!("{:>digits$}", i + 1).chars().nth(digit).unwrap_or(' ')
                    )
                })
                .collect();
            flow.cells(&[(Ink::Quiet, " ".repeat(digits + 1)), (Ink::Cite, head)]);
        }
        for row in 0..n {
            let mut runs: Vec<Run> = vec![(Ink::Cite, format!("{:>digits$} ", row + 1))];
            for column in columns.clone() {
                runs.push(match table.cells.get(&(row, column)) {
                    _ if row == column => (Ink::Quiet, " \\".into()),
                    None => (Ink::Quiet, " ·".into()),
                    Some(cell) => (ink(cell.kind), format!(" {}", sign(*cell))),
                });
            }
            flow.cells(&runs);
        }
    }
    flow.blank();
    let key = "Tenths: 9 for 90% and more, X for all of it, q for quoted speech alone.";
    flow.paragraph(&[], 0, &[(Ink::Quiet, key.into())]);
}

fn sign(cell: Cell) -> char {
    if cell.kind == ReuseKind::Quotation {
        return 'q';
    }
    let thousandths = (cell.share * 1000.0).round();
    (0..10_u8)
        .rev()
        .find(|tenth| thousandths >= f64::from(*tenth) * 100.0)
        .map_or('0', |tenth| {
            if thousandths >= 995.0 {
                'X'
            } else {
                char::from(b'0' + tenth)
            }
        })
}

/// Renders the table as Markdown.
#[must_use]
pub fn markdown(pairs: &[Reuse], reports: &[Report]) -> String {
    let table = Table::of(pairs, reports, MOST);
    let n = table.reports.len();
    if n == 0 {
        return "No report shares text with another.\n".to_owned();
    }
    let mut out = String::from("| |");
    (1..=n).for_each(|i| {
        let _ = write!(out, " {i} |");
    });
    out.push_str("\n|---|");
    (0..n).for_each(|_| out.push_str("---:|"));
    out.push('\n');
    for row in 0..n {
        let _ = write!(
            out,
            "| {} {} |",
            row + 1,
            guard::markdown(&Outline::name(table.reports[row]))
        );
        for column in 0..n {
            let _ = match table.cells.get(&(row, column)) {
                _ if row == column => write!(out, " |"),
                None => write!(out, " · |"),
                Some(cell) => {
                    let told = format!("{} {}", phrase::percent(cell.share), letter(cell));
                    let strong = if cell.kind == ReuseKind::Copied { "**" } else { "" };
                    write!(out, " {strong}{told}{strong} |")
                }
            };
        }
        out.push('\n');
    }
    let _ = write!(out, "\n{KEY}\n");
    for note in table.notes() {
        let _ = write!(out, "\n{note}\n");
    }
    out.push('\n');
    for (i, report) in table.reports.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", i + 1, guard::markdown(&legend(report)));
    }
    out
}

const STYLE: &str = "main{max-width:none}.matrix{border-collapse:collapse;font:.82rem/1.2 system-ui,sans-serif;\
font-variant-numeric:tabular-nums}.matrix th,.matrix td{padding:.3rem .4rem;border:1px solid var(--line);text-align:right}\
.matrix th[scope=row]{text-align:left;white-space:nowrap;font-weight:500;position:sticky;left:0;background:var(--paper)}\
.matrix .copied{font-weight:700}.matrix .quotation{color:var(--quiet)}.matrix .self{background:var(--line)}\
.scroll{overflow-x:auto}.legend-list{font-size:.9rem}";

/// Renders the table as one self-contained page; the darker a cell, the more is shared.
#[must_use]
pub fn html(pairs: &[Reuse], reports: &[Report]) -> String {
    let table = Table::of(pairs, reports, MOST);
    let h = guard::html;
    let n = table.reports.len();
    let mut out = crate::html::opened("Who shares text with whom", STYLE);
    out.push_str(
        "<body>\n<main>\n<p class=\"brand\"><b>Twosource</b> reuse</p>\n<h1 class=\"title\">Who shares text with whom</h1>\n",
    );
    if n == 0 {
        out.push_str("<p>No report shares text with another.</p>\n");
    } else {
        let _ = write!(
            out,
            "<p class=\"legend\">{KEY}</p>\n<div class=\"scroll\"><table class=\"matrix\"><thead><tr><td></td>"
        );
        for (i, report) in table.reports.iter().enumerate() {
            let _ = write!(
                out,
                "<th scope=\"col\"><abbr title=\"{}\">{}</abbr></th>",
                h(&Outline::name(report)),
                i + 1
            );
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in 0..n {
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{} {}</th>",
                row + 1,
                h(&Outline::name(table.reports[row]))
            );
            for column in 0..n {
                let _ = match table.cells.get(&(row, column)) {
                    _ if row == column => write!(out, "<td class=\"self\"></td>"),
                    None => write!(out, "<td></td>"),
                    Some(cell) => {
                        let kind = match cell.kind {
                            ReuseKind::Copied => "copied",
                            ReuseKind::Partly => "partly",
                            ReuseKind::Quotation => "quotation",
                        };
                        // A quoted share is no copying and takes no colour.
                        let tint = if cell.kind == ReuseKind::Quotation {
                            0.0
                        } else {
                            (cell.share * 55.0).round()
                        };
                        write!(
                            out,
                            "<td class=\"{kind}\" style=\"background:color-mix(in srgb,var(--alarm) {tint}%,transparent)\">{} {}</td>",
                            phrase::percent(cell.share),
                            letter(cell)
                        )
                    }
                };
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
        for note in table.notes() {
            let _ = writeln!(out, "<p class=\"legend\">{}</p>", h(&note));
        }
        out.push_str("<ol class=\"legend-list\">\n");
        for report in &table.reports {
            let _ = writeln!(out, "<li>{}</li>", h(&legend(report)));
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</main>\n<footer>Told by Twosource.</footer>\n</body>\n</html>\n");
    out
}

/// Renders the whole table for a spreadsheet, fields parted by `separator`: shares of copied prose from 0 to 1, `q` where
/// only quoted speech is shared, nothing where nothing is.
#[must_use]
pub fn sheet(pairs: &[Reuse], reports: &[Report], separator: char) -> String {
    let table = Table::of(pairs, reports, usize::MAX);
    let n = table.reports.len();
    let mut out = String::from("id");
    out.push(separator);
    out.push_str("outlet");
    for report in &table.reports {
        out.push(separator);
        out.push_str(&cell(&report.id, separator));
    }
    out.push('\n');
    for row in 0..n {
        let report = table.reports[row];
        out.push_str(&cell(&report.id, separator));
        out.push(separator);
        out.push_str(&cell(&Outline::name(report), separator));
        for column in 0..n {
            out.push(separator);
            match table.cells.get(&(row, column)) {
                Some(cell) if cell.kind == ReuseKind::Quotation => out.push('q'),
                Some(cell) => {
                    let _ = write!(out, "{:.3}", cell.share);
                }
                None => {}
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Direction, ReuseBasis};
    use unicode_width::UnicodeWidthStr;

    fn set(n: usize) -> (Vec<Reuse>, Vec<Report>) {
        let reports: Vec<Report> = (0..n)
            .map(|i| Report {
                id: format!("r{i:03}"),
                outlet: Some(if i == 0 {
                    "=cmd|<b>Herald\u{1b}[31m".into()
                } else {
                    format!("Outlet, Number {i}")
                }),
                ..Report::default()
            })
            .collect();
        let pairs = (1..n.saturating_sub(1))
            .map(|i| Reuse {
                a: format!("r{:03}", i - 1),
                b: format!("r{i:03}"),
                kind: [ReuseKind::Copied, ReuseKind::Partly, ReuseKind::Quotation][i % 3],
                share_a: 0.31,
                share_b: 1.0,
                origin: Direction::Unknown,
                origin_name: None,
                basis: ReuseBasis::Reuse,
                rewritten: false,
                passages: vec![],
            })
            .collect();
        (pairs, reports)
    }

    #[test]
    fn few_and_many_fit_the_screen() {
        for n in [0, 2, 5, 14, 40, 90] {
            for width in [40, 80, 100] {
                let (pairs, reports) = set(n);
                let view = text(&pairs, &reports, Style { width, colour: false });
                assert!(view.lines().all(|l| l.width() <= width), "{n} {width}\n{view}");
                assert!(!view.contains('\u{1b}'));
            }
        }
        let (pairs, reports) = set(5);
        let view = text(
            &pairs,
            &reports,
            Style {
                width: 80,
                colour: false,
            },
        );
        assert!(
            view.contains("31p") && view.contains("100p") && view.contains("31q"),
            "{view}"
        );
        assert!(view.contains("1 report shares nothing with another."), "{view}");
    }

    #[test]
    fn what_is_cut_is_said() {
        let (pairs, reports) = set(90);
        let view = text(
            &pairs,
            &reports,
            Style {
                width: 100,
                colour: false,
            },
        );
        assert!(
            view.contains("The 60 reports that share most are shown; 29 more share text."),
            "{view}"
        );
        assert_eq!(sheet(&pairs, &reports, ',').lines().count(), 90);
    }

    #[test]
    fn a_name_is_neither_markup_nor_formula() {
        let (pairs, reports) = set(5);
        let csv = sheet(&pairs, &reports, ',');
        assert!(
            csv.contains("r000,'=cmd|<b>Herald") && csv.contains("\"Outlet, Number 1\""),
            "{csv}"
        );
        assert!(!html(&pairs, &reports).contains("<b>Herald"));
        assert!(!markdown(&pairs, &reports).contains("<b>"));
        let rows: Vec<usize> = csv
            .lines()
            .map(|l| l.replace("\"Outlet, ", "").matches(',').count())
            .collect();
        assert!(rows.iter().all(|n| *n == rows[0]), "{rows:?}");
    }
}
