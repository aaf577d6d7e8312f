//! How sure an attribution is, and when its speaker is told at all.

use super::attributions::{Attribution, Pattern};
use super::speakers::Speaker;

/// A speaker less sure than this, in hundredths, is told as no one.
const LEAST: u8 = 60;

/// The speaker, or no one where that is too doubtful.
pub(super) fn told(speaker: Speaker) -> Speaker {
    if speaker.sure < LEAST {
        Speaker::default()
    } else {
        speaker
    }
}

/// How sure the whole is, in steps of a hundredth: the share that was right (content and source) on annotated news not
/// trained on, by how likely the network takes the cue to be one; where the rules speak alone, by their pattern.
pub(super) fn of(a: &Attribution, speaker: &Speaker) -> f64 {
    let sure = if speaker.name.is_some() {
        u32::from(speaker.sure)
    } else {
        100
    };
    let hundredths = match a.chance {
        Some(chance) if chance >= LEAST_CHANCE => measured(a, chance) * (80 + sure / 5) / 100,
        _ => by_pattern(a, sure),
    };
    f64::from(hundredths) / 100.0
}

/// Below this, in hundredths, the network has not found the cue.
const LEAST_CHANCE: u8 = 50;

/// By the network's share for the cue, and whether the rules have found it too.
fn measured(a: &Attribution, chance: u8) -> u32 {
    let alone = a.pattern == Pattern::Network;
    match chance {
        95.. => 91,
        90.. => 76,
        80.. if alone => 63,
        80.. => 74,
        70.. => 64,
        60.. => 57,
        _ => 52,
    }
}

/// The weight of the pattern, lowered where the cue or the speaker is less sure. Measured by tenths, the product says too
/// little, the less the surer: a line mends it.
fn by_pattern(a: &Attribution, sure: u32) -> u32 {
    let pattern: u32 = match a.pattern {
        Pattern::QuoteBefore => 92,
        Pattern::QuoteInverted => 90,
        Pattern::QuoteAfter | Pattern::Trailing | Pattern::That | Pattern::Layout => 80,
        Pattern::TrailingInverted | Pattern::Bare | Pattern::According => 75,
        Pattern::Infinitive | Pattern::Participle => 60,
        Pattern::Phrase => 55,
        Pattern::Introduced | Pattern::Network => 50,
        Pattern::Alone => 40,
    };
    let weak = if a.weak { 70 } else { 100 };
    24 + 76 * (pattern * sure * weak / 10_000) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_speaker_is_no_one() {
        let speaker = |sure| Speaker {
            name: Some("Ada Vane".to_owned()),
            entity: None,
            sure,
        };
        assert_eq!(told(speaker(60)).name.as_deref(), Some("Ada Vane"));
        assert_eq!(told(speaker(59)), Speaker::default());
    }
}
