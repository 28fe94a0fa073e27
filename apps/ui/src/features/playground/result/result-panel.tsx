import { ListTree, ShieldCheck, SquareTerminal, Table2, Waypoints } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Badge } from '../../../components/badge/badge.js';
import { EmptyState } from '../../../components/empty-state/empty-state.js';
import { FailureNotice } from '../../../components/failure/failure-notice.js';
import { PanelBoundary } from '../../../components/panel/panel.js';
import { Skeleton } from '../../../components/skeleton/skeleton.js';
import { Tabs } from '../../../components/tabs/tabs.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import type { ServiceProblem } from '../editor/find-problems.js';
import type { View } from '../page.js';
import { resultMessages } from '../playground.messages.js';
import type { QueryRun } from '../run/use-query-run.js';
import { PlanTable } from './plan-table.js';
import { ProblemList } from './problem-list.js';
import styles from './result.module.css';
import { RowsView } from './rows-view.js';
import { ScopedView } from './scoped-view.js';

const ResultGraphView = lazy(async () => ({ default: (await import('./result-graph.js')).ResultGraphView }));

/** What came of the last query. */
export function ResultPanel(props: {
  readonly run: QueryRun;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onRetry: () => void;
  readonly onExplain: () => void;
  readonly onPlace: (problem: ServiceProblem) => void;
}) {
  const { run, view, onView, onRetry, onPlace } = props;
  const t = useMessages(resultMessages);
  if (run.state === 'none') return <EmptyState icon={<SquareTerminal />} title={t('nothingRan')} text={t('nothingRanText')} />;
  if (run.state === 'running') {
    return (
      <div className={styles.waiting}>
        <p role="status">{run.isStopping ? t('stopping') : t('running')}</p>
        <Skeleton lines={5} />
      </div>
    );
  }
  if (run.state === 'failed') return <FailureNotice failure={run.failure} onRetry={onRetry} />;
  const { result } = run;
  if (result.problems.length > 0)
    return <ProblemList look="problem" title={titleOf(result.kind, t)} problems={result.problems} onPlace={onPlace} />;
  return (
    <Tabs
      label={t('views')}
      value={view}
      onChange={onView}
      tabs={[
        { value: 'table', label: t('table'), icon: <Table2 aria-hidden /> },
        { value: 'graph', label: t('graph'), icon: <Waypoints aria-hidden /> },
        { value: 'plan', label: t('plan'), icon: <ListTree aria-hidden /> },
        { value: 'scoped', label: t('scoped'), icon: <ShieldCheck aria-hidden /> },
      ]}
      actions={<Figures run={run} />}
    >
      <ProblemList look="notice" problems={result.notices} onPlace={onPlace} />
      <PanelBoundary resetKey={view}>
        <ResultView {...props} run={run} />
      </PanelBoundary>
    </Tabs>
  );
}

type Finished = Extract<QueryRun, { readonly state: 'ran' | 'explained' }>;

function ResultView({ run, view, onRetry, onExplain }: Parameters<typeof ResultPanel>[0] & { readonly run: Finished }) {
  const t = useMessages(resultMessages);
  const { request, result } = run;
  if (view === 'scoped') return <ScopedView written={request.text} scoped={result.scopedText ?? request.text} />;
  if (view === 'plan') {
    if (result.plan !== null && result.plan !== undefined) return <PlanTable plan={result.plan} />;
    return (
      <Missing
        title={t('noPlan')}
        text={t(run.mode === 'profile' ? 'cutPlan' : 'noPlanText')}
        action={t('explain')}
        onAction={onExplain}
      />
    );
  }
  if (run.state === 'explained')
    return <Missing title={t('notRun')} text={t('notRunText')} action={t('run')} onAction={onRetry} />;
  if (view === 'table') return <RowsView key={request.text} repository={request.repository} result={run.result} />;
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <ResultGraphView repository={request.repository} rows={run.result.rows} />
    </Suspense>
  );
}

function Missing(props: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onAction: () => void;
}) {
  return (
    <EmptyState icon={<ListTree />} title={props.title} text={props.text}>
      <button type="button" className={styles.link} onClick={props.onAction}>
        {props.action}
      </button>
    </EmptyState>
  );
}

function Figures({ run }: { readonly run: Finished }) {
  const t = useMessages(resultMessages);
  const formats = useFormats();
  if (run.state === 'explained') return <Badge>{t('explained')}</Badge>;
  const { truncated, elapsedMs } = run.result;
  return (
    <span className={styles.figures}>
      {truncated !== null && (
        <Badge look="warn" title={t('cutTitle')}>
          {t(truncated === 'rows' ? 'cutRows' : truncated === 'cell' ? 'cutCell' : 'cutBytes')}
        </Badge>
      )}
      {elapsedMs !== null && (
        <span>{elapsedMs < 1000 ? t('milliseconds', { count: Math.round(elapsedMs) }) : formats.seconds(elapsedMs / 1000)}</span>
      )}
    </span>
  );
}

function titleOf(kind: string, t: ReturnType<typeof useMessages<typeof resultMessages>>): string {
  if (kind === 'REFUSED') return t('refused');
  return kind === 'STOPPED' ? t('stopped') : t('failedQuery');
}
