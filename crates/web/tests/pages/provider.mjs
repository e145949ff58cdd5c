// A provider of sign-in for tests: oidc-provider with its own pages, on this machine.
//
// Its one argument is JSON: `back`, the address to send people back to; `people`, by name, each with `email` and
// `email_verified`; `in_id_token`, whether the address stands in the ID token; `code_lives`, in seconds; `acr_values`, the
// strengths that it knows; `signs_in`, by name, the `acr` and `amr` that it says of somebody. Any password signs anybody in.
// It first prints its own address.
import http from 'node:http';
import Provider from 'oidc-provider';

const asked = JSON.parse(process.argv[2]);

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'saferplan',
      client_secret: 'see how they run',
      redirect_uris: [asked.back],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    }],
    acrValues: asked.acr_values ?? [],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !asked.in_id_token,
    cookies: { keys: ['a key for tests'] },
    pkce: { methods: ['S256'], required: () => true },
    ttl: { AuthorizationCode: asked.code_lives ?? 60 },
    async findAccount(_, name) {
      const person = asked.people[name];
      return person && { accountId: name, claims: async () => ({ sub: name, ...person }) };
    },
  });
  const finished = provider.interactionFinished.bind(provider);
  provider.interactionFinished = (request, response, result, more) => {
    const how = result.login && asked.signs_in?.[result.login.accountId];
    const login = how ? { login: { ...result.login, ...how } } : {};
    return finished(request, response, { ...result, ...login }, more);
  };
  server.on('request', provider.callback());
  console.log(JSON.stringify({ issuer }));
});
