//! A claim held against the reports.

use super::{Answer, bounded, refused};
use crate::answers;
use crate::library::Library;
use record::ClaimCheck;
use schemars::JsonSchema;
use serde::Deserialize;

/// What `check_claim` is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimAsked {
    /// The claim: one declarative English sentence that names whom, where and when it means, such as "At least 12 people
    /// were killed in a fire in Port Callow". At most 1000 bytes.
    claim: String,
    /// The day on which the claim is made, YYYY-MM-DD, from which "on Tuesday" counts. Without it weekdays are compared by
    /// name.
    #[serde(default)]
    on: Option<String>,
    /// Files or folders to look at, below those that the server was started with. Default: the archive, else all of them.
    #[serde(default)]
    paths: Vec<String>,
}

pub(crate) fn check_claim(library: &Library, asked: &ClaimAsked) -> Answer<ClaimCheck> {
    bounded("the claim", &asked.claim)?;
    let day = asked.on.as_deref();
    // Written back it tells the asked form from the other spellings of ISO 8601, such as 20310305.
    let whole = |d: &str| {
        d.parse::<jiff::civil::Date>()
            .is_ok_and(|date| date.to_string() == d)
    };
    if day.is_some_and(|d| !whole(d)) {
        return Err("write the day as YYYY-MM-DD, one that the calendar has".to_owned());
    }
    let claim = engine::claim(&asked.claim, day)?;
    let check = match library.archive(&asked.paths)? {
        Some(archive) => desk::check(&archive.snapshot().map_err(refused)?, &claim).map_err(refused)?,
        None => {
            let told = library.told(&asked.paths)?;
            let mut check = engine::check_told(&told.briefing, &claim);
            let unread = told
                .problems
                .iter()
                .map(|p| record::Warning::new("unread", p.clone()));
            check.warnings.extend(unread);
            check
        }
    };
    let check = answers::check(check);
    let text = tell::claim::markdown(&check);
    Ok((check, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        let folder = tempfile::tempdir().unwrap();
        let gate = "Gate jams\n\nThe lock gate at Ellery jammed on Monday.\n";
        std::fs::write(folder.path().join("gate.txt"), gate).unwrap();
        let library = Library::new(None, &[folder.path().to_string_lossy().into_owned()]).unwrap();
        let on = |day: &str| {
            let asked = ClaimAsked {
                claim: "The lock gate at Ellery jammed.".to_owned(),
                on: Some(day.to_owned()),
                paths: Vec::new(),
            };
            check_claim(&library, &asked).is_ok()
        };
        assert!(on("2031-03-05"));
        for day in ["2031-02-30", "2031-13-01", "----------", "20310305", "2031-W10-3"] {
            assert!(!on(day), "{day}");
        }
    }
}
