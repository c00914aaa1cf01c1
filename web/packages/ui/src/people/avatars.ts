/** The drawn avatars, `../avatars/<name>.svg`: transparent, to stand on any of the colours. Served as `/avatars/<name>.svg`. */
export const AVATARS = [
  'bear',
  'bird',
  'bird2',
  'dog',
  'dog2',
  'dog3',
  'giraffe',
  'hedgehog',
  'hippo',
  'horse',
  'ibex',
  'jellyfish',
  'sheep',
  'tiger',
] as const;

export type AvatarName = (typeof AVATARS)[number];
