//! Which common nouns can speak: people, bodies of people, and what they write.
//!
//! General English, written for this project. A phrase headed by another noun ("the launch", "the second") is most
//! likely a phrase cut out wrongly, and is told as no one's.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

const PEOPLE: &str = "accused activist adult agent aide ally american analyst assistant associate attendant aunt bishop \
    boss boy bride bishop brother candidate captain caucus celebrity chair champion chancellor chef chief child citizen \
    civilian client clergy coach colleague colonel comic commandant commander-in-chief conservative constable consul \
    contestant correspondent counsel counterpart couple critic crew cop cousin cyclist dad daughter deacon delegate democrat \
    deputy descendant detective diplomat disciple driver earl elite emir envoy executive expert family fan father figure fiance \
    fiancee folk friend fugitive general girl governor graduate grandma grandpa groom guard guest guide guy head hero hostage \
    host husband imam immigrant incumbent informant inhabitant insurgent intern islamist judge kid king lad lady liberal \
    lieutenant local magistrate magnate major mate mayor mogul mom monk mother mourner mullah mum native neighbor neighbour \
    nephew niece nominee nun nurse official operative opponent opposition orphan pair parent participant partner passenger \
    patient patriarch patron peer penitent person pilgrim pilot police politician pope premier president priest prince princess \
    principal progressive prophet protestant provost pundit queen rabbi radical recruit refugee relative representative resident \
    respondent rival rebel saint secretary senator separatist sergeant servant sheikh sheriff sibling sister skeptic socialist \
    soldier son sophomore source spouse squad staff star student suspect swimmer teen twin tycoon uncle undersecretary veteran \
    vicar victim viewer villager volunteer warden warlord watchdog widow wife witness woman man youth people men women children \
    millionaire billionaire businesspeople lawmaker public voice whistleblower academic maverick loyalist moderate musician \
    engineer athlete heir heiress knight marshal medic paramedic surgeon marine sailor nationalist republican independent";
const BODIES: &str = "administration agency airline airport alliance army assembly association authority band bank board body \
    branch brigade broadcaster brotherhood bureau business cabinet camp campaign carrier cathedral center centre chain chamber \
    charity church circle city club coalition college commission committee community company conference congress consortium \
    consulate contractor corporation council country county court defense department diocese directorate embassy enterprise \
    establishment executive facility faction federation firm force foundation front fund garrison gang government group guild \
    headquarters hospital house industry institute institution jury kingdom lab laboratory league legislature mafia management \
    manufacturer market media militia military ministry mission monarchy movement municipality museum nation navy network \
    newsroom office opposition operation organisation organization outlet palace panel parliament party plaintiff police \
    prefecture presidency press prison province publication publisher railway regime regiment region retailer school sect \
    secretariat senate service side sort staff state station studio subsidiary syndicate tabloid team think-tank town tribunal \
    tribe troupe trust union unit university utility village workforce zoo leadership judiciary watchdog startup site user \
    academy brewery bakery factory supplier";
const WRITINGS: &str = "account ad advisory advertisement affidavit agreement analysis announcement article assessment audit \
    autobiography ballot banner bill biography blog book briefing brochure bulletin caption clip column commentary communique \
    complaint constitution contract data diary disclosure dispatch document dossier draft editorial email e-mail entry essay \
    estimate evidence excerpt feed file filing finding footage forecast guideline headline indictment inquiry inscription \
    instruction interview invitation investigation journal law lawsuit leaflet letter list log magazine manifesto manual memo \
    memoir memorandum message minute motion motto narrator newspaper note notice obituary op-ed opinion order page pamphlet paper \
    petition placard plaque policy poll post poster press-release proclamation profile projection protocol quote readout register \
    rebuttal recording record regulation release reply report resolution review ruling sign slogan speech spokesperson statement \
    statistic story study subpoena suit summary survey tally testimony text thread timeline transcript tweet update verdict \
    video warning warrant website will writing rule result calculation figure narrative passage legislation prosecution";

/// Words in "-er", "-or" and the like that are no people.
const OTHERS: &str = "after another anger architecture barrier behavior behaviour border chapter character cluster color colour \
    computer corner counter cover dinner disaster disorder door either error ever factor favor favour fervor fever fewer finger \
    flavor floor former further gender greater harbor harbour higher holder however humor humour hunger labor labour larger later \
    latter layer lower matter metaphor meter minor mirror monitor murder never number order other over paper plaster poster power \
    prior quarter rather river roster rumor rumour sector september shelter shoulder shower silver slaughter smaller \
    summer surrender tenor terror thriller timber tower trailer transfer tumor under vapor vector water weather whether whisper \
    winter wonder younger older october november december answer offer center";

static SPEAKING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    PEOPLE
        .split_ascii_whitespace()
        .chain(BODIES.split_ascii_whitespace())
        .chain(WRITINGS.split_ascii_whitespace())
        .collect()
});
static SILENT: LazyLock<FxHashSet<&str>> = LazyLock::new(|| OTHERS.split_ascii_whitespace().collect());

/// Whether a phrase with this head, as written, can be a speaker. A head with a capital is a name that names nothing
/// else, and is let through.
pub(super) fn speaks(head: &str) -> bool {
    if head.chars().next().is_some_and(char::is_uppercase) {
        return true;
    }
    let word = head.trim_end_matches(['.', ',']).to_lowercase();
    let ones = [
        Some(word.clone()),
        word.strip_suffix('s').map(str::to_owned),
        word.strip_suffix("es").map(str::to_owned),
        word.strip_suffix("ies").map(|stem| format!("{stem}y")),
    ];
    ones.into_iter().flatten().any(|one| {
        // "city-state", "brother-in-law", "front-runner"
        let last = one.rsplit('-').next().unwrap_or(&one);
        SPEAKING.contains(one.as_str())
            || one.ends_with("-in-law")
            || SPEAKING.contains(last)
            || one.len() > 4 && !SILENT.contains(last) && ENDINGS.iter().any(|e| last.ends_with(e))
    })
}

/// Whether the noun, as written, is one person: "captain", not "officials" or "ministry".
pub(super) fn is_person(head: &str) -> bool {
    let word = head.to_lowercase();
    let last = word.rsplit('-').next().unwrap_or(&word);
    !word.ends_with('s') && PEOPLE.split_ascii_whitespace().any(|w| w == last)
        || !SILENT.contains(last) && !SPEAKING.contains(last) && ENDINGS.iter().any(|e| last.ends_with(e))
}

/// How nouns for people end.
const ENDINGS: &[&str] = &[
    "er", "or", "ist", "ian", "man", "woman", "men", "women", "people", "ee", "eer", "crat", "ster", "ess",
];

#[cfg(test)]
mod tests {
    use super::speaks;

    #[test]
    fn people_bodies_and_writings_speak_and_things_do_not() {
        for head in [
            "official",
            "officials",
            "spokeswoman",
            "farmers",
            "agency",
            "agencies",
            "statement",
            "brother-in-law",
            "police",
            "teacher",
            "Hader",
            "front-runner",
        ] {
            assert!(speaks(head), "{head}");
        }
        for head in [
            "launch", "second", "recently", "number", "crash", "week", "later", "percent",
        ] {
            assert!(!speaks(head), "{head}");
        }
    }
}
