# 门户后台：替已登录的人签一个月报 token（HS256）。Python 3，只用标准库。
# The portal's back end: signs a token for the person who is logged in (HS256). Python 3, standard library.
import base64
import hashlib
import hmac
import json
import sys
import time


def token(secret, *, id, user, name, unit, role):
    """id 永不转给他人，其余如门户所知 · id never goes to another person; the rest is as the portal knows it."""
    now = int(time.time())  # 秒，不是毫秒 · seconds, not milliseconds
    claims = {"iss": "https://portal.example", "aud": "yuebao", "iat": now, "exp": now + 8 * 3600}
    claims.update(sub=id, user=user, name=name, unit=unit, role=role)
    parts = [json.dumps(part).encode() for part in ({"typ": "JWT", "alg": "HS256"}, claims)]
    signed = b".".join(map(encoded, parts))
    return (signed + b"." + encoded(hmac.new(secret, signed, hashlib.sha256).digest())).decode()


def encoded(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=")


if __name__ == "__main__":  # python3 token.py portal.secret 4711 li.ming 李明 2041 填报
    file, id, user, name, unit, role = sys.argv[1:]
    with open(file, "rb") as secret:
        print(token(secret.read().strip(), id=id, user=user, name=name, unit=unit, role=role))
