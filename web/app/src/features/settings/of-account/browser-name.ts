/** The browser and the system that a User-Agent speaks of; null where it says nothing that people know. */
export function nameBrowser(userAgent: string): { readonly browser: string; readonly system: string } | null {
  const browser = BROWSERS.find(([, sign]) => sign.test(userAgent))?.[0];
  const system = SYSTEMS.find(([, sign]) => sign.test(userAgent))?.[0];
  return browser && system ? { browser, system } : null;
}

/** Each calls itself by the names of those that were there before it, so the younger are looked for first. */
const BROWSERS = [
  ['Edge', /\bEdg(A|iOS)?\//], ['Opera', /\bOPR\//], ['Samsung Internet', /\bSamsungBrowser\//], ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//], ['Safari', /\bSafari\//],
] as const;

const SYSTEMS = [
  ['iPhone', /\biPhone\b/], ['iPad', /\biPad\b/], ['Android', /\bAndroid\b/], ['Windows', /\bWindows\b/], ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/], ['Linux', /\bLinux\b/],
] as const;
