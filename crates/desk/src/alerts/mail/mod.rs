//! Alerts as letters: to whom and by which server, what one looks like, and how it is handed over.
//!
//! The letter is made by `lettre`. The dialog with the server is our own (`smtp.rs`), since it has to hold what a client that is
//! taken from elsewhere doesn't: an address is looked at before it is connected to, and a server that drips or never ends a line
//! is left after a time.

mod letter;
mod smtp;

pub(super) use letter::letter;
pub use smtp::Smtp;

use lettre::message::Mailbox;
use serde::Deserialize;
use std::path::PathBuf;

/// Letters of an address or a server's name at most (RFC 5321 has 254 and 255).
const LONGEST: usize = 254;
/// Who is written to for one alert at most.
pub(super) const RECEIVERS: usize = 20;

/// Hands a letter to a server.
pub trait Carry {
    /// Hands it over once.
    ///
    /// # Errors
    /// Why the server did not take it.
    fn carry(&mut self, by: &Server, keys: &Keys, to: &str, letter: &[u8]) -> Result<(), Refused>;
}

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is worth trying again, with the reason.
    Now(String),
    /// The server says that it will never take it.
    Always(String),
}

/// What a server asks for and can't stand in a file that people share.
#[derive(Clone, Default)]
pub struct Keys {
    /// The user's password.
    pub password: Option<String>,
    /// Certificates (PEM) that are trusted beside those of the web.
    pub authority: Option<Vec<u8>>,
}

/// How what is said to the server is kept from others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// It begins in the open and is encrypted before anything is said; a server that can't do that is told nothing.
    #[default]
    Starttls,
    /// It is encrypted from the first byte.
    Tls,
    /// Not at all.
    None,
}

/// The server that letters are given to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Its name, with a port where it isn't the usual one.
    pub server: String,
    /// Who writes: an address, or a name and an address in angle brackets.
    pub from: String,
    /// How the connection is encrypted.
    #[serde(default)]
    pub encryption: Encryption,
    /// Who signs in, where the server asks for it.
    pub user: Option<String>,
    /// A file with the user's password.
    pub password_file: Option<PathBuf>,
    /// A file with the certificate (PEM) of an authority of one's own.
    pub authority_file: Option<PathBuf>,
    /// The address of the app, which letters then lead to.
    pub app: Option<String>,
}

impl Server {
    /// The server's name and port.
    #[must_use]
    pub fn place(&self) -> Option<(String, u16)> {
        let usual = match self.encryption {
            Encryption::Starttls => 587,
            Encryption::Tls => 465,
            Encryption::None => 25,
        };
        // The address parser knows names, IPv4 and IPv6 in brackets, each with a port or without; it takes no path or user here.
        let url = url::Url::parse(&format!("smtp://{}", self.server)).ok()?;
        let bare = matches!(url.path(), "" | "/") && url.username().is_empty() && url.password().is_none();
        let host = url.host_str()?.trim_matches(['[', ']']).to_owned();
        // It passes over line breaks and tabs.
        let word = |c: char| c.is_ascii_graphic() && !matches!(c, '/' | '@');
        let plain =
            bare && url.query().is_none() && url.fragment().is_none() && self.server.chars().all(word);
        (plain && !host.is_empty() && !host.contains('%')).then(|| (host, url.port().unwrap_or(usual)))
    }

    /// What is wrong with it, in words.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.server.chars().count() > LONGEST || self.place().is_none() {
            return Err(format!(
                "server = {:?} is no name of a server, with :PORT or without",
                self.server
            ));
        }
        if mailbox(&self.from).is_none() {
            return Err(format!("from = {:?} is no address", self.from));
        }
        match (&self.user, &self.password_file) {
            (Some(_), None) => return Err("name the file of the user's password by password_file".to_owned()),
            (None, Some(_)) => return Err("password_file is of no use without a user".to_owned()),
            (Some(user), _) if user.chars().any(char::is_control) || user.chars().count() > LONGEST => {
                return Err("user is no name".to_owned());
            }
            (Some(_), _) if self.encryption == Encryption::None => {
                return Err("a password is sent over an encrypted connection alone".to_owned());
            }
            _ => {}
        }
        if let Some(app) = &self.app {
            let url = url::Url::parse(app)
                .ok()
                .filter(|u| matches!(u.scheme(), "http" | "https"));
            if url.is_none_or(|u| u.cannot_be_a_base() || app.chars().any(char::is_control)) {
                return Err("app is an address that begins with https:// or http://".to_owned());
            }
        }
        Ok(())
    }
}

/// An address as it may stand in the dialog with a server: nothing that ends a line or an angle bracket, and ASCII, since most
/// servers take no other.
pub(super) fn mailbox(text: &str) -> Option<Mailbox> {
    let mailbox: Mailbox = text.parse().ok()?;
    let address = mailbox.email.to_string();
    let plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | ',' | ';' | ':' | '\\');
    let named = mailbox.name.as_deref().unwrap_or_default();
    let fits = address.len() <= LONGEST && address.chars().all(plain) && !named.chars().any(char::is_control);
    fits.then_some(mailbox)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> Result<Server, String> {
        let server: Server = toml::from_str(text).map_err(|e| e.to_string())?;
        server.check().map(|()| server)
    }

    #[test]
    fn a_server_is_a_name_with_a_port_or_without() {
        for (text, place) in [
            ("mail.desk.example", ("mail.desk.example", 587)),
            ("mail.desk.example:2525", ("mail.desk.example", 2525)),
            ("192.0.2.7", ("192.0.2.7", 587)),
            ("[2001:db8::7]:25", ("2001:db8::7", 25)),
        ] {
            let read = server(&format!("server = {text:?}\nfrom = \"desk@desk.example\"")).unwrap();
            assert_eq!(read.place(), Some((place.0.to_owned(), place.1)), "{text}");
        }
        for text in [
            "",
            "a b",
            "user@mail.example",
            "mail.example/x",
            "mail.example:x",
            "mail\\r\\nQUIT",
        ] {
            let read = server(&format!("server = \"{text}\"\nfrom = \"desk@desk.example\""));
            assert!(read.is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_server_is_said() {
        let of = |more: &str| server(&format!("server = \"mail.example\"\n{more}")).unwrap_err();
        let from = "from = \"desk@desk.example\"\n";
        for (more, said) in [
            ("from = \"nobody\"".to_owned(), "is no address"),
            (
                "from = \"a@b.example\\r\\nBcc: c@d.example\"".to_owned(),
                "is no address",
            ),
            (format!("{from}user = \"ann\""), "password_file"),
            (format!("{from}password_file = \"p\""), "without a user"),
            (
                format!("{from}user = \"ann\"\npassword_file = \"p\"\nencryption = \"none\""),
                "encrypted",
            ),
            (format!("{from}app = \"javascript:1\""), "https://"),
            (format!("{from}port = 5"), "unknown field"),
        ] {
            let error = of(&more);
            assert!(error.contains(said), "{more}: {error}");
        }
    }

    #[test]
    fn an_address_can_end_no_line_and_no_bracket() {
        for text in [
            "ann@desk.example",
            "Ann Brook <ann@desk.example>",
            "a+b@x.desk.example",
        ] {
            assert!(mailbox(text).is_some(), "{text}");
        }
        for text in [
            "ann",
            "ann@",
            "ann@desk.example\r\nRCPT TO:<eve@evil.example>",
            "ann@desk.example>\r\nDATA",
            "\"a b\"@desk.example",
            "ann@desk.example, bob@desk.example",
            "änn@desk.example",
            "Ann\r\nBcc: eve@evil.example <ann@desk.example>",
        ] {
            assert!(mailbox(text).is_none(), "{text}");
        }
    }
}
