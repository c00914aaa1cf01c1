const IDLE_MS = 3000;

/** Whether the person is busy with the controls: they show while it is so, and for three seconds after. */
export class Attention {
  /** Reasons for staying: paused, an open menu, focus inside. */
  held = $state(false);
  #recent = $state(true);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly shown = $derived(this.held || this.#recent);

  notice = (): void => {
    this.#recent = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#recent = false), IDLE_MS);
  };

  dismiss = (): void => {
    clearTimeout(this.#timer);
    this.#recent = false;
  };
}
