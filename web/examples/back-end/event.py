# 门户后台：核对月报服务器送来的一条通知（webhook）。Python 3，只用标准库。
# The portal's back end: checks an event that the report server has posted. Python 3, standard library.
import hashlib
import hmac
import json
import sys
import time

OLDEST = 300  # 秒；再早的不收 · seconds; nothing older is taken


def accepted(secret, timestamp, signature, body):
    """头 yuebao-timestamp、yuebao-signature 和正文原样字节 · both headers, and the body's bytes as they came."""
    signed = hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(b"v1=" + signed.encode(), signature.encode()):
        return None  # 不是月报服务器送的 · not from the report server
    if abs(time.time() - int(timestamp)) > OLDEST:
        return None
    return json.loads(body)  # 同一 id 只办一次 · act once on the same id


if __name__ == "__main__":  # python3 event.py webhook.secret "$YUEBAO_TIMESTAMP" "$YUEBAO_SIGNATURE" < body
    file, timestamp, signature = sys.argv[1:]
    with open(file, "rb") as secret:
        event = accepted(secret.read().strip(), timestamp, signature, sys.stdin.buffer.read())
    if event is None:
        sys.exit("refused")
    print(event["event"], event["id"])
