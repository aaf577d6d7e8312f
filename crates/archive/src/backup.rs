//! A copy of an archive as one moment had it, made while others read and write.

use crate::place::Place;
use crate::{Error, Result, schema};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Copies the archive at `path` into the file `to`, which must not be there yet. Gives the size of the copy in bytes.
///
/// The copy is made by SQLite's own backup in one step, which sees one moment whatever is written meanwhile. It is
/// written under another name and gets its own once it is whole.
///
/// # Errors
/// Those of the store and of the file system.
pub fn backup(path: &Path, to: &Path) -> Result<u64> {
    let from = schema::reading(&Place::of(path))?;
    if to.exists() {
        return Err(Error::File {
            path: to.to_owned(),
            why: "is there already; name another file".to_owned(),
        });
    }
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let copied = copy(&from, &part);
    let moved = copied.and_then(|()| std::fs::rename(&part, to).map_err(|e| Error::file(to, &e)));
    if let Err(error) = moved {
        let _ = std::fs::remove_file(&part);
        return Err(error);
    }
    std::fs::metadata(to)
        .map(|m| m.len())
        .map_err(|e| Error::file(to, &e))
}

fn copy(from: &Connection, part: &Path) -> Result<()> {
    let _ = std::fs::remove_file(part);
    // Made by hand first, so that a folder that isn't there is told as such.
    std::fs::File::create(part).map_err(|e| Error::file(part, &e))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(part, flags)?;
    Backup::new(from, &mut copy)?
        .run_to_completion(i32::MAX, Duration::from_millis(50), None)
        .map_err(|e| Error::from(e).at(part))?;
    // One file, without a log beside it.
    copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    copy.close().map_err(|(_, e)| Error::from(e))?;
    let file = std::fs::File::open(part).map_err(|e| Error::file(part, &e))?;
    file.sync_all().map_err(|e| Error::file(part, &e))
}
