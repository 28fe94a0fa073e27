import { useNavigate } from '@tanstack/react-router';
import { Braces, Ellipsis, FileText, Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { keepRepository } from '../../../app/search-parameters.js';
import { Button, IconButton } from '../../../components/button/button.js';
import { Dialog, DialogActions } from '../../../components/dialog/dialog.js';
import { TextField } from '../../../components/field/text-field.js';
import { Menu } from '../../../components/menu/menu.js';
import { showToast } from '../../../components/toast/toasts.js';
import { useAction } from '../../../graphql/use-action.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { deleteConversationDocument, exportDocument, renameConversationDocument } from '../ask.documents.js';
import { conversationMessages } from '../ask.messages.js';
import { saveFile } from './save-file.js';

interface ItemProps {
  readonly conversation: { readonly id: string; readonly title: string };
  readonly isCurrent: boolean;
}

/** What can be done with a conversation: rename, export, delete. */
export function ConversationItem({ conversation, isCurrent }: ItemProps) {
  const t = useMessages(conversationMessages);
  const client = useClient();
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const { id, title } = conversation;
  const take = async (format: 'md' | 'json'): Promise<void> => {
    const { data } = await client.query(exportDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
    if (data?.conversation == null) return;
    const { markdown, ...rest } = data.conversation;
    if (format === 'md') saveFile(`${title}.md`, markdown, 'text/markdown');
    else saveFile(`${title}.json`, `${JSON.stringify(rest, null, 2)}\n`, 'application/json');
  };
  const close = (): void => {
    setDialog(undefined);
  };
  return (
    <>
      <Menu
        trigger={<IconButton size="sm" label={t('actions', { title })} icon={<Ellipsis />} />}
        entries={[
          { kind: 'action', title: t('rename'), icon: <Pencil />, run: () => setDialog('rename') },
          { kind: 'action', title: t('exportMarkdown'), icon: <FileText />, run: () => void take('md') },
          { kind: 'action', title: t('exportJson'), icon: <Braces />, run: () => void take('json') },
          { kind: 'separator' },
          { kind: 'action', title: t('delete'), icon: <Trash2 />, look: 'danger', run: () => setDialog('delete') },
        ]}
      />
      {dialog === 'rename' && <RenameDialog conversation={conversation} onClose={close} />}
      {dialog === 'delete' && <DeleteDialog conversation={conversation} isCurrent={isCurrent} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly conversation: ItemProps['conversation'];
  readonly onClose: () => void;
}

const MAX_TITLE = 200;

function RenameDialog({ conversation: { id, title }, onClose }: DialogProps) {
  const t = useMessages(conversationMessages);
  const [value, setValue] = useState(title);
  const rename = useAction(renameConversationDocument);
  const input = useRef<HTMLInputElement>(null);
  const fits = value.trim() !== '' && value.trim().length <= MAX_TITLE;
  const save = async (): Promise<void> => {
    if ((await rename.run({ id, title: value.trim() })) !== undefined) onClose();
  };
  return (
    <Dialog title={t('renameTitle')} onClose={onClose} initialFocus={input}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (fits) void save();
        }}
      >
        <TextField label={t('newTitle')} value={value} onChange={setValue} inputRef={input} />
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={!fits} isBusy={rename.isBusy}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ conversation: { id, title }, isCurrent, onClose }: DialogProps & { readonly isCurrent: boolean }) {
  const t = useMessages(conversationMessages);
  const navigate = useNavigate();
  const remove = useAction(deleteConversationDocument);
  const confirm = async (): Promise<void> => {
    if ((await remove.run({ id })) === undefined) return;
    showToast({ look: 'good', title: t('deleted') });
    onClose();
    if (isCurrent) void navigate({ to: '/ask', search: keepRepository });
  };
  return (
    <Dialog title={t('deleteTitle')} description={t('deleteText', { title })} onClose={onClose}>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="danger" isBusy={remove.isBusy} onClick={() => void confirm()}>
          {t('deleteAction')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
