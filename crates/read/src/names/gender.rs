//! Which pronoun a person goes by, where a title, a word for a relative, or the first name tells.

use super::gazetteer::{fold, pronoun};

/// "he" or "she".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// Titles, roles and words for relatives that tell it.
#[rustfmt::skip]
const MALE: &[&str] = &[
    "mr", "sir", "lord", "king", "prince", "sheikh", "emir", "sultan", "emperor", "pope", "chairman", "congressman", "spokesman", "councilman",
    "businessman", "policeman", "fireman", "fisherman", "actor", "brother", "father", "son", "husband", "widower", "uncle", "nephew", "grandfather", "grandson",
    "stepfather", "stepson", "boyfriend", "man", "boy",
];
#[rustfmt::skip]
const FEMALE: &[&str] = &[
    "ms", "mrs", "miss", "dame", "lady", "queen", "princess", "empress", "chairwoman", "congresswoman", "spokeswoman", "councilwoman",
    "businesswoman", "policewoman", "actress", "sister", "mother", "daughter", "wife", "widow", "aunt", "niece", "grandmother", "granddaughter",
    "stepmother", "stepdaughter", "girlfriend", "woman", "girl",
];

/// Common first names of men that the lists know under another spelling, or not at all.
const MEN: &[&str] = &[
    "barack",
    "bernie",
    "dmitri",
    "dmitriy",
    "dmitry",
    "jerry",
    "mikhail",
    "oleg",
    "sergei",
    "sergey",
    "tommy",
    "volodymyr",
    "bashar",
    "recep",
    "mahmoud",
    "benjamin",
];

/// Tells it from the words before a name and from its role; the nearest word decides.
pub(crate) fn of_title(before: &str, role: Option<&str>) -> Option<Gender> {
    let title = before
        .split_whitespace()
        .next_back()
        .filter(|_| before.ends_with([' ', '\u{a0}']))
        .unwrap_or("");
    of_word(title).or_else(|| role.unwrap_or("").split_whitespace().rev().find_map(of_word))
}

/// Tells it from a full name's first word. A surname alone ("Grace said") is no first name.
pub(crate) fn of_full(name: &str) -> Option<Gender> {
    let mut words = name.split_whitespace();
    let first = fold(words.next()?);
    words.next()?;
    if MEN.contains(&first.as_str()) {
        return Some(Gender::Male);
    }
    pronoun(&first)
}

/// Tells it from a title or a word for a relative.
pub(crate) fn of_word(word: &str) -> Option<Gender> {
    // "his wife. Tom Orr …" ends a sentence, "Mrs. Orr" does not.
    let word = fold(word.trim_end_matches(','));
    let word = match word.strip_suffix('.') {
        Some(short @ ("mr" | "ms" | "mrs")) => short.to_owned(),
        _ => word,
    };
    if MALE.contains(&word.as_str()) {
        Some(Gender::Male)
    } else if FEMALE.contains(&word.as_str()) {
        Some(Gender::Female)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_first_names_tell_and_surnames_do_not() {
        assert_eq!(of_title("and Ms. ", None), Some(Gender::Female));
        assert_eq!(of_title("", Some("Chairman")), Some(Gender::Male));
        assert_eq!(of_title("her brother, ", None), Some(Gender::Male));
        assert_eq!(of_title("left his wife. ", None), None);
        assert_eq!(of_full("Grace Orr"), Some(Gender::Female));
        assert_eq!(of_full("Grace"), None);
        assert_eq!(of_full("Ellery Vane"), None);
    }

    #[test]
    fn first_names_of_both_tell_nothing() {
        for name in ["Jean Orr", "Robin Orr", "Ali Orr", "Ashley Orr", "Sasha Orr"] {
            assert_eq!(of_full(name), None, "{name}");
        }
    }
}
