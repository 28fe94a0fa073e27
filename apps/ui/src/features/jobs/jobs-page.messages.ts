import { defineMessages } from '../../i18n/messages.js';

/** The name of the page; what it shows has messages of its own, loaded with it. */
export const jobsPageMessages = defineMessages({
  jobs: { en: 'Jobs', zh: '任务' },
});
