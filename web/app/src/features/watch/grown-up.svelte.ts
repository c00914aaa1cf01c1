import { openShelf } from '$shared/shelf';

const KEY = 'klieg.grown-up';

/** Whether the person on this browser said that they are an adult. */
class GrownUp {
  said = $state(openShelf()?.getItem(KEY) === '1');

  say(): void {
    this.said = true;
    try {
      openShelf()?.setItem(KEY, '1');
    } catch {
      // Storage may be full: they are asked again next time.
    }
  }
}

export const grownUp = new GrownUp();
