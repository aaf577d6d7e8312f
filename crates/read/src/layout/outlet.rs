//! Who published it, in the words of a text: a copyright line, the tail of a title. None rather than wrong.

use super::furniture;
use crate::address::host;
use crate::outlets;
use regex::Regex;
use std::sync::LazyLock;

/// The owner in a copyright line: "Copyright © 2021 The Port Ellery Herald, LLC. …" → "The Port Ellery Herald".
#[must_use]
pub(crate) fn of_copyright(line: &str) -> Option<String> {
    static OWNER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^\W*(?i:copyright)?\W*(?:(?i:\(c\)|©)\W*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?\W*)?(?:(?i:by)\s+)?(?P<owner>(?:[Tt]he\s+)?[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]0-9'’&.-]*(?:\s+(?:of\s+|and\s+|&\s+)?[A-ZÀ-ÞĆČĐĞİŁŚŞŠŻŽ][[A-Za-zÀ-ɏ]0-9'’&.-]*){0,5})(?P<form>,?\s*(?:LLC|L\.L\.C\.|Inc\.?|Ltd\.?|Limited|Corp\.?|Co\.|Company|PLC|plc|LP|GmbH|Pty)\b\.?)*\s*(?:[.,|]|All|ALL|$)",
        )
        .expect("a constant pattern")
    });
    if !furniture::is_copyright(line) {
        return None;
    }
    let owner = OWNER.captures(line)?.name("owner")?.as_str();
    let forms = [
        " LLC", " Inc.", " Inc", " Ltd.", " Ltd", " Limited", " Corp.", " Corp", " PLC", " plc", " Company",
        " Co.",
    ];
    let mut name = owner.trim_end_matches(['.', ',']);
    for form in forms {
        name = name
            .strip_suffix(form)
            .unwrap_or(name)
            .trim_end_matches(['.', ',', ' ']);
    }
    for tail in [" All Rights", " All Rights Reserved", " All rights reserved"] {
        name = name
            .strip_suffix(tail)
            .unwrap_or(name)
            .trim_end_matches(['.', ',', ' ']);
    }
    if crate::agencies::named(name).is_some() {
        return None;
    }
    if let Some(name) = outlets::spelled(name) {
        return Some(name);
    }
    (has_media_word(name)).then(|| name.to_owned())
}

/// Whether a name has a word of which outlets' names are made.
#[must_use]
pub(crate) fn has_media_word(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "news",
        "times",
        "post",
        "journal",
        "herald",
        "tribune",
        "gazette",
        "chronicle",
        "observer",
        "guardian",
        "telegraph",
        "mail",
        "express",
        "star",
        "sun",
        "globe",
        "courier",
        "dispatch",
        "register",
        "examiner",
        "sentinel",
        "bulletin",
        "record",
        "press",
        "review",
        "inquirer",
        "mirror",
        "standard",
        "independent",
        "today",
        "daily",
        "weekly",
        "magazine",
        "radio",
        "tv",
        "television",
        "broadcasting",
        "channel",
        "media",
        "democrat",
        "republican",
        "reporter",
        "argus",
        "banner",
        "beacon",
        "citizen",
        "echo",
        "enterprise",
        "monitor",
        "advertiser",
        "advocate",
        "leader",
        "mercury",
        "messenger",
        "voice",
        "world",
    ];
    name.split(|c: char| !c.is_alphanumeric())
        .any(|w| WORDS.contains(&w.to_lowercase().as_str()))
        || is_call_sign(name)
        || [".com", ".org", ".net", ".co.uk"]
            .iter()
            .any(|d| name.to_lowercase().ends_with(d))
}

/// American call signs: "KXYZ", "WABC-TV".
fn is_call_sign(name: &str) -> bool {
    let sign = name.split(['-', ' ']).next().unwrap_or("");
    (3..=4).contains(&sign.len())
        && sign.starts_with(['K', 'W'])
        && sign.bytes().all(|b| b.is_ascii_uppercase())
}

/// A title without the outlet's name glued to its end, and that name.
#[must_use]
pub(crate) fn cut_title<'a>(
    title: &'a str,
    outlet: Option<&str>,
    url: Option<&str>,
) -> (&'a str, Option<String>) {
    let title = title.trim();
    let cut = [" | ", " - ", " – ", " — ", " :: ", " » ", " · "]
        .iter()
        .filter_map(|sep| title.rfind(sep).map(|at| (at, sep.len())))
        .max();
    let Some((at, len)) = cut else {
        return (title, None);
    };
    let (head, tail) = (
        title.get(..at).unwrap_or(title).trim(),
        title.get(at + len..).unwrap_or("").trim(),
    );
    if head.split_whitespace().count() < 2 || tail.is_empty() || tail.split_whitespace().count() > 6 {
        return (title, None);
    }
    let same = |a: &str, b: &str| letters(a) == letters(b);
    let told = outlet.is_some_and(|o| same(o, tail)) || url.and_then(host).is_some_and(|h| of_host(&h, tail));
    let name = outlets::spelled(tail).or_else(|| outlets::of_address(tail).map(|o| o.name.clone()));
    let capital = tail
        .split_whitespace()
        .all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || w.len() <= 3);
    if told || name.is_some() || capital && has_media_word(tail) {
        // Titles often carry a second tail: "… - Local News - Port Ellery Herald".
        let (head, _) = if head.contains(" | ") || head.contains(" - ") {
            cut_title(head, outlet, url)
        } else {
            (head, None)
        };
        return (
            head,
            name.or_else(|| has_media_word(tail).then(|| tail.to_owned())),
        );
    }
    (title, None)
}

/// Whether a host is made of the name's letters: "portelleryherald.com" and "Port Ellery Herald".
fn of_host(host: &str, name: &str) -> bool {
    let letters = letters(name);
    letters.len() >= 4
        && host.split('.').any(|part| {
            part.replace('-', "") == letters || format!("the{}", part.replace('-', "")) == letters
        })
}

fn letters(s: &str) -> String {
    s.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copyright_line_names_its_owner() {
        for (line, owner) in [
            (
                "Copyright © 2021 The Port Ellery Herald, LLC. Click here for reprint permission.",
                Some("The Port Ellery Herald"),
            ),
            (
                "© 2016 Ellery Times Ltd. All rights reserved.",
                Some("Ellery Times"),
            ),
            ("Copyright 2015 by KXYZ", Some("KXYZ")),
            ("Copyright 2016 The Associated Press. All rights reserved.", None),
            ("Copyright 2016 Jane Doe", None),
            ("Copyright law is dull. The Times said so.", None),
        ] {
            assert_eq!(of_copyright(line).as_deref(), owner, "{line}");
        }
    }

    #[test]
    fn the_tail_of_a_title_is_cut() {
        for (title, cut, outlet) in [
            (
                "Ferry sinks off Port Ellery - Port Ellery Herald",
                "Ferry sinks off Port Ellery",
                Some("Port Ellery Herald"),
            ),
            (
                "Ferry sinks off Port Ellery | BBC News",
                "Ferry sinks off Port Ellery",
                Some("BBC News"),
            ),
            (
                "Ferry sinks | Local News | Ellery Gazette",
                "Ferry sinks",
                Some("Ellery Gazette"),
            ),
            (
                "Ferry sinks - and nobody knows why",
                "Ferry sinks - and nobody knows why",
                None,
            ),
            ("Talks fail - Doe", "Talks fail - Doe", None),
        ] {
            assert_eq!(
                cut_title(title, None, None),
                (cut, outlet.map(str::to_owned)),
                "{title}"
            );
        }
        assert_eq!(
            cut_title("Ferry sinks today - Ellery Bay", Some("Ellery Bay"), None).0,
            "Ferry sinks today"
        );
    }
}
