//! What a report says of itself and of its own enquiries: whom it asked, who did not answer, that it will be updated.
//!
//! An editor strikes such a sentence from a telling of several reports: it is about one newsroom's day and not about the event.
//! A sentence that tells something beside it ("declined to comment but said …", "Halden, which did not return calls, …") is
//! news and stays.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that stand in this order in such a sentence, `|` between those that may stand for one another, and how many others
/// may stand between two of them. "didn't" is read as "did not".
const SIGNS: &[(&str, usize)] = &[
    ("declined|declines|refused|refuses to comment", 2),
    ("declined|refused to be interviewed", 1),
    ("did|does|would|has|have|had not comment|commented", 2),
    ("has|have|had yet to comment|respond|reply", 1),
    (
        "not respond|responded|reply|replied to request|requests for comment|comments|interview|information|clarification|details",
        6,
    ),
    (
        "not respond|responded|reply|replied to message|messages|email|emails|mail|mails|inquiry|inquiries|enquiries|queries",
        5,
    ),
    (
        "not return|returned call|calls|message|messages|email|emails|request|requests",
        2,
    ),
    (
        "request|requests for comment|information|interview not returned|answered",
        6,
    ),
    (
        "request|requests for|to comment|speak|interview unanswered|unreturned",
        10,
    ),
    (
        "message|messages|call|calls|email|emails|voicemail left|sent|seeking|placed not|unanswered|unreturned",
        8,
    ),
    (
        "contacted|reached|emailed|approached not|yet receive|received|hear|heard|get response|reply|answer|back",
        20,
    ),
    ("not be reached for comment", 3),
    ("not available for comment|interview", 2),
    ("unavailable for comment", 2),
    ("reached out to for comment|information|details|clarification", 8),
    ("contacted|approached for comment|clarification", 8),
    ("contributed to this report|story|article|post", 0),
    ("this story|article|post updated|corrected", 4),
    ("this is a developing|breaking story", 2),
    ("check back for|later|soon", 0),
];

/// Fewer words than this beside the enquiry tell nothing.
const FEWEST: usize = 4;

/// What follows the first word of a sign, and how many others may stand between two words.
type Rest = (Vec<&'static str>, usize);

/// The signs by the words that each begins with.
static BY_FIRST: LazyLock<BTreeMap<&str, Vec<Rest>>> = LazyLock::new(|| {
    let mut signs: BTreeMap<&str, Vec<Rest>> = BTreeMap::new();
    for (sign, gap) in SIGNS {
        let mut steps = sign.split(' ');
        let first = steps.next().unwrap_or_default();
        let rest: Vec<&str> = steps.collect();
        for word in first.split('|') {
            signs.entry(word).or_default().push((rest.clone(), *gap));
        }
    }
    signs
});

/// Whether a sentence tells of its report's own enquiries, or of the report, and of nothing else. `tokens` are its words in
/// small letters with their places.
pub(crate) fn tells_only_of(text: &str, tokens: &[(usize, String)]) -> bool {
    let (mut words, mut starts, mut last) = (Vec::new(), vec![0], 0);
    for (at, token) in tokens {
        if text[last..*at].contains([',', ';', '—', '–']) {
            starts.push(words.len());
        }
        last = *at;
        match token.strip_suffix("n't") {
            Some(verb) => words.extend([verb, "not"]),
            None => words.push(token.as_str()),
        }
    }
    let mut begun = words.iter().enumerate().filter_map(|(from, word)| {
        let mut signs = BY_FIRST.get(word)?.iter();
        signs.find_map(|(rest, gap)| Some(from..end(&words, from + 1, rest, *gap)?))
    });
    begun.any(|range| !has_news_beside(&words, &starts, &range))
}

/// Where the words of a sign end that stand in order from `at` on.
fn end(words: &[&str], mut at: usize, steps: &[&str], gap: usize) -> Option<usize> {
    for step in steps {
        let mut near = words.iter().skip(at).take(gap + 1);
        at += near.position(|w| step.split('|').any(|s| s == *w))? + 1;
    }
    Some(at)
}

/// Whether the sentence tells something else than its enquiry at `range`. `starts` are the places of its parts.
fn has_news_beside(words: &[&str], starts: &[usize], range: &Range<usize>) -> bool {
    const RELATIVE: [&str; 4] = ["who", "which", "that", "whose"];
    const JOINING: [&str; 6] = ["but", "and", "though", "although", "while", "whereas"];
    const SUBORDINATE: [&str; 7] = ["when", "after", "before", "as", "while", "although", "though"];
    const SAYING: [&str; 8] = [
        "said",
        "says",
        "told",
        "wrote",
        "confirmed",
        "denied",
        "added",
        "insisted",
    ];
    let (before, after) = (&words[..range.start], &words[range.end..]);
    // "And" joins two nouns as well as two clauses.
    let joins_clauses = |at: usize, near: bool| words[at] != "and" || near || starts.contains(&at);

    // "Halden, which has declined to comment, raised its bid."
    let relative = before.iter().rev().take(2).any(|w| RELATIVE.contains(w));
    // "Relatives came back but declined to comment."
    let joint = before.iter().rposition(|w| JOINING.contains(w)).filter(|at| {
        let from_it = before.len() - at;
        *at >= FEWEST && from_it <= 6 && joins_clauses(*at, from_it <= 2)
    });
    // "Halden declined to comment but said …"
    let adds = after
        .iter()
        .position(|w| JOINING.contains(w))
        .filter(|at| after.len() - at > FEWEST && joins_clauses(range.end + at, false));
    let says = after.len() >= FEWEST && after.iter().any(|w| SAYING.contains(w));
    // "A day after the Post contacted Halden for comment, the yard closed."
    let part = starts
        .iter()
        .rev()
        .find(|s| **s <= range.start)
        .copied()
        .unwrap_or(0);
    let aside = before[part..].iter().take(4).any(|w| SUBORDINATE.contains(w));
    let main = starts.iter().find(|s| **s >= range.end);
    let follows = aside && main.is_some_and(|main| words.len() - main >= FEWEST);
    relative || joint.is_some() || adds.is_some() || says || follows
}

#[cfg(test)]
mod tests {
    fn tells_only_of(text: &str) -> bool {
        super::tells_only_of(text, &crate::alone::tokens(text))
    }

    #[test]
    fn a_reports_enquiries_and_what_it_says_of_itself_are_no_news() {
        for words in [
            "The Tidewater Post reached out to Halden to ask when the yard opens but did not immediately receive a response.",
            "A spokesman for Halden, Ole Brandt, declined to comment.",
            "The port authority declined to comment to the Herald on Monday.",
            "Quist didn’t respond to repeated requests for comment on Tuesday.",
            "When asked whether the yard would close, the mayor declined to comment.",
            "Halden’s lawyers could not immediately be reached for comment.",
            "The harbour master was not available for comment.",
            "Two messages left at the office of the mayor were not returned.",
            "The Post’s requests to speak with the harbour master went unanswered.",
            "The Post has contacted the owner of the ferry for comment and has yet to hear back.",
            "The owner did not return a phone call on Monday.",
            "Ada Quist in Port Callow contributed to this report.",
            "This article has been updated with a photograph.",
        ] {
            assert!(tells_only_of(words), "{words}");
        }
    }

    #[test]
    fn news_beside_an_enquiry_stays_news() {
        for words in [
            "Halden, which did not respond to a request for comment, raised its bid on Monday.",
            "Halden declined to comment on the suit but said that the yard would stay open.",
            "Relatives came back to the house on Sunday but declined to comment.",
            "Halden answered that its board would weigh the offer, and declined to comment further.",
            "A day after the Post contacted Halden for comment, the yard was closed.",
            "A captain approached for comment said that he had seen nothing of the fire.",
            "The mayor reached out to the strikers for a truce.",
            "Firemen did not respond to calls for help from the upper floors.",
            "The village could not be reached by road on Monday.",
            "The bank refused to return the money.",
            "Rescuers reached out of the window for the child.",
            "The council updated this year's plan for the harbour.",
        ] {
            assert!(!tells_only_of(words), "{words}");
        }
    }
}
