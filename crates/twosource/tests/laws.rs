//! The laws of the house over generated sets of reports.

mod common;

use common::{brief_with, faults, flat};
use engine::{Config, Silent};
use proptest::prelude::*;
use record::{Body, Briefing, Record, Source, SourceId};
use std::collections::BTreeSet;
use std::path::Path;

/// Sentences that reports are put together from; those of one event share most of theirs.
const SENTENCES: &[&str] = &[
    "PORT ELLERY, March 4 (HNA) — A fire destroyed two warehouses in the harbour of Port Ellery on Monday, killing at least 12 people, officials said.",
    "The Port Ellery Fire Service put the death toll at 14, while St Brannoc's Hospital said 12 were killed.",
    "“We heard three explosions and then the whole quay was alight,” said harbourmaster Dora Quill.",
    "“We heard three explosions,” Ms. Quill told reporters, “and then the whole quay was alight.”",
    "Mayor Tomas Rell said the city would rebuild the quay within two years.",
    "More than 40 people were taken to hospital, according to the regional health authority.",
    "The blaze began shortly before 6 a.m. on Monday in a store of fishing nets near the Larch Quay ferry ramp.",
    "Ines Okoro, head of Tamarin's electoral board, said 61 percent of the 1.2 million registered voters had cast a ballot.",
    "“The count will take as long as it takes,” Okoro said on Tuesday.",
    "The opposition alliance claimed 52 percent of the vote in Tamarin, a figure that the board called premature.",
    "Correction: An earlier version of this report misstated the number of dead.",
    "Sign up for our newsletter",
    "Copyright © 2019 The Ellery Herald. All rights reserved.",
    "Der Brand im Hafen ist gelöscht, teilte die Feuerwehr mit.",
    "‘He said “no” to me twice,’ Rell’s aide recalled — naïve 日本語 text\u{200b} and an emoji 🔥 beside it.",
];

fn record() -> impl Strategy<Value = (String, Option<&'static str>, Option<&'static str>)> {
    let text = prop::collection::vec(prop::sample::select(SENTENCES), 1..7)
        .prop_map(|sentences| sentences.join(if sentences.len() % 2 == 0 { "\n\n" } else { " " }));
    let day = prop::option::of(prop::sample::select(vec![
        "2031-03-04",
        "2031-03-05T09:30:00Z",
        "2031-03-11",
    ]));
    let outlet = prop::option::of(prop::sample::select(vec![
        "The Ellery Herald",
        "Tamarin Post",
        "Coast Daily",
    ]));
    (text, day, outlet)
}

fn lines(records: &[(String, Option<&str>, Option<&str>)]) -> Vec<String> {
    records
        .iter()
        .enumerate()
        .map(|(i, (text, day, outlet))| {
            serde_json::json!({
                "id": format!("r{i:02}"), "title": format!("Report {i} of the day"), "text": text,
                "published": day, "outlet": outlet,
            })
            .to_string()
        })
        .collect()
}

fn write(folder: &Path, name: &str, lines: &[String]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, lines.join("\n")).unwrap();
    path.to_string_lossy().into_owned()
}

/// A briefing's bytes without the places that the reports were found in.
fn bytes(mut briefing: Briefing) -> String {
    for report in &mut briefing.reports {
        report.file.clear();
        report.line = None;
        for twin in &mut report.twins {
            twin.file.clear();
            twin.line = None;
        }
    }
    serde_json::to_string(&briefing).unwrap()
}

/// Captures of three pages: versions, twins under other addresses, and pages of which no date is known.
fn captures() -> impl Strategy<Value = Vec<String>> {
    let addresses = vec![
        "https://herald.example/quay-fire",
        "http://www.herald.example/quay-fire/?utm_source=x",
        "https://amp.herald.example/quay-fire",
        "https://post.example/story?id=7",
        "https://post.example/",
    ];
    let capture = (
        prop::sample::select(addresses),
        prop::collection::vec(prop::sample::select(SENTENCES), 1..5),
        prop::option::of(prop::sample::select(vec![
            "2031-03-04T10:00:00Z",
            "2031-03-04T12:00:00Z",
            "2031-03-05",
        ])),
        prop::sample::select(vec!["Fire in the harbour", "Harbour fire kills 14"]),
    );
    prop::collection::vec(capture, 2..8).prop_map(|captures| {
        let lines = captures
            .into_iter()
            .enumerate()
            .map(|(i, (url, sentences, captured, title))| {
                serde_json::json!({
                    "id": format!("c{i:02}"), "url": url, "title": title, "captured": captured,
                    "text": sentences.join("\n\n"), "published": "2031-03-04",
                })
                .to_string()
            });
        lines.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Law 7: shuffled, split and repeated inputs and any number of threads give the same bytes.
    #[test]
    fn the_order_of_the_inputs_never_changes_a_byte(
        records in prop::collection::vec(record(), 1..9),
        seed in any::<prop::sample::Index>(),
        threads in 1..4_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::default();
        let lines = lines(&records);
        let whole = brief_with(&[write(folder.path(), "all.jsonl", &lines)], &config);

        let mut turned = lines.clone();
        turned.reverse();
        turned.rotate_left(seed.index(lines.len()));
        let cut = seed.index(lines.len());
        let parts = [
            write(folder.path(), "b.jsonl", &turned[..cut]),
            write(folder.path(), "a.jsonl", &turned[cut..]),
            write(folder.path(), "c.jsonl", &turned[..1]),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|p| std::fs::metadata(p).unwrap().len() > 0).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let other = pool.install(|| brief_with(&parts, &config));
        prop_assert_eq!(bytes(whole), bytes(other));
    }

    /// Laws 2, 4, 9 and 10: every span is one, every citation holds, every sentence and figure stands where it is cited.
    #[test]
    fn everything_told_stands_where_it_is_cited(
        records in prop::collection::vec(record(), 1..9),
        one_story in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { one_story, ..Config::default() };
        let briefing = brief_with(&[write(folder.path(), "all.jsonl", &lines(&records))], &config);
        prop_assert_eq!(faults(&briefing), Vec::<String>::new());
        let told: usize = briefing.stories.iter().map(|s| s.reports.len()).sum();
        // Every report is in one story, or is a round-up of several.
        let round_ups: BTreeSet<&str> =
            briefing.stories.iter().flat_map(|s| &s.round_ups).map(|r| r.report.as_str()).collect();
        prop_assert_eq!(told + round_ups.len(), briefing.reports.len());
    }

    /// Law 8: a reprint changes no count of independent origins.
    #[test]
    fn a_reprint_counts_for_nothing(
        records in prop::collection::vec(record(), 1..6),
        which in any::<prop::sample::Index>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { one_story: true, ..Config::default() };
        let mut lines = lines(&records);
        let before = brief_with(&[write(folder.path(), "a.jsonl", &lines)], &config);
        let again = lines[which.index(lines.len())].replacen("\"id\":\"r", "\"id\":\"reprint", 1);
        lines.push(again);
        let after = brief_with(&[write(folder.path(), "b.jsonl", &lines)], &config);
        prop_assert_eq!(before.stories[0].sources.independent, after.stories[0].sources.independent);
    }

    /// Laws 2, 7 and 9 over versions of pages: any order gives the same bytes, every span and citation holds, every
    /// capture stands for a report, is an earlier version of one, or its twin.
    #[test]
    fn versions_are_the_same_in_any_order(lines in captures(), seed in any::<prop::sample::Index>()) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::default();
        let whole = brief_with(&[write(folder.path(), "all.jsonl", &lines)], &config);
        prop_assert_eq!(faults(&whole), Vec::<String>::new());
        let told: usize = whole.stories.iter().map(|s| s.reports.len() + s.earlier.len()).sum();
        prop_assert_eq!(told, whole.reports.len());
        let twins: usize = whole.reports.iter().map(|r| r.twins.len()).sum();
        prop_assert_eq!(told + twins, lines.len());
        let counted: usize = whole.stories.iter().map(|s| s.sources.reports).sum();
        prop_assert_eq!(counted, whole.reports.iter().filter(|r| r.version.as_ref().is_none_or(|v| v.of == r.id)).count());
        let mut turned = lines.clone();
        turned.reverse();
        turned.rotate_left(seed.index(lines.len()));
        let other = brief_with(&[write(folder.path(), "b.jsonl", &turned)], &config);
        prop_assert_eq!(bytes(whole), bytes(other));
    }

    /// Laws 5 and 6: any text in any wrapping is read without a panic, twice alike, with spans that are spans.
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,400}", shape in 0..3_u8) {
        let body = || match shape {
            0 => Body::Plain(text.clone()),
            1 => Body::Html(text.as_str().into()),
            _ => Body::Record(Box::new(Record { text: Some(text.clone()), ..Record::default() })),
        };
        let source = || Source::new(text.as_bytes(), "any", None, body());
        let (a, b) = (read::read(source()), read::read(source()));
        prop_assert_eq!(&a, &b);
        let briefing = Briefing { reports: vec![a], ..Briefing::default() };
        prop_assert_eq!(faults(&briefing), Vec::<String>::new());
    }

    /// Law 6 again, over words that the rules look for.
    #[test]
    fn shuffled_news_words_are_read_without_a_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "“", "”", "\"", "'", "’", "—", "-", "(AP)", "(", ")", "said", "according to", "Mr.", "Obama", "killed", "at least",
            "35", "dozens", "Monday", "Sept. 5", "2016", ",", ".", "\n", "\n\n", "HANGZHOU", "By", "Reuters", "told", "people",
            "<p>", "</p>", "&amp;", "©", "percent", "$", "million", "he", "she", "the", "of", "é", "🔥", "…", "[", "]", ":", "?",
        ]), 0..80),
        shape in 0..2_u8,
    ) {
        let text = words.join(" ");
        let body = if shape == 0 { Body::Plain(text.clone()) } else { Body::Html(text.as_str().into()) };
        let report = read::read(Source::new(text.as_bytes(), "any", None, body));
        let briefing = engine::brief(
            engine::Pile { reports: vec![report], ..engine::Pile::default() }, &Config::default(), &Silent,
        );
        prop_assert_eq!(faults(&briefing), Vec::<String>::new());
    }

    /// Law 1: an id is the hash of the bytes and of nothing else.
    #[test]
    fn an_id_is_the_hash_of_the_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64), file in "\\PC{0,12}") {
        let source = Source::new(&bytes, file, None, Body::Plain(String::new()));
        prop_assert_eq!(source.id(), &SourceId::of(&bytes));
    }
}

/// Law 3, for plain text and records: the text is kept byte for byte.
#[test]
fn a_text_is_kept_byte_for_byte() {
    for text in SENTENCES
        .iter()
        .map(|s| format!("\u{feff}{s}\r\n\r\n  {s}\t\n"))
        .chain([String::new()])
    {
        let record = Record {
            text: Some(text.clone()),
            ..Record::default()
        };
        let report = read::read(Source::new(b"x", "x", None, Body::Record(Box::new(record))));
        assert_eq!(&*report.text, text);
        let report = read::read(Source::new(b"x", "x", None, Body::Plain(text.clone())));
        assert_eq!(flat(&report.text), flat(&text));
    }
}
