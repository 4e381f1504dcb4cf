/** What the screens say of attachments: where one is, and why a file was not taken. */
import type { KindRefusal } from './file-kind.ts';

/** Why a file cannot be added or shown. */
export type AttachmentRefusal = KindRefusal | 'empty' | 'too-large' | 'too-many' | 'picture-unreadable' | 'disk-full' | 'not-kept' | 'not-here' | 'damaged' | 'unreachable' | 'forbidden' | 'not-enrolled';

/** The sentence of each: what is the matter, and what to do. */
export const ATTACHMENT_REFUSAL_TEXT: Readonly<Record<AttachmentRefusal, string>> = {
  'kind-unknown': '不能添加这种文件。可以添加照片、PDF、Word（docx）、Excel（xlsx）、录音（m4a）和文本；老格式请先另存为新格式。',
  macros: '这个文档里有宏程序，不能添加。请另存为不带宏的 docx 或 xlsx。',
  bomb: '这个文档展开后太大，不能添加。请检查它是否损坏。',
  empty: '这个文件是空的，没有添加。请检查原文件。',
  'too-large': '这个文件超过 20 MB，没有添加。请压缩或分成几个文件。',
  'too-many': '一次最多 20 个附件。请把其余的补在进展或备注里。',
  'picture-unreadable': '这张图片打不开，可能已损坏。请重新拍照或截图。',
  'disk-full': '磁盘快满了，附件没有存下。请清理磁盘后再添加。',
  'not-kept': '附件没有存进本机，请再添加一次；还不行，请重新打开软件。',
  'not-here': '县里还没有这个附件，添加它的那台电脑可能还没有传完。请稍后再打开。',
  damaged: '本机存的这个附件打不开了。请连上县服务器后再打开。',
  unreachable: '连不上县服务器，这个附件还没有下载到本机。请联网后再打开。',
  forbidden: '您的账号不能看这个乡镇的附件。需要时请联系县里。',
  'not-enrolled': '这台电脑还没有接入县级服务器，附件还取不到。请先接入。',
};

/** Where an attachment is: `kept` here and not yet named by anything saved · `waiting` here, on its way · `county` here and there · `remote` there only, fetched when opened · `refused` the county did not take it. */
export const ATTACHMENT_PLACES = ['kept', 'waiting', 'county', 'remote', 'refused'] as const;
export type AttachmentPlace = (typeof ATTACHMENT_PLACES)[number];

export const PLACE_WORDS: Readonly<Record<AttachmentPlace, string>> = { kept: '存本机', waiting: '待传', county: '已到县里', remote: '点开下载', refused: '县里没有收' };

/** 12 KB, 3.4 MB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
