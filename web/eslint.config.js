import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './app/svelte.config.js';

const sizes = (max) => ({ 'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }] });
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const FEATURES = ['account', 'admin', 'design', 'directory', 'following', 'go-live', 'mailbox', 'profile', 'settings', 'watch'];

export default ts.config(
  { ignores: ['**/node_modules/', '**/.svelte-kit/', '**/build/', 'packages/api-client/src/schema.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-undef': 'off', // the type checker knows better
      'no-console': 'error',
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      ...sizes(250),
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    files: ['app/src/**'],
    rules: { 'svelte/no-navigation-without-resolve': 'off' }, // the app is always served at the root
  },
  { files: ['**/*.svelte'], rules: sizes(250) },
  { files: ['**/tests/**'], rules: { 'max-params': 'off', ...sizes(600) } }, // a row of a table is a list of parameters
  { files: ['**/*.config.js', '**/*.config.ts', '**/generate.js'], languageOptions: { globals: globals.node } },
  {
    // What plays and what publishes know no framework, no page and no noun of the product.
    files: ['packages/player/src/**', 'packages/broadcast/src/**'],
    rules: forbid({
      group: ['svelte', 'svelte/*', '@klieg/*', '!@klieg/sdp-exchange', '$*'],
      message: 'Player and broadcast stand alone.',
    }),
  },
  {
    files: ['packages/ui/src/**', 'app/src/shared/**'],
    rules: forbid({ group: ['$features/*', '**/features/*'], message: 'Arrows point down: features use shared.' }),
  },
  ...FEATURES.map((feature) => ({
    files: [`app/src/features/${feature}/**`],
    rules: forbid({
      group: FEATURES.filter((other) => other !== feature).flatMap((other) => [`$features/${other}`, `$features/${other}/*`, `**/${other}/*`]),
      message: 'A feature never imports a feature.',
    }),
  })),
);
