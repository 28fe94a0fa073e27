import { useNavigate, useSearch } from '@tanstack/react-router';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../components/badge/badge.js';
import { Button, IconButton } from '../../components/button/button.js';
import { ConfirmByName } from '../../components/dialog/confirm-by-name.js';
import { showToast } from '../../components/toast/toasts.js';
import { useAction } from '../../graphql/use-action.js';
import { useMessages } from '../../i18n/use-messages.js';
import { EndpointDialog } from './endpoint-dialog.js';
import { deleteModelEndpointDocument, type SettingsView } from './settings.documents.js';
import { settingsMessages } from './settings.messages.js';
import styles from './settings-page.module.css';

type Endpoint = SettingsView['endpoints'][number];

/** Stands in the address while a new server is written down; no server has this name. */
const NEW = '+';

/** The model servers, and what can be done with them. */
export function EndpointSettings({ settings }: { readonly settings: SettingsView }) {
  const t = useMessages(settingsMessages);
  const { model } = useSearch({ from: '/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const open = (name: string | undefined): void => {
    void navigate({
      search: ({ model: _model, ...rest }) => ({ ...rest, ...(name === undefined ? {} : { model: name }) }),
      resetScroll: false,
    });
  };
  const edited = settings.endpoints.find(({ name, origin }) => name === model && origin === 'STORED');
  return (
    <>
      <h3 className={styles.subtitle}>{t('servers')}</h3>
      {settings.endpoints.length > 0 && (
        <ul className={styles.box}>
          {settings.endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.name} endpoint={endpoint} onEdit={() => open(endpoint.name)} />
          ))}
        </ul>
      )}
      <div>
        <Button icon={<Plus />} onClick={() => open(NEW)}>
          {t('add')}
        </Button>
      </div>
      {(model === NEW || edited !== undefined) && (
        <EndpointDialog {...(edited === undefined ? {} : { endpoint: edited })} onClose={() => open(undefined)} />
      )}
    </>
  );
}

function EndpointRow({ endpoint, onEdit }: { readonly endpoint: Endpoint; readonly onEdit: () => void }) {
  const t = useMessages(settingsMessages);
  const [isRemoving, setIsRemoving] = useState(false);
  const remove = useAction(deleteModelEndpointDocument);
  const { name, baseUrl, model, hasKey, origin } = endpoint;
  const confirm = async (): Promise<void> => {
    if ((await remove.run({ name })) === undefined) return;
    setIsRemoving(false);
    showToast({ look: 'good', title: t('removed', { name }) });
  };
  return (
    <li className={styles.endpoint}>
      <div className={styles.words}>
        <p>
          <strong className={styles.name}>{name}</strong> <code>{model}</code>
        </p>
        <p className={styles.address}>
          <code>{baseUrl}</code>
        </p>
      </div>
      <Badge look={hasKey ? 'good' : 'plain'}>{hasKey ? t('keyKept') : t('noKey')}</Badge>
      {origin === 'ENVIRONMENT' ? (
        <Badge title={t('environmentHint')}>{t('environment')}</Badge>
      ) : (
        <div className={styles.buttons}>
          <IconButton label={t('changeTitle', { name })} icon={<Pencil />} size="sm" onClick={onEdit} />
          <IconButton label={`${t('remove')}: ${name}`} icon={<Trash2 />} size="sm" onClick={() => setIsRemoving(true)} />
        </div>
      )}
      {isRemoving && (
        <ConfirmByName
          name={name}
          title={t('removeTitle', { name })}
          description={t('removeText')}
          action={t('remove')}
          isBusy={remove.isBusy}
          onConfirm={() => void confirm()}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </li>
  );
}
