//! Words under a picture, and the credit of who took it.
//!
//! A photograph's credit is no origin of the text, so nothing here ever becomes an agency credit.

use super::gate;
use crate::published::written;
use aho_corasick::AhoCorasick;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// Longer lines are prose.
const LONGEST: usize = 700;

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

/// "(AP Photo/Jane Doe)", "— Reuters pic", "[Photo/IC]", "REUTERS/Jane Doe", "Photo: Jane Doe", "Getty Images" at an end.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"(?:",
        r"[(\[][^()\[\]]{0,60}\b(?i:photos?|picture|pictures|pic|image|images|getty|file|handout|courtesy|screengrab|screenshot|credit|via|reuters/|epa|afp/)\b[^()\[\]]{0,80}[)\]]",
        r"|\s[—–-]+\s?(?:[[A-Za-zÀ-ɏ].'/ -]{0,40}\s)?(?:pic|pics|picture|photo|photos|file pic|filepic)\b",
        r"|(?:^|\s)(?:REUTERS|AFP|EPA|AP|GETTY IMAGES)\s?/\s?[[A-Za-zÀ-ɏ].' /-]{3,60}",
        r"|(?:^|\s|[|/])(?i:(?:photos?|photograph|pictures?|image|images|photo credit|credit|file photo|photo courtesy)\s?(?::|by\b|courtesy\b|credit\b|/)\s?[[A-Za-zÀ-ɏ]][[A-Za-zÀ-ɏ].'’/,& -]{1,80})",
        r"|(?:^|\s|[|/])(?:[[A-Za-zÀ-ɏ].'’/ -]{0,40}[/|]\s?)?(?:Getty Images|AP Photo|AFP PHOTO|Getty|Shutterstock|iStock|EPA-EFE)(?:/[[A-Za-zÀ-ɏ].' -]{1,40})?",
        r")\s*$"
    ))
});
/// "Jane Doe/AP", "Jane Doe/WireImage via Getty Images, FILE": a name, a stroke and who sells the picture.
static AGENCY_PICTURE: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^(?:[\w.'’ -]{3,40}[/|] ?)(?:AP|AFP|Reuters|REUTERS|EPA|WireImage|FilmMagic|Getty|Getty Images|Shutterstock|Redux|AP Images|PA)\b[^.]{0,50}$",
    )
});
/// "(Jane Doe/Norland Press)", "(Jane Doe/Staff)": a photographer and whose picture it is.
static PHOTOGRAPHER: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\((?P<who>[A-ZÀ-Þ][[A-Za-zÀ-ɏ].'’-]+(?: [A-ZÀ-Þ][[A-Za-zÀ-ɏ].'’-]*){1,3})\s?/\s?(?:[A-ZÀ-Þ][[A-Za-zÀ-ɏ].'’&-]*(?: (?:via |for |of |the )?[A-ZÀ-Þ][[A-Za-zÀ-ɏ].'’&-]*){0,5})\)\s*$",
    )
});
/// With which words captions begin.
static START: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r"^(?:(?:FILE|File|FILE PHOTO|File photo|File Photo|FILE PIC|HANDOUT)\b\s*(?:[-–—:]|\d{4}|photo|picture|image|\()",
        r"|(?i:image copyright\b|image caption\b)|(?:Getty Images|Getty|GETTY|EPA|REUTERS|Reuters) (?:- |[A-Z])",
        r"|(?i:in this\b.{0,60}\b(?:photos?|image|picture|frame grab|file photo|screen ?grab|still|video)\b)",
        r"|(?i:this\b.{0,50}\b(?:photo|image|picture|still|undated)\b.{0,60}\b(?:shows?|provided|released|taken|made)\b)",
        r"|(?i:(?:photo|image|picture|caption|pictured|above|below|top|left|right)\s*:\s))"
    ))
});
/// "(Source: KXYZ)" behind a sentence: whose picture it is. An agency there is the text's source.
static SOURCE: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\S\s+[(\[](?i:source|courtesy):\s(?P<who>[^()\[\]]{2,60})[)\]]$"));
/// Who stands where in a picture.
static POSITION: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?:,\s(?:(?:second|third|far|top|bottom|back|front|upper|lower)\s)?(?:from\s)?(?:left|right|centre|center|foreground|background)\s?,|\((?:L|R|C|(?:second |third |far |top |bottom )?(?:left|right|centre|center|pictured|pictured above)|(?:L|R)-(?:L|R))\)|,\s(?:second|third|far) from (?:left|right))",
    )
});
/// Present tense, in which captions are written; the first verb of the line decides.
static PRESENT: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?:speaks?|listens?|attends?|walks?|carr(?:y|ies)|inspects?|stands?|looks?|gathers?|holds?|waves?|arrives?|shakes?|sits?|gestures?|talks?|waits?|leaves?|poses?|smiles?|reacts?|works?|rides?|runs?|watch(?:es)?|addresse?s?|delivers?|greets?|hugs?|embraces?|prays?|mourns?|march(?:es)?|protests?|rally|rallies|chants?|passe?s?|drives?|patrols?|guards?|searche?s?|shows?|sees?|is seen|are seen|is pictured|are pictured|lies?|rises?|burns?|takes? part|cast|casts|enters?|exits?|departs?|answers?|appears?|points?|fires?|flies|fly|lights?|lays?|places?|plays?|celebrates?|cheers?|kisses?|helps?|pulls?|pushes?|tries|try|clean|cleans|remove|removes)\b",
    )
});
static PAST: LazyLock<Regex> =
    LazyLock::new(|| compile(r"\b(?:said|says|told|was|were|had|has|have|will|would)\b"));

/// What stands in every credit that is not in parentheses.
static PICTURE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    gate::any_of(&[
        "/",
        "credit",
        "epa-efe",
        "getty",
        "image",
        "photo",
        "pic",
        "shutterstock",
        "istock",
    ])
});

/// The credit at the end of a caption, as bytes of `line`, with its dash.
pub(crate) fn photo_credit(line: &str) -> Option<Range<usize>> {
    let end = line.trim_end();
    let person = || {
        let may = end.ends_with(')') && line.contains('/');
        let c = may.then(|| PHOTOGRAPHER.captures(line)).flatten()?;
        crate::agencies::named(c.name("who")?.as_str())
            .is_none()
            .then(|| c.get(0))?
    };
    let may = end.ends_with([')', ']']) || PICTURE.is_match(line);
    let credit = may.then(|| CREDIT.find(line)).flatten();
    let m = credit.or_else(person)?;
    let lead = m.as_str().len() - m.as_str().trim_start().len();
    Some(m.start() + lead..m.end())
}

/// Whether a line is nothing but a photographer's credit.
pub(crate) fn is_photo_credit(line: &str) -> bool {
    line.len() <= 140 && photo_credit(line).is_some_and(|r| r.start == 0)
        || line.len() <= 100 && !line.ends_with(['.', '!', '?', ':']) && AGENCY_PICTURE.is_match(line)
}

/// Whether a line is a caption by its words.
pub(crate) fn is_caption(line: &str) -> bool {
    if line.len() > LONGEST || line.split_whitespace().count() < 3 {
        return false;
    }
    let credit = photo_credit(line);
    let words = credit
        .as_ref()
        .map_or(line, |r| line.get(..r.start).unwrap_or(line))
        .trim_end();
    let station = (line
        .ends_with([')', ']'])
        .then(|| SOURCE.captures(line))
        .flatten())
    .and_then(|c| c.name("who"));
    if station.is_some_and(|who| crate::agencies::mentioned(who.as_str()).is_empty()) {
        return true;
    }
    if START.is_match(line) || credit.is_some_and(|r| r.start > 0) {
        return true;
    }
    if words.contains(['"', '“', '”']) {
        return false;
    }
    let dated = ends_with_date(words);
    let placed = POSITION.is_match(words);
    if !(dated || placed && words.len() < 350) {
        return false;
    }
    let present = || {
        let verb = PRESENT.find(words).map(|m| m.start());
        let past = PAST.find(words).map(|m| m.start());
        verb.is_some_and(|v| past.is_none_or(|p| v < p))
    };
    dated && placed || present()
}

/// "…, Syria, Aug. 27, 2016."
fn ends_with_date(words: &str) -> bool {
    let bare = words.trim_end_matches(['.', ' ', ')', '"']);
    let from = bare.len().saturating_sub(40);
    let tail = (from..bare.len())
        .find(|i| bare.is_char_boundary(*i))
        .and_then(|i| bare.get(i..))
        .unwrap_or("");
    // A year has figures.
    tail.contains(char::is_numeric)
        && written::find(tail)
            .last()
            .is_some_and(|w| w.year.is_some() && w.range.end == tail.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told() {
        for line in [
            "FILE - Men look at a boat in Port Ellery, Norland, Aug. 27, 2016.",
            "FILE – In this March 3, 2015 photo, boats lie in the harbour.",
            "Mayor Jane Doe speaks at a press conference in Port Ellery, Norland, September 4, 2016.",
            "Mayor Jane Doe, left, listens to John Roe in Port Ellery, Sept. 5, 2016.",
            "In this photo released by the coast guard, a ferry burns off Port Ellery.",
            "A ferry burns off Port Ellery on Monday. (AP Photo/Jane Doe)",
            "Boats lie in Port Ellery. — Reuters pic",
            "A man looks at the wreck in Port Ellery on Monday. [Photo/IC]",
            "A boat in Port Ellery. REUTERS/Jane Doe",
            "Rescuers at Port Ellery on Monday. Photo: Jane Doe",
            "Two men were hurt on Monday at the pier. (Source: KXYZ)",
            "Mayor John Roe is hugged by a sailor. (Jane Doe/Norland Press)",
        ] {
            assert!(is_caption(line), "{line}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for line in [
            "The ferry was built in Port Ellery on September 4, 2016.",
            "“We will look at it,” Jane Doe said on Sept. 5, 2016.",
            "The mayor left, and the council stayed.",
            "She turned left, then right, and was gone.",
            "The court said the picture was taken by Jane Doe.",
            "He had files - many of them - at home.",
            "The ferry sank off Port Ellery. (Associated Press/AFP)",
            "The ferry sank off Port Ellery. (Source: AFP)",
            "They chose a day (Monday/Tuesday)",
            "The council looks into the matter.",
            "Senator John Roe (R) said that he would stand again.",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }

    #[test]
    fn the_credit_is_split_off() {
        let line = "Boats lie in Port Ellery. — Reuters pic";
        assert_eq!(&line[photo_credit(line).unwrap()], "— Reuters pic");
        assert!(is_photo_credit("Photo by Jane Doe/Getty Images"));
        assert!(is_photo_credit("Jane Doe/AP"));
        assert!(!is_photo_credit("He took the photo."));
    }
}
