import type { Relation } from '@klieg/api-client';
import { follows } from './api';

/** What the person has to do with a channel: whether they follow it, and whether it is theirs. */
export class RelationCopy {
  now = $state.raw<Relation | null>(null);
  busy = $state(false);

  constructor(readonly name: string) {}

  /** @throws ApiProblem, OutOfReach */
  async read(): Promise<void> {
    this.now = await follows.readRelation(this.name);
  }

  /** @throws ApiProblem, OutOfReach */
  async setFollowing(on: boolean): Promise<void> {
    this.busy = true;
    try {
      this.now = await (on ? follows.follow(this.name) : follows.unfollow(this.name));
    } finally {
      this.busy = false;
    }
  }
}
