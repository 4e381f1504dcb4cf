/** What a form has taken in: the tiles, what is being stored, what was removed and can be put back, and what was not taken and why. */
import { CloseOutlined, ExpandOutlined, LoadingOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { sizeWords } from '../../../shared/attachment/words.ts';
import { useSession } from '../session-context.tsx';
import styles from './attachments.module.css';
import { FileTile } from './FileTile.tsx';
import { OpenedFile } from './OpenedFile.tsx';
import type { Adding } from './use-adding.ts';
import { useOpening } from './use-opening.ts';

export function AddedFiles({ files, disabled }: { readonly files: Adding; readonly disabled: boolean }) {
  const { home } = useSession();
  const { value, adding, removed, refused } = files;
  const { opened, busy, problem, open, close } = useOpening(home);
  return (
    <>
      {(value.length > 0 || adding.length > 0) && (
        <ul className={styles['tiles']} aria-label="已添加的附件">
          {value.map((one) => <Added key={one.hash} attachment={one} files={files} disabled={disabled} busy={busy === one.hash} onOpen={() => { void open(one); }} />)}
          {adding.map((name, i) => <li key={`${name} ${i}`} className={styles['tile']} aria-busy="true"><span className={styles['face']}><span className={styles['picture']}><LoadingOutlined /></span><span className={styles['name']}>{name}</span></span><span className={styles['below']}>正在存入本机</span></li>)}
        </ul>
      )}
      <OpenedFile opened={opened} problem={problem} onClose={close} />
      {removed !== null && <div className={styles['hint']} role="status">已移除“{removed.name}”<Button type="link" size="small" onClick={files.putBack}>放回</Button></div>}
      {refused.length > 0 && <Alert type="warning" showIcon role="alert" closable={{ onClose: files.forgetRefused }} title={<ul className={styles['refused']}>{refused.map(({ name, why }, i) => <li key={`${name} ${i}`}>“{name}”没有添加。{why}</li>)}</ul>} />}
    </>
  );
}

interface AddedProps { readonly attachment: Attachment; readonly files: Adding; readonly disabled: boolean; readonly busy: boolean; readonly onOpen: () => void }

function Added({ attachment, files, disabled, busy, onOpen }: AddedProps) {
  const { name, size } = attachment;
  const choice = disabled ? null : files.originalOf(attachment);
  return (
    <FileTile attachment={attachment} here busy={busy} onOpen={onOpen} below={choice?.original ? `${sizeWords(size)} · 原图` : sizeWords(size)}>
      {choice !== null && (
        <Button className={styles['original'] ?? ''} size="small" type="link" icon={<ExpandOutlined />} aria-pressed={choice.original} onClick={() => { files.changeOriginal(attachment); }}>
          {choice.original ? '改存小图' : '保留原图'}
        </Button>
      )}
      {!disabled && <Button className={styles['remove'] ?? ''} size="small" shape="circle" icon={<CloseOutlined />} aria-label={`移除 ${name}`} onClick={() => { files.remove(attachment); }} />}
    </FileTile>
  );
}
