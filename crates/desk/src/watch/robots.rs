//! What a site asks of programs in its robots.txt (RFC 9309), looked at once a round.

use super::fetch::{Failed, Fetch, Known};
use std::collections::BTreeMap;
use std::time::Duration;
use texting_robots::Robot;
use url::Url;

/// Bytes of robots.txt that are looked at, as RFC 9309 asks for at the least.
const LARGEST: usize = 512 << 10;
/// The longest delay between requests that a site can ask for.
const LONGEST_DELAY: f32 = 60.0;
/// Redirects of robots.txt that are followed, as RFC 9309 asks for.
const HOPS: usize = 5;

/// Lines that bind a path to its end, each of which is compiled to a pattern of up to some ten thousand bytes.
const BOUND_LINES: usize = 300;

/// What one site asks.
enum Rules {
    /// It asks nothing, or has no robots.txt.
    Free,
    /// It can't be asked now: then nothing else is.
    Silent(Failed),
    /// It has these.
    Asked(Box<Robot>),
}

/// The rules of the sites asked in this round, by their origin.
#[derive(Default)]
pub(super) struct Robots(BTreeMap<String, Rules>);

impl Robots {
    /// Whether the address may be asked by `agent`, and how long to wait between requests to its site. `fetch` asks the site
    /// itself where it is not known yet.
    pub(super) fn allow(
        &mut self,
        url: &Url,
        agent: &str,
        fetch: &mut dyn Fetch,
    ) -> Result<Option<Duration>, Failed> {
        let origin = url.origin().ascii_serialization();
        let rules = self.0.entry(origin).or_insert_with(|| ask(url, agent, fetch));
        match rules {
            Rules::Free => Ok(None),
            Rules::Silent(why) => Err(why.clone()),
            Rules::Asked(robot) if !robot.allowed(url.as_str()) => Err(Failed::Network(
                "the site's robots.txt asks programs to leave this address alone".to_owned(),
            )),
            Rules::Asked(robot) => Ok(robot
                .delay
                .filter(|d| d.is_finite() && *d > 0.0)
                .map(|d| Duration::from_secs_f32(d.min(LONGEST_DELAY)))),
        }
    }
}

fn ask(url: &Url, agent: &str, fetch: &mut dyn Fetch) -> Rules {
    let silent = |why: &str| {
        Rules::Silent(Failed::Network(format!(
            "the site's robots.txt can't be read now ({why}), so nothing else is asked"
        )))
    };
    let Ok(mut at) = url.join("/robots.txt") else {
        return silent("it has no address");
    };
    for _ in 0..=HOPS {
        let answer = match fetch.get(at.as_str(), &Known::default()) {
            Ok(answer) => answer,
            Err(why @ Failed::Private(_)) => return Rules::Silent(why),
            // What is no text can hold no rules.
            Err(Failed::Kind(_) | Failed::Packed(_)) => return Rules::Free,
            Err(why) => return silent(&why.to_string()),
        };
        match answer.status {
            200 => {
                let text = &answer.body[..answer.body.len().min(LARGEST)];
                if bound_lines(text) > BOUND_LINES {
                    return silent("it has more rules with $ than are kept");
                }
                // One rule that can't be understood fails all of them; what the others ask for is not known to be nothing.
                return match Robot::new(agent, text) {
                    Ok(robot) => Rules::Asked(Box::new(robot)),
                    Err(_) => silent("a rule of it can't be understood"),
                };
            }
            300..=399 => match answer.location.and_then(|l| at.join(&l).ok()) {
                Some(next) if super::hops::is_step(&at, &next) => at = next,
                _ => return Rules::Free,
            },
            429 | 500..=599 => return silent(&format!("the server answers {}", answer.status)),
            _ => return Rules::Free,
        }
    }
    Rules::Free
}

/// Lines with a `$` outside of comments.
fn bound_lines(text: &[u8]) -> usize {
    text.split(|b| matches!(b, b'\n' | b'\r' | 0))
        .filter_map(|line| line.split(|b| *b == b'#').next())
        .filter(|line| line.contains(&b'$'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::fetch::Answer;

    struct Fixed<'a>(u16, &'a str);

    impl Fetch for Fixed<'_> {
        fn get(&mut self, url: &str, _: &Known) -> Result<Answer, Failed> {
            assert_eq!(url, "https://herald.example/robots.txt");
            Ok(Answer {
                status: self.0,
                body: self.1.as_bytes().to_vec(),
                ..Answer::default()
            })
        }
    }

    fn allowed(status: u16, text: &str, path: &str) -> Result<Option<Duration>, Failed> {
        let url = Url::parse(&format!("https://herald.example{path}")).unwrap();
        Robots::default().allow(&url, "twosource", &mut Fixed(status, text))
    }

    #[test]
    fn a_site_s_wishes_are_kept() {
        let text = "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n\nUser-agent: twosource\nDisallow: /feeds/all";
        assert!(allowed(200, text, "/feeds/all.xml").is_err());
        assert_eq!(allowed(200, text, "/news.xml"), Ok(None));
        let text = "User-agent: *\nDisallow: /private/\nCrawl-delay: 7";
        assert_eq!(allowed(200, text, "/news.xml"), Ok(Some(Duration::from_secs(7))));
        assert!(allowed(200, text, "/private/news.xml").is_err());
    }

    #[test]
    fn without_a_robots_txt_all_is_free_and_while_it_fails_nothing_is() {
        assert_eq!(allowed(404, "", "/news.xml"), Ok(None));
        assert!(allowed(503, "", "/news.xml").is_err());
    }

    #[test]
    fn what_can_t_be_understood_frees_nothing() {
        let text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /private/";
        assert_eq!(allowed(200, text, "/news.xml"), Ok(None));
        assert!(allowed(200, text, "/a/b.pdf").is_err());
        let large = format!("{text}\nDisallow: /{}$", "long*".repeat(50_000));
        assert!(allowed(200, &large, "/news.xml").is_err());
        let many = format!("{text}{}", "\nDisallow: /*.pdf$".repeat(BOUND_LINES));
        assert!(allowed(200, &many, "/news.xml").is_err());
        let told = format!("{text}{}", "\n# costs 5$".repeat(BOUND_LINES));
        assert_eq!(allowed(200, &told, "/news.xml"), Ok(None));
    }
}
