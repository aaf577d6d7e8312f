//! What a reader should know before trusting the text of a page: that it is cut off, written by scripts, or no article.

use super::element::Signs;
use super::facts::Facts;
use super::features::words;
use super::main_text::MainText;
use super::scan::Scan;
use record::Warning;
use regex::Regex;
use std::sync::LazyLock;

/// A page of fewer words shows next to nothing.
const BARE: u32 = 60;
/// An error page, or the stub of an article behind a wall, has fewer words.
const SHORT: u32 = 150;
/// With a plain word of the page that it is cut off, a stub may be longer.
const LONGER: u32 = 400;
/// Blocks after the main text in which a wall would stand.
const BEHIND: usize = 8;

/// The warnings that a page deserves.
pub(super) fn find(scan: &Scan, main: &MainText, facts: &Facts) -> Vec<Warning> {
    let text = |i: usize| {
        let block = scan.blocks.get(i)?;
        scan.mask.text().get(block.span.range())
    };
    let told: u32 = main
        .held
        .iter()
        .enumerate()
        .filter(|(_, held)| **held)
        .filter_map(|(i, _)| text(i))
        .map(words)
        .sum();
    let mut out = Vec::new();
    if is_error(scan, facts) && told < SHORT {
        out.push(Warning::new(
            "no-article",
            "The page is a message of the site (an error, a check or a question of consent) and no article.",
        ));
    } else if scan.scripts > 0 && told < BARE && scan.tree.at(0).held.words < BARE * 2 {
        out.push(Warning::new(
            "script-only",
            "The page's text is written by scripts; next to none stands in the page itself.",
        ));
    } else if let Some(why) = stub(&text, told, main, facts) {
        out.push(Warning::new("stub", why));
    }
    if let Some(doubt) = main.doubt {
        out.push(Warning::new("main-text", doubt));
    }
    out
}

/// Why the text is the beginning of an article only.
fn stub<'a>(
    text: &impl Fn(usize) -> Option<&'a str>,
    told: u32,
    main: &MainText,
    facts: &Facts,
) -> Option<String> {
    static WALL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(?:(?:subscribe|log ?in|sign ?in|sign up|register|become a (?:member|subscriber))\b.{0,60}\bto (?:continue|keep|read|unlock|access|view)\b",
            r"|to (?:continue|keep) reading\b.{0,60}\b(?:subscribe|log ?in|sign ?in|sign up|register|account|member|subscri)",
            r"|this (?:article|story|content|post) is (?:only |exclusively )?(?:for|available to|reserved for)(?: our)?(?: paying| premium)? (?:subscribers|members)",
            r"|(?:only |exclusively )(?:for|available to) (?:our )?(?:subscribers|members)",
            r"|(?:subscriber|member)s?[- ]only (?:article|story|content))",
        ))
        .expect("a constant pattern")
    });
    let last = main.held.iter().rposition(|h| *h)?;
    let walled = (last.saturating_sub(1)..=last + BEHIND)
        .filter_map(text)
        .any(|t| t.len() < 400 && WALL.is_match(t));
    let closed = facts.article.free == Some(false);
    if walled && told < if closed { LONGER } else { SHORT * 2 } {
        return Some("Only the beginning is there: the page asks readers to subscribe or log in.".to_owned());
    }
    if closed && told < SHORT {
        return Some(
            "Only the beginning is there: the page says that the article is not free to read.".to_owned(),
        );
    }
    let body = facts.article.body.as_deref().map(words);
    let said = facts.article.words.and_then(|w| u32::try_from(w).ok());
    // Some sites count letters for words, and some give a body that holds other things; the bounds allow for both.
    let short = |all: u32, times: u32| told * times < all && told + 150 < all && all < 20_000;
    if body.is_some_and(|all| short(all, 2)) || (told < LONGER && said.is_some_and(|all| short(all, 3))) {
        return Some(format!(
            "Only {told} words are in the page's text; it says itself that the article has {}.",
            body.or(said).unwrap_or(0)
        ));
    }
    let end = text(last)?.trim_end();
    let is_cut = ["…", "...", "[…]", "[...]"]
        .iter()
        .any(|sign| end.ends_with(sign));
    (is_cut && told < SHORT && words(end) > 5)
        .then(|| "Only the beginning is there: the text breaks off with an ellipsis.".to_owned())
}

/// Whether the page's title is that of an error, a check for robots or a question of consent.
fn is_error(scan: &Scan, facts: &Facts) -> bool {
    static ERROR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^\W*(?:(?:error )?(?:401|403|404|410|429|500|502|503|504)\b(?:\W*$|\W+(?:error|not found|page|forbidden|unauthorized|gone|bad|internal|service|gateway|too many|access))",
            r"|(?:\w+ ){0,2}(?:page|file|article|content|story) (?:can(?:no|['’])t be found|(?:was |is )?not found|(?:is )?(?:unavailable|no longer available))",
            r"|access (?:to this page has been |is |was )?denied\b|(?:403 )?forbidden$|just a moment\W*$|attention required!?|one moment,? please\W*$",
            r"|(?:are you|please verify you are|verify (?:that )?you(?:['’]re| are)|verifying you are) (?:a |not a )?(?:human|robot|bot)",
            r"|(?:security|robot|bot|browser) (?:check|verification)\b|checking your browser|before you continue|(?:your )?(?:privacy|cookie) (?:choices|consent|settings)\W*$",
            r"|service (?:temporarily )?unavailable|too many requests|internal server error|bad gateway|site maintenance|under maintenance|(?:oops|whoops)\b[^a-z]*(?:$|.{0,40}(?:wrong|not found|error|page)))",
        ))
        .expect("a constant pattern")
    });
    let heads = scan
        .blocks
        .iter()
        .filter(|b| b.signs.has(Signs::TITLE))
        .filter_map(|b| scan.mask.text().get(b.span.range()));
    facts
        .titles
        .iter()
        .map(String::as_str)
        .chain(heads.take(3))
        .any(|title| title.len() < 120 && ERROR.is_match(title))
}

#[cfg(test)]
mod tests {
    use crate::page::read_page;
    use record::Report;

    const PROSE: &str = "<p>The fire at the quay of Port Ellery began on Monday night and burned until the morning, \
        the fire service said, and two warehouses were destroyed before it was put out by crews from three towns.</p>";

    fn codes(page: &str) -> Vec<String> {
        let mut report = Report::default();
        read_page(&page.into(), &mut report);
        report.warnings.into_iter().map(|w| w.code).collect()
    }

    fn article(title: &str, paragraphs: usize, rest: &str) -> String {
        format!(
            "<html><head><title>{title}</title></head><body><main><article><h1>{title}</h1>{}{rest}</article></main></body></html>",
            PROSE.repeat(paragraphs)
        )
    }

    #[test]
    fn a_wall_is_warned_of() {
        let wall = "<div>Subscribe now to continue reading.</div>";
        assert!(codes(&article("Fire at the quay", 2, wall)).contains(&"stub".to_owned()));
        let closed = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":"Ann Example","isAccessibleForFree":"False"}</script>"#;
        assert!(codes(&article("Fire at the quay", 2, closed)).contains(&"stub".to_owned()));
        let long = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":"Ann Example","wordCount":900}</script>"#;
        assert!(codes(&article("Fire at the quay", 2, long)).contains(&"stub".to_owned()));
        let cut = "<p>The harbourmaster, who had seen the smoke from her window, told …</p>";
        assert!(codes(&article("Fire at the quay", 1, cut)).contains(&"stub".to_owned()));
    }

    #[test]
    fn a_whole_article_is_no_stub() {
        let stub = "stub".to_owned();
        let pitch = "<p>Subscribe to our newsletter.</p>";
        assert!(!codes(&article("Fire at the quay", 12, pitch)).contains(&stub));
        // A meter closes an article for some, and the page holds it all the same.
        let closed = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":"Ann Example","isAccessibleForFree":false,"wordCount":390}</script>"#;
        assert!(!codes(&article("Fire at the quay", 12, closed)).contains(&stub));
        let told = "<p>Readers had to register to continue reading the old paper, the librarian said.</p>";
        assert!(!codes(&article("Paper closes", 12, told)).contains(&stub));
    }

    #[test]
    fn a_message_of_the_site_is_no_article() {
        for title in [
            "404 Not Found",
            "Page not found - Port Ellery Herald",
            "Access Denied",
            "Just a moment...",
            "Are you a robot?",
        ] {
            let page = format!(
                "<title>{title}</title><h1>{title}</h1><p>Please go back to the home page and try again.</p>"
            );
            assert!(codes(&page).contains(&"no-article".to_owned()), "{title}");
        }
        for title in [
            "404 people homeless after fire",
            "Access denied: how the harbour was closed to its town",
            "500 days of strike",
        ] {
            assert!(
                !codes(&article(title, 8, "")).contains(&"no-article".to_owned()),
                "{title}"
            );
        }
    }

    #[test]
    fn a_page_of_scripts_is_told() {
        let page = format!(
            "<title>Fire</title><div id=root></div><script>{}</script>",
            "render();".repeat(500)
        );
        assert!(codes(&page).contains(&"script-only".to_owned()));
        let page = article("Fire at the quay", 8, "<script>count();</script>");
        assert_eq!(codes(&page), [""; 0]);
    }
}
