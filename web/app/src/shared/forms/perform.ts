import { toasts } from '@klieg/ui/toasts';
import { explain } from './explain';

/** Does what was asked for and says how it went, in one toast; tells whether it went well. */
export async function perform(work: () => Promise<unknown>, done: string): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    toasts.show(explain(error), 'bad');
    return false;
  }
  toasts.show(done, 'good');
  return true;
}
