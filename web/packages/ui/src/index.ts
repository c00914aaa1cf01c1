/** Tokens and primitives. They know how things look and are operated, and nothing of what they are used for. */
export { default as Button } from './Button.svelte';
export { default as Icon } from './Icon.svelte';
export { default as IconButton } from './IconButton.svelte';
export type { IconName } from './icons';
export { default as Logo } from './Logo.svelte';
export type { MenuGroup, MenuOption } from './menu';
export { default as Menu } from './Menu.svelte';
export { default as Select } from './Select.svelte';
export { default as Slider } from './Slider.svelte';
export { default as Spinner } from './Spinner.svelte';
export { default as Switch } from './Switch.svelte';
export { default as TextField } from './TextField.svelte';
export { default as Toaster } from './Toaster.svelte';
export { toasts } from './toasts.svelte';
