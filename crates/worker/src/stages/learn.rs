//! Stock phrases, learned from pairs of texts that have nothing else in common. Pairs that share no passage are left out.

use super::{Stage, guarded};
use crate::given::Shelf;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use relate::reuse::parts;

#[derive(Default)]
pub(super) struct Learn {
    shelf: Shelf,
}

impl Stage for Learn {
    fn columns(&self) -> Columns {
        &[
            ("x", Kind::Bytes),
            ("y", Kind::Bytes),
            ("stock", Kind::Longs),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        use Value::{Bytes, Longs, Text};
        let (xs, ys) = (rows.bytes("x")?, rows.bytes("y")?);
        let (firsts, seconds) = (rows.text("a")?, rows.text("b")?);
        for row in 0..rows.len() {
            let (Some(a), Some(b)) = (firsts[row], seconds[row]) else {
                continue;
            };
            let learned = guarded(|| {
                let (x, y) = (self.shelf.get(a)?, self.shelf.get(b)?);
                Ok(parts::learned(&x, &y))
            });
            match learned.and_then(|l| l) {
                Ok(None) => {}
                Ok(Some(phrases)) => {
                    let phrases: Vec<i64> = phrases.into_iter().map(u64::cast_signed).collect();
                    out.push(&[Bytes(xs[row]), Bytes(ys[row]), Longs(&phrases), Text(None)])?;
                }
                Err(why) => out.push(&[
                    Bytes(xs[row]),
                    Bytes(ys[row]),
                    Longs(&[]),
                    Text(Some(why.as_str())),
                ])?,
            }
        }
        Ok(())
    }
}
