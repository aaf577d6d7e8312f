//! Lines of a terminal: wrapping to a width, hanging indents, and colour where it is wanted.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a piece of text is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Strong,
    Quiet,
    Cite,
    Alarm,
    Good,
    /// Words that the other side lacks, on the left.
    Gone,
    /// The same on the right.
    Come,
}

impl Ink {
    /// Its ANSI SGR parameters.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Quiet => "2",
            Self::Cite => "36",
            Self::Alarm => "1;33",
            Self::Good | Self::Come => "32",
            Self::Gone => "31",
        }
    }
}

/// A piece of text in one ink.
pub(crate) type Run = (Ink, String);

/// Text being laid out. Every run must be on one line and inert (`guard::terminal`).
pub(crate) struct Flow {
    out: String,
    width: usize,
    colour: bool,
}

impl Flow {
    pub(crate) fn new(width: usize, colour: bool) -> Self {
        Self {
            out: String::new(),
            width: width.max(20),
            colour,
        }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A line laid out before, without the spaces at its end.
    pub(crate) fn raw(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// A line of a table: `runs` as they are, spaces and all, without the spaces at its end.
    pub(crate) fn cells(&mut self, runs: &[Run]) {
        for (ink, text) in runs {
            self.put(*ink, text);
        }
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.out.push('\n');
    }

    /// `runs` wrapped, beginning after `lead` and hanging at column `hang`.
    pub(crate) fn paragraph(&mut self, lead: &[Run], hang: usize, runs: &[Run]) {
        let hang = hang.min(self.width / 2);
        let mut column = 0;
        for (ink, text) in lead {
            self.put(*ink, text);
            column += text.width();
        }
        if column < hang {
            self.pad(hang - column);
            column = hang;
        }
        let mut first = true;
        for word in words(runs) {
            let wide: usize = word.iter().map(|(_, t)| t.width()).sum();
            let gap = usize::from(!first);
            if !first && column + gap + wide > self.width {
                self.turn(hang);
                column = hang;
            } else if gap == 1 {
                self.out.push(' ');
                column += 1;
            }
            first = false;
            for (ink, text) in word {
                column = self.broken(ink, &text, column, hang);
            }
        }
        self.out.push('\n');
    }

    /// Puts a word, broken between characters where no line could hold it.
    fn broken(&mut self, ink: Ink, text: &str, mut column: usize, hang: usize) -> usize {
        if column + text.width() <= self.width {
            self.put(ink, text);
            return column + text.width();
        }
        let mut piece = String::new();
        for c in text.chars() {
            let wide = c.width().unwrap_or(0);
            if column + wide > self.width {
                self.put(ink, &piece);
                piece.clear();
                self.turn(hang);
                column = hang;
            }
            piece.push(c);
            column += wide;
        }
        self.put(ink, &piece);
        column
    }

    fn turn(&mut self, hang: usize) {
        self.out.push('\n');
        self.pad(hang);
    }

    fn pad(&mut self, n: usize) {
        self.out.extend(std::iter::repeat_n(' ', n));
    }

    fn put(&mut self, ink: Ink, text: &str) {
        if self.colour && ink != Ink::Plain && !text.trim().is_empty() {
            self.out.push_str("\u{1b}[");
            self.out.push_str(ink.code());
            self.out.push('m');
            self.out.push_str(text);
            self.out.push_str("\u{1b}[0m");
        } else {
            self.out.push_str(text);
        }
    }
}

/// The words of `runs`: pieces with no space between them stay together, whatever their inks.
fn words(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut words: Vec<Vec<Run>> = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    for (ink, text) in runs {
        for (i, piece) in text.split(' ').enumerate() {
            if i > 0 && !open.is_empty() {
                words.push(std::mem::take(&mut open));
            }
            if !piece.is_empty() {
                open.push((*ink, piece.to_owned()));
            }
        }
    }
    if !open.is_empty() {
        words.push(open);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Run> {
        vec![(Ink::Plain, text.to_owned())]
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "The harbour of Port Ellery lay under smoke for 漢字漢字漢字漢字漢字漢字漢字 days andanendlesswordthatnolinecouldeverhold.";
        for width in [20, 31, 60, 120] {
            let mut flow = Flow::new(width, false);
            flow.paragraph(&plain(" ● "), 4, &plain(text));
            let out = flow.finish();
            assert!(out.lines().all(|l| l.width() <= width), "{width}: {out}");
            assert!(out.lines().skip(1).all(|l| l.starts_with("    ")));
        }
    }

    #[test]
    fn a_citation_stays_with_its_word() {
        let mut flow = Flow::new(20, false);
        let runs = [
            (Ink::Plain, "abcdef abcdef abcd".to_owned()),
            (Ink::Cite, "[1][2]".to_owned()),
        ];
        flow.paragraph(&[], 0, &runs);
        assert_eq!(flow.finish(), "abcdef abcdef\nabcd[1][2]\n");
    }

    #[test]
    fn colour_only_where_wanted() {
        for colour in [false, true] {
            let mut flow = Flow::new(40, colour);
            flow.paragraph(&[], 0, &[(Ink::Strong, "x".into())]);
            assert_eq!(flow.finish().contains('\u{1b}'), colour);
        }
    }
}
