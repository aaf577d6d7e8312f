//! What the tools answer, bounded so that no answer floods a client.

use record::{
    Citation, ClaimCheck, Comparison, Edge, Independent, QuoteReading, Reading, Report, ReuseKind, Sources,
    Story, TimelineEntry,
};
use schemars::JsonSchema;
use serde::Serialize;

/// Entries of any list in an answer.
pub(crate) const MOST: usize = 50;
/// Citations of one entry.
const CITED: usize = 12;
/// Bytes of a quoted passage; longer ones are cut, and their offsets with them.
const QUOTED: usize = 1_500;

/// A story told short.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StoryBrief {
    /// Id of the story.
    pub(crate) story: String,
    /// Its title, a report's headline.
    pub(crate) title: String,
    /// How many reports, outlets and independent sources stand behind it.
    pub(crate) sources: Sources,
    /// The brief, each sentence with where it stands and what stands behind it.
    pub(crate) sentences: Vec<record::BriefSentence>,
    /// Figures on which the reports differ or agree, conflicts first.
    pub(crate) figures: Vec<Reading>,
    /// How it developed.
    pub(crate) timeline: Vec<TimelineEntry>,
    /// Its reports.
    pub(crate) reports: Vec<ReportLine>,
    /// Entries of any of these lists that were left off.
    pub(crate) left_off: usize,
    /// What a reader should know, such as files that could not be read.
    pub(crate) warnings: Vec<String>,
}

/// A report in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ReportLine {
    /// Its id.
    pub(crate) id: String,
    /// Who published it.
    pub(crate) outlet: Option<String>,
    /// Its headline.
    pub(crate) headline: Option<String>,
    /// When it was published.
    pub(crate) published: Option<String>,
    /// Where it was found.
    pub(crate) file: String,
    /// Line or record in that file.
    pub(crate) line: Option<u64>,
}

/// Two reports set against each other.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TwoReports {
    /// The one named first.
    pub(crate) a: ReportLine,
    /// The other.
    pub(crate) b: ReportLine,
    /// Whether they are versions of one report.
    pub(crate) versions: bool,
    /// Independent sources behind the two.
    pub(crate) independent: Independent,
    /// That count in words.
    pub(crate) why: Vec<String>,
    /// What they share; null where that is nothing.
    pub(crate) kind: Option<ReuseKind>,
    /// Share of the first one's running text that is shared, from 0 to 1.
    pub(crate) share_a: f64,
    /// Share of the second one's.
    pub(crate) share_b: f64,
    /// Signs that one depends on the other or on a third.
    pub(crate) signs: Vec<Edge>,
    /// The shared passages, in both.
    pub(crate) passages: Vec<SharedPassage>,
    /// Passages and signs that were left off.
    pub(crate) left_off: usize,
}

/// Words that two reports share.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SharedPassage {
    /// In the first.
    pub(crate) a: Citation,
    /// In the second.
    pub(crate) b: Citation,
}

/// What somebody said.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Quotes {
    /// Who was asked for.
    pub(crate) person: String,
    /// Remarks in all their wordings, those of most reports first.
    pub(crate) quotes: Vec<QuoteReading>,
    /// Remarks that were left off.
    pub(crate) left_off: usize,
    /// Stories of an archive, at least so many, that name the person and were not looked through. Ask with a story's id.
    pub(crate) stories_left_off: usize,
}

/// Reports that hold the words.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found {
    /// How many do.
    pub(crate) total: usize,
    /// These of them.
    pub(crate) hits: Vec<FoundReport>,
}

/// A report that holds the words.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FoundReport {
    /// The report.
    #[serde(flatten)]
    pub(crate) report: ReportLine,
    /// Id of its story.
    pub(crate) story: Option<String>,
    /// A passage with the words.
    pub(crate) passage: Option<Citation>,
}

/// Stories at hand.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Stories {
    /// How many there are.
    pub(crate) total: usize,
    /// These of them.
    pub(crate) stories: Vec<StoryLine>,
}

/// A story in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StoryLine {
    /// Its id.
    pub(crate) id: String,
    /// Its title, a report's headline.
    pub(crate) title: String,
    /// Earliest publication.
    pub(crate) first_published: Option<String>,
    /// Latest publication.
    pub(crate) last_published: Option<String>,
    /// Reports.
    pub(crate) reports: usize,
    /// Independent sources.
    pub(crate) independent: Independent,
    /// Figures on which its reports conflict.
    pub(crate) conflicts: usize,
}

/// Bounds a list, and says how much was left off.
pub(crate) fn bound<T>(list: &mut Vec<T>, most: usize) -> usize {
    let off = list.len().saturating_sub(most);
    list.truncate(most);
    off
}

/// A passage short enough to be given, its offsets true of the words given.
pub(crate) fn short(mut citation: Citation) -> Citation {
    if citation.quote.len() > QUOTED {
        let mut end = QUOTED;
        while !citation.quote.is_char_boundary(end) {
            end -= 1;
        }
        citation.quote.truncate(end);
        let start = citation.span.start();
        citation.span = record::Span::new(start, start + end).unwrap_or(citation.span);
    }
    citation
}

fn shorten(citations: &mut Vec<Citation>) {
    citations.truncate(CITED);
    for citation in citations {
        *citation = short(citation.clone());
    }
}

/// The check, bounded.
pub(crate) fn check(mut check: ClaimCheck) -> ClaimCheck {
    let off = bound(&mut check.witnesses, MOST) + bound(&mut check.conflicts, MOST);
    if off > 0 {
        let message = format!("{off} more reports bear it out or say otherwise; the counts are of all");
        check.warnings.push(record::Warning::new("left-off", message));
    }
    for witness in &mut check.witnesses {
        witness.citation = short(witness.citation.clone());
        shorten(&mut witness.also);
    }
    check
        .conflicts
        .iter_mut()
        .for_each(|c| c.citation = short(c.citation.clone()));
    check
        .near
        .iter_mut()
        .for_each(|n| n.citation = short(n.citation.clone()));
    let cited: Vec<&str> = (check.witnesses.iter().map(|w| &w.citation))
        .chain(check.conflicts.iter().map(|c| &c.citation))
        .chain(check.near.iter().map(|n| &n.citation))
        .map(|c| c.report.as_str())
        .collect();
    check.reports.retain(|r| cited.contains(&r.id.as_str()));
    bound(&mut check.warnings, MOST);
    check
}

/// The story, bounded.
pub(crate) fn story(
    story: &Story,
    reports: &[Report],
    sentences: usize,
    warnings: Vec<String>,
) -> StoryBrief {
    let mut told = StoryBrief {
        story: story.id.clone(),
        title: story.title.clone(),
        sources: story.sources.clone(),
        sentences: story.brief.sentences.clone(),
        figures: story.quantities.clone(),
        timeline: story.timeline.clone(),
        reports: reports
            .iter()
            .filter(|r| story.reports.contains(&r.id))
            .map(line)
            .collect(),
        left_off: 0,
        warnings,
    };
    told.left_off = bound(&mut told.sentences, sentences)
        + bound(&mut told.figures, MOST)
        + bound(&mut told.timeline, MOST)
        + bound(&mut told.reports, 4 * MOST);
    told.sentences.iter_mut().for_each(|s| shorten(&mut s.citations));
    told.timeline.iter_mut().for_each(|t| shorten(&mut t.citations));
    for value in told.figures.iter_mut().flat_map(|f| &mut f.values) {
        shorten(&mut value.citations);
    }
    bound(&mut told.warnings, MOST);
    told
}

/// What somebody said, bounded.
pub(crate) fn quotes(person: &str, mut quotes: Vec<QuoteReading>, stories_left_off: usize) -> Quotes {
    quotes.sort_by_key(|q| std::cmp::Reverse(q.reports));
    let left_off = bound(&mut quotes, MOST);
    for quote in &mut quotes {
        bound(&mut quote.variants, CITED);
        quote.variants.iter_mut().for_each(|v| shorten(&mut v.citations));
    }
    Quotes {
        person: person.to_owned(),
        quotes,
        left_off,
        stories_left_off,
    }
}

/// The two reports, bounded.
pub(crate) fn comparison(c: &Comparison) -> TwoReports {
    let shared = c.reuse.as_ref();
    let cite = |p: &record::Passage| SharedPassage {
        a: short(Citation::new(&c.a, p.a)),
        b: short(Citation::new(&c.b, p.b)),
    };
    let mut passages: Vec<SharedPassage> = shared.iter().flat_map(|r| &r.passages).map(cite).collect();
    let mut signs = c.edges.clone();
    let left_off = bound(&mut passages, MOST) + bound(&mut signs, MOST);
    signs.iter_mut().for_each(|s| shorten(&mut s.evidence));
    TwoReports {
        a: line(&c.a),
        b: line(&c.b),
        versions: c.versions,
        independent: c.independent,
        why: c.why.clone(),
        kind: shared.map(|r| r.kind),
        share_a: shared.map_or(0.0, |r| r.share_a),
        share_b: shared.map_or(0.0, |r| r.share_b),
        signs,
        passages,
        left_off,
    }
}

/// A report as a line of a list.
pub(crate) fn line(report: &Report) -> ReportLine {
    ReportLine {
        id: report.id.clone(),
        outlet: report.outlet.clone(),
        headline: report.headline.clone(),
        published: report.published.as_ref().map(|p| p.value.clone()),
        file: report.file.clone(),
        line: report.line,
    }
}

/// A story as a line of a list.
pub(crate) fn story_line(story: &Story) -> StoryLine {
    let conflicting = |r: &&Reading| r.relation == record::Relation::Conflict;
    StoryLine {
        id: story.id.clone(),
        title: story.title.clone(),
        first_published: story.first_published.clone(),
        last_published: story.last_published.clone(),
        reports: story.reports.len(),
        independent: story.sources.independent,
        conflicts: story.quantities.iter().filter(conflicting).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_cut_with_its_offsets() {
        let cut = short(Citation {
            report: "a".into(),
            span: record::Span::new(10, 10 + 4_000).unwrap(),
            quote: "ö".repeat(2_000),
        });
        assert_eq!(cut.span.end() - cut.span.start(), cut.quote.len());
        assert!(cut.quote.len() <= QUOTED);
    }
}
