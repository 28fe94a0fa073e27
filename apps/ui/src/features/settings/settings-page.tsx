import { useQuery } from 'urql';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import { PageLayout } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import { EndpointList } from '../../models/endpoint-list.js';
import { LANGUAGES, setPreferences, THEMES, usePreferences } from '../../preferences/preferences.js';
import { ChoiceRow } from './choice-row.js';
import { EndpointSettings } from './endpoint-settings.js';
import { FixedLimits, RunLimitsForm } from './limits.js';
import { RoleSettings } from './role-settings.js';
import { settingsDocument } from './settings.documents.js';
import { settingsMessages } from './settings.messages.js';
import styles from './settings-page.module.css';

/** What a person chooses for this browser, and for the service. */
export function SettingsPage() {
  const t = useMessages(settingsMessages);
  const [{ data, error }, ask] = useQuery({ query: settingsDocument });
  const settings = data?.settings;
  return (
    <PageLayout title={t('title')} lead={t('lead')}>
      <div className={styles.page}>
        <BrowserSection />
        <section className={styles.section} aria-labelledby="models" id="model-settings">
          <h2 id="models">{t('models')}</h2>
          <p className={styles.hint}>{t('modelsHint')}</p>
          {error !== undefined && settings === undefined && (
            <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
          )}
          {settings === undefined && error === undefined && <Skeleton lines={2} height="4.5rem" />}
          {settings !== undefined && (
            <PanelBoundary>
              <EndpointSettings settings={settings} />
              <RoleSettings settings={settings} />
            </PanelBoundary>
          )}
          <h3 className={styles.subtitle}>{t('health')}</h3>
          <PanelBoundary>
            <EndpointList />
          </PanelBoundary>
        </section>
        <section className={styles.section} aria-labelledby="limits">
          <h2 id="limits">{t('limits')}</h2>
          <p className={styles.hint}>{t('limitsHint')}</p>
          {settings === undefined ? (
            error === undefined && <Skeleton lines={1} height="8rem" />
          ) : (
            <PanelBoundary>
              <RunLimitsForm key={JSON.stringify(settings.runLimits)} settings={settings} />
              <FixedLimits limits={settings.fixedLimits} />
            </PanelBoundary>
          )}
        </section>
      </div>
    </PageLayout>
  );
}

function BrowserSection() {
  const t = useMessages(settingsMessages);
  const { language, theme } = usePreferences();
  return (
    <section className={styles.section} aria-labelledby="browser">
      <h2 id="browser">{t('browser')}</h2>
      <div className={styles.box}>
        <ChoiceRow
          title={t('language')}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: value === 'zh' ? '中文' : 'English' }))}
          onChange={(value) => setPreferences({ language: value })}
        />
        <ChoiceRow
          title={t('theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => setPreferences({ theme: value })}
        />
      </div>
    </section>
  );
}
