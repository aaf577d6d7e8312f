//! The dialog with a mail server (RFC 5321): one connection a letter, to an address that passed the guard, encrypted before
//! anything is said (RFC 3207, RFC 8314), and left where the server takes too long or says too much.

#![expect(
    clippy::disallowed_types,
    reason = "how long a server may take is measured, never what time it is; its address passes the guard here"
)]

use super::{Carry, Encryption, Keys, Refused, Server};
use crate::watch::Guard;
use crate::watch::address::is_public;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long handing a letter over may take, from the look-up to the last answer.
const LONGEST: Duration = Duration::from_secs(60);
/// How long connecting to one address may take.
const CONNECT: Duration = Duration::from_secs(10);
/// Bytes of a line of an answer at most (RFC 5321 has 512), and lines of an answer.
const LINE: usize = 2_000;
const LINES: usize = 100;
/// Letters of an answer that are told.
const TOLD: usize = 120;

/// Mail servers, over the real network.
pub struct Smtp {
    guard: Guard,
    longest: Duration,
}

impl Smtp {
    /// Connects to public addresses alone, or to any where `private` ones are allowed.
    #[must_use]
    pub fn new(private: bool) -> Self {
        let guard: Guard = if private {
            Arc::new(|_| true)
        } else {
            Arc::new(is_public)
        };
        Self::guarded(guard, LONGEST)
    }

    /// Connects to the addresses that `guard` lets through, for `longest` at most.
    #[must_use]
    pub fn guarded(guard: Guard, longest: Duration) -> Self {
        Self { guard, longest }
    }
}

impl Carry for Smtp {
    fn carry(&mut self, by: &Server, keys: &Keys, to: &str, letter: &[u8]) -> Result<(), Refused> {
        let until = Instant::now() + self.longest;
        let (Some(from), Some(to), Some((host, port))) =
            (super::mailbox(&by.from), super::mailbox(to), by.place())
        else {
            return Err(Refused::Always("it has no address".to_owned()));
        };
        let stream = connected(&host, port, &self.guard, until).map_err(Refused::Now)?;
        let mut dialog = Dialog::begin(stream, &host, by, keys).map_err(Refused::Now)?;
        dialog.hand_over(from.email.as_ref(), to.email.as_ref(), letter)
    }
}

/// A connection to one of the host's addresses that passes the guard.
fn connected(host: &str, port: u16, guard: &Guard, until: Instant) -> Result<Timed, String> {
    // The system's look-up has no limit of its own; one that is waited for no longer ends by itself.
    let (say, found) = std::sync::mpsc::channel();
    let name = host.to_owned();
    std::thread::spawn(move || {
        let found = (name.as_str(), port).to_socket_addrs();
        let _ = say.send(found.map(Iterator::collect::<Vec<SocketAddr>>));
    });
    let left = until.saturating_duration_since(Instant::now());
    let addresses = match found.recv_timeout(left.min(CONNECT)) {
        Ok(Ok(addresses)) => addresses,
        Ok(Err(_)) => return Err(format!("no such host: {host}")),
        Err(_) => return Err(format!("{host} could not be looked up in time")),
    };
    let mut why = format!("{host} has no address");
    for address in addresses {
        if !guard(unmapped(address.ip())) {
            why = format!("{} is a private address, which is not asked", address.ip());
            continue;
        }
        let left = until.saturating_duration_since(Instant::now()).min(CONNECT);
        if left.is_zero() {
            return Err(late());
        }
        match TcpStream::connect_timeout(&address, left) {
            Ok(stream) => {
                let _ = stream.set_nodelay(true);
                return Ok(Timed { stream, until });
            }
            Err(error) => why = format!("{address}: {error}"),
        }
    }
    Err(why)
}

fn unmapped(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

fn late() -> String {
    "the server took too long".to_owned()
}

/// A stream that ends at a moment, however little by little the other side takes and gives.
struct Timed {
    stream: TcpStream,
    until: Instant,
}

impl Timed {
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(left)
    }
}

impl Read for Timed {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(bytes)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

trait Line: Read + Write {}
impl<T: Read + Write> Line for T {}

/// An answer: its code and its lines.
struct Answer {
    code: u16,
    lines: Vec<String>,
}

impl Answer {
    fn told(&self) -> String {
        let words: String = self.lines.join(" ").chars().take(TOLD).collect();
        format!("the server answers {} {words}", self.code)
    }

    /// The words after `name` in the lines of a greeting.
    fn offers(&self, name: &str) -> Option<String> {
        let lines = self.lines.iter().map(|l| l.to_ascii_uppercase());
        let mut found = lines.filter_map(|line| {
            let rest = line.strip_prefix(name)?;
            (rest.is_empty() || rest.starts_with([' ', '='])).then(|| rest.to_owned())
        });
        found.next()
    }
}

/// What is being said.
struct Dialog {
    line: Box<dyn Line>,
    /// What came and was not read yet.
    come: Vec<u8>,
    greeting: Answer,
}

impl Dialog {
    /// Greets, encrypts and signs in.
    fn begin(stream: Timed, host: &str, by: &Server, keys: &Keys) -> Result<Self, String> {
        let me = match stream.stream.local_addr().map(|a| unmapped(a.ip())) {
            Ok(IpAddr::V6(own)) => format!("[IPv6:{own}]"),
            Ok(IpAddr::V4(own)) => format!("[{own}]"),
            Err(_) => "localhost".to_owned(),
        };
        let hello = format!("EHLO {me}");
        let none = Answer {
            code: 0,
            lines: Vec::new(),
        };
        let mut dialog = match by.encryption {
            Encryption::Tls => Self::over(Box::new(encrypted(stream, host, keys)?), none),
            Encryption::None => Self::over(Box::new(stream), none),
            Encryption::Starttls => {
                let (mut open, mut come) = (stream, Vec::new());
                expect(&mut open, &mut come, None, 220)?;
                let greeting = expect(&mut open, &mut come, Some(&hello), 250)?;
                if greeting.offers("STARTTLS").is_none() {
                    return Err("the server can't encrypt (STARTTLS); nothing was said".to_owned());
                }
                expect(&mut open, &mut come, Some("STARTTLS"), 220)?;
                // What came before the encryption began is nobody's word.
                if !come.is_empty() {
                    return Err("the server says more than it was asked before it encrypts".to_owned());
                }
                Self::over(Box::new(encrypted(open, host, keys)?), none)
            }
        };
        if by.encryption != Encryption::Starttls {
            dialog.expect(None, 220)?;
        }
        dialog.greeting = dialog.expect(Some(&hello), 250)?;
        if let Some(user) = &by.user {
            dialog.sign_in(user, keys.password.as_deref().unwrap_or_default())?;
        }
        Ok(dialog)
    }

    fn over(line: Box<dyn Line>, greeting: Answer) -> Self {
        Self {
            line,
            come: Vec::new(),
            greeting,
        }
    }

    fn expect(&mut self, say: Option<&str>, code: u16) -> Result<Answer, String> {
        expect(&mut *self.line, &mut self.come, say, code)
    }

    fn sign_in(&mut self, user: &str, password: &str) -> Result<(), String> {
        let ways = self.greeting.offers("AUTH").unwrap_or_default();
        let offers = |way: &str| ways.split([' ', '=']).any(|w| w == way);
        if offers("PLAIN") {
            let both = STANDARD.encode(format!("\0{user}\0{password}"));
            self.expect(Some(&format!("AUTH PLAIN {both}")), 235).map(drop)
        } else if offers("LOGIN") {
            self.expect(Some("AUTH LOGIN"), 334)?;
            self.expect(Some(&STANDARD.encode(user)), 334)?;
            self.expect(Some(&STANDARD.encode(password)), 235).map(drop)
        } else {
            Err("the server offers no way to sign in that is known here (PLAIN, LOGIN)".to_owned())
        }
    }

    fn hand_over(&mut self, from: &str, to: &str, letter: &[u8]) -> Result<(), Refused> {
        self.expect(Some(&format!("MAIL FROM:<{from}>")), 250)
            .map_err(Refused::Now)?;
        self.firmly(&format!("RCPT TO:<{to}>"), 250)?;
        self.expect(Some("DATA"), 354).map_err(Refused::Now)?;
        self.firmly(&dotted(letter), 250)?;
        // It has the letter; whether it says goodbye changes nothing.
        let _ = self.expect(Some("QUIT"), 221);
        Ok(())
    }

    /// Says something whose refusal by 5yz is for good.
    fn firmly(&mut self, say: &str, code: u16) -> Result<(), Refused> {
        let answer = said(&mut *self.line, &mut self.come, Some(say)).map_err(Refused::Now)?;
        match answer.code {
            got if got == code || (code == 250 && got == 251) => Ok(()),
            500..=599 => Err(Refused::Always(answer.told())),
            _ => Err(Refused::Now(answer.told())),
        }
    }
}

fn encrypted(stream: Timed, host: &str, keys: &Keys) -> Result<StreamOwned<ClientConnection, Timed>, String> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    for certificate in keys
        .authority
        .iter()
        .flat_map(|pem| CertificateDer::pem_slice_iter(pem))
    {
        let certificate = certificate.map_err(|e| format!("authority_file holds no certificate ({e})"))?;
        roots
            .add(certificate)
            .map_err(|e| format!("authority_file holds no certificate of an authority ({e})"))?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| e.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned())
        .map_err(|_| format!("{host} can't be the name in a certificate"))?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(|e| e.to_string())?;
    Ok(StreamOwned::new(connection, stream))
}

/// Says something and hears an answer of this code.
fn expect<L: Line + ?Sized>(
    line: &mut L,
    come: &mut Vec<u8>,
    say: Option<&str>,
    code: u16,
) -> Result<Answer, String> {
    let answer = said(line, come, say)?;
    if answer.code == code {
        return Ok(answer);
    }
    Err(answer.told())
}

/// Says something and hears the answer.
fn said<L: Line + ?Sized>(line: &mut L, come: &mut Vec<u8>, say: Option<&str>) -> Result<Answer, String> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => late(),
        _ => error.to_string(),
    };
    if let Some(say) = say {
        line.write_all(format!("{say}\r\n").as_bytes()).map_err(failed)?;
        line.flush().map_err(failed)?;
    }
    let mut lines = Vec::new();
    loop {
        let end = loop {
            if let Some(end) = come.iter().position(|b| *b == b'\n') {
                break end;
            }
            if come.len() > LINE {
                return Err("the server answers by a line without an end".to_owned());
            }
            let mut part = [0; 1_024];
            match line.read(&mut part).map_err(failed)? {
                0 => return Err("the server ended the connection".to_owned()),
                n => come.extend_from_slice(&part[..n]),
            }
        };
        let one: Vec<u8> = come.drain(..=end).collect();
        let one = String::from_utf8_lossy(&one);
        let one = one.trim_end_matches(['\r', '\n']);
        let code = one.get(..3).filter(|c| c.bytes().all(|b| b.is_ascii_digit()));
        let Some(code) = code.and_then(|c| c.parse().ok()) else {
            return Err("it is no mail server: its answer has no number".to_owned());
        };
        lines.push(one.get(4..).unwrap_or_default().to_owned());
        match one.as_bytes().get(3) {
            Some(b'-') if lines.len() < LINES => {}
            Some(b'-') => return Err("the server's answer has no end".to_owned()),
            _ => return Ok(Answer { code, lines }),
        }
    }
}

/// A letter as it is sent: a full stop at the head of a line is doubled, and one by itself ends it.
fn dotted(letter: &[u8]) -> String {
    let text = String::from_utf8_lossy(letter);
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.trim_end_matches(['\r', '\n']).split('\n') {
        if line.starts_with('.') {
            out.push('.');
        }
        out.push_str(line.trim_end_matches('\r'));
        out.push_str("\r\n");
    }
    out.push('.');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_at_the_head_of_a_line_ends_nothing() {
        assert_eq!(dotted(b"a\r\n.\r\nQUIT\n..b\r\n"), "a\r\n..\r\nQUIT\r\n...b\r\n.");
    }

    /// What is read from it was written down before, and what is said to it is forgotten.
    struct Script(io::Cursor<Vec<u8>>);

    impl Read for Script {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            self.0.read(bytes)
        }
    }

    impl Write for Script {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn heard(script: &[u8]) -> Result<(u16, Vec<String>), String> {
        let mut script = Script(io::Cursor::new(script.to_vec()));
        said(&mut script, &mut Vec::new(), Some("EHLO x")).map(|a| (a.code, a.lines))
    }

    #[test]
    fn an_answer_has_a_number_and_an_end() {
        let lines = heard(b"250-mail\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS\r\n").unwrap();
        assert_eq!(
            lines,
            (
                250,
                vec!["mail".into(), "AUTH PLAIN LOGIN".into(), "STARTTLS".into()]
            )
        );
        assert_eq!(heard(b"250\r\n").unwrap().0, 250);
        for (script, why) in [
            (b"HTTP/1.1 400 Bad\r\n".to_vec(), "no mail server"),
            (vec![b'2'; 100_000], "without an end"),
            (b"250-x\r\n".repeat(1_000), "no end"),
            (b"250-x\r\n".to_vec(), "ended the connection"),
            ("2€\r\n".as_bytes().to_vec(), "no mail server"),
        ] {
            let error = heard(&script).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn what_a_server_offers_is_a_whole_word() {
        let answer = Answer {
            code: 250,
            lines: vec!["STARTTLSX".into(), "auth PLAIN".into()],
        };
        assert!(answer.offers("STARTTLS").is_none());
        assert_eq!(answer.offers("AUTH").as_deref(), Some(" PLAIN"));
    }
}
