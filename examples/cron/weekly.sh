#!/bin/sh
# 每周周报：核对台账，把上一整周的周报写成带日期的文件，再寄给领导；上周无事可报则不写不寄。
# 退出码：0 已写已寄，或无事可报；1 台账有错误（周报照写照寄，末尾注明）；3 没能运行。
set -eu

: "${LEDGER:?请设置台账目录 LEDGER}" "${MAIL_TO:?请设置收件人 MAIL_TO}"
: "${OUTPUT:?请设置周报存放目录 OUTPUT}"
here=$(dirname "$0")
ledger() { "${SAFETY_LEDGER_BIN:-safety-ledger}" "$@"; }

status=0
ledger check --ledger "$LEDGER" >/dev/null 2>&1 || status=$?
[ "$status" -le 1 ] || { ledger check --ledger "$LEDGER" >/dev/null; exit "$status"; }

mkdir -p "$OUTPUT"
page="$OUTPUT/周报-$(date +%F)"
code=0
ledger weekly --ledger "$LEDGER" --quiet --format text --output "$page.txt" 2>/dev/null || code=$?
[ "$code" -le 1 ] || exit "$code"
[ -s "$page.txt" ] || exit "$status"
ledger weekly --ledger "$LEDGER" --format html --output "$page.html" 2>/dev/null || code=$?
[ "$code" -le 1 ] || exit "$code"

"$here/mail.sh" "安全生产周报 $(date +%F)" "$page.txt"
exit "$status"
