//! The lines of a page that sign the report: close to its headline, or below its text where they begin with "By".

use super::element::Signs;
use super::scan::squeeze;
use super::scan::{Block, Scan};
use crate::byline::{self, Trust};
use record::Span;

/// So far above and below the headline, in bytes of text, a line may sign the report.
const ABOVE: usize = 400;
const BELOW: usize = 1500;
/// So far around the end of the report.
const AROUND_END: usize = 400;
/// A line of names is no longer than this, in bytes.
const LINE: usize = 240;
/// So many lines sign a report.
const LINES: usize = 6;

/// The lines close to the headline that name writers; where there are none, those at the end of the report that begin
/// with "By".
pub(super) fn visible(scan: &Scan, headline: Option<usize>, extent: Span) -> Found {
    let title = headline
        .and_then(|i| scan.blocks.get(i))
        .map_or(extent, |b| b.span);
    let first = title.start().saturating_sub(ABOVE);
    let until = title.end().min(extent.end()) + BELOW;
    let (mut head, mut end) = (Found::default(), Found::default());
    let mut closed = None;
    for (i, block) in scan.blocks.iter().enumerate() {
        let skipped = block
            .signs
            .has(Signs::TITLE.with(Signs::CAPTION).with(Signs::FIGURE));
        if Some(i) == headline || block.span.len() > LINE || skipped {
            continue;
        }
        if block.span.end() >= first && block.span.start() <= until {
            // Items of one list share what leads to the first of them.
            let goes_on =
                head.lines.last().is_some_and(|(last, _)| last + 1 == i) && block.signs.has(Signs::LIST);
            // "By Herald Staff" answers who wrote it; a name further down is another report's.
            if closed.is_some_and(|at| i > at + 1) {
                continue;
            }
            let names = signed(scan, i, block, true, goes_on);
            let line = scan.mask.text().get(block.span.range()).unwrap_or("");
            if names.as_ref().is_some_and(Vec::is_empty) && byline::is_led(line) && head.people().is_empty() {
                closed = Some(i);
            }
            head.add(i, names);
        } else if block.span.end() + AROUND_END >= extent.end()
            && block.span.start() <= extent.end() + AROUND_END
        {
            end.add(i, signed(scan, i, block, false, false));
        }
    }
    if head.lines.is_empty() {
        head.add_bare(scan, headline);
    }
    if head.lines.is_empty() {
        head.lines.append(&mut end.lines);
    }
    head
}

/// Lines that name writers: each block with whom it names.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lines: Vec<(usize, Vec<String>)>,
}

impl Found {
    fn add(&mut self, block: usize, signed: Option<Vec<String>>) {
        if let Some(names) = signed.filter(|_| self.lines.len() < LINES) {
            self.lines.push((block, names));
        }
    }

    /// The people of the first lines that name any, which stand one right after the other. What is further away is
    /// another report's.
    pub(super) fn people(&self) -> Vec<String> {
        self.runs()
            .into_iter()
            .find(|run| !run.is_empty())
            .unwrap_or_default()
    }

    /// The people of each run of lines that stand one right after the other.
    pub(super) fn runs(&self) -> Vec<Vec<String>> {
        let mut runs: Vec<Vec<String>> = Vec::new();
        let mut last = None;
        for (i, names) in &self.lines {
            if last.is_none_or(|last| *i > last + 1) {
                runs.push(Vec::new());
            }
            last = Some(*i);
            let Some(run) = runs.last_mut() else { continue };
            for name in names {
                if !run.iter().any(|n| squeeze(n) == squeeze(name)) {
                    run.push(name.clone());
                }
            }
        }
        runs
    }

    /// A line right below the headline that is nothing but full names, without a mark or a "By". A name that the
    /// headline speaks of is a topic, and so is one that leads elsewhere.
    fn add_bare(&mut self, scan: &Scan, headline: Option<usize>) {
        let Some(headline) = headline else { return };
        let text = scan.mask.text();
        let words = |b: &Block| text.get(b.span.range()).unwrap_or("");
        let title = scan.blocks.get(headline).map_or("", words);
        for (i, block) in scan.blocks.iter().enumerate().skip(headline + 1).take(3) {
            let line = words(block);
            if line.len() > LINE || block.signs.has(Signs::HEADING) || !byline::is_all_names(line) {
                continue;
            }
            let people = byline::split(line).people;
            let named: usize = people.iter().map(String::len).sum();
            let known = people.iter().filter(|n| byline::has_first_name(n)).count();
            let topic = people.iter().any(|n| shares_word(n, title));
            if known * 2 >= people.len() && !topic && block.linked + named <= line.len() {
                return self.add(i, Some(people));
            }
        }
    }
}

/// Whether what stands right before byte `at` says that somebody else than the writers follows: "Reviewed by".
fn is_of_others(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(60);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..at).unwrap_or("").trim_end();
    let words = before
        .rsplit(['\n', ',', '|', '•', '.', ';'])
        .next()
        .unwrap_or("");
    byline::is_label(words) == Some(false)
}

/// The one person whom all marks of the page name as author. Several are the writers of a list of reports.
pub(super) fn marked(scan: &Scan) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    let text = scan.mask.text();
    for mark in scan.marks.iter().filter(|m| m.own.has(Signs::AUTHOR)).take(100) {
        let words = text.get(mark.span.range()).unwrap_or("");
        if is_of_others(text, mark.span.start()) {
            continue;
        }
        for name in byline::split(words).people {
            if !people.iter().any(|n| squeeze(n) == squeeze(&name)) {
                people.push(name);
            }
        }
    }
    if people.len() == 1 { people } else { Vec::new() }
}

fn has_mark(scan: &Scan, block: &Block) -> bool {
    scan.marks
        .iter()
        .any(|m| m.own.has(Signs::AUTHOR) && m.span.overlaps(block.span))
}

fn shares_word(name: &str, title: &str) -> bool {
    name.split_whitespace()
        .any(|word| word.len() > 2 && title.contains(word))
}

/// Whom a block names as writers; `None` where it is no byline. An agency's byline names nobody and is one all the same.
fn signed(scan: &Scan, at: usize, block: &Block, head: bool, goes_on: bool) -> Option<Vec<String>> {
    let text = scan.mask.text();
    let line = text.get(block.span.range())?;
    let before = at.checked_sub(1).and_then(|i| scan.blocks.get(i));
    let label = before
        .and_then(|b| text.get(b.span.range()))
        .and_then(byline::is_label);
    if label == Some(false) {
        return None;
    }
    // "By Herald Staff" signs too, and names nobody.
    let by_nobody = || head && line.len() < 80 && has_mark(scan, block) && byline::is_led(line);
    if byline::is_byline(line, head && !block.signs.has(Signs::ASIDE)) || by_nobody() {
        return Some(byline::split(line).people);
    }
    let some = |people: Vec<String>| (!people.is_empty()).then_some(people);
    if (label == Some(true) || goes_on && byline::is_all_names(line)) && line.len() < 100 {
        return some(byline::split(line).people);
    }
    if !head {
        return None;
    }
    // An element that is marked as the author, clipped to this block; marks within marks say the same again.
    let marks = scan
        .marks
        .iter()
        .filter(|m| m.own.has(Signs::AUTHOR) && m.span.overlaps(block.span));
    let mut people: Vec<String> = Vec::new();
    for mark in marks {
        let (from, to) = (
            mark.span.start().max(block.span.start()),
            mark.span.end().min(block.span.end()),
        );
        let Some(words) = text.get(from..to) else { continue };
        let lead = text.get(block.span.start()..from).unwrap_or("");
        let others = is_of_others(text, from);
        let trust = if mark.own.has(Signs::LINK) || words.len() > 60 {
            Trust::Line
        } else {
            Trust::Field
        };
        // A link to a writer in a paragraph of prose is no byline.
        let sentence = line.ends_with(['.', '!', '?']) && line.split_whitespace().nth(11).is_some();
        let prose = mark.own.has(Signs::LINK) && (lead.len() > 60 || sentence);
        if others || prose {
            continue;
        }
        for name in byline::tell(words, trust).people {
            // A mark may hold a section's or an account's name; a single name must be one that people have.
            let full = name.contains(' ') || byline::has_first_name(&name);
            if full && !people.iter().any(|n| squeeze(n) == squeeze(&name)) {
                people.push(name);
            }
        }
    }
    some(people)
}
