//! The alerts that somebody set: a file of TOML, an `[[alert]]` each.

use super::mail::{RECEIVERS, Server, mailbox};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Alerts of a file at most: each is looked for in every story that changes.
const MOST: usize = 200;
/// Letters of a text in it at most.
const LONGEST: usize = 1_000;

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// A story that was not there fits the search.
    Story,
    /// A story that fits has so many independent sources now, and had fewer.
    Sources,
    /// Reports of a story that fits conflict on a figure on which they did not.
    Conflict,
    /// A person is quoted, in words that were not there.
    Quoted,
    /// What is told last of a figure moved by more than was asked for.
    Figure,
    /// A report is changed or corrected by its outlet, or by a person of the desk.
    Corrected,
}

impl On {
    /// Its word in a file of alerts.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Sources => "sources",
            Self::Conflict => "conflict",
            Self::Quoted => "quoted",
            Self::Figure => "figure",
            Self::Corrected => "corrected",
        }
    }
}

/// An alert.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// How it is called.
    pub name: String,
    /// Words that must all stand in a report of the story; none narrows to nothing.
    #[serde(default)]
    pub words: String,
    /// Words of the outlet's name of a report of the story.
    pub outlet: Option<String>,
    /// A place that a report names, by its entity's id.
    pub place: Option<String>,
    /// A person: who is quoted, or else who is named.
    pub person: Option<String>,
    /// What it is about.
    #[serde(default = "all")]
    pub on: BTreeSet<On>,
    /// How many independent sources a story must have.
    #[serde(default = "two")]
    pub sources: usize,
    /// Which figures are looked at, by what they count ("wounded", "killed"); all of them where nothing is said.
    pub measure: Option<String>,
    /// How far a figure moves at most without being told.
    pub moves_by: Option<f64>,
    /// The same in hundredths of what it was.
    pub moves_by_percent: Option<f64>,
    /// Who is written to, an address each.
    #[serde(default)]
    pub mail: Vec<String>,
    /// Where it is sent to, beside the feed that has all of them.
    pub webhook: Option<String>,
    /// A file with the secret by which what is sent is signed.
    pub secret_file: Option<PathBuf>,
}

fn all() -> BTreeSet<On> {
    [On::Story, On::Sources, On::Conflict].into()
}

fn two() -> usize {
    2
}

/// The alerts of a file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alerts {
    /// The server that letters are given to.
    pub mail: Option<Server>,
    /// In the order of the file.
    #[serde(default, rename = "alert")]
    pub all: Vec<Alert>,
}

impl Alerts {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        let alerts: Self = toml::from_str(text).map_err(|e| e.to_string().trim().to_owned())?;
        if alerts.all.is_empty() {
            return Err("it sets no alert; begin one with [[alert]] and name = \"…\"".to_owned());
        }
        if alerts.all.len() > MOST {
            return Err(format!("it sets more than {MOST} alerts"));
        }
        if let Some(server) = &alerts.mail {
            server.check().map_err(|why| format!("[mail]: {why}"))?;
        } else if let Some(alert) = alerts.all.iter().find(|a| !a.mail.is_empty()) {
            let why = "say by which server letters go, under [mail] at the head of the file";
            return Err(format!("{:?}: {why}", alert.name));
        }
        let mut names = BTreeSet::new();
        for alert in &alerts.all {
            alert.check().map_err(|why| format!("{:?}: {why}", alert.name))?;
            if !names.insert(&alert.name) {
                return Err(format!(
                    "{:?} is set twice; an alert is known by its name",
                    alert.name
                ));
            }
        }
        Ok(alerts)
    }
}

impl Alert {
    fn check(&self) -> Result<(), String> {
        let texts = [
            Some(&self.name),
            Some(&self.words),
            self.outlet.as_ref(),
            self.place.as_ref(),
            self.person.as_ref(),
            self.measure.as_ref(),
        ];
        if texts.iter().flatten().any(|t| t.chars().count() > LONGEST) {
            return Err(format!("a text has more than {LONGEST} letters"));
        }
        if self.name.trim().is_empty() {
            return Err("an alert has a name".to_owned());
        }
        if self.on.is_empty() {
            return Err("on is empty: story, sources, conflict, quoted, figure, corrected".to_owned());
        }
        if self.on.contains(&On::Quoted) && self.person.is_none() {
            return Err("say who is to be quoted by person".to_owned());
        }
        let bounds = [self.moves_by, self.moves_by_percent];
        if !self.on.contains(&On::Figure) && (self.measure.is_some() || bounds.iter().any(Option::is_some)) {
            return Err("measure and moves_by are of no use without \"figure\" in on".to_owned());
        }
        match bounds {
            [Some(_), Some(_)] => return Err("say moves_by or moves_by_percent, not both".to_owned()),
            [Some(most), None] | [None, Some(most)] if !(most.is_finite() && most >= 0.0) => {
                return Err("a figure moves by a number, nought or more".to_owned());
            }
            _ => {}
        }
        if self.mail.len() > RECEIVERS {
            return Err(format!("an alert is written to {RECEIVERS} addresses at most"));
        }
        if let Some(none) = self.mail.iter().find(|to| mailbox(to).is_none()) {
            return Err(format!("{none:?} is no address of mail"));
        }
        match (&self.webhook, &self.secret_file) {
            (Some(to), _) if !to.starts_with("https://") && !to.starts_with("http://") => {
                Err("a webhook is an address that begins with https:// or http://".to_owned())
            }
            (Some(_), None) => {
                Err("a webhook is signed: name the file of its secret by secret_file".to_owned())
            }
            (None, Some(_)) => Err("secret_file is of no use without a webhook".to_owned()),
            _ => Ok(()),
        }
    }

    /// What narrows its stories, as the archive takes it.
    pub(super) fn query(&self) -> archive::Query {
        let some = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(str::to_owned)
        };
        archive::Query {
            words: self.words.trim().to_owned(),
            filter: archive::Filter {
                outlet: some(&self.outlet),
                place: some(&self.place),
                person: some(&self.person),
                ..archive::Filter::default()
            },
            ..archive::Query::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_what_is_wrong_is_said() {
        let alerts = Alerts::read("[[alert]]\nname = \"fires\"\nwords = \"fire\"\n").unwrap();
        assert_eq!(alerts.all[0].sources, 2);
        assert!(alerts.all[0].on.contains(&On::Conflict) && !alerts.all[0].on.contains(&On::Quoted));
        for (text, said) in [
            ("", "sets no alert"),
            ("[[alert]]\nwords = \"x\"", "missing field `name`"),
            ("[[alert]]\nname = \"a\"\nword = \"x\"", "unknown field"),
            ("[[alert]]\nname = \"a\"\non = [\"never\"]", "unknown variant"),
            (
                "[[alert]]\nname = \"a\"\non = [\"quoted\"]",
                "who is to be quoted",
            ),
            (
                "[[alert]]\nname = \"a\"\nwebhook = \"file:///etc\"\nsecret_file = \"s\"",
                "https://",
            ),
            (
                "[[alert]]\nname = \"a\"\nwebhook = \"https://a.example\"",
                "is signed",
            ),
            ("[[alert]]\nname = \"a\"\n[[alert]]\nname = \"a\"", "twice"),
            ("[[alert]]\nname = \"a\"\nmoves_by = 5", "without \"figure\""),
            (
                "[[alert]]\nname = \"a\"\non = [\"figure\"]\nmoves_by = 5\nmoves_by_percent = 5",
                "not both",
            ),
            (
                "[[alert]]\nname = \"a\"\non = [\"figure\"]\nmoves_by = -1",
                "nought or more",
            ),
            (
                "[[alert]]\nname = \"a\"\non = [\"figure\"]\nmoves_by = nan",
                "nought or more",
            ),
            ("[[alert]]\nname = \"a\"\nmail = [\"ann@desk.example\"]", "[mail]"),
            (
                "[mail]\nserver = \"m.example\"\nfrom = \"a@b.example\"\n[[alert]]\nname = \"a\"\nmail = [\"ann\"]",
                "no address of mail",
            ),
        ] {
            let error = Alerts::read(text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
