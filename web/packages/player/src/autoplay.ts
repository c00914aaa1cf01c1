import type { Mediator } from './mediator';
import type { Autoplay } from './snapshot';

/**
 * Begins playback as loud as the browser allows: with sound, else muted, else not at all. Rejects with what the
 * element said when the reason is not the browser's autoplay rule.
 */
export async function beginPlayback(mediator: Pick<Mediator, 'play' | 'setMuted' | 'video'>): Promise<Autoplay> {
  try {
    await mediator.play();
    return 'allowed';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (mediator.video.muted) return 'refused';
  }
  mediator.setMuted(true);
  try {
    await mediator.play();
    return 'muted';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    mediator.setMuted(false);
    return 'refused';
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}
