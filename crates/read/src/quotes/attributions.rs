//! Attributions within a sentence: a cue, who stands as its subject, and what was said.
//!
//! The patterns are those of English news: "X said that …", "…, X said", "…, said X", "…, X said, …",
//! "X told Y …", "X called for …", "…, saying …", "according to X, …", "As X put it, …".

use super::contents;
use super::cues;
use super::tokens::Paragraph;
use super::verbs::WEAK;
use record::Text;
use std::ops::Range;

/// How what was said stands to its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// "“…,” X said."
    QuoteBefore,
    /// "“…,” said X."
    QuoteInverted,
    /// "X said: “…”"
    QuoteAfter,
    /// "…, X said." and "…, X said, …"
    Trailing,
    /// "…, said X."
    TrailingInverted,
    /// "X said that …"
    That,
    /// "X said …"
    Bare,
    /// "X promised to …"
    Infinitive,
    /// "X rejected …"
    Phrase,
    /// "…, saying …"
    Participle,
    /// "according to X"
    According,
    /// Nothing but the words of direct speech.
    Alone,
    /// "X: “…”", "“…” — X"
    Layout,
    /// "X gave it a try: “…”"
    Introduced,
    /// As the network read it.
    Network,
}

/// An attribution in tokens of one paragraph.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    /// Which paragraph.
    pub paragraph: usize,
    /// Which sentence of it.
    pub sentence: usize,
    /// How it is put.
    pub pattern: Pattern,
    /// Whether its cue is one of attitude rather than speech.
    pub weak: bool,
    /// In hundredths, how likely the network takes its cue to be one.
    pub chance: Option<u8>,
    /// The cue's tokens.
    pub cue: Range<usize>,
    /// The source's tokens.
    pub source: Option<Range<usize>>,
    /// The content's pieces, in tokens of the paragraph.
    pub content: Vec<Range<usize>>,
    /// Pieces in later paragraphs: paragraph and tokens.
    pub further: Vec<(usize, Range<usize>)>,
}

/// The attributions of sentence `number` of `p`.
pub(super) fn find(text: &Text, p: &Paragraph, number: usize) -> Vec<Attribution> {
    let Some(sentence) = p.sentences.get(number).cloned() else {
        return Vec::new();
    };
    let cues = cues::find(text, p, &sentence);
    let mut found: Vec<Attribution> = Vec::new();
    for i in 0..cues.len() {
        let Some((pattern, content, source)) = contents::of(text, p, &sentence, &cues, i) else {
            continue;
        };
        let cue = &cues[i];
        found.push(Attribution {
            paragraph: 0,
            sentence: number,
            pattern,
            weak: cue.frames & WEAK != 0,
            chance: None,
            cue: cue.group.clone(),
            source,
            content,
            further: Vec::new(),
        });
    }
    found
}
