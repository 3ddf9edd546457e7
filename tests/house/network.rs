//! No network: what the program links, and what its sources name, `pointille serve` aside.

use crate::source::{code, files, read, root};
use std::collections::{BTreeMap, BTreeSet};

/// Crates that speak to other machines: HTTP, TLS, names, and what lies on them.
const NETWORK: [&str; 24] = [
    "attohttpc",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "http",
    "httparse",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "surf",
    "tiny_http",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "webpki-roots",
];

/// Crates that each crate of `Cargo.lock` names.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut name, mut listing) = (String::new(), false);
    for line in read(&root().join("Cargo.lock")).lines() {
        if let Some(given) = line.strip_prefix("name = ") {
            given.trim_matches('"').clone_into(&mut name);
            found.entry(name.clone()).or_default();
        } else if line.starts_with("dependencies = [") {
            listing = true;
        } else if line == "]" {
            listing = false;
        } else if listing {
            let named = line.trim().trim_matches([',', '"']).split(' ').next().unwrap_or_default().to_owned();
            found.entry(name.clone()).or_default().insert(named);
        }
    }
    found
}

/// Crates that `Cargo.toml` names outside of tests, and those of the feature `serve` among them.
fn named() -> (BTreeSet<String>, BTreeSet<String>) {
    let manifest = read(&root().join("Cargo.toml"));
    let (mut all, mut serve, mut section) = (BTreeSet::new(), BTreeSet::new(), "");
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            if let Some(name) = section.strip_prefix("dependencies.") {
                all.insert(name.to_owned());
            }
        } else if section == "dependencies" || section.ends_with(".dependencies") {
            if let Some((name, _)) = line.split_once(" = ") {
                all.insert(name.to_owned());
            }
        } else if let Some(list) = line.strip_prefix("serve = ") {
            let items = list.trim_matches(['[', ']']).split(", ").map(|item| item.trim_matches('"'));
            serve.extend(items.filter_map(|item| item.strip_prefix("dep:")).map(str::to_owned));
        }
    }
    (all, serve)
}

#[test]
fn without_serve_no_crate_of_a_network_is_linked() {
    let (locked, (all, serve)) = (locked(), named());
    assert!(
        locked.len() > 200 && all.contains("wgpu") && all.contains("winit") && serve.contains("axum"),
        "the files are read"
    );
    let reached = |from: Vec<&String>| {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<String> = from.into_iter().cloned().collect();
        while let Some(name) = open.pop() {
            if seen.insert(name.clone()) {
                open.extend(locked.get(&name).into_iter().flatten().cloned());
            }
        }
        seen
    };
    let network = |seen: &BTreeSet<String>| NETWORK.into_iter().filter(|name| seen.contains(*name)).collect::<Vec<_>>();
    assert_eq!(network(&reached(all.difference(&serve).collect())), [""; 0]);
    // With it, they are found: the list and the way to it are sound.
    assert!(network(&reached(all.iter().collect())).contains(&"hyper"));
}

#[test]
fn no_source_opens_a_connection_but_those_of_serve() {
    let named: Vec<String> = files("src", "rs")
        .into_iter()
        .filter(|(file, _)| !file.contains("/serve"))
        .flat_map(|(file, text)| {
            text.lines()
                .map(code)
                .filter(|line| line.contains("std::net") || line.contains("TcpStream"))
                .map(|_| file.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(named.is_empty(), "{named:?}");
}
