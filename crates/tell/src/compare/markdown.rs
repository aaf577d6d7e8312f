//! Two reports in Markdown: both woven into one text, what either has alone set apart.

use super::head::{self, Head};
use super::terminal::woven;
use super::{Side, Sort, pieces};
use crate::guard::markdown as md;
use record::{Comparison, Row};
use std::fmt::Write;

/// Renders the comparison as Markdown: words of A alone are ~~struck~~, those of B alone **bold**.
#[must_use]
pub fn markdown(c: &Comparison) -> String {
    let head = Head::of(c);
    let mut out = format!(
        "## {}\n\n**{}.** {}\n",
        md(&head.title),
        head.verdict,
        md(&head.what)
    );
    for line in [&head.origin, &head.counts].into_iter().flatten() {
        let _ = write!(out, "\n{}\n", md(line));
    }
    if let Some(independent) = &head.independent {
        let _ = write!(out, "\n{}\n", md(independent));
    }
    if !head.signs.is_empty() {
        out.push('\n');
    }
    for (kind, why, words) in &head.signs {
        let words: String = words.iter().map(|w| format!(" “{}”", md(&w.quote))).collect();
        let _ = writeln!(out, "- {kind}: {}{words}", md(why));
    }
    out.push('\n');
    for side in Side::BOTH {
        let headline = side.report(c).headline.as_deref().unwrap_or("no headline");
        let _ = writeln!(
            out,
            "- {} **{}** – {}. {}",
            side.name(),
            md(&head::name(c, side)),
            md(headline),
            md(&head::about(c, side).join(" · "))
        );
    }
    out.push_str("\nIn what both have, words of A alone are ~~struck~~ and words of B alone **bold**; ");
    out.push_str("what only one of them has is set apart.\n");
    c.rows.iter().for_each(|row| paragraph(&mut out, c, row));
    out
}

fn paragraph(out: &mut String, c: &Comparison, row: &Row) {
    if Sort::of(row).in_step() {
        out.push('\n');
        for part in woven(c, row) {
            let words = part.side.report(c).text.at(part.span);
            if part.apart || words.starts_with(char::is_whitespace) {
                space(out);
            }
            let told = md(words.trim());
            match (told.is_empty(), part.edited, part.side) {
                (true, ..) => {}
                (_, false, _) => out.push_str(&told),
                (_, true, Side::A) => {
                    let _ = write!(out, "~~{told}~~");
                }
                (_, true, Side::B) => {
                    let _ = write!(out, "**{told}**");
                }
            }
            if words.ends_with(char::is_whitespace) {
                space(out);
            }
        }
        out.push('\n');
        return;
    }
    for side in Side::BOTH {
        let pieces = pieces(c, row, side);
        let Some(first) = pieces.first() else { continue };
        let text = &side.report(c).text;
        let words: Vec<String> = pieces
            .chunk_by(|_, next| !next.apart)
            .map(|one| one.iter().map(|p| text.at(p.span)).collect::<String>())
            .collect();
        let label = match (Sort::of(row), first.moved) {
            (Sort::Frame, _) => side.name().to_owned(),
            (_, Some(n)) => format!("{}, passage {n}, elsewhere in the other", side.name()),
            _ => format!("Only {}", side.name()),
        };
        let _ = write!(out, "\n> **{label}:** {}\n", md(&words.join(" ")));
    }
}

/// One space, unless there is one.
fn space(out: &mut String) {
    if !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}
