#!/bin/sh
# Checks the limits on a month, and mails a summary if somebody has to look at it:
#
#   mail-summary.sh MONTH SPEND LEADS POLICY RECIPIENT [OPTION...]
#   mail-summary.sh 2025-11 spend.csv leads.csv limits.toml team@example.com --strict
#
# OPTIONs go to leadcalc check; with --strict, figures of which the data cannot tell are mailed as well.
# The folder $ARCHIVE ("checks" unless set) keeps MONTH.md for people and MONTH.json, with which the next
# month is compared. The exit status is the check's: 0 every limit holds, and nothing is mailed; 1 one is
# broken; 2 it could not be checked, which is mailed too, as silence would pass for "all is well"; 3 one
# could not be judged.
set -eu

if [ $# -lt 5 ]; then
    echo "mail-summary.sh: give MONTH SPEND LEADS POLICY RECIPIENT, as its head shows" >&2
    exit 2
fi
month=$1 spend=$2 leads=$3 policy=$4 recipient=$5
shift 5
case $month in
20[0-9][0-9]-0[1-9] | 20[0-9][0-9]-1[0-2]) ;;
*)
    echo "mail-summary.sh: \"$month\" is no month; write it like 2025-11" >&2
    exit 2
    ;;
esac

# The last day of the month, and the month before it. A leading 0 would make a number octal.
year=${month%-*} number=${month#*-}
number=${number#0}
case $number in
4 | 6 | 9 | 11) last=30 ;;
2) last=$(((year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28)) ;;
*) last=31 ;;
esac
before=$(printf '%04d-%02d' $((number == 1 ? year - 1 : year)) $((number == 1 ? 12 : number - 1)))

archive=${ARCHIVE:-checks}
mkdir -p "$archive" || exit 2
if [ -f "$archive/$before.json" ]; then
    set -- --baseline "$archive/$before.json" --warn-if 'total.cpl > 1.2 * previous.cpl' "$@"
fi

status=0
# Stdout goes into MONTH.md; what is said on stderr is kept for the mail, and said again.
said=$(leadcalc check --policy "$policy" --spend "$spend" --leads "$leads" \
    --since "$month-01" --until "$month-$last" --quiet \
    --format markdown --output "$archive/$month.md" --report "json=$archive/$month.json" "$@" 2>&1) || status=$?
[ -z "$said" ] || printf '%s\n' "$said" >&2

# A mail that cannot be sent does not hide what was found: its error is on stderr, and the status stays.
case $status in
0) ;;
1) mail -s "lead costs $month: a limit is broken" "$recipient" <"$archive/$month.md" || : ;;
3) mail -s "lead costs $month: not all limits could be judged" "$recipient" <"$archive/$month.md" || : ;;
*) printf '%s\n' "$said" | mail -s "lead costs $month: could not be checked" "$recipient" || : ;;
esac
exit "$status"
