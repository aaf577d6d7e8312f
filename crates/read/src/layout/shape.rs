//! What a line looks like by itself, before its place among the others decides what it is.

use super::{caption, credit, furniture, header, lines, note, post};
use crate::byline;
use record::SegmentKind;

/// A line's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The site's, told apart: furniture, a pitch, a pointer to other reports.
    Furniture(SegmentKind),
    /// Outlet, writer or date above the text.
    Header(header::Header),
    /// Who wrote it.
    Byline(byline::Credits),
    /// Words under a picture.
    Caption,
    /// A photographer's credit, of no interest to the text's origin.
    PhotoCredit,
    /// A credit of the text.
    Credit(credit::Credit),
    /// A note of the editors, or a correction.
    Note(SegmentKind),
    /// A post of a social network.
    Embed,
    /// An item of a list.
    Item,
    /// A quoted block ("> …").
    Block,
    /// A paragraph: it ends as sentences end, or is too long to be anything else.
    Prose,
    /// A short line that does not end as a sentence does.
    Bare,
}

/// Where a line stands, as far as its shape needs to know.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    /// Above the first paragraph.
    pub(crate) head: bool,
    /// Below the last.
    pub(crate) end: bool,
}

/// The shape of `line`.
pub(crate) fn of(line: &str, place: Place) -> Shape {
    if post::is_post(line) {
        return Shape::Embed;
    }
    if let Some(kind) = note::kind(line) {
        return Shape::Note(kind);
    }
    if let Some(header) = header::read(line) {
        return Shape::Header(header);
    }
    if let Some(kind) = furniture::kind(line) {
        return Shape::Furniture(kind);
    }
    if caption::is_photo_credit(line) {
        return Shape::PhotoCredit;
    }
    if let Some(credit) = credit::line(line, place.end) {
        return Shape::Credit(credit);
    }
    if byline::is_byline(line, place.head) {
        return Shape::Byline(byline::split(line));
    }
    if caption::is_caption(line) {
        return Shape::Caption;
    }
    if line.starts_with("> ") {
        return Shape::Block;
    }
    if lines::is_item(line) {
        return Shape::Item;
    }
    if is_prose(line) { Shape::Prose } else { Shape::Bare }
}

/// Whether a line ends as a sentence does, or is longer than a heading can be.
pub(crate) fn is_prose(line: &str) -> bool {
    // "He left. — AFP" ends where its credit begins.
    let line = credit::tail(line, true)
        .and_then(|(r, _)| line.get(..r.start))
        .filter(|l| !l.is_empty())
        .unwrap_or(line);
    let line = line.trim_end();
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ', '*', '_']);
    let words = line.split_whitespace().take(30).count();
    let ended = bare.ends_with(['.', '!', '?', '…', '。', '！', '？']) && !ends_with_acronym(bare);
    ended
        || words >= 30
        || line.len() > 220
        || bare.ends_with([':', ',', ';']) && words >= 6
        || announces(bare)
        || ended_by_acronym_of_prose(bare, words)
}

/// "Ms. Vane continued:" stands above a paragraph of speech and heads nothing.
fn announces(bare: &str) -> bool {
    let Some(words) = bare.strip_suffix(':') else {
        return false;
    };
    let asks = ["What", "How", "Why", "Who", "Where", "When", "As"];
    words.starts_with(char::is_uppercase)
        && !asks.iter().any(|w| words.split(' ').next() == Some(w))
        && words
            .rsplit_once(' ')
            .is_some_and(|(_, last)| last.starts_with(char::is_lowercase) && crate::quotes::is_cue(last))
}

/// "… in the U.S." ends many headlines and many sentences; only a long line is taken for a sentence.
fn ends_with_acronym(bare: &str) -> bool {
    let last = bare.rsplit(char::is_whitespace).next().unwrap_or("");
    let letters: Vec<char> = last.chars().collect();
    letters.len() >= 4
        && letters.len() <= 8
        && letters
            .chunks(2)
            .all(|c| c.len() == 2 && c[0].is_uppercase() && c[1] == '.')
}

fn ended_by_acronym_of_prose(bare: &str, words: usize) -> bool {
    words >= 14 && ends_with_acronym(bare)
}

/// Letters and digits alone, in small letters: what two wordings of one line share.
pub(crate) fn skeleton(line: &str) -> String {
    line.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Shape {
        of(line, Place::default())
    }

    #[test]
    fn a_short_paragraph_is_no_heading() {
        assert_eq!(told("Nobody was hurt."), Shape::Prose);
        assert_eq!(told("“We left,” she said."), Shape::Prose);
        assert_eq!(told("Why?"), Shape::Prose);
        assert_eq!(told("Ms. Vane continued:"), Shape::Prose);
        assert_eq!(told("Carl Orr says:"), Shape::Prose);
        assert_eq!(told("Photos of the day:"), Shape::Bare);
        assert_eq!(told("What was said:"), Shape::Bare);
        assert_eq!(told("Talks go on"), Shape::Bare);
        assert_eq!(told("Ferry owner flees to U.S."), Shape::Bare);
        assert_eq!(
            told("The ferry is lost! — Jane Doe (@janedoe) May 2, 2016"),
            Shape::Embed
        );
        assert_eq!(
            told("The ferry is lost, wrote Jane Doe (@janedoe)."),
            Shape::Prose
        );
    }

    #[test]
    fn prose_about_agencies_and_rights_is_prose() {
        for line in [
            "Reuters reported on Monday that the ferry had sunk.",
            "The picture was taken by an Associated Press photographer, the owner said.",
            "Copyright law protects the plans, the court ruled.",
            "“We stand by our report,” an Associated Press spokesman said.",
            "The ferry was built in Port Ellery and sank on May 2, 2016.",
        ] {
            assert_eq!(told(line), Shape::Prose, "{line}");
        }
    }
}
