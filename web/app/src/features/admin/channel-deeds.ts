import { admin } from './admin';
import type { Deed } from './of-lists/question.svelte';
import { words } from './words';

/** What is done to a channel from more than one page; `then` brings the page up to date. */
export function stopDeed(channel: string, then: () => unknown): Deed {
  const says = words.channels.stop;
  return { title: says.title(channel), text: says.text, yes: says.yes, danger: true, work: () => admin.stopStream(channel).then(then), done: says.done(channel) };
}

export function resetKeyDeed(channel: string, then: () => unknown): Deed {
  const says = words.channels.resetKey;
  return { title: says.title(channel), text: says.text, yes: says.yes, danger: true, work: () => admin.resetStreamKey(channel).then(then), done: says.done(channel) };
}

export function suspendDeed(owner: string, then: () => unknown): Deed {
  const says = words.accounts.suspend;
  return { title: says.title(owner), text: says.text, yes: says.yes, danger: true, work: () => admin.setSuspended(owner, true).then(then), done: says.done(owner) };
}

export function deleteChannelDeed(channel: string, then: () => unknown): Deed {
  const says = words.channels.remove;
  return { title: says.title(channel), text: says.text, yes: says.yes, danger: true, work: () => admin.deleteChannel(channel).then(then), done: says.done(channel) };
}
