import type { PublishFailure } from '@klieg/broadcast';
import { words } from './words';

/** What to do about a failure; where the server said it in its own words, in those. */
export function explainFailure({ kind, sentence }: PublishFailure): string {
  const ownWords = kind === 'refused' || kind === 'stopped' || kind === 'busy' || kind === 'taken';
  return ownWords && sentence ? sentence : words.failures[kind].text;
}
