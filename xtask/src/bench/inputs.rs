//! What the programs are given: the sets of `../shared/data`, or of where `TWOSOURCE_DATA` says, as plain JSON lines.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

fn stored(set: &str) -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let root = std::env::var_os("TWOSOURCE_DATA").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    root.join(format!("{set}.jsonl.gz"))
}

/// The first of these sets that is not there.
pub fn missing<'a>(sets: &[&'a str]) -> Option<&'a str> {
    sets.iter().find(|set| !stored(set).is_file()).copied()
}

/// The rows of a set, one by one; none where it is missing.
pub fn rows(set: &str) -> impl Iterator<Item = Value> + use<> {
    let file = File::open(stored(set)).ok();
    let lines = file
        .into_iter()
        .flat_map(|file| BufReader::new(GzDecoder::new(file)).lines());
    lines
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str(&line).ok())
}

/// Writes rows as JSON lines, and tells how many there were.
pub fn write(path: &Path, rows: impl Iterator<Item = Value>) -> Result<usize, String> {
    let tell = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut file = BufWriter::new(File::create(path).map_err(tell)?);
    let mut count = 0;
    for row in rows {
        writeln!(file, "{row}").map_err(tell)?;
        count += 1;
    }
    file.flush().map_err(tell)?;
    Ok(count)
}

/// The fields of a row that both ours and the peers are given: nothing that says the answer.
pub fn with(row: &Value, fields: &[&str]) -> Value {
    let kept = fields.iter().filter(|field| row[**field].is_string());
    kept.map(|field| ((*field).to_owned(), row[*field].clone()))
        .collect()
}

/// The JSON lines of a file that a program wrote.
pub fn found(path: &Path) -> impl Iterator<Item = Value> + use<> {
    let lines = File::open(path)
        .ok()
        .into_iter()
        .flat_map(|file| BufReader::new(file).lines());
    lines
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str(&line).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_not_given() {
        let row = serde_json::json!({ "id": "a", "text": "Fire.", "incident": "7", "title": null });
        let given = with(&row, &["id", "title", "text"]);
        assert_eq!(given, serde_json::json!({ "id": "a", "text": "Fire." }));
    }
}
