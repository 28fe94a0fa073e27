import { Badge } from '../../components/badge/badge.js';
import { Select } from '../../components/select/select.js';
import { showToast } from '../../components/toast/toasts.js';
import { useAction } from '../../graphql/use-action.js';
import { useMessages } from '../../i18n/use-messages.js';
import { setModelRolesDocument, type SettingsView } from './settings.documents.js';
import { settingsMessages } from './settings.messages.js';
import styles from './settings-page.module.css';

type Role = SettingsView['roles'][number]['role'];

/** Which server answers in which role; nothing to choose where there is none. */
export function RoleSettings({ settings: { roles, endpoints } }: { readonly settings: SettingsView }) {
  const t = useMessages(settingsMessages);
  const save = useAction(setModelRolesDocument);
  if (endpoints.length === 0) return null;
  const choose = async (role: Role, name: string): Promise<void> => {
    const chosen = roles.filter(({ origin }) => origin === 'STORED');
    const input = Object.fromEntries(
      chosen.map((one) => [one.role.toLowerCase(), one.role === role ? name : (one.endpointName ?? '')]),
    );
    if ((await save.run({ input })) !== undefined) showToast({ look: 'good', title: t('saved') });
  };
  return (
    <>
      <h3 className={styles.subtitle}>{t('roles')}</h3>
      <ul className={styles.box}>
        {roles.map(({ role, endpointName, origin }) => (
          <li key={role} className={styles.role}>
            <span className={styles.roleName}>{t(role)}</span>
            {origin === 'ENVIRONMENT' ? (
              <>
                <code>{endpointName}</code>
                <Badge title={t('environmentHint')}>{t('environment')}</Badge>
              </>
            ) : (
              <Select
                className={styles.roleChoice}
                label={t(role)}
                value={endpointName ?? ''}
                options={[
                  { value: '', label: role === 'AGENT' ? t('firstServer') : t('asAgents') },
                  ...endpoints.map(({ name }) => ({ value: name, label: name })),
                ]}
                onChange={(name) => void choose(role, name)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
