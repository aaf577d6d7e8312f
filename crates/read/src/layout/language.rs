//! The language of the running text.

use record::{Report, SegmentKind};
use whichlang::Lang;

/// Bytes of running text looked at.
const ENOUGH: usize = 2000;
/// Letters below which no language is told.
const LEAST: usize = 24;

/// The ISO 639-1 code of the report's running text, or `None` where there is too little of it.
pub(crate) fn detect(report: &Report) -> Option<String> {
    let mut sample = String::new();
    let parts = report
        .running()
        .chain(report.segments.iter().filter(|s| s.kind == SegmentKind::Headline));
    for s in parts {
        let words = report.text.at(s.span);
        let mut end = words.len().min(ENOUGH.saturating_sub(sample.len()));
        while !words.is_char_boundary(end) {
            end -= 1;
        }
        sample.push_str(words.get(..end).unwrap_or(""));
        sample.push(' ');
        if sample.len() >= ENOUGH {
            break;
        }
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= LEAST).then(|| code(whichlang::detect_language(&sample)).to_owned())
}

/// The first two letters of a code as written in a field ("en-US", "EN").
pub(crate) fn of_field(given: &str) -> Option<String> {
    let code: String = given.trim().split(['-', '_']).next()?.to_lowercase();
    match code.as_str() {
        "english" | "eng" => Some("en".to_owned()),
        "german" | "deu" | "ger" => Some("de".to_owned()),
        _ => (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code),
    }
}

const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, Text};

    fn of(words: &str) -> Option<String> {
        let text = Text::from(words);
        let segments = vec![Segment::new(SegmentKind::Paragraph, text.whole())];
        detect(&Report {
            text,
            segments,
            ..Report::default()
        })
    }

    #[test]
    fn languages_are_told_from_running_text() {
        assert_eq!(
            of("The ferry left the harbour in the morning and sank.").as_deref(),
            Some("en")
        );
        assert_eq!(
            of("Die Fähre verließ am Morgen den Hafen und ging unter.").as_deref(),
            Some("de")
        );
        assert_eq!(of("Ferry"), None);
        assert_eq!(of_field("en-US").as_deref(), Some("en"));
        assert_eq!(of_field("klingon"), None);
    }
}
