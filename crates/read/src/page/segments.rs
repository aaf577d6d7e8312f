//! Blocks of a page to segments of a report.

use super::element::Signs;
use super::hints::Hints;
use super::scan::squeeze;
use super::scan::{Block, Scan};
use record::{Segment, SegmentKind, Text};

/// Blocks that are known for what they are, by their place in the scan.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) headline: Option<usize>,
    pub(super) deck: Option<usize>,
    pub(super) bylines: Vec<usize>,
}

/// The block that is the line below the headline: marked as one, or a short block right below it that says what the
/// page's description says and is a heading or no part of the main text.
pub(super) fn deck(
    scan: &Scan,
    held: &[bool],
    headline: Option<usize>,
    description: Option<&str>,
) -> Option<usize> {
    let headline = headline?;
    let description = description.map(squeeze).unwrap_or_default();
    let below = scan.blocks.iter().enumerate().skip(headline + 1).take(4);
    below
        .take_while(|(i, block)| *i == headline + 1 || block.span.len() < 600)
        .find(|(i, block)| {
            let words = scan.mask.text().get(block.span.range()).unwrap_or("");
            let is_said = description.len() > 20 && squeeze(words) == description;
            let apart = block.signs.has(Signs::HEADING) || !held.get(*i).copied().unwrap_or(false);
            let prose = words.split_whitespace().count() > 3;
            prose && (block.signs.has(Signs::DECK) || (is_said && apart))
        })
        .map(|(i, _)| i)
}

/// What each block is.
pub(super) fn kinds(scan: &Scan, held: &[bool], parts: &Parts) -> Vec<SegmentKind> {
    let last = held.iter().rposition(|h| *h).unwrap_or(0);
    let first = parts
        .headline
        .unwrap_or_else(|| held.iter().position(|h| *h).unwrap_or(0));
    let kind = |(i, block): (usize, &Block)| {
        let signs = block.signs;
        if parts.headline == Some(i) {
            SegmentKind::Headline
        } else if parts.deck == Some(i) {
            SegmentKind::Deck
        } else if parts.bylines.contains(&i) {
            SegmentKind::Byline
        } else if signs.has(Signs::CAPTION) && (first..=last).contains(&i) {
            SegmentKind::Caption
        } else if signs.has(Signs::EMBED) && (first..=last).contains(&i) {
            SegmentKind::Embed
        } else if !held.get(i).copied().unwrap_or(false) {
            beside(scan, block)
        } else if signs.has(Signs::HEADING) {
            SegmentKind::Heading
        } else if signs.has(Signs::QUOTE) {
            SegmentKind::Blockquote
        } else if signs.has(Signs::LIST) {
            SegmentKind::List
        } else if signs.has(Signs::CELL) && is_cell(scan, block) {
            SegmentKind::Table
        } else {
            SegmentKind::Paragraph
        }
    };
    scan.blocks.iter().enumerate().map(kind).collect()
}

/// What a block beside the report is, as its element's names say.
fn beside(scan: &Scan, block: &Block) -> SegmentKind {
    let element = scan.tree.at(block.element);
    let hints = |of: Hints| element.hints.has(of) || scan.tree.at(element.parent).hints.has(of);
    let text = scan.mask.text().get(block.span.range()).unwrap_or("");
    let some = text.split_whitespace().nth(2).is_some();
    if some && block.linked * 10 >= text.len() * 7 && hints(Hints::RELATED) {
        SegmentKind::Related
    } else if some && block.linked * 2 < text.len() && hints(Hints::SIGN_UP) && !hints(Hints::BODY) {
        SegmentKind::Pitch
    } else {
        SegmentKind::Furniture
    }
}

/// Whether a block in a table's cell is data: old pages lay out their whole text in tables, as long blocks or as many in
/// one cell.
fn is_cell(scan: &Scan, block: &Block) -> bool {
    let within = scan.tree.at(block.element).held;
    let text = scan.mask.text().get(block.span.range()).unwrap_or("");
    text.split_whitespace().nth(40).is_none() && (within.blocks < 2 || within.words <= 80)
}

/// The segments, in order. The cells of a table's row become one.
pub(super) fn build(text: &Text, blocks: &[Block], kinds: &[SegmentKind]) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut row = 0;
    for (block, kind) in blocks.iter().zip(kinds) {
        let span = text.trimmed(block.span);
        if span.is_empty() {
            continue;
        }
        let same_row = *kind == SegmentKind::Table && block.row == row && row != 0;
        match out.last_mut() {
            Some(last) if same_row && last.kind == SegmentKind::Table => last.span = last.span.cover(span),
            _ => out.push(Segment::new(*kind, span)),
        }
        row = block.row;
    }
    out
}
