import type { Factors } from '@klieg/api-client';
import { tick } from 'svelte';
import { factors as api } from '$shared/net/api';

/** One's own second factors, and the recovery codes that were made a moment ago. */
export class OwnFactors {
  held = $state.raw<Factors | null>(null);
  failed = $state(false);
  /** To be shown this once; null when there is nothing to show. */
  fresh = $state.raw<readonly string[] | null>(null);

  async read(): Promise<void> {
    this.failed = false;
    try {
      this.held = await api.read();
    } catch {
      this.failed = true;
    }
  }

  /** After a change, which closed its dialog: what is there now, with the codes that came with it. */
  async changed(codes: readonly string[] | null = null): Promise<void> {
    await tick();
    this.fresh = codes ?? this.fresh;
    await this.read();
  }
}
