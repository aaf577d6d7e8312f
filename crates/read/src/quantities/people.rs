//! Nouns for people who can be counted.

/// Whether `word` (lower case) names a person, and whether it is a plural.
pub(super) fn noun(word: &str) -> Option<bool> {
    match word {
        "people" | "persons" | "men" | "women" | "children" | "police" | "policemen" | "policewomen"
        | "gunmen" | "firemen" | "servicemen" | "fishermen" | "crewmen" | "troops" | "personnel"
        | "others" | "dead" | "kids" | "youths" | "servicewomen" | "lives" | "militiamen" | "tribesmen"
        | "guardsmen" | "businessmen" | "clergymen" | "families" | "babies" | "deputies" | "bodies"
        | "fatalities" | "casualties" | "wives" | "nationals" | "crew" | "females" | "males" => {
            return Some(true);
        }
        _ => {}
    }
    if SINGULARS.binary_search(&word).is_ok() {
        return Some(false);
    }
    // "dockman", "dockwoman" and their plurals are people by their last part.
    const NOT: [&str; 9] = [
        "german", "roman", "human", "ottoman", "talisman", "norman", "caiman", "oman", "yemen",
    ];
    if word.len() > 5
        && !NOT.contains(&word)
        && !matches!(word, "specimen" | "regimen" | "acumen" | "abdomen" | "omen")
    {
        if word.ends_with("man") || word.ends_with("woman") || word.ends_with("mate") && is_mate(word) {
            return Some(false);
        }
        if word.ends_with("men") || word.ends_with("women") {
            return Some(true);
        }
    }
    if word == "thieves" {
        return Some(true);
    }
    let stem = word.strip_suffix('s')?;
    if stem.ends_with("mate") && is_mate(stem) {
        return Some(true);
    }
    SINGULARS.binary_search(&stem).is_ok().then_some(true)
}

/// "bandmate", "roommate", and not "climate", "estimate" or "inmate", which is in the list.
fn is_mate(word: &str) -> bool {
    [
        "band", "team", "class", "house", "room", "flat", "cell", "ship", "school", "play", "work", "crew",
        "bunk",
    ]
    .iter()
    .any(|w| word.strip_suffix("mate") == Some(w))
}

/// Whether a plural that is not in the list may be one of people by its ending ("dockers", "loyalists"): asked only where
/// a verb of loss stands beside it.
pub(super) fn may_act(word: &str) -> bool {
    const THINGS: &[&str] = &[
        "centers",
        "computers",
        "containers",
        "copters",
        "doors",
        "floors",
        "flowers",
        "helicopters",
        "letters",
        "meters",
        "numbers",
        "orders",
        "papers",
        "quarters",
        "rivers",
        "sectors",
        "shelters",
        "steamers",
        "tankers",
        "towers",
        "trailers",
    ];
    let ending = ["ers", "ors", "ists", "ees", "eers", "iers"]
        .iter()
        .any(|e| word.ends_with(e));
    ending && word.len() > 5 && !THINGS.contains(&word)
}

/// Singular nouns for people, sorted.
#[rustfmt::skip]
const SINGULARS: &[&str] = &[
    "accomplice", "accountant", "acquaintance", "activist", "actor", "actress", "adolescent", "adult",
    "agent", "aide", "airman", "apprentice", "archbishop", "architect", "artist", "assailant", "assassin",
    "athlete", "attacker", "attorney", "aunt", "author", "baby", "babysitter", "baker", "banker", "barber",
    "barista", "bartender", "bassist", "beachgoer", "bicyclist", "biker", "bishop", "boater", "boatman",
    "bodyguard", "bomber", "boss", "bouncer", "boxer", "boy", "boyfriend", "bricklayer", "bride", "broker",
    "brother", "burglar", "butcher", "butler", "bystander", "cabbie", "cadet", "cameraman", "camper",
    "captain", "captive", "caregiver", "caretaker", "carjacker", "carpenter", "cashier", "celebrity",
    "champion", "chaplain", "chauffeur", "cheerleader", "chef", "chief", "child", "churchgoer", "citizen",
    "civilian", "classmate", "cleric", "clerk", "climber", "clubgoer", "coach", "colleague", "colonel",
    "columnist", "comedian", "commander", "commuter", "companion", "composer", "concertgoer", "conductor",
    "conscript", "constable", "contractor", "convict", "cook", "cop", "corporal", "correspondent",
    "councillor", "councilman", "councilwoman", "counsellor", "counselor", "couple", "courier", "cousin",
    "cowboy", "coworker", "crewman", "crook", "curator", "custodian", "customer", "cyclist", "dad", "dancer",
    "daughter", "deacon", "dealer", "deejay", "defector", "defendant", "defender", "demonstrator", "dentist",
    "deputy", "deserter", "designer", "detainee", "detective", "developer", "diplomat", "director",
    "dispatcher", "dissident", "diver", "docker", "doctor", "donor", "driver", "drummer", "editor",
    "educator", "elder", "electrician", "employee", "engineer", "entrepreneur", "escapee", "evacuee",
    "executive", "extremist", "eyewitness", "fan", "farmer", "father", "felon", "female", "festivalgoer",
    "fiance", "fiancee", "fighter", "firebomber", "firefighter", "firewoman", "fisherman", "footballer",
    "foreigner", "foreman", "freshman", "friend", "fugitive", "gambler", "gamer", "gangster", "gardener",
    "gentleman", "girl", "girlfriend", "goalie", "goalkeeper", "goddaughter", "godson", "golfer", "governor",
    "graduate", "grandchild", "granddaughter", "grandfather", "grandkid", "grandma", "grandmother", "grandpa",
    "grandparent", "grandson", "grocer", "groom", "guard", "guardian", "guardsman", "guerrilla", "guest",
    "guitarist", "gunman", "guy", "gymnast", "hairdresser", "heir", "heiress", "hero", "heroine", "hiker",
    "historian", "homeowner", "hostage", "housekeeper", "housewife", "hunter", "husband", "imam", "immigrant",
    "individual", "infant", "informant", "inmate", "inspector", "instructor", "insurgent", "intern",
    "interpreter", "intruder", "investigator", "investor", "islamist", "jailer", "janitor", "jeweler",
    "jihadist", "jockey", "jogger", "journalist", "judge", "junior", "juror", "juvenile", "kid", "kidnapper",
    "kindergartner", "laborer", "labourer", "lad", "lady", "landlord", "lawmaker", "lawyer", "leader",
    "lecturer", "legislator", "librarian", "lieutenant", "lifeguard", "lineman", "local", "locksmith",
    "looter", "lover", "magistrate", "maid", "mailman", "male", "mama", "man", "manager", "marine", "marshal",
    "mayor", "mechanic", "medic", "member", "mercenary", "midwife", "migrant", "militant", "militiaman",
    "miner", "minister", "minor", "missionary", "mobster", "mom", "monk", "mother", "motorcyclist",
    "motorist", "mourner", "moviegoer", "mugger", "murderer", "musician", "nanny", "negotiator", "neighbor",
    "neighbour", "nephew", "newborn", "niece", "novelist", "nun", "nurse", "occupant", "offender", "officer",
    "official", "onlooker", "operative", "operator", "organizer", "orphan", "outlaw", "owner", "painter",
    "paramedic", "paratrooper", "parent", "parishioner", "parolee", "partner", "partygoer", "passenger",
    "passerby", "pastor", "patient", "patron", "peacekeeper", "pedestrian", "pensioner", "performer",
    "perpetrator", "person", "pharmacist", "photographer", "physician", "pianist", "pilgrim", "pilot",
    "pitcher", "plaintiff", "player", "plumber", "poacher", "poet", "policeman", "policewoman", "politician",
    "porter", "postman", "preacher", "preschooler", "president", "preteen", "priest", "principal", "prisoner",
    "producer", "professor", "promoter", "prosecutor", "prostitute", "protester", "protestor", "prowler",
    "publicist", "publisher", "pupil", "quarterback", "rabbi", "rancher", "ranger", "rapist", "rapper",
    "realtor", "rebel", "receptionist", "recruit", "referee", "refugee", "relative", "reporter", "rescuer",
    "reservist", "resident", "retiree", "reveler", "reveller", "rider", "rioter", "robber", "roofer",
    "roommate", "runner", "sailor", "salesman", "saleswoman", "schoolboy", "schoolchild", "schoolgirl",
    "schoolteacher", "scientist", "sculptor", "secretary", "senator", "senior", "separatist", "sergeant",
    "serviceman", "sharecropper", "sheriff", "shooter", "shopkeeper", "shoplifter", "shopper", "sibling",
    "singer", "sister", "skateboarder", "skier", "smuggler", "sniper", "socialite", "soldier", "son",
    "songwriter", "sophomore", "spectator", "spouse", "squatter", "staff", "staffer", "stepbrother",
    "stepchild", "stepdaughter", "stepfather", "stepmother", "stepparent", "stepsister", "stepson", "steward",
    "stewardess", "storekeeper", "stranger", "striker", "student", "superintendent", "supervisor",
    "supporter", "surfer", "surgeon", "surveyor", "survivor", "suspect", "swimmer", "tailor", "teacher",
    "technician", "teen", "teenager", "teller", "tenant", "terrorist", "thief", "thug", "toddler", "tot",
    "tourist", "trader", "trafficker", "trainee", "trainer", "transient", "translator", "traveler",
    "traveller", "treasurer", "trespasser", "triplet", "trooper", "trucker", "tutor", "twin", "umpire",
    "uncle", "undertaker", "usher", "vagrant", "vendor", "veteran", "victim", "vigilante", "villager",
    "violinist", "visitor", "volunteer", "waiter", "waitress", "walker", "warden", "warrior", "watchman",
    "welder", "whistleblower", "widow", "widower", "wife", "witness", "woman", "worker", "worshiper",
    "worshipper", "wrestler", "writer", "youngster", "youth",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_of_the_noun() {
        assert_eq!(noun("soldiers"), Some(true));
        assert_eq!(noun("woman"), Some(false));
        assert_eq!(noun("women"), Some(true));
        assert_eq!(noun("house"), None);
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(SINGULARS.is_sorted());
    }
}
