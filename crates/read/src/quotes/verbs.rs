//! Cue verbs: the words that mark something as said, and what may follow each.
//!
//! General English, written for this project; which frames a verb has was checked against annotated news.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What may follow a cue; several hold at once.
pub(super) type Frame = u16;

/// It may introduce or follow direct speech, and stand after or inside what was said.
pub(super) const QUOTE: Frame = 1;
/// A clause, with or without "that".
pub(super) const CLAUSE: Frame = 1 << 1;
/// A noun phrase.
pub(super) const PHRASE: Frame = 1 << 2;
/// "to" and an infinitive.
pub(super) const INFINITIVE: Frame = 1 << 3;
/// One who is told, before what is told.
pub(super) const ADDRESSEE: Frame = 1 << 4;
/// Its base or "-s" form is also a noun.
pub(super) const NOUN: Frame = 1 << 5;
/// A frame of attitude or of finding rather than of speech: less sure.
pub(super) const WEAK: Frame = 1 << 6;

/// Which form of the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "say"
    Base,
    /// "says"
    Present,
    /// "said"
    Past,
    /// "saying"
    Participle,
}

/// A form of a cue verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// Its number in the lexicon.
    lemma: u16,
    /// Its form.
    pub form: Form,
    /// What may follow it.
    pub frames: Frame,
}

impl Verb {
    /// Whether it goes with direct speech.
    pub(super) fn quotes(self) -> bool {
        self.frames & QUOTE != 0
    }

    /// Whether it has one of these frames.
    pub(super) fn takes(self, frames: Frame) -> bool {
        self.frames & frames != 0
    }

    /// The frames with `particle` after it ("called for"), if that is a cue of its own.
    pub(super) fn with(self, particle: &str) -> Option<Frame> {
        let (_, _, particles) = VERBS.get(usize::from(self.lemma))?;
        particles.split_ascii_whitespace().find_map(|p| {
            let (word, frames) = p.split_once(':')?;
            (word == particle).then(|| frames_of(frames))
        })
    }

    /// Whether it is one of these verbs, by base form.
    pub(super) fn one_of(self, lemmas: &[&str]) -> bool {
        VERBS.get(usize::from(self.lemma)).is_some_and(|(forms, _, _)| {
            lemmas.contains(&forms.split_ascii_whitespace().next().unwrap_or(""))
        })
    }
}

/// Forms (the base alone where regular), frames, and particles with their frames.
/// q direct speech, t clause, n noun phrase, o infinitive, a addressee, x also a noun, w weak.
const VERBS: &[(&str, &str, &str)] = &[
    ("say says said saying", "qt", ""),
    ("tell tells told telling", "qta", ""),
    ("add", "qtn", ""),
    ("note", "qtnx", ""),
    ("write writes wrote writing", "qt", ""),
    ("report", "qtx", ""),
    ("announce", "qtn", ""),
    ("suggest", "qtn", ""),
    ("argue", "qt", "for:n against:n"),
    ("explain", "qtn", ""),
    ("acknowledge", "qtn", ""),
    ("declare", "qtn", ""),
    ("conclude", "qt", ""),
    ("claim", "qtox", ""),
    ("state", "qtx", ""),
    ("warn", "qta", "of:n about:n against:n"),
    ("caution", "qtax", "against:n"),
    ("insist", "qt", "on:n"),
    ("admit admits admitted admitting", "qtn", "to:n"),
    ("predict", "qtn", ""),
    ("concede", "qtn", ""),
    ("assert", "qtn", ""),
    ("indicate", "qtn", ""),
    ("reveal", "qtn", ""),
    ("confirm", "qtn", ""),
    ("recall", "qtnx", ""),
    ("remark", "qtx", "on:n"),
    ("observe", "qtw", ""),
    ("reiterate", "qtn", ""),
    ("emphasize", "qtn", ""),
    ("emphasise", "qtn", ""),
    ("stress", "qtnx", ""),
    ("underline", "qtn", ""),
    ("underscore", "tn", ""),
    ("complain", "qt", "about:n of:n"),
    ("lament", "qtn", ""),
    ("joke", "qtx", "about:n"),
    ("quip quips quipped quipping", "qtx", ""),
    ("tweet", "qtx", "about:n"),
    ("retweet", "n", ""),
    ("post", "qx", ""),
    ("text", "qx", ""),
    ("email", "qx", ""),
    ("respond", "qt", "to:n"),
    ("reply", "qtx", "to:n"),
    ("answer", "qtx", ""),
    ("continue", "q", ""),
    ("contend", "qt", ""),
    ("maintain", "qtw", ""),
    ("allege", "qtn", ""),
    ("boast", "qtx", "about:n of:n"),
    ("brag brags bragged bragging", "qt", "about:n of:n"),
    ("vow", "qtox", ""),
    ("pledge", "qtox", ""),
    ("promise", "qtonx", ""),
    ("threaten", "qton", ""),
    ("swear swears swore swearing", "qto", ""),
    ("deny", "tn", ""),
    ("disclose", "qtn", ""),
    ("testify", "qt", "to:n"),
    ("ask", "qta", ""),
    ("inquire", "qt", "about:n"),
    ("wonder", "qtx", "about:n aloud:t"),
    ("muse", "qt", ""),
    ("shout", "qx", ""),
    ("yell", "qx", ""),
    ("scream", "qx", ""),
    ("cry", "qx", "out:q"),
    ("chant", "qnx", ""),
    ("exclaim", "qt", ""),
    ("whisper", "qtx", ""),
    ("mutter", "q", ""),
    ("thunder", "qx", ""),
    ("repeat", "qtn", ""),
    ("signal", "tnx", ""),
    ("hint", "qtx", "at:n"),
    ("imply", "tn", ""),
    ("charge", "qtx", ""),
    ("counter", "qtx", ""),
    ("retort", "qtx", ""),
    ("rebut rebuts rebutted rebutting", "n", ""),
    ("rule", "tx", "out:n"),
    ("agree agrees agreed agreeing", "qto", "with:n on:n to:n"),
    ("disagree disagrees disagreed disagreeing", "q", "with:n"),
    ("speculate", "qt", "about:n"),
    ("opine", "qt", ""),
    ("theorize", "qt", ""),
    ("reason", "qtx", ""),
    ("clarify", "qtn", ""),
    ("elaborate", "q", "on:n"),
    ("confide", "qt", ""),
    ("profess", "tno", ""),
    ("proclaim", "qtn", ""),
    ("pronounce", "qtn", ""),
    ("attest", "qt", "to:n"),
    ("recount", "qtnx", ""),
    ("describe", "n", ""),
    ("call", "nx", "for:no on:no upon:no out:n it:n"),
    ("label", "nx", ""),
    ("dub dubs dubbed dubbing", "n", ""),
    ("brand", "nx", ""),
    ("deem", "n", ""),
    ("criticize", "n", ""),
    ("criticise", "n", ""),
    ("denounce", "n", ""),
    ("condemn", "n", ""),
    ("decry", "n", ""),
    ("deplore", "n", ""),
    ("bemoan", "n", ""),
    ("blast", "nx", ""),
    ("slam slams slammed slamming", "n", ""),
    ("rip rips ripped ripping", "n", "into:n"),
    ("assail", "n", ""),
    ("mock", "n", ""),
    ("ridicule", "nx", ""),
    ("deride", "n", ""),
    (
        "lambast lambasts lambasted lambasting lambaste lambastes",
        "n",
        "",
    ),
    ("rail", "", "against:n about:n"),
    ("hammer", "nxw", ""),
    ("chide", "n", ""),
    ("rebuke", "nx", ""),
    ("accuse", "n", ""),
    ("blame", "nx", ""),
    ("fault", "nx", ""),
    ("praise", "nx", ""),
    ("applaud", "n", ""),
    ("commend", "n", ""),
    ("hail", "nx", ""),
    ("laud", "n", ""),
    ("tout", "n", ""),
    ("thank", "nx", ""),
    ("congratulate", "n", ""),
    ("salute", "nx", ""),
    ("welcome", "nxw", ""),
    ("endorse", "n", ""),
    ("defend", "n", ""),
    ("dismiss", "n", ""),
    ("reject", "n", ""),
    ("dispute", "tnx", ""),
    ("refute", "tn", ""),
    ("question", "tnx", ""),
    ("challenge", "nxw", ""),
    ("cite", "tn", ""),
    ("mention", "tnx", ""),
    ("reference", "nx", ""),
    ("invoke", "n", ""),
    ("discuss", "n", ""),
    ("express", "nx", ""),
    ("voice", "nx", ""),
    ("echo", "nx", ""),
    ("highlight", "tnx", ""),
    ("propose", "qtno", ""),
    ("recommend", "qtn", ""),
    ("urge", "qntoax", ""),
    ("implore", "qna", ""),
    ("encourage", "nw", ""),
    ("order", "tnox", ""),
    ("demand", "qtnox", ""),
    ("request", "tnx", ""),
    ("remind", "qtna", ""),
    ("assure", "qtna", ""),
    ("inform", "ta", ""),
    ("notify", "ta", ""),
    ("advise", "tna", ""),
    ("refer refers referred referring", "", "to:n"),
    ("point", "x", "to:n out:qtn"),
    ("allude", "", "to:n"),
    ("talk", "x", "about:n of:n"),
    ("speak speaks spoke speaking", "", "about:n of:n against:n"),
    ("lash", "", "out:q"),
    ("put puts putting", "", "it:q"),
    ("shoot shoots shot shooting", "", "back:q"),
    ("fire", "", "back:q"),
    ("blare", "q", ""),
    ("quote", "nx", ""),
    ("compare", "n", ""),
    ("liken", "n", ""),
    ("characterize", "n", ""),
    ("characterise", "n", ""),
    ("portray", "n", ""),
    ("identify", "nw", ""),
    ("list", "nxw", ""),
    ("name", "nxw", ""),
    ("outline", "tnx", ""),
    ("detail", "tnx", ""),
    ("pray", "qt", "for:n"),
    ("plead pleads pleaded pleading", "q", "for:n guilty:n"),
    ("apologize", "q", "for:n"),
    ("believe", "qtw", "in:n"),
    ("think thinks thought thinking", "qtwx", ""),
    ("feel feels felt feeling", "tw", ""),
    ("hope", "qtow", "for:n"),
    ("fear", "tnxw", ""),
    ("worry", "qtw", "about:n"),
    ("doubt", "tnxw", ""),
    ("expect", "tow", ""),
    ("wish", "tow", ""),
    ("decide", "tow", ""),
    ("determine", "tw", ""),
    ("estimate", "qtnxw", ""),
    ("find finds found finding", "qtw", "out:t"),
    ("show shows showed showing", "qtw", ""),
    ("discover", "tw", ""),
    ("read reads reading", "q", ""),
    ("project", "tnxw", ""),
    ("forecast forecasts forecasted forecasting", "tnxw", ""),
    ("calculate", "tw", ""),
    ("assume", "tw", ""),
    ("guess", "qtx", ""),
    ("figure", "qtxw", ""),
    ("recognize", "tnw", ""),
    ("realize", "tw", ""),
    ("remember", "qtnw", ""),
    ("interject", "q", ""),
    ("intone", "q", ""),
    ("sneer", "q", ""),
    ("snap snaps snapped snapping", "q", ""),
    ("stipulate", "t", ""),
    ("certify", "t", ""),
    ("ponder", "q", ""),
];

fn frames_of(letters: &str) -> Frame {
    letters.bytes().fold(0, |frames, letter| {
        frames
            | match letter {
                b'q' => QUOTE,
                b't' => CLAUSE,
                b'n' => PHRASE,
                b'o' => INFINITIVE,
                b'a' => ADDRESSEE,
                b'x' => NOUN,
                b'w' => WEAK,
                _ => 0,
            }
    })
}

static FORMS: LazyLock<FxHashMap<String, Verb>> = LazyLock::new(|| {
    let mut forms = FxHashMap::default();
    for (lemma, (written, frames, _)) in VERBS.iter().enumerate() {
        let frames = frames_of(frames);
        let lemma = u16::try_from(lemma).unwrap_or(u16::MAX);
        let given: Vec<&str> = written.split_ascii_whitespace().collect();
        let all: Vec<String> = if given.len() > 1 {
            given.iter().map(|&s| s.to_owned()).collect()
        } else {
            regular(written)
        };
        for (i, word) in all.into_iter().enumerate() {
            let form = match (i, word.as_str()) {
                (_, w) if w.ends_with("ing") && i > 0 => Form::Participle,
                (0, _) => Form::Base,
                (1, _) => Form::Present,
                _ => Form::Past,
            };
            forms.entry(word).or_insert(Verb { lemma, form, frames });
        }
    }
    forms
});

/// The regular forms of a verb: base, "-s", "-ed", "-ing".
fn regular(base: &str) -> Vec<String> {
    let consonant_y =
        base.ends_with('y') && !base.ends_with("ay") && !base.ends_with("ey") && !base.ends_with("oy");
    let stem = base.strip_suffix('e').unwrap_or(base);
    let (present, past) = if consonant_y {
        let stem = &base[..base.len() - 1];
        (format!("{stem}ies"), format!("{stem}ied"))
    } else {
        let hisses =
            base.ends_with("ch") || base.ends_with("sh") || base.ends_with('s') || base.ends_with('x');
        (
            format!("{base}{}", if hisses { "es" } else { "s" }),
            format!("{stem}ed"),
        )
    };
    vec![base.to_owned(), present, past, format!("{stem}ing")]
}

/// The cue verb of which `word`, in lower case, is a form.
pub(super) fn verb(word: &str) -> Option<Verb> {
    FORMS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_and_known() {
        assert_eq!(verb("denied").map(|v| v.form), Some(Form::Past));
        assert_eq!(verb("says").map(|v| v.form), Some(Form::Present));
        assert_eq!(verb("urging").map(|v| v.form), Some(Form::Participle));
        assert_eq!(verb("stresses").map(|v| v.form), Some(Form::Present));
        assert!(verb("walked").is_none());
    }

    #[test]
    fn a_particle_makes_another_cue() {
        let call = verb("called").unwrap();
        assert!(!call.takes(INFINITIVE));
        assert!(call.with("for").is_some_and(|f| f & INFINITIVE != 0));
        assert!(call.with("off").is_none());
    }
}
