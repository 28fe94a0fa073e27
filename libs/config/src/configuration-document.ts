import { ENVIRONMENT_DESCRIPTIONS } from './environment-schema.js';

/** Text of `.env.example`: every variable with what it is for, switched off. */
export function environmentExample(): string {
  const entries = Object.entries(ENVIRONMENT_DESCRIPTIONS).map(([key, { about, whenUnset }]) => {
    return `# ${about}\n# Not set: ${whenUnset}.\n#${key}=\n`;
  });
  return `# Copy to .env and set what you need; every line may stay as it is. Variables of the process win over this file.\n\n${entries.join('\n')}`;
}

/** The table of variables of docs/configuration.md. */
export function configurationTable(): string {
  const rows = Object.entries(ENVIRONMENT_DESCRIPTIONS).map(
    ([key, { about, whenUnset }]) => `| \`${key}\` | ${about} | ${whenUnset} |`,
  );
  return ['| Variable | What it is for | Not set |', '|---|---|---|', ...rows].join('\n');
}
