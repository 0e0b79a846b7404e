#!/bin/sh
# 每周周报：核对台账，把上一整周的周报写成带日期的文件，再寄给领导；上周无事可报则不写不寄。
# 退出码：0 已写已寄，或无事可报；1 台账有错误（周报照写照寄，末尾注明）；3 没能运行。
set -eu

: "${LEDGER:?请设置台账目录 LEDGER}" "${MAIL_TO:?请设置收件人 MAIL_TO}"
: "${OUTPUT:?请设置周报存放目录 OUTPUT}"
. "$(dirname "$0")/run.sh"

run weekly --ledger "$LEDGER" --quiet --format text
[ -s "$out" ] || exit "$worst"
mkdir -p "$OUTPUT"
page="$OUTPUT/周报-$(date +%F)"
cp "$out" "$page.txt"
run weekly --ledger "$LEDGER" --format html --output "$page.html"
mail_out "安全生产周报 $(date +%F)"
exit "$worst"
