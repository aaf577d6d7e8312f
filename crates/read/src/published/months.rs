//! Names of months, as the press of many languages writes them.

/// Names of months with their short forms, without accents lost in transit being guessed at. A spelling that means
/// different months in two languages is told as the more widely read language has it ("listopada": Polish, not
/// Croatian). Spellings follow the Unicode CLDR (forms for dates), <https://cldr.unicode.org>, with the press's own
/// short forms.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene gennaio gen genn januari janeiro stycznia stycznia sty ledna \
     января янв січня ocak tammikuuta ianuarie",
    "february feb februar feber febr février févr fév febrero febbraio febb februari fevereiro fev lutego lut února \
     февраля фев лютого şubat helmikuuta februarie",
    "march mar märz mrz mär maerz mars marzo maart mrt março marca marts března марта березня mart maaliskuuta maret \
     martie",
    "april apr avril avr abril abr aprile kwietnia kwi dubna апреля апр квітня nisan huhtikuuta aprilie",
    "may mai mayo maggio magg mag mei maio maja maj května мая травня mayıs toukokuuta",
    "june jun juni juin junio giugno giu junho czerwca cze června июня июн червня haziran kesäkuuta iunie",
    "july jul juli juillet juil julio luglio lug julho lipca lip července июля июл липня temmuz heinäkuuta iulie",
    "august aug août aout agosto ago augustus augusti sierpnia sie srpna августа авг серпня ağustos elokuuta agustus",
    "september sept sep septembre septiembre settembre sett set setembro września wrz září сентября сен вересня eylül \
     syyskuuta septembrie",
    "october oct oktober okt octobre octubre ottobre ott outubro out października paź října октября окт жовтня ekim \
     lokakuuta octombrie",
    "november nov novembre noviembre nov novembro listopada lis listopadu ноября ноя листопада kasım marraskuuta \
     noiembrie",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia gru prosince desember des декабря \
     дек грудня aralık joulukuuta decembrie",
];

/// The number of a month by its name or short form in any of the languages known.
pub(crate) fn month(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let name = name.trim_end_matches('.');
    (1i8..)
        .zip(MONTHS)
        .find(|(_, names)| names.split_ascii_whitespace().any(|n| n == name))
        .map(|(number, _)| number)
}

/// The number of a month's English name or short form.
pub(crate) fn english(name: &str) -> Option<i8> {
    const NAMES: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let head = name.get(..3)?.to_ascii_lowercase();
    (1..).zip(NAMES).find(|(_, n)| **n == head).map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_many_languages() {
        for (name, number) in [
            ("März", 3),
            ("août", 8),
            ("Sept.", 9),
            ("października", 10),
            ("dez", 12),
            ("enero", 1),
            ("maggio", 5),
        ] {
            assert_eq!(month(name), Some(number), "{name}");
        }
    }

    #[test]
    fn other_words_are_no_months() {
        for name in ["Mars Rover", "marching", "Dienstag", "decade", ""] {
            assert_eq!(month(name), None, "{name}");
        }
    }
}
