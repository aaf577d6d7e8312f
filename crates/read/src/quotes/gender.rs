//! Which pronoun a person goes by, where the text or a common first name tells.

/// "he" or "she".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// Titles and roles that tell it.
const MALE: &[&str] = &[
    "mr",
    "mr.",
    "sir",
    "lord",
    "king",
    "prince",
    "sheikh",
    "chairman",
    "congressman",
    "spokesman",
    "brother",
    "father",
];
const FEMALE: &[&str] = &[
    "ms",
    "ms.",
    "mrs",
    "mrs.",
    "miss",
    "dame",
    "lady",
    "queen",
    "princess",
    "chairwoman",
    "congresswoman",
    "spokeswoman",
    "sister",
];

/// First names in common use in English-language news that go with one pronoun almost without exception.
const MEN: &str = "aaron adam ahmed alan albert alejandro alexander alfred ali andrew anthony antonio arthur barack ben \
    benjamin bernard bernie bill bob boris brad brian bruce carl carlos charles chris christopher craig daniel dave david \
    dennis derek dmitry don donald doug douglas ed eduardo edward enrique eric ernest ethan eugene fernando francis francisco \
    frank fred frederick gary george gerald gordon graham greg gregory guillermo harold harry hassan henry howard hugh ian \
    ibrahim igor ivan jack jacob jake james jason javier jeff jeffrey jeremy jerry jim jimmy joe joel john jonathan jorge \
    jose joseph josh joshua juan justin keith ken kenneth kevin khalid larry lawrence leo leonard louis luis luke manuel \
    marco mario mark martin matt matthew michael miguel mike mikhail mitch mohamed mohammed muhammad nathan neil nicholas \
    nick nikolai norman oleg oliver omar oscar patrick paul pedro peter phil philip pierre rafael ralph ray raymond ricardo \
    richard rick robert roberto roger ron ronald roy russell ryan samuel scott sean sergei sergey simon stephen steve steven \
    stuart ted terrence thomas tim timothy todd tom tommy tony vincent vladimir walter warren wayne wilbur will william yusuf";
const WOMEN: &str = "aisha alice alicia alison amanda amy ana andrea angela anita ann anna anne annie barbara beth betty \
    brenda carol caroline carolyn catherine charlotte cheryl christina christine cindy claire cynthia dawn deborah debra \
    denise diana diane donna dorothy elaine eleanor elena elizabeth ellen emily emma erica esther eva fatima fiona frances \
    gloria grace hannah heather heidi helen hillary huma irene jane janet janice jennifer jessica jill joan joanna joyce \
    judith judy julia julie karen kate katherine kathleen kathryn kathy katie kellyanne kimberly kristen laura lauren leila \
    linda lisa lois loretta lucy margaret maria marie marilyn martha mary megan melania melissa michelle monica nadia nancy \
    naomi natalie natasha nicole nina olga olivia pamela patricia paula rachel rebecca rosa rose ruth sally samantha sandra \
    sara sarah sharon sheila shirley silvia sofia sophia sophie stephanie sue susan suzanne sylvia tatiana teresa theresa \
    tina valerie vanessa vera veronica victoria virginia wendy yvonne";

/// Tells it from the words before a name, its role, and its first word.
pub(super) fn of(before: &str, role: Option<&str>, name: &str) -> Option<Gender> {
    let title = before
        .split_whitespace()
        .next_back()
        .filter(|_| before.ends_with([' ', '\u{a0}']))
        .unwrap_or("");
    for word in std::iter::once(title).chain(role.unwrap_or("").split_whitespace()) {
        let word = word.to_lowercase();
        if MALE.contains(&word.as_str()) {
            return Some(Gender::Male);
        }
        if FEMALE.contains(&word.as_str()) {
            return Some(Gender::Female);
        }
    }
    let mut words = name.split_whitespace();
    let first = words.next()?.to_lowercase();
    // A surname alone ("Grace said") is no first name.
    words.next()?;
    if MEN.split_ascii_whitespace().any(|n| n == first) {
        Some(Gender::Male)
    } else if WOMEN.split_ascii_whitespace().any(|n| n == first) {
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
        assert_eq!(of("and Ms. ", None, "Vane"), Some(Gender::Female));
        assert_eq!(of("", Some("Chairman"), "Orr"), Some(Gender::Male));
        assert_eq!(of("", None, "Grace Orr"), Some(Gender::Female));
        assert_eq!(of("", None, "Grace"), None);
        assert_eq!(of("", None, "Ellery Vane"), None);
    }
}
