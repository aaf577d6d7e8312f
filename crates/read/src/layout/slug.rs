//! Lines that wire services write for editors: slugs, counts of words, file stamps.
//!
//! The forms are those of the Associated Press and of Reuters as members' systems print them; none of them is for readers.

use regex::RegexSet;
use std::sync::LazyLock;

static SLUGS: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        // "BC-ME--Ferry", "AS--Norland-Ferry, 2nd Ld-Writethru,650".
        r"^\^?[A-Z]{2}(?:-[A-Z]{2,4})?--[A-Z][\w'’&. -]{0,60}(?:,.{0,60})?$",
        // "Ferry, 1st Ld-Writethru", "URGENT 2nd Ld".
        r"^.{0,60}\b\d(?:st|nd|rd|th) (?:Ld|Lead)(?:-Writethru)?\b.{0,40}$",
        r"^.{0,60}\bWritethru\b.{0,40}$",
        // "(650 words)", "Eds: 650 words".
        r"^\W*\d{2,4} words\W*$",
        // "AP-WF-03-05-24 1530GMT".
        r"^[A-Z]{2,4}-[A-Z]{2}-\d\d-\d\d-\d\d ?\d{4}(?:GMT|EST|EDT)?$",
        r"^AP-?(?:Newsfeatures|NewsNow|BusinessNow)\b.{0,40}$",
        // "NORLAND-FERRY/OWNER (UPDATE 2, PIX)", "NORLAND-FERRY/".
        r"^[A-Z]{3,}(?:-[A-Z]{2,})+/(?:[A-Z-]+)?(?: \([A-Z0-9, ]+\))?$",
        // "^---".
        r"^\^+$",
    ])
    .expect("constant patterns")
});

/// Whether a line is a slug or a stamp.
pub(crate) fn is_slug(line: &str) -> bool {
    line.len() <= 110 && SLUGS.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::is_slug;

    #[test]
    fn slugs_are_told() {
        for line in [
            "BC-ME--Ferry, 1st Ld-Writethru",
            "AS--Norland-Ferry, 2nd Ld-Writethru,650",
            "^BC-Ferry, 3rd Ld-Writethru",
            "(650 words)",
            "AP-WF-03-05-24 1530GMT",
            "AP-Newsfeatures",
            "NORLAND-FERRY/OWNER (UPDATE 2, PIX)",
        ] {
            assert!(is_slug(line), "{line}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for line in [
            "The 650 words of the speech were cut.",
            "1st Lt. Jane Doe left.",
            "NORTH/SOUTH TALKS",
            "TV--and what it does to us, by those who make it and by those who watch it every day, for hours on end, at home",
            "PORT ELLERY -- The ferry sank.",
            "AP photographer hurt",
        ] {
            assert!(!is_slug(line), "{line}");
        }
    }
}
