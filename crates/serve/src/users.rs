//! Who may use the app, where a file names them: a line each, `NAME:ROLE:HASH`, the password as a hash by Argon2id that can't
//! be turned back.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::collections::BTreeMap;
use std::fmt;

/// Letters of a password at least. It can be tried over the network, if slowly.
pub const SHORTEST: usize = 12;
/// Letters of a name, and bytes of a password, at most.
const LONGEST: usize = 200;
/// Users of a file at most.
const MOST: usize = 10_000;

/// What a user may do. Each may do all that those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// See and search all, and save it.
    Reader,
    /// Put things right, add reports.
    Editor,
    /// Have all told anew, and see the whole custody log.
    Admin,
}

impl Role {
    /// All of them with their words.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Reader, "reader"),
        (Self::Editor, "editor"),
        (Self::Admin, "admin"),
    ];

    /// The role that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w)| *w == word).map(|(role, _)| *role)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::ALL.iter().find(|(role, _)| role == self);
        f.write_str(word.map_or("", |(_, word)| word))
    }
}

/// The users of a file.
#[derive(Clone)]
pub struct Users {
    all: BTreeMap<String, (Role, String)>,
    /// The hash of a password that nobody has, so that a name that is none takes as long to be refused as one that is.
    nobody: String,
}

impl fmt::Debug for Users {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Users")
            .field("count", &self.all.len())
            .finish_non_exhaustive()
    }
}

impl Users {
    /// Reads the lines of a file. Empty lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    /// What is wrong with which line, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut all = BTreeMap::new();
        for (n, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let said = |why: &str| format!("line {}: {why}", n + 1);
            let mut parts = line.splitn(3, ':');
            let (Some(name), Some(role), Some(hash)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(said("write NAME:ROLE:HASH, as “twosource user” does"));
            };
            let name = fitting(name).map_err(|why| said(&why))?;
            let role = Role::named(role.trim()).ok_or_else(|| said("a role is reader, editor or admin"))?;
            let hash = hash.trim();
            let known = PasswordHash::new(hash).is_ok_and(|h| h.algorithm.as_str() == "argon2id");
            if !known {
                return Err(said(
                    "the hash is none of Argon2id; make the line by “twosource user”",
                ));
            }
            if all.insert(name.clone(), (role, hash.to_owned())).is_some() {
                return Err(said(&format!("{name} is there twice")));
            }
        }
        if all.is_empty() {
            return Err("it names no user; “twosource user NAME” makes a line for one".to_owned());
        }
        if all.len() > MOST {
            return Err(format!("it names more than {MOST} users"));
        }
        let nobody = hashed(&crate::sign_in::random().ok_or("the system gives no random numbers")?)?;
        Ok(Self { all, nobody })
    }

    /// The role of who has this name and password. Takes some tenths of a second and 19 MB, as it should.
    pub(crate) fn role(&self, name: &str, password: &str) -> Option<Role> {
        let found = self.all.get(name.trim());
        let hash = found.map_or(&self.nobody, |(_, hash)| hash);
        let fits = password.len() <= LONGEST
            && PasswordHash::new(hash).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            });
        found.filter(|_| fits).map(|(role, _)| *role)
    }
}

/// The line of a user.
///
/// # Errors
/// Why the name or the password doesn't do, in words.
pub fn line(name: &str, role: Role, password: &str) -> Result<String, String> {
    let name = fitting(name)?;
    if password.chars().count() < SHORTEST {
        return Err(format!(
            "the password is too short: it must have {SHORTEST} letters or more"
        ));
    }
    if password.len() > LONGEST {
        return Err(format!("the password is too long: it may have {LONGEST} bytes"));
    }
    Ok(format!("{name}:{role}:{}", hashed(password)?))
}

/// A password that nobody guesses: 20 letters and digits out of 32, without those that look alike.
///
/// # Errors
/// Where the system gives no random numbers.
pub fn password() -> Result<String, String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes).map_err(|e| format!("the system gives no random numbers: {e}"))?;
    let letters = bytes.iter().map(|b| char::from(LETTERS[usize::from(b % 32)]));
    let all: Vec<char> = letters.collect();
    let parts: Vec<String> = all.chunks(5).map(|part| part.iter().collect()).collect();
    Ok(parts.join("-"))
}

/// A name without anything that would part a line of the file or act on a screen.
fn fitting(name: &str) -> Result<String, String> {
    let name = name.trim();
    let odd = |c: char| c == ':' || c == '#' || c.is_control();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(odd) {
        return Err(format!(
            "a name has 1 to {LONGEST} letters, and neither “:” nor “#”"
        ));
    }
    if tell::guard::inert(name) != name {
        return Err("the name has letters that are not seen".to_owned());
    }
    Ok(name.to_owned())
}

fn hashed(password: &str) -> Result<String, String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|h| h.to_string())
        .map_err(|e| format!("no hash can be made: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_known_by_name_and_password() {
        let password = password().unwrap();
        assert_eq!(password.len(), 23);
        let line = line("Ann Brook", Role::Editor, &password).unwrap();
        assert!(line.starts_with("Ann Brook:editor:$argon2id$v=19$"), "{line}");
        assert!(!line.contains(&password));
        let users = Users::read(&format!("# who may\n\n{line}\n")).unwrap();
        assert_eq!(users.role("Ann Brook", &password), Some(Role::Editor));
        assert_eq!(users.role("Ann Brook", "another password"), None);
        assert_eq!(users.role("ann brook", &password), None);
        assert_eq!(users.role("Ann Brook", &"x".repeat(10_000)), None);
        assert!(!format!("{users:?}").contains("argon2"));
    }

    #[test]
    fn a_line_that_is_none_is_told_by_its_number() {
        let good = line("ann", Role::Reader, "a password nobody has").unwrap();
        for (text, said) in [
            ("", "names no user"),
            ("ann", "line 1: write NAME:ROLE:HASH"),
            ("ann:owner:x", "a role is"),
            ("ann:reader:secret", "none of Argon2id"),
            (":reader:x", "a name has"),
            (&format!("{good}\n{good}"), "line 2: ann is there twice"),
        ] {
            let error = Users::read(text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
        for name in ["", "a:b", "a\nb", "a\u{202e}b"] {
            assert!(
                line(name, Role::Reader, "a password nobody has").is_err(),
                "{name:?}"
            );
        }
        assert!(
            line("ann", Role::Reader, "short")
                .unwrap_err()
                .contains("too short")
        );
    }

    #[test]
    fn a_role_may_what_those_before_it_may() {
        assert!(Role::Reader < Role::Editor && Role::Editor < Role::Admin);
        for (role, word) in Role::ALL {
            assert_eq!(
                (Role::named(word), role.to_string()),
                (Some(role), word.to_owned())
            );
        }
    }
}
