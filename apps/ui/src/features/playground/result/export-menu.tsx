import { Download } from 'lucide-react';
import { Button } from '../../../components/button/button.js';
import { Menu } from '../../../components/menu/menu.js';
import { showToast } from '../../../components/toast/toasts.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { resultMessages } from '../playground.messages.js';
import { toCsv, toJson, toTabs } from './export-rows.js';
import { saveFile } from './save-file.js';
import type { Rows } from './table-rows.js';

/** Takes rows away: to the clipboard, or as a file. What is filtered out stays. */
export function ExportMenu(props: { readonly name: string; readonly columns: readonly string[]; readonly rows: () => Rows }) {
  const { columns, rows } = props;
  const t = useMessages(resultMessages);
  const name = props.name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  const copy = (): void => {
    void navigator.clipboard.writeText(toTabs(columns, rows())).then(
      () => showToast({ look: 'good', title: t('copied') }),
      () => showToast({ look: 'bad', title: t('notCopied') }),
    );
  };
  return (
    <Menu
      trigger={
        <Button look="quiet" size="sm" icon={<Download />}>
          {t('take')}
        </Button>
      }
      entries={[
        { kind: 'action', title: t('copyRows'), run: copy },
        { kind: 'separator' },
        { kind: 'action', title: t('saveCsv'), run: () => saveFile(`${name}.csv`, toCsv(columns, rows()), 'text/csv') },
        {
          kind: 'action',
          title: t('saveJson'),
          run: () => saveFile(`${name}.json`, toJson(columns, rows()), 'application/json'),
        },
      ]}
    />
  );
}
