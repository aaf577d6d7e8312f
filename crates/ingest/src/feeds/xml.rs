//! The marks of XML as they come, without trees: tags, texts and CDATA sections of a feed as it is, well-formed or not.
//!
//! Feeds in the wild hold bare ampersands, unclosed tags and undeclared entities, and may be cut anywhere. This scan never
//! fails and takes linear time; a declared entity is never expanded, so nothing can blow up.

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    Start { tag: Tag<'a>, empty: bool },
    End(&'a str),
    Text(&'a str),
    Verbatim(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The name without its prefix, and the prefix.
    pub(super) fn parts(&self) -> (&'a str, &'a str) {
        self.name.split_once(':').unwrap_or(("", self.name))
    }

    /// The value of an attribute, its entities undone.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|q| matches!(q, '"' | '\''))?;
            let (value, next) = after.get(1..)?.split_once(quote)?;
            if name.trim().eq_ignore_ascii_case(wanted) {
                return Some(unescaped(value));
            }
            rest = next;
        }
    }
}

/// The marks of a document, one after the other.
pub(super) struct Scan<'a> {
    document: &'a str,
    pub(super) at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self { document, at: 0 }
    }

    pub(super) fn next(&mut self) -> Option<Mark<'a>> {
        loop {
            let rest = self.document.get(self.at..).filter(|r| !r.is_empty())?;
            let upto = |open: &str, close: &str| {
                let body = rest.strip_prefix(open)?;
                let length = body.find(close);
                let used = length.map_or(rest.len(), |l| open.len() + l + close.len());
                Some((body.get(..length.unwrap_or(body.len())).unwrap_or(""), used))
            };
            if let Some((text, used)) = upto("<![CDATA[", "]]>") {
                self.at += used;
                return Some(Mark::Verbatim(text));
            }
            let passed = upto("<!--", "-->")
                .or_else(|| upto("<?", "?>"))
                .or_else(|| declaration(rest));
            if let Some((_, used)) = passed {
                self.at += used;
                continue;
            }
            if let Some((inner, used)) = tag(rest) {
                self.at += used;
                return Some(match inner.strip_prefix('/') {
                    Some(name) => Mark::End(name.trim()),
                    None => start(inner),
                });
            }
            // Text up to the next bracket; a bracket that opens no tag is text itself.
            let used = rest
                .get(1..)
                .and_then(|r| r.find('<'))
                .map_or(rest.len(), |i| i + 1);
            let used = if rest.starts_with('<') {
                used
            } else {
                rest.find('<').unwrap_or(rest.len())
            };
            self.at += used;
            return Some(Mark::Text(rest.get(..used).unwrap_or("")));
        }
    }

    /// What stands between a start tag just met and its end, which is passed over. `None` where the tag `outer` ends
    /// first or the document does; the scan then stands there.
    pub(super) fn inner(&mut self, name: &str, outer: &str) -> Option<&'a str> {
        let from = self.at;
        let mut depth = 0usize;
        loop {
            let before = self.at;
            match self.next()? {
                Mark::Start { tag, empty: false } if tag.name == name => depth += 1,
                Mark::End(end) if end == name => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return self.document.get(from..before),
                },
                Mark::End(end) if end == outer => {
                    self.at = before;
                    return None;
                }
                _ => {}
            }
        }
    }
}

/// A declaration such as `<!DOCTYPE …>`, with what is declared in brackets.
fn declaration(rest: &str) -> Option<(&str, usize)> {
    rest.strip_prefix("<!")?;
    let end = rest.find(['>', '[']).unwrap_or(rest.len());
    let end = match rest.get(end..end + 1) {
        Some("[") => rest
            .get(end..)
            .and_then(|r| Some(end + r.find(']')?))
            .unwrap_or(rest.len()),
        _ => end,
    };
    let used = rest
        .get(end..)
        .and_then(|r| r.find('>'))
        .map_or(rest.len(), |i| end + i + 1);
    Some(("", used))
}

/// What stands within a tag, and its length; `None` where a bracket opens none.
fn tag(rest: &str) -> Option<(&str, usize)> {
    let bytes = rest.as_bytes();
    let begins = |b: &u8| b.is_ascii_alphabetic() || *b == b'_' || *b >= 0x80;
    if bytes.first() != Some(&b'<') || !bytes.get(1).is_some_and(|b| *b == b'/' || begins(b)) {
        return None;
    }
    let mut quote = None;
    for (i, byte) in bytes.iter().enumerate().skip(1) {
        match (quote, byte) {
            (Some(q), b) if q == *b => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'>') => return Some((rest.get(1..i)?, i + 1)),
            (None, b'<') => return None,
            (None, _) => {}
        }
    }
    None
}

fn start(inner: &str) -> Mark<'_> {
    let (inner, empty) = match inner.strip_suffix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    Mark::Start {
        tag: Tag { name, attributes },
        empty,
    }
}

/// The text of an element without children, CDATA sections as they are; and whether it has children after all.
pub(super) fn text(inner: &str) -> (String, bool) {
    let (mut scan, mut out, mut children) = (Scan::new(inner), String::new(), false);
    while let Some(mark) = scan.next() {
        match mark {
            Mark::Text(text) => out.push_str(&unescaped(text)),
            Mark::Verbatim(text) => out.push_str(text),
            Mark::Start { .. } | Mark::End(_) => children = true,
        }
    }
    (out, children)
}

/// Text with its entities undone: those of XML, numbers, and the names of HTML that titles use. What is none stays.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name_end = after.bytes().take(12).position(|b| b == b';');
        match name_end.and_then(|end| Some((entity(after.get(..end)?)?, end))) {
            Some((sign, end)) => {
                out.push(sign);
                rest = after.get(end + 1..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace());
    }
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("bull", '•'),
        ("middot", '·'),
        ("pound", '£'),
        ("euro", '€'),
        ("cent", '¢'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("deg", '°'),
        ("frac12", '½'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("agrave", 'à'),
        ("aacute", 'á'),
        ("iacute", 'í'),
        ("oacute", 'ó'),
        ("uacute", 'ú'),
        ("ntilde", 'ñ'),
        ("ccedil", 'ç'),
        ("auml", 'ä'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("szlig", 'ß'),
    ];
    NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, sign)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart() {
        let mut scan = Scan::new(
            "<?xml?><!DOCTYPE a [<!ENTITY x \"y\">]><a b='1 > 0' c=\"d\"><!-- <z> -->x < y<e/><![CDATA[<q>]]></a>",
        );
        let mut marks = Vec::new();
        while let Some(mark) = scan.next() {
            marks.push(mark);
        }
        let Mark::Start { tag, empty: false } = marks[0] else {
            panic!("{marks:?}")
        };
        assert_eq!(
            (
                tag.name,
                tag.attribute("b").as_deref(),
                tag.attribute("C").as_deref()
            ),
            ("a", Some("1 > 0"), Some("d"))
        );
        assert_eq!(marks[1], Mark::Text("x "));
        assert_eq!(marks[2], Mark::Text("< y"));
        assert!(matches!(marks[3], Mark::Start { empty: true, .. }));
        assert_eq!(marks[4..], [Mark::Verbatim("<q>"), Mark::End("a")]);
    }

    #[test]
    fn an_element_ends_where_its_own_tag_does() {
        let mut scan = Scan::new("<d>a<d>b</d>c</d>x</item>");
        scan.next();
        assert_eq!(scan.inner("d", "item"), Some("a<d>b</d>c"));
        let mut open = Scan::new("<d>a<b>c</item>");
        open.next();
        assert_eq!(open.inner("d", "item"), None);
        assert_eq!(open.next(), Some(Mark::End("item")));
    }

    #[test]
    fn entities_are_undone_once() {
        assert_eq!(
            unescaped("Rell &amp; Sons&#8217; &#x2014; AT&T &amp;lt; &nosuch; &#xD800; &"),
            "Rell & Sons’ — AT&T &lt; &nosuch; &#xD800; &"
        );
        assert_eq!(text("a &amp; <![CDATA[b &amp; <c>]]>").0, "a & b &amp; <c>");
    }

    #[test]
    fn hostile_marks_take_linear_time() {
        for bad in ["<", "<a", "<a \"", "<!", "<![CDATA[", "&", "<a b='", "</"] {
            let document = bad.repeat(200_000);
            let mut scan = Scan::new(&document);
            while scan.next().is_some() {}
            text(&document);
        }
    }
}
