import type { LinkProps } from '@tanstack/react-router';

/** The address of the playground with a query in its editor. */
export function playgroundAddress(repository: string, query: string, parameters: Readonly<Record<string, unknown>> = {}) {
  const values = Object.keys(parameters).length === 0 ? {} : { parameters: JSON.stringify(parameters, undefined, 2) };
  return { to: '/playground', search: { repository, query, ...values } } as const satisfies LinkProps;
}
