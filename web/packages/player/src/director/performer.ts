import type { Access } from '../access';
import type { EngineKind, Setback } from './casting';
import type { Engine, EngineEvents, EngineFactory } from '../engine';

/** An engine, and whether what it reports is of interest: only that of the one that plays is. */
export interface Performer {
  readonly engine: Engine;
  readonly kind: EngineKind;
  heard: boolean;
}

/** Makes an engine; null when this browser has none of the kind. */
export async function makePerformer(
  kind: EngineKind,
  video: HTMLVideoElement,
  factory: EngineFactory,
  events: EngineEvents,
): Promise<Performer | null> {
  let performer: Performer | null = null;
  const heard =
    <Values extends unknown[]>(tell: (...values: Values) => void) =>
    (...values: Values): void => {
      if (performer?.heard) tell(...values);
    };
  const engine = await factory(kind, video, {
    onRenditions: heard((renditions) => events.onRenditions(renditions)),
    onCurrentRendition: heard((id) => events.onCurrentRendition(id)),
    onRecovering: heard((recovering) => events.onRecovering(recovering)),
    onFailure: heard((failure) => events.onFailure(failure)),
  }).catch(() => null);
  if (engine !== null) performer = { engine, kind, heard: false };
  return performer;
}

/** Prepares an engine behind what plays; what keeps it from playing, or null when it is ready. */
export async function rehearse({ engine }: Performer, access: Access): Promise<Setback | null> {
  return (await engine.connect?.(access).then(() => null, (error: Setback) => error)) ?? null;
}
