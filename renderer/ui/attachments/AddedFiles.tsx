/** What a form has taken in: the tiles, what is being stored, what was removed and can be put back, and what was not taken and why. */
import { CloseOutlined, CompressOutlined, ExpandOutlined, LoadingOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { sizeWords } from '../../../shared/attachment/words.ts';
import { useSession } from '../session-context.tsx';
import styles from './attachments.module.css';
import { FileTile } from './FileTile.tsx';
import { OpenedFile } from './OpenedFile.tsx';
import type { Adding } from './use-adding.ts';
import { useOpening } from './use-opening.ts';

export function AddedFiles({ files, disabled, compact = false }: { readonly files: Adding; readonly disabled: boolean; readonly compact?: boolean }) {
  const { home } = useSession();
  const { value, adding, removed, refused } = files;
  const { opened, busy, problem, open, close } = useOpening(home);
  const list = useRef<HTMLUListElement>(null);
  const count = value.length + adding.length;
  // In one line, what was added last is what is looked for.
  useEffect(() => { if (compact) list.current?.scrollTo({ left: list.current.scrollWidth }); }, [compact, count]);
  return (
    <>
      {count > 0 && (
        <ul ref={list} className={compact ? styles['strip'] : styles['tiles']} aria-label="已添加的附件">
          {value.map((one) => <Added key={one.hash} attachment={one} files={files} disabled={disabled} compact={compact} busy={busy === one.hash} onOpen={() => { void open(one); }} />)}
          {adding.map((name, i) => <li key={`${name} ${i}`} className={styles['tile']} aria-busy="true"><span className={styles['face']}><span className={styles['picture']}><LoadingOutlined /></span><span className={styles['name']}>{name}</span></span><span className={styles['below']}>正在存入本机</span></li>)}
        </ul>
      )}
      <OpenedFile opened={opened} problem={problem} onClose={close} />
      {removed !== null && <div className={styles['hint']} role="status">已移除“{removed.name}”<Button type="link" size="small" onClick={files.putBack}>放回</Button></div>}
      {refused.length > 0 && <Alert type="warning" showIcon role="alert" closable={{ onClose: files.forgetRefused }} title={<ul className={styles['refused']}>{refused.map(({ name, why }, i) => <li key={`${name} ${i}`}>“{name}”没有添加。{why}</li>)}</ul>} />}
    </>
  );
}

interface AddedProps { readonly attachment: Attachment; readonly files: Adding; readonly disabled: boolean; readonly compact: boolean; readonly busy: boolean; readonly onOpen: () => void }

function Added({ attachment, files, disabled, compact, busy, onOpen }: AddedProps) {
  const { name, size } = attachment;
  const choice = disabled ? null : files.originalOf(attachment);
  return (
    <FileTile attachment={attachment} here busy={busy} onOpen={onOpen} below={choice?.original ? `${sizeWords(size)} · 原图` : sizeWords(size)}>
      {choice !== null && (
        <Button
          className={styles['original'] ?? ''} size="small" type="link" icon={choice.original ? <CompressOutlined /> : <ExpandOutlined />} title={originalWords(choice)} aria-label={originalWords(choice)}
          onClick={() => { files.changeOriginal(attachment); }}
        >
          {compact ? null : originalWords(choice)}
        </Button>
      )}
      {!disabled && <Button className={styles['remove'] ?? ''} size="small" shape="circle" icon={<CloseOutlined />} aria-label={`移除 ${name}`} onClick={() => { files.remove(attachment); }} />}
    </FileTile>
  );
}

function originalWords({ original }: { readonly original: boolean }): string {
  return original ? '改存小图' : '保留原图';
}
