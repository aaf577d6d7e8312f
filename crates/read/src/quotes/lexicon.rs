//! English function words and other closed classes, by which noun phrases and clauses are told apart.
//!
//! General English, written for this project.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word can be; several may hold at once.
pub(super) type Class = u32;

/// Articles, demonstratives, quantifiers: they open a noun phrase.
pub(super) const DETERMINER: Class = 1;
/// "his", "their": they open a noun phrase too.
pub(super) const POSSESSIVE: Class = 1 << 1;
/// Pronouns that stand as subjects.
pub(super) const SUBJECT: Class = 1 << 2;
/// Pronouns that never do.
pub(super) const OBJECT: Class = 1 << 3;
/// Prepositions.
pub(super) const PREPOSITION: Class = 1 << 4;
/// "and", "or", "but".
pub(super) const CONJUNCTION: Class = 1 << 5;
/// Words that open a subordinate clause.
pub(super) const SUBORDINATOR: Class = 1 << 6;
/// Words that open a relative clause.
pub(super) const RELATIVE: Class = 1 << 7;
/// Forms of "be".
pub(super) const BE: Class = 1 << 8;
/// Other auxiliaries and modals.
pub(super) const AUXILIARY: Class = 1 << 9;
/// "not", "never" and negated auxiliaries.
pub(super) const NEGATION: Class = 1 << 10;
/// Adverbs that stand between a subject and its verb.
pub(super) const ADVERB: Class = 1 << 11;
/// Days, months, parts of the day.
pub(super) const TIME: Class = 1 << 12;
/// Finite verbs that are no cue.
pub(super) const VERB: Class = 1 << 13;
/// Sentence adverbs that stand between commas.
pub(super) const ASIDE: Class = 1 << 14;
/// Those who are told something: "reporters".
pub(super) const AUDIENCE: Class = 1 << 15;
/// Prepositions of place and time: "in an interview".
pub(super) const OCCASION: Class = 1 << 16;
/// "a", "an".
pub(super) const INDEFINITE: Class = 1 << 17;
/// Modals under which nothing has been said yet: "would".
pub(super) const MODAL: Class = 1 << 18;

const WORDS: &[(Class, &str)] = &[
    (
        DETERMINER,
        "the a an this that these those some any every each no another both all several many most few one two three \
         four five six seven eight nine ten dozens hundreds thousands more other others such half",
    ),
    (POSSESSIVE, "his her its their our my your whose"),
    (
        SUBJECT,
        "he she they i we you it who he's she's it's they're we're you're i'm they've we've i've you've he'd she'd they'd \
         we'd i'd he'll she'll they'll we'll i'll",
    ),
    (
        OBJECT,
        "him her them us me himself herself themselves itself myself ourselves whom",
    ),
    (
        PREPOSITION,
        "of in on at by for with from to into onto about against over under between among amid through throughout \
         during without within after before since until till toward towards upon near outside inside across behind \
         beyond despite like unlike via per beside besides except including regarding concerning along around above \
         below beneath off out up down following",
    ),
    (CONJUNCTION, "and or but nor yet"),
    (
        SUBORDINATOR,
        "that because when while although though if whether unless as where why how than so whereas once what before \
         after since until even",
    ),
    (RELATIVE, "who whom whose which that where"),
    (
        BE,
        "is are was were be been being am isn't aren't wasn't weren't i'm he's she's it's they're we're you're that's",
    ),
    (
        AUXILIARY,
        "have has had do does did will would can could may might shall should must having haven't hasn't hadn't don't \
         doesn't didn't won't wouldn't can't cannot couldn't shouldn't mustn't they've we've i've you've he'd she'd \
         they'd we'd i'd he'll she'll they'll we'll i'll",
    ),
    (
        NEGATION,
        "not never isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't can't cannot \
         couldn't shouldn't neither",
    ),
    (
        ADVERB,
        "also then later now still even again already often first just once only ever soon long further too instead \
         then-again here there always sometimes almost perhaps maybe rather quite very yet",
    ),
    (
        TIME,
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow january february \
         march april may june july august september october november december morning afternoon evening night week \
         month year weekend earlier late early last next jan feb aug sept oct nov dec recently",
    ),
    (
        VERB,
        "went came took made got gave left began became held met won lost ran led stood put set kept brought sent \
         spent paid bought built broke fell rose grew hit cut sat ate wore drew drove flew fought struck died killed \
         wounded arrested opened closed started stopped ended turned moved walked looked tried used worked lived \
         played served joined helped happened remained stayed followed passed reached received returned needed \
         needs goes comes takes makes gets gives keeps remains means became includes included begins seems seemed \
         appears appeared faces faced carried launched signed visited attended arrived continued declined refused \
         failed managed let lets got forced caused won",
    ),
    (
        ASIDE,
        "however meanwhile though too instead therefore moreover nevertheless nonetheless indeed also then furthermore",
    ),
    (OCCASION, "in on at during via after before through by"),
    (INDEFINITE, "a an"),
    (
        MODAL,
        "will would can could may might shall should must to he'd she'd they'd we'd i'd he'll she'll they'll we'll i'll",
    ),
    (
        AUDIENCE,
        "reporters journalists lawmakers supporters police investigators viewers voters members parliament congress \
         delegates residents fans colleagues aides crowds",
    ),
];

static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut classes = FxHashMap::default();
    for (class, words) in WORDS {
        for word in words.split_ascii_whitespace() {
            *classes.entry(word).or_insert(0) |= class;
        }
    }
    classes
});

/// The classes of a word in lower case with plain apostrophes.
pub(super) fn class(word: &str) -> Class {
    let known = CLASSES.get(word).copied().unwrap_or(0);
    if known == 0 && word.len() > 4 && word.ends_with("ly") && !NOT_ADVERBS.contains(&word) {
        return ADVERB;
    }
    known
}

/// Nouns, names and adjectives in "-ly" that can end a subject.
const NOT_ADVERBS: &[&str] = &[
    "family", "assembly", "ally", "italy", "july", "reply", "supply", "monopoly", "anomaly", "bully",
    "rally", "kelly", "billy", "molly", "sally", "elderly", "daily", "weekly", "monthly", "likely",
    "friendly", "deadly", "costly",
];

/// Words before which a full stop is part of the word.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt", "col", "maj",
    "sgt", "cpl", "capt", "cmdr", "adm", "brig", "prof", "rev", "hon", "jr", "sr", "st", "inc", "corp", "co",
    "ltd", "no", "vs", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "det", "insp", "supt", "pres",
    "messrs", "fr", "msgr",
];

/// Whether a full stop after this lower-case word belongs to it.
pub(super) fn abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word) || word.chars().count() == 1 || word.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_of_several_classes() {
        assert_eq!(
            class("that") & (DETERMINER | SUBORDINATOR | RELATIVE),
            DETERMINER | SUBORDINATOR | RELATIVE
        );
        assert_eq!(class("harbour"), 0);
    }

    #[test]
    fn not_every_ly_is_an_adverb() {
        assert_eq!(class("bluntly"), ADVERB);
        assert_eq!(class("family"), 0);
    }
}
