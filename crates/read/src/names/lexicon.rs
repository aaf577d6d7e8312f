//! General words around and inside names: regions, peoples, and the heads that tell a body from a place or an event.
//! All are folded (lower-case ASCII).

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// A list of words made into a set when it is first asked.
pub(super) struct Set {
    words: fn() -> &'static [&'static str],
    set: OnceLock<FxHashSet<&'static str>>,
}

/// The set of these words.
pub(super) const fn set(words: fn() -> &'static [&'static str]) -> Set {
    Set {
        words,
        set: OnceLock::new(),
    }
}

impl Set {
    pub(super) fn contains(&self, word: &str) -> bool {
        self.set
            .get_or_init(|| (self.words)().iter().copied().collect())
            .contains(word)
    }
}

/// Countries under their other names, US and Canadian states, continents and regions.
#[rustfmt::skip]
pub(super) const REGIONS: &[&str] = &[
    "u.s.", "u.s", "us", "usa", "u.s.a.", "america", "united states of america", "u.k.", "uk", "britain", "great britain", "england", "scotland", "wales",
    "northern ireland", "u.a.e.", "uae", "emirates", "czech republic", "burma", "holland", "netherlands", "ivory coast", "cote d'ivoire", "macedonia",
    "soviet union", "ussr", "yugoslavia", "czechoslovakia", "east germany", "west germany", "west bank", "gaza", "gaza strip", "golan heights",
    "palestine", "palestinian territories", "congo", "drc", "cape verde", "swaziland", "east timor", "vatican city", "holy see", "bosnia", "herzegovina",
    "trinidad", "tobago", "antigua", "korea", "kurdistan", "iraqi kurdistan", "chechnya", "dagestan", "crimea", "donbas", "donbass", "tibet", "xinjiang",
    "kashmir", "punjab", "sindh", "balochistan", "waziristan", "darfur", "abkhazia", "south ossetia", "nagorno-karabakh", "transnistria", "somaliland",
    "catalonia", "bavaria", "saxony", "brittany", "normandy", "tuscany", "sicily", "sardinia", "corsica", "crete", "flanders", "ulster", "siberia",
    "anatolia", "mesopotamia", "sinai", "mainland china", "manchuria", "inner mongolia", "okinawa", "hokkaido", "kyushu", "tasmania", "queensland",
    "new south wales", "victoria", "western australia", "south australia", "alabama", "alaska", "arizona", "arkansas", "california", "colorado",
    "connecticut", "delaware", "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine",
    "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "new hampshire", "new jersey",
    "new mexico", "new york", "north carolina", "north dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina",
    "south dakota", "tennessee", "texas", "utah", "vermont", "virginia", "washington", "west virginia", "wisconsin", "wyoming", "district of columbia",
    "d.c.", "dc", "washington d.c.", "ontario", "quebec", "alberta", "british columbia", "manitoba", "saskatchewan", "nova scotia", "new brunswick", "newfoundland",
    "labrador", "prince edward island", "yukon", "nunavut", "northwest territories", "africa", "asia", "europe", "north america", "south america",
    "latin america", "central america", "antarctica", "oceania", "australasia", "middle east", "near east", "far east", "north africa", "west africa",
    "east africa", "southern africa", "sub-saharan africa", "central asia", "south asia", "southeast asia", "south-east asia", "east asia",
    "eastern europe", "western europe", "central europe", "northern europe", "southern europe", "scandinavia", "balkans", "baltics", "caucasus", "caribbean", "west indies",
    "mediterranean", "asia-pacific", "levant", "maghreb", "sahel", "arctic", "atlantic", "pacific", "himalayas", "alps", "andes", "rockies", "sahara",
    "midwest", "silicon valley", "wall street", "manhattan", "brooklyn", "bronx", "queens", "staten island", "long island", "harlem", "hollywood",
    "beverly hills", "cape cod", "the hague", "hague", "kiev", "kyiv", "bombay", "calcutta", "madras", "bangalore", "peking", "saigon", "rangoon", "teheran", "tehran",
    "new york city", "washington dc", "st. petersburg", "st petersburg", "st. louis", "st louis", "st. paul", "st paul", "mexico city", "kuwait city",
    "tel aviv", "jerusalem", "east jerusalem", "rio", "rio de janeiro", "calif", "ill", "fla", "tex", "mich", "mass", "conn", "ga", "va", "pa", "ala", "ariz",
    "ark", "colo", "del", "ind", "kan", "ky", "la", "md", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "tenn", "vt", "wash", "wis",
    "wyo", "n.y.", "n.j.", "n.c.", "s.c.", "n.d.", "s.d.", "n.h.", "n.m.", "r.i.", "w.va", "b.c.", "ont", "que", "alta", "l.a.", "mecca", "medina",
    "down under", "bay area", "persian gulf", "gulf of mexico", "red sea", "black sea", "dead sea", "south china sea", "east china sea", "guantanamo bay", "guantanamo",
];

/// Short forms that name a state only behind a town and a comma; alone they are words or initials.
#[rustfmt::skip]
pub(super) static STATE_SHORT: Set = set(|| &[
    "calif", "ill", "fla", "tex", "mich", "mass", "conn", "ga", "va", "pa", "ala", "ariz", "ark", "colo", "del", "ind", "kan", "ky", "la", "md", "minn",
    "miss", "mo", "mont", "neb", "nev", "okla", "ore", "tenn", "vt", "wash", "wis", "wyo", "w.va", "ont", "que", "alta",
]);

/// Nationalities, peoples, religions and political families.
#[rustfmt::skip]
pub(super) static GROUPS: Set = set(|| &[
    "afghan", "african", "african-american", "albanian", "algerian", "american", "andorran", "angolan", "arab", "arabian", "argentine", "argentinian", "argentinean", "armenian", "asian",
    "asian-american", "australian", "austrian", "azerbaijani", "azeri", "bahamian", "bahraini", "baltic", "bangladeshi", "basque", "belarusian", "belarussian", "belgian",
    "bengali", "beninese", "berber", "bhutanese", "bolivian", "bosnian", "botswanan", "brazilian", "briton", "british", "bruneian", "bulgarian", "burmese",
    "burundian", "cambodian", "cameroonian", "canadian", "caribbean", "catalan", "caucasian", "chadian", "chechen", "chilean", "chinese", "colombian", "congolese",
    "cossack", "croat", "croatian", "cuban", "cypriot", "czech", "dane", "danish", "dominican", "dutch", "ecuadorean", "ecuadorian", "egyptian", "emirati", "english", "eritrean",
    "estonian", "ethiopian", "european", "fijian", "filipino", "finn", "finnish", "flemish", "french", "frenchman", "gabonese", "gambian", "georgian", "german",
    "ghanaian", "greek", "guatemalan", "guinean", "guyanese", "gypsy", "haitian", "han", "hausa", "hispanic", "honduran", "hungarian", "hutu", "icelandic",
    "igbo", "indian", "indonesian", "iranian", "iraqi", "irish", "israeli", "italian", "ivorian", "jamaican", "japanese", "jewish", "jew", "jordanian", "kazakh",
    "kenyan", "korean", "kosovar", "kurd", "kurdish", "kuwaiti", "kyrgyz", "laotian", "latin", "latin american", "latino", "latvian", "lebanese", "liberian", "libyan", "lithuanian",
    "luxembourger", "macedonian", "malagasy", "malawian", "malaysian", "malay", "malian", "maltese", "maori", "mauritanian", "mauritian", "mexican", "moldovan",
    "mongolian", "montenegrin", "moor", "moroccan", "mozambican", "namibian", "native american", "nepalese", "nepali", "new zealander", "nicaraguan", "nigerian", "nigerien", "nordic",
    "north korean", "norwegian", "omani", "ossetian", "pakistani", "palestinian", "panamanian", "paraguayan", "pashtun", "persian", "peruvian", "pole", "polish",
    "portuguese", "punjabi", "qatari", "roma", "romanian", "russian", "rwandan", "salvadoran", "samoan", "saudi", "saudi arabian", "scandinavian", "scot", "scottish", "senegalese",
    "serb", "serbian", "sicilian", "sierra leonean", "singaporean", "slav", "slavic", "slovak", "slovakian", "slovene", "slovenian", "somali", "south african", "south american", "south korean", "southeast asian",
    "soviet", "spaniard", "spanish", "sri lankan", "sudanese", "surinamese", "swede", "swedish", "swiss", "syrian", "taiwanese", "tajik", "tamil", "tanzanian", "tatar",
    "thai", "tibetan", "togolese", "tongan", "tunisian", "turk", "turkish", "turkmen", "tutsi", "ugandan", "uighur", "uyghur", "ukrainian", "uruguayan",
    "uzbek", "venezuelan", "vietnamese", "welsh", "west indian", "western", "westerner", "yazidi", "yemeni", "yoruba", "zambian", "zimbabwean", "zulu", "londoner", "new yorker", "texan", "californian",
    "parisian", "christian", "catholic", "roman catholic", "protestant", "orthodox", "anglican", "baptist", "evangelical", "methodist", "mormon", "presbyterian", "lutheran", "muslim",
    "moslem", "islamic", "islamist", "sunni", "shiite", "shia", "shi'ite", "shi'a", "alawite", "druze", "maronite", "coptic", "copt", "hindu", "buddhist", "sikh", "jain", "salafist", "salafi", "sufi", "wahhabi",
    "zionist", "republican", "democrat", "democratic", "communist", "marxist", "maoist", "leninist", "nazi", "tory", "tories", "conservative", "socialist", "social democrat", "christian democrat", "trotskyist",
    "bolshevik", "baathist", "ba'athist", "houthi", "talib", "jesuit", "amish", "quaker", "rohingya", "englishman", "irishman", "scotsman", "dutchman", "welshman", "englishmen", "irishmen", "dutchmen", "frenchmen",
]);

/// Words that end the name of a body: "Ellery Port Authority". Also taken before "of" and "for".
#[rustfmt::skip]
pub(super) static BODY: Set = set(|| &[
    "academy", "administration", "agency", "airlines", "airways", "alliance", "army", "assembly", "associates", "association", "authority", "bank", "bancorp", "board", "brigade", "brigades", "broadcasting",
    "brotherhood", "bureau", "cabinet", "center", "centre", "chamber", "church", "club", "co", "coalition", "college", "command", "commission", "committee", "communications",
    "community", "company", "conference", "confederation", "congress", "consortium", "cooperative", "corp", "corporation", "corps", "council", "court", "daily", "department", "directorate", "division",
    "embassy", "energy", "enterprises", "exchange", "federation", "fellowship", "financial", "firm", "force", "forces", "forum", "foundation", "front", "fund", "gazette",
    "group", "guard", "guards", "guild", "headquarters", "herald", "holdings", "hospital", "industries", "initiative", "inc", "inspectorate", "institute", "institution", "insurance", "international",
    "journal", "laboratory", "laboratories", "labs", "league", "legion", "legislature", "library", "limited", "llc", "llp", "ltd", "media", "militia", "ministry", "mission", "monitor", "motors", "movement", "museum",
    "navy", "network", "news", "newspaper", "newspapers", "nhs", "observatory", "office", "orchestra", "organisation", "organization", "parliament", "partners", "partnership", "party", "patrol",
    "pharmaceuticals", "plc", "police", "post", "press", "project", "quartet", "radio", "records", "registry", "research", "savings", "school", "secretariat", "securities", "senate", "service", "services", "seminary", "sheriff's",
    "society", "software", "studios", "sun", "symphony", "syndicate", "system", "systems", "taliban", "task", "technologies", "telecom", "telegraph", "television", "times", "treasury", "tribune", "tribunal",
    "trust", "tv", "unicef", "union", "unions", "united", "university", "ventures", "watch", "workers", "works", "city council", "dealers", "mosque", "temple", "synagogue", "ag", "sa", "nv", "gmbh", "spa", "kg", "oil", "steel", "airline", "electric", "electronics", "foods",
    "rovers", "wanderers", "athletic", "hotspur", "fc", "sox", "yankees", "units", "volunteers", "fighters",
]);

/// Words that a company's name may do without.
pub(super) static FIRM: Set = set(|| {
    &[
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "plc",
        "ag",
        "sa",
        "nv",
        "gmbh",
        "corporation",
        "company",
        "limited",
        "group",
        "holdings",
        "bancorp",
        "industries",
        "technologies",
        "inc.",
        "corp.",
        "co.",
        "ltd.",
    ]
});

/// Words that end the name of a place.
#[rustfmt::skip]
pub(super) static LAND: Set = set(|| &[
    "airport", "archipelago", "avenue", "ave", "basin", "bay", "beach", "boulevard", "blvd", "bridge", "building", "canal", "canyon", "cape", "castle", "cathedral", "cemetery", "city", "coast", "county", "creek",
    "crossing", "dam", "delta", "desert", "district", "drive", "estate", "falls", "field", "forest", "garden", "gardens", "governorate", "gulf", "harbor", "harbour", "heights", "highway", "hill", "hills", "hotel", "island", "islands", "isle", "isles",
    "junction", "kingdom", "lake", "lakes", "lane", "mall", "mountain", "mountains", "oblast", "ocean", "palace", "park", "parkway", "peninsula", "plateau", "plaza", "port", "prefecture", "province",
    "ranch", "range", "region", "republic", "reservoir", "ridge", "river", "road", "sea", "shore", "springs", "square", "stadium", "arena", "states", "station", "strait", "straits", "street", "strip", "suburb", "terrace", "territory", "theater", "theatre",
    "tower", "towers", "town", "township", "trail", "tunnel", "valley", "village", "volcano", "woods", "zone", "courthouse", "jail", "prison", "barracks", "camp", "base", "apartments", "apartment", "inn", "restaurant", "parish", "grove", "glen", "speedway", "pier", "wharf", "interstate",
]);

/// Words that begin the name of a place: "Lake Orrin", "Mount Dell".
pub(super) static LAND_FIRST: Set = set(|| {
    &[
        "cape", "lake", "mount", "mt", "fort", "ft", "port", "camp", "san", "santa", "saint", "st", "ste",
        "los", "las", "el", "new", "north", "south", "east", "west", "northern", "southern", "eastern",
        "western", "central", "upper", "lower", "greater", "puerto", "rio", "isle", "gulf", "bay", "strait",
    ]
});

/// Words that end the name of an event.
#[rustfmt::skip]
pub(super) static EVENT: Set = set(|| &[
    "war", "wars", "summit", "games", "olympics", "cup", "championship", "championships", "festival", "awards", "open", "revolution", "uprising", "intifada", "massacre", "genocide", "holocaust", "treaty", "accord",
    "accords", "agreement", "conference", "convention", "parade", "marathon", "tournament", "series", "bowl", "grand prix", "election", "elections", "referendum", "spring", "day", "eve", "christmas", "easter", "ramadan",
    "thanksgiving", "hurricane", "typhoon", "tropical storm", "operation", "prix", "pact", "protocol", "tour", "trophy", "derby", "act", "bill", "law", "amendment", "constitution", "prize", "award", "code", "medal", "oscar", "emmy",
]);

/// Heads that may stand before "of": "University of Ellery", "Gulf of Dell".
#[rustfmt::skip]
pub(super) static BEFORE_OF: Set = set(|| &[
    "academy", "army", "assembly", "association", "bank", "bay", "board", "bureau", "cape", "chamber", "church", "city", "club", "coast", "college", "commission", "committee", "community", "confederation", "conference",
    "congress", "coalition", "council", "county", "court", "democratic republic", "department", "district", "emirate", "faculty", "federation", "forum", "group", "gulf", "high commission", "house", "institute", "institution", "isle", "kingdom", "league",
    "library", "ministry", "movement", "museum", "office", "order", "organisation", "organization", "parliament", "party", "port", "province", "republic", "region", "school", "sea", "senate", "society", "sons", "state", "strait", "straits", "supreme court", "town", "union", "university",
    "village", "war", "battle", "siege", "treaty", "knights", "sultanate", "principality", "duchy", "archdiocese", "diocese", "daughters", "bishops", "conference", "lloyd", "federal reserve bank", "statue", "temple", "tower", "arc", "isles", "territory", "commonwealth", "states",
]);

/// Heads that may stand before "for": "Ellery Center for Tides".
pub(super) static BEFORE_FOR: Set = set(|| {
    &[
        "academy",
        "agency",
        "alliance",
        "association",
        "board",
        "bureau",
        "campaign",
        "center",
        "centers",
        "centre",
        "coalition",
        "commission",
        "commissioner",
        "committee",
        "council",
        "department",
        "directorate",
        "federation",
        "forum",
        "foundation",
        "front",
        "fund",
        "group",
        "initiative",
        "institute",
        "institutes",
        "league",
        "ministry",
        "mission",
        "movement",
        "network",
        "observatory",
        "office",
        "organisation",
        "organization",
        "party",
        "partnership",
        "project",
        "school",
        "society",
        "trust",
        "union",
        "americans",
        "doctors",
        "citizens",
        "physicians",
        "reporters",
        "scholars",
        "students",
        "parents",
        "mothers",
        "veterans",
        "women",
    ]
});

/// Small words inside names of persons and places.
pub(super) static PARTICLES: Set = set(|| {
    &[
        "de", "la", "le", "al", "el", "bin", "ben", "ibn", "bint", "von", "van", "der", "del", "da", "di",
        "dos", "du", "della", "ul", "ur", "ter", "abu", "y",
    ]
});

/// Words that are no name though they have a capital wherever they stand.
#[rustfmt::skip]
pub(super) static NEVER: Set = set(|| &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun", "i", "i'm", "i've", "i'd", "i'll", "a.m.", "p.m.", "am",
    "pm", "gmt", "est", "edt", "pst", "pdt", "utc", "bst", "cet", "et", "ok", "oh", "photo", "image", "file", "caption", "ad", "mr", "mrs", "ms", "dr", "sir", "madam", "lord", "lady", "tel", "fax", "email", "phone", "p", "d", "r", "a", "b", "c", "re", "fw", "fwd", "subject", "cc", "faq", "pdf", "html", "url", "http", "www", "am", "hi", "hey", "hello", "thanks", "yes", "no", "lol", "god", "internet", "web", "tv", "tv",
]);

/// Words that begin sentences and never begin a name, though they may stand inside one.
#[rustfmt::skip]
pub(super) static FUNCTION: Set = set(|| &[
    "a", "an", "the", "this", "that", "these", "those", "some", "any", "all", "each", "every", "both", "many", "most", "several", "few", "no", "other", "another", "such", "and", "but", "or", "nor", "so", "yet", "if",
    "when", "while", "as", "because", "since", "although", "though", "unless", "until", "after", "before", "in", "on", "at", "by", "for", "from", "to", "with", "without", "within", "about", "above", "across", "against", "along", "amid", "among", "around",
    "behind", "below", "beneath", "beside", "besides", "between", "beyond", "despite", "during", "except", "inside", "into", "like", "near", "of", "off", "once", "onto", "outside", "over", "past", "per", "through", "throughout", "toward", "towards", "under", "upon", "via", "what",
    "where", "who", "whom", "whose", "which", "why", "how", "he", "she", "it", "we", "they", "you", "his", "her", "its", "our", "their", "your", "my", "me", "him", "them", "us", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will", "would",
    "can", "could", "should", "may", "might", "must", "not", "there", "here", "then", "than", "now", "also", "only", "even", "just", "still", "again", "already", "however", "meanwhile", "later", "earlier", "yesterday", "today", "tomorrow", "according", "given",
    "former", "ex", "new", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "one", "more", "less", "let", "said", "says", "ask", "asked", "dear", "well", "please", "thank", "thanks", "yes", "maybe", "perhaps", "never", "always", "sometimes", "often", "instead", "nearly", "almost", "up", "down", "out", "it's", "that's",
    "there's", "he's", "she's", "they're", "we're", "you're", "don't", "can't", "didn't", "doesn't", "isn't", "wasn't", "won't", "what's", "who's", "here's", "let's", "we've", "they've", "you've", "you'll", "we'll", "they'll", "it'll", "i'm", "aren't", "couldn't", "shouldn't", "wouldn't", "either", "neither", "anyone", "everyone", "someone", "everything", "nothing", "something",
]);

/// Verbs of saying: who stands before one speaks, so is a person or a body.
pub(super) static SAYS: Set = set(|| {
    &[
        "said",
        "says",
        "told",
        "added",
        "adds",
        "asked",
        "tweeted",
        "testified",
        "joked",
        "recalled",
        "replied",
        "thinks",
        "believes",
        "wrote",
        "explained",
        "argued",
        "insisted",
        "declined",
        "refused",
        "met",
        "arrived",
        "spoke",
        "resigned",
        "smiled",
        "admitted",
        "acknowledged",
        "noted",
        "warned",
        "vowed",
        "urged",
        "denied",
        "died",
        "married",
        "who",
        "himself",
        "herself",
        "has",
        "was",
        "had",
        "is",
        "won",
        "beat",
        "scored",
    ]
});
