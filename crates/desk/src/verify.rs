//! Verifying an archive, reading its sources again where that is asked for.

use archive::{Archive, Error, Verified};
use engine::Config;
use std::path::Path;

/// Verifies all that the archive at `path` holds; `deep` reads the sources again and compares.
///
/// # Errors
/// Where the archive can't be opened; damage within it is told in [`Verified::faults`].
pub fn verify(path: &Path, deep: bool) -> Result<Verified, Error> {
    let archive = Archive::open(path)?;
    let snapshot = archive.snapshot()?;
    let config = Config {
        source_map: true,
        ..Config::default()
    };
    let mut reread = |sources| engine::read_sources(sources, &config);
    Ok(snapshot.verify(crate::PROGRAM, if deep { Some(&mut reread) } else { None }))
}
