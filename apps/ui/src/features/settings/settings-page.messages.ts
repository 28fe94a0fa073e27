import { defineMessages } from '../../i18n/messages.js';

/** The name of the page; what it shows has messages of its own, loaded with it. */
export const settingsPageMessages = defineMessages({
  settings: { en: 'Settings', zh: '设置' },
});
