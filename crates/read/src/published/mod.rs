//! The publication date: which of its candidates to believe, and why the others were not.

pub(crate) mod address;
mod choice;
pub(crate) mod clock;
mod evidence;
pub(crate) mod fields;
pub(crate) mod labels;
mod months;
pub(crate) mod written;

pub use address::in_url;
pub use fields::parse;
use jiff::civil::Date;
use record::{Candidate, DateBasis, Precision, Published, Report, Span, Warning};
use written::{days_between, find};

/// Days by which a publication date may differ from what the text says before the two conflict: time zones, a
/// morning's paper and a late update stay below it.
const TOLERANCE: i32 = 7;
/// Days between two stated dates that are one publication: time zones and the next morning's print.
const SAME: i32 = 2;

/// A candidate as a field, header or address gives it; `None` where the words are no date.
#[must_use]
pub fn candidate(words: &str, basis: DateBasis, span: Option<Span>) -> Option<Candidate> {
    parse(words).map(|(value, _)| Candidate::new(value, basis, span))
}

/// Settles `report.published` and `report.modified` from the candidates found, the most trusted first, against the
/// dates that stand in the text, and fills in the dateline's date. Nothing is dated by a copyright year: such a year is
/// never a candidate. A candidate that comes with a reason against it is listed and never chosen.
pub fn settle(report: &mut Report, mut candidates: Vec<Candidate>) {
    candidates.retain(|c| precision(&c.value) <= Precision::Day || c.basis <= DateBasis::Header);
    choice::drop_repeats(&mut candidates);
    choice::reject_later_than(&mut candidates, report.captured.as_deref());
    choice::localize(&mut candidates);
    let changed = candidates.iter().find(|c| c.modified && c.rejected.is_none());
    report.modified = report
        .modified
        .take()
        .or_else(|| changed.map(|c| c.value.clone()));
    let stated = choice::choose(&candidates);
    let evidence = evidence::of(report, stated.and_then(|i| day(&candidates[i].value)))
        // What is stated and stands in the address too is not doubted for a caption's sake.
        .filter(|e| {
            e.basis == DateBasis::Dateline || !stated.is_some_and(|i| choice::is_in_address(&candidates, i))
        });
    let mut chosen = stated;
    if let Some(evidence) = evidence {
        let value = written::day_value(evidence.day);
        let gap = stated
            .and_then(|i| day(&candidates[i].value))
            .map(|d| days_between(d, evidence.day));
        match gap {
            Some(gap) if (-1..=TOLERANCE).contains(&gap) => {
                let why = "another date is stated and fits it";
                candidates.push(Candidate::new(value, evidence.basis, Some(evidence.span)).rejected(why));
            }
            Some(_) => conflict(report, &mut candidates, &mut chosen, &evidence),
            None => {
                candidates.push(Candidate::new(value, evidence.basis, Some(evidence.span)));
                chosen = Some(candidates.len() - 1);
            }
        }
    }
    let Some(chosen) = chosen else { return };
    warn_of_disagreement(report, &candidates, chosen);
    reject_others(&mut candidates, chosen);
    let best = &candidates[chosen];
    let (value, basis) = (best.value.clone(), best.basis);
    if best.modified {
        let message =
            format!("Only the date of a change is told ({value}); it was published then or before.");
        report.warnings.push(Warning {
            code: "date-modified".to_owned(),
            message,
            span: best.span,
        });
    }
    // A report can't be changed before it is published; such a field tells of the draft.
    let published = day(&value);
    report.modified = report.modified.take().filter(|m| day(m) >= published);
    date_the_dateline(report, published);
    report.published = Some(Published {
        precision: precision(&value),
        value,
        basis,
        candidates,
    });
}

/// The text's own day stands against the stated one: another stated date that fits is better, else the text's.
fn conflict(
    report: &mut Report,
    candidates: &mut Vec<Candidate>,
    chosen: &mut Option<usize>,
    evidence: &evidence::Evidence,
) {
    let fits = |c: &Candidate| {
        c.rejected.is_none()
            && !c.modified
            && day(&c.value).is_some_and(|d| (-1..=TOLERANCE).contains(&days_between(d, evidence.day)))
    };
    let text_day = written::day_value(evidence.day);
    let better = candidates.iter().position(fits).unwrap_or_else(|| {
        candidates.push(Candidate::new(
            text_day.clone(),
            evidence.basis,
            Some(evidence.span),
        ));
        candidates.len() - 1
    });
    let stated = chosen.map(|i| (candidates[i].value.clone(), candidates[i].span));
    for (i, c) in candidates.iter_mut().enumerate() {
        if i != better && !fits(c) && c.rejected.is_none() {
            c.rejected = Some(format!(
                "the report's own words are of {text_day}: {}",
                evidence.reason
            ));
        }
    }
    if let Some((stated, span)) = stated {
        let message = format!(
            "Dated {stated}, but its own words are of {text_day} ({}); {} is taken.",
            evidence.reason, candidates[better].value
        );
        report.warnings.push(Warning {
            code: "date-conflict".to_owned(),
            message,
            span,
        });
    }
    *chosen = Some(better);
}

fn reject_others(candidates: &mut [Candidate], chosen: usize) {
    let (value, basis) = (candidates[chosen].value.clone(), candidates[chosen].basis);
    for (i, c) in candidates.iter_mut().enumerate() {
        if i == chosen {
            c.rejected = None;
        } else if c.rejected.is_none() {
            c.rejected = Some(match (day(&c.value), day(&value)) {
                (Some(a), Some(b)) if a == b && !c.modified => {
                    format!("the same day; the {} says as much or more", word(basis))
                }
                _ if c.modified => "it is the date of a change".to_owned(),
                (Some(a), Some(b)) if days_between(a, b).abs() <= SAME => {
                    format!(
                        "within {SAME} days of the {}, which is better trusted",
                        word(basis)
                    )
                }
                (None, _) => format!("less exact than the {}", word(basis)),
                _ => format!("the {} is better trusted", word(basis)),
            });
        }
    }
}

/// Two stated dates further apart than one publication can be are worth a reader's look, whichever was taken.
fn warn_of_disagreement(report: &mut Report, candidates: &[Candidate], chosen: usize) {
    if report.warnings.iter().any(|w| w.code == "date-conflict") {
        return;
    }
    let Some(best) = day(&candidates[chosen].value) else {
        return;
    };
    // "Updated Nov. 8" beside an earlier day is no conflict.
    let stated = |c: &&Candidate| c.basis <= DateBasis::Url && !c.modified && c.rejected.is_none();
    let far = |c: &&Candidate| day(&c.value).is_some_and(|d| days_between(d, best).abs() > TOLERANCE);
    if let Some(other) = candidates.iter().filter(stated).find(far) {
        let chosen = &candidates[chosen];
        let message = format!(
            "The {} says {}, the {} {}; {} is taken.",
            word(chosen.basis),
            chosen.value,
            word(other.basis),
            other.value,
            chosen.value
        );
        report.warnings.push(Warning {
            code: "date-conflict".to_owned(),
            message,
            span: other.span,
        });
    }
}

/// The dateline's date gets the year that brings it nearest to the publication date.
fn date_the_dateline(report: &mut Report, published: Option<Date>) {
    let Some(dateline) = &mut report.dateline else {
        return;
    };
    let Some(written) = find(report.text.at(dateline.span)).into_iter().next() else {
        return;
    };
    let date = match published {
        Some(published) => written.near(published),
        None => written.date(),
    };
    dateline.date = date.map(written::day_value);
}

/// How exact an ISO 8601 value is.
#[must_use]
pub fn precision(value: &str) -> Precision {
    match value.len() {
        0..=4 => Precision::Year,
        5..=7 => Precision::Month,
        8..=10 => Precision::Day,
        _ if value.get(16..17) == Some(":") => Precision::Second,
        _ => Precision::Minute,
    }
}

fn day(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

const fn word(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Field => "field",
        DateBasis::Metadata => "page's metadata",
        DateBasis::Header => "header",
        DateBasis::Url => "address",
        DateBasis::Dateline => "dateline",
        DateBasis::Text => "text",
    }
}
