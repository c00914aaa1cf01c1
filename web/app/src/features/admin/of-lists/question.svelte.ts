import { perform } from '$shared/forms/perform';

/** Something that is asked about once more before it is done. */
export interface Deed {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  /** It cannot be undone. */
  readonly danger?: boolean;
  readonly work: () => Promise<unknown>;
  /** Said when it is done. */
  readonly done: string;
}

/** The one question that is open on a page. */
export class Question {
  open = $state(false);
  busy = $state(false);
  deed = $state.raw<Deed | null>(null);

  ask(deed: Deed): void {
    this.deed = deed;
    this.open = true;
  }

  async answer(): Promise<void> {
    if (this.deed === null || this.busy) return;
    this.busy = true;
    await perform(this.deed.work, this.deed.done);
    this.busy = false;
    this.open = false;
  }
}
