//! Languages told by their commonest small words, and by their script.
//!
//! The model behind `language` knows sixteen languages and gives one of them to every text. Small words make up a fifth to
//! a half of any running text (Grefenstette 1995, "Comparing two language identification schemes"), so that their share
//! tells the other languages of news, and whether a text is English at all.

use std::collections::BTreeMap;

/// The share of each language's small words among `words` (in lower case), in thousandths, by code.
pub(super) fn shares(words: &[&str]) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let share = |list: &str| share(list, &counts, words.len());
    WORDS.iter().map(|(code, list)| (*code, share(list))).collect()
}

fn share(list: &str, counts: &BTreeMap<&str, usize>, all: usize) -> usize {
    let found: usize = list.split(' ').filter_map(|w| counts.get(w)).sum();
    (found * 1000).checked_div(all).unwrap_or(0)
}

/// The language of a text in another script than the Latin one, where the script or its letters tell.
pub(super) fn of_script(text: &str) -> Option<&'static str> {
    let mut blocks: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut letters = 0_usize;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        if let Some(block) = block(c) {
            *blocks.entry(block).or_default() += 1;
        }
    }
    let (block, count) = blocks.into_iter().max_by_key(|(_, n)| *n)?;
    if count * 2 <= letters {
        return None;
    }
    let has = |list: &[char]| text.contains(list);
    Some(match block {
        "ru" if has(&['ў']) => "be",
        "ru" if has(&['і', 'ї', 'є', 'ґ']) => "uk",
        "ru" if has(&['ѓ', 'ќ', 'ѕ']) => "mk",
        "ru" if has(&['ђ', 'ј', 'љ', 'њ', 'ћ', 'џ']) => "sr",
        "ru" if has(&['ъ']) && !has(&['ы', 'э', 'ё']) => "bg",
        "ar" if has(&['ٹ', 'ڈ', 'ے', 'ں']) => "ur",
        "ar" if has(&['پ', 'چ', 'ژ', 'گ']) => "fa",
        other => other,
    })
}

/// The commonest language of a letter's block; Han and Kana are left to the model.
const fn block(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "el",
        '\u{400}'..='\u{52f}' => "ru",
        '\u{530}'..='\u{58f}' => "hy",
        '\u{590}'..='\u{5ff}' => "he",
        '\u{600}'..='\u{77f}' => "ar",
        '\u{900}'..='\u{97f}' => "hi",
        '\u{980}'..='\u{9ff}' => "bn",
        '\u{a00}'..='\u{a7f}' => "pa",
        '\u{a80}'..='\u{aff}' => "gu",
        '\u{b80}'..='\u{bff}' => "ta",
        '\u{c00}'..='\u{c7f}' => "te",
        '\u{c80}'..='\u{cff}' => "kn",
        '\u{d00}'..='\u{d7f}' => "ml",
        '\u{d80}'..='\u{dff}' => "si",
        '\u{e00}'..='\u{e7f}' => "th",
        '\u{e80}'..='\u{eff}' => "lo",
        '\u{1000}'..='\u{109f}' => "my",
        '\u{10a0}'..='\u{10ff}' => "ka",
        '\u{1200}'..='\u{137f}' => "am",
        '\u{1780}'..='\u{17ff}' => "km",
        '\u{ac00}'..='\u{d7af}' => "ko",
        _ => return None,
    })
}

/// Code and small words, sorted by code.
const WORDS: &[(&str, &str)] = &[
    (
        "af",
        "die het en van is in te nie wat dat vir met op sy aan hulle sal gesê ná",
    ),
    (
        "ca",
        "el la els les de del i en que un una per amb es al va van ser no com dels",
    ),
    (
        "cs",
        "a v na se že je s z do to i po k o jsou byl pro ale při řekl bude jako uvedli",
    ),
    ("cy", "y yr yn ac ar o i a mae oedd wedi ei fod gan bod"),
    (
        "da",
        "og at det er en på af for med den til ikke har som et var han de fra der blev sagde siger skal",
    ),
    (
        "de",
        "der die das und ist nicht ein eine mit von zu den dem im auf für sich auch des war am bei sind wurde worden nach wird als sagte werde einem einer",
    ),
    (
        "en",
        "the of and to in a is was that for on with as by at from said he she it his her were are an be has have had not but who this they will would",
    ),
    (
        "es",
        "el la los las de del y en que un una por con para se su al es lo más no fue sus como",
    ),
    (
        "et",
        "ja on ei oli et see ta aga kui ka oma mis ning ütles teatas",
    ),
    (
        "fi",
        "ja on ei oli että se hän mutta kun ovat myös joka sanoi ollut mukaan kertoo",
    ),
    (
        "fr",
        "le la les des de du et en que un une est dans pour par sur au aux il elle ne pas qui ont été",
    ),
    (
        "hr",
        "i u na je se da su za od s koji bi će kao ali nije rekao po",
    ),
    (
        "hu",
        "a az és hogy nem is egy volt meg ezt de csak azt szerint mondta",
    ),
    (
        "id",
        "dan di yang itu ini dengan untuk dari pada akan tidak ke dalam telah kata oleh",
    ),
    (
        "it",
        "il la le gli lo di del della e in che un una per con si non è da sono al dei nel ha alla",
    ),
    (
        "lt",
        "ir kad yra į su iš bet buvo tai apie kaip bus per sakė pranešė",
    ),
    ("lv", "un ir ka no ar par uz bija tas arī kas pēc"),
    (
        "nl",
        "de het een en van is dat op te zijn voor met niet aan er om ook werd bij naar uit heeft werden door",
    ),
    (
        "no",
        "og at det er en på av for med den til ikke har som et var han de fra ble sa sier skal",
    ),
    (
        "pl",
        "i w na z że się nie do jest o to jak po od przez został będzie powiedział zostanie",
    ),
    (
        "pt",
        "o os a as de do da dos das e em que um uma por com para se no na não é foi ao",
    ),
    (
        "ro",
        "și şi în de la cu pe a că nu un o din care pentru este au fost va fi",
    ),
    (
        "sk",
        "a v na sa že je s z do to aj po k o sú bol pre ale pri povedal bude ako uviedli",
    ),
    ("sl", "in v na je se da so za od z ki bi pa kot ne iz"),
    ("sq", "dhe të në e i që një për me nga është u"),
    (
        "sv",
        "och att det som en på är av för med den till inte har om ett var han de från sade",
    ),
    ("sw", "na ya wa kwa katika ni la za kuwa hii cha alisema huo"),
    ("tl", "ang ng sa mga na ay at si ni kay ito para noong isang ayon"),
    (
        "tr",
        "ve bir bu da de için ile olarak olan daha çok gibi kadar sonra dedi var",
    ),
    ("vi", "và của là có trong được cho không với một các đã người"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn scripts_tell_their_language() {
        for (text, code) in [
            ("Φωτιά στο λιμάνι", Some("el")),
            ("Пожежа в порту, їх троє", Some("uk")),
            ("Пожар в порту", Some("ru")),
            ("Пожар на пристанището, складът", Some("bg")),
            ("שריפה בנמל", Some("he")),
            ("آتش‌سوزی در بندر، چهار نفر", Some("fa")),
            ("A fire in the port of Пирей", None),
            ("港で火事", None),
        ] {
            assert_eq!(of_script(text), code, "{text}");
        }
    }
}
