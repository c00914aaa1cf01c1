import type { PasskeyEnrolment, PasskeyRequest } from '@klieg/api-client';

type Options = PasskeyRequest['options'];
const ADDRESS = /^(\d+(\.\d+){3}|\[.*\])$/;

/** The person closed the browser's window, took too long, or has no passkey for this site: which, browsers do not tell. */
export class PasskeyUnused extends Error {
  constructor() {
    super('No passkey was used.');
    this.name = 'PasskeyUnused';
  }
}

/** The authenticator has a passkey of this account already. */
export class PasskeyThere extends Error {
  constructor() {
    super('There is a passkey already.');
    this.name = 'PasskeyThere';
  }
}

/** Whether this browser has passkeys for this page: they belong to a name, reached safely. */
export function passkeysWork(): boolean {
  const known: unknown = Reflect.get(globalThis, 'PublicKeyCredential');
  return isSecureContext && !ADDRESS.test(location.hostname) && typeof known === 'function' && 'parseRequestOptionsFromJSON' in known;
}

/** Has a challenge signed by a passkey that the person chooses; gives what goes to the server. @throws PasskeyUnused */
export async function signWithPasskey(options: Options): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON);
  return answerOf(() => navigator.credentials.get({ publicKey }));
}

/** Has a passkey made; gives what goes to the server. @throws PasskeyUnused, PasskeyThere */
export async function makePasskey(options: PasskeyEnrolment['options']): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON);
  return answerOf(() => navigator.credentials.create({ publicKey }));
}

async function answerOf(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await ask();
    if (!(credential instanceof PublicKeyCredential)) throw new PasskeyUnused();
    return credential.toJSON();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw error.name === 'InvalidStateError' ? new PasskeyThere() : new PasskeyUnused();
  }
}
