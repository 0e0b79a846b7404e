#!/bin/sh
# 每日提醒：核对台账，列出逾期和三天内到期的事项，有事才寄信，无事不作声。
# 退出码：0 无事；1 台账有错误或有事项逾期（信已寄出）；2、3 没能运行（报错在标准错误里）。
set -eu

# 台账目录 LEDGER、收件人 MAIL_TO 必填；程序不在 PATH 中时写明 SAFETY_LEDGER_BIN。
. "$(dirname "$0")/run.sh"

run check --ledger "$LEDGER"
run overdue --ledger "$LEDGER" --within 3d --fail-on overdue --format text
[ "$worst" -ne 0 ] || exit 0
mail_out "安全生产台账每日提醒"
exit "$worst"
