//! A batch for engines that spread work: one command a line, or the template of an engine round it. Nothing schedules here.

use crate::args::Farm;
use std::path::Path;

/// One command a picture.
pub fn commands(manifest: &Path, count: usize) -> String {
    let manifest = quoted(manifest);
    (1..=count).map(|row| format!("pointille batch {manifest} --row {row}\n")).collect()
}

/// A word for a POSIX shell.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "./_-".contains(c)) && !text.is_empty();
    if plain { text.into_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// A string in JSON, which YAML and JavaScript read as well.
fn json(path: &Path) -> String {
    serde_json::Value::from(path.to_string_lossy()).to_string()
}

/// Template for an engine, with all pictures in it.
pub fn template(farm: Farm, manifest: &Path, count: usize) -> String {
    let (word, text) = (quoted(manifest), json(manifest));
    match farm {
        Farm::Slurm => format!(
            "#!/bin/sh\n#SBATCH --job-name=pointille\n#SBATCH --array=1-{count}\n#SBATCH --cpus-per-task=2\n#SBATCH --mem=2G\n\
             exec pointille batch {word} --no-progress --row \"$SLURM_ARRAY_TASK_ID\"\n"
        ),
        Farm::K8s => format!(
            "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: pointille\nspec:\n  completionMode: Indexed\n  completions: {count}\n  \
             parallelism: 10\n  backoffLimitPerIndex: 1\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: \
             pointille\n          # An image of your own with the program, a graphics driver and the manifest's folder in it.\n          image: \
             pointille\n          command: [\"sh\", \"-c\", 'exec pointille batch \"$0\" --no-progress --row $((JOB_COMPLETION_INDEX + 1))', {text}]\n          \
             resources: {{requests: {{cpu: \"2\", memory: 2Gi}}}}\n"
        ),
        Farm::Openjd => format!(
            "specificationVersion: jobtemplate-2023-09\nname: pointille\nsteps:\n  - name: pictures\n    parameterSpace:\n      \
             taskParameterDefinitions:\n        - {{name: Row, type: INT, range: \"1-{count}\"}}\n    script:\n      actions:\n        onRun:\n          \
             command: pointille\n          args: [batch, {text}, \"--no-progress\", \"--row\", \"{{{{Task.Param.Row}}}}\"]\n"
        ),
        Farm::Flamenco => format!(
            "const JOB_TYPE = {{ label: \"Pointille batch\", settings: [] }};\n\nfunction compileJob(job) {{\n  for (let row = 1; row <= {count}; row++) {{\n    \
             const task = author.Task(`picture-${{row}}`, \"misc\");\n    task.addCommand(author.Command(\"exec\", {{ exe: \"pointille\", args: \
             [\"batch\", {text}, \"--no-progress\", \"--row\", `${{row}}`] }}));\n    job.addTask(task);\n  }}\n}}\n"
        ),
    }
}
