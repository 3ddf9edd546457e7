//! Who is let in: which names this server answers to, and which devices know a code.

use anyhow::Context;
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Mutex;

/// Name of the cookie that a device is known by.
const COOKIE: &str = "pointille";
/// Most devices that are known at a time.
const MOST_DEVICES: usize = 16;

/// The way in.
pub struct Door {
    /// Address that is printed.
    shown: SocketAddr,
    /// Code that lets the next device in, and what known devices carry; none where everybody on this machine may come.
    codes: Option<Mutex<Codes>>,
}

struct Codes {
    next: String,
    known: Vec<String>,
}

/// Verdict on somebody at the door.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Welcome.
    In,
    /// Welcome by a code: this cookie is kept, the next device comes by this address.
    New { cookie: String, invitation: String },
    /// Called by a name that is not this server's: a page of somebody else that asks in a browser's name.
    Misled,
    /// No code, or one that is used up.
    Unknown,
}

/// 128 bits of the system's randomness, as letters.
fn secret() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other).context("the system gives no randomness for a code")?;
    Ok(bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    }))
}

/// True for equal texts, in a time that does not tell how much of them is.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

impl Door {
    /// A door at an address; `by_code` asks each device for one.
    pub fn new(shown: SocketAddr, by_code: bool) -> anyhow::Result<Self> {
        let codes = by_code.then(|| Ok::<_, anyhow::Error>(Mutex::new(Codes { next: secret()?, known: Vec::new() })));
        Ok(Self { shown, codes: codes.transpose()? })
    }

    fn invitation_by(&self, code: &str) -> String {
        format!("https://{}/?code={code}", self.shown)
    }

    /// Address that the next device opens.
    pub fn invitation(&self) -> String {
        match &self.codes {
            Some(codes) => self.invitation_by(&codes.lock().unwrap_or_else(|broken| broken.into_inner()).next),
            None => format!("http://{}/", self.shown),
        }
    }

    /// Verdict on a request, by the name that it calls this server, its query and its cookies.
    pub fn verdict(&self, host: Option<&str>, query: &str, cookies: Option<&str>) -> Verdict {
        let port = self.shown.port();
        let own =
            [self.shown.to_string(), format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")];
        if !host.is_some_and(|host| own.iter().any(|own| own.eq_ignore_ascii_case(host))) {
            return Verdict::Misled;
        }
        let Some(codes) = &self.codes else { return Verdict::In };
        let mut codes = codes.lock().unwrap_or_else(|broken| broken.into_inner());
        let carried = cookies.unwrap_or_default().split(';').filter_map(|cookie| cookie.trim().split_once('='));
        if carried
            .filter(|(name, _)| *name == COOKIE)
            .any(|(_, value)| codes.known.iter().any(|known| same(known, value)))
        {
            return Verdict::In;
        }
        let code = query.split('&').find_map(|pair| pair.strip_prefix("code="));
        if !code.is_some_and(|code| same(code, &codes.next)) || codes.known.len() >= MOST_DEVICES {
            return Verdict::Unknown;
        }
        let (Ok(cookie), Ok(next)) = (secret(), secret()) else { return Verdict::Unknown };
        codes.known.push(cookie.clone());
        codes.next.clone_from(&next);
        Verdict::New {
            cookie: format!("{COOKIE}={cookie}; HttpOnly; SameSite=Strict; Secure; Path=/"),
            invitation: self.invitation_by(&next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "10.0.0.7:7377";

    fn door(by_code: bool) -> Door {
        Door::new(HERE.parse().unwrap(), by_code).unwrap()
    }

    #[test]
    fn a_code_lets_one_device_in_and_the_device_stays_known() {
        let door = door(true);
        assert_eq!(door.verdict(Some(HERE), "", None), Verdict::Unknown);
        assert_eq!(door.verdict(Some(HERE), "code=0123456789abcdef0123456789abcdef", None), Verdict::Unknown);
        let invitation = door.invitation();
        let query = invitation.split_once('?').unwrap().1;
        let Verdict::New { cookie, invitation: next } = door.verdict(Some(HERE), query, None) else {
            panic!("not let in")
        };
        let carried = cookie.split(';').next().unwrap();
        assert_eq!(door.verdict(Some(HERE), "", Some(&format!("a=b; {carried}"))), Verdict::In);
        assert_eq!(door.verdict(Some(HERE), query, None), Verdict::Unknown, "the code counts once");
        assert_eq!(next, door.invitation());
        assert_ne!(next, invitation);
        assert_eq!(door.verdict(Some(HERE), "", Some("pointille=")), Verdict::Unknown);
    }

    #[test]
    fn a_name_that_is_not_ours_is_turned_away_before_anything_else() {
        for door in [door(true), door(false)] {
            for host in [None, Some("evil.example"), Some("evil.example:7377"), Some("10.0.0.7"), Some("10.0.0.7:80")] {
                assert_eq!(door.verdict(host, "", None), Verdict::Misled, "{host:?}");
            }
        }
        assert_eq!(door(false).verdict(Some("LOCALHOST:7377"), "", None), Verdict::In);
        assert_eq!(door(false).invitation(), "http://10.0.0.7:7377/");
    }

    #[test]
    fn devices_are_not_let_in_without_end() {
        let door = door(true);
        for device in 0..=MOST_DEVICES {
            let invitation = door.invitation();
            let verdict = door.verdict(Some(HERE), invitation.split_once('?').unwrap().1, None);
            assert_eq!(matches!(verdict, Verdict::New { .. }), device < MOST_DEVICES, "{device}: {verdict:?}");
        }
    }
}
