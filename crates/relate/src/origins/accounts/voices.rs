//! Whom a report has its news from, where all whom it quotes speak for one house.

use super::affiliations::Affiliations;
use super::trades;
use crate::origins::outlets;
use crate::readings::words::norms;
use record::{NameKind, Quote, QuoteForm, Report, Span};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Surety from which an indirect remark counts as one, in hundredths; below it, many are none.
const SURE: f64 = 0.7;
/// The same for those who speak for themselves: that they may have been asked is enough.
const HEARD: f64 = 0.5;
/// Bytes of an indirect remark, and of a direct one without a speaker, that are worth counting.
const INDIRECT: usize = 15;
const NAMELESS: usize = 40;

/// Signs that the newsroom asked or saw for itself.
static OWN_WORK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)\b(?: told \s (?:us|me|our)\b | (?:our|this) \s (?:reporters?|correspondents?|photographers?|newspaper|newsroom|station)\b
        | in \s an \s (?:[a-z]+ \s){0,2} interview\b | interviewed\b | (?:could|did|would|has|had|have) \s? n[o’']t \s (?:immediately \s)? (?:be \s reached|respond|return|reply|comment)
        | declined \s (?:to \s comment|(?:further \s)?comment) | when \s asked\b | asked \s (?:by|for \s comment) | reached \s by \s (?:phone|telephone|email)
        | (?:a|the) \s reporter \s (?:at|on) \s the \s scene )",
    )
    .expect("a fixed pattern")
});

/// The names that may hang on "told".
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bt(?:old|ells?) (?:the )?(The )?(?:\d+ )?(\p{Lu}[\p{L}\p{N}.&’'-]*(?: \p{Lu}[\p{L}\p{N}.&’'-]*){0,4})")
        .expect("a fixed pattern")
});

/// One that may stand behind all that a report quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum House<'r> {
    /// An organisation, or a state by its place, as an entity.
    Body(&'r str),
    /// Those of a trade: the police.
    Trade(&'static str),
    /// A person, as an entity.
    Person(&'r str),
}

impl std::fmt::Display for House<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body(entity) | Self::Person(entity) => f.write_str(entity),
            Self::Trade(trade) => write!(f, "those of the {trade}"),
        }
    }
}

/// What is known of those whom a report quotes.
#[derive(Debug)]
pub(super) struct Voices<'r> {
    /// The houses for which every one of them may speak.
    pub(super) houses: BTreeSet<House<'r>>,
    /// The people among them.
    pub(super) people: BTreeSet<&'r str>,
}

/// The voices of a report, where they all may speak for one house and the newsroom shows no work of its own.
pub(super) fn of<'r>(report: &'r Report, known: &Affiliations<'r>) -> Option<Voices<'r>> {
    let mut houses: Option<BTreeSet<House>> = None;
    let mut people = BTreeSet::new();
    let (mut direct, mut nameless) = (0, 0);
    for quote in &report.quotes {
        let said: usize = quote.content.iter().map(|c| c.len()).sum();
        if quote.form == QuoteForm::Direct {
            direct += 1;
            nameless += usize::from(quote.speaker.is_none() && said >= NAMELESS);
        }
        if quote.speaker.is_none() || (quote.form != QuoteForm::Direct && said < INDIRECT) {
            continue;
        }
        if quote.form == QuoteForm::Indirect && quote.confidence < SURE {
            if quote.confidence >= HEARD && described(quote).iter().any(|w| trades::is_bystander(w)) {
                return None;
            }
            continue;
        }
        let entity = quote.entity.as_deref().map(|e| known.full(e));
        people.extend(entity.filter(|e| known.kind(e) == Some(NameKind::Person)));
        let Some(of) = self::houses(report, quote, known) else {
            continue;
        };
        let left = match houses {
            Some(before) => before.intersection(&of).copied().collect(),
            None => of,
        };
        if left.is_empty() {
            return None;
        }
        houses = Some(left);
    }
    // Remarks of which most have no known speaker may be anybody's.
    if 2 * nameless > direct || asked(report) {
        return None;
    }
    Some(Voices {
        houses: houses?,
        people,
    })
}

/// The houses for which the speaker of one remark may speak; `None` where the words fit any house.
pub(crate) fn houses<'r>(
    report: &'r Report,
    quote: &'r Quote,
    known: &Affiliations<'r>,
) -> Option<BTreeSet<House<'r>>> {
    match quote.entity.as_deref().map(|e| known.full(e)) {
        Some(entity) => Some(of_entity(entity, known)),
        None => of_words(report, quote),
    }
}

/// The houses for which one who is named may speak.
fn of_entity<'r>(entity: &'r str, known: &Affiliations<'r>) -> BTreeSet<House<'r>> {
    let mut houses = BTreeSet::new();
    if known.kind(entity) == Some(NameKind::Person) {
        houses.insert(House::Person(entity));
        houses.extend(known.bodies(entity).map(House::Body));
        houses.extend(known.trades(entity).map(House::Trade));
        let bodies = known.bodies(entity).flat_map(|b| b.split('-'));
        houses.extend(bodies.filter_map(trades::of).map(House::Trade));
    } else {
        houses.insert(House::Body(entity));
        houses.extend(entity.split('-').filter_map(trades::of).map(House::Trade));
    }
    houses
}

/// The houses for which one who is described may speak: none for those who speak for themselves, and `None` where the
/// words fit any house.
fn of_words<'r>(report: &'r Report, quote: &Quote) -> Option<BTreeSet<House<'r>>> {
    let words = described(quote);
    if words.iter().any(|w| trades::is_bystander(w)) {
        return Some(BTreeSet::new());
    }
    let inside = |span: Span| quote.source.iter().any(|s| s.contains(span));
    let bodies = report
        .names
        .iter()
        .filter(|n| n.kind == NameKind::Organization && inside(n.span));
    let mut houses: BTreeSet<House> = bodies.map(|n| House::Body(&n.entity)).collect();
    houses.extend(words.iter().filter_map(|w| trades::of(w)).map(House::Trade));
    let fits_any = houses.is_empty() && words.iter().any(|w| trades::is_neutral(w));
    (!fits_any).then_some(houses)
}

fn described(quote: &Quote) -> Vec<String> {
    norms(quote.speaker.as_deref().unwrap_or(""))
}

/// Whether the newsroom shows that it asked or saw for itself: "told The Example", "did not return a call".
fn asked(report: &Report) -> bool {
    report.segments.iter().filter(|s| s.kind.is_running()).any(|s| {
        let words = report.text.at(s.span);
        let told_here = |c: regex::Captures| {
            let name = c.get(2).map_or("", |m| m.as_str());
            let is_here = || report.outlet.as_deref().is_some_and(|o| outlets::one(o, name));
            // "told The Lantern", "told the Harrow Post", "told Channel 3’s Bo Lund".
            c.get(1).is_some()
                || is_newsroom(name)
                || name.contains("’s ")
                || name.contains("'s ")
                || is_here()
        };
        OWN_WORK.is_match(words) || TOLD.captures_iter(words).any(told_here)
    })
}

/// Whether the name ends as those of newsrooms do.
pub(crate) fn is_newsroom(name: &str) -> bool {
    const ENDS: [&str; 14] = [
        "Daily", "Gazette", "Herald", "Journal", "Mail", "News", "Post", "Press", "Radio", "Sun", "TV",
        "Times", "Tribune", "Today",
    ];
    name.rsplit(' ').next().is_some_and(|last| ENDS.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;

    #[test]
    fn work_of_its_own_is_seen() {
        let asked = |words: &str| asked(&report("a", "Ellery Herald", "", &[words]));
        for words in [
            "“It jammed,” Brook told the Ellery Herald.",
            "Brook told Channel Nine’s Bo Lund that the gate had jammed.",
            "Keepers tell Canal News that the gate had jammed.",
            "Brook told The Lantern that the gate had jammed.",
            "The board did not immediately respond to a call.",
            "The clerk declined to comment.",
            "In an interview on Monday Brook blamed the hinge.",
            "A spokeswoman, reached by phone, blamed the hinge.",
        ] {
            assert!(asked(words), "{words}");
        }
        for words in [
            "Brook told reporters that the gate had jammed.",
            "Brook told the Canal Board that the gate had jammed.",
            "The board said in a statement that it asked for patience.",
        ] {
            assert!(!asked(words), "{words}");
        }
    }
}
