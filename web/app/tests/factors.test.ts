import { afterEach, describe, expect, it, vi } from 'vitest';
import { makePasskey, PasskeyThere, passkeysWork, PasskeyUnused, signWithPasskey } from '../src/shared/factors/passkey';

class FakeCredential {
  static parseRequestOptionsFromJSON = (options: unknown): unknown => ({ parsed: options });
  static parseCreationOptionsFromJSON = (options: unknown): unknown => ({ parsed: options });
  toJSON = (): unknown => ({ id: 'a' });
}

function browser(answer: () => Promise<unknown>) {
  const get = vi.fn(answer);
  vi.stubGlobal('PublicKeyCredential', FakeCredential);
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('location', { hostname: 'localhost' });
  vi.stubGlobal('navigator', { credentials: { get, create: get } });
  return get;
}

afterEach(() => vi.unstubAllGlobals());

describe('passkeys', () => {
  it('belong to a name that is reached safely, in a browser that has them', () => {
    browser(() => Promise.resolve(null));
    expect(passkeysWork()).toBe(true);
    for (const hostname of ['192.0.2.7', '[::1]']) {
      vi.stubGlobal('location', { hostname });
      expect(passkeysWork()).toBe(false);
    }
    vi.stubGlobal('location', { hostname: 'live.example.org' });
    vi.stubGlobal('isSecureContext', false);
    expect(passkeysWork()).toBe(false);
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('PublicKeyCredential', undefined);
    expect(passkeysWork()).toBe(false);
  });

  it('sign what the server asks', async () => {
    const get = browser(() => Promise.resolve(new FakeCredential()));
    expect(await signWithPasskey({ challenge: 'c' })).toEqual({ id: 'a' });
    expect(get).toHaveBeenCalledWith({ publicKey: { parsed: { challenge: 'c' } } });
  });

  it('say by an error of their own that none was used, or that one is there', async () => {
    browser(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    await expect(signWithPasskey({})).rejects.toThrow(PasskeyUnused);
    browser(() => Promise.resolve(null));
    await expect(signWithPasskey({})).rejects.toThrow(PasskeyUnused);
    browser(() => Promise.reject(new DOMException('no', 'InvalidStateError')));
    await expect(makePasskey({})).rejects.toThrow(PasskeyThere);
    browser(() => Promise.reject(new TypeError('ours')));
    await expect(makePasskey({})).rejects.toThrow(TypeError);
  });
});
