import { AlignLeft, ChartNoAxesColumn, Clock, Link2, ListTree, Play, Rows3, Square } from 'lucide-react';
import { Button, IconButton } from '../../../components/button/button.js';
import { Select } from '../../../components/select/select.js';
import { showToast } from '../../../components/toast/toasts.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { Keys } from '../../../keyboard/keys.js';
import styles from '../playground-page.module.css';
import { playgroundMessages } from '../playground.messages.js';
import { type Draft, MAX_ADDRESS_CHARACTERS } from '../use-playground-address.js';
import type { Mode } from './use-query-run.js';

/** What a run may cost. */
export interface Bounds {
  readonly maxRows: number;
  readonly timeoutMs: number;
}

/** As the service has them. */
export const DEFAULT_BOUNDS: Bounds = { maxRows: 1_000, timeoutMs: 10_000 };
const ROWS = ['100', '1000', '10000', '100000'];
const SECONDS = ['10', '30', '60'];
const SECOND_MS = 1000;

/** What can be done with the query. */
export function RunBar(props: {
  readonly draft: Draft;
  readonly isRunning: boolean;
  readonly canRun: boolean;
  readonly bounds: Bounds;
  readonly onBounds: (bounds: Bounds) => void;
  readonly onBegin: (mode: Mode) => void;
  readonly onStop: () => void;
  readonly onFormat: () => void;
}) {
  const { draft, isRunning, canRun, onBegin } = props;
  const t = useMessages(playgroundMessages);
  return (
    <div className={styles.bar}>
      {isRunning ? (
        <Button look="danger" icon={<Square />} onClick={props.onStop}>
          {t('stop')}
        </Button>
      ) : (
        <Button look="primary" icon={<Play />} disabled={!canRun} onClick={() => onBegin('run')}>
          {t('run')}
          <span className={styles.keys} aria-hidden>
            <Keys keys="mod+Enter" />
          </span>
        </Button>
      )}
      <Button
        look="quiet"
        icon={<ListTree />}
        title={t('explainTitle')}
        disabled={!canRun || isRunning}
        onClick={() => onBegin('explain')}
      >
        {t('explain')}
      </Button>
      <Button
        look="quiet"
        icon={<ChartNoAxesColumn />}
        title={t('profileTitle')}
        disabled={!canRun || isRunning}
        onClick={() => onBegin('profile')}
      >
        {t('profile')}
      </Button>
      <span className={styles.gap} />
      <BoundChoices bounds={props.bounds} onBounds={props.onBounds} />
      <IconButton label={t('format')} icon={<AlignLeft />} onClick={props.onFormat} />
      <IconButton label={t('share')} icon={<Link2 />} onClick={() => copyLink(draft, t)} />
    </div>
  );
}

function BoundChoices({ bounds, onBounds }: { readonly bounds: Bounds; readonly onBounds: (bounds: Bounds) => void }) {
  const t = useMessages(playgroundMessages);
  return (
    <>
      <Select
        label={t('rows')}
        icon={<Rows3 aria-hidden />}
        value={String(bounds.maxRows)}
        options={ROWS.map((value) => ({ value, label: t('upTo', { count: Number(value) }) }))}
        onChange={(value) => onBounds({ ...bounds, maxRows: Number(value) })}
      />
      <Select
        label={t('seconds')}
        icon={<Clock aria-hidden />}
        value={String(bounds.timeoutMs / SECOND_MS)}
        options={SECONDS.map((value) => ({ value, label: t('within', { count: Number(value) }) }))}
        onChange={(value) => onBounds({ ...bounds, timeoutMs: Number(value) * SECOND_MS })}
      />
    </>
  );
}

type Translate = ReturnType<typeof useMessages<typeof playgroundMessages>>;

/** The address holds the query, but for a moment after it was written. */
function copyLink({ text, parameters }: Draft, t: Translate): void {
  if (text.length > MAX_ADDRESS_CHARACTERS) {
    showToast({ look: 'bad', title: t('linkTooLong'), text: t('linkTooLongText', { limit: MAX_ADDRESS_CHARACTERS }) });
    return;
  }
  const address = new URL(window.location.href);
  address.searchParams.set('query', asJson(text));
  if (parameters.trim() === '') address.searchParams.delete('parameters');
  else address.searchParams.set('parameters', asJson(parameters));
  void navigator.clipboard.writeText(address.href).then(() => showToast({ look: 'good', title: t('linkCopied') }));
}

/** The router reads what is JSON as such: a text that would be is quoted, as the router does it. */
function asJson(text: string): string {
  try {
    JSON.parse(text);
    return JSON.stringify(text);
  } catch {
    return text;
  }
}
