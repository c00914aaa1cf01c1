// An OpenID provider with a few people, whom its page asks for nothing but who they are.
//
// Run: node server.js CLIENT_ID CLIENT_SECRET   It prints its address, reads a line of redirect addresses with spaces
// between, serves, and runs until its input ends.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const [clientId, clientSecret] = process.argv.slice(2);

const people = {
  ada: { email: 'ada@school.example', email_verified: true, preferred_username: 'ada.lovelace' },
  grace: { email: 'grace@school.example', email_verified: true, name: 'Grace' },
  linus: { email: 'linus@school.example', email_verified: false, preferred_username: 'linus' },
  nobody: {},
};

const page = (uid, name) => `<!doctype html><html lang="en"><title>Example School</title><main><h1>Example School</h1>
  <form method="post" action="/interaction/${uid}">
    <label>Who are you? <input name="who" value="${name}" autofocus></label>
    <button name="yes" value="1">Continue</button> <button name="no" value="1">Cancel</button>
  </form></main>`;

function serve(server, issuer, redirectUris) {
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key for tests'] },
    ttl: { Interaction: 600, Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600 },
  });

  // Grants what is asked for, so that the one page above is all a person sees.
  async function consent(details, accountId) {
    const grant = new provider.Grant({ accountId, clientId: details.params.client_id });
    grant.addOIDCScope(details.params.scope);
    return { consent: { grantId: await grant.save() } };
  }

  async function interact(request, response) {
    const details = await provider.interactionDetails(request, response);
    if (request.method === 'GET' && details.prompt.name === 'login') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(page(details.uid, ''));
      return;
    }
    let accountId = details.session?.accountId;
    let result = {};
    if (request.method === 'POST') {
      let body = '';
      for await (const piece of request) body += piece;
      const form = new URLSearchParams(body);
      if (form.has('no')) {
        await provider.interactionFinished(request, response, { error: 'access_denied' });
        return;
      }
      accountId = form.get('who');
      result = { login: { accountId } };
    }
    await provider.interactionFinished(request, response, { ...result, ...(await consent(details, accountId)) });
  }

  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) answer(request, response);
    else interact(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  process.stdout.write(`${issuer}\n`);
  createInterface({ input: process.stdin })
    .once('line', (line) => serve(server, issuer, line.split(' ')))
    .on('close', () => process.exit(0));
});
