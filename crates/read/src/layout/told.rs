//! What the lines say: segments, and the metadata that stands in them.

use super::{caption, credit, dateline, furniture, lines::Line, one_line, outlet, shape::Shape};
use crate::agencies;
use crate::published::{
    self,
    labels::{self, Label},
};
use record::{Agency, AgencyBasis, Candidate, DateBasis, Dateline, Segment, SegmentKind, Span, Text};

/// What was told apart.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) segments: Vec<Segment>,
    pub(crate) headline: Option<Span>,
    pub(crate) bylines: Vec<String>,
    pub(crate) agencies: Vec<Agency>,
    pub(crate) dateline: Option<Dateline>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) candidates: Vec<Candidate>,
    /// An outlet that a copyright line or a byline names; a header's name comes before it.
    pub(super) fallback_outlet: Option<String>,
}

/// A line with its shape and what it was found to be.
pub(super) struct Seen {
    pub(super) span: Span,
    pub(super) shape: Shape,
    pub(super) dateline: Option<dateline::Found>,
    pub(super) kind: Option<SegmentKind>,
}

impl Parts {
    /// Takes address, time stamp, headline and deck off a first line that they are glued to.
    pub(super) fn take_glued_head(&mut self, text: &Text, found: &mut Vec<Line>) {
        let Some(line) = found.first().copied() else {
            return;
        };
        let Some(head) = one_line::split(text, line.span) else {
            return;
        };
        for (kind, span) in [
            (SegmentKind::Furniture, head.url),
            (SegmentKind::Furniture, head.stamp),
            (SegmentKind::Headline, head.headline),
            (SegmentKind::Deck, head.deck),
            (SegmentKind::Furniture, head.rule),
        ] {
            self.push(kind, span);
        }
        self.url = head.url.map(|s| text.at(s).to_owned());
        self.headline = head.headline;
        let stamp = head
            .stamp
            .and_then(|s| published::candidate(text.at(s), DateBasis::Header, Some(s)));
        self.candidates.extend(stamp);
        let rest = text
            .span(head.body, line.span.end())
            .map(|s| text.trimmed(s))
            .filter(|s| !s.is_empty());
        match rest {
            Some(span) => found[0] = Line { span, gap: true },
            None => drop(found.remove(0)),
        }
    }

    fn push(&mut self, kind: SegmentKind, span: Option<Span>) {
        if let Some(span) = span.filter(|s| !s.is_empty()) {
            self.segments.push(Segment::new(kind, span));
        }
    }

    fn credit(
        &mut self,
        text: &Text,
        base: usize,
        basis: AgencyBasis,
        found: &[(std::ops::Range<usize>, String)],
    ) {
        for (range, name) in found {
            let span = text.span(base + range.start, base + range.end);
            if !self.agencies.iter().any(|a| a.name == *name && a.basis == basis) {
                self.agencies.push(Agency {
                    name: name.clone(),
                    basis,
                    span,
                });
            }
        }
    }

    fn people(&mut self, people: &[String]) {
        for person in people {
            if !self.bylines.contains(person) {
                self.bylines.push(person.clone());
            }
        }
    }

    /// Writes down what a line was found to be. `last` marks the last paragraph.
    pub(super) fn tell(&mut self, text: &Text, line: &Seen, last: bool) {
        let (words, start) = (text.at(line.span), line.span.start());
        if let Some(kind) = line.kind {
            if kind == SegmentKind::Caption {
                return self.tell_caption(text, line.span);
            }
            if kind.is_running() {
                return self.tell_prose(text, line, kind, last);
            }
            return self.push(kind, Some(line.span));
        }
        let kind = match &line.shape {
            Shape::Furniture(kind) => {
                if furniture::is_url(words) && self.url.is_none() && self.segments.len() < 6 {
                    self.url = Some(words.to_owned());
                }
                if furniture::is_copyright(words) {
                    self.credit(text, start, AgencyBasis::Copyright, &credit::copyright(words));
                    self.fallback_outlet = self
                        .fallback_outlet
                        .take()
                        .or_else(|| outlet::of_copyright(words));
                }
                *kind
            }
            Shape::Header(header) => {
                self.outlet = self.outlet.take().or_else(|| header.outlet.clone());
                self.people(&header.people);
                for (range, value) in &header.dates {
                    let span = text.span(start + range.start, start + range.end);
                    let candidate = Candidate::new(value.clone(), DateBasis::Header, span);
                    let label = labels::before(words.get(..range.start).unwrap_or(""));
                    self.candidates.push(match label {
                        Label::Modified => candidate.of_change(),
                        _ => candidate,
                    });
                }
                if header.people.is_empty() {
                    SegmentKind::Furniture
                } else {
                    SegmentKind::Byline
                }
            }
            Shape::Byline(credits) => {
                self.people(&credits.people);
                let mentioned = agencies::mentioned(words);
                self.credit(text, start, AgencyBasis::Byline, &mentioned);
                let others: Vec<_> = credits
                    .agencies
                    .iter()
                    .filter(|n| !mentioned.iter().any(|(_, m)| m == *n))
                    .map(|n| (0..words.len(), n.clone()))
                    .collect();
                self.credit(text, start, AgencyBasis::Byline, &others);
                let body = credits.bodies.iter().find_map(|b| crate::outlets::spelled(b));
                self.fallback_outlet = self.fallback_outlet.take().or(body);
                SegmentKind::Byline
            }
            Shape::Credit(credit) => {
                self.credit(text, start, credit.basis, &credit.agencies);
                if self.bylines.is_empty() {
                    self.people(&credit.people);
                }
                SegmentKind::Credit
            }
            Shape::Caption => return self.tell_caption(text, line.span),
            Shape::PhotoCredit => SegmentKind::Credit,
            Shape::Note(kind) => *kind,
            Shape::Embed => SegmentKind::Embed,
            Shape::Item => return self.tell_prose(text, line, SegmentKind::List, last),
            Shape::Block => SegmentKind::Blockquote,
            Shape::Prose | Shape::Bare => return self.tell_prose(text, line, SegmentKind::Paragraph, last),
        };
        self.push(kind, Some(line.span));
    }

    /// A caption, its photographer's credit set apart.
    fn tell_caption(&mut self, text: &Text, span: Span) {
        let cut = caption::photo_credit(text.at(span)).map_or(span.end(), |r| span.start() + r.start);
        let part = |from, to| text.span(from, to).map(|s| text.trimmed(s));
        self.push(SegmentKind::Caption, part(span.start(), cut));
        self.push(SegmentKind::Credit, part(cut, span.end()));
    }

    /// A paragraph, its dateline and the credit at its end set apart.
    fn tell_prose(&mut self, text: &Text, line: &Seen, kind: SegmentKind, last: bool) {
        let mut from = line.span.start();
        if let Some(found) = &line.dateline {
            if let Some(before) = text
                .span(from, found.span.start())
                .map(|s| text.trimmed(s))
                .filter(|s| !s.is_empty())
            {
                self.tell_caption(text, before);
            }
            if let Some((name, span)) = &found.agency {
                self.credit(
                    text,
                    span.start(),
                    AgencyBasis::Dateline,
                    &[(0..span.len(), name.clone())],
                );
            }
            let is = if found.dateline.is_some() {
                SegmentKind::Dateline
            } else {
                SegmentKind::Credit
            };
            self.push(is, Some(found.span));
            self.dateline = found.dateline.clone();
            from = found.body;
        }
        let Some(body) = text.span(from, line.span.end()).map(|s| text.trimmed(s)) else {
            return;
        };
        let Some((range, credit)) = credit::tail(text.at(body), last).filter(|(r, _)| r.start > 0) else {
            return self.push(kind, Some(body));
        };
        let cut = body.start() + range.start;
        self.push(kind, text.span(body.start(), cut).map(|s| text.trimmed(s)));
        // In a digest each item ends with the source of that item; only the end of the text credits the whole.
        if kind != SegmentKind::List {
            self.credit(text, body.start(), credit.basis, &credit.agencies);
        }
        self.push(
            SegmentKind::Credit,
            text.span(cut, body.end()).map(|s| text.trimmed(s)),
        );
    }
}
