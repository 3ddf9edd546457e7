//! `pointille check`: what is wrong with a plan or a head, or what it measures.

use crate::Outcome;
use crate::args::CheckArgs;
use crate::files;
use anyhow::{Context, anyhow};
use pointille::head::import::read_head;
use pointille::head::{Head, find_landmarks};
use pointille::{Case, Plan};
use serde_json::json;

pub fn check(args: &CheckArgs) -> Outcome {
    let path = &args.file;
    let is_plan = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    if is_plan || (files::is_dash(path) || path.extension().is_none()) && !path.is_dir() {
        plan(args)
    } else {
        head(args)
    }
}

fn plan(args: &CheckArgs) -> Outcome {
    let name = args.file.display();
    let text = files::plan_text(&args.file)?;
    let faults = Plan::faults(&text);
    if !faults.is_empty() {
        if args.json {
            let list: Vec<_> = faults
                .iter()
                .map(|f| {
                    let place = f.place();
                    json!({ "line": place.line, "column": place.column, "path": place.path, "message": f.to_string() })
                })
                .collect();
            println!("{:#}", json!({ "file": name.to_string(), "ok": false, "faults": list }));
        }
        let all: Vec<_> = faults.iter().map(|f| format!("{name}: {f}")).collect();
        return Err(anyhow!("{}", all.join("\npointille: ")).into());
    }
    let plan = Plan::from_toml(&text).map_err(|error| anyhow!("{name}: {error}"))?;
    let advice = plan.advice();
    let digest = plan.digest();
    let case = Case::built_in_with(plan, &files::DiskStore::new())?;
    let mut per_visit = vec![0_usize; case.plan.sessions.len()];
    for dot in &case.dots {
        if let Some(count) = per_visit.get_mut(usize::from(dot.session)) {
            *count += 1;
        }
    }
    let estimate = case.plan.estimate(&per_visit);
    if args.json {
        let report = json!({
            "file": name.to_string(), "ok": true, "digest": digest, "advice": advice, "estimate": estimate,
        });
        println!("{report:#}");
        return Ok(());
    }
    println!("{name}: a sound plan ({}), digest {digest}", case.plan.name);
    println!("on the built-in head: {} dots", case.dots.len());
    for visit in &estimate.visits {
        let (h, c) = (&visit.hours, &visit.cost);
        println!(
            "  day {:>4}: {:>6} dots, {:.1} h ({:.1}-{:.1}), {:.0} {} ({:.0}-{:.0})",
            visit.day, visit.dots, h.likely, h.low, h.high, c.likely, estimate.currency, c.low, c.high
        );
    }
    let due = case.touch_up_due();
    let years =
        |days: Option<f32>| days.map_or("later than can be told".to_owned(), |d| format!("{:.1} y", d / 365.25));
    println!("touch-up due: {} ({} to {})", years(due.typical), years(due.earliest), years(due.latest));
    for item in &advice {
        println!("advice: {} ({})", item.message, item.path);
    }
    Ok(())
}

fn head(args: &CheckArgs) -> Outcome {
    let name = args.file.display();
    let options = files::import_options(args.units, args.up);
    let bytes = files::read(&args.file, options.max_bytes)?;
    let scan = read_head(&bytes, &args.file.to_string_lossy(), &options).with_context(|| name.to_string())?;
    let found = find_landmarks(&scan.mesh).with_context(|| name.to_string())?;
    let head = Head::from_mesh(&name.to_string(), scan.mesh, found.landmarks).with_context(|| name.to_string())?;
    let l = &head.landmarks;
    let size = head.mesh.bounds().size();
    let length = (l.glabella - l.opisthocranion).length();
    let bitragion = (l.tragion_left - l.tragion_right).length();
    let vertex = l.vertex.y;
    let face = (l.menton - l.nasion).length();
    let area = head.scalp_area_cm2();
    if args.json {
        let landmarks: serde_json::Map<String, serde_json::Value> =
            l.named().iter().map(|(name, p)| ((*name).to_owned(), json!(p.to_array()))).collect();
        let report = json!({
            "file": name.to_string(), "ok": true, "import": scan.report, "size_mm": size.to_array(),
            "length_mm": length, "bitragion_mm": bitragion, "tragion_to_vertex_mm": vertex, "face_mm": face,
            "scalp_cm2": area, "landmarks_mm": landmarks,
        });
        println!("{report:#}");
        return Ok(());
    }
    println!("{}", scan.report);
    println!("size        {:.0} x {:.0} x {:.0} mm (width, height, depth)", size.x, size.y, size.z);
    println!("length      {length:.0} mm, glabella to opisthocranion");
    println!("bitragion   {bitragion:.0} mm");
    println!("vertex      {vertex:.0} mm above the tragions");
    println!("face        {face:.0} mm, nasion to menton");
    println!("scalp       {area:.0} cm²");
    println!("landmarks   (mm; x to the subject's left, y up, z forward)");
    let c = &found.confidence;
    let sure = [
        c.tragions,
        c.tragions,
        c.glabella,
        c.nasion,
        c.pronasale,
        c.menton,
        c.vertex,
        c.opisthocranion,
        c.inion,
        c.trichion,
        c.exocanthia,
        c.exocanthia,
        c.otobasia,
        c.otobasia,
    ];
    for ((landmark, p), sure) in l.named().into_iter().zip(sure) {
        println!("  {landmark:18} {:7.1} {:7.1} {:7.1}  confidence {sure:.2}", p.x, p.y, p.z);
    }
    Ok(())
}
