//! What fired as an Atom feed (RFC 4287), for whoever reads feeds.

use super::Fired;
use std::fmt::Write;

/// Entries of the feed at most, the last found first.
const MOST: usize = 100;

/// Writes the feed. `home` is the address of the app without a slash at its end, `place` gives the address of a story below it.
#[must_use]
pub fn atom(fired: &[Fired], home: &str, place: &dyn Fn(&str) -> String) -> String {
    let home = escaped(home.trim_end_matches('/'));
    let updated = fired.last().map_or("1970-01-01T00:00:00Z", |f| f.at.as_str());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <title>Twosource: alerts</title>\n<id>{home}/alerts.atom</id>\n<link rel=\"self\" href=\"{home}/alerts.atom\"/>\n\
         <link href=\"{home}/\"/>\n<updated>{}</updated>\n<author><name>Twosource</name></author>\n",
        escaped(updated)
    );
    for f in fired.iter().rev().take(MOST) {
        let _ = write!(
            out,
            "<entry>\n<title>{}: {}</title>\n<id>urn:sha256:{}</id>\n<link href=\"{home}{}\"/>\n<updated>{}</updated>\n\
             <summary>{}</summary>\n</entry>\n",
            escaped(&f.alert),
            escaped(&f.title),
            escaped(&f.id),
            escaped(&place(&f.story)),
            escaped(&f.at),
            escaped(&f.words)
        );
    }
    out.push_str("</feed>\n");
    out
}

/// Text in XML: escaped, and without the characters that XML has not.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::On;

    #[test]
    fn what_a_report_says_is_text_and_never_markup() {
        let attack = "</title><script>alert(1)</script>&\u{0}\u{1b}\"";
        let fired = Fired {
            id: "0".into(),
            alert: attack.into(),
            on: On::Story,
            story: attack.into(),
            title: attack.into(),
            words: attack.into(),
            run: 1,
            at: "2031-03-06T09:00:00Z".into(),
            webhook: None,
            sent: true,
            tries: 0,
            due: 0,
            failed: None,
            mail: Vec::new(),
        };
        let feed = atom(&[fired], "http://127.0.0.1:8040/", &|id| format!("/stories/{id}"));
        assert!(
            !feed.contains("<script") && !feed.contains(['\u{0}', '\u{1b}']),
            "{feed}"
        );
        assert_eq!(feed.matches("&lt;script&gt;").count(), 4);
        assert!(feed.contains("<link href=\"http://127.0.0.1:8040/stories/&lt;/title&gt;"));
    }
}
