//! The brief: which statements matter most, each with its citations.

use crate::coverage::Coverage;
use crate::dated::dates_of;
use crate::gist::Gist;
use crate::newest::{Newest, OF_LIVES, dead};
use crate::planned;
use crate::retold::{News, is_retold};
use crate::words::{Centre, content, overlap};
use crate::{alone, guard};
use record::{Brief, BriefSentence, Origins, Report, Scope, Span, Statement, Support};
use std::collections::{BTreeMap, BTreeSet};

/// Worth of a toll that is new on the last day, as much as that of a second independent origin: who reads one figure of a
/// brief must not be left with an outdated one.
const NEW_TOLL: i64 = 350;

/// Worth of the sentence that covers most of what independent reports tell: more than all other signs together, so that
/// these decide among sentences that cover alike.
const MOST_COVERED: i64 = 3000;

/// What it costs an opening sentence to tell what is to come: a brief says first what happened.
const TO_COME: i64 = 500;

/// Worth of the highest toll of the dead, or one near it, while none is told: a reader must hear of it, though one report alone tells it.
const UNTOLD_DEAD: i64 = MOST_COVERED;

/// Burden of a wording that says more than others confirm: a little awkwardness is better.
const UNCONFIRMED: u32 = 300;
/// Burden of each stretch of words that one source alone has, and of all of them at most: of two wordings that are
/// confirmed, the one that others bear out as a whole is told.
const OF_ONE: u32 = 60;
const OF_ONE_AT_MOST: u32 = 240;

/// Running sentences in which a report has told what its news is.
const OPENING_PART: usize = 6;

/// A statement that could be told.
struct Candidate<'a> {
    statement: &'a Statement,
    /// Which of its citations reads best by itself.
    best: usize,
    report: &'a Report,
    words: BTreeSet<String>,
    /// Worth in thousandths, before its likeness to what is chosen already.
    worth: i64,
    /// What it gains by opening a report, which counts once: the leads of reports of one event say the same news.
    opens: u32,
    /// Running sentences before it in its report.
    place: usize,
    /// The first day after its report's own on which it says that something will happen.
    planned: Option<String>,
}

impl Candidate<'_> {
    fn span(&self) -> Span {
        self.statement.citations[self.best].span
    }
}

/// The `limit` statements that matter most: the one that opens best, then the happenings in order of time, then what
/// lies before the story, then what is announced.
///
/// The opening sentence matters by its independent origins, by how early reports say it, by its nearness to what all reports
/// are about, and by the figures that it carries. Every further one matters by what it adds of what independent reports
/// tell in common ([`Coverage`]), and by the same signs; one that says again what is chosen already is passed over. All
/// weights are whole numbers.
#[must_use]
pub fn choose(statements: &[Statement], reports: &[&Report], origins: &Origins, limit: usize) -> Brief {
    let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), *r)).collect();
    let (centre, places) = (Centre::of(reports), Places::of(reports));
    let newest = Newest::of(reports);
    let mut candidates: Vec<Candidate<'_>> = statements
        .iter()
        .filter_map(|s| candidate(s, &by_id, &centre, &places, &newest))
        .collect();
    let coverage = Coverage::of(reports, origins);
    let gist = Gist::of(reports, origins);
    let none = BTreeSet::new();
    let gains = |c: &Candidate<'_>| coverage.gain(&c.words, &none);
    let most = candidates.iter().map(gains).max().unwrap_or(0);
    // What lies below the first few hundred can't rise: what is told already only takes away.
    candidates.sort_by_cached_key(|c| {
        let first = covered(gains(c), most) + c.worth;
        (std::cmp::Reverse(first), c.report.id.clone(), c.span())
    });
    candidates.truncate(400);
    let plans: Vec<_> = candidates
        .iter()
        .map(|c| Some((c.planned.as_deref()?, &c.words)))
        .collect();
    let mut come = planned::have_come(&plans, reports).into_iter();
    candidates.retain(|_| come.next() == Some(false));
    candidates.sort_by(|a, b| (b.worth, &a.report.id, a.span()).cmp(&(a.worth, &b.report.id, b.span())));

    // A third of one report is its summary; more would be the report again.
    let enough = match reports {
        [one] => limit.min(one.sentences.len().div_ceil(4).max(3)),
        _ => limit,
    };
    let counting = reports.iter().filter(|r| dead(r, r.text.whole()) > 0).count();
    // Deaths that one report tells of far down are of something else that it looks back on.
    let of_the_news = |c: &&Candidate<'_>| counting > 1 || c.place < OPENING_PART;
    let highest = candidates
        .iter()
        .filter(of_the_news)
        .map(|c| dead(c.report, c.span()))
        .max()
        .unwrap_or(0);
    let mut chosen: Vec<Candidate<'_>> = Vec::new();
    let mut told = BTreeSet::new();
    let mut known = News::default();
    while chosen.len() < enough {
        let untold = highest > 0 && chosen.iter().all(|c| dead(c.report, c.span()) == 0);
        let gain = |c: &Candidate<'_>| {
            // What several sources count lies near together.
            let counts = untold && of_the_news(&c) && dead(c.report, c.span()) * 5 >= highest * 4;
            covered(coverage.gain(&c.words, &told), most) + if counts { UNTOLD_DEAD } else { 0 }
        };
        // What adds nothing that independent reports share is what one of them goes on about.
        let filler = |c: &Candidate<'_>| most > 0 && gain(c) == 0;
        let again = |c: &Candidate<'_>| {
            let news = News::of(c.report, c.span());
            let day = c.report.day();
            let opened = |d: &Candidate<'_>| d.place == 0 && d.report.day() == day;
            let opens = c.place == 0 && chosen.iter().any(opened);
            let the_news = |d: &Candidate<'_>| d.report.day() == day && gist.is_in(&d.words);
            let news_again = gist.is_in(&c.words) && !news.turns(&known) && chosen.iter().any(the_news);
            news_again || is_retold(&coverage, (&c.words, &news), (&told, &known), opens)
        };
        let worth = |c: &Candidate<'_>| {
            let passed = !chosen.is_empty() && (filler(c) || again(c));
            (!passed).then(|| gain(c))
        };
        let Some(next) = best(&candidates, &chosen, worth) else {
            break;
        };
        known.add(&News::of(candidates[next].report, candidates[next].span()));
        told.extend(candidates[next].words.iter().cloned());
        chosen.push(candidates.remove(next));
    }
    Brief {
        sentences: told_in_order(chosen).into_iter().map(|c| tell(&c)).collect(),
    }
}

fn candidate<'a>(
    statement: &'a Statement,
    by_id: &BTreeMap<&str, &'a Report>,
    centre: &Centre,
    places: &Places<'_>,
    newest: &Newest<'_>,
) -> Option<Candidate<'a>> {
    let cited = || {
        statement
            .citations
            .iter()
            .enumerate()
            .filter_map(|(i, c)| by_id.get(c.report.as_str()).map(|r| (i, c, *r)))
    };
    let (burden, best, report) = cited()
        .filter_map(|(i, c, r)| Some((alone::burden(r, c.span)?, i, r)))
        .min_by_key(|(burden, i, _)| (burden + unconfirmed(statement, *i), *i))?;
    let span = statement.citations[best].span;
    let words = content(report.text.at(span));
    let first = cited()
        .map(|(_, c, _)| places.before(&c.report, c.span))
        .min()
        .unwrap_or(usize::MAX);
    let worth = i64::from(support(statement, best))
        + i64::from(opening(first))
        + i64::from(centre.nearness(&words)) * 2
        + i64::from(figures(report, span))
        + if newest.tells(report, span) { NEW_TOLL } else { 0 }
        - i64::from(burden);
    Some(Candidate {
        statement,
        best,
        report,
        opens: opening(first) - opening(first.max(2)),
        place: places.before(&report.id, span),
        planned: planned(report, span),
        words,
        worth,
    })
}

/// The first day after the report's own on which the words say that something will happen.
fn planned(report: &Report, span: Span) -> Option<String> {
    let own = report.day()?;
    let days = dates_of(report, span).into_iter();
    days.map(|(day, _)| day)
        .filter(|day| day.len() == own.len() && day.as_str() > own)
        .min()
}

/// What stands behind it: the origins that are sure first, then how many print it; a perhaps weighs little.
fn support(statement: &Statement, best: usize) -> u32 {
    const BY_ORIGINS: [u32; 7] = [0, 0, 350, 500, 600, 670, 720];
    let behind = statement.behind(best);
    let low = behind.low.min(6);
    let more = behind.high.saturating_sub(low).min(4);
    let copies = statement.support.reports.saturating_sub(1).min(6);
    BY_ORIGINS[low] + u32::try_from(more * 10 + copies * 30).unwrap_or(0)
}

/// What it costs to tell a wording of which the other reports bear out less than of another one.
fn unconfirmed(statement: &Statement, citation: usize) -> u32 {
    if statement.behind(citation).low < statement.support.independent.low.min(2) {
        UNCONFIRMED
    } else {
        let alone = u32::try_from(statement.alone(citation).len()).unwrap_or(u32::MAX);
        alone.saturating_mul(OF_ONE).min(OF_ONE_AT_MOST)
    }
}

/// News says first what matters most.
fn opening(place: usize) -> u32 {
    u32::try_from(1260 / (3_usize.saturating_add(place.saturating_mul(2)))).unwrap_or(0)
}

/// Where the running sentences of each report begin.
struct Places<'a>(BTreeMap<&'a str, Vec<usize>>);

impl<'a> Places<'a> {
    fn of(reports: &[&'a Report]) -> Self {
        let running = |r: &'a Report| {
            r.sentences
                .iter()
                .map(|s| s.span.start())
                .filter(|at| r.segment_at(*at).is_some_and(|g| g.kind.is_running()))
                .collect()
        };
        Self(reports.iter().map(|r| (r.id.as_str(), running(r))).collect())
    }

    /// Running sentences of the report before `span`.
    fn before(&self, report: &str, span: Span) -> usize {
        self.0
            .get(report)
            .map_or(0, |starts| starts.partition_point(|at| *at < span.start()))
    }
}

/// A figure of the event itself makes a sentence worth telling, above all one of lives.
fn figures(report: &Report, span: Span) -> u32 {
    report
        .quantities
        .iter()
        .filter(|q| span.contains(q.span) && q.scope == Scope::Event)
        .map(|q| {
            if OF_LIVES.contains(&q.measure.as_str()) {
                110
            } else {
                40
            }
        })
        .max()
        .unwrap_or(0)
}

/// The worth of a gain where `most` is the highest of all.
fn covered(gain: u32, most: u32) -> i64 {
    i64::from(gain) * MOST_COVERED / i64::from(most.max(1))
}

/// The candidate worth most beside `chosen`; `None` where all say again what is told, or say nothing worth telling.
fn best(
    candidates: &[Candidate<'_>],
    chosen: &[Candidate<'_>],
    gain: impl Fn(&Candidate<'_>) -> Option<i64>,
) -> Option<usize> {
    let mut best: Option<(i64, usize)> = None;
    for (i, c) in candidates.iter().enumerate() {
        let likeness = chosen
            .iter()
            .map(|d| overlap(&c.words, &d.words))
            .max()
            .unwrap_or(0);
        if likeness >= 600 {
            continue;
        }
        let Some(gain) = gain(c) else {
            continue;
        };
        let opens = chosen.is_empty();
        let again = match (opens, &c.planned) {
            (true, Some(_)) => TO_COME,
            (true, None) => 0,
            (false, _) => i64::from(c.opens),
        };
        let own = c.worth - i64::from(likeness.saturating_sub(120)) - again;
        // What covers most is often a long look back, so reports' own openings decide what opens.
        let worth = if opens { own } else { own + gain };
        if own > -600 && worth > 0 && best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, i));
        }
    }
    best.map(|(_, i)| i)
}

/// The first chosen opens; the rest follow the clock: the days of the story, what came before it, what is to come.
fn told_in_order(mut chosen: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    if chosen.len() < 2 {
        return chosen;
    }
    let rest = chosen.split_off(1);
    let opens = chosen[0].report.day().map(str::to_owned);
    let mut keyed: Vec<_> = rest
        .into_iter()
        .map(|c| {
            let told = c.report.day().unwrap_or("").to_owned();
            let happened = happened(&c);
            let phase = match (&happened, &opens) {
                (Some(day), _) if *day > told && !told.is_empty() => 2,
                // A month is long enough ago to be what came before.
                (Some(day), Some(open)) if days_apart(day, open) > 30 && day < open => 1,
                _ => 0,
            };
            let day = if phase == 0 {
                told
            } else {
                happened.unwrap_or(told)
            };
            ((phase, day, c.place, c.report.id.clone(), c.span()), c)
        })
        .collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    chosen.extend(keyed.into_iter().map(|(_, c)| c));
    chosen
}

/// The first day that a time expression of the sentence names.
fn happened(c: &Candidate<'_>) -> Option<String> {
    let span = c.span();
    c.report
        .times
        .iter()
        .find(|t| span.contains(t.span) && t.from.is_some())
        .and_then(|t| t.from.clone())
}

fn days_apart(a: &str, b: &str) -> i32 {
    match (a.parse::<jiff::civil::Date>(), b.parse::<jiff::civil::Date>()) {
        (Ok(a), Ok(b)) => a.since(b).map_or(0, |s| s.get_days().abs()),
        _ => 0,
    }
}

fn tell(c: &Candidate<'_>) -> BriefSentence {
    let mut citations = c.statement.citations.clone();
    let first = citations.remove(c.best);
    citations.insert(0, first);
    BriefSentence {
        text: guard::one_line(&citations[0].quote),
        citations,
        support: Support {
            independent: c.statement.behind(c.best),
            alone: c.statement.alone(c.best).to_vec(),
            ..c.statement.support.clone()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report_of as report;
    use record::{Citation, Independent};

    fn said(by: &[(&Report, usize)], low: usize) -> Statement {
        Statement {
            citations: by
                .iter()
                .map(|(r, i)| Citation::new(r, r.sentences[*i].span))
                .collect(),
            support: Support {
                reports: by.len(),
                independent: Independent { low, high: by.len() },
                attributed_to: vec![],
                alone: vec![],
            },
            confirmed: vec![],
            alone: vec![],
        }
    }

    #[test]
    fn what_several_origins_say_comes_before_what_one_says() {
        let a = report(
            "a",
            &[
                "The ferry was painted green last spring by its new owner.",
                "A fire killed 12 people in the cold store of Port Callow.",
            ],
        );
        let b = report(
            "b",
            &["A fire in the cold store of Port Callow killed 12 people."],
        );
        let statements = [said(&[(&a, 0)], 1), said(&[(&a, 1), (&b, 0)], 2)];
        let brief = choose(&statements, &[&a, &b], &Origins::default(), 1);
        assert_eq!(brief.sentences.len(), 1);
        assert!(brief.sentences[0].text.starts_with("A fire killed"));
        assert!(
            brief.sentences[0]
                .citations
                .iter()
                .all(|c| c.holds(&a) || c.holds(&b))
        );
    }

    #[test]
    fn the_wording_that_stands_by_itself_is_told() {
        let a = report(
            "a",
            &["But it was under control by ten, the fire service of Callow said."],
        );
        let b = report(
            "b",
            &["The fire was under control by ten, the Callow fire service said."],
        );
        let brief = choose(&[said(&[(&a, 0), (&b, 0)], 2)], &[&a, &b], &Origins::default(), 5);
        assert!(brief.sentences[0].text.starts_with("The fire was"));
        assert_eq!(brief.sentences[0].citations[0].report, "b");
        assert_eq!(brief.sentences[0].citations.len(), 2);
    }

    #[test]
    fn a_toll_is_told_though_one_report_alone_has_it_and_one_of_long_ago_is_not() {
        let talks = [
            "Envoys of Velmark and Ordany met in Lakehaven on Monday.",
            "The envoys left Lakehaven without a truce between Velmark and Ordany.",
        ];
        let mut a = report("a", &[talks[0], talks[1], "Bombs in Korvany killed 48 people."]);
        let b = report("b", &[talks[1], talks[0]]);
        let toll = |scope| record::Quantity {
            span: a.sentences[2].span,
            measure: "killed".into(),
            min: Some(48.0),
            max: Some(48.0),
            scope,
            approximate: false,
            unit: None,
            counted: None,
            hedge: None,
            attributed_to: None,
            place: None,
            time: None,
        };
        let (here, past) = (toll(Scope::Event), toll(Scope::Background));
        for (quantity, told) in [(here, true), (past, false)] {
            a.quantities = vec![quantity];
            let statements = [
                said(&[(&a, 0), (&b, 1)], 2),
                said(&[(&a, 1), (&b, 0)], 2),
                said(&[(&a, 2)], 1),
            ];
            let brief = choose(&statements, &[&a, &b], &Origins::default(), 2);
            assert_eq!(brief.sentences.iter().any(|s| s.text.starts_with("Bombs")), told);
        }
    }

    #[test]
    fn nothing_is_told_twice() {
        let a = report(
            "a",
            &["A fire killed 12 people in the cold store of Port Callow."],
        );
        let b = report(
            "b",
            &["A fire killed 12 people at the Port Callow cold store, police said."],
        );
        let brief = choose(
            &[said(&[(&a, 0)], 1), said(&[(&b, 0)], 1)],
            &[&a, &b],
            &Origins::default(),
            5,
        );
        assert_eq!(brief.sentences.len(), 1);
    }

    #[test]
    fn the_news_is_told_once_and_what_is_to_come_does_not_open() {
        let sentences = [
            [
                "Envoys of Velmark and Ordany failed to agree on a truce in Lakehaven.",
                "The envoys will meet again on 6 March, the mayor of Lakehaven said.",
            ],
            [
                "After a long night in Lakehaven, Velmark and Ordany failed to agree on any truce, their envoys said.",
                "Trams stood still in Lakehaven while the mayor waited for the envoys.",
            ],
        ];
        let mut reports = [report("a", &sentences[0]), report("b", &sentences[1])];
        for r in &mut reports {
            r.headline = Some("No truce for Velmark and Ordany, envoys failed in Lakehaven".into());
            r.published = Some(record::Published {
                value: "2031-03-04".into(),
                precision: record::Precision::Day,
                basis: record::DateBasis::Field,
                candidates: vec![],
            });
        }
        let at = reports[0].text.find("6 March").unwrap();
        let span = reports[0].text.span(at, at + 7).unwrap();
        reports[0].times = vec![record::TimeExpression {
            span,
            kind: record::TimeType::Date,
            value: "2031-03-06".into(),
            from: Some("2031-03-06".into()),
            until: Some("2031-03-07".into()),
        }];
        let [a, b] = &reports;
        let statements = [
            said(&[(a, 0)], 1),
            said(&[(b, 0)], 1),
            said(&[(b, 1)], 1),
            said(&[(a, 1), (b, 1)], 2),
        ];
        let told = |statements: &[Statement]| -> Vec<String> {
            let brief = choose(statements, &[a, b], &Origins::default(), 5);
            brief.sentences.into_iter().map(|s| s.text).collect()
        };
        let all = told(&statements);
        let agreed = all.iter().filter(|s| s.contains("failed to agree")).count();
        assert_eq!(agreed, 1, "{all:?}");
        assert!(!all[0].contains("will meet"), "{all:?}");
        assert!(all.iter().any(|s| s.contains("will meet")), "{all:?}");
    }

    #[test]
    fn the_order_of_the_input_changes_nothing() {
        let a = report(
            "a",
            &[
                "A fire killed 12 people in the cold store.",
                "The mayor closed the harbour of Callow.",
            ],
        );
        let b = report("b", &["The herring auction was put off by the council."]);
        let mut statements = vec![said(&[(&a, 0)], 1), said(&[(&a, 1)], 1), said(&[(&b, 0)], 1)];
        let forth = choose(&statements, &[&a, &b], &Origins::default(), 3);
        statements.reverse();
        assert_eq!(forth, choose(&statements, &[&b, &a], &Origins::default(), 3));
        assert_eq!(forth.sentences.len(), 3);
    }

    #[test]
    fn an_empty_story_gives_an_empty_brief() {
        assert!(choose(&[], &[], &Origins::default(), 8).sentences.is_empty());
    }
}
