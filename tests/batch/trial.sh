#!/bin/bash
# A batch on engines that exist, killed half-way and run again: every picture is there, none twice, none half.
#
#   tests/batch/trial.sh [PROGRAM [PICTURES [EDGE]]]
#
# PROGRAM is target/release/pointille unless named; PICTURES (12) of EDGE (96) pixels are drawn at draft quality. Needs GNU parallel; where
# Slurm is installed (Debian: slurm-wlm), its daemons are started on this one machine for the second trial, as root, and stopped again.
set -euo pipefail

program=$(realpath "${1:-target/release/pointille}")
pictures=${2:-12}
edge=${3:-96}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$program" "$folder/bin/pointille"
export PATH="$folder/bin:$PATH" POINTILLE_CACHE="$folder/fields"
cd "$folder"

fail() { echo "trial: $*" >&2; exit 1; }

manifest() {
    # Angles make as many pictures as are asked for.
    local views
    views=$(seq -f '"%g,10"' -s ', ' 0 10 $(((pictures - 1) * 10)))
    cat > "$1.toml" <<TOML
folder = "$1"
[defaults]
size = "${edge}x${edge}"
quality = "draft"
[[pictures]]
view = [$views]
name = "{n}.png"
TOML
}

drawn() { find "$1" -name '*.png' -not -name '.*' | wc -l; }

# Every file with the time it was written at.
state() { find "$1" -name '*.png' -printf '%f %T@ %s\n' | sort; }

wait_for() { # FOLDER COUNT
    for _ in $(seq 600); do
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

echo "== GNU parallel: $pictures pictures, killed when half are there"
command -v parallel > /dev/null || fail "GNU parallel is not installed"
manifest by-parallel
pointille batch by-parallel.toml --commands > jobs.txt
[ "$(wc -l < jobs.txt)" -eq "$pictures" ] || fail "not a command a picture"
setsid parallel --will-cite -j 2 --halt now,fail=1 < jobs.txt > log.txt 2>&1 &
group=$!
mkdir -p by-parallel
wait_for by-parallel $((pictures / 2))
# Jobs are groups of their own, all of one session.
kill -KILL $(pgrep -s "$group") 2> /dev/null || true
wait "$group" 2> /dev/null || true
[ "$(drawn by-parallel)" -lt "$pictures" ] || fail "all was drawn before it could be killed: ask for more pictures"
remember by-parallel
echo "killed with $(drawn by-parallel) of $pictures there"
parallel --will-cite -j 2 < jobs.txt
check by-parallel by-parallel.before
echo "run again: $(drawn by-parallel) of $pictures, none twice, none half"

if ! command -v slurmctld > /dev/null; then
    echo "== Slurm is not installed: left out"
    exit 0
fi
echo "== Slurm, one node: an array job, cancelled when half are there"
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
sbatch --output=/dev/null job.sh
wait_for by-slurm $((pictures / 2))
scancel --signal=KILL --full --user root
scancel --user root
while [ -n "$(squeue --noheader)" ]; do sleep 0.5; done
[ "$(drawn by-slurm)" -lt "$pictures" ] || fail "all was drawn before it could be cancelled: ask for more pictures"
remember by-slurm
echo "cancelled with $(drawn by-slurm) of $pictures there"
sbatch --wait --output=/dev/null job.sh
check by-slurm by-slurm.before
echo "run again: $(drawn by-slurm) of $pictures, none twice, none half"
