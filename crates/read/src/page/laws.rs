//! What must hold of every page, however broken.

use super::{mask, read_page};
use proptest::prelude::*;
use record::Report;

fn read(page: &str) -> Report {
    let mut report = Report::default();
    read_page(&page.into(), &mut report);
    report
}

fn without_white(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Law 3: masked, not rewritten. Every segment's bytes in the page decode to its text, and none begins or ends in white
/// space that was set in between.
fn holds(page: &str) -> Result<(), String> {
    let report = read(page);
    let mut end = 0;
    for segment in &report.segments {
        let text = report.text.at(segment.span);
        if text.is_empty() || text.trim() != text || segment.span.start() < end {
            return Err(format!(
                "a segment is empty, overlaps or begins in white space: {text:?}"
            ));
        }
        end = segment.span.end();
        if segment.source.windows(2).any(|w| w[0].end() > w[1].start()) {
            return Err(format!("the ranges of {text:?} overlap or run backwards"));
        }
        let mut decoded = String::new();
        for range in &segment.source {
            let raw = page
                .get(range.range())
                .ok_or("a range is not on character boundaries")?;
            decoded.push_str(&mask::decode(raw));
        }
        if without_white(&decoded) != without_white(text) {
            return Err(format!("{decoded:?} is not {text:?}"));
        }
    }
    Ok(())
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=byline>".to_owned()),
        Just("</div>".to_owned()),
        Just("<br>".to_owned()),
        Just("</>".to_owned()),
        Just("<a href=x>".to_owned()),
        Just("</a>".to_owned()),
        Just("<h1>".to_owned()),
        Just("<td><tr><li>".to_owned()),
        Just("<div hidden id=S:0>".to_owned()),
        Just("<blockquote class=twitter-tweet>".to_owned()),
        Just("<div class=relatedStories><ul><li><a href=y>".to_owned()),
        Just("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":\"A B\",\"wordCount\":900}</script>".to_owned()),
        Just("<pre>\n\n".to_owned()),
        Just("<script>a < b".to_owned()),
        Just("</script>".to_owned()),
        Just("<!-- x".to_owned()),
        Just("-->".to_owned()),
        Just("&amp;&nbsp;&#8217;&eacute &notanentity;&#0;&".to_owned()),
        Just("<time datetime=2024-03-05>5 March 2024</time>".to_owned()),
        Just("\u{a0}\u{200b}\u{0}\r\n".to_owned()),
        "[a-zé“ <>&\"]{0,12}",
        "(The fire at the quay of Port Ellery burned all night. ){1,3}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn pages_are_masked_and_not_rewritten(page in pieces()) {
        prop_assert_eq!(holds(&page), Ok(()));
    }

    #[test]
    fn no_text_makes_it_panic(page in any::<String>()) {
        prop_assert_eq!(holds(&page), Ok(()));
    }
}

#[test]
fn a_million_nested_elements_are_read() {
    let page = format!(
        "<p>{}A fire burned at the quay of Port Ellery all night.",
        "<div>".repeat(1_000_000)
    );
    let report = read(&page);
    assert!(report.text.contains("Port Ellery"));
}

#[test]
fn a_million_broken_elements_are_read() {
    for part in [
        "<p><b>",
        "<td></div>",
        "<a></p>",
        "<li><b></li>",
        "&",
        "<",
        "<p>x",
        "<br>x ",
        "</x>",
    ] {
        let report = read(&part.repeat(200_000));
        assert!(report.segments.len() <= 200_000);
    }
}
