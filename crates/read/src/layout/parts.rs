//! A text's lines, told apart by their shape and their place: what stands above the first paragraph, between
//! paragraphs, and below the last.

use super::{
    caption, dateline,
    lines::{self, Line},
    masthead, post,
    shape::{self, Place, Shape},
    told::{Parts, Seen},
};
use record::{SegmentKind, Span, Text};
use rustc_hash::FxHashMap;

/// Paragraphs at the head among which a dateline is sought.
const DATELINE_WITHIN: usize = 4;

/// Tells the lines of `text` apart. `title` is a record's, which the text may repeat.
pub(crate) fn lay_out(text: &Text, title: Option<&str>) -> Parts {
    let mut parts = Parts::default();
    let mut found = lines::lines(text);
    parts.take_glued_head(text, &mut found);
    let mut seen = see(text, &found);
    place_datelines(text, &mut seen);
    mark_repeats(text, &mut seen);
    post::mark(text, &mut seen);
    mark_title(text, &mut seen, title, &mut parts);
    let first = seen.iter().position(is_body).unwrap_or(seen.len());
    let last = seen.iter().rposition(is_body).unwrap_or(0);
    if let Some((i, name)) = masthead::find(text, &seen, first, title.is_some()) {
        seen[i].kind = Some(SegmentKind::Furniture);
        parts.outlet = Some(name);
    }
    name_head(text, &mut seen, first, title.is_some(), &mut parts);
    name_body(text, &mut seen, first, last);
    for (i, line) in seen.iter().enumerate() {
        parts.tell(text, line, i == last);
    }
    parts.outlet = parts.outlet.take().or(parts.fallback_outlet.take());
    parts
}

fn is_body(seen: &Seen) -> bool {
    seen.kind.is_none() && matches!(seen.shape, Shape::Prose | Shape::Item | Shape::Block)
}

/// The shapes of all lines; those above the first and below the last paragraph are looked at again with that known.
fn see(text: &Text, found: &[Line]) -> Vec<Seen> {
    let look = |span: Span, place| shape::of(text.at(span), place);
    let mut seen: Vec<Seen> = found
        .iter()
        .map(|l| Seen {
            span: l.span,
            shape: look(l.span, Place::default()),
            dateline: None,
            kind: None,
        })
        .collect();
    let first = seen.iter().position(is_body).unwrap_or(seen.len());
    let mut last = seen.iter().rposition(is_body).unwrap_or(0);
    // "— AFP" below the text looks like an item of a list of one.
    let item = |i: usize| seen.get(i).is_some_and(|s| s.shape == Shape::Item);
    if last > first && item(last) && !item(last - 1) {
        let end = Place {
            head: false,
            end: true,
        };
        if matches!(look(seen[last].span, end), Shape::Credit(_)) {
            last = seen.iter().take(last).rposition(is_body).unwrap_or(last);
        }
    }
    for (i, line) in seen.iter_mut().enumerate() {
        let place = Place {
            head: i < first,
            end: i > last,
        };
        if (place.head || place.end) && matches!(line.shape, Shape::Bare | Shape::Item) {
            line.shape = look(line.span, place);
        }
    }
    seen
}

/// Finds the dateline at the head of one of the first paragraphs, or glued into a caption before them.
fn place_datelines(text: &Text, seen: &mut [Seen]) {
    let mut paragraphs = 0;
    for line in seen.iter_mut() {
        match line.shape {
            Shape::Prose | Shape::Bare | Shape::Item => line.dateline = dateline::find(text, line.span),
            _ => {}
        }
        if line.dateline.is_none() && matches!(line.shape, Shape::Caption | Shape::Prose) {
            let before = |f: &dateline::Found| {
                text.span(line.span.start(), f.span.start())
                    .is_some_and(|s| caption::is_caption(text.at(s).trim()))
            };
            line.dateline = dateline::inside(text, line.span).filter(before);
        }
        if line.dateline.is_some() {
            line.shape = Shape::Prose;
            return;
        }
        paragraphs += usize::from(line.shape == Shape::Prose);
        if paragraphs >= DATELINE_WITHIN {
            return;
        }
    }
}

/// A long line that comes again is the site's repetition. One that stands there twice in a row is a caption, once as the
/// picture's alternative text; several such pairs that don't read as captions are links to other reports. Where most
/// lines are doubled, the scrape doubled them, and the first of each stays what it is.
fn mark_repeats(text: &Text, seen: &mut [Seen]) {
    let mut first_at: FxHashMap<String, usize> = FxHashMap::default();
    let mut pairs = Vec::new();
    for i in 0..seen.len() {
        let words = text.at(seen[i].span);
        if words.len() < 30 || matches!(seen[i].shape, Shape::Furniture(_)) {
            continue;
        }
        let Some(before) = first_at.insert(shape::skeleton(words), i) else {
            continue;
        };
        let picture =
            before + 1 == i && words.len() <= 500 && matches!(seen[i].shape, Shape::Prose | Shape::Caption);
        if seen[i].shape != Shape::Caption {
            seen[i].kind = Some(SegmentKind::Furniture);
        }
        if picture && seen[before].dateline.is_none() {
            pairs.push(i);
        }
    }
    if pairs.len() * 4 >= seen.len().max(8) {
        return;
    }
    let plain = pairs.iter().filter(|i| seen[**i].shape == Shape::Prose).count();
    for i in pairs {
        let links = plain >= 2 && seen[i].shape == Shape::Prose;
        let kind = Some(if links {
            SegmentKind::Furniture
        } else {
            SegmentKind::Caption
        });
        (seen[i - 1].kind, seen[i].kind) = (kind, kind);
    }
}

/// Lines that are the record's title, or parts of it that stand on lines of their own, are the headline.
fn mark_title(text: &Text, seen: &mut [Seen], title: Option<&str>, parts: &mut Parts) {
    let Some(title) = title.map(shape::skeleton).filter(|t| !t.is_empty()) else {
        return;
    };
    let mut rest = title.as_str();
    for line in seen.iter_mut().take(8) {
        let words = shape::skeleton(text.at(line.span));
        if words.is_empty() {
            continue;
        }
        if let Some(after) = rest.strip_prefix(words.as_str())
            && (words.len() >= 8 || after.is_empty())
        {
            line.kind = Some(SegmentKind::Headline);
            parts.headline = parts
                .headline
                .map_or(Some(line.span), |h| Some(h.cover(line.span)));
            rest = after;
        }
        if rest.is_empty() {
            return;
        }
    }
}

/// Names the lines above the first paragraph: headline, deck, section marks.
fn name_head(text: &Text, seen: &mut [Seen], first: usize, titled: bool, parts: &mut Parts) {
    let words = |s: &Seen| text.at(s.span).split_whitespace().take(60).count();
    let free = |s: &Seen| s.kind.is_none() && s.shape == Shape::Bare;
    // A text without any paragraph has no head; its lines are all it says.
    if first < seen.len() && parts.headline.is_none() && !titled {
        let head = seen.get(..first).unwrap_or(&[]);
        let best = (head.iter().position(|s| free(s) && words(s) >= 3))
            .or_else(|| head.iter().position(|s| free(s) && words(s) >= 2));
        // "Why did the ferry sink?" above the text is a headline though it ends as a sentence does.
        let question = || {
            let (s, next) = (seen.get(first)?, seen.get(first + 1)?);
            let line = text.at(s.span);
            let asks = line.ends_with(['?', '!']) && line.len() <= 120 && s.dateline.is_none();
            (asks && is_body(next) && next.span.len() > s.span.len()).then_some(first)
        };
        // One sentence above the paragraph that has the dateline stands above the text.
        let above = || {
            let dated = seen.iter().position(|s| s.dateline.is_some())?;
            let short = |s: &Seen| s.span.len() <= 200 && !text.at(s.span).contains(". ");
            (dated > first && seen.get(first).is_some_and(short)).then_some(first)
        };
        if let Some(i) = best.or_else(question).or_else(above) {
            seen[i].kind = Some(SegmentKind::Headline);
            parts.headline = Some(seen[i].span);
        }
    }
    let headline = seen.iter().position(|s| s.kind == Some(SegmentKind::Headline));
    let body = seen
        .iter()
        .position(|s| s.dateline.is_some())
        .unwrap_or(first)
        .max(first);
    let mut decks = 0;
    for i in 0..body.min(seen.len()) {
        let after = headline.is_some_and(|h| i > h) || titled;
        let count = words(&seen[i]);
        let deck = after && count >= 4 && decks < 6 && first < seen.len();
        if free(&seen[i]) && (i < first || i < body) && first < seen.len() {
            seen[i].kind = Some(if deck {
                SegmentKind::Deck
            } else {
                SegmentKind::Furniture
            });
            decks += usize::from(deck);
        } else if is_body(&seen[i]) && i < body && headline.is_some() && i == headline.map_or(0, |h| h + 1) {
            // One short sentence between headline and the paragraph with the dateline.
            let line = text.at(seen[i].span);
            if line.len() <= 200 && !line.contains(". ") {
                seen[i].kind = Some(SegmentKind::Deck);
            }
        }
    }
}

/// Names the bare lines between and below the paragraphs.
fn name_body(text: &Text, seen: &mut [Seen], first: usize, last: usize) {
    let bare = |s: &Seen| s.kind.is_none() && s.shape == Shape::Bare;
    let mut i = first;
    while i < seen.len() {
        let run = seen[i..].iter().take_while(|s| bare(s)).count();
        if run == 0 {
            i += 1;
            continue;
        }
        for (k, line) in seen.iter_mut().enumerate().skip(i).take(run) {
            let words = text.at(line.span).split_whitespace().take(30).count();
            line.kind = Some(if k > last {
                if words >= 20 {
                    SegmentKind::Paragraph
                } else {
                    SegmentKind::Furniture
                }
            } else if words > 10 && words <= 40 {
                // Too long for a head and without a stop: words under a picture.
                SegmentKind::Caption
            } else if run >= 3 {
                // Several bare lines in a row list something; a single one heads what follows.
                SegmentKind::List
            } else if words <= 10 {
                SegmentKind::Heading
            } else {
                SegmentKind::Paragraph
            });
        }
        i += run;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<(SegmentKind, String)> {
        let text = Text::from(words);
        let parts = lay_out(&text, None);
        parts
            .segments
            .iter()
            .map(|s| (s.kind, text.at(s.span).to_owned()))
            .collect()
    }

    fn kinds(words: &str) -> Vec<SegmentKind> {
        told(words).into_iter().map(|s| s.0).collect()
    }

    use SegmentKind::{
        Byline, Caption, Correction, Credit, Dateline, Deck, Embed, Furniture, Heading, Headline, List,
        Paragraph, Pitch, Related,
    };

    #[test]
    fn a_paper_with_everything() {
        let text = "World\nFerry talks fail in Port Ellery\nOwner blames the council of the port\nBy Jane Doe\n\
            May 2, 2016\n\nPORT ELLERY, Norland (AP) — The talks failed on Monday.\n\nNobody spoke.\n\nAnger in the harbour\n\n\
            Crews left.\n\nJohn Roe contributed to this report.\n\nRelated posts";
        assert_eq!(
            kinds(text),
            [
                Furniture, Headline, Deck, Byline, Furniture, Dateline, Paragraph, Paragraph, Heading,
                Paragraph, Credit, Related
            ]
        );
    }

    #[test]
    fn posts_corrections_and_pitches_have_their_own_kinds() {
        let text = "Ferry talks fail\n\nThe talks failed on Monday.\n\nThey never wanted a deal. #ferry\n— Jane Doe (@janedoe) May 2, 2016\n\n\
            All left.\n\nCorrection: An earlier version of this story gave a wrong day.\n\nSign up for our newsletter\n\nENDS";
        assert_eq!(
            kinds(text),
            [
                Headline, Paragraph, Embed, Embed, Paragraph, Correction, Pitch, Furniture
            ]
        );
    }

    #[test]
    fn a_caption_glued_to_the_dateline() {
        let told = told(
            "Ferry talks fail\n\nMayor Jane Doe speaks in Port Ellery, May 1, 2016. — Reuters picELLERY, May 2 — The talks \
             failed. — AFP",
        );
        let kinds: Vec<_> = told.iter().map(|s| s.0).collect();
        assert_eq!(kinds, [Headline, Caption, Credit, Dateline, Paragraph, Credit]);
        assert_eq!(told[4].1, "The talks failed.");
    }

    #[test]
    fn photo_credits_are_no_agencies() {
        let text = Text::from(
            "Ferry talks fail\n\nBoats lie in Ellery, May 1, 2016. — Reuters pic\n\nThe talks failed. (AP)\n\nAll left.",
        );
        let parts = lay_out(&text, None);
        let names: Vec<_> = parts.agencies.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["Associated Press"]);
    }

    #[test]
    fn a_text_that_starts_with_a_paragraph_has_no_headline() {
        let text = Text::from("The talks failed on Monday.\n\nNobody spoke.");
        assert!(lay_out(&text, None).headline.is_none());
        assert_eq!(kinds("Ferry talks fail"), [Paragraph]);
        assert_eq!(kinds(""), []);
    }

    #[test]
    fn a_repeated_line_is_told_once() {
        let text = "Ferry talks fail in the port of Ellery\n\nThe talks failed.\n\nFerry talks fail in the port of Ellery\n\nAll left.";
        assert_eq!(kinds(text), [Headline, Paragraph, Furniture, Paragraph]);
        let twice = "FERRY LOST\n\nThe talks failed.\n\nA man holds a child as the ferry burns off the port.\nA man holds a child as the ferry burns off the port.\n\nAll left.";
        assert_eq!(kinds(twice), [Headline, Paragraph, Caption, Caption, Paragraph]);
    }

    #[test]
    fn a_records_title_is_found_in_its_text() {
        let text = Text::from("Ferry talks fail; \nAnger grows.\n\nThe talks failed on Monday.");
        let parts = lay_out(&text, Some("Ferry talks fail; Anger grows"));
        let kinds: Vec<_> = parts.segments.iter().map(|s| s.kind).collect();
        assert_eq!(kinds, [Headline, Headline, Paragraph]);
    }

    #[test]
    fn bare_lines_in_a_row_are_a_list() {
        let text = "The dead are named below.\n\nJane Doe\nJohn Roe\nMary Poe\n\nAll were from Ellery.";
        assert_eq!(kinds(text), [Paragraph, List, List, List, Paragraph]);
        let bodies = "The talks were led by three bodies.\n\n— NATO\n— OSCE\n— AP";
        assert_eq!(kinds(bodies), [Paragraph, List, List, List]);
    }

    #[test]
    fn an_agency_after_a_dash_below_the_text_is_a_credit() {
        for credit in [
            "— Norland News Agency",
            "— XNS",
            "- AFP",
            "(Norland Press Service)",
        ] {
            let text = Text::new(format!("The talks failed.\n\nAll left.\n\n{credit}\n\nRead more"));
            let parts = lay_out(&text, None);
            let kinds: Vec<_> = parts.segments.iter().map(|s| s.kind).collect();
            assert_eq!(kinds, [Paragraph, Paragraph, Credit, Related], "{credit}");
            assert_eq!(parts.agencies.len(), 1, "{credit}");
        }
    }
}
