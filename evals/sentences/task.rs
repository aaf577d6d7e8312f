//! Sentence boundaries on the Georgetown University Multilayer corpus (GUM).
//!
//! Counted as the CoNLL shared tasks did (Zeman and others, 2018): a sentence is right where both of its ends are those of
//! the treebank; "ends" counts the ends alone. The text is rebuilt from the tokens and their `SpaceAfter`; the treebank's paragraphs are given, as layout
//! gives a report's. Edited genres are those that were written to be read; the rest is written down from speech.

use crate::{Counts, Data, Outcome};
use record::{Segment, SegmentKind, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Genres of GUM whose texts were spoken, or were never edited.
const UNEDITED: &[&str] = &["conversation", "court", "podcast", "reddit", "speech", "vlog"];

/// Start and end in bytes.
type Stretch = (usize, usize);

pub fn run(data: &Data) -> Outcome {
    let (mut edited, mut unedited, mut ends) = (Counts::default(), Counts::default(), Counts::default());
    let mut genres: BTreeMap<String, Counts> = BTreeMap::new();
    for row in data.rows("treebank/gum") {
        let document = Document::of(row["conllu"].as_str().unwrap_or(""));
        let genre = row["genre"].as_str().unwrap_or("").to_owned();
        let (found, gold) = (document.found(), document.sentences.iter().copied().collect());
        if UNEDITED.contains(&genre.as_str()) {
            unedited.add(&found, &gold);
        } else {
            edited.add(&found, &gold);
            ends.add(&last_bytes(&found), &last_bytes(&gold));
        }
        genres.entry(genre).or_default().add(&found, &gold);
    }
    let mut out = Outcome::default();
    out.counts("edited", edited, "sentencex .939, BlingFire .936, pySBD .885");
    out.figure(
        "edited-ends-f1",
        ends.f1(),
        "sentencex .977, BlingFire .976, pySBD .947",
    );
    out.figure(
        "spoken-f1",
        unedited.f1(),
        "BlingFire .982, sentencex .976, pySBD .943",
    );
    for (genre, counts) in genres {
        out.figure(&format!("{genre}-f1"), counts.f1(), "");
    }
    out
}

fn last_bytes(sentences: &BTreeSet<Stretch>) -> BTreeSet<usize> {
    sentences.iter().map(|s| s.1).collect()
}

/// The blocks of a page that the treebank marks ("head (1 s)", "figure (2 s) | caption (1 s)"): one ends a paragraph too.
#[derive(Default)]
struct Blocks {
    /// How many sentences each has left.
    left: Vec<usize>,
    /// Whether one ended with the last sentence.
    ended: bool,
}

impl Blocks {
    /// Goes on by the sentence of `block`.
    fn next(&mut self, block: &str) {
        for line in block.lines().filter_map(|l| l.strip_prefix("# newpar_block = ")) {
            for part in line.split('|').map(str::trim).filter(|p| !p.starts_with("hi ")) {
                let count = part.rsplit_once('(').and_then(|(_, n)| n.strip_suffix(" s)"));
                self.left.extend(count.and_then(|n| n.parse::<usize>().ok()));
            }
        }
        self.left.iter_mut().for_each(|n| *n = n.saturating_sub(1));
        self.ended = self.left.contains(&0);
        self.left.retain(|n| *n > 0);
    }
}

/// A document of the treebank, put together again.
#[derive(Default)]
struct Document {
    text: String,
    paragraphs: Vec<Stretch>,
    sentences: Vec<Stretch>,
}

impl Document {
    fn of(conllu: &str) -> Self {
        let mut document = Self::default();
        let mut space = false;
        let mut open = Blocks::default();
        for block in conllu.split("\n\n") {
            let paragraph = block.lines().any(|l| l.starts_with("# newpar")) || open.ended;
            open.next(block);
            let tokens: Vec<Vec<&str>> = block
                .lines()
                .filter(|l| !l.starts_with('#') && !l.is_empty())
                .map(|l| l.split('\t').collect())
                .collect();
            if tokens.is_empty() {
                continue;
            }
            if !document.text.is_empty() {
                document.text.push_str(match (paragraph, space) {
                    (true, _) => "\n\n",
                    (false, true) => " ",
                    (false, false) => "",
                });
            }
            let start = document.text.len();
            space = document.sentence(&tokens);
            let end = document.text.len();
            document.sentences.push((start, end));
            match document.paragraphs.last_mut().filter(|_| !paragraph) {
                Some(last) => last.1 = end,
                None => document.paragraphs.push((start, end)),
            }
        }
        document
    }

    /// Adds a sentence's tokens, and tells whether a space follows it.
    fn sentence(&mut self, tokens: &[Vec<&str>]) -> bool {
        let mut covered = 0;
        let mut space = false;
        for token in tokens {
            let id = token[0];
            // "5-6" stands in the text for its words 5 and 6; "5.1" is a word that was left out.
            let (first, last) = id.split_once('-').unwrap_or((id, id));
            let Ok(first) = first.parse::<usize>() else {
                continue;
            };
            if first <= covered {
                continue;
            }
            covered = last.parse().unwrap_or(first);
            if space {
                self.text.push(' ');
            }
            self.text.push_str(token.get(1).unwrap_or(&""));
            space = !token.last().is_some_and(|t| t.contains("SpaceAfter=No"));
        }
        space
    }

    fn found(&self) -> BTreeSet<Stretch> {
        let text = Text::from(self.text.as_str());
        let segments: Vec<Segment> = self
            .paragraphs
            .iter()
            .filter_map(|(start, end)| text.span(*start, *end))
            .map(|span| Segment::new(SegmentKind::Paragraph, span))
            .collect();
        read::sentences::find(&text, &segments)
            .iter()
            .map(|s| (s.span.start(), s.span.end()))
            .collect()
    }
}
