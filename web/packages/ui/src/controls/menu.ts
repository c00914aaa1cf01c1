import type { IconName } from '../signs/icons';

/** One thing to choose in a menu. */
export interface MenuOption<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon?: IconName;
}

/** Options of which one holds. */
export interface MenuGroup<Value extends string = string> {
  readonly label: string;
  readonly options: readonly MenuOption<Value>[];
  readonly value: Value;
  readonly onchoose: (value: Value) => void;
}

/** One thing to do, or one place to go to, in a menu. */
export interface MenuAction {
  readonly label: string;
  readonly icon: IconName;
  readonly href?: string;
  readonly onchoose?: () => void;
}
