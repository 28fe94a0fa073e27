import { defineMessages } from '../i18n/messages.js';

/** Texts of the components that every page uses. */
export const componentMessages = defineMessages({
  close: { en: 'Close', zh: '关闭' },
  cancel: { en: 'Cancel', zh: '取消' },
  retry: { en: 'Try again', zh: '重试' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
  loading: { en: 'Loading', zh: '加载中' },
  notifications: { en: 'Notifications', zh: '通知' },
  panelFailed: { en: 'This part of the page has failed', zh: '此部分出错了' },
  panelFailedHint: {
    en: 'The rest of the page goes on working. Try again, or reload the page if it fails once more.',
    zh: '页面的其他部分仍可使用。请重试；如果再次失败，请重新加载页面。',
  },
  failed: { en: 'That did not work', zh: '操作失败' },
  offline: { en: 'The service does not answer', zh: '服务没有响应' },
  offlineHint: {
    en: 'It is asked again every second or two. If it was stopped, start it with: codexgraph up',
    zh: '正在自动重试。如果服务已停止，请运行：codexgraph up',
  },
  unauthenticated: { en: 'This server asks for a token', zh: '此服务器需要访问令牌' },
  unauthenticatedHint: { en: 'Enter it to go on.', zh: '请输入令牌以继续。' },
  confirmName: { en: 'Type {name} to confirm', zh: '输入 {name} 以确认' },
});
