//! What belongs to the site and not to the report: pitches for newsletters, links to other pages, share counters,
//! copyright lines.

use super::{gate, slug};
use record::SegmentKind;
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// A line longer than this is prose, whatever its first words are.
const LONGEST: usize = 220;

/// Phrases with which a pitch begins, in small letters; here and below they end on a word's boundary.
static PITCHES: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"^(?:sign|signing) up (?:for|to|now|here|today)\b",
        r"^(?:subscribe|subscribe (?:to|for|now|today|here)|already a subscriber|become a (?:member|subscriber)|support (?:our|local|quality|independent) journalism)\b",
        r"^(?:manage|get|receive|join) (?:our |the |your |daily |free |breaking |email )*(?:newsletters?|alerts?|emails?|updates?)\b",
        r"^(?:follow|like|find|connect with|join|add) (?:us|me|him|her|them)\b.{0,60}\b(?:twitter|facebook|instagram|linkedin|google|telegram|whatsapp|youtube|social)\b",
        r"^follow (?:@|us\b|me\b|the (?:author|reporter|writer)\b|[\w.' -]{1,40} on (?:twitter|facebook|instagram))",
        r"^(?:download|get|install|try) (?:the|our)\b.{0,40}\bapp\b",
        r"^(?:chat|stay in touch|stay connected|connect) with us\b.{0,140}$",
        r"^(?:want|looking for|like what you|enjoy(?:ing)?|love) .{0,120}\?\s+(?:sign up|subscribe|get|join|follow|download|click)\b",
        r"^(?:stay|stick) (?:with|tuned|connected|logged)\b.{0,80}\b(?:for|to)\b.{0,60}\b(?:updates?|information|latest|developments|story|news|details)\b.{0,60}$",
        r"^(?:close )?get (?:an? )?(?:email )?notifications?\b",
        r"^your (?:notification|changes?|settings) ha(?:s|ve) been saved\b",
        r"^there was an? (?:problem|error) saving\b",
        r"^whenever .{1,60} posts new content, you['’]ll get an email",
        r"^email notifications are only sent\b",
        r"^(?:never|don['’]t) miss (?:a|an|any|out|our|the)\b.{0,80}\b(?:stor(?:y|ies)|news|update|edition|again|newsletters?)\b.{0,120}$",
        r"^(?:donate|give|contribute) (?:to|now|today)\b.{0,120}\b(?:journalism|newsroom|reporting|support|today|now)\b.{0,60}$",
        r"^(?:this|the) (?:article|story|content) is (?:only )?(?:for|available (?:only )?to) (?:subscribers|members)\b.{0,120}$",
        r"^(?:start|try|get) (?:your|a|our) (?:free |\w+ )?(?:trial|subscription)\b.{0,120}$",
    ])
    .expect("constant patterns")
});

/// A pitch in whole sentences: it asks for something, and says what for.
static LONG_PITCH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^\W*(?:(?:to|for) .{1,80}, )?(?:please )?(?:sign up|subscribe|become a (?:member|subscriber)|download|support (?:our|independent|local|quality)|donate|get (?:our|the|your)|join our|join the|follow (?:us|our))\b",
        r".{0,240}\b(?:newsletters?|inbox|e-?mail(?:s|ed)?|subscri(?:be|bers?|ption)|journalism|our app|the app|app store|whatsapp|telegram|podcast|donation)\b",
    ))
    .expect("a constant pattern")
});

/// With which letters such a pitch begins.
const LONG_OPENINGS: &[&str] = &[
    "become a", "donate", "download", "follow", "for ", "get ", "join ", "please ", "sign", "sub", "sup",
    "to ",
];

/// Phrases with which a pointer to other reports begins.
static POINTERS: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"^(?:watch|listen|read|see) (?:more|also|it|the (?:full|video)|live|next|below|now)\b[:\s]?.{0,80}$",
        r"^(?:also|must|don'?t|do not) (?:read|miss|watch)\b",
        r"^(?:see|read|view|load|show|hide|expand|more|browse) (?:all |more |full |the )*(?:comments?|stories|story|photos?|gallery|galleries|news|articles?|posts?|videos?|details|from|on this|coverage|slideshow)\b.{0,60}$",
        r"^(?:watch|listen to|view|hear) (?:this|the|our|more)\b.{0,80}\b(?:story|video|here|below|above)\W*$",
        r"^for (?:more|the latest|complete|continuing) (?:[\w.'’-]+ ){0,2}(?:news|coverage|stories|updates|headlines)\b.{0,100}$",
        r"^related(?: (?:posts?|stories|story|articles?|coverage|content|news|links?|topics?|items|videos?|tags|reading|searches))?\b:?.{0,4}$",
        r"^(?:related|read more|see also|also read|read also|more|recommended|watch|up next|on the web|online|video|photos|gallery|slideshow|from the archives?)\s*[:|>»]\s.{0,160}$",
        r"^(?:read more|see more|learn more|find out more|continue reading|keep reading|full story|story continues|article continues|continued from|continue below)\b.{0,80}$",
        r"^(?:you (?:might|may) also (?:like|be interested|enjoy)|recommended for you|more (?:from|in|on|about|like this|stories|news|top|headlines)|most (?:read|popular|viewed|shared|commented|recent|watched)|popular (?:now|posts|stories|on)|trending (?:now|stories|on)|top (?:stories|news|headlines)|latest (?:news|stories|headlines|posts|from)|editors?['’]?s? picks?|today['’]s (?:headlines|paper|top)|in case you missed|around the web|from around|elsewhere on|what others are reading|upcoming events|event calendar|calendar of events|today's poll|newsletter|newsletters)\b.{0,60}$",
    ])
    .expect("constant patterns")
});

/// Phrases with which any other line of furniture begins.
static PHRASES: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        // Invitations.
        r"^click (?:here|to|on|for|through|the)\b",
        r"^tap (?:here|to)\b",
        r"^(?:please )?(?:log|sign) in\b.{0,80}$",
        r"^(?:leave|post|write|add|submit|join) (?:a |your |the )?(?:comments?|reply|conversation|discussion)\b",
        r"^(?:comments?|replies)(?: \(\d+\)| are (?:closed|off|disabled|moderated)| below| policy)?\s*$",
        r"^(?:\d+ )?comments?$",
        r"^please (?:read|review|see|respect|be|keep|note our|enable|disable|turn|whitelist|consider|click|visit|subscribe|support|check)\b.{0,140}\b(?:comment|policy|guidelines|terms|javascript|ad ?block\w*|cookies|subscri\w+|browser|link|page|donat\w+|support\w*|moderat\w+)",
        r"^we (?:encourage|welcome|reserve|moderate)\b.{0,80}\bcomments?\b",
        r"^(?:have|got|do you have) (?:a |an |any )?(?:news |story |confidential )?(?:tips?|story ideas?|corrections?)\b",
        r"^(?:send|email|submit|contact) (?:us|your|the|a|news)\b.{0,80}\b(?:tips?|letters?|newsroom|feedback|corrections?|email|editor|reporter)\b",
        r"^(?:contact|e-?mail|reach|write to)\b.{0,60}@",
        // Sharing and tools.
        r"^(?:share|tweet|e-?mail|print|pin|save|bookmark|like|reddit|facebook|twitter|linkedin|whatsapp|telegram|pinterest|tumblr|instagram|google\+?|flipboard|copy link|text size|font size|a\+|a-|listen|play|pause|mute|menu|search|home|close|back|next|previous|prev|top|skip|more|reply|report|advertisement|ads?|sponsored|promoted|image|photos?|videos?|gallery|trending|loading\W*|undefined|null)\W*$",
        r"^(?:share|tweet|pin|e-?mail|print|save|send) (?:this|it|on|via|with|to|the|article|story|page)\b.{0,60}$",
        r"^(?:share|shares|tweets?|likes|views?|retweets|votes|followers?)[:\s]*[\d.,]+[km]?$",
        r"^[\d.,]+[km]? (?:shares?|tweets?|likes|views|retweets|votes|comments?|reactions|followers)\b.{0,20}$",
        r"^(?:skip to|back to|return to|go to|jump to)\b.{0,50}$",
        r"^(?:embed|copy|copied|autoplay|replay|fullscreen|now playing|up next|next up|more videos|video player)\b.{0,60}$",
        r"^(?:buy|order) (?:a |this |our |photo |reprints?|copies|now|prints)\b.{0,60}$",
        // Other pages.
        r"^(?:filed under|tags?|topics?|categor(?:y|ies)|keywords?|posted in|sections?|published in|in this article|related topics|more about)\s*:.{0,200}$",
        r"^(?:filed under|tagged|posted in)\b.{0,160}$",
        r"^(?:photos?|images?|videos?|picture|slide|page) \d+ (?:of|/) \d+$",
        r"^page \d+(?: of \d+)?$",
        r"^(?:last )?(?:updated?|posted|published|first published)\b[:\s@]*(?:at |on )?\d.{0,40}$",
        r"^(?:abstract|full text|summary|body)[.:]?$",
        r"^(?:[a-z]{1,2}|[a-z]+) section (?:on|page)\b.{0,30}$",
        r"^(?:print(?:ed)? edition|a version of this (?:article|story)|this (?:article|story) (?:appeared|was (?:originally |first )?published|originally appeared|first appeared))\b.{0,200}$",
        // Rights and law.
        r"^(?:copyright\b\W*(?:©|\(c\)|\d{4}|by\b)|©|\(c\) ?\d{4}|all rights reserved\b|all content ©|content ©)",
        r"^(?:terms (?:of|and)|privacy (?:policy|notice)|cookie (?:policy|notice|settings)|do not sell|contact us|about us|advertise with|advertising|site map|rss|legal notice|accessibility)\b.{0,80}$",
        r"^(?:this (?:site|website|page) (?:uses|requires)|we use cookies|by (?:continuing|using|clicking|signing|subscribing)|you must (?:be|have)|your (?:browser|email|privacy)|javascript|it appears you)\b.{0,160}\b(?:cookies?|javascript|terms|policy|browser|logged in|subscri\w+|privacy|adblock\w*|enabled|supported)\b",
        r"^this material may not be (?:published|broadcast|rewritten|redistributed)",
        r"^(?:the )?views? expressed (?:in|by|here)\b.{0,160}$",
        // Advertising.
        r"^(?:advertisement|sponsored (?:content|by|post|links?)|paid (?:content|post|program)|ad feedback|advertiser content|promoted (?:stories|content)|from our (?:partners|sponsors?)|ads by)\b.{0,40}$",
        r"^(?:continue reading the main story|story continues below|scroll (?:down|to)|swipe|slideshow ended)\b.{0,60}$",
        // The end.
        r"^\W*(?:ends?|the end|end of (?:story|article|text|file|message)|eom|nnnn)\W*$",
    ])
    .expect("constant patterns")
});

/// What forms for subscribers say to their users and no report says. Two of them in one line make it a form's.
static FORM: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"newsletter sign up",
        r"not a robot",
        r"invalid email address",
        r"re-?enter",
        r"continue reading the main story",
        r"thank you for (?:subscribing|signing up)",
        r"try again later",
        r"an error has occurred",
        r"view all .{0,40}newsletters",
        r"select a newsletter",
        r"terms of (?:use|service)",
        r"privacy policy",
        r"unsubscribe",
        r"your (?:inbox|email address)",
    ])
    .expect("constant patterns")
});

/// Whether a line, however long, is made of a form's words.
fn is_form(line: &str) -> bool {
    line.len() < 1200 && FORM.matches(&line.to_lowercase()).iter().count() > 1
}

/// "<tweet id="1"></tweet>": markup left over, without words between.
fn is_markup(line: &str) -> bool {
    let mut open = false;
    let outside = line.chars().filter(|c| {
        let inside = open || *c == '<';
        open = if *c == '<' { true } else { open && *c != '>' };
        !inside && c.is_alphanumeric()
    });
    line.starts_with('<') && line.len() < 600 && outside.count() == 0
}

/// What a line of furniture is: [`SegmentKind::Pitch`], [`SegmentKind::Related`] or [`SegmentKind::Furniture`]; `None`
/// for a line of the report. Its words and its shape decide, wherever it stands.
pub(crate) fn kind(line: &str) -> Option<SegmentKind> {
    let line = line.trim();
    if line.len() < 500
        && line.len() > 40
        && gate::opens(line, LONG_OPENINGS)
        && LONG_PITCH.is_match(&line.to_lowercase())
    {
        return Some(SegmentKind::Pitch);
    }
    if line.is_empty() || line.len() > LONGEST {
        let is = line.len() > LONGEST && (is_long_copyright(line) || is_form(line) || is_markup(line));
        return is.then_some(SegmentKind::Furniture);
    }
    let small = line.to_lowercase();
    if is_form(line) || PITCHES.is_match(&small) {
        return Some(SegmentKind::Pitch);
    }
    if POINTERS.is_match(&small) {
        return Some(SegmentKind::Related);
    }
    (is_sign(line) || is_markup(line) || is_url(line) || slug::is_slug(line) || PHRASES.is_match(&small))
        .then_some(SegmentKind::Furniture)
}

/// A copyright line with its legal sentence can be long; nothing else that is furniture is.
fn is_long_copyright(line: &str) -> bool {
    line.len() < 600
        && line
            .chars()
            .take(12)
            .collect::<String>()
            .to_lowercase()
            .starts_with(['c', '©', '('])
        && is_copyright(line)
}

/// Whether a line is a statement of copyright and not a sentence about it ("Copyright law is…").
pub(crate) fn is_copyright(line: &str) -> bool {
    static START: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:(?:\(?copyright\)?\b\W*(?:©|\(c\)|\d{4}|by\b))|©|\(c\)\s*\d{4})")
            .expect("a constant pattern")
    });
    START.is_match(line.trim_start())
}

/// Counters, rules, symbols: a line without a word.
fn is_sign(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters == 0 || letters == 1 && line.len() <= 3 && !line.starts_with(['I', 'A', 'O'])
}

/// A line that is nothing but an address.
pub(crate) fn is_url(line: &str) -> bool {
    !line.contains(char::is_whitespace)
        && (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
        && line.len() > 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told() {
        for line in [
            "130",
            "Sign up for Daily Newsletters",
            "Manage Newsletters",
            "Copyright © 2021 The Port Ellery Herald, LLC. Click here for reprint permission.",
            "© 2016 Herald",
            "Copyright 2031 Halcyon News Agency. All rights reserved. This material may not be redistributed.",
            "Please read our comment policy before commenting.",
            "Related posts",
            "Click to Read More and View Comments",
            "Upcoming Events",
            "Click to Hide",
            "RELATED: Ferry owner charged",
            "A Section on 03/04/2031",
            "Advertisement",
            "Story continues below",
            "1.2K shares",
            "Share this:",
            "https://example.org/news/1",
            "Follow @janedoe on Twitter",
            "***",
            "Please enable Javascript to watch this video",
            "Tags: ferry, harbour",
            "Read more",
            "Updated at 9:50 p.m. ET Thursday",
            "FULL TEXT.",
            "Newsletter Sign Up. Continue reading the main story. An error has occurred. Please try again later.",
            "<tweet tweet-id=\"1\"><tweet/>.",
            "Watch this story",
            "Stay in touch with us anytime, anywhere.",
            "Chat with us in our app.",
        ] {
            assert!(kind(line).is_some(), "{line}");
        }
    }

    #[test]
    fn pitches_and_pointers_are_told_apart() {
        for (line, told) in [
            ("Sign up for our newsletter", SegmentKind::Pitch),
            (
                "Want the news of the harbour first? Sign up for our alerts.",
                SegmentKind::Pitch,
            ),
            (
                "Subscribe to the Herald to read on and to support the newsroom that you have known for a hundred years, in print, online and in your inbox every morning at six, with all that Port Ellery talks about and more.",
                SegmentKind::Pitch,
            ),
            ("Follow us on Facebook", SegmentKind::Pitch),
            (
                "Stay with KXYZ both online and on air for more information on this story.",
                SegmentKind::Pitch,
            ),
            ("Get email notifications on Jane Doe daily!", SegmentKind::Pitch),
            ("This article is for subscribers only.", SegmentKind::Pitch),
            ("READ MORE: Ferry owner charged", SegmentKind::Related),
            ("Also read: Ferry owner charged", SegmentKind::Related),
            ("You may also like", SegmentKind::Related),
            ("Share this:", SegmentKind::Furniture),
            ("ENDS", SegmentKind::Furniture),
            ("###", SegmentKind::Furniture),
            ("-30-", SegmentKind::Furniture),
            ("BC-ME--Ferry, 1st Ld-Writethru", SegmentKind::Furniture),
        ] {
            assert_eq!(kind(line), Some(told), "{line}");
        }
        for line in [
            "Subscribers to the ferry's newsletter were told on Monday that it would not sail.",
            "Get the mayor to the harbour, the crowd shouted, and support followed in the hundreds before noon.",
            "The end of the ferry came quickly.",
            "Stay with the ship, the captain told them.",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }

    #[test]
    fn near_misses_stay_silent() {
        for line in [
            "Copyright law is at the heart of the case, the judge said.",
            "Sign-ups for the ferry rose.",
            "Related firms were fined, the court said on Monday.",
            "More than 40 people died.",
            "Share prices fell by a third after the accident.",
            "The top of the page was torn.",
            "Print shops closed early on Monday as the strike spread.",
            "Watch officers saw the smoke at nine, the report said.",
            "Comments by the mayor drew anger.",
            "Follow-up talks begin on Monday.",
            "Please, he said, let us go.",
            "Video of the fire showed people on the roof.",
            "More from the ship's owner came later, when he spoke to reporters at length about what he had seen and heard.",
            "Like many others, she left.",
            "Try again later, the clerk told her, and she did.",
            "<b>The ferry sank</b>",
            "Watch officers on the pier said the story was false.",
            "For more than a year the coverage was thin, the report said.",
            "Email records show that the owner knew.",
            "I",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }
}
