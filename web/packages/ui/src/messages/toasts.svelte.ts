export const TOAST_MS = 3000;
/** There is something to press: time enough to read it, to decide and to get there. */
export const OFFER_MS = 8000;

/** What can be done about what a toast says. */
export interface Offer {
  readonly label: string;
  readonly onchoose: () => void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly offer: Offer | null;
}

/** One message at a time: a new one takes the place of the one before. */
class Toasts {
  current = $state.raw<Toast | null>(null);
  #next = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, tone: Toast['tone'] = 'plain', offer: Offer | null = null): void {
    this.current = { id: this.#next++, text, tone, offer };
    this.release();
  }

  /** Takes the offer of the message that is shown. */
  take(): void {
    const offer = this.current?.offer;
    this.dismiss();
    offer?.onchoose();
  }

  /** Nobody's message goes away under the hand that reaches for it. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dismiss(), this.current?.offer ? OFFER_MS : TOAST_MS);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }
}

export const toasts = new Toasts();
