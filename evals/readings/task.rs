//! What reports of one event say together: remarks, figures, conflicts and points, against stories labelled by reading.
//!
//! `labels.jsonl` holds ids, byte offsets and values only; how they were made is told in `README.md` beside it. Each
//! story's reports are told as one story, so that what is measured is not the grouping. The half `dev` is for looking,
//! `unseen` only for scoring.

#[path = "extracts.rs"]
mod extracts;

use crate::data::source;
use crate::{Data, Outcome, score};
use engine::{Config, Pile, Silent};
use rayon::prelude::*;
use record::{Citation, Relation, Report, Span, Story};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A place in a report's text, in bytes.
#[derive(Debug, Deserialize)]
struct Place {
    report: String,
    start: usize,
    end: usize,
    /// Of a figure, its lower bound.
    #[serde(default)]
    min: Option<f64>,
    /// `title` where it stands in the headline, which readings don't cite.
    #[serde(default, rename = "in")]
    within: Option<String>,
    /// Other places of the same report that say the same.
    #[serde(default)]
    also: Vec<Place>,
}

impl Place {
    fn is_cited(&self, citation: &Citation) -> bool {
        let here = self.within.as_deref() != Some("title")
            && self.report == citation.report
            && Span::new(self.start, self.end).is_some_and(|span| span.overlaps(citation.span));
        here || self.also.iter().any(|p| p.is_cited(citation))
    }
}

#[derive(Debug, Deserialize)]
struct Quote {
    wordings: Vec<Place>,
    /// Words of its longest wording.
    words: usize,
}

#[derive(Debug, Deserialize)]
struct Figure {
    relation: String,
    /// Told without a number: "a man died".
    #[serde(default)]
    implied: bool,
    values: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Point {
    #[serde(default)]
    main: bool,
    mentions: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Conflict {
    mentions: Vec<Place>,
    #[serde(default)]
    unsure: bool,
}

#[derive(Debug, Deserialize)]
struct Labels {
    set: String,
    half: String,
    reports: Vec<String>,
    #[serde(default)]
    stray: Vec<String>,
    #[serde(default)]
    quotes: Vec<Quote>,
    #[serde(default)]
    figures: Vec<Figure>,
    #[serde(default)]
    points: Vec<Point>,
    #[serde(default)]
    conflicts: Vec<Conflict>,
}

/// A share: how many of how many.
#[derive(Debug, Clone, Copy, Default)]
struct Share(usize, usize);

impl Share {
    fn add(&mut self, is: bool) {
        self.0 += usize::from(is);
        self.1 += 1;
    }

    fn value(self) -> f64 {
        score::ratio(self.0, self.1)
    }
}

/// The shares of one half.
#[derive(Debug, Default)]
struct Half {
    shares: BTreeMap<&'static str, Share>,
    stories: usize,
}

impl Half {
    fn add(&mut self, name: &'static str, is: bool) {
        self.shares.entry(name).or_default().add(is);
    }
}

pub fn run(data: &Data) -> Outcome {
    let mut rows: BTreeMap<(&str, String), Value> = BTreeMap::new();
    for set in ["same-event", "incidents"] {
        for row in data.rows(&format!("{set}/reports")) {
            let id = row["id"].as_str().unwrap_or("").to_owned();
            rows.insert((set, id), row);
        }
    }
    let labels: Vec<Labels> = include_str!("labels.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a story's labels are one JSON object a line"))
        .collect();
    let told: Vec<Option<(Story, Vec<Report>)>> = labels.par_iter().map(|l| tell(l, &rows)).collect();
    let mut halves: BTreeMap<&str, Half> = BTreeMap::new();
    for (labels, story) in labels.iter().zip(&told) {
        let half = halves.entry(labels.half.as_str()).or_default();
        half.stories += 1;
        if let Some((story, reports)) = story {
            quotes(labels, story, half);
            figures(labels, story, half);
            conflicts(labels, story, half);
            points(labels, story, reports, half);
            statements(labels, story, reports, half);
        }
    }
    let mut outcome = Outcome::default();
    for (name, half) in &halves {
        for (what, share) in &half.shares {
            outcome.figure(&format!("{name}-{what}"), share.value(), "");
        }
        let counts: Vec<String> = half
            .shares
            .iter()
            .map(|(n, s)| format!("{n} {} of {}", s.0, s.1))
            .collect();
        outcome
            .notes
            .push(format!("{name}: {} stories; {}", half.stories, counts.join(", ")));
    }
    outcome
}

/// Tells the labelled reports as one story.
fn tell(labels: &Labels, rows: &BTreeMap<(&str, String), Value>) -> Option<(Story, Vec<Report>)> {
    let reports = labels
        .reports
        .iter()
        .filter(|id| !labels.stray.contains(id))
        .filter_map(|id| rows.get(&(labels.set.as_str(), id.clone())))
        .map(|row| read::read(source(row)))
        .collect();
    let config = Config {
        one_story: true,
        sentences: 12,
        ..Config::default()
    };
    let pile = Pile {
        reports,
        ..Pile::default()
    };
    let briefing = engine::brief(pile, &config, &Silent);
    Some((briefing.stories.into_iter().next()?, briefing.reports))
}

/// The reports in which one of `citations` lies on one of `places`.
fn reached<'a>(places: &'a [Place], citations: &[&Citation]) -> BTreeSet<&'a str> {
    places
        .iter()
        .filter(|p| citations.iter().any(|c| p.is_cited(c)))
        .map(|p| p.report.as_str())
        .collect()
}

/// Whether each long remark is told, whether remarks of several reports are told as one, and whether two are told as one.
fn quotes(labels: &Labels, story: &Story, half: &mut Half) {
    if labels.quotes.is_empty() {
        return;
    }
    let told: Vec<Vec<&Citation>> = story
        .quotes
        .iter()
        .map(|q| q.variants.iter().flat_map(|v| &v.citations).collect())
        .collect();
    for quote in labels.quotes.iter().filter(|q| q.words >= 6) {
        let all: Vec<&Citation> = told.iter().flatten().copied().collect();
        let reports: BTreeSet<&str> = quote.wordings.iter().map(|p| p.report.as_str()).collect();
        let found = reached(&quote.wordings, &all);
        for report in &reports {
            half.add("quotes-found", found.contains(report));
        }
        if reports.len() > 1 {
            let joined = told
                .iter()
                .any(|t| reached(&quote.wordings, t).len() == reports.len());
            half.add("quotes-joined", joined);
        }
    }
    for citations in &told {
        let of: Vec<&Quote> = labels
            .quotes
            .iter()
            .filter(|q| !reached(&q.wordings, citations).is_empty())
            .collect();
        let reports: BTreeSet<&str> = citations.iter().map(|c| c.report.as_str()).collect();
        // One reading that runs over two remarks of one report joins nothing wrongly; over several reports it does
        // where no remark is in them all.
        if reports.len() > 1 && !of.is_empty() {
            let one = of.iter().any(|q| reached(&q.wordings, citations).len() > 1);
            half.add("quotes-rightly-joined", one);
        }
    }
}

/// Whether a figure of several reports is told as one, and with the right relation.
fn figures(labels: &Labels, story: &Story, half: &mut Half) {
    for figure in &labels.figures {
        let best = story
            .quantities
            .iter()
            .map(|r| {
                let citations: Vec<&Citation> = r.values.iter().flat_map(|v| &v.citations).collect();
                // Of readings that cite the same sentences the one of the figure's own values is meant.
                let given = |p: &&Place| p.min.is_some() && r.values.iter().any(|v| v.min == p.min);
                let values = figure.values.iter().filter(given).count();
                (reached(&figure.values, &citations).len(), values, r)
            })
            .max_by_key(|(n, values, _)| (*n > 1, *values, *n));
        let grouped = best.filter(|(n, _, _)| *n > 1);
        let name = if figure.implied {
            "implied-figures-grouped"
        } else {
            "figures-grouped"
        };
        half.add(name, grouped.is_some());
        if let Some((_, _, reading)) = grouped {
            let right = relation(reading.relation) == figure.relation;
            half.add("relation-right", right);
            if figure.relation != "agree" {
                half.add("relation-right-unless-agree", right);
            }
        }
    }
}

const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Agree => "agree",
        Relation::Compatible => "compatible",
        Relation::Updated => "updated",
        Relation::Conflict => "conflict",
        Relation::Single => "single",
    }
}

/// Which conflicts are told, and whether those told are labelled; unsure ones count neither way.
fn conflicts(labels: &Labels, story: &Story, half: &mut Half) {
    let told: Vec<Vec<&Citation>> = story
        .quantities
        .iter()
        .filter(|r| r.relation == Relation::Conflict)
        .map(|r| r.values.iter().flat_map(|v| &v.citations).collect())
        .collect();
    let shows = |conflict: &Conflict, told: &[&Citation]| reached(&conflict.mentions, told).len() > 1;
    for conflict in labels.conflicts.iter().filter(|c| !c.unsure) {
        half.add("conflicts-found", told.iter().any(|t| shows(conflict, t)));
    }
    let of_figures = labels.figures.iter().filter(|f| f.relation == "conflict");
    let known: Vec<&Figure> = of_figures.collect();
    let mut all_true = true;
    for t in &told {
        all_true &= labels.conflicts.iter().any(|c| shows(c, t))
            || known.iter().any(|f| reached(&f.values, t).len() > 1);
    }
    half.add("stories-without-false-conflict", all_true);
}

/// Which points the brief of twelve sentences tells, and which the extracts that others make.
fn points(labels: &Labels, story: &Story, reports: &[Report], half: &mut Half) {
    let brief: Vec<&Citation> = story.brief.sentences.iter().flat_map(|s| &s.citations).collect();
    // What a reader sees are the words of the first citation; the others say the same.
    let shown: Vec<&Citation> = story
        .brief
        .sentences
        .iter()
        .flat_map(|s| s.citations.first())
        .collect();
    for point in &labels.points {
        let told = !reached(&point.mentions, &brief).is_empty();
        half.add("points-told", told);
        half.add("points-shown", !reached(&point.mentions, &shown).is_empty());
        if point.main {
            half.add("main-points-told", told);
        }
    }
    // A sentence that makes labelled points, but none that the sentences before it have not made, tells the news again.
    let mut made = BTreeSet::new();
    for citation in &shown {
        let of: BTreeSet<usize> = (0..labels.points.len())
            .filter(|&i| !reached(&labels.points[i].mentions, &[*citation]).is_empty())
            .collect();
        if !of.is_empty() {
            half.add("sentences-new", !of.is_subset(&made));
            made.extend(of);
        }
    }
    if labels.points.is_empty() {
        return;
    }
    for (name, extract) in extracts::all(reports) {
        let cited: Vec<&Citation> = extract.iter().collect();
        let name = match name {
            "leads" => "points-of-leads",
            "textrank" => "points-of-textrank",
            _ => "points-of-centroid",
        };
        for point in &labels.points {
            half.add(name, !reached(&point.mentions, &cited).is_empty());
        }
    }
}

/// Whether sentences of two reports that make a point are one statement, and whether statements join what makes one.
fn statements(labels: &Labels, story: &Story, reports: &[Report], half: &mut Half) {
    if labels.points.is_empty() {
        return;
    }
    let refs: Vec<&Report> = reports.iter().collect();
    let joined: Vec<Vec<Citation>> = relate::readings::statements::find(&refs, &story.origins)
        .into_iter()
        .filter(|s| s.support.reports > 1)
        .map(|s| s.citations)
        .collect();
    for point in &labels.points {
        let reports: BTreeSet<&str> = point.mentions.iter().map(|p| p.report.as_str()).collect();
        if reports.len() > 1 {
            let one = |citations: &Vec<Citation>| {
                reached(&point.mentions, &citations.iter().collect::<Vec<_>>()).len() > 1
            };
            half.add("statements-joined", joined.iter().any(one));
        }
    }
    for citations in &joined {
        let all: Vec<&Citation> = citations.iter().collect();
        // A sentence that makes no labelled point says nothing of whether it was joined rightly.
        let labelled = |c: &&Citation| {
            labels
                .points
                .iter()
                .any(|p| p.mentions.iter().any(|m| m.is_cited(c)))
        };
        if all.iter().all(labelled) {
            let right = labels.points.iter().any(|p| reached(&p.mentions, &all).len() > 1);
            half.add("statements-rightly-joined", right);
        }
    }
}
