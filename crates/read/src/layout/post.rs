//! Posts of social networks set into a text: the post's words and the line that signs it.

use super::shape::Shape;
use super::told::Seen;
use record::{SegmentKind, Text};
use regex::Regex;
use std::sync::LazyLock;

/// Whether a line is a post with its writer, address and day at its end ("… — Jane Doe (@janedoe) May 2, 2016"), that
/// signature alone, or what a network writes around a post.
pub(crate) fn is_post(line: &str) -> bool {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?:[—–-]\s?|^)[^()\n]{1,60}\(@\w{1,30}\)\W{1,3}(?:\d{1,2}:\d\d [AP]M\W{1,3})?",
            r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2} [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d)$",
        ))
        .expect("a constant pattern")
    });
    static AROUND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:View this post on (?:Instagram|X|Twitter|Facebook|Threads|TikTok)\W*$|A post shared by .{1,80}(?:\(@[\w.]{1,30}\)|on .{1,60})|.{0,280}\bpic\.twitter\.com/\w+$)")
            .expect("a constant pattern")
    });
    let around = || {
        let begins = line.starts_with("View this post on ") || line.starts_with("A post shared by ");
        begins || line.contains("pic.twitter.com/")
    };
    line.len() < 900 && (line.contains("(@") && SIGNED.is_match(line) || around() && AROUND.is_match(line))
}

/// The words of a post may stand on the lines above its signature, without a blank line between.
pub(super) fn mark(text: &Text, seen: &mut [Seen]) {
    for i in 1..seen.len() {
        let signature = seen[i].shape == Shape::Embed && text.at(seen[i].span).starts_with(['—', '–', '-']);
        let before = &seen[i - 1];
        let gap = text.get(before.span.end()..seen[i].span.start()).unwrap_or("");
        let close = gap.matches('\n').count() == 1;
        let words = text.at(before.span);
        let short = words.len() <= 400 && matches!(before.shape, Shape::Prose | Shape::Bare);
        let posted = words.contains(['#', '@']) || words.contains("https://t.co/");
        if signature && short && (close || posted) && before.kind.is_none() && before.dateline.is_none() {
            seen[i - 1].kind = Some(SegmentKind::Embed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_told() {
        for line in [
            "The ferry is lost! — Jane Doe (@janedoe) May 2, 2016",
            "— Jane Doe (@janedoe) March 5, 2024",
            "- Jane Doe (@janedoe) 5 March 2024",
            "Jane Doe (@janedoe) March 5, 2024",
            "View this post on Instagram",
            "A post shared by Jane Doe (@jane.doe)",
            "The ferry burns pic.twitter.com/a1B2c3",
        ] {
            assert!(is_post(line), "{line}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for line in [
            "The ferry is lost, wrote Jane Doe (@janedoe).",
            "Jane Doe (@janedoe) is a reporter of the Herald.",
            "She left on March 5, 2024",
            "A post shared by many was false.",
        ] {
            assert!(!is_post(line), "{line}");
        }
    }
}
