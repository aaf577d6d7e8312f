//! Which blocks of a page are the report's own, and which are the site's.
//!
//! Each block is measured by itself and by where it stands (after Kohlschütter et al., "Boilerplate Detection using
//! Shallow Text Features", WSDM 2010), and a forest of decision trees says whether it is rather the report's or not. The
//! forest was fitted on pages whose main text is known; see `assets/README.md`.

use super::element::Signs;
use super::features;
use super::forest::Forest;
use super::scan::Scan;
use std::sync::LazyLock;

/// Pages of more blocks are told by density, to keep the memory within bounds.
const MAX_BLOCKS: usize = 20_000;
/// A report of fewer words is doubted, and the likeliest prose of the page is taken in.
const FEW: i32 = 25;
/// Such prose is at least this near the likeliest block, in tenths.
const NEAR: i32 = 7;

static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::read(include_str!("../../assets/main-text.txt")));

/// The blocks of the report, and how they were told.
pub(super) struct MainText {
    /// For each block of the scan, whether it is the report's.
    pub(super) held: Vec<bool>,
    /// Why the main text is only a guess.
    pub(super) doubt: Option<&'static str>,
}

/// Tells the report's blocks. `body` is the article's text as the page's scripts give it.
pub(super) fn find(scan: &Scan, body: Option<&str>) -> MainText {
    if scan.blocks.len() > MAX_BLOCKS {
        return MainText {
            held: by_density(scan),
            doubt: Some("the page is too large; its main text was told by density alone"),
        };
    }
    let features = features::measure(scan, body);
    let scores: Vec<i32> = features.iter().map(|f| FOREST.score(f)).collect();
    let mut held: Vec<bool> = scores.iter().map(|score| *score > 0).collect();
    let words = |i: usize| features[i].first().copied().unwrap_or(0);
    let titles = |i: usize| scan.blocks[i].signs.has(Signs::TITLE);
    let told: i32 = (0..held.len())
        .filter(|i| held[*i] && !titles(*i))
        .map(words)
        .sum();
    if told >= FEW || held.is_empty() {
        return MainText { held, doubt: None };
    }
    let prose: Vec<usize> = (0..held.len())
        .filter(|i| words(*i) >= 8 && !titles(*i))
        .collect();
    let likeliest = prose.iter().map(|i| likelihood(scores[*i])).max().unwrap_or(0);
    for i in prose {
        held[i] |= likeliest > 0 && likelihood(scores[i]) * 10 >= likeliest * NEAR;
    }
    MainText {
        held,
        doubt: Some("hardly any main text was told apart from the page; what is likeliest was taken"),
    }
}

/// The likelihood, in thousandths, of a score in thousandths of a log-odd: near enough to the logistic curve, and the
/// same on every machine.
fn likelihood(score: i32) -> i32 {
    let score = score.clamp(-100_000, 100_000);
    500 + 500 * score / (1000 + score.abs())
}

/// A block of a page as it is measured, for fitting the forest.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Its words.
    pub text: String,
    /// Whether it stands in an `<h1>`.
    pub title: bool,
    /// What is measured of it; the first is its number of words, at most 500.
    pub features: Vec<i32>,
}

/// Measures the blocks of a page, as fitting the forest needs it.
#[must_use]
pub fn measured(html: &str) -> Vec<Measured> {
    let scan = super::scan::scan(html);
    let article = super::json_ld::read(&scan.json_ld, &scan.title);
    let features = features::measure(&scan, article.body.as_deref());
    let blocks = scan.blocks.iter().zip(features);
    blocks
        .map(|(block, features)| Measured {
            text: scan.mask.text().get(block.span.range()).unwrap_or("").to_owned(),
            title: block.signs.has(Signs::TITLE),
            features,
        })
        .collect()
}

/// Blocks of prose: enough words, few of them in links, ending or running on like sentences.
fn by_density(scan: &Scan) -> Vec<bool> {
    scan.blocks
        .iter()
        .map(|block| {
            let text = scan.mask.text().get(block.span.range()).unwrap_or("");
            let words = text.split_whitespace().take(30).count();
            let linked = block.linked * 3 > text.len();
            let sentence = text.trim_end().ends_with(['.', '!', '?', '”', '"', '…', '’']);
            !block
                .signs
                .has(Signs::ASIDE.with(Signs::CAPTION).with(Signs::HEADING))
                && !linked
                && (words >= 20 || (words >= 8 && sentence))
        })
        .collect()
}
