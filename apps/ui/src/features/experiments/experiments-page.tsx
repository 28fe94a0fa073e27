import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FlaskConical, Plus } from 'lucide-react';
import { useQuery } from 'urql';
import { Button } from '../../components/button/button.js';
import { EmptyState } from '../../components/empty-state/empty-state.js';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import { PageLayout } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { Select } from '../../components/select/select.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import { ExperimentCard } from './experiment-card.js';
import { ExperimentDialog } from './experiment-dialog.js';
import { experimentsDocument, type ExperimentView } from './experiments.documents.js';
import { experimentsMessages } from './experiments.messages.js';
import styles from './experiments-page.module.css';
import { Figures } from './figures.js';
import { PERIODS } from './page.js';

/** Stands in the address while a new experiment is written down; no experiment has this name. */
const NEW = '+';

/** How new conversations are shared out, and what came of it. */
export function ExperimentsPage() {
  const t = useMessages(experimentsMessages);
  const navigate = useNavigate({ from: '/experiments' });
  const { edit } = useSearch({ from: '/experiments' });
  const [{ data, error }, ask] = useQuery({ query: experimentsDocument });
  const experiments = data?.experiments;
  const refresh = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const open = (name: string | undefined): void => {
    void navigate({ search: ({ edit: _edit, ...rest }) => ({ ...rest, ...(name === undefined ? {} : { edit: name }) }) });
  };
  const edited = experiments?.find(({ name }) => name === edit);
  return (
    <PageLayout
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button look="primary" icon={<Plus />} onClick={() => open(NEW)}>
          {t('add')}
        </Button>
      }
    >
      <div className={styles.page}>
        <section className={styles.section} aria-labelledby="assignments">
          <h2 id="assignments">{t('assignments')}</h2>
          {experiments !== undefined ? (
            <Cards experiments={experiments} onEdit={open} onChange={refresh} />
          ) : error === undefined ? (
            <Skeleton lines={1} height="5.5rem" />
          ) : (
            <FailureNotice failure={failureOf(error)} onRetry={refresh} />
          )}
        </section>
        <FiguresSection experiments={experiments ?? []} />
      </div>
      {(edit === NEW || edited !== undefined) && (
        <ExperimentDialog
          {...(edited === undefined ? {} : { experiment: edited })}
          onSaved={refresh}
          onClose={() => open(undefined)}
        />
      )}
    </PageLayout>
  );
}

function Cards(props: {
  readonly experiments: readonly ExperimentView[];
  readonly onEdit: (name: string) => void;
  readonly onChange: () => void;
}) {
  const { experiments, onEdit, onChange } = props;
  const t = useMessages(experimentsMessages);
  if (experiments.length === 0) return <p className={styles.hint}>{t('noneText')}</p>;
  return (
    <ul className={styles.cards}>
      {experiments.map((experiment) => (
        <li key={experiment.name}>
          <PanelBoundary>
            <ExperimentCard experiment={experiment} onEdit={() => onEdit(experiment.name)} onChange={onChange} />
          </PanelBoundary>
        </li>
      ))}
    </ul>
  );
}

function FiguresSection({ experiments }: { readonly experiments: readonly ExperimentView[] }) {
  const t = useMessages(experimentsMessages);
  const navigate = useNavigate({ from: '/experiments' });
  const { experiment, of, since } = useSearch({ from: '/experiments' });
  const { names } = useRepositoryChoice();
  const known = experiments.map(({ name }) => name);
  const withChosen = (all: readonly string[], chosen: string | undefined) =>
    (chosen === undefined || all.includes(chosen) ? all : [chosen, ...all]).map((name) => ({ value: name, label: name }));
  return (
    <section className={styles.section} aria-labelledby="figures">
      <div className={styles.title}>
        <h2 id="figures">{t('figures')}</h2>
        <div className={styles.choices}>
          <Select
            label={t('of')}
            value={experiment ?? ''}
            options={[{ value: '', label: t('everyRun') }, ...withChosen(known, experiment)]}
            onChange={(name) =>
              void navigate({
                search: ({ experiment: _, ...rest }) => ({ ...rest, ...(name === '' ? {} : { experiment: name }) }),
              })
            }
          />
          <Select
            label={t('repository')}
            value={of ?? ''}
            options={[{ value: '', label: t('allRepositories') }, ...withChosen(names, of)]}
            onChange={(name) =>
              void navigate({ search: ({ of: _, ...rest }) => ({ ...rest, ...(name === '' ? {} : { of: name }) }) })
            }
          />
          <Select
            label={t('period')}
            value={since ?? 'always'}
            options={[{ value: 'always', label: t('always') }, ...PERIODS.map((value) => ({ value, label: t(value) }))]}
            onChange={(period) => {
              const chosen = PERIODS.find((one) => one === period);
              void navigate({
                search: ({ since: _, ...rest }) => ({ ...rest, ...(chosen === undefined ? {} : { since: chosen }) }),
              });
            }}
          />
        </div>
      </div>
      <PanelBoundary resetKey={`${experiment ?? ''} ${of ?? ''} ${since ?? ''}`}>
        <Figures experiment={experiment} repository={of} since={since} empty={<NoFigures />} />
      </PanelBoundary>
    </section>
  );
}

function NoFigures() {
  const t = useMessages(experimentsMessages);
  return (
    <EmptyState icon={<FlaskConical />} title={t('noFigures')} text={t('noFiguresText')}>
      <Link to="/ask" search={{ mode: 'BOTH' }}>
        {t('ask')}
      </Link>
    </EmptyState>
  );
}
