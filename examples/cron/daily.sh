#!/bin/sh
# 每日提醒：核对台账，列出逾期和三天内到期的事项，有事才寄信，无事不作声。
# 退出码：0 无事；1 台账有错误或有事项逾期（已寄信）；3 没能运行（cron 会把报错寄给管理员）。
set -eu

# 台账目录、收件人必填；程序不在 PATH 中时写明 SAFETY_LEDGER_BIN。
: "${LEDGER:?请设置台账目录 LEDGER}" "${MAIL_TO:?请设置收件人 MAIL_TO}"
here=$(dirname "$0")
ledger() { "${SAFETY_LEDGER_BIN:-safety-ledger}" "$@"; }

report=$(mktemp)
trap 'rm -f "$report"' EXIT

status=0
ledger check --ledger "$LEDGER" >"$report" 2>/dev/null || status=$?
[ "$status" -le 1 ] || exit "$status"

overdue=0
ledger overdue --ledger "$LEDGER" --within 3d --fail-on overdue --format text \
  >>"$report" 2>/dev/null || overdue=$?
[ "$overdue" -le 1 ] || exit "$overdue"

[ "$status" -ne 0 ] || [ "$overdue" -ne 0 ] || exit 0
"$here/mail.sh" "安全生产台账每日提醒" "$report"
exit 1
