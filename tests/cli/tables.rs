//! Commands that give data: schema, plan, check, doctor, dots, head, help.

use crate::lab::Lab;
use std::collections::BTreeSet;

#[test]
fn the_schema_is_json_and_knows_every_table_of_the_starting_plan() {
    let lab = Lab::new();
    let schema = lab.json(&["schema"]);
    let known = schema["properties"].as_object().expect("a schema of an object");
    let text = lab.says(&["plan", "-o", "-"]);
    let plan: toml_edit::DocumentMut = text.parse().expect("TOML");
    for (key, _) in plan.iter() {
        assert!(known.contains_key(key), "the schema lacks {key}");
    }
    assert!(
        schema["$schema"].as_str().is_some_and(|s| s.starts_with("https://json-schema.org/")),
        "{}",
        schema["$schema"]
    );
    lab.ok(&["schema", "-o", "schema.json"]);
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&lab.read("schema.json")).unwrap(), schema);
}

#[test]
fn a_written_plan_keeps_its_comments_and_passes_its_check() {
    let lab = Lab::new();
    lab.ok(&["plan", "-o", "client.toml"]);
    let text = String::from_utf8(lab.read("client.toml")).unwrap();
    assert!(text.lines().filter(|line| line.starts_with('#')).count() > 50, "hardly commented");
    assert_eq!(lab.says(&["plan", "-o", "-"]), text);
    let said = lab.says(&["check", "client.toml"]);
    assert!(said.contains("client.toml: a sound plan"), "{said}");
    let report = lab.json(&["check", "client.toml", "--json"]);
    assert_eq!(report["ok"], true);
    // The digest names the content: comments and layout do not count, from a pipe or a file.
    let bare: String = text.lines().filter(|l| !l.starts_with('#')).flat_map(|l| [l, "\n"]).collect();
    let piped = String::from_utf8(lab.ok_with(&["check", "-"], bare.as_bytes())).unwrap();
    let digest = report["digest"].as_str().expect("a digest");
    assert!(piped.contains(digest), "{piped}");
    lab.write("other.toml", &bare.replacen("depth_mm = 0.4", "depth_mm = 0.41", 1));
    assert!(!lab.says(&["check", "other.toml"]).contains(digest), "another plan has the same digest");
}

#[test]
fn every_listed_plan_can_be_written_and_is_sound() {
    let lab = Lab::new();
    let list = lab.says(&["plan", "--list"]);
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 8, "{names:?}");
    for name in &names {
        lab.ok(&["plan", "--preset", name, "-o", &format!("{name}.toml")]);
    }
    let report = lab.json(&["check", &format!("{}.toml", names[names.len() - 1]), "--json"]);
    assert_eq!(report["ok"], true);
}

#[test]
fn a_check_names_every_fault_with_its_line() {
    let lab = Lab::new();
    lab.write("bad.toml", "nonsense = 1\n[zones.front]\nshade = 99.0\n");
    let ran = lab.run(&["check", "bad.toml", "--json"]);
    assert_eq!(ran.code, Some(1));
    let report: serde_json::Value = serde_json::from_slice(&ran.out).expect("JSON");
    let faults = report["faults"].as_array().expect("faults");
    let places: Vec<_> = faults.iter().map(|f| (f["line"].as_u64(), f["path"].as_str())).collect();
    assert_eq!(places, [(Some(1), Some("nonsense")), (Some(3), Some("zones.front.shade"))]);
    assert_eq!(ran.err.lines().count(), 2, "one line a fault: {}", ran.err);
}

#[test]
fn the_doctor_names_an_adapter_and_the_one_it_would_use() {
    let lab = Lab::new();
    let said = lab.says(&["doctor"]);
    assert!(said.contains("adapters, best first") && said.contains("used: ") && said.contains("because: "), "{said}");
    let report = lab.json(&["doctor", "--json"]);
    let first = &report["adapters"][0];
    for key in ["name", "backend", "driver", "kind", "max_texture_px", "timestamps"] {
        assert!(!first[key].is_null(), "{key} is missing: {report}");
    }
    let used = report["used"].as_str().expect("an adapter in use");
    assert!(used.starts_with(first["name"].as_str().expect("a name")), "the best is not used: {report}");
}

/// Rows of a table of dots as numbers, headings checked.
fn rows(csv: &str) -> Vec<Vec<f64>> {
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some("x_mm,y_mm,z_mm,nx,ny,nz,radius_mm,depth_mm,optical_depth,session,rank"),
        "the headings are part of the contract"
    );
    lines.map(|line| line.split(',').map(|cell| cell.parse().expect("a number")).collect()).collect()
}

#[test]
fn a_table_of_dots_has_one_finite_row_a_dot() {
    let lab = Lab::new();
    lab.ok(&["dots", "-o", "healed.csv"]);
    let healed = rows(&String::from_utf8(lab.read("healed.csv")).unwrap());
    assert!(healed.len() > 5_000, "{} dots", healed.len());
    for row in &healed {
        assert!(row.len() == 11 && row.iter().all(|x| x.is_finite()), "{row:?}");
        let normal = (row[3] * row[3] + row[4] * row[4] + row[5] * row[5]).sqrt();
        assert!((normal - 1.0).abs() < 1e-3, "{row:?}");
        assert!((0.02..1.0).contains(&row[6]) && (0.0..2.5).contains(&row[7]) && row[8] >= 0.0, "{row:?}");
        assert!([1.0, 2.0, 3.0].contains(&row[9]) && (0.0..=1.0).contains(&row[10]), "{row:?}");
    }
    assert!(healed.windows(2).all(|pair| pair[0][10] <= pair[1][10]), "dots come in the order of their ranks");
    assert_eq!(healed.iter().map(|row| row[9] as u32).collect::<BTreeSet<_>>(), BTreeSet::from([1, 2, 3]));

    // On day 5 only the first visit has been; the day before it, none.
    let day_5 = rows(&lab.says(&["dots", "-o", "-", "--at", "5d"]));
    let first = healed.iter().filter(|row| row[9] == 1.0).count();
    assert_eq!((day_5.len(), day_5.iter().all(|row| row[9] == 1.0)), (first, true));
    assert_eq!(rows(&lab.says(&["dots", "-o", "-", "--at", "-1d"])).len(), 0);

    // The same dots as a point cloud.
    lab.ok(&["dots", "-o", "healed.ply"]);
    let ply = lab.read("healed.ply");
    let end = ply.windows(11).position(|w| w == b"end_header\n").expect("a header") + 11;
    let header = String::from_utf8(ply[..end].to_vec()).unwrap();
    assert!(header.contains(&format!("element vertex {}\n", healed.len())), "{header}");
    assert_eq!(ply.len() - end, healed.len() * (9 * 4 + 1 + 4));
}

#[test]
fn the_built_in_head_goes_out_and_comes_back() {
    let lab = Lab::new();
    lab.ok(&["head", "-o", "head.obj"]);
    let report = lab.json(&["check", "head.obj", "--json"]);
    assert_eq!(report["ok"], true);
    for (key, from, to) in
        [("length_mm", 170.0, 220.0), ("tragion_to_vertex_mm", 110.0, 150.0), ("scalp_cm2", 400.0, 900.0)]
    {
        let value = report[key].as_f64().unwrap_or(f64::NAN);
        assert!((from..to).contains(&value), "{key}: {value}");
    }
    let drawn =
        lab.json(&["render", "--head", "head.obj", "-o", "a.png", "--size", "64x64", "--quality", "draft", "--json"]);
    assert!(drawn["dots"]["plan"].as_u64() > Some(5_000), "{}", drawn["dots"]);
}

#[test]
fn a_check_tells_what_was_mended_and_what_lies_beside_the_scan() {
    let lab = Lab::new();
    lab.ok(&["head", "-o", "head.obj"]);
    let plain = String::from_utf8(lab.read("head.obj")).unwrap();
    let last = plain.lines().last().unwrap();
    let with = |library: &str| format!("mtllib {library}\nusemtl skin\n{plain}{last}\n");
    lab.write("head.obj", &with("head.mtl"));
    lab.write("head.mtl", "newmtl skin\nKd 0.8 0.6 0.5\n");
    let check = || String::from_utf8(lab.ok(&["check", "head.obj"])).unwrap();
    let told = check();
    assert!(told.contains("- dropped 1 duplicate faces") && !told.contains("left aside"), "{told}");
    lab.write("scan.toml", "version = 1\n[client]\nskin = \"scan\"\n");
    lab.ok(&["check", "scan.toml", "--head", "head.obj"]);
    lab.write("head.mtl", "newmtl skin\nmap_Kd ../../../../etc/passwd\n");
    let told = check();
    assert!(told.contains("- texture `../../../../etc/passwd` is left aside: there is no such file"), "{told}");
    lab.write("head.obj", &with("missing.mtl"));
    let told = check();
    assert!(told.contains("- material library `missing.mtl` is left aside: there is no such file"), "{told}");
    let report = lab.json(&["check", "head.obj", "--json"]);
    assert_eq!(report["import"]["colored"], false);
    for stage in ["read", "parse", "mend", "find", "thin", "import", "total"] {
        assert!(report["ms"][stage].as_f64().is_some_and(|ms| ms >= 0.0), "{stage}: {report}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let lab = Lab::new();
    let help = lab.says(&["--help"]);
    for word in ["Examples:", "render", "sheet", "dots", "doctor", "Exit codes"] {
        assert!(help.contains(word), "{word} is missing: {help}");
    }
    assert_eq!(lab.says(&["--version"]).trim(), concat!("pointille ", env!("CARGO_PKG_VERSION")));
    let of_render = lab.says(&["render", "--help"]);
    for option in [
        "--view",
        "--at",
        "--before",
        "--size",
        "--samples",
        "--light",
        "--background",
        "--json",
        "--reference",
        "--camera",
        "--develop",
    ] {
        assert!(of_render.contains(option), "{option} is missing");
    }
    // Each list of words is the library's own.
    for names in [
        "auto, m, dm, cm, mm, inch",
        "auto, +x, -x, +y, -y, +z, -z",
        "clinic, daylight, sun",
        "front, three-quarter-left",
        "phone, portrait, clinic",
        "tan, mottling, flush",
        "draft, standard, final",
        "slow, typical, fast",
    ] {
        assert!(of_render.contains(&format!("[possible values: {names}")), "{names}: {of_render}");
    }
}

#[test]
fn a_landmark_set_by_hand_moves_the_line_and_is_told() {
    let lab = Lab::new();
    lab.ok(&["head", "-o", "head.obj"]);
    let found = lab.json(&["check", "head.obj", "--json"]);
    let glabella: Vec<f64> = serde_json::from_value(found["landmarks_mm"]["glabella"].clone()).unwrap();
    assert!(found["landmark_confidence"]["glabella"].as_f64().unwrap() < 1.0);
    // What was found, given by hand, changes nothing but who said it.
    lab.write("same.toml", &format!("[head.landmarks]\ninion = {}\n", found["landmarks_mm"]["inion"]));
    let same = lab.json(&["check", "same.toml", "--head", "head.obj", "--json"]);
    assert_eq!(same["head"]["landmarks_by_hand"], serde_json::json!(["inion"]));
    assert_eq!(same["head"]["landmark_confidence"]["inion"], 1.0);
    let said = lab.says(&["check", "same.toml", "--head", "head.obj"]);
    assert!(said.lines().any(|line| line.contains("inion") && line.ends_with("by hand")), "{said}");
    assert_eq!(said.lines().filter(|line| line.contains("confidence")).count(), 13, "{said}");

    lab.write("high.toml", &format!("head.landmarks.trichion = [{}, {}, {}]", glabella[0], glabella[1] + 60.0, 76.0));
    lab.write("wrong.toml", "[head.landmarks]\ntrichon = [0, 1, 2]\n");
    let ran = lab.run(&["check", "wrong.toml"]);
    assert!(ran.code == Some(1) && ran.told()[0].contains("line 2, column 1"), "{ran:?}");
    assert!(ran.told()[0].contains("did you mean `trichion`"), "{ran:?}");
    let scalp = |plan: &str| {
        let report = lab.json(&["check", plan, "--head", "head.obj", "--json"]);
        report["head"]["scalp_cm2"].as_f64().unwrap()
    };
    assert!(scalp("high.toml") < scalp("same.toml") - 3.0, "a higher trichion leaves less scalp");
}

#[test]
fn a_matched_plan_keeps_its_comments_and_looks_as_told() {
    let lab = Lab::new();
    lab.write("client.toml", "# agreed in spring\n[hair]\ncolour = \"black\" # never dyed\n[pigment]\ndilution = 30\n");
    let report = lab.json(&["match", "client.toml", "-o", "matched.toml", "--json"]);
    let after = report["after"]["mean_delta_e"].as_f64().expect("a difference");
    assert!(after < 3.0 && after < report["before"]["mean_delta_e"].as_f64().expect("a difference"), "{report}");
    assert_eq!(report["alike"], true);
    let text = String::from_utf8(lab.read("matched.toml")).unwrap();
    assert!(text.contains("# agreed in spring") && text.contains("# never dyed"), "{text}");
    assert!(!text.contains("guard_mm") && !text.contains("dilution = 30"), "{text}");
    let look = lab.json(&["match", "matched.toml", "--look", "--json"]);
    assert_eq!(look["now"], report["after"]);
    lab.fails(&["match", "matched.toml", "-o", "-", "--json"], 2, &["standard output"]);
    lab.write("white.toml", "hair.colour = \"white\"\n");
    lab.fails(&["match", "white.toml", "-o", "matched.toml"], 1, &["hair", "nothing for dots to match"]);
}

#[test]
fn options_of_every_command_stand_before_it_too() {
    let lab = Lab::new();
    for before in [&["-v"][..], &["-q", "--no-progress"], &["--verbose", "-v"], &["--quiet"]] {
        let [early, late] = [[before, &["schema"]].concat(), [&["schema"], before].concat()];
        assert_eq!(lab.says(&early), lab.says(&late), "{early:?}");
    }
}

/// Help is written once for all commands, and each tells its own size.
#[test]
fn commands_that_draw_tell_their_own_size() {
    let lab = Lab::new();
    for (command, size) in [
        ("render", "1920x1080"),
        ("sheet", "640x800"),
        ("timeline", "480x480"),
        ("views", "1200x1200"),
        ("page", "480x600"),
    ] {
        let help = lab.says(&[command, "--help"]);
        assert!(help.contains(&format!("[default: {size}]")), "{command}: {help}");
        assert_eq!(help.matches("--quality <NAME>").count(), 1, "{command}: {help}");
    }
}
