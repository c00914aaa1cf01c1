import { ApiProblem } from '@klieg/api-client';
import { toasts } from '@klieg/ui/toasts';
import { tick } from 'svelte';
import { explain } from './explain';

export interface SubmissionOptions<Field extends string> {
  readonly fields: readonly Field[];
  /** The field that a refusal's code speaks of. */
  readonly blame?: Readonly<Record<string, Field>>;
}

/** A form on its way to the server: one at a time, and what was wrong with it, by field. What no field is to blame for is also a toast. */
export class Submission<Field extends string> {
  busy = $state(false);
  errors = $state.raw<Partial<Record<Field, string>>>({});
  /** What no field is to blame for. */
  problem = $state<string | null>(null);

  constructor(private readonly options: SubmissionOptions<Field>) {}

  /** Does the work unless some is under way or `faults` are known already; tells whether it was done. */
  async run(work: () => Promise<unknown>, faults: Partial<Record<Field, string | null>> = {}): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    this.errors = withoutNulls(faults);
    if (Object.keys(this.errors).length > 0) {
      void focusFault();
      return false;
    }
    this.busy = true;
    try {
      await work();
      return true;
    } catch (error) {
      this.#blame(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #say(text: string): void {
    this.problem = text;
    toasts.show(text, 'bad');
  }

  #blame(error: unknown): void {
    const text = explain(error);
    if (!(error instanceof ApiProblem)) {
      this.#say(text);
      return;
    }
    const told = error.fields.map(({ field }) => field).filter((field): field is Field => this.options.fields.includes(field as Field));
    const blamed = this.options.blame?.[error.code] ?? told[0];
    if (blamed === undefined) this.#say(text);
    else this.errors = { [blamed]: text } as Partial<Record<Field, string>>;
    void focusFault();
  }
}

/** Whoever has to mend a field is led to it. */
async function focusFault(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

function withoutNulls<Field extends string>(faults: Partial<Record<Field, string | null>>): Partial<Record<Field, string>> {
  return Object.fromEntries(Object.entries(faults).filter(([, text]) => text !== null)) as Partial<Record<Field, string>>;
}
