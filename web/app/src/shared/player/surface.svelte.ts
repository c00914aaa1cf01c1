import { INITIAL_SNAPSHOT, Player, type PlayerSnapshot } from '@klieg/player';
import { openShelf } from '$shared/shelf';

/** A player on the page: its snapshot as reactive state, and its life tied to the elements it was given. */
export class PlayerSurface {
  snapshot = $state.raw<PlayerSnapshot>(INITIAL_SNAPSHOT);
  player = $state.raw<Player | null>(null);

  /** For `{@attach}` on the container that holds the one video. */
  attach = (container: HTMLElement): (() => void) => {
    const video = container.querySelector('video');
    if (video === null) throw new Error('The player surface needs a video element.');
    const still = container.querySelector<HTMLCanvasElement>('canvas[data-still]');
    const player = new Player({ video, container, still, shelf: openShelf() });
    const unsubscribe = player.subscribe((snapshot) => (this.snapshot = snapshot));
    this.player = player;
    return () => {
      unsubscribe();
      player.destroy();
      this.player = null;
      this.snapshot = INITIAL_SNAPSHOT;
    };
  };

  request: Player['request'] = (...request) => this.player?.request(...request);
}
