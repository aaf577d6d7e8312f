//! The headline of a page: which block it is, and its words without the site's name.

use super::element::Signs;
use super::scan::Scan;
use super::scan::squeeze;

/// The block that holds the headline.
///
/// A page's `<h1>` may be the site's logo, so a block must agree with what the page's head says the title is. Where none
/// does, the `<h1>` right above the main text is believed: titles made for search engines often say it in other words.
/// `said` are the titles of the head, the most trusted first; `start` is the first block of the main text.
pub(super) fn block(scan: &Scan, said: &[&str], outlet: Option<&str>, start: Option<usize>) -> Option<usize> {
    let site = outlet.map(squeeze).unwrap_or_default();
    let said: Vec<String> = said
        .iter()
        .map(|s| squeeze(s))
        .filter(|s| !s.is_empty())
        .collect();
    let words = |i: usize| {
        scan.blocks
            .get(i)
            .and_then(|b| scan.mask.text().get(b.span.range()))
            .unwrap_or("")
    };
    let blocks = |sign: Signs| {
        scan.blocks
            .iter()
            .enumerate()
            .filter(move |(_, b)| b.signs.has(sign) && !b.signs.has(Signs::ASIDE))
            .map(|(i, _)| (i, squeeze(words(i))))
            .filter(|(_, letters)| letters.len() > 4 && *letters != site)
            .take(200)
            .collect::<Vec<_>>()
    };
    let (titles, headings) = (blocks(Signs::TITLE), blocks(Signs::HEADING));
    // The head may add the site's name, and the page may add a kicker; neither is most of it.
    let holds = |letters: &str, said: &str| letters.contains(said) && said.len() * 5 >= letters.len() * 3;
    let most = |letters: &str, said: &str| said.contains(letters) && letters.len() * 5 >= said.len() * 3;
    let part = |letters: &str, said: &str| said.contains(letters) && letters.len() * 5 >= said.len() * 2;
    let lone = || {
        let own = |i: usize| words(i).split_whitespace().count() > 2 && !is_site(words(i), outlet, None);
        let above = titles
            .iter()
            .rev()
            .find(|(i, _)| start.is_some_and(|start| *i <= start));
        above
            .or(titles.first().filter(|_| titles.len() == 1))
            .map(|(i, _)| *i)
            .filter(|i| own(*i))
    };
    pick(&titles, &said, |letters, said| letters == said)
        .or_else(|| {
            pick(&titles, &said, |letters, said| {
                holds(letters, said) || most(letters, said)
            })
        })
        .or_else(|| pick(&headings, &said, |letters, said| letters == said))
        .or_else(|| pick(&titles, &said, part))
        .or_else(lone)
        .or_else(|| {
            pick(&headings, &said, |letters, said| {
                holds(letters, said) || part(letters, said)
            })
        })
}

/// The block that agrees with the most trusted title; of several the longest says most, of equals the first counts.
fn pick(blocks: &[(usize, String)], said: &[String], agrees: impl Fn(&str, &str) -> bool) -> Option<usize> {
    said.iter().find_map(|said| {
        let agreeing = blocks.iter().filter(|(_, letters)| agrees(letters, said));
        agreeing
            .rev()
            .max_by_key(|(_, letters)| letters.len())
            .map(|(i, _)| *i)
    })
}

/// The words of the headline's block without what the page glued to them: a kicker before what the head says the title
/// is, or the name of a linked source in parentheses behind it.
pub(super) fn bare(shown: &str, said: &[String]) -> String {
    let letters = squeeze(shown);
    for title in said {
        let wanted = squeeze(title);
        let most = wanted.len() > 10 && wanted.len() * 5 >= letters.len() * 3;
        let glued = letters.ends_with(&wanted) && letters != wanted;
        let source = letters.starts_with(&wanted)
            && shown
                .rfind(" (")
                .is_some_and(|at| squeeze(shown.get(..at).unwrap_or("")) == wanted);
        if most && (glued || source) {
            return title.clone();
        }
    }
    shown.to_owned()
}

/// A title without the site's name that is glued to its end or its beginning.
pub(super) fn without_site(title: &str, outlet: Option<&str>, host: Option<&str>) -> String {
    let mut title = title.trim();
    for _ in 0..2 {
        let Some((cut, sign)) = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "]
            .iter()
            .filter_map(|sign| title.rfind(sign).map(|at| (at, *sign)))
            .max()
        else {
            break;
        };
        let (head, tail) = (
            title.get(..cut).unwrap_or(""),
            title.get(cut + sign.len()..).unwrap_or(""),
        );
        let is_short = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 3;
        if is_site(tail, outlet, host) || (is_short && sign == " | ") {
            title = head.trim_end();
        } else {
            break;
        }
    }
    match title.split_once(" | ") {
        Some((head, tail)) if is_site(head, outlet, host) => tail.trim().to_owned(),
        _ => title.to_owned(),
    }
}

/// Whether these words are the site's name, as its metadata or its address has it.
pub(super) fn is_site(words: &str, outlet: Option<&str>, host: Option<&str>) -> bool {
    let letters = squeeze(words);
    let near = |name: &str| {
        let name = squeeze(name);
        !name.is_empty() && letters.len() > 2 && (letters.contains(&name) || name.contains(&letters))
    };
    outlet.is_some_and(near) || host.is_some_and(near)
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    #[test]
    fn the_logo_is_no_headline() {
        let scan = scan("<h1>The Herald</h1><h1>Fire at the quay kills two</h1>");
        assert_eq!(
            block(
                &scan,
                &["Fire at the quay kills two - The Herald"],
                Some("The Herald"),
                None
            ),
            Some(1)
        );
        assert_eq!(block(&scan, &[], Some("The Herald"), None), Some(1));
    }

    #[test]
    fn another_stories_heading_is_no_headline() {
        let scan = scan("<h2>Mayor resigns over bridge</h2><p>Text");
        assert_eq!(block(&scan, &["Fire at the quay kills two"], None, Some(1)), None);
    }

    #[test]
    fn a_logo_that_opens_the_title_gives_way_to_the_heading_that_is_it() {
        let scan = scan("<h1>Harbour Notes</h1><h3>The lean ferry</h3><p>Text");
        let said = ["The lean ferry", "Harbour Notes: The lean ferry"];
        assert_eq!(block(&scan, &said, None, Some(2)), Some(1));
    }

    #[test]
    fn the_title_above_the_text_is_believed_against_the_head() {
        let scan = scan(
            "<h1>Port Ellery Magazine</h1><h1>The best piers of the north coast</h1><p>Text</p><h1>Next in our guide</h1>\
             <h2>Our favourite piers</h2>",
        );
        let said = ["Our favourite piers of the year 2024"];
        assert_eq!(
            block(&scan, &said, Some("Port Ellery Magazine"), Some(2)),
            Some(1)
        );
    }

    #[test]
    fn what_is_glued_to_the_headline_is_cut_off() {
        let said = ["Fire at the quay kills two and hurts five".to_owned()];
        for (shown, told) in [
            (
                "Politics Fire at the quay kills two and hurts five",
                "Fire at the quay kills two and hurts five",
            ),
            (
                "Fire at the quay kills two and hurts five (herald.example) 12",
                "Fire at the quay kills two and hurts five",
            ),
            (
                "Fire at the quay kills two and hurts five: what we know",
                "Fire at the quay kills two and hurts five: what we know",
            ),
            (
                "Fire at the quay kills two and hurts five",
                "Fire at the quay kills two and hurts five",
            ),
            ("Two die", "Two die"),
        ] {
            assert_eq!(bare(shown, &said), told, "{shown}");
        }
    }

    #[test]
    fn the_sites_name_is_cut_off() {
        let cut = |title: &str| without_site(title, Some("The Herald"), Some("portherald"));
        assert_eq!(
            cut("Fire at the quay kills two - The Herald"),
            "Fire at the quay kills two"
        );
        assert_eq!(
            cut("Fire at the quay kills two | News | The Herald"),
            "Fire at the quay kills two"
        );
        assert_eq!(cut("The Herald | Fire at the quay"), "Fire at the quay");
        assert_eq!(
            cut("Fire at the quay - what we know"),
            "Fire at the quay - what we know"
        );
    }
}
