//! Words that stand for one another when news is told: "bought" and "acquired", "blaze" and "fire".
//!
//! The classes are few and written by hand: verbs and nouns of what news tells of most. A class holds what can be said of the
//! same happening, so no word stands with its opposite, and none with what is only near it ("injured" and "killed").

use crate::readings::words::stem;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One class a line; the first word names it.
const CLASSES: &str = "\
kill slay murder die dead death fatal fatally deadly
wound injure injury hurt
shoot shot shooting gunfire gunshot gunman
arrest detain custody apprehend
buy acquire acquisition purchase
bid offer proposal
remove pull purge withdraw
launch blast liftoff
reveal disclose announce unveil announcement
review consider evaluate
reject refuse rebuff
deal agreement accord pact
lawsuit sue suit
fire blaze
crash collide collision
largest biggest
smallest tiniest
quake earthquake
film movie
begin start
vote ballot election poll
beat defeat
rise increase climb
fall drop decline
child kid
find discover
build construct
delay postpone
help aid assist
ask request
protest demonstration rally
probe investigation investigate inquiry
attack assault
resign quit
plane aircraft jet airliner
ship boat vessel
tariff duty levy
worker employee staff
picture photo photograph image
halt stop
send deliver
allow permit
ban bar block
strike hit struck
talk negotiation
home house residence
road street
rescue save
flee escape
leave depart departure
money cash fund
storm hurricane
happen occur unfold
snow snowfall snowstorm";

static CLASS_OF: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut classes = BTreeMap::new();
    for class in CLASSES.lines() {
        let name = class.split(' ').next().unwrap_or_default();
        for word in class.split(' ') {
            classes.insert(stem(word), format!("~{name}"));
        }
    }
    classes
});

/// The class of a stem, or the stem itself.
pub(crate) fn class_of(stem: String) -> String {
    CLASS_OF.get(&stem).cloned().unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_of_two_classes_and_none_stands_with_its_opposite() {
        let words: Vec<String> = CLASSES.split_whitespace().map(stem).collect();
        let classes: std::collections::BTreeSet<(String, String)> = CLASSES
            .lines()
            .flat_map(|l| l.split(' ').map(move |w| (stem(w), l.to_owned())))
            .collect();
        let distinct: std::collections::BTreeSet<&String> = words.iter().collect();
        assert_eq!(classes.len(), distinct.len());
        let of = |w: &str| class_of(stem(w));
        assert_eq!(of("purchased"), of("acquires"));
        assert_ne!(of("injured"), of("killed"));
        assert_ne!(of("rise"), of("fell"));
    }
}
