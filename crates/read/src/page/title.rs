//! The headline of a page: which block it is, and its words without the site's name.

use super::align::squeeze;
use super::element::Signs;
use super::scan::Scan;

/// The block that holds the headline.
///
/// A page's `<h1>` may be the site's logo, so a block must agree with what the page's head says the title is; where
/// the head says nothing, a single `<h1>` of some words is believed. `said` are the titles of the head, the most
/// trusted first.
pub(super) fn block(scan: &Scan, said: &[&str], outlet: Option<&str>) -> Option<usize> {
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
    let titles = |sign: Signs| {
        scan.blocks
            .iter()
            .enumerate()
            .filter(move |(_, b)| b.signs.has(sign) && !b.signs.has(Signs::ASIDE))
            .map(|(i, _)| (i, squeeze(words(i))))
            .filter(|(_, letters)| letters.len() > 4 && *letters != site)
            .take(200)
            .collect::<Vec<_>>()
    };
    let agrees = |letters: &str, said: &str| {
        letters == said
            // The head may add the site's name, and the page may add a kicker; neither is most of it.
            || (said.contains(letters) && letters.len() * 5 >= said.len() * 2)
            || (letters.contains(said) && said.len() * 5 >= letters.len() * 3)
    };
    let first = titles(Signs::TITLE);
    for titles in [&first, &titles(Signs::HEADING)] {
        for said in &said {
            if let Some((i, _)) = titles.iter().find(|(_, letters)| letters == said) {
                return Some(*i);
            }
        }
        for said in &said {
            let agreeing = titles.iter().filter(|(_, letters)| agrees(letters, said));
            // Of several the longest says most; of equals the first counts.
            if let Some((i, _)) = agreeing.rev().max_by_key(|(_, letters)| letters.len()) {
                return Some(*i);
            }
        }
    }
    match first.as_slice() {
        [(only, _)] if words(*only).split_whitespace().count() > 2 => Some(*only),
        _ => None,
    }
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
                Some("The Herald")
            ),
            Some(1)
        );
        assert_eq!(block(&scan, &[], Some("The Herald")), Some(1));
    }

    #[test]
    fn another_stories_heading_is_no_headline() {
        let scan = scan("<h2>Mayor resigns over bridge</h2><p>Text");
        assert_eq!(block(&scan, &["Fire at the quay kills two"], None), None);
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
