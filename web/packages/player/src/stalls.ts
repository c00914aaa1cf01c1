/** Counts interruptions: waiting that begins after a picture was playing and that nobody asked for by seeking. */
export class StallCounter {
  count = 0;
  #flowing = false;

  observe(state: { readonly waiting: boolean; readonly paused: boolean; readonly seeking: boolean }): void {
    if (state.paused || state.seeking) {
      this.#flowing = false;
    } else if (!state.waiting) {
      this.#flowing = true;
    } else if (this.#flowing) {
      this.#flowing = false;
      this.count += 1;
    }
  }

  reset(): void {
    this.count = 0;
    this.#flowing = false;
  }
}
