//! Pairs of reports that share text, out of pairs of texts with all reports that print them.
//!
//! A row has the reports of one text in `xs` and those of the other in `ys`, each by their ids; without `ys` it is the pairs
//! among `xs` that are sought.

use super::{Options, Stage, guarded};
use crate::given::Shelf;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use record::ReuseKind;
use relate::reuse::parts::{self, Known, Prepared, Prints};
use std::rc::Rc;

pub(super) struct Pairs {
    known: Known,
    shelf: Shelf,
}

impl Pairs {
    pub(super) fn of(options: Options) -> Self {
        Self {
            known: options.known,
            shelf: Shelf::default(),
        }
    }
}

impl Stage for Pairs {
    fn columns(&self) -> Columns {
        &[
            ("a", Kind::Text),
            ("b", Kind::Text),
            ("copied", Kind::Flag),
            ("json", Kind::Text),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        use Value::{Flag, Text};
        let (xs, ys) = (rows.texts("xs")?, rows.texts("ys")?);
        let (words, related) = (rows.flag("words")?, rows.flag("related")?);
        for row in 0..rows.len() {
            let found = guarded(|| {
                let mut taken = |jsons: &[String]| -> Result<Vec<Rc<Prepared>>, String> {
                    jsons.iter().map(|json| self.shelf.get(json)).collect()
                };
                let (x, y) = (taken(&xs[row])?, taken(&ys[row])?);
                let (x, y) = (
                    x.iter().map(|p| &**p).collect::<Vec<_>>(),
                    y.iter().map(|p| &**p).collect::<Vec<_>>(),
                );
                let Some(x) = Prints::of(&x) else {
                    return Ok(Vec::new());
                };
                Ok(match Prints::of(&y) {
                    None => parts::within(&self.known, &x),
                    Some(y) => parts::between(&self.known, &x, &y, words[row], related[row]),
                })
            });
            match found.and_then(|f| f) {
                Err(why) => out.push(&[
                    Text(None),
                    Text(None),
                    Flag(false),
                    Text(None),
                    Text(Some(why.as_str())),
                ])?,
                Ok(found) => {
                    for pair in found {
                        let json = serde_json::to_string(&pair).map_err(|e| e.to_string())?;
                        // Only these can tell each other's origins.
                        let copied = pair.kind != ReuseKind::Quotation && !pair.rewritten;
                        out.push(&[
                            Text(Some(&pair.a)),
                            Text(Some(&pair.b)),
                            Flag(copied),
                            Text(Some(&json)),
                            Text(None),
                        ])?;
                    }
                }
            }
        }
        Ok(())
    }
}
