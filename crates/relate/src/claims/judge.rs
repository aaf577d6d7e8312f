//! What one sentence says of a claim.

use super::around::Around;
use super::claim::{Claim, Speaker, Thing, Unit, description, is_place};
use super::order::{self, Places};
use super::parsed::Parsed;
use super::polarity::{Polarity, clause, doubt, is_turn};
use super::{days, figures};
use crate::readings::statements::voices::speaking;
use crate::readings::words::norms;
use record::{Difference, DifferenceKind, Name, NameKind, Quantity, Quote, Scope, Span, TimeExpression};
use std::collections::BTreeSet;

/// Ways to lay a claim onto a sentence that are tried.
const TRIED: usize = 64;
/// Places of one thing in a sentence that are tried.
const TRIED_OF_ONE: usize = 4;
/// Share of a claim's weight, in hundredths, that may be taken from around the sentence.
const AROUND: usize = 50;
/// Share of a claim's weight, in hundredths, from which a sentence is near it.
const NEAR: usize = 40;
/// Things that must stand in the sentence itself.
const FEWEST: usize = 2;

/// What one sentence says of a claim.
#[derive(Debug)]
pub(super) enum Judgement<'r> {
    /// It bears it out, in these words of it.
    Bears {
        /// From the first to the last word that does.
        span: Span,
        /// The remarks that it gives them as.
        said: Vec<&'r Quote>,
        /// Whose word it gives.
        by: BTreeSet<String>,
        /// What was taken from around the sentence.
        around: Vec<String>,
    },
    /// It says otherwise, certainly.
    Conflicts {
        /// The remarks that it gives it as.
        said: Vec<&'r Quote>,
        /// Where they differ.
        difference: Difference,
    },
    /// It has much of it and does not bear it out.
    Near {
        /// Share of the claim's weight that it has, in thousandths.
        share: usize,
        /// What it lacks.
        differences: Vec<Difference>,
    },
    /// It is of something else.
    Other,
}

/// Where the things of a claim stand in a sentence.
struct Laid {
    places: Places,
    /// Whether it was taken from around the sentence.
    around: Vec<bool>,
}

/// What `sentence` says of `claim`.
pub(super) fn judge<'r>(claim: &Claim<'_>, sentence: &Parsed<'r>, around: &Around<'_>) -> Judgement<'r> {
    let options: Vec<Vec<usize>> = claim.units.iter().map(|u| places(claim, u, sentence)).collect();
    let found: usize = weigh(claim, |i| !options[i].is_empty());
    let total = claim.weight().max(1);
    let here = options.iter().filter(|o| !o.is_empty()).count();
    if here < FEWEST || found * 100 < total * NEAR {
        return Judgement::Other;
    }
    let given: Vec<bool> = claim
        .units
        .iter()
        .map(|u| around.gives(claim, u, sentence))
        .collect();
    let mut differences: Vec<Difference> = claim
        .units
        .iter()
        .enumerate()
        .filter(|(i, _)| options[*i].is_empty() && !given[*i])
        .map(|(_, unit)| lacking(claim, unit, sentence))
        .collect();
    let (laid, fits) = lay(claim, sentence, &options, &given);
    if !fits {
        differences.push(Difference {
            kind: DifferenceKind::Order,
            claim: claim.parsed.report.text.at(claim.parsed.span).to_owned(),
            report: Some(written(sentence, &laid)),
        });
    }
    let said = laid
        .cover(sentence)
        .map_or_else(Vec::new, |span| said_at(sentence, span));
    differences.extend(of_speaker(claim.speaker.as_ref(), &said, sentence));
    differences.extend(of_polarity(claim, sentence, &laid, &said));
    let borrowed = weigh(claim, |i| laid.around[i]);
    let here: usize = laid.places.iter().flatten().count();
    let share = (found + borrowed).min(total) * 1000 / total;
    let Some(span) = laid.cover(sentence) else {
        return Judgement::Other;
    };
    if differences.is_empty() && here >= FEWEST && borrowed * 100 <= total * AROUND {
        let from_around = claim.units.iter().enumerate().filter(|(i, _)| laid.around[*i]);
        return Judgement::Bears {
            span,
            by: by(claim, sentence, &laid, &said),
            said,
            around: from_around.map(|(_, u)| claim.written(u).to_owned()).collect(),
        };
    }
    if differences.is_empty() {
        differences.extend(
            claim
                .units
                .iter()
                .enumerate()
                .filter(|(i, _)| laid.around[*i])
                .map(|(_, u)| Difference {
                    kind: DifferenceKind::Words,
                    claim: claim.written(u).to_owned(),
                    report: None,
                }),
        );
    }
    if let [difference] = &differences[..]
        && is_certain(claim, sentence, &laid, difference)
    {
        return Judgement::Conflicts {
            said,
            difference: difference.clone(),
        };
    }
    Judgement::Near { share, differences }
}

/// Whose word the sentence gives: of the remarks, and of the figures that were found.
fn by(claim: &Claim<'_>, sentence: &Parsed<'_>, laid: &Laid, said: &[&Quote]) -> BTreeSet<String> {
    let figures = claim.units.iter().zip(&laid.places).filter_map(|(u, place)| {
        let word = sentence.words.get((*place)?)?;
        matches!(u.thing, Thing::Figure(_))
            .then(|| sentence.figures.get(word.figure?)?.attributed_to.clone())?
    });
    let all = said.iter().filter_map(|q| q.speaker.clone());
    if said.is_empty() {
        figures.collect()
    } else {
        all.collect()
    }
}

fn weigh(claim: &Claim<'_>, of: impl Fn(usize) -> bool) -> usize {
    let all = claim.units.iter().enumerate();
    all.filter(|(i, _)| of(*i)).map(|(_, u)| u.weight).sum()
}

/// The words of the sentence where a thing of the claim may stand.
fn places(claim: &Claim<'_>, unit: &Unit, sentence: &Parsed<'_>) -> Vec<usize> {
    let starts = |fits: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..sentence.words.len())
            .filter(|i| fits(*i))
            .take(TRIED_OF_ONE)
            .collect()
    };
    match unit.thing {
        Thing::Word => {
            let wanted = &claim.parsed.words[unit.first];
            let capital = |p: &Parsed<'_>, span: Span| p.report.text.at(span).starts_with(char::is_uppercase);
            let proper = unit.first > 0 && capital(&claim.parsed, wanted.span);
            starts(&|i| {
                let word = &sentence.words[i];
                word.form == wanted.form && (word.name.is_none() || proper || !capital(sentence, word.span))
            })
        }
        Thing::Name(i) => {
            let name = claim.parsed.names[i];
            let same: Vec<usize> = sentence
                .names
                .iter()
                .filter(|n| n.entity == name.entity)
                .filter_map(|n| sentence.word_at(n.span))
                .take(TRIED_OF_ONE)
                .collect();
            if !same.is_empty() {
                return same;
            }
            // What one sentence makes a name of and the other not is the same where the words are.
            let words: Vec<&str> = claim.parsed.words[unit.first..=unit.last]
                .iter()
                .map(|w| w.norm.as_str())
                .collect();
            starts(&|at| {
                let run = sentence.words.get(at..at + words.len()).unwrap_or_default();
                run.len() == words.len()
                    && run.iter().zip(&words).all(|(w, wanted)| w.norm == **wanted)
                    && run.iter().all(|w| w.name.is_none())
                    && run.iter().all(|w| {
                        sentence
                            .report
                            .text
                            .at(w.span)
                            .starts_with(|c: char| !c.is_lowercase())
                    })
            })
        }
        Thing::Figure(i) => sentence
            .figures
            .iter()
            .filter(|told| {
                figures::compare(claim.parsed.figures[i], told, claim.is_dated()) == figures::Match::Entails
            })
            .filter_map(|told| sentence.word_at(told.span))
            .collect(),
        Thing::Time(i) => sentence
            .times
            .iter()
            .filter(|told| {
                let mine = (&claim.parsed, claim.parsed.times[i]);
                days::compare(mine, (sentence, told)) == days::Match::Within
            })
            .filter_map(|told| sentence.word_at(told.span))
            .collect(),
    }
}

/// Lays the claim onto the sentence: the first way that fits, else the first.
fn lay(claim: &Claim<'_>, sentence: &Parsed<'_>, options: &[Vec<usize>], given: &[bool]) -> (Laid, bool) {
    // What stands around the sentence may be what is meant, though the word stands in it too ("the fire service said").
    let ways: Vec<usize> = options
        .iter()
        .zip(given)
        .map(|(o, given)| (o.len() + usize::from(*given)).max(1))
        .collect();
    let mut choice = vec![0; options.len()];
    let mut first: Option<Places> = None;
    for _ in 0..TRIED {
        let places: Places = options
            .iter()
            .zip(&choice)
            .map(|(o, c)| o.get(*c).copied())
            .collect();
        let apart = {
            let mut met = BTreeSet::new();
            places.iter().flatten().all(|p| met.insert(*p))
        };
        if apart && order::fits(claim, sentence, &places) && in_one_mouth(sentence, &places) {
            return (Laid::new(places, given), true);
        }
        first.get_or_insert(places);
        // The next way, like a number with a digit for each thing.
        let mut at = 0;
        while at < choice.len() {
            choice[at] += 1;
            if choice[at] < ways[at] {
                break;
            }
            choice[at] = 0;
            at += 1;
        }
        if at == choice.len() {
            break;
        }
    }
    (Laid::new(first.unwrap_or_default(), given), false)
}

/// Whether what was found stands all in somebody's words or all in the report's: "on Monday" of "police said on Monday" is
/// not when it happened.
fn in_one_mouth(sentence: &Parsed<'_>, places: &Places) -> bool {
    let at: Vec<Span> = places
        .iter()
        .flatten()
        .filter_map(|p| sentence.words.get(*p))
        .map(|w| w.span)
        .collect();
    sentence
        .report
        .quotes
        .iter()
        .filter(|q| !q.cue.is_empty())
        .all(|quote| {
            // A claim that has the verb of saying or its speaker itself says what the report says.
            if at
                .iter()
                .any(|s| quote.cue.iter().chain(&quote.source).any(|c| c.overlaps(*s)))
            {
                return true;
            }
            let of: Vec<bool> = at
                .iter()
                .map(|s| quote.content.iter().any(|c| c.overlaps(*s)))
                .collect();
            let beside = |s: &Span| quote.cue.iter().any(|c| near(*c, *s, sentence));
            // What stands neither in the remark nor beside its verb belongs to no one's word.
            of.iter().all(|inside| *inside)
                || of.iter().all(|inside| !inside)
                || at.iter().zip(&of).all(|(s, inside)| *inside || !beside(s))
        })
}

/// Whether a word stands in the same clause as a verb of saying.
fn near(cue: Span, word: Span, sentence: &Parsed<'_>) -> bool {
    let (Some(a), Some(b)) = (sentence.word_at(cue), sentence.word_at(word)) else {
        return false;
    };
    let (from, to) = clause(sentence, a, a);
    (from..=to).contains(&b)
}

impl Laid {
    fn new(places: Places, given: &[bool]) -> Self {
        let around = places
            .iter()
            .zip(given)
            .map(|(place, given)| place.is_none() && *given)
            .collect();
        Self { places, around }
    }

    /// From the first to the last word that was found.
    fn cover(&self, sentence: &Parsed<'_>) -> Option<Span> {
        let at = self
            .places
            .iter()
            .flatten()
            .filter_map(|p| sentence.words.get(*p));
        at.map(|w| w.span).reduce(Span::cover)
    }
}

fn written(sentence: &Parsed<'_>, laid: &Laid) -> String {
    laid.cover(sentence)
        .map_or("", |span| sentence.report.text.at(span))
        .to_owned()
}

/// The remarks that the words are given as.
fn said_at<'r>(sentence: &Parsed<'r>, span: Span) -> Vec<&'r Quote> {
    speaking(sentence.report, span).collect()
}

/// Whether the claim's words for whose word it is are borne out.
fn of_speaker(wanted: Option<&Speaker>, said: &[&Quote], sentence: &Parsed<'_>) -> Option<Difference> {
    let wanted = wanted?;
    let is = |quote: &&&Quote| {
        let entity = wanted.entity.is_some() && quote.entity == wanted.entity;
        let told = description(quote.speaker.as_deref().unwrap_or_default());
        let words = !wanted.words.is_empty() && wanted.entity.is_none() && told == wanted.words;
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
fn of_polarity(claim: &Claim<'_>, sentence: &Parsed<'_>, laid: &Laid, said: &[&Quote]) -> Vec<Difference> {
    let mut clauses: BTreeSet<(usize, usize)> = BTreeSet::new();
    for &at in laid.places.iter().flatten() {
        clauses.insert(clause(sentence, at, at));
    }
    let places: Vec<usize> = laid.places.iter().flatten().copied().collect();
    let (first, last) = (
        places.iter().min().copied().unwrap_or(0),
        places.iter().max().copied().unwrap_or(0),
    );
    let content =
        |span: Span| said.is_empty() || said.iter().any(|q| q.content.iter().any(|c| c.overlaps(span)));
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
fn lacking(claim: &Claim<'_>, unit: &Unit, sentence: &Parsed<'_>) -> Difference {
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
fn others<'r>(claim: &Claim<'_>, kind: NameKind, sentence: &Parsed<'r>) -> Vec<&'r record::Name> {
    let names = sentence.names.iter().copied();
    names
        .filter(|n| n.kind == kind && claim.parsed.names.iter().all(|c| c.entity != n.entity))
        .collect()
}

/// Whether the one difference is a contradiction: all else is said by the sentence itself, and both can't be so.
fn is_certain(claim: &Claim<'_>, sentence: &Parsed<'_>, laid: &Laid, difference: &Difference) -> bool {
    let here = laid.places.iter().flatten().count();
    let strict = claim
        .units
        .iter()
        .zip(&laid.around)
        .all(|(u, around)| !around || is_place(claim, u));
    let mut of = claim
        .units
        .iter()
        .filter(|u| claim.written(u) == difference.claim);
    match difference.kind {
        DifferenceKind::Number => of.any(|u| match u.thing {
            Thing::Figure(i) => excludes(claim, sentence, claim.parsed.figures[i], strict),
            _ => false,
        }),
        // "May not" and "may" can both be so; "never close to it" and "close to it" can't.
        DifferenceKind::Negation => {
            let plain =
                claim.polarity.doubts.iter().all(|d| *d == "nearly") && claim.polarity.extents.is_empty();
            strict && plain && here >= FEWEST
        }
        DifferenceKind::Time => {
            strict
                && here >= TIMED
                && of.any(|u| match u.thing {
                    Thing::Time(i) => one_other_time(claim, sentence, claim.parsed.times[i]),
                    _ => false,
                })
        }
        DifferenceKind::Name => {
            strict
                && of.any(|u| match u.thing {
                    Thing::Name(i) => holds_the_office(claim, sentence, claim.parsed.names[i]),
                    _ => false,
                })
        }
        _ => false,
    }
}

/// Things that must stand in the sentence, besides the time, for another time to be one of the same happening.
const TIMED: usize = 3;

/// Whether the sentence has one figure of the kind and it can't be true with the claim's. Where the happening is told of
/// around the sentence, its report must have no other figure of the kind that could be the one meant.
fn excludes(claim: &Claim<'_>, sentence: &Parsed<'_>, mine: &Quantity, strict: bool) -> bool {
    let dated = claim.is_dated();
    let comparable = |t: &&&Quantity| figures::compare(mine, t, dated) != figures::Match::Other;
    let of_it: Vec<&&Quantity> = sentence.figures.iter().filter(comparable).collect();
    let out = |t: &Quantity| figures::compare(mine, t, dated) == figures::Match::Excludes;
    let of_report = || {
        let mut all = sentence
            .report
            .quantities
            .iter()
            .filter(|t| t.measure == mine.measure);
        figures::tells_measure(mine) && all.all(|t| t.scope == Scope::Event && out(t))
    };
    matches!(&of_it[..], [one] if out(one) && (one.scope == Scope::Event || dated) && mine.scope != Scope::Cumulative)
        && (strict || of_report())
}

/// Whether the sentence has one time of the claim's kind and it is another. What comes again and again ("prices fell on
/// Monday") has no one time: somebody or something must be named, or be *the* one.
fn one_other_time(claim: &Claim<'_>, sentence: &Parsed<'_>, mine: &TimeExpression) -> bool {
    let told: Vec<_> = sentence.times.iter().filter(|t| t.kind == mine.kind).collect();
    let definite = claim.parsed.words.first().is_some_and(|w| w.norm == "the")
        || claim.units.iter().any(|u| matches!(u.thing, Thing::Name(_)));
    definite
        && matches!(&told[..], [one] if days::compare((&claim.parsed, mine), (sentence, one)) == days::Match::Other)
}

/// Whether the sentence gives the office of the one whom the claim names to another: one office is one person's.
fn holds_the_office(claim: &Claim<'_>, sentence: &Parsed<'_>, mine: &Name) -> bool {
    let told = others(claim, NameKind::Person, sentence);
    let office = |role: &Option<String>| role.as_deref().map(description).unwrap_or_default();
    mine.kind == NameKind::Person
        && !office(&mine.role).is_empty()
        && matches!(&told[..], [one] if office(&one.role) == office(&mine.role))
}
