//! The words before a date that say what it is the date of.

/// What a date is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// Nothing is said.
    None,
    /// "Published", "Veröffentlicht am".
    Published,
    /// "Updated", "Letzte Änderung".
    Modified,
    /// It is the date of something else, told as a reason.
    Other(&'static str),
}

/// How many bytes before a date its label may reach back.
const REACH: usize = 48;

const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "post time",
    "post date",
    "publish date",
    "release date",
    "released",
    "first aired",
    "veröffentlicht",
    "erschienen",
    "erstellt",
    "publiziert",
    "eingestellt",
    "gespeichert von",
    "this entry was",
    "dieser beitrag wurde",
    "dieser artikel wurde",
    "online-version",
    "online seit",
    "online since",
    "publié",
    "publie le",
    "paru le",
    "mis en ligne",
    "publicado",
    "publicada",
    "pubblicato",
    "pubblicata",
    "gepubliceerd",
    "geplaatst",
    "opublikowano",
    "data publikacji",
    "publicerad",
    "publiceret",
    "publisert",
    "yayınlanma",
    "zveřejněno",
    "опубликовано",
];

const MODIFIED: &[&str] = &[
    "last published",
    "last posted",
    "updated",
    "update",
    "modified",
    "revised",
    "reviewed",
    "last edited",
    "edited on",
    "changed",
    "aktualisiert",
    "aktualisierung",
    "geändert",
    "änderung",
    "stand",
    "überarbeitet",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizado",
    "actualización",
    "modificado",
    "aggiornato",
    "aggiornata",
    "aggiornamento",
    "modificato",
    "bijgewerkt",
    "gewijzigd",
    "atualizado",
    "atualização",
    "aktualizacja",
    "zaktualizowano",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "güncelleme",
    "aktualizováno",
    "обновлено",
];

const OTHER: &[(&[&str], &str)] = &[
    (
        &["©", "copyright", "(c)", "all rights", "alle rechte"],
        "it is the date of a copyright notice",
    ),
    (
        &["today is", "heute ist", "heute:", "current date"],
        "it is the day on which the page was looked at",
    ),
    (
        &[
            "joined",
            "member since",
            "registered",
            "registriert",
            "mitglied seit",
            "angemeldet",
            "dabei seit",
            "inscrit le",
            "membre depuis",
        ],
        "it is the day on which somebody became a member",
    ),
    (
        &[
            "accessed",
            "retrieved",
            "abgerufen",
            "zugriff",
            "consulté le",
            "printed",
            "gedruckt",
            "druckdatum",
        ],
        "it is the day on which somebody looked at a page",
    ),
    (
        &["born", "geboren", "né le", "née le", "died", "gestorben"],
        "it is a day in somebody's life",
    ),
    (
        &[
            "deadline",
            "expires",
            "valid until",
            "valid through",
            "until",
            "einsendeschluss",
            "anmeldeschluss",
            "gültig",
            "bis zum",
            "jusqu'au",
            "starts",
            "event date",
            "date of event",
            "termin",
            "beginn",
            "when:",
            "wann:",
        ],
        "it is the day of an event or a deadline",
    ),
];

/// The label of the date that begins where `before` ends: the nearest word that is one.
pub(crate) fn before(before: &str) -> Label {
    let from = before.len().saturating_sub(REACH);
    let from = (from..=before.len())
        .find(|i| before.is_char_boundary(*i))
        .unwrap_or(0);
    let words = before.get(from..).unwrap_or("").to_lowercase();
    if words.is_empty() {
        return Label::None;
    }
    let lists = [(PUBLISHED, Label::Published), (MODIFIED, Label::Modified)];
    let others = OTHER.iter().map(|(list, why)| (*list, Label::Other(why)));
    let mut best = (0, 0, Label::None);
    for (list, label) in lists.into_iter().chain(others) {
        for word in list {
            if let Some(at) = last_whole(&words, word) {
                // Of two that end together ("last updated", "updated") the longer one is meant.
                let end = at + word.len();
                if (end, word.len()) > (best.0, best.1) {
                    best = (end, word.len(), label);
                }
            }
        }
    }
    // "© Harbour News Agency | 8 January 2020": a bar ends what a notice is about.
    let between = words.get(best.0..).unwrap_or("");
    match best.2 {
        Label::Other(_) if between.contains(['|', '•', '·']) => Label::None,
        label => label,
    }
}

/// Whether `words` are a weekday and nothing else.
pub(crate) fn is_weekday(words: &str) -> bool {
    const DAYS: &[&str] = &[
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ];
    let word = words.trim().trim_end_matches([',', '.']).to_lowercase();
    DAYS.contains(&word.as_str()) || word.ends_with("day") && word.get(..3).is_some_and(|w| DAYS.contains(&w))
}

/// Where `word` stands last in `words`, not as the end of a longer word.
fn last_whole(words: &str, word: &str) -> Option<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    words.rmatch_indices(word).map(|(at, _)| at).find(|at| {
        let before = words.get(..*at).and_then(|w| w.chars().next_back());
        let after = words.get(at + word.len()..).and_then(|w| w.chars().next());
        !(is_letter(after) || is_letter(before) && word.starts_with(char::is_alphabetic))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_names_the_date() {
        for (words, label) in [
            ("Published: ", Label::Published),
            ("Posted by Ann Example on ", Label::Published),
            ("Published 2 May 2016 | Last updated ", Label::Modified),
            ("Updated 3 May 2016, published ", Label::Published),
            ("Stand: ", Label::Modified),
            ("Letzte Änderung am ", Label::Modified),
            ("Veröffentlicht am ", Label::Published),
            ("Last published ", Label::Modified),
        ] {
            assert_eq!(before(words), label, "{words}");
        }
        assert!(matches!(before("Copyright © "), Label::Other(_)));
        assert!(matches!(before("Mitglied seit: "), Label::Other(_)));
    }

    #[test]
    fn other_words_name_nothing() {
        for words in [
            "",
            "By Ann Example, ",
            "Outstanding work, ",
            "Ellerstand, ",
            "On ",
        ] {
            assert_eq!(before(words), Label::None, "{words}");
        }
    }
}
