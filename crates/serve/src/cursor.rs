//! Where a list goes on: the run that it began with, and how much of it was given. A list that is read page by page is that of
//! one run from its first page to its last, whatever is added meanwhile.

use crate::problem::Problem;
use archive::{Page, Snapshot};

/// Entries passed over at most; SQLite walks over them.
const FARTHEST: usize = 1_000_000;

/// A place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cursor {
    run: i64,
    offset: usize,
}

impl Cursor {
    /// The place that `text` stands for, or the beginning of the list as `snapshot` has it, which is set back to the run that
    /// the list began with.
    pub(crate) fn at(text: Option<&str>, snapshot: &mut Snapshot<'_>) -> Result<Self, Problem> {
        let Some(text) = text.filter(|t| !t.is_empty()) else {
            return Ok(Self {
                run: snapshot.run(),
                offset: 0,
            });
        };
        let cursor = Self::read(text).ok_or_else(|| Problem::bad("This cursor was not given by a list."))?;
        snapshot.rewind(cursor.run);
        Ok(cursor)
    }

    fn read(text: &str) -> Option<Self> {
        let (run, offset) = text.split_once('-')?;
        let digits = |s: &str| (!s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.to_owned());
        let (run, offset) = (digits(run)?.parse().ok()?, digits(offset)?.parse().ok()?);
        (offset <= FARTHEST).then_some(Self { run, offset })
    }

    pub(crate) fn page(self, limit: usize) -> Page {
        Page {
            limit,
            offset: self.offset,
        }
    }

    /// Whether the list begins here.
    pub(crate) fn is_first(self) -> bool {
        self.offset == 0
    }

    /// Where the list goes on after `given` entries more, where it has `total` in all.
    pub(crate) fn next(self, given: usize, total: i64) -> Option<String> {
        let offset = self.offset + given;
        let more =
            given > 0 && offset <= FARTHEST && usize::try_from(total).is_ok_and(|total| offset < total);
        more.then(|| format!("{}-{offset}", self.run))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_what_a_list_gave_and_nothing_else() {
        let cursor = Cursor::read("3-20").unwrap();
        assert_eq!(cursor.next(20, 41).as_deref(), Some("3-40"));
        assert_eq!(cursor.next(20, 40), None);
        assert_eq!(cursor.next(0, 99), None);
        for text in [
            "",
            "-",
            "3-",
            "-3",
            "3--3",
            "+3-1",
            "3-1x",
            "99999999999999999999-1",
            "3-99999999",
        ] {
            assert_eq!(Cursor::read(text), None, "{text}");
        }
    }
}
