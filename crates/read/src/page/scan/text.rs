//! Text between tags: words, white space and character references, each with its bytes.

use super::super::element::Signs;
use super::super::mask;
use super::{METAS, Scanner};

/// The end tag of nothing, which the standard has dropped (HTML, "missing-end-tag-name").
const EMPTY_TAG: &str = "</>";

/// Elements in which markup is text.
const LITERAL: &[&[u8]] = &[
    b"textarea",
    b"xmp",
    b"plaintext",
    b"iframe",
    b"noembed",
    b"noframes",
    b"noscript",
];

impl Scanner<'_> {
    pub(super) fn text(&mut self, value: &[u8], start: usize, end: usize) {
        let signs = self.signs();
        if signs.has(Signs::HIDDEN) {
            match self.open.last().map(|o| o.name.as_slice()) {
                Some(b"script/ld") if self.out.json_ld.len() < METAS => {
                    self.out.json_ld.push(String::from_utf8_lossy(value).into_owned());
                }
                Some(b"script") => self.out.scripts += value.len(),
                Some(b"title") if self.out.title.is_empty() => {
                    self.out.title = String::from_utf8_lossy(value)
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ");
                }
                _ => {}
            }
            return;
        }
        let page = self.page;
        let Some(raw) = page.get(start..end) else { return };
        // A tag that closes nothing is no text and breaks none; where markup is text itself, it is one too.
        let literal = self
            .open
            .last()
            .is_some_and(|o| LITERAL.contains(&o.name.as_slice()));
        let empty = |rest: &str| !literal && rest.starts_with(EMPTY_TAG);
        let mut at = 0;
        while let Some(rest) = raw.get(at..).filter(|r| !r.is_empty()) {
            let first = rest.as_bytes()[0];
            if empty(rest) {
                at += EMPTY_TAG.len();
            } else if is_white(first) {
                let len = rest.bytes().take_while(|b| is_white(*b)).count();
                self.white(&rest[..len], signs);
                at += len;
            } else if first == b'&' {
                let len = reference(rest);
                self.word(&mask::decode(&rest[..len]), signs, start + at, len);
                at += len;
            } else {
                let ends = |(i, b): (usize, u8)| {
                    is_white(b) || b == b'&' || (b == b'<' && rest.get(i..).is_some_and(empty))
                };
                let len = rest.bytes().enumerate().position(ends).unwrap_or(rest.len());
                self.word(&rest[..len], signs, start + at, len);
                at += len;
            }
        }
    }

    fn white(&mut self, raw: &str, signs: Signs) {
        if signs.has(Signs::PRE) && raw.contains('\n') {
            for _ in raw.matches('\n').take(2) {
                self.line();
            }
        } else if self.block.is_some() && self.pending.is_empty() {
            self.pending = " ";
        }
    }

    fn word(&mut self, word: &str, signs: Signs, source: usize, source_len: usize) {
        // A reference may stand for white space (`&nbsp;`), which begins no block.
        if word.trim().is_empty() {
            if self.block.is_some() && self.pending.is_empty() {
                self.pending = " ";
            }
            return;
        }
        if self.block.is_none() {
            if self.out.mask.len() > 0 {
                let separator = if self.pending.is_empty() {
                    "\n\n"
                } else {
                    self.pending
                };
                self.out.mask.space(separator);
            }
            self.block = Some((self.out.mask.len(), signs, 0));
            self.element = self.open.last().map_or(0, |o| o.element);
        } else if self.pending == " " && self.out.mask.continue_space(self.page, source) {
            // A single space between two words stays part of the stretch around it.
        } else if !self.pending.is_empty() {
            self.out.mask.space(self.pending);
        }
        self.pending = "";
        let same = self.page.get(source..source + source_len) == Some(word);
        if same {
            self.out.mask.verbatim(word, source);
        } else {
            self.out.mask.decoded(word, source, source_len);
        }
        if let (Some((_, _, linked)), true) = (&mut self.block, signs.has(Signs::LINK)) {
            *linked += word.len();
        }
    }
}

const fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// How many bytes a character reference at the start of `text` may take: the longest run that can belong to one.
fn reference(text: &str) -> usize {
    let body = text
        .bytes()
        .skip(1)
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .take(40)
        .count();
    let end = text.as_bytes().get(1 + body) == Some(&b';');
    1 + body + usize::from(end)
}

#[cfg(test)]
mod tests {
    use super::super::scan;

    #[test]
    fn an_end_tag_of_nothing_is_no_text_and_breaks_none() {
        let page = "<p>The har</>bour fire</> is out.</p>";
        let found = scan(page);
        assert_eq!(found.mask.text(), "The harbour fire is out.");
        assert_eq!(found.blocks.len(), 1);
    }

    #[test]
    fn its_signs_are_text_where_they_are_written_as_references_or_markup_is_text() {
        assert_eq!(scan("<p>Write &lt;/&gt; here</p>").mask.text(), "Write </> here");
        assert_eq!(scan("<p>See</p><xmp>a </> b</xmp>").mask.text(), "See\n\na </> b");
    }
}
