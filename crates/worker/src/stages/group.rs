//! Rows that belong together and come in a row.

/// Gathers rows while their key stays the same.
#[derive(Debug)]
pub(super) struct Group<K, R> {
    key: Option<K>,
    rows: Vec<R>,
}

impl<K, R> Default for Group<K, R> {
    fn default() -> Self {
        Self {
            key: None,
            rows: Vec::new(),
        }
    }
}

impl<K: PartialEq, R> Group<K, R> {
    /// Takes a row, and gives the group before it where that is whole now.
    pub(super) fn take(&mut self, key: K, row: R) -> Option<(K, Vec<R>)> {
        let whole = if self.key.as_ref() == Some(&key) {
            None
        } else {
            self.end()
        };
        self.key = Some(key);
        self.rows.push(row);
        whole
    }

    /// Gives the last group.
    pub(super) fn end(&mut self) -> Option<(K, Vec<R>)> {
        self.key.take().map(|key| (key, std::mem::take(&mut self.rows)))
    }
}
