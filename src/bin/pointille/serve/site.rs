//! What is served: the built page, held in memory, and the plans of one folder, read when they are asked for.

use super::door::{Door, Verdict};
use crate::files;
use anyhow::{Context, anyhow};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Most bytes of a page's file, and most files.
const MOST_BYTES: u64 = 64 << 20;
const MOST_FILES: usize = 1000;
/// Largest plan, bytes, and most plans.
const PLAN_BYTES: u64 = 16 << 20;
const MOST_PLANS: usize = 1000;

/// Headers of every answer: nothing is kept, nothing comes from elsewhere, nobody else may show or read it.
const HEADERS: [(header::HeaderName, &str); 7] = [
    (header::CACHE_CONTROL, "no-store"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
         connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// The files that may be asked for.
pub struct PlanSite {
    pages: BTreeMap<String, Vec<u8>>,
    plans: Option<PathBuf>,
    door: Door,
}

/// A request, as far as it matters.
pub struct Asked<'a> {
    pub method: &'a Method,
    pub path: &'a str,
    pub query: &'a str,
    pub host: Option<&'a str>,
    pub cookie: Option<&'a str>,
}

/// An answer.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// Address for the next device, where this answer used up the last code.
    pub next_invitation: Option<String>,
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "toml" | "txt" | "ftl" | "md" => "text/plain; charset=utf-8",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

impl Reply {
    fn new(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Self {
        let mut headers: HeaderMap =
            HEADERS.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        Self { status, headers, body, next_invitation: None }
    }

    fn told(status: StatusCode, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }
}

impl PlanSite {
    /// A site of a built page, and of the plans in a folder.
    pub fn open(built: &Path, plans: Option<&Path>, door: Door) -> anyhow::Result<Self> {
        let mut pages = BTreeMap::new();
        let mut folders = vec![(built.to_owned(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
                let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
                let path = entry.path();
                if path.is_dir() {
                    folders.push((path, format!("{prefix}{name}/")));
                } else if pages.len() < MOST_FILES {
                    pages.insert(format!("{prefix}{name}"), files::read(&path, MOST_BYTES)?);
                }
            }
        }
        let Some(index) = pages.get_mut("index.html") else {
            return Err(anyhow!("{} has no index.html: build the page again by `web/build.sh`", built.display()));
        };
        if let Some(plans) = plans {
            std::fs::read_dir(plans).with_context(|| format!("cannot read the folder of plans {}", plans.display()))?;
            // The page then asks for the list; otherwise it asks for nothing.
            let told = String::from_utf8_lossy(index).replacen("<html", "<html data-plans=\"plans.json\"", 1);
            *index = told.into_bytes();
        }
        Ok(Self { pages, plans: plans.map(Path::to_owned), door })
    }

    /// The answer to a request.
    pub fn answer(&self, asked: &Asked<'_>) -> Reply {
        match self.door.verdict(asked.host, asked.query, asked.cookie) {
            Verdict::In => self.file(asked),
            Verdict::New { cookie, invitation } => {
                let mut answer = Reply::told(StatusCode::SEE_OTHER, "welcome");
                answer.headers.insert(header::LOCATION, HeaderValue::from_static("/"));
                if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                    answer.headers.insert(header::SET_COOKIE, cookie);
                }
                answer.next_invitation = Some(invitation);
                answer
            }
            Verdict::Misled => Reply::told(StatusCode::MISDIRECTED_REQUEST, "this server goes by another name"),
            Verdict::Unknown => Reply::told(
                StatusCode::FORBIDDEN,
                "This device is not known. Open the address with the code that the program shows; each code counts once.",
            ),
        }
    }

    fn file(&self, asked: &Asked<'_>) -> Reply {
        if asked.method != Method::GET && asked.method != Method::HEAD {
            return Reply::told(StatusCode::METHOD_NOT_ALLOWED, "this server only gives");
        }
        let path = match asked.path.trim_start_matches('/') {
            "" => "index.html",
            path => path,
        };
        let missing = || Reply::told(StatusCode::NOT_FOUND, "there is no such page");
        if let Some(bytes) = self.pages.get(path) {
            return Reply::new(StatusCode::OK, kind(path), bytes.clone());
        }
        let Some(folder) = &self.plans else { return missing() };
        let plans = listed(folder);
        if path == "plans.json" {
            let told = |file: &String| json!({ "name": stem(file), "title": title(folder, file), "file": file });
            let plans: Vec<_> = plans.iter().map(told).collect();
            return Reply::new(StatusCode::OK, kind(path), json!(plans).to_string().into_bytes());
        }
        // Only what the list names is read: no path of a request reaches the file system.
        let asked_for = path.strip_prefix("plans/").and_then(|file| plans.iter().find(|plan| encoded(plan) == file));
        match asked_for.map(|plan| files::read(&folder.join(plan), PLAN_BYTES)) {
            Some(Ok(bytes)) => Reply::new(StatusCode::OK, kind("plan.toml"), bytes),
            Some(Err(error)) => Reply::told(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
            None => missing(),
        }
    }
}

/// Names of the plans in a folder as it is now, in order.
fn listed(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let plan = |path: PathBuf| {
        let is_plan = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) && path.is_file();
        is_plan.then(|| path.file_name()?.to_str().map(str::to_owned)).flatten()
    };
    let mut plans: Vec<String> = entries.filter_map(|entry| plan(entry.ok()?.path())).take(MOST_PLANS).collect();
    plans.sort();
    plans
}

/// A file's name without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Title that a plan gives itself, or its file's name: what is wrong with a plan is told when it is opened.
fn title(folder: &Path, file: &str) -> String {
    let text = files::read(&folder.join(file), PLAN_BYTES).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let plan = text.and_then(|text| pointille::Plan::from_toml(&text).ok());
    plan.map(|plan| plan.name).filter(|title| !title.is_empty()).unwrap_or_else(|| stem(file).to_owned())
}

/// A file's name as a browser writes it in an address (RFC 3986: all but the unreserved is percent-encoded).
fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().fold(String::new(), |out, byte| {
        if plain(byte) { out + &char::from(byte).to_string() } else { format!("{out}%{byte:02X}") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "127.0.0.1:7377";

    fn site(plans: bool) -> (tempfile::TempDir, PlanSite) {
        let root = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("built/index.html", "<!doctype html><html lang=\"en\">");
        write("built/js/worker.js", "1");
        write("plans/José 1.toml", "version = 1\nname = \"A <b>\"\n");
        write("plans/broken.toml", "this is no plan");
        write("plans/notes.txt", "private");
        write("secret.toml", "outside");
        let door = Door::new(HERE.parse().unwrap(), false).unwrap();
        let folder = root.path().join("plans");
        let site = PlanSite::open(&root.path().join("built"), plans.then_some(folder.as_path()), door).unwrap();
        (root, site)
    }

    fn asked(site: &PlanSite, method: &Method, path: &str) -> Reply {
        site.answer(&Asked { method, path, query: "", host: Some(HERE), cookie: None })
    }

    fn get(site: &PlanSite, path: &str) -> (StatusCode, String) {
        let answer = asked(site, &Method::GET, path);
        (answer.status, String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn the_page_is_given_and_told_of_plans_only_where_there_are_some() {
        let (_root, without) = site(false);
        assert_eq!(get(&without, "/"), (StatusCode::OK, "<!doctype html><html lang=\"en\">".to_owned()));
        assert_eq!(get(&without, "/plans.json").0, StatusCode::NOT_FOUND);
        let (_root, with) = site(true);
        assert!(get(&with, "/index.html").1.contains("data-plans=\"plans.json\""));
        assert_eq!(get(&with, "/js/worker.js"), (StatusCode::OK, "1".to_owned()));
        assert_eq!(
            asked(&with, &Method::GET, "/js/worker.js").headers[header::CONTENT_TYPE],
            "text/javascript; charset=utf-8"
        );
    }

    #[test]
    fn plans_are_listed_by_title_and_read_as_they_are_now() {
        let (root, site) = site(true);
        let list: serde_json::Value = serde_json::from_str(&get(&site, "/plans.json").1).unwrap();
        let told = json!([
            { "name": "José 1", "title": "A <b>", "file": "José 1.toml" },
            { "name": "broken", "title": "broken", "file": "broken.toml" },
        ]);
        assert_eq!(list, told);
        assert!(get(&site, "/plans/Jos%C3%A9%201.toml").1.contains("A <b>"));
        std::fs::write(root.path().join("plans/broken.toml"), "mended").unwrap();
        assert_eq!(get(&site, "/plans/broken.toml").1, "mended");
    }

    #[test]
    fn nothing_else_is_read_and_nothing_is_taken() {
        let (_root, site) = site(true);
        for path in [
            "/plans/notes.txt",
            "/plans/../secret.toml",
            "/../secret.toml",
            "/plans/%2e%2e%2fsecret.toml",
            "/plans/",
            "//etc/passwd",
            "/js",
        ] {
            assert_eq!(get(&site, path).0, StatusCode::NOT_FOUND, "{path}");
        }
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
            assert_eq!(asked(&site, &method, "/").status, StatusCode::METHOD_NOT_ALLOWED);
        }
        let misled = site.answer(&Asked {
            method: &Method::GET,
            path: "/",
            query: "",
            host: Some("evil.example"),
            cookie: None,
        });
        assert_eq!(misled.status, StatusCode::MISDIRECTED_REQUEST);
        for answer in [misled, asked(&site, &Method::GET, "/"), asked(&site, &Method::GET, "/nothing")] {
            assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
            let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        }
    }
}
