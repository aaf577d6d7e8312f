//! Whether an input is a table, and what its first row names.

use super::rows::{self, Cell, Cut};
use crate::{Config, fields};

/// Signs that stand between cells, the likeliest first.
const SEPARATORS: &[u8] = b",\t;|";
/// A column's name is no longer than this; a sentence is.
const NAME: usize = 60;

/// The separator that a line such as `sep=;` tells, which spreadsheets write above the header.
pub(super) fn told_separator(line: &[u8]) -> Option<u8> {
    let line = line
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(line)
        .trim_ascii_end();
    let sign = line
        .get(..4)
        .filter(|l| l.eq_ignore_ascii_case(b"sep="))
        .and(line.get(4..))?;
    match sign {
        [] => Some(b'\t'),
        [sign] if sign.is_ascii_punctuation() => Some(*sign),
        _ => None,
    }
}

/// The separator, if `text`, the beginning of the input called `name`, is a table.
///
/// Two known column names side by side make one, or one that the user has mapped. The name of the file only counts where
/// the content leaves it open: prose may begin with "Title, date" too.
pub(crate) fn separator(text: &str, name: &str, config: &Config) -> Option<u8> {
    let first = text.split('\n').next().unwrap_or("");
    if first.len() < 8
        && let Some(told) = told_separator(first.as_bytes())
    {
        return Some(told);
    }
    let named = named(name);
    let by_header = SEPARATORS
        .iter()
        .rev()
        .filter_map(|sep| Some((known(first, *sep, config)?, *sep)))
        .filter(|(known, sep)| {
            let wide = known.cells > 1 && (known.mapped > 0 || known.ours + known.mapped > 1);
            let narrow = known.cells == 1 && known.text && (named || one_quoted(text, *sep));
            wide && (named || known.ours > 2 || fits(text, *sep, known.cells))
                || narrow
                || named && known.ours > 0
        })
        .max_by_key(|(known, _)| (known.mapped + known.ours, known.cells));
    if let Some((_, sep)) = by_header {
        return Some(sep);
    }
    // Rows of a table without a header: told as such by the reader.
    SEPARATORS
        .iter()
        .copied()
        .find(|sep| {
            (named && cut(text, *sep).is_some_and(|(cells, _)| cells.len() > 1)) || headless(text, *sep)
        })
        .or_else(|| named.then_some(b','))
}

/// Whether the file's name is a table's.
fn named(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = lower
        .strip_suffix(".gz")
        .or(lower.strip_suffix(".zst"))
        .unwrap_or(&lower);
    [".csv", ".tsv", ".tab"].iter().any(|end| bare.ends_with(end))
}

struct Known {
    cells: usize,
    ours: usize,
    mapped: usize,
    text: bool,
}

/// How many cells of the first line name a field; `None` where they are no names at all.
fn known(line: &str, separator: u8, config: &Config) -> Option<Known> {
    let (cells, _) = cut(line, separator)?;
    let names: Vec<String> = cells
        .iter()
        .map(|c| String::from_utf8_lossy(&c.bytes).trim().to_owned())
        .collect();
    if names.iter().any(|n| n.len() > NAME || n.contains(". ")) {
        return None;
    }
    let mapped = |n: &String| config.fields.iter().any(|(_, theirs)| theirs == n);
    let ours: Vec<&str> = names.iter().filter_map(|n| fields::ours(n)).collect();
    Some(Known {
        cells: names.len(),
        mapped: names.iter().filter(|n| mapped(n)).count(),
        text: ours.iter().any(|o| matches!(*o, "text" | "html")) || names.iter().any(mapped),
        ours: ours.len(),
    })
}

fn cut(text: &str, separator: u8) -> Option<(Vec<Cell>, usize)> {
    match rows::cut(text.as_bytes(), separator) {
        Cut::Whole(cells, used) => Some((cells, used)),
        Cut::Open | Cut::Stray => None,
    }
}

/// The rows after the first, as far as they can be cut.
fn after(text: &str, separator: u8) -> impl Iterator<Item = Vec<Cell>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (cells, used) = cut(rest, separator).filter(|_| !rest.is_empty())?;
        rest = rest.get(used..).unwrap_or("");
        Some(cells)
    })
    .filter(|cells| cells.iter().any(|c| c.quoted || !c.bytes.is_empty()))
    .skip(1)
}

/// Whether the rows below the header don't speak against it: none can be cut yet, or one is as wide.
fn fits(text: &str, separator: u8, width: usize) -> bool {
    let mut below = after(text, separator).take(8).peekable();
    if below.peek().is_some() {
        return below.any(|cells| cells.len() == width);
    }
    let last = text.lines().filter(|l| !l.trim().is_empty()).nth(1);
    last.is_none_or(|l| l.as_bytes().contains(&separator))
}

/// Whether the row below the header is one quoted cell.
fn one_quoted(text: &str, separator: u8) -> bool {
    let below = text.split_once('\n').map_or("", |(_, below)| below);
    cut(below, separator).is_some_and(|(cells, _)| matches!(cells.as_slice(), [cell] if cell.quoted))
}

/// Whether three rows of one width, three cells or more, each quote a cell that needs it.
fn headless(text: &str, separator: u8) -> bool {
    let needed = |c: &Cell| c.quoted && c.bytes.iter().any(|b| *b == separator || *b == b'\n');
    let first = cut(text, separator).map(|(cells, _)| cells);
    let rows: Vec<Vec<Cell>> = first.into_iter().chain(after(text, separator)).take(3).collect();
    let width = rows.first().map_or(0, Vec::len);
    width > 2 && rows.len() == 3 && rows.iter().all(|r| r.len() == width && r.iter().any(needed))
}

/// Which of our fields a column is; names within names are parted by dots.
pub(crate) fn ours<'a>(name: &str, config: &'a Config) -> Option<&'a str> {
    let within = |theirs: &str| {
        name.strip_prefix(theirs)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mapped = config.fields.iter().find(|(_, theirs)| within(theirs));
    mapped
        .map(|(ours, _)| ours.as_str())
        .or_else(|| fields::ours_at(name))
}

/// Why a table with these columns holds no report, if it doesn't.
pub(crate) fn lacking(names: &[String], config: &Config) -> Result<(), String> {
    let shown: Vec<String> = names
        .iter()
        .take(12)
        .map(|n| n.chars().take(NAME).collect())
        .collect();
    let shown = shown.join(", ");
    let any = |wanted: &str| names.iter().any(|n| ours(n, config) == Some(wanted));
    if names.iter().all(|n| ours(n, config).is_none()) {
        return Err(format!(
            "is a table none of whose columns has a known name (they read: {shown}); the first row must name them, such as \
             title,text,published,url, or they are named with --field text=NAME"
        ));
    }
    if any("text") || any("html") {
        return Ok(());
    }
    let why = if any("url") {
        ", only addresses of pages"
    } else {
        ""
    };
    Err(format!(
        "is a table without a column of text{why} (its columns: {shown}); name it with --field text=NAME"
    ))
}

/// The columns of a table.
pub(super) struct Header {
    names: Vec<String>,
    pub(super) separator: u8,
    /// The columns that tell a row from a line of some text: addresses and dates.
    addresses: Vec<usize>,
    dates: Vec<usize>,
}

impl Header {
    /// The header of a first row, or why it is none.
    pub(super) fn of(cells: Vec<(String, bool)>, separator: u8, config: &Config) -> Result<Self, String> {
        let names: Vec<String> = cells
            .into_iter()
            .map(|(name, _)| name.trim().to_owned())
            .collect();
        lacking(&names, config)?;
        let columns = |wanted: &str| {
            let all = names.iter().enumerate();
            all.filter(|(_, n)| ours(n, config) == Some(wanted))
                .map(|(i, _)| i)
                .collect::<Vec<_>>()
        };
        Ok(Self {
            addresses: columns("url"),
            dates: columns("published"),
            names,
            separator,
        })
    }

    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.names.iter().cloned()
    }

    /// The first line of `raw` cut at its tabs alone, where that gives a cell a column: many writers of such tables
    /// know no quotes.
    pub(super) fn literally(&self, raw: &[u8]) -> Option<Vec<(String, bool)>> {
        if self.separator != b'\t' {
            return None;
        }
        let line = raw.split(|b| *b == b'\n').next()?;
        let line = crate::charset::decode(line.to_vec());
        let cells: Vec<_> = line
            .trim_end_matches('\r')
            .split('\t')
            .map(|c| (c.to_owned(), false))
            .collect();
        (cells.len() == self.width()).then_some(cells)
    }

    /// Why cells of the right number are no row: an address with blanks, a date without a digit. After a broken quote
    /// more is asked: an address, a date or a quote has to show that it is no line of the broken cell.
    pub(super) fn misfit(&self, cells: &[(String, bool)], after_quotes: bool) -> Option<String> {
        let cell = |i: &usize| cells.get(*i).map_or("", |(c, _)| c.trim());
        let wrong = |i: &usize| format!("has no {} in its column {:?}", self.kind(*i), self.names[*i]);
        let of_kind = |i: &usize| {
            let cell = cell(i);
            match self.addresses.contains(i) {
                true => cell.len() < 4096 && !cell.contains(char::is_whitespace),
                false => cell.len() < 200 && cell.contains(|c: char| c.is_ascii_digit()),
            }
        };
        let mut filled = self
            .addresses
            .iter()
            .chain(&self.dates)
            .filter(|i| !cell(i).is_empty());
        if let Some(i) = filled.clone().find(|i| !of_kind(i)) {
            return Some(wrong(i));
        }
        let shown = filled.next().is_some() || cells.iter().any(|(_, quoted)| *quoted);
        (after_quotes && !shown).then(|| "can't be told from the text of a broken row".to_owned())
    }

    fn kind(&self, column: usize) -> &'static str {
        if self.addresses.contains(&column) {
            "address"
        } else {
            "date"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<char> {
        separator(text, "-", &Config::default()).map(char::from)
    }

    #[test]
    fn a_header_makes_a_table() {
        assert_eq!(told("id,title,text\n1,Fire,Two died"), Some(','));
        assert_eq!(told("id;title;text\r\n1;Fire;\"Two, or three, died"), Some(';'));
        assert_eq!(told("title\ttext\nFire\tTwo died, or three"), Some('\t'));
        assert_eq!(
            told("\"url\",\"published\"\n\"https://a.example/b\",\"2031-03-05\""),
            Some(',')
        );
        assert_eq!(told("sep=;\nHeading;x\n"), Some(';'));
        assert_eq!(
            told("text\n\"Two, or three, died.\"\n\"One was hurt.\"\n"),
            Some(',')
        );
        let config = Config {
            fields: vec![("text".into(), "words".into())],
            ..Config::default()
        };
        assert_eq!(separator("nr|words\n1|Two died", "-", &config), Some(b'|'));
    }

    #[test]
    fn prose_with_commas_stays_text() {
        for prose in [
            "Fire, flood and storm\n\nThree things came to Port Ellery, one by one, on Monday.",
            "By date, title, and body of water, ships\n",
            "Title, author\n\nThe two words stood on the card. Nobody knew why.",
            "Text\n\nTwo people died.",
            "Text\n\"Two people died,\" she said.",
            "\"Yes,\" he said, \"no,\" she said.\n\"Yes,\" he said, \"no,\" she said.\n\"Yes,\" he said.\n",
            "1, 2, 3\n4, 5, 6\n7, 8, 9\n",
            "sep=arate ways\n",
        ] {
            assert_eq!(told(prose), None, "{prose}");
        }
    }

    #[test]
    fn the_name_counts_where_the_content_leaves_it_open() {
        let csv = |text: &str| separator(text, "x/a.CSV.gz", &Config::default()).map(char::from);
        assert_eq!(csv("text\nTwo people died.\n"), Some(','));
        assert_eq!(csv("nr;words\n1;Two died"), Some(';'));
        assert_eq!(csv("nothing"), Some(','));
    }

    #[test]
    fn rows_without_a_header_are_seen() {
        let row = "1,Fire,\"Two, or three, died.\"\n";
        assert_eq!(told(&row.repeat(3)), Some(','));
    }
}
