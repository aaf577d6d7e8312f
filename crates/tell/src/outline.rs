//! What every rendering shows of a story, in which order and under which numbers.

use crate::firsts::Known;
use crate::{guard, phrase};
use record::{
    Briefing, Citation, Edit, EditClass, QuoteForm, QuoteReading, QuoteVariant, Reading, ReadingValue,
    Relation, Report, ReuseKind, Story,
};
use std::collections::{BTreeMap, BTreeSet};

/// A story made ready for rendering. Its words are raw: each rendering guards them in its own way.
pub(crate) struct Outline<'a> {
    pub(crate) story: &'a Story,
    pub(crate) title: String,
    /// "5 reports", "4 outlets", "2–3 independent sources", "4–5 March 2031".
    pub(crate) counts: Vec<String>,
    /// Its reports and then the round-ups that tell it; the number of one is its place from 1.
    pub(crate) sources: Vec<&'a Report>,
    numbers: BTreeMap<&'a str, usize>,
    /// Earlier versions of its reports, by number of the report and of the version.
    pub(crate) earlier: Vec<(usize, &'a Report)>,
    /// The sentences of its brief with days resolved and people named in full.
    pub(crate) told: Vec<String>,
    /// Figures on which accounts differ: conflicts first.
    pub(crate) differ: Vec<&'a Reading>,
    /// Figures that several reports give alike.
    pub(crate) agree: Vec<&'a Reading>,
    /// Remarks of which a report changes words.
    pub(crate) altered: Vec<&'a QuoteReading>,
    /// Pairs that share somebody's quoted words and nothing else.
    pub(crate) quoted_alike: usize,
}

/// Where shared text comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// An agency or another named third.
    Named(String),
    /// A report of the story, by number.
    Report(usize),
    /// A third that nobody names, by the least number of the reports that have it.
    Third(usize),
    /// Not told, by the same.
    Unknown(usize),
}

impl<'a> Outline<'a> {
    #[cfg(test)]
    pub(crate) fn of(story: &'a Story, briefing: &'a Briefing) -> Self {
        let by_id: BTreeMap<&str, &Report> = briefing.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        Self::with(story, &by_id)
    }

    /// Every story of the briefing: those of several reports, then those of one.
    pub(crate) fn all(briefing: &'a Briefing) -> (Vec<Self>, Vec<Self>) {
        let by_id: BTreeMap<&str, &Report> = briefing.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let outlines = briefing.stories.iter().map(|s| Self::with(s, &by_id));
        if briefing.stories.len() == 1 {
            return (outlines.collect(), Vec::new());
        }
        outlines.partition(|o| o.story.reports.len() > 1 || !o.story.earlier.is_empty())
    }

    fn with(story: &'a Story, by_id: &BTreeMap<&str, &'a Report>) -> Self {
        let sources: Vec<&Report> = story
            .reports
            .iter()
            .chain(story.round_ups.iter().map(|r| &r.report))
            .filter_map(|id| by_id.get(id.as_str()).copied())
            .collect();
        let numbers: BTreeMap<&str, usize> = sources
            .iter()
            .enumerate()
            .map(|(i, r)| (r.id.as_str(), i + 1))
            .collect();
        let mut earlier: Vec<(usize, &Report)> = story
            .earlier
            .iter()
            .filter_map(|id| by_id.get(id.as_str()).copied())
            .filter_map(|r| Some((*numbers.get(r.version.as_ref()?.of.as_str())?, r)))
            .collect();
        earlier.sort_by_key(|(n, r)| (*n, r.version.as_ref().map(|v| v.number)));
        // An earlier version is cited under its report's number.
        let mut numbers = numbers;
        numbers.extend(earlier.iter().map(|(n, r)| (r.id.as_str(), *n)));
        let title = Some(guard::one_line(&story.title))
            .filter(|t| !t.is_empty())
            .or_else(|| {
                sources
                    .iter()
                    .find_map(|r| r.headline.as_deref())
                    .map(guard::one_line)
            })
            .map_or_else(|| "A story without a headline".to_owned(), |t| shortened(&t, 160));
        let of = |wanted: &[Relation]| -> Vec<&Reading> {
            wanted
                .iter()
                .flat_map(|w| story.quantities.iter().filter(move |q| q.relation == *w))
                .collect()
        };
        let mut altered: Vec<&QuoteReading> = story
            .quotes
            .iter()
            .filter(|q| q.variants.iter().any(|v| !differences(v).is_empty()))
            .collect();
        let mut differ = of(&[Relation::Conflict, Relation::Updated, Relation::Compatible]);
        differ.retain(|q| !is_one_number(q));
        // What differs in meaning is raised above what differs in words.
        altered.sort_by_key(|q| !in_meaning(q));
        Self {
            story,
            title,
            counts: counts(story),
            told: told(story, by_id),
            agree: of(&[Relation::Agree, Relation::Compatible])
                .into_iter()
                .filter(|q| q.relation == Relation::Agree || is_one_number(q))
                .filter(|q| tells(q) && !is_speech(q, by_id) && !differ.iter().any(|d| has(d, q)))
                .collect(),
            differ,
            altered,
            quoted_alike: story
                .reuse
                .iter()
                .filter(|p| p.kind == ReuseKind::Quotation)
                .count(),
            sources,
            numbers,
            earlier,
        }
    }

    /// The version of this number of a report.
    pub(crate) fn version(&self, of: &str, number: usize) -> Option<&'a Report> {
        let is = |r: &&'a Report| {
            let version = r.version.as_ref();
            version.is_some_and(|v| v.of == of && v.number == number)
        };
        self.earlier
            .iter()
            .map(|(_, r)| *r)
            .chain(self.sources.iter().copied())
            .find(is)
    }

    /// What is told of a report in the list of sources.
    pub(crate) fn about(&self, report: &Report) -> Vec<String> {
        let mut about = crate::of_reports::about(report);
        if self.story.round_ups.iter().any(|r| r.report == report.id) {
            about.push("a round-up, heard only where it tells this story".to_owned());
        }
        about
    }

    /// The number of a report; `None` where it is not of this story.
    pub(crate) fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// One citation a report with its number, that of the told words first, the others by number.
    pub(crate) fn cited<'c>(&self, citations: &'c [Citation]) -> Vec<(usize, &'c Citation)> {
        let mut seen = BTreeSet::new();
        let mut cited: Vec<_> = citations
            .iter()
            .filter_map(|c| self.number(&c.report).map(|n| (n, c)))
            .filter(|(n, _)| seen.insert(*n))
            .collect();
        if let Some((_, rest)) = cited.split_first_mut() {
            rest.sort_by_key(|(n, c)| (*n, c.span));
        }
        cited
    }

    /// What `sources.why` tells within the room of a screen: the first reasons and the sum.
    pub(crate) fn why(&self, most: usize) -> (Vec<&str>, usize) {
        let why: Vec<&str> = self.story.sources.why.iter().map(String::as_str).collect();
        if why.len() <= most {
            return (why, 0);
        }
        let left_out = why.len() - most;
        let (first, last) = (&why[..most - 1], &why[why.len() - 1..]);
        ([first, last].concat(), left_out)
    }

    /// How a report is called: its outlet, else its address, else its file.
    pub(crate) fn name(report: &Report) -> String {
        let host = || {
            let url = report.url.as_deref()?;
            let rest = url.split_once("://").map_or(url, |(_, r)| r);
            let host = rest.split(['/', '?', '#']).next()?;
            Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|h| !h.is_empty())
        };
        let file = || report.file.rsplit('/').next().unwrap_or(&report.file).to_owned();
        let name = report.outlet.clone().or_else(host).unwrap_or_else(file);
        Some(guard::one_line(&name))
            .filter(|n| !n.is_empty())
            .unwrap_or_else(|| report.id.clone())
    }
}

/// The sentences of the brief as a reader of several reports needs them.
fn told(story: &Story, by_id: &BTreeMap<&str, &Report>) -> Vec<String> {
    let mut known = Known::default();
    let tell = |s: &record::BriefSentence| {
        let first = s.citations.first();
        match first.and_then(|c| Some((c, *by_id.get(c.report.as_str())?))) {
            Some((citation, report)) => known.tell(&s.text, citation, report),
            None => s.text.clone(),
        }
    };
    story.brief.sentences.iter().map(tell).collect()
}

/// Whether reports give one number with more and less care: "nearly four years" and "four years". Of lives every word counts.
fn is_one_number(q: &Reading) -> bool {
    let number = |v: &ReadingValue| match (v.min, v.max) {
        (Some(min), Some(max)) => (min.total_cmp(&max).is_eq()).then_some(min),
        (min, max) => min.or(max),
    };
    let first = q.values.first().and_then(number);
    q.relation == Relation::Compatible
        && !crate::newest::OF_LIVES.contains(&q.measure.as_str())
        && first.is_some()
        && q.values.iter().all(|v| number(v) == first)
}

/// Whether a figure that differs has a value that these reports agree on: it is told there, and not as agreed too.
fn has(differs: &Reading, agrees: &Reading) -> bool {
    let bounds = |v: &ReadingValue| (v.min, v.max);
    let same_kind = match (&differs.about, &agrees.about) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let value = agrees.values.first().map(bounds);
    differs.measure == agrees.measure && same_kind && differs.values.iter().any(|v| Some(bounds(v)) == value)
}

/// Whether a figure is no more than a turn of speech: a share or number in words, in nothing but remarks in quote marks ("feeds
/// half the coast").
fn is_speech(q: &Reading, by_id: &BTreeMap<&str, &Report>) -> bool {
    let in_words = |v: &ReadingValue| !v.text.contains(char::is_numeric);
    let said = |c: &Citation, v: &ReadingValue| {
        let Some(report) = by_id.get(c.report.as_str()) else {
            return false;
        };
        let mut places = c.quote.match_indices(&v.text).map(|(at, words)| {
            let start = c.span.start() + at;
            start..start + words.len()
        });
        let direct = report.quotes.iter().filter(|q| q.form != QuoteForm::Indirect);
        let spoken: Vec<_> = direct.flat_map(|q| &q.content).map(|s| s.range()).collect();
        places.all(|p| spoken.iter().any(|s| s.start <= p.start && p.end <= s.end))
    };
    !crate::newest::OF_LIVES.contains(&q.measure.as_str())
        && q.values
            .iter()
            .all(|v| in_words(v) && v.citations.iter().all(|c| said(c, v)))
}

/// Whether an agreed figure is worth a line: printed alike by several, and no bare count of things ("two sides"); a length or
/// an age only where it may have two sources.
fn tells(q: &Reading) -> bool {
    let minor = matches!(q.measure.as_str(), "duration" | "distance" | "age" | "weight");
    q.reports > 1 && q.measure != "count" && (!minor || q.independent.high > 1)
}

/// At most `most` characters, cut after a word: a page without a headline may give its whole text for one.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let cut = text.get(..end).unwrap_or(text);
    let cut = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{cut} …")
}

fn counts(story: &Story) -> Vec<String> {
    let sources = &story.sources;
    let mut counts = vec![phrase::count(sources.reports.max(story.reports.len()), "report")];
    if sources.outlets > 0 && sources.reports > 1 {
        counts.push(phrase::count(sources.outlets, "outlet"));
    }
    if sources.reports > 1 {
        counts.extend(phrase::independent(sources.independent));
    }
    if let (Some(first), Some(last)) = (&story.first_published, &story.last_published) {
        counts.push(phrase::period(first, last));
    }
    counts
}

/// Whether an edit puts other words for the speaker's, not only another spelling of the same.
pub(crate) fn alters(edit: &Edit) -> bool {
    let bare = |s: &str| -> String {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    matches!(edit, Edit::Changed { from, to } if bare(from) != bare(to))
}

/// The edits of a wording that a reader should see: other words, and a "not" or a number left out or put in.
pub(crate) fn differences(variant: &QuoteVariant) -> Vec<&Edit> {
    let grave = variant.class == Some(EditClass::Meaning);
    let few = |words: &str| words.split_whitespace().count() <= 3;
    let tells = |e: &&Edit| match e {
        Edit::Omitted { words } | Edit::Added { words } => grave && few(words),
        _ => alters(e),
    };
    variant.edits.iter().filter(tells).collect()
}

/// Whether some wording of the remark differs in meaning from the fullest.
pub(crate) fn in_meaning(remark: &QuoteReading) -> bool {
    remark
        .variants
        .iter()
        .any(|v| v.class == Some(EditClass::Meaning))
}

/// How its wordings differ, in words.
pub(crate) fn manner(remark: &QuoteReading) -> &'static str {
    if in_meaning(remark) {
        "quoted with a negation, number or name changed"
    } else {
        "quoted in other words"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::sample::{cite, sample};

    #[test]
    fn each_report_is_cited_once_under_its_number() {
        let briefing = sample();
        let outline = Outline::of(&briefing.stories[0], &briefing);
        let (a, b) = (&briefing.reports[0], &briefing.reports[1]);
        let citations = [cite(b, "hurt"), cite(a, "hurt"), cite(b, "quay")];
        let numbers: Vec<_> = outline.cited(&citations).into_iter().map(|(n, _)| n).collect();
        assert_eq!(numbers, [2, 1]);
        assert_eq!(
            outline.counts[..3],
            ["2 reports", "2 outlets", "2 independent sources"]
        );
    }

    #[test]
    fn spelling_is_no_alteration() {
        let changed = |from: &str, to: &str| Edit::Changed {
            from: from.into(),
            to: to.into(),
        };
        assert!(!alters(&changed("heavy lifting", "heavy-lifting")));
        assert!(!alters(&changed("Given", "given")));
        assert!(alters(&changed("forty", "40")));
    }

    /// Two reports that give the share "half" in their first sentence and "31 wounded" in their second, with two figures.
    fn figures(share: &str, agreed: [f64; 2]) -> (Vec<String>, Vec<String>) {
        let reports = ["a", "b"].map(|id| {
            let mut report = crate::sample::report_of(id, &[share, "The fire left 31 wounded."]);
            let quoted = report.text.find('“').zip(report.text.find('”'));
            if let Some((from, to)) = quoted {
                report.quotes.push(record::Quote {
                    form: QuoteForm::Direct,
                    content: vec![report.text.span(from, to).unwrap()],
                    cue: vec![],
                    source: vec![],
                    speaker: Some("Ada Quist".into()),
                    entity: None,
                    confidence: 1.0,
                });
            }
            report
        });
        let figure = |measure: &str, relation, values: &[(f64, &str)]| Reading {
            measure: measure.into(),
            relation,
            values: values
                .iter()
                .map(|(n, words)| ReadingValue {
                    min: Some(*n),
                    max: Some(*n),
                    text: (*words).into(),
                    citations: reports.iter().map(|r| Citation::new(r, r.text.whole())).collect(),
                    ..sample().stories[0].quantities[0].values[0].clone()
                })
                .collect(),
            ..sample().stories[0].quantities[0].clone()
        };
        let [low, high] = agreed;
        let story = Story {
            reports: vec!["a".into(), "b".into()],
            quantities: vec![
                figure("percent", Relation::Agree, &[(50.0, "half")]),
                figure(
                    "wounded",
                    Relation::Conflict,
                    &[(31.0, "31 wounded"), (38.0, "38 hurt")],
                ),
                figure(
                    "wounded",
                    Relation::Agree,
                    &[(low, "31 wounded"), (high, "31 wounded")],
                ),
            ],
            ..Story::default()
        };
        let briefing = Briefing {
            reports: reports.into(),
            ..Briefing::default()
        };
        let outline = Outline::of(&story, &briefing);
        let measures = |of: &[&Reading]| of.iter().map(|q| q.measure.clone()).collect();
        (measures(&outline.differ), measures(&outline.agree))
    }

    #[test]
    fn half_of_a_turn_of_speech_is_no_figure_that_agrees_and_half_of_a_count_is() {
        let (_, agree) = figures("“The herring feeds half the coast,” Ada Quist said.", [31.0; 2]);
        assert!(agree.is_empty(), "{agree:?}");
        let (_, agree) = figures("The fire burned half of the quay.", [31.0; 2]);
        assert_eq!(agree, ["percent"]);
    }

    #[test]
    fn one_number_told_with_more_and_less_care_is_no_difference() {
        let reading = |measure: &str, values: &[(Option<f64>, Option<f64>)]| {
            let usual = sample().stories[0].quantities[0].clone();
            Reading {
                measure: measure.into(),
                relation: Relation::Compatible,
                values: values
                    .iter()
                    .map(|(min, max)| ReadingValue {
                        min: *min,
                        max: *max,
                        ..usual.values[0].clone()
                    })
                    .collect(),
                ..usual
            }
        };
        let exact = (Some(4.0), Some(4.0));
        assert!(is_one_number(&reading("duration", &[exact, (None, Some(4.0))])));
        assert!(!is_one_number(&reading("duration", &[exact, (Some(3.0), None)])));
        assert!(!is_one_number(&reading(
            "duration",
            &[(Some(3.0), Some(5.0)), exact]
        )));
        assert!(!is_one_number(&reading("killed", &[exact, (Some(4.0), None)])));
    }

    #[test]
    fn a_figure_that_differs_is_not_told_as_agreed_too_and_another_is() {
        let (differ, agree) = figures("The fire burned half of the quay.", [31.0; 2]);
        assert_eq!(
            (differ, agree),
            (vec!["wounded".to_owned()], vec!["percent".to_owned()])
        );
        let (_, agree) = figures("The fire burned half of the quay.", [7.0; 2]);
        assert_eq!(agree, ["percent", "wounded"]);
    }
}
