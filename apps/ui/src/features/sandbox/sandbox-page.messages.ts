import { defineMessages } from '../../i18n/messages.js';

/** The name of the page; what it shows has messages of its own, loaded with it. */
export const sandboxPageMessages = defineMessages({
  sandbox: { en: 'GraphQL', zh: 'GraphQL' },
});
