//! The dateline: place, date and agency at the head of the text, before a dash.
//!
//! The forms are those of the wire services' style books: "PORT ELLERY, Maine (AP) —", "LONDON (Reuters) -",
//! "PARIS, May 5 (AFP) —", "(CNN)", "Ellery, Va. -".

use crate::{agencies, published::written};
use record::{Dateline, Span, Text};
use regex::Regex;
use std::sync::LazyLock;

/// A dateline with the agency in it and where the paragraph begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// The dateline; `None` where only an agency stands there ("(CNN)").
    pub(crate) dateline: Option<Dateline>,
    /// Whether a date stands in it, with its year or not.
    pub(crate) dated: bool,
    /// The agency's full name and its words.
    pub(crate) agency: Option<(String, Span)>,
    /// All of it with its dash.
    pub(crate) span: Span,
    /// The first byte after the dash and its space.
    pub(crate) body: usize,
}

/// Place in capitals: "HANGZHOU", "ST. PAUL", "NEW YORK", "LONDON/PARIS", "PORT-AU-PRINCE".
const CAPS: &str = r"[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ]'’.-]*[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ]\.?(?:[ /-][A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ]'’.-]*){0,4}";
/// Place as in a sentence: "Portsmouth", "Port Ellery".
const MIXED: &str =
    r"[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]'’.-]+(?:[ /-][A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]'’.-]+){0,3}";
/// What may follow the place after a comma: region or country, up to three words.
const REGION: &str = r"(?P<region>[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]'’.-]*\.?(?: (?:of |and |the )?[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]'’.-]*\.?){0,3})";
const MONTH: &str = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JAN(?:UARY|\.)?|FEB(?:RUARY|\.)?|MAR(?:CH|\.)?|APR(?:IL|\.)?|MAY|JUNE?|JULY?|AUG(?:UST|\.)?|SEPT?(?:EMBER|\.)?|OCT(?:OBER|\.)?|NOV(?:EMBER|\.)?|DEC(?:EMBER|\.)?)";
const AGENCY: &str = r"\(\s*(?P<agency>[[A-Za-zÀ-ɏ]][[A-Za-zÀ-ɏ]0-9&./,'’ -]{1,40}?)\s*\)";
/// The dash that ends it: a long one, two short ones, or a short one between spaces.
const DASH: &str = r"(?:\s*(?:—|–|―|--+)\s*|\s+[-‐]\s+)";

fn date() -> String {
    format!(
        r"(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{MONTH} ?\d{{1,2}}|\d{{1,2}} {MONTH})(?:,? (?:19|20)\d\d)?)"
    )
}

fn pattern(place: &str) -> Regex {
    let date = date();
    let source = format!(
        r"^(?P<words>(?P<place>{place})(?:,? {date}|, {REGION}(?:,? {})?)?,?(?:\s*{AGENCY})?)(?P<dash>{DASH}|:\s+)?",
        date.replace("<date>", "<date2>")
    );
    Regex::new(&source).expect("a constant pattern")
}

static IN_CAPS: LazyLock<Regex> = LazyLock::new(|| pattern(CAPS));
static IN_MIXED: LazyLock<Regex> = LazyLock::new(|| pattern(MIXED));
static AGENCY_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?P<words>{AGENCY})(?P<dash>{DASH}|\s*)")).expect("a constant pattern")
});
/// "April 29 (UPI) —": a date and an agency without a place.
static DATE_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?P<words>{}\s*{AGENCY})(?P<dash>{DASH})", date())).expect("a constant pattern")
});
/// A date in capitals' company inside a line, where a dateline was glued to what stood before it.
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"{CAPS}, ?[^—–\n]{{1,60}}?(?:—|–|--)")).expect("a constant pattern")
});

/// Words in capitals before a dash that are labels and no places.
const LABELS: &[&str] = &[
    "FILE",
    "UPDATE",
    "UPDATED",
    "BREAKING",
    "BREAKING NEWS",
    "EXCLUSIVE",
    "ANALYSIS",
    "OPINION",
    "COMMENT",
    "EDITORIAL",
    "VIDEO",
    "WATCH",
    "PHOTOS",
    "PHOTO",
    "LIVE",
    "LOOK",
    "READ",
    "READ MORE",
    "READ ALSO",
    "ALSO READ",
    "REPORT",
    "FACTBOX",
    "TIMELINE",
    "INTERVIEW",
    "FEATURE",
    "CORRECTION",
    "NOTE",
    "ABSTRACT",
    "FULL TEXT",
    "RELATED",
    "MORE",
    "NEW",
    "THE",
    "BUT",
    "AND",
    "NO",
    "YES",
    "TV",
    "AP PHOTO",
    "WARNING",
];

/// Cities whose names stand alone in datelines by the agencies' style books, and capitals. They allow the forms with
/// a colon or in small letters, which prove nothing by themselves.
const ALONE: &[&str] = &[
    "amsterdam",
    "ankara",
    "athens",
    "atlanta",
    "baghdad",
    "baltimore",
    "bangkok",
    "beijing",
    "beirut",
    "berlin",
    "boston",
    "brussels",
    "buenos aires",
    "cairo",
    "chicago",
    "cincinnati",
    "cleveland",
    "colombo",
    "dallas",
    "damascus",
    "denver",
    "detroit",
    "dhaka",
    "dubai",
    "dublin",
    "geneva",
    "hanoi",
    "havana",
    "helsinki",
    "hong kong",
    "honolulu",
    "houston",
    "indianapolis",
    "islamabad",
    "istanbul",
    "jakarta",
    "jerusalem",
    "johannesburg",
    "kabul",
    "karachi",
    "kathmandu",
    "kiev",
    "kyiv",
    "kuala lumpur",
    "lagos",
    "lahore",
    "las vegas",
    "london",
    "los angeles",
    "madrid",
    "manila",
    "melbourne",
    "mexico city",
    "miami",
    "milwaukee",
    "minneapolis",
    "montreal",
    "moscow",
    "mumbai",
    "nairobi",
    "new delhi",
    "new orleans",
    "new york",
    "paris",
    "philadelphia",
    "phoenix",
    "pittsburgh",
    "rome",
    "seattle",
    "seoul",
    "shanghai",
    "singapore",
    "sydney",
    "tokyo",
    "united nations",
    "washington",
];

/// Short forms of American states and Canadian provinces in a dateline ("Va.", "Calif.").
const STATES: &[&str] = &[
    "Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "D.C.", "Del.", "Fla.", "Ga.", "Ill.", "Ind.",
    "Kan.", "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.C.",
    "N.D.", "N.H.", "N.J.", "N.M.", "N.Y.", "Okla.", "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn.", "Texas",
    "Vt.", "Va.", "Wash.", "W.Va.", "Wis.", "Wyo.", "Ont.", "Que.", "Alta.", "B.C.", "Man.",
];

/// The dateline at the head of `span`, if one stands there.
pub(crate) fn find(text: &Text, span: Span) -> Option<Found> {
    // Only the head matters; a bound keeps the search linear in hostile lines.
    let words = head(text.at(span), 160);
    agency_only(text, span, words)
        .or_else(|| placed(text, span, words, &IN_CAPS, true))
        .or_else(|| placed(text, span, words, &IN_MIXED, false))
        .or_else(|| date_only(text, span, words))
}

/// A dateline glued to other words inside `span`, such as a caption's. It must show a date, an agency or a region, so
/// that capitals in a sentence prove nothing.
pub(crate) fn inside(text: &Text, span: Span) -> Option<Found> {
    let words = head(text.at(span), 1200);
    GLUED.find_iter(words).find_map(|m| {
        let at = text.span(span.start() + m.start(), span.end())?;
        let before = words.get(..m.start())?.chars().next_back()?;
        // "A-LIST, …" or a capital that goes on from a word in capitals is no start.
        if before.is_uppercase() || matches!(before, '-' | '\'' | '’' | '.') {
            return None;
        }
        let found = placed(text, at, head(text.at(at), 160), &IN_CAPS, true)?;
        (found.dated || found.agency.is_some()).then_some(found)
    })
}

fn agency_only(text: &Text, span: Span, words: &str) -> Option<Found> {
    let c = AGENCY_ONLY.captures(words)?;
    let m = c.name("agency")?;
    let name = agencies::in_dateline(m.as_str())?;
    let end = c.get(0)?.end();
    let opens = words
        .get(end..)?
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'".contains(c));
    opens.then_some(())?;
    Some(Found {
        dateline: None,
        dated: false,
        agency: Some((name, text.span(span.start() + m.start(), span.start() + m.end())?)),
        span: text.trimmed(text.span(span.start(), span.start() + end)?),
        body: span.start() + end,
    })
}

fn date_only(text: &Text, span: Span, words: &str) -> Option<Found> {
    let c = DATE_ONLY.captures(words)?;
    let m = c.name("agency")?;
    let name = agencies::in_dateline(m.as_str())?;
    let end = span.start() + c.get(0)?.end();
    let day = written::find(c.name("date")?.as_str()).into_iter().next()?;
    Some(Found {
        dateline: Some(Dateline {
            place: None,
            date: day.date().map(written::day_value),
            span: text.span(span.start(), span.start() + c.name("words")?.end())?,
        }),
        dated: true,
        agency: Some((name, text.span(span.start() + m.start(), span.start() + m.end())?)),
        span: text.trimmed(text.span(span.start(), end)?),
        body: end,
    })
}

fn placed(text: &Text, span: Span, words: &str, pattern: &Regex, caps: bool) -> Option<Found> {
    let c = pattern.captures(words)?;
    let place = c.name("place")?;
    let dash = c.name("dash");
    let (colon, ended) = (dash.is_some_and(|d| d.as_str().starts_with(':')), dash.is_some());
    let agency = c
        .name("agency")
        .and_then(|m| agencies::in_dateline(m.as_str()).map(|n| (n, m)));
    let station = c.name("agency").is_some_and(|m| agencies::is_station(m.as_str()));
    if c.name("agency").is_some() && agency.is_none() && !station {
        return None;
    }
    let region = c.name("region");
    let date = c.name("date").or(c.name("date2"));
    let alone = ALONE.contains(&place.as_str().to_lowercase().as_str());
    let state = region.is_some_and(|r| STATES.contains(&r.as_str()));
    let proven = match (caps, colon) {
        _ if LABELS.contains(&place.as_str().to_uppercase().trim_end_matches('.')) => false,
        // "London (CNN)The minister": without a dash only the agency can prove it.
        (_, _) if !ended => agency.is_some() || station,
        (true, false) => place.as_str().chars().filter(|c| c.is_alphabetic()).count() >= 3,
        (true, true) => agency.is_some() || station || date.is_some() || alone,
        (false, false) => {
            agency.is_some() || station || date.is_some() && alone || state || alone && region.is_none()
        }
        (false, true) => agency.is_some(),
    };
    let whole = c.get(0)?;
    let body = span.start() + whole.end();
    let rest = text.get(body..span.end())?;
    let opens = rest
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“‘'$£€([".contains(c));
    // A dateline may stand on a line of its own, where a region, date or agency proves it.
    let by_itself =
        rest.is_empty() && ended && (region.is_some() || date.is_some() || agency.is_some() || station);
    let long =
        place.as_str().split(' ').count() > 3 && region.is_none() && date.is_none() && agency.is_none();
    if !proven || !opens && !by_itself || long {
        return None;
    }
    let span_of = |m: regex::Match| text.span(span.start() + m.start(), span.start() + m.end());
    let place_end = region.map_or(place.end(), |r| r.end());
    let day = date.and_then(|d| written::find(d.as_str()).into_iter().next());
    Some(Found {
        dateline: Some(Dateline {
            place: words.get(place.start()..place_end).map(str::to_owned),
            // Without its year the date is settled later, against the publication date.
            date: day
                .as_ref()
                .and_then(written::Written::date)
                .map(written::day_value),
            span: text.trimmed(span_of(c.name("words")?)?),
        }),
        dated: day.is_some(),
        agency: agency.and_then(|(name, m)| Some((name, span_of(m)?))),
        span: text.trimmed(text.span(span.start(), body)?),
        body,
    })
}

/// At most the first `limit` bytes, on a character boundary.
fn head(words: &str, limit: usize) -> &str {
    let mut end = limit.min(words.len());
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.get(..end).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<(String, Option<String>, String)> {
        let text = Text::from(line);
        let found = find(&text, text.whole())?;
        let dateline = found.dateline.as_ref().map_or("", |d| text.at(d.span)).to_owned();
        Some((dateline, found.agency.map(|a| a.0), text[found.body..].to_owned()))
    }

    #[test]
    fn the_forms_of_the_wire_services() {
        for (line, dateline, agency) in [
            (
                "PORT ELLERY, Maine (AP) — The ferry sank.",
                "PORT ELLERY, Maine (AP)",
                Some("Associated Press"),
            ),
            (
                "LONDON (Reuters) - The ferry sank.",
                "LONDON (Reuters)",
                Some("Reuters"),
            ),
            (
                "PARIS, May 5 (AFP) — The ferry sank.",
                "PARIS, May 5 (AFP)",
                Some("Agence France-Presse"),
            ),
            ("ELLERY, Sept 5 — The ferry sank.", "ELLERY, Sept 5", None),
            ("ELLERY, Norland -- The ferry sank.", "ELLERY, Norland", None),
            (
                "BEIJING, Sept. 5 (Xinhua) -- The ferry sank.",
                "BEIJING, Sept. 5 (Xinhua)",
                Some("Xinhua News Agency"),
            ),
            (
                "ST. PAUL, Minn. (AP) — The ferry sank.",
                "ST. PAUL, Minn. (AP)",
                Some("Associated Press"),
            ),
            ("Portsmouth, Va. - The ferry sank.", "Portsmouth, Va.", None),
            ("Ellery (XNS) — The ferry sank.", "Ellery (XNS)", Some("XNS")),
            ("ELLERY, Va. (KXYZ) — The ferry sank.", "ELLERY, Va. (KXYZ)", None),
            ("London (CNN)The ferry sank.", "London (CNN)", Some("CNN")),
            ("(CNN) -- The ferry sank.", "", Some("CNN")),
            (
                "April 29 (UPI) — The ferry sank.",
                "April 29 (UPI)",
                Some("United Press International"),
            ),
            ("NEW DELHI: The ferry sank.", "NEW DELHI", None),
            ("WASHINGTON — “The ferry sank,” he said.", "WASHINGTON", None),
        ] {
            let (d, a, body) = told(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((d.as_str(), a.as_deref()), (dateline, agency), "{line}");
            assert!(
                body.contains("ferry") && !body.starts_with(['—', '-', ' ']),
                "{line}: {body}"
            );
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for line in [
            "FILE - Men inspect a boat.",
            "UPDATE — The ferry sank.",
            "The mayor — who had left — came back.",
            "Ellery - The town - was quiet.",
            "NATO said on Monday — again — that it left.",
            "BOOM: Nobody saw it.",
            "John Roe (R) — The senator left.",
            "The ship (pictured) — sank.",
            "MONTHLY TEST SERIES PLAN – Forty tests",
            "NORTH SEA oil - a history",
            "(The crew had left.)",
            "",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn a_glued_dateline_is_found_inside() {
        let text = Text::from("Boats lie in Ellery. — Reuters picELLERY, Sept 5 — The ferry sank.");
        let found = inside(&text, text.whole()).unwrap();
        assert_eq!(text.at(found.span), "ELLERY, Sept 5 —");
        let none = Text::from("He met the NATO, EU and UN chiefs — all three — on Sept 5.");
        assert!(inside(&none, none.whole()).is_none());
    }
}
