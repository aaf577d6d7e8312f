//! What a report's words may not do to the reader's screen: send escapes, turn the writing round, or become markup.

/// White space runs, line breaks too, as one space each; none at the ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether `c` acts on the screen instead of standing on it: control characters, and the marks that change the
/// direction of what follows (Unicode's bidirectional embeddings, overrides and isolates; see CVE-2021-42574).
fn acts(c: char) -> bool {
    c.is_control() && !matches!(c, '\n')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// `text` with every acting character made visible as U+FFFD; a tab is a space. Line feeds stay.
#[must_use]
pub fn inert(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r')
        .map(|c| match c {
            '\t' => ' ',
            c if acts(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// `text` on one line and inert: what a terminal may be sent.
pub(crate) fn terminal(text: &str) -> String {
    inert(&one_line(text))
}

/// `text`, inert, as HTML text or the value of a quoted attribute.
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in inert(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// `text` on one line, inert, with every character that Markdown or HTML could act on escaped.
pub(crate) fn markdown(text: &str) -> String {
    let line = terminal(text);
    let mut out = String::with_capacity(line.len() + 8);
    for (i, c) in line.char_indices() {
        let opens_block = i == 0 && matches!(c, '#' | '>' | '+' | '-' | '=');
        // "12. " at the head of a line would open a list.
        let numbers =
            matches!(c, '.' | ')') && !line[..i].is_empty() && line[..i].bytes().all(|b| b.is_ascii_digit());
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if opens_block || numbers => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    // A bare address would become a link.
    out.replace("://", ":\\//")
        .replace("www.", "www\\.")
        .replace('@', "&#64;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_are_made_visible() {
        assert_eq!(terminal("a\u{1b}[31mred\u{7}\n b"), "a\u{FFFD}[31mred\u{FFFD} b");
        assert_eq!(
            terminal("\u{9b}2J x\u{202E}gpj.exe"),
            "\u{FFFD}2J x\u{FFFD}gpj.exe"
        );
        assert_eq!(terminal("“café” – naïve 漢字"), "“café” – naïve 漢字");
    }

    #[test]
    fn html_is_escaped() {
        assert_eq!(html("<script>\"&'"), "&lt;script&gt;&quot;&amp;&#39;");
    }

    #[test]
    fn markdown_is_escaped() {
        assert_eq!(markdown("# *a* [b](c) <i>"), "\\# \\*a\\* \\[b\\](c) &lt;i>");
        assert_eq!(markdown("12. x"), "12\\. x");
        assert_eq!(markdown("At 12. x"), "At 12. x");
        assert_eq!(markdown("see https://a.example"), "see https:\\//a.example");
    }

    proptest::proptest! {
        #[test]
        fn nothing_acts(text in "\\PC*|.{0,60}") {
            let sent = terminal(&text);
            proptest::prop_assert!(!sent.chars().any(acts) && !sent.contains('\n'));
            proptest::prop_assert!(!html(&text).contains(['<', '>', '"', '\'']));
            proptest::prop_assert!(!markdown(&text).contains('<'));
        }
    }
}
