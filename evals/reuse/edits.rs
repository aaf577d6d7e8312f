//! What newsrooms do to a text that they take over: house style, cuts, other words, another order.

use super::chance::Chance;
use super::words::{Paragraph, Word, sentences};

/// How a newsroom prints.
#[derive(Debug, Clone)]
pub struct Style {
    british: Option<bool>,
    digits: Option<bool>,
    marks: Marks,
    titles: bool,
    contracts: bool,
    percent: Option<&'static str>,
    short_months: bool,
    points: bool,
}

#[derive(Debug, Clone, Copy)]
enum Marks {
    Straight,
    Curly,
    /// As British papers print: ‘…’.
    Single,
}

impl Style {
    /// A newsroom's style.
    pub fn of(chance: &mut Chance) -> Self {
        let either = |chance: &mut Chance| [None, Some(true), Some(false)][chance.below(3)];
        Self {
            british: either(chance),
            digits: either(chance),
            marks: [Marks::Straight, Marks::Curly, Marks::Curly, Marks::Single][chance.below(4)],
            titles: chance.happens(50),
            contracts: chance.happens(30),
            percent: [None, Some("%"), Some("percent"), Some("per cent")][chance.below(4)],
            short_months: chance.happens(40),
            points: chance.happens(50),
        }
    }

    /// The paragraph as this newsroom prints it.
    pub fn print(&self, paragraph: &[Word]) -> Paragraph {
        let mut out: Paragraph = Vec::with_capacity(paragraph.len());
        for word in paragraph {
            let mut word = word.clone();
            let (before, bare, after) = word.parts();
            let (before, lower, after) = (before.to_owned(), bare.to_lowercase(), after.to_owned());
            let lone = before.is_empty() && matches!(after.as_str(), "" | ".");
            if lone && !self.titles && TITLES.contains(&lower.as_str()) {
                continue;
            }
            if let Some(british) = self.british {
                let other = if british {
                    SPELLINGS.iter().find(|p| p.1 == lower).map(|p| p.0)
                } else {
                    SPELLINGS.iter().find(|p| p.0 == lower).map(|p| p.1)
                };
                other.into_iter().for_each(|o| word.say(o));
            }
            if let Some(digits) = self.digits {
                let place = |n: usize| (n + 1).to_string();
                if digits && let Some(n) = NUMBERS.iter().position(|n| *n == lower) {
                    word.say(&place(n));
                } else if !digits && let Some(n) = (0..NUMBERS.len()).find(|&n| place(n) == lower) {
                    word.say(NUMBERS[n]);
                }
            }
            if self.short_months
                && after.is_empty()
                && let Some(m) = MONTHS.iter().find(|m| m.0 == lower)
            {
                word.say(m.1);
                word.text.push('.');
            }
            if self.points && bare_is(&word, "US") {
                word.text = word.text.replacen("US", "U.S.", 1);
            } else if !self.points && word.text.starts_with("U.S.") {
                word.text = word.text.replacen("U.S.", "US", 1);
            }
            if self.contracts
                && after_is_bare(&word)
                && let Some(last) = out.last_mut()
                && let Some(short) = contracted(last, &lower)
            {
                last.say(short);
                last.text.push_str(&after);
                last.ends = word.ends;
                continue;
            }
            self.print_percent(&mut word, &mut out);
            self.mark(&mut word);
            out.push(word);
        }
        out
    }

    fn print_percent(&self, word: &mut Word, out: &mut Paragraph) {
        let Some(style) = self.percent else { return };
        let (_, bare, after) = word.parts();
        if after.starts_with('%') && style != "%" {
            let (number, rest) = (bare.to_owned(), after[1..].to_owned());
            let mut first = word.clone();
            first.text = number;
            first.ends = false;
            out.push(first);
            if style == "per cent" {
                out.push(Word {
                    quoted: word.quoted,
                    ..Word::put_in("per")
                });
                word.text = format!("cent{rest}");
            } else {
                word.text = format!("percent{rest}");
            }
        } else if bare == "percent" && style == "per cent" {
            out.push(Word {
                quoted: word.quoted,
                ..Word::put_in("per")
            });
            word.text = word.text.replacen("percent", "cent", 1);
        } else if bare == "percent"
            && style == "%"
            && let Some(last) = out.last_mut()
            && last.text.ends_with(|c: char| c.is_ascii_digit())
        {
            let rest = word.text.replacen("percent", "", 1);
            last.text.push('%');
            last.text.push_str(&rest);
            last.ends = word.ends;
            let moved = out.pop();
            moved.into_iter().for_each(|m| *word = m);
        }
    }

    fn mark(&self, word: &mut Word) {
        let (open, close, apostrophe) = match self.marks {
            Marks::Straight => ('"', '"', '\''),
            Marks::Curly => ('“', '”', '’'),
            Marks::Single => ('‘', '’', '’'),
        };
        let (before, bare, after) = word.parts();
        let turned = |marks: &str, to: char| -> String {
            marks
                .chars()
                .map(|c| if matches!(c, '"' | '“' | '”') { to } else { c })
                .collect()
        };
        let bare: String = bare
            .chars()
            .map(|c| if matches!(c, '\'' | '’') { apostrophe } else { c })
            .collect();
        word.text = format!("{}{bare}{}", turned(before, open), turned(after, close));
    }
}

fn bare_is(word: &Word, what: &str) -> bool {
    word.parts().1 == what
}

fn after_is_bare(word: &Word) -> bool {
    word.parts().0.is_empty()
}

/// The short form of two words in a row.
fn contracted(first: &Word, second: &str) -> Option<&'static str> {
    let (_, bare, after) = first.parts();
    if !after.is_empty() {
        return None;
    }
    let bare = bare.to_lowercase();
    CONTRACTIONS
        .iter()
        .find(|c| c.0 == bare && c.1 == second)
        .map(|c| c.2)
}

/// Prints other words for some, in prose alone: a spinner leaves remarks as they are. `percent` of the words that have
/// another word get it.
pub fn spin(paragraph: &[Word], percent: usize, chance: &mut Chance) -> Paragraph {
    let mut out = Vec::with_capacity(paragraph.len());
    for word in paragraph {
        let mut word = word.clone();
        let lower = word.parts().1.to_lowercase();
        let other = SYNONYMS.iter().find_map(|(x, y)| {
            if *x == lower {
                Some(*y)
            } else if *y == lower {
                Some(*x)
            } else {
                None
            }
        });
        let Some(other) = other.filter(|_| !word.quoted && chance.happens(percent)) else {
            out.push(word);
            continue;
        };
        let mut words: Vec<&str> = other.split(' ').collect();
        let last = words.pop().unwrap_or_default();
        if words.is_empty() {
            word.say(last);
            out.push(word);
            continue;
        }
        // The first of several words stands for the old one; the others are put in.
        let (before, bare, after) = word.parts();
        let (end, ends) = (format!("{last}{after}"), word.ends);
        let mut first = word.clone();
        first.text = format!("{before}{bare}");
        first.say(words[0]);
        first.ends = false;
        out.push(first);
        words[1..].iter().for_each(|w| out.push(Word::put_in(w)));
        out.push(Word {
            ends,
            ..Word::put_in(&end)
        });
    }
    out
}

/// Leaves out sentences, and what stands between two commas, now and then.
pub fn cut(paragraph: &[Word], percent: usize, chance: &mut Chance) -> Paragraph {
    let mut out = Vec::new();
    for sentence in sentences(paragraph) {
        if chance.happens(percent) {
            continue;
        }
        let comma = |w: &&Word| w.text.ends_with(',') && !w.quoted;
        let places: Vec<usize> = (0..sentence.len()).filter(|&i| comma(&&sentence[i])).collect();
        let inside = places.windows(2).find(|p| (4..12).contains(&(p[1] - p[0])));
        match inside.filter(|_| chance.happens(percent)) {
            Some(p) => {
                out.extend_from_slice(&sentence[..=p[0]]);
                out.extend_from_slice(&sentence[p[1] + 1..]);
            }
            None => out.extend(sentence),
        }
    }
    out
}

/// Puts a few words of its own into some sentences, before their end.
pub fn pad(paragraph: &[Word], percent: usize, chance: &mut Chance) -> Paragraph {
    let mut out: Paragraph = Vec::new();
    for word in paragraph {
        let mut word = word.clone();
        if word.ends && !word.quoted && word.text.ends_with('.') && chance.happens(percent) {
            let words: Vec<&str> = chance.pick(PADDING).split(' ').collect();
            word.text.pop();
            word.text.push(',');
            word.ends = false;
            out.push(word);
            let last = words.len() - 1;
            for (i, w) in words.iter().enumerate() {
                let mut new = Word::put_in(w);
                if i == last {
                    new.text.push('.');
                    new.ends = true;
                }
                out.push(new);
            }
        } else {
            out.push(word);
        }
    }
    out
}

const TITLES: &[&str] = &["mr", "mrs", "ms", "dr"];

const PADDING: &[&str] = &[
    "officials said",
    "according to people familiar with the matter",
    "it was announced",
    "local media reported",
    "in a move that had been expected for some time",
    "a spokesperson confirmed",
];

const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

const MONTHS: &[(&str, &str)] = &[
    ("january", "Jan"),
    ("february", "Feb"),
    ("august", "Aug"),
    ("september", "Sept"),
    ("october", "Oct"),
    ("november", "Nov"),
    ("december", "Dec"),
];

const CONTRACTIONS: &[(&str, &str, &str)] = &[
    ("did", "not", "didn't"),
    ("does", "not", "doesn't"),
    ("do", "not", "don't"),
    ("is", "not", "isn't"),
    ("are", "not", "aren't"),
    ("was", "not", "wasn't"),
    ("were", "not", "weren't"),
    ("has", "not", "hasn't"),
    ("have", "not", "haven't"),
    ("had", "not", "hadn't"),
    ("could", "not", "couldn't"),
    ("would", "not", "wouldn't"),
    ("will", "not", "won't"),
    ("should", "not", "shouldn't"),
    ("it", "is", "it's"),
    ("they", "are", "they're"),
    ("we", "are", "we're"),
    ("i", "am", "I'm"),
    ("we", "have", "we've"),
    ("he", "had", "he'd"),
];

/// British and American.
const SPELLINGS: &[(&str, &str)] = &[
    ("centre", "center"),
    ("centres", "centers"),
    ("colour", "color"),
    ("defence", "defense"),
    ("favour", "favor"),
    ("favourite", "favorite"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("honoured", "honored"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("neighbouring", "neighboring"),
    ("neighbours", "neighbors"),
    ("behaviour", "behavior"),
    ("rumours", "rumors"),
    ("humour", "humor"),
    ("armour", "armor"),
    ("endeavour", "endeavor"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("organised", "organized"),
    ("organise", "organize"),
    ("recognised", "recognized"),
    ("recognise", "recognize"),
    ("criticised", "criticized"),
    ("emphasised", "emphasized"),
    ("realised", "realized"),
    ("authorised", "authorized"),
    ("apologised", "apologized"),
    ("hospitalised", "hospitalized"),
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("travelled", "traveled"),
    ("travelling", "traveling"),
    ("traveller", "traveler"),
    ("travellers", "travelers"),
    ("cancelled", "canceled"),
    ("labelled", "labeled"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("litres", "liters"),
    ("theatre", "theater"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("licence", "license"),
    ("grey", "gray"),
    ("tyre", "tire"),
    ("cheque", "check"),
    ("plough", "plow"),
    ("sceptical", "skeptical"),
    ("ageing", "aging"),
    ("judgement", "judgment"),
    ("enrol", "enroll"),
    ("fulfil", "fulfill"),
    ("manoeuvre", "maneuver"),
    ("aeroplane", "airplane"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
    ("towards", "toward"),
    ("whilst", "while"),
    ("amongst", "among"),
    ("learnt", "learned"),
    ("burnt", "burned"),
];

/// Words and other words for them; either may stand for the other.
const SYNONYMS: &[(&str, &str)] = &[
    ("said", "stated"),
    ("told", "informed"),
    ("announced", "declared"),
    ("also", "additionally"),
    ("after", "following"),
    ("before", "prior to"),
    ("about", "roughly"),
    ("many", "numerous"),
    ("several", "a number of"),
    ("people", "individuals"),
    ("men", "males"),
    ("killed", "slain"),
    ("died", "perished"),
    ("injured", "hurt"),
    ("wounded", "harmed"),
    ("attack", "assault"),
    ("attacks", "assaults"),
    ("began", "started"),
    ("begin", "start"),
    ("ended", "finished"),
    ("big", "sizable"),
    ("large", "sizeable"),
    ("small", "little"),
    ("new", "fresh"),
    ("first", "initial"),
    ("last", "final"),
    ("because", "since"),
    ("but", "yet"),
    ("however", "nevertheless"),
    ("while", "whereas"),
    ("during", "in the course of"),
    ("under", "beneath"),
    ("against", "versus"),
    ("between", "among"),
    ("police", "officers"),
    ("government", "administration"),
    ("country", "nation"),
    ("countries", "nations"),
    ("city", "town"),
    ("area", "region"),
    ("areas", "regions"),
    ("house", "home"),
    ("building", "structure"),
    ("company", "firm"),
    ("companies", "firms"),
    ("money", "funds"),
    ("work", "labor"),
    ("job", "position"),
    ("show", "display"),
    ("shows", "displays"),
    ("showed", "displayed"),
    ("found", "discovered"),
    ("find", "discover"),
    ("made", "created"),
    ("make", "create"),
    ("used", "utilized"),
    ("use", "utilize"),
    ("got", "obtained"),
    ("received", "obtained"),
    ("gave", "provided"),
    ("help", "assist"),
    ("helped", "assisted"),
    ("asked", "requested"),
    ("wanted", "wished"),
    ("need", "require"),
    ("needed", "required"),
    ("called", "termed"),
    ("took", "seized"),
    ("held", "conducted"),
    ("led", "headed"),
    ("left", "departed"),
    ("went", "headed"),
    ("came", "arrived"),
    ("kept", "maintained"),
    ("part", "portion"),
    ("end", "close"),
    ("start", "beginning"),
    ("year", "twelvemonth"),
    ("number", "figure"),
    ("report", "account"),
    ("reports", "accounts"),
    ("reported", "related"),
    ("statement", "declaration"),
    ("decision", "ruling"),
    ("plan", "scheme"),
    ("plans", "schemes"),
    ("law", "statute"),
    ("election", "vote"),
    ("win", "victory"),
    ("won", "triumphed in"),
    ("lost", "forfeited"),
    ("game", "match"),
    ("team", "squad"),
    ("players", "athletes"),
    ("world", "globe"),
    ("children", "kids"),
    ("doctors", "physicians"),
    ("important", "significant"),
    ("possible", "potential"),
    ("likely", "probable"),
    ("early", "initial"),
    ("recent", "latest"),
    ("previous", "earlier"),
    ("current", "present"),
    ("current", "existing"),
    ("former", "ex"),
    ("local", "area"),
    ("public", "open"),
    ("according", "pursuant"),
    ("such", "this kind"),
    ("only", "merely"),
    ("still", "yet"),
    ("often", "frequently"),
    ("around", "approximately"),
    ("nearly", "almost"),
    ("over", "more than"),
    ("within", "inside"),
    ("without", "lacking"),
    ("including", "among them"),
    ("which", "that"),
    ("near", "close to"),
    ("across", "throughout"),
    ("expected", "anticipated"),
    ("believed", "thought"),
    ("caused", "triggered"),
    ("increase", "rise"),
    ("increased", "rose"),
    ("decrease", "drop"),
    ("allow", "permit"),
    ("allowed", "permitted"),
    ("stop", "halt"),
    ("stopped", "halted"),
    ("support", "backing"),
    ("supported", "backed"),
    ("protest", "demonstration"),
    ("protests", "demonstrations"),
    ("protesters", "demonstrators"),
    ("agreement", "accord"),
    ("meeting", "gathering"),
    ("met", "convened"),
    ("talks", "discussions"),
    ("leader", "chief"),
    ("leaders", "chiefs"),
    ("member", "participant"),
    ("members", "participants"),
    ("group", "band"),
    ("groups", "bands"),
    ("students", "pupils"),
    ("home", "residence"),
    ("car", "vehicle"),
    ("ship", "vessel"),
    ("plane", "aircraft"),
    ("fire", "blaze"),
    ("storm", "tempest"),
    ("rain", "downpour"),
];
