import { ApiProblem } from '@klieg/api-client';
import { api } from '$shared/net/api';

const PERIOD_MS = 3000;
const NOT_ALLOWED = [401, 403];
const NOT_FOUND = 404;

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly created_at: string;
}

interface Page {
  readonly mails: readonly Mail[];
  readonly next_before: string | null;
}

/** Why there is nothing to see. */
export type Absence = 'off' | 'forbidden' | 'failed';

/** The captured mails, newest first; new ones come by themselves while the page is looked at. */
export class Mailbox {
  mails = $state.raw<readonly Mail[] | null>(null);
  absence = $state<Absence | null>(null);
  #next = $state<string | null>(null);
  readonly hasMore = $derived(this.#next !== null);
  readonly #timer = setInterval(() => {
    if (!document.hidden && this.absence !== 'off' && this.absence !== 'forbidden') void this.read();
  }, PERIOD_MS);

  async read(): Promise<void> {
    try {
      const { mails, next_before } = await api.ask<Page>('/admin/mailbox');
      if (this.mails === null) this.#next = next_before;
      this.mails = merge(mails, this.mails ?? []);
      this.absence = null;
    } catch (error) {
      this.absence = absenceOf(error);
    }
  }

  async readMore(): Promise<void> {
    try {
      const { mails, next_before } = await api.ask<Page>(`/admin/mailbox?before=${this.#next ?? ''}`);
      this.mails = merge(this.mails ?? [], mails);
      this.#next = next_before;
    } catch (error) {
      this.absence = absenceOf(error);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** The lines of a mail; an address that stands on a line of its own is one to follow. */
export function linesOf(text: string): readonly { readonly text: string; readonly isLink: boolean }[] {
  return text.split('\n').map((line) => ({ text: line, isLink: /^https?:\/\/\S+$/.test(line) }));
}

function merge(newer: readonly Mail[], older: readonly Mail[]): readonly Mail[] {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))];
}

function absenceOf(error: unknown): Absence {
  if (!(error instanceof ApiProblem)) return 'failed';
  if (NOT_ALLOWED.includes(error.status)) return 'forbidden';
  return error.status === NOT_FOUND ? 'off' : 'failed';
}
