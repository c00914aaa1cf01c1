import type { Account, OpenidOffer, SecondFactor, SignedIn } from '@klieg/api-client';
import { isLanguage } from '$shared/language/languages';
import { language } from '$shared/language/language';
import { people } from '$shared/net/api';
import { openShelf } from '$shared/shelf';

const KEY = 'klieg.signed-in';

/** Who is signed in on this browser. */
class Session {
  account = $state.raw<Account | null>(null);
  signUp = $state<SignedIn['sign_up']>('open');
  /** The provider that people may sign in by. */
  openid = $state.raw<OpenidOffer | null>(null);
  /** Whether the server has said who it is. */
  isKnown = $state(false);
  #first: Promise<void> | null = null;

  /** What to draw until the server has answered: as it was last time. */
  readonly #wasSignedIn = openShelf()?.getItem(KEY) === '1';
  readonly looksSignedIn = $derived(this.isKnown ? this.account !== null : this.#wasSignedIn);

  /** Asks the server, once. @throws OutOfReach, ApiProblem; it can then be asked again. */
  known(): Promise<void> {
    this.#first ??= this.refresh().catch((error: unknown) => {
      this.#first = null;
      throw error;
    });
    return this.#first;
  }

  async refresh(): Promise<void> {
    const answer = await people.readSession();
    this.openid = answer.openid;
    this.adopt(answer);
  }

  /** Signs in, or gives what the account asks for besides the password. @throws ApiProblem, OutOfReach */
  async signIn(login: string, password: string): Promise<SecondFactor | null> {
    const answer = await people.signIn(login, password);
    if ('challenge' in answer) return answer;
    await this.admit(answer);
    return null;
  }

  /** Whose session the server has opened. A browser nobody chose a language on then speaks the account's. */
  async admit(answer: SignedIn): Promise<void> {
    this.adopt(answer);
    const own = this.account?.language ?? '';
    if (isLanguage(own) && !language.isChosen) await language.choose(own);
  }

  /** The server forgets the session first: a browser that only looks signed out is none. */
  async signOut(): Promise<void> {
    await people.signOut();
    this.forget();
  }

  adopt({ account, sign_up }: SignedIn): void {
    this.signUp = sign_up;
    this.show(account);
  }

  show(account: Account | null): void {
    this.account = account;
    this.isKnown = true;
    try {
      if (account === null) openShelf()?.removeItem(KEY);
      else openShelf()?.setItem(KEY, '1');
    } catch {
      // Storage may be full: the next visit begins with the wrong bar for a moment.
    }
  }

  forget(): void {
    this.show(null);
  }
}

export const session = new Session();
