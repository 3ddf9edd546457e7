//! `pointille check`: faults of a plan or a head, or its measures.

use crate::args::CheckArgs;
use crate::files;
use crate::memory::peak_memory_mib;
use crate::say::say;
use crate::{Outcome, say, usage};
use anyhow::{Context, anyhow};
use pointille::case::doubts;
use pointille::field::{Field, FieldOptions, FieldQuality};
use pointille::head::import::{ImportReport, read_head};
use pointille::head::{FoundLandmarks, Landmark, find_landmarks};
use pointille::plan::{DatedTouchUp, VisitEstimate};
use pointille::studio::ms;
use pointille::{Case, Head, Plan};
use serde_json::{Map, Value, json};
use std::time::Instant;

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
            say::json(&json!({ "file": name.to_string(), "ok": false, "faults": list }))?;
        }
        let all: Vec<_> = faults.iter().map(|f| format!("{name}: {f}")).collect();
        return Err(anyhow!("{}", all.join("\npointille: ")).into());
    }
    let plan = Plan::from_toml(&text).map_err(|error| anyhow!("{name}: {error}"))?;
    let advice = plan.advice();
    let digest = plan.digest();
    let by_hand: Vec<&str> = plan.head.landmarks.given().map(|(name, _)| name).collect();
    let case = files::case_of(plan, args.head.as_deref(), files::import_options(&args.scan))?;
    let subject = Subject::of(&case, &by_hand);
    let estimate = case.estimate();
    let (foretold, due) = (foretold(&case), case.touch_up_due());
    let zones = case.counts();
    if args.json {
        let report = json!({
            "file": name.to_string(), "ok": true, "digest": digest, "advice": advice, "estimate": estimate,
            "head": subject.json(), "zones": zones, "scalp_cm2": tenth(case.head().scalp_area_cm2()),
            "touch_ups": foretold, "touch_up_due": due,
        });
        say::json(&report)?;
        return Ok(());
    }
    say!("{name}: a sound plan ({}), digest {digest}", case.plan().name)?;
    if args.head.is_some() {
        subject.print()?;
    } else if !by_hand.is_empty() {
        say!("landmarks by hand: {}", by_hand.join(", "))?;
    }
    say!("on the {} head: {} dots", if args.head.is_some() { "scanned" } else { "built-in" }, case.dots().len())?;
    let line = |what: &str, visit: &VisitEstimate| {
        let (h, c) = (&visit.hours, &visit.cost);
        say!(
            "  {what} {:>4.0}: {:>6} dots, {:.1} h ({:.1}-{:.1}), {:.0} {} ({:.0}-{:.0})",
            visit.day,
            visit.dots,
            h.likely,
            h.low,
            h.high,
            c.likely,
            estimate.currency,
            c.low,
            c.high
        )
    };
    estimate.visits.iter().try_for_each(|visit| line("day", visit))?;
    for (visit, touch_up) in estimate.touch_ups.iter().zip(case.touch_ups()) {
        line("touch-up, day", visit)?;
        if let Some(due) = &touch_up.due {
            say!("    due after {}", due.in_years())?;
        }
    }
    for zone in zones.iter().filter(|zone| zone.area_cm2 > 0.0) {
        let dots: u32 = zone.dots.iter().sum();
        let by_visit: Vec<String> = zone.dots.iter().map(u32::to_string).collect();
        say!(
            "  {:9} {dots:>6} dots on {:>3.0} cm², {:>3.0} per cm² ({})",
            zone.zone.key().replace('_', "-"),
            zone.area_cm2,
            zone.density_per_cm2,
            by_visit.join(" + ")
        )?;
    }
    say!("{} due: {}", if case.touch_ups().is_empty() { "touch-up" } else { "next touch-up" }, due.in_years())?;
    for item in &advice {
        say!("advice: {} ({})", item.message, item.path)?;
    }
    Ok(())
}

/// A figure rounded to a tenth, as both reports print it.
fn tenth(value: f32) -> f64 {
    (f64::from(value) * 10.0).round() / 10.0
}

/// The plan's touch-ups for a report: day, range of days and amount of each.
pub fn foretold(case: &Case) -> Vec<Value> {
    let one = |t: &DatedTouchUp| json!({ "day": t.day, "share": t.share, "due": t.due });
    case.touch_ups().iter().map(one).collect()
}

fn head(args: &CheckArgs) -> Outcome {
    if args.head.is_some() {
        return usage(anyhow!("--head goes with a plan: name the plan first, or check the head alone"));
    }
    let name = args.file.display();
    let options = files::import_options(&args.scan).beside(&args.file);
    let started = Instant::now();
    let bytes = files::read(&args.file, options.max_bytes)?;
    let read = started.elapsed();
    let scan = read_head(&bytes, &args.file.to_string_lossy(), &options).with_context(|| name.to_string())?;
    let imported = started.elapsed();
    drop(bytes);
    let found = find_landmarks(&scan.mesh).with_context(|| name.to_string())?;
    let head = Head::from_mesh(&name.to_string(), scan.mesh, found.landmarks).with_context(|| name.to_string())?;
    let mapped = started.elapsed();
    let field = Field::generate(&head, &FieldOptions::default()).with_context(|| name.to_string())?;
    let sown = started.elapsed();
    let quality = FieldQuality::of(&head, &field);
    let doubts = doubts(Some(&scan.report), Some(&found), &head, &Plan::default());
    files::warn_of(&doubts);
    let subject = Subject { head: &head, import: Some(&scan.report), found: Some(&found), by_hand: &[], doubts };
    if args.json {
        let mut report = subject.json();
        report["file"] = json!(name.to_string());
        report["ok"] = json!(true);
        report["field"] = json!(quality);
        report["ms"] = json!({
            "read": ms(read), "parse": ms(scan.times.parse), "mend": ms(scan.times.mend), "find": ms(scan.times.find),
            "thin": ms(scan.times.thin), "import": ms(imported), "maps": ms(mapped - imported),
            "field": ms(sown - mapped), "total": ms(started.elapsed()),
        });
        report["peak_memory_mib"] = json!(peak_memory_mib());
        say::json(&report)?;
    } else {
        subject.print()?;
        say!("field       {} sites; nearest neighbours over the hexagonal spacing:", quality.sites)?;
        for prefix in &quality.prefixes {
            let s = &prefix.spacing;
            say!(
                "            {:>3} per cm²: {:.2} at least, {:.2} for 99 of 100",
                s.density_per_cm2,
                s.minimum,
                s.first_percentile
            )?;
        }
    }
    Ok(())
}

/// A head with what is known about it.
struct Subject<'a> {
    head: &'a Head,
    import: Option<&'a ImportReport>,
    found: Option<&'a FoundLandmarks>,
    /// Landmarks that the plan sets by hand.
    by_hand: &'a [&'static str],
    /// Doubts about the head, a sentence each.
    doubts: Vec<String>,
}

impl<'a> Subject<'a> {
    fn of(case: &'a Case, by_hand: &'a [&'static str]) -> Self {
        Self { head: case.head(), import: case.import(), found: case.found(), by_hand, doubts: case.doubts() }
    }

    /// Confidence in a landmark, 0–1; 1 for one that was set by hand.
    fn confidence(&self, landmark: Landmark) -> f32 {
        match self.found {
            Some(found) if !self.by_hand.contains(&landmark.name()) => found.confidence.of(landmark),
            _ => 1.0,
        }
    }

    /// Head length, bitragion breadth, height over the tragions and face height, mm.
    fn measures(&self) -> [f32; 4] {
        let l = &self.head.landmarks;
        [
            (l.glabella() - l.opisthocranion()).length(),
            (l.tragion_left() - l.tragion_right()).length(),
            l.vertex().y - l.tragions_middle().y,
            (l.menton() - l.nasion()).length(),
        ]
    }

    fn json(&self) -> Value {
        let named = self.head.landmarks.named();
        let landmarks: Map<String, Value> =
            named.iter().map(|(name, p)| ((*name).to_owned(), json!(p.to_array()))).collect();
        let confidence: Map<String, Value> =
            Landmark::ALL.iter().map(|&l| (l.name().to_owned(), json!(self.confidence(l)))).collect();
        let [length, bitragion, height, face] = self.measures();
        json!({
            "import": self.import, "size_mm": self.head.mesh.bounds().size().to_array(),
            "length_mm": length, "bitragion_mm": bitragion, "tragion_to_vertex_mm": height, "face_mm": face,
            "scalp_cm2": tenth(self.head.scalp_area_cm2()), "landmarks_mm": landmarks, "landmark_confidence": confidence,
            "landmarks_by_hand": self.by_hand,
            "doubts": self.doubts,
        })
    }

    fn print(&self) -> Outcome {
        if let Some(import) = self.import {
            say!("{import}")?;
        }
        let size = self.head.mesh.bounds().size();
        let [length, bitragion, height, face] = self.measures();
        say!("size        {:.0} x {:.0} x {:.0} mm (width, height, depth)", size.x, size.y, size.z)?;
        say!("length      {length:.0} mm, glabella to opisthocranion")?;
        say!("bitragion   {bitragion:.0} mm")?;
        say!("vertex      {height:.0} mm above the tragions")?;
        say!("face        {face:.0} mm, nasion to menton")?;
        say!("scalp       {} cm²", tenth(self.head.scalp_area_cm2()))?;
        say!("landmarks   (mm; x to the subject's left, y up, z forward)")?;
        for landmark in Landmark::ALL {
            let (name, p) = (landmark.name(), self.head.landmarks[landmark]);
            let told = if self.by_hand.contains(&name) {
                "by hand".to_owned()
            } else {
                format!("confidence {:.2}", self.confidence(landmark))
            };
            say!("  {name:18} {:7.1} {:7.1} {:7.1}  {told}", p.x, p.y, p.z)?;
        }
        self.doubts.iter().try_for_each(|doubt| say!("look at    {doubt}"))
    }
}
