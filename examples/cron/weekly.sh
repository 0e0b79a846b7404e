#!/bin/sh
# 每周周报：核对台账，把上一整周的周报写成带日期的文件，再寄给领导；上周无事可报则不写不寄。
# 退出码：0 已写已寄，或无事可报；1 台账有错误（周报照写照寄，末尾注明）；2、3 没能运行。
set -eu

# LEDGER、MAIL_TO、周报存放目录 OUTPUT 必填；程序不在 PATH 中时写明 SAFETY_LEDGER_BIN。
. "$(dirname "$0")/run.sh"
[ -n "${OUTPUT:-}" ] || fail "请设置周报存放目录 OUTPUT"

run weekly --ledger "$LEDGER" --quiet --format text
[ -s "$out" ] || exit "$worst"

# 文件名用那一周的最后一天，即周报第二行末尾的截至日：补发以前的周报不会盖掉别的
day=$(sed -n '2s/.*\([0-9]\{4\}-[0-9][0-9]-[0-9][0-9]\)$/\1/p' "$out")
page="$OUTPUT/周报-$day"
mkdir -p "$OUTPUT" && cp "$out" "$page.txt" || fail "写不了 $page.txt"
run weekly --ledger "$LEDGER" --format html --output "$page.html"
mail_out "安全生产周报 $day"
exit "$worst"
