//! Side by side as one self-contained page: no script, nothing fetched.

use super::head::{self, Head};
use super::{Mark, Side, Sort, pieces};
use crate::guard::html as h;
use crate::passages::class;
use record::{Comparison, Row};
use std::fmt::Write;

/// The rules of the table, beside those of every page.
pub const STYLE: &str = include_str!("../../templates/compare.css");

/// Renders the comparison as one self-contained HTML page.
#[must_use]
pub fn html(c: &Comparison) -> String {
    let head = Head::of(c);
    let mut out = crate::html::opened(&head.title, STYLE);
    out.push_str("<body>\n<main class=\"wide\">\n<p class=\"brand\"><b>Twosource</b> comparison</p>\n");
    out.push_str(&body(c));
    out.push_str(
        "</main>\n<footer>Set side by side by Twosource. Every word stands in its report; what \
         belongs to the site is left out.</footer>\n</body>\n</html>\n",
    );
    out
}

/// Both reports as a page's title, raw.
#[must_use]
pub fn title(c: &Comparison) -> String {
    Head::of(c).title
}

/// Renders the comparison as part of a page, without style or script.
#[must_use]
pub fn body(c: &Comparison) -> String {
    let head = Head::of(c);
    let mut out = String::new();
    top(&mut out, c, &head);
    out.push_str("<table class=\"compare\">\n<thead><tr>");
    for side in Side::BOTH {
        let headline = side.report(c).headline.as_deref().unwrap_or("no headline");
        let _ = write!(
            out,
            "<th scope=\"col\"><span class=\"letter\">{}</span> {}<span class=\"meta\">{}</span>\
             <span class=\"meta\">{}</span></th>",
            side.name(),
            h(&head::name(c, side)),
            h(headline),
            h(&head::about(c, side).join(" · "))
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &c.rows {
        line(&mut out, c, row);
    }
    out.push_str("</tbody></table>\n");
    out
}

fn top(out: &mut String, c: &Comparison, head: &Head) {
    let _ = write!(
        out,
        "<h1 class=\"title\">{}</h1>\n<p class=\"verdict\"><b>{}.</b> {}</p>\n",
        h(&head.title),
        head.verdict,
        h(&head.what)
    );
    for line in [&head.origin, &head.counts].into_iter().flatten() {
        let _ = writeln!(out, "<p class=\"verdict\">{}</p>", h(line));
    }
    if let Some(independent) = &head.independent {
        let _ = writeln!(out, "<p class=\"verdict\">{}</p>", h(independent));
    }
    if !head.signs.is_empty() {
        out.push_str("<ul class=\"plain signs\">\n");
        for (kind, why, words) in &head.signs {
            let words: String = words.iter().map(|w| format!(" <q>{}</q>", h(&w.quote))).collect();
            let _ = writeln!(
                out,
                "<li><span class=\"relation\">{kind}</span> {}{words}</li>",
                h(why)
            );
        }
        out.push_str("</ul>\n");
    }
    let has = |wanted: &dyn Fn(Sort) -> bool| c.rows.iter().any(|r| wanted(Sort::of(r)));
    let mut legend = Vec::new();
    if has(&Sort::in_step) {
        legend.push("<span class=\"key shared\">shared</span>");
        legend.push("<span class=\"key\"><del>only in A</del></span>");
        legend.push("<span class=\"key\"><ins>only in B</ins></span>");
        legend.push("<span class=\"key\"><span class=\"styled\">another house style</span></span>");
    }
    if pieces_have(c, Mark::Quoted) {
        legend.push("<span class=\"key\"><span class=\"said\">quoted alike</span></span>");
    }
    if has(&|s| s == Sort::Own) {
        legend.push("<span class=\"key own\">in this one only</span>");
    }
    if !legend.is_empty() {
        let _ = writeln!(out, "<p class=\"legend\">{}</p>", legend.join(" "));
    }
}

fn pieces_have(c: &Comparison, mark: Mark) -> bool {
    let has = |row| {
        Side::BOTH
            .iter()
            .any(|side| pieces(c, row, *side).iter().any(|p| p.mark == mark))
    };
    c.rows.iter().any(has)
}

fn line(out: &mut String, c: &Comparison, row: &Row) {
    let sort = Sort::of(row);
    let name = match sort {
        Sort::Shared { .. } => "shared",
        Sort::Speech { .. } => "speech",
        Sort::Moved => "moved",
        Sort::Own => "own",
        Sort::Frame => "frame",
    };
    // Where the columns stand below each other, what is the same in both is shown once.
    let words = |side: Side| -> Vec<&str> {
        let pieces = pieces(c, row, side);
        pieces.iter().map(|p| side.report(c).text.at(p.span)).collect()
    };
    let (a, b) = (words(Side::A).join(" "), words(Side::B).join(" "));
    let same = if sort.in_step() && a.split_whitespace().eq(b.split_whitespace()) {
        " same"
    } else {
        ""
    };
    let _ = write!(out, "<tr class=\"{name}{same}\">");
    for side in Side::BOTH {
        cell(out, c, row, side);
    }
    out.push_str("</tr>\n");
}

fn cell(out: &mut String, c: &Comparison, row: &Row, side: Side) {
    let report = side.report(c);
    let pieces = pieces(c, row, side);
    let Some(first) = pieces.first() else {
        out.push_str("<td class=\"none\"></td>");
        return;
    };
    let kind = report
        .segment_at(first.span.start())
        .map_or("between", |s| class(s.kind));
    let lang = report
        .language
        .as_deref()
        .filter(|l| l.bytes().all(|b| b.is_ascii_alphabetic()))
        .map(|l| format!(" lang=\"{l}\""))
        .unwrap_or_default();
    let letter = side.name();
    let _ = write!(
        out,
        "<td class=\"{kind}\" data-side=\"{letter}\" dir=\"auto\"{lang}>"
    );
    let mut moved = None;
    for piece in &pieces {
        if piece.apart {
            out.push(' ');
        }
        if let Some(n) = piece.moved.filter(|n| moved != Some(*n)) {
            let there = if side == Side::A { "B" } else { "A" };
            let _ = write!(
                out,
                "<a class=\"jump\" id=\"m{letter}{n}\" href=\"#m{there}{n}\">passage {n}, elsewhere in {there}</a> "
            );
        }
        moved = piece.moved;
        let words = h(report.text.at(piece.span));
        let _ = match (piece.mark, side) {
            (Mark::Edited, Side::A) => write!(out, "<del>{words}</del>"),
            (Mark::Edited, Side::B) => write!(out, "<ins>{words}</ins>"),
            (Mark::Styled, _) => write!(out, "<span class=\"styled\">{words}</span>"),
            (Mark::Quoted, _) => write!(out, "<span class=\"said\">{words}</span>"),
            (Mark::Own, _) if Sort::of(row).in_step() => write!(out, "<span class=\"alone\">{words}</span>"),
            (Mark::Same | Mark::Own | Mark::Frame, _) => write!(out, "{words}"),
        };
    }
    out.push_str("</td>");
}
