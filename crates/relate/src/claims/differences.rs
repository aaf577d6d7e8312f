//! Where a sentence and a claim part: whose word it is, whether it is so, of how many, and what is lacking.

use super::claim::{Claim, Speaker, Thing, Unit, description};
use super::laid::Laid;
use super::parsed::Parsed;
use super::polarity::{Polarity, clause, doubt, is_turn};
use super::{days, figures};
use crate::readings::words::norms;
use record::{Difference, DifferenceKind, NameKind, Quote, Span};
use std::collections::BTreeSet;

/// Whether the claim's words for whose word it is are borne out.
pub(super) fn of_speaker(
    wanted: Option<&Speaker>,
    said: &[&Quote],
    sentence: &Parsed<'_>,
) -> Option<Difference> {
    let wanted = wanted?;
    let is = |quote: &&&Quote| {
        let entity = wanted.entity.is_some() && quote.entity == wanted.entity;
        let told = description(quote.speaker.as_deref().unwrap_or_default());
        // A surname that the claim's own sentence gives no first name to is that of the speaker who bears it.
        let surname = matches!(&wanted.words[..], [one] if told.len() > 1 && told.last() == Some(one))
            && quote.entity.as_deref().is_some_and(|e| e.contains('-'));
        let words = wanted.entity.is_none() && !wanted.words.is_empty() && (told == wanted.words || surname);
        let cue: BTreeSet<String> = quote
            .cue
            .iter()
            .flat_map(|c| norms(sentence.report.text.at(*c)))
            .map(|w| super::forms::form(&w))
            .collect();
        (entity || words) && wanted.cue.iter().all(|w| cue.contains(w))
    };
    if said.iter().any(|q| is(&q)) {
        return None;
    }
    Some(Difference {
        kind: DifferenceKind::Speaker,
        claim: wanted.written.clone(),
        report: said.iter().find_map(|q| q.speaker.clone()),
    })
}

/// Whether both say it as plainly, of as many, and both that it is so or that it is not.
pub(super) fn of_polarity(
    claim: &Claim<'_>,
    sentence: &Parsed<'_>,
    laid: &Laid,
    said: &[&Quote],
) -> Vec<Difference> {
    let mut clauses: BTreeSet<(usize, usize)> = BTreeSet::new();
    for &at in laid.places.iter().flatten() {
        clauses.insert(clause(sentence, at, at));
    }
    let places: Vec<usize> = laid.places.iter().flatten().copied().collect();
    let (first, last) = (
        places.iter().min().copied().unwrap_or(0),
        places.iter().max().copied().unwrap_or(0),
    );
    let content = |span: Span| {
        claim.speaker.is_some()
            || said.is_empty()
            || said.iter().any(|q| q.content.iter().any(|c| c.overlaps(span)))
    };
    let words: Vec<usize> = (0..sentence.words.len())
        .filter(|i| {
            let word = &sentence.words[*i];
            let inside =
                clauses.iter().any(|(from, to)| (*from..=*to).contains(i)) || (first..=last).contains(i);
            let governs = matches!(doubt(&word.norm), Some("if" | "false"));
            (inside && content(word.span)) || governs
        })
        .collect();
    let told = Polarity::of(words.iter().map(|i| &sentence.words[*i]));
    let mine = &claim.polarity;
    let shown = |fits: &dyn Fn(&str) -> bool| {
        words
            .iter()
            .map(|i| sentence.words[*i].norm.as_str())
            .find(|w| fits(w))
            .map(str::to_owned)
    };
    let claimed = |fits: &dyn Fn(&str) -> bool| {
        let all = claim.parsed.words.iter().map(|w| w.norm.as_str());
        all.filter(|w| fits(w)).collect::<Vec<_>>().join(" ")
    };
    let mut found = Vec::new();
    let denied = said.iter().any(|q| denies(q, sentence));
    if told.negated != mine.negated || denied {
        found.push(Difference {
            kind: if denied {
                DifferenceKind::Certainty
            } else {
                DifferenceKind::Negation
            },
            claim: claimed(&is_turn),
            report: shown(&is_turn),
        });
    }
    if told.doubts != mine.doubts {
        found.push(Difference {
            kind: DifferenceKind::Certainty,
            claim: claimed(&|w| doubt(w).is_some()),
            report: shown(&|w| doubt(w).is_some_and(|d| !mine.doubts.contains(d))),
        });
    }
    // That all did it bears out that they did; that some did does not.
    let more = told
        .extents
        .difference(&mine.extents)
        .any(|e| !["all", "only"].contains(e));
    let less = !mine.extents.is_subset(&told.extents);
    if more || less {
        found.push(Difference {
            kind: DifferenceKind::Extent,
            claim: mine.extents.iter().copied().collect::<Vec<_>>().join(" "),
            report: (!told.extents.is_empty())
                .then(|| told.extents.iter().copied().collect::<Vec<_>>().join(" ")),
        });
    }
    found
}

/// Whether the remark is that it is not so, or that nothing is said of it: "denied that", "did not say that".
fn denies(quote: &Quote, sentence: &Parsed<'_>) -> bool {
    quote.cue.iter().any(|cue| {
        let Some(at) = sentence.word_at(*cue) else {
            return false;
        };
        let word = &sentence.words[at].norm;
        let before = (at.saturating_sub(2)..at).any(|i| is_turn(&sentence.words[i].norm));
        before
            || doubt(word).is_some_and(|d| d == "false" || d == "if")
            || matches!(
                word.as_str(),
                "asked" | "asks" | "wondered" | "doubted" | "doubts" | "questioned"
            )
    })
}

/// What a sentence has in place of a thing of the claim.
pub(super) fn lacking(claim: &Claim<'_>, unit: &Unit, sentence: &Parsed<'_>) -> Difference {
    let text = |span: Span| sentence.report.text.at(span).to_owned();
    let (kind, report) = match unit.thing {
        Thing::Word => (DifferenceKind::Words, None),
        Thing::Figure(i) => {
            let mine = claim.parsed.figures[i];
            let told = sentence
                .figures
                .iter()
                .find(|t| figures::compare(mine, t, claim.is_dated()) != figures::Match::Other);
            (DifferenceKind::Number, told.map(|t| text(t.span)))
        }
        Thing::Time(i) => {
            let mine = (&claim.parsed, claim.parsed.times[i]);
            let told = sentence
                .times
                .iter()
                .find(|t| days::compare(mine, (sentence, t)) == days::Match::Other);
            (DifferenceKind::Time, told.map(|t| text(t.span)))
        }
        Thing::Name(i) => {
            let told = others(claim, claim.parsed.names[i].kind, sentence);
            (DifferenceKind::Name, told.first().map(|n| text(n.span)))
        }
    };
    Difference {
        kind,
        claim: claim.written(unit).to_owned(),
        report,
    }
}

/// Names of the kind in the sentence that the claim has not.
pub(super) fn others<'r>(claim: &Claim<'_>, kind: NameKind, sentence: &Parsed<'r>) -> Vec<&'r record::Name> {
    let names = sentence.names.iter().copied();
    names
        .filter(|n| n.kind == kind && claim.parsed.names.iter().all(|c| c.entity != n.entity))
        .collect()
}
