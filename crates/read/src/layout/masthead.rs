//! The masthead: a line of its own above the text that names the outlet, as a paper's head or below a byline.
//!
//! The line is a name in title case made with a word of which papers' names are made ("Port Ellery Herald"), and it
//! stands where such lines stand: first of all, or beside a date or a byline. Headlines in title case end in the same
//! words ("Minister Quits Post"), so the other words must be those of a name; where there is nothing else that can be
//! the headline, they must be so beyond doubt.

use super::{furniture, shape::Shape, told::Seen};
use crate::names::is_common_word;
use record::Text;

/// Words that end an outlet's name and are rarely a section's mark.
const PAPERS: &str = "
    advertiser advocate age argus banner beacon bugle bulletin call chronicle citizen clarion courier daily
    democrat dispatch echo examiner express gazette globe guardian herald independent inquirer journal ledger
    mail mercury messenger mirror monitor news observer online post press radio record recorder register
    reporter republican review sentinel standard star sun telegram telegraph television times today tribune tv
    voice weekly world";
/// Words that begin one.
const FIRST: &str = "daily radio voice";
/// Words that alone or together mark a section of a paper and name none: "World News", "Local Press Review".
const SECTION: &str = "
    breaking business call city community county crime general health home independent international latest
    local more national news online our politics press radio record region regional reporter review science
    sport sports state tech technology television the today top tv uk us video voice weather world your";
/// Everyday words of which outlets' names are made.
const NAMING: &str = "
    afternoon american bay beach borough bridge british capital castle central church city coast coastal county
    creek dealer district east eastern evening falls field financial ford forest free garden gate grand great
    harbor harbour high hill hills inter island islands isle lake lakes lakeside land little market metro mid
    mill morning mount mountain national new north northern old park people plain port quay red river rock rocky
    royal saint sea shore south southern spring springs state street summit sunday tide town union united upper
    valley village wall water west western white wood";
/// Longer lines are headlines. In bytes and words.
const LONGEST: (usize, usize) = (48, 6);

/// The line of `seen` that is the masthead, and the name it gives. `first` is the first paragraph's place; `titled`
/// says that the headline is known from elsewhere.
pub(super) fn find(text: &Text, seen: &[Seen], first: usize, titled: bool) -> Option<(usize, String)> {
    let head = seen.get(..first).filter(|_| first < seen.len())?;
    let free = |s: &Seen| s.kind.is_none() && s.shape == Shape::Bare;
    let is_mark = |i: usize| {
        head.get(i)
            .is_some_and(|s| matches!(s.shape, Shape::Header(_) | Shape::Byline(_)))
    };
    head.iter().enumerate().find_map(|(i, line)| {
        if !free(line) {
            return None;
        }
        let words = text.at(line.span);
        let beside = is_mark(i + 1) || i > 0 && is_mark(i - 1);
        let headed = titled
            || head.iter().enumerate().any(|(k, s)| {
                let long = text.at(s.span).split_whitespace().nth(2).is_some();
                k != i && long && (free(s) || s.kind == Some(record::SegmentKind::Headline))
            });
        let owned = || {
            seen.iter()
                .any(|s| matches!(s.shape, Shape::Furniture(_)) && is_owner(text.at(s.span), words))
        };
        let name = Name::of(words)?;
        let known = crate::outlets::spelled(words).filter(|_| i == 0 || beside || name.words > 1);
        let told = match (beside, headed) {
            (true, true) => name.made && !name.acts || owned(),
            _ => (i == 0 || beside) && name.made && name.sure || i == 0 && owned(),
        };
        known
            .or_else(|| told.then(|| words.to_owned()))
            .map(|name| (i, name))
    })
}

/// What a line's words say of whether it is a name.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    words: usize,
    /// It begins or ends as papers' names do, and is no section's mark.
    made: bool,
    /// Every word is one of names.
    sure: bool,
    /// A word may be a verb.
    acts: bool,
}

impl Name {
    /// `None` where the line can't be a name: too long, with small letters or with the signs of a sentence.
    fn of(line: &str) -> Option<Self> {
        let plain =
            |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '.' | '&');
        let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
        let capital = line.split_whitespace().enumerate().all(|(i, w)| {
            w.starts_with(char::is_uppercase) || i > 0 && matches!(w, "of" | "the" | "and" | "for" | "&")
        });
        if line.len() > LONGEST.0
            || words.len() > LONGEST.1
            || !capital
            || !line.chars().all(plain)
            || line.ends_with('.')
        {
            return None;
        }
        let is = |list: &str, w: &str| w.split('-').all(|w| list.split_whitespace().any(|l| l == w));
        let joins = |w: &str| matches!(w, "of" | "the" | "and" | "for" | "&");
        let (one, last) = (words.first()?, words.last()?);
        let named = |w: &String| joins(w) || is(PAPERS, w) || is(NAMING, w);
        let made = words.len() > 1
            && (is(PAPERS, last) || is(FIRST, one))
            && !words.iter().all(|w| joins(w) || is(SECTION, w));
        Some(Self {
            words: words.len(),
            made,
            sure: words.iter().all(|w| named(w) || !is_common_word(w)),
            acts: words.iter().any(|w| {
                let inflected = ["s", "ed", "ing"].iter().any(|end| w.ends_with(end));
                !named(w) && inflected && is_common_word(w)
            }),
        })
    }
}

/// Whether a copyright line names `owner` as its own.
fn is_owner(line: &str, owner: &str) -> bool {
    let Some(at) = line.find(owner).filter(|_| furniture::is_copyright(line)) else {
        return false;
    };
    let before = line.get(..at).unwrap_or("");
    let after = line.get(at + owner.len()..).unwrap_or("").chars().next();
    before.len() <= 30 && !before.ends_with(char::is_alphabetic) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use crate::layout::parts;
    use record::Text;

    /// Outlet and headline.
    fn told(words: &str) -> (Option<String>, Option<String>) {
        let text = Text::from(words);
        let parts = parts::lay_out(&text, None);
        (parts.outlet, parts.headline.map(|s| text.at(s).to_owned()))
    }

    const BODY: &str =
        "\n\nThe ferry sank on Monday off the pier. Nobody was hurt, the mayor said.\n\nAll left.";

    #[test]
    fn a_paper_s_name_stands_first_or_beside_date_and_byline() {
        for (head, outlet) in [
            (
                "Port Ellery Herald\nTuesday, May 20, 2031\n\nFerry sinks off the pier\n\nBy Jane Doe",
                "Port Ellery Herald",
            ),
            (
                "The Norland Dispatch\nMay 20, 2031\n\nFerry sinks off the pier",
                "The Norland Dispatch",
            ),
            (
                "Norland Daily\n\nFerry sinks off the pier\n\nBy Jane Doe",
                "Norland Daily",
            ),
            (
                "Ferry sinks off the pier\n\nBy Jane Doe\nNorland Post\nMay 20, 2031",
                "Norland Post",
            ),
            (
                "Voice of Ellery\nMay 20, 2031\nFerry sinks off the pier",
                "Voice of Ellery",
            ),
            (
                "Ferry sinks off the pier\nFinancial Star-Gazette\nBy Jane Doe",
                "Financial Star-Gazette",
            ),
        ] {
            let (found, headline) = told(&format!("{head}{BODY}"));
            assert_eq!(
                (found.as_deref(), headline.as_deref()),
                (Some(outlet), Some("Ferry sinks off the pier")),
                "{head}"
            );
        }
        let (outlet, headline) = told(&format!("Norland Argus\nMay 20, 2031{BODY}"));
        assert_eq!((outlet.as_deref(), headline), (Some("Norland Argus"), None));
    }

    #[test]
    fn any_name_that_the_copyright_line_repeats() {
        let text = format!(
            "Ellery Bay\nMay 20, 2031\n\nFerry sinks off the pier{BODY}\n\n© 2033 Ellery Bay. All rights reserved."
        );
        assert_eq!(told(&text).0.as_deref(), Some("Ellery Bay"));
        let other = text.replace("© 2033 Ellery Bay", "© 2033 Norland Wire");
        assert_eq!(told(&other).0, None);
    }

    #[test]
    fn headlines_and_sections_are_no_names() {
        for headline in [
            "Post office closes",
            "Herald of spring",
            "Minister Quits Post",
            "Doe Loses Mail",
            "Rising Star",
            "Ferry Lost",
            "Ellery Ferry Sinks",
        ] {
            for tail in [
                "",
                "\nMay 20, 2031",
                "\nBy Jane Doe",
                "\nThe owner could not say why\nBy Jane Doe",
            ] {
                let found = told(&format!("{headline}{tail}{BODY}"));
                assert_eq!(found.0, None, "{headline}{tail}");
                // Of two words and a longer line below, the longer may be the headline and the first a section's mark.
                let is_clear = headline.split(' ').count() > 2 || !tail.contains("owner");
                assert!(
                    !is_clear || found.1.as_deref() == Some(headline),
                    "{headline}{tail}"
                );
            }
        }
        for section in [
            "World News",
            "Local News",
            "Press Review",
            "Middle East",
            "Top News Today",
        ] {
            let (outlet, headline) = told(&format!(
                "{section}\nMay 20, 2031\n\nFerry sinks off the pier{BODY}"
            ));
            assert_eq!(
                (outlet, headline.as_deref()),
                (None, Some("Ferry sinks off the pier")),
                "{section}"
            );
        }
    }
}
