import { defineMessages } from '../i18n/messages.js';

/** Texts of drawings. */
export const drawingMessages = defineMessages({
  fit: { en: 'Show everything', zh: '显示全部' },
  zoomIn: { en: 'Zoom in', zh: '放大' },
  zoomOut: { en: 'Zoom out', zh: '缩小' },
});
