#!/bin/bash
# A batch on engines that exist, killed half-way and run again: every picture is there, none twice, none half.
#
#   tests/batch/trial.sh [PROGRAM [PICTURES [EDGE]]]
#   QUALITY=standard ENGINES=jobs tests/batch/trial.sh target/release/pointille 200 800
#
# PROGRAM is target/release/pointille unless named; PICTURES (12) of EDGE (96) pixels are drawn at QUALITY (draft). ENGINES are tried in turn:
# jobs (`batch --jobs`, a process a core), parallel (GNU parallel, a process a picture), slurm. Where Slurm is installed (Debian:
# slurm-wlm), its daemons are started on this one machine, as root, and stopped again; where it is not, it is left out and that is said.
# What happens is told on standard error; standard output gets a JSON object a line and engine, with the pictures a minute of both runs
# together, the work lost by the kill and the start of both counted in.
set -euo pipefail

program=$(realpath "${1:-target/release/pointille}")
pictures=${2:-12}
edge=${3:-96}
quality=${QUALITY:-draft}
engines=${ENGINES:-jobs parallel slurm}
cores=$(nproc)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$program" "$folder/bin/pointille"
export PATH="$folder/bin:$PATH" POINTILLE_CACHE="$folder/fields"
cd "$folder"

fail() { echo "trial: $*" >&2; exit 1; }
tell() { echo "$*" >&2; }

manifest() {
    # Angles all round make as many pictures as are asked for.
    local views
    views=$(seq 0 $((pictures - 1)) | awk -v n="$pictures" '{ printf "%s\"%g,10\"", (NR > 1 ? ", " : ""), $1 * 360 / n }')
    cat > "$1.toml" <<TOML
folder = "$1"
[defaults]
size = "${edge}x${edge}"
quality = "${quality}"
[[pictures]]
view = [$views]
name = "{n}.png"
TOML
}

drawn() { find "$1" -name '*.png' -not -name '.*' | wc -l; }

# Every file with the time it was written at.
state() { find "$1" -name '*.png' -printf '%f %T@ %s\n' | sort; }

wait_for() { # FOLDER COUNT
    for _ in $(seq $((600 + 150 * pictures))); do
        [ "$(drawn "$1")" -ge "$2" ] && return
        sleep 0.2
    done
    fail "$1: $2 pictures did not come"
}

check() { # FOLDER BEFORE: a list of what was done before the second run
    [ "$(drawn "$1")" -eq "$pictures" ] || fail "$1: $(drawn "$1") pictures of $pictures"
    [ -z "$(find "$1" -name '.pointille-*')" ] || fail "$1: a temporary file was left"
    while read -r name; do
        # A PNG that is whole ends with IEND and its checksum.
        [ "$(tail -c 8 "$1/$name" | head -c 4)" = IEND ] || fail "$1/$name is cut short"
    done < <(find "$1" -name '*.png' -printf '%f\n')
    # What was marked as done was not drawn again.
    local again=0
    while read -r name time size; do
        if [ -e "$1/.done/$name.txt.before" ]; then
            grep -qxF "$name $time $size" <(state "$1") || again=$((again + 1))
        fi
    done < "$2"
    [ "$again" -eq 0 ] || fail "$1: $again pictures were drawn twice"
}

remember() { # FOLDER: what is marked as done now
    state "$1" > "$1.before"
    find "$1/.done" -name '*.txt' -exec sh -c 'touch "$1.before"' _ {} \;
}

# Seconds of the runs so far, and a run's.
spent=0
now() { date +%s.%N; }
took() { spent=$(awk -v s="$spent" -v a="$1" -v b="$(now)" 'BEGIN { print s + b - a }'); }

report() { # ENGINE PICTURES-THERE-WHEN-KILLED
    awk -v e="$1" -v k="$2" -v n="$pictures" -v px="$edge" -v q="$quality" -v s="$spent" -v c="$cores" 'BEGIN {
        printf "{\"engine\":\"%s\",\"pictures\":%d,\"size\":\"%dx%d\",\"quality\":\"%s\",\"killed_with\":%d,\"cores\":%d,", e, n, px, px, q, k, c
        printf "\"seconds\":%.1f,\"pictures_per_minute\":%.2f,\"pictures_per_minute_and_core\":%.2f}\n", s, 60 * n / s, 60 * n / s / c
    }'
}

# Two runs of one command, the first killed with all its processes when half of the pictures are there.
killed_and_again() { # FOLDER COMMAND...
    local folder=$1 group begun there
    shift
    mkdir -p "$folder"
    spent=0
    begun=$(now)
    setsid "$@" > log.txt 2>&1 &
    group=$!
    wait_for "$folder" $((pictures / 2))
    # Jobs may be groups of their own, all of one session.
    kill -KILL $(pgrep -s "$group") 2> /dev/null || true
    wait "$group" 2> /dev/null || true
    took "$begun"
    there=$(drawn "$folder")
    [ "$there" -lt "$pictures" ] || fail "all was drawn before it could be killed: ask for more pictures"
    remember "$folder"
    tell "killed with $there of $pictures there"
    begun=$(now)
    "$@" > log.txt 2>&1 || fail "$folder: the second run failed: $(tail -n 3 log.txt)"
    took "$begun"
    check "$folder" "$folder.before"
    tell "run again: $(drawn "$folder") of $pictures, none twice, none half"
    report "${folder#by-}" "$there"
}

wanted() { case " $engines " in *" $1 "*) true ;; *) false ;; esac; }

if wanted jobs; then
    tell "== batch --jobs $cores: $pictures pictures, killed when half are there"
    manifest by-jobs
    killed_and_again by-jobs pointille batch by-jobs.toml --jobs "$cores"
fi

if wanted parallel; then
    tell "== GNU parallel: $pictures pictures, killed when half are there"
    command -v parallel > /dev/null || fail "GNU parallel is not installed"
    manifest by-parallel
    pointille batch by-parallel.toml --commands > jobs.txt
    [ "$(wc -l < jobs.txt)" -eq "$pictures" ] || fail "not a command a picture"
    killed_and_again by-parallel parallel --will-cite -j "$cores" --halt now,fail=1 -a jobs.txt
fi

wanted slurm || exit 0
if ! command -v slurmctld > /dev/null; then
    tell "== Slurm is not installed: left out"
    exit 0
fi
tell "== Slurm, one node: an array job, cancelled when half are there"
host=$(hostname -s)
mkdir -p slurm/state slurm/spool
cat > slurm/slurm.conf <<CONF
ClusterName=trial
SlurmctldHost=$host
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$folder/slurm/state
SlurmdSpoolDir=$folder/slurm/spool
SlurmctldPidFile=$folder/slurm/slurmctld.pid
SlurmdPidFile=$folder/slurm/slurmd.pid
SlurmctldLogFile=$folder/slurm/slurmctld.log
SlurmdLogFile=$folder/slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
ReturnToService=2
NodeName=$host CPUs=$(nproc) RealMemory=8000 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP
CONF
export SLURM_CONF="$folder/slurm/slurm.conf"
mkdir -p /run/munge && chown munge: /run/munge
pgrep -x munged > /dev/null || runuser -u munge -- munged
slurmctld
slurmd
stop() {
    scancel --user root 2> /dev/null || true
    sleep 1
    for pid in slurm/slurmd.pid slurm/slurmctld.pid; do [ -e "$pid" ] && kill "$(cat "$pid")" || true; done
    sleep 1
    rm -rf "$folder"
}
trap stop EXIT
manifest by-slurm
mkdir -p by-slurm
pointille batch by-slurm.toml --for slurm > job.sh
spent=0
begun=$(now)
sbatch --output=/dev/null job.sh >&2
wait_for by-slurm $((pictures / 2))
scancel --signal=KILL --full --user root
scancel --user root
while [ -n "$(squeue --noheader)" ]; do sleep 0.5; done
took "$begun"
there=$(drawn by-slurm)
[ "$there" -lt "$pictures" ] || fail "all was drawn before it could be cancelled: ask for more pictures"
remember by-slurm
tell "cancelled with $there of $pictures there"
begun=$(now)
sbatch --wait --output=/dev/null job.sh >&2
took "$begun"
check by-slurm by-slurm.before
tell "run again: $(drawn by-slurm) of $pictures, none twice, none half"
report slurm "$there"
