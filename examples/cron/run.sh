# 两个脚本共用：运行程序并记下最坏的退出码，寄信。由 daily.sh 和 weekly.sh 读入，不单独运行。
# 程序的输出积在 $out；退出码大于 1 是没能运行，把报错说出来就停。
# 1 只表示“有事”：别的命令出错一律按 3（没能运行）退出，免得被当成信已寄出。

fail() {
  printf '%s\n' "$1" >&2
  exit 3
}

[ -n "${LEDGER:-}" ] || fail "请设置台账目录 LEDGER"
[ -n "${MAIL_TO:-}" ] || fail "请设置收件人 MAIL_TO"
out=$(mktemp) && said=$(mktemp) || fail "建不了临时文件"
trap 'rm -f "$out" "$said"' EXIT
worst=0

run() {
  code=0
  "${SAFETY_LEDGER_BIN:-safety-ledger}" "$@" >>"$out" 2>"$said" || code=$?
  if [ "$code" -gt 1 ]; then
    cat "$said" >&2
    exit "$code"
  fi
  [ "$code" -le "$worst" ] || worst=$code
}

# 寄一封纯文本信，内容是 $out。经 sendmail 接口，Postfix、Exim、msmtp 都提供。
mail_out() {
  {
    printf 'To: %s\nSubject: =?UTF-8?B?%s?=\n' "$MAIL_TO" "$(printf '%s' "$1" | base64 | tr -d '\n')"
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n'
    printf 'Content-Transfer-Encoding: base64\n\n'
    base64 <"$out"
  } | "${SENDMAIL:-/usr/sbin/sendmail}" -t || fail "信没有寄出：$1"
}
