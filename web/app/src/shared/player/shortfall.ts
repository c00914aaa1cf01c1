import type { Shortfall } from '@klieg/player';
import { strings } from '$shared/strings';

/** Why something with more latency plays than was asked for, in a sentence. */
export function explainShortfall({ why, sentence }: Shortfall): string {
  return why === 'refused' && sentence ? strings.player.shortfall.said(sentence) : strings.player.shortfall[why];
}
