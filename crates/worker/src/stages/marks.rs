//! What the texts of reports are found by, and which agencies they credit.

use super::{Stage, guarded};
use crate::given;
use crate::rows::{Columns, Kind, Rows, Sheet, Value};
use relate::reuse::parts;

pub(super) struct Marks;

/// Marks are 32 bits without a sign, and Spark has none such; they are only told apart.
fn signed(marks: &[u32]) -> Vec<i32> {
    marks.iter().map(|m| m.cast_signed()).collect()
}

/// The key of a text, whose bytes sort as the texts do.
fn key(text: (u64, u64, u64)) -> [u8; 24] {
    let mut key = [0; 24];
    key[..8].copy_from_slice(&text.0.to_be_bytes());
    key[8..16].copy_from_slice(&text.1.to_be_bytes());
    key[16..].copy_from_slice(&text.2.to_be_bytes());
    key
}

impl Stage for Marks {
    fn columns(&self) -> Columns {
        &[
            ("id", Kind::Text),
            ("text", Kind::Bytes),
            ("fingerprints", Kind::Ints),
            ("names", Kind::Ints),
            ("credits", Kind::Text),
            ("agencies", Kind::Texts),
            ("warning", Kind::Text),
            ("error", Kind::Text),
        ]
    }

    fn take(&mut self, rows: &Rows, out: &mut Sheet<'_>) -> Result<(), String> {
        use Value::{Bytes, Ints, Text, Texts};
        for (id, json) in rows.text("id")?.into_iter().zip(rows.text("json")?) {
            let Some(json) = json else { continue };
            let found = guarded(|| given::report(json).map(|r| (parts::marks(&r), parts::credited(&r))));
            let ((marks, warning), credited) = match found.and_then(|f| f) {
                Ok(found) => found,
                Err(why) => {
                    let none = [
                        Text(id),
                        Bytes(None),
                        Ints(&[]),
                        Ints(&[]),
                        Text(None),
                        Texts(&[]),
                        Text(None),
                    ];
                    let row: Vec<Value<'_>> = none.into_iter().chain([Text(Some(&why))]).collect();
                    out.push(&row)?;
                    continue;
                }
            };
            let text = marks.as_ref().map(|m| key(m.text));
            let lists =
                |of: fn(&parts::Marks) -> &[u32]| marks.as_ref().map(|m| signed(of(m))).unwrap_or_default();
            let credits = serde_json::to_string(&credited).map_err(|e| e.to_string())?;
            let agencies: Vec<String> = credited.into_iter().map(|c| c.0).collect();
            out.push(&[
                Text(id),
                Bytes(text.as_ref().map(<[u8; 24]>::as_slice)),
                Ints(&lists(|m| &m.fingerprints)),
                Ints(&lists(|m| &m.names)),
                Text(Some(&credits)),
                Texts(&agencies),
                Text(warning.as_ref().map(|w| w.message.as_str())),
                Text(None),
            ])?;
        }
        Ok(())
    }
}
