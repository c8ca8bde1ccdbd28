#!/bin/sh
# The monthly report: monthly-report.sh 2025-11 [FOLDER]
#
# Writes report.md for people, channels.csv for the spreadsheet and channels.json for the archive into
# FOLDER (report-2025-11 unless given). Files are written whole or not at all, and the first command that
# cannot do its work ends the script with its status.
set -eu

month=${1:?which month? monthly-report.sh 2025-11}
folder=${2:-report-$month}
here=$(dirname "$0")
first=$month-01
last=$(date -d "$first +1 month -1 day" +%F)

report() {
    leadcalc compare-channels --spend "$here/spend-2025.csv" --leads "$here/leads-2025.csv" \
        --since "$first" --until "$last" --quiet "$@"
}

mkdir -p "$folder"
report --currency EUR --output "$folder/report.md"
report --output "$folder/channels.csv"
report --output "$folder/channels.json"

# A script can read figures too: the total's CPL, in full, as JSON has it.
report --columns cpl --format json | sed -n '/"total"/,$ s/.*"cpl": "\([0-9.]*\)".*/total CPL: \1/p' | head -1
