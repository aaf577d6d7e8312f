//! Lists of feeds: OPML 1.0 and 2.0, an `outline` with an `xmlUrl` a feed.

use super::xml::{Mark, Scan};
use std::collections::BTreeSet;

/// The addresses of the feeds that an OPML document lists, in its order, each once.
#[must_use]
pub fn outlines(document: &str) -> Vec<String> {
    let mut scan = Scan::new(document);
    let mut found: Vec<String> = Vec::new();
    // A list may name a hundred thousand feeds; to look through all of them for each would take minutes.
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(mark) = scan.next() {
        if let Mark::Start { tag, .. } = mark
            && tag.parts().1.eq_ignore_ascii_case("outline")
            && let Some(address) = tag.attribute("xmlUrl")
        {
            let address = address.trim().to_owned();
            if !address.is_empty() && seen.insert(address.clone()) {
                found.push(address);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_found_in_folders_and_each_once() {
        let document = r#"<?xml version="1.0"?><opml version="2.0"><head><title>Coast</title></head><body>
            <outline text="Papers"><outline type="rss" text="Herald" xmlUrl="https://herald.example/rss?a=1&amp;b=2"/>
            <outline text="Herald again" xmlurl="https://herald.example/rss?a=1&amp;b=2"/></outline>
            <outline text="A note" htmlUrl="https://note.example/"/></body></opml>"#;
        assert_eq!(outlines(document), ["https://herald.example/rss?a=1&b=2"]);
        assert!(outlines("not a list").is_empty());
    }
}
