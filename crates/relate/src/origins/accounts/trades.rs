//! Words by which reports name those who speak without a name: "police", "researchers", "a spokeswoman", "witnesses".

/// A trade whose members give one account of an event, and the words that tell it.
const TRADES: [(&str, &[&str]); 4] = [
    (
        "police",
        &[
            "capt",
            "captain",
            "commissioner",
            "constable",
            "cop",
            "cops",
            "corporal",
            "cpl",
            "deputies",
            "deputy",
            "det",
            "detective",
            "detectives",
            "inspector",
            "investigator",
            "investigators",
            "lieutenant",
            "lt",
            "officer",
            "officers",
            "police",
            "sergeant",
            "sgt",
            "sheriff",
            "superintendent",
            "trooper",
            "troopers",
        ],
    ),
    ("fire", &["fire", "firefighter", "firefighters"]),
    (
        "court",
        &[
            "affidavit",
            "complaint",
            "court",
            "indictment",
            "judge",
            "prosecutor",
            "prosecutors",
        ],
    ),
    (
        "study",
        &[
            "author",
            "authors",
            "paper",
            "researcher",
            "researchers",
            "scientist",
            "scientists",
            "study",
        ],
    ),
];

/// Words that speak for whichever body is meant.
const NEUTRAL: [&str; 26] = [
    "administration",
    "agency",
    "announcement",
    "authorities",
    "authority",
    "company",
    "department",
    "firm",
    "government",
    "group",
    "ministry",
    "office",
    "official",
    "officials",
    "organisation",
    "organization",
    "organizers",
    "post",
    "release",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "statement",
    "team",
    "tweet",
    "website",
];

/// Words of people who speak for nobody but themselves, and of sources that a newsroom has found.
const BYSTANDERS: [&str; 51] = [
    "analyst",
    "analysts",
    "attorney",
    "attorneys",
    "aunt",
    "brother",
    "cousin",
    "coworker",
    "critic",
    "critics",
    "customer",
    "customers",
    "daughter",
    "expert",
    "experts",
    "families",
    "family",
    "father",
    "friend",
    "friends",
    "grandfather",
    "grandmother",
    "husband",
    "lawyer",
    "lawyers",
    "mother",
    "neighbor",
    "neighbors",
    "neighbour",
    "neighbours",
    "parents",
    "passenger",
    "passengers",
    "relative",
    "relatives",
    "resident",
    "residents",
    "roommate",
    "sister",
    "son",
    "source",
    "sources",
    "survivor",
    "survivors",
    "teacher",
    "uncle",
    "user",
    "users",
    "wife",
    "witness",
    "witnesses",
];

/// The trade that a word in lower case tells.
pub(super) fn of(word: &str) -> Option<&'static str> {
    let told = TRADES
        .iter()
        .find(|(_, words)| words.binary_search(&word).is_ok());
    told.map(|(trade, _)| *trade)
}

/// How those of a trade are called in a sentence.
pub(super) fn called(trade: &str) -> &'static str {
    match trade {
        "police" => "the police",
        "fire" => "the fire service",
        "court" => "the court",
        _ => "the researchers",
    }
}

/// Whether the word speaks for whichever body is meant.
pub(super) fn is_neutral(word: &str) -> bool {
    NEUTRAL.binary_search(&word).is_ok()
}

/// Whether the word is one of people who speak for themselves.
pub(super) fn is_bystander(word: &str) -> bool {
    BYSTANDERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(TRADES.iter().all(|(_, words)| words.is_sorted()));
        assert!(NEUTRAL.is_sorted() && BYSTANDERS.is_sorted());
    }

    #[test]
    fn a_sheriff_is_police_and_a_neighbour_is_nobody() {
        assert_eq!(of("sheriff"), Some("police"));
        assert_eq!(of("neighbour"), None);
        assert!(is_bystander("neighbour") && is_neutral("spokeswoman"));
    }
}
