//! The words around what was found: counts, dates, values and edits for a person.

use record::{DateBasis, Edit, EditClass, Independent, Policy, Reading, ReadingValue, Relation};

/// "1 report", "5 reports".
#[must_use]
pub fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// "2–3 independent sources"; nothing where nobody counted.
#[must_use]
pub fn independent(i: Independent) -> Option<String> {
    match (i.low, i.high) {
        (_, 0) => None,
        (low, high) if low == high => Some(count(low, "independent source")),
        (low, high) => Some(format!("{low}–{high} independent sources")),
    }
}

/// How far something is confirmed: by two origins, perhaps by two, by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// By two or more.
    Confirmed,
    /// Cautiously counted by one, strictly by two or more.
    Perhaps,
    /// By one.
    One,
}

impl Standing {
    /// Of what so many stand behind.
    #[must_use]
    pub const fn of(i: Independent) -> Self {
        match (i.low, i.high) {
            (2.., _) => Self::Confirmed,
            (_, 2..) => Self::Perhaps,
            _ => Self::One,
        }
    }

    /// Its sign: ●, ◐ or ○.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Confirmed => "●",
            Self::Perhaps => "◐",
            Self::One => "○",
        }
    }

    /// The sign in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Confirmed => "two or more independent sources",
            Self::Perhaps => "perhaps two",
            Self::One => "one source",
        }
    }
}

/// An ISO date as a person writes it, as exact as it is: "4 March 2031", "March 2031", "2031".
#[must_use]
pub fn date(iso: &str) -> String {
    let day = iso.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok());
    let month = || {
        iso.get(..7)
            .and_then(|m| format!("{m}-01").parse::<jiff::civil::Date>().ok())
    };
    match (day, month()) {
        (Some(d), _) => d.strftime("%-d %B %Y").to_string(),
        (None, Some(m)) if iso.len() == 7 => m.strftime("%B %Y").to_string(),
        _ => iso.to_owned(),
    }
}

/// The same, with the month cut to three letters, for columns.
pub(crate) fn short_date(iso: &str) -> String {
    let long = date(iso);
    long.split(' ')
        .map(|p| {
            if p.bytes().all(|b| b.is_ascii_alphabetic()) {
                p.get(..3).unwrap_or(p)
            } else {
                p
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// "4–5 March 2031", "28 February – 2 March 2031".
pub(crate) fn period(first: &str, last: &str) -> String {
    let (a, b) = (date(first), date(last));
    if a == b {
        return a;
    }
    let parts = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
    match (parts(&a).as_slice(), parts(&b).as_slice()) {
        ([d1, m1, y1], [d2, m2, y2]) if y1 == y2 && m1 == m2 => format!("{d1}–{d2} {m1} {y1}"),
        ([d1, m1, y1], [d2, m2, y2]) if y1 == y2 => format!("{d1} {m1} – {d2} {m2} {y1}"),
        _ => format!("{a} – {b}"),
    }
}

/// Where a publication date comes from.
pub(crate) const fn date_basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Field => "date given with the record",
        DateBasis::Metadata => "date in the page's metadata",
        DateBasis::Header => "date above the text",
        DateBasis::Url => "date in the address",
        DateBasis::Dateline => "date of the dateline",
        DateBasis::Text => "dates in the text",
    }
}

/// "250,000", "1.5".
pub(crate) fn number(v: f64) -> String {
    let plain = format!("{}", (v.abs() * 100.0).round() / 100.0);
    let (whole, rest) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let mut grouped = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(c);
    }
    let sign = if v < 0.0 { "−" } else { "" };
    rest.map_or(format!("{sign}{grouped}"), |r| format!("{sign}{grouped}.{r}"))
}

/// What several give alike, for a person: a number of people or years as a number, anything else in its own words, which
/// have the unit.
pub(crate) fn agreed(measure: &str, v: &ReadingValue) -> String {
    let of_people = crate::newest::OF_LIVES.contains(&measure) || matches!(measure, "arrested" | "age");
    if of_people || v.text.is_empty() {
        value(v)
    } else {
        v.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A reported value in few words: "at least 12", "about 230", "31", "10–12", "dozens".
#[must_use]
pub fn value(v: &ReadingValue) -> String {
    let hedge = v
        .hedge
        .as_deref()
        .map(str::trim)
        .filter(|h| !h.is_empty())
        .map(str::to_lowercase);
    let vague = !v.text.chars().any(char::is_numeric)
        && hedge.as_deref().is_some_and(|h| {
            [
                "dozen", "hundred", "thousand", "million", "score", "ten", "several", "few", "many",
            ]
            .iter()
            .any(|w| h.contains(w))
        });
    if let (true, Some(h)) = (vague, &hedge) {
        return format!("“{h}”");
    }
    let hedged = |default: &str, n: String| match &hedge {
        Some(h) => format!("{h} {n}"),
        None if default.is_empty() => n,
        None => format!("{default} {n}"),
    };
    match (v.min, v.max) {
        (Some(a), Some(b)) if (a - b).abs() < f64::EPSILON => {
            hedged(if v.approximate { "about" } else { "" }, number(a))
        }
        (Some(a), Some(b)) => format!("{}–{}", number(a), number(b)),
        (Some(a), None) => hedged("at least", number(a)),
        (None, Some(b)) => hedged("up to", number(b)),
        (None, None) => v.text.clone(),
    }
}

/// "Killed", "Share of votes".
pub(crate) fn measure(measure: &str, about: Option<&str>) -> String {
    let about = about.filter(|a| !a.is_empty());
    // A bare count is called by what it counts.
    let (measure, about) = match about {
        Some(about) if measure == "count" => (about, None),
        _ => (measure, about),
    };
    let plain = measure.replace('_', " ");
    let mut chars = plain.chars();
    let capital: String = chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect())
        .unwrap_or_default();
    match about {
        Some(about) => format!("{capital} · {about}"),
        None => capital,
    }
}

/// How the values of a figure stand to each other.
pub(crate) const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Agree => "agree",
        Relation::Compatible => "both can be true",
        Relation::Updated => "updated",
        Relation::Conflict => "conflict",
        Relation::Single => "single",
    }
}

/// The relation as the output names it.
pub(crate) const fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::Agree => "agree",
        Relation::Compatible => "compatible",
        Relation::Updated => "updated",
        Relation::Conflict => "conflict",
        Relation::Single => "single",
    }
}

/// The policy as the output names it.
pub(crate) const fn policy(policy: Policy) -> &'static str {
    match policy {
        Policy::Conservative => "conservative",
        Policy::Range => "range",
        Policy::Majority => "majority",
        Policy::Latest => "latest",
    }
}

/// The class of a wording as the output names it.
pub(crate) const fn class(class: EditClass) -> &'static str {
    match class {
        EditClass::Extent => "extent",
        EditClass::Form => "form",
        EditClass::Wording => "wording",
        EditClass::Meaning => "meaning",
    }
}

/// "Told as 31–38 (range)."; nothing where one value stands alone or nothing is told as one.
pub(crate) fn told(reading: &Reading) -> Option<String> {
    let told = reading.told.as_ref().filter(|_| reading.values.len() > 1)?;
    let amount = match (told.min, told.max) {
        (Some(a), Some(b)) if (a - b).abs() < f64::EPSILON => number(a),
        (Some(a), Some(b)) => format!("{}–{}", number(a), number(b)),
        (Some(a), None) => format!("at least {}", number(a)),
        (None, Some(b)) => format!("up to {}", number(b)),
        (None, None) => return None,
    };
    // A range of fewer values than there are leaves out those that a later report has overtaken.
    let part = told.policy == Policy::Range && told.of.len() < reading.values.len();
    let what = if part { " of what still stands" } else { "" };
    Some(format!("Told as {amount} ({}{what}).", policy(told.policy)))
}

/// "2 independent sources give 14 or more."
fn floor(reading: &Reading) -> Option<String> {
    let floor = reading.floor.as_ref()?;
    let sources = count(floor.independent.low, "independent source");
    Some(format!("{sources} give {} or more.", number(floor.min)))
}

/// Why the values stand to each other as they do, what they are told as, and what two sources give or exceed.
#[must_use]
pub fn explained(reading: &Reading) -> String {
    let parts = [Some(reading.why.clone()), told(reading), floor(reading)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

/// What an edit does to the fullest wording.
pub(crate) fn edit(edit: &Edit) -> String {
    match edit {
        Edit::Omitted { words } => format!("without “{}”", ends(words)),
        Edit::Added { words } => format!("adds “{}”", ends(words)),
        Edit::Spelled { from, to } | Edit::Changed { from, to } => {
            format!("“{}” for “{}”", ends(to), ends(from))
        }
    }
}

/// The first and the last words of a long stretch, which stands in full beside it.
pub(crate) fn ends(words: &str) -> String {
    const WHOLE: usize = 12;
    let all: Vec<&str> = words.split_whitespace().collect();
    if all.len() <= WHOLE {
        return all.join(" ");
    }
    format!("{} … {}", all[..5].join(" "), all[all.len() - 4..].join(" "))
}

/// A share as whole per cent; what is there at all is never nought.
pub(crate) fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if share > 0.0 && whole < 1.0 {
        "1%".to_owned()
    } else {
        format!("{whole}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(min: Option<f64>, max: Option<f64>, hedge: Option<&str>, text: &str) -> ReadingValue {
        ReadingValue {
            min,
            max,
            approximate: false,
            hedge: hedge.map(Into::into),
            text: text.into(),
            attributed_to: None,
            as_of: None,
            citations: vec![],
        }
    }

    #[test]
    fn what_two_sources_give_or_exceed_is_said_though_they_differ() {
        let mut reading = crate::sample::sample().stories[0].quantities[0].clone();
        assert!(!explained(&reading).contains("or more"));
        reading.floor = Some(record::Floor {
            min: 1400.0,
            independent: Independent { low: 2, high: 3 },
            citations: vec![],
        });
        assert!(explained(&reading).ends_with("2 independent sources give 1,400 or more."));
    }

    #[test]
    fn values_keep_their_hedges() {
        assert_eq!(
            value(&figure(Some(12.0), None, Some("at least"), "at least 12")),
            "at least 12"
        );
        assert_eq!(
            value(&figure(Some(250_000.0), None, None, "250,000+")),
            "at least 250,000"
        );
        assert_eq!(value(&figure(Some(48.0), Some(48.0), None, "48")), "48");
        assert_eq!(value(&figure(Some(10.0), Some(12.0), None, "10 to 12")), "10–12");
        assert_eq!(
            value(&figure(Some(24.0), None, Some("dozens"), "dozens of people")),
            "“dozens”"
        );
    }

    #[test]
    fn what_a_figure_is_told_as_names_its_policy() {
        let mut reading = crate::sample::sample().stories[0].quantities[0].clone();
        assert_eq!(told(&reading), None);
        let mut tell = |policy, min, max, of: &[usize]| {
            let of = of.to_vec();
            reading.told = Some(record::ToldFigure { policy, min, max, of });
            told(&reading).unwrap()
        };
        assert_eq!(
            tell(Policy::Range, Some(31.0), Some(38.0), &[0, 1]),
            "Told as 31–38 (range)."
        );
        assert_eq!(
            tell(Policy::Range, Some(38.0), Some(38.0), &[1]),
            "Told as 38 (range of what still stands)."
        );
        assert_eq!(
            tell(Policy::Majority, Some(31.0), None, &[0]),
            "Told as at least 31 (majority)."
        );
    }

    #[test]
    fn a_long_edit_is_told_by_its_ends() {
        assert_eq!(ends("one two three"), "one two three");
        let long = "a b c d e f g h i j k l m n";
        assert_eq!(
            edit(&Edit::Omitted { words: long.into() }),
            "without “a b c d e … k l m n”"
        );
    }

    #[test]
    fn dates_are_as_exact_as_they_are() {
        assert_eq!(date("2031-03-04T17:45:00+00:00"), "4 March 2031");
        assert_eq!(date("2029-11"), "November 2029");
        assert_eq!(date("2024"), "2024");
        assert_eq!(short_date("2029-11-02"), "2 Nov 2029");
        assert_eq!(period("2031-03-04", "2031-03-05T08:00:00"), "4–5 March 2031");
        assert_eq!(period("2031-02-28", "2031-03-02"), "28 February – 2 March 2031");
    }

    #[test]
    fn sources_are_plural_only_where_there_are_two() {
        assert_eq!(
            independent(Independent { low: 1, high: 1 }).as_deref(),
            Some("1 independent source")
        );
        assert_eq!(
            independent(Independent { low: 2, high: 3 }).as_deref(),
            Some("2–3 independent sources")
        );
        assert_eq!(Standing::of(Independent { low: 1, high: 2 }), Standing::Perhaps);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(1_234_567.5), "1,234,567.5");
        assert_eq!(number(999.0), "999");
    }
}
