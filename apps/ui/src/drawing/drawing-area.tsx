import { Maximize, Minus, Plus } from 'lucide-react';
import type { RefObject } from 'react';
import { IconButton } from '../components/button/button.js';
import { useMessages } from '../i18n/use-messages.js';
import { drawingMessages } from './drawing.messages.js';
import styles from './graph-canvas.module.css';
import { type Drawing, GraphCanvas } from './graph-canvas.js';
import type { DrawingEvents, Emphasis } from './renderer.js';
import type { Scene } from './scene.js';

const ZOOM = 1.4;

/** A drawing with its tools. */
export function DrawingArea(props: {
  readonly scene: Scene;
  readonly emphasis: Emphasis;
  readonly label: string;
  readonly drawing: RefObject<Drawing | null>;
  readonly onSelect: DrawingEvents['onSelect'];
  readonly onOpen: DrawingEvents['onOpen'];
}) {
  const t = useMessages(drawingMessages);
  const { drawing, ...canvas } = props;
  return (
    <>
      <GraphCanvas ref={drawing} {...canvas} />
      <div className={styles.zoom}>
        <IconButton label={t('zoomIn')} icon={<Plus />} onClick={() => drawing.current?.zoom(ZOOM)} />
        <IconButton label={t('zoomOut')} icon={<Minus />} onClick={() => drawing.current?.zoom(1 / ZOOM)} />
        <IconButton label={t('fit')} icon={<Maximize />} onClick={() => drawing.current?.fit()} />
      </div>
    </>
  );
}
