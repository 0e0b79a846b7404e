#!/bin/sh
# 寄一封纯文本信：mail.sh 标题 文件。经 sendmail 接口，Postfix、Exim、msmtp 都有。
set -eu
subject=$(printf '%s' "$1" | base64 | tr -d '\n')
{
  printf 'To: %s\nSubject: =?UTF-8?B?%s?=\n' "$MAIL_TO" "$subject"
  printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n'
  printf 'Content-Transfer-Encoding: base64\n\n'
  base64 <"$2"
} | "${SENDMAIL:-/usr/sbin/sendmail}" -t
