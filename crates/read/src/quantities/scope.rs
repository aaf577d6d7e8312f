//! Whether a figure speaks of the report's event, a part of it, a longer time, or another event.

use super::Figure;
use crate::tokens::Tokens;
use record::{Quantity, Report, Scope, Span, TimeExpression};

/// What the words around a figure say of its scope, before the report as a whole is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// A longer time: a war's dead, a year's arrests.
    Cumulative,
    /// Another event by the words: "last year's attack that killed nine".
    Another,
    /// No word speaks against the event itself.
    Open,
}

/// The hint of the clause around `f`.
pub(super) fn hint(t: Tokens<'_>, f: &Figure) -> Hint {
    if f.measure == "homicides" || lasts(t, f) {
        return Hint::Cumulative;
    }
    if another(t, f) { Hint::Another } else { Hint::Open }
}

/// Whether the figure's subject lasts ("the war has killed …") or a long time is counted ("since 2011", "so far this year").
fn lasts(t: Tokens<'_>, f: &Figure) -> bool {
    let start = f.from.saturating_sub(18);
    let mut long = false;
    for i in (start..f.from).rev() {
        match t.lower(i) {
            "." | ";" => break,
            "war" | "conflict" | "insurgency" | "uprising" | "fighting" | "violence" | "crackdown"
            | "campaign" | "epidemic" | "outbreak" | "pandemic" | "famine" | "genocide" | "wars"
            | "unrest" | "rebellion" | "occupation" | "blockade" => {
                // "in a civil war" and "fighting in the town" also end single days: the perfect tense tells.
                long = true;
            }
            _ => {}
        }
    }
    let perfect = (f.from.saturating_sub(8)..f.from).any(|i| matches!(t.lower(i), "has" | "have" | "had"))
        || (f.until..f.until + 4).any(|i| matches!(t.lower(i), "have" | "has" | "had"));
    if long && perfect {
        return true;
    }
    for i in f.until..f.until + 16 {
        match t.lower(i) {
            "" | "." | ";" => break,
            "since" => {
                let year = t.is_number(i + 1) && t.lower(i + 1).len() == 4;
                let began = (i + 1..i + 8).any(|k| {
                    matches!(
                        t.lower(k),
                        "began"
                            | "begin"
                            | "start"
                            | "started"
                            | "beginning"
                            | "outbreak"
                            | "erupted"
                            | "invasion"
                            | "january"
                            | "last"
                            | "launched"
                            | "war"
                            | "came"
                    )
                });
                if year || began {
                    return true;
                }
            }
            "so" if t.has(i, &["so", "far", "this", "year"]) || t.has(i, &["so", "far", "in"]) => {
                return true;
            }
            "this" if t.lower(i + 1) == "year" && perfect => return true,
            "over" | "in" | "during" if framed_years(t, i + 1) => return true,
            "each" | "every" | "a" | "per" | "annually"
                if matches!(t.lower(i + 1), "year" | "month" | "day" | "week")
                    && t.lower(i + 2) != "ago"
                    && t.lower(i + 2) != "earlier"
                    && t.lower(i + 2) != "after"
                    && t.lower(i + 2) != "before"
                    && t.lower(i + 2) != "later" =>
            {
                return true;
            }
            _ => {}
        }
    }
    // "So far this year, three dockers have been hurt."
    if (start..f.from).any(|i| t.has(i, &["so", "far", "this", "year"])) {
        return true;
    }
    // "Since 2011, more than 300,000 have been killed."
    (start..f.from).any(|i| {
        t.lower(i) == "since" && (t.is_number(i + 1) || t.lower(i + 1) == "the") && t.lower(i + 1).len() >= 3
    }) && perfect
}

/// "the past two years", "recent years", "the last decade", "nearly three years of fighting".
fn framed_years(t: Tokens<'_>, i: usize) -> bool {
    let long = |w: &str| matches!(w, "years" | "months" | "decade" | "decades" | "weeks");
    let strife = |w: &str| {
        matches!(
            w,
            "war" | "fighting" | "conflict" | "violence" | "unrest" | "civil" | "bloodshed" | "protests"
        )
    };
    if (i..i + 5).any(|k| long(t.lower(k)) && t.lower(k + 1) == "of" && strife(t.lower(k + 2))) {
        return true;
    }
    let the = usize::from(matches!(t.lower(i), "the" | "its"));
    if !matches!(t.lower(i + the), "past" | "last" | "recent" | "previous") {
        return false;
    }
    (i + the + 1..i + the + 4)
        .any(|k| matches!(t.lower(k), "years" | "months" | "decade" | "decades" | "weeks"))
}

/// "a similar attack", "the previous blast", "last year's attack", "an earlier bombing".
fn another(t: Tokens<'_>, f: &Figure) -> bool {
    let event = |w: &str| {
        matches!(
            w,
            "attack"
                | "attacks"
                | "bombing"
                | "bombings"
                | "blast"
                | "explosion"
                | "shooting"
                | "shootings"
                | "massacre"
                | "crash"
                | "accident"
                | "incident"
                | "earthquake"
                | "quake"
                | "fire"
                | "strike"
                | "raid"
                | "disaster"
                | "storm"
                | "hurricane"
                | "killings"
                | "siege"
                | "flood"
                | "floods"
                | "collapse"
                | "sinking"
                | "rampage"
                | "war"
                | "tragedy"
        )
    };
    // "a shooting last week that left two dead", "follows a fire last year"
    let past = |i: usize| {
        t.lower(i) == "last"
            && matches!(
                t.lower(i + 1),
                "week" | "month" | "year" | "summer" | "winter" | "spring" | "fall"
            )
    };
    let led = (f.from.saturating_sub(14)..f.from).any(|i| {
        event(t.lower(i))
            && (past(i + 1) || (matches!(t.lower(i + 1), "in" | "on") && past(i + 2)))
            && matches!(
                t.lower(i + 3),
                "that" | "which" | "," | "in" | "at" | "when" | "where"
            )
    });
    // "a day after another shooting, which left two dead"
    let sets_apart = (f.from.saturating_sub(14)..f.from).any(|i| {
        t.lower(i) == "another"
            && matches!(
                t.before(i, 1),
                "after" | "follows" | "following" | "since" | "from"
            )
            && (i + 1..i + 3).any(|k| event(t.lower(k)))
            && (i + 2..f.from).any(|k| matches!(t.lower(k), "that" | "which" | "when" | "where" | "in"))
    });
    if led || sets_apart {
        return true;
    }
    for i in f.from.saturating_sub(16)..f.from {
        let word = t.lower(i);
        let other = matches!(
            word,
            "similar" | "previous" | "earlier" | "another" | "deadliest" | "worst" | "separate"
        ) || (matches!(word, "'s" | "’s")
            && matches!(t.before(i, 1), "year" | "month" | "week")
            && t.before(i, 2) == "last")
            || (t.is_number(i)
                && t.lower(i).len() == 4
                && matches!(t.lower(i).get(..2), Some("19" | "20"))
                && t.before(i, 1) == "the");
        let near = (i + 1..i + 4).any(|k| event(t.lower(k)));
        // "another" and "earlier" attacks of the same day are the event still; those of a year are not.
        let soft = matches!(word, "another" | "earlier" | "separate");
        if other && near && !soft && !(i..f.from).any(|k| matches!(t.lower(k), "." | ";")) {
            // "the worst attack since" ranks this very event.
            if matches!(word, "deadliest" | "worst") && !t.before(i, 1).is_empty() {
                continue;
            }
            return true;
        }
    }
    false
}

/// Whether a time lies more than two weeks before the report: then it may be another event's.
pub(super) fn is_old(report: &Report, time: Option<&TimeExpression>) -> bool {
    const DAYS: i32 = 14;
    is_past(report, time, DAYS)
}

/// Whether a sentence is a row of a list by date, "June 29: A docker was killed", of a day before the report's own event.
pub(super) fn is_dated_row(report: &Report, sentence: Span) -> bool {
    /// A report of a row's day, or of the days after it, tells of its own event.
    const DAYS: i32 = 7;
    let first = report
        .times
        .partition_point(|t| t.span.start() < sentence.start());
    let Some(time) = report
        .times
        .get(first)
        .filter(|t| t.span.start() == sentence.start())
    else {
        return false;
    };
    let after = report.text.get(time.span.end()..).unwrap_or("");
    after.starts_with(':') && is_past(report, Some(time), DAYS)
}

/// Whether `time` ends more than `days` before the report's day.
fn is_past(report: &Report, time: Option<&TimeExpression>, days: i32) -> bool {
    let date = |s: &str| s.get(..10)?.parse::<jiff::civil::Date>().ok();
    let until = time.and_then(|t| t.until.as_deref()).and_then(date);
    match (until, report.day().and_then(date)) {
        (Some(until), Some(day)) => until.until(day).is_ok_and(|s| s.get_days() > days),
        _ => false,
    }
}

/// Whether the report gave figures of this measure for its own event before, and none with these bounds: a report on a trial
/// tells the dead of last year again, and they are the event's.
pub(super) fn told_otherwise(f: &Figure, earlier: &[Quantity]) -> bool {
    let mut told = earlier
        .iter()
        .filter(|q| q.measure == f.measure && q.scope == Scope::Event)
        .peekable();
    told.peek().is_some() && !told.any(|q| q.min == f.min && q.max == f.max && q.min > Some(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantities::scene::with_text;
    use crate::quantities::sentence_figures;

    fn first(text: &str) -> Hint {
        with_text(text, |scene| hint(scene.t, &sentence_figures(scene, None)[0]))
    }

    #[test]
    fn wars_and_years_are_longer_than_an_event() {
        assert_eq!(
            first("The conflict, which has killed around 300,000 people, goes on."),
            Hint::Cumulative
        );
        assert_eq!(
            first("At least 40 people have been killed so far this year."),
            Hint::Cumulative
        );
        assert_eq!(
            first("Some 900 people have died in the past two years."),
            Hint::Cumulative
        );
    }

    #[test]
    fn the_event_itself_is_neither() {
        assert_eq!(
            first("The blast killed nine people in the fighting over the port."),
            Hint::Open
        );
        assert_eq!(first("A second attack killed nine people on Monday."), Hint::Open);
        assert_eq!(
            first("Another attack that killed nine people came on Monday."),
            Hint::Open
        );
    }

    #[test]
    fn another_event_is_set_apart() {
        assert_eq!(
            first("The fire came a day after another fire in the port, which killed nine people."),
            Hint::Another
        );
        assert_eq!(
            first("It follows a fire last year that killed nine people."),
            Hint::Another
        );
    }
}
