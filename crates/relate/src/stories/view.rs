//! A report as the stories see it: its words, its names, its days and its identifying details.

use super::days::Days;
use super::details::Details;
use super::furniture::stock;
use super::names;
use super::toll::Toll;
pub(super) use super::words::words;
use super::words::{Term, headline, term, tokens};
use record::Report;
use rustc_hash::FxHashSet;

/// Terms of a text with how often each stands there, by term.
pub(super) type Tally = Vec<(Term, u16)>;

/// How many words at the start of the body count as its lead.
const LEAD: usize = 70;
/// At most this many words of a body are looked at; a longer one is told by its start.
const LONGEST: usize = 4000;

/// The parts of a report that tell its event.
#[derive(Debug, Clone, Default)]
pub(super) struct View {
    /// Words of title and body.
    pub(super) all: Tally,
    /// Words of title and lead.
    pub(super) lead: Tally,
    pub(super) title: Tally,
    /// Capitalised words inside sentences.
    pub(super) capitals: Tally,
    /// Two capitalised words in a row.
    pub(super) pairs: Tally,
    /// How many words the body has.
    pub(super) length: usize,
    pub(super) details: Details,
    /// Surnames of people without an office.
    pub(super) people: Tally,
    /// Places of dateline and lead.
    pub(super) lead_places: Vec<Term>,
    pub(super) days: Days,
    pub(super) toll: Toll,
}

impl View {
    /// Reads `report`; lines in `furniture` are left out.
    pub(super) fn new(report: &Report, furniture: &FxHashSet<&str>) -> Self {
        let mut view = Self {
            days: Days::new(report),
            people: names::people(report),
            lead_places: names::lead(report),
            toll: Toll::new(report),
            ..Self::default()
        };
        let title: Vec<String> = report
            .headline
            .as_deref()
            .map(|h| words(headline(h)))
            .unwrap_or_default();
        let (mut body, mut capitals, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
        for segment in report.running() {
            let line = report.text.at(segment.span);
            if furniture.contains(line) || stock(line) || body.len() >= LONGEST {
                continue;
            }
            let list: Vec<_> = tokens(line).collect();
            view.details.take(&list);
            for (i, token) in list.iter().enumerate() {
                let lower = token.lower();
                let before = i.checked_sub(1).map(|j| &list[j]);
                if token.capital() && before.is_some_and(|b| !b.ends()) {
                    capitals.push(term(&lower));
                    if let Some(b) = before.filter(|b| b.capital() && b.after == " ") {
                        pairs.push(term(&format!("{} {lower}", b.lower())));
                    }
                }
                body.push(lower);
            }
        }
        let terms = |words: &[String]| words.iter().map(|w| term(w)).collect::<Vec<_>>();
        let (title, body) = (terms(&title), terms(&body));
        view.length = body.len();
        view.lead = tally([&title[..], &body[..body.len().min(LEAD)]].concat());
        view.all = tally([&title[..], &body[..]].concat());
        view.title = tally(title);
        view.capitals = tally(capitals);
        view.pairs = tally(pairs);
        view
    }

    /// Whether all of `name`'s words stand in the report.
    pub(super) fn has(&self, name: &[Term]) -> bool {
        name.iter()
            .all(|t| self.all.binary_search_by_key(t, |(term, _)| *term).is_ok())
    }
}

/// Counts terms.
pub(super) fn tally(mut terms: Vec<Term>) -> Tally {
    terms.sort_unstable();
    let mut tally: Tally = Vec::new();
    for term in terms {
        match tally.last_mut() {
            Some((last, n)) if *last == term => *n = n.saturating_add(1),
            _ => tally.push((term, 1)),
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, SegmentKind, Text};

    fn view(text: &str) -> View {
        let text = Text::from(text);
        let segments = vec![Segment::new(SegmentKind::Paragraph, text.whole())];
        View::new(
            &Report {
                text,
                segments,
                ..Report::default()
            },
            &FxHashSet::default(),
        )
    }

    #[test]
    fn pairs_of_capitals_are_seen_and_a_sentence_start_is_no_name() {
        let v = view("Police came to Dora Quill. Nobody was hurt.");
        assert!(v.pairs.iter().any(|p| p.0 == term("dora quill")));
        assert!(!v.capitals.iter().any(|c| c.0 == term("nobody")));
    }
}
