//! The publication date: which of its candidates to believe, and why the others were not.

mod evidence;
pub(crate) mod written;

use jiff::civil::Date;
use record::{Candidate, DateBasis, Precision, Published, Report, Span, Warning};
use regex::Regex;
use std::sync::LazyLock;
pub use written::parse;
use written::{days_between, find};

/// Days by which a publication date may differ from what the text says before the two conflict: time zones, a
/// morning's paper and a late update stay below it.
const TOLERANCE: i32 = 7;
/// Days between two stated dates that are one publication: time zones and the next morning's print.
const SAME: i32 = 2;

/// A candidate as a field, header or address gives it; `None` where the words are no date.
#[must_use]
pub fn candidate(words: &str, basis: DateBasis, span: Option<Span>) -> Option<Candidate> {
    parse(words).map(|(value, _)| Candidate {
        value,
        basis,
        span,
        rejected: None,
    })
}

/// The day that stands in an address ("/2016/09/05/", "/2016-09-05-", "/20160905/").
#[must_use]
pub fn in_url(url: &str) -> Option<Candidate> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_-]((?:19|20)\d\d)(?:[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:[/_-]|$)|(\d\d)(\d\d)(?:[/_,.-]|$))")
            .expect("a constant pattern")
    });
    let c = DAY.captures(url)?;
    let month = c.get(2).or(c.get(4))?.as_str();
    let day = c.get(3).or(c.get(5))?.as_str().parse().ok()?;
    let month = month.parse().ok().or_else(|| written::month(month))?;
    let date = Date::new(c.get(1)?.as_str().parse().ok()?, month, day).ok()?;
    Some(Candidate {
        value: written::day_value(date),
        basis: DateBasis::Url,
        span: None,
        rejected: None,
    })
}

/// Settles `report.published` from the candidates found, against the dates that stand in the text, and fills in the
/// dateline's date. Nothing is dated by a copyright year: such a year is never a candidate.
pub fn settle(report: &mut Report, mut candidates: Vec<Candidate>) {
    candidates.retain(|c| precision(&c.value) <= Precision::Day || c.basis <= DateBasis::Header);
    // The most trusted basis first, then the one that stands first ("Published …" before "Updated …"), then the finer.
    candidates.sort_by(|a, b| {
        (a.basis, a.span, precision(&a.value), &a.value).cmp(&(
            b.basis,
            b.span,
            precision(&b.value),
            &b.value,
        ))
    });
    candidates.dedup_by(|a, b| a.basis == b.basis && a.value == b.value);
    let stated = choose(&candidates);
    let evidence = evidence::of(report, stated.and_then(|i| day(&candidates[i].value)));
    let mut chosen = stated;
    if let Some(evidence) = evidence {
        let value = written::day_value(evidence.day);
        let gap = stated
            .and_then(|i| day(&candidates[i].value))
            .map(|d| days_between(d, evidence.day));
        match gap {
            Some(gap) if (-1..=TOLERANCE).contains(&gap) => {
                let rejected = Some("another date is stated and fits it".to_owned());
                candidates.push(Candidate {
                    value,
                    basis: evidence.basis,
                    span: Some(evidence.span),
                    rejected,
                });
            }
            Some(_) => conflict(report, &mut candidates, &mut chosen, &evidence),
            None => {
                candidates.push(Candidate {
                    value,
                    basis: evidence.basis,
                    span: Some(evidence.span),
                    rejected: None,
                });
                chosen = Some(candidates.len() - 1);
            }
        }
    }
    let Some(chosen) = chosen else { return };
    reject_others(&mut candidates, chosen);
    warn_of_disagreement(report, &candidates, chosen);
    let best = &candidates[chosen];
    let (value, basis) = (best.value.clone(), best.basis);
    date_the_dateline(report, day(&value));
    report.published = Some(Published {
        precision: precision(&value),
        value,
        basis,
        candidates,
    });
}

/// The candidate to believe by its basis alone: the first, unless the address's day stands against it and another
/// candidate sides with the address.
fn choose(candidates: &[Candidate]) -> Option<usize> {
    let first = candidates.first().and_then(|c| day(&c.value));
    let address = candidates
        .iter()
        .find(|c| c.basis == DateBasis::Url)
        .and_then(|c| day(&c.value));
    if let (Some(first), Some(address)) = (first, address)
        && days_between(first, address).abs() > SAME
    {
        let sides = |c: &Candidate| {
            c.basis != DateBasis::Url && day(&c.value).is_some_and(|d| days_between(d, address).abs() <= SAME)
        };
        return candidates.iter().position(sides).or(Some(0));
    }
    (!candidates.is_empty()).then_some(0)
}

/// The text's own day stands against the stated one: another stated date that fits is better, else the text's.
fn conflict(
    report: &mut Report,
    candidates: &mut Vec<Candidate>,
    chosen: &mut Option<usize>,
    evidence: &evidence::Evidence,
) {
    let fits = |c: &Candidate| {
        day(&c.value).is_some_and(|d| (-1..=TOLERANCE).contains(&days_between(d, evidence.day)))
    };
    let text_day = written::day_value(evidence.day);
    let better = candidates.iter().position(fits).unwrap_or_else(|| {
        candidates.push(Candidate {
            value: text_day.clone(),
            basis: evidence.basis,
            span: Some(evidence.span),
            rejected: None,
        });
        candidates.len() - 1
    });
    let stated = chosen.map(|i| (candidates[i].value.clone(), candidates[i].span));
    for (i, c) in candidates.iter_mut().enumerate() {
        if i != better && !fits(c) {
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
                (Some(a), Some(b)) if a == b => {
                    format!("the same day; the {} says as much or more", word(basis))
                }
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
    let stated = |c: &&Candidate| c.basis <= DateBasis::Url;
    let far = |c: &&Candidate| day(&c.value).is_some_and(|d| days_between(d, best).abs() > TOLERANCE);
    // "Updated Nov. 8" beside an earlier day is no conflict.
    let updated = |c: &&Candidate| {
        let at = c.span.map_or(0, Span::start);
        let from = (at.saturating_sub(24)..=at)
            .find(|i| report.text.is_char_boundary(*i))
            .unwrap_or(at);
        let before = report.text.get(from..at).unwrap_or("").to_lowercase();
        before.contains("updated") || before.contains("modified")
    };
    if let Some(other) = candidates.iter().filter(stated).filter(|c| !updated(c)).find(far) {
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
