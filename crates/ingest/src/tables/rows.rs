//! A table's bytes cut into rows and cells, by RFC 4180 with the liberties that real writers take.
//!
//! Quotes that don't close, or that close within a cell, break one row and not the rest: the row is told, and cutting
//! begins anew on its second line. No line is looked at more than a few times for it: a line without a stray quote can't
//! open a cell that never closes, and one with a stray quote ends the search of the lines above it.

use std::io::{self, BufRead};

/// What stands next in a table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A row. Cells are bytes, their quotes undone.
    Row {
        line: u64,
        raw: Vec<u8>,
        cells: Vec<Cell>,
    },
    /// A line with which no row begins, and why.
    Broken {
        line: u64,
        raw: Vec<u8>,
        why: &'static str,
    },
    /// A line or row of more bytes than one report may have; all of it is passed over.
    TooLong { line: u64 },
}

/// One cell of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) bytes: Vec<u8>,
    pub(crate) quoted: bool,
}

impl Cell {
    /// Whether there is nothing yet but a few blanks, as some writers put between a separator and a quote.
    fn is_indent(&self) -> bool {
        !self.quoted && self.bytes.len() < 8 && self.bytes.iter().all(|b| *b == b' ')
    }
}

/// How one row was cut.
pub(super) enum Cut {
    /// The cells, and how many bytes the row takes with its end.
    Whole(Vec<Cell>, usize),
    /// The input ends within a quoted cell.
    Open,
    /// A quoted cell goes on after its closing quote.
    Stray,
}

/// The rows of a table, one held at a time.
pub(crate) struct Rows<'a> {
    input: &'a mut dyn BufRead,
    separator: u8,
    limit: usize,
    /// What was taken from the input, from the start of the next row on.
    buffer: Vec<u8>,
    start: usize,
    line: u64,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(input: &'a mut dyn BufRead, separator: u8, limit: u64) -> Self {
        Self {
            input,
            separator,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            buffer: Vec::new(),
            start: 0,
            line: 1,
        }
    }

    pub(crate) fn separate_by(&mut self, separator: u8) {
        self.separator = separator;
    }

    /// The next row that is not blank, or `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Next>> {
        loop {
            self.forget();
            if self.held().is_empty() && !self.more()? {
                return Ok(None);
            }
            let line = self.line;
            let (mut state, mut at) = (State::default(), 0);
            let cut = loop {
                if let Some(cut) = state.feed(self.held(), &mut at, self.separator) {
                    break cut;
                }
                if self.held().len() > self.limit || !self.more()? {
                    break state.end(at);
                }
            };
            let first = first_line(self.held());
            let used = match cut {
                Cut::Whole(_, used) => used,
                Cut::Open | Cut::Stray => first,
            };
            let raw = self.step(used);
            let why = match cut {
                _ if used > self.limit => return Ok(Some(Next::TooLong { line })),
                Cut::Whole(cells, _)
                    if cells.iter().any(|c| c.quoted || !c.bytes.trim_ascii().is_empty()) =>
                {
                    return Ok(Some(Next::Row { line, raw, cells }));
                }
                Cut::Whole(..) => continue,
                Cut::Open => "has a quoted cell that never closes",
                Cut::Stray => "has a quoted cell that goes on after its closing quote",
            };
            return Ok(Some(Next::Broken { line, raw, why }));
        }
    }

    fn held(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or(&[])
    }

    /// Lets go of what is passed over, once that is worth moving the rest.
    fn forget(&mut self) {
        if self.start * 2 >= self.buffer.len() {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
    }

    /// Passes over the first `used` bytes of what is held, and gives them.
    fn step(&mut self, used: usize) -> Vec<u8> {
        let passed = self.held().get(..used).unwrap_or(&[]).to_vec();
        self.start += used;
        let feeds = passed.iter().filter(|b| **b == b'\n').count();
        // A file whose lines end in bare carriage returns counts those.
        let lines = if feeds == 0 {
            passed.iter().filter(|b| **b == b'\r').count()
        } else {
            feeds
        };
        self.line += lines as u64;
        passed
    }

    /// Takes another line from the input. Of a line past the limit only as much is kept as shows that it is.
    fn more(&mut self) -> io::Result<bool> {
        let from = self.buffer.len();
        loop {
            let read = self.input.fill_buf()?;
            let end = read.iter().position(|b| *b == b'\n').map(|e| e + 1);
            let part = read.get(..end.unwrap_or(read.len())).unwrap_or(&[]);
            let room = self
                .limit
                .saturating_add(1)
                .saturating_sub(self.buffer.len() - from);
            self.buffer.extend_from_slice(part.get(..room).unwrap_or(part));
            if end.is_some() && part.len() > room {
                self.buffer.push(b'\n');
            }
            let used = part.len();
            self.input.consume(used);
            if used == 0 || end.is_some() {
                return Ok(self.buffer.len() > from);
            }
        }
    }
}

fn first_line(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|b| *b == b'\n');
    end.or_else(|| bytes.iter().position(|b| *b == b'\r'))
        .map_or(bytes.len(), |e| e + 1)
}

/// The cells of the first row in `bytes`, which are all there is.
pub(super) fn cut(bytes: &[u8], separator: u8) -> Cut {
    let (mut state, mut at) = (State::default(), 0);
    state
        .feed(bytes, &mut at, separator)
        .unwrap_or_else(|| state.end(at))
}

#[derive(Default)]
struct State {
    cells: Vec<Cell>,
    cell: Cell,
    within: Within,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Within {
    #[default]
    Bare,
    Quoted,
    /// After a quote within a quoted cell: its end, or the first of two that stand for one.
    Closed,
    /// Blanks after the closing quote.
    After,
}

impl State {
    /// Takes bytes from `at` on until the row ends; `None` where it doesn't.
    fn feed(&mut self, bytes: &[u8], at: &mut usize, separator: u8) -> Option<Cut> {
        while let Some(&byte) = bytes.get(*at) {
            *at += 1;
            match (self.within, byte) {
                (Within::Quoted, b'"') => self.within = Within::Closed,
                (Within::Quoted, _) => self.cell.bytes.push(byte),
                (Within::Closed, b'"') => {
                    self.cell.bytes.push(b'"');
                    self.within = Within::Quoted;
                }
                (_, b'\n' | b'\r') => {
                    if byte == b'\r' && bytes.get(*at) == Some(&b'\n') {
                        *at += 1;
                    }
                    self.close();
                    return Some(Cut::Whole(std::mem::take(&mut self.cells), *at));
                }
                (_, byte) if byte == separator => self.close(),
                // Blanks before a quote are no part of the cell.
                (Within::Bare, b'"') if self.cell.is_indent() => {
                    self.cell.bytes.clear();
                    self.cell.quoted = true;
                    self.within = Within::Quoted;
                }
                (Within::Bare, _) => self.cell.bytes.push(byte),
                (Within::Closed | Within::After, b' ' | b'\t') => self.within = Within::After,
                (Within::Closed | Within::After, _) => return Some(Cut::Stray),
            }
        }
        None
    }

    /// The row where the input ends.
    fn end(&mut self, at: usize) -> Cut {
        if self.within == Within::Quoted {
            return Cut::Open;
        }
        self.close();
        Cut::Whole(std::mem::take(&mut self.cells), at)
    }

    fn close(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
        self.within = Within::Bare;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, separator: u8, limit: u64) -> Vec<Next> {
        let mut input = text.as_bytes();
        let mut rows = Rows::new(&mut input, separator, limit);
        std::iter::from_fn(|| rows.next().unwrap()).collect()
    }

    /// Rows as their lines and cells, broken ones as their lines and nothing.
    fn told(text: &str) -> Vec<(u64, Vec<String>)> {
        all(text, b',', 1000)
            .into_iter()
            .map(|next| match next {
                Next::Row { line, cells, .. } => (
                    line,
                    cells
                        .iter()
                        .map(|c| String::from_utf8_lossy(&c.bytes).into_owned())
                        .collect(),
                ),
                Next::Broken { line, .. } | Next::TooLong { line } => (line, vec![]),
            })
            .collect()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        assert_eq!(
            told("a,b\r\n\n1,\"two\nlines, \"\"so\"\"\"\n2, \"x\" ,\n3,it's \"so\"\n"),
            [
                row(1, &["a", "b"]),
                row(3, &["1", "two\nlines, \"so\""]),
                row(5, &["2", "x", ""]),
                row(6, &["3", "it's \"so\""])
            ]
        );
        assert_eq!(told("a,b\r1,2\r"), [row(1, &["a", "b"]), row(2, &["1", "2"])]);
        assert_eq!(told("a,\"b\""), [row(1, &["a", "b"])]);
    }

    #[test]
    fn a_broken_quote_breaks_one_row() {
        assert_eq!(
            told("1,\"open\n2,\"whole\"\n3,\"whole\"\n"),
            [row(1, &[]), row(2, &["2", "whole"]), row(3, &["3", "whole"])]
        );
        assert_eq!(
            told("1,\"He said \"yes\"\"\n2,b\n4,\"open\nx\n"),
            [row(1, &[]), row(2, &["2", "b"]), row(3, &[]), row(4, &["x"])]
        );
    }

    #[test]
    fn a_row_past_the_limit_is_passed_over() {
        let long = format!("1,{}\n2,b\n3,\"{}\nx\"\n4,d\n", "x".repeat(300), "y".repeat(300));
        let out = all(&long, b',', 100);
        assert!(matches!(out[0], Next::TooLong { line: 1 }));
        assert!(matches!(&out[1], Next::Row { line: 2, .. }));
        assert!(matches!(out[2], Next::TooLong { line: 3 }), "{out:?}");
        assert!(matches!(out.last(), Some(Next::Row { line: 5, .. })), "{out:?}");
    }

    #[test]
    fn many_broken_quotes_take_linear_time() {
        for line in ["x,\"a\n", "\"\"\"\n", "\"a\"b\n", ",\"\n\n"] {
            all(&line.repeat(200_000), b',', 64 << 20);
        }
    }
}
