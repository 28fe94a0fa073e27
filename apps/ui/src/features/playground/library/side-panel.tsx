import { Tabs } from '../../../components/tabs/tabs.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { type Panel, PANELS } from '../page.js';
import { playgroundMessages } from '../playground.messages.js';
import type { Chosen } from './chosen.js';
import { ExampleTour } from './example-tour.js';
import { KeptQueries } from './kept-queries.js';
import { WordsPanel } from './words-panel.js';

/** What helps to write a query: words, the tour, saved queries, and what was run. */
export function SidePanel(props: {
  readonly repository: string;
  readonly panel: Panel;
  readonly current: Chosen;
  readonly onPanel: (panel: Panel) => void;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { repository, panel, current, onChoose } = props;
  const t = useMessages(playgroundMessages);
  return (
    <Tabs label={t('beside')} value={panel} tabs={PANELS.map((value) => ({ value, label: t(value) }))} onChange={props.onPanel}>
      {panel === 'words' && <WordsPanel repository={repository} current={current.text} onChoose={onChoose} />}
      {panel === 'examples' && <ExampleTour current={current.text} onChoose={onChoose} />}
      {panel === 'saved' && <KeptQueries kind="saved" repository={repository} current={current} onChoose={onChoose} />}
      {panel === 'history' && <KeptQueries kind="history" repository={repository} current={current} onChoose={onChoose} />}
    </Tabs>
  );
}
