//! The format of the data's file: its making, its versions, and telling it from other files.

use crate::place::Place;
use crate::{Error, Result};
use rusqlite::{Connection, OpenFlags};
use std::time::Duration;

/// "Twos" as a number, in the file's header: no other program's file is taken for an archive.
const APPLICATION: i32 = 0x5477_6f73;
/// What leads from each format to the next; the first makes an empty file an archive. A step that was released is never
/// changed, and each has a stored archive that a test opens.
const STEPS: &[&str] = &[include_str!("schema.sql")];
/// How long one statement waits for another process's.
const BUSY: Duration = Duration::from_secs(30);
/// The same for a change that a person waits for, such as a correction: less than a browser's request is given.
const BUSY_SHORT: Duration = Duration::from_secs(10);

/// The latest format.
pub(crate) fn latest() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// Opens the data to be read only.
pub(crate) fn reading(place: &Place) -> Result<Connection> {
    if !place.data.is_file() {
        return Err(Error::Missing(place.folder.clone()));
    }
    let open = |immutable: bool| -> Result<Connection> {
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let mut uri = uri(place);
        if immutable {
            uri.push_str("?immutable=1");
        }
        let db = Connection::open_with_flags(uri, flags)?;
        db.busy_timeout(BUSY)?;
        check(&db, place)?;
        settings(&db)?;
        Ok(db)
    };
    match open(false) {
        // In a folder that can't be written to, the files beside the data that readers and writers share can't be made.
        // Where there are none, nobody writes, and the data can be read as it lies there.
        Err(Error::Store(_)) if !place.beside().is_file() => open(true),
        opened => opened,
    }
    .map_err(|e| e.at(&place.data))
}

/// Opens the data to be written, made where there is none and brought to the latest format. The caller holds the lock.
pub(crate) fn writing(place: &Place) -> Result<Connection> {
    let open = || -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(&place.data, flags)?;
        db.busy_timeout(BUSY)?;
        let format = check(&db, place)?;
        settings(&db)?;
        db.pragma_update(None, "journal_mode", "wal")?;
        if format < latest() {
            let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            // Another process may have been here meanwhile.
            let format = check(&tx, place)?;
            let from = usize::try_from(format).unwrap_or(usize::MAX);
            for step in STEPS.get(from..).unwrap_or(&[]) {
                tx.execute_batch(step)?;
            }
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", latest())?;
            tx.commit()?;
        }
        Ok(db)
    };
    open().map_err(|e| e.at(&place.data))
}

/// The same for a short change that a person waits for.
pub(crate) fn changing(place: &Place) -> Result<Connection> {
    let db = writing(place)?;
    db.busy_timeout(BUSY_SHORT)?;
    Ok(db)
}

fn uri(place: &Place) -> String {
    let mut uri = String::from("file:");
    for byte in place.data.to_string_lossy().bytes() {
        match byte {
            b'?' | b'#' | b'%' | 0x80.. => uri.push_str(&format!("%{byte:02x}")),
            _ => uri.push(char::from(byte)),
        }
    }
    uri
}

fn settings(db: &Connection) -> Result<()> {
    // A damaged or foreign file must not make the program run what it holds.
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "cache_size", -16_384)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// The file's format: nought for an empty file.
fn check(db: &Connection, place: &Place) -> Result<u32> {
    let foreign = || Error::Foreign(place.data.clone());
    let number = |pragma: &str| -> Result<i64> {
        db.pragma_query_value(None, pragma, |row| row.get(0))
            .map_err(|e| match Error::from(e) {
                Error::Damaged(_) => foreign(),
                other => other,
            })
    };
    let (application, format) = (number("application_id")?, number("user_version")?);
    if application != i64::from(APPLICATION) {
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        return if application == 0 && format == 0 && tables == 0 {
            match db.is_readonly("main")? {
                true => Err(Error::Missing(place.folder.clone())),
                false => Ok(0),
            }
        } else {
            Err(foreign())
        };
    }
    let found = u32::try_from(format).unwrap_or(u32::MAX);
    if found > latest() {
        return Err(Error::Newer {
            path: place.data.clone(),
            found,
            known: latest(),
        });
    }
    Ok(found)
}
