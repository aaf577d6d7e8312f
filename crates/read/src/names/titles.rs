//! Titles and roles before a person's name: "Mr.", "Secretary of State", "Deputy Foreign Minister".

use super::lexicon::{Set, set};
use super::tokens::Token;

/// Words that alone are a title before a name.
#[rustfmt::skip]
static HEADS: Set = set(|| &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt", "col", "maj", "brig", "sgt", "capt", "cmdr", "adm", "cpl", "pvt", "rev", "hon", "supt", "det", "insp", "msgr", "pres", "sec", "atty",
    "president", "presidents", "president-elect", "premier", "minister", "ministers", "secretary", "chancellor", "senator", "senators", "congressman", "congresswoman", "representative", "governor", "mayor", "king", "queen", "prince", "princess", "emperor", "sultan", "emir", "sheikh", "sheik",
    "pope", "cardinal", "archbishop", "bishop", "rabbi", "imam", "ayatollah", "mullah", "father", "sister", "pastor", "reverend", "monsignor", "judge", "justice", "magistrate", "general", "colonel", "major", "captain", "lieutenant", "sergeant", "corporal", "admiral", "commander", "commodore",
    "marshal", "brigadier", "private", "officer", "detective", "investigator", "inspector", "superintendent", "sheriff", "constable", "chief", "director", "chairman", "chairwoman", "chair", "ceo", "cfo", "coo", "commissioner", "ambassador", "envoy", "spokesman", "spokeswoman", "spokesperson", "professor", "doctor",
    "executive", "attorney", "prosecutor", "deputy", "leader", "speaker", "candidate", "nominee", "coach", "manager", "editor", "publisher", "analyst", "economist", "lawmaker", "councilman", "councilwoman", "councillor", "treasurer", "dean", "principal", "aide", "adviser", "advisor", "undersecretary", "lawyer", "author", "actor", "actress",
    "singer", "director-general", "secretary-general", "chief-of-staff", "strategist", "pollster", "coroner", "trooper", "agent", "midfielder", "striker", "goalkeeper", "captains", "defender", "forward", "quarterback", "pitcher", "skipper", "champion", "founder", "cofounder", "co-founder", "chiefs", "vice-president", "diplomat", "warlord", "militant", "teacher", "student", "reporter", "correspondent", "journalist", "columnist", "historian", "resident", "witness", "farmer", "widow", "mother", "brother", "son", "daughter", "wife", "husband", "uncle", "aunt", "cousin", "neighbor", "neighbour", "grandmother", "grandfather", "colleague", "counterpart",
]);

/// Words that stand before a head.
#[rustfmt::skip]
static MODIFIERS: Set = set(|| &[
    "deputy", "vice", "former", "acting", "assistant", "associate", "senior", "junior", "chief", "prime", "foreign", "defense", "defence", "interior", "finance", "justice", "health", "education", "trade", "transport", "energy", "environment", "home", "economy", "labor", "labour", "agriculture", "culture", "information", "oil",
    "attorney", "solicitor", "surgeon", "inspector", "state", "district", "city", "county", "executive", "managing", "general", "supreme", "opposition", "party", "majority", "minority", "house", "senate", "lieutenant", "major", "rear", "brigadier", "police", "patrol", "border", "fire", "national", "security", "press", "treasury", "permanent",
    "special", "campaign", "crown", "first", "second", "lead", "staff", "master", "warrant", "petty", "chief", "grand", "lt", "maj", "brig", "gen", "rep", "sen", "u.s.", "us", "un", "u.n.", "eu", "then", "ex", "late", "outgoing", "incoming", "interim", "co", "external", "affairs", "presidential", "vice-presidential", "military", "political", "republican", "democratic", "head", "research", "law", "communications", "policy", "budget", "commerce", "water", "public", "safety", "information", "relief", "aid", "rebel", "team", "club", "longtime", "veteran", "film", "movie", "pop", "rock", "world", "union", "council", "government", "army", "navy", "air", "force", "coalition", "school", "university", "department", "office", "ministry", "committee", "prosecuting", "defending", "olympic",
]);

/// Courtesy titles and ranks: what follows is a person whatever it looks like.
#[rustfmt::skip]
static COURTESY: Set = set(|| &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "gen", "lt", "col", "maj", "brig", "sgt", "capt", "cmdr", "adm", "cpl", "pvt", "rev", "supt", "det", "insp", "msgr", "senator", "congressman", "congresswoman", "sir", "dame", "ayatollah", "sheikh", "sheik", "sgt", "monsignor", "detective", "sergeant",
]);

/// What a secretary or minister is "of".
#[rustfmt::skip]
const OFFICES: &[&[&str]] = &[
    &["homeland", "security"], &["foreign", "affairs"], &["veterans", "affairs"], &["national", "intelligence"], &["health", "and", "human", "services"], &["housing", "and", "urban", "development"], &["staff"],
    &["state"], &["defense"], &["defence"], &["treasury"], &["commerce"], &["labor"], &["labour"], &["energy"], &["education"], &["health"], &["agriculture"], &["transportation"], &["interior"], &["justice"], &["finance"], &["police"], &["parliament"], &["war"],
];

/// A title found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    /// Words in it.
    pub(super) length: usize,
    /// Whether what follows must be a person.
    pub(super) courtesy: bool,
}

/// Whether the word can be the head of a title.
pub(super) fn is_head(folded: &str) -> bool {
    HEADS.contains(folded)
}

/// The longest title whose first word is `tokens[from]` and that ends at or before `to`, in capitals or not.
pub(super) fn at(tokens: &[Token], from: usize, to: usize) -> Option<Title> {
    let mut best = None;
    let mut i = from;
    while i < to && i < from + 6 {
        if i > from && !joins_title(tokens, i) {
            break;
        }
        let word = tokens[i].folded.as_str();
        if HEADS.contains(word) {
            let mut length = i + 1 - from;
            if let Some(office) = office(tokens, i + 1, to) {
                length += office;
                best = Some(Title {
                    length,
                    courtesy: false,
                });
                break;
            }
            best = Some(Title {
                length,
                courtesy: COURTESY.contains(word),
            });
        } else if !MODIFIERS.contains(word) {
            break;
        }
        i += 1;
    }
    best
}

fn joins_title(tokens: &[Token], i: usize) -> bool {
    let abbreviated = tokens[i].gap == ". " && super::tokens::is_abbreviation(tokens[i - 1].text);
    matches!(tokens[i].gap, " " | "-") || abbreviated
}

/// "of State", "of the Treasury": how many words, where a title's head stands before `from`.
pub(super) fn office(tokens: &[Token], from: usize, to: usize) -> Option<usize> {
    let word = |i: usize| tokens.get(i).filter(|_| i < to).map(|t| t.folded.as_str());
    if word(from) != Some("of") {
        return None;
    }
    let skip = 1 + usize::from(word(from + 1) == Some("the"));
    OFFICES.iter().find_map(|office| {
        let fits = office
            .iter()
            .enumerate()
            .all(|(k, part)| word(from + skip + k) == Some(part));
        fits.then(|| skip + office.len())
    })
}

/// The first word of the title that ends just before `tokens[to]`, looking back no further than `floor`.
pub(super) fn before(tokens: &[Token], floor: usize, to: usize) -> Option<usize> {
    let earliest = floor.max(to.saturating_sub(6));
    let mut found = None;
    for from in (earliest..to).rev() {
        if from + 1 < to && !joins_title(tokens, from + 1) {
            break;
        }
        if at(tokens, from, to).is_some_and(|title| from + title.length == to) {
            found = Some(from);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(words: &[&'static str]) -> Vec<Token<'static>> {
        words
            .iter()
            .map(|text| Token {
                text,
                folded: text.to_lowercase(),
                start: 0,
                end: 0,
                gap: " ",
                initial: false,
            })
            .collect()
    }

    #[test]
    fn the_longest_title_wins() {
        let t = tokens(&["Secretary", "of", "State", "Ann", "Poe"]);
        assert_eq!(at(&t, 0, 5).map(|t| t.length), Some(3));
        let t = tokens(&["Deputy", "Foreign", "Minister", "Poe"]);
        assert_eq!(at(&t, 0, 4).map(|t| t.length), Some(3));
        assert_eq!(before(&t, 0, 3), Some(0));
    }

    #[test]
    fn a_modifier_alone_is_no_title() {
        let t = tokens(&["Foreign", "Legion"]);
        assert_eq!(at(&t, 0, 2), None);
        let t = tokens(&["Secretary", "of", "Ellery"]);
        assert_eq!(at(&t, 0, 3).map(|t| t.length), Some(1));
    }
}
