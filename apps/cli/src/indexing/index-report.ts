import { NODE_LABELS, RELATION_TYPES, type IndexPhase, type IndexProgress, type IndexReport } from '@codexgraph/graph-model';
import { formatCount, type Progress, type ProgressTask } from '../progress.js';

const PHASE_TITLES: Readonly<Record<IndexPhase, string>> = {
  fetch: 'Fetching',
  scan: 'Finding files',
  parse: 'Reading files',
  link: 'Linking',
  write: 'Writing the graph',
  publish: 'Publishing',
  clean: 'Removing the old revision',
  describe: 'Writing what search reads',
  embed: 'Embedding symbols',
};
/** More skipped files than this are summed up. */
const SKIPPED_SHOWN = 10;
const PERCENT = 100;

/** Shows the phases of an indexing run one after another. `end` must be called when the run is over, however it ended. */
export function showIndexProgress(progress: Progress): {
  readonly onProgress: (state: IndexProgress) => void;
  readonly end: () => void;
} {
  let phase: IndexPhase | undefined;
  let task: ProgressTask | undefined;
  return {
    onProgress(state) {
      if (state.phase !== phase) {
        task?.stop();
        phase = state.phase;
        task = progress.start(PHASE_TITLES[phase]);
      }
      const { done, total, unit } = state;
      if (unit !== 'steps' || total !== undefined) {
        task?.update({ done, unit, ...(total === undefined ? {} : { total }) });
      }
    },
    end() {
      task?.stop();
      task = undefined;
      phase = undefined;
    },
  };
}

/** The report of a run as the contract's JSON. */
export function reportJson(report: IndexReport): unknown {
  const { counts } = report;
  return {
    repository: report.repository,
    revision: report.revision,
    ...(report.commit === undefined ? {} : { commit: report.commit }),
    files: { indexed: counts.files, skipped: report.skipped },
    nodes: counts.nodes,
    edges: counts.edges,
    calls: counts.calls,
    seconds: report.seconds,
    cpu_seconds: report.cpuSeconds,
    peak_rss_mb: report.peakRssMb,
  };
}

/** The report of a run for a person. */
export function reportLines(report: IndexReport): readonly string[] {
  const { counts } = report;
  const { calls } = counts;
  const share = (part: number): string => (calls.total === 0 ? '0 %' : `${String(Math.round((part / calls.total) * PERCENT))} %`);
  const counted = (order: readonly string[], found: Readonly<Record<string, number>>): string =>
    order.flatMap((name) => (found[name] === undefined ? [] : [`${name} ${formatCount(found[name])}`])).join(', ');
  const seconds = Object.entries(report.seconds).map(([phase, spent]) => `${phase} ${spent.toFixed(1)} s`);
  return [
    `${report.repository}: ${formatCount(counts.files)} files indexed, ${formatCount(report.skipped.length)} left out`,
    ...skippedLines(report),
    `Nodes: ${counted(NODE_LABELS, counts.nodes)}`,
    `Edges: ${counted(RELATION_TYPES, counts.edges)}`,
    `Calls: ${formatCount(calls.total)}, of which resolved ${share(calls.resolved)}, to other packages ${share(calls.external)}, unresolved ${share(calls.unresolved)}`,
    `Time: ${seconds.join(', ')}; CPU ${report.cpuSeconds.toFixed(1)} s; peak memory ${formatCount(report.peakRssMb)} MB`,
  ];
}

function skippedLines(report: IndexReport): readonly string[] {
  const shown = report.skipped.slice(0, SKIPPED_SHOWN).map(({ path, reason }) => `  left out ${JSON.stringify(path)}: ${reason}`);
  const more = report.skipped.length - shown.length;
  return more > 0 ? [...shown, `  and ${formatCount(more)} more (--json lists all)`] : shown;
}
