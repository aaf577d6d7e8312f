//! The signs that two reports tell of one event, or of two, in words that an editor can check.
//!
//! The model of `pair` decides by cosines; here the same shared names, days, figures and words are named with their
//! places. What speaks is told whether or not it decided.

mod details;

use super::background::idf;
use super::view::words;
use record::{
    Citation, Evidence, EvidenceKind, Name, NameKind, Quantity, Report, Reuse, ReuseKind, Scope, Span,
    TimeExpression, TimeType,
};
use std::collections::{BTreeMap, BTreeSet};

/// At most this many names, words or days are listed in one sign.
const LISTED: usize = 4;
/// A headline speaks where at least this share of its words' weight stands in the other report.
const HEADLINE: f64 = 0.5;
/// Words with less weight than this are no sign of anything ("said", "people").
const TELLING: f64 = 2.0;
/// Reports published further apart than this many days are rarely of one event.
const FAR: i64 = 14;

/// How many of the pile's reports have each name.
pub(super) struct Pile<'a> {
    reports: usize,
    having: BTreeMap<&'a str, usize>,
}

/// The two sides of a pair.
#[derive(Debug, Default)]
pub(super) struct Signs {
    pub(super) together: Vec<Evidence>,
    pub(super) against: Vec<Evidence>,
}

impl<'a> Pile<'a> {
    pub(super) fn new(reports: &[&'a Report]) -> Self {
        let mut having = BTreeMap::new();
        for report in reports {
            let own: BTreeSet<&str> = report.names.iter().map(|n| n.entity.as_str()).collect();
            for entity in own {
                *having.entry(entity).or_insert(0) += 1;
            }
        }
        Self {
            reports: reports.len(),
            having,
        }
    }

    /// The signs between `a`, the report asked for, and `b`. `reuse` is what the two share, if anything.
    pub(super) fn signs(&self, a: &Report, b: &Report, reuse: Option<&Reuse>) -> Signs {
        let mut signs = Signs::default();
        signs.together.extend(reuse.and_then(|r| shared_text(a, b, r)));
        self.names(a, b, &mut signs);
        signs.together.extend(self.headline(a, b, true));
        signs.together.extend(self.headline(b, a, false));
        details::compare(a, b, &mut signs);
        figures(a, b, &mut signs);
        days(a, b, &mut signs);
        published(a, b, &mut signs);
        signs
    }

    fn names(&self, a: &Report, b: &Report, signs: &mut Signs) {
        let (x, y) = (telling(a), telling(b));
        let weight = |entity: &str| {
            let count = self.having.get(entity).copied().unwrap_or(1);
            super::candidates::grid(weight(entity, count, self.reports))
        };
        let mut shared: Vec<&str> = x.keys().filter(|e| y.contains_key(*e)).copied().collect();
        shared.retain(|e| weight(e) >= super::candidates::grid(TELLING));
        shared.sort_by_key(|e| (std::cmp::Reverse(weight(e)), *e));
        if shared.is_empty() {
            let of =
                |names: &BTreeMap<&str, &Name>| names.values().filter(|n| n.kind == NameKind::Person).count();
            if x.len() >= 3 && y.len() >= 3 {
                let text = match (of(&x), of(&y)) {
                    (0, _) | (_, 0) => "no telling name stands in both".to_owned(),
                    _ => "no telling name stands in both, and each names other people".to_owned(),
                };
                signs.against.push(sign(EvidenceKind::Names, text, vec![]));
            }
            return;
        }
        shared.truncate(LISTED);
        let having: Vec<usize> = shared
            .iter()
            .map(|e| self.having.get(e).copied().unwrap_or(2).max(2))
            .collect();
        let (least, most) = (
            having.iter().min().copied().unwrap_or(2),
            having.iter().max().copied().unwrap_or(2),
        );
        let range = if least == most {
            least.to_string()
        } else {
            format!("{least} to {most}")
        };
        let rare = match self.reports {
            0..=2 => String::new(),
            n if most * 10 <= n => format!(", which few other reports have ({range} of {n})"),
            n => format!(", which {range} of {n} reports have"),
        };
        let shown: Vec<&str> = shared.iter().map(|e| a.text.at(x[e].span)).collect();
        let text = format!(
            "shares the name{} {}{rare}",
            if shown.len() == 1 { "" } else { "s" },
            listed(&shown)
        );
        let citations = shared
            .iter()
            .flat_map(|e| [Citation::new(a, x[e].span), Citation::new(b, y[e].span)])
            .collect();
        signs.together.push(sign(EvidenceKind::Names, text, citations));
    }

    /// Words of the headline of `a` that stand in `b`.
    fn headline(&self, a: &Report, b: &Report, own: bool) -> Option<Evidence> {
        let unique: BTreeSet<String> = words(a.headline.as_deref()?).into_iter().collect();
        let (mut all, mut there, mut found) = (0.0, 0.0, Vec::new());
        for word in &unique {
            let weight = idf(word, 1, self.reports.min(100));
            if weight < TELLING {
                continue;
            }
            all += weight;
            if let Some(span) = b.running().find_map(|s| stands(b, s.span, word)) {
                there += weight;
                found.push((super::candidates::grid(-weight), span));
            }
        }
        if found.len() < 2 || there < HEADLINE * all {
            return None;
        }
        found.sort();
        found.truncate(LISTED);
        let shown: Vec<String> = found
            .iter()
            .map(|(_, s)| format!("“{}”", b.text.at(*s)))
            .collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let text = if own {
            format!("its headline's words {} stand in {}", listed(&shown), called(b))
        } else {
            format!(
                "the headline of {} has the words {}, which stand here",
                called(a),
                listed(&shown)
            )
        };
        let citations = found.iter().map(|(_, s)| Citation::new(b, *s)).collect();
        Some(sign(EvidenceKind::Headline, text, citations))
    }
}

/// How telling the name of an entity is that `count` of `reports` reports have: the weight of its rarest word.
pub(super) fn weight(entity: &str, count: usize, reports: usize) -> f64 {
    let words = entity.split('-').map(|w| idf(w, count, reports));
    words.fold(0.0, f64::max)
}

fn sign(kind: EvidenceKind, text: String, citations: Vec<Citation>) -> Evidence {
    Evidence {
        kind,
        text,
        citations,
    }
}

/// What a reader knows the report by.
fn called(report: &Report) -> String {
    crate::origins::label(report)
}

/// The first mention of each name in running text, without the outlet's and the agencies' own.
fn telling(report: &Report) -> BTreeMap<&str, &Name> {
    let mut first: BTreeMap<&str, &Name> = BTreeMap::new();
    for name in &report.names {
        let words = report.text.at(name.span);
        let own = report.outlet.as_deref() == Some(words)
            || report.bylines.iter().any(|b| b.contains(words))
            || report.agencies.iter().any(|a| a.name == words);
        let running = report
            .segment_at(name.span.start())
            .is_some_and(|s| s.kind.is_running());
        if running && !own && !name.entity.is_empty() {
            first.entry(&name.entity).or_insert(name);
        }
    }
    first
}

/// The first place of `word` inside `within`, as a whole word.
fn stands(report: &Report, within: Span, word: &str) -> Option<Span> {
    let text = report.text.at(within);
    let mut from = 0;
    let mut parts = text.split(|c: char| !c.is_alphanumeric());
    parts.find_map(|part| {
        let at = from;
        from += part.len();
        from += text[from..].chars().next().map_or(0, char::len_utf8);
        (part.to_lowercase() == *word)
            .then(|| {
                let start = within.start() + at;
                report.text.span(start, start + part.len())
            })
            .flatten()
    })
}

fn shared_text(a: &Report, b: &Report, reuse: &Reuse) -> Option<Evidence> {
    let mine = reuse.a == a.id;
    let share = if mine { reuse.share_a } else { reuse.share_b };
    let percent = (share * 100.0).round();
    let text = match reuse.kind {
        ReuseKind::Quotation => format!("quotes the same speech as {}", called(b)),
        _ if percent >= 1.0 => format!("{percent} % of its prose stands in {} too", called(b)),
        _ => return None,
    };
    let citations = reuse
        .passages
        .iter()
        .take(LISTED)
        .flat_map(|p| {
            let (x, y) = if mine { (p.a, p.b) } else { (p.b, p.a) };
            [Citation::new(a, x), Citation::new(b, y)]
        })
        .collect();
    Some(sign(EvidenceKind::Reuse, text, citations))
}

/// The figures of people harmed or moved that a report gives of its own event.
fn counts(report: &Report) -> BTreeMap<(&str, u64), &Quantity> {
    let of = |q: &&Quantity| {
        let harm = matches!(
            q.measure.as_str(),
            "killed" | "wounded" | "missing" | "arrested" | "displaced" | "evacuated" | "rescued"
        );
        harm && q.scope == Scope::Event && q.min.is_some_and(|m| m >= 1.0)
    };
    let mut found = BTreeMap::new();
    for q in report.quantities.iter().filter(of) {
        let min = q.min.unwrap_or_default();
        found.entry((q.measure.as_str(), min.to_bits())).or_insert(q);
    }
    found
}

fn figures(a: &Report, b: &Report, signs: &mut Signs) {
    let (x, y) = (counts(a), counts(b));
    let mut measures: BTreeSet<&str> = x.keys().map(|k| k.0).collect();
    measures.retain(|m| y.keys().any(|k| k.0 == *m));
    for measure in measures {
        let of = |c: &BTreeMap<(&str, u64), &Quantity>| -> Vec<u64> {
            c.keys().filter(|k| k.0 == measure).map(|k| k.1).collect()
        };
        let (p, q) = (of(&x), of(&y));
        // The greater of several shared figures is the whole, the others may be parts.
        let same = p.iter().rev().find(|v| q.contains(v));
        let show = |v: u64| f64::from_bits(v).to_string();
        let cite = |v: u64, w: u64| {
            vec![
                Citation::new(a, x[&(measure, v)].span),
                Citation::new(b, y[&(measure, w)].span),
            ]
        };
        match (same, p.last(), q.last()) {
            (Some(v), ..) => signs.together.push(sign(
                EvidenceKind::Figures,
                format!("both give {} {measure}", show(*v)),
                cite(*v, *v),
            )),
            (None, Some(v), Some(w)) => signs.against.push(sign(
                EvidenceKind::Figures,
                format!("gives {} {measure}, {} gives {}", show(*v), called(b), show(*w)),
                cite(*v, *w),
            )),
            _ => {}
        }
    }
}

/// The first expression for each single day.
fn single_days(report: &Report) -> BTreeMap<&str, &TimeExpression> {
    let mut found = BTreeMap::new();
    for time in &report.times {
        let single = matches!(time.kind, TimeType::Date | TimeType::Time)
            && time.value.get(..10).is_some_and(|d| parsed(d).is_some());
        if let (true, Some(day)) = (single, time.value.get(..10)) {
            found.entry(day).or_insert(time);
        }
    }
    found
}

fn days(a: &Report, b: &Report, signs: &mut Signs) {
    let (x, y) = (single_days(a), single_days(b));
    let shared: Vec<&str> = x
        .keys()
        .filter(|d| y.contains_key(*d))
        .take(LISTED)
        .copied()
        .collect();
    if !shared.is_empty() {
        let shown: Vec<String> = shared.iter().map(|d| day(d)).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let citations = shared
            .iter()
            .flat_map(|d| [Citation::new(a, x[d].span), Citation::new(b, y[d].span)])
            .collect();
        let text = format!("both tell of {}", listed(&shown));
        signs.together.push(sign(EvidenceKind::Days, text, citations));
    } else if let (false, false) = (x.is_empty(), y.is_empty()) {
        let of = |days: &BTreeMap<&str, &TimeExpression>| {
            let shown: Vec<String> = days.keys().take(2).map(|d| day(d)).collect();
            let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
            listed(&shown)
        };
        let citations = x
            .values()
            .take(2)
            .map(|t| Citation::new(a, t.span))
            .chain(y.values().take(2).map(|t| Citation::new(b, t.span)))
            .collect();
        let text = format!("tells of {}, {} of {}", of(&x), called(b), of(&y));
        signs.against.push(sign(EvidenceKind::Days, text, citations));
    }
}

fn published(a: &Report, b: &Report, signs: &mut Signs) {
    let (Some(x), Some(y)) = (a.day().and_then(parsed), b.day().and_then(parsed)) else {
        return;
    };
    let apart = i64::from(x.until(y).map_or(0, |s| s.get_days()).abs());
    let text = match apart {
        0 => "published on the same day".to_owned(),
        1 => "published a day apart".to_owned(),
        n => format!("published {n} days apart"),
    };
    let side = if apart > FAR {
        &mut signs.against
    } else {
        &mut signs.together
    };
    side.push(sign(EvidenceKind::Published, text, vec![]));
}

fn parsed(iso: &str) -> Option<jiff::civil::Date> {
    iso.get(..10)?.parse().ok()
}

/// "4 March 2031".
fn day(iso: &str) -> String {
    parsed(iso).map_or_else(|| iso.to_owned(), |d| d.strftime("%-d %B %Y").to_string())
}

/// "a, b and c".
fn listed(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
