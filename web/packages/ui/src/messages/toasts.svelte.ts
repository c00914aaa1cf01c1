export const TOAST_MS = 3000;

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
}

/** One message at a time: a new one takes the place of the one before. */
class Toasts {
  current = $state<Toast | null>(null);
  #next = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, tone: Toast['tone'] = 'plain'): void {
    clearTimeout(this.#timer);
    this.current = { id: this.#next++, text, tone };
    this.#timer = setTimeout(() => this.dismiss(), TOAST_MS);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }
}

export const toasts = new Toasts();
