import type { ServiceEvent } from '@codexgraph/local-services';
import type { VerbContext } from './framework/verb-context.js';
import type { ProgressTask } from './progress.js';

/** Shows what embedded services do while a verb waits for them: remarks as lines, counts as progress. All on stderr. */
export function showServiceEvents(context: Pick<VerbContext, 'output' | 'progress'>): (event: ServiceEvent) => void {
  const tasks = new Map<string, ProgressTask>();
  return (event) => {
    if (event.kind === 'remark') {
      context.output.say(event.text);
      return;
    }
    const task = tasks.get(event.title) ?? context.progress.start(event.title);
    tasks.set(event.title, task);
    if (event.kind === 'finished') {
      task.finish(event.remark);
      tasks.delete(event.title);
    } else {
      task.update(event);
    }
  };
}
