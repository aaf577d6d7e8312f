//! Lines of a site that passed as text.

use super::days::{Day, day};
use record::Report;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The lines of `reports` that say nothing of an event: they stand in several reports over weeks.
pub(super) fn repeated<'a>(reports: &[&'a Report]) -> FxHashSet<&'a str> {
    // A line of three reports that lie more than a fortnight apart, whoever printed them.
    const REPORTS: usize = 3;
    const DAYS: Day = 14;
    // A line of two reports of one site more than a month apart.
    const SITE_DAYS: Day = 30;
    let mut lines: BTreeMap<&str, (usize, Day, Day)> = BTreeMap::new();
    let mut sites: BTreeMap<(&str, &str), (usize, Day, Day)> = BTreeMap::new();
    for report in reports {
        let Some(day) = report.day().and_then(day) else {
            continue;
        };
        let mut mine: Vec<&str> = report.running().map(|s| report.text.at(s.span)).collect();
        mine.sort_unstable();
        mine.dedup();
        let site = site(report);
        for line in mine {
            let see = |seen: &mut (usize, Day, Day)| *seen = (seen.0 + 1, seen.1.min(day), seen.2.max(day));
            see(lines.entry(line).or_insert((0, day, day)));
            if let Some(site) = site {
                see(sites.entry((site, line)).or_insert((0, day, day)));
            }
        }
    }
    let anywhere = lines
        .into_iter()
        .filter(|(_, (n, a, b))| *n >= REPORTS && b - a > DAYS)
        .map(|(line, _)| line);
    let on_one_site = sites
        .into_iter()
        .filter(|(_, (n, a, b))| *n > 1 && b - a > SITE_DAYS)
        .map(|((_, line), _)| line);
    anywhere.chain(on_one_site).collect()
}

/// The host of a report's address.
fn site(report: &Report) -> Option<&str> {
    let address = report.url.as_deref()?;
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// Whether a line is one of a site's own: by its beginning, by what only a form says, or as a list of clips.
pub(super) fn stock(line: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "copyright",
        "©",
        "(c) ",
        "advertisement",
        "share this",
        "sign up",
        "click here",
        "related:",
        "related stories",
        "more:",
        "read more",
        "read also",
        "subscribe",
        "watch live",
        "download our",
        "download the",
        "like us on",
        "follow us",
        "this material may not be",
        "all rights reserved",
        "get breaking news",
        "see also",
    ];
    // What forms for signing in, for letters and for remarks say.
    const FORMS: &[&str] = &[
        "email notifications",
        "verification email",
        "confirmation email",
        "enable javascript",
        "privacy policy",
        "terms of service",
        "your notification",
        "location to your tweets",
        "sign in using your",
        "already have an account",
        "spam or junk folder",
    ];
    // Of a long paragraph a few words say little.
    const LONGEST: usize = 300;
    const LONGEST_FORM: usize = 900;
    if line.len() > LONGEST_FORM {
        return false;
    }
    if clips(line) {
        return true;
    }
    let lower = line.to_lowercase();
    let form = FORMS.iter().filter(|f| lower.contains(**f)).count();
    let start = lower.trim_start();
    let follow = start.starts_with("follow ")
        && line.len() < 160
        && (lower.contains(" on twitter") || line.contains('@'));
    let short = line.len() < LONGEST;
    form > 1 || (short && (form > 0 || follow || BEGINNINGS.iter().any(|b| start.starts_with(b))))
}

/// A player's list of clips, each with its running time: "Pause 1:15 Rescue at sea 0:43 Storm over Vell 2:33 Cup final".
fn clips(line: &str) -> bool {
    const CLIPS: usize = 3;
    let words: Vec<&str> = line.split_whitespace().collect();
    let running = |i: usize| {
        let time = words[i].split_once(':');
        let digits =
            |s: &str, most: usize| (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        // "at 7:30 p.m." is a time of day.
        let of_day = words.get(i + 1).is_some_and(|w| {
            let w = w.to_lowercase();
            ["am", "pm", "a.m", "p.m"].iter().any(|m| w.starts_with(m))
        });
        time.is_some_and(|(m, s)| digits(m, 2) && digits(s, 2) && s.len() == 2) && !of_day
    };
    (0..words.len()).filter(|i| running(*i)).count() >= CLIPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copyright_line_is_stock_and_a_sentence_is_not() {
        assert!(stock("Copyright 2031 Halcyon Media. All rights reserved."));
        assert!(stock("Follow Dora Quill on Twitter"));
        assert!(!stock("Follow-up talks begin on Monday in Port Ellery."));
        assert!(stock(
            "Close. Get email notifications on Dora Quill daily! Your notification has been saved."
        ));
        assert!(!stock(
            "The minister said the privacy policy of the town had changed; "
                .repeat(6)
                .as_str()
        ));
        assert!(!stock("Police shared this picture of the boat."));
    }

    #[test]
    fn a_list_of_clips_is_stock_and_times_of_day_are_not() {
        assert!(stock(
            "1:01 Rescue at sea Pause 1:15 Storm over Vell 0:43 Cup final"
        ));
        assert!(!stock(
            "He left at 7:30 p.m., was seen at 8:10 p.m. and called at 9:05 p.m. on Monday."
        ));
    }
}
