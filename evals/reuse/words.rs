//! Words of made reports, each with where it comes from.

/// A word as printed, with the marks that hang on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word and its marks, without white space.
    pub text: String,
    /// The text it was taken from and its number there; none for a word that was put in.
    pub from: Option<(usize, u32)>,
    /// Whether it stands in quoted speech.
    pub quoted: bool,
    /// Whether a sentence ends with it.
    pub ends: bool,
}

impl Word {
    /// A word that comes from nowhere.
    pub fn put_in(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            from: None,
            quoted: false,
            ends: false,
        }
    }

    /// The marks before the word, the word, and the marks after it.
    pub fn parts(&self) -> (&str, &str, &str) {
        parts(&self.text)
    }

    /// Puts another word between the marks, with a capital where the old one has it.
    pub fn say(&mut self, other: &str) {
        let (before, word, after) = self.parts();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let mut letters = other.chars();
        let first = letters.next().map(|c| {
            if capital {
                c.to_uppercase().collect::<String>()
            } else {
                c.to_string()
            }
        });
        self.text = format!("{before}{}{}{after}", first.unwrap_or_default(), letters.as_str());
    }
}

/// Paragraphs are words in a row.
pub type Paragraph = Vec<Word>;

/// The marks before a word, the word, and the marks after it.
pub fn parts(text: &str) -> (&str, &str, &str) {
    let is = |c: char| c.is_alphanumeric();
    let start = text.find(is).unwrap_or(text.len());
    let end = text
        .char_indices()
        .rev()
        .find(|(_, c)| is(*c))
        .map_or(start, |(i, c)| i + c.len_utf8());
    (&text[..start], &text[start..end], &text[end..])
}

/// The paragraphs of one report of the data set, as text number `number`. Lines that are no prose are left out.
pub fn paragraphs(text: &str, number: usize) -> Vec<Paragraph> {
    let mut at = 0_u32;
    let mut all = Vec::new();
    for line in text.split('\n').map(str::trim) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let prose = line.ends_with(['.', '"', '”', '!', '?']) && !line.contains("((");
        if words.len() < 12 || !prose {
            continue;
        }
        let mut quoted = false;
        let mut paragraph = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let (before, bare, after) = parts(word);
            quoted |= before.contains(['"', '“']);
            let capital = |w: &&str| parts(w).1.starts_with(char::is_uppercase);
            let short = bare.chars().count() <= 3 && bare.starts_with(char::is_uppercase);
            let stops = after.contains(['.', '!', '?']) && !short;
            paragraph.push(Word {
                text: (*word).to_owned(),
                from: Some((number, at)),
                quoted,
                ends: stops && words.get(i + 1).is_none_or(capital),
            });
            quoted &= !after.contains(['"', '”']);
            at += 1;
        }
        if let Some(last) = paragraph.last_mut() {
            last.ends = true;
        }
        all.push(paragraph);
    }
    all
}

/// The sentences of a paragraph.
pub fn sentences(paragraph: &[Word]) -> Vec<Vec<Word>> {
    paragraph
        .split_inclusive(|w| w.ends)
        .map(<[Word]>::to_vec)
        .collect()
}
