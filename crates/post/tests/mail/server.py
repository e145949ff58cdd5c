"""A mail server for tests: takes letters on this machine and prints each as a line of JSON.

Its one argument is JSON: `certificate` and `key` (files) with `secure` ("starttls" or "tls"); `user` and `password`;
`refuse` and `put_off`, addresses that it does not take; `leave`, an address at which it breaks the connection off.
It first prints the port that it listens on.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

asked = json.loads(sys.argv[1])


def say(what):
    print(json.dumps(what), flush=True)


class Letters:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in asked.get("leave", []):
            server.transport.abort()
            return "421 gone"
        if address in asked.get("refuse", []):
            return f"550 5.1.1 <{address}>: nobody of that name"
        if address in asked.get("put_off", []):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        kinds = {part.get_content_type(): part.get_content() for part in letter.walk() if not part.is_multipart()}
        say({
            "to": envelope.rcpt_tos,
            "secure": session.ssl is not None or asked.get("secure") == "tls",
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "headers": {name.lower(): str(value) for name, value in letter.items()},
            "text": kinds["text/plain"],
            "html": kinds["text/html"],
        })
        return "250 taken"


def known(server, session, envelope, mechanism, data):
    right = (asked["user"].encode(), asked["password"].encode())
    fits = isinstance(data, LoginPassword) and (data.login, data.password) == right
    return AuthResult(success=fits, handled=False, auth_data=data)


async def main():
    context = None
    if "certificate" in asked:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(asked["certificate"], asked["key"])
    starttls, tls = asked.get("secure") == "starttls", asked.get("secure") == "tls"

    def connection():
        return SMTP(
            Letters(),
            hostname="mail.test",
            tls_context=context if starttls else None,
            require_starttls=starttls,
            authenticator=known if "user" in asked else None,
            auth_required="user" in asked,
            auth_require_tls=starttls,
            loop=asyncio.get_running_loop(),
        )

    server = await asyncio.get_running_loop().create_server(
        connection, "127.0.0.1", 0, ssl=context if tls else None
    )
    say({"port": server.sockets[0].getsockname()[1]})
    await server.serve_forever()


asyncio.run(main())
