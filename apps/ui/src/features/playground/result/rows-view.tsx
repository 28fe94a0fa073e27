import { Search } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { EmptyState } from '../../../components/empty-state/empty-state.js';
import { TextField } from '../../../components/field/text-field.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { resultMessages } from '../playground.messages.js';
import type { RunResult } from '../run/use-query-run.js';
import { ExportMenu } from './export-menu.js';
import { OpenedRow } from './opened-row.js';
import styles from './result.module.css';
import { ResultTable } from './result-table.js';
import { arrangeRows, type Sorting } from './table-rows.js';

/** The rows of a result: sorted, searched, opened one by one, and taken away as a file. */
export function RowsView({ repository, result }: { readonly repository: string; readonly result: RunResult }) {
  const t = useMessages(resultMessages);
  const formats = useFormats();
  const { columns, rows } = result;
  const [words, setWords] = useState('');
  const [sorting, setSorting] = useState<Sorting>();
  const [opened, setOpened] = useState<number>();
  const wanted = useDeferredValue(words);
  const places = useMemo(() => arrangeRows(rows, wanted, sorting), [rows, wanted, sorting]);
  const openedRow = opened === undefined ? undefined : rows[opened];
  if (rows.length === 0) return <EmptyState icon={<Search />} title={t('noRows')} text={t('noRowsText')} />;
  const sortBy = (column: number): void => {
    if (sorting?.column !== column) setSorting({ column, isDescending: false });
    else setSorting(sorting.isDescending ? undefined : { column, isDescending: true });
  };
  return (
    <div className={styles.rowsView}>
      <div className={styles.tools}>
        <TextField
          label={t('filter')}
          isLabelHidden
          type="search"
          icon={<Search aria-hidden />}
          placeholder={t('filter')}
          value={words}
          onChange={setWords}
        />
        <span className={styles.count} role="status">
          {places.length === rows.length
            ? t('rows', { count: rows.length })
            : t('rowsOf', { count: formats.number(places.length), all: formats.number(rows.length) })}
        </span>
        <ExportMenu name={repository} columns={columns} rows={() => places.map((place) => rows[place] ?? [])} />
      </div>
      <div className={styles.tableAndRow} data-opened={openedRow === undefined ? undefined : ''}>
        <ResultTable
          columns={columns}
          rows={rows}
          places={places}
          sorting={sorting}
          onSort={sortBy}
          opened={opened}
          onOpen={setOpened}
        />
        {openedRow !== undefined && (
          <OpenedRow repository={repository} columns={columns} row={openedRow} onClose={() => setOpened(undefined)} />
        )}
      </div>
    </div>
  );
}
