//! The same remark across reports, in its wordings.

pub(crate) mod edits;
mod grave;
mod passages;
mod pieces;
mod same;
mod speakers;
mod units;

use super::alignment::align;
use super::in_order;
use crate::entities;
use record::{Citation, NameSummary, Origins, QuoteForm, QuoteReading, QuoteVariant, Report, Span};
use speakers::Voice;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use units::Unit;

/// Fewer words than this need a speaker, or another report.
const FEWEST_UNNAMED: usize = 6;

/// The same remark across reports, in its wordings: most reports first, then most independent, then longest.
///
/// Quoted speech is cut into sentences; sentences of like words become one remark, and remarks said in one breath one
/// reading. Only the speaker's own words count: what a report tells in its own is no wording.
#[must_use]
pub fn find(reports: &[&Report], origins: &Origins) -> Vec<QuoteReading> {
    let reports = in_order(reports);
    let known: BTreeMap<String, NameSummary> = entities::summarize(&reports)
        .into_iter()
        .map(|n| (n.entity.clone(), n))
        .collect();
    let units: Vec<Unit> = reports
        .iter()
        .enumerate()
        .flat_map(|(i, r)| units::units(r, i))
        .collect();
    let voices: Vec<Voice> = units
        .iter()
        .map(|u| Voice::of(&reports[u.report].quotes[u.quote]))
        .collect();
    let clusters = same::cluster(&units, &voices);
    let mut found: Vec<QuoteReading> = passages::join(&units, &clusters)
        .into_iter()
        .filter_map(|members| reading(&members, &units, &voices, &reports, &known, origins))
        .collect();
    found.sort_by_cached_key(|r| {
        let text = r.variants.first().map(|v| {
            (
                Reverse(v.text.len()),
                v.text.clone(),
                v.citations.first().cloned(),
            )
        });
        (Reverse(r.reports), Reverse(r.independent), text)
    });
    found
}

fn reading(
    members: &[usize],
    units: &[Unit],
    voices: &[Voice],
    reports: &[&Report],
    known: &BTreeMap<String, NameSummary>,
    origins: &Origins,
) -> Option<QuoteReading> {
    let mut variants: BTreeMap<Vec<String>, Vec<Wording>> = BTreeMap::new();
    for wording in wordings(members, units, reports) {
        variants.entry(wording.words.clone()).or_default().push(wording);
    }
    let mut variants: Vec<(Vec<String>, Vec<Wording>)> = variants.into_iter().collect();
    let carriers = |w: &[Wording]| w.iter().map(|w| w.report).collect::<BTreeSet<_>>();
    variants
        .sort_by_cached_key(|(words, w)| (Reverse(words.len()), Reverse(carriers(w).len()), words.clone()));
    // After the fullest, the most usual wordings come first.
    if let Some(rest) = variants.get_mut(1..) {
        rest.sort_by_cached_key(|(words, w)| {
            (Reverse(carriers(w).len()), Reverse(words.len()), words.clone())
        });
    }
    let ids: BTreeSet<&str> = members
        .iter()
        .map(|&u| reports[units[u].report].id.as_str())
        .collect();
    let fullest = variants.first().map(|(_, w)| text_of(w, reports))?;
    let variants = variants
        .into_iter()
        .enumerate()
        .map(|(i, (_, mut same))| {
            same.sort_by_key(|w| (w.report, w.spans.first().copied()));
            let text = text_of(&same, reports);
            let cite = |w: &Wording| {
                w.spans
                    .iter()
                    .map(|&s| Citation::new(reports[w.report], s))
                    .collect::<Vec<_>>()
            };
            let edits = if i == 0 {
                Vec::new()
            } else {
                edits::edits(&fullest, &text)
            };
            QuoteVariant {
                citations: same.iter().flat_map(cite).collect(),
                class: grave::class(&edits),
                edits,
                text,
            }
        })
        .collect();
    let named: Vec<(usize, Voice)> = members
        .iter()
        .map(|&u| (units[u].report, voices[u].clone()))
        .collect();
    let speaker = speakers::best(&named, known);
    // A few words in quote marks that nobody is named for are a title or a term, not speech; nor are a few words inside
    // a report's own sentence a remark, unless another report has them too.
    let few = members.iter().all(|&u| units[u].words.len() < FEWEST_UNNAMED);
    let woven = |&u: &usize| reports[units[u].report].quotes[units[u].quote].form == QuoteForm::Mixed;
    let places = members.iter().flat_map(|&u| {
        let id = reports[units[u].report].id.as_str();
        units[u].spans.iter().map(move |&span| (id, span))
    });
    let independent = origins.independent_at(places);
    if few && (speaker.is_none() || (independent.high < 2 && members.iter().all(woven))) {
        return None;
    }
    Some(QuoteReading {
        speaker,
        variants,
        reports: ids.len(),
        independent,
    })
}

/// A remark as one report words it at one place.
#[derive(Debug)]
struct Wording {
    report: usize,
    run: usize,
    spans: Vec<Span>,
    words: Vec<String>,
}

/// The wordings of a reading's units, which are in order of report and place. The pieces that one report gives in one
/// breath are one wording, unless it says the same words twice; what it gives elsewhere is another.
fn wordings(members: &[usize], units: &[Unit], reports: &[&Report]) -> Vec<Wording> {
    let mut found: Vec<Wording> = Vec::new();
    for &u in members {
        let unit = &units[u];
        let home = found
            .iter_mut()
            .rfind(|w| w.report == unit.report && w.run == unit.run)
            .filter(|w| !repeats(&unit.words, &w.words));
        match home {
            Some(wording) => {
                for &span in &unit.spans {
                    units::push_span(reports[unit.report], &mut wording.spans, span);
                }
                wording.words.extend(unit.words.iter().cloned());
            }
            None => found.push(Wording {
                report: unit.report,
                run: unit.run,
                spans: unit.spans.clone(),
                words: unit.words.clone(),
            }),
        }
    }
    found
}

/// Whether most of these words have been said.
fn repeats(words: &[String], said: &[String]) -> bool {
    align(words, said).len() * 10 >= words.len() * 6
}

/// The text of the most frequent spelling, pieces joined by " … ".
fn text_of(same: &[Wording], reports: &[&Report]) -> String {
    let mut spellings: BTreeMap<String, usize> = BTreeMap::new();
    for wording in same {
        let pieces: Vec<&str> = wording
            .spans
            .iter()
            .map(|&s| reports[wording.report].text.at(s))
            .collect();
        *spellings.entry(pieces.join(" … ")).or_default() += 1;
    }
    spellings
        .into_iter()
        .max_by_key(|(text, n)| (*n, Reverse(text.clone())))
        .map(|(text, _)| text)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;
    use proptest::prelude::*;
    use record::Edit;

    fn story() -> Vec<Report> {
        vec![
            report(
                "a",
                "“With the little water that is left, that is a hard promise, and we have not yet found a well where we think it would hold,” <Ana Brandt> said.\n“Slowly, it dried up,” <Ana Brandt> said. “That is a very bad sign.”\n“The sooner the pumps run,” <Ana Brandt> said, “the better for all.”",
            ),
            report(
                "b",
                "\"No\" is no quote here. “With the little water that is left, that is a hard promise,” <Ana Brandt> said. “We have not yet found a well.”",
            ),
            report(
                "c",
                "“Slowly it dried up,” <Brandt> said. “That is a very bad sign. The sooner the [new] pumps run, the better for all.”",
            ),
            report(
                "d",
                "“With the little water that’s left, that is a hard promise,” the mayor said. “We have not yet found a well.”",
            ),
            report(
                "e",
                "“Nobody asked the farmers about their wells,” <Olaf Reuss> said.",
            ),
        ]
    }

    fn found(reports: &[Report]) -> Vec<QuoteReading> {
        find(&reports.iter().collect::<Vec<_>>(), &Origins::default())
    }

    #[test]
    fn a_remark_is_one_reading_with_its_cut_and_altered_wordings() {
        let readings = found(&story());
        let trust = &readings[0];
        assert_eq!((trust.reports, trust.variants.len()), (3, 3), "{trust:#?}");
        assert_eq!(trust.speaker.as_ref().unwrap().name, "Ana Brandt");
        assert!(
            trust.variants[0].text.starts_with("With the little water") && trust.variants[0].edits.is_empty()
        );
        assert!(trust.variants.iter().any(|v| {
            v.edits.contains(&Edit::Spelled {
                from: "that is".into(),
                to: "that’s".into(),
            })
        }));
    }

    #[test]
    fn remarks_that_another_report_parts_stay_apart() {
        let readings = found(&story());
        let pumps = readings
            .iter()
            .find(|r| r.variants[0].text.contains("pumps"))
            .unwrap();
        assert!(!pumps.variants[0].text.contains("dried up"));
        assert_eq!(pumps.reports, 2);
        assert_eq!(pumps.variants.len(), 2);
    }

    #[test]
    fn every_citation_holds_and_no_reading_mixes_speakers() {
        let reports = story();
        for reading in found(&reports) {
            for citation in reading.variants.iter().flat_map(|v| &v.citations) {
                assert!(reports.iter().any(|r| citation.holds(r)));
            }
        }
        let wells = found(&reports)
            .into_iter()
            .find(|r| r.variants[0].text.contains("farmers"))
            .unwrap();
        assert_eq!(
            (wells.reports, wells.speaker.unwrap().name.as_str()),
            (1, "Olaf Reuss")
        );
    }

    #[test]
    fn five_hundred_wordings_are_told_quickly() {
        let reports: Vec<Report> = (0..500)
            .map(|i| report(&format!("r{i}"), &format!("“The pumps of the lower town number {i} will not run before the first snow has come and gone,” <Ana Brandt> said.")))
            .collect();
        let readings = found(&reports);
        assert_eq!((readings.len(), readings[0].variants.len()), (1, 500));
    }

    proptest! {
        #[test]
        fn the_order_of_reports_changes_nothing(order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle()) {
            let reports = story();
            let shuffled: Vec<&Report> = order.iter().map(|&i| &reports[i]).collect();
            prop_assert_eq!(find(&shuffled, &Origins::default()), found(&reports));
        }

        #[test]
        fn any_quote_marks_are_survived(text in "[“”\" a-z.<>\\n]{0,200}") {
            let marked = text.replace(['<', '>'], "");
            let readings = found(&[report("a", &marked), report("b", &marked)]);
            prop_assert!(readings.iter().all(|r| r.reports <= 2));
        }
    }
}
