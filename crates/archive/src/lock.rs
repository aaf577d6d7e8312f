//! One writer at a time, by a lock of the operating system on a file beside the data.
//!
//! The lock ends with its process, however that ends. The file tells who holds it.

use crate::{Error, Result};
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

/// How often a waiting writer looks again.
const STEP: Duration = Duration::from_millis(50);

/// The right to write, held until it is dropped.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code)] File);

impl Lock {
    /// Takes the lock at `path`, waiting so long for another writer to end. `holder` is what that one will be told.
    ///
    /// # Errors
    /// [`Error::Held`] where another process has it, and those of the file system.
    pub fn take(path: &Path, holder: &str, wait: Duration) -> Result<Self> {
        let failed = |e: std::io::Error| Error::file(path, &e);
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        let mut steps = wait.as_millis() / STEP.as_millis();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if steps == 0 => {
                    let mut held = String::new();
                    let _ = file.take(4096).read_to_string(&mut held);
                    let held = held.trim();
                    let by = if held.is_empty() { "another process" } else { held };
                    return Err(Error::Held(by.to_owned()));
                }
                Err(TryLockError::WouldBlock) => {
                    steps -= 1;
                    std::thread::sleep(STEP);
                }
            }
        }
        file.set_len(0).map_err(failed)?;
        file.rewind().map_err(failed)?;
        file.write_all(holder.as_bytes()).map_err(failed)?;
        Ok(Self(file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_holds_it_and_gets_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::take(&path, "process 7 of Ann since noon", Duration::ZERO).unwrap();
        let error = Lock::take(&path, "process 8", Duration::from_millis(60)).unwrap_err();
        assert!(
            error.to_string().contains("process 7 of Ann since noon"),
            "{error}"
        );
        drop(first);
        Lock::take(&path, "process 8", Duration::ZERO).unwrap();
    }
}
