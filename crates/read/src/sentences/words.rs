//! Words that tell whether a full stop ends a sentence: abbreviations before it, sentence openers after it.

/// How an abbreviation stands to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name follows: "Mr.", "Gen.". Never an end.
    Title,
    /// A number follows: "No. 5", "p. 12"; "no. He" is an end.
    Number,
    /// "Jan. 5", but "in Jan. The".
    Month,
    /// "9 a.m. Monday", but "at 9 a.m. The".
    Clock,
    /// It ends a sentence where the next word opens one: "Inc.", "Va.", "etc.".
    Either,
}

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "col", "maj", "capt", "cpt", "lt", "sgt", "cpl", "pvt",
    "pfc", "adm", "cmdr", "cdr", "brig", "rev", "fr", "hon", "sen", "sens", "rep", "reps", "gov", "govs",
    "pres", "supt", "det", "insp", "msgr", "st", "ste", "mt", "ft", "messrs", "mme", "mlle", "sr.", "amb",
    "atty", "asst", "assoc", "dep", "spc", "ofc", "off", "vs", "v", "cf", "e.g", "i.e", "viz", "al",
    "approx", "ca", "dist", "sec", "def", "m", "mm", "vp", "ald", "cllr",
];
const NUMBERS: &[&str] = &[
    "no", "nos", "div", "p", "pp", "vol", "vols", "fig", "figs", "art", "arts", "ch", "chap", "para", "op",
    "ext", "tel",
];
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri",
];
const CLOCK: &[&str] = &["a.m", "p.m", "am", "pm"];
const EITHER: &[&str] = &[
    "inc", "corp", "co", "cos", "ltd", "llc", "plc", "bros", "jr", "sr", "esq", "ph.d", "m.d", "b.a", "m.a",
    "etc", "est", "dept", "univ", "ave", "blvd", "rd", "hwy", "rte", "pkwy", "apt", "bldg", "min", "max",
    "sq", "mi", "km", "lb", "lbs", "oz", "hr", "hrs", "ala", "ariz", "ark", "calif", "colo", "conn", "del",
    "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb",
    "nev", "okla", "tex", "twp", "ore", "pa", "tenn", "vt", "va", "wash", "wis", "wyo", "w.va", "ont", "que",
    "alta", "sask", "intl", "natl", "govt", "admin", "ed", "eds", "cent", "jct",
];

/// The kind of abbreviation that `word` is, without its last stop.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    // Small forms such as "co" are words too; an abbreviation of a name or state has a capital.
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let lower = word.to_lowercase();
    let has = |list: &[&str]| list.contains(&lower.as_str());
    let capital = word.starts_with(char::is_uppercase);
    if has(CLOCK) && lower.contains('.') {
        return Some(Abbreviation::Clock);
    }
    if has(TITLES)
        && (capital
            || matches!(
                lower.as_str(),
                "vs" | "v" | "cf" | "e.g" | "i.e" | "viz" | "approx" | "ca"
            ))
    {
        return Some(Abbreviation::Title);
    }
    if has(NUMBERS) {
        return Some(Abbreviation::Number);
    }
    if has(MONTHS) && capital {
        return Some(Abbreviation::Month);
    }
    (has(EITHER)
        && (capital
            || matches!(
                lower.as_str(),
                "etc" | "sq" | "hr" | "hrs" | "lbs" | "est" | "min"
            )))
    .then_some(Abbreviation::Either)
}

/// "U.S", "D.C", "C.I.A": capitals with stops between them.
pub(crate) fn is_acronym(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').take(8).collect();
    parts.len() >= 2
        && parts
            .iter()
            .all(|p| (1..=2).contains(&p.len()) && p.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// "J": the initial of a name.
pub(crate) fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// The first word of `text`, without what closes it.
pub(crate) fn first(text: &str) -> &str {
    let word = text
        .split(|c: char| c.is_whitespace() || c == '—' || c == '–')
        .next()
        .unwrap_or("");
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "This",
    "That",
    "These",
    "Those",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "My",
    "Your",
    "There",
    "Here",
    "In",
    "On",
    "At",
    "By",
    "For",
    "From",
    "With",
    "Without",
    "After",
    "Before",
    "Since",
    "Until",
    "During",
    "While",
    "When",
    "Where",
    "Why",
    "How",
    "What",
    "Who",
    "Which",
    "If",
    "Unless",
    "Although",
    "Though",
    "Because",
    "But",
    "And",
    "Or",
    "So",
    "Yet",
    "Nor",
    "As",
    "About",
    "Under",
    "Over",
    "Among",
    "Between",
    "According",
    "Also",
    "Another",
    "Other",
    "Others",
    "Some",
    "Many",
    "Most",
    "Several",
    "Few",
    "More",
    "No",
    "None",
    "Nobody",
    "Not",
    "Now",
    "Then",
    "Once",
    "One",
    "Two",
    "Three",
    "Both",
    "Each",
    "Every",
    "All",
    "Any",
    "Still",
    "However",
    "Meanwhile",
    "Instead",
    "Later",
    "Earlier",
    "Officials",
    "Police",
    "Authorities",
    "Witnesses",
    "Despite",
    "Even",
    "Only",
    "Just",
    "Such",
    "To",
    "Of",
    "Last",
    "Next",
    "Asked",
    "People",
    "Residents",
    "Investigators",
];

/// Whether `text` begins with a word that opens sentences and is no part of a name.
pub(crate) fn starts_sentence(text: &str) -> bool {
    let word = first(text);
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    STARTERS.contains(&stem)
}

/// "A. The", but "J. A. Roe": a one-letter starter after an initial is a second initial.
pub(crate) fn is_name_starter(text: &str) -> bool {
    let word = first(text);
    word.len() == 1 && text.get(1..).is_some_and(|r| r.starts_with('.'))
}

/// What follows a time of day without ending the sentence.
pub(crate) fn goes_with_clock(text: &str) -> bool {
    const AFTER: &[&str] = &[
        "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "GMT", "UTC", "BST",
        "CET", "Eastern", "Central", "Pacific", "Mountain",
    ];
    AFTER.contains(&first(text))
}

/// Whether `text` goes on as the attribution of a quote just closed: up to four capitalised words and a verb of saying.
pub(crate) fn opens_attribution(text: &str) -> bool {
    const SAYING: &[&str] = &[
        "said",
        "says",
        "asked",
        "asks",
        "told",
        "wrote",
        "writes",
        "added",
        "tweeted",
        "shouted",
        "yelled",
        "replied",
        "recalled",
        "responded",
        "wondered",
        "exclaimed",
        "quipped",
        "joked",
        "declared",
        "cried",
        "screamed",
        "continued",
        "posted",
        "chanted",
        "answered",
        "demanded",
        "insisted",
    ];
    for word in text.split_whitespace().take(5) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if SAYING.contains(&bare) {
            return true;
        }
        if !bare.starts_with(char::is_uppercase) || word.ends_with([',', ';', ':', '!', '?', '"', '”']) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_have_their_kinds() {
        assert_eq!(abbreviation("Maj"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("No"), Some(Abbreviation::Number));
        assert_eq!(abbreviation("Sept"), Some(Abbreviation::Month));
        assert_eq!(abbreviation("p.m"), Some(Abbreviation::Clock));
        assert_eq!(abbreviation("Va"), Some(Abbreviation::Either));
        for word in ["am", "mass", "miss", "la", "dec", "harbour", "col", ""] {
            assert_eq!(abbreviation(word), None, "{word}");
        }
        assert!(is_acronym("U.S") && is_acronym("Ph.D") && !is_acronym("3.5") && !is_acronym("end"));
    }

    #[test]
    fn attribution_is_told_from_a_new_sentence() {
        assert!(opens_attribution("Mr. Roe said."));
        assert!(!opens_attribution("Jane Doe, of course"));
        assert!(!opens_attribution("Then the ferry said to be lost came back."));
    }
}
