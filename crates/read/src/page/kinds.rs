//! Whole pages of many builds: what of them is told for what.

use super::read_page;
use record::{Report, SegmentKind};

const ONE: &str = "A fire destroyed two warehouses in the harbour of Port Ellery on Monday night, the fire service said, and it took \
    crews from three towns until the morning to put it out.";
const TWO: &str = "“We heard three explosions, and then the whole quay was alight,” harbourmaster Dora Quill told reporters at the \
    scene, where she had spent the night with her staff.";
const THREE: &str = "The cause is not yet known. Investigators will look into the wiring of the older warehouse, which had been \
    criticised in a report two years ago, a spokesman for the town said.";
const FOUR: &str = "Nobody was hurt. The ferry to the islands will not sail before Thursday, its owner said, because the pier must \
    be checked by divers before ships can moor there again.";

fn read(page: &str) -> Report {
    let mut report = Report::default();
    read_page(&page.into(), &mut report);
    report
}

fn kind(report: &Report, words: &str) -> Option<SegmentKind> {
    let at = report.text.find(words)?;
    report.segment_at(at).map(|s| s.kind)
}

fn has_body(report: &Report) {
    for words in [ONE, TWO, THREE, FOUR] {
        assert_eq!(kind(report, words), Some(SegmentKind::Paragraph), "{words}");
    }
}

const MENU: &str = "<header><nav class=main-nav><ul><li><a href=/news>News</a></li><li><a href=/sport>Sport</a></li>\
    <li><a href=/weather>Weather in Port Ellery</a></li></ul></nav></header>";
const FOOT: &str = "<footer class=site-footer><p>© 2031 Port Ellery Herald. All rights reserved.</p><ul><li><a href=/privacy>Privacy \
    policy</a></li><li><a href=/contact>Contact us</a></li></ul></footer>";

fn paragraphs(between: &str) -> String {
    format!("<p>{ONE}</p><p>{TWO}</p>{between}<p>{THREE}</p><p>{FOUR}</p>")
}

fn article(between: &str, after: &str) -> String {
    format!(
        "<html lang=en><head><title>Fire at the quay - Port Ellery Herald</title></head><body>{MENU}<main><article class=story>\
         <h1>Fire at the quay</h1><div class=article-body>{}</div></article>{after}</main>{FOOT}</body></html>",
        paragraphs(between)
    )
}

#[test]
fn an_article_is_told_from_the_site() {
    let report = read(&article("", ""));
    has_body(&report);
    assert_eq!(kind(&report, "Fire at the quay"), Some(SegmentKind::Headline));
    assert_eq!(kind(&report, "Weather in"), Some(SegmentKind::Furniture));
    assert!(kind(&report, "Privacy policy").is_some_and(SegmentKind::is_furniture));
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn posts_are_told_by_their_markup_and_by_their_form() {
    let post = "<blockquote class=\"twitter-tweet\"><p>Smoke over the quay, stay away!</p>— Fire Service (@ellery_fire) \
        <a href=x>March 3, 2031</a></blockquote>";
    let report = read(&article(post, ""));
    has_body(&report);
    assert_eq!(kind(&report, "Smoke over"), Some(SegmentKind::Embed));
    let plain = "<p>Smoke over the quay, stay away from the harbour tonight! — Fire Service (@ellery_fire) March 3, 2031</p>";
    assert_eq!(
        kind(&read(&article(plain, "")), "Smoke over"),
        Some(SegmentKind::Embed)
    );
}

#[test]
fn pointers_offers_and_corrections_are_told() {
    let pointer = "<p><a href=/b>READ MORE: Mayor resigns over the bridge</a></p>";
    assert!(kind(&read(&article(pointer, "")), "READ MORE").is_some_and(SegmentKind::is_furniture));
    let offer = "<p>Sign up for our newsletter and get the news of the harbour every morning.</p>";
    assert!(kind(&read(&article(offer, "")), "Sign up").is_some_and(SegmentKind::is_furniture));
    let correction = "<p>Correction: An earlier version of this article misstated the name of the ferry.</p>";
    let report =
        read(&article("", "").replace(&format!("<p>{FOUR}</p>"), &format!("<p>{FOUR}</p>{correction}")));
    assert!(
        kind(&report, "Correction")
            .is_some_and(|k| k == SegmentKind::Correction || k == SegmentKind::Furniture)
    );
}

#[test]
fn near_misses_stay_paragraphs() {
    for words in [
        "Read more than 50 books a year, the librarian used to tell the children who came to her in the old town hall of the port.",
        "The newsletter that the harbourmaster sends to the owners of boats had warned of the wiring in May, she said on Tuesday.",
        "The correction of the figures took until noon, when the fire service said that two warehouses and not three were lost.",
    ] {
        let report = read(&article(&format!("<p>{words}</p>"), ""));
        assert_eq!(kind(&report, words), Some(SegmentKind::Paragraph), "{words}");
    }
}

#[test]
fn readers_comments_are_the_sites() {
    let comments = "<section id=comments class=comments-area><h2>3 comments</h2><ol class=comment-list>\
        <li class=comment><p class=comment-author>Jo</p><p>This was bound to happen, I have said so for years and nobody ever listened to me.</p></li>\
        <li class=comment><p class=comment-author>Al</p><p>Thanks to all the crews who worked through the night to save what could be saved.</p></li>\
        </ol></section>";
    let report = read(&article("", comments));
    has_body(&report);
    assert!(kind(&report, "bound to happen").is_some_and(SegmentKind::is_furniture));
}

#[test]
fn pages_of_other_builds_are_read() {
    let amp = format!(
        "<html amp lang=en><head><title>Fire at the quay</title></head><body><amp-sidebar hidden><a href=/>Home</a></amp-sidebar>\
         <article><h1>Fire at the quay</h1><amp-img src=a.jpg></amp-img>{}</article></body></html>",
        paragraphs("")
    );
    has_body(&read(&amp));
    let print = format!(
        "<html><head><title>Fire at the quay</title></head><body><h1>Fire at the quay</h1>{}</body></html>",
        paragraphs("")
    );
    has_body(&read(&print));
    let table = format!(
        "<html><head><title>Fire at the quay</title></head><body><table><tr><td width=120><a href=/>Home</a><br><a href=/n>News</a></td>\
         <td><font size=5><b>Fire at the quay</b></font><br><br>{ONE}<br><br>{TWO}<br><br>{THREE}<br><br>{FOUR}</td></tr></table></body></html>"
    );
    has_body(&read(&table));
}

#[test]
fn frames_and_empty_pages_hold_nothing() {
    for page in [
        "",
        "<html></html>",
        "<frameset cols=20%,80%><frame src=a.html><frame src=b.html></frameset>",
    ] {
        let report = read(page);
        assert!(report.segments.is_empty());
        assert!(report.warnings.iter().any(|w| w.code == "empty"), "{page}");
    }
}

#[test]
fn a_page_in_another_language_keeps_its_language() {
    let german = "Bei einem Brand im Hafen von Elleritz sind am Montag zwei Lagerhallen zerstört worden, wie die Feuerwehr mitteilte, \
        und erst am Morgen war das Feuer gelöscht.";
    let page = article("", "")
        .replace(ONE, german)
        .replace(TWO, german)
        .replace(THREE, german)
        .replace(FOUR, german);
    assert_eq!(read(&page).language.as_deref(), Some("de"));
}
