//! Stock sentences: what newsrooms print under every report, and what belongs to a site.
//!
//! Two ways, one for each size of collection. General patterns hold for a handful of reports; over many, a run of words
//! that stands in reports which have nothing else in common is learned as stock (see [`Stock`]).

use super::fingerprints::gram;
use super::tokens::Token;
use record::Text;
use regex::Regex;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Wording of site furniture, tip lines, credits and other sentences that tell nothing of the event.
static STOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        // Word boundaries are those of ASCII: with Unicode's, one accent in a sentence costs tens of times as much.
        r"(?i)(?-u:\b)all rights reserved(?-u:\b)|(?-u:\b)may not be (?:published|reproduced|reprinted|redistributed)(?-u:\b)",
        r"|(?-u:\b)copyright (?:©|\(c\)|\d{4})|©\s*\d{4}|(?-u:\b)terms of (?:use|service)(?-u:\b)|(?-u:\b)privacy policy(?-u:\b)",
        r"|(?-u:\b)sign up (?:for|here|to (?:get|receive))(?-u:\b)|(?-u:\b)newsletters?(?-u:\b).*(?-u:\b)(?:inbox|e-?mail|free|daily)(?-u:\b)",
        r"|(?-u:\b)(?:follow|like|find) (?:us|me|him|her|them|the \w+|[@\w]+(?: \w+)?) on (?:twitter|facebook|instagram)(?-u:\b)",
        r"|(?-u:\b)download (?:our|the)(?-u:\b).*(?-u:\b)apps?(?-u:\b)|(?-u:\b)click (?:here|to|on the)(?-u:\b)|(?-u:\b)tap here(?-u:\b)|(?-u:\b)read more(?-u:\b)|(?-u:\b)watch (?:live|more)(?-u:\b)",
        r"|(?-u:\b)(?:latest|newer) version of (?:the )?\w+ flash(?-u:\b)|(?-u:\b)flash player(?-u:\b)|(?-u:\b)subscribe (?:to|now|today)(?-u:\b)",
        r"|^\d{1,2}:\d{2} [\p{Lu}‘“'\d]|(?-u:\b)rss feeds?(?-u:\b)|(?-u:\b)(?:keep up with|stay updated|stay connected)(?-u:\b)",
        r"|(?-u:\b)transcripts? (?:is|are|was|were) (?:created|provided|produced)(?-u:\b)|(?-u:\b)may not be in its final form(?-u:\b)|(?-u:\b)authoritative record(?-u:\b)",
        r"|(?-u:\b)(?:caption close|(?:hide|show) caption)(?-u:\b)|(?-u:\b)breaking news alerts?(?-u:\b)|(?-u:\b)be the first to (?:know|comment)(?-u:\b)|(?-u:\b)never miss(?-u:\b)|(?-u:\b)read or share(?-u:\b)",
        r"|(?-u:\b)(?:check|come) back (?:for|here|soon|later)(?-u:\b)|(?-u:\b)refresh (?:this|the) page(?-u:\b)",
        r"|(?-u:\b)stay with \S+(?: \S+){0,3} for(?-u:\b)|(?-u:\b)for (?:the )?latest (?:news|updates)(?-u:\b)|(?-u:\b)this is a (?:developing|breaking) (?:news )?story(?-u:\b)",
        r"|(?-u:\b)(?:contributed to|contributed reporting (?:to|for)) this (?:report|story|article)(?-u:\b)",
        r"|(?-u:\b)this (?:story|article|report) (?:was|has been) (?:originally |first )?(?:published|updated|corrected)(?-u:\b)",
        r"|(?-u:\b)anyone (?:with|who has|having) (?:any )?(?:information|details|tips)(?-u:\b)|(?-u:\b)if you have (?:any )?information(?-u:\b)",
        r"|(?-u:\b)crime ?stoppers(?-u:\b)|(?-u:\b)tips? (?:line|hotline)(?-u:\b)|(?-u:\b)remain anonymous(?-u:\b)|(?-u:\b)cash reward(?-u:\b)",
        r"|(?-u:\b)could not (?:immediately )?be reached(?-u:\b)|(?-u:\b)did not (?:immediately )?(?:respond to|return)(?-u:\b)",
        r"|(?-u:\b)(?:declined|refused) to comment(?-u:\b)|(?-u:\b)send (?:us )?(?:your )?(?:tips|photos|videos)(?-u:\b)|(?-u:\b)e-?mail (?:us|the (?:author|writer|reporter)s?)(?-u:\b)",
    ))
    .expect("a fixed pattern")
});

/// Sentences longer than this are not stock, whatever stands in them (bytes).
const LONGEST: usize = 500;

/// Marks the words of stock sentences.
pub(crate) fn mark(text: &Text, tokens: &mut [Token]) {
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let (start, block) = (first.start as usize, first.block);
        let ends = |pair: &[Token]| {
            let gap = text.get(pair[0].end as usize..pair[1].start as usize);
            pair[1].block != block
                || gap.is_none_or(|g| g.contains('\n') || g.contains(['.', '!', '?', '|']) && g.contains(' '))
        };
        let len = rest.windows(2).position(ends).map_or(rest.len(), |i| i + 1);
        let (sentence, after) = rest.split_at_mut(len);
        let end = sentence.last().map_or(start, |t| t.end as usize);
        let words = text.get(start..end).unwrap_or("");
        if words.len() <= LONGEST && STOCK.is_match(words) {
            sentence.iter_mut().for_each(|t| t.stock = true);
        }
        rest = after;
    }
}

/// Words in a row that make a stock phrase: fewer stand in any two reports by accident.
pub(super) const PHRASE: usize = 6;

/// Phrases learned as stock: they stand in reports that are not of one event.
#[derive(Debug, Default)]
pub(crate) struct Stock(FxHashSet<u64>);

impl Stock {
    /// Phrases that were learned before.
    pub(crate) fn of(phrases: impl IntoIterator<Item = u64>) -> Self {
        Self(phrases.into_iter().collect())
    }

    /// The phrases, in an order that they alone decide.
    pub(crate) fn phrases(self) -> Vec<u64> {
        let mut phrases: Vec<u64> = self.0.into_iter().collect();
        phrases.sort_unstable();
        phrases
    }

    /// Learns from words that two unrelated reports share.
    pub(crate) fn learn(&mut self, shared: &[Token]) {
        self.0.extend(shared.windows(PHRASE).map(gram));
    }

    /// Marks the words that a stock phrase covers.
    pub(crate) fn mark(&self, tokens: &mut [Token]) {
        if self.0.is_empty() {
            return;
        }
        let found: Vec<usize> = tokens
            .windows(PHRASE)
            .enumerate()
            .filter(|(_, words)| self.0.contains(&gram(words)))
            .map(|(i, _)| i)
            .collect();
        for i in found {
            tokens[i..i + PHRASE].iter_mut().for_each(|t| t.stock = true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(sentence: &str) -> bool {
        STOCK.is_match(sentence)
    }

    #[test]
    fn furniture_is_stock() {
        for s in [
            "Copyright 2031 The Port Ellery Herald. All rights reserved.",
            "Anyone with information is asked to call the harbour police.",
            "Follow us on Twitter and download our free news app.",
            "The owner could not immediately be reached for comment.",
            "This is a developing story.",
            "0:42 A diver tells of the night on the quay",
            "Stay updated with our RSS feeds.",
        ] {
            assert!(stock(s), "{s}");
        }
    }

    #[test]
    fn news_is_not() {
        for s in [
            "The minister reached the island by boat on Sunday.",
            "She signed the copyright bill into law.",
            "The crew followed the pilot boat into the harbour.",
            "Information about the cargo was scarce.",
            "At 5:30 the pilot boat turned back.",
        ] {
            assert!(!stock(s), "{s}");
        }
    }
}
