/** Whether files of a form are still on their way: an act that is done now would miss them. */

/** `recording`: a memo is being recorded. `storing`: a picture or a recording is being stored on this device. */
export type MediaBusy = 'recording' | 'storing';

export const MEDIA_BUSY_WORDS: Readonly<Record<MediaBusy, string>> = { recording: '还在录音：先停下，再提交。', storing: '照片或录音正在存进本机，存好了再提交一次。' };

/** What the media of `form` are busy with; null when all is on disk. */
export function mediaBusy(form: HTMLElement | null): MediaBusy | null {
  if (form?.querySelector('[data-capture="voice"][aria-pressed="true"]')) return 'recording';
  return form?.querySelector('li[aria-busy="true"], [data-capture].ant-btn-loading') ? 'storing' : null;
}
