//! The language of the running text.

use super::function_words;
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
    (letters >= LEAST).then(|| of_text(&sample).to_owned())
}

/// Words below which small words tell nothing.
const FEW: usize = 6;
/// Words below which the model alone is no evidence against English.
const SHORT: usize = 30;
/// The share of English small words that no other language reaches, in thousandths; news has 300 to 450.
const ENGLISH: usize = 200;
/// The share from which small words are believed against the model.
const SURE: usize = 100;

fn of_text(sample: &str) -> &'static str {
    if let Some(code) = function_words::of_script(sample) {
        return code;
    }
    let lower = sample.to_lowercase();
    let model = code(whichlang::detect_language(&lower));
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .collect();
    if words.len() < FEW {
        return model;
    }
    let shares = function_words::shares(&words);
    let of = |code: &str| shares.get(code).copied().unwrap_or(0);
    // Where two have as many, the model's language, else the first.
    let best = shares
        .iter()
        .rev()
        .max_by_key(|(code, share)| (**share, **code == model));
    let Some((best, share)) = best.map(|(code, share)| (*code, *share)) else {
        return model;
    };
    match (model, best) {
        (_, "en") if share >= ENGLISH => "en",
        // A table of English names has no small words; only another language's own speak against the model.
        ("en", other) if other != "en" && share >= SURE && share >= 2 * of("en") => other,
        ("en", _) => "en",
        // Of a few words the model guesses; where none of its language's own small words is there, English ones speak.
        (_, "en") if words.len() < SHORT && of(model) == 0 && sample.is_ascii() => "en",
        (_, "en") => model,
        (_, other) if share >= SURE => other,
        _ => model,
    }
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
        for (words, code) in [
            (
                "Pożar w porcie zabił w poniedziałek dwanaście osób, a burmistrz powiedział, że się nie podda.",
                "pl",
            ),
            (
                "En brand på havnen dræbte mandag 12 mennesker, og borgmesteren siger, at lageret skal bygges op igen.",
                "da",
            ),
            (
                "Isang sunog sa daungan ang pumatay ng 12 katao noong Lunes, ayon sa mga bumbero.",
                "tl",
            ),
            (
                "THE FERRY LEFT THE HARBOUR IN THE MORNING AND SANK, THE OWNER SAID.",
                "en",
            ),
            (
                "Tbe ferry Ieft the harhour in tbe morning and sank, the 0wner said to the po1ice of the town.",
                "en",
            ),
            ("Boats burned in Port Ellery, Ada Vane said.", "en"),
            ("O porto ardeu em Ellery, disse Ada Vane.", "pt"),
            ("Ellery 3 Doeville 1; Roeham 2 Poole 2; Quill 0 Ferrow 1.", "en"),
        ] {
            assert_eq!(of(words).as_deref(), Some(code), "{words}");
        }
        assert_eq!(of("Ferry"), None);
        assert_eq!(of_field("en-US").as_deref(), Some("en"));
        assert_eq!(of_field("klingon"), None);
    }
}
