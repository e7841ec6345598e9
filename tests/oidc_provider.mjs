// An OpenID Connect provider on the loopback address, for tests/web/test_staff_sign_in.py: the npm package
// oidc-provider with two people and one client that must use PKCE. Prints its port, and answers until it is killed.
// Arguments: the client's redirect address.
import { createServer } from "node:http";

import Provider from "oidc-provider";

const PEOPLE = {
  leo: { email: "leo@harrow-vale.example", email_verified: true, name: "Leo Brandt" },
  unsure: { email: "olga@harrow-vale.example", email_verified: false, name: "Olga Finch" },
  stranger: { email: "nobody@elsewhere.example", email_verified: true, name: "Nobody" },
};

let answer;
const server = createServer((request, response) => answer(request, response));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: "fingerpost",
        client_secret: "a secret of the test",
        redirect_uris: [process.argv[2]],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context, id) => PEOPLE[id] && { accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["of the test"] },
  });
  answer = provider.callback();
  process.stdout.write(`${port}\n`);
});
