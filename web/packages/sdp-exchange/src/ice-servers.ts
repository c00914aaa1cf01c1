/** One element of a Link header: a target in angle brackets and its parameters. */
const LINK = /<([^>]*)>((?:\s*;\s*[\w-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^",;\s]+))?)*)/g;
const PARAMETER = /;\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^",;\s]+))/g;
const SCHEMES = ['stun:', 'stuns:', 'turn:', 'turns:'];

/** STUN and TURN servers that a Link header names, RFC 9725 4.6; links of another relation are left out. */
export function readIceServers(header: string | null): RTCIceServer[] {
  const servers: RTCIceServer[] = [];
  for (const [, target = '', rest = ''] of (header ?? '').matchAll(LINK)) {
    const parameters = new Map<string, string>();
    for (const [, name = '', quoted, bare] of rest.matchAll(PARAMETER)) {
      parameters.set(name.toLowerCase(), quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1'));
    }
    if (parameters.get('rel') !== 'ice-server' || !SCHEMES.some((scheme) => target.startsWith(scheme))) continue;
    const [username, credential] = [parameters.get('username'), parameters.get('credential')];
    servers.push({ urls: target, ...(username !== undefined && { username }), ...(credential !== undefined && { credential }) });
  }
  return servers;
}
