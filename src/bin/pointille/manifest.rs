//! Manifest of a batch: which plans on which heads, from where, when, in which light, under which names. Lists are multiplied out.

use anyhow::{Context, anyhow, bail};
use pointille::output::PictureFormat;
use pointille::render::Quality;
use pointille::scene::{CameraPreset, Focus, LightName, Viewpoint};
use pointille::time::When;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Most pictures of a manifest.
const MOST_ROWS: usize = 100_000;

/// One value or a list of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Many {
    One(String),
    List(Vec<String>),
}

impl Many {
    fn values(&self) -> Vec<String> {
        match self {
            Self::One(value) => vec![value.clone()],
            Self::List(values) => values.clone(),
        }
    }
}

/// Choices of a table `[[pictures]]`, or of `[defaults]`, which stand in for those it does not name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Choices {
    plan: Option<Many>,
    head: Option<Many>,
    view: Option<Many>,
    focus: Option<Many>,
    at: Option<Many>,
    light: Option<Many>,
    camera: Option<Many>,
    size: Option<Many>,
    quality: Option<Many>,
    format: Option<Many>,
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    folder: Option<PathBuf>,
    #[serde(default)]
    defaults: Choices,
    #[serde(default)]
    pictures: Vec<Choices>,
}

/// One picture of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Plan: a file, or a built-in one's name.
    pub plan: String,
    /// Head's file; the built-in head without it.
    pub head: Option<PathBuf>,
    pub view: Viewpoint,
    pub focus: Focus,
    pub at: When,
    /// Bare skin instead of a time.
    pub before: bool,
    pub light: LightName,
    pub camera: Option<CameraPreset>,
    pub size: (u32, u32),
    pub quality: Quality,
    /// File below the batch's folder.
    pub name: PathBuf,
    /// All that decides what is drawn but the contents of plan and head, in one line.
    pub says: String,
}

/// Manifest, multiplied out.
#[derive(Debug)]
pub struct Manifest {
    /// Folder that the pictures go to.
    pub folder: PathBuf,
    /// Pictures in the order in which they are listed.
    pub rows: Vec<Row>,
}

/// Keys of a picture that names may use, in the order in which they are multiplied out: the first varies slowest.
const KEYS: [(&str, &str); 10] = [
    ("head", "built-in"),
    ("plan", "full-head"),
    ("view", "three-quarter-left"),
    ("focus", "head"),
    ("light", "clinic"),
    ("at", "healed"),
    ("camera", "standard"),
    ("size", "800x800"),
    ("quality", "standard"),
    ("format", "png"),
];
const NAME: &str = "{n}-{plan}-{view}-{at}.{format}";

impl Choices {
    fn values(&self, key: &str) -> Option<Vec<String>> {
        let many = match key {
            "plan" => &self.plan,
            "head" => &self.head,
            "view" => &self.view,
            "focus" => &self.focus,
            "at" => &self.at,
            "light" => &self.light,
            "camera" => &self.camera,
            "size" => &self.size,
            "quality" => &self.quality,
            _ => &self.format,
        };
        many.as_ref().map(Many::values)
    }
}

impl Manifest {
    /// Manifest from its text; plans, heads and the folder are looked for beside `beside`.
    pub fn from_toml(text: &str, beside: &Path) -> anyhow::Result<Self> {
        let text: Text = toml::from_str(text).map_err(|error| anyhow!("{error}"))?;
        if text.pictures.is_empty() {
            bail!("there is nothing to draw: add a table [[pictures]]");
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut names: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for (table, picture) in text.pictures.iter().enumerate() {
            let place = || format!("[[pictures]] number {}", table + 1);
            let template = picture.name.as_deref().or(text.defaults.name.as_deref()).unwrap_or(NAME);
            for values in combinations(picture, &text.defaults).with_context(place)? {
                let row = row(&values, template, rows.len() + 1, beside).with_context(place)?;
                if let Some(other) = names.insert(row.name.clone(), rows.len()) {
                    bail!(
                        "pictures {} and {} would both be called {}: put {{n}} or another of their differences into `name`",
                        other + 1,
                        rows.len() + 1,
                        row.name.display()
                    );
                }
                if rows.len() == MOST_ROWS {
                    bail!("more than {MOST_ROWS} pictures: split the manifest");
                }
                rows.push(row);
            }
        }
        Ok(Self { folder: beside.join(text.folder.unwrap_or_else(|| "pictures".into())), rows })
    }
}

/// All combinations of the values of a table.
fn combinations(picture: &Choices, defaults: &Choices) -> anyhow::Result<Vec<Vec<String>>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for (key, usual) in KEYS {
        let values = picture.values(key).or_else(|| defaults.values(key)).unwrap_or_else(|| vec![usual.to_owned()]);
        if values.is_empty() {
            bail!("`{key}` is an empty list: name a value, or leave the key out");
        }
        if all.len() * values.len() > MOST_ROWS {
            bail!("more than {MOST_ROWS} pictures: split the manifest");
        }
        all = all.iter().flat_map(|row| values.iter().map(|v| [&row[..], std::slice::from_ref(v)].concat())).collect();
    }
    Ok(all)
}

fn row(values: &[String], template: &str, number: usize, beside: &Path) -> anyhow::Result<Row> {
    let value = |key: &str| KEYS.iter().position(|(k, _)| *k == key).map_or("", |at| values[at].as_str());
    let size = crate::values::parse_size(value("size")).map_err(|error| anyhow!(error))?;
    let before = value("at") == "before";
    let name = named(template, number, &value)?;
    if PictureFormat::of(&name)?.is_linear() {
        bail!("{}: a batch draws pictures for the eye; use .png, .jpg or .webp", name.display());
    }
    let stands = |key: &str, usual: &str| Some(value(key)).filter(|found| *found != usual);
    let plan = value("plan");
    Ok(Row {
        plan: if beside.join(plan).exists() {
            beside.join(plan).to_string_lossy().into_owned()
        } else {
            plan.to_owned()
        },
        head: stands("head", "built-in").map(|path| beside.join(path)),
        view: value("view").parse()?,
        focus: value("focus").parse()?,
        at: if before { When::BEFORE } else { value("at").parse()? },
        before,
        light: value("light").parse()?,
        camera: stands("camera", "standard").map(str::parse).transpose()?,
        size,
        quality: value("quality").parse()?,
        name,
        says: KEYS[2..9].iter().map(|(key, _)| format!("{key}={}", value(key))).collect::<Vec<_>>().join(" "),
    })
}

/// A file's name from its template: a path below the batch's folder.
fn named<'a>(template: &str, number: usize, value: &dyn Fn(&str) -> &'a str) -> anyhow::Result<PathBuf> {
    let mut name = String::new();
    let mut rest = template;
    while let Some((plain, after)) = rest.split_once('{') {
        let (key, tail) = after.split_once('}').ok_or_else(|| anyhow!("`name` has a {{ without its }}: {template}"))?;
        name.push_str(plain);
        match key {
            "n" => name.push_str(&format!("{number:05}")),
            "plan" | "head" => {
                let stem = Path::new(value(key)).file_stem().unwrap_or_default();
                name.push_str(&plain_word(&stem.to_string_lossy()));
            }
            key if KEYS.iter().any(|(known, _)| *known == key) => name.push_str(&plain_word(value(key))),
            other => {
                let known: Vec<_> = KEYS.iter().map(|(key, _)| *key).collect();
                bail!("`name` has {{{other}}}: use n, {}", known.join(", "));
            }
        }
        rest = tail;
    }
    let path = PathBuf::from(name + rest);
    if path.components().any(|part| !matches!(part, Component::Normal(_))) || path.as_os_str().is_empty() {
        bail!("`name` leads out of the batch's folder: {}", path.display());
    }
    Ok(path)
}

/// A value as a part of a file's name on every system.
fn plain_word(value: &str) -> String {
    value.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> anyhow::Result<Manifest> {
        Manifest::from_toml(text, Path::new("somewhere"))
    }

    #[test]
    fn lists_are_multiplied_out_and_defaults_stand_in() {
        let manifest = read(
            "folder = \"out\"\n[defaults]\nsize = \"64x64\"\nview = [\"front\", \"top\"]\n\n[[pictures]]\nplan = [\"crown\", \"diffuse\"]\nat = [\"before\", \"healed\", \"5y\"]\n\
             \n[[pictures]]\nview = \"10,20\"\nname = \"one/{view}.jpg\"\n",
        )
        .unwrap();
        assert_eq!(manifest.rows.len(), 2 * 2 * 3 + 1);
        assert_eq!(manifest.folder, Path::new("somewhere/out"));
        assert!(manifest.rows.iter().all(|row| row.size == (64, 64)));
        assert_eq!(manifest.rows[0].name, Path::new("00001-crown-front-before.png"));
        assert!(manifest.rows[0].before && !manifest.rows[1].before);
        assert_eq!(manifest.rows[12].name, Path::new("one/10-20.jpg"));
    }

    #[test]
    fn what_cannot_be_is_named() {
        for (text, told) in [
            ("", "[[pictures]]"),
            ("[[pictures]]\nveiw = \"top\"", "veiw"),
            ("[[pictures]]\nview = \"tpo\"", "tpo"),
            ("[[pictures]]\nview = []", "empty list"),
            ("[[pictures]]\nname = \"../x.png\"", "leads out"),
            ("[[pictures]]\nname = \"/x.png\"", "leads out"),
            ("[[pictures]]\nname = \"{clinet}.png\"", "{clinet}"),
            ("[[pictures]]\nname = \"a.exr\"", ".png"),
            ("[[pictures]]\nname = \"a.png\"\nat = [\"0\", \"5y\"]", "both be called"),
        ] {
            let error = format!("{:#}", read(text).unwrap_err());
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
