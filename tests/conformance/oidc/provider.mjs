// A real OpenID provider with tokens of five seconds, and a service that asks it whether a token is good.
// node provider.mjs PORT
import { Provider } from 'oidc-provider';

const port = Number(process.argv[2]);
const redirect_uris = ['http://127.0.0.1:1/callback'];
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    { client_id: 'svc', client_secret: 'svc-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [], token_endpoint_auth_method: 'client_secret_post' },
    { client_id: 'web', client_secret: 'web-secret', grant_types: ['authorization_code', 'refresh_token', 'password'], redirect_uris, response_types: ['code'], token_endpoint_auth_method: 'client_secret_post' },
    { client_id: 'native', application_type: 'native', token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], redirect_uris, response_types: ['code'] },
  ],
  scopes: ['openid', 'offline_access', 'api:read'],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true, defaultResource: () => 'urn:api', useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'api:read', accessTokenTTL: 5, accessTokenFormat: 'opaque' }),
    },
  },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async (ctx, client) => client.grantTypeAllowed('refresh_token'),
  ttl: { AccessToken: 5, ClientCredentials: 5, RefreshToken: 3600, AuthorizationCode: 60, Grant: 3600, Session: 3600, Interaction: 600, IdToken: 600 },
  findAccount: (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  cookies: { keys: ['k'] },
});

provider.registerGrantType('password', async (ctx) => {
  const { username, password } = ctx.oidc.params;
  if (password !== 'correct horse') {
    ctx.status = 400;
    ctx.body = { error: 'invalid_grant', error_description: 'wrong password' };
    return;
  }
  const { AccessToken, Grant } = provider;
  const grant = new Grant({ clientId: ctx.oidc.client.clientId, accountId: username });
  const grantId = await grant.save();
  const token = new AccessToken({ client: ctx.oidc.client, accountId: username, grantId, gty: 'password', scope: '' });
  ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: 5 };
}, ['username', 'password']);

// What the provider gave and refused, by client and grant.
const counts = {};
const count = (kind) => (ctx) => {
  const { client_id, grant_type } = ctx.oidc?.params ?? {};
  const key = `${kind} ${client_id} ${grant_type}`;
  counts[key] = (counts[key] ?? 0) + 1;
};
provider.on('grant.success', count('given'));
provider.on('grant.error', count('refused'));
provider.on('server_error', (ctx, error) => console.error(error));

provider.use(async (ctx, next) => {
  if (ctx.path === '/ready') { ctx.body = 'yes'; return; }
  if (ctx.path === '/counts') { ctx.body = counts; return; }
  if (ctx.path !== '/orders') { await next(); return; }
  const token = (ctx.get('authorization') ?? '').replace(/^Bearer /, '');
  const known = await provider.AccessToken.find(token) ?? await provider.ClientCredentials.find(token);
  if (!known || known.isExpired) { ctx.status = 401; ctx.body = { error: 'who are you?' }; return; }
  ctx.body = ['tea'];
});
provider.listen(port, '127.0.0.1');
