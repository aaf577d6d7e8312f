//! One name in several transliterations: "Zelenskiy" and "Zelensky", "Yevgeny" and "Evgeny", "Mohammed" and "Muhammad".
//!
//! Agencies romanize Cyrillic and Arabic by different tables, and a report that is put together from several holds both
//! forms. Only what those tables disagree on is levelled; "Hansen" and "Hanson" are two names.

/// Shorter words than this have too little in common to be one name by chance spelling.
const LEAST: usize = 5;

/// Given names of Arabic whose vowels every table writes in its own way, by their consonants.
const VARIED: &[&str] = &["hmd", "hsn", "mhmd", "mstf", "ysf", "brhm"];

/// The form that all transliterations of a folded `word` share.
pub(super) fn levelled(word: &str) -> String {
    if word.chars().count() < LEAST || !word.chars().all(char::is_alphabetic) {
        return word.to_owned();
    }
    let mut form = word.replace("kh", "h").replace('q', "k");
    for (long, short) in [("ou", "u"), ("oo", "u"), ("ee", "i")] {
        form = form.replace(long, short);
    }
    // "Yevgeny", "Yekaterina"
    if let Some(rest) = form.strip_prefix("ye") {
        form = format!("e{rest}");
    }
    let stem = form.trim_end_matches(['i', 'y', 'j']).len();
    if stem < form.len() && stem > 0 {
        form.truncate(stem);
        form.push('i');
    }
    let mut single = String::with_capacity(form.len());
    for c in form.chars() {
        if !single.ends_with(c) {
            single.push(c);
        }
    }
    let consonants: String = single.chars().filter(|c| !"aeiouy".contains(*c)).collect();
    let varied =
        VARIED.contains(&consonants.as_str()) || single.strip_prefix('y').is_some_and(|_| consonants == "sf");
    if varied {
        single = single
            .chars()
            .map(|c| match c {
                'e' => 'a',
                'o' => 'u',
                'y' => 'i',
                c => c,
            })
            .collect();
    }
    single
}

#[cfg(test)]
mod tests {
    use super::levelled;

    #[test]
    fn transliterations_of_one_name_are_level() {
        for (one, other) in [
            ("zelenskiy", "zelensky"),
            ("zelenskyy", "zelenski"),
            ("yevgeny", "evgeniy"),
            ("mohammed", "muhammad"),
            ("mohamed", "muhammed"),
            ("ahmed", "ahmad"),
            ("hussein", "hossein"),
            ("hussain", "hussein"),
            ("mansour", "mansur"),
            ("saleem", "salim"),
            ("khaled", "haled"),
        ] {
            assert_eq!(levelled(one), levelled(other), "{one} {other}");
        }
    }

    #[test]
    fn other_names_stay_apart() {
        for (one, other) in [
            ("hansen", "hanson"),
            ("petersen", "peterson"),
            ("hassan", "hussein"),
            ("allan", "allen"),
            ("orban", "urban"),
            ("poe", "poy"),
            ("marin", "maren"),
        ] {
            assert_ne!(levelled(one), levelled(other), "{one} {other}");
        }
    }
}
