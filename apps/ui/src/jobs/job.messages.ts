import { defineMessages } from '../i18n/messages.js';

/** Texts about jobs. */
export const jobMessages = defineMessages({
  FETCH: { en: 'Fetching the source', zh: '获取源代码' },
  SCAN: { en: 'Looking for files', zh: '扫描文件' },
  PARSE: { en: 'Reading files', zh: '解析文件' },
  LINK: { en: 'Linking symbols', zh: '链接符号' },
  WRITE: { en: 'Writing the graph', zh: '写入图谱' },
  DESCRIBE: { en: 'Describing symbols for search', zh: '生成搜索描述' },
  EMBED: { en: 'Building the search indexes', zh: '构建搜索索引' },
  PUBLISH: { en: 'Publishing', zh: '发布' },
  CLEAN: { en: 'Cleaning up', zh: '清理' },
  QUEUED: { en: 'Waiting for its turn', zh: '排队中' },
  RUNNING: { en: 'Starting', zh: '启动中' },
  RETRYING: { en: 'Waiting for another attempt', zh: '等待重试' },
  PAUSED: { en: 'Paused', zh: '已暂停' },
  FAILED: { en: 'Failed', zh: '失败' },
  CANCELLED: { en: 'Cancelled', zh: '已取消' },
  COMPLETED: { en: 'Done', zh: '完成' },
  deleting: { en: 'Deleting', zh: '正在删除' },
  cancelling: { en: 'Cancelling', zh: '正在取消' },
  counts: { en: '{done} of {total}', zh: '{done} / {total}' },
  eta: { en: 'about {time} left', zh: '大约还需 {time}' },
  cancel: { en: 'Cancel', zh: '取消' },
  retry: { en: 'Try again', zh: '重试' },
  progress: { en: 'Progress of {name}', zh: '{name} 的进度' },
});
