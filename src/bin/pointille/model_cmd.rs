//! `pointille model`: the head as a GLB file, bare, healed and years on.

use crate::args::ModelArgs;
use crate::files::{self, is_dash};
use crate::progress::Bar;
use crate::{Outcome, usage};
use anyhow::anyhow;
use pointille::output::head_model::{self, HeadModelError, HeadModelSpec};

pub fn model(args: &ModelArgs, bars: bool) -> Outcome {
    let ending = args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("glb"));
    if !ending && !is_dash(&args.output) {
        let path = args.output.display();
        return usage(anyhow!("{path} does not end in .glb: name a file such as head.glb, or - for standard output"));
    }
    let mut spec = HeadModelSpec::default();
    (spec.at, spec.texture_px, spec.language) = (args.at.clone(), args.texture, args.language);
    if let Err(error) = head_model::check(&spec) {
        return usage(error);
    }
    files::check_writable(&args.output)?;
    let case = files::case(&args.case, Some(&args.overrides))?;
    let mut bar = Bar::new("painting the model", bars);
    let bytes = match head_model::glb(&case, &spec, &mut |share| bar.at(share)) {
        Err(error @ HeadModelError::Fresh { .. }) => return usage(error),
        made => made?,
    };
    drop(bar);
    files::write(&args.output, &bytes)
}
