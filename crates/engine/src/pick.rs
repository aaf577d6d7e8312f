//! The report that a user means by an id, a file, an address or an outlet's name.

use record::Report;
use std::collections::BTreeSet;

/// Why no one report could be picked; the text is for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPicked {
    /// No report is called so; these are called nearly so.
    Unknown(Vec<String>),
    /// Several are; these.
    Several(Vec<String>),
}

impl NotPicked {
    /// What to tell the user who asked for `wanted`.
    #[must_use]
    pub fn message(&self, wanted: &str) -> String {
        match self {
            Self::Unknown(near) if near.is_empty() => {
                format!("no report has the id, file name, address or outlet {wanted:?}")
            }
            Self::Unknown(near) => format!(
                "no report has the id, file name, address or outlet {wanted:?}; near it are {}",
                near.join(", ")
            ),
            Self::Several(all) => format!(
                "{wanted:?} is {} reports; name one by its id: {}",
                all.len(),
                listed(all)
            ),
        }
    }
}

/// At most eight, so that the message stays one that a person reads.
fn listed(all: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; ");
    match all.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{shown}; and {more} more"),
        _ => shown,
    }
}

/// The place in `reports` of the one that `wanted` names: by its id, its file (with `:line` where the file holds several),
/// the file's name, its address, the first letters of its id, or its outlet. The first of these that fits one report wins.
///
/// # Errors
/// [`NotPicked`] where none fits or the first that fits is that of several.
pub fn pick(reports: &[Report], wanted: &str) -> Result<usize, NotPicked> {
    type Fits = fn(&Report, &str) -> bool;
    let ways: [Fits; 6] = [
        |r, w| r.id == w,
        |r, w| place(&r.file, r.line) == w || r.file == w || r.twins.iter().any(|t| t.id == w || t.file == w),
        |r, w| place(name(&r.file), r.line) == w || name(&r.file) == w,
        |r, w| r.url.as_deref() == Some(w) || r.canonical.as_deref() == Some(w),
        |r, w| w.len() >= 4 && r.id.starts_with(w),
        |r, w| {
            r.outlet
                .as_deref()
                .is_some_and(|o| o.to_lowercase() == w.to_lowercase())
        },
    ];
    for fits in ways {
        let found: Vec<usize> = (0..reports.len())
            .filter(|&i| fits(&reports[i], wanted))
            .collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => {
                return Err(NotPicked::Several(
                    several.iter().map(|&i| called(&reports[i])).collect(),
                ));
            }
        }
    }
    Err(NotPicked::Unknown(near(reports, wanted)))
}

/// How a report is called where a user is to choose it: its id and what it is.
#[must_use]
pub fn called(report: &Report) -> String {
    let outlet = report.outlet.as_deref().unwrap_or("no outlet");
    format!(
        "{} ({outlet}, {})",
        report.id,
        place(name(&report.file), report.line)
    )
}

fn place(file: &str, line: Option<u64>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}

fn name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The names nearest to `wanted` by edits, at most three, none of which differs in more than a third of its letters.
fn near(reports: &[Report], wanted: &str) -> Vec<String> {
    /// Longer names are not compared letter by letter.
    const LONGEST: usize = 80;
    let wanted = wanted.to_lowercase();
    let mut names: BTreeSet<(usize, String)> = BTreeSet::new();
    for report in reports {
        let of = [
            Some(report.id.clone()),
            Some(place(name(&report.file), report.line)),
            report.outlet.clone(),
        ];
        for known in of
            .into_iter()
            .flatten()
            .filter(|k| k.len() <= LONGEST && wanted.len() <= LONGEST)
        {
            let lower = known.to_lowercase();
            let part = wanted.chars().count() >= 3 && lower.contains(&wanted);
            let edits = if part { 0 } else { edits(&lower, &wanted) };
            if 3 * edits <= lower.chars().count().max(wanted.chars().count()) {
                names.insert((edits, known));
            }
        }
    }
    names.into_iter().take(3).map(|(_, name)| name).collect()
}

/// Levenshtein's distance.
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports() -> Vec<Report> {
        [
            ("a1b2c3", "set/harrow.txt", None, "Harrow Post"),
            ("d4e5f6", "set/wire.jsonl", Some(1), "Tidewater Post"),
            ("a1b2ff", "set/wire.jsonl", Some(2), "Lakeside Tribune"),
        ]
        .into_iter()
        .map(|(id, file, line, outlet)| Report {
            id: id.into(),
            file: file.into(),
            line,
            outlet: Some(outlet.into()),
            ..Report::default()
        })
        .collect()
    }

    #[test]
    fn by_id_file_line_and_outlet() {
        let all = reports();
        for (wanted, place) in [
            ("a1b2c3", 0),
            ("set/harrow.txt", 0),
            ("harrow.txt", 0),
            ("wire.jsonl:2", 2),
            ("d4e5", 1),
            ("lakeside tribune", 2),
        ] {
            assert_eq!(pick(&all, wanted), Ok(place), "{wanted}");
        }
    }

    #[test]
    fn several_are_named_and_none_is_guessed() {
        let all = reports();
        let Err(NotPicked::Several(names)) = pick(&all, "wire.jsonl") else {
            panic!("two reports stand in that file")
        };
        assert_eq!(names[0], "d4e5f6 (Tidewater Post, wire.jsonl:1)");
        assert!(matches!(pick(&all, "a1b2"), Err(NotPicked::Several(_))));
        assert!(matches!(pick(&all, "a1"), Err(NotPicked::Unknown(_))));
    }

    #[test]
    fn a_slip_is_answered_with_what_is_near() {
        let near = |wanted| match pick(&reports(), wanted) {
            Err(NotPicked::Unknown(near)) => near,
            other => panic!("{other:?}"),
        };
        assert_eq!(near("Harow Post"), ["Harrow Post"]);
        assert_eq!(near("a1b2c4")[0], "a1b2c3");
        assert!(near("something else entirely").is_empty());
    }
}
