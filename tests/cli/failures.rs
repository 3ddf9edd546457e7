//! How the program fails: one line with the place and the remedy, exit code 1 or 2, and no file that was not there before.

use crate::lab::Lab;
use std::time::Duration;

#[test]
fn a_malformed_plan_is_refused_with_line_and_column() {
    let lab = Lab::new();
    lab.write("syntax.toml", "version = 1\nname = \"open\n");
    lab.write("unknown.toml", "version = 1\n[zones.front]\ndensty_per_cm2 = 100.0\n");
    lab.write("impossible.toml", "[zones.front]\ndensity_per_cm2 = -5.0\n");
    lab.write("type.toml", "[pigment]\nink = 7\n");
    lab.write("newer.toml", "version = 99\n");
    std::fs::write(lab.path("binary.toml"), [0xff, 0xfe, 0x00, 0x01]).unwrap();
    for command in
        [&["render", "-o", "out.png"][..], &["dots", "-o", "out.csv"], &["sheet", "-o", "out.png"], &["check"]]
    {
        let fails = |plan: &str, words: &[&str]| lab.fails(&[command, &[plan]].concat(), 1, words);
        fails("syntax.toml", &["syntax.toml", "line 2, column ", "not valid TOML"]);
        fails(
            "unknown.toml",
            &["unknown.toml", "line 3, column 1", "densty_per_cm2", "did you mean `density_per_cm2`"],
        );
        fails("impossible.toml", &["impossible.toml", "line 2, column ", "zones.front.density_per_cm2", "0 to 300"]);
        fails("type.toml", &["type.toml", "line 2, column ", "pigment.ink", "carbon"]);
        fails("newer.toml", &["newer.toml", "line 1", "newer program"]);
        fails("binary.toml", &["binary.toml", "not text"]);
    }
}

#[test]
fn a_plan_that_is_not_there_is_named_with_what_there_is() {
    let lab = Lab::new();
    lab.fails(&["render", "missing.toml", "-o", "out.png"], 1, &["missing.toml", "no such file"]);
    lab.fails(&["render", "ful-head", "-o", "out.png"], 1, &["ful-head", "full-head", "crown"]);
    lab.fails(&["check", "missing.toml"], 1, &["missing.toml", "no such file"]);
    lab.fails(&["plan", "--preset", "crwn", "-o", "out.toml"], 2, &["crwn", "did you mean crown"]);
    std::fs::create_dir(lab.path("folder.toml")).unwrap();
    lab.fails(&["render", "folder.toml", "-o", "out.png"], 1, &["folder.toml", "it is a folder", "name a file"]);
}

#[test]
fn a_light_that_is_none_is_refused() {
    let lab = Lab::new();
    lab.write("note.hdr", "not a picture");
    lab.write("cut.hdr", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 32 +X 64\n");
    std::fs::create_dir(lab.path("folder.exr")).unwrap();
    for (file, words) in [
        ("note.hdr", &["note.hdr", "neither", ".exr"][..]),
        ("cut.hdr", &["cut.hdr", "cannot be read"]),
        ("missing.exr", &["missing.exr", "no such file"]),
        ("folder.exr", &["folder.exr", "name a file"]),
    ] {
        lab.fails(&["render", "-o", "out.png", "--light", file], 1, words);
    }
    lab.fails(&["render", "-o", "out.png", "--light", "clinc"], 2, &["clinc", "clinic", "panorama"]);
    lab.fails(&["render", "-o", "out.png", "--f-number", "0.2"], 2, &["0.7", "64"]);
    lab.fails(&["render", "-o", "out.png", "--sharp", "trichion"], 2, &["--f-number"]);
}

#[test]
fn what_is_no_head_is_refused() {
    let lab = Lab::new();
    std::fs::create_dir(lab.path("folder")).unwrap();
    lab.write("empty.obj", "");
    lab.write("cube.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 2 3\nf 1 2 4\nf 1 3 4\nf 2 3 4\n");
    lab.write("broken.obj", "v 0 0\nf 1 2 3\n");
    lab.write("points.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\n");
    lab.write("text.stl", "hello");
    lab.write("head.xyz", "1 2 3\n");
    for (file, words) in [
        ("folder", &["folder", "name a file"][..]),
        ("missing.obj", &["missing.obj", "no such file"]),
        ("empty.obj", &["empty.obj", "empty"]),
        ("cube.obj", &["cube.obj"]),
        ("broken.obj", &["broken.obj"]),
        ("points.obj", &["points.obj"]),
        ("text.stl", &["text.stl"]),
        ("head.xyz", &["head.xyz"]),
    ] {
        lab.fails(&["render", "--head", file, "-o", "out.png"], 1, words);
        lab.fails(&["head", "--head", file, "-o", "out.obj"], 1, words);
        if file != "folder" {
            lab.fails(&["check", file], 1, words);
        }
    }
    let both = ["render", "-", "--head", "-", "-o", "out.png"];
    lab.fails(&both, 2, &["standard input", "name a file"]);
}

#[test]
fn scans_that_lie_or_are_cut_short_are_refused() {
    let lab = Lab::new();
    let bytes = |name: &str, bytes: &[u8]| std::fs::write(lab.path(name), bytes).unwrap();
    let triangle = "v 0 0 0\nv 1 0 0\nv 0 1 0\n";
    lab.write("nan.obj", &format!("{triangle}v NaN 0 0\nf 1 2 4\n"));
    lab.write("infinite.obj", &format!("{triangle}v inf 0 0\nf 1 2 4\n"));
    lab.write("index.obj", &format!("{triangle}f 1 2 9\n"));
    lab.write("word.obj", "v 0 zero 0\n");
    lab.write("flat.obj", &format!("{triangle}f 1 2 2\n"));
    let header = |vertices: u64, faces: u64| {
        let kinds = "property float x\nproperty float y\nproperty float z\n";
        format!(
            "ply\nformat binary_little_endian 1.0\nelement vertex {vertices}\n{kinds}element face {faces}\n\
             property list uchar int vertex_indices\nend_header\n"
        )
    };
    // Ten gigabytes promised in hardly more than a header.
    lab.write("promise.ply", &header(800_000_000, 1));
    lab.write("none.ply", &header(0, 0));
    bytes("promise.stl", &[&[b' '; 80][..], &200_000_000_u32.to_le_bytes(), &[0; 16]].concat());
    bytes("none.stl", &[&[b' '; 80][..], &[0; 4]].concat());
    let chunk = |json: &str, promised: u32| {
        let mut glb = b"glTF\x02\0\0\0".to_vec();
        glb.extend((20 + json.len() as u32).to_le_bytes());
        glb.extend(promised.to_le_bytes());
        glb.extend(b"JSON");
        glb.extend(json.as_bytes());
        glb
    };
    bytes("promise.glb", &chunk("{} ", u32::MAX));
    let bomb = r#"{"asset":{"version":"2.0"},"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],"nodes":[{"mesh":0}],
        "accessors":[{"componentType":5126,"count":4000000000,"type":"VEC3","min":[0,0,0],"max":[1,1,1]}]}"#;
    bytes("bomb.glb", &chunk(bomb, bomb.len() as u32));
    for (file, words) in [
        ("nan.obj", &["line 5", "`NaN`", "clean the scan"][..]),
        ("infinite.obj", &["line 5", "`inf`"]),
        ("index.obj", &["line 4", "vertex 9", "only 3"]),
        ("word.obj", &["line 1", "`zero` is not a number"]),
        ("flat.obj", &["flat.obj", "no triangles"]),
        ("promise.ply", &["9600000000 bytes", "cut short"]),
        ("none.ply", &["no triangles"]),
        ("promise.stl", &["10000000000 bytes", "cut short"]),
        ("none.stl", &["no triangles"]),
        ("promise.glb", &["4294967295 bytes", "cut short"]),
        ("bomb.glb", &["bomb.glb", "GLB"]),
    ] {
        lab.fails(&["check", file], 1, words);
    }
    std::fs::create_dir(lab.path("folder.obj")).unwrap();
    lab.fails(&["check", "folder.obj"], 1, &["folder.obj", "it is a folder"]);
}

#[test]
fn a_scan_cut_at_any_place_ends_in_words() {
    let lab = Lab::new();
    lab.ok(&["head", "-o", "whole.obj"]);
    let whole = lab.read("whole.obj");
    // Reading is tested byte by byte beside each reader; here the program from end to end.
    for share in [0.0001, 0.13, 0.31, 0.48, 0.502, 0.51] {
        let cut = &whole[..(whole.len() as f64 * share) as usize];
        std::fs::write(lab.path("cut.obj"), cut).unwrap();
        lab.fails(&["check", "cut.obj"], 1, &["cut.obj"]);
    }
}

#[test]
fn what_cannot_be_written_is_said_before_the_work() {
    let lab = Lab::new();
    lab.write("file", "a regular file");
    std::fs::create_dir(lab.path("taken.png")).unwrap();
    for command in ["render", "sheet", "timeline"] {
        lab.fails(&[command, "-o", "no/where.png"], 1, &["no/where.png", "there is no such folder"]);
        lab.fails(&[command, "-o", "file/out.png"], 1, &["file/out.png", "choose another"]);
        lab.fails(&[command, "-o", "taken.png"], 1, &["taken.png", "not a folder"]);
        lab.fails(&[command, "-o", "out.xyz"], 2, &["out.xyz", ".png"]);
        lab.fails(&[command, "-o", "out"], 2, &["\"out\"", ".png"]);
    }
    lab.fails(&["dots", "-o", "no/where.csv"], 1, &["no/where.csv", "there is no such folder"]);
    lab.fails(&["dots", "-o", "out.txt"], 2, &["out.txt", ".csv", ".ply"]);
    lab.fails(&["head", "-o", "no/where.obj"], 1, &["no/where.obj", "there is no such folder"]);
    lab.fails(&["head", "-o", "out.stl"], 2, &["out.stl", ".obj"]);
    lab.fails(&["plan", "-o", "no/where.toml"], 1, &["no/where.toml", "there is no such folder"]);
    lab.fails(&["schema", "-o", "no/where.json"], 1, &["no/where.json", "there is no such folder"]);
    lab.fails(&["sheet", "-o", "out.exr"], 2, &["scene-linear", ".png"]);
    lab.fails(&["render", "-o", "out.jpg", "--no-background"], 2, &["transparency", ".png"]);
    lab.fails(&["render", "-o", "-", "--json"], 2, &["standard output", "-o"]);
}

#[test]
fn wrong_words_on_the_command_line_name_the_right_ones() {
    let lab = Lab::new();
    let render = |more: &[&str], code: i32, words: &[&str]| {
        lab.fails(&[&["render", "-o", "out.png"], more].concat(), code, words)
    };
    render(&["--size", "0x0"], 2, &["--size", "0x0", "at least 1x1"]);
    render(&["--size", "640"], 2, &["--size", "640", "WIDTHxHEIGHT"]);
    render(&["--size", "-5x5"], 2, &["-5"]);
    render(&["--size", "99999x99999"], 2, &["99999x99999", "limit", "268435456"]);
    render(&["--size", "99999999999x3"], 2, &["99999999999x3"]);
    render(&["--at", "yesterday"], 2, &["--at", "yesterday", "10d", "healed"]);
    render(&["--at", "900y"], 2, &["900y", "60y"]);
    render(&["--view", "frnt"], 2, &["--view", "frnt", "front", "three-quarter-left"]);
    render(&["--view", "10,nan"], 2, &["10,nan"]);
    render(&["--focus", "nose"], 2, &["nose", "trichion", "crown"]);
    render(&["--focus", "crwn"], 2, &["--focus", "crwn", "did you mean crown?"]);
    render(&["--units", "metre"], 2, &["--units", "metre", "mm", "inch"]);
    render(&["--up", "-w"], 2, &["--up", "-w", "+x", "-z"]);
    render(&["--backend", "volkan"], 2, &["did you mean vulkan?"]);
    render(&["--without", "tan,flushes"], 2, &["flushes", "mottling", "did you mean flush?"]);
    render(&["--light", "moon"], 2, &["moon", "clinic", "studio"]);
    render(&["--background", "mauve"], 2, &["mauve", "transparent", "#rrggbb"]);
    render(&["--quality", "best"], 2, &["best", "draft", "final"]);
    render(&["--samples", "0"], 2, &["0 samples", "1 to 4096"]);
    render(&["--samples", "5000"], 2, &["5000 samples", "1 to 4096"]);
    render(&["--distance", "1mm"], 2, &["--distance", "20", "20000"]);
    render(&["--fov", "180"], 2, &["--fov", "100"]);
    render(&["--exposure", "inf"], 2, &["--exposure", "inf"]);
    render(&["--stubble", "9mm"], 2, &["--stubble", "6"]);
    render(&["--stubble", "3"], 2, &["--stubble", "millimetres", "0.5mm"]);
    render(&["--shaved", "soon"], 2, &["soon", "12h"]);
    render(&["--shaved", "12h", "--stubble", "1mm"], 2, &["--shaved", "--stubble"]);
    render(&["--sizze", "3x3"], 2, &["--sizze", "--size"]);
    render(&["--reference", "nothing.png"], 1, &["nothing.png", "no such file"]);
    lab.fails(&["render"], 2, &["--output"]);
    lab.fails(&["plan"], 2, &["--output"]);
    lab.fails(&["timeline", "-o", "out.png", "--at", "0,soon"], 2, &["soon", "healed"]);
}

#[test]
fn a_missing_driver_names_the_package_to_install() {
    let lab = Lab::new();
    // No machine has both of these; where one is there, the other is not.
    let foreign = if cfg!(target_os = "macos") { "dx12" } else { "metal" };
    let still = ["render", "-o", "out.png", "--size", "16x16", "--backend", foreign];
    lab.fails(&still, 1, &["no graphics driver", "apt-get install", "pointille doctor"]);
}

#[test]
fn an_existing_file_survives_a_failed_run() {
    let lab = Lab::new();
    lab.write("kept.png", "an older picture");
    lab.write("kept.toml", "name = \"mine\"\n");
    lab.write("bad.toml", "nonsense = 1\n");
    // `fails` compares every file's content with what it was.
    lab.fails(&["render", "bad.toml", "-o", "kept.png"], 1, &["nonsense"]);
    lab.fails(&["render", "-o", "kept.png", "--size", "99999x99999"], 2, &["limit"]);
    lab.fails(&["render", "-o", "kept.png", "--head", "none.obj"], 1, &["none.obj"]);
    lab.fails(&["plan", "-o", "kept.toml"], 1, &["kept.toml", "there already", "--force"]);
    lab.ok(&["plan", "-o", "kept.toml", "--force"]);
    assert_ne!(lab.read("kept.toml"), b"name = \"mine\"\n");
}

#[test]
fn a_run_that_is_killed_leaves_the_old_file_and_nothing_else() {
    let lab = Lab::new();
    lab.write("old.png", "an older picture");
    let before = lab.entries();
    let mut child =
        lab.command(&["render", "-o", "old.png", "--size", "1600x1600", "--samples", "4096"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    assert!(child.try_wait().unwrap().is_none(), "it ended before it could be killed");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(lab.entries() == before, "{:?}", lab.entries().keys());
}
