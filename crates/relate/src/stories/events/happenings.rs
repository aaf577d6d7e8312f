//! Words for happenings, by what kind of happening they tell of.

use super::super::view::words;

/// What happened, as coarsely as reports differ in words for one thing: "blast", "attack" and "fire" may all be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Happening {
    /// People or things came to harm: attacks, accidents, disasters.
    Harm,
    /// People met to agree on something.
    Talks,
    /// People chose.
    Vote,
    /// Somebody was held or charged.
    Arrest,
    /// A court sat.
    Trial,
    /// People gathered to demand.
    Protest,
    /// People stopped work.
    Strike,
    /// People mourned.
    Burial,
    /// Somebody left an office or took one.
    Office,
    /// Something flew, landed or was opened.
    Launch,
}

const WORDS: &[(Happening, &str)] = &[
    (
        Happening::Harm,
        "airstrike airstrikes ambush ambushed attack attacked attacks avalanche blast blasts blaze bomb bombed bomber bombers \
         bombing bombings bombs burned burst capsized collided collision crash crashed derailed derailment earthquake erupted \
         eruption exploded explosion explosions fire flood flooded floods gunfire gunman gunmen hurricane landslide missile \
         missiles quake rammed rocket rockets sank shelled shelling shells shooting shootings shot stabbed stabbing storm \
         tornado tsunami wildfire",
    ),
    (
        Happening::Talks,
        "agree agreed agreement ceasefire met meeting negotiated negotiations summit talks treaty truce accord",
    ),
    (
        Happening::Vote,
        "ballot ballots elected election elections polls referendum vote voted voters",
    ),
    (Happening::Arrest, "arrest arrested arrests charged detained"),
    (
        Happening::Trial,
        "acquitted convicted court jury pleaded sentenced trial verdict",
    ),
    (
        Happening::Protest,
        "demonstration demonstrators marched protest protested protesters protests rallied riot riots",
    ),
    (Happening::Strike, "picket pickets strike walkout"),
    (Happening::Burial, "burial buried funeral funerals mourners vigil"),
    (
        Happening::Office,
        "appointed impeached inaugurated resigned resignation sacked",
    ),
    (Happening::Launch, "landed launch launched liftoff"),
];

/// The kind of the first word for a happening in `text`, and whether words of other kinds follow. A clause of time before
/// the sentence ("Hours before the leaders met, …") tells of another happening and is heard last.
pub(super) fn happening(text: &str) -> Option<(Happening, bool)> {
    const TIME: &[&str] = &["before", "after", "when", "while", "as"];
    const FIRST: usize = 4;
    let (clause, rest) = text.split_once(", ").unwrap_or(("", text));
    let timed = words(clause)
        .iter()
        .take(FIRST)
        .any(|w| TIME.contains(&w.as_str()));
    let list = if timed {
        [words(rest), words(clause)].concat()
    } else {
        words(text)
    };
    let mut found = list.iter().filter_map(|w| kind(w));
    let first = found.next()?;
    Some((first, found.any(|k| k != first)))
}

fn kind(word: &str) -> Option<Happening> {
    let has = |list: &&(Happening, &str)| list.1.split_whitespace().any(|w| w == word);
    WORDS.iter().find(has).map(|l| l.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_tells_the_kind() {
        assert_eq!(
            happening("Two shells hit the market."),
            Some((Happening::Harm, false))
        );
        assert_eq!(
            happening("The talks in Lakehaven broke up hours after the shelling."),
            Some((Happening::Talks, true))
        );
        assert_eq!(happening("The market opens at nine."), None);
    }

    #[test]
    fn a_clause_of_time_is_heard_last() {
        let kind = |text| happening(text).map(|h| h.0);
        assert_eq!(
            kind("Hours before the leaders met, two shells hit a market."),
            Some(Happening::Harm)
        );
        assert_eq!(
            kind("After the talks in Lakehaven, the envoys left."),
            Some(Happening::Talks)
        );
        assert_eq!(kind("The leaders met, and shells fell."), Some(Happening::Talks));
    }
}
